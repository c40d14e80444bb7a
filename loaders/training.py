"""``python -m loaders.training``: the weights of the reader's scorer, from reviews coded by hand.

A candidate is right if the gold file has an exchange of its kind and parties at most one line away. The scorer is a logistic
model over the features of candidates, and trees over what else the review says (the second look), which learn from scores of
models that have not seen the review. Of statements coded one by one only the logistic model learns. What it is worth, which
threshold serves best and what a score means as a confidence are measured on whole reviews, by cross-validation in which no review
is in both parts, beside the same rules without a scorer.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import click
import msgspec

from graph.records import EXCHANGE_KINDS
from loaders.documents import Document, DocumentError, read_document
from loaders.documents.model import Paragraph
from loaders.reading.candidates import Candidate
from loaders.reading.exchanges import candidates_of
from loaders.reading.mentions import Namer
from loaders.reading.scorer import WEIGHTS, Weights, choose
from loaders.reading.second_look import Read, Tree, circumstances, second_look
from loaders.scoring import LINE_TOLERANCE, CodedExchange, Coding, Score, ScoringError, Tally, read_codings, score, total
from loaders.training_statements import read_statements

try:
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.ensemble import GradientBoostingClassifier
    from sklearn.isotonic import IsotonicRegression
    from sklearn.linear_model import LogisticRegression
except ModuleNotFoundError as error:
    sys.exit(f"training needs {error.name}, which `python3 run.py test` installs; then run .venv/bin/python -m loaders.training")

CHECKOUT = Path(__file__).parents[1]
OWN_GOLD = (
    *(CHECKOUT / folder / "gold" for folder in ("training", "training/passages", "examples")),
    CHECKOUT / "training" / "statements",
)
FOLDS = 6
STRENGTH = 0.25  # C of scikit-learn: the smaller, the nearer to 0 all weights are kept
LEAST_SEEN = 3  # candidates that must have a feature for it to be weighed
TREES, LEAVES, LEAST_IN_LEAF, RATE = 80, 10, 60, 0.1  # of the second look; RATE: how much each tree counts
LEAST_WEIGHT = 0.02  # weights nearer to 0 are left out of the file
THRESHOLDS = tuple(n / 100 for n in range(10, 61, 2))
AS_GOOD = 0.035  # in the sum of two F1, what makes no difference
BINS = 20  # of the calibration, each of as many exchanges
LEAST_SCORE = 0.05  # of exchanges that the calibration looks at
MANY = 1000  # of these, from which on it looks at those of a folder by themselves
ONE_SIDED = 1.645  # standard errors below an estimate, to be sure of it in 95 of 100 cases


@dataclass
class Coded:
    """A review with its gold and the candidates of its coded paragraphs; ``group`` is the folder of its gold. ``is_statement``:
    it is one statement coded by itself, which tells nothing of what reviews are like."""

    group: str
    gold: Coding
    candidates: Read
    is_statement: bool = False

    def every(self) -> Iterable[Candidate]:
        return (candidate for _, found in self.candidates for candidate in found)

    def labels(self) -> list[bool]:
        """Whether each candidate is right."""
        lines: dict[tuple[str, str, str], set[int]] = defaultdict(set)
        for exchange in self.gold.exchanges:
            lines[exchange.link] |= {exchange.at - 1, exchange.at, exchange.at + 1}
        return [_line(p, c) in lines[c.link] for p, found in self.candidates for c in found]

    def reached(self) -> int:
        """How many of the gold exchanges a perfect choice among the candidates would find."""
        made = {(_line(p, c), *c.link) for p, found in self.candidates for c in found}
        near = range(-LINE_TOLERANCE, LINE_TOLERANCE + 1)
        return sum(any((e.at + n, *e.link) in made for n in near) for e in self.gold.exchanges)

    def exchanges(self) -> list[CodedExchange]:
        """The best reading of each predicate, each exchange once a line, with its score as confidence, however low."""
        best: dict[tuple[int, str, str, str], float] = {}
        for paragraph, found in self.candidates:
            for c in choose(found, threshold=0.0):
                key = (_line(paragraph, c), *c.link)
                best[key] = max(c.score, best.get(key, 0.0))
        return [
            CodedExchange(kind=kind, from_=sender, to=receiver, line=line, confidence=sure)  # type: ignore[arg-type]
            for (line, kind, sender, receiver), sure in best.items()
        ]


def _line(paragraph: Paragraph, candidate: Candidate) -> int:
    return paragraph.place(candidate.at).line


def read_coded(folder: Path) -> list[Coded]:
    """The reviews of a folder of gold files, whose texts lie beside it or in a folder ``reviews`` beside it; or the statements of
    one of YAML files. Raises ScoringError, DocumentError."""
    if files := sorted(folder.glob("*.yaml")):
        if any(folder.glob("*.json")):
            raise ScoringError(f"{folder}: gold files beside files of statements; put them in a folder of their own")
        statements = (statement for file in files for statement in read_statements(file))
        return [Coded(str(folder), gold, _candidates(document), is_statement=True) for gold, document in statements]
    return [Coded(str(folder), gold, _candidates(read_document(_text(folder, gold)))) for gold in read_codings(folder).values()]


def reviews_to_learn_from(folders: Sequence[Path]) -> list[Coded]:
    """The reviews of some folders of gold files, by default the project's own. Raises click.ClickException where one cannot be
    read or they are too few to cross-validate."""
    try:
        reviews = [review for folder in folders or OWN_GOLD for review in read_coded(folder)]
    except (ScoringError, DocumentError) as error:
        raise click.ClickException(str(error)) from error
    if (whole := len(without_statements(reviews))) < FOLDS:
        raise click.ClickException(f"{whole} reviews are too few to measure by; give folders with at least {FOLDS}")
    return reviews


def _text(folder: Path, gold: Coding) -> Path:
    beside = [folder.resolve().parent / gold.source, folder.resolve().parent / "reviews" / gold.source]
    found = next((path for path in beside if path.is_file()), None)
    if found is None:
        raise ScoringError(f"{folder}: no text {gold.source!r} for its gold; put it beside the folder, or in reviews/ beside it")
    return found


def _candidates(document: Document) -> Read:
    return candidates_of(document, Namer.for_document(document))


def without_statements(reviews: Iterable[Coded]) -> list[Coded]:
    """The whole reviews among what was read."""
    return [review for review in reviews if not review.is_statement]


class Model:
    """The logistic model over the candidates of some reviews."""

    def __init__(self, reviews: Sequence[Coded]) -> None:
        self.reviews = reviews
        places: dict[str, int] = {}
        indices: list[int] = []
        ends = [0]
        for review in reviews:
            for candidate in review.every():
                indices += [places.setdefault(feature, len(places)) for feature in dict.fromkeys(candidate.features)]
                ends.append(len(indices))
        columns = np.array(indices, dtype=np.int32)
        matrix = csr_matrix(
            (np.ones(len(columns), dtype=np.float32), columns, np.array(ends)), shape=(len(ends) - 1, len(places))
        )
        seen = np.flatnonzero(np.bincount(columns, minlength=len(places)) >= LEAST_SEEN)
        names = list(places)
        self.features = [names[place] for place in seen]
        self._matrix = matrix[:, seen]
        for part in ("indices", "indptr"):  # liblinear takes no others
            setattr(self._matrix, part, getattr(self._matrix, part).astype(np.int32))
        self._labels = np.array([right for review in reviews for right in review.labels()])
        self._owner = np.repeat(np.arange(len(reviews)), [sum(1 for _ in review.every()) for review in reviews])

    def cross_validate(self) -> None:
        """Give each candidate the scores that a model gives it which has not seen its review; nor has anything that the second
        look at it learned from."""
        parts = range(FOLDS)
        left_out = [(part,) for part in parts] + list(combinations(parts, 2))
        with ThreadPoolExecutor(2) as pool:
            scores = dict(zip(left_out, pool.map(self._held_out, left_out), strict=True))
        for part in parts:
            for other in parts:
                if other != part:
                    self._give(scores[min(part, other), max(part, other)][other], other)
            prior, trees = self.second_look([review for i, review in enumerate(self.reviews) if i % FOLDS != part])
            self._give(scores[part,][part], part)
            for review in self.reviews[part::FOLDS]:
                second_look(review.candidates, trees, prior)
        for part in parts:
            self._give(scores[part,][part], part)

    def _held_out(self, parts: tuple[int, ...]) -> dict[int, Any]:
        """For each of the parts the scores of its candidates by a model that has seen none of them."""
        owner = self._owner % FOLDS
        held_out = np.isin(owner, parts)
        if not held_out.any():
            return dict.fromkeys(parts, ())
        fitted = self._fit(self._matrix[~held_out], self._labels[~held_out])
        return {part: fitted.predict_proba(self._matrix[owner == part])[:, 1] if (owner == part).any() else () for part in parts}

    def _give(self, scores: Any, part: int) -> None:
        """Set the scores alone of the candidates of a part."""
        for candidate, value in zip((c for review in self.reviews[part::FOLDS] for c in review.every()), scores, strict=True):
            candidate.alone = float(value)

    def second_look(self, reviews: Sequence[Coded] | None = None) -> tuple[float, list[Tree]]:
        """The prior (log-odds) and the trees of the second look, from reviews whose candidates have been cross-validated."""
        numbers, right = [], []
        for review in without_statements(self.reviews if reviews is None else reviews):
            labels = {id(c): label for c, label in zip(review.every(), review.labels(), strict=True)}
            for candidate, row in circumstances(review.candidates):
                numbers.append(row)
                right.append(labels[id(candidate)])
        fitted = GradientBoostingClassifier(
            n_estimators=TREES, max_leaf_nodes=LEAVES, min_samples_leaf=LEAST_IN_LEAF, learning_rate=RATE, random_state=0
        ).fit(np.array(numbers), np.array(right))
        share = float(np.mean(right))
        return math.log(share / (1 - share)), [_tree(estimator.tree_, 0) for estimator in fitted.estimators_[:, 0]]

    @staticmethod
    def _fit(matrix: Any, labels: Any) -> Any:
        return LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=300, tol=1e-3, random_state=0).fit(matrix, labels)

    def weights(self) -> dict[str, float]:
        """The weights of a model that has seen all reviews, in the order of their names; the intercept is added to ``bias``."""
        fitted = self._fit(self._matrix, self._labels)
        weights = dict(zip(self.features, map(float, fitted.coef_[0]), strict=True))
        weights["bias"] = weights.get("bias", 0.0) + float(fitted.intercept_[0])
        return {name: round(weight, 3) for name, weight in sorted(weights.items()) if abs(weight) >= LEAST_WEIGHT}


def _tree(tree: Any, node: int) -> Tree:
    left, right = int(tree.children_left[node]), int(tree.children_right[node])
    if left == right:
        return round(RATE * float(tree.value[node][0][0]), 4)
    return int(tree.feature[node]), round(float(tree.threshold[node]), 4), _tree(tree, left), _tree(tree, right)


def without_scorer(candidate: Candidate) -> float:
    """What stands in for a score with rules alone: 1 where both parties have a grammatical place at the predicate, 0.6 where one
    has, else 0.2; of equals the first is chosen."""
    places = next(feature for feature in candidate.features if feature.startswith("classes=")).removeprefix("classes=").split(">")
    return (0.2, 0.6, 1.0)[places.count("direct")]


Found = Sequence[tuple[Coded, list[CodedExchange]]]  # reviews with all exchanges read in each


def read_all(reviews: Iterable[Coded]) -> Found:
    """By the scores that the candidates have now."""
    return [(review, review.exchanges()) for review in reviews]


def agreement(read: Found, least: float) -> list[Score]:
    """The score of each review when the exchanges that score ``least`` are reported."""
    return [
        score(Coding(source=review.gold.source, exchanges=[e for e in found if _score(e) >= least]), review.gold)
        for review, found in read
    ]


def _score(exchange: CodedExchange) -> float:
    return exchange.confidence or 0.0


def calibration(read: Found) -> list[tuple[float, float]]:
    """(score, share right) pairs, both rising: of the exchanges by score, and of each folder's where it has many. The lowest
    share counts, as a review in hand may be of the kind that is read worst."""
    judged: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for (review, _), one in zip(read, agreement(read, LEAST_SCORE), strict=True):
        judged[review.group] += [(_score(exchange), right) for exchange, right in one.found()]
    every = _shares([each for group in judged.values() for each in group])
    groups = [np.array(_shares(group)).T for group in judged.values() if len(group) >= MANY]
    return [(at, round(min([share, *(float(np.interp(at, x, y)) for x, y in groups)]), 3)) for at, share in every]


def _shares(judged: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """(score, share right) of exchanges in bins of equal number. The share is the lower end of its one-sided 95% interval (normal
    approximation): a confidence says that at least so many are right."""
    bins = [np.mean(part, axis=0) for part in np.array_split(np.array(sorted(judged), dtype=float), min(BINS, len(judged)))]
    shares = IsotonicRegression().fit_transform([mean for mean, _ in bins], [share for _, share in bins])
    lower = np.maximum.accumulate(np.maximum(0.0, shares - ONE_SIDED * np.sqrt(shares * (1 - shares) * len(bins) / len(judged))))
    return [(round(float(mean), 3), round(float(share), 3)) for (mean, _), share in zip(bins, lower, strict=True)]


def _tell(name: str, *tallies: Tally) -> None:
    shown = "   ".join(f"P {t.precision:.3f} R {t.recall:.3f} F1 {t.f1:.3f}" for t in tallies)
    click.echo(f"{name:<20} {shown}   {tallies[0].hit} of {tallies[0].found} right, {tallies[0].gold} in gold")


def _tell_both(name: str, read: Found, least: float) -> None:
    tallies = total(agreement(read, least))
    _tell(name, tallies["exchange_line"], tallies["exchange_network"])


def _best(read: Found) -> float:
    """The threshold that serves timelines (by line) and comparison across cases (network) together; of those that serve as well,
    the highest, since what is published had better be right than complete."""

    def worth(least: float) -> float:
        tallies = total(agreement(read, least))
        return tallies["exchange_line"].f1 + tallies["exchange_network"].f1

    worths = {least: worth(least) for least in THRESHOLDS}
    return max(least for least, value in worths.items() if value >= max(worths.values()) - AS_GOOD)


@click.command
@click.argument("gold", nargs=-1, type=click.Path(file_okay=False, path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=WEIGHTS, help="Where the weights go.")
@click.option("--measure-only", is_flag=True, help="Cross-validate and write nothing.")
def train(gold: tuple[Path, ...], out: Path, measure_only: bool) -> None:
    """Train the reader's scorer from folders of GOLD files, by default the project's own, and tell what it earns.

    \b
    python -m loaders.training
    python -m loaders.training training/gold examples/gold ~/coded/gold --out weights.json
    """
    every = reviews_to_learn_from(gold)
    reviews = without_statements(every)
    exchanges = sum(len(review.gold.exchanges) for review in reviews)
    reached = sum(review.reached() for review in reviews)
    click.echo(f"{len(reviews)} reviews with {exchanges} exchanges; {reached / exchanges:.1%} of these are among the candidates")
    if len(every) > len(reviews):
        click.echo(f"{len(every) - len(reviews)} single statements, to learn from and not to measure by")

    for candidate in (c for review in reviews for c in review.every()):
        candidate.score = without_scorer(candidate)
    alone = read_all(reviews)
    model = Model(every)
    model.cross_validate()
    scored = read_all(reviews)
    threshold, plain = _best(scored), _best(alone)

    click.echo(f"\n{'by cross-validation':<20} {'by line':<27}   network")
    for least in THRESHOLDS[::5]:
        _tell_both(f"threshold {least:.2f}", scored, least)
    for group in ("", *dict.fromkeys(review.group for review in reviews)):
        click.echo(f"\n{group or 'all'}")
        for name, read, least in ((f"scorer, {threshold:.2f}", scored, threshold), ("rules alone", alone, plain)):
            _tell_both(name, [(review, found) for review, found in read if group in ("", review.group)], least)
    click.echo("")
    tallies = total(agreement(scored, threshold))
    for kind in EXCHANGE_KINDS:
        _tell(kind, tallies[f"exchange_line:{kind}"])
    points = calibration(scored)
    click.echo("\nscore and confidence: " + ", ".join(f"{at:.2f} {share:.2f}" for at, share in points))
    if not measure_only:
        prior, trees = model.second_look()
        weights = Weights(threshold=threshold, calibration=points, prior=round(prior, 4), trees=trees, weights=model.weights())
        out.write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=1) + b"\n")
        click.echo(f"{out} written: {len(weights.weights)} weights, threshold {threshold:.2f}")


if __name__ == "__main__":
    train()
