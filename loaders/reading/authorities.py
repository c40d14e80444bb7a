"""Councils that a review names by their place alone: "Eastfold had not replied", "the referral was sent to Eastfold".

A place stands for its council only where the council acts or is spoken to; elsewhere ("moved to Eastfold") it is a place.
"""

from __future__ import annotations

from collections.abc import Sequence

from loaders.reading.grammar import GRAMMAR
from loaders.reading.text import Token

_REACH = 8  # tokens before a preposition within which a word of passing something on stands


def is_passed_on(tokens: Sequence[Token], i: int) -> bool:
    """Whether shortly before token ``i`` something is passed on, and nobody moves."""
    near = {t.lower for t in tokens[max(0, i - _REACH) : i]}
    return not near.isdisjoint(GRAMMAR["passing-on"]) and near.isdisjoint(GRAMMAR["moving"])


def stands_for_council(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the place at tokens ``first`` to ``last`` (exclusive) does or is told something there."""
    before = tokens[first - 1].lower if first else ""
    if before in GRAMMAR["tells-a-council"]:
        return True
    if before in GRAMMAR["reaches-a-council"]:
        return is_passed_on(tokens, first - 1)
    if before in GRAMMAR["prepositions"] or (first and tokens[first - 1].text[0].isupper() and first > 1):
        return False
    return _acts(tokens, last)


def is_home(tokens: Sequence[Token], i: int) -> bool:
    """Whether "the home" at token ``i`` is who runs it, in a review that tells of a children's home, and not where the family
    lives: "told the home", "the home did not reply", but "a visit to the home" and "the home was clean"."""
    if [t.lower for t in tokens[i : i + 2]] != ["the", "home"]:
        return False
    return stands_for_council(tokens, i, i + 2) and not _is_dwelling(tokens, i + 2)


def _is_dwelling(tokens: Sequence[Token], i: int) -> bool:
    """Whether what follows says how a home is or was: "had been cleaned", "of the family"."""
    words = [t.lower for t in tokens[i : i + 3] if t.lower not in GRAMMAR["negatives"]] + ["", ""]
    return words[0] == "of" or (words[0] in ("had", "would", "could") and words[1] not in GRAMMAR["told-of-a-council"] | {"have"})


def takes_part(tokens: Sequence[Token], i: int) -> bool:
    """Whether at token ``i`` stands what only services do or have done to them: "was not represented", "did not contribute"."""
    words = [t.lower for t in tokens[i : i + 3] if t.lower not in GRAMMAR["negatives"]] + [""]
    if words[0] == "did":
        return len(tokens) > i + 1 and tokens[i + 1].lower in GRAMMAR["negatives"]
    return words[0] in ("was", "were", "had") and words[1] in GRAMMAR["told-of-a-council"] | GRAMMAR["at-a-meeting"]


def _acts(tokens: Sequence[Token], i: int) -> bool:
    """Whether a verb of what only somebody can do stands at token ``i``, not of what a place is or has."""
    words = [t.lower for t in tokens[i : i + 3]] + ["", "", ""]
    verb, following = words[:2] if words[1] not in GRAMMAR["negatives"] else (words[0], words[2])
    if verb in ("was", "were", "is", "are", "has", "have"):
        return following in GRAMMAR["told-of-a-council"]
    return verb in GRAMMAR["operators"] or verb in GRAMMAR["verbs"] or verb in GRAMMAR["told-of-a-council"]
