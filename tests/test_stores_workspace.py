"""The workspace: records in, an up-to-date graph out."""

from __future__ import annotations

import multiprocessing
import os
import time
from pathlib import Path

import pytest
from sample import sample

from graph.fold import fold
from graph.records import RecordError
from graph.stores.snapshot import ordered, snapshot
from graph.workspace import Workspace, WorkspaceError

COUNT = "MATCH (r:Review {stub: false}) RETURN count(r) AS n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path / "work")
    workspace.save(sample())
    return workspace


def reviews(workspace: Workspace) -> int:
    with workspace.store() as store:
        [[count]] = store.query(COUNT).rows
    return int(count)


def built(workspace: Workspace) -> int:
    return workspace.graph_file.stat().st_mtime_ns


def test_a_saved_record_is_read_back_and_listed(workspace: Workspace) -> None:
    assert workspace.load("upton-child-a") == sample()
    assert workspace.review_ids() == ["upton-child-a"]
    assert [path.name for path in workspace.reviews_folder.iterdir()] == ["upton-child-a.json"]


def test_the_store_holds_the_fold_of_the_records(workspace: Workspace) -> None:
    workspace.save(sample("fareham-child-a", board="Fareham"))
    with workspace.store() as store:
        assert snapshot(store) == ordered(fold([sample(), sample("fareham-child-a", board="Fareham")]))


def test_the_graph_is_made_once_while_nothing_changes(workspace: Workspace) -> None:
    reviews(workspace)
    first = built(workspace)
    assert reviews(workspace) == 1
    assert built(workspace) == first
    assert sorted(path.name for path in workspace.path.iterdir()) == ["graph.json", "graph.kgl", "reviews"]


def test_the_graph_follows_records_that_come_change_and_go(workspace: Workspace) -> None:
    assert reviews(workspace) == 1
    workspace.save(sample("fareham-child-a", board="Fareham"))
    assert reviews(workspace) == 2
    workspace.save(sample("fareham-child-a", board="Fareham East"))
    boards = workspace.store().query("MATCH (r:Review {stub: false}) RETURN r.board AS board ORDER BY board").rows
    assert boards == (("Fareham East",), ("Upton Safeguarding Board",))
    workspace.remove("fareham-child-a")
    assert reviews(workspace) == 1


def test_the_graph_follows_corrections(workspace: Workspace) -> None:
    gaps = "MATCH (:Agency)-[f:FAILED_TO_SHARE]->(:Agency) RETURN f.status AS status"
    assert workspace.store().query(gaps).rows == (("found",),)
    workspace.corrections_folder.mkdir()
    decided = workspace.corrections_folder / "upton-child-a.yaml"
    decided.write_text("confirm: [x2]")
    assert workspace.store().query(gaps).rows == (("confirmed",),)
    decided.write_text("reject: [x2]")
    assert workspace.store().query(gaps).rows == ()
    decided.unlink()
    assert workspace.store().query(gaps).rows == (("found",),)


@pytest.mark.parametrize("spoil", ["delete", "foreign", "delete both"])
def test_a_graph_that_is_lost_or_not_the_one_made_is_made_again(workspace: Workspace, spoil: str) -> None:
    reviews(workspace)
    if spoil == "foreign":
        workspace.graph_file.write_bytes(b"something else")
    else:
        workspace.graph_file.unlink()
    if spoil == "delete both":
        (workspace.path / "graph.json").unlink()
    assert reviews(workspace) == 1


def test_a_newer_way_of_folding_makes_the_graph_anew(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    reviews(workspace)
    first = built(workspace)
    monkeypatch.setattr("kglite.__version__", "0.0.0")
    reviews(workspace)
    assert built(workspace) != first


def test_a_broken_record_is_named_each_time_and_the_rest_goes_on(workspace: Workspace) -> None:
    broken = workspace.reviews_folder / "broken.json"
    broken.write_text("{")
    renamed = workspace.reviews_folder / "renamed.json"
    renamed.write_bytes((workspace.reviews_folder / "upton-child-a.json").read_bytes())
    for _ in range(2):
        told: list[str] = []
        with workspace.store(told.append) as store:
            assert store.query(COUNT).rows == ((1,),)
        assert len(told) == 2
        assert told[0].startswith(f"{broken}: not a casegraph record")
        assert told[1].startswith(f"{renamed}: holds the record of 'upton-child-a'")
    assert workspace.contents().problems == tuple(told)


def test_a_record_with_unknown_words_is_named(workspace: Workspace) -> None:
    record = sample("other")
    record.exchanges[0].to = "navy"
    path = workspace.save(record)
    told: list[str] = []
    workspace.store(told.append)
    assert told == [f"{path}: x1: unknown agency type 'navy'; load the review again to rewrite it (this review is left out)"]


def test_broken_corrections_leave_their_review_out_and_are_named(workspace: Workspace) -> None:
    workspace.save(sample("other"))
    workspace.corrections_folder.mkdir()
    decided = workspace.corrections_folder / "other.yaml"
    decided.write_text("confirm: [x1]\nreject: {")
    told: list[str] = []
    with workspace.store(told.append) as store:
        assert store.query(COUNT).rows == ((1,),)
    [line] = told
    assert line.startswith(f"{decided}, line 2: not YAML")


def test_corrections_that_fit_nothing_are_told(workspace: Workspace) -> None:
    workspace.corrections_folder.mkdir()
    decided = workspace.corrections_folder / "upton-child-a.yaml"
    decided.write_text("confirm: [gone]")
    told: list[str] = []
    assert workspace.store(told.append).query(COUNT).rows == ((1,),)
    assert told == [f"{decided}, line 1: no statement 'gone' in upton-child-a"]


@pytest.mark.parametrize("made", [False, True])
def test_a_workspace_without_reviews_says_what_to_do(tmp_path: Path, made: bool) -> None:
    path = tmp_path / "none"
    if made:
        (path / "reviews").mkdir(parents=True)
    for use in (Workspace(path).store, Workspace(path).contents):
        with pytest.raises(WorkspaceError, match="holds no reviews; run `casegraph load") as error:
            use()
        assert str(path) in str(error.value)
    assert path.exists() == made


def test_a_missing_review_is_named(workspace: Workspace) -> None:
    with pytest.raises(WorkspaceError, match="holds no review 'gone'"):
        workspace.remove("gone")
    with pytest.raises(RecordError, match="cannot be read"):
        workspace.load("gone")


@pytest.mark.parametrize("review_id", ["", "../out", "a/b", ".hidden", "a b"])
def test_an_id_cannot_lead_out_of_the_workspace(workspace: Workspace, review_id: str) -> None:
    with pytest.raises(WorkspaceError, match="cannot be the id of a review"):
        workspace.save(sample(review_id))


def _fold_again(path: str, start: float, count: int) -> None:
    workspace = Workspace(path)
    time.sleep(max(0.0, start - time.time()))
    for _ in range(count):
        workspace.save(sample(f"review-{os.getpid()}"))
        with workspace.store() as store:
            [[found]] = store.query(COUNT).rows
        assert found >= 1


def test_processes_that_load_and_fold_at_once_do_not_spoil_the_graph(workspace: Workspace) -> None:
    context = multiprocessing.get_context("spawn")
    start = time.time() + 1.0
    processes = [context.Process(target=_fold_again, args=(str(workspace.path), start, 10)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert reviews(workspace) == 4
    assert sorted(path.name for path in workspace.path.iterdir()) == ["graph.json", "graph.kgl", "reviews"]
