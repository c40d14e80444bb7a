"""The facts of a review: from its title page, and where that is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_texts import OVERVIEW, document

from loaders.reading.boards import boards_in
from loaders.reading.facts import review_of


def test_the_title_page_gives_the_facts(tmp_path: Path) -> None:
    review = review_of(document(tmp_path, OVERVIEW), "merchester")
    assert review.title == "Serious Case Review: Overview Report: Child K"
    assert review.board == "Merchester Safeguarding Children Board"
    assert review.type == "Serious Case Review"
    assert review.authors == ["Joan Ellery-Smith"]
    assert review.published == "2013-07-26"
    assert review.period == "2010-01/2012-03"
    assert (review.id, review.source.file) == ("merchester", "review.txt")


def test_without_a_title_page_the_text_and_the_signature_give_them(tmp_path: Path) -> None:
    review = review_of(
        document(
            tmp_path,
            """
            to 18, which is a fifth of the population of the town, according to the census of that year.

            2.2 The Tarn Vale Safeguarding Children Board decided in May 2010 that this Serious Case Review was needed. The
            time frame for
            the review is 1 March 2007 to 9 April 2010.

            2.3 The Tarn Vale Local Safeguarding Children Board asked seven agencies for reports to the Serious Case Review.

            Bettina Oakes

            Independent Overview Author

            February 2011
            """,
        ),
        "tarn",
    )
    assert review.board == "Tarn Vale Local Safeguarding Children Board"
    assert review.type == "Serious Case Review"
    assert review.authors == ["Bettina Oakes"]
    assert review.published == "2011-02"
    assert review.period == "2007-03-01/2010-04-09"


@pytest.mark.parametrize(
    ("front", "authors"),
    [
        ("Lead Reviewers: Dr Moira Pell and Sam O’Dowd", ["Dr Moira Pell", "Sam O’Dowd"]),
        ("Overview Writer  Penelope Grant LLB(Hons), Cert. SW", ["Penelope Grant"]),
        ("Paul Tennant - Independent Author", ["Paul Tennant"]),
        ("Written by Kate Roe, independent consultant, and Tony Ley", ["Kate Roe", "Tony Ley"]),
        ("Independent Chair: Mary Quill", []),
        ("Kenneth Harling JP, BA, MSc, CQSW", ["Kenneth Harling"]),
        ("ANNA SMALL\n\n07.09.18", ["Anna Small"]),
        ("Charles Spender March 2019", ["Charles Spender"]),
        ("Independent Lead Reviewer and Author\nJonas Foyle MSc, PhD.", ["Jonas Foyle"]),
        ("Author: Gwen Millard Date of publication: 2014", ["Gwen Millard"]),
        ("Report AuthorFrances Maine", ["Frances Maine"]),
        ("North Port\n\nMay 2014", []),
    ],
)
def test_authors_are_told_from_chairs_and_titles(tmp_path: Path, front: str, authors: list[str]) -> None:
    text = f"Northport Safeguarding Children Partnership\n\nLocal Child Safeguarding Practice Review\n\n{front}\n\nContents\n"
    assert review_of(document(tmp_path, text), "x").authors == authors


@pytest.mark.parametrize(
    ("front", "kind", "board"),
    [
        ("Learning Review\n\nStrathmore Child Protection Committee", "Learning Review", "Strathmore Child Protection Committee"),
        (
            "Concise Child Practice Review\n\nNorth Marches Regional Safeguarding Board",
            "Concise Child Practice Review",
            "North Marches Regional Safeguarding Board",
        ),
        (
            "EXECUTIVE SUMMARY OF A SERIOUS CASE REVIEW\n\nASHWATER LSCB",
            "Serious Case Review (executive summary)",
            "Ashwater LSCB",
        ),
        (
            "Case Management Review\n\nSafeguarding Board for Northern Ireland",
            "Case Management Review",
            "Safeguarding Board for Northern Ireland",
        ),
    ],
)
def test_every_nation_has_its_types_and_boards(tmp_path: Path, front: str, kind: str, board: str) -> None:
    review = review_of(document(tmp_path, f"{front}\n\nContents\n"), "x")
    assert (review.type, review.board) == (kind, board)


def test_boards_are_found_with_their_place_only() -> None:
    text = (
        "It was read by the Vale of Kelder Safeguarding Children Partnership. All Local Safeguarding "
        "Children Boards should read it."
    )
    assert [name for name, _ in boards_in(text)] == ["Vale of Kelder Safeguarding Children Partnership"]


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("The review covers 3 March 2011 to 9 June 2012.", "2011-03-03/2012-06-09"),
        ("The terms of reference fixed the period as 3 March 2011 to 9 June 2012.", "2011-03-03/2012-06-09"),
        ("The period on which agency reports shall focus:\n\nChild A: 3 March 2011 to 9 June 2012", "2011-03-03/2012-06-09"),
    ],
)
def test_further_ways_to_say_the_period(tmp_path: Path, sentence: str, period: str) -> None:
    text = f"Serious Case Review\n\nChild A\n\nAgreed: May 2013. Published: June 2013\n\n# 1. Introduction\n\n{sentence}\n"
    review = review_of(document(tmp_path, text), "x")
    assert (review.period, review.published) == (period, "2013-06")


@pytest.mark.parametrize(
    ("front", "published"),
    [
        ("Sonia Rose Independent review author April 2016", "2016-04"),
        ("Child D Overview Report April 2016 Final", "2016-04"),
        ("Presented to the Board on 17 September 2009", "2009-09"),
        ("Child D: born 3 May 2008", None),
        ("Date of Birth: 1st March 2006\n\nDate of Death: 3rd August 2007\n\nFebruary 2009", "2009-02"),
    ],
)
def test_a_date_that_nothing_labels_is_that_of_the_report(tmp_path: Path, front: str, published: str | None) -> None:
    text = f"Northport Safeguarding Children Board\n\nSerious Case Review\n\n{front}\n\nContents\n"
    assert review_of(document(tmp_path, text), "x").published == published


def test_what_a_cover_says_of_itself_ends_no_title_page(tmp_path: Path) -> None:
    text = """
        Title: Serious case review: Family Q. LSCB: Northport Safeguarding Children Board Author: Gwen Millard Date of
        publication: 2014

        This report was deposited by the board with a library, and may be used by nobody else without its leave in writing.

        1

        The Overview Report into a

        Serious Case Review of the

        circumstances concerning:

        Child Q

        1. Introduction
        """
    review = review_of(document(tmp_path, text), "x")
    assert review.title is not None and review.title.endswith(
        "The Overview Report into a Serious Case Review of the circumstances concerning Child Q"
    )
    assert (review.authors, review.published) == (["Gwen Millard"], "2014")


def test_an_author_is_introduced_as_asked_to_write(tmp_path: Path) -> None:
    text = "# 1. Introduction\n\nThe Northport Safeguarding Children Board commissioned Dr Ruth Mayer to write this review.\n"
    assert review_of(document(tmp_path, text), "x").authors == ["Dr Ruth Mayer"]


def test_a_board_that_runs_over_two_lines_is_not_in_the_title(tmp_path: Path) -> None:
    text = """
        Northport LSCB - Serious Case Review re Tomas Wolski

        Northport Safeguarding

        Children Board

        Serious Case Review

        Re Tomas Wolski

        Contents
        """
    review = review_of(document(tmp_path, text), "x")
    assert review.board == "Northport Safeguarding Children Board"
    assert review.title == "Serious Case Review re Tomas Wolski"
