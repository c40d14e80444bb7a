"""Which themes of ``graph/themes.yaml`` a finding or recommendation is on, by the words of ``loaders/vocabulary/themes.yaml``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

VOCABULARY = Path(__file__).parents[1] / "vocabulary" / "themes.yaml"


def themes_of(text: str) -> list[str]:
    """The ids of every theme that the text is on, in the order of the vocabulary; none where no pattern matches."""
    folded = " ".join(text.replace("’", "'").split()).lower()
    return [theme for theme, pattern in _patterns().items() if pattern.search(folded)]


@cache
def vocabulary() -> dict[str, list[str]]:
    """The patterns of every theme as the vocabulary file has them."""
    return msgspec.yaml.decode(VOCABULARY.read_bytes(), type=dict[str, list[str]])


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {theme: re.compile(rf"\b(?:{'|'.join(map(_expand, patterns))})\b") for theme, patterns in vocabulary().items()}


def _expand(pattern: str) -> str:
    """The vocabulary's shorthand as a regular expression over folded, lower-case text."""
    pattern = pattern.lower().replace("’", "'").replace(" .. ", r" (?:\S+ ){0,8}?")
    return re.sub(r"(?<=\w)\*", r"[\\w'-]*", pattern)
