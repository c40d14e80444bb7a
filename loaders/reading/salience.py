"""Who is meant where a sentence names nobody: the services of the text before, by what speaks for each."""

from __future__ import annotations

import math
from collections.abc import Container, Sequence
from dataclasses import replace

from loaders.reading.discourse import GENERIC, Context
from loaders.reading.roles import Filler
from loaders.reading.vocabulary import vocabulary

LEAD = "childrens-social-care"  # the service that referrals go to and that leads assessments, by the coding manual
_WEIGHTS = vocabulary("salience", dict[str, dict[str, float]])
_STEPS = 6  # of the share of probability that a service has
_MOST = 5  # services that are thought of
_LEAST = 0.03  # the share below which it is not thought of


def likeliest(
    carried: Sequence[Filler],
    role: str,
    gap: bool,
    context: Context,
    suggested: tuple[Container[str], Container[str]],
    other: Container[str],
) -> list[Filler]:
    """Those who may give or take (``role`` giver or taker), likeliest first, each with its share of probability in sixths; at the
    end general partners, whose share nobody can tell. ``suggested`` are the agency types that the words of this sentence and of
    the one before suggest, ``other`` those that stand in the other role."""
    weights = _WEIGHTS[f"gap-{role}" if gap else role]
    services = [filler for filler in carried if filler.type != GENERIC]
    odds = [math.exp(sum(weights.get(what, 0.0) for what in _standing(filler, context, suggested, other))) for filler in services]
    least = _LEAST * sum(odds)
    ranked = sorted(zip(odds, services, strict=True), key=lambda pair: -pair[0])
    steps = _STEPS / max(sum(odds), 1e-9)
    return [
        *(replace(filler, likely=min(int(steps * part), _STEPS - 1)) for part, filler in ranked[:_MOST] if part >= least),
        *(filler for filler in carried if filler.type == GENERIC or filler.type in other),
    ]


def _standing(
    filler: Filler, context: Context, suggested: tuple[Container[str], Container[str]], other: Container[str]
) -> list[str]:
    """What a service is in the text so far and in this sentence."""
    found = list(context.roles(filler.type))
    if filler.source == "opening":
        found.append("opening")
    if filler.type in suggested[0]:
        found.append("suits")
    if filler.type in suggested[1]:
        found.append("suited")
    if filler.type == LEAD:
        found.append("lead")
    if filler.type in other:
        found.append("same")
    return found
