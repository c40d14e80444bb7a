"""Phrases of a vocabulary, found in a stretch of tokens: a trie over words, so that reading stays linear in the text."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, Generic, TypeVar

from loaders.reading.text import Token, tokens_of

Meaning = TypeVar("Meaning")
CODE = re.compile(r"\d{1,2}[A-Za-z]?|[A-Z]\d{0,2}")  # after a name: "Social Worker 2", "Practice B"
_GROUP = re.compile(r"\(([^()]*)\)")
_NUMBERED = re.compile(r"([A-Z]{1,5}s?)(?:\d{1,2}[A-Za-z]?)")
_POSSESSIVE = re.compile(r"['’]s?$")
_END = ""
_APOSTROPHES = frozenset("'’")
_MARKS = _APOSTROPHES | {"("}  # between words of a phrase


def expand(phrase: str) -> Iterator[str]:
    """Every reading of a phrase with alternatives: "(named|designated) nurse (service|)" is four."""
    parts = _GROUP.split(phrase)
    choices = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
    for chosen in product(*choices):
        yield " ".join("".join(chosen).split())


def words_of(phrase: str, exact: bool) -> list[str]:
    """The words of a phrase as tokens have them, in lower case unless ``exact``."""
    if phrase.replace(" ", "").isalnum():  # most are, and there are a hundred thousand
        return phrase.split()
    return [token.text if exact else token.lower for token in tokens_of(phrase)]


@lru_cache(maxsize=1 << 16)
def _forms(word: str) -> tuple[str, ...]:
    """A lower-case word as written, without a possessive, in the singular."""
    bare = word[:-2] if word.endswith("'s") else word.removesuffix("'")
    singular = bare[:-3] + "y" if bare.endswith("ies") else bare[:-1] if bare.endswith("s") and not bare.endswith("ss") else ""
    return tuple(dict.fromkeys(form for form in (word, bare, singular) if form))


@lru_cache(maxsize=1 << 16)
def _exact_forms(word: str) -> tuple[str, ...]:
    """A capitalised word as written, without a possessive, an acronym's plural or its number ("HV1", "SW2A")."""
    bare = _POSSESSIVE.sub("", word)
    plural = bare[:-1] if len(bare) > 2 and bare.endswith("s") and bare[:-1].isupper() else ""
    numbered = match.group(1) if (match := _NUMBERED.fullmatch(bare)) else ""
    return tuple(dict.fromkeys(form for form in (word, bare, plural, numbered) if form))


def _passed_over(tokens: Sequence[Token], i: int, nodes: Iterable[Container[str]]) -> int:
    """How many tokens at the mark ``i`` are no word of a phrase: the apostrophe of a plural in the possessive ("the young carers'
    project"), or in brackets the abbreviation of the words before ("the Looked After Children (LAC) nurse")."""
    mark = tokens[i].text
    if mark in _APOSTROPHES:
        return int(tokens[i].end - tokens[i - 1].start > 1 and not any(mark in node for node in nodes))
    alone = i + 3 < len(tokens) and tokens[i + 2].text == ")" and tokens[i + 1].text[1:2].isupper()
    return 3 if mark == "(" and alone else 0


class Lexicon(Generic[Meaning]):
    """Phrases with their meanings. Phrases in lower case match in any case, others only as written."""

    def __init__(self) -> None:
        self._any_case: dict[str, Any] = {}  # by word, in each what may follow it; under _END the meaning
        self._as_written: dict[str, Any] = {}
        self._openings: dict[str, list[tuple[list[Any], bool]]] = {}  # by word as written: where phrases that start with it go on

    def add(self, phrase: str, meaning: Meaning) -> None:
        """Add one phrase with its alternatives; a phrase already there keeps its first meaning."""
        for reading in expand(phrase):
            exact = reading != reading.lower()
            node = self._as_written if exact else self._any_case
            words = words_of(reading, exact)
            if not words:
                continue
            if words[0] not in node:
                self._openings.clear()
            for word in words:
                node = node.setdefault(word, {})
            node.setdefault(_END, meaning)

    def add_all(self, phrases: Iterable[str], meaning: Meaning) -> None:
        for phrase in phrases:
            self.add(phrase, meaning)

    def match(self, tokens: Sequence[Token], at: int) -> tuple[int, Meaning] | None:
        """The longest phrase that starts at token ``at``: (token after it, meaning), or None, as past the last token. As written
        beats any case when as long."""
        if at >= len(tokens):
            return None
        openings = self._openings.get(tokens[at].text)
        if openings is None:
            openings = self._opened_by(tokens[at])
        if not openings:
            return None
        best: tuple[int, Meaning] | None = None
        end = len(tokens)
        for opening, exact in openings:
            nodes, i = opening, at + 1
            forms_of = _exact_forms if exact else _forms
            while nodes:
                for node in nodes:
                    if _END in node and (best is None or i > best[0]):
                        best = (i, node[_END])
                        break
                if i < end and tokens[i].text in _MARKS:
                    i += _passed_over(tokens, i, nodes)
                if i >= end:
                    break
                forms = forms_of(tokens[i].text if exact else tokens[i].lower)
                nodes = [node[form] for node in nodes for form in forms if form in node]
                i += 1
        return best

    def matches(self, tokens: Sequence[Token]) -> Iterator[tuple[int, Meaning]]:
        """At which tokens phrases start, the longest of each, with what they mean; they may overlap."""
        openings = self._openings
        for i, token in enumerate(tokens):
            if openings.get(token.text, True) and (found := self.match(tokens, i)):  # most words are known to open none
                yield i, found[1]

    def opens(self, token: Token) -> bool:
        """Whether a phrase may start with a word."""
        openings = self._openings.get(token.text)
        return bool(self._opened_by(token) if openings is None else openings)

    def _opened_by(self, token: Token) -> list[tuple[list[Any], bool]]:
        """Where the phrases that start with a word go on, those as written first; asked of every word, so remembered."""
        written = [self._as_written[form] for form in _exact_forms(token.text) if form in self._as_written]
        any_case = [self._any_case[form] for form in _forms(token.lower) if form in self._any_case]
        openings = [(nodes, exact) for nodes, exact in ((written, True), (any_case, False)) if nodes]
        self._openings[token.text] = openings
        return openings
