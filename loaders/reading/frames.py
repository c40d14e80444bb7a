"""The frames of vocabulary/exchanges.yaml and the cues of vocabulary/cues.yaml, by the words that call them up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.reading.lexicon import Lexicon
from loaders.reading.vocabulary import vocabulary


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


def _inflect(word: str, irregular: dict[str, list[str]]) -> set[str]:
    forms = {word, *irregular.get(word, [])}
    if word.endswith("e"):
        forms |= {word + "s", word[:-1] + "ing"} | ({word + "d"} if word not in irregular else set())
    elif word.endswith("y") and word[-2] not in "aeiou":
        forms |= {word[:-1] + "ies", word + "ing", word[:-1] + "ied"}
    else:
        forms |= {word + ("es" if word.endswith(("ch", "sh", "s", "x")) else "s"), word + "ing"}
        if word not in irregular:
            forms.add(word + "ed")
    return forms


@cache
def verbs() -> dict[str, list[tuple[Frame, str, str, str]]]:
    """Verb form -> the frames it may call up: (frame, phrase, lemma, the particle that must follow or "")."""
    data, _ = _data()
    table: dict[str, list[tuple[Frame, str, str, str]]] = {}
    for entry in data["verbs"]:
        frame = _frame(entry, "verb")
        for word in entry["words"]:
            lemma, _, particle = word.partition(" + ")
            lemma = lemma.replace("-", " ").split()[-1] if "-" in lemma else lemma
            for form in _inflect(lemma, data["irregular"]):
                table.setdefault(form, []).append((frame, word.replace(" + ", " "), lemma, particle))
    return table


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
def cues() -> dict[str, Lexicon[str]]:
    """Scope -> the phrases that make a gap there, and under "norm" those of what ought to be."""
    _, data = _data()
    lexicons = {}
    for scope, by_cue in data["gap"].items():
        lexicon: Lexicon[str] = Lexicon()
        for cue, phrases in by_cue.items():
            lexicon.add_all(phrases, cue)
        lexicons[scope] = lexicon
    norm: Lexicon[str] = Lexicon()
    norm.add_all(data["norm"]["group"], "norm")
    lexicons["norm"] = norm
    return lexicons
