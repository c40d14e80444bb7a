"""The people of a case by family role (coding manual, section 3): one record per person and case, however often and under however
many names the review mentions them.

What the review sets out itself (a table of the family, "Mr L is N's step-father") goes before what the running text suggests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.records import Case, Person, stable_id
from loaders.documents.model import Document, Kind, Paragraph
from loaders.reading.evidence import evidence_of
from loaders.reading.family import definitions_in
from loaders.reading.kin import SIBLINGS, Mention, Naming, is_labelled_adult, kin_of
from loaders.reading.labels import forms_of
from loaders.reading.relatives import SUBJECT, UNKNOWN, VAGUE, Reading, key_of

_KIN_BY_NAME_ONLY = re.compile(  # "a man whom she called Uncle"
    r"\b(?:man|woman|male|female|person|adult|someone)\b[^.;]{0,25}\b(?:calls|called|known as|knew as) (?P<name>[A-Z][a-z]+)\b"
)
_LIVED_WITH = (
    r"\b(?:[Mm]other|Mum|[Ss]he)\b[^.;]{0,80}\b"
    r"(?:lived with|living with|relationship with|partner|moved in with|married(?: to)?),? "
)
_MATERNAL = re.compile(r"M|m(?:at|oth)")  # "MGM", "maternal", "mother's mother", not "grandmother"
_SEVERAL_FAMILIES = re.compile(
    r"\b(?:unrelated|not related|unconnected|(?:two|three|both|their|different|separate) (?:\w+ )?families)\b", re.IGNORECASE
)


@dataclass(slots=True)
class _Known:
    """A person found so far, at the first mention; ``key`` tells persons of one role apart."""

    role: str
    key: str
    label: str
    paragraph: Paragraph
    start: int
    end: int
    names: set[str]
    mentions: int = 1
    defined: bool = False


def people_of(document: Document, cases: Sequence[Case], others: Iterable[str] = ()) -> list[Person]:
    """The people of each case in the order in which the review first mentions them; the subject children are among them.

    ``others`` are labels of children of other reviews ("Child F" of a cited review), who belong to no case here.
    """
    if not cases:
        return []
    others = [label for label in others if not is_labelled_adult(label)]
    paragraphs = [p for p in document.paragraphs if p.kind not in (Kind.FURNITURE, Kind.FOOTNOTE)]
    family = Family(paragraphs, cases, frozenset(others))
    family.read()
    families = {case.id: family for case in cases}
    if len(cases) > 1 and not family.lettered() and any(_SEVERAL_FAMILIES.search(p.text) for p in paragraphs):
        families = {case.id: _family_of(paragraphs, case, cases, frozenset(others)) for case in cases}
    seen: dict[str, int] = {}
    return [
        Person(
            id=stable_id("person", case.id, known.role, known.label, seen=seen),
            case=case.id,
            label=known.label,
            role=known.role,
            evidence=evidence_of(known.paragraph, known.start, known.end),
        )
        for case in cases
        for known in families[case.id].of_case(case)
    ]


def _family_of(paragraphs: list[Paragraph], case: Case, cases: Sequence[Case], others: frozenset[str]) -> Family:
    """The family of one of several cases that have nothing to do with one another, read from what speaks of this child: the
    paragraphs that name it, those that follow them and name none, without the sentences that name another."""
    texts = [paragraph.text for paragraph in paragraphs]
    forms = {each.id: forms_of(each.subject.label, texts) for each in cases}
    named = {each: re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, listed))})(?!\w)") for each, listed in forms.items()}
    mine: list[Paragraph] = []
    last: set[str] = set()
    for paragraph in paragraphs:
        last = {each for each, label in named.items() if label.search(paragraph.text)} or last
        if case.id in last or not last:
            mine.append(paragraph)
    family = Family(mine, [case], others.union(*(listed for each, listed in forms.items() if each != case.id)))
    family.read()
    return family


class Family:
    """The people of a review, gathered paragraph by paragraph."""

    def __init__(self, paragraphs: list[Paragraph], cases: Sequence[Case], others: frozenset[str]) -> None:
        self.cases, self.others = cases, others
        self.paragraphs = paragraphs
        texts = [p.text for p in self.paragraphs]
        self.subjects = {form: case for case in cases for form in forms_of(case.subject.label, texts)}
        forms = "|".join(map(re.escape, sorted(self.subjects, key=len, reverse=True)))
        sexes = {form: case.subject.sex for form, case in self.subjects.items() if case.subject.sex}
        self.naming = Naming(subject=re.compile(rf"(?<![\w-])(?:{forms})(?!\w)"), sexes=sexes)
        self.other = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(others)))})(?!\w)" if others else r"(?!)")
        self.set_out: dict[str, list[tuple[int, int]]] = {}  # stretches of paragraphs that define a person
        self.known: list[_Known] = []

    def read(self) -> None:
        """Gather everyone: first whom the review sets out, then whom its text mentions."""
        for paragraph in sorted(self.paragraphs, key=lambda paragraph: paragraph.kind is not Kind.TABLE_ROW):
            self._read_definitions(paragraph)
        defined = [*self.known]
        self._read_story()
        if self.naming.learn_first_names():
            self.known = defined
            self._read_story()  # again, now that "Chloe's mother" can be read
        self._settle()

    def _read_definitions(self, paragraph: Paragraph) -> None:
        for called in _KIN_BY_NAME_ONLY.finditer(paragraph.text):
            if kin_of(name := called["name"]):
                self.naming.learn(name, "other-adult", name)
                self.add("other-adult", name, paragraph, called.span("name"), name, defined=True)
        for definition in definitions_in(paragraph, self.naming):
            self.set_out.setdefault(paragraph.id, []).append(definition.stretch)
            for name in definition.names:
                if name in self.others or name in self.naming.roles:
                    continue
                key, end = definition.key(name), min(len(paragraph.text), definition.start + len(name))
                self.naming.learn(name, definition.role, key)
                self.add(definition.role, name, paragraph, (definition.start, end), key, defined=True)
            if definition.short:
                self.naming.learn(definition.short, definition.role, definition.key(definition.names[0]))

    def _read_story(self) -> None:
        for paragraph in self.paragraphs:
            if paragraph.kind is not Kind.HEADING:
                Reading(self, paragraph).read()

    def add(self, role: str, label: str, paragraph: Paragraph, span: tuple[int, int], key: str, defined: bool = False) -> None:
        """Count a mention of a person known already, or add one."""
        if role == "half-sibling" and key.startswith(VAGUE):
            self.naming.half = True
        for known in self.known:
            same_role = known.role == role or (role in SIBLINGS and known.role in SIBLINGS)
            if (same_role and known.key == key) or (label[:1].isupper() and label in known.names):
                known.mentions += 1
                known.names.add(label)
                return
        self.known.append(_Known(role, key, label, paragraph, *span, names={label}, defined=defined))

    def halve(self, sibling: Mention) -> None:
        """Make a sibling with another father or mother a half-sibling."""
        for known in self.known:
            if known.role == "sibling" and (known.key == key_of("sibling", sibling) or sibling.text in known.names):
                known.role = "half-sibling"
        self.naming.roles[sibling.text] = "half-sibling"

    # What only the whole review shows

    def _settle(self) -> None:
        """Give roles to labels that the text left unexplained, and drop what is the same person or a slip of the pen."""
        for known in self.known:
            if known.role == UNKNOWN:
                self._explain(known)
        self._settle_siblings()
        self.known = [known for known in self.known if known.defined or known.role == SUBJECT or self._stands(known)]
        order = {paragraph.id: index for index, paragraph in enumerate(self.paragraphs)}
        self.known.sort(key=lambda known: (order[known.paragraph.id], known.start))

    def _explain(self, known: _Known) -> None:
        """A label that nothing explains: an adult ("Mr B"), a sibling labelled like the subject ("Child A"), or another child."""
        often = known.mentions > 2
        if is_labelled_adult(known.label):
            label = re.escape(known.label)
            told = re.compile(rf"{_LIVED_WITH}{label}\b|\b{label} (?:had )?moved (?:in|into|back)\b")
            lived_with_mother = any(told.search(paragraph.text) for paragraph in self.paragraphs)
            known.role, known.defined = "mothers-partner" if lived_with_mother else "other-adult", lived_with_mother or often
        else:
            alike = any(known.label.rpartition(" ")[0] == label.rpartition(" ")[0] for label in self.subjects)
            known.role, known.defined = "sibling" if alike and often else "other-child", True

    def _settle_siblings(self) -> None:
        """Keep "the sibling", "a brother" only where they are not one of the siblings who are told apart more closely."""
        siblings = [known for known in self.known if known.role in SIBLINGS]
        vague = [known for known in siblings if known.key.startswith(VAGUE)]
        apart = [known for known in siblings if not known.key.startswith(VAGUE)]
        if self.naming.half or any(known.role == "half-sibling" for known in vague):
            for known in vague if not apart else apart if len(apart) == 1 else ():
                known.role = "half-sibling"
        of_subjects = len(self.cases) > 1 and not self.lettered()
        dropped = {
            id(known)
            for known in vague
            if apart or of_subjects or any(other.key != known.key and other.key.endswith(known.key[1:]) for other in vague)
        }
        self.known = [known for known in self.known if id(known) not in dropped]

    def _stands(self, known: _Known) -> bool:
        """Whether somebody whom the text mentions is a person of their own, beside the others found."""
        peers = [other for other in self.known if other.role == known.role and other is not known]
        roles = {other.role for other in self.known}
        match known.role:
            case "other-adult" | "other-child":
                return known.mentions > 1 or not is_labelled_adult(known.label)
            case "step-grandparent" if any(other.mentions >= 5 for other in peers):
                return known.mentions > 1
            case "step-father" | "step-mother" if {"mothers-partner", "fathers-partner"} & roles:
                return known.mentions > 2
            case "mothers-partner" if "father" in roles and not known.key:
                return known.mentions > 1 or bool(re.search(r"\b(?:new|Partner|then)\b", known.label))
            case "maternal-grandmother" | "maternal-grandfather" if not any(map(_MATERNAL.match, known.names)):
                return known.role.replace("maternal", "paternal") not in roles
        return bool(known.key) or not any(other.key for other in peers)  # "the foster carers", where there are Mr C and Mrs C

    # One case of several

    def _letters(self) -> dict[str, str]:
        return {case.subject.label.rpartition(" ")[2]: case.id for case in self.cases}

    def lettered(self) -> bool:
        """Whether parents carry the letter of their child's case ("Mother D")."""
        letters = self._letters()
        return any(known.key and known.key[:1] in letters for known in self.known if known.role in ("mother", "father"))

    def of_case(self, case: Case) -> list[_Known]:
        """The people of one case: all, unless the review is about several families; each subject child is the others' sibling."""
        if len(self.cases) == 1:
            return self.known
        several, letters = self.lettered(), self._letters()
        found: list[_Known] = []
        last: str | None = None  # the letter of the person before, in a table of several families
        for known in self.known:
            if known.role == SUBJECT and known.label != case.subject.label:
                if not several:
                    found.append(_Known("sibling", known.key, known.label, known.paragraph, known.start, known.end, known.names))
                continue
            last = _letter(known, letters) or last
            if not several or known.role == SUBJECT or (last and letters[last] == case.id):
                found.append(known)
        return found


def _letter(known: _Known, letters: Iterable[str]) -> str | None:
    """The letter of the case that a person belongs to: in their own label, else the last one named before them."""
    lettered = re.compile(rf"(?<=[\w’'][ /-])(?P<letter>{'|'.join(map(re.escape, letters))})\d{{0,2}}(?!\w)")
    before = known.paragraph.text[: known.start]
    for text in (f"- {known.label}", f"- {known.key}", before, " ".join(known.paragraph.section)):
        if found := list(lettered.finditer(text)):
            return found[-1]["letter"]
    return None
