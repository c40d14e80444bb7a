"""Who can be the parties of an exchange, and what moves that is no information."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from loaders.reading.clauses import Trigger
from loaders.reading.context import FAMILY, PROCESS
from loaders.reading.roles import Filler

_NEAR = 3  # tokens between a subject and its verb
_UNSEEN = frozenset({"carried", "implied", "lead", "memory", "default", "self"})  # kinds of places outside the sentence


def can_be(giver: Filler, taker: Filler) -> bool:
    """Whether the two may be the parties of an exchange: two services, or one that is named twice or has parts."""
    if {giver.type, taker.type} & {FAMILY, PROCESS, "safeguarding-board"}:
        return False
    same = (giver.type, giver.source, giver.text) == (taker.type, taker.source, taker.text)
    return not same or giver.source in ("subject", "implied", "between", "among")


def goes_itself(trigger: Trigger, filled: Mapping[str, Sequence[Filler]]) -> bool:
    """Whether what moves is no information, but a person or a service: "she did not get to the ward", "school nursing was
    transferred to the council", "the nurse attached to the school"."""
    subjects = filled.get("subject", ())
    if trigger.frame.move == "arrive":
        return any(f.type == FAMILY for f in subjects)
    if trigger.frame.id != "refer" and trigger.word != "attach":
        return False
    moved = (*subjects, *filled.get("antecedent", ()))
    passive = trigger.passive or (trigger.word == "attach" and "object" not in filled)
    return passive and bool(moved) and all(f.source == f.place and f.type != FAMILY and f.distance <= _NEAR for f in moved)


def besides(here: Iterable[Filler], others: Iterable[Filler]) -> Iterator[Filler]:
    """Those named in the sentence, without the very words that stand in the other role."""
    placed = {(f.type, f.text) for f in others if f.is_direct}
    return (f for f in here if (f.type, f.text) not in placed)


def is_likely(filler: Filler) -> bool:
    """Whether one that no role's own place names is worth thinking of: it stands in the sentence, or the text leads to it."""
    return filler.likely > 1 or filler.kind_of_place not in _UNSEEN


def without_auxiliary(trigger: Trigger) -> bool:
    """Whether a form that may be past tense or participle has no auxiliary but "not", so that its subject may be who was told."""
    return (
        trigger.frame.pos == "verb"
        and trigger.frame.move in ("tell", "include", "summon", "contact", "with")
        and not trigger.passive
        and trigger.form == "finite"
        and trigger.head - trigger.group <= (trigger.cue == "not")
    )
