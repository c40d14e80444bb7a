"""The light scorer over the rules' candidates: a logistic model whose weights stand in weights.json.

It reads what holds of a candidate (the rule, where its parties came from, the cue that made it a gap ...) and gives the share of
such candidates that human coders coded: the confidence. ``python -m loaders.training`` makes the weights from gold files.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

import msgspec

from loaders.reading.candidates import Candidate

WEIGHTS = Path(__file__).parent / "weights.json"


class Weights(msgspec.Struct, kw_only=True):
    """``weights``: feature -> weight of the logistic model; ``threshold``: the least score of an exchange that is reported;
    ``calibration``: (score, share right) pairs, rising, that turn a score into a confidence."""

    threshold: float
    calibration: list[tuple[float, float]]
    weights: dict[str, float]


@cache
def weights() -> Weights:
    """The weights that ship with the project."""
    return msgspec.json.decode(WEIGHTS.read_bytes(), type=Weights)


def score(candidates: Iterable[Candidate]) -> None:
    """Set the score (0-1) of each candidate."""
    table = weights().weights
    sums: dict[int, float] = {}  # by identity, as readings share most of their features
    candidates = list(candidates)
    for candidate in candidates:
        total = 0.0
        for part in candidate.parts:
            if id(part) not in sums:
                sums[id(part)] = sum(table.get(feature, 0.0) for feature in part)
            total += sums[id(part)]
        candidate.score = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def confidence(score: float) -> float:
    """The share of candidates of about this score that coders coded, by linear interpolation of the calibration table."""
    points = weights().calibration
    if score <= points[0][0]:
        return points[0][1]
    for (low, low_share), (high, high_share) in pairwise(points):
        if score <= high:
            return round(low_share + (high_share - low_share) * (score - low) / (high - low), 3)
    return points[-1][1]


def choose(candidates: list[Candidate], threshold: float | None = None) -> list[Candidate]:
    """The candidates to report: for each predicate its best reading (with all parties of that reading), above the threshold."""
    least = weights().threshold if threshold is None else threshold
    groups: dict[tuple[tuple[int, int], int], list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault((candidate.sentence, candidate.trigger.first), []).append(candidate)
    chosen = []
    for group in groups.values():
        best = max(group, key=lambda c: c.score)
        reading = (best.kind, best.sender.source, best.receiver.source)
        chosen += [c for c in group if c.score >= least and (c.kind, c.sender.source, c.receiver.source) == reading]
    return chosen
