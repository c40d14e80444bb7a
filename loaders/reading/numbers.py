"""Whole numbers as reviews write them: in figures ("14") or in words ("twenty-two")."""

from __future__ import annotations

_ONES = dict(zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], range(1, 10), strict=True))
_TEENS = dict(
    zip(["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"], range(10, 20), strict=True)
)
_TENS = dict(zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True))
_ORDINALS = dict(zip(["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], range(1, 11), strict=True))

NUMBER = rf"(?:\d{{1,3}}|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES)}))?|{'|'.join(_TEENS)}|{'|'.join(_ONES)})"
"""Pattern of a number up to 999, for use inside a regular expression that ignores case."""

ORDINAL = rf"(?:{'|'.join(_ORDINALS)})"


def number(words: str) -> int | None:
    """The value of figures, number words or an ordinal word up to "tenth"; None where ``words`` is none of these."""
    words = words.strip().lower()
    if words.isdigit():
        return int(words)
    simple = _ONES.get(words) or _TEENS.get(words) or _TENS.get(words) or _ORDINALS.get(words)
    if simple:
        return simple
    tens, _, ones = words.replace("-", " ").partition(" ")
    return _TENS[tens] + _ONES[ones] if tens in _TENS and ones in _ONES else None
