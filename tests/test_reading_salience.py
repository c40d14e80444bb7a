"""Who is thought of where a sentence names nobody who gave or took, and what speaks for each."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_texts import candidates

from loaders.reading.salience import WEIGHTS, Choice


def _choices(folder: Path, text: str, other: str) -> list[Choice]:
    """The choices of who failed to tell ``other``, in the last sentence that leaves it open."""
    found = {id(choice): choice for c in candidates(folder, text) for choice in c.choices}
    return [choice for choice in found.values() if choice.role == "gap-giver" and other in choice.others]


@pytest.mark.parametrize(
    ("text", "other", "meant"),
    [
        # who made what "it" and "the letter" stand for
        (
            "The dentist saw decay in nine teeth and wrote to the GP. The letter was not copied to the health visitor.",
            "health-visiting",
            "health",
        ),
        (
            "The housing officer inspected the flat and completed a report. It was not sent to the school.",
            "education",
            "housing",
        ),
        # who leads the meeting, by its name or because it is said
        (
            "A strategy meeting was held. The police and the school attended. The midwife was not invited.",
            "midwifery",
            "childrens-social-care",
        ),
        ("The discharge planning meeting was on Monday. The health visitor was not invited.", "health-visiting", "hospital"),
        (
            "A professionals' meeting was chaired by the named nurse. The police came. The GP was not asked to contribute.",
            "general-practice",
            "health-safeguarding",
        ),
        # who saw or did it
        ("The school nurse weighed him and noted a loss. The GP was not informed.", "general-practice", "school-nursing"),
        ("The midwife recorded that Mother was using heroin. The hospital was not told.", "hospital", "midwifery"),
        # whose work it is
        (
            "She attended the Emergency Department twice in June. The school nurse was unaware of these attendances.",
            "school-nursing",
            "emergency-department",
        ),
    ],
)
def test_who_failed_to_tell_is_first_thought_of(tmp_path: Path, text: str, other: str, meant: str) -> None:
    odds = _choices(tmp_path, text, other)[-1].odds(WEIGHTS)
    assert max(odds, key=lambda who: odds[who]) == meant


@pytest.mark.parametrize(
    ("text", "other", "who", "what"),
    [
        ("The GP wrote a letter. It was never sent to the school.", "education", "general-practice", "maker"),
        (
            "The midwife received the hospital's letter. The letter was not copied to the GP.",
            "general-practice",
            "hospital",
            "maker",
        ),
        ("The GP was told by email. The email was not sent on to the school.", "education", "general-practice", "-maker"),
        ("The core group met in May. The school was not invited.", "education", "childrens-social-care", "leads"),
        # who acts last before the predicate, and who is nearest to it
        ("The police saw him and the ward fed him, and the school was not told.", "education", "hospital", "acts"),
        ("The ward wrote to the GP and the school was not told.", "education", "general-practice", "near-before-nearest"),
        ("The ward fed him. The school was not told.", "education", "multi-agency", "-alone"),
        ("He had stopped eating. The school was not told.", "education", "multi-agency", "alone"),
        # with whom it last dealt
        ("The midwife told the school. He moved. The school was not told.", "education", "midwifery", "counterpart-lately"),
        ("A planning meeting was convened by the prison. The GP was not invited.", "general-practice", "prison", "leads"),
        ("The police told the school. The GP was not told.", "general-practice", "police", "passed"),
        ("The police told the school. The GP was not told.", "general-practice", "education", "has"),
        ("The GP was told by the police. The school was not told.", "education", "police", "passed-alike"),
        ("The midwife did not tell the GP. The school was not informed.", "education", "midwifery", "failed"),
        (
            "The GP saw a bruise. So did the midwife. The school was not told. The GP rang in May.",
            "education",
            "general-practice",
            "comes",
        ),
        ("The midwife saw a bruise. The school was not told.", "education", "midwifery", "only"),
        ("He was arrested in March. The school was not told.", "education", "police", "suited"),
    ],
)
def test_what_a_service_is_to_the_sentence(tmp_path: Path, text: str, other: str, who: str, what: str) -> None:
    standing = _choices(tmp_path, text, other)[-1].standings.get(who, set())
    assert (what.removeprefix("-") in standing) != what.startswith("-")


def test_a_paragraph_begins_with_no_meeting_and_no_document(tmp_path: Path) -> None:
    text = "The core group met in May. The GP wrote a letter.\n\nIt was not sent to the school, and the midwife was not invited."
    for choice in (*_choices(tmp_path, text, "education"), *_choices(tmp_path, text, "midwifery")):
        for standing in choice.standings.values():
            assert not {"leads", "maker"} & standing


def test_what_was_spoken_of_with_a_service_is_linked_to_it(tmp_path: Path) -> None:
    text = """The police found cannabis plants in the loft.

The school held a meeting about his lateness.

The midwife visited in June. She did not know of the cannabis plants."""
    [choice, *_] = _choices(tmp_path, text, "midwifery")
    assert "linked-1" in choice.standings["police"]
