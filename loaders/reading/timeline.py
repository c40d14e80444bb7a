"""When the sentences of a review happen: at a date of their own, else at one that the text has just told.

Precision goes before coverage: a date that only names something ("the May 2009 referral"), one of several in a sentence, or one
from before the story moved on is not taken for the time of a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

import msgspec

from loaders.documents.model import Document, Kind, Paragraph
from loaders.reading.dates import Date, dates_in, span, unresolved_in
from loaders.reading.evidence import sentence_spans
from loaders.reading.sections import classify
from loaders.reading.vocabulary import expand, pattern, vocabulary

_YEAR = 4  # characters of a date that is a year: too long to be carried
_FAR = 3  # sentences over which a date is carried
_LONG = 300  # characters of a clause on either side of a date
_MOSTLY = 0.5  # the part of a heading or a table cell that a date takes up where it dates what follows
_OF = re.compile(r"\b(?:of|dated)\s+$")
_SAID_AGAIN = re.compile(r",?\s*\(?(?:on |in )?(?:the )?")  # "the same day, June 21st", "two weeks later, on 4 July"
_LISTED = re.compile(r"\.?\s*(?:,|and|&|or|,\s*and)\s*(?:again\s+)?(?:on\s+|in\s+)?(?:the\s+)?")
_PARTICIPLE = re.compile(r",\s(?:\w+ly\s)?\w{3,}ing\b(?<!during)(?<!following)", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[|(:;–—“‘]\s*)$")
_CLAUSE = re.compile(
    r"[,;:(–—]|\b(?:and|but|who|whom|whose|which|where|that|having|including|as|because|although|when)\b", re.IGNORECASE
)
_SUBORDINATE = frozenset(
    ["who", "whom", "whose", "which", "where", "that", "having", "including", "as", "because", "although", "when"]
)
_NOT_UNTIL = re.compile(r"\bnot until (?:the )?$")
_LATER = re.compile(r"(?:;|[,\w] (?:and|but))(?: (?:then|later|again|finally))?,? (?:on|in|at|by|during) (?:the )?$")
_HAD = re.compile(
    r"\b(?:had|having)\s+(?:(?:not|never|also|only|both|all|just|recently|since)\s+)*"
    r"(?:been|[a-z]+(?:ed|en|[^s]t|ade|ave|own|old|ught))\b"
)


class _Words(msgspec.Struct):
    introduce: list[str]
    until: list[str]
    since: list[str]
    messages: list[str]
    events: list[str]
    background: list[str]
    vague: list[str]
    move_on: list[str]
    move_on_first: list[str]
    aside: list[str]


class _Patterns:
    def __init__(self) -> None:
        words = vocabulary("attribution", _Words)
        self.introduced, self.until, self.since = (_ending(each) for each in (words.introduce, words.until, words.since))
        self.of_message = _ending(f"{message} (of|dated)" for message in words.messages)
        events = "|".join(map(expand, words.events))
        self.of_event = re.compile(
            rf"\b(?:of|about|regarding|concerning)\s(?:[\w’'-]+\s){{1,10}}?(?:{events})\s(?:on|in|at|from)\s(?:the\s)?$",
            re.IGNORECASE,
        )
        self.background, self.vague = pattern(words.background), pattern(words.vague)
        first = "|".join(map(expand, words.move_on_first))
        self.moves_on = re.compile(rf"{pattern(words.move_on).pattern}|^(?:{first})\b", re.IGNORECASE)
        self.aside = pattern(words.aside)


_patterns = cache(_Patterns)


def _ending(phrases: Iterable[str]) -> re.Pattern[str]:
    """What stands right before a date: any of the phrases, with "the" after it or not."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(expand, phrases))})\s(?:the\s)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """A time as written, its EDTF start and end where they are known; ``date`` where it is one date or a closed period; ``aside``
    where a relative clause tells it ("the file, which was asked for in May"), ``later`` where the sentence comes to it only in
    a second clause ("and on 3 May")."""

    text: str
    start: str | None = None
    end: str | None = None
    date: Date | None = None
    aside: bool = False
    later: bool = False


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence that ends at character ``end`` of its paragraph: the dates that may be its time, a date in it that leans on one
    that is not known, whether it is dated by something else than what it tells ("born on 3 May"), and whether it names something
    by a date ("the core group of 2 September")."""

    end: int
    text: str
    times: tuple[Date, ...]
    unknown: str
    background: bool
    names: bool


class Timeline:
    """The times of a document's sentences."""

    def __init__(self, document: Document) -> None:
        self._periods: dict[tuple[str, ...], Date | None] = {(): None}
        self._sentences: dict[str, list[_Sentence]] = {}
        self._times: dict[str, tuple[list[int], list[When | None]]] = {}  # as far as they have been asked for
        self._given: dict[str, When] = {}  # by a heading, a table cell or the sentence before a list
        self._anchor: Date | None = None  # the date last told, from which others are counted
        self._recent = False  # whether this paragraph or the one before told it
        self._story = False  # whether dates follow one another from paragraph to paragraph here
        section: tuple[str, ...] = ()
        listed: When | None = None
        for paragraph in document.paragraphs:
            if paragraph.kind in (Kind.FURNITURE, Kind.FOOTNOTE, Kind.HEADING):
                continue
            if paragraph.section != section:
                self._enter(section, paragraph.section)
                section, listed = paragraph.section, None
            self._read(paragraph)
            item = paragraph.kind is Kind.BULLET
            if given := (listed if item else None) or _dated_cell(paragraph) or _date_of(section[-1] if section else ""):
                self._given[paragraph.id] = given
            if not item:
                listed = self.at(paragraph.id, len(paragraph.text) - 1) if paragraph.text.endswith(":") else None

    def _enter(self, before: tuple[str, ...], section: tuple[str, ...]) -> None:
        """Forget the date last told where another part of the review begins."""
        period = self._period(section)
        goes_on = period is not None and period == self._period(before)
        self._story = period is not None or classify(section).kind == "narrative"
        if not goes_on and not (self._story and classify(before).kind == "narrative"):
            self._anchor = None
        self._recent = False

    def _period(self, section: tuple[str, ...]) -> Date | None:
        """The period that the innermost dated heading tells of."""
        if section not in self._periods:
            dates = dates_in(section[-1])
            edtf = span(dates)
            self._periods[section] = (
                Date(0, 0, section[-1], edtf, min(date.first for date in dates), max(date.last for date in dates))
                if edtf
                else self._period(section[:-1])
            )
        return self._periods[section]

    def _read(self, paragraph: Paragraph) -> None:
        within, told = self._period(paragraph.section), False
        sentences = self._sentences[paragraph.id] = []
        for start, end in sentence_spans(paragraph.text):
            text = paragraph.text[start:end]
            recent = self._recent or told
            dates = dates_in(text, self._anchor if recent or self._story else None, within)
            if dates and dates[0].counted and not recent:
                dates = dates_in(text, None, within)
            dates = _plainest(text, dates)
            named = _told(text, dates)
            times = [date for date in named if not _patterns().background.search(_clause(text, date))]
            if named:
                self._anchor, told = named[-1], True
            unknown = unresolved_in(text, dates)
            phrase = text[unknown[0][0] : unknown[0][1]] if unknown else ""
            sentences.append(_Sentence(end, text, tuple(times), phrase, len(named) > len(times), len(dates) > len(named)))
        self._recent = told

    def at(self, paragraph_id: str, offset: int) -> When | None:
        """The time of the sentence in which a character of a paragraph stands; None where it is not plain."""
        if paragraph_id not in self._times:
            self._times[paragraph_id] = self._times_of(paragraph_id)
        ends, times = self._times[paragraph_id]
        index = bisect_right(ends, offset)
        return times[index] if index < len(times) else None

    def _times_of(self, paragraph_id: str) -> tuple[list[int], list[When | None]]:
        """Where the sentences of a paragraph end, and the time of each: its own, else the one told last."""
        words, sentences = _patterns(), self._sentences.get(paragraph_id, [])
        told, left = self._given.get(paragraph_id), len(sentences)
        times: list[When | None] = []
        for sentence in sentences:
            when = _own(sentence)
            if when:
                told, left = when if _goes_on(when, sentence.text) else None, _FAR + 1
                when = None if when.later else when
            elif sentence.times or sentence.background or words.moves_on.search(sentence.text):
                told = None
            elif left > 0 and not sentence.names and not words.aside.search(sentence.text) and not _HAD.search(sentence.text):
                when = told
            times.append(when)
            left -= 1
        return [sentence.end for sentence in sentences], times


def _goes_on(when: When, sentence: str) -> bool:
    """Whether the story is at a time after the sentence that tells it, and does not only look back to it."""
    date = when.date
    if date is None or when.aside or len(date.edtf) <= _YEAR:
        return False
    return not _HAD.search(_clause(sentence, date))


def _own(sentence: _Sentence) -> When | None:
    """The time that a sentence itself tells, if it tells one; only its words where these lean on a date that is not known."""
    times = [date for date in sentence.times if not date.edtf.endswith("~")] or list(sentence.times)
    main = [date for date in times if not _is_subordinate(sentence.text, date)]
    if len({date.edtf for date in main or times}) == 1:
        date = (main or times)[0]
        later = _LATER.search(sentence.text[: date.start]) is not None
        return replace(_when(date, sentence.text), aside=not main, later=later)
    if times:
        return None
    vague = _patterns().vague.search(sentence.text)
    text = sentence.unknown or (vague[0] if vague else "")
    return When(text.rstrip(".")) if text else None


def _when(date: Date, text: str = "") -> When:
    """A date as a time: an open one after "before" or "since"."""
    words, (first, _, last) = _patterns(), date.edtf.partition("/")
    before, after = (each.search(text[: date.start]) if not last else None for each in (words.until, words.since))
    if before and not _NOT_UNTIL.search(text[: date.start]):
        return When(text[before.start() : date.end].rstrip("."), None, first)
    if after:
        return When(text[after.start() : date.end].rstrip("."), first, None)
    return When(date.text.rstrip("."), None if first == ".." else first, last or first, date)


def _plainest(text: str, dates: list[Date]) -> list[Date]:
    """The dates without those that are counted and at once said again in figures; these stand in their place."""
    kept: list[Date] = []
    for date in dates:
        if kept and kept[-1].counted and _SAID_AGAIN.fullmatch(text, kept[-1].end, date.start):
            date = replace(date, start=kept.pop().start)
        kept.append(date)
    return kept


def _told(text: str, dates: list[Date]) -> list[Date]:
    """The dates that are told as times, and those listed with such a one ("on 24 June, 22 July and 2 September")."""
    told: list[Date] = []
    for date in dates:
        if _is_told(text, date) or (told and _LISTED.fullmatch(text, told[-1].end, date.start)):
            told.append(date)
    return told


def _is_told(text: str, date: Date) -> bool:
    """Whether a date is told as a time, and does not only name something ("the 2009 assessment", "the letter of 3 May")."""
    words, before = _patterns(), text[max(0, date.start - 90) : date.start]
    if words.of_event.search(before) or _PARTICIPLE.match(_clause(text, date)):
        return False
    if _OPENS.search(before) or words.introduced.search(before) or words.of_message.search(before):
        return not (_is_subordinate(text, date) and _HAD.search(_clause(text, date)))
    adverb = date.counted or date.end - date.start > len(date.text) or re.match(r"early|late|mid", date.text, re.IGNORECASE)
    return bool(adverb) and not _OF.search(before)


def _bounds(text: str, date: Date) -> tuple[int, int]:
    """The clause around a date, with the word or mark that opens it."""
    first = max(0, date.start - _LONG)
    start = max((match.start() for match in _CLAUSE.finditer(text, first, date.start)), default=first)
    end = _CLAUSE.search(text, date.end, date.end + _LONG)
    return start, end.start() if end else min(len(text), date.end + _LONG)


def _clause(text: str, date: Date) -> str:
    return text[slice(*_bounds(text, date))]


def _is_subordinate(text: str, date: Date) -> bool:
    """Whether a date stands in a relative or an adverbial clause."""
    opens = _CLAUSE.match(text, _bounds(text, date)[0])
    return opens is not None and opens[0].lower() in _SUBORDINATE


def _date_of(heading: str) -> When | None:
    """The date of a heading or a cell that is one ("28 March 2011")."""
    dates = dates_in(heading)
    dated = len(dates) == 1 and len(dates[0].text) >= _MOSTLY * len(heading)
    return _when(dates[0]) if dated and "/" not in dates[0].edtf else None


def _dated_cell(row: Paragraph) -> When | None:
    """The date of a row of a table: the first cell that is one."""
    return next(filter(None, map(_date_of, row.cells)), None)
