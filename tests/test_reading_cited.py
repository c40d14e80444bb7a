"""Other case reviews that a text refers to."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_texts import OVERVIEW, document

from loaders.reading.cases import cases_of
from loaders.reading.cited import cited_reviews_of
from loaders.reading.facts import review_of

OURS = "Merchester Safeguarding Children Board"
FRONT = f"{OURS}\n\nSerious Case Review: Child A\n\nContents\n\n1.1 Child A died in 2012. Child A was one.\n\n1.2 "


def cited(folder: Path, text: str) -> list[tuple[str | None, str | None, int | None]]:
    read = document(folder, text)
    review = review_of(read, "x")
    found = cited_reviews_of(read, review, cases_of(read, review))
    texts = {paragraph.id: paragraph.text for paragraph in read.paragraphs}
    for each in found:
        assert texts[each.evidence.paragraph_id][each.evidence.start : each.evidence.end] == each.evidence.quote
    return [(each.board, each.label, each.year) for each in found]


def test_a_cited_review_with_board_label_and_year(tmp_path: Path) -> None:
    assert cited(tmp_path, OVERVIEW) == [("Fenshire Safeguarding Children Board", "Child F", 2009)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("This Board's own review in respect of Child M (2007) said the same.", (OURS, "Child M", 2007)),
        ("Northmoor's review of Baby K (2013) came to a similar view.", ("Northmoor", "Baby K", 2013)),
        (
            "It was so in the case of Baby Tamsin (Vale of Kelder Safeguarding Children Partnership, 2019).",
            ("Vale of Kelder Safeguarding Children Partnership", "Baby Tamsin", 2019),
        ),
        ("A similar case was reviewed by Eastmoor LSCB in its report (Child T, 2010).", ("Eastmoor LSCB", "Child T", 2010)),
        ("Little had been learned from earlier Serious Case Reviews such as Child W.", (None, "Child W", None)),
        ("The Board's review CPRB 1/2014 (Child K) had found it.", (OURS, "CPRB 1/2014 (Child K)", 2014)),
        ("Saltholme's thematic review of cot deaths (2015) warned of it.", ("Saltholme", "thematic review of cot deaths", 2015)),
        ("Readers of the Serious Case Review of Daniel Pelka (2013) will know it.", (None, "Daniel Pelka", 2013)),
        ("It was raised in two previous Serious Case Reviews.", (None, "two previous Serious Case Reviews", None)),
        (
            "The review of another Child A, published by the Fenshire Safeguarding Children Board in 2014, is of a "
            "different child.",
            ("Fenshire Safeguarding Children Board", "Child A", 2014),
        ),
    ],
)
def test_ways_to_cite(tmp_path: Path, sentence: str, expected: tuple[str | None, str | None, int | None]) -> None:
    assert cited(tmp_path, FRONT + sentence + "\n") == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "This review of Child A was commissioned in 2013.",
        "The review found that Child B had not been seen.",
        "The review considered the Healthy Child Programme (2009).",
        "The biennial analysis of serious case reviews found the same.",
    ],
)
def test_what_is_no_citation(tmp_path: Path, sentence: str) -> None:
    assert cited(tmp_path, FRONT + sentence + "\n") == []


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("The review of Adult J, published by the Partnership in 2010, said the same.", "Adult J"),
        ("An unrelated serious case review called Child A, published by Westham Safeguarding Board, did.", "Child A"),
        ("The Norbury review of Tobias (2019) found this too.", "Tobias"),
        ("Our own review of the K siblings (Westham, 2014) found this too.", "K siblings"),
        ("I went back to the Oakfield serious case review of 2011.", "Oakfield"),
        ("See the Executive Summary of the review concerning Children V1 and V2 (2010).", "Children V1 and V2"),
        ("In the thematic review published by another board in 2012 under the title ‘Five Doors’, nobody asked.", "Five Doors"),
        ("Report of Serious Case Review: Child Z (Ann Other), Westham Safeguarding Board (2017).", "Child Z (Ann Other)"),
    ],
)
def test_reviews_cited_by_other_labels(tmp_path: Path, sentence: str, label: str) -> None:
    assert [found for _, found, _ in cited(tmp_path, FRONT + sentence)] == [label]


def test_an_adult_of_whom_the_whole_review_tells_is_no_other_review(tmp_path: Path) -> None:
    story = " ".join(["Adult D came to the house."] * 8)
    assert cited(tmp_path, f"{FRONT}{story} The review considered the case of Adult D with care.") == []
