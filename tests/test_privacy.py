"""Where a review lies on somebody's machine does not travel: no graph, export, page or report tells it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from casegraph import cli
from casegraph.examples import example_reviews
from graph.exports import FORMATS
from graph.exports.rdf import FORMATS as RDF_FORMATS
from graph.stores.base import Store
from graph.stores.snapshot import snapshot
from graph.workspace import Workspace

PLACE = "home-of-the-analyst"
GRAPHS = [name for name in FORMATS if name != "parquet"]  # Parquet is compressed; it is made of the same graph
Casegraph = Callable[..., None]


@pytest.fixture
def casegraph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Casegraph:
    """Runs a command that must succeed, on a workspace of one review that was loaded from a folder called PLACE."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> None:
        with pytest.raises(SystemExit) as exited:
            cli.main(arguments)
        assert not exited.value.code

    Path(PLACE).mkdir()
    run("load", shutil.copy(example_reviews()[0], PLACE))
    [review_id] = Workspace("casegraph-data").review_ids()
    assert PLACE in Workspace("casegraph-data").load(review_id).review.source.path
    return run


def assert_untold(path: Path) -> None:
    written = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    assert written
    for file in written:
        content = file.read_bytes()
        assert content and PLACE.encode() not in content, file


@pytest.mark.parametrize("form", GRAPHS)
def test_exports_of_the_graph(casegraph: Casegraph, form: str) -> None:
    casegraph("export", form, "out")
    assert_untold(Path("out"))


@pytest.mark.parametrize("suffix", RDF_FORMATS)
def test_rdf(casegraph: Casegraph, suffix: str) -> None:
    casegraph("export", "rdf", f"out{suffix}")
    assert_untold(Path(f"out{suffix}"))


@pytest.mark.parametrize(
    "arguments", [("report", "-o"), ("view", "agencies", "-o"), ("reviews", "-o")], ids=lambda given: given[0]
)
def test_pages(casegraph: Casegraph, arguments: tuple[str, ...]) -> None:
    casegraph(*arguments, "out.html")
    assert_untold(Path("out.html"))


def test_a_server(casegraph: Casegraph, neo4j_store: Store, neo4j_server: str) -> None:
    casegraph("push", "--store", neo4j_server)
    held = snapshot(neo4j_store)
    assert len(held.nodes) > 100
    assert PLACE not in repr(held)
