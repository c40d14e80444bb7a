"""What a person decided wins over what was read."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample import sample

from graph.corrections import CorrectionsError, apply, read
from graph.records import ReviewRecord
from graph.schema import SCHEMA


def corrected(tmp_path: Path, text: str, told: list[str] | None = None) -> ReviewRecord:
    path = tmp_path / "upton-child-a.yaml"
    path.write_text(text, encoding="utf-8")
    return apply(sample(), read(path), (told if told is not None else []).append)


def test_confirmed_statements_say_so_and_nothing_else_changes(tmp_path: Path) -> None:
    record = corrected(tmp_path, "confirm: [x1, s2]")
    statuses = {statement.id: statement.status for statement in record.statements()}
    assert {own_id for own_id, status in statuses.items() if status == "confirmed"} == {"x1", "s2"}
    record.exchanges[0].status = record.people[1].status = "found"
    assert record == sample()


def test_rejected_statements_leave_and_nothing_points_at_them(tmp_path: Path) -> None:
    record = corrected(tmp_path, "reject:\n- x2\n- e1\n- f1\n")
    assert [exchange.id for exchange in record.exchanges] == ["x1"]
    assert record.exchanges[0].episode is None
    assert record.findings == []
    assert SCHEMA.problems(record) == []


def test_changed_fields_are_set_and_the_statement_is_confirmed(tmp_path: Path) -> None:
    record = corrected(tmp_path, "change:\n  x2: {to: health-visiting, mode: unaware, case: child-a}\n")
    exchange = record.exchanges[1]
    assert (exchange.from_, exchange.to, exchange.mode, exchange.case) == ("hospital", "health-visiting", "unaware", "child-a")
    assert exchange.status == "confirmed"
    assert exchange.evidence == sample().exchanges[1].evidence


def test_facts_of_the_case_and_the_review_can_be_changed(tmp_path: Path) -> None:
    record = corrected(tmp_path, "change:\n  child-a: {age_months: 11}\n  upton-child-a: {board: Upton Partnership}\n")
    assert record.cases[0].subject.age_months == 11
    assert record.review.board == "Upton Partnership"


def test_a_quote_alone_moves_within_the_same_paragraph(tmp_path: Path) -> None:
    evidence = corrected(tmp_path, 'change: {x2: {quote: "did not tell the GP"}}').exchanges[1].evidence
    assert (evidence.paragraph_id, evidence.quote, evidence.start, evidence.end) == ("p3", "did not tell the GP", 13, 32)


def test_an_added_statement_stands_where_its_words_do(tmp_path: Path) -> None:
    text = """
add:
  exchanges:
    - {kind: FAILED_TO_SHARE, mode: unaware, from: multi-agency, to: general-practice, paragraph: "2.2", quote: the GP}
  agencies:
    - {type: police, names: [the police], line: 20}
  episodes:
    - {label: Death, paragraph: "1.1", quote: died in May 2015}
"""
    record = corrected(tmp_path, text)
    assert SCHEMA.problems(record) == []
    exchange, agency = record.exchanges[-1], record.agencies[-1]
    assert exchange.status == agency.status == "added"
    assert (exchange.evidence.paragraph_id, exchange.evidence.line, exchange.evidence.page) == ("p3", 11, 2)
    assert exchange.evidence.quote == "the GP"
    assert agency.evidence.quote == record.paragraphs[3].text
    assert (record.episodes[-1].first_line, record.episodes[-1].last_line) == (5, 5)


def test_numbers_and_dates_are_read_as_they_are_written(tmp_path: Path) -> None:
    record = sample()
    record.paragraphs[2].ref = "2.10"
    path = tmp_path / "a.yaml"
    path.write_text(
        "change: {x1: {start: 2015-03-01, confidence: 1, mode: null}}\n"
        "add: {findings: [{kind: lesson, text: 2015, paragraph: 2.10}]}\n"
    )
    found = apply(record, read(path), print)
    assert (found.exchanges[0].start, found.exchanges[0].confidence, found.exchanges[0].mode) == ("2015-03-01", 1.0, None)
    assert (found.findings[-1].text, found.findings[-1].evidence.paragraph_id) == ("2015", "p3")


def test_ids_of_added_statements_do_not_move_with_others(tmp_path: Path) -> None:
    one = "{kind: lesson, text: Listen., line: 20}"
    alone = corrected(tmp_path, f"add: {{findings: [{one}]}}").findings[-1].id
    before = corrected(tmp_path, f"add: {{findings: [{{kind: lesson, text: Ask., line: 20}}, {one}, {one}]}}").findings
    assert [finding.id for finding in before[2:]] == [alone, f"{alone}-2"]


def test_unknown_ids_are_told_and_passed_over(tmp_path: Path) -> None:
    told: list[str] = []
    record = corrected(tmp_path, "confirm:\n- gone\nreject: [went]\nchange:\n  lost: {to: police}\n", told)
    assert record == sample()
    path = tmp_path / "upton-child-a.yaml"
    assert sorted(told) == [
        f"{path}, line 2: no statement 'gone' in upton-child-a",
        f"{path}, line 3: no statement 'went' in upton-child-a",
        f"{path}, line 5: no statement 'lost' in upton-child-a",
    ]


def test_the_record_that_was_read_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("reject: [x1]\nconfirm: [x2]\nchange: {child-a: {age_months: 1}}")
    record = sample()
    apply(record, read(path), print)
    assert record == sample()


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "confirm: []\n"])
def test_an_empty_file_changes_nothing(tmp_path: Path, text: str) -> None:
    assert corrected(tmp_path, text) == sample()


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("confirm: [x1\n", 2, "not YAML"),
        ("- x1\n", 1, "expected a mapping of confirm, reject, change and add"),
        ("confirmed: [x1]\n", 1, "unknown key 'confirmed'"),
        ("confirm: x1\n", 1, "expected a list of ids"),
        ("confirm: [x1]\n\nconfirm: [x2]\n", 3, "'confirm' stands twice"),
        ("confirm:\n- {x1: yes}\n", 2, "expected an id"),
        ("change: [x1]\n", 1, "expected a mapping of ids to fields"),
        ("change:\n  x1: police\n", 2, "expected a mapping of fields"),
        ("change:\n  x1: {}\n  x2:\n    too: police\n", 3, "unknown field 'too'"),
        ("change:\n  x1: {confidence: high}\n", 2, "Expected `float`"),
        ("change:\n  x1: {kind: TOLD}\n", 2, "Invalid enum value 'TOLD'"),
        ("change:\n  x1: {to: navy}\n", 2, "unknown agency type 'navy'"),
        ("change:\n  x1: {case: child-z}\n", 2, "no case 'child-z'"),
        ("change:\n  x1: {quote: not there}\n", 2, "'not there' does not stand in the paragraph"),
        ("change:\n  child-a: {age: 3}\n", 2, "unknown field 'age'"),
        ("add:\n  exchange: [{kind: INFORMED}]\n", 2, "unknown list 'exchange'"),
        ("add:\n  exchanges:\n  - {kind: INFORMED, from: police, to: health}\n", 3, "say where it stands"),
        ("add:\n  exchanges:\n  - {kind: INFORMED, from: police, line: 5}\n", 3, "missing required field `to`"),
        ("add:\n  exchanges:\n  - {kind: INFORMED, from: police, to: health, line: 999}\n", 3, "no paragraph at line 999"),
        ("add:\n  findings:\n  - {kind: lesson, text: a, line: 5, themes: [weather]}\n", 3, "unknown theme 'weather'"),
    ],
)
def test_what_cannot_be_carried_out_is_named_with_file_and_line(tmp_path: Path, text: str, line: int, reason: str) -> None:
    with pytest.raises(CorrectionsError) as error:
        corrected(tmp_path, text)
    assert str(error.value).startswith(f"{tmp_path / 'upton-child-a.yaml'}, line {line}: ")
    assert reason in str(error.value)
    assert "\n" not in str(error.value)
