"""What a user may expect of a review that nobody has seen: agreement with the coders of reviews from which nothing was learned.

Neither rules nor weights may be made for ``training/held-out``; the figures here are what that costs.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.workspace import Workspace
from loaders.load import load
from loaders.scoring import Score, compare, read_codings, total
from loaders.training import OWN_GOLD

HELD_OUT = Path(__file__).parents[1] / "training" / "held-out"


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> list[Score]:
    workspace = Workspace(tmp_path_factory.mktemp("held-out"))
    load(sorted(HELD_OUT.glob("*.txt")), workspace)
    return compare(read_codings(workspace.reviews_folder), read_codings(HELD_OUT / "gold"))


def test_six_in_ten_by_line_and_by_network(scores: list[Score]) -> None:
    tallies = total(scores)
    line, network = tallies["exchange_line"], tallies["exchange_network"]
    assert line.f1 >= 0.6 and line.precision >= 0.7
    assert network.f1 >= 0.65


def test_what_is_sure_is_right(scores: list[Score]) -> None:
    """Of exchanges with a confidence of at least 0.8, 85 in 100 or more."""
    judged = [right for score in scores for exchange, right in score.found() if (exchange.confidence or 0) >= 0.8]
    assert len(judged) > 40
    assert sum(judged) / len(judged) >= 0.85


def test_nothing_is_learned_from_them() -> None:
    assert HELD_OUT / "gold" not in OWN_GOLD
    assert not {path.name for path in HELD_OUT.glob("*.txt")} & {path.name for path in (HELD_OUT.parent).glob("*.txt")}
