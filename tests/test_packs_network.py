"""The packs on the network of agencies and on the quality of what was read; every answer was worked out by hand.

What passes between different types on the hand-made graph: midwifery to health visiting, health visiting to social care,
general practice to health visiting (one exchange each), police to social care (two).
"""

from __future__ import annotations

import pytest
from small_graph import CSC, GP, HV, MW, POLICE, SCHOOL, north_1, north_2, rows, south_1

from graph.stores.base import Store


def test_centrality(small_store: Store) -> None:
    assert rows(small_store, "agency-centrality") == [
        (HV, "health", 1, 2, 3, 2, 3, pytest.approx(2 / 20)),  # on the ways of midwife and GP to social care
        (CSC, "local-authority", 0, 3, 3, 2, 2, 0),
        (POLICE, "justice", 2, 0, 2, 2, 1, 0),
        (GP, "health", 1, 0, 0, 3, 1, 0),
        (MW, "health", 1, 0, 0, 0, 1, 0),
        (SCHOOL, "education", 0, 0, 1, 0, 0, 0),
    ]


def test_brokers(small_store: Store) -> None:
    # Of the other five types' 20 ordered pairs, two lie within health; two of the 18 go through the health visitor.
    assert rows(small_store, "sector-brokers") == [
        (HV, "health", 1, 1, pytest.approx(2 / 18)),
        (CSC, "local-authority", 2, 3, 0),
        (POLICE, "justice", 1, 2, 0),
        (SCHOOL, "education", 0, 0, 0),
        (GP, "health", 0, 0, 0),
        (MW, "health", 0, 0, 0),
    ]


def test_communities(small_store: Store) -> None:
    # Modularity: two parts, each with 2 of 5 exchanges inside and 5 of 10 ends: 2 * (2/5 - (5/10)**2).
    assert rows(small_store, "communities") == [
        (1, [GP, HV, MW], 1, 2, 1, pytest.approx(0.3)),
        (2, [CSC, POLICE], 2, 2, 1, pytest.approx(0.3)),
    ]


def test_without_agency(small_store: Store) -> None:
    assert rows(small_store, "without-agency", agency_type=HV) == [
        ("exchanges that pass", 5, 2, -3),
        ("ways from one type to another that are used", 4, 1, -3),
        ("other types that can reach each other, ordered pairs", 3, 1, -2),
        ("mean number of steps between those", pytest.approx(5 / 3), 1, pytest.approx(-2 / 3)),
        ("separate parts of the network", 2, 4, 2),
        ("other types that exchange nothing", 1, 3, 2),
    ]
    assert rows(small_store, "without-agency", agency_type="prison") == []


def test_sector_matrix(small_store: Store) -> None:
    assert rows(small_store, "sector-matrix") == [
        ("education", "local-authority", 0, 1, 1.0),
        ("health", "health", 2, 3, 0.6),
        ("health", "local-authority", 1, 0, 0.0),
        ("justice", "justice", 0, 1, 1.0),
        ("justice", "local-authority", 2, 1, pytest.approx(1 / 3)),
        ("local-authority", "health", 0, 2, 1.0),
        ("local-authority", "justice", 0, 1, 1.0),
    ]


def test_case_density(small_store: Store) -> None:
    assert rows(small_store, "case-density") == [
        ("north-1/a", "north-1", 5, 2, 4, pytest.approx(2 / 20)),
        ("north-2/h", "north-2", 3, 0, 1, 0.0),
        ("north-2/k", "north-2", 3, 1, 1, pytest.approx(1 / 6)),
        ("south-1/h", "south-1", 3, 1, 1, pytest.approx(1 / 6)),
    ]


def test_low_confidence(small_store: Store) -> None:
    assert rows(small_store, "low-confidence", "case_id confidence line") == [("south-1/h", 0.3, 11)]
    assert rows(small_store, "low-confidence", "review line", below=0.7) == [("south-1", 11), ("north-1", 24)]
    assert rows(small_store, "low-confidence", below=0.7, board="North") != rows(small_store, "low-confidence", below=0.7)


def test_rare_pairs(small_store: Store) -> None:
    # The school's failure is the only one of its pair too, but a person added it.
    assert rows(small_store, "rare-pairs", "review line from_type to_type confidence") == [
        ("north-1", 24, POLICE, CSC, 0.6),
        ("north-1", 14, CSC, POLICE, 0.8),
        ("south-1", 12, POLICE, POLICE, 0.8),
    ]


def test_lone_rules(small_store: Store) -> None:
    assert rows(small_store, "lone-rules", "rule review line") == [
        ("no-outcome", "north-1", 14),
        ("lost", "north-2", 12),
        ("within", "south-1", 12),
    ]


def test_rule_yield(small_store: Store) -> None:
    assert rows(small_store, "rule-yield") == [
        ("not-told", 4, 3, 0),
        ("told", 3, 2, 0),
        ("referral", 2, 2, 0),
        ("closed", 1, 1, 1),
        ("lost", 1, 1, 0),
        ("no-outcome", 1, 1, 0),
        ("no-referral", 1, 1, 0),
        ("within", 1, 1, 0),
    ]


def test_review_coverage(small_store: Store) -> None:
    columns = "review paragraphs coded words exchanges per_1000_words against_mean outlier"
    expected = []
    for record in (north_1(), north_2(), south_1()):
        coded = [paragraph.text for paragraph in record.paragraphs if paragraph.coded]
        words, exchanges = sum(len(text.split()) for text in coded), len(record.exchanges)
        against_mean = pytest.approx(exchanges / len(record.paragraphs) / (14 / 37))  # all told, 14 exchanges in 37 paragraphs
        expected.append(
            (
                *(record.review.id, len(record.paragraphs), len(coded), words, exchanges),
                *(pytest.approx(1000 * exchanges / words), against_mean, None),
            )
        )
    assert rows(small_store, "review-coverage", columns) == expected


def test_corrections(small_store: Store) -> None:
    assert rows(small_store, "corrections") == [
        ("Agency", 13, 0, 0),  # the safeguarding board of north-2 among them, which only a recommendation names
        ("Child", 5, 0, 0),
        ("Episode", 2, 0, 0),
        ("FAILED_TO_SHARE", 7, 1, 1),
        ("FamilyMember", 5, 0, 0),
        ("Finding", 7, 0, 0),
        ("INFORMED", 3, 0, 0),
        ("REFERRED_TO", 2, 0, 0),
        ("Recommendation", 3, 0, 0),
    ]
    assert rows(small_store, "corrections", review="north-2")[2] == ("FAILED_TO_SHARE", 2, 0, 1)
