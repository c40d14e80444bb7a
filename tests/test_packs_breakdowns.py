"""The packs of breakdowns on the hand-made graph; every answer was worked out by hand."""

from __future__ import annotations

from small_graph import CSC, GP, HV, MW, POLICE, SCHOOL, rows

from graph.stores.base import Store


def test_failed_pairs(small_store: Store) -> None:
    assert rows(small_store, "failed-pairs") == [
        (HV, GP, 3, 3, 3, 2),
        (CSC, HV, 2, 2, 2, 1),
        (CSC, POLICE, 1, 1, 1, 1),
        (SCHOOL, CSC, 1, 0, 1, 1),  # the review does not say which of its two cases
        (POLICE, CSC, 1, 1, 1, 1),
        (POLICE, POLICE, 1, 1, 1, 1),
    ]


def test_failed_pairs_narrowed(small_store: Store) -> None:
    assert rows(small_store, "failed-pairs", "from_type to_type exchanges", board="South") == [(HV, GP, 1), (POLICE, POLICE, 1)]
    assert rows(small_store, "failed-pairs", "from_type to_type exchanges", board="South", within=False) == [(HV, GP, 1)]
    assert rows(small_store, "failed-pairs", "from_type to_type exchanges", mode="not-consulted") == [(CSC, HV, 1)]


def test_left_out(small_store: Store) -> None:
    assert rows(small_store, "left-out") == [(GP, 3, 3, 3, 1), (CSC, 2, 1, 2, 2), (POLICE, 1, 1, 1, 1)]


def test_no_feedback_shows_the_referral_before_it(small_store: Store) -> None:
    assert rows(
        small_store, "no-feedback", "case_id silent_type referrer_type paragraph quote referral_paragraph referral_quote"
    ) == [
        (
            "north-1/a",
            CSC,
            POLICE,
            "1.14",
            "No outcome was sent to the police.",
            "1.12",
            "The police sent a referral to social care.",
        )
    ]
    assert rows(small_store, "no-feedback", silent_type=POLICE) == []


def test_not_followed_up(small_store: Store) -> None:
    assert rows(small_store, "not-followed-up") == [
        ("north-2/k", CSC, HV, "June 2016", "north-2", "1.12", 1, 12, "The referral lay unread in June 2016.")
    ]


def test_not_consulted_tells_the_moment(small_store: Store) -> None:
    assert rows(small_store, "not-consulted", "case_id moment from_type to_type page line") == [
        ("north-1/a", "closure", CSC, HV, 2, 26)
    ]
    assert rows(small_store, "not-consulted", moment="discharge") == []


def test_mixed_channels(small_store: Store) -> None:
    # The health visitor's failure to tell the GP (south-1) has an exchange the other way only, which is another channel.
    assert rows(small_store, "mixed-channels") == [
        (
            *("north-1/a", POLICE, CSC, 2, 1, "north-1"),
            *("1.12", 12, "The police sent a referral to social care."),
            *("1.24", 24, "The police did not tell social care of the release."),
        )
    ]


def test_pair_evidence(small_store: Store) -> None:
    found = rows(small_store, "pair-evidence", "kind mode date confidence status quote", from_type=POLICE, to_type=CSC)
    assert found == [
        ("REFERRED_TO", None, None, 0.9, "found", "The police sent a referral to social care."),
        ("INFORMED", None, "2 May", 0.9, "found", "On 2 May the police told social care of the arrest."),
        ("FAILED_TO_SHARE", "not-shared", None, 0.6, "found", "The police did not tell social care of the release."),
    ]
    assert rows(small_store, "pair-evidence", "kind", from_type=POLICE, to_type=CSC, kind="INFORMED") == [("INFORMED",)]


def test_failed_sectors(small_store: Store) -> None:
    assert rows(small_store, "failed-sectors") == [
        ("health", "health", 3, 3, 3, 2),
        ("local-authority", "health", 2, 2, 2, 1),
        ("education", "local-authority", 1, 0, 1, 1),
        ("justice", "justice", 1, 1, 1, 1),
        ("justice", "local-authority", 1, 1, 1, 1),
        ("local-authority", "justice", 1, 1, 1, 1),
    ]


def test_held_not_passed_gives_both_quotes(small_store: Store) -> None:
    # Not the police, who had been told nothing before; nor the health visitor of north-2, who had told but not been told.
    assert rows(small_store, "held-not-passed") == [
        (
            *("north-1/a", MW, HV, GP, 1, "north-1"),
            *("1.10", 10, "The midwife told the health visitor of the bruise."),
            *("1.20", 1, 20, "The health visitor did not tell the GP."),
        )
    ]
    assert rows(small_store, "held-not-passed", holder_type=POLICE) == []


def test_one_way_channels(small_store: Store) -> None:
    assert rows(small_store, "one-way-channels") == [
        (CSC, HV, 1, 1, 0, 1),
        (CSC, POLICE, 1, 1, 0, 2),
        (GP, HV, 1, 1, 1, 0),
        (HV, MW, 1, 1, 0, 1),
    ]


def test_failure_modes(small_store: Store) -> None:
    assert rows(small_store, "failure-modes") == [
        ("not-shared", 5, 3, 3),
        ("no-feedback", 1, 1, 1),
        ("not-consulted", 1, 1, 1),
        ("not-followed-up", 1, 1, 1),
        ("not-referred", 1, 0, 1),
    ]
    assert rows(small_store, "failure-modes", from_type=CSC, to_type=HV) == [
        ("not-consulted", 1, 1, 1),
        ("not-followed-up", 1, 1, 1),
    ]


def test_failure_moments(small_store: Store) -> None:
    # "closed the case" is told by the quote, the others by the name of the episode.
    assert rows(small_store, "failure-moments") == [
        ("other", 5, 3, 2),
        ("discharge", 2, 1, 1),
        ("before birth", 1, 1, 1),
        ("closure", 1, 1, 1),
    ]


def test_triangle_has_a_row_for_every_way(small_store: Store) -> None:
    assert rows(small_store, "triangle") == [
        (HV, GP, 0, 3, 0, 3),
        (CSC, HV, 0, 2, 0, 2),
        (GP, HV, 1, 0, 1, 0),
        (HV, CSC, 1, 0, 1, 0),
        (CSC, GP, 0, 0, 0, 0),
        (GP, CSC, 0, 0, 0, 0),
    ]
    assert rows(small_store, "triangle", "from_type to_type passed failed", board="South")[:2] == [(HV, GP, 0, 1), (GP, HV, 1, 0)]


def test_known_to_one(small_store: Store) -> None:
    assert rows(small_store, "known-to-one", "case_id to_type mode told_otherwise line") == [
        ("north-1/a", CSC, "not-shared", 2, 24)
    ]
    assert rows(small_store, "known-to-one", "case_id to_type line", holder_type=HV, board="North") == [
        ("north-1/a", GP, 20),
        ("north-2/h", GP, 10),
    ]


def test_health_and_others(small_store: Store) -> None:
    assert rows(small_store, "health-and-others") == [
        ("others to health", 0, 2, 1.0),
        ("within one service", 0, 1, 1.0),
        ("between others", 2, 3, 0.6),
        ("within health", 2, 3, 0.6),
        ("health to others", 1, 0, 0.0),
    ]
