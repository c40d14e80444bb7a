"""The periods and key events that a review sets out itself (coding manual, section 4): dated headings, "Key episode 2", the rows
of a table of episodes, "the first episode … from October 2008 to early July 2009"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import msgspec

from graph.records import Case, Episode, stable_id
from loaders.documents.model import Document, Kind, Paragraph
from loaders.reading.dates import Date, dates_in, span
from loaders.reading.evidence import evidence_of, sentence_spans
from loaders.reading.findings import numbered_opportunities, occasions
from loaders.reading.front import front_of
from loaders.reading.numbers import NUMBER, ORDINAL
from loaders.reading.vocabulary import pattern, vocabulary

_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_OPEN = re.compile(r"(?:^|[:(–—-]\s*)(?:up )?(?:to|until|till)\s+(?:the )?$", re.IGNORECASE)
_LONGEST = 140  # characters of a heading


class _Words(msgspec.Struct):
    named: list[str]
    parents: list[str]
    timelines: list[str]
    not_episodes: list[str]
    columns: list[str]


class _Patterns:
    def __init__(self) -> None:
        words = vocabulary("episodes", _Words)
        name = pattern(words.named).pattern
        self.numbered = re.compile(
            rf"(?:the )?(?:{ORDINAL}|final|last) {name}|{name}[\s:#-]*(?:No\.? )?(?:{NUMBER}|[A-Z])(?!\w)", re.IGNORECASE
        )
        self.ordinal = re.compile(rf"\b(?:{ORDINAL}) (?:(?:key|significant|main) )?(?:episode|period|phase)\b", re.IGNORECASE)
        self.parents, self.timeline = pattern(words.parents), pattern(words.timelines)
        self.not_episodes, self.columns = pattern(words.not_episodes), pattern(words.columns)


_patterns = cache(_Patterns)


class _Found(NamedTuple):
    """An episode in the paragraphs: the first and last of them, and the characters of the first that state it."""

    first: int
    last: int
    label: str
    dates: Sequence[Date]
    start: int
    end: int


def episodes_of(document: Document, cases: Sequence[Case]) -> list[Episode]:
    """The episodes in the order of the text, with first and last line, date as written and as EDTF."""
    front = {paragraph.id for paragraph in front_of(document)}
    paragraphs = [p for p in document.paragraphs if p.kind is not Kind.FURNITURE and p.id not in front]
    found = list(_headed(paragraphs)) or list(_tabled(paragraphs))
    found += _told(paragraphs)
    found = found or list(_timeline(paragraphs)) or list(_listed(paragraphs, occasions(document)))
    found += _listed(paragraphs, numbered_opportunities(document))
    seen: dict[str, int] = {}
    return [_episode(paragraphs, each, cases, seen) for each in sorted(found, key=lambda each: each.first)]


def period_of(episodes: Sequence[Episode]) -> str | None:
    """The EDTF period from the first to the last dated episode, for a review that does not say what period it covers."""
    begins = sorted(episode.start for episode in episodes if episode.start)
    ends = sorted(episode.end for episode in episodes if episode.end)
    return f"{begins[0]}/{ends[-1]}" if begins and ends else None


def _episode(paragraphs: list[Paragraph], found: _Found, cases: Sequence[Case], seen: dict[str, int]) -> Episode:
    paragraph, closing = paragraphs[found.first], paragraphs[found.last]
    case = _case(paragraph, cases)
    begin, _, close = (span(found.dates) or "").partition("/")
    last_line = closing.pieces[-1].line if closing.pieces else closing.line
    return Episode(
        id=stable_id("episode", case, found.label, seen=seen),
        case=case,
        label=found.label,
        first_line=paragraph.place(found.start).line,
        last_line=max(last_line, paragraph.line),
        date_text=paragraph.text[found.dates[0].start : found.dates[-1].end] if found.dates else None,
        start=None if begin in ("", "..") else begin,
        end=close or begin or None,
        evidence=evidence_of(paragraph, found.start, found.end),
    )


def _headed(paragraphs: list[Paragraph]) -> Iterator[_Found]:
    """Headings that are dated, or named as episodes, or stand under a heading such as "Key practice episodes"."""
    words = _patterns()
    for index, p in enumerate(paragraphs):
        if p.kind is not Kind.HEADING or len(p.text) > _LONGEST:
            continue
        named = words.numbered.search(p.text) or (p.section and words.parents.search(p.section[-1]))
        dates = _dates(p.text)
        last = _end(paragraphs, index)
        if last > index and (named or (dates and not words.not_episodes.search(p.text))):
            label = _BRACKETED.sub("", p.text) or p.text
            yield _Found(index, last, label, dates, 0, len(p.text))


def _dates(heading: str) -> list[Date]:
    """The dates of a heading; those in brackets at its end where there are any. "To August 2005" is open at its beginning."""
    dates = dates_in(heading)
    bracket = _BRACKETED.search(heading)
    dates = [date for date in dates if bracket and date.start >= bracket.start()] or dates
    if len(dates) == 1 and "/" not in dates[0].edtf and _OPEN.search(heading, 0, dates[0].start):
        return [replace(dates[0], edtf=f"../{dates[0].edtf}")]
    return dates


def _end(paragraphs: list[Paragraph], first: int) -> int:
    """The last paragraph before the next heading that is no deeper."""
    level = paragraphs[first].level
    last = first
    for index in range(first + 1, len(paragraphs)):
        if paragraphs[index].kind is Kind.HEADING and paragraphs[index].level <= level:
            break
        last = index
    return last


def _tabled(paragraphs: list[Paragraph]) -> Iterator[_Found]:
    """Rows of a table one of whose columns is headed "Key episode" or "Period"."""
    words = _patterns()
    for index, p in enumerate(paragraphs):
        if (
            p.kind is not Kind.TABLE_ROW
            or not p.header
            or p.cells == p.header
            or not any(words.columns.search(cell) for cell in p.header)
        ):
            continue
        dates = dates_in(p.text)
        texts = [cell for cell in p.cells if re.search(r"[a-z]{3}", cell) and not (dates and cell.strip() == dates[0].text)]
        if dates or texts:
            yield _Found(index, index, (texts[-1] if texts else p.text).strip(), dates[:1], 0, len(p.text))


def _told(paragraphs: list[Paragraph]) -> Iterator[_Found]:
    """Running text that opens an episode: "The third phase ran from March 2009 to the end of April 2009"."""
    words = _patterns()
    openings: list[tuple[int, int, int, str, list[Date]]] = []
    for index, p in enumerate(paragraphs):
        if p.kind is Kind.HEADING or not (match := words.ordinal.search(p.text)):
            continue
        start, end = next(((s, e) for s, e in sentence_spans(p.text) if s <= match.start() < e), (0, len(p.text)))
        dates = [date for date in dates_in(p.text[:end]) if date.start >= start]
        ranged = any("/" in date.edtf for date in dates) or len(dates) > 1
        if ranged and re.search(
            r"\b(?:from|between|start|began|begin|conclud|ended|covers|ran)\w*\b", p.text[match.start() : end]
        ):
            openings.append((index, start, end, match[0], dates))
    for number, (index, start, end, label, dates) in enumerate(openings):
        following = openings[number + 1][0] if number + 1 < len(openings) else len(paragraphs)
        last = next((i for i in range(index + 1, following) if paragraphs[i].kind is Kind.HEADING), following) - 1
        yield _Found(index, max(index, last), label, dates, start, end)


def _timeline(paragraphs: list[Paragraph]) -> Iterator[_Found]:
    """Rows of a table of dates and events, where the review sets out its story in nothing else."""
    words = _patterns()
    for index, p in enumerate(paragraphs):
        row = p.kind is Kind.TABLE_ROW and p.cells != p.header and len(p.cells) > 1 and any(map(words.timeline.search, p.section))
        if row and (dates := dates_in(p.cells[0])):
            yield _Found(index, index, _first_words(p.cells[1]), dates, 0, len(p.text))


def _first_words(text: str) -> str:
    start, end = sentence_spans(text)[0] if text.strip() else (0, 0)
    return text[start : min(end, _LONGEST)]


def _listed(paragraphs: list[Paragraph], items: list[Paragraph]) -> Iterator[_Found]:
    """Missed opportunities as episodes: those that a review without other episodes lists, and those that it numbers."""
    listed = {p.id for p in items}
    for index, p in enumerate(paragraphs):
        if p.id in listed:
            yield _Found(index, index, _first_words(p.text), dates_in(p.text[:_LONGEST])[:1], 0, len(p.text))


def _case(paragraph: Paragraph, cases: Sequence[Case]) -> str | None:
    """The only case, or the one whose child the heading or the headings above it name."""
    if len(cases) == 1:
        return cases[0].id
    for text in (paragraph.text, *reversed(paragraph.section)):
        named = [case for case in cases if re.search(rf"(?<!\w){re.escape(case.subject.label)}(?!\w)", text)]
        if len(named) == 1:
            return named[0].id
    return None
