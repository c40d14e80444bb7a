"""Who is mentioned where: agencies, professionals who stand for them, family, the review itself, pronouns.

Names come from vocabulary/agencies.yaml and vocabulary/actors.yaml, and from the review itself (reading/local_names.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import msgspec
from msgspec.structs import replace

from loaders.documents.model import Document, Kind
from loaders.reading import frames
from loaders.reading.authorities import is_home, is_passed_on, stands_for_council, takes_part
from loaders.reading.explanations import service_words, type_of
from loaders.reading.grammar import GRAMMAR
from loaders.reading.lexicon import CODE, Lexicon
from loaders.reading.local_names import LocalNames
from loaders.reading.teams import is_in_team, is_of_body, is_team_of
from loaders.reading.text import Token, sentences_of, tokens_of
from loaders.reading.vocabulary import vocabulary as read_vocabulary
from loaders.reading.words import for_several, is_verb, lists, lone_letter, owns_nothing, school_ends

_LONGEST_NAME = 8  # words
_OFTEN = 8  # times that a review writes a letter for somebody before it is taken for a person


class Meaning(msgspec.Struct, frozen=True, gc=False):
    """What a phrase of the vocabulary stands for. ``kind``: agency, family, process, nobody, thing. ``role``: "", generic,
    meeting, anaphor, shared (vocabulary/agencies.yaml)."""

    kind: str
    type: str = ""
    role: str = ""
    fits: tuple[str, ...] = ()


class Mention(msgspec.Struct, frozen=True, gc=False):
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
        if entry.get("role") == "sector":
            continue
        meaning = Meaning(
            "agency", entry["type"] if entry["type"] != "anaphor" else "", entry.get("role", ""), tuple(entry.get("fits", ()))
        )
        lexicon.add_all(entry["phrases"], meaning)
    for entry in read_vocabulary("actors", list[dict[str, Any]]):
        lexicon.add_all(entry["phrases"], Meaning(entry["class"]))
    return lexicon


@cache
def _sectors() -> Lexicon[Meaning]:
    """The nouns that name the services of a kind only among services ("the police, health and housing")."""
    lexicon: Lexicon[Meaning] = Lexicon()
    for entry in read_vocabulary("agencies", list[dict[str, Any]]):
        if entry.get("role") == "sector":
            lexicon.add_all(entry["phrases"], Meaning("agency", entry["type"]))
    return lexicon


@cache
def implied() -> Lexicon[str]:
    """Words that suggest an agency type where none is named (vocabulary/implied.yaml)."""
    lexicon: Lexicon[str] = Lexicon()
    for agency_type, phrases in read_vocabulary("implied", dict[str, list[str]]).items():
        lexicon.add_all(phrases, agency_type)
    return lexicon


def implied_at(tokens: Sequence[Token]) -> list[tuple[int, str]]:
    """Where words of a sentence suggest an agency type: token and type."""
    return list(implied().matches(tokens))


def implied_types(tokens: Sequence[Token]) -> list[str]:
    """The agency types that the words of a sentence suggest, the most suggested first."""
    return [agency_type for agency_type, _ in Counter(agency_type for _, agency_type in implied_at(tokens)).most_common()]


class Namer:
    """Finds the mentions of one review: the general vocabulary and the names learned from its own explanations."""

    def __init__(self, common: frozenset[str] = frozenset(), letters: frozenset[str] = frozenset()) -> None:
        self.common = common  # words that the review writes in lower case
        self._letters = letters  # that stand for somebody of the family ("M was taken to hospital")
        self._general = vocabulary()
        self._local: Lexicon[Meaning] = Lexicon()
        self._plain: dict[str, str] = {}  # word as written -> what may begin with it
        self._read: dict[str, list[tuple[list[Token], list[Mention]]]] = {}
        self.learned: dict[str, str] = {}  # local name -> agency type
        self.forms: Lexicon[str] = Lexicon()  # the review's own names of notification forms ("CF9")
        self.councils: frozenset[str] = frozenset()  # places whose council the review names
        self.tells_of_home = False  # whether it names a children's home, so that "the home" may be that

    @classmethod
    def for_document(cls, document: Document) -> Namer:
        """A namer that has learned the local names of a document, from its whole text: use may come before explanation."""
        texts = [(p, tokens_of(p.text)) for p in document.paragraphs if p.kind is not Kind.FURNITURE]
        common = frozenset(t.lower for _, tokens in texts for t in tokens if t.text[0].islower())
        letters = Counter(lone_letter(tokens, i) for _, tokens in texts for i in range(len(tokens)))
        namer = cls(common, frozenset(letter for letter, times in letters.items() if letter and times >= _OFTEN))
        local = LocalNames(namer, cls())
        local.learn(texts)
        namer.tells_of_home = local.tells_of_home
        namer.learned, namer.forms, namer.councils = local.learned, local.forms, frozenset(local.councils)
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
            if self._is_plain(tokens, i):
                i += 1
                continue
            mention = self._at(tokens, i) or self._sector(tokens, i, found[-1] if found else None)
            if mention is None:
                i += 1
                continue
            if mention.kind != "thing":
                found.append(mention)
            i = mention.last
        return _merge_modifiers(found, tokens)

    def _is_plain(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether no mention begins at a token, as at most: soon seen, since every one is asked."""
        opening = self._plain.get(tokens[i].text)
        if opening is None:
            opening = self._plain[tokens[i].text] = self._opening(tokens[i])
        return opening == "" or (opening == "listed" and not self._general.match(tokens, i) and not self._local.match(tokens, i))

    def _opening(self, token: Token) -> str:
        """What may begin with a word: "" nothing, "listed" a phrase of the vocabulary or of this review, "any" mention."""
        plain = (
            not token.text[0].isupper()
            and token.lower not in GRAMMAR["pronouns"]
            and token.lower not in GRAMMAR["articles"]
            and token.lower not in ("each", "these")
            and not _sectors().opens(token)
        )
        return "any" if not plain else "listed" if self._general.opens(token) or self._local.opens(token) else ""

    def agency_types(self, text: str) -> list[str]:
        """The agency types named in a text, in order of first mention, each once."""
        types = [m.type for m in self.mentions(tokens_of(text)) if m.is_agency and m.type]
        return list(dict.fromkeys(types))

    def _sector(self, tokens: Sequence[Token], i: int, before: Mention | None) -> Mention | None:
        """health in "the police, health and social work": a noun that names the services of a kind only among services."""
        match = _sectors().match(tokens, i) if tokens[i].text.islower() else None
        if match is None:
            return None
        last, meaning = match
        follows = tokens[last].lower if last < len(tokens) else "."
        if follows not in GRAMMAR["after-sectors"]:
            return None
        joined = before is not None and before.is_agency and lists(tokens[before.last : i])
        earlier = tokens[i - 1].lower if i else ""
        told = earlier in GRAMMAR["before-sector"] or (earlier in GRAMMAR["before-sector-passed"] and is_passed_on(tokens, i - 1))
        opens = i == 0 or earlier in GRAMMAR["before-partner"]
        known = (
            joined
            or (earlier in GRAMMAR["before-acting-sector"] and takes_part(tokens, last))
            or (told and (meaning.type == "health" or follows == "to" or (earlier == "by" and follows == "that")))
            or (opens and self._leads_on(tokens, last, told))
        )
        text = " ".join(t.text for t in tokens[i:last])
        return Mention(i, last, "agency", text, meaning.type) if known else None

    def _leads_on(self, tokens: Sequence[Token], i: int, told: bool) -> bool:
        """Whether a list of services goes on at token ``i``: "health, education and the police"; where they are ``told`` or tell,
        such nouns alone are one too: "heard nothing from housing and education"."""
        first, sectors = i, 0
        while i < len(tokens) and (tokens[i].lower in GRAMMAR["connectives"] or (match := _sectors().match(tokens, i))):
            if tokens[i].lower in GRAMMAR["connectives"]:
                i += 1
            elif match:
                i, sectors = match[0], sectors + 1
        if told and sectors:
            return True
        if i > first and i + 1 < len(tokens) and tokens[i].lower == "the" and self._at(tokens, i) is None:
            i += 1
        if i == first or i >= len(tokens):
            return False
        mention = self._at(tokens, i)
        return mention is not None and mention.is_agency and not mention.possessive

    def general(self, tokens: Sequence[Token], i: int) -> tuple[int, Meaning] | None:
        """What the general vocabulary names at token ``i``: the token after it and what it stands for."""
        return self._general.match(tokens, i)

    def generally(self, words: Sequence[Token]) -> Meaning | None:
        """What words stand for in the general vocabulary, if they are a whole name of it, with or without a number or letter."""
        known = self._general.match(words, 0) if words else None
        return known[1] if known and (known[0] == len(words) or CODE.fullmatch(words[-1].text)) else None

    def teach_like(self, name: str, known: str) -> None:
        """Know a name of this review by what another of the general vocabulary means."""
        if meaning := self.generally(tokens_of(known)):
            self._local.add(name, meaning)
            self._plain.clear()

    def teach(self, name: str, agency_type: str, kind: str = "agency") -> None:
        """Know a name of this review from now on."""
        self._local.add(name, Meaning(kind, agency_type))
        self._plain.clear()

    def _at(self, tokens: Sequence[Token], i: int) -> Mention | None:
        token = tokens[i]
        if not token.is_word:
            return None
        general, local = self._general.match(tokens, i), self._local.match(tokens, i)
        match = local if general is None or (local is not None and local[0] > general[0]) else general
        if self.tells_of_home and (not match or match[0] <= i + 2) and is_home(tokens, i):  # not "the Home Office"
            return Mention(
                i, i + 2, "agency", f"{token.text} home", "voluntary", "anaphor", ("voluntary", "childrens-social-care")
            )
        if (unlisted := self._unlisted(tokens, i)) and unlisted.last > (match[0] if match else i):
            return unlisted
        if match and local and match[0] == local[0]:
            match = local
        if (
            match
            and (token.lower in GRAMMAR["articles"] or token.lower in GRAMMAR["which-one"])
            and i + 1 < len(tokens)
            and (inner := self._general.match(tokens, i + 1))
            and inner[0] > match[0]
        ):
            return None  # "the family support manager" is no family, "the school nurse" and "the new school nurse" no school
        if match and match[1].role == "anaphor" and i and tokens[i - 1].lower == "whose":
            return None  # "the school, whose staff": the school is meant
        if match and token.lower == "that" and i and tokens[i - 1].lower not in GRAMMAR["prepositions"]:
            return None  # "no evidence that services", but "from that service"
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
            if last == i + 1 and token.lower in GRAMMAR["nouns-or-verbs"] and is_verb(tokens, i):
                return None
            if _only_a_common_word(tokens, i, last, meaning):
                return None
            while (
                last < len(tokens)
                and meaning.kind == "agency"
                and meaning.role != "generic"
                and self._goes_on(tokens, i, last, meaning)
            ):
                last += 1
            text = " ".join(t.text for t in tokens[i:last])
            possessive = tokens[last - 1].lower.endswith(("'s", "s'")) or (
                last < len(tokens) and tokens[last].text in "'’" and tokens[last].start == tokens[last - 1].end
            )
            coded = token.lower in GRAMMAR["coded-places"] and CODE.fullmatch(tokens[last - 1].text) and last == i + 2
            if coded and not stands_for_council(tokens, i, last):
                return Mention(i, last, "name", text)  # "the service in Borough B"
            return Mention(i, last, meaning.kind, text, meaning.type, meaning.role, meaning.fits, possessive, match is local)
        if token.lower in GRAMMAR["pronouns"] or (token.lower == "her" and owns_nothing(tokens, i)):
            return None if self._is_correlative(tokens, i) else Mention(i, i + 1, "pronoun", token.text)
        if last := for_several(tokens, i):
            return Mention(i, last, "pronoun", " ".join(t.text for t in tokens[i:last]))
        if lone_letter(tokens, i) in self._letters:
            return Mention(i, i + 1, "family", token.text, possessive=token.lower.endswith("'s"))
        if self.is_name(tokens, i):
            last = i + 1
            while (
                last < len(tokens)
                and self.is_name(tokens, last)
                and tokens[last].start == tokens[last - 1].end + 1
                and not self._general.match(tokens, last)
            ):
                last += 1
            if school := school_ends(tokens, i, last):
                last = school
            text, possessive = " ".join(t.text for t in tokens[i:last]), tokens[last - 1].lower.endswith("'s")
            if re.sub(r"['’]s$", "", text) in self.councils and (possessive or stands_for_council(tokens, i, last)):
                return Mention(i, last, "agency", text, "childrens-social-care", possessive=possessive, local=True)
            if school:
                return Mention(i, last, "agency", text, "education", possessive=possessive)
            return Mention(i, last, "name", text, possessive=possessive)
        return None

    def _unlisted(self, tokens: Sequence[Token], i: int) -> Mention | None:
        """A service that the vocabulary does not list, by the words of its name ("the Hollowell Family Assessment Unit")."""
        first = last = i + (tokens[i].lower in GRAMMAR["articles"])
        if first >= len(tokens) or not tokens[first].text[0].isupper():
            return None
        words = service_words()
        while last < len(tokens) and last < first + _LONGEST_NAME and (tokens[last].text[0].isupper() or last > first):
            lower = tokens[last].lower
            if not tokens[last].text[0].isupper() and lower not in words.joining:
                return None
            goes_on = last + 1 < len(tokens) and tokens[last + 1].text[0].isupper()
            if tokens[last].text[0].isupper() and lower in words.heads and last > first and not goes_on:
                break
            last += 1
        else:
            return None
        for at in range(first, last + 1):
            if (known := self._general.match(tokens, at)) and known[0] > last and known[1].kind == "agency":
                return None  # its last words are listed
        name = {token.lower for token in tokens[first:last]}
        found = type_of(name, words.words)
        return Mention(i, last + 1, "agency", " ".join(t.text for t in tokens[i : last + 1]), found) if found else None

    def _is_correlative(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether "both" belongs to what follows: "both the GP and", "both by", but not "both were", "both of them"."""
        following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
        if tokens[i].lower != "both" or not following or following == "of":
            return False
        known = self._general.match(tokens, i + 1) or self._local.match(tokens, i + 1)
        return following in GRAMMAR["articles"] or following in GRAMMAR["prepositions"] or bool(known)

    def _goes_on(self, tokens: Sequence[Token], first: int, i: int, meaning: Meaning) -> bool:
        """Whether an agency's name that opens at token ``first`` goes on at ``i``: "School A", "the HV team", "Ysgol y Bryn"."""
        token, before = tokens[i], tokens[i - 1]
        if tokens[first].lower in GRAMMAR["head-first"] and token.start <= before.end + 1:
            return token.text[0].isupper() or (
                token.lower in ("y", "yr") and i + 1 < len(tokens) and tokens[i + 1].text[0].isupper()
            )
        if CODE.fullmatch(token.text):
            word = token.text == "I" or (token.text == "A" and before.text[0].islower())
            return not (word and i + 1 < len(tokens) and tokens[i + 1].text[0].islower())
        if meaning.role not in ("", "shared") or token.start > before.end + 1 or self._general.match(tokens, i):
            return False
        return token.lower in GRAMMAR["its-people"] or token.lower in GRAMMAR["its-units"]

    def is_name(self, tokens: Sequence[Token], i: int) -> bool:
        """A capitalised word that the review never writes in lower case."""
        token = tokens[i]
        opens = not i or tokens[i - 1].text in GRAMMAR["opens-note"]
        if opens and (token.lower in frames.verbs() or frames.nouns().match(tokens, i)):
            return False  # "| Rang the school", "| PPN received"
        if opens and token.lower.endswith("ly") and len(token.text) > 7:
            return False  # "Conversely the school told nobody"
        bare = token.lower.removesuffix("'s")
        return (
            token.text[0].isupper()
            and len(bare) > 1
            and bare not in self.common
            and bare not in GRAMMAR["never-names"]
            and bare not in GRAMMAR["prepositions"]
            and bare not in GRAMMAR["insertions"]
            and token.is_word
        )


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
        if before is not None and (is_in_team(tokens, before, mention) or is_team_of(tokens, before, mention)):
            merged[-1] = replace(before, type=mention.type, last=mention.last)
            continue
        if before is not None and is_of_body(tokens, before, mention):
            merged[-1] = replace(before, last=mention.last)
            continue
        adjacent = (
            before is not None and before.last == mention.first and tokens[before.last - 1].end + 2 > tokens[mention.first].start
        )
        joined = adjacent and tokens[mention.first].lower not in GRAMMAR["articles"]
        if before is not None and joined and before.possessive and before.role == mention.role == "anaphor" and not before.type:
            text = f"{before.text} {mention.text}"  # "the unit's nurse" is of whom "the unit" stands for
            merged[-1] = replace(before, last=mention.last, text=text, possessive=mention.possessive)
            continue
        if before is not None and joined and mention.is_agency and before.kind in ("agency", "family", "name"):
            text = mention.text if before.possessive else f"{before.text} {mention.text}"
            first = mention.first if before.possessive else before.first
            agency_type = mention.type
            role = mention.role
            own = role == "shared" and agency_type == "health-safeguarding" and before.type in GRAMMAR["has-safeguarding-team"]
            if role in ("anaphor", "generic", "shared") and before.is_agency and before.type and before.role == "" and not own:
                agency_type = before.type  # "the police team", "the housing officer", "health agencies", "the Cafcass duty team"
            if before.is_agency and agency_type in GRAMMAR.get(f"of-{before.type}", ()):
                agency_type = before.type
            merged[-1] = replace(
                mention, first=first, text=text, type=agency_type, role="" if agency_type != mention.type else role
            )
            _name_whole(merged, tokens)
        else:
            merged.append(mention)
    return [replace(mention, role="") if mention.role == "shared" else mention for mention in merged]


def _name_whole(merged: list[Mention], tokens: Sequence[Token]) -> None:
    """Join the last mention with the capitalised name right before it: "Medlar | Parents Project"."""
    if len(merged) > 1 and merged[-2].kind == "name" and not merged[-2].possessive:
        name, mention = merged[-2:]
        if name.last == mention.first and tokens[name.last - 1].end + 1 == tokens[mention.first].start:
            merged[-2:] = [replace(mention, first=name.first, text=f"{name.text} {mention.text}")]


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
        and not CODE.fullmatch(following.text)
        and (following.text[0].isupper() or following.lower in GRAMMAR["goes-on"])
    )
