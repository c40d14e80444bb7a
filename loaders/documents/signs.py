"""The word lists of ``signs.yaml``."""

from __future__ import annotations

from pathlib import Path

import yaml

_LISTS: dict[str, str | list[str]] = yaml.safe_load(Path(__file__).with_name("signs.yaml").read_text("utf-8"))


def words(name: str) -> frozenset[str]:
    """A list as a set."""
    held = _LISTS[name]
    return frozenset(held.split() if isinstance(held, str) else held)


def pattern(name: str) -> str:
    """A list as alternatives of a regular expression, the longest first, without a group around them."""
    return "|".join(sorted(words(name), key=lambda word: (-len(word), word)))
