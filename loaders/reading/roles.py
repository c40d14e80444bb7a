"""Who gives information and who takes it: the roles that vocabulary/roles.yaml assigns to the places around a predicate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from loaders.reading.clauses import Trigger
from loaders.reading.vocabulary import vocabulary

_CLASSES = {
    **dict.fromkeys(
        (
            *("subject", "agent", "owner", "from", "to", "with", "object", "antecedent", "between", "among", "patient"),
            *("addressee", "beyond"),
        ),
        "direct",
    ),
    **dict.fromkeys(("inner", "knower", "pp", "next", "of", "in", "to-far", "with-far", "from-far", "agent-far", "main"), "weak"),
    **dict.fromkeys(
        (
            *("opening", "topic", "last-subject", "last-sender", "last-receiver", "last-other", "last-before", "recent"),
            *("section", "giver", "holder", "scene", "row", "answerer", "suggested", "acts"),
        ),
        "carried",
    ),
}


@cache
def _place(source: str) -> str:
    return source.rstrip("~^0123456789")


@cache
def _shape(source: str) -> str:
    place = _place(source)
    return _CLASSES.get(place, place) + ("" if place == source else "~")


class Filler(msgspec.Struct, frozen=True, gc=False):
    """An agency type in a role: where it came from (``source``) and how many tokens away it stands; for one carried over, how
    ``likely`` it is meant (0-5)."""

    type: str
    source: str
    distance: int = 0
    generic: bool = False
    text: str = ""
    likely: int = 0

    @property
    def place(self) -> str:
        """The source without the marks of pronouns and anaphors."""
        return _place(self.source)

    @property
    def is_nobody(self) -> bool:
        """Whether it stands for "nobody" or "neither", so that who is meant was named before."""
        return self.source.endswith("0")

    @property
    def is_rival(self) -> bool:
        """Whether it is the second choice for a pronoun."""
        return self.source.endswith("~1")

    @property
    def kind_of_place(self) -> str:
        """direct (in a role's own place at the predicate), weak, carried (from the text before), or the source itself."""
        place = _place(self.source)
        return _CLASSES.get(place, place)

    @property
    def shape(self) -> str:
        """The kind of its place, with a mark for pronouns and anaphors."""
        return _shape(self.source)

    @property
    def is_direct(self) -> bool:
        return self.kind_of_place == "direct"


class Roles(msgspec.Struct, frozen=True, gc=False):
    """Those who give and those who take, and those of weaker claim to it."""

    giver: list[Filler]
    giver_weak: list[Filler]
    taker: list[Filler]
    taker_weak: list[Filler]


class _Row(msgspec.Struct, frozen=True, rename="kebab"):
    """Places for each role, "|" between those that count only where the ones before are empty."""

    giver: str = ""
    giver_weak: str = ""
    taker: str = ""
    taker_weak: str = ""
    giver_needed: bool = False
    taker_needed: bool = False


class _Tables(msgspec.Struct, frozen=True, rename="kebab"):
    places: dict[str, list[str]]
    verbs: dict[str, dict[str, _Row]]
    nouns: dict[str, dict[str, _Row]]
    noun_moves: dict[str, list[_Row]]


_TABLES = vocabulary("roles", _Tables)


def roles_of(trigger: Trigger, filled: Mapping[str, Sequence[Filler]], gap: bool) -> Roles | None:
    """The roles at a predicate, from the fillers of each place; None where it can say nothing."""
    found = None
    for row in _rows(trigger, gap):
        found = Roles(*(_fillers(places, filled) for places in (row.giver, row.giver_weak, row.taker, row.taker_weak)))
        if (row.giver_needed and not found.giver) or (row.taker_needed and not found.taker):
            return None
        if found.taker:
            break
    return found


def _rows(trigger: Trigger, gap: bool) -> Sequence[_Row]:
    frame, voice = trigger.frame, "passive" if trigger.passive else "active"
    if frame.pos == "noun":
        own = _TABLES.noun_moves.get(frame.id) or _TABLES.noun_moves.get(frame.move)
        if own and trigger.support != "seek":
            return own
        support = trigger.support or "none"
        voices = _TABLES.nouns.get(f"{support}-{frame.move}") or _TABLES.nouns[support]
    else:
        voices = _TABLES.verbs.get(frame.id) or _TABLES.verbs[frame.move]
    answer = frame.pos == "noun" and frame.move == "answer"  # "could obtain no reply from the school"
    missing = gap and trigger.cue != "unanswered" and not answer  # what was asked and not answered was asked
    return [(voices.get(f"gap-{voice}") if missing else None) or voices[voice]]


def _fillers(places: str, filled: Mapping[str, Sequence[Filler]]) -> list[Filler]:
    for alternative in places.split("|"):
        names = (name for group in alternative.split() for name in _TABLES.places.get(group, [group]))
        if found := [filler for name in names for filler in filled.get(name, ())]:
            return found
    return []
