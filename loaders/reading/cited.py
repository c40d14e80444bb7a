"""Other case reviews that a review refers to: "In the review of Child F, published by the Dunmere Safeguarding Children Board in 2006"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from graph.records import Case, CitedReview, Review, stable_id
from loaders.documents.model import Document, Kind
from loaders.reading.cases import labels_in
from loaders.reading.evidence import evidence_of, sentence_around
from loaders.reading.facts import boards_in, front_of
from loaders.reading.vocabulary import pattern, vocabulary

_RARE = 6  # a child mentioned more often than this is of the case in hand
_BEFORE = 90  # characters before a label within which the word for a review stands
_CODE = re.compile(r"\b[A-Z]{2,8} ?\d{1,3}/\d{4} \($")  # "CPRB 1/2014 (Child K)"
_AFTER = re.compile(
    r"['’]?s?\s*(?:,?\s*\((?:[^()]{0,80}\b(?:19|20)\d\d|[^()]{0,80}(?:Board|Partnership|Committee|SCB|LSCB))\)|(?:SCR|CPR|LCSPR)\b|(?:serious |significant |child practice |learning )?(?:case )?review\b)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"\b(?:of|into|on|about|in respect of|in relation to|regarding|concerning|for|as|called|known as|such as|namely|including|re|that of|those of)\b[\s:‘'“\"]*(?:(?:the )?(?:death|deaths|case|cases) of )?(?:an? |the )?(?:\w+ called )?(?:[\w’']+ (?:and|,) )?$",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:this|the|our)\s+(?:Board|Partnership|Committee|LSCB|LSCP|SCB)(?:['’]s)?(?:\s+own)?\b|\bpublished (?:locally|here)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?P<place>[A-Z][a-z]+(?: [A-Z][a-z]+)?)['’]s (?:own )?(?:serious case |thematic |learning |practice |case )?review"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TOPIC = re.compile(
    r"\b(?P<label>(?:thematic|serious case|learning|significant case) reviews? (?:of|into|on) [a-z][a-z’' -]{3,60}?) \((?P<year>(?:19|20)\d\d)\)"
)


class _Words(msgspec.Struct):
    cited: list[str]
    known_by_name: list[str]
    unlabelled: list[str]
    counted: list[str]
    studies: list[str]


class _Patterns:
    def __init__(self) -> None:
        words = vocabulary("case_reviews", _Words)
        self.reviewed = pattern(words.cited)
        self.by_name = pattern(words.known_by_name, re.RegexFlag(0))
        self.unlabelled, self.counted, self.studies = pattern(words.unlabelled), pattern(words.counted), pattern(words.studies)


_patterns = cache(_Patterns)


def cited_reviews_of(document: Document, review: Review, cases: Sequence[Case]) -> list[CitedReview]:
    """The reviews cited, each once, at its first mention; a review cited without a label has None for it."""
    words = _patterns()
    subjects = {case.subject.label for case in cases} | {case.subject.label.rpartition(" ")[2] for case in cases}
    front = {paragraph.id for paragraph in front_of(document)}
    paragraphs = [p for p in document.paragraphs if p.kind not in (Kind.FURNITURE, Kind.HEADING) and p.id not in front]
    counts: dict[str, int] = {}
    for paragraph in paragraphs:
        for label in labels_in(paragraph.text):
            counts[label.text] = counts.get(label.text, 0) + 1
    found: dict[tuple[str | None, str | None], CitedReview] = {}

    def add(paragraph_index: int, start: int, end: int, label: str | None) -> None:
        paragraph = paragraphs[paragraph_index]
        begin, close = sentence_around(paragraph.text, start)
        year = _year(paragraph.text, begin, close, start, end)
        board = _board(paragraph.text[begin:close], start - begin, review)
        key = (label, None if label else f"{board} {year}")
        if key not in found and (label or board or year):
            identity = stable_id("cited", review.id, label, board, year)
            found[key] = CitedReview(
                id=identity, board=board, label=label, year=year, evidence=evidence_of(paragraph, begin, close)
            )

    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        for label in labels_in(text):
            if label.text in subjects or counts[label.text] > _RARE:
                continue
            before = text[max(0, label.start - _BEFORE) : label.start]
            if (words.reviewed.search(before) and _LINK.search(before)) or _AFTER.match(text, label.end):
                add(index, label.start, label.end, label.text)
        for match in words.by_name.finditer(text):
            if match[0] not in subjects and words.reviewed.search(text[slice(*sentence_around(text, match.start()))]):
                add(index, match.start(), match.end(), match[0])
        for match in _TOPIC.finditer(text):
            add(index, match.start(), match.end(), match["label"])
        for match in words.unlabelled.finditer(text):
            begin, close = sentence_around(text, match.start())
            told = any(cited.evidence.paragraph_id == paragraph.id and cited.evidence.start == begin for cited in found.values())
            if not told and not words.studies.search(text, begin, close):
                counted = words.counted.search(text, begin, close)
                add(index, match.start(), match.end(), counted[0] if counted else None)
    return list(found.values())


def _board(sentence: str, at: int, review: Review) -> str | None:
    """The board that the sentence gives the review to: the one named nearest, "this Board", or a place ("Northmoor's review")."""
    named = [(abs(at - place), name) for name, place in boards_in(sentence)]
    named += [
        (abs(at - match.end()), review.board) for match in _OWN.finditer(sentence) if review.board and _near(sentence, match, at)
    ]
    if named:
        return min(named)[1]
    place = _PLACE.search(sentence)
    return place["place"] if place and place["place"] not in ("Child", "This", "The") else None


def _near(sentence: str, match: re.Match[str], at: int) -> bool:
    return abs(at - match.end()) < _BEFORE and not re.search(r"[;.]", sentence[min(at, match.end()) : max(at, match.start())])


def _year(text: str, begin: int, close: int, start: int, end: int) -> int | None:
    """The year nearest to the label in its sentence, the one in brackets after it first."""
    if after := re.match(r"[^()]{0,25}\([^()]{0,80}?((?:19|20)\d\d)\)", text[end:close]):
        return int(after[1])
    years = [(abs(begin + match.start() - end), int(match[0])) for match in _YEAR.finditer(text[begin:close])]
    return min(years)[1] if years else None
