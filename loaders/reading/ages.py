"""Ages of children in running text, in whole months ("aged 5 months", "three-week-old", "six years and four months")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.reading.numbers import NUMBER, number

_MONTHS = {"hour": 1 / 730.5, "day": 1 / 30.4375, "week": 7 / 30.4375, "month": 1.0, "year": 12.0}

_WEEKS_SHORT = 0.25  # of a month: by so much people round weeks up

_AMOUNT = rf"(?:{NUMBER}|an?)(?:[- ]and[- ]a[- ]half|\.5| ?½)?[- ]?(?:hour|day|week|month|year|yr)s?"
_STRETCH = re.compile(rf"\b(?P<first>{_AMOUNT})(?:,?[- ](?:and[- ])?(?P<second>{_AMOUNT}))?(?!\w)", re.IGNORECASE)
_PART = re.compile(
    rf"(?P<count>{NUMBER}|an?\b)(?P<half>[- ]and[- ]a[- ]half|\.5| ?½)?[- ]?(?P<unit>hour|day|week|month|year|yr)", re.IGNORECASE
)
_CHILD_OF = r"(?:girl|boy|child|baby|infant|son|daughter|young woman|young man|young person|teenager|toddler|pupil|student) of"
_HEDGE = r"(?:(?:just|only|about|around|approximately|nearly|almost|over|under|a little|barely|some) )*"
_YEARS = re.compile(
    rf"\b(?:aged?|age of|turned|{_CHILD_OF}) (?P<hedge>{_HEDGE})(?P<years>{NUMBER})½?"
    rf"(?! ?(?:%|per cent|[-–/] ?\d|other|of the|or more|times)|[-\d]|[- ](?:and|plus|to)[- ](?:{NUMBER})"
    r"|[- ]?(?:and a half )?(?:day|week|month|year|yr))\b",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(rf"\b(?:aged?|age of|{_CHILD_OF}) (?P<hedge>{_HEDGE})$", re.IGNORECASE)
_NEARLY_BEFORE = re.compile(r"\b(?:under|nearly|almost|not quite|short of) (?:a )?$", re.IGNORECASE)
_OLD_AFTER = re.compile(r"[- ]olds?\b| of age\b", re.IGNORECASE)
_NEARLY = re.compile(r"\b(?:under|nearly|almost)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Age:
    """An age at characters ``start:end`` of a text. ``plain`` tells whether the words say that it is an age ("aged", "old")
    and not only a stretch of time ("four weeks")."""

    start: int
    end: int
    months: int
    plain: bool


def _months(amount: str) -> float:
    part = _PART.match(amount)
    if part is None:
        return 0.0
    unit = part["unit"].lower().replace("yr", "year")
    count = 1 if part["count"].lower() in ("a", "an") else number(part["count"]) or 0
    return (count + (0.5 if part["half"] else 0)) * _MONTHS[unit]


def ages_in(text: str) -> list[Age]:
    """The ages and stretches of time of ``text`` in order, in whole months: nine weeks are 2 months, and so are eight.

    "Just under two years" is 23 months: one less than the round number.
    """
    found = []
    for match in _STRETCH.finditer(text):
        months = _months(match["first"]) + (_months(match["second"]) if match["second"] else 0)
        head = text[max(0, match.start() - 60) : match.start()]
        before = _AGE_BEFORE.search(head)
        after = _OLD_AFTER.match(text, match.end())
        nearly = _NEARLY_BEFORE.search(head) or (before and _NEARLY.search(before["hedge"]))
        weeks = re.search(r"week", match["first"], re.IGNORECASE)
        whole = int(months + (_WEEKS_SHORT if weeks else 0.05)) - (1 if nearly and months >= 2 else 0)
        found.append(Age(match.start(), after.end() if after else match.end(), whole, bool(before or after)))
    for match in _YEARS.finditer(text):
        nearly = _NEARLY.search(match["hedge"])
        found.append(Age(match.start(), match.end(), 12 * (number(match["years"]) or 0) - (1 if nearly else 0), True))
    return sorted(found, key=lambda age: age.start)
