"""Who is meant where a sentence names nobody: the services of the text before, by what speaks for each."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from loaders.reading.discourse import GENERIC, Context
from loaders.reading.roles import Filler
from loaders.reading.vocabulary import vocabulary

LEAD = "childrens-social-care"  # the service that referrals go to and that leads assessments, by the coding manual
_WEIGHTS = vocabulary("salience", dict[str, dict[str, float]])
_STEPS = 6  # of the share of probability that a service has
_MOST = 6  # services that are thought of
_LEAST = 0.02  # the share below which it is not thought of


def likeliest(
    fillers: Iterable[Filler],
    role: str,
    gap: bool,
    context: Context,
    suggested: tuple[Container[str], Container[str]],
    other: Container[str],
) -> list[Filler]:
    """Those who may give or take (``role`` giver or taker), each service once, likeliest first, with its share of probability in
    sixths. ``suggested`` are the agency types that the words of this sentence and of the one before suggest, ``other`` those that
    stand in the other role."""
    weights = _WEIGHTS[f"gap-{role}" if gap else role]
    found: dict[str, list[Filler]] = {}
    for filler in fillers:
        found.setdefault(filler.type, []).append(filler)
    odds = {
        who: math.exp(math.fsum(weights.get(what, 0.0) for what in _standing(same, context, suggested, other)))
        for who, same in found.items()
    }
    whole = sum(odds.values())
    ranked = sorted(found, key=lambda who: -odds[who])
    return [
        replace(found[who][0], likely=min(int(_STEPS * odds[who] / whole), _STEPS - 1))
        for who in ranked[:_MOST]
        if odds[who] >= _LEAST * whole
    ]


def _standing(
    fillers: Sequence[Filler], context: Context, suggested: tuple[Container[str], Container[str]], other: Container[str]
) -> set[str]:
    """What a service, found as any of ``fillers``, is in this sentence and in the text so far."""
    who = fillers[0].type
    found = {f.place for f in fillers if f.kind_of_place != "carried" or f.place == "opening"}
    found.update(context.roles(who))
    if who in suggested[0]:
        found.add("suits")
    if who in suggested[1]:
        found.add("suited")
    if who == LEAD:
        found.add("leader")
    if who == GENERIC:
        found.add("generic")
    if who in other:
        found.add("same")
    return found
