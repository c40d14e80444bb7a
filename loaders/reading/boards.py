"""The bodies that publish case reviews: safeguarding boards and partnerships, child protection committees, with their places."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import msgspec

from loaders.documents.model import Document
from loaders.reading.front import front_of, tidy
from loaders.reading.vocabulary import pattern, vocabulary

_REACH = 80  # characters before the name of a body within which its place stands
_PLACE = re.compile(r"(?:[A-Z][\w'’.-]*|and|&|of|upon|the|in|with|on|y|a|,|/),?$")
_JOINING = frozenset(["and", "&", "of", "upon", "the", "in", "with", "on", "y", "a", ",", "/"])
_CAPITALISED = re.compile(r"(?:(?:[A-Z][\w'’&-]*|and|for|of|&)[\s-]*)+")
_OPENING = "([“‘"
_LINES = 3  # of a title page over which the name of a board runs
_ABBREVIATED = ("SCB", "SCP", "CPC")
_SHORT = re.compile(r"\b(?:l?scb)\b")


class _Words(msgspec.Struct):
    boards: list[str]
    national_boards: list[str]
    not_a_place: str


class _Patterns:
    def __init__(self) -> None:
        words = vocabulary("case_reviews", _Words)
        self.board, self.national = pattern(words.boards), pattern(words.national_boards)
        self.not_places = frozenset(words.not_a_place.split())


_patterns = cache(_Patterns)


def board_of(document: Document) -> str | None:
    """The board or partnership that publishes the review: the one its title page names, else the one that the text names most."""
    front = [paragraph.text for paragraph in front_of(document)]
    if national := _patterns().national.search(" ".join(front)):
        return tidy(national[0])
    named: list[str] = []
    for lines in range(1, _LINES + 1):  # over which a name may run
        for first in range(len(front)):
            named += [name for name, _ in boards_in(" ".join(front[first : first + lines]))]
    if named:
        return next((name for name in named if not name.endswith(_ABBREVIATED)), named[0])
    counted: Counter[str] = Counter()
    longest: dict[str, str] = {}
    for paragraph in document.paragraphs:
        for name, _ in boards_in(paragraph.text):
            key = _SHORT.sub("safeguarding children board", re.sub(r"\W+", " ", name.lower())).replace(" local ", " ")
            counted[key] += 1
            longest[key] = max(longest.get(key, ""), name, key=len)
    return longest[counted.most_common(1)[0][0]] if counted else None


def boards_in(text: str) -> list[tuple[str, int]]:
    """The boards that a text names in full, each with the place before it and the character it starts at."""
    found = []
    for match in _patterns().board.finditer(text):
        if _CAPITALISED.fullmatch(match[0]) and (place := _place_before(text, match.start())):
            name = f"{place} {match[0]}"
            found.append((tidy(name), match.end() - len(name)))
    return found


def _place_before(text: str, end: int) -> str:
    """The words of a place that stand directly before a character: "Vale of Kelder", "Leicestershire and Rutland"."""
    words: list[str] = []
    for before in reversed(text[max(0, end - _REACH) : end].split()):
        word = before.lstrip(_OPENING)
        plain = word.lower().strip(",.")
        other = plain in _patterns().not_places and plain not in _JOINING
        if other or not _PLACE.match(word) or word.endswith((".", ":", ";")):
            break
        words.insert(0, word)
        if word != before:
            break
    while words and (words[0].lower().strip(",") in _JOINING or not words[0][0].isupper()):
        words.pop(0)
    return " ".join(words)
