"""Whom the information of a sentence concerns ("told the school about Sibling", "the referral of Child R")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from graph.records import Case, Person
from loaders.documents.model import Document
from loaders.reading.kin import SIBLINGS, Mentions, Naming
from loaders.reading.labels import forms_of
from loaders.reading.vocabulary import expand, pattern, vocabulary

_NEAR = 90  # characters before a person in which words may say that they are spoken of
_LISTED = re.compile(r"(?:['’]s)?,?\s*(?:,|and|&)\s*(?:the\s+|of\s+)?")
_INDEFINITE = re.compile(r"\b(?:an?|any|no|every|each|other|another|his|her|their|its|some|whose)\s+(?:\w+\s+)?$", re.IGNORECASE)
_OWNED = re.compile(r"['’]s?\s")


class _Words(msgspec.Struct):
    about: list[str]
    about_at_once: list[str]
    telling: list[str]
    saying: list[str]
    child: list[str]


class _Patterns:
    def __init__(self) -> None:
        words = vocabulary("attribution", _Words)
        about, at_once, telling, saying = (
            "|".join(map(expand, each)) for each in (words.about, words.about_at_once, words.telling, words.saying)
        )
        between = r"(?:\s+[a-z’'-]+){0,4}\s+(?:of|for|to|in|between)"
        self.spoken_of = re.compile(
            rf"\b(?:(?:{about})(?:{between})?|(?:{at_once})|(?:{telling})\b[^.;:]{{0,50}}?\sof"
            rf"|(?:{saying})\b[^.;:]{{0,50}}?\s(?:that|whether))\s+(?:(?:the|both)\s+)*$",
            re.IGNORECASE,
        )
        self.child = pattern(words.child, re.NOFLAG)


_patterns = cache(_Patterns)


class Topics:
    """The people of a review as its sentences speak of them."""

    def __init__(self, document: Document, cases: Sequence[Case], people: Sequence[Person]) -> None:
        texts = [paragraph.text for paragraph in document.paragraphs]
        self._cases = cases
        self._subjects = {form: case.subject.label for case in cases for form in forms_of(case.subject.label, texts)}
        self._people = [person for person in people if person.role != "subject-child"]
        self._labels = {_folded(person.label): person.label for person in people}
        forms = "|".join(map(re.escape, sorted(self._subjects, key=len, reverse=True)))
        self._naming = Naming(subject=re.compile(rf"(?<![\w-])(?:{forms})(?!\w)" if forms else r"(?!)"))
        for person in self._people:
            self._naming.learn(person.label, person.role, "")
        self._naming.learn_first_names()
        self._found: dict[tuple[str, str | None], list[str]] = {}

    def of(self, sentence: str, case: str | None) -> list[str]:
        """The labels of the people whom a sentence speaks of, in its order; of one case where that is known."""
        if (sentence, case) not in self._found:  # a sentence may state many exchanges
            self._found[sentence, case] = self._read(sentence, case)
        return [*self._found[sentence, case]]

    def _read(self, sentence: str, case: str | None) -> list[str]:
        found: dict[str, None] = {}
        mentions = self._naming.mentions(sentence)
        listed = -1  # where the person last spoken of ends
        for index, mention in enumerate(mentions.all):
            if mentions.owns_next(index) or (index and mentions.owner(index - 1) == index):
                continue  # "Mother's partner", "the father of Sibling": the partner, the father is spoken of
            begin = mentions.begin(index)
            beside = listed >= 0 and _LISTED.fullmatch(sentence, listed, begin)
            if beside or self._is_spoken_of(sentence, begin):
                found.update(dict.fromkeys(self._labels_of(mentions, index, case)))
                listed = mention.end
        if not found and (label := self._child(sentence, mentions, case)):
            return [label]
        return list(found)

    def _is_spoken_of(self, sentence: str, begin: int) -> bool:
        return _patterns().spoken_of.search(sentence[max(0, begin - _NEAR) : begin]) is not None

    def _labels_of(self, mentions: Mentions, index: int, case: str | None) -> Iterator[str]:
        """The label of the person mentioned, as in the records; of "the parents" both; nothing where it is not plain."""
        mention, begin = mentions[index], mentions.begin(index)
        owner = mentions.owner(index)
        words = mention.text if owner is None else mentions.text[begin : max(mention.end, mentions[owner].end)]
        if label := self._subjects.get(words) or self._labels.get(_folded(words)):
            yield label
        elif mention.kin and not _INDEFINITE.search(mentions.text[max(0, begin - 30) : begin]):
            role = mentions.role(index)
            roles = ["mother", "father"] if mention.kin == "parents" else SIBLINGS if role in SIBLINGS else [role]
            for each in [SIBLINGS] if roles is SIBLINGS else [[one] for one in roles]:
                labels = {p.label for p in self._people if p.role in each and case in (None, p.case)}
                if len(labels) == 1:
                    yield labels.pop()

    def _child(self, sentence: str, mentions: Mentions, case: str | None) -> str | None:
        """The subject child, where a sentence that names no other child speaks of "the child"."""
        subjects = [each.subject.label for each in self._cases if case in (None, each.id)]
        if len(subjects) != 1 or any(mention.kin in SIBLINGS for mention in mentions.all):
            return None
        spoken = (self._is_spoken_of(sentence, match.start()) for match in _patterns().child.finditer(sentence))
        return subjects[0] if any(spoken) else None


def _folded(label: str) -> str:
    return label.replace("’", "'").lower()
