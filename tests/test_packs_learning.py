"""The packs on what was learned, on the hand-made graph; every answer was worked out by hand."""

from __future__ import annotations

from small_graph import CSC, GP, HV, MW, POLICE, SCHOOL, rows

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


def test_themes(small_store: Store) -> None:
    columns = "theme missed_opportunities shortcomings lessons good_practice recommendations reviews"
    assert rows(small_store, "themes", columns) == [
        ("information-sharing", 1, 0, 3, 0, 1, 3),
        ("housing", 0, 0, 0, 0, 1, 1),
        ("pre-birth", 0, 0, 1, 1, 0, 1),
        ("supervision", 0, 1, 0, 0, 0, 1),
        ("thresholds", 1, 0, 0, 0, 0, 1),
        ("training-and-procedures", 0, 0, 0, 0, 1, 1),
    ]


def test_on_theme(small_store: Store) -> None:
    assert rows(small_store, "on-theme", "case_id what review line text", theme="information-sharing", board="North") == [
        ("north-1/a", "missed-opportunity", "north-1", 30, "The release was a missed opportunity to share."),
        ("north-1/a", "lesson", "north-1", 31, "What is known must be shared."),
        (None, "recommendation", "north-1", 40, "Social care should share outcomes."),
        (None, "lesson", "north-2", 30, "Share what you know."),
    ]


def test_repeated_lessons(small_store: Store) -> None:
    assert rows(small_store, "repeated-lessons") == [("North", "information-sharing", 2, 3, 2015, 2018)]


def test_same_lesson_again_in_a_cited_review(small_store: Store) -> None:
    assert rows(small_store, "same-lesson-again", review="south-1") == [
        (
            *("theme", "information-sharing", "north-1", "cited", 2, "south-1"),
            *("1.30", 30, "Sharing comes first."),
            *("1.30", 30, "The release was a missed opportunity to share."),
        ),
        (
            *("pair", f"{HV} to {GP}", "north-1", "cited", 1, "south-1"),
            *("1.11", 11, "She did not answer the practice."),
            *("1.20", 20, "The health visitor did not tell the GP."),
        ),
    ]


def test_same_lesson_again_in_an_earlier_review_of_the_board(small_store: Store) -> None:
    assert rows(small_store, "same-lesson-again", "kind what earlier_review relation times_before", review="north-2") == [
        ("theme", "information-sharing", "north-1", "same board", 2),
        ("pair", f"{CSC} to {HV}", "north-1", "same board", 1),
        ("pair", f"{HV} to {GP}", "north-1", "same board", 1),
    ]
    assert rows(small_store, "same-lesson-again", review="north-1") == []  # it is the first


def test_unanswered_pairs(small_store: Store) -> None:
    # Every pair of north-1 but this one has social care in it, to which a recommendation goes.
    assert rows(small_store, "unanswered-pairs") == [(HV, GP, 3, 3), (CSC, HV, 1, 1), (SCHOOL, CSC, 1, 1)]


def test_unanswered_breakdowns(small_store: Store) -> None:
    columns = "from_type to_type exchanges recommendations addressed line"
    assert rows(small_store, "unanswered-breakdowns", columns, review="north-1") == [(HV, GP, 1, 2, 1, 20)]
    assert rows(small_store, "unanswered-breakdowns", columns, review="north-2") == [
        (CSC, HV, 1, 1, 1, 12),
        (SCHOOL, CSC, 1, 1, 1, 13),
        (HV, GP, 1, 1, 1, 10),
    ]
    assert rows(small_store, "unanswered-breakdowns", columns, review="south-1") == [(HV, GP, 1, 0, 0, 11)]


def test_unfounded_recommendations(small_store: Store) -> None:
    assert rows(small_store, "unfounded-recommendations", "review number addressees themes line") == [
        ("north-1", "2", [], ["housing"], 41),
        ("north-2", "1", ["safeguarding-board"], ["training-and-procedures"], 40),
    ]


def test_good_practice(small_store: Store) -> None:
    assert rows(small_store, "good-practice", "case_id agencies passed failed line quote") == [
        ("north-1/a", [MW], 1, 0, 32, "The midwife spoke at once.")
    ]
    assert rows(small_store, "good-practice", agency_type=HV) == []
