"""The schema as declared, and what it says about records."""

from __future__ import annotations

import re

import pytest
from sample import sample

from graph.schema import SCHEMA

RESERVED = {"type", "label", "title", "case", "end"}


def test_every_edge_joins_labels_that_are_declared() -> None:
    for kind, edge in SCHEMA.edges.items():
        assert edge.from_, kind
        assert edge.to, kind
        assert {*edge.from_, *edge.to} <= set(SCHEMA.nodes), kind


def test_no_name_is_one_that_an_engine_reads_in_a_way_of_its_own() -> None:
    assert not {name.lower() for name in SCHEMA.names} & RESERVED
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) for name in SCHEMA.names)


def test_what_is_indexed_is_declared() -> None:
    for label, node in SCHEMA.nodes.items():
        assert set(node.indexed) <= set(node.properties), label


def test_three_kinds_of_exchange_have_the_same_properties() -> None:
    assert list(SCHEMA.exchange_kinds) == ["REFERRED_TO", "INFORMED", "FAILED_TO_SHARE"]
    properties = [edge.properties for edge in SCHEMA.exchange_kinds.values()]
    assert properties[0] == properties[1] == properties[2]
    assert {"quote", "paragraph_id", "review_id", "mode", "confidence", "status", "rule"} <= set(properties[0])


def test_vocabularies_are_whole() -> None:
    assert len(SCHEMA.agency_types) == 35
    assert {kind.sector for kind in SCHEMA.agency_types.values()} == set(SCHEMA.sectors)
    assert SCHEMA.agency_types["police"].sector == "justice"
    assert len(SCHEMA.roles) == 22
    assert {role for role, declared in SCHEMA.roles.items() if declared.is_ == "Child"} >= {"subject-child", "half-sibling"}
    for terms in (SCHEMA.modes, SCHEMA.finding_kinds, SCHEMA.statuses, SCHEMA.roles, SCHEMA.agency_types, SCHEMA.themes):
        assert all(term.name and term.definition for term in terms.values())
    assert {theme.broader for theme in SCHEMA.themes.values()} <= {None, *SCHEMA.themes}


def test_a_sound_record_has_no_problems() -> None:
    assert SCHEMA.problems(sample()) == []


@pytest.mark.parametrize(
    ("key", "at", "field", "value", "problem"),
    [
        ("people", 0, "role", "godfather", "s1: unknown role 'godfather'"),
        ("people", 0, "case", "child-z", "s1: no case 'child-z' in the record"),
        ("agencies", 0, "type", "navy", "g1: unknown agency type 'navy'"),
        ("exchanges", 1, "to", "navy", "x2: unknown agency type 'navy'"),
        ("exchanges", 1, "mode", "hidden", "x2: unknown mode 'hidden'"),
        ("exchanges", 0, "episode", "e9", "x1: no episode 'e9' in the record"),
        ("findings", 0, "themes", ["weather"], "f1: unknown theme 'weather'"),
        ("recommendations", 0, "addressed_to", ["navy"], "r1: unknown agency type 'navy'"),
    ],
)
def test_a_word_or_reference_that_is_not_known_is_a_problem(key: str, at: int, field: str, value: object, problem: str) -> None:
    record = sample()
    statement = getattr(record, key)[at]
    setattr(statement, field, value)
    assert SCHEMA.problems(record) == [problem]


def test_a_quote_that_is_not_in_its_paragraph_is_a_problem() -> None:
    record = sample()
    record.exchanges[0].evidence.quote = "the health visitor told nobody"
    record.exchanges[1].evidence.paragraph_id = "p99"
    first, second = SCHEMA.problems(record)
    assert first.startswith("x1: its quote is not what stands at")
    assert second == "x2: no paragraph 'p99' in the record"


def test_an_unnamed_agency_type_in_the_from_of_an_exchange_is_found() -> None:
    record = sample()
    record.exchanges[0].from_ = "navy"
    assert SCHEMA.problems(record) == ["x1: unknown agency type 'navy'"]
