"""Judgements on practice: missed opportunities, good practice, lessons, shortcomings.

A review names them in three ways: in a section or list of their own ("Good practice", "I identify the following missed
opportunities:"), as an item that says what it is ("Learning point 2."), or in a sentence ("This was a missed opportunity to …").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import cast, get_args

import msgspec

from graph.records import Case, Episode, Finding, FindingKind, stable_id
from loaders.documents.model import Document, Kind, Paragraph
from loaders.reading.evidence import evidence_of, sentence_around, sentence_spans
from loaders.reading.front import front_of
from loaders.reading.numbers import NUMBER
from loaders.reading.themes import themes_of
from loaders.reading.vocabulary import expand, pattern, vocabulary

_FAILING = re.compile(r"\bfail(?:ed|ing|s|ure|ures)? to\b|\bshould have\b(?! been)", re.IGNORECASE)
_POINTS_BACK = re.compile(r"(?:This|That|It|These|Such|Both) (?:was|were|is|are|represents?|amounted|would)\b")
_LONG_LIST = 30  # items after which a list is taken to have ended
_MIXED = re.compile(r"\b(?:analysis|conclusions?|summary|discussion|themes)\b", re.IGNORECASE)
_LESSONS_TOO = re.compile(r"\blessons (?:learned|learnt)\b", re.IGNORECASE)  # "Conclusions and lessons learned": its paragraphs
_CONCLUDES = re.compile(r"\b(?:conclusions?|lessons?|findings|learning points)\b", re.IGNORECASE)
_FOLLOWING = re.compile(r"\b(?:the following|as follows|these|following)\b", re.IGNORECASE)
_SHORTEST = 25  # characters of a paragraph that states a finding; a bullet may be shorter


class _Phrases(msgspec.Struct):
    items: list[str]
    phrases: list[str]
    never: list[str]
    headings: list[str] = []
    introductions: list[str] = []
    occasions: list[str] = []
    else_items: list[str] = []


class _Words(msgspec.Struct, rename={"missed_opportunity": "missed-opportunity", "good_practice": "good-practice"}):
    missed_opportunity: _Phrases
    good_practice: _Phrases
    lesson: _Phrases
    shortcoming: _Phrases
    not_sections: list[str]
    not_items: list[str]
    templates: list[str]


class _Signs:
    """What shows findings of one kind, compiled."""

    def __init__(self, phrases: _Phrases) -> None:
        self.heading = pattern(phrases.headings)
        self.introduction, self.occasion = pattern(phrases.introductions), pattern(phrases.occasions)
        self.item, self.else_item = _item_pattern(phrases.items), _item_pattern(phrases.else_items)
        self.phrase, self.never = pattern(phrases.phrases), pattern(phrases.never)


def _item_pattern(phrases: list[str]) -> re.Pattern[str]:
    """What an item that says its kind begins with: "Lesson 1:", "Learning point B.", "What have we learned?"."""
    if not phrases:
        return pattern(phrases)
    number = rf"\s*(?:no\.?\s*)?\(?(?:{NUMBER}|[A-Z](?!\w))?\)?\s*[.:?)–—-]"
    return re.compile(rf"\W{{0,3}}(?:{'|'.join(map(expand, phrases))}){number}", re.IGNORECASE)


class _Patterns:
    def __init__(self) -> None:
        words = vocabulary("findings", _Words)
        self.signs: dict[FindingKind, _Signs] = {
            kind: _Signs(cast(_Phrases, getattr(words, kind.replace("-", "_")))) for kind in get_args(FindingKind)
        }
        self.not_section, self.not_item = pattern(words.not_sections), pattern([*words.not_items, *words.templates])
        self.template = pattern(words.templates)


_patterns = cache(_Patterns)


def findings_of(
    document: Document,
    cases: Sequence[Case],
    episodes: Sequence[Episode],
    agency_types_in: Callable[[str], list[str]],
    coded: Callable[[Paragraph], bool] = lambda paragraph: True,
) -> list[Finding]:
    """The findings in the order of the text, one of a kind for a paragraph.

    ``agency_types_in`` gives the agency types that some words name; ``coded`` tells whether a paragraph speaks of the case
    (coding manual, section 2): shortcomings are read only there.
    """
    paragraphs = _readable(document)
    found: _Found = {}

    def add(index: int, kind: FindingKind, start: int, end: int, rule: str) -> None:
        found.setdefault((paragraphs[index].id, kind), (index, paragraphs[index], start, end, rule))

    for index, kind, rule in _items(paragraphs):
        add(index, kind, 0, len(paragraphs[index].text), rule)
    for index, kind, start, end in _sentences(paragraphs, coded):
        text = paragraphs[index].text[start:end]
        if kind != "shortcoming" or (_told_of_service(text, agency_types_in) and not _judged(found, paragraphs[index], start)):
            add(index, kind, start, end, f"{kind}/sentence")
    seen: dict[str, int] = {}
    findings = []
    for (_, kind), (_, paragraph, start, end, rule) in sorted(found.items(), key=lambda each: (each[1][0], each[0][1])):
        text = paragraph.text[start:end]
        evidence = evidence_of(paragraph, start, end)
        episode = next((e for e in episodes if e.first_line <= evidence.line <= e.last_line), None)
        findings.append(
            Finding(
                id=stable_id("finding", kind, text, seen=seen),
                kind=kind,
                text=text,
                themes=themes_of(text),
                agencies=agency_types_in(text),
                case=episode.case if episode and episode.case else _case(text, cases),
                episode=episode.id if episode else None,
                rule=rule,
                evidence=evidence,
            )
        )
    return findings


_Found = dict[tuple[str, FindingKind], tuple[int, Paragraph, int, int, str]]


def _judged(found: _Found, paragraph: Paragraph, at: int) -> bool:
    """Whether the sentence at a character is a finding of a plainer kind already."""
    return any(each[1].id == paragraph.id and each[2] <= at < each[3] for each in found.values())


def _told_of_service(text: str, agency_types_in: Callable[[str], list[str]]) -> bool:
    """Whether somebody's failing is that of a service: parents fail to attend, too."""
    return _FAILING.search(text) is None or bool(agency_types_in(text))


def occasions(document: Document) -> list[Paragraph]:
    """The items of a list of occasions on which something should have been done ("four occasions when a meeting should have taken
    place:")."""
    paragraphs = _readable(document)
    return [
        paragraphs[index] for index, kind, rule in _items(paragraphs) if kind == "missed-opportunity" and rule.endswith("/list")
    ]


def numbered_opportunities(document: Document) -> list[Paragraph]:
    """Missed opportunities that the review numbers ("Missed Opportunity 3: 28 March 2011")."""
    paragraphs = _readable(document)
    signs = _patterns().signs["missed-opportunity"]
    said = [(paragraphs[index], signs.item.match(paragraphs[index].text)) for index in _said(paragraphs, signs.item)]
    return [paragraph for paragraph, match in said if match and re.search(rf"(?:{NUMBER})\W*$", match[0], re.IGNORECASE)]


def _readable(document: Document) -> list[Paragraph]:
    front = {paragraph.id for paragraph in front_of(document)}
    return [p for p in document.paragraphs if p.kind not in (Kind.FURNITURE, Kind.FOOTNOTE) and p.id not in front]


def _elsewhere(paragraph: Paragraph) -> bool:
    """Whether a paragraph stands in a section that tells of other things; "Conclusions and recommendations" tells of both."""
    return any(_patterns().not_section.search(heading) and not _CONCLUDES.search(heading) for heading in paragraph.section)


def _items(paragraphs: list[Paragraph]) -> Iterator[tuple[int, FindingKind, str]]:
    """Items that say their kind, items of lists that an introduction announces, and items of sections of one kind."""
    lists = _list_items(paragraphs)
    for kind, signs in _patterns().signs.items():
        said = list(_said(paragraphs, signs.item))
        sections = {paragraphs[index].section for index in said}
        found = dict.fromkeys(said, f"{kind}/item")
        for index in _listed(paragraphs, signs, lists):
            found.setdefault(index, f"{kind}/list")
        for index in _sectioned(paragraphs, signs, sections, lists):
            found.setdefault(index, f"{kind}/section")
        for index in _said(paragraphs, signs.else_item) if not found else ():
            found[index] = f"{kind}/item"
        yield from ((index, kind, rule) for index, rule in found.items())


def _said(paragraphs: list[Paragraph], item: re.Pattern[str]) -> Iterator[int]:
    """Paragraphs that begin with their kind ("Learning point 2."); headings that do only where no paragraph under one does."""
    items = [index for index, p in enumerate(paragraphs) if item.match(p.text)]
    headings = tuple(paragraphs[index].text for index in items if paragraphs[index].kind is Kind.HEADING)
    bodies = [index for index in items if paragraphs[index].kind is not Kind.HEADING]
    told_below = any(heading.endswith(headings) for index in bodies for heading in paragraphs[index].section)
    for index in bodies if told_below else items:
        bare = not item.sub("", paragraphs[index].text, count=1).strip()
        yield min(index + bare, len(paragraphs) - 1)


def _listed(paragraphs: list[Paragraph], signs: _Signs, items: set[str]) -> Iterator[int]:
    """Items of a list under a sentence that names the kind ("I identify the following missed opportunities:")."""
    listed: list[int] = []
    named = maybe = False
    for index, p in enumerate(paragraphs):
        if p.id in items and p.kind is not Kind.HEADING:
            if (named or maybe) and len(listed) < _LONG_LIST and not _patterns().not_item.search(p.text):
                listed.append(index)
            continue
        if listed and _runs_on(paragraphs, index, items):
            continue
        if named or (maybe and signs.introduction.search(p.text)):
            yield from listed
        text, listed = p.text.rstrip(), []
        opens = p.kind is not Kind.HEADING and text.endswith(":") and not _elsewhere(p)
        named = opens and _last_sentence(signs.introduction, text)
        maybe = opens and _last_sentence(signs.occasion, text)
    if named:
        yield from listed


def _sectioned(paragraphs: list[Paragraph], signs: _Signs, said: set[tuple[str, ...]], items: set[str]) -> Iterator[int]:
    """Items of a section headed by the kind: its list items, or its paragraphs where it has neither lists nor sections."""
    divided = {p.section for p in paragraphs if p.id in items or p.kind is Kind.HEADING}
    line = False  # under a line that serves as a heading
    for index, p in enumerate(paragraphs):
        if p.kind is Kind.HEADING:
            line = False
            continue
        if _is_line(p):
            line = signs.heading.match(p.text) is not None
            continue
        mixed = not line and bool(p.section) and _MIXED.search(p.section[-1]) is not None
        mixed = mixed and not (p.ref and _LESSONS_TOO.search(p.section[-1]))
        headed = line or (bool(p.section) and signs.heading.search(p.section[-1]) and not signs.item.match(p.section[-1]))
        if not headed or p.section in said or _elsewhere(p) or _patterns().not_item.search(p.text):
            continue
        if p.id in items or (not mixed and p.section not in divided and p.kind is Kind.BODY and _states(p)):
            yield index


def _list_items(paragraphs: list[Paragraph]) -> set[str]:
    """The ids of the items of lists: bullets, "(a)", numbers that begin at 1 in their section; not the numbers of paragraphs."""
    counted = {p.section for p in paragraphs if p.ref == "1"}

    def numbered(p: Paragraph) -> bool:
        return p.section in counted if p.ref.isdigit() else "." not in p.ref

    return {p.id for p in paragraphs if p.kind is Kind.BULLET or (p.kind is Kind.BODY and p.ref and numbered(p))}


def _is_line(p: Paragraph) -> bool:
    """Whether a short paragraph without a stop serves as a heading."""
    return p.kind is Kind.BODY and not p.ref and len(p.text) < 60 and p.text[-1:].isalpha()


def _runs_on(paragraphs: list[Paragraph], index: int, items: set[str]) -> bool:
    """Whether a paragraph inside a list only carries on the item before it, across a page."""
    p, following = paragraphs[index], paragraphs[index + 1 : index + 2]
    return bool(following) and following[0].id in items and (p.text[:1].islower() or (not p.ref and len(p.text) < 200))


def _last_sentence(phrase: re.Pattern[str], text: str) -> bool:
    """Whether the last sentence of a paragraph has the phrase."""
    return phrase.search(text, sentence_around(text, len(text) - 1)[0]) is not None


def _states(p: Paragraph) -> bool:
    return len(p.text) >= _SHORTEST and not p.text.rstrip().endswith(":")


def _sentences(paragraphs: list[Paragraph], coded: Callable[[Paragraph], bool]) -> Iterator[tuple[int, FindingKind, int, int]]:
    """Sentences that say a finding in so many words."""
    words = _patterns()
    items = _list_items(paragraphs)
    for index, p in enumerate(paragraphs):
        if p.kind is Kind.HEADING or _elsewhere(p) or words.template.search(p.text):
            continue
        announces = bool(_FOLLOWING.search(p.text)) and index + 1 < len(paragraphs) and paragraphs[index + 1].id in items
        for kind, signs in words.signs.items():
            if kind == "shortcoming" and not coded(p):
                continue
            for match in signs.phrase.finditer(p.text):
                start, end = sentence_around(p.text, match.start())
                if any(
                    never.start() <= match.end() and match.start() <= never.end()
                    for never in signs.never.finditer(p.text, start, end)
                ):
                    continue
                if (announces and end > len(p.text) - 3) or p.text[start:end].rstrip().endswith("?"):
                    continue
                if p.text[start:end].rstrip().endswith(":") and not re.search(r"\bto [a-z]+", p.text[match.end() : end]):
                    continue
                yield index, kind, _with_what_it_judges(p.text, start), end
                break


def _with_what_it_judges(text: str, start: int) -> int:
    """Where a sentence begins, together with the one before it where it only points back: "… This was good practice."."""
    before = [begin for begin, end in sentence_spans(text) if end <= start]
    return before[-1] if before and _POINTS_BACK.match(text, start) else start


def _case(text: str, cases: Sequence[Case]) -> str | None:
    if len(cases) == 1:
        return cases[0].id
    named = [case for case in cases if re.search(rf"(?<!\w){re.escape(case.subject.label)}(?!\w)", text)]
    return named[0].id if len(named) == 1 else None
