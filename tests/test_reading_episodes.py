"""The periods and key events that a review sets out."""

from __future__ import annotations

from pathlib import Path

from reading_texts import OVERVIEW, document

from graph.records import Episode
from loaders.reading.cases import cases_of
from loaders.reading.episodes import episodes_of, period_of
from loaders.reading.facts import review_of

FRONT = "Serious Case Review: Child A\n\nContents\n\n# 1. Introduction\n\n1.1 Child A died in 2012. Child A was one.\n\n"


def episodes(folder: Path, text: str) -> list[Episode]:
    read = document(folder, text)
    return episodes_of(read, cases_of(read, review_of(read, "x")))


def test_dated_headings_are_episodes(tmp_path: Path) -> None:
    found = episodes(tmp_path, OVERVIEW)
    assert [(e.label, e.start, e.end) for e in found] == [
        ("Pregnancy and birth: January to July 2010", "2010-01", "2010-07"),
        ("The last winter: October 2011 to March 2012", "2011-10", "2012-03"),
    ]
    assert found[0].case and found[0].date_text == "January to July 2010"
    assert found[0].first_line < found[0].last_line < found[1].first_line < found[1].last_line
    assert period_of(found) == "2010-01/2012-03"


def test_key_episodes_need_no_date_and_other_headings_no_mention(tmp_path: Path) -> None:
    text = FRONT + (
        "# 2. Key practice episodes\n\n"
        "## Key practice episode 1: The referral (March to May 2011)\n\n2.1 It was closed.\n\n"
        "## Key practice episode 2: The move\n\n2.2 They moved.\n\n"
        "# 3. What has changed since March 2012\n\n3.1 Much.\n\n"
        "# 4. Learning point 1: the summer of 2011\n\n4.1 It was hot.\n"
    )
    assert [(e.label, e.start, e.end) for e in episodes(tmp_path, text)] == [
        ("Key practice episode 1: The referral", "2011-03", "2011-05"),
        ("Key practice episode 2: The move", None, None),
    ]


def test_an_open_period_has_no_beginning(tmp_path: Path) -> None:
    (found,) = episodes(tmp_path, FRONT + "## The early years: to August 2005\n\n2.1 They were well.\n")
    assert (found.start, found.end) == (None, "2005-08")


def test_a_table_of_episodes_counts_where_no_heading_does(tmp_path: Path) -> None:
    table = "Key episode\tWhen\tAbout\n1\tAugust 2018 to June 2019\tMoving school\n2\tMarch to August 2020\tLockdown\n"
    found = episodes(tmp_path, FRONT + "# 2. Key episodes\n\n" + table)
    assert [(e.label, e.start, e.end) for e in found] == [
        ("Moving school", "2018-08", "2019-06"),
        ("Lockdown", "2020-03", "2020-08"),
    ]


def test_a_timeline_counts_where_nothing_else_does(tmp_path: Path) -> None:
    table = "Date\tEvent\nSeptember 2015\tChild A starts school. She is shy.\n9 March 2016\tChild A is taken to hospital.\n"
    found = episodes(tmp_path, FRONT + "# Summary timeline of significant events\n\n" + table)
    assert [(e.label, e.start) for e in found] == [
        ("Child A starts school.", "2015-09"),
        ("Child A is taken to hospital.", "2016-03-09"),
    ]


def test_the_text_may_open_an_episode(tmp_path: Path) -> None:
    text = FRONT + (
        "# 2. Analysis\n\n2.1 There were two episodes. The first episode began with the referral in October 2008 and "
        "ended with the closure of early July 2009."
        "\n\n2.2 It was quiet.\n\n2.3 The second period of involvement ran from May 2011 to the end of June 2011.\n"
    )
    assert [(e.start, e.end) for e in episodes(tmp_path, text)] == [("2008-10", "2009-07"), ("2011-05", "2011-06")]


def test_numbered_missed_opportunities_are_episodes(tmp_path: Path) -> None:
    text = FRONT + "# 5. Missed opportunities\n\n5.1 Missed Opportunity 1: 24 November 2009. The flat was cold and dark.\n"
    (found,) = episodes(tmp_path, text)
    assert (found.start, found.end) == ("2009-11-24", "2009-11-24")
