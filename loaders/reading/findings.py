"""Judgements on practice: missed opportunities, good practice, lessons, shortcomings.

A review names them in three ways: in a section or list of their own ("Good practice", "I identify the following missed opportunities:"),
as an item that says what it is ("Learning point 2."), or in a sentence ("This was a missed opportunity to …").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

import msgspec

from graph.records import Case, Episode, Finding, FindingKind, stable_id
from loaders.documents.model import Document, Kind, Paragraph
from loaders.reading.evidence import evidence_of, sentence_around
from loaders.reading.facts import front_of
from loaders.reading.numbers import NUMBER
from loaders.reading.themes import themes_of
from loaders.reading.vocabulary import expand, pattern, vocabulary

_KINDS: tuple[FindingKind, ...] = get_args(FindingKind)
_LONG_LIST = 30  # items after which a list is taken to have ended
_SHORTEST = 40  # characters of a paragraph that states a lesson; a bullet may be shorter


class _Phrases(msgspec.Struct):
    headings: list[str]
    introductions: list[str]
    items: list[str]
    phrases: list[str]
    never: list[str]


class _Words(msgspec.Struct, rename={"missed_opportunity": "missed-opportunity", "good_practice": "good-practice"}):
    missed_opportunity: _Phrases
    good_practice: _Phrases
    lesson: _Phrases
    shortcoming: _Phrases
    not_sections: list[str]
    not_items: list[str]


@dataclass(frozen=True)
class _Signs:
    """What shows findings of one kind, compiled."""

    heading: re.Pattern[str] | None
    introduction: re.Pattern[str] | None
    item: re.Pattern[str]
    phrase: re.Pattern[str]
    never: re.Pattern[str]


class _Patterns:
    def __init__(self) -> None:
        words = vocabulary("findings", _Words)
        self.signs: dict[FindingKind, _Signs] = {}
        for kind in _KINDS:
            phrases = cast(_Phrases, getattr(words, kind.replace("-", "_")))
            self.signs[kind] = _Signs(
                pattern(phrases.headings) if phrases.headings else None,
                pattern(phrases.introductions) if phrases.introductions else None,
                re.compile(
                    rf"\W{{0,3}}(?:{'|'.join(map(expand, phrases.items))})\s*(?:no\.?\s*)?\(?(?:{NUMBER}|[A-Z](?!\w))?\)?\s*[.:)–—-]",
                    re.IGNORECASE,
                ),
                pattern(phrases.phrases),
                pattern(phrases.never),
            )
        self.not_section, self.not_item = pattern(words.not_sections), pattern(words.not_items)


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
    found: dict[tuple[str, FindingKind], tuple[int, Paragraph, int, int, str]] = {}

    def add(index: int, kind: FindingKind, start: int, end: int, rule: str) -> None:
        found.setdefault((paragraphs[index].id, kind), (index, paragraphs[index], start, end, rule))

    for index, kind, rule in _items(paragraphs):
        add(index, kind, 0, len(paragraphs[index].text), rule)
    for index, kind, start, end in _sentences(paragraphs, coded):
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


def occasions(document: Document) -> list[Paragraph]:
    """The items of a list of occasions on which something should have been done ("on four occasions when a meeting should have taken place:")."""
    paragraphs = _readable(document)
    return [
        paragraphs[index] for index, kind, rule in _items(paragraphs) if kind == "missed-opportunity" and rule.endswith("/list")
    ]


def _readable(document: Document) -> list[Paragraph]:
    front = {paragraph.id for paragraph in front_of(document)}
    return [p for p in document.paragraphs if p.kind not in (Kind.FURNITURE, Kind.FOOTNOTE) and p.id not in front]


def _elsewhere(paragraph: Paragraph) -> bool:
    return any(_patterns().not_section.search(heading) for heading in paragraph.section)


def _items(paragraphs: list[Paragraph]) -> Iterator[tuple[int, FindingKind, str]]:
    """Items of sections and lists of findings, and items that say their kind."""
    words = _patterns()
    kinds: tuple[FindingKind, ...] = ("missed-opportunity", "good-practice", "lesson")
    for kind in kinds:
        signs = words.signs[kind]
        listing = False  # within the list of an introduction that names the kind
        count = 0
        said = {p.section for p in paragraphs if signs.item.match(p.text)}
        bulleted = {p.section for p in paragraphs if p.kind is Kind.BULLET}
        for index, p in enumerate(paragraphs):
            if p.kind is Kind.HEADING:
                listing = False
                continue
            if signs.item.match(p.text) and len(p.text) > _SHORTEST / 2:
                yield index, kind, f"{kind}/item"
                continue
            if p.kind is Kind.BULLET:
                count += 1
                if listing and count <= _LONG_LIST:
                    if not words.not_item.search(p.text):
                        yield index, kind, f"{kind}/list"
                    continue
            else:
                last = p.text.rstrip()
                if listing and count and not last.endswith(":") and _runs_on(p, paragraphs, index):
                    continue
                listing = (
                    last.endswith(":")
                    and bool(signs.introduction and _introduces(signs.introduction, last))
                    and not _elsewhere(p)
                )
                count = 0
                if listing:
                    continue
            if not p.section or not (signs.heading and signs.heading.search(p.section[-1])) or p.section in said or _elsewhere(p):
                continue
            if p.kind is Kind.BULLET or (p.section not in bulleted and p.kind is Kind.BODY and _states(p)):
                if not words.not_item.search(p.text):
                    yield index, kind, f"{kind}/section"


def _runs_on(p: Paragraph, paragraphs: list[Paragraph], index: int) -> bool:
    """Whether a paragraph inside a list only carries on the bullet before it, across a page."""
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    return following is not None and following.kind is Kind.BULLET and (p.text[:1].islower() or (not p.ref and len(p.text) < 200))


def _introduces(introduction: re.Pattern[str], text: str) -> bool:
    """Whether the last sentence of a paragraph names the kind of the list that follows."""
    return bool(introduction.search(text, sentence_around(text, len(text) - 1)[0]))


def _states(p: Paragraph) -> bool:
    return len(p.text) >= _SHORTEST and not p.text.rstrip().endswith(":")


def _sentences(paragraphs: list[Paragraph], coded: Callable[[Paragraph], bool]) -> Iterator[tuple[int, FindingKind, int, int]]:
    """Sentences that say a finding in so many words."""
    words = _patterns()
    for index, p in enumerate(paragraphs):
        if p.kind is Kind.HEADING or _elsewhere(p):
            continue
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
                if p.text[start:end].rstrip().endswith(("?", ":")) and not re.search(r"\bto [a-z]+", p.text[match.end() : end]):
                    continue
                yield index, kind, start, end
                break


def _case(text: str, cases: Sequence[Case]) -> str | None:
    if len(cases) == 1:
        return cases[0].id
    named = [case for case in cases if re.search(rf"(?<!\w){re.escape(case.subject.label)}(?!\w)", text)]
    return named[0].id if len(named) == 1 else None
