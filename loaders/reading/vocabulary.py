"""The vocabulary files of ``loaders/vocabulary`` and the shorthand that their patterns are written in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import msgspec

FOLDER = Path(__file__).parents[1] / "vocabulary"
Shape = TypeVar("Shape")


def vocabulary(name: str, shape: type[Shape]) -> Shape:
    """The file ``name``.yaml as ``shape``. Raises msgspec.ValidationError naming the key that does not fit."""
    return msgspec.yaml.decode((FOLDER / f"{name}.yaml").read_bytes(), type=shape)


def expand(phrase: str) -> str:
    """A phrase in shorthand as a regular expression.

    A space is any white space or hyphen, " .. " up to six words between, "*" after a word part any ending, an apostrophe
    either kind, parentheses group alternatives; everything else is a regular expression as it stands.
    """
    phrase = re.sub(r"(?<=[\w)])\*", r"[\\w'’-]*", phrase)
    phrase = re.sub(r"(?<!\\)\((?!\?)", "(?:", phrase)
    phrase = phrase.replace(" .. ", r"(?:[\s-]+[^\s.;:]+){0,6}?[\s-]+").replace(" ", r"[\s-]+")
    return re.sub(r"(?<!\[)'(?!’)", "['’]", phrase)


def pattern(phrases: Iterable[str], flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """One expression that finds any of the phrases as whole words, the longest first; it finds nothing where there are none."""
    listed = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(expand, listed))})(?!\w)" if listed else r"(?!)", flags)
