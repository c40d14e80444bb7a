"""Loading: which files become which reviews, what happens to bad ones, and that nothing is lost or done twice."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pypdfium2
import pytest
from timing import timed

import loaders.load
from casegraph.examples import example_reviews
from graph.records import load as read_record
from graph.workspace import Workspace
from loaders.load import Failed, Job, Loaded, PassedOver, Plan, Unchanged, load, plan, run

EXAMPLES = example_reviews()
TEXT = """Serious Case Review: Child {name}

1. Narrative

1.1 In May 2012 the health visitor informed the GP that Child {name} had missed two appointments.

1.2 The police did not tell children's social care about the incident. Mother was not asked about it.
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


def review(path: Path, name: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT.format(name=name), encoding="utf-8")
    return path


def test_a_folder_becomes_one_record_for_each_review(workspace: Workspace) -> None:
    outcomes = load(EXAMPLES, workspace)
    loaded = {outcome.review_id: outcome for outcome in outcomes if isinstance(outcome, Loaded)}
    assert sorted(loaded) == workspace.review_ids() == sorted(path.stem for path in EXAMPLES)
    for review_id, outcome in loaded.items():
        record = workspace.load(review_id)
        assert sum(outcome.exchanges.values()) == len(record.exchanges) > 20
        assert (outcome.agencies, outcome.people, outcome.paragraphs) == (
            len(record.agencies),
            len(record.people),
            len(record.paragraphs),
        )
        assert outcome.seconds > 0
        assert Path(record.review.source.path) in EXAMPLES


def test_loading_again_changes_nothing(workspace: Workspace) -> None:
    load(EXAMPLES, workspace)
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in workspace.reviews_folder.iterdir()}
    again = load(EXAMPLES, workspace)
    assert all(isinstance(outcome, Unchanged) and outcome.same_as is None for outcome in again) and len(again) == len(before)
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in workspace.reviews_folder.iterdir()} == before


def test_a_changed_file_replaces_its_own_record_only(workspace: Workspace, tmp_path: Path) -> None:
    first, second = review(tmp_path / "one.txt", "A"), review(tmp_path / "two.txt", "B")
    load([first, second], workspace)
    kept = workspace.record_path("two").read_bytes()
    review(first, "C")
    outcomes = load([first, second], workspace)
    assert [type(outcome) for outcome in sorted(outcomes, key=lambda o: o.path)] == [Loaded, Unchanged]
    assert "Child C" in workspace.load("one").paragraphs[-2].text
    assert workspace.record_path("two").read_bytes() == kept


def test_a_newer_reader_reads_again(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = review(tmp_path / "one.txt", "A")
    load([file], workspace)
    monkeypatch.setattr(loaders.load, "EXTRACTOR_VERSION", "casegraph of tomorrow")
    assert [type(outcome) for outcome in load([file], workspace)] == [Loaded]


def test_what_is_no_review_by_its_name_is_passed_over_unless_named(workspace: Workspace, tmp_path: Path) -> None:
    file, about = review(tmp_path / "one.txt", "A"), review(tmp_path / "README.md", "B")
    assert [outcome for outcome in load([tmp_path], workspace) if not isinstance(outcome, Loaded)] == [PassedOver(about)]
    assert load([tmp_path / "*"], workspace) == [PassedOver(about), Unchanged(file, "one")]
    assert workspace.review_ids() == ["one"]
    assert [type(outcome) for outcome in load([about], workspace)] == [Loaded]


def test_two_files_of_one_name_are_two_reviews(workspace: Workspace, tmp_path: Path) -> None:
    files = [review(tmp_path / board / "Overview Report.txt", board) for board in ("upton", "denby")]
    load(files, workspace)
    ids = workspace.review_ids()
    assert (
        len(ids) == 2 and ids[0] == "overview-report" and ids[1].startswith("overview-report-") and len(ids[1]) == len(ids[0]) + 7
    )
    assert all(isinstance(outcome, Unchanged) for outcome in load(files[::-1], workspace))
    assert {Path(workspace.load(review_id).review.source.path) for review_id in ids} == set(files)


def test_the_same_content_under_two_names_is_loaded_once(workspace: Workspace, tmp_path: Path) -> None:
    first, second = review(tmp_path / "a.txt", "A"), review(tmp_path / "b.txt", "A")
    outcomes = load([first, second], workspace)
    assert workspace.review_ids() == ["a"]
    assert [outcome for outcome in outcomes if isinstance(outcome, Unchanged)] == [Unchanged(second, "a", same_as=first)]
    assert load([second], workspace) == [Unchanged(second, "a", same_as=first)]


def test_a_file_that_has_moved_is_the_same_review(workspace: Workspace, tmp_path: Path) -> None:
    file = review(tmp_path / "old" / "one.txt", "A")
    load([file], workspace)
    (tmp_path / "new").mkdir()
    file = file.rename(tmp_path / "new" / "one.txt")
    review(file, "B")
    load([file], workspace)
    assert workspace.review_ids() == ["one"]
    assert workspace.load("one").review.source.path == str(file)


def test_a_file_named_twice_is_read_once(workspace: Workspace, tmp_path: Path) -> None:
    file = review(tmp_path / "one.txt", "A")
    assert len(load([file, tmp_path, tmp_path / "*.txt"], workspace)) == 1


def test_names_that_make_no_id_still_get_one(workspace: Workspace, tmp_path: Path) -> None:
    for name in ("..!!.txt", "Überblick – Kind Q.txt", "x" * 200 + ".txt"):
        load([review(tmp_path / name, name)], workspace)
    assert workspace.review_ids() == ["review", "x" * 100, "überblick-kind-q"]


def bad_folder(folder: Path) -> dict[str, str]:
    """Files that cannot be read, each with words that its reason must hold; and two that can."""
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "letter.docx").write_bytes(b"this is no DOCX")
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    document.save(folder / "scan.pdf")
    whole = (folder / "scan.pdf").read_bytes()
    (folder / "cut.pdf").write_bytes(whole[: len(whole) // 3])
    review(folder / "good.txt", "A")
    western = TEXT.format(name="B").replace("Mother", "Mother – “Zoë” –")
    (folder / "western.txt").write_bytes(western.encode("cp1252"))
    return {"empty.txt": "empty", "binary.txt": "text", "letter.docx": "Word", "scan.pdf": "text", "cut.pdf": "breaks off"}


def test_bad_files_are_named_and_the_rest_is_loaded(workspace: Workspace, tmp_path: Path) -> None:
    expected = bad_folder(tmp_path / "mixed")
    outcomes = load([tmp_path / "mixed", tmp_path / "missing.txt"], workspace)
    failed = {outcome.path.name: outcome.reason for outcome in outcomes if isinstance(outcome, Failed)}
    assert failed.keys() == expected.keys() | {"missing.txt"}
    for name, words in expected.items():
        assert name in failed[name] and words in failed[name] and "\n" not in failed[name]
    assert workspace.review_ids() == ["good", "western"]
    assert any("“Zoë”" in paragraph.text for paragraph in workspace.load("western").paragraphs)


def test_the_command_line_names_bad_files_and_exits_1(tmp_path: Path) -> None:
    expected = bad_folder(tmp_path / "mixed")
    shown = subprocess.run(
        [sys.executable, "-m", "casegraph", "load", "mixed", "-w", "work"], cwd=tmp_path, capture_output=True, text=True
    )
    assert shown.returncode == 1
    assert "good" in shown.stdout and "western" in shown.stdout
    for name in expected:
        assert sum(line.startswith(f"mixed/{name}: ") for line in shown.stderr.splitlines()) == 1
    assert "5 of 7 could not be loaded" in shown.stderr and "Traceback" not in shown.stderr


def test_processes_give_what_one_process_gives(workspace: Workspace, tmp_path: Path) -> None:
    load(EXAMPLES, workspace)
    other = Workspace(tmp_path / "other")
    outcomes = list(run(plan(EXAMPLES, other), other, processes=2))
    assert all(isinstance(outcome, Loaded) for outcome in outcomes)
    for review_id in workspace.review_ids():
        assert other.record_path(review_id).read_bytes() == workspace.record_path(review_id).read_bytes()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes to hold a process in the middle of a read")
def test_a_process_that_dies_takes_only_its_own_document_with_it(workspace: Workspace, tmp_path: Path) -> None:
    stuck = tmp_path / "stuck.txt"
    os.mkfifo(stuck)
    good = review(tmp_path / "good.txt", "A")
    over = threading.Event()
    killer = threading.Thread(target=_kill_readers, args=(stuck, over))
    killer.start()
    try:
        jobs = [Job(stuck, "stuck", 10), Job(good, "good", 5)]
        outcomes = {outcome.path: outcome for outcome in run(Plan(jobs, []), workspace, processes=2)}
    finally:
        over.set()
        killer.join()
    assert isinstance(outcomes[good], Loaded) and workspace.review_ids() == ["good"]
    failure = outcomes[stuck]
    assert isinstance(failure, Failed) and str(stuck) in failure.reason and "died" in failure.reason


def _kill_readers(pipe: Path, over: threading.Event) -> None:
    """End every process that this one started whenever one of them holds the pipe open."""
    while not over.is_set():
        time.sleep(0.02)
        try:
            held = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody reads it
            continue
        for child in multiprocessing.active_children():
            child.kill()
            child.join()
        os.close(held)


def test_an_interrupted_load_keeps_what_is_ready(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    example = min(EXAMPLES, key=lambda path: path.stat().st_size).read_text(encoding="utf-8")
    for number in range(40):
        (folder / f"review-{number}.txt").write_text(f"{example}\nCopy {number}.\n", encoding="utf-8")
    command = [sys.executable, "-m", "casegraph", "load", str(folder), "-w", str(workspace.path)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    deadline = time.monotonic() + 60
    while not workspace.review_ids() and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 130 and errors.strip().splitlines()[-1] == "casegraph: stopped"
    assert "Traceback" not in errors
    kept = workspace.review_ids()
    assert 0 < len(kept) < 40
    for review_id in kept:
        assert read_record(workspace.record_path(review_id)).review.id == review_id
    left = [path.name for path in workspace.reviews_folder.iterdir() if path.suffix != ".json"]
    assert left == []
    outcomes = load([folder], workspace)
    assert sum(isinstance(outcome, Unchanged) for outcome in outcomes) == len(kept)
    assert len(workspace.review_ids()) == 40


def test_real_reviews_load_in_time(shared: Path, tmp_path: Path) -> None:
    files = tmp_path / "reviews"
    shutil.copytree(shared / "reviews", files)
    command = [sys.executable, "-m", "casegraph", "load", str(files), "-w", str(tmp_path / "work")]
    shown, took = timed(command)
    assert shown.returncode == 0, shown.stderr
    assert len(Workspace(tmp_path / "work").review_ids()) == len(list(files.iterdir()))
    assert took < 10, "seconds of computing, on all cores together"
