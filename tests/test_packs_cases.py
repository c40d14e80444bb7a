"""The packs on single cases, on the hand-made graph; every answer was worked out by hand."""

from __future__ import annotations

import pytest
from small_graph import CSC, GP, HV, MW, POLICE, SCHOOL, rows

from graph.stores.base import Store


def test_timeline(small_store: Store) -> None:
    assert rows(small_store, "case-timeline", "line what from_type to_type detail date start", case_id="north-1/a") == [
        (9, "EPISODE", None, None, "Pregnancy and birth", "Spring 2012", "2012-21"),
        (10, "INFORMED", MW, HV, None, None, None),
        (12, "REFERRED_TO", POLICE, CSC, None, None, None),
        (14, "FAILED_TO_SHARE", CSC, POLICE, "no-feedback", None, None),
        (19, "EPISODE", None, None, "Discharge home", None, None),
        (20, "FAILED_TO_SHARE", HV, GP, "not-shared", None, None),
        (22, "INFORMED", POLICE, CSC, None, "2 May", "2012-05-02"),
        (24, "FAILED_TO_SHARE", POLICE, CSC, "not-shared", None, None),
        (26, "FAILED_TO_SHARE", CSC, HV, "not-consulted", None, None),
        (30, "missed-opportunity", None, None, None, None, None),
        (31, "lesson", None, None, None, None, None),
        (32, "good-practice", None, None, None, None, None),
    ]


def test_timeline_of_one_of_two_cases_keeps_what_names_no_case(small_store: Store) -> None:
    assert rows(small_store, "case-timeline", "case_id line what", case_id="north-2/k") == [
        ("north-2/k", 11, "REFERRED_TO"),
        ("north-2/k", 12, "FAILED_TO_SHARE"),
        (None, 13, "FAILED_TO_SHARE"),
        (None, 30, "lesson"),
        ("north-2/k", 31, "missed-opportunity"),
    ]
    assert [line for (line,) in rows(small_store, "case-timeline", "line", case_id="north-2")] == [10, 11, 12, 13, 30, 31]


def test_agencies(small_store: Store) -> None:
    assert rows(small_store, "case-agencies", "agency_type told was_told did_not_tell was_not_told line", case_id="north-1") == [
        (HV, 0, 1, 1, 1, 10),
        (MW, 1, 0, 0, 0, 10),
        (CSC, 0, 2, 2, 1, 12),
        (POLICE, 2, 0, 1, 1, 12),
        (GP, 0, 0, 0, 1, 20),
    ]
    assert rows(small_store, "case-agencies", "names quote", case_id="north-1")[0] == (
        ["the health visitor", "HV1"],
        "The midwife told the health visitor of the bruise.",
    )


def test_agencies_of_two_cases(small_store: Store) -> None:
    # The school is named for neither case, so it is in both; the GP only in the case of Child H.
    assert rows(small_store, "case-agencies", "case_id agency_type", case_id="north-2") == [
        ("north-2/h", GP),
        ("north-2/h", HV),
        ("north-2/h", SCHOOL),
        ("north-2/k", HV),
        ("north-2/k", CSC),
        ("north-2/k", SCHOOL),
    ]


def test_family(small_store: Store) -> None:
    assert rows(small_store, "case-family", "person role man line", case_id="north-1/a") == [
        ("Child A", "subject-child", False, 1),
        ("Mother", "mother", False, 2),
        ("Father", "father", True, 3),
        ("Mr P", "mothers-partner", True, 4),
        ("Sibling 1", "sibling", False, 5),
    ]
    assert rows(small_store, "case-family", "person quote", case_id="south-1", men_only=True) == [
        ("Partner", "Nobody asked about the partner.")
    ]


def test_summary(small_store: Store) -> None:
    assert rows(small_store, "case-summary", case_id="north-1") == [
        (
            *("north-1/a", "Child A", "North", "2015-03", "Child A", "male", 10, "died", 2013, None),
            *(5, 4, 2, 3, 4, 1, 2),  # agencies, people, episodes, passed, failed, missed opportunities, recommendations
            *("north-1", "1.1", 1, 1, "Child A was ten months old."),
        )
    ]
    # The missed opportunity of north-2 is that of Child K; the school's failure names neither child.
    assert rows(small_store, "case-summary", "case_id agencies people passed failed missed_opportunities", case_id="north-2") == [
        ("north-2/h", 3, 0, 0, 1, 0),
        ("north-2/k", 3, 1, 1, 1, 1),
    ]


def test_who_knew(small_store: Store) -> None:
    found = rows(
        small_store, "who-knew", "agency_type knowledge other_type mode about date line", case_id="north-1/a", agency_type=CSC
    )
    assert found == [
        (CSC, "was told", POLICE, None, ["Sibling 1"], None, 12),
        (CSC, "did not tell", POLICE, "no-feedback", None, None, 14),
        (CSC, "was told", POLICE, None, None, "2 May", 22),
        (CSC, "was not told", POLICE, "not-shared", None, None, 24),
        (CSC, "did not tell", HV, "not-consulted", None, None, 26),
    ]
    assert len(rows(small_store, "who-knew", case_id="north-1/a")) == 14  # seven exchanges, from both sides
    assert rows(small_store, "who-knew", "case_id knowledge", case_id="north-2/h", agency_type=SCHOOL) == [(None, "did not tell")]


def test_siblings_known(small_store: Store) -> None:
    assert rows(small_store, "siblings-known", "case_id child sibling relation passed failed line") == [
        ("north-1/a", "Child A", "Sibling 1", "sibling", 1, 0, 5)
    ]


def test_similar_cases(small_store: Store) -> None:
    found = rows(
        small_store, "similar-cases", "other_case pairs_alike themes_alike family_alike pairs themes family", case_id="north-1/a"
    )
    # Child A: 4 pairs; information-sharing and pre-birth; mother, father, mother's partner, sibling.
    assert found == [
        ("north-2/k", 1 / 4, 1 / 3, 1 / 4, [f"{CSC} to {HV}"], ["information-sharing"], ["mother"]),
        ("south-1/h", 1 / 5, 1 / 3, 1 / 4, [f"{HV} to {GP}"], ["information-sharing"], ["mothers-partner"]),
        ("north-2/h", 1 / 4, 1 / 2, 0, [f"{HV} to {GP}"], ["information-sharing"], []),
    ]
    similarity = [value for (value,) in rows(small_store, "similar-cases", "similarity", case_id="north-1/a")]
    assert similarity == [
        pytest.approx((1 / 4 + 1 / 3 + 1 / 4) / 3),
        pytest.approx((1 / 5 + 1 / 3 + 1 / 4) / 3),
        pytest.approx(1 / 4),
    ]
