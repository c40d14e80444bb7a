"""What is not coded: sections told by their headings, and the signs by which a sentence shows that it does not tell the case."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_texts import readings_of

from loaders.reading.sections import classify


@pytest.mark.parametrize(
    ("path", "kind", "coded"),
    [
        (("8 What has changed",), "improvements", False),
        (("What's changed already",), "improvements", False),
        (("What is being done differently",), "improvements", False),
        (("What happened",), "narrative", True),
        (("9 Improving systems and practice",), "recommendations", False),
        (("Finding 2: Letters went astray", "What needs to change"), "recommendations", False),
        (("7 Conclusion and recommendations",), "closing", True),
        (("7 Findings and key recommendations",), "closing", True),
        (("7 Summary of recommendations",), "recommendations", False),
        (("7 Conclusions and recommendations", "7.2 Recommendations"), "recommendations", False),
        (("Criminal proceedings",), "process", False),
        (("Pen picture of Child Q",), "family", True),
        (("How widespread and prevalent is the issue?",), "significance", True),
        (("How we carried out the review",), "process", False),
        (("The rapid review",), "process", False),
        (("The Board's response",), "improvements", False),
        (("What we have done since",), "improvements", False),
        (("Agency responses to the injury",), "", True),
        (("Parental views",), "family-views", False),
        (("Meeting with the parents",), "family-views", False),
        (("What does good practice look like?",), "guidance", False),
        (("2 Process",), "process", False),
        (("4 Terms of reference",), "process", False),
        (("5 Analysis against the terms of reference", "5.3 Information about Father"), "analysis", True),
        (("6 The terms of reference", "6.1 Was information shared appropriately?"), "analysis", True),
        (("Services known by local names",), "glossary", False),
        (("Who's who in Kettleby",), "glossary", False),
        (("What the families told us",), "family-views", False),
        (("What Child L and her family told the review",), "family-views", False),
        (("The child's voice",), "", True),
        (("Context: learning from elsewhere",), "other-reviews", False),
        (("Appendix A: key to the genogram",), "appendix", False),
        (("Appendix B: housing stock",), "appendix", False),
        (("Appendix: timeline at a glance",), "narrative", True),
        (("1 Introduction", "1.2 Succinct summary"), "narrative", True),
        (("Young Person L and her family",), "family", True),
        (("Family Nurse Partnership",), "", True),
        (("Who is Child Q?",), "family", True),
        (("Workload and capacity",), "organisation", True),
        (("Finding 4", "Why it mattered"), "significance", True),
        (("Analysis of the Individual Management Reviews", "Housing"), "analysis", True),
        (("Individual Management Reviews",), "process", False),
        (("5 Lessons from research",), "guidance", False),
        (("The family's involvement with services",), "", True),
        (("Family involvement in the review",), "family-views", False),
        (("Engagement of fathers",), "", True),
        (("Work undertaken with those at home",), "", True),
        (("Actions taken by agencies in response",), "improvements", False),
        (("Contributory factors",), "", True),
    ],
)
def test_a_heading_tells_whether_its_section_is_coded(path: tuple[str, ...], kind: str, coded: bool) -> None:
    section = classify(path)
    assert (section.kind, section.coded) == (kind, coded)


def _features(tmp_path: Path, paragraph: str, about: str) -> set[str]:
    """What holds of the readings of the sentence in which the words ``about`` stand."""
    found: set[str] = set()
    for part, candidate in readings_of(tmp_path, paragraph, "Analysis"):
        if about in part.text[slice(*candidate.sentence)]:
            found |= set(candidate.features)
    return found


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("The midwife told the GP of the bruise.", "past"),
        ("The midwife had told the GP of the bruise.", "pluperfect"),
        ("The midwife has told the GP of each bruise.", "perfect"),
        ("The midwife was told of the bruise by the GP.", "past"),
        ("The midwife informs the GP of each bruise.", "present"),
        ("Midwives inform the GP of each bruise.", "plain"),
    ],
)
def test_the_tense_of_a_predicate_is_known(tmp_path: Path, sentence: str, tense: str) -> None:
    assert f"tense={tense}" in _features(tmp_path, sentence, "bruise")


def test_a_paragraph_in_the_present_tells_how_things_are(tmp_path: Path) -> None:
    told = "The GP was told by the midwife of the bruise. The health visitor was not at home."
    general = "Bruises are rare in babies. The GP is told by the midwife of each bruise. It is good that they do."
    assert "in-present=0" in _features(tmp_path, told, "bruise")
    assert "in-present=3" in _features(tmp_path, general, "midwife")


@pytest.mark.parametrize(
    ("sentence", "remark"),
    [
        ("An earlier review by the Board found that a midwife had not told a GP of a bruise.", "elsewhere"),
        ("In the case of Baby M (Kettleby, 2014) the midwife had not told the GP of the bruise.", "elsewhere"),
        ("The midwife now tells the GP of each bruise.", "improved"),
        ("There needs to be a letter from the midwife to the GP about each bruise.", "needed"),
        ("The midwife recalled a letter to the GP about the bruise.", "recalled"),
        ("The midwife had no training and made no referral to the GP about the bruise.", "training"),
        ("The midwife told the GP and me of the bruise.", "first-person"),
        ("The GP did not know of the bruise, as the mother had told nobody.", "kept"),
    ],
)
def test_a_sentence_shows_that_it_does_not_tell_the_case(tmp_path: Path, sentence: str, remark: str) -> None:
    assert f"remark={remark}" in _features(tmp_path, sentence, "bruise")
    assert f"remark={remark}" not in _features(tmp_path, "The midwife told the GP of the bruise.", "bruise")


def test_a_predicate_knows_where_in_its_sentence_it_stands(tmp_path: Path) -> None:
    reported = _features(tmp_path, "The panel heard that the midwife had told the GP of the bruise.", "bruise")
    told = _features(tmp_path, "The midwife told the GP of the bruise.", "bruise")
    assert {"after-that", "late=2", "next=the,verb"} <= reported
    assert {"late=1", "next=the,verb"} <= told
    assert "after-that" not in told


@pytest.mark.parametrize(
    "sentence",
    [
        "A referral to the school nurse was suggested by the midwife.",
        "The midwife requested that the GP be told.",
        "The doctor asked that a referral be made to the school nurse by the midwife.",
        "The midwife recommended referral to the GP.",
        "Midwives were responsible for notifying the GP.",
        "There was no system for the midwife to notify the GP.",
        "The doctor said that she was unable to get to the school.",
        "Midwifery was transferred from the hospital to the council.",
        "The nursery worker wrote down that the child was pale.",
        "The school received a service from the psychologist.",
        "There was no previous involvement of the midwife with the GP.",
        "Guidance on exclusion is written by the council for schools.",
        "It was for the midwife to self-refer to the GP.",
        "Mother asked the midwife not to tell the GP.",
        "The GP was unaware of the midwife's protocol.",
        "The midwife attached to the GP practice was new.",
        "The midwife was going to tell the GP.",
        "The doctor suggested that the midwife refer the child to the GP.",
        "The school sent its apologies to the GP.",
        "There is no evidence that the midwife did not tell the GP.",
        "Midwives are expected to tell the GP.",
        "The school rang home, and the GP was seen.",
        "The midwife had been told to give priority to the school.",
        "The school had been without a school nurse since May.",
        "The midwife led a section 47 enquiry with the police.",
        "The midwife saw an unknown man at the school.",
        "The midwife's monthly requests for records to the GP were kept.",
        "It was agreed that the midwife would visit weekly and inform the GP.",
        "The manager said that the officer would see her and then notify the school.",
        "The midwife promised to visit and to inform the GP.",
        "The midwife wanted to tell the GP.",
        "Mother did not want the midwife to tell the GP.",
        "The author does not consider that the midwife should have told the GP.",
        "It would be unfair to suggest that the midwife could have told the GP.",
        "The midwife asked the GP for a report. She received no reply.",
        "There was no system in place by which the midwife was told by the GP.",
        "The mother's words were written down by the midwife for the GP.",
        "It should have been addressed by the midwife to improve the response of the surgery.",
        "The GP sent the child to the hospital.",
        "The baby was sent to the hospital by the GP.",
        "The GP sent the child",
        "Mother's belongings were kept within the refuge.",
    ],
)
def test_what_is_asked_for_planned_or_laid_down_is_no_exchange(tmp_path: Path, sentence: str) -> None:
    readings = {(c.kind, c.sender.type, c.receiver.type) for _, c in readings_of(tmp_path, sentence) if c.sender.is_direct}
    assert not {r for r in readings if r[1] != r[2]}


@pytest.mark.parametrize(
    ("sentence", "about", "feature"),
    [
        ("The midwife rang the GP, who had no concerns.", "rang", "answered=relative"),
        ("The midwife rang the GP and was told of the bruise.", "rang", "answered=told"),
        ("The midwife told the GP that she would ring the school.", "told", "said=would,tell"),
        ("In a letter to the GP the midwife wrote of the bruise.", "letter", "under=in,message"),
        ("The midwife completed a form about the bruise.", "form", "carrier=completed"),
        ("The panel heard that the midwife had told the GP of the bruise.", "told", "clause=that"),
        ("The GP was told by the midwife that there was a protocol.", "told", "about=procedure,tell"),
        ("Had the midwife rung the GP, the GP would have told her of the bruise.", "told", "consequence"),
        ("Why was the GP not told by the midwife?", "told", "remark=question"),
    ],
)
def test_the_words_around_a_predicate_are_weighed(tmp_path: Path, sentence: str, about: str, feature: str) -> None:
    found = {
        f
        for _, c in readings_of(tmp_path, sentence, "Analysis")
        if about in c.trigger.word + sentence[c.at :][:9]
        for f in c.features
    }
    assert feature in found


@pytest.mark.parametrize(
    "paragraph",
    [
        "In the case of Child C, published by this Board in 2006, the police had not told the school of the fight.",
        "Northside's review of Baby J (2013) found the same. There the GP had not told the midwife that the father drank.",
        "Work by the Kettleby Safeguarding Children Board (2015) found that the midwife had not told the GP.",
        "Research has shown that GPs seldom tell midwives what they know of fathers.",
        "A national analysis of reviews notes that information was not passed from the police to schools.",
        "An audit of forty files in May found that the GP had not been told by the midwife in nine.",
        "A review published by a board in 2009 found that the police had not told the school.",
    ],
)
def test_what_happened_in_another_review_is_not_read(tmp_path: Path, paragraph: str) -> None:
    assert not readings_of(tmp_path, paragraph)


def test_a_paragraph_comes_back_from_another_review(tmp_path: Path) -> None:
    paragraph = (
        "In the review of Child C (2006) the police had not told the school. In this case the GP did not tell the midwife."
    )
    assert {c.sender.type for _, c in readings_of(tmp_path, paragraph) if c.sender.is_direct} == {"general-practice"}
