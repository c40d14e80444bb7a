"""Words for people in a text, and whose kin they are: "Mother's partner's mother", "the father of Sibling 1", "his sister"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

import msgspec

from loaders.reading.evidence import sentence_around
from loaders.reading.labels import labels_in
from loaders.reading.vocabulary import pattern, vocabulary

CHILD = "child"
"""The role of the subject child as an owner: what nobody else's kin is said to be, is the child's."""

SIBLINGS = ("sibling", "half-sibling", "step-sibling")

_OUTSIDE = frozenset(  # owners whose kin are people of the case, but no kin of the child
    ["mothers-partner", "fathers-partner", "step-father", "step-mother", *SIBLINGS[1:], "other-adult", "other-child", "anyone"]
)
_KIN_AND_NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+")  # "Uncle Ben"
_CODE = r"(?:[A-Z]{1,2}\d{0,2}|\d{1,2})"
SUFFIX = re.compile(rf" (?P<suffix>{_CODE}(?![\w%])(?!\.\d))")
CODED = re.compile(rf" {_CODE}$")
_BOTH = r"(?:current|present|new|former|previous)\s+(?:and|or)"  # "Mother's current and former partners"
_ORDER = rf"(?:(?:own|first|late|new|younger|older|elder|eldest|youngest|other|{_BOTH})\s+)"
_POSSESSIVE = re.compile(rf"['’]s?\s+{_ORDER}*$")
_OF = re.compile(r"\s+(?:of|to)\s+(?:(?:the|both|all)\s+)?(?:[\w ]{1,30}['’]s?\s+)?$")
_LISTED = re.compile(r",?\s*(?:,|and|&)\s*")
_OF_THE_TOPIC = frozenset([*SIBLINGS, "parents", "grandmother", "grandfather", "aunt", "uncle", "cousin"])
PARENTS = frozenset(["father", "mother", "step-father", "step-mother"])
_GOES_ON = re.compile(r"\s*(?:She|He)\b")
_NEVER_AN_OWNER = frozenset(["foster-carer", "friend", "lodger", "children", "parents"])


class _Words(msgspec.Struct):
    kin: dict[str, list[str]]
    abbreviations: dict[str, list[str]]
    ambiguous: list[str]
    relations: dict[str, dict[str, str]]
    female: list[str]
    male: list[str]
    adults: list[str]
    peers: list[str]
    titles: list[str]
    family_sections: list[str]
    family_columns: list[str]


class _Patterns:
    def __init__(self) -> None:
        words = vocabulary("family", _Words)
        self.kinds = {kin: pattern(phrases) for kin, phrases in words.kin.items()}
        self.any_kin = pattern(phrase for phrases in words.kin.values() for phrase in phrases)
        self.abbreviations = {word: kin for kin, short in words.abbreviations.items() for word in short}
        plain = sorted(set(self.abbreviations) - set(words.ambiguous), key=len, reverse=True)
        self.abbreviation = re.compile(rf"(?<![\w-])(?:{'|'.join(plain)})(?!\w)")
        self.relations = words.relations
        self.sexes = {word: sex for sex, listed in (("female", words.female), ("male", words.male)) for word in listed}
        self.adult, self.peer = (
            re.compile(rf"(?<![\w-])(?:{'|'.join(listed)})\s(?:[A-Z]{{1,2}}\d?|\d{{1,2}}|One|Two|Three|Four|Five)(?!\w)(?!\.\d)")
            for listed in (words.adults, words.peers)
        )
        self.titled = re.compile(rf"(?<!\w)(?:Mr (?:and|&) Mrs|{'|'.join(words.titles)})\s[A-Z]{{1,2}}(?!\w)")
        self.family_section, self.family_column = pattern(words.family_sections), pattern(words.family_columns)


kin_words = cache(_Patterns)
"""The vocabulary ``family.yaml``, compiled."""


@lru_cache(maxsize=4096)
def kin_of(word: str) -> str | None:
    """The kin that a word or a label means ("Half-sister", "MGM", "Sibling 2"), as in ``family.yaml``."""
    bare = SUFFIX.sub("", word)
    folded = " ".join(bare.replace("-", " ").split())
    words = kin_words()
    return words.abbreviations.get(bare) or next((kin for kin, phrase in words.kinds.items() if phrase.fullmatch(folded)), None)


def sex_of(words: str) -> str | None:
    """The sex that a kin word tells, if any."""
    sexes = kin_words().sexes
    return next((sex for word in re.split(r"[\s-]+", words) if (sex := sexes.get(word) or sexes.get(word.lower()))), None)


def role_of(owner_role: str, kin: str, word: str) -> str | None:
    """The family role of someone's kin: role_of("mother", "sibling", "younger sister") is "aunt". None: no person of the case."""
    relations = kin_words().relations
    role = relations.get(owner_role, {}).get(kin)
    if role is None and owner_role in _OUTSIDE:
        role = relations["anyone"].get(kin)
    if role == "parents-sibling":
        return {"female": "aunt", "male": "uncle"}.get(sex_of(word) or "", "other-relative")
    if role is None and owner_role == CHILD and kin in ("grandmother", "grandfather"):
        return f"maternal-{kin}"
    return role


def is_labelled_adult(label: str) -> bool:
    """Whether a label is an adult's who is called by no kin word: "Adult 1", "Mr T"."""
    words = kin_words()
    return bool(words.adult.fullmatch(label) or words.titled.fullmatch(label))


@dataclass(frozen=True, slots=True)
class Mention:
    """A word for a person at ``start:end`` of a text: a kin word, or a label (then ``kin`` is "")."""

    start: int
    end: int
    text: str
    kin: str = ""
    suffix: str = ""

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


@dataclass
class Naming:
    """How one review names its people: the forms of the subject children's labels, and what the review itself explains."""

    subject: re.Pattern[str]
    sexes: dict[str, str] = field(default_factory=dict)  # form of a subject's label -> sex
    roles: dict[str, str] = field(default_factory=dict)  # label -> role
    keys: dict[str, str] = field(default_factory=dict)  # label -> what tells the person apart from others of the role
    first_names: re.Pattern[str] = re.compile(r"(?!)")
    half: bool = False  # whether the review speaks of a half-sibling without a label

    def learn(self, label: str, role: str, key: str) -> None:
        """Keep what the review says of a label; the first word on it counts."""
        self.roles.setdefault(label, role)
        self.keys.setdefault(label, key)

    def learn_first_names(self) -> bool:
        """Make first names that have been learned mentions of their own; False where there are none."""
        names = [label for label in self.roles if re.fullmatch(r"[A-Z][a-z]{2,}", label) and not kin_of(label)]
        if names:
            self.first_names = re.compile(rf"(?<![\w-])(?:{'|'.join(names)})(?!\w)")
        return bool(names)

    def role(self, owner: Mention | None) -> str:
        """The role of a mention as an owner of kin."""
        if owner is None or self.subject.fullmatch(owner.text):
            return CHILD
        if role := self.roles.get(owner.text):
            return role
        if not owner.kin:
            return "other-adult" if is_labelled_adult(owner.text) else "other-child"
        if owner.kin in ("child", "children"):
            return CHILD
        if owner.kin in SIBLINGS and self.half:
            return "half-sibling"
        return role_of(CHILD, owner.kin, owner.text) or ("mothers-partner" if owner.kin == "partner" else "anyone")

    def mentions(self, text: str) -> Mentions:
        """The words for people in a text, in order; where they overlap, the longest of the first."""
        words = kin_words()
        found = [_kin_mention(text, match) for match in words.any_kin.finditer(text)]
        found += [_kin_mention(text, match) for match in words.abbreviation.finditer(text)]
        for labels in (self.subject, words.adult, words.peer, words.titled, self.first_names):
            found += [Mention(match.start(), match.end(), match[0]) for match in labels.finditer(text)]
        found += [Mention(label.start, label.end, label.text) for label in labels_in(text) if kin_of(label.text) not in SIBLINGS]
        for label in self.roles:
            if _KIN_AND_NAME.fullmatch(label) and kin_of(label.partition(" ")[0]):
                found += [Mention(match.start(), match.end(), label) for match in re.finditer(rf"\b{label}\b", text)]
            if len(label) < 3 and not kin_of(label):
                short = re.compile(rf"(?<![\w.’'-]){re.escape(label)}(?![\w.’'-]|\s[A-Z])")
                found += [Mention(match.start(), match.end(), label) for match in short.finditer(text)]
        found.sort(key=lambda mention: (mention.start, -mention.end, mention.kin != ""))
        kept: list[Mention] = []
        for mention in found:
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        return Mentions(self, text, kept)


def _kin_mention(text: str, match: re.Match[str]) -> Mention:
    """A kin word with the letter or number that belongs to it ("Mother D"); of "Siblings 1 and 2" the first, as "Sibling 1"."""
    kin = kin_of(match[0]) or ""
    suffix = SUFFIX.match(text, match.end()) if match[0][0].isupper() else None
    if suffix is None or suffix["suffix"] == "I":
        return Mention(match.start(), match.end(), match[0], kin)
    word = match[0].removesuffix("s") if kin in SIBLINGS else match[0]
    return Mention(match.start(), suffix.end(), word + suffix[0], kin, suffix["suffix"])


class Mentions:
    """The words for people in one text, and whose kin each is."""

    def __init__(self, naming: Naming, text: str, mentions: list[Mention]) -> None:
        self.naming, self.text, self.all = naming, text, mentions

    def __getitem__(self, index: int) -> Mention:
        return self.all[index]

    def __len__(self) -> int:
        return len(self.all)

    def owns_next(self, index: int) -> bool:
        """Whether a mention is the owner in a possessive: "Mother" in "Mother's partner"."""
        if index + 1 >= len(self.all) or self.text[self[index].end : self[index].end + 1] not in ("'", "’"):
            return False
        return _POSSESSIVE.fullmatch(self.text, self[index].end, self[index + 1].start) is not None

    def owner(self, index: int) -> int | None:
        """The mention whose kin this one is, by a possessive or an "of"; of a list ("father of Child B, Child C and Child D")
        the subject child, else the first."""
        if index and self.owns_next(index - 1):
            return index - 1
        heads = [i for i in range(index + 1, min(index + 8, len(self.all))) if not self.owns_next(i)]
        if not heads or not _OF.match(self.text[self[index].end : self[heads[0]].start]):
            return None
        listed = heads[:1]
        for head in heads[1:]:
            if not _LISTED.fullmatch(self.text, self[listed[-1]].end, self[head].start):
                break
            listed.append(head)
        return next((head for head in listed if self.naming.subject.fullmatch(self[head].text)), listed[0])

    def begin(self, index: int) -> int:
        """The character a mention begins at, with whose it is: that of "Mother" in "Mother's partner"."""
        return self[index - 1].start if index and self.owns_next(index - 1) else self[index].start

    def role(self, index: int) -> str:
        """The role of a mention as an owner, with whose kin it is itself."""
        mention, owner = self[index], self.owner(index)
        if not mention.kin:
            return self.naming.role(mention)
        role = role_of(self.naming.role(self[owner]) if owner is not None else CHILD, mention.kin, mention.text)
        return role or self.naming.role(mention)

    def antecedent(self, index: int, pronoun: re.Match[str] | None) -> tuple[Mention | None, str | None]:
        """Whom "his" or "her" before a kin word stands for: (the mention, its role), if one person of that sex is named before it
        in the sentence; (None, the child's role) where it is the child's parent or sibling; (None, None) where it is not plain.

        Without a pronoun ("a sister"), the one person who is named before.
        """
        kin, sentence = self[index].kin, sentence_around(self.text, self[index].start)[0]
        heads = [i for i in range(index) if self[i].start >= sentence and not self.owns_next(i)]
        if pronoun and heads and (pronoun["own"] or pronoun["word"].lower() == "whose"):
            return self[heads[-1]], self.naming.role(self[heads[-1]])
        if pronoun:  # "his mother … and his two siblings": one and the same "his"
            again = re.compile(rf"\b{pronoun['word']}\s+(?:\w+\s+)?$", re.IGNORECASE)
            heads = [i for i in heads if not again.search(self.text[max(0, self.begin(i) - 20) : self.begin(i)])]
        wanted = {"his": "male", "her": "female"}.get(pronoun["word"].lower()) if pronoun else None
        fitting = self._fitting(heads, wanted, kin)
        topics: tuple[str, ...] = ()  # of whom the sentence before may speak alone
        if kin in _OF_THE_TOPIC and self.text[:sentence].strip():
            topics = (CHILD,)  # "Niamh was the eldest. Her sisters …"
        elif kin in PARENTS and _GOES_ON.match(self.text, sentence):
            topics = ("mother", "father")  # "… of the mother. She lived with her father"
        if pronoun and not heads and topics:
            before = self._fitting(self._heads_before(sentence), wanted, kin)
            fitting = before if len(before) == 1 and next(iter(before)) in topics else {}
        first = next(iter(fitting), None)
        if first and (len(fitting) == 1 or (first == CHILD and kin in SIBLINGS)):
            return (None if first == CHILD else fitting[first]), first
        return (None, CHILD) if not fitting and kin in ("mother", "father") else (None, None)

    def _heads_before(self, sentence: int) -> list[int]:
        """The mentions of the sentence before the one that starts at a character, owners left out."""
        start, end = sentence_around(self.text, len(self.text[:sentence].rstrip()) - 1)
        return [i for i, mention in enumerate(self.all) if start <= mention.start < end and not self.owns_next(i)]

    def _fitting(self, heads: list[int], wanted: str | None, kin: str) -> dict[str, Mention]:
        """The roles of those among ``heads`` whose kin a word may be, each with its first mention."""
        fitting: dict[str, Mention] = {}
        for i in heads:
            head = self[i]
            sex = sex_of(head.text) if head.kin else self.naming.sexes.get(head.text)
            unfit = head.kin in _NEVER_AN_OWNER or (wanted and sex and sex != wanted)
            if unfit or (kin in ("partner", "spouse") and not head.kin):
                continue
            role = self.role(i)
            fitting.setdefault(CHILD if role == "sibling" and kin not in SIBLINGS else role, head)  # siblings share their parents
        return fitting
