"""Which child's case a sentence tells of, in a review of several: the child whom it names, else the one whom its section or the
sentences before it are about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from graph.records import Case, Person
from loaders.documents.model import Document, Kind, Paragraph
from loaders.reading.evidence import sentence_spans
from loaders.reading.labels import forms_of

_OFTEN = 2  # uses of a name in the sections about one child from which on it is a sign of that child
_NAME = re.compile(r"(?<![\w-])[A-Z][\w’'-]{2,}(?: (?:[A-Z][\w’'-]+|\d+))*")
_SERVICES = "ward|unit|cent|hospital|home|team|social|services|disab|society"
_ALL = re.compile(
    r"\b(?:both|each child|them all|siblings|the (?:boys|girls|twins)"
    rf"|(?:the|all|two|three|four) children(?!['’]s? (?:{_SERVICES})))\b",
    re.IGNORECASE,
)


class Storyline:
    """The children whose cases a review tells, and the names by which its sentences show which one: labels of the children and,
    where they are of several families, of their relatives and of the services and workers that only one child's sections know."""

    def __init__(self, document: Document, cases: Sequence[Case], people: Sequence[Person]) -> None:
        self._cases = [case.id for case in cases]
        self._told: dict[str, tuple[list[int], list[str | None]]] = {}
        if len(cases) < 2:
            return
        self._letters = {case.id: case.subject.label.rpartition(" ")[2] for case in cases}
        texts = [paragraph.text for paragraph in document.paragraphs]
        self._labels = _Names({form: case.id for case in cases for form in forms_of(case.subject.label, texts)})
        owners: dict[str, set[str]] = defaultdict(set)
        for person in people:
            if person.role != "subject-child" and not self._labels.cases_in(person.label):
                lettered = [
                    case for case, letter in self._letters.items() if re.search(rf" {re.escape(letter)}\d?$", person.label)
                ]
                owners[person.label].update(lettered or [person.case])
        parents = [owners[person.label] for person in people if person.role in ("mother", "father") and person.label in owners]
        self._one_family = any(len(found) > 1 for found in parents or owners.values())
        self._others = _Names({})
        if not self._one_family:
            relatives = {label: min(found) for label, found in owners.items() if len(found) == 1 and label[:1].isupper()}
            self._labels = _Names(self._labels.owners | relatives)
            self._others = _Names(self._learned(document))

    def _learned(self, document: Document) -> dict[str, str]:
        """Names that occur in the sections about one child only, and never in lower case."""
        uses: dict[str, Counter[str]] = defaultdict(Counter)
        for paragraph in document.paragraphs:
            if paragraph.kind is not Kind.HEADING and (case := self._of_section(paragraph.section)):
                for match in _NAME.finditer(paragraph.text):
                    uses[match[0]][case] += 1
        learned: dict[str, str] = {}
        for name, counts in uses.items():
            case = min(counts)
            often = counts.total() >= _OFTEN or name.endswith(f"-{self._letters[case]}")  # "HV-E", the health visitor of Child E
            if len(counts) == 1 and often and name.lower() not in document.text and not self._labels.cases_in(name):
                learned[name] = case
        return learned

    def _of_section(self, section: tuple[str, ...]) -> str | None:
        """The case of the innermost heading that names a child, where it names one."""
        named = next(filter(None, map(self._labels.cases_in, reversed(section))), set())
        return min(named) if len(named) == 1 else None

    def case_of(self, paragraph: Paragraph, offset: int) -> str | None:
        """The id of the case that the sentence around a character tells of; None where it is several or not plain."""
        if len(self._cases) < 2:
            return self._cases[0] if self._cases else None
        if paragraph.id not in self._told:
            self._told[paragraph.id] = self._read(paragraph)
        starts, told = self._told[paragraph.id]
        index = bisect_right(starts, offset) - 1
        return told[index] if index >= 0 else None

    def _read(self, paragraph: Paragraph) -> tuple[list[int], list[str | None]]:
        """Where the sentences of a paragraph start, and the case of each."""
        spans = sentence_spans(paragraph.text)
        section = self._of_section(paragraph.section)
        told: list[str | None] = []
        before: str | None = None
        for start, end in spans:
            sentence = paragraph.text[start:end]
            named = self._labels.cases_in(sentence) or self._others.cases_in(sentence)
            everyone = self._one_family and _ALL.search(sentence)
            if named or everyone:
                before = min(named) if len(named) == 1 and not everyone else None
                told.append(before)
            else:
                told.append(section or before)
        return [start for start, _ in spans], told


class _Names:
    """Names and the case of each."""

    def __init__(self, owners: Mapping[str, str]) -> None:
        self.owners = dict(owners)
        longest = sorted(owners, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?!\w)" if longest else r"(?!)")

    def cases_in(self, text: str) -> set[str]:
        """The cases whose names a text has."""
        return {self.owners[match[0]] for match in self._pattern.finditer(text)}
