"""Who can be the parties of an exchange, and what moves that is no information."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from loaders.reading.clauses import Sentence, Trigger
from loaders.reading.context import FAMILY, PROCESS
from loaders.reading.grammar import DISCOURSE, GRAMMAR
from loaders.reading.roles import Filler
from loaders.reading.slots import Slots

_NEAR = 3  # tokens between a subject and its verb
_MATTERS = DISCOURSE["things"] | GRAMMAR["papers"] | GRAMMAR["thought"] | GRAMMAR["stays"]  # what information is called
_MATTER, _OBJECT = 10, 4  # tokens before a verb of staying or keeping, and after it, among which what stays is named
_WITH_PAPER = 12  # tokens after "sent" among which it says what went with somebody
_DOING = frozenset({"subject", "antecedent"})
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


def sends_somebody(sentence: Sentence, trigger: Trigger, slots: Slots) -> bool:
    """Whether it is one of the family who is sent somewhere, without a paper: "sent the child to the hospital"."""
    if trigger.word != "send":
        return False
    sent = slots.places.get("subject" if trigger.passive else "object", ())
    if not sent or sent[0].kind != "family" or sent[0].possessive:
        return False
    tokens = sentence.tokens
    bare = trigger.passive or [t.lower for t in tokens[sent[-1].last :][:1]] == ["to"]  # not "sent baby details to"
    return bare and "with" not in {t.lower for t in tokens[trigger.last : trigger.last + _WITH_PAPER]}


def tells_of_matter(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether it is information that is said to stay somewhere: "the concern was known only to the ward", not "the baby"."""
    words = {t.lower for t in sentence.tokens[max(0, trigger.group - _MATTER) : trigger.last + _OBJECT]}
    return not words.isdisjoint(_MATTERS)


def of_one_house(giver: Filler, taker: Filler) -> tuple[Filler, Filler]:
    """Two parties, of whom one may be the other's own: in "she told her manager" both are of one service, whoever she is."""
    if giver.place in _DOING and _is_own(taker):
        return giver, replace(taker, type=giver.type)
    if taker.place in _DOING and _is_own(giver):
        return replace(giver, type=taker.type), taker
    return giver, taker


def _is_own(filler: Filler) -> bool:
    """Whether somebody is named as of the service of another: "her manager", "their own deputy"."""
    words = filler.text.lower().split()
    return len(words) > 1 and words[0] in GRAMMAR["owners"] and words[-1] in GRAMMAR["colleagues"]


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
