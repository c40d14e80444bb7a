"""The people whom one paragraph of running text mentions, by kin words and labels, and whose kin they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loaders.documents.model import Paragraph
from loaders.reading.evidence import sentence_around
from loaders.reading.family import ONE_OF_A_KIND
from loaders.reading.kin import CHILD, CODED, PARENTS, SIBLINGS, Mention, is_labelled_adult, kin_of, kin_words, role_of, sex_of
from loaders.reading.labels import labels_in

if TYPE_CHECKING:
    from loaders.reading.people import Family

SUBJECT = "subject-child"
UNKNOWN = "unknown"  # the role of a label that only the whole review shows
VAGUE = "*"  # begins the key of a sibling without a label
_KEYED_BY_ROLE = frozenset((*ONE_OF_A_KIND, "aunt", "uncle", "cousin", "foster-carer", *SIBLINGS))
_BY_NAME_ONLY = frozenset(["child", "children", "parents", "friend"])  # kin of whom "his" or "her" says too little
_NEEDS_AN_OWNER = frozenset([*_BY_NAME_ONLY, "partner", "spouse", "lodger", "relative", "sibling"])
_NEEDS_NONE = frozenset(["cousin", "ex-partner", "step-child", "half-sibling", "relative"])  # "a" tells them: "a former partner"
_PARTNERS = frozenset(["partner", "spouse", "ex-partner", "step-father", "step-mother"])
_PARENTS_OF_HALF = frozenset(["step-father", "step-mother", "mothers-partner", "fathers-partner"])
_AND = re.compile(r"\s+and\s+")
_PAIRS = {
    "parents": ("mother", "father"),
    "maternal-grandparents": ("maternal-grandmother", "maternal-grandfather"),
    "paternal-grandparents": ("paternal-grandmother", "paternal-grandfather"),
}
_WORD_BEFORE = r"\s+(?:[a-z-]+\s+)?$"
_PRONOUN = re.compile(
    r"\b(?P<word>his|her|their|its|whose)\s+(?P<own>own\s+)?(?:[a-z-]+\s+|\d+[ -]year[ -]old\s+)?$", re.IGNORECASE
)
_DETERMINER = re.compile(
    rf"\b(?:the|this|that|said|named|by|and|with|to|from|of|as|for|both|or|an?|one){_WORD_BEFORE}|[,(]\s*$", re.IGNORECASE
)
_INDEFINITE = re.compile(
    r"\b(?:an?|any|every|each|no|some|many|most|such|expectant|other|another|new|young|single|teenage|which|what|whether)"
    + _WORD_BEFORE,
    re.IGNORECASE,
)
_NOBODY = re.compile(r"\b(?:any|no|each|every|not (?:the|a))\s+(?:\w+ or )?$", re.IGNORECASE)
_SO_CALLED = re.compile(r"\b(?:called|named|as) [‘'“\"]$")  # a man called 'Uncle'
_IS_THE = re.compile(r"\b(?:is|was|are|were) (?:the|an?|her|his|their) $")
_SIDED = re.compile(r"(?:maternal|paternal)\b", re.IGNORECASE)
_NEW = re.compile(r"(?:new|then)\b", re.IGNORECASE)
_BIRTH_ORDER = re.compile(
    r"\b(?:older|oldest|elder|eldest|young|younger|youngest|other|previous|first|second|third|twin)\b", re.IGNORECASE
)
_AND_HER = re.compile(r",? and (?:his|her) (?:\w+ )?")  # "with his mother and her partner"
_COUNTED = re.compile(r"\b(?:two|three|four|five|six|seven|several|both|his|her|their)\s+(?:\w+\s+)?$", re.IGNORECASE)
_VIOLENCE = re.compile(r"\b(?:assault|violen|convict|offence|abus|order|threat|harass|attack)", re.IGNORECASE)
_SAYS_AGAIN = re.compile(r", (?:the |who (?:is|was) (?:the )?|his |her )?")
_NAME_AFTER = re.compile(
    r"(?:\s+(?:is|was|will be))?,?\s*[(“\"‘']*(?:(?:named|called|known as|referred to(?: here)? as|hereafter) )?[“\"‘']?"
    r"(?P<label>(?:Mr|Mrs|Ms|Miss|Adult|Male|Female|Child) [A-Z0-9]{1,2}(?!\w))"
    r"|,\s+(?P<letter>[B-HJ-Z])(?=[,.;)])"
    r"|(?:,|\s*\(|,? (?:named|called))?\s*(?P<name>[A-Z][a-z]{2,})(?=[,.;)]| (?:\(|and|was|is|had|who|lived|with)\b)"
)
_NAME = r"[A-Z][a-z]{2,}(?: \([^)]{1,12}\))?"
_NAMES_AFTER = re.compile(
    r",?\s+(?:\((?!\d)|(?:who (?:are|is|was|were) )?(?:(?:called|named|referred to (?:here )?as|known as) )?)"
    rf"(?P<names>{_NAME}(?:(?:, | and |, and ){_NAME})+)"
)
_NOT_NAMES = re.compile(
    r"The|This|That|She|They|When|After|Before|However|Children|Police|Health|Social|School|Hospital"
    r"|January|February|March|April|May|June|July|August|September|October|November|December"
)
_DESCRIBES = re.compile(r"(?:,\s*|\s*[(“\"‘']+|\s+(?=who ))(?:who (?:is|was) )?(?:the |an? |his |her |their )?$", re.IGNORECASE)
_SEVERAL = re.compile(r"\bSiblings (?:[A-Z]\d?|\d)(?P<rest>(?:(?:, | and | & |, and )(?:[A-Z]\d?|\d)(?!\w))+)")
_HAD_CHILDREN = re.compile(
    r"\b(?:had|has|with)\s+(?:an?|one|two|three|four|five|her|his)\s+(?:other\s+|much\s+)?"
    r"(?:older|previous|elder|other|grown[- ]up|young|younger|surviving)\s+(?:child|children|sons?|daughters?)\b",
    re.IGNORECASE,
)
_HAD = re.compile(r"^(?:had|has|with)\s+", re.IGNORECASE)
_HAD_BY_ANOTHER = re.compile(
    r"\b(?:[Mm]other|[Ff]ather|he|she|who)\s+(?:also\s+|already\s+)?(?:had|has)\s+(?P<children>(?:an?|one|two|three|four|five|other|older)\s+"
    r"(?:\w+\s+)?(?:child|children|sons?|daughters?))\s+(?:from|by|with|of)\s+(?:an?|his|her|another|previous|earlier|other)\s+"
    r"(?:(?:previous|earlier|former|different|other)\s+)?(?:relationships?|marriage|partners?|wife|husband|woman|man)\b",
    re.IGNORECASE,
)
_HAS = re.compile(r"\b(?:ha[sd]|and|with)\s+(?:an?|one)\s+(?:\w+\s+)?$", re.IGNORECASE)  # "had a brother"
_OTHER_PARENT = re.compile(
    r"\b(?:different|another|separate) (?P<parent>father|mother)s?\b|\bwhose own (?P<own>father|mother)\b", re.IGNORECASE
)
_CHILD_OF = re.compile(r",? (?:who (?:is|was) )?(?:the |a )?(?:\w+ )?(?:son|daughter|child) of\b")
_CITED = re.compile(r"\b(?:review|reviews|case|report|inquiry|death)\b[^.;]{0,40}$", re.IGNORECASE)


class Reading:
    """One paragraph of running text, read for the people it mentions."""

    def __init__(self, family: Family, paragraph: Paragraph) -> None:
        self.family, self.naming = family, family.naming
        self.paragraph, self.text = paragraph, paragraph.text
        self.mentions = family.naming.mentions(paragraph.text)

    def _add(self, role: str, label: str, span: tuple[int, int], key: str, defined: bool = False) -> None:
        self.family.add(role, label, self.paragraph, span, key, defined)

    def read(self) -> None:
        skipped = self._skipped()
        for several in _SEVERAL.finditer(self.text):
            for suffix in re.findall(r"[A-Z]\d?|\d", several["rest"]):
                label = f"Sibling {suffix}"
                self._add(self.naming.roles.get(label, "sibling"), label, several.span(), suffix)
        for index, mention in enumerate(self.mentions.all):
            if not mention.kin:
                self._label(index)
            elif not self._describes_label(index) and not any(start <= mention.start < end for start, end in skipped):
                self._kin(index)
        self._parentage()

    def _skipped(self) -> list[tuple[int, int]]:
        """Stretches whose kin words are read already or are of another review's family."""
        cells = self.paragraph.cells
        glossary = [(0, len(self.text))] if cells and cells[0].strip() in self.naming.roles else []  # it spells a label out
        elsewhere = [sentence_around(self.text, match.start()) for match in self.family.other.finditer(self.text)]
        return [*self.family.set_out.get(self.paragraph.id, ()), *glossary, *elsewhere]

    # Labels

    def _label(self, index: int) -> None:
        """A mention by a label: of a subject child, of somebody whom the review has set out or describes here."""
        mention, roles = self.mentions[index], self.naming.roles
        label, span = mention.text, (mention.start, mention.end)
        if label not in roles and (role := self._described_after(index)):
            key = "" if role in ONE_OF_A_KIND else label
            self.naming.learn(label, role, key)
            self._add(role, label, span, key, defined=True)
        elif case := self.family.subjects.get(label):
            self._add(SUBJECT, case.subject.label, span, case.subject.label)
        elif label in roles:
            self._add(roles[label], label, span, self.naming.keys.get(label, label))
        elif kin_words().adult.fullmatch(label) or kin_words().peer.fullmatch(label):
            self._add("other-adult" if is_labelled_adult(label) else "other-child", label, span, label, defined=True)
        elif label not in self.family.others and (is_labelled_adult(label) or self._of_the_case(mention)):
            self._add(UNKNOWN, label, span, label)

    def _described_after(self, index: int) -> str | None:
        """The role of "Ms A" in "Ms A, the mother of Child B" or "Ms A (mother)"."""
        mention = self.mentions[index]
        if index + 1 >= len(self.mentions) or self.naming.subject.fullmatch(mention.text) or not CODED.search(mention.text):
            return None
        following = self.mentions[index + 1]
        if not following.kin or not _DESCRIBES.fullmatch(self.text, mention.end, following.start):
            return None
        owner = self.mentions.owner(index + 1)
        return role_of(self.naming.role(self.mentions[owner]) if owner is not None else CHILD, following.kin, following.text)

    def _describes_label(self, index: int) -> bool:
        """Whether a kin word says who a labelled adult right before it is ("Mr X, the father of Sibling 2")."""
        owner = self.mentions.owner(index)
        label = self.mentions[index - 1] if index else None
        if label is None or not is_labelled_adult(label.text) or owner == index - 1:
            return False
        return _DESCRIBES.fullmatch(self.text, label.end, self.mentions[index].start) is not None

    def _of_the_case(self, mention: Mention) -> bool:
        """Whether a child's label with a letter or number belongs to this review and not to one that is cited."""
        before = self.text[max(0, mention.start - 60) : mention.start]
        return bool(labels_in(mention.text) and CODED.search(mention.text) and not _CITED.search(before))

    # Kin words

    def _kin(self, index: int) -> None:
        """Add the person whom a kin word stands for, where it is plain whose kin they are."""
        mention, owned = self.mentions[index], self.mentions.owner(index) is not None
        if mention.capital and mention.text in self.naming.roles and not owned:
            role, key = self.naming.roles[mention.text], self.naming.keys.get(mention.text, mention.text)
            self._add(role, mention.text, (mention.start, mention.end), key)
        elif not self._says_again(index):
            name = self._name_after(mention)
            whose = self._whose(index, named=name is not None)
            if whose:
                for kin in _PAIRS.get(mention.kin, (mention.kin,)):
                    self._kin_of(index, kin, *whose, name)

    def _kin_of(self, index: int, kin: str, owner: Mention | None, owner_role: str, name: re.Match[str] | None) -> None:
        mention = self.mentions[index]
        role = role_of(owner_role, kin, mention.text)
        if role is None or (role == "sibling" and kin == "child" and not _BIRTH_ORDER.search(mention.text)):
            return
        if kin == "child" and _IS_THE.search(self.text[: mention.start]):  # "he was the elder child of Mother" is the child
            return
        span = (self.mentions.begin(index), mention.end)
        if kin != mention.kin:  # one of "the maternal grandparents"
            self._add(role, f"{owner.text}’s {kin}" if owner else kin.replace("-", " "), (mention.start, mention.end), "")
        elif role in SIBLINGS and (names := _NAMES_AFTER.match(self.text, mention.end)):
            for label in re.findall(r"[A-Z][a-z]{2,}", names["names"]):
                if label not in self.family.subjects:
                    self._add(role, label, names.span("names"), label)
        elif name and kin != "child":
            label, key = name[name.lastgroup or 0], "" if role in ONE_OF_A_KIND else name[name.lastgroup or 0]
            self.naming.learn(label, role, key)
            self._add(role, label, name.span(name.lastgroup or 0), key, defined=True)
        else:
            by_role = owner_role == CHILD or role in _KEYED_BY_ROLE
            key = key_of(role, mention) if by_role else f"{owner.text if owner else owner_role}/{kin}"
            self._add(role, self._owned_label(index, owner), span, key)

    def _owned_label(self, index: int, owner: Mention | None) -> str:
        """The words for a person with whose kin they are: "Mother's partner", "Father of Siblings 1"."""
        mention, begin = self.mentions[index], self.mentions.begin(index)
        if owner is None or begin < mention.start:
            return self.text[begin : mention.end]
        return self.text[mention.start : owner.end] if owner.start > mention.start else f"{owner.text}’s {mention.text}"

    def _whose(self, index: int, named: bool) -> tuple[Mention | None, str] | None:
        """Whose kin a kin word is: (the owner where named, the owner's role); None where it is not plain or nobody is meant."""
        mention = self.mentions[index]
        kin, before = mention.kin, self.text[max(0, mention.start - 40) : mention.start]
        owner = self.mentions.owner(index)
        if _NOBODY.search(before) or _SO_CALLED.search(before):
            return None
        if owner is not None:
            return self.mentions[owner], self.naming.role(self.mentions[owner])
        if _SIDED.match(mention.text) or kin in SIBLINGS[1:]:
            return None, CHILD
        pronoun = _PRONOUN.search(before)
        if kin in PARENTS and index and _AND.fullmatch(self.text, self.mentions[index - 1].end, mention.start):
            first = self.mentions[index - 1]
            if first.kin in PARENTS and _PRONOUN.search(self.text[max(0, first.start - 40) : first.start]):
                return self._whose(index - 1, named=False)  # "her mother and stepfather"
        if pronoun and kin in SIBLINGS and mention.capital:  # "her Sister", a label
            return None, CHILD
        if pronoun:
            return self._whose_by_pronoun(index, pronoun, named)
        if mention.capital or (kin in SIBLINGS and (_BIRTH_ORDER.search(mention.text) or _COUNTED.search(before))):
            return None, CHILD
        if _INDEFINITE.search(before):
            if kin in _NEEDS_NONE:
                victim = kin != "ex-partner" or _VIOLENCE.search(self.text, *sentence_around(self.text, mention.start))
                return (None, CHILD) if victim else None
            antecedent, role = self.mentions.antecedent(index, None) if kin in ("sibling", "aunt", "uncle") else (None, None)
            has = kin == "sibling" and role == CHILD and _HAS.search(before)
            return (antecedent, role) if role and (role != CHILD or has) else None
        plain = _DETERMINER.search(before) or mention.start < 4
        return (None, CHILD) if plain and kin not in _NEEDS_AN_OWNER else None

    def _whose_by_pronoun(self, index: int, pronoun: re.Match[str], named: bool) -> tuple[Mention | None, str] | None:
        mention = self.mentions[index]
        antecedent: Mention | None
        role: str | None
        partner = mention.kin in ("partner", "spouse")
        beside = partner and index > 0 and _AND_HER.fullmatch(self.text, self.mentions[index - 1].end, mention.start)
        if beside and self.mentions[index - 1].kin:
            antecedent, role = self.mentions[index - 1], self.mentions.role(index - 1)
        else:
            antecedent, role = self.mentions.antecedent(index, pronoun)
        if role is None and mention.kin == "step-child":
            role = "mother"
        if role is None and named and re.match(r"(?:little|big|baby) ", mention.text):  # "her little brother, D," of a child
            role = CHILD
        shared = role == "half-sibling" and mention.kin == "mother" and not pronoun["own"]  # most share the mother
        unclear = partner and not beside and not named and not _NEW.match(mention.text)
        if role is None or shared or unclear or mention.kin in _BY_NAME_ONLY:
            return None
        return antecedent, role

    def _says_again(self, index: int) -> bool:
        """Whether a kin word only says again who was just named: "Mother's partner, the half-brother's father"."""
        owner = self.mentions.owner(index)
        first = index if owner is None or owner > index else owner
        before = self.mentions[first - 1] if first else None
        if before is None or before.kin not in _PARTNERS or self.mentions[index].kin not in ("father", "mother", *_PARTNERS):
            return False
        if self.mentions.owns_next(index) or not _SAYS_AGAIN.fullmatch(self.text, before.end, self.mentions[first].start):
            return False
        for known in self.family.known:
            known.mentions += any(name.endswith(before.text) for name in known.names)
        return True

    def _name_after(self, mention: Mention) -> re.Match[str] | None:
        """The label or first name that follows a kin word: "her partner, Darren,", "the mother (Ms V)"."""
        match = _NAME_AFTER.match(self.text, mention.end)
        if match is None:
            return None
        name, bare = match[match.lastgroup or 0], self.text[mention.end] == " "  # "the mother Chloe", not "Mother Midwife was"
        known = self.naming.subject.fullmatch(name) or _NOT_NAMES.fullmatch(name) or (not match["label"] and kin_of(name))
        return None if known or (match["name"] and bare and mention.capital) else match

    # Parents

    def _parentage(self) -> None:
        """What the text says of the parents of siblings: other children of the mother, another father."""
        mothers = [mention for mention in self.mentions.all if mention.kin == "mother"]
        children = _HAD_CHILDREN.search(self.text)
        if children and any(mother.end <= children.start() for mother in mothers):
            self._add("sibling", _HAD.sub("", children[0]), children.span(), VAGUE)
        if halves := _HAD_BY_ANOTHER.search(self.text):
            self._add("half-sibling", _HAD.sub("", halves["children"]), halves.span("children"), VAGUE)
        for index, mention in enumerate(self.mentions.all[:-2]):
            if self._is_sibling(mention) and _CHILD_OF.match(self.text, mention.end):
                parents = [m for m in self.mentions.all[index + 2 : index + 4] if m.start - mention.end < 60]
                if _PARENTS_OF_HALF.intersection(map(self.naming.role, parents)):
                    self.family.halve(mention)  # "Little Sister, the daughter of Mother and Stepfather"
        for other in _OTHER_PARENT.finditer(self.text):
            near = [m for m in self.mentions.all if 0 <= other.start() - m.end < 40 and (m.kin == "child" or self._is_sibling(m))]
            if near:
                parent = (other["parent"] or other["own"]).lower()
                self.family.halve(near[-1])
                self._add("other-adult", f"{near[-1].text}’s {parent}", other.span(), f"{near[-1].text}/{parent}")

    def _is_sibling(self, mention: Mention) -> bool:
        return mention.kin in SIBLINGS or mention.text in self.naming.roles


def key_of(role: str, mention: Mention) -> str:
    """What tells persons of one role apart: a number or letter of their own, the label of a sibling, else birth order and sex."""
    if mention.suffix:
        return mention.suffix
    if mention.kin == "ex-partner":
        return mention.kin  # not the partner of now
    if role in SIBLINGS:
        words = re.split(r"[\s-]", mention.text)
        if all(word[0].isupper() for word in words) and not words[-1].endswith("s"):
            return mention.text
        old, young = (re.search(stem, mention.text, re.IGNORECASE) for stem in (r"\b(?:old|eld)", r"\byoung"))
        noun = {"male": "brother", "female": "sister"}.get(sex_of(mention.text) or "", "")
        return f"{VAGUE}{'older ' if old else 'younger ' if young else ''}{noun}"
    return sex_of(mention.text) or "" if role == "step-grandparent" else ""
