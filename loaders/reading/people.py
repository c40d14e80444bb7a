"""The people of a case by family role (coding manual, section 3): one record per person and case, however often and under however many
names the review mentions them.

Kin words are found, tied to whose kin they are ("Mother's partner's mother", "the father of Sibling 1", "his sister"), and
turned into roles by the relations of ``loaders/vocabulary/family.yaml``. What the review sets out itself (a table of the family,
"Mr L is N's step-father") goes before what the running text suggests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

import msgspec

from graph.records import Case, Person, stable_id
from loaders.documents.model import Document, Kind, Paragraph
from loaders.reading.cases import forms_of, labels_in
from loaders.reading.evidence import evidence_of, sentence_around
from loaders.reading.vocabulary import pattern, vocabulary

_CHILD = "child"
_UNKNOWN = "unknown"  # a label whose role only the whole review shows
_SIBLINGS = ("sibling", "half-sibling", "step-sibling")
_ONE_OF_A_KIND = frozenset(
    ["mother", "father", "step-mother", "step-father", "maternal-grandmother", "maternal-grandfather", "paternal-grandmother", "paternal-grandfather", "mothers-partner", "fathers-partner"]
)
_KEYED_BY_ROLE = frozenset(("aunt", "uncle", "cousin", "foster-carer", *_SIBLINGS))
_BY_NAME_ONLY = frozenset(("child", "children", "parents", "friend"))  # kin of whom "his" or "her" says too little
_NEEDS_AN_OWNER = frozenset("child children partner spouse friend parents lodger relative sibling".split())
_OUTSIDE = frozenset(
    "mothers-partner fathers-partner step-father step-mother half-sibling step-sibling other-adult other-child anyone".split()
)
_PAIRS = {
    "parents": ("mother", "father"),
    "maternal-grandparents": ("maternal-grandmother", "maternal-grandfather"),
    "paternal-grandparents": ("paternal-grandmother", "paternal-grandfather"),
}
_EARLIER_RELATIONSHIP = re.compile(r"\b(?:earlier|previous|former|different|another) (?:relationship|marriage|partner|father|mother)\b", re.IGNORECASE)
_LIVED_IN_FRIEND = re.compile(r"\b(?:mother|mum)['’]s (?:\w+ )?(?:friend|companion)\b.*\b(?:liv|mov|stay|resid|household|home)", re.IGNORECASE)
_A_CHILD = re.compile(r"\b(?:young person|child|children|boy|girl|friend|pupil)\b", re.IGNORECASE)
_AN_ADULT = re.compile(r"(?:an? )?(?:man|woman|men|women|male|female|adult)\b", re.IGNORECASE)
_VIOLENCE = re.compile(r"\b(?:assault|violen|convict|offence|abus|order|threat|harass|attack)", re.IGNORECASE)
_COMMA_THE = re.compile(r", (?:the |who (?:is|was) (?:the )?|his |her )?")
_SO_CALLED = re.compile(r"\b(?:called|named|as) [‘'“\"]$")  # a man called 'Uncle'
_SON_OF = re.compile(r",? (?:who (?:is|was) )?(?:the |a )?(?:\w+ )?(?:son|daughter|child) of\b")
_LIVED_WITH = r"\b(?:[Mm]other|Mum|[Ss]he)\b[^.;]{0,80}\b(?:lived with|living with|relationship with|partner|moved in with|married(?: to)?),? "
_PART_OF = re.compile(r"[;,]|\band (?:is|was)\b")
_NOT_THE_HEAD = re.compile(r"\b(?:to|with|by|from|for|in|until|since|who|whom|lived|lives|married|former|friends?|of)\b(?! (?:Child|Baby|Young))")
_BIRTH_ORDER = re.compile(r"\b(?:older|oldest|elder|eldest|young|younger|youngest|other|previous|first|second|third|twin)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:two|three|four|five|six|seven|several|both|his|her|their)\s+(?:\w+\s+)?$", re.IGNORECASE)
_CODED = re.compile(r" (?:[A-Z]{1,2}\d{0,2}|\d{1,2})$")
_NOT_NAMES = frozenset(
    ["The", "This", "That", "She", "They", "When", "After", "Before", "However", "Children", "Police", "Health", "Social", "School", "Hospital", "Mother", "Father", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
)
_SUFFIX = re.compile(r" (?P<suffix>(?:[A-Z]{1,2}\d{0,2}|\d{1,2})(?![\w%])(?!\.\d))")
_POSSESSIVE = re.compile(
    r"['’]s?\s+(?:own\s+|first\s+|late\s+|new\s+|younger\s+|older\s+|elder\s+|eldest\s+|youngest\s+|other\s+)*$"
)
_OF = re.compile(r"\s+(?:of|to)\s+(?:the\s+|both\s+|all\s+)?(?:[\w ]{1,30}['’]s?\s+)?$")
_PRONOUN = re.compile(r"\b(?P<word>his|her|their|its|whose)\s+(?P<own>own\s+)?(?:[a-z-]+\s+)?$", re.IGNORECASE)
_DETERMINER = re.compile(
    r"\b(?:the|this|that|said|named|by|and|with|to|from|of|as|for|both|or|an?|one)\s+(?:[a-z-]+\s+)?$", re.IGNORECASE
)
_INDEFINITE = re.compile(
    r"\b(?:an?|any|every|each|no|some|many|most|such|expectant|other|another|new|young|single|teenage|which|what|whether)\s+(?:[a-z-]+\s+)?$",
    re.IGNORECASE,
)
_OTHER_PARENT = re.compile(
    r"\b(?:different|another|separate) (?P<parent>father|mother)s?\b|\b(?P<whose>whose own) (?P<own_parent>father|mother)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[^\s:;.][^:;.]*(?:\.(?!\s)[^:;.]*)*")
_CODE = r"(?:(?:Mr|Mrs|Ms|Miss|Adult|Male|Female|Child|Young Person|Sibling) [A-Z0-9]{1,2}|(?:Mr (?:and|&) Mrs|[A-Z]\d?)(?: [A-Z]\b)?)"
_IS = re.compile(rf"(?P<label>{_CODE}(?:(?:, | and ){_CODE})*)\s+(?:is|was|are|were|[-–—=])\s+(?P<rest>(?:the|an?|one|another|men|women|also|now|then|her|his|their|both|[A-Z][\w ]{{0,25}}['’]s?|mother|father|step\w*|half\w*|maternal|paternal)\b.{{2,160}})")
_APPOSED = re.compile(
    r",?\s*[(“\"‘']*(?:(?:named|called|known as|referred to as|hereafter) )?[“\"‘']?(?P<label>(?:Mr|Mrs|Ms|Miss|Adult|Male|Female|Child) [A-Z0-9]{1,2}(?!\w))"
    r"|(?:,|\s*\(|,? (?:named|called))\s*(?P<name>[A-Z][a-z]{2,})(?=[,.;)]| (?:and|was|is|had|who|lived|with)\b)"
)
_APPOSITION = re.compile(r",?\s*[(“\"‘']*(?:who (?:is|was) )?(?:the |an? |his |her |their )?$", re.IGNORECASE)
_HAD_CHILDREN = re.compile(
    r"\b(?:had|has|with)\s+(?:an?|one|two|three|four|five|her|his)\s+(?:other\s+|much\s+)?(?:older|previous|elder|other|grown[- ]up|young|younger|surviving)\s+(?:child|children|son|sons|daughter|daughters)\b",
    re.IGNORECASE,
)
_NAMES_AFTER = re.compile(
    r",?\s+(?:\((?!\d)|(?:who (?:are|is|was|were) )?(?:called |named |referred to (?:here )?as |known as )?)(?P<names>[A-Z][a-z]{2,}(?: \([^)]{1,12}\))?(?:(?:, | and |, and )[A-Z][a-z]{2,}(?: \([^)]{1,12}\))?)+)"
)


class _Words(msgspec.Struct):
    kin: dict[str, list[str]]
    abbreviations: dict[str, list[str]]
    ambiguous: list[str]
    relations: dict[str, dict[str, str]]
    female: list[str]
    male: list[str]
    labelled: dict[str, list[str]]
    family_sections: list[str]
    family_columns: list[str]
    same_person: list[str]


class _Patterns:
    def __init__(self) -> None:
        words = vocabulary("family", _Words)
        self.kinds = {kin: pattern(phrases) for kin, phrases in words.kin.items()}
        self.any_kin = pattern(phrase for phrases in words.kin.values() for phrase in phrases)
        self.abbreviations = {word: kin for kin, short in words.abbreviations.items() for word in short}
        plain = [word for word in self.abbreviations if word not in words.ambiguous]
        self.abbreviation = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(plain, key=len, reverse=True))})(?!\w)")
        self.relations = words.relations
        self.sex = {word: sex for sex, listed in (("female", words.female), ("male", words.male)) for word in listed}
        adults = "|".join(words.labelled["other-adult"])
        titles = "|".join(words.labelled["by-definition"])
        self.adult = re.compile(rf"(?<![\w-])(?:{adults})\s(?:[A-Z]{{1,2}}\d?|\d{{1,2}})(?!\w)(?!\.\d)")
        self.titled = re.compile(rf"(?<!\w)(?:(?P<pair>Mr and Mrs|Mr & Mrs)|{titles})\s[A-Z]{{1,2}}(?!\w)")
        self.family_section = pattern(words.family_sections)
        self.family_column = pattern(words.family_columns)
        self.same = pattern(words.same_person)


_patterns = cache(_Patterns)


@lru_cache(maxsize=4096)
def _kin_of(word: str) -> str | None:
    folded = " ".join(word.replace("-", " ").split())
    return next((kin for kin, expression in _patterns().kinds.items() if expression.fullmatch(folded)), None)


@dataclass(slots=True)
class _Mention:
    """A word for a person at ``start:end`` of a paragraph: a kin word, or a label (then ``kin`` is "")."""

    start: int
    end: int
    text: str
    kin: str
    suffix: str = ""

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def sex(self) -> str | None:
        return next(
            (
                sex
                for word in re.split(r"[\s-]+", self.text)
                if (sex := _patterns().sex.get(word.lower()) or _patterns().sex.get(word))
            ),
            None,
        )


@dataclass(slots=True)
class _Known:
    """A person found so far. ``key`` tells persons of one role apart; ``owner`` is the key of whose kin they are, if not the child's."""

    role: str
    key: str
    label: str
    paragraph: Paragraph
    start: int
    end: int
    mentions: int = 1
    sex: str | None = None
    defined: bool = False
    names: set[str] = field(default_factory=set)
    case: str = ""


def people_of(document: Document, cases: Sequence[Case], others: Iterable[str] = ()) -> list[Person]:
    """The people of each case in the order in which the review first mentions them; the subject children are among them.

    ``others`` are labels of children of other reviews ("Child F" of a cited review), who belong to no case here.
    """
    if not cases:
        return []
    family = _Family(document, cases, set(others))
    family.read()
    found: list[Person] = []
    seen: dict[str, int] = {}
    for case in cases:
        for known in family.of_case(case):
            found.append(
                Person(
                    id=stable_id("person", case.id, known.role, known.label, seen=seen),
                    case=case.id,
                    label=known.label,
                    role=known.role,
                    evidence=evidence_of(known.paragraph, known.start, known.end),
                )
            )
    return found


class _Family:
    def __init__(self, document: Document, cases: Sequence[Case], others: set[str]) -> None:
        self.cases, self.others = cases, others
        self.paragraphs = [p for p in document.paragraphs if p.kind not in (Kind.FURNITURE, Kind.FOOTNOTE)]
        self.subjects = {case.subject.label: case for case in cases}
        self.forms = {label: forms_of(label, [p.text for p in self.paragraphs]) for label in self.subjects}
        forms = {form for each in self.forms.values() for form in each}
        self.subject = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})(?![\w])")
        self.other = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, others))})(?!\w)" if others else r"(?!)")
        self.known: list[_Known] = []
        self.roles: dict[str, str] = {}  # label -> role, of people whom the review defines
        self.keys: dict[str, str] = {}  # label -> key of the same people, where it is not the label
        self.sex_of_subject = {
            form: case.subject.sex for label, case in self.subjects.items() if case.subject.sex for form in self.forms[label]
        }
        self.half = False
        self.read_already: dict[str, list[tuple[int, int]]] = {}  # stretches of paragraphs that define a person

    # Reading

    def read(self) -> None:
        for paragraph in self.paragraphs:
            for definition in self._definitions(paragraph):
                self._define(paragraph, *definition)
        for paragraph in self.paragraphs:
            if paragraph.kind is not Kind.HEADING:
                self._read_text(paragraph)
        self._settle()

    def _mentions(self, text: str) -> list[_Mention]:
        """Every word for a person, longest first where they overlap."""
        words = _patterns()
        found: list[_Mention] = []
        for match in words.any_kin.finditer(text):
            if kin := _kin_of(match[0]):
                found.append(self._suffixed(text, match, kin))
        for match in words.abbreviation.finditer(text):
            found.append(self._suffixed(text, match, words.abbreviations[match[0]]))
        found += [_Mention(match.start(), match.end(), match[0], "") for match in self.subject.finditer(text)]
        found += [_Mention(match.start(), match.end(), match[0], "") for match in words.adult.finditer(text)]
        found += [_Mention(match.start(), match.end(), match[0], "") for match in words.titled.finditer(text)]
        found += [
            _Mention(label.start, label.end, label.text, "")
            for label in labels_in(text)
            if _kin_of(label.text.partition(" ")[0]) not in _SIBLINGS
        ]
        for label in self.roles:
            if not _kin_of(label) and len(label) < 3:
                found += [
                    _Mention(match.start(), match.end(), label, "")
                    for match in re.finditer(rf"(?<![\w.’'-]){re.escape(label)}(?![\w.’'-]|\s[A-Z])", text)
                ]
        found.sort(key=lambda mention: (mention.start, -(mention.end - mention.start), mention.kin != ""))
        kept: list[_Mention] = []
        for mention in found:
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        return kept

    @staticmethod
    def _suffixed(text: str, match: re.Match[str], kin: str) -> _Mention:
        suffix = _SUFFIX.match(text, match.end()) if match[0][0].isupper() else None
        if suffix and suffix["suffix"] != "I":
            word = match[0].removesuffix("s") if kin in _SIBLINGS else match[0]  # "Siblings 1 and 2"
            return _Mention(match.start(), suffix.end(), word + suffix[0], kin, suffix["suffix"])
        return _Mention(match.start(), match.end(), match[0], kin)

    # What the review sets out itself

    def _definitions(self, paragraph: Paragraph) -> Iterator[tuple[str, str, int]]:
        """(label, description, where the label starts): from tables of the family, "Mr L is …", "MGM – maternal grandmother"."""
        words = _patterns()
        text = paragraph.text
        if paragraph.kind is Kind.TABLE_ROW:
            if len(paragraph.cells) > 1 and paragraph.cells != paragraph.header and self._family_table(paragraph):
                label = paragraph.cells[0].strip(" *:")
                if 0 < len(label) < 60:
                    self.read_already[paragraph.id] = [(0, len(text))]
                    yield label, " ; ".join(paragraph.cells[1:]), 0
            return
        for clause in _CLAUSE.finditer(text):
            if match := _IS.match(clause[0]):
                for label in re.split(r", | and (?!Mrs)", match["label"]):
                    yield label, match["rest"], text.find(label, clause.start())
                self.read_already.setdefault(paragraph.id, []).append(clause.span())
        family = any(words.family_section.search(heading) for heading in paragraph.section)
        listed = re.match(r"(?P<label>[A-Z][^:–—(.]{0,40}?)\s*(?:[:–—]|\s-\s|\(|=)\s*(?P<rest>[^.;]{3,120})", text)
        if listed and family and len(text) < 200 and not listed["label"].islower():
            self.read_already.setdefault(paragraph.id, []).append((0, len(text)))
            yield listed["label"].strip(), listed["rest"], 0

    def _family_table(self, paragraph: Paragraph) -> bool:
        words = _patterns()
        if paragraph.header and sum(bool(words.family_column.search(cell)) for cell in paragraph.header) == 0:
            return False
        label = paragraph.cells[0].strip(" *")
        family = any(words.family_section.search(heading) for heading in paragraph.section)
        labelled = any(words.adult.fullmatch(name) or words.titled.fullmatch(name) for name in _names_in(label))
        person = _kin_of(label) or self.subject.fullmatch(label) or labelled or labels_in(label)
        related = family or any("relation" in cell.lower() for cell in paragraph.header)
        return bool(person) or (related and any(words.any_kin.match(cell.strip()) for cell in paragraph.cells[1:3]))

    def _define(self, paragraph: Paragraph, label: str, description: str, at: int) -> None:
        """Take a person from a definition. What stands in brackets after the label ("Mother (M)") is another label of theirs."""
        short = re.fullmatch(r"(?P<label>.+?)\s*\(\W*(?P<short>\w[\w ]{0,20}?)\W*\)", label)
        label = short["label"] if short else label
        role = self._defined_role(label, description)
        if self.subject.fullmatch(label) or role is None:
            return
        for name in _names_in(label):
            if name in self.others or name in self.roles:
                continue
            suffix = _SUFFIX.search(name) if role in _SIBLINGS and _kin_of(_SUFFIX.sub("", name)) else None
            one = role in _ONE_OF_A_KIND and (not _CODED.search(name) or _patterns().titled.fullmatch(name))
            key = suffix["suffix"] if suffix else "" if one else name
            for other in (name, *([short["short"]] if short else ())):
                self.roles[other], self.keys[other] = role, key
            self._add(role, name, paragraph, max(at, 0), min(len(paragraph.text), max(at, 0) + len(name)), key, defined=True)

    def _defined_role(self, label: str, description: str) -> str | None:
        """The role by the description ("Mother's younger sister"), else by the label ("Maternal Aunt", "Mr T")."""
        words = _patterns()
        kin = _kin_of(_SUFFIX.sub("", label)) or words.abbreviations.get(label)
        own = self._role(_CHILD, kin, label) if kin else None
        role = self._described(description)
        if role is None or (role == "sibling" and own in _SIBLINGS):
            role = own or role
        if role == "sibling" and _EARLIER_RELATIONSHIP.search(description):
            return "half-sibling"
        if role in (None, "other-adult") and _LIVED_IN_FRIEND.search(description):
            return "mothers-partner"
        if role is None and labels_in(label) and _A_CHILD.search(description):
            return "other-child"
        if role is None and re.fullmatch(r"[A-Z]\d?", label) and _A_CHILD.search(description):
            return "other-child"
        adults = all(words.adult.fullmatch(name) or words.titled.fullmatch(name) for name in _names_in(label))
        return "other-adult" if role is None and (adults or _AN_ADULT.match(description)) else role

    def _described(self, description: str) -> str | None:
        """The role that a description gives ("father of Child A", "Mother's younger sister", "her half-brother, 3")."""
        mentions = self._mentions(description)
        owners = [self._owner(description, mentions, index) for index in range(len(mentions))]
        found: list[str] = []
        for mention, owner in zip(mentions, owners, strict=True):
            owning = any(other is mention for other in owners) or description[mention.end : mention.end + 1] in ("'", "’")
            begin = max((stop.end() for stop in _PART_OF.finditer(description, 0, mention.start)), default=0)
            if not mention.kin or mention.start > 60 or owning or _NOT_THE_HEAD.search(description, begin, mention.start):
                continue
            if role := self._role(self._owner_role(owner) if owner else _CHILD, mention.kin, mention.text):
                found.insert(0 if owner and self.subject.fullmatch(owner.text) else len(found), role)
        return found[0] if found else None

    # Running text

    def _read_text(self, paragraph: Paragraph) -> None:
        mentions = self._mentions(paragraph.text)
        text = paragraph.text
        elsewhere = [sentence_around(text, match.start()) for match in self.other.finditer(text)]  # of another review's family
        already: Sequence[tuple[int, int]] = self.read_already.get(paragraph.id, ())
        if paragraph.kind is Kind.TABLE_ROW and paragraph.cells and paragraph.cells[0].strip() in self.roles:
            already = [(0, len(text))]  # a glossary spells the label out
        for index, mention in enumerate(mentions):
            if mention.kin and any(start <= mention.start < end for start, end in (*already, *elsewhere)):
                continue
            if mention.kin:
                self._kin_mention(paragraph, mentions, index)
            elif mention.text not in self.roles and (role := self._described_after(text, mentions, index)):
                self.roles[mention.text] = role
                self._add(
                    role,
                    mention.text,
                    paragraph,
                    mention.start,
                    mention.end,
                    "" if role in _ONE_OF_A_KIND else mention.text,
                    defined=True,
                )
            elif label := next((label for label, forms in self.forms.items() if mention.text in forms), None):
                self._add("subject-child", label, paragraph, mention.start, mention.end, label)
            elif mention.text in self.roles:
                key = self.keys.get(mention.text, mention.text)
                self._add(self.roles[mention.text], mention.text, paragraph, mention.start, mention.end, key)
            elif _patterns().adult.fullmatch(mention.text):
                self._add("other-adult", mention.text, paragraph, mention.start, mention.end, mention.text)
            elif (
                _patterns().titled.fullmatch(mention.text)
                or (labels_in(mention.text)
                and _CODED.search(mention.text)
                and not _cites(text, mention))
            ):
                if mention.text not in self.others:
                    self._add(_UNKNOWN, mention.text, paragraph, mention.start, mention.end, mention.text)
        self._read_parentage(text, mentions)
        if children := _HAD_CHILDREN.search(text):
            before = [m for m in mentions if m.end <= children.start() and m.kin == "mother"]
            if before:
                self._add("sibling", children[0], paragraph, children.start(), children.end(), "*")
        for other in _OTHER_PARENT.finditer(text):
            owners = [m for m in mentions if m.end <= other.start() and (m.kin in (*_SIBLINGS, "child") or m.text in self.roles)]
            if owners and other.start() - owners[-1].end < 40:
                owner = owners[-1]
                parent = other["parent"] or other["own_parent"]
                self._halve(owner)
                self._add(
                    "other-adult",
                    f"{owner.text}'s {parent.lower()}",
                    paragraph,
                    other.start(),
                    other.end(),
                    f"{owner.text}/{parent.lower()}",
                )

    def _read_parentage(self, text: str, mentions: list[_Mention]) -> None:
        """Half-siblings by their parents: "Little Sister, the daughter of Mother and Stepfather"."""
        for index, mention in enumerate(mentions[:-2]):
            sibling = mention.kin in _SIBLINGS or self.roles.get(mention.text) == "sibling"
            if not sibling or not _SON_OF.match(text, mention.end):
                continue
            parents = [self._owner_role(each) for each in mentions[index + 2 : index + 4] if each.start - mention.end < 60]
            if set(parents) & {"step-father", "step-mother", "mothers-partner", "fathers-partner"}:
                self._halve(mention)

    def _described_after(self, text: str, mentions: list[_Mention], index: int) -> str | None:
        """The role of "Ms A" in "Ms A, the mother of Child B" or "Ms A (mother)"."""
        mention, following = mentions[index], mentions[index + 1 : index + 2]
        if not following or not following[0].kin or self.subject.fullmatch(mention.text) or not _CODED.search(mention.text):
            return None
        gap = text[mention.end : following[0].start]
        if not gap.strip(" ") or not _APPOSITION.fullmatch(gap) or gap.strip()[:1] not in (",", "(", "“", "‘", "w"):
            return None
        owner = self._owner(text, mentions, index + 1)
        return self._role(self._owner_role(owner) if owner else _CHILD, following[0].kin, following[0].text)

    def _halve(self, owner: _Mention) -> None:
        """A sibling with another father or mother is a half-sibling."""
        for known in self.known:
            if known.role == "sibling" and (known.key == self._key("sibling", owner) or owner.text in known.names):
                known.role = "half-sibling"
        self.roles[owner.text] = "half-sibling"

    def _kin_mention(self, paragraph: Paragraph, mentions: list[_Mention], index: int) -> None:
        """Add the person whom a kin word of the running text stands for, where it is plain whose kin they are."""
        mention, text = mentions[index], paragraph.text
        if mention.capital and (role := self.roles.get(mention.text)) and not self._owner(text, mentions, index):
            self._add(role, mention.text, paragraph, mention.start, mention.end, self.keys.get(mention.text, mention.text))
            return
        if index and self._same_as_last(text, mentions, index):
            return
        apposed = self._apposed(text, mention)
        whose = self._whose(text, mentions, index, apposed is not None)
        if whose is None:
            return
        owner, owner_role = whose
        kins = _PAIRS.get(mention.kin, (mention.kin,))
        for kin in kins:
            role = self._role(owner_role, kin, mention.text)
            if role is None or role == "sibling" and kin == "child" and not _BIRTH_ORDER.search(mention.text):
                continue
            owned = f"{owner.text}’s {mention.text}" if owner else mention.text
            if len(kins) > 1:
                label = f"{owner.text}’s {kin}" if owner else kin.replace("-", " ")
                self._add(role, label, paragraph, mention.start, mention.end, "")
            elif apposed and kin != "child":
                self.roles.setdefault(apposed[0], role)
                self._add(role, apposed[0], paragraph, *apposed[1], "" if role in _ONE_OF_A_KIND else apposed[0], defined=True)
            elif role in _SIBLINGS and (names := _NAMES_AFTER.match(text, mention.end)):
                for name in re.findall(r"[A-Z][a-z]{2,}", names["names"]):
                    if name not in self.subjects:
                        self._add(role, name, paragraph, *names.span("names"), name)
            else:
                start = owner.start if owner and owner.end < mention.start and text[owner.end] in "'’" else mention.start
                after = owner is not None and owner.start > mention.start  # "the father of Sibling 1"
                label = text[mention.start : owner.end] if owner and after else text[start : mention.end] if start < mention.start else owned
                own_key = owner_role == _CHILD or role in _ONE_OF_A_KIND or role in _KEYED_BY_ROLE
                key = self._key(role, mention) if own_key else f"{owner.text if owner else owner_role}/{kin}"
                self._add(role, label, paragraph, start, mention.end, key)

    def _whose(
        self, text: str, mentions: list[_Mention], index: int, apposed: bool
    ) -> tuple[_Mention | None, str] | None:
        """Whose kin a kin word is: (the owner where named, the owner's role); None where that is not plain or no person is meant."""
        mention = mentions[index]
        kin, before = mention.kin, text[max(0, mention.start - 40) : mention.start]
        if owner := self._owner(text, mentions, index):
            return owner, self._owner_role(owner)
        if re.match(r"(?:maternal|paternal)\b", mention.text, re.IGNORECASE) and not re.search(r"\b(?:any|no|each|every)\s+$", before):
            return None, _CHILD
        if _SO_CALLED.search(before):
            return None
        if pronoun := _PRONOUN.search(before):
            antecedent, role = self._antecedent(text, mentions, index, pronoun)
            if role is None and kin in ("half-sibling", "step-child"):
                role = _CHILD if kin == "half-sibling" else "mother"
            if role == "half-sibling" and kin == "mother" and not pronoun["own"]:
                return None  # most half-siblings share the mother
            unclear = kin in ("partner", "spouse") and not apposed and not re.match(r"(?:new|then)\b", mention.text)
            return None if role is None or unclear or kin in _BY_NAME_ONLY else (antecedent, role)
        if mention.capital or mention.suffix:
            return None, _CHILD
        if kin in _SIBLINGS and (_BIRTH_ORDER.search(mention.text) or _COUNTED.search(before)):
            return None, _CHILD
        if _INDEFINITE.search(before):
            if kin == "ex-partner" and not _VIOLENCE.search(text[slice(*sentence_around(text, mention.start))]):
                return None
            if kin in ("cousin", "ex-partner", "step-child", "half-sibling"):
                return None, _CHILD
            antecedent, role = self._antecedent(text, mentions, index, None) if kin in ("sibling", "aunt", "uncle") else (None, None)
            return (antecedent, role) if role and role != _CHILD else None
        told = _DETERMINER.search(before) or re.search(r"[,(]\s*$", before) or mention.start < 4
        return (None, _CHILD) if told and kin not in _NEEDS_AN_OWNER else None

    def _same_as_last(self, text: str, mentions: list[_Mention], index: int) -> bool:
        """Whether a kin word only says again who was just named: "Mother's partner, the half-brother's father"."""
        owner = self._owner(text, mentions, index)
        first = mentions.index(owner) if owner else index
        before = mentions[first - 1] if 0 < first <= index else None
        if before is None or not before.kin or self._possesses(text, mentions, index) or not _COMMA_THE.fullmatch(text, before.end, mentions[first].start):
            return False
        for known in self.known:
            known.mentions += any(name.endswith(before.text) for name in known.names)
        return True

    def _apposed(self, text: str, mention: _Mention) -> tuple[str, tuple[int, int]] | None:
        """The label or name that follows a kin word ("her partner, Darren,", "the mother (Ms V)"), and where it stands."""
        match = _APPOSED.match(text, mention.end)
        if match is None:
            return None
        group = "label" if match["label"] else "name"
        if self.subject.fullmatch(match[group]) or match[group] in _NOT_NAMES:
            return None
        return match[group], match.span(group)

    @staticmethod
    def _key(role: str, mention: _Mention) -> str:
        """What tells persons of one role apart: a number or letter of their own, else a side or sex."""
        if mention.suffix:
            return mention.suffix
        if role in _SIBLINGS:
            labelled = all(word[0].isupper() for word in re.split(r"[\s-]", mention.text)) and not mention.text.lower().endswith("s")
            return mention.text if labelled else f"*{_order(mention.text)}{_SEXED.get(mention.sex or '', '')}"
        if role == "step-grandparent":
            return mention.sex or ""
        return ""

    def _owner(self, text: str, mentions: list[_Mention], index: int) -> _Mention | None:
        """The mention whose kin this one is by a possessive or an "of": "Mother's partner", "father of Child B, Child C and Child D"."""
        mention = mentions[index]
        if (
            index
            and _POSSESSIVE.search(text, mentions[index - 1].end - 0, mention.start)
            and text[mentions[index - 1].end] in "'’"
        ):
            return mentions[index - 1]
        following = [m for i, m in enumerate(mentions) if i > index and not self._possesses(text, mentions, i)]
        if following and _OF.match(text[mention.end : following[0].start]):
            listed = [following[0]]
            for nearest in following[1:]:
                if not re.fullmatch(r",?\s*(?:,|and|&)\s*", text[listed[-1].end : nearest.start]):
                    break
                listed.append(nearest)
            return next((each for each in listed if self.subject.fullmatch(each.text)), listed[0])
        return None

    @staticmethod
    def _possesses(text: str, mentions: list[_Mention], index: int) -> bool:
        """Whether a mention is the owner in a possessive ("Mother" in "Mother's partner")."""
        following = mentions[index + 1 : index + 2]
        return bool(following) and text[mentions[index].end : mentions[index].end + 1] in ("'", "’") and bool(
            _POSSESSIVE.fullmatch(text, mentions[index].end, following[0].start)
        )

    def _owner_role(self, owner: _Mention | None) -> str:
        if owner is None or self.subject.fullmatch(owner.text):
            return _CHILD
        if role := self.roles.get(owner.text):
            return role
        if not owner.kin:
            return "other-adult" if _patterns().adult.fullmatch(owner.text) else "other-child"
        if owner.kin in ("child", "children"):
            return _CHILD
        if owner.kin in _SIBLINGS and self.half:
            return "half-sibling"
        return self._role(_CHILD, owner.kin, owner.text) or {"partner": "mothers-partner"}.get(owner.kin, "anyone")

    def _antecedent(
        self, text: str, mentions: list[_Mention], index: int, pronoun: re.Match[str] | None
    ) -> tuple[_Mention | None, str | None]:
        """Whom "his", "her" or an indefinite kin word belongs to: the one person of that sex named before it in the sentence."""
        mention = mentions[index]
        begin = sentence_around(text, mention.start)[0]
        heads = [
            m
            for i, m in enumerate(mentions[:index])
            if m.start >= begin and not (i + 1 < len(mentions) and self._owner(text, mentions, i + 1) is m)
        ]
        if pronoun and (pronoun["own"] or pronoun["word"].lower() == "whose") and heads:
            return heads[-1], self._owner_role(heads[-1])
        if pronoun and any(
            re.search(rf"\b{pronoun['word']}\s+(?:\w+\s+)?$", text[max(0, head.start - 20) : head.start], re.IGNORECASE)
            for head in heads
        ):
            return None, _CHILD if mention.kin in ("mother", "father") else None
        wanted = {"his": "male", "her": "female"}.get(pronoun["word"].lower()) if pronoun else None
        fitting: dict[str, _Mention] = {}
        for head in heads:
            if mention.kin in ("partner", "spouse") and not head.kin:
                continue
            if not head.kin and wanted and self.sex_of_subject.get(head.text, wanted) != wanted:
                continue
            if head.kin in ("foster-carer", "friend", "lodger", "children", "parents"):
                continue
            if wanted and head.sex and head.sex != wanted:
                continue
            fitting.setdefault(self._owner_role(head) if not head.kin else self._head_role(text, mentions, head), head)
        if len(fitting) == 1:
            role, head = next(iter(fitting.items()))
            return head, role
        if not fitting and mention.kin in ("mother", "father"):
            return None, _CHILD
        return None, None

    def _head_role(self, text: str, mentions: list[_Mention], head: _Mention) -> str:
        owner = self._owner(text, mentions, mentions.index(head))
        return self._role(self._owner_role(owner) if owner else _CHILD, head.kin, head.text) or self._owner_role(head)

    def _role(self, owner_role: str, kin: str, word: str) -> str | None:
        relations = _patterns().relations
        role = relations.get(owner_role, {}).get(kin) if owner_role in relations else None
        if role is None and owner_role != _CHILD:
            role = relations["anyone"].get(kin) if owner_role in _OUTSIDE else None
        if role in ("maternal-relative", "paternal-relative"):
            sex = _Mention(0, 0, word, kin).sex
            return {"female": "aunt", "male": "uncle"}.get(sex or "", "other-relative")
        if role is None and owner_role == _CHILD and kin in ("grandmother", "grandfather"):
            return f"maternal-{kin}"
        return role

    # Persons

    def _add(
        self,
        role: str,
        label: str,
        paragraph: Paragraph,
        start: int,
        end: int,
        key: str,
        sex: str | None = None,
        defined: bool = False,
    ) -> None:
        if role == "half-sibling" and key.startswith("*"):
            self.half = True
        for known in self.known:
            same_role = known.role == role or (role in _SIBLINGS and known.role in _SIBLINGS)
            if (same_role and known.key == key) or (label in known.names and label[:1].isupper()):
                known.mentions += 1
                known.names.add(label)
                return
        self.known.append(_Known(role, key, label, paragraph, start, end, sex=sex, defined=defined, names={label}))

    def _settle(self) -> None:
        """Decide what only the whole review shows, and drop what turns out to be the same person or a slip of the pen."""
        for known in self.known:
            if known.role == _UNKNOWN:
                same_word = any(known.label.rpartition(" ")[0] == label.rpartition(" ")[0] for label in self.subjects)
                if _patterns().titled.fullmatch(known.label):
                    known.role = "mothers-partner" if self._lived_with_mother(known.label) else "other-adult"
                else:
                    known.role = "sibling" if same_word and known.mentions > 2 else "other-child"
                known.defined = known.role != "other-adult" or known.mentions > 2
        self._settle_siblings()
        self.known = [known for known in self.known if self._stands(known)]

    def _lived_with_mother(self, label: str) -> bool:
        """Whether the review tells that the mother lived with a man whom it calls by a label only ("Mr B")."""
        told = re.compile(rf"{_LIVED_WITH}{re.escape(label)}\b|\b{re.escape(label)} (?:had )?moved (?:in|into|back)\b")
        return any(told.search(paragraph.text) for paragraph in self.paragraphs)

    def _stands(self, known: _Known) -> bool:
        """Whether a person is one of their own, beside the others found."""
        if known.defined or known.role == "subject-child":
            return True
        peers = [other for other in self.known if other.role == known.role and other is not known]
        roles = {other.role: other for other in self.known}
        if (
            known.role not in ("other-adult", "other-child")
            and known.key in ("", "*")
            and any(other.key not in ("", "*") for other in peers)
        ):
            return False  # "the sibling", where there is a Sibling 1
        if known.role == "step-grandparent" and known.mentions == 1 and any(other.mentions >= 5 for other in peers):
            return False
        if (
            (known.role == "step-father"
            and "mothers-partner" in roles)
            or (known.role == "step-mother"
            and "fathers-partner" in roles)
        ):
            return known.mentions > 2
        if known.role == "mothers-partner" and "father" in roles:
            return known.mentions > 1 or bool(re.search(r"\b(?:new|Partner|then)\b", known.label))
        if known.role.startswith("maternal-grand") and not any(re.match(r"M|m(?:aternal|other)", name) for name in known.names):
            return known.role.replace("maternal", "paternal") not in roles
        return not (
            known.role == _UNKNOWN
            or (known.role == "other-adult"
            and known.mentions < 2
            and _patterns().titled.fullmatch(known.label))
        )

    def _settle_siblings(self) -> None:
        """Keep "the sibling", "a brother" only where they are not one of the siblings who are told apart more closely."""
        siblings = [known for known in self.known if known.role in _SIBLINGS]
        apart = [known for known in siblings if not known.key.startswith("*")]
        vague = [known for known in siblings if known.key.startswith("*")]
        if self.half or any(known.role == "half-sibling" for known in vague):
            for known in apart if len(apart) == 1 else vague if not apart else []:
                known.role = "half-sibling"
        keys = {known.key for known in vague}
        subjects = len(self.cases) > 1 and not self._lettered()
        dropped = [
            known
            for known in vague
            if apart or subjects or any(key != known.key and key.startswith("*") and key.endswith(known.key.lstrip("*")) for key in keys)
        ]
        self.known = [known for known in self.known if not any(known is other for other in dropped)]

    def _lettered(self) -> bool:
        """Whether parents carry the letter of their child's case ("Mother D"), so that the review is about several families."""
        letters = {case.subject.label.rpartition(" ")[2] for case in self.cases}
        return any(known.key[:1] in letters and known.role in ("mother", "father") for known in self.known if known.key)

    def of_case(self, case: Case) -> list[_Known]:
        """The people of one case: all, unless their labels carry the letter of another case ("Mother D" where there is a Child D)."""
        order = {paragraph.id: index for index, paragraph in enumerate(self.paragraphs)}
        self.known.sort(key=lambda known: (order[known.paragraph.id], known.start))
        if len(self.cases) == 1:
            return self.known
        letters = {other.subject.label.rpartition(" ")[2]: other.id for other in self.cases}
        found: list[_Known] = []
        lettered = self._lettered()
        last: str | None = None  # the letter of the person before, in a table of several families
        for known in self.known:
            if known.role == "subject-child":
                if known.label == case.subject.label:
                    found.append(known)
                elif not lettered:
                    found.append(_Known("sibling", known.key, known.label, known.paragraph, known.start, known.end))
                continue
            last = (self._letter(known, letters) or last) if lettered else None
            if not lettered or (last and letters[last] == case.id):
                found.append(known)
        return found

    @staticmethod
    def _letter(known: _Known, letters: Iterable[str]) -> str | None:
        """The letter of the case that a person belongs to: in their own label, else the last one named before them."""
        lettered = re.compile(rf"(?<=[\w’'][ /-])(?P<letter>{'|'.join(map(re.escape, letters))})\d{{0,2}}(?![\w])")
        before = known.paragraph.text[: known.start]
        for text in (f"- {known.label}", f"- {known.key}", before, " ".join(known.paragraph.section)):
            if found := list(lettered.finditer(text)):
                return found[-1]["letter"]
        return None


def _names_in(label: str) -> list[str]:
    """The persons whom a label names: "Mr and Mrs C", "Child D1 and Child D2" are two."""
    if pair := re.fullmatch(r"(Mr) (?:and|&) (Mrs) (\w+)", label):
        return [f"{pair[1]} {pair[3]}", f"{pair[2]} {pair[3]}"]
    return re.split(r"\s*(?:,|\band\b|&)\s*", label) if _CODED.search(label) else [label]


def _order(words: str) -> str:
    return next((order for order, stem in (("older ", r"\b(?:old|eld)"), ("younger ", r"\byoung")) if re.search(stem, words, re.IGNORECASE)), "")


_SEXED = {"male": "brother", "female": "sister"}


def _cites(text: str, mention: _Mention) -> bool:
    """Whether a label stands where another review is cited."""
    return bool(
        re.search(
            r"\b(?:review|reviews|case|report|inquiry|death)\b[^.;]{0,40}$",
            text[max(0, mention.start - 60) : mention.start],
            re.IGNORECASE,
        )
    )
