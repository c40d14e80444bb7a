"""The vocabulary files of ``loaders/vocabulary`` and the shorthand that their patterns are written in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

FOLDER = Path(__file__).parents[1] / "vocabulary"
Shape = TypeVar("Shape")
_GROUP = re.compile(r"\(([^()?\[\]\\]*)\)(?![?*+{])")
_LITERAL = re.compile(r"\w(?![?*+{|])[^|]*(?:\([^()]*\)[^|()]*)*$")


def vocabulary(name: str, shape: type[Shape]) -> Shape:
    """The file ``name``.yaml as ``shape``, read once, so not to be changed. Raises msgspec.ValidationError naming the key that
    does not fit."""
    kind: Any = shape
    found: Shape = _read(name, kind)
    return found


@cache
def _read(name: str, shape: Any) -> Any:
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
    opened = [opening for phrase in listed for opening in _openings(phrase)]
    if all(_LITERAL.match(opening) for opening in opened):  # by their first letters, so that most words are soon passed over
        by_letter: dict[str, list[str]] = {}
        for opening in opened:
            by_letter.setdefault(opening[0].lower() if flags & re.IGNORECASE else opening[0], []).append(expand(opening)[1:])
        alternatives = [f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items()]
    else:
        alternatives = [expand(phrase) for phrase in listed]
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)" if listed else r"(?!)", flags)


def _openings(phrase: str) -> Iterator[str]:
    """A phrase that starts with a group of alternatives as one phrase for each of them."""
    group = _GROUP.match(phrase)
    if not group:
        yield phrase
        return
    for opening in group[1].split("|"):
        yield from _openings(opening + phrase[group.end() :])
