"""What became of an intention or a question, as the sentence after it says."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from loaders.reading.frames import cues
from loaders.reading.grammar import GRAMMAR
from loaders.reading.text import Token

if TYPE_CHECKING:
    from loaders.reading.mentions import Mention


def takes_back(following: Sequence[Token]) -> bool:
    """Whether a sentence says that what the one before it spoke of was not done: "This was not done." "Neither took place." """
    words = [t.lower for t in following[:14]]
    done = GRAMMAR["carried-out"] | {"."}
    if words[:1] == ["no"] and words[1:2] != ["one"]:
        return bool(set(words[2:6]) & GRAMMAR["be"]) and bool(set(words[3:7]) & done)  # "No letter was ever sent."
    if any(cues()["distant"].match(following, i) for i in range(min(6, len(following)))):  # "no evidence that it was done"
        return any(
            who in GRAMMAR["takes-up"] and {verb, what} & GRAMMAR["carried-out"]
            for who, verb, what in zip(words, words[1:], words[2:], strict=False)
        )
    asked = next((i for i in range(1, len(words)) if words[i - 1] in ("why", "how") and words[i] in GRAMMAR["takes-up"]), 0)
    words = words[asked : asked + 8]  # "It is not clear why this did not happen."
    if words[:1] in (["the"], ["this"], ["that"]) and words[1:2] and words[1] in GRAMMAR["undertakings"]:
        words[:2] = ["it"]
    if words[:1] in (["neither"], ["none"]):
        return words[1:2] != ["the"] and bool(set(words[1:]) & done)
    for i, word in enumerate(words[1:4], 1):
        if word in GRAMMAR["operators"] and words[0] in GRAMMAR["takes-up"]:
            denied = word.endswith("n't") or words[i + 1 : i + 2] in (["not"], ["never"])
            rest = words[i + 1 + (not word.endswith("n't")) :]
            rest = rest[rest[:1] == ["been"] :]
            return denied and (not rest or rest[0] in done or rest[:2] in (["the", "case"], ["so", "."]))
    return False


def goes_unanswered(following: Sequence[Token], mentions: Sequence[Mention]) -> bool:
    """Whether a sentence says that what the one before it asked got no answer: "She received no reply." "The GP did not reply."
    ``mentions`` are its own: not "Mother did not reply."."""
    words = [t.lower for t in following[:8]]
    if any(m.kind == "family" and m.first < len(words) for m in mentions):
        return False
    denied = words[:1] in (["none"], ["nothing"]) or (words[:1] and words[0] in GRAMMAR["takes-up"] and words[2:3] == ["not"])
    if denied and words[1:2] and words[1] in GRAMMAR["operators"]:
        return not GRAMMAR["given-in-answer"].isdisjoint(words[2:5])  # "None was provided.", "It was not received."
    silent = {word for before, word in pairwise(words) if before in GRAMMAR["negatives"] or before == "no"}
    return not silent.isdisjoint(GRAMMAR["replies"]) and GRAMMAR["of-no-answer"].isdisjoint(words)
