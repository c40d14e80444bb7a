"""``python -m loaders.training_salience``: how likely each service is meant where a sentence does not name who gave or took.

A conditional logit over the standings of the services that come into question: what speaks for a service is added up, and the
shares of all services together are one. Learned from the gold exchanges whose other party stands at the predicate.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from textwrap import wrap
from typing import Any, TypeAlias

import click

from loaders.reading.candidates import by_predicate
from loaders.reading.salience import ROLES, WEIGHTS, Choice, tables
from loaders.reading.vocabulary import FOLDER
from loaders.training import FOLDS, Coded, reviews_to_learn_from

try:
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix
except ModuleNotFoundError as error:
    command = "python -m loaders.training_salience"
    sys.exit(f"training needs {error.name}, which `python3 run.py test` installs; then run .venv/bin/{command}")

FILE = FOLDER / "salience.yaml"
LEAST_SEEN = 25  # services that must have a standing for it to be weighed
LEAST_WEIGHT = 0.1  # weights nearer to 0 are left out of the file
# How strongly weights are pulled to 0; how much more those of an agency type as such, and those of one move. With less, who was
# meant comes first a little more often on other reviews, but much more often on those learned from, on which the scorer relies.
PULL, PULL_OF_TYPE, PULL_OF_MOVE = 2.0, 8.0, 22.0
WIDTH = 110  # of the file's lines, before each colon gets its space
FIRST = (1, 3)  # it is told how often who was meant is among the first so many

Weights: TypeAlias = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Answered:
    """A choice and who was meant, by the gold; ``review`` numbers the reviews."""

    review: int
    choice: Choice
    meant: str

    def rank(self, weights: Weights) -> int:
        """How many services are put before the one that was meant; more than are looked at where it is not thought of."""
        odds = self.choice.odds(weights)
        if self.meant not in odds:
            return max(FIRST)
        return sorted(odds, key=lambda who: -odds[who]).index(self.meant)


def answered(reviews: Sequence[Coded]) -> list[Answered]:
    """The choices of some reviews that the gold answers: on the line of the predicate it has an exchange of its kind with who
    stands in the other role."""
    found = []
    for number, review in enumerate(reviews):
        gold: dict[tuple[str, int], set[tuple[str, str]]] = defaultdict(set)
        for exchange in review.gold.exchanges:
            gold[exchange.kind, exchange.at].add((exchange.from_, exchange.to))
        for paragraph, candidates in review.candidates:
            for readings in by_predicate(candidates):
                line = paragraph.place(readings[0].at).line
                coded = sorted({pair for kind in {c.kind for c in readings} for pair in gold[kind, line]})
                for choice in readings[0].choices:
                    for giver, taker in coded:
                        who, other = (giver, taker) if choice.role.endswith("giver") else (taker, giver)
                        if other in choice.others:
                            found.append(Answered(number, choice, who))
    return found


class Logit:
    """The conditional logit over the answered choices of one role."""

    def __init__(self, rows: Iterable[Answered]) -> None:
        rows = [one for one in rows if one.meant in one.choice.standings]
        every = [(one, who, standing) for one in rows for who, standing in one.choice.standings.items()]
        seen = Counter((table, what) for one, _, standing in every for table in tables(one.choice) for what in standing)
        self._features = sorted(feature for feature, times in seen.items() if times >= LEAST_SEEN)
        column = {feature: n for n, feature in enumerate(self._features)}
        indices: list[int] = []
        ends = [0]
        for one, _, standing in every:
            features = ((table, what) for table in tables(one.choice) for what in sorted(standing))
            indices += [column[feature] for feature in features if feature in column]
            ends.append(len(indices))
        shape = (len(every), len(column))
        self._matrix = csr_matrix((np.ones(len(indices)), np.array(indices, dtype=np.int32), np.array(ends)), shape=shape)
        self._sizes = np.array([len(one.choice.standings) for one in rows])
        self._starts = np.cumsum(self._sizes) - self._sizes
        self._meant = np.flatnonzero([who == one.meant for one, who, _ in every])
        types = {who for _, who, _ in every}
        self._pull = np.array([_pull(table, what, types) for table, what in self._features])

    def weights(self) -> dict[str, dict[str, float]]:
        """The weights of standings, by table."""
        if not len(self._meant):
            return {}
        fitted = minimize(self._loss, np.zeros(len(self._features)), jac=True, method="L-BFGS-B").x
        found: dict[str, dict[str, float]] = {}
        for (table, what), weight in zip(self._features, map(float, fitted), strict=True):
            if abs(weight) >= LEAST_WEIGHT:
                found.setdefault(table, {})[what] = round(weight, 1)
        return found

    def _loss(self, weights: Any) -> tuple[float, Any]:
        """What the weights leave unexplained, with the pull to 0, and its gradient."""
        scores = self._matrix @ weights
        odds = np.exp(scores - scores.max())
        shares = odds / np.repeat(np.add.reduceat(odds, self._starts), self._sizes)
        loss = float(weights @ (self._pull * weights) / 2 - np.log(shares[self._meant] + 1e-12).sum())
        shares[self._meant] -= 1
        return loss, self._pull * weights + self._matrix.T @ shares


def _pull(table: str, what: str, types: set[str]) -> float:
    of_type = what.partition("+")[0] in types
    return PULL * (PULL_OF_TYPE if of_type else 1) * (1 if table in ROLES else PULL_OF_MOVE)


def learn(rows: Sequence[Answered]) -> dict[str, dict[str, float]]:
    """The weights of all tables."""
    learned: dict[str, dict[str, float]] = {}
    for role in ROLES:
        learned |= Logit(one for one in rows if one.choice.role == role).weights()
    return learned


def cross_validated(rows: Sequence[Answered]) -> Iterator[tuple[Answered, int]]:
    """Each answered choice with the rank of who was meant, by weights that were learned without its review."""
    for part in range(FOLDS):
        learned = learn([one for one in rows if one.review % FOLDS != part])
        yield from ((one, one.rank(learned)) for one in rows if one.review % FOLDS == part)


def write(file: Path, learned: Weights) -> None:
    """Put the weights under the comments that the file begins with."""
    before = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    parts = list(takewhile(lambda line: line.startswith("#"), before))
    for table, of_table in sorted(learned.items()):
        entries = ", ".join(f"{what}:{weight:g}" for what, weight in sorted(of_table.items()))  # wrapped between entries only
        lines = wrap(f"{{{entries}}}", WIDTH, initial_indent="  ", subsequent_indent="   ", break_on_hyphens=False)
        parts += ["", f"{table}:", *(line.replace(":", ": ") for line in lines)]
    file.write_text("\n".join(parts).strip("\n") + "\n", encoding="utf-8")


def tell(name: str, ranks: Iterable[tuple[Answered, int]]) -> None:
    """Print how often who was meant is among the first few, by role."""
    places: dict[str, list[int]] = defaultdict(list)
    for one, rank in ranks:
        places[one.choice.role].append(rank)
    for role in ROLES:
        shares = (sum(rank < first for rank in places[role]) / max(len(places[role]), 1) for first in FIRST)
        told = "   ".join(f"first {first} {share:.3f}" for first, share in zip(FIRST, shares, strict=True))
        click.echo(f"{name:<16} {role:<10} {len(places[role]):>5} choices   {told}")


@click.command
@click.argument("gold", nargs=-1, type=click.Path(file_okay=False, path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=FILE, help="Where the weights go.")
@click.option("--measure-only", is_flag=True, help="Cross-validate and write nothing.")
def train(gold: tuple[Path, ...], out: Path, measure_only: bool) -> None:
    """Learn from folders of GOLD files, by default the project's own, who is meant where nobody is named, and tell how often the
    first choice is right. Train the scorer (loaders.training) after it.

    \b
    python -m loaders.training_salience
    python -m loaders.training_salience training/gold examples/gold ~/coded/gold --measure-only
    """
    rows = answered(reviews_to_learn_from(gold))
    tell("as it is", ((one, one.rank(WEIGHTS)) for one in rows))
    tell("cross-validated", cross_validated(rows))
    if not measure_only:
        learned = learn(rows)
        write(out, learned)
        click.echo(f"{out} written: {sum(map(len, learned.values()))} weights")


if __name__ == "__main__":
    train()
