"""The packs on what was learned, on the hand-made graph; every answer was worked out by hand."""

from __future__ import annotations

from small_graph import CSC, HV, POLICE, rows

from graph.stores.base import Store


def test_missed_opportunities(small_store: Store) -> None:
    columns = "case_id agencies episode text review paragraph page line"
    first = (
        "north-1/a",
        [CSC, POLICE],
        "Discharge home",
        "The release was a missed opportunity to share.",
        "north-1",
        "1.30",
        2,
        30,
    )
    assert rows(small_store, "missed-opportunities", columns) == [
        first,
        ("north-2/k", [HV], None, "The slip was a missed opportunity.", "north-2", "1.31", 2, 31),
    ]
    assert rows(small_store, "missed-opportunities", columns, agency_type=POLICE) == [first]


def test_recommendations(small_store: Store) -> None:
    assert rows(small_store, "recommendations", "addressee_type number review line quote") == [
        (CSC, "1", "north-1", 40, "Social care should share outcomes."),
        ("safeguarding-board", "1", "north-2", 40, "The Board should train staff."),
        (None, "2", "north-1", 41, "Homes should be dry."),
    ]
    assert rows(small_store, "recommendations", "number", addressee_type=CSC) == [("1",)]
