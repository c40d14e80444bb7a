"""Whole numbers as reviews write them: in figures ("14") or in words ("twenty-two")."""

from __future__ import annotations


def _counted(words: str, start: int, step: int = 1) -> dict[str, int]:
    return {word: start + step * index for index, word in enumerate(words.split())}


_ONES = _counted("one two three four five six seven eight nine", 1)
_TEENS = _counted("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10)
_TENS = _counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, step=10)
_ORDINALS = _counted("first second third fourth fifth sixth seventh eighth ninth tenth", 1)

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
