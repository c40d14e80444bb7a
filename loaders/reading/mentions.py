"""Who is mentioned where: agencies, professionals who stand for them, family, the review itself, pronouns.

Names come from vocabulary/agencies.yaml and vocabulary/actors.yaml, and from the review itself: what it explains once
("the perinatal service (Lantern)", "Waymark, the missing-from-home charity", a glossary) it uses bare afterwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, zip_longest
from typing import Any

from loaders.documents.model import Document, Kind, Paragraph
from loaders.reading.grammar import GRAMMAR
from loaders.reading.lexicon import Lexicon
from loaders.reading.text import Token, sentences_of, tokens_of
from loaders.reading.vocabulary import vocabulary as read_vocabulary

_CODE = re.compile(r"\d{1,2}[A-Za-z]?|[A-Z]\d{0,2}")
_LIST = re.compile(r"\s*(?:[,;/]|\band\b|\bor\b|\bto\b)\s*")
_ACRONYM = re.compile(r"[A-Z][A-Za-z&]{0,3}[A-Z]s?\d{0,2}")
# Heads whose own name is used bare afterwards ("Rosewood Surgery" ... "Rosewood"): those of single places, not of whole councils.
_NAMED_PLACES = frozenset(
    {"general-practice", "hospital", "education", "early-years", "childrens-centre", "housing", "voluntary"}
)
_OFTEN = 8  # times that a review writes a letter for somebody before it is taken for a person
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}[:.]\d\d|^\d")
_DATED = re.compile(r".{0,24}(?:\b(?:19|20)\d\d\b|\d{1,2}[./]\d{1,2}[./]\d\d).{0,24}")  # a cell that holds little but a date
_EQUATION = re.compile(r"(?:^|[;:,])([^;:,=]{2,40})=([^;=]{3,120}?)(?=;|$|\.\s|\.$)")
_ACRONYM_LINE = re.compile(r"([A-Z][A-Za-z&]{0,5}[A-Z]s?)\s*(?::|–|—|-)\s+(.{3,100})")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase of the vocabulary stands for. ``kind``: agency, family, process, nobody. ``role``: "", generic, meeting,
    anaphor."""

    kind: str
    type: str = ""
    role: str = ""
    fits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens ``first`` to ``last`` (exclusive) that name an actor; ``kind`` as in Meaning, or pronoun, or name (a capitalised
    name that nothing explains); ``type`` an agency type, "" where only the context can tell."""

    first: int
    last: int
    kind: str
    text: str
    type: str = ""
    role: str = ""
    fits: tuple[str, ...] = ()
    possessive: bool = False
    local: bool = False

    @property
    def is_agency(self) -> bool:
        return self.kind == "agency"


@cache
def vocabulary() -> Lexicon[Meaning]:
    """The field's general names, from the vocabulary files."""
    lexicon: Lexicon[Meaning] = Lexicon()
    for entry in read_vocabulary("agencies", list[dict[str, Any]]):
        meaning = Meaning(
            "agency", entry["type"] if entry["type"] != "anaphor" else "", entry.get("role", ""), tuple(entry.get("fits", ()))
        )
        lexicon.add_all(entry["phrases"], meaning)
    for entry in read_vocabulary("actors", list[dict[str, Any]]):
        lexicon.add_all(entry["phrases"], Meaning(entry["class"]))
    return lexicon


@cache
def implied() -> Lexicon[str]:
    """Words that suggest an agency type where none is named (vocabulary/implied.yaml)."""
    lexicon: Lexicon[str] = Lexicon()
    for agency_type, phrases in read_vocabulary("implied", dict[str, list[str]]).items():
        lexicon.add_all(phrases, agency_type)
    return lexicon


def implied_types(tokens: Sequence[Token]) -> list[str]:
    """The agency types that the words of a sentence suggest, the most suggested first."""
    counts: dict[str, int] = {}
    for i in range(len(tokens)):
        if match := implied().match(tokens, i):
            counts[match[1]] = counts.get(match[1], 0) + 1
    return sorted(counts, key=lambda t: -counts[t])


class Namer:
    """Finds the mentions of one review: the general vocabulary and the names learned from its own explanations."""

    def __init__(self, local: Lexicon[Meaning] | None = None, common_words: frozenset[str] = frozenset()) -> None:
        self._general = vocabulary()
        self._local: Lexicon[Meaning] = local or Lexicon()
        self._common = common_words
        self._read: dict[str, list[tuple[list[Token], list[Mention]]]] = {}
        self._whole: dict[str, str] = {}  # names by which one agency goes in full ("Rosewood Surgery")
        self._owners: dict[str, set[str]] = {}  # title that several services have ("Support Worker") -> whose it was said to be
        self._letters: frozenset[str] = frozenset()  # letters that stand for somebody of the family ("M was taken to hospital")
        self.learned: dict[str, str] = {}
        self.forms: Lexicon[str] = Lexicon()  # the review's own names of notification forms ("CF9")

    @classmethod
    def for_document(cls, document: Document) -> Namer:
        """A namer that has learned the local names of a document, from its whole text: use may come before explanation."""
        texts = [(p, tokens_of(p.text)) for p in document.paragraphs if p.kind is not Kind.FURNITURE]
        common = frozenset(t.lower for p, tokens in texts for t in tokens if t.text[0].islower())
        namer = cls(common_words=common)
        letters = Counter(_letter(tokens, i) for _, tokens in texts for i in range(len(tokens)))
        namer._letters = frozenset(letter for letter, times in letters.items() if letter and times >= _OFTEN)
        for _ in range(2):  # a name explained by another local name needs a second look
            known = len(namer.learned)
            for paragraph, _tokens in texts:  # a glossary's word stands against a guess from a sentence
                for row in _glossary_rows(paragraph):
                    namer._learn_from_row(row)
            for _paragraph, tokens in texts:
                namer._learn(tokens)
            if len(namer.learned) == known:
                break
        for title, owners in namer._owners.items():
            if len(owners) == 1 and "" not in owners:
                namer._add(tokens_of(title), next(iter(owners)), redefines=True)
        namer._shorten(tokens for _paragraph, tokens in texts)
        namer._read.clear()
        return namer

    def sentences(self, text: str) -> list[tuple[list[Token], list[Mention]]]:
        """The sentences of a paragraph's text, each with its mentions. Remembered, since several stages ask."""
        if text not in self._read:
            tokens = tokens_of(text)
            stretches = [tokens[first:last] for first, last in sentences_of(text, tokens)]
            self._read[text] = [(stretch, self.mentions(stretch)) for stretch in stretches]
        return self._read[text]

    def mentions(self, tokens: Sequence[Token]) -> list[Mention]:
        """All mentions of a token sequence, in order, not overlapping."""
        found: list[Mention] = []
        i = 0
        while i < len(tokens):
            mention = self._at(tokens, i)
            if mention is None:
                i += 1
                continue
            found.append(mention)
            i = mention.last
        return _merge_modifiers(found, tokens)

    def agency_types(self, text: str) -> list[str]:
        """The agency types named in a text, in order of first mention, each once."""
        types = [m.type for m in self.mentions(tokens_of(text)) if m.is_agency and m.type]
        return list(dict.fromkeys(types))

    def _at(self, tokens: Sequence[Token], i: int) -> Mention | None:
        token = tokens[i]
        if not token.is_word:
            return None
        general, local = self._general.match(tokens, i), self._local.match(tokens, i)
        match = max((m for m in (general, local) if m), key=lambda m: m[0], default=None)
        if match and local and match[0] == local[0]:
            match = local
        if (
            match
            and token.lower in GRAMMAR["articles"]
            and i + 1 < len(tokens)
            and (inner := self._general.match(tokens, i + 1))
            and inner[0] > match[0]
        ):
            return None  # "the family support manager" is no family, "the school nurse" no school
        if (
            match
            and match[1].role == "anaphor"
            and match[0] == i + 2
            and tokens[i + 1].text[0].isupper()
            and self._local.match(tokens, i + 1)
        ):
            return None  # "the Team", which the review has explained
        if match:
            last, meaning = match
            if _only_a_common_word(tokens, i, last, meaning):
                return None
            while (
                last < len(tokens)
                and _CODE.fullmatch(tokens[last].text)
                and meaning.kind == "agency"
                and meaning.role != "generic"
            ):
                if tokens[last].text in ("A", "I") and last + 1 < len(tokens) and tokens[last + 1].text[0].islower():
                    break
                last += 1
            text = " ".join(t.text for t in tokens[i:last])
            possessive = tokens[last - 1].lower.endswith(("'s", "s'")) or (
                last < len(tokens) and tokens[last].text in "'’" and tokens[last].start == tokens[last - 1].end
            )
            return Mention(i, last, meaning.kind, text, meaning.type, meaning.role, meaning.fits, possessive, match is local)
        if token.lower in GRAMMAR["pronouns"] or (
            token.lower == "her" and (i + 1 == len(tokens) or tokens[i + 1].lower in GRAMMAR["after-her"])
        ):
            return Mention(i, i + 1, "pronoun", token.text)
        if _letter(tokens, i) in self._letters:
            return Mention(i, i + 1, "family", token.text, possessive=token.lower.endswith("'s"))
        if self._is_name(tokens, i):
            last = i + 1
            while (
                last < len(tokens)
                and self._is_name(tokens, last)
                and tokens[last].start == tokens[last - 1].end + 1
                and not self._general.match(tokens, last)
            ):
                last += 1
            return Mention(
                i, last, "name", " ".join(t.text for t in tokens[i:last]), possessive=tokens[last - 1].lower.endswith("'s")
            )
        return None

    def _is_name(self, tokens: Sequence[Token], i: int) -> bool:
        """A capitalised word that the review never writes in lower case."""
        token = tokens[i]
        bare = token.lower.removesuffix("'s")
        return (
            token.text[0].isupper()
            and len(bare) > 1
            and bare not in self._common
            and bare not in GRAMMAR["never-names"]
            and token.is_word
        )

    def _learn(self, tokens: Sequence[Token]) -> None:
        self._learn_form(tokens)
        mentions = self.mentions(tokens)
        agencies = [m for m in mentions if m.is_agency]
        for first, last in self._names(tokens, mentions):
            self._learn_name(tokens, first, last, agencies)
        for mention, following in zip_longest(agencies, agencies[1:]):
            self._learn_title(tokens, mention, following)
            if mention.type and mention.role in ("", "meeting"):
                self._learn_bracket(tokens, mention)
                self._learn_apposed(tokens, mention)
                self._learn_own_name(tokens, mention)

    def _learn_title(self, tokens: Sequence[Token], mention: Mention, following: Mention | None) -> None:
        """her Personal Adviser at Connexions, the school's Support Worker: whose a title is that several services have."""
        match = self._general.match(tokens, mention.first)
        if match is None or match[1].role != "anaphor":
            return
        title = [t for t in tokens[mention.first : match[0]] if t.lower not in GRAMMAR["articles"]]
        if len(title) < 2 or not all(t.text[0].isupper() for t in title):
            return
        if mention.role == "" and mention.first > 0 and tokens[mention.first - 1].lower.endswith(("'s", "s'")):
            owner = mention.type
        elif following and tokens[mention.last].lower in ("at", "from") and following.first - mention.last <= 2:
            owner = following.type
        else:
            return
        self._owners.setdefault(" ".join(t.text for t in title), set()).add(owner)

    def _learn_bracket(self, tokens: Sequence[Token], mention: Mention) -> None:
        """the perinatal service (Lantern); the Public Protection Unit ("PPU")."""
        i = mention.last
        if i + 2 < len(tokens) and tokens[i].lower in ("at", "in", "of") and self._is_name(tokens, i + 1):
            i += 2  # the Royal Infirmary at Harnley ("the Royal")
        if i >= len(tokens) or tokens[i].text != "(":
            return
        inside: list[Token] = []
        for token in tokens[i + 1 : i + 9]:
            if token.text == ")":
                quoted = tokens[i + 1].text in "\"“'‘" or tokens[i + 1].lower == "the"
                after = next((t.lower for t in tokens[i + len(inside) + 1 :][:2] if t.is_word), "")
                if _FORM_HEAD.fullmatch(after):
                    return  # "(NRM) referral"
                short = _abbreviates(inside, tokens[:i])
                if quoted or short or not any(m.is_agency for m in self.mentions(inside)):
                    self._add(inside, mention.type, explained=quoted or short, redefines=short)
                return
            if token.is_word:
                inside.append(token)
            elif token.text not in "\"“”'‘’&":
                return

    def _learn_form(self, tokens: Sequence[Token]) -> None:
        """a vulnerable person report (VPR): a form that the review calls by its letters afterwards."""
        for i in range(1, len(tokens) - 2):
            if tokens[i].text == "(" and _FORM_HEAD.fullmatch(tokens[i - 1].lower):
                name = next((t for t in tokens[i + 1 : i + 4] if t.is_word), None)
                if name is not None and _ACRONYM.fullmatch(name.text) and any(t.text == ")" for t in tokens[i + 2 : i + 5]):
                    self.forms.add(name.text, "form")

    def _learn_apposed(self, tokens: Sequence[Token], mention: Mention) -> None:
        """the charity Waymark; the family's health visitor, Mrs Dunn; her social worker, SW2."""
        i = mention.last
        comma = i < len(tokens) and tokens[i].text in (",", ":")
        if comma and mention.first > 0 and tokens[mention.first - 1].text == ",":
            return  # one of a list
        i += comma
        called = i + 1 < len(tokens) and tokens[i].lower in ("called", "named", "known")
        if called:
            i += 2 if tokens[i + 1].lower in ("as", "here") else 1
        name: list[Token] = []
        while (
            i < len(tokens)
            and len(name) < 4
            and (self._is_name(tokens, i) or tokens[i].lower in GRAMMAR["titles"])
            and not self._general.match(tokens, i)
        ):
            name.append(tokens[i])
            i += 1
        closed = i >= len(tokens) or (tokens[i].text in ",.;:)" and not _list_goes_on(tokens, i))
        titled = bool(name) and name[0].lower in GRAMMAR["titles"]
        # A capitalised name that goes on without a comma is one name: "Police National Database", not the charity Waymark.
        apposed = closed if comma else called or titled or tokens[mention.last - 1].text[0].islower()
        if name and not mention.possessive and apposed and not name[-1].lower.endswith("'s"):
            self._add(name, mention.type)

    def _learn_own_name(self, tokens: Sequence[Token], mention: Mention) -> None:
        """Rosewood Surgery, later "Rosewood"."""
        if mention.type not in _NAMED_PLACES or mention.local or tokens[mention.last - 1].lower not in GRAMMAR["named-heads"]:
            return
        first = mention.first
        while first < mention.last and not self._general.match(tokens, first):
            first += 1
        name = tokens[mention.first : first]
        if not name or first == mention.last or not tokens[first].text[0].isupper() or not all(map(_capital, name)):
            return
        if len(name) > 1:
            self._add(name, mention.type)
        elif mention.type != "hospital":  # those are called after their towns
            self._whole[" ".join(t.text for t in tokens[mention.first : mention.last])] = mention.type

    def _names(self, tokens: Sequence[Token], mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
        """Runs of capitalised words that may be a name ("Waymark", "Alder House", "Plan B"), as token ranges."""
        taken = {i for m in mentions if m.is_agency or m.kind == "process" for i in range(m.first, m.last)}
        i = 0
        while i < len(tokens):
            last = i
            while (
                last < len(tokens)
                and last not in taken
                and tokens[last].text[0].isupper()
                and (last == i or tokens[last].start == tokens[last - 1].end + 1)
            ):
                last += 1
            first = i
            while first < last and tokens[first].lower in GRAMMAR["never-names"]:
                first += 1
            if last - first > 1 or (last - first == 1 and self._is_name(tokens, first)):
                yield first, last
            i = max(last, i + 1)

    def _learn_name(self, tokens: Sequence[Token], first: int, last: int, agencies: Sequence[Mention]) -> None:
        """Waymark, the missing-from-home charity; Sorrel, which is a charity; Lantern (the perinatal service); Bridgeway is a
        drug and alcohol service, and Alder House the children's centre."""
        described = next((m for m in agencies if m.first > last and m.type), None)
        if described is None or described.role not in ("", "place") or described.first - last > 10:
            return
        words = [t.lower for t in tokens[last : described.first]]
        link, description = _link(words)
        if not link or not _plain(description, self._possessives(tokens, last + len(words) - len(description))):
            return
        if link == "," and (
            _list_goes_on(tokens, described.last)
            or (described.last < len(tokens) and tokens[described.last].lower not in GRAMMAR["apposition-goes-on"])
        ):
            return
        if link == "gap" and (first == 0 or tokens[first - 1].lower not in (",", "and", ";")):
            return
        self._add(tokens[first:last], described.type, explained=link not in (",", "("))

    def _possessives(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether a possessor stands at token ``i``: "CM-A is Child A's community midwife" explains CM-A."""
        return any(t.lower.endswith("'s") for t in tokens[i : i + 3])

    def _learn_from_row(self, cells: tuple[str, ...]) -> None:
        """A glossary or a table of services, either way round: "HV1 | Health visitor", "Drug service | Lantern; KW1"."""
        named = ""  # by the cell before, so that what comes after it describes no name any more
        for left, right in pairwise(cells):
            if not left or not right or left == named or len(left) > 80 or _DATE.search(left):
                continue
            if right.endswith(".") and len(right) > 80:
                continue
            if _FORM.search(right[:60]) and len(left.split()) <= 3 and any(c.isupper() for c in left):
                self.forms.add(left, "form")
                continue
            described, known = self._describes(right), self._describes(left)
            if GRAMMAR["no-service"].intersection(right.lower().split()[:9]):
                described = ""  # "EHCP | Education, Health and Care Plan"
            redefines = _article_and_word(left) or _abbreviates(tokens_of(left), tokens_of(right), opening=True)
            if described and (redefines or not known):
                for name in self._names_in(left, described):
                    self._add(tokens_of(name), described, explained=True, redefines=redefines)
            elif known and " " in left and len(right) < 120 and not _DATE.search(right):
                for name in self._names_in(right, known):
                    if len(name.split()) <= 3:
                        self._add(tokens_of(name), known, explained=True, redefines=_article_and_word(right))
                        named = right

    def _names_in(self, cell: str, agency_type: str) -> list[str]:
        """The names that a cell lists for an agency; none where an item of the list is no name, or one of another agency."""
        names = [name for name in _LIST.split(re.sub(r"\([^)]*\)", "", cell)) if name]
        if not all(re.match(r"(?:the\s+)?[A-Z0-9]", name) for name in names):
            return []
        known = {match[1].type for name in names if (match := self._general.match(tokens_of(name), 0))}
        return names if len(names) == 1 or known <= {agency_type} else []

    def _describes(self, cell: str) -> str:
        """The agency type that a cell describes: its first agency, if it stands near the start."""
        for namer in (Namer(), self):
            named = [m for m in namer.mentions(tokens_of(cell)) if m.is_agency and m.type and m.role == "" and m.first <= 6]
            if named:
                # "Northgate General Hospital, maternity services": the trust comes first, the service that is meant after it
                return next((m.type for m in named if m.type not in ("hospital", "health")), named[0].type)
        return ""

    def _shorten(self, texts: Iterable[Sequence[Token]]) -> None:
        """Brockhurst Accommodation Services, then "Brockhurst": the first word of a name stands for it where the review uses that
        word alone, and in no other name (as it would the name of a town)."""
        names: dict[str, dict[str, str]] = {}  # first word -> second word -> type
        for name, agency_type in (self.learned | self._whole).items():
            first, *rest = name.split()
            town = agency_type == "hospital" or rest[-1:] == ["Council"]
            if rest and not town and first.lower() not in self._common | GRAMMAR["never-names"]:
                names.setdefault(first, {})[rest[0]] = agency_type
        alone: set[str] = set()
        for tokens in texts:
            for i, token in enumerate(tokens):
                word = token.text.removesuffix("'s").removesuffix("’s")
                if word not in names:
                    continue
                after = tokens[i + 1] if i + 1 < len(tokens) else None
                if i > 0 and tokens[i - 1].lower in ("in", "near", "across"):
                    del names[word]
                elif after is None or after.lower in GRAMMAR["its-people"] or not _goes_with(token, after):
                    alone.add(word)
                elif after.text not in names[word]:
                    del names[word]
        for word in sorted(alone & names.keys()):
            types = set(names[word].values())
            if len(types) == 1:
                self._add(tokens_of(word), types.pop())

    def _add(self, name: Sequence[Token], agency_type: str, explained: bool = False, redefines: bool = False) -> None:
        """Remember a local name, if it looks like one and the vocabulary does not know it, or if the review ``redefines`` what it
        knows. A name that is ``explained`` may be a common word with a capital ("the Team")."""
        words = [t for t in name if t.is_word]
        while words and words[0].lower in GRAMMAR["articles"]:
            words = words[1:]
        if (
            not words
            or len(words) > 5
            or not all(w.text[0].isupper() or w.text[0].isdigit() or w.lower in ("of", "and", "the", "in") for w in words)
        ):
            return
        known = self._general.match(words, 0)
        if (
            known
            and (known[0] == len(words) or _CODE.fullmatch(words[-1].text))
            and not (redefines and known[1].type != agency_type)
        ):
            return
        if len(words) == 1:
            word = words[0].text
            if (
                word.isdigit()
                or len(word) < 2
                or (not explained and not _ACRONYM.fullmatch(word) and words[0].lower in self._common)
            ):
                return
        if (
            words[0].lower in GRAMMAR["never-names"]
            or words[0].lower in ("form", "operation", "chapter", "stage", "phase")
            or words[-1].lower in GRAMMAR["months"]
        ):
            return
        phrase = " ".join(w.text for w in words)
        if phrase not in self.learned:
            self.learned[phrase] = agency_type
            self._local.add(phrase, Meaning("agency", agency_type))
            if len(words) == 2 and words[0].text.isupper() and len(words[0].text) > 1 and _CODE.fullmatch(words[1].text):
                self._local.add(words[0].text, Meaning("agency", agency_type))  # "KW-E": other key workers too
            elif numbered := re.fullmatch(r"([A-Z]{2,5})\d{1,2}", phrase):
                self._local.add(numbered.group(1), Meaning("agency", agency_type))


def _goes_with(token: Token, after: Token) -> bool:
    """Whether two tokens may be words of one name."""
    return after.start <= token.end + 1 and after.text[0].isupper() and not token.lower.endswith(("'s", "’s"))


def _capital(token: Token) -> bool:
    return token.text[0].isupper() and not token.lower.endswith("'s")


def _link(words: Sequence[str]) -> tuple[str, Sequence[str]]:
    """How the words between a name and an agency link the two (",", "(", "is", "gap", "" for not at all), and the words that are
    left of the description."""
    if words[:1] == ["("]:
        return "(", words[1:]
    if words[:1] == [","]:
        if words[1:2] and words[1] in GRAMMAR["articles"]:
            return ",", words[1:]
        if len(words) > 2 and words[1] in ("which", "who"):
            if words[2] in ("is", "are", "was", "were"):
                return "is", words[3:]
            if words[2] in GRAMMAR["provides"]:
                return "provides", ["the", *words[3:]]
        return "", ()
    if words[:1] and words[0] in ("is", "are", "was", "were"):
        return "is", words[1:]
    return ("gap", words) if words[:1] and words[0] in GRAMMAR["articles"] and len(words) <= 3 else ("", ())


def _plain(description: Sequence[str], possessed: bool) -> bool:
    """Whether the words before an agency only modify it ("the city's", "a small", "the base of the"), so that they name the
    agency and do not tell what happened there."""
    words = list(description)
    if "of" in words and words[words.index("of") - 1] in GRAMMAR["parts"]:
        words = words[words.index("of") + 1 :]
    if not description or not (description[0] in GRAMMAR["articles"] or possessed or description[0] in GRAMMAR["parts"]):
        return False
    return not any(
        not (w[0].isalnum() or w == "&") or any(w in GRAMMAR[kind] for kind in ("prepositions", "auxiliaries", "link-breaks"))
        for w in words
    )


def _list_goes_on(tokens: Sequence[Token], i: int) -> bool:
    """Whether after the comma at token ``i`` another party stands, so that what stands before it is one of a list."""
    following = tokens[i + 1] if i + 1 < len(tokens) and tokens[i].text == "," else None
    return following is not None and (
        following.text[0].isupper() or following.lower in GRAMMAR["articles"] or following.lower in ("and", "or")
    )


def _abbreviates(name: Sequence[Token], words: Sequence[Token], opening: bool = False) -> bool:
    """Whether a name is made of the initials of the words that end there, or that open it ("Adult Social Worker 1 (ASW1)")."""
    if len(name) != 1 or not _ACRONYM.fullmatch(name[0].text):
        return False
    letters = name[0].lower.rstrip("0123456789s")
    near = [t for t in (words[:12] if opening else words[-12:]) if t.is_word and not t.text.isdigit()]
    spelled = ("".join(t.lower[0] for t in near), "".join(t.lower[0] for t in near if t.text[0].isupper()))
    return any(initials.startswith(letters) if opening else initials.endswith(letters) for initials in spelled)


def _glossary_rows(paragraph: Paragraph) -> list[tuple[str, ...]]:
    """What a paragraph says in the form of a glossary: a row of a table that is no chronology, "GW = Gateway Team; …", or a line
    that an abbreviation opens."""
    if paragraph.cells:
        return [] if any(_DATED.fullmatch(cell.strip()) for cell in paragraph.cells) else [paragraph.cells]
    if "=" in paragraph.text:
        return [(match[1].strip(), match[2].strip()) for match in _EQUATION.finditer(paragraph.text)]
    line = _ACRONYM_LINE.fullmatch(paragraph.text.strip(" *•-"))
    return [(line[1], line[2])] if line else []


def _article_and_word(cell: str) -> bool:
    """Whether a cell of a glossary is "the Gateway": a common name that this review uses in its own way."""
    words = cell.split()
    return len(words) == 2 and words[0].lower() == "the" and words[1][0].isupper()


def _merge_modifiers(mentions: Iterable[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """In "Probation Offender Manager", "Queen Adelaide Hospital" or "Mother's GP" the last noun is the actor."""
    merged: list[Mention] = []
    for mention in mentions:
        before = merged[-1] if merged else None
        if (
            before is not None
            and before.is_agency
            and mention.is_agency
            and mention.type in (before.type, "")
            and _bracketed(tokens, before, mention)
        ):
            merged[-1] = replace(before, last=mention.last + 1)  # "the Public Protection Unit (PPU)" is one mention
            continue
        adjacent = (
            before is not None and before.last == mention.first and tokens[before.last - 1].end + 2 > tokens[mention.first].start
        )
        if before is not None and adjacent and mention.is_agency and before.kind in ("agency", "family", "name"):
            text = mention.text if before.possessive else f"{before.text} {mention.text}"
            first = mention.first if before.possessive else before.first
            agency_type = mention.type
            if mention.role in ("anaphor", "generic") and before.is_agency and before.type and before.role == "":
                agency_type = before.type  # "the police team", "the housing officer", "health agencies"
            merged[-1] = replace(
                mention, first=first, text=text, type=agency_type, role="" if agency_type != mention.type else mention.role
            )
        else:
            merged.append(mention)
    return merged


def _letter(tokens: Sequence[Token], i: int) -> str:
    """The letter that a token is, where it stands for itself: "M was", not "Practice B", "Year E" or "A and E"; else ""."""
    bare = tokens[i].text.removesuffix("'s").removesuffix("’s")
    if len(bare) != 1 or not bare.isupper() or bare in "AI":
        return ""
    if i + 1 < len(tokens) and tokens[i + 1].text[0].isupper():
        return ""  # "Y Bont"
    if i == 0:
        return bare
    before = tokens[i - 1]
    goes_before = before.text[0].islower() or before.lower in GRAMMAR["before-letter"] or before.text in ".,;:“\"'‘(|"
    listed = i > 1 and tokens[i - 2].text == "A"
    return bare if goes_before and not listed and before.lower not in GRAMMAR["lettered"] else ""


def _bracketed(tokens: Sequence[Token], before: Mention, mention: Mention) -> bool:
    """Whether a mention stands alone in brackets right after another."""
    opening = [t.text for t in tokens[before.last : mention.first]]
    return opening[:1] == ["("] and len(opening) <= 2 and mention.last < len(tokens) and tokens[mention.last].text == ")"


def _only_a_common_word(tokens: Sequence[Token], first: int, last: int, meaning: Meaning) -> bool:
    """Words that name an agency only in some places, not in "Health needs", "Court Road", "school holidays" or "in hospital"."""
    noun = tokens[last - 1]
    if meaning.kind != "agency" or not (last - first == 1 or tokens[first].lower in GRAMMAR["articles"]):
        return False
    following = tokens[last] if last < len(tokens) else None
    if noun.lower in GRAMMAR["place-nouns"]:
        if following is not None and following.lower in GRAMMAR["of-a-place"]:
            return True
        if last - first == 1 and noun.text[0].islower() and first > 0 and tokens[first - 1].lower in ("at", "in"):
            return True
    return (
        last - first == 1
        and noun.text in GRAMMAR["capital-nouns"]
        and following is not None
        and (following.text[0].isupper() or following.lower in GRAMMAR["goes-on"])
    )


_FORM_HEAD = re.compile(r"forms?|reports?|notices?|notifications?|referrals?|alerts?")
_FORM = re.compile(r"\b(?:form|notification|notice|referral document)\b", re.I)
