"""The frames of vocabulary/exchanges.yaml and the cues of vocabulary/cues.yaml, by the words that call them up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.reading.lexicon import Lexicon, expand
from loaders.reading.text import Token
from loaders.reading.vocabulary import vocabulary

_SHORT = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]")  # one syllable that ends in a single consonant


@dataclass(frozen=True)
class Frame:
    """A predicate of vocabulary/exchanges.yaml."""

    id: str
    kind: str
    mode: str
    move: str
    pos: str


@cache
def _data() -> tuple[dict[str, Any], dict[str, Any]]:
    return vocabulary("exchanges", dict[str, Any]), vocabulary("cues", dict[str, Any])


def _frame(entry: dict[str, Any], pos: str) -> Frame:
    return Frame(entry["id"], entry["kind"], entry["mode"], entry["move"], pos)


def _past(word: str, irregular: dict[str, list[str]]) -> list[str]:
    """Past tense, participle and, of irregular verbs, what further forms are listed."""
    if word in irregular:
        forms = irregular[word]
        return [forms[0], *(forms[1:] or forms)]
    stem = word[:-1] + "i" if _ends_in_consonant_y(word) else word[:-1] if word.endswith("e") else _doubled(word)
    return [stem + "ed", stem + "ed"]


def _inflect(word: str, irregular: dict[str, list[str]]) -> set[str]:
    stem = word[:-1] if word.endswith("e") and not word.endswith("ee") else _doubled(word)
    return {word, _third_person(word), stem + "ing", *_past(word, irregular)}


def _third_person(word: str) -> str:
    if _ends_in_consonant_y(word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("ch", "sh", "s", "x", "o")) else "s")


def _doubled(word: str) -> str:
    """ "put" and "flag" double their consonant before -ing and -ed."""
    return word + word[-1] if _SHORT.fullmatch(word) else word


def _ends_in_consonant_y(word: str) -> bool:
    return word.endswith("y") and word[-2] not in "aeiou"


@cache
def verbs() -> dict[str, list[tuple[Frame, str, str]]]:
    """Verb form -> the frames it may call up: (frame, phrase, the particle that must follow or "")."""
    data, _ = _data()
    table: dict[str, list[tuple[Frame, str, str]]] = {}
    for entry in data["verbs"]:
        frame = _frame(entry, "verb")
        for word in (reading for words in entry["words"] for reading in expand(words)):
            lemma, _, particle = word.partition(" + ")
            for form in _inflect(lemma, data["irregular"]):
                table.setdefault(form, []).append((frame, word.replace(" + ", " "), particle))
    return table


@cache
def nominal() -> frozenset[str]:
    """Forms that are verb or noun: "report", "contacts", "meeting"."""
    data, _ = _data()
    lemmas = {*data["verb-or-noun"], *(w for entry in data["nouns"] for w in entry["words"] if " " not in w)}
    return frozenset(f for w in lemmas for f in (w, _third_person(w))) | frozenset(data["gerund-or-noun"])


@cache
def participles() -> dict[str, bool]:
    """Participle -> whether it is nothing else ("written"), so that without an auxiliary it is no predicate."""
    data, _ = _data()
    pairs = [(w, *_past(w, data["irregular"])[:2]) for w in plain_forms()]
    return {participle: participle not in (w, past) and not participle.endswith("ed") for w, past, participle in pairs}


@cache
def idioms() -> Lexicon[str]:
    """Phrases in which the words of a frame mean something else."""
    lexicon: Lexicon[str] = Lexicon()
    lexicon.add_all(_data()[0]["idioms"], "idiom")
    return lexicon


@cache
def nouns() -> Lexicon[tuple[Frame, str]]:
    """Nouns with the frame they call up."""
    data, _ = _data()
    lexicon: Lexicon[tuple[Frame, str]] = Lexicon()
    for entry in data["nouns"]:
        frame = _frame(entry, "noun")
        for word in entry["words"]:
            lexicon.add(word, (frame, word))
    return lexicon


@cache
def form_frame() -> Frame:
    """The frame of a referral, which a review's own form stands for."""
    entry = next(e for e in _data()[0]["nouns"] if e["id"] == "referral")
    return _frame(entry, "noun")


@cache
def meeting_frame() -> Frame:
    """The frame of a meeting that services are said to have had with each other."""
    entry = next(e for e in _data()[0]["nouns"] if e["id"] == "communication")
    return _frame(entry, "noun")


@cache
def referred_to() -> frozenset[str]:
    """The agency types that the name before a referral says it goes to."""
    return frozenset(_data()[0]["referred-to"])


@cache
def adjectives() -> dict[str, Frame]:
    """Adjectives with the frame they call up."""
    data, _ = _data()
    return {w: _frame(e, "adjective") for e in data["adjectives"] for w in e["words"]}


@cache
def support() -> dict[str, str]:
    """Forms of the verbs that carry a noun frame -> give or receive."""
    data, _ = _data()
    return {form: role for role, words in data["support"].items() for w in words for form in _inflect(w, data["irregular"])}


@cache
def handled() -> frozenset[str]:
    """Forms of the verbs for what is done to a referral or a message that has come."""
    data, _ = _data()
    return frozenset(form for w in data["handled"] for form in _inflect(w, data["irregular"]))


@cache
def plain_forms() -> frozenset[str]:
    """The verbs of frames and supports in their plain form."""
    data, _ = _data()
    phrases = (w for entry in data["verbs"] for w in entry["words"])
    lemmas = frozenset(reading.partition(" + ")[0] for phrase in phrases for reading in expand(phrase))
    return lemmas | frozenset(w for words in data["support"].values() for w in words)


@cache
def cues() -> dict[str, Lexicon[str]]:
    """Scope -> the phrases that make a gap there, and under "norm" those of what ought to be."""
    _, data = _data()
    lexicons = {}
    for scope, by_cue in data["gap"].items():
        lexicon: Lexicon[str] = Lexicon()
        for cue, phrases in by_cue.items():
            lexicon.add_all(phrases, cue)
        lexicons[scope] = lexicon
    for scope, phrases in data["norm"].items():
        norm: Lexicon[str] = Lexicon()
        norm.add_all(phrases, "norm")
        lexicons["norm" if scope == "group" else f"norm-{scope}"] = norm
    return lexicons


_MAY_OPEN: dict[str, bool] = {}


def may_open(token: Token) -> bool:
    """Whether a predicate, or an idiom that is none, may start with a word; asked of every word, so remembered."""
    known = _MAY_OPEN.get(token.text)
    if known is None:
        known = token.lower in verbs() or token.lower in adjectives() or idioms().opens(token) or nouns().opens(token)
        _MAY_OPEN[token.text] = known
    return known
