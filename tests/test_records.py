"""Record files: written, read back, refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sample import sample

from graph.records import RecordError, dump, load, stable_id


def test_a_record_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(dump(sample()))
    assert load(path) == sample()
    assert dump(load(path)) == path.read_bytes()


def test_the_file_has_the_names_that_other_tools_read() -> None:
    written = json.loads(dump(sample()))
    assert written["format"] == "casegraph/review@1"
    exchange = written["exchanges"][1]
    assert (exchange["kind"], exchange["from"], exchange["to"]) == ("FAILED_TO_SHARE", "hospital", "general-practice")
    assert exchange["evidence"] == {
        "paragraph_id": "p3",
        "paragraph": "2.2",
        "line": 11,
        "page": 2,
        "start": 0,
        "end": 32,
        "quote": "The hospital did not tell the GP",
    }


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a casegraph record"),
        (b"{", "not a casegraph record"),
        (b"\xff\xfe", "not a casegraph record"),
        (b'{"review": {"id": "a"}}', "not a casegraph record"),
        (b'{"format": "casegraph/review@9", "review": {"id": "a", "source": {"file": "a"}}}', "expected 'casegraph/review@1'"),
    ],
)
def test_another_file_is_refused_by_name(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    with pytest.raises(RecordError) as error:
        load(path)
    assert str(error.value).startswith(f"{path}: ")
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be read"):
        load(tmp_path / "none.json")


def test_ids_tell_what_is_said_and_count_repeats() -> None:
    seen: dict[str, int] = {}
    first = stable_id("x", "police", "education", seen=seen)
    assert stable_id("x", "police", "education") == first
    assert stable_id("x", "police", "health") != first
    assert stable_id("x", "polic", "eeducation") != first
    assert stable_id("x", "police", "education", seen=seen) == f"{first}-2"


def test_statements_are_everything_that_has_evidence() -> None:
    assert " ".join(statement.id for statement in sample().statements()) == "s1 s2 s3 g1 g2 x1 x2 e2 e1 f1 r1 c1"
