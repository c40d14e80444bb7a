"""The generated graph is one that the schema declares, and the command that times the packs on it works."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import synthetic
from graph.schema import SCHEMA

ROOT = Path(__file__).parents[1]


def test_everything_generated_is_declared() -> None:
    made = synthetic.graph(reviews=8)
    for node in made.nodes:
        assert set(node.properties) <= set(SCHEMA.nodes[node.label].properties)
        assert node.name
    known = {(node.label, node.id) for node in made.nodes}
    assert len(known) == len(made.nodes)
    for edge in made.edges:
        declared = SCHEMA.edges[edge.type]
        assert edge.source[0] in declared.from_
        assert edge.target[0] in declared.to
        assert set(edge.properties) <= set(declared.properties)
        assert {edge.source, edge.target} <= known
    assert set(SCHEMA.nodes) == {node.label for node in made.nodes}
    assert set(SCHEMA.edges) == {edge.type for edge in made.edges}


def test_it_is_as_large_as_it_says() -> None:
    counts = Counter(dict(synthetic.counts(synthetic.graph(reviews=20))))
    assert counts == {"Review": 20, "Agency": 340, "Paragraph": 6000, "exchanges": pytest.approx(1750, abs=20)}
    assert synthetic.graph(reviews=3) == synthetic.graph(reviews=3)


def test_the_command_times_packs(tmp_path: Path) -> None:
    arguments = ["--reviews", "5", "--graph", str(tmp_path / "made.kgl"), "--repeat", "1", "failed-pairs", "case-timeline"]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.packs", *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "2 packs, 0 over budget" in done.stdout
    assert "failed-pairs" in done.stdout
