"""Other case reviews that a review refers to: "In the review of Child F, published by the Dunmere Safeguarding Board in 2006"."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from graph.records import Case, CitedReview, Review, stable_id
from loaders.documents.model import Document, Kind
from loaders.reading.boards import boards_in
from loaders.reading.evidence import evidence_of, sentence_around
from loaders.reading.front import front_of
from loaders.reading.labels import Label, is_word, labels_in
from loaders.reading.vocabulary import pattern, vocabulary

_RARE = 6  # a child mentioned more often than this is of the case in hand
_BEFORE = 90  # characters before a label within which the word for a review stands
_CODE = re.compile(r"\b[A-Z]{2,8} ?\d{1,3}/\d{4} \($")  # "CPRB 1/2014 (Child K)"
_ANOTHER = re.compile(r"\b(?:another|a different|other) $", re.IGNORECASE)
_AFTER = re.compile(
    r"['’]?s?\s*(?:,?\s*\((?:[^()]{0,80}\b(?:19|20)\d\d|[^()]{0,80}(?:Board|Partnership|Committee|SCB|LSCB))\)"
    r"|(?:SCR|CPR|LCSPR)\b|,\s*(?:19|20)\d\d\)|(?:serious |significant |child practice |learning )?(?:case )?review\b)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:\b(?:of|into|on|about|in respect of|in relation to|regarding|concerning|for|as|called|known as|such as|namely|including"
    r"|re)\b[\s:‘'“\"]*"
    r"(?:(?:the )?(?:death|deaths|case|cases) of )?(?:another |an? |the )?(?:\w+ called )?(?:[\w’']+ (?:and|,) )?"
    r"|\b(?:19|20)\d\d \(|\b(?:review|SCR|CPR)\s*:\s*)$",
    re.IGNORECASE,
)
_NAME_IN_BRACKETS = re.compile(r" \([A-Z][a-z]+ [A-Z][a-z]+\)")  # "Child E (Emma Smith)"
_THAT_OF = re.compile(r"\b(?:that|those) of $", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:this|the|our)\s+(?:Board|Partnership|Committee|LSCB|LSCP|SCB)(?:['’]s)?(?:\s+own)?\b|\bour own review\b"
    r"|\bpublished (?:locally|here)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?P<place>[A-Z][a-z]+(?: [A-Z][a-z]+)?)['’]s (?:own )?(?:serious case |thematic |learning |practice |case )?review"
    r"|\((?P<bracket>[A-Z][a-z]+), (?:19|20)\d\d\)"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TOPIC = re.compile(
    r"\b(?P<label>(?:thematic|serious case|learning|significant case) reviews? (?:of|into|on) [a-z][a-z’' -]{3,60}?)"
    r" \((?:19|20)\d\d\)"
)
_OTHER_LABEL = re.compile(
    r"(?<!\w)(?:(?P<family>(?:Family|Adult|Mr|Mrs|Ms) [A-Z]\d?)(?!\w)|[‘'“\"](?P<quoted>[A-Z][a-z]{2,})[’'”\"]"
    r"|(?P<several>[A-Z] (?:siblings|children|family|brothers|sisters|twins))(?!\w)"
    r"|(?<=eview of )(?P<name>[A-Z][a-z]{2,})(?= \((?:19|20)\d\d\)))"
)
_BY_PLACE = re.compile(
    r"\bthe (?P<label>[A-Z][a-z]{2,}) (?:serious case|significant case|child practice|safeguarding practice|learning|case) review"
    r"(?= (?:of|in) (?:19|20)\d\d| \((?:19|20)\d\d\))"
)
_ENTITLED = re.compile(
    r"\b(?:(?:under the title|entitled|titled|called) [“\"‘'](?P<label>[A-Z][^”\"’'.]{2,60})[”\"’']"
    r"|under the title (?P<plain>[A-Z]\w+(?: [A-Z]\w+)*))"
)
_PUBLISHED_ELSEWHERE = re.compile(
    r",? (?:which was )?published by\b|\s*\([^()]{0,80}(?:Board|Partnership|Committee|SCB|LSCB)[^()]{0,20}\)"
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
    subjects = {case.subject.label for case in cases} | {case.subject.label.rpartition(" ")[2] for case in cases}
    front = {paragraph.id for paragraph in front_of(document)}
    paragraphs = [p for p in document.paragraphs if p.kind not in (Kind.FURNITURE, Kind.HEADING) and p.id not in front]
    counts = Counter(label.text for paragraph in paragraphs for label in labels_in(paragraph.text))
    of_the_case = {label for label, count in counts.items() if count > _RARE or is_word(label, document.text)}
    others = Counter(match[match.lastgroup or 0] for paragraph in paragraphs for match in _OTHER_LABEL.finditer(paragraph.text))
    of_the_case |= {label for label, count in others.items() if count > _RARE}
    found: dict[tuple[str | None, str | None, int | None], CitedReview] = {}
    for paragraph in paragraphs:
        told: set[int] = set()  # sentences with a review already found
        for start, end, label in _citations(paragraph.text, subjects, of_the_case):
            begin, close = sentence_around(paragraph.text, start)
            if label is None and begin in told:
                continue
            year = _year(paragraph.text, begin, close, end)
            board = _board(paragraph.text[begin:close], start - begin, review, label)
            if not (label or board or year):
                continue
            told.add(begin)
            key = (label, None, None) if label else (None, board, year)
            identity = stable_id("cited", review.id, label, board, year)
            cited = CitedReview(id=identity, board=board, label=label, year=year, evidence=evidence_of(paragraph, begin, close))
            found.setdefault(key, cited)
    return list(found.values())


def _citations(text: str, subjects: set[str], of_the_case: set[str]) -> Iterator[tuple[int, int, str | None]]:
    """Where a text cites a review: (start, end, label), those with a label first."""
    words = _patterns()
    for label in _as_written(text):
        before = text[max(0, label.start - _BEFORE) : label.start]
        another = _ANOTHER.search(before) or _PUBLISHED_ELSEWHERE.match(text, label.end)
        if (label.text in subjects and not another) or label.text in of_the_case - subjects:
            continue
        if code := _CODE.search(before):
            yield label.start - len(code[0]), label.end, f"{code[0]}{label.text})"
        elif _AFTER.match(text, label.end) or _is_cited(text, label, before):
            yield label.start, label.end, label.text
    for match in _OTHER_LABEL.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if match[match.lastgroup or 0] not in subjects | of_the_case and words.reviewed.search(before) and _LINK.search(before):
            yield match.start(), match.end(), match[match.lastgroup or 0]
    for match in words.by_name.finditer(text):
        if match[0] not in subjects and words.reviewed.search(text, *sentence_around(text, match.start())):
            yield match.start(), match.end(), match[0]
    for match in itertools.chain(_TOPIC.finditer(text), _BY_PLACE.finditer(text)):
        yield match.start(), match.end(), match["label"]
    for match in _ENTITLED.finditer(text):
        if words.reviewed.search(text, sentence_around(text, match.start())[0], match.start()):
            yield match.start(), match.end(), match["label"] or match["plain"]
    for match in words.unlabelled.finditer(text):
        sentence = sentence_around(text, match.start())
        if not words.studies.search(text, *sentence):
            counted = words.counted.search(text, *sentence)
            yield match.start(), match.end(), counted[0] if counted else None


def _as_written(text: str) -> Iterator[Label]:
    """The labels of a text, several of one review ("Children A and B") as one, with a name in brackets after it."""
    for (start, end), same in itertools.groupby(labels_in(text), lambda label: (label.start, label.end)):
        listed = list(same)
        named = _NAME_IN_BRACKETS.match(text, end)
        written = " ".join(text[start:end].split()) if len(listed) > 1 else listed[0].text
        yield Label(start, named.end() if named else end, written + (named[0] if named else ""))


def _is_cited(text: str, label: Label, before: str) -> bool:
    """Whether what stands before a label says that it is of a review."""
    reviewed = _patterns().reviewed
    if _THAT_OF.search(before):  # "two earlier reviews. … In that of Child B"
        return reviewed.search(text, 0, label.start) is not None
    return bool(_LINK.search(before) and (reviewed.search(before) or boards_in(before)))


def _board(sentence: str, at: int, review: Review, label: str | None) -> str | None:
    """The board that the sentence gives the review to: the one named nearest, "this Board", or a place ("Northmoor's review")."""
    named = [(abs(at - place), name) for name, place in boards_in(sentence)]
    named += [
        (abs(at - match.end()), review.board) for match in _OWN.finditer(sentence) if review.board and _near(sentence, match, at)
    ]
    if named:
        return min(named)[1]
    places = [match["place"] or match["bracket"] for match in _PLACE.finditer(sentence)]
    return next((place for place in places if place not in ("Child", "This", "The", label)), None)


def _near(sentence: str, match: re.Match[str], at: int) -> bool:
    return abs(at - match.end()) < _BEFORE and not re.search(r"[;.]", sentence[min(at, match.end()) : max(at, match.start())])


def _year(text: str, begin: int, close: int, end: int) -> int | None:
    """The year nearest to the label's end in its sentence, the one in brackets after it first."""
    if after := re.match(r"[^()]{0,25}\([^()]{0,80}?((?:19|20)\d\d)\)", text[end:close]):
        return int(after[1])
    years = [(abs(begin + match.start() - end), int(match[0])) for match in _YEAR.finditer(text[begin:close])]
    return min(years)[1] if years else None
