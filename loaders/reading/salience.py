"""Who is meant where a sentence names nobody: the services of the text before, by what speaks for each."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter

import msgspec
from msgspec.structs import replace

from loaders.reading.clauses import Sentence, Trigger
from loaders.reading.context import FAMILY, GENERIC, PROCESS, Context
from loaders.reading.memory import Memory
from loaders.reading.roles import Filler
from loaders.reading.vocabulary import vocabulary

LEAD = "childrens-social-care"  # the service that referrals go to and that leads assessments, by the coding manual
WEIGHTS = vocabulary("salience", dict[str, dict[str, float]])
ROLES = ("giver", "taker", "gap-giver", "gap-taker")
_GRANTED = frozenset({"default", "lead", "memory"})  # places of those whom the manual or what passed before suggests
_STEPS = 6  # of the share of probability that a service has
_MOST = 4  # services that are thought of
_LEAST = 0.05  # the share below which it is not thought of


class Choice(msgspec.Struct, frozen=True, gc=False):
    """Who may fill a role that the sentence leaves empty: ``role`` is one of ROLES, of a predicate that makes the ``move``;
    ``others`` stand in the other role; ``standings``: what each service is in the sentence and the text before."""

    role: str
    move: str
    others: frozenset[str]
    standings: Mapping[str, set[str]]

    def odds(self, weights: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
        """The odds that each service is meant."""
        general, special = (weights.get(table, {}) for table in tables(self))
        return {
            who: math.exp(math.fsum(general.get(what, 0.0) + special.get(what, 0.0) for what in standing))
            for who, standing in self.standings.items()
        }


def tables(choice: Choice) -> tuple[str, str]:
    """The tables of weights for a choice: of its role, and of its role with the move."""
    return choice.role, f"{choice.role} {choice.move}"


def carried_over(
    sentence: Sentence, trigger: Trigger, resolved: Mapping[int, str], context: Context, implied: Sequence[str]
) -> list[Filler]:
    """Who may be meant though not named at the predicate; ``implied`` are the agency types that its words suggest."""
    acting = [
        resolved[m.first]
        for m in sentence.mentions
        if m.last <= trigger.group
        and resolved.get(m.first) not in ("", None, FAMILY, PROCESS)
        and not m.possessive
        and not sentence.is_governed(m)
    ]
    carried = [Filler(acting[0], "opening")] if acting else []
    if context.subject not in ("", FAMILY, PROCESS):
        carried.append(Filler(context.subject, "last-subject"))
    known = {filler.type for filler in carried}
    recent = [("recent", who) for who in reversed(context.actors)]
    suggested = [("suggested", who) for who in implied[:2]]
    for source, who in (
        ("row", context.row),
        ("topic", context.topic),
        ("answerer", context.answerer),
        ("last-sender", context.sender),
        ("last-receiver", context.receiver),
        ("giver", context.giver),
        ("holder", context.holder),
        ("section", context.section),
        ("last-other", context.partner),
        ("scene", context.scene),
        ("last-before", context.before),
        *recent,
        *suggested,
    ):
        if who and who not in known:
            known.add(who)
            carried.append(Filler(who, source))
    return [*carried, *(Filler(who, "acts") for who in acting[-1:])]


def choice(
    fillers: Iterable[Filler],
    role: str,
    trigger: Trigger,
    context: Context,
    memory: Memory,
    suggested: tuple[Container[str], Container[str]],
    others: Iterable[str],
) -> tuple[Choice, list[Filler]]:
    """Those who may fill a ``role``, and the likeliest of them, each service once, with its share of probability in sixths.
    ``suggested`` are the agency types that the words of this sentence and of the one before suggest."""
    found: dict[str, list[Filler]] = {}
    for filler in fillers:
        found.setdefault(filler.type, []).append(filler)
    stand = frozenset(others)
    said = said_by(trigger)
    standings = {
        who: _standing(same, context, suggested, stand).union(memory.standing(who, said, context.here, stand))
        for who, same in found.items()
    }
    for place in ("near-before", "near-after"):
        beside = (f for f in chain.from_iterable(found.values()) if f.place == place and f.type not in stand)
        if nearest := min(beside, key=attrgetter("distance"), default=None):
            standings[nearest.type].add(f"{place}-nearest")
    if context.here <= stand:
        for who in standings.keys() & {GENERIC, LEAD}:
            standings[who].add("alone")
    for who in standings.keys() & stand:
        standings[who].add("same")
    made = Choice(role, trigger.frame.move, stand, standings)
    odds = made.odds(WEIGHTS)
    whole = sum(odds.values())
    ranked = sorted(found, key=lambda who: -odds[who])
    return made, [
        replace(_best_known(found[who]), likely=min(int(_STEPS * odds[who] / whole), _STEPS - 1))
        for who in ranked[:_MOST]
        if odds[who] >= _LEAST * whole
    ]


def _best_known(same: Sequence[Filler]) -> Filler:
    """What a service is found as: rather for a reason of its own than as one of those named some time before."""
    first = same[0]
    return next((f for f in same if f.place in _GRANTED), first) if first.place == "recent" else first


def said_by(trigger: Trigger) -> str:
    """The move and the voice of a predicate."""
    return f"{trigger.frame.move} {'passive' if trigger.passive else 'active'}"


def _standing(
    fillers: Sequence[Filler],
    context: Context,
    suggested: tuple[Container[str], Container[str]],
    others: frozenset[str],
) -> set[str]:
    """What a service, found as any of ``fillers``, is in this sentence and in the text so far."""
    who = fillers[0].type
    found = {f.place for f in fillers if f.kind_of_place != "carried" or f.place in ("opening", "acts")}
    found.update(context.roles(who))
    found.add(who)
    found.update(f"{who}+{other}" for other in others)
    if who in suggested[0]:
        found.add("suits")
    if who in suggested[1]:
        found.add("suited")
    return found
