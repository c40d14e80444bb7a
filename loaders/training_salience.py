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

import click

from loaders.documents import DocumentError
from loaders.reading.candidates import by_predicate
from loaders.reading.salience import WEIGHTS, Choice
from loaders.reading.vocabulary import FOLDER
from loaders.scoring import ScoringError
from loaders.training import FOLDS, OWN_GOLD, Coded, read_coded

try:
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix
except ModuleNotFoundError as error:
    sys.exit(f"training needs {error.name}, which `python3 run.py test` installs; then run .venv/bin/python -m {__spec__.name}")

ROLES = ("giver", "taker", "gap-giver", "gap-taker")
LEAST_SEEN = 25  # services that must have a standing for it to be weighed
STRENGTH = 1.0  # of the pull of all weights to 0
LEAST_WEIGHT = 0.1  # weights nearer to 0 are left out of the file
FIRST = (1, 3)  # of the first so many is the right one

Weights = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Answered:
    """A choice and who was meant, by the gold; ``review`` numbers the reviews."""

    review: int
    choice: Choice
    meant: str


def answered(reviews: Sequence[Coded]) -> list[Answered]:
    """The choices of some reviews that the gold answers: on the line of the predicate it has an exchange of its kind with who
    stands in the other role."""
    found = []
    for number, review in enumerate(reviews):
        gold = defaultdict(set)
        for exchange in review.gold.exchanges:
            gold[exchange.kind, exchange.at].add((exchange.from_, exchange.to))
        for paragraph, candidates in review.candidates:
            for readings in by_predicate(candidates):
                line = paragraph.place(readings[0].at).line
                coded = {pair for kind in {c.kind for c in readings} for pair in gold[kind, line]}
                for choice in readings[0].choices:
                    gives = choice.role.endswith("giver")
                    pairs = ((giver, taker) if gives else (taker, giver) for giver, taker in coded)
                    found += [Answered(number, choice, who) for who, other in sorted(pairs) if other in choice.others]
    return found


def rank(one: Answered, weights: Weights) -> int:
    """How many services are put before the one that was meant; all and more if it is not thought of."""
    odds = one.choice.odds(weights)
    if one.meant not in odds:
        return len(odds) + max(FIRST)
    return sorted(odds, key=lambda who: -odds[who]).index(one.meant)


def _tables(choice: Choice) -> tuple[str, str]:
    return choice.role, f"{choice.role} {choice.move}"


class Logit:
    """The conditional logit over some answered choices of one role."""

    def __init__(self, rows: Sequence[Answered]) -> None:
        self._rows = [one for one in rows if one.meant in one.choice.standings]
        seen = Counter(
            (table, what)
            for one in self._rows
            for standing in one.choice.standings.values()
            for what in standing
            for table in _tables(one.choice)
        )
        self._columns = {feature: n for n, feature in enumerate(sorted(f for f, times in seen.items() if times >= LEAST_SEEN))}
        indices: list[int] = []
        ends, starts, meant = [0], [], []
        for one in self._rows:
            starts.append(len(ends) - 1)
            for who, standing in one.choice.standings.items():
                if who == one.meant:
                    meant.append(len(ends) - 1)
                features = ((table, what) for table in _tables(one.choice) for what in sorted(standing))
                indices += [self._columns[feature] for feature in features if feature in self._columns]
                ends.append(len(indices))
        shape = (len(ends) - 1, len(self._columns))
        self._matrix = csr_matrix((np.ones(len(indices)), np.array(indices, dtype=np.int32), np.array(ends)), shape=shape)
        self._starts, self._meant = np.array(starts), np.array(meant)
        self._sizes = np.diff([*starts, len(ends) - 1])

    def weights(self) -> dict[str, dict[str, float]]:
        """By table: role, or role and move; the weights of standings."""
        fitted = minimize(self._loss, np.zeros(len(self._columns)), jac=True, method="L-BFGS-B").x
        found: dict[str, dict[str, float]] = {}
        for (table, what), weight in zip(self._columns, map(float, fitted), strict=True):
            if abs(weight) >= LEAST_WEIGHT:
                found.setdefault(table, {})[what] = round(weight, 1)
        return found

    def _loss(self, weights):  # type: ignore
        scores = self._matrix @ weights
        odds = np.exp(scores - scores.max())
        whole = np.add.reduceat(odds, self._starts)
        shares = odds / np.repeat(whole, self._sizes)
        loss = 0.5 * STRENGTH * weights @ weights - np.log(shares[self._meant]).sum()
        shares[self._meant] -= 1
        return loss, STRENGTH * weights + self._matrix.T @ shares


def _write(out: Path, learned: Weights) -> None:
    """The weights under the comments that the file begins with."""
    lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
    comments = list(takewhile(lambda line: line.startswith("#") or not line, lines))
    for table, of_table in sorted(learned.items()):
        entries = ", ".join(f"{what}: {weight:g}" for what, weight in sorted(of_table.items()))
        comments += ["", f"{table}:", *wrap(f"{{{entries}}}", 128, initial_indent="  ", subsequent_indent="   ")]
    out.write_text("\n".join(comments).strip("\n") + "\n", encoding="utf-8")


def learn(rows: Sequence[Answered]) -> dict[str, dict[str, float]]:
    """The weights of all tables."""
    learned: dict[str, dict[str, float]] = {}
    for role in ROLES:
        learned |= Logit([one for one in rows if one.choice.role == role]).weights()
    return learned


def cross_validated(rows: Sequence[Answered]) -> Iterator[tuple[Answered, int]]:
    """Each answered choice with the rank of who was meant, by weights that were learned without its review."""
    for part in range(FOLDS):
        learned = learn([one for one in rows if one.review % FOLDS != part])
        yield from ((one, rank(one, learned)) for one in rows if one.review % FOLDS == part)


def tell(name: str, ranks: Iterable[tuple[Answered, int]]) -> None:
    by_role = defaultdict(list)
    for one, place in ranks:
        by_role[one.choice.role].append(place)
    for role in ROLES:
        places = by_role[role]
        shares = "  ".join(f"of first {n} {sum(p < n for p in places) / max(len(places), 1):.3f}" for n in FIRST)
        click.echo(f"{name:<18} {role:<10} {len(places):>5}  {shares}")


@click.command
@click.argument("gold", nargs=-1, type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), default=FOLDER / "salience.yaml", help="Where the weights go."
)
@click.option("--measure-only", is_flag=True, help="Cross-validate and write nothing.")
def train(gold: tuple[Path, ...], out: Path, measure_only: bool) -> None:
    """Learn who is meant where nobody is named from folders of GOLD files, by default the project's own, and tell how often the
    first choice is right."""
    try:
        reviews = [review for folder in gold or OWN_GOLD for review in read_coded(folder)]
    except (ScoringError, DocumentError) as error:
        raise click.ClickException(str(error)) from error
    rows = answered(reviews)
    tell("as it is", ((one, rank(one, WEIGHTS)) for one in rows))
    tell("cross-validated", cross_validated(rows))
    if not measure_only:
        _write(out, learn(rows))
        click.echo(f"{out} written")


if __name__ == "__main__":
    train()
