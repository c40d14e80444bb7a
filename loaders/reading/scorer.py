"""The light scorer over the rules' candidates: a logistic model, then a second look; both stand in weights.json.

The model reads what holds of a candidate (the rule, where its parties came from, the cue that made it a gap ...), the second look
what the review says beside it; the confidence is the share of such candidates that human coders coded. ``python -m
loaders.training`` makes the weights from gold files.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from itertools import pairwise, repeat
from pathlib import Path
from typing import Any

import msgspec

from loaders.reading.candidates import Candidate, by_predicate
from loaders.reading.second_look import Read, second_look

WEIGHTS = Path(__file__).parent / "weights.json"


class Weights(msgspec.Struct, kw_only=True):
    """``weights``: feature -> weight of the logistic model; ``threshold``: the least score of an exchange that is reported;
    ``calibration``: (score, share right) pairs, rising, that turn a score into a confidence; ``prior`` and ``trees``: of the
    second look."""

    threshold: float
    calibration: list[tuple[float, float]]
    prior: float
    trees: list[Any]
    weights: dict[str, float]


@cache
def weights() -> Weights:
    """The weights that ship with the project."""
    return msgspec.json.decode(WEIGHTS.read_bytes(), type=Weights)


def score(read: Read) -> None:
    """Set the scores (0-1) of all candidates of a review."""
    table = weights().weights
    for _, candidates in read:
        sums: dict[int, float] = {}  # by identity, as readings share most of their features
        for candidate in candidates:
            total = 0.0
            for part in candidate.parts:
                if id(part) not in sums:
                    sums[id(part)] = sum(map(table.get, part, repeat(0.0)))
                total += sums[id(part)]
            candidate.alone = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    second_look(read, weights().trees, weights().prior)


def confidence(score: float) -> float:
    """The share of candidates of about this score that coders coded, by linear interpolation of the calibration table."""
    points = weights().calibration
    if score <= points[0][0]:
        return points[0][1]
    for (low, low_share), (high, high_share) in pairwise(points):
        if score <= high:
            return round(low_share + (high_share - low_share) * (score - low) / (high - low), 3)
    return points[-1][1]


def choose(candidates: Sequence[Candidate], threshold: float | None = None) -> list[Candidate]:
    """The candidates to report: for each predicate its best reading (with all parties of that reading), above the threshold."""
    least = weights().threshold if threshold is None else threshold
    chosen = []
    for group in by_predicate(candidates):
        best = max(group, key=lambda c: c.score)
        reading = (best.kind, best.sender.source, best.receiver.source)
        chosen += [c for c in group if c.score >= least and (c.kind, c.sender.source, c.receiver.source) == reading]
    return chosen
