"""What a user may expect of a review that nobody has seen: agreement with the coders of reviews from which nothing was learned.

Neither rules nor weights may be made for ``training/held-out`` and ``training/held-out-passages``; the figures here are what that
costs.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.workspace import Workspace
from loaders.load import load
from loaders.scoring import Score, compare, read_codings, total
from loaders.training import OWN_GOLD
from loaders.training_statements import read_statements

TRAINING = Path(__file__).parents[1] / "training"
HELD_OUT = TRAINING / "held-out"
PASSAGES = TRAINING / "held-out-passages"  # dense and in the register of real reviews: much is only meant, and told again


def scored(folder: Path, workspace: Workspace) -> list[Score]:
    load(sorted(folder.glob("*.txt")), workspace)
    return compare(read_codings(workspace.reviews_folder), read_codings(folder / "gold"))


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> list[Score]:
    return scored(HELD_OUT, Workspace(tmp_path_factory.mktemp("held-out")))


@pytest.fixture(scope="module")
def passages(tmp_path_factory: pytest.TempPathFactory) -> list[Score]:
    return scored(PASSAGES, Workspace(tmp_path_factory.mktemp("passages")))


def test_six_in_ten_by_line_and_by_network(scores: list[Score]) -> None:
    tallies = total(scores)
    line, network = tallies["exchange_line"], tallies["exchange_network"]
    assert line.f1 >= 0.6 and line.precision >= 0.7
    assert network.f1 >= 0.65


def test_half_of_what_dense_passages_tell(passages: list[Score]) -> None:
    tallies = total(passages)
    line, network = tallies["exchange_line"], tallies["exchange_network"]
    assert line.f1 >= 0.5 and line.precision >= 0.65
    assert network.f1 >= 0.6


def test_what_is_sure_is_right(scores: list[Score], passages: list[Score]) -> None:
    """Of exchanges with a confidence of at least 0.8, 85 in 100 or more."""
    judged = [right for score in (*scores, *passages) for exchange, right in score.found() if (exchange.confidence or 0) >= 0.8]
    assert len(judged) > 40
    assert sum(judged) / len(judged) >= 0.85


def test_nothing_is_learned_from_them() -> None:
    assert not {HELD_OUT / "gold", PASSAGES / "gold"} & set(OWN_GOLD)
    learned = {path.read_bytes() for folder in OWN_GOLD for path in folder.parent.glob("*.txt")}
    held_out = [path.read_bytes() for folder in (HELD_OUT, PASSAGES) for path in folder.glob("*.txt")]
    assert held_out and not learned.intersection(held_out)
    statements = [coded.text.encode() for file in (TRAINING / "statements").glob("*.yaml") for _, coded in read_statements(file)]
    assert statements and not [said for said in statements if any(said in text for text in held_out)]
