"""Judgements on practice: what a review says was missed, done well, to be learned, or fell short."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_texts import OVERVIEW, document

from graph.records import Finding
from loaders.reading.cases import cases_of
from loaders.reading.episodes import episodes_of
from loaders.reading.facts import review_of
from loaders.reading.findings import findings_of

FRONT = "Serious Case Review: Child A\n\nContents\n\n# 1. Introduction\n\n1.1 Child A died in 2012. Child A was one.\n\n"


def findings(folder: Path, text: str, kind: str) -> list[Finding]:
    read = document(folder, text)
    cases = cases_of(read, review_of(read, "x"))
    found = findings_of(read, cases, episodes_of(read, cases), lambda words: ["midwifery"] if "midwife" in words else [])
    texts = {paragraph.id: paragraph.text for paragraph in read.paragraphs}
    for finding in found:
        assert texts[finding.evidence.paragraph_id][finding.evidence.start : finding.evidence.end] == finding.text
    return [finding for finding in found if finding.kind == kind]


def texts(folder: Path, text: str, kind: str) -> list[str]:
    return [finding.text for finding in findings(folder, FRONT + text, kind)]


def test_a_finding_knows_its_case_its_episode_and_who_it_is_about(tmp_path: Path) -> None:
    (missed,) = findings(tmp_path, OVERVIEW, "missed-opportunity")
    assert missed.text == "The midwife did not tell the health visitor. This was a missed opportunity to plan."
    assert missed.case and missed.episode
    (good,) = findings(tmp_path, OVERVIEW, "good-practice")
    assert good.text.startswith("The nursery wrote down") and good.text.endswith("good practice.")
    assert [lesson.text for lesson in findings(tmp_path, OVERVIEW, "lesson")] == [
        "A nursery that writes is entitled to an answer.",
        "Somebody must ask who has moved in.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "This was a significant missed opportunity.",
        "An opportunity to speak to Sibling alone was missed.",
        "The opportunity was again lost.",
        "There were missed opportunities to refer.",
    ],
)
def test_a_sentence_may_name_a_missed_opportunity(tmp_path: Path, sentence: str) -> None:
    (found,) = texts(tmp_path, f"# 2. Analysis\n\n2.1 She rang. {sentence} He left.\n", "missed-opportunity")
    assert found.endswith(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "There were no missed opportunities.",
        "The review asks whether any missed opportunities can be identified.",
        "This was not good practice.",
        "It would have been good practice to ring.",
        "Good practice guidance requires a chronology.",
    ],
)
def test_its_denial_question_or_standard_is_none(tmp_path: Path, sentence: str) -> None:
    assert texts(tmp_path, f"# 2. Analysis\n\n2.1 {sentence}\n", "missed-opportunity") == []
    assert texts(tmp_path, f"# 2. Analysis\n\n2.1 {sentence}\n", "good-practice") == []


def test_a_list_that_is_announced_is_of_that_kind(tmp_path: Path) -> None:
    text = (
        "# 2. Analysis\n\n2.1 I identify the following missed opportunities:\n\n- the referral in "
        "May;\n- the closure in June.\n\n2.2 He left.\n"
    )
    assert texts(tmp_path, text, "missed-opportunity") == ["the referral in May;", "the closure in June."]


def test_a_list_of_occasions_counts_if_it_is_said_to_have_been_missed(tmp_path: Path) -> None:
    listed = (
        "# 2. Analysis\n\n2.1 There were two occasions when a meeting should have been held:\n\n- at birth\n- at the move\n\n"
    )
    missed = "That it was not held was a missed opportunity to plan."
    assert texts(tmp_path, f"{listed}{missed}\n", "missed-opportunity") == ["at birth", "at the move", missed]
    assert texts(tmp_path, f"{listed}It was winter.\n", "missed-opportunity") == []


def test_sections_hold_their_kind(tmp_path: Path) -> None:
    text = (
        "# 3. What went well\n\n3.1 We want to name some of it.\n\n- The nurse rang again.\n- The officer wrote it down.\n\n"
        "# 4. Lessons learned\n\n4.1 Fathers must be asked about.\n\n4.2 A letter is not a conversation.\n\n"
        "# 5. The mother's learning disability\n\n5.1 She could not read the letters.\n\n"
        "# 6. Recommendations\n\n6.1 Good practice should be shared.\n"
    )
    assert texts(tmp_path, text, "good-practice") == ["The nurse rang again.", "The officer wrote it down."]
    assert texts(tmp_path, text, "lesson") == ["Fathers must be asked about.", "A letter is not a conversation."]


def test_items_may_say_what_they_are(tmp_path: Path) -> None:
    text = (
        "# 3. Conclusions\n\n3.1 It was a sad case.\n\n**Learning point 1.** Ask who else needs to "
        "know.\n\n**Lesson 2:** Silence is no answer.\n"
    )
    assert texts(tmp_path, text, "lesson") == ["Learning point 1. Ask who else needs to know.", "Lesson 2: Silence is no answer."]


def test_what_stands_under_a_learning_point_is_not_each_a_lesson(tmp_path: Path) -> None:
    text = (
        "# 3. Practice learning\n\n## Learning Point 1: Understanding loss\n\nChild A's father had died. Nobody asked.\n\n"
        "*What have we learned?* Grief goes on.\n\n## Learning Point 2: The last week\n\nShe was seen once.\n"
    )
    assert texts(tmp_path, text, "lesson") == ["What have we learned? Grief goes on."]


def test_the_findings_of_a_systems_review_are_its_lessons(tmp_path: Path) -> None:
    text = "# 6. Findings\n\n## Finding 1: Adult services do not see the child.\n\n6.1 In this case they did not.\n"
    assert texts(tmp_path, text, "lesson") == ["Finding 1: Adult services do not see the child."]


def test_shortcomings_are_read_only_where_the_case_is_told(tmp_path: Path) -> None:
    read = document(tmp_path, FRONT + "# 2. Analysis\n\n2.1 The midwife should have told the health visitor.\n")
    cases = cases_of(read, review_of(read, "x"))
    (found,) = findings_of(read, cases, [], lambda words: ["midwifery"])
    assert (found.kind, found.agencies) == ("shortcoming", ["midwifery"])
    assert findings_of(read, cases, [], lambda words: [], coded=lambda paragraph: False) == []


def test_numbered_paragraphs_under_conclusions_and_lessons_learned_are_lessons(tmp_path: Path) -> None:
    text = (
        "# 5. Conclusions and Lessons Learned\n\n5.1 Fathers were left out of every assessment in this case.\n\n"
        "5.2 Housing officers doubted whether they were allowed to challenge.\n"
    )
    assert len(texts(tmp_path, text, "lesson")) == 2
