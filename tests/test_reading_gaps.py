"""What did not pass between services, in the many ways of saying so: kind, mode and parties of invented sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_texts import readings_of

from loaders.reading.candidates import Candidate

GAP = "FAILED_TO_SHARE"
CSC, GP, HV = "childrens-social-care", "general-practice", "health-visiting"


def _read(tmp_path: Path, text: str) -> list[Candidate]:
    """All readings of a text."""
    return [candidate for _, candidate in readings_of(tmp_path, text)]


@pytest.mark.parametrize(
    ("text", "mode", "giver", "taker"),
    [
        # negation in front, far away or of somebody else
        ("Not once did the drug worker contact the nursery.", "not-shared", "substance-misuse", "early-years"),
        ("At no stage was the view of the refuge sought by the social worker.", "not-consulted", CSC, "domestic-abuse-service"),
        ("The hospital told the police but not the school.", "not-shared", "hospital", "education"),
        ("The hospital's concerns were shared by the ward with the police but not with the GP.", "not-shared", "hospital", GP),
        ("Little information passed from the prison to the probation service.", "not-shared", "prison", "probation"),
        ("There is no record of the GP having told the midwife.", "not-shared", GP, "midwifery"),
        ("The GP could not recall having spoken to the health visitor.", "not-consulted", GP, HV),
        ("The hostel had seen the dog. The school was not told of it by anyone.", "not-shared", "multi-agency", "education"),
        ("The playgroup did not mention the dog to anybody.", "not-shared", "early-years", "multi-agency"),
        ("The hostel was aware of the dog; the dentist was not.", "unaware", "housing", "health"),
        ("The playgroup knew of the dog. The hostel did not.", "unaware", "early-years", "housing"),
        ("The call that the hostel made to CAMHS was not returned.", "no-feedback", "camhs", "housing"),
        ("The letter was sent by the hostel to CAMHS, but not to the dentist.", "not-shared", "housing", "health"),
        # what should have been
        ("A referral by the hostel to CAMHS ought to have followed.", "not-referred", "housing", "camhs"),
        ("The hospital would have been expected to inform the GP.", "not-shared", "hospital", GP),
        ("One would have expected the hospital to inform the GP.", "not-shared", "hospital", GP),
        ("The nursery had expected to be contacted by the social worker but was not.", "not-shared", CSC, "early-years"),
        ("The drug service had agreed to inform the GP but failed to do so.", "not-shared", "substance-misuse", GP),
        # whose doing it was not
        ("The GP saw no need to contact the health visitor.", "not-shared", GP, HV),
        ("The GP did not consider it necessary to ring the midwife.", "not-shared", GP, "midwifery"),
        ("The nursery did not see it as its role to inform the health visitor.", "not-shared", "early-years", HV),
        ("There was a failure on the part of the GP to inform the health visitor.", "not-shared", GP, HV),
        ("No attempt was made by the GP to contact the hospital.", "not-shared", GP, "hospital"),
        ("It did not occur to the GP to telephone the school nurse.", "not-shared", GP, "school-nursing"),
        ("Instead of telling children's social care, the school decided to wait.", "not-shared", "education", CSC),
        ("The social worker closed the case without speaking to the school.", "not-consulted", CSC, "education"),
        # with each other
        ("The GP and the midwife did not communicate.", "not-shared", "general-practice", "midwifery"),
        ("Agencies did not talk to each other.", "not-consulted", "multi-agency", "multi-agency"),
        # letters and calls that came to nothing
        ("The MASH lost the letter from the school.", "not-followed-up", "mash", "education"),
        ("The GP did not follow up the referral to CAMHS.", "not-followed-up", GP, "camhs"),
        ("The letter from the school to the GP was not answered.", "no-feedback", GP, "education"),
        ("The social worker heard nothing from the nursery.", "no-feedback", "early-years", CSC),
        ("The GP ignored the letter from the hospital.", "not-followed-up", GP, "hospital"),
        ("The GP undertook to write to the school. No letter was ever sent.", "not-shared", GP, "education"),
        ("The GP was to ring the midwife. There is no evidence that this was done.", "not-shared", GP, "midwifery"),
        ("The GP expected that the social worker would inform the school, but she did not.", "not-shared", CSC, "education"),
        ("Despite this, the GP neither referred the mother nor told the health visitor.", "not-shared", GP, HV),
        ("The school had no feedback from the MASH.", "no-feedback", "mash", "education"),
        ("The police withheld the information from the refuge.", "not-shared", "police", "domestic-abuse-service"),
    ],
)
def test_a_gap_is_read_with_those_whom_the_sentence_names(tmp_path: Path, text: str, mode: str, giver: str, taker: str) -> None:
    direct = [c for c in _read(tmp_path, text) if c.sender.is_direct and c.receiver.is_direct]
    assert (GAP, mode, giver, taker) in {(c.kind, c.mode, c.sender.type, c.receiver.type) for c in direct}


@pytest.mark.parametrize(
    ("text", "mode", "taker"),
    [
        ("The GP was told by the ward but the school was not.", "not-shared", "education"),
        ("The school was left out of the discussions.", "not-consulted", "education"),
        ("The housing officer was not in possession of this information.", "unaware", "housing"),
        ("The court was not given the file.", "not-shared", "prosecution-courts"),
        ("At neither meeting was the housing officer present.", "not-consulted", "housing"),
        ("Information from the GP, the school and the prison had not been sought.", "not-consulted", "education"),
        ("The midwife wrote to the GP. No response was received.", "no-feedback", "midwifery"),
    ],
)
def test_a_gap_is_read_where_only_the_one_without_is_named(tmp_path: Path, text: str, mode: str, taker: str) -> None:
    assert (GAP, mode, taker) in {(c.kind, c.mode, c.receiver.type) for c in _read(tmp_path, text)}


@pytest.mark.parametrize(
    "text",
    [
        "The Board should ensure that schools notify children's social care.",
        "The law requires midwives to notify the GP.",
        "The midwife should consider informing the health visitor.",
        "There is a need for better communication between the GP and the health visitor.",
        "Agencies need to talk to each other.",
    ],
)
def test_what_ought_to_be_is_no_exchange(tmp_path: Path, text: str) -> None:
    assert not [c for c in _read(tmp_path, text) if c.sender.is_direct and c.receiver.is_direct]


def test_where_something_stands_in_notes_nothing_was_sent(tmp_path: Path) -> None:
    readings = _read(tmp_path, "There is no indication in the notes that the midwife spoke to the health visitor.")
    assert {c.kind for c in readings} == {GAP}
