"""The labels under which reviews write about children: "Child R", "Baby Rowan", "Young Person N", "Siblings C and D"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import msgspec

from loaders.reading.vocabulary import expand, vocabulary

_ID = r"(?:[A-Z]{1,3}\d{0,3}(?!\w)|\d{1,2}(?![\w%])|[A-Z](?:[a-z’'-]+|[A-Z’'-]{2,})(?!\w))"
_ON_THE_TITLE = 2  # times that a review writes a label which stands on its title page only
_SOMETIMES = 3  # uses of two letters from which on they are
_INITIALS = {"Young Person": "YP"}
_OFTEN = 12  # uses of a single letter from which on it is a child's label
_BESIDE = re.compile(r"(?:['’]s)?(?:\s*\([^()]{0,40}\))?\s*(?:,|and|&|,\s*and)\s*")


class _Words(msgspec.Struct):
    labels: list[str]
    plural_labels: dict[str, str]
    not_a_name: str


class _Patterns:
    def __init__(self) -> None:
        words = vocabulary("subjects", _Words)
        self.not_names = frozenset(words.not_a_name.split())
        self.singular = words.plural_labels
        one, several = (
            "|".join(expand(form) for label in labels for form in (label, label.upper()))
            for labels in (words.labels, words.plural_labels)
        )
        self.one = re.compile(rf"(?<![\w-])(?P<word>{one})[\s-][‘'“\"]?(?P<id>{_ID})")
        link = r"(?:,\s*|\s+(?:and|&)\s+|,\s*(?:and|&)\s+)"
        self.several = re.compile(rf"(?<![\w-])(?P<word>{several})\s+(?P<ids>{_ID}(?:{link}{_ID})+)")


_patterns = cache(_Patterns)


@dataclass(frozen=True, slots=True)
class Label:
    """A child's label at characters ``start:end``: ``text`` as it is to be shown ("Child R")."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=8192)
def labels_in(text: str) -> tuple[Label, ...]:
    """The labels of children in a text, in order; "Children A and B" are Child A and Child B."""
    words = _patterns()
    found = [
        Label(match.start(), match.end(), f"{_word(match['word'])} {_name(match['id'])}")
        for match in words.one.finditer(text)
        if _name(match["id"]) not in words.not_names
    ]
    for match in words.several.finditer(text):
        word = words.singular[_word(match["word"])]
        ids = [part for part in re.findall(_ID, match["ids"]) if part not in words.not_names]
        found += [Label(match.start(), match.end(), f"{word} {_name(part)}") for part in ids]
    return tuple(sorted(found, key=lambda label: label.start))


def _word(words: str) -> str:
    return words if words == "YP" else " ".join(part.capitalize() for part in words.split())


def _name(identifier: str) -> str:
    return identifier.capitalize() if identifier.isupper() and len(identifier) > 2 and identifier.isalpha() else identifier


def lists_of(text: str, labels: Sequence[Label]) -> list[list[Label]]:
    """Labels that stand in one list ("Child A, Child D and Child E") together, others alone."""
    lists: list[list[Label]] = []
    for label in labels:
        if lists and (lists[-1][-1].start == label.start or _BESIDE.fullmatch(text, lists[-1][-1].end, label.start)):
            lists[-1].append(label)
        else:
            lists.append([label])
    return lists


def forms_of(label: str, texts: Iterable[str]) -> set[str]:
    """The forms under which a review mentions a child: its label, in capitals too, the bare name ("Rowan" of "Baby Rowan"), and
    the letter to which the review itself shortens it ("Young Person N (hereafter 'N')")."""
    forms = {label, label.upper()}
    word, _, short = label.rpartition(" ")
    texts = list(texts)
    if word in _INITIALS:
        forms |= {f"{_INITIALS[word]}{short}", f"{_INITIALS[word]} {short}"}
    if len(short) > 3 or (len(short) > 1 and _alone(short, texts) >= _SOMETIMES):
        forms.add(short)
    elif short != label:
        called = r",? (?:who |and )?(?:is |will be |was )?(?:hereafter |referred to as |called |known as )+"
        saying = rf"(?:[,\s]*\([^)]{{0,20}}|{called})"
        shortened = re.compile(rf"{re.escape(label)}{saying}[“\"‘']?{re.escape(short)}[”\"’']?(?:\)|[ ,.;])")
        if any(shortened.search(text) for text in texts) or _mostly_short(label, short, texts):
            forms.add(short)
    return forms


def _mostly_short(label: str, short: str, texts: Iterable[str]) -> bool:
    """Whether a review that gives its child a label on the title page writes the letter alone ever after."""
    alone = _alone(short, texts)
    labelled = sum(text.count(label) for text in texts)
    often = _OFTEN if labelled > _ON_THE_TITLE or short in "AI" else _OFTEN // 2
    return alone >= often and alone > 3 * labelled


def _alone(short: str, texts: Iterable[str]) -> int:
    """How often the letter of a label stands without the word before it."""
    letter = re.escape(short)
    bare = re.compile(rf"{letter}(?<![\w.’'-]{letter})(?<![A-Z][a-z] {letter})(?!\w)(?!\.[\w])")
    return sum(len(bare.findall(text)) for text in texts)


def is_word(label: str, text: str) -> bool:
    """Whether the name of a label is a common word of a text ("Child Programme")."""
    name = label.rpartition(" ")[2]
    return len(name) > 3 and name.isalpha() and re.search(rf"\b{name.lower()}\b", text) is not None
