"""The reader must not get worse: its agreement with the gold of the examples is held to the figures of data/example-scores.json.

``make scores`` writes the present figures there.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import pytest

from casegraph.examples import example_reviews
from graph.workspace import Workspace
from loaders.load import load
from loaders.scoring import compare, read_codings, total

RECORDED: dict[str, float] = json.loads((Path(__file__).parent / "data" / "example-scores.json").read_text(encoding="utf-8"))
MARGIN = 0.02


def f1_by_measure(workspace: Workspace) -> dict[str, float]:
    """F1 of each measure of the coding manual over all examples, read now."""
    reviews = example_reviews()
    load(reviews, workspace)
    scores = compare(read_codings(workspace.reviews_folder), read_codings(reviews[0].parent / "gold"))
    return {measure: round(tally.f1, 3) for measure, tally in total(scores).items()}


@pytest.fixture(scope="module")
def present(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    return f1_by_measure(Workspace(tmp_path_factory.mktemp("examples")))


@pytest.mark.parametrize("measure", RECORDED)
def test_no_measure_has_fallen(present: dict[str, float], measure: str) -> None:
    assert present[measure] >= RECORDED[measure] - MARGIN


def test_every_measure_is_held(present: dict[str, float]) -> None:
    assert RECORDED.keys() == present.keys()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        json.dump(f1_by_measure(Workspace(folder)), sys.stdout, indent=1)
        print()
