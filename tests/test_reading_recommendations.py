"""Recommendations: number, text, addressee, scope; each once."""

from __future__ import annotations

from pathlib import Path

from reading_texts import OVERVIEW, document

from graph.records import Recommendation
from loaders.reading.recommendations import recommendations_of

FRONT = "Serious Case Review: Child A\n\nContents\n\n# 1. Introduction\n\n1.1 Child A died in 2012. Child A was one.\n\n"
TYPES = {"Board": "safeguarding-board", "Police": "police", "Trust": "hospital", "school": "education"}


def recommendations(folder: Path, text: str) -> list[Recommendation]:
    read = document(folder, text)
    found = recommendations_of(read, lambda words: [kind for word, kind in TYPES.items() if word in words])
    texts = {paragraph.id: paragraph.text for paragraph in read.paragraphs}
    for each in found:
        assert texts[each.evidence.paragraph_id][each.evidence.start : each.evidence.end] == each.evidence.quote
    return found


def told(folder: Path, text: str) -> list[tuple[str, str, str]]:
    return [(each.number, each.scope, each.text) for each in recommendations(folder, FRONT + text)]


def test_labelled_items_with_their_addressees(tmp_path: Path) -> None:
    found = recommendations(tmp_path, OVERVIEW)
    assert [(each.number, each.addressee_text, each.addressed_to) for each in found] == [
        ("1", "The Board", ["safeguarding-board"]),
        ("2", "Merchester Hospitals NHS Trust", ["hospital"]),
    ]


def test_a_heading_may_hold_the_label(tmp_path: Path) -> None:
    text = (
        "# 5. Recommendations\n\n## Recommendation 1\n\nThe protocol should be reviewed.\n\n"
        "## Recommendation 2: Fathers\n\nResearch says that fathers are overlooked.\n\nAll agencies must record them.\n"
    )
    found = recommendations(tmp_path, FRONT + text)
    assert [(each.number, each.text) for each in found] == [
        ("1", "The protocol should be reviewed."),
        ("2", "All agencies must record them."),
    ]
    assert found[0].addressee_text is None  # who is to review it is not said


def test_numbered_paragraphs_of_the_section_count_and_its_introduction_does_not(tmp_path: Path) -> None:
    text = (
        "# 9. Recommendations\n\nThe review makes the following recommendations:\n\n1. The Board should audit referrals.\n\n"
        "2. Merchester Police to review the form.\n"
    )
    assert told(tmp_path, text) == [
        ("1", "multi-agency", "The Board should audit referrals."),
        ("2", "multi-agency", "Merchester Police to review the form."),
    ]


def test_a_table_that_repeats_is_not_counted_twice(tmp_path: Path) -> None:
    text = (
        "# 5. Recommendations\n\n**Recommendation 1.** The Board should agree a standard for answers.\n\n"
        "# Appendix A: Summary of recommendations\n\nNo.\tRecommendation in brief\tLead\n1\tStandard for answers\tThe Board\n"
    )
    assert told(tmp_path, text) == [("1", "multi-agency", "The Board should agree a standard for answers.")]


def test_those_of_single_agencies_are_counted_apart(tmp_path: Path) -> None:
    text = (
        "# 5. Recommendations\n\n**Recommendation 1.** The Board should agree a standard.\n\n"
        "# Appendix: Single agency recommendations\n\n**Police**\n\n1. Officers to check the address.\n\n2. Forms to "
        "be sent within a day.\n\n"
        "# Appendix B: Recommendations of the individual management reviews\n\nAgency\tNo.\tRecommendation\nThe "
        "school\tS1\tFiles to be moved within five days\n"
    )
    found = recommendations(tmp_path, FRONT + text)
    assert [(each.number, each.scope, each.addressed_to) for each in found] == [
        ("1", "multi-agency", ["safeguarding-board"]),
        ("1", "single-agency", ["police"]),
        ("2", "single-agency", ["police"]),
        ("S1", "single-agency", ["education"]),
    ]


def test_the_welsh_template_and_what_became_of_old_ones(tmp_path: Path) -> None:
    text = (
        "# Improving Systems and Practice\n\nIn order to promote the learning from this case the review identified the "
        "following actions:\n\n"
        "1. The Board should review the pathway.\n\n# Progress on previous recommendations\n\n1. The form should be replaced.\n"
    )
    assert told(tmp_path, text) == [("1", "multi-agency", "The Board should review the pathway.")]


def test_what_agencies_set_themselves_tersely_under_their_names(tmp_path: Path) -> None:
    text = (
        "# Appendix: Single agency recommendations\n\nThe following were made by agencies in their reports.\n\n"
        "## Redhill NHS Trust\n\nAssessments include every adult who lives in the household.\n\n"
        "Staff record who was seen at each visit\n\n"
        "Redhill Police Force\n\nTraining need identified in the recording of matters of concern.\n"
    )
    assert [each.text.split()[0] for each in recommendations(tmp_path, FRONT + text)] == ["Assessments", "Staff", "Training"]


def test_the_recommendations_of_an_earlier_review_are_not_this_one_s(tmp_path: Path) -> None:
    text = (
        "## Previous Serious Case Review\n\nThe Board accepted:\n\nRecommendation 1:\n\n"
        "That the Board should review its guidance.\n\n"
        "# 5. Recommendations\n\nRecommendation 1: The Police should train their staff.\n"
    )
    assert [each.text for each in recommendations(tmp_path, FRONT + text)] == ["The Police should train their staff."]
