"""What holds for every pack that ships, whatever it asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import small_graph

from graph.stores import open_store
from graph.stores.base import Graph, Store
from queries.lint import lint, lint_files
from queries.packs import GROUPS, Pack, PackError, describe, find_pack, load_packs
from queries.runner import run

PACKS = load_packs()
EACH = pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
GIVEN = {  # values of the parameters that must be given, as the hand-made graph has them
    "case_id": "north-1/a",
    "from_type": "health-visiting",
    "to_type": "general-practice",
    "theme": "information-sharing",
    "review": "south-1",
}


def given(pack: Pack) -> dict[str, str]:
    return {parameter.name: GIVEN[parameter.name] for parameter in pack.parameters if parameter.required}


def rows(store: Store, pack: Pack) -> list[dict[str, object]]:
    return run(store, pack, given(pack), limit=None).records()


@pytest.fixture(scope="module")
def calm_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The hand-made graph without a failed exchange."""
    with open_store(tmp_path_factory.mktemp("calm") / "graph.kgl") as store:
        store.write(small_graph.calm())
        yield store


@pytest.fixture(scope="module")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("empty") / "graph.kgl") as store:
        store.write(Graph([], []))
        yield store


def test_the_folders_hold_what_they_should() -> None:
    assert len(PACKS) >= 40
    for group in GROUPS:
        assert sum(pack.group == group for pack in PACKS.values()) >= 5


@EACH
def test_lint_finds_nothing(pack: Pack) -> None:
    assert lint(pack) == []


@EACH
def test_it_answers_on_the_hand_made_graph(pack: Pack, small_store: Store) -> None:
    assert rows(small_store, pack)


@EACH
def test_no_row_states_anything_without_a_quote(pack: Pack, small_store: Store) -> None:
    quotes = [column.name for column in pack.columns if column.name.endswith("quote") and column.kind == "evidence"]
    if pack.states:
        for row in rows(small_store, pack):
            assert row["review"]
            assert row["quote" if "quote" in quotes else quotes[0]]
    else:
        assert any(column.kind in ("count", "measure") for column in pack.columns)


@EACH
def test_every_quote_stands_in_the_paragraph_and_review_it_names(pack: Pack, small_store: Store) -> None:
    found = small_store.query("MATCH (p:Paragraph) RETURN p.review_id AS review, p.ref AS ref, p.line AS line, p.text AS text")
    paragraphs = {(row["review"], row["ref"], row["line"]): row["text"] for row in found.records()}
    for row in rows(small_store, pack):
        for name in (name for name in row if name.endswith("quote") and row[name] is not None):
            prefix = name.removesuffix("quote")
            review = row["earlier_review"] if prefix == "earlier_" else row["review"]
            assert row[name] in paragraphs[review, row[f"{prefix}paragraph"], row[f"{prefix}line"]]


@EACH
def test_rows_cut_are_the_first_rows(pack: Pack, small_store: Store) -> None:
    table = run(small_store, pack, given(pack), limit=None)
    assert not table.truncated
    cut = run(small_store, pack, given(pack), limit=1)
    assert len(cut.rows) == 1
    assert cut.truncated is (len(table.rows) > 1)
    if "$limit" not in pack.cypher:  # a pack that cuts early may order the rows it keeps anew
        assert cut.rows == table.rows[:1]


@EACH
def test_the_same_question_has_the_same_answer(pack: Pack, small_store: Store) -> None:
    assert rows(small_store, pack) == rows(small_store, pack)


@EACH
def test_an_empty_graph_has_no_answer_and_no_error(pack: Pack, empty_store: Store) -> None:
    if not given(pack):
        expected = 6 if pack.id == "triangle" else 0
        found = rows(empty_store, pack)
        assert len(found) == expected
        assert not any(row["passed"] or row["failed"] for row in found)


@EACH
def test_a_graph_without_failures_shows_none(pack: Pack, calm_store: Store) -> None:
    found = rows(calm_store, pack)
    for row in found:
        assert not [name for name in ("failed", "did_not_tell", "was_not_told", "channels_failed") if row.get(name)]
        assert row.get("kind") != "FAILED_TO_SHARE"
    about_failures = {
        *("failed-pairs", "failed-sectors", "failure-modes", "failure-moments", "held-not-passed", "known-to-one", "left-out"),
        *("mixed-channels", "no-feedback", "not-consulted", "not-followed-up", "pair-evidence", "rare-pairs"),
        *("similar-cases", "unanswered-pairs"),
    }
    if pack.id in about_failures:
        assert found == []


def test_a_pack_of_ones_own(tmp_path: Path, small_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "boards.yaml").write_text(OWN)
    packs = load_packs(folder)
    assert packs["boards"].group == "own"
    assert set(packs) == {*PACKS, "boards"}
    assert run(small_store, packs["boards"]).rows == (("North", 2), ("South", 1))
    assert lint(packs["boards"]) == []
    monkeypatch.setenv("CASEGRAPH_PACKS", str(folder))
    assert "boards" in load_packs()


OWN = """\
id: boards
revision: 1
title: Reviews of each board
question: How many reviews has each board?
columns:
  - {name: board, kind: group, meaning: The board.}
  - {name: reviews, kind: count, meaning: Its reviews.}
caution: Only those loaded.
cypher: |
  MATCH (r:Review) WHERE NOT r.stub
  RETURN r.board AS board, count(*) AS reviews
  ORDER BY board
"""


def test_errors_name_the_file(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(OWN.replace("question:", "ask:"))
    with pytest.raises(PackError, match=r"bad\.yaml: not a query pack: .*`ask`"):
        load_packs(tmp_path)
    bad.write_text("id: [")
    with pytest.raises(PackError, match=r"bad\.yaml: not a query pack"):
        load_packs(tmp_path)
    bad.write_text(OWN.replace("id: boards", "id: left-out"))
    with pytest.raises(PackError, match=r"bad\.yaml: the id 'left-out' is already used by .*left-out\.yaml"):
        load_packs(tmp_path)
    with pytest.raises(PackError, match=r"nowhere: no such folder of query packs; check --packs or CASEGRAPH_PACKS"):
        load_packs(tmp_path / "nowhere")


def test_an_unknown_name_suggests_the_nearest() -> None:
    with pytest.raises(PackError, match="no query called 'failed-pair', did you mean 'failed-pairs'"):
        find_pack(PACKS, "failed-pair")


@pytest.mark.parametrize(
    ("change", "into", "problem"),
    [
        ("id: boards", "id: Boards", "should be lower-case words joined by hyphens"),
        ("id: boards", "id: other", "the id 'other' should be the name of the file"),
        ("has each board?", "has each board", "should end with a question mark"),
        ("meaning: Its reviews.", "meaning: ''", "column 'reviews' has no meaning"),
        ("name: reviews", "name: board", "column 'board' stands twice"),
        ("RETURN r.board", "RETURNS r.board", "[Ss]yntax error"),
        ("NOT r.stub", "r.bored = 1", "bored"),
        ("  ORDER BY board\n", "", "ends without ORDER BY"),
        ("count(*) AS reviews", "count(*) AS number", "returns the columns board, number; it declares board, reviews"),
        ("NOT r.stub", "r.board = $board", r"uses \$board, which is no parameter"),
        ("kind: count", "kind: fact", "states something .* and has no evidence column 'quote'"),
        ("MATCH (r:Review) WHERE NOT r.stub", "CREATE (r:Review {stub: false})", "read-only"),
        ("AS board", "AS end", "CASE and END are reserved"),
        ("count(*) AS reviews", "apoc.coll.max([1]) AS reviews", "APOC"),
        ("MATCH (r:Review)", "LOAD CSV FROM 'file:///etc/passwd' AS line MATCH (r:Review)", "reaches outside the graph"),
        ("ORDER BY board", "ORDER BY board LIMIT 3", "the last LIMIT is the runner's"),
        ("r.board AS board", "properties(r) AS board", "order of the engine's own"),
        (
            "WHERE NOT r.stub",
            "MATCH (:Agency)-[e:INFORMED]->(:Agency) MATCH (p:Paragraph {id: e.paragraph_id})",
            "takes its value from an edge .* finds nothing on KGLite",
        ),
        (
            "WHERE NOT r.stub",
            "WITH r.id AS x MATCH (r:Review {id: x})",
            "the node variable 'r' is bound twice",
        ),
        (
            "  ORDER BY board\n",
            "  UNION MATCH (s:Review) RETURN s.board AS board, 1 AS reviews ORDER BY board\n",
            "a UNION at the top",
        ),
    ],
)
def test_lint_tells_what_is_wrong(tmp_path: Path, change: str, into: str, problem: str) -> None:
    assert change in OWN
    (tmp_path / "boards.yaml").write_text(OWN.replace(change, into))
    found = lint_files(tmp_path)
    assert all(line.startswith(str(tmp_path / "boards.yaml")) for line in found)
    with pytest.raises(AssertionError, match=problem):
        raise AssertionError("\n".join(found))


def test_lint_of_a_folder_goes_on_after_a_file_that_is_no_pack(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("id: [")
    (tmp_path / "boards.yaml").write_text(OWN.replace("revision: 1", "revision: 0"))
    found = lint_files(tmp_path)
    assert [Path(line.partition(":")[0]).name for line in found] == ["a.yaml", "boards.yaml"]


@EACH
def test_describe_tells_everything(pack: Pack) -> None:
    told = describe(pack)
    for word in (pack.title, pack.caution.strip(), pack.cypher.strip(), *(column.name for column in pack.columns)):
        assert word in told
    for parameter in pack.parameters:
        assert f"| `{parameter.name}` | {parameter.type} |" in told
