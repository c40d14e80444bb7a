"""Dates and periods in running text, as EDTF (Library of Congress, ISO 8601-2, levels 0 and 1).

"October 2008 to early July 2009" is ``2008-10/2009-07``, "spring 2011" ``2011-21``, "14 to 22 January 2021"
``2021-01-14/2021-01-22``. A date that leans on the one before it ("12 March", "the following day", "two weeks later") is
resolved against that one, or left out where that one is not exact enough to count from (``unresolved_in`` finds those).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from loaders.reading.numbers import NUMBER, number

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_FEASTS = {"christmas": 12, "boxing day": 12, "new year": 1}

_YEAR = r"(?:19|20)\d\d"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)"
)
_DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
_PART = (
    r"(?:the\ )?(?:very\ )?(?:(?:early|late|mid)(?:[- ]to[- ](?:mid|late))?|(?:beginning|start|middle|end|close"
    r"|first\ (?:week|half)|second\ (?:week|half)|third\ week|last\ (?:week|fortnight)|final\ week)(?:\ of|\ in)?)[- ](?:the\ )?"
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\ (?:the\ )?)?"

_POINT = re.compile(
    rf"""\b(?:
      {_WEEKDAY}(?P<day>{_DAY})\ (?:of\ )?(?P<month>{_MONTH})\b\.?(?:,?\ (?P<year>{_YEAR})\b)?
    | (?P<us_month>{_MONTH})\ (?P<us_day>{_DAY}),?\ (?P<us_year>{_YEAR})\b
    | (?P<n_day>[0-3]?\d)(?P<sep>[./-])(?P<n_month>[01]?\d)(?P=sep)(?P<n_year>{_YEAR}|\d\d)\b(?![./-]\d)
    | (?:{_PART})?(?P<m_month>{_MONTH})\b\.?(?:,?\ (?:of\ )?(?P<m_year>{_YEAR})\b|(?P<m_bare>))
    | (?:{_PART})?(?P<season>spring|summer|autumn|winter)(?:\ term)?(?:,?\ (?:of\ )?(?P<s_year>{_YEAR})(?:/\d\d(?:\d\d)?)?\b)
    | (?P<feast>christmas|boxing\ day|new\ year)(?:\ (?:eve|day))?,?\ (?:of\ )?(?P<f_year>{_YEAR})\b
    | (?:{_PART})?(?P<only_year>{_YEAR})(?:(?P<two_years>(?:/|\s?[-–—]\s?)\d\d)(?![\d/.-]))?\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_LINK = re.compile(r",?\s*(?P<word>to|until|till|through(?: to)?|up to|and|[-–—])\s*(?:the\s+)?", re.IGNORECASE)
_DAY_BEFORE = re.compile(rf"\b(?P<day>{_DAY})\s*(?:to|and|[-–—])\s*$", re.IGNORECASE)
_SPELL = r"(?:morning|afternoon|evening|night)"  # of a day
_ENDS = r"(?=\s*[.,;:)]|$)"
_RELATIVE = re.compile(
    rf"""\b(?:(?:(?:the|that)\ same|later\ the\ same|later\ that|that)\ (?P<same>(?:very\ )?(?:day|{_SPELL}|month|year)\b)
      (?!['’]s|\ \d|\ (?:care|centre|nursery))
    | (?:the\ same|that)\ (?P<season>spring|summer|autumn|winter)\b
    | the\ (?P<next>following|next|previous)\ (?P<unit>day|{_SPELL}|month|year)\b(?!['’]s)
    | the\ (?P<day>day|{_SPELL}|month|year)\ (?P<to>after|before){_ENDS}
    | (?P<count>{NUMBER}|an?)\ (?P<units>day|week|fortnight|month|year)s?
      \ (?:(?P<way>later|earlier)\b(?!\ than)|(?P<side>after|before){_ENDS}))""",
    re.IGNORECASE | re.VERBOSE,
)
# What every date has: looked for first, as most sentences have none.
_MAYBE_POINT = re.compile(r"\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC")
_MAYBE_RELATIVE = re.compile(
    r"\b(?:later|earlier|after|before|same|next|following|previous|that (?:very )?"
    rf"(?:day|{_SPELL}|month|year|spring|summer|autumn|winter))\b",
    re.IGNORECASE,
)
_LEAP_YEAR = 2000
_LONG_BEFORE, _SOON_AFTER = 125, 215  # days: about four and seven months
_CALENDAR_MAY = re.compile(
    r"\b(?:in|during|of|by|since|from|until|to|and|between|early|late|mid|[-–—])[ -](?:the )?$", re.IGNORECASE
)


_BEFORE_DATE = re.compile(r"\b(?:on|from|to|until|till|by|of|and|dated?|between|since|[-–—:]) ?$", re.IGNORECASE)


@dataclass(frozen=True)
class Date:
    """A date or period: characters ``start:end`` of the text it was found in, its first and last day, and its EDTF form.

    ``counted`` tells that it is counted from another one ("the following day").
    """

    start: int
    end: int
    text: str
    edtf: str
    first: date
    last: date
    counted: bool = False

    @property
    def exact(self) -> bool:
        """Whether it names one day."""
        return self.first == self.last


@dataclass(frozen=True)
class _Point:
    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    to_year: int | None = None

    def in_year(self, year: int) -> _Point:
        return _Point(self.start, self.end, year, self.month, self.day, self.season, self.to_year)

    @property
    def edtf(self) -> str:
        made = f"{self.year:04d}"
        if self.to_year:
            return f"{made}/{self.to_year:04d}"
        if self.season:
            return f"{made}-{self.season}"
        return made + "".join(f"-{part:02d}" for part in (self.month, self.day) if part)

    @property
    def exists(self) -> bool:
        """Whether the calendar has it: no 31 February, no month 14."""
        try:
            return bool(self.days)
        except ValueError:
            return False

    @property
    def days(self) -> tuple[date, date]:
        assert self.year is not None
        if self.season:
            begins = 3 * (self.season - 20)
            ends = begins + 2
            year_of_end = self.year + (ends > 12)
            ends = (ends - 1) % 12 + 1
            return date(self.year, begins, 1), date(year_of_end, ends, monthrange(year_of_end, ends)[1])
        first = date(self.year, self.month or 1, self.day or 1)
        last_year, last_month = self.to_year or self.year, self.month or 12
        return first, date(last_year, last_month, self.day or monthrange(last_year, last_month)[1])


def _month(word: str) -> int:
    return _MONTHS.index(word.lower()[:3]) + 1


def _points(text: str) -> list[_Point]:
    """Absolute dates in order; ``year`` is None for "12 March" and for a bare month."""
    found = []
    for match in _POINT.finditer(text) if _MAYBE_POINT.search(text) else ():
        get = match.groupdict().get
        month = get("month") or get("us_month") or get("m_month")
        day = get("day") or get("us_day") or get("n_day")
        year = (
            get("year") or get("us_year") or get("m_year") or get("s_year") or get("f_year") or get("only_year") or get("n_year")
        )
        number_of_month = _month(month) if month else int(get("n_month") or 0) or None
        if feast := get("feast"):
            number_of_month = _FEASTS[feast.lower()]
        if get("m_bare") is not None and not _plainly_a_month(text, match, month or ""):
            continue
        if get("n_year") and not _plainly_a_date(text, match):
            continue
        if get("only_year") and not _plainly_a_year(text, match):
            continue
        season = get("season")
        value = _Point(
            match.start(),
            match.end(),
            (2000 if len(year) == 2 else 0) + int(year) if year else None,
            number_of_month,
            int(re.sub(r"\D", "", day)) if day else None,
            _SEASONS[season.lower()] if season else None,
            _second_year(get("only_year"), get("two_years")),
        )
        if value.in_year(value.year or _LEAP_YEAR).exists:
            found.append(value)
    return found


def _second_year(year: str | None, two: str | None) -> int | None:
    """2010 from "2009/10"; None where the figures are not the next years of the same century."""
    if not year or not two:
        return None
    second = int(year[:2] + two[-2:])
    return second if int(year) < second <= int(year) + 12 else None


def _plainly_a_month(text: str, match: re.Match[str], month: str) -> bool:
    """ "May" and "march" are also verbs: without a day or a year they need a capital and, for these two, a preposition."""
    if not month[0].isupper() or (len(month) < 4 and month.lower() != "may"):
        return False
    if month.lower() not in ("may", "march"):
        return True
    linked = _LINK.match(text, match.end())
    return bool(
        _CALENDAR_MAY.search(text, max(0, match.start() - 12), match.start()) or (linked and _POINT.match(text, linked.end()))
    )


def _plainly_a_date(text: str, match: re.Match[str]) -> bool:
    """ "3.2.15" may number a paragraph: it is a date after a preposition, at the very beginning, or with two figures each."""
    return match["sep"] != "." or len(match[0]) >= 8 or not match.start() or bool(_BEFORE_DATE.search(text, 0, match.start()))


def _plainly_a_year(text: str, match: re.Match[str]) -> bool:
    """A year of a publication ("(Smith, 2009)"), of an Act ("Children Act 1989") or of a reference number is not a date."""
    before, after = text[max(0, match.start() - 16) : match.start()], text[match.end() : match.end() + 2]
    if (
        after[:1] in ("/", "%")
        or before[-1:] in ("/", "£", ".", "#")
        or re.search(r"(?:Act|Regulations|Order|Together|No\.?),? \(?$", before)
    ):
        return False
    return not (before.endswith("(") and after.startswith(")")) and not re.search(
        r"[A-Za-z.]+,? \($|, $", before + "(" * after.startswith(")")
    )


def _range(text: str, a: _Point, b: _Point) -> bool:
    """Whether ``a`` and ``b`` are the ends of one period."""
    link = _LINK.fullmatch(text, a.end, b.start)
    if not link:
        return False
    if link["word"].lower() != "and":
        return True
    return a.year is None or re.search(r"\bbetween (?:the )?$", text[max(0, a.start - 12) : a.start], re.IGNORECASE) is not None


def dates_in(text: str, anchor: Date | None = None, within: Date | None = None) -> list[Date]:
    """The dates and periods of ``text`` in order. ``anchor`` is the date last told before it, from which a date without
    a year and a relative one are counted; ``within`` the period that the text tells of, where ``anchor`` is not that itself."""
    if within is None and anchor and "/" in anchor.edtf:
        within = anchor
    points, relatives = _told(text)
    found: list[Date] = []
    index = 0
    waiting = deque(relatives)
    while index < len(points) or waiting:
        if waiting and (index >= len(points) or waiting[0].start() < points[index].start):
            if resolved := _resolve(waiting.popleft(), found[-1] if found else anchor):
                found.append(resolved)
            continue
        point = points[index]
        following = points[index + 1] if index + 1 < len(points) else None
        if following and _range(text, point, following):
            index += 2
            made = _period(text, point, following, found[-1] if found else anchor, within)
        else:
            index += 1
            made = _single(text, point, found[-1] if found else anchor, within)
        if made:
            found.append(made)
    return found


def unresolved_in(text: str, dates: Iterable[Date]) -> list[tuple[int, int]]:
    """Where ``text`` tells a date that ``dates``, those that ``dates_in`` found, lack, as what it leans on is not known."""
    known = sorted((date.start, date.end) for date in dates)
    points, relatives = _told(text)
    told = sorted([*((point.start, point.end) for point in points), *(match.span() for match in relatives)])
    return [(start, end) for start, end in told if not _covered(start, end, known)]


def _covered(start: int, end: int, known: list[tuple[int, int]]) -> bool:
    """Whether one of the stretches ``known``, in order and apart from one another, overlaps ``start:end``."""
    index = bisect_left(known, (end, 0))
    return index > 0 and known[index - 1][1] > start


@lru_cache(maxsize=8)
def _told(text: str) -> tuple[list[_Point], list[re.Match[str]]]:
    """The absolute and the relative dates of a text, not resolved."""
    return _points(text), list(_RELATIVE.finditer(text)) if _MAYBE_RELATIVE.search(text) else []


def _dated(point: _Point, anchor: Date | None, within: Date | None) -> _Point | None:
    """``point`` with a year: its own, the only one in the period ``within``, that of ``anchor`` where that names one year, or the
    year after that where the story has plainly gone on ("On 12 December … On 4 January")."""
    if point.year is not None:
        return point
    inside = [made for year in _years(within) if within and _overlap(made := point.in_year(year), within)]
    if len(inside) == 1:
        return inside[0]
    if anchor is None or len(_years(anchor)) > 1:
        return None
    same, following = (point.in_year(anchor.first.year + more) for more in (0, 1))
    if not same.exists:
        return None
    if _overlap(same, anchor) or (anchor.first - same.days[1]).days <= _LONG_BEFORE:
        return same
    return following if following.exists and (following.days[0] - anchor.last).days < _SOON_AFTER else None


def _years(period: Date | None) -> range:
    return range(period.first.year, period.last.year + 1) if period else range(0)


def _overlap(point: _Point, period: Date) -> bool:
    return point.exists and period.first <= point.days[1] and point.days[0] <= period.last


def _single(text: str, point: _Point, anchor: Date | None, within: Date | None = None) -> Date | None:
    dated = _dated(point, anchor, within)
    if dated is None:
        return None
    before = _DAY_BEFORE.search(text, max(0, dated.start - 12), dated.start) if dated.day else None
    if before and dated.day and int(re.sub(r"\D", "", before["day"])) < dated.day:
        first = _Point(before.start(), dated.end, dated.year, dated.month, int(re.sub(r"\D", "", before["day"])))
        return _between(text, first, dated)
    first_day, last_day = dated.days
    return Date(dated.start, dated.end, text[dated.start : dated.end], dated.edtf, first_day, last_day)


def _period(text: str, a: _Point, b: _Point, anchor: Date | None, within: Date | None) -> Date | None:
    end = _dated(b, _single(text, a, anchor), None) if a.year is not None else _dated(b, anchor, within)
    if end is None or end.year is None:
        return None
    begin = a if a.year is not None else a.in_year(end.year)
    if a.year is None and begin.days[0] > end.days[1]:
        begin = a.in_year(end.year - 1)
    if b.year is None and begin.year is not None and begin.days[0] > end.days[1]:
        end = b.in_year(begin.year + 1)
    return _between(text, begin, end)


def _between(text: str, begin: _Point, end: _Point) -> Date | None:
    first, last = begin.days[0], end.days[1]
    if first > last:
        return None
    ends = dict.fromkeys((begin.edtf.partition("/")[0], end.edtf.rpartition("/")[2]))
    edtf = begin.edtf if begin.edtf == end.edtf else "/".join(ends)
    return Date(begin.start, end.end, text[begin.start : end.end], edtf, first, last)


def _resolve(match: re.Match[str], anchor: Date | None) -> Date | None:
    """A relative date, as exact as its anchor; counted weeks and months are approximate (``~``)."""
    if anchor is None or "/" in anchor.edtf:
        return None
    if season := match["season"]:
        return _counted(match, _Point(0, 0, anchor.first.year, season=_SEASONS[season.lower()]), "")
    unit = (match["unit"] or match["units"] or match["day"] or match["same"].rpartition(" ")[2]).lower()
    about = "~" if anchor.edtf.endswith("~") or (match["count"] and unit != "day") else ""
    if unit not in ("month", "year"):
        day = anchor.first + timedelta(days={"week": 7, "fortnight": 14}.get(unit, 1) * _steps(match))
        return _counted(match, _Point(0, 0, day.year, day.month, day.day), about) if anchor.exact else None
    of_month = re.match(r"\d{4}-(?:0\d|1[0-2])", anchor.edtf)
    if unit == "month" and not of_month:  # a year, a season
        return None
    months = anchor.first.year * 12 + anchor.first.month - 1 + _steps(match) * (12 if unit == "year" else 1)
    keeps_month = unit == "month" or (match["count"] and of_month)
    return _counted(match, _Point(0, 0, months // 12, months % 12 + 1 if keeps_month else None), about)


def _counted(match: re.Match[str], point: _Point, about: str) -> Date:
    return Date(match.start(), match.end(), match[0], point.edtf + about, *point.days, counted=True)


def _steps(match: re.Match[str]) -> int:
    """How many units a relative date goes on from its anchor."""
    if match["same"]:
        return 0
    if way := match["next"] or match["to"]:
        return -1 if way.lower() in ("previous", "before") else 1
    steps = 1 if match["count"].lower() in ("a", "an") else number(match["count"]) or 0
    return -steps if (match["way"] or match["side"]).lower() in ("earlier", "before") else steps


def span(dates: Iterable[Date]) -> str | None:
    """The EDTF period from the earliest to the latest of ``dates``, each end as exact as it was written."""
    ordered = list(dates)
    if not ordered:
        return None
    begin = min(ordered, key=lambda date: date.first)
    end = max(ordered, key=lambda date: date.last)
    first, last = begin.edtf.partition("/")[0], end.edtf.rpartition("/")[2]
    return first if first == last else f"{first}/{last}"


def days_of(edtf: str) -> tuple[date, date]:
    """The first and the last day of a date as this module writes them, no period."""
    year, *rest = (int(part) for part in edtf.rstrip("~").split("-"))
    month, day = (*rest, None, None)[:2]
    season = month if month and month > 12 else None
    return _Point(0, 0, year, None if season else month, day, season).days
