"""Exchanges and agencies read from short texts of the field's manner."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from casegraph.examples import example_reviews
from graph.records import ReviewRecord
from loaders.documents import read_document
from loaders.reading import read
from loaders.reading.exchanges import exchanges_of
from loaders.reading.mentions import Namer

_STORY = "# Serious Case Review: Child Z\n\n## 2. Narrative\n\n"


def _read(tmp_path: Path, text: str) -> ReviewRecord:
    path = tmp_path / "review.md"
    path.write_text(text, encoding="utf-8")
    return read(read_document(path), "review")


def _exchanges(tmp_path: Path, sentences: str) -> set[tuple[str, str, str]]:
    return {(e.kind, e.from_, e.to) for e in _read(tmp_path, _STORY + sentences + "\n").exchanges}


def test_what_a_long_review_tells_as_set_up_since_has_no_part_in_the_case(tmp_path: Path) -> None:
    told = "The GP wrote to the health visitor and the school.\n\n" * 40
    since = (
        "Since then a multi-agency safeguarding hub has been introduced. It is hoped that the hub will help. "
        "Work is under way to bring the multi-agency safeguarding hub and the police together.\n"
    )
    types = {agency.type for agency in _read(tmp_path, _STORY + told + since).agencies}
    assert {"general-practice", "health-visiting", "education"} <= types
    assert "mash" not in types


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "On 3 May 2014 the Health Visitor made a referral to Children's Social Care.",
            ("REFERRED_TO", "health-visiting", "childrens-social-care"),
        ),
        (
            "On 3 May 2014 a referral was made by the Police to Children's Social Care.",
            ("REFERRED_TO", "police", "childrens-social-care"),
        ),
        ("The social worker informed the school of the decision.", ("INFORMED", "childrens-social-care", "education")),
        ("The school was informed by the social worker of the decision.", ("INFORMED", "childrens-social-care", "education")),
        (
            "The GP did not inform the Health Visitor of the depression.",
            ("FAILED_TO_SHARE", "general-practice", "health-visiting"),
        ),
        (
            "There was no communication between the GP and the Health Visitor.",
            ("FAILED_TO_SHARE", "general-practice", "health-visiting"),
        ),
        (
            "The Police should have made a referral to Children's Social Care.",
            ("FAILED_TO_SHARE", "police", "childrens-social-care"),
        ),
        (
            "The midwife failed to share this information with the Health Visitor.",
            ("FAILED_TO_SHARE", "midwifery", "health-visiting"),
        ),
    ],
)
def test_the_plain_ways_of_telling_and_not_telling(tmp_path: Path, sentence: str, expected: tuple[str, str, str]) -> None:
    assert expected in _exchanges(tmp_path, sentence)


def test_every_recipient_of_a_list_is_told(tmp_path: Path) -> None:
    found = _exchanges(
        tmp_path, "The social worker informed the GP, the Health Visitor and the school of the outcome of the assessment."
    )
    assert {to for kind, sender, to in found if sender == "childrens-social-care"} >= {
        "general-practice",
        "health-visiting",
        "education",
    }


def test_she_is_the_professional_of_the_sentence_before(tmp_path: Path) -> None:
    found = _exchanges(
        tmp_path, "The Health Visitor saw the baby on 4 May 2014. She made a referral to Children's Social Care on the same day."
    )
    assert ("REFERRED_TO", "health-visiting", "childrens-social-care") in found


def test_a_name_that_the_review_explains_once_is_known_afterwards(tmp_path: Path) -> None:
    text = _STORY + (
        "Mother was seen by Larkrise, the drug and alcohol service, from May 2013.\n\n"
        "Larkrise did not inform the Health Visitor that Mother had been discharged.\n"
    )
    record = _read(tmp_path, text)
    assert "substance-misuse" in {agency.type for agency in record.agencies}
    assert ("FAILED_TO_SHARE", "substance-misuse", "health-visiting") in {(e.kind, e.from_, e.to) for e in record.exchanges}


def test_a_glossary_names_services_and_forms(tmp_path: Path) -> None:
    text = (
        "# Serious Case Review: Child Z\n\n## Glossary\n\nTerm\tMeaning\n"
        "QRT\tThe Quay Road duty and assessment team\n"
        "CN7\tThe notification form sent by the police\n\n## Narrative\n\nThe Police sent a CN7 to QRT on 5 May 2014.\n"
    )
    assert ("REFERRED_TO", "police", "childrens-social-care") in {
        (e.kind, e.from_, e.to) for e in _read(tmp_path, text).exchanges
    }


@pytest.mark.parametrize(
    "heading",
    [
        "Recommendations",
        "What the family told the review",
        "Terms of reference",
        "Developments since the review",
        "National guidance",
    ],
)
def test_sections_that_do_not_tell_the_case_are_not_coded(tmp_path: Path, heading: str) -> None:
    text = f"# Serious Case Review: Child Z\n\n## {heading}\n\nThe GP did not inform the Health Visitor of the depression.\n"
    record = _read(tmp_path, text)
    assert record.exchanges == []
    assert any("depression" in paragraph.text and not paragraph.coded for paragraph in record.paragraphs)


@pytest.mark.parametrize(
    "sentence",
    [
        "Mother informed her sister that she had been unwell.",
        "The Health Visitor should always inform the GP of any concern.",
        "The baby was weighed by the Health Visitor and was gaining weight.",
        "Mother was advised by the Health Visitor to see her GP.",
    ],
)
def test_family_talk_and_what_ought_to_be_are_no_exchange(tmp_path: Path, sentence: str) -> None:
    assert _exchanges(tmp_path, sentence) == set()


def test_every_exchange_quotes_its_paragraph(tmp_path: Path) -> None:
    record = _read(
        tmp_path,
        _STORY
        + "2.1 Mother booked at ten weeks. The midwife informed the GP on 4 May 2014.\n\n"
        + "2.2 The GP did not inform the Health Visitor of this.\n",
    )
    texts = {paragraph.id: paragraph for paragraph in record.paragraphs}
    assert record.exchanges
    for exchange in record.exchanges:
        evidence = exchange.evidence
        paragraph = texts[evidence.paragraph_id]
        assert paragraph.text[evidence.start : evidence.end] == evidence.quote
        assert evidence.paragraph == paragraph.ref
        assert 0 <= exchange.confidence <= 1 and exchange.rule


@pytest.mark.parametrize("last", ["", "and", "that", "the", "was", "not", "to", "should have been"])
def test_sentences_that_break_off_are_read_like_others(tmp_path: Path, last: str) -> None:
    lines = example_reviews()[0].read_text(encoding="utf-8").split("\n")
    cut = (" ".join([*words[: n % max(len(words), 1)], last]) for n, words in enumerate(map(str.split, lines)))
    assert _read(tmp_path, "\n".join(cut)).exchanges


def test_ids_stay_when_an_unrelated_paragraph_is_added(tmp_path: Path) -> None:
    sentence = "2.2 The GP did not inform the Health Visitor of the depression.\n"
    before = {e.id for e in _read(tmp_path, _STORY + sentence).exchanges}
    after = {e.id for e in _read(tmp_path, _STORY + "2.1 The family moved to the town in 2012.\n\n" + sentence).exchanges}
    assert before and before <= after


@pytest.mark.parametrize(
    "piece",
    [
        "the GP and the Health Visitor and ",
        "who told the school, which informed the police, ",
        "no evidence that the midwife, ",
        "(the hospital) (",
        "should have been ",
        "HV1 SW2 GP3 MASH ",
        "Larkrise Quay Road ",
    ],
)
def test_time_is_in_proportion_to_the_text(tmp_path: Path, piece: str) -> None:
    def seconds(times: int) -> float:
        path = tmp_path / f"{times}.txt"
        path.write_text(_STORY + "The GP told " + piece * times + ".\n", encoding="utf-8")
        document = read_document(path)
        begun = time.process_time()
        exchanges_of(document, Namer.for_document(document))
        return time.process_time() - begun

    seconds(50)  # so that no vocabulary is read in the time measured
    short, long = (min(seconds(times) for _ in range(2)) for times in (1000, 4000))  # the best: a busy machine slows some
    assert long < 10 * max(short, 0.05)
