"""The second look at a review's candidates: each beside what else the review says.

A reading that does well by itself may be a worse account of its sentence than another, or tell what the paragraph tells better
elsewhere; and what a review says once it tends to say again. A few small decision trees, made by ``python -m loaders.training``,
weigh these against the first score.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import TypeAlias

from graph.records import EXCHANGE_KINDS
from loaders.documents.model import Paragraph
from loaders.reading.candidates import Candidate, Link, by_predicate

Read: TypeAlias = Sequence[tuple[Paragraph, Sequence[Candidate]]]  # a review's coded paragraphs in order, with their candidates
Tree: TypeAlias = "float | tuple[int, float, Tree, Tree]"  # a leaf, or: feature, threshold, the tree up to it and the one above

LEAST = 0.1  # candidates that score less alone are not looked at again
_COUNTS = 0.15  # the least score of what counts as told on a paragraph
_NEAR = 2  # paragraphs before and after


def second_look(read: Read, trees: Sequence[Tree], prior: float) -> None:
    """Set the score of each candidate from its score alone and its circumstances; 0 for those of little likelihood."""
    for _, candidates in read:
        for candidate in candidates:
            candidate.score = 0.0
    for candidate, numbers in circumstances(read):
        total = prior + sum(map(_leaf, trees, repeat(numbers)))
        candidate.score = 1 / (1 + math.exp(-total))


def _leaf(tree: Tree, numbers: Sequence[float]) -> float:
    while not isinstance(tree, float):
        tree = tree[2] if numbers[tree[0]] <= tree[1] else tree[3]
    return tree


def circumstances(read: Read) -> Iterator[tuple[Candidate, tuple[float, ...]]]:
    """The candidates that are looked at again, each with its numbers, in which every score is that of a candidate alone."""
    told = [_told(candidates) for _, candidates in read]  # by paragraph: link -> best score
    mass: Counter[Link] = Counter()
    for links in told:
        mass.update(links)
    kinds: dict[str, float] = {kind: sum(score for link, score in mass.items() if link[0] == kind) for kind in EXCHANGE_KINDS}
    every = sum(kinds.values()) + 1
    for n, (paragraph, candidates) in enumerate(read):
        here = told[n]
        near = [told[m] for m in range(max(0, n - _NEAR), min(len(read), n + _NEAR + 1)) if m != n]
        total = sum(score for score in here.values() if score > _COUNTS)
        for readings in by_predicate(candidates):
            rivals = _told(readings)
            sent: Counter[str] = Counter()
            taken: Counter[str] = Counter()
            for (_, sender, receiver), score in rivals.items():
                sent[sender] += score  # type: ignore[assignment]
                taken[receiver] += score  # type: ignore[assignment]
            share = sum(rivals.values())
            top = max(rivals.values())
            for candidate in readings:
                if candidate.alone < LEAST:
                    continue
                kind, sender, receiver = link = candidate.link
                other = max((score for rival, score in rivals.items() if rival != link), default=0.0)
                yield (
                    candidate,
                    (
                        math.log(candidate.alone / (1.0001 - candidate.alone)),
                        candidate.alone - top,
                        other,
                        candidate.alone - other,
                        here[link] - candidate.alone,
                        max((links.get(link, 0.0) for links in near), default=0.0),
                        here.get((kind, receiver, sender), 0.0),
                        max(here.get((each, sender, receiver), 0.0) for each in EXCHANGE_KINDS if each != kind),
                        max(here.get((each, receiver, sender), 0.0) for each in EXCHANGE_KINDS if each != kind),
                        total,
                        max((score for told_too, score in here.items() if told_too != link), default=0.0),
                        math.log1p(mass[link] - here[link]),
                        math.log1p(mass[kind, receiver, sender]),
                        math.log1p(sum(mass[each, sender, receiver] for each in EXCHANGE_KINDS) - here[link]),
                        kinds[kind] / every,
                        float(EXCHANGE_KINDS.index(kind)),
                        sent[sender] / share,
                        taken[receiver] / share,
                        float(len(rivals)),
                        *_place(paragraph, candidate),
                    ),
                )


def _place(paragraph: Paragraph, candidate: Candidate) -> Iterator[float]:
    """Where the candidate and its parties stand."""
    yield candidate.sentence[0] / len(paragraph.text)
    yield float(len(paragraph.text))
    yield float(candidate.trigger.passive)
    yield float(candidate.trigger.frame.pos == "noun")
    for party in (candidate.sender, candidate.receiver):
        yield float(party.is_direct)
        yield float("~" in party.source)
        yield float(party.distance)


def _told(candidates: Sequence[Candidate]) -> dict[Link, float]:
    """The best score alone of each link."""
    best: dict[Link, float] = {}
    for candidate in candidates:
        best[candidate.link] = max(candidate.alone, best.get(candidate.link, 0.0))
    return best
