"""The packs on single cases, on the hand-made graph; every answer was worked out by hand."""

from __future__ import annotations

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
