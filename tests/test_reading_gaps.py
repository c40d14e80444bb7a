"""What did not pass between services, in the many ways of saying so: kind, mode and parties of invented sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_texts import candidates

GAP = "FAILED_TO_SHARE"
CSC, GP, HV = "childrens-social-care", "general-practice", "health-visiting"


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
        ("The nursery records were not sent to the new nursery.", "not-shared", "early-years", "early-years"),
        ("The receiving school nurse was not told of the dog.", "not-shared", "school-nursing", "school-nursing"),
        ("The playgroup told the dentist about the dog but not about the bite.", "not-shared", "early-years", "health"),
        ("The letter from the hostel to the dentist was sent to the former address.", "not-shared", "housing", "health"),
        # what a paper does not say
        ("The midwife's letter to the dentist did not reflect the worry.", "not-shared", "midwifery", "health"),
        ("The form from the hostel to the playgroup did not make clear who lived there.", "not-shared", "housing", "early-years"),
        ("The dog was absent from the hostel's report to the dentist.", "not-shared", "housing", "health"),
        ("The dog was not referred to in the hostel's letter to the dentist.", "not-shared", "housing", "health"),
        ("The dentist was told by the hostel of the dog, though not of the bite.", "not-shared", "housing", "health"),
        # what was not known
        ("Nothing that the hostel knew about the dog reached the dentist.", "not-shared", "housing", "health"),
        ("What the hostel knew about the dog did not reach the dentist.", "not-shared", "housing", "health"),
        ("The dentist went ahead without the knowledge that the hostel had seen a dog.", "unaware", "housing", "health"),
        ("Only after the inquest did the dentist learn what the hostel had seen.", "unaware", "housing", "health"),
        ("The dentist was left guessing by the hostel.", "unaware", "housing", "health"),
        ("The hostel closed the file without recourse to the dentist.", "not-consulted", "housing", "health"),
        ("The hostel and the dentist never met to discuss the child.", "not-consulted", "housing", "health"),
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
        ("The GP and the midwife did not communicate.", "not-shared", GP, "midwifery"),
        ("Agencies did not talk to each other.", "not-consulted", "multi-agency", "multi-agency"),
        # what was shared little or badly
        ("There was limited sharing of information by the hostel with other services.", "not-shared", "housing", "multi-agency"),
        ("The hostel's sharing of information with the dentist was inadequate.", "not-shared", "housing", "health"),
        # what stayed in one house
        ("The worries about the dog remained within the hostel.", "not-shared", "housing", "multi-agency"),
        ("The hostel wrote this down but did not share it outside the hostel.", "not-shared", "housing", "multi-agency"),
        # whose step was missing
        ("What was held by the hostel was never requested by the dentist.", "not-consulted", "health", "housing"),
        ("The dentist was not told of her admission to the ward by the hostel.", "not-shared", "housing", "health"),
        ("Neither the hostel nor the playgroup let the dentist know.", "not-shared", "housing", "health"),
        ("Agency checks should have been carried out by the hostel.", "not-consulted", "housing", "multi-agency"),
        ("There was no handover to the new school nurse.", "not-shared", "school-nursing", "school-nursing"),
        # a plan for a child is no child
        ("The child protection plan was ended by the hostel without informing the dentist.", "not-shared", "housing", "health"),
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
        # held back, kept, not put forward
        ("The housing officer sat on the information and did not put it before the police.", "not-shared", "housing", "police"),
        ("The school nurse was not brought into the loop by the school.", "not-shared", "education", "school-nursing"),
        ("The outcome was not cascaded to the nursery by the MASH.", "not-shared", "mash", "early-years"),
        ("The probation officer was left in the dark by the prison.", "unaware", "prison", "probation"),
        ("Nowhere in the form that the prison sent to the hostel was this mentioned.", "not-shared", "prison", "housing"),
        ("The midwife did not feel able to break confidence and tell the GP.", "not-shared", "midwifery", GP),
        ("The drug worker relied on the mother to tell the midwife.", "not-shared", "substance-misuse", "midwifery"),
        ("Issues of consent prevented the refuge from telling the school.", "not-shared", "domestic-abuse-service", "education"),
        ("The nursery worker felt that it was not for her to tell the health visitor.", "not-shared", "early-years", HV),
        ("There is no evidence that there was any contact between the nursery and the GP.", "not-shared", "early-years", GP),
        ("The bruise was seen by the nursery and not reported to the GP.", "not-shared", "early-years", GP),
        ("The hostel was not told by the prison. Nor was the nursery.", "not-shared", "prison", "early-years"),
        # not asked, not let in
        ("The GP did not draw on what the midwife knew or ask the hostel.", "not-consulted", GP, "housing"),
        ("The GP accepted what Mother said and did not verify it with the school.", "not-consulted", GP, "education"),
        ("The midwife and the drug worker worked in isolation.", "not-consulted", "midwifery", "substance-misuse"),
        ("The GP did not obtain the psychiatrist's report.", "not-consulted", GP, "mental-health"),
        ("The GP took no steps to find out from probation what he had done.", "not-consulted", GP, "probation"),
        ("No enquiry was made by the GP of the school or of the police.", "not-consulted", GP, "police"),
        ("The midwife should have satisfied herself of this by speaking to the police.", "not-consulted", "midwifery", "police"),
        # not referred
        ("The hospital failed to recognise the need for a referral to the MASH.", "not-referred", "hospital", "mash"),
        (
            "The threshold for a referral by the school to the MASH was met but none was made.",
            "not-referred",
            "education",
            "mash",
        ),
        ("The midwife's plan to refer to the MASH was not carried through.", "not-referred", "midwifery", "mash"),
        ("A referral to CAMHS by the GP was agreed but did not take place.", "not-referred", GP, "camhs"),
        ("The school could have re-referred to the MASH.", "not-referred", "education", "mash"),
        # no answer
        ("The MASH did not come back to the hostel.", "no-feedback", "mash", "housing"),
        ("The school's email to the GP went unheeded.", "not-followed-up", GP, "education"),
        ("The midwife emailed the police on four dates without reply.", "no-feedback", "police", "midwifery"),
        ("The midwife asked the police for a report, but none was provided.", "no-feedback", "police", "midwifery"),
        ("The midwife tried to contact the drug worker without success.", "no-feedback", "substance-misuse", "midwifery"),
        ("The school rang the MASH and had no reply.", "no-feedback", "mash", "education"),
        # not acted on, lost
        ("The GP took no action on the letter from the hospital.", "not-followed-up", GP, "hospital"),
        ("The letter from the hospital was not taken seriously by the GP.", "not-followed-up", GP, "hospital"),
        ("The police notification was ignored by the school.", "not-followed-up", "education", "police"),
        ("The school's letter to the MASH cannot be found.", "not-followed-up", "mash", "education"),
        ("There was no challenge from the school to the MASH.", "not-followed-up", "education", "mash"),
        ("The GP did not consider the report from the nursery.", "not-followed-up", GP, "early-years"),
        # in the words of reports
        ("Information sharing between the police and the school was not robust.", "not-shared", "police", "education"),
        ("The information shared by the police with the school was incomplete.", "not-shared", "police", "education"),
        ("The reason for the police not telling the school is not recorded.", "not-shared", "police", "education"),
        ("The GP did not contact the midwife herself or the school.", "not-shared", GP, "education"),
        ("The referral was closed by the MASH without checks being made with the GP.", "not-consulted", "mash", GP),
        ("The MARAC met without information from the midwife.", "not-consulted", "marac", "midwifery"),
        ("There were enough grounds for the ward to have referred him to CAMHS.", "not-referred", "hospital", "camhs"),
        ("The referral from the school did not prompt any enquiries by the MASH.", "not-followed-up", "mash", "education"),
        ("The school's call was treated by the MASH as information only.", "not-followed-up", "mash", "education"),
        ("There was no escalation by the school to the MASH.", "not-followed-up", "education", "mash"),
        (
            "The surgery and the school were working in isolation from each other.",
            "not-consulted",
            "general-practice",
            "education",
        ),
        ("The school did not, as it should have done, tell the GP of it.", "not-shared", "education", GP),
        ("What he had told the midwife did not find its way to the GP.", "not-shared", "midwifery", GP),
        ("The school nurse's query went unanswered by the GP.", "no-feedback", GP, "school-nursing"),
        (
            "Attempts by the school to obtain an update from the GP were unsuccessful.",
            "no-feedback",
            "general-practice",
            "education",
        ),
        ("The school was not among those who were invited by the GP.", "not-consulted", GP, "education"),
        ("The GP had been copied into none of the correspondence from the ward.", "not-shared", "hospital", GP),
        ("Liaison between the GP and the school broke down.", "not-shared", GP, "education"),
        ("The GP, but not the school, was told of it by the ward.", "not-shared", "hospital", "education"),
        ("The date was given to the GP by the ward; what he had said was not.", "not-shared", "hospital", GP),
        ("The ward's letter was filed and was not seen by the GP.", "not-followed-up", GP, "hospital"),
        ("The ward did not let the GP have sight of the scan.", "not-shared", "hospital", GP),
        ("A note should have been, but was not, sent by the ward to the GP.", "not-shared", "hospital", GP),
        ("The ward decided against notifying the GP.", "not-shared", "hospital", GP),
        ("The school closed the file without so much as a call to the GP.", "not-shared", "education", GP),
        ("The school was not afforded the opportunity by the GP to comment.", "not-consulted", GP, "education"),
        ("The GP never considered sharing what it knew with the school.", "not-shared", GP, "education"),
        (
            "A report was requested from the GP by the ward but, she being away, it was not provided.",
            "no-feedback",
            GP,
            "hospital",
        ),
        ("The fall was not mentioned in any letter from the ward to the GP.", "not-shared", "hospital", GP),
        ("The prison gave the probation service no warning of the date.", "not-shared", "prison", "probation"),
        ("The refusal of the ward to give the school a copy was wrong.", "not-shared", "hospital", "education"),
        ("The ward's letter to the GP was not copied to the school.", "not-shared", "hospital", "education"),
        ("It did not occur to the school or the police to ring the GP.", "not-shared", "education", GP),
        ("The failure of the school, the police and the ward to tell the GP was noted.", "not-shared", "education", GP),
        ("The plan was shared with the GP by neither the school nor the ward.", "not-shared", "education", GP),
        ("The ward discharged her without the school's knowledge.", "unaware", "hospital", "education"),
        ("The midwife's letter to the GP was misaddressed.", "not-followed-up", "midwifery", GP),
    ],
)
def test_a_gap_is_read_with_those_whom_the_sentence_names(tmp_path: Path, text: str, mode: str, giver: str, taker: str) -> None:
    direct = [c for c in candidates(tmp_path, text) if c.sender.is_direct and c.receiver.is_direct]
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
        ("The school had an incomplete picture of the family.", "unaware", "education"),
        ("The history was not apparent to the school.", "unaware", "education"),
        ("The plan was not available to the school.", "unaware", "education"),
        ("The school first became aware of the arrest at the inquest.", "unaware", "education"),
        ("The school was under the impression that he lived elsewhere.", "unaware", "education"),
        ("The school lacked information about the father.", "unaware", "education"),
        ("The school had not seen the plan.", "unaware", "education"),
        ("The school was absent from the strategy meeting held by the hospital.", "not-consulted", "education"),
        ("The school was not a member of the core group.", "not-consulted", "education"),
        ("The GP was not aware of the plan. Neither was the school.", "unaware", "education"),
        ("The school attended the meeting. Not told of the plan.", "not-shared", "education"),
    ],
)
def test_a_gap_is_read_where_only_the_one_without_is_named(tmp_path: Path, text: str, mode: str, taker: str) -> None:
    assert (GAP, mode, taker) in {(c.kind, c.mode, c.receiver.type) for c in candidates(tmp_path, text)}


@pytest.mark.parametrize(
    ("text", "mode", "giver", "taker"),
    [
        ("The hospital wrote to the GP. The injury was not mentioned.", "not-shared", "hospital", GP),
        ("The hospital wrote to the GP; the reason for the admission was not given.", "not-shared", "hospital", GP),
        ("The hospital wrote to the GP. The letter was not read.", "not-followed-up", GP, "hospital"),
        ("The hospital's letters were sent to the GP and went no further.", "not-shared", GP, "multi-agency"),
        ("The hostel left a message for the social worker. There was no call back.", "no-feedback", CSC, "housing"),
        # in so many words, though in no place of their own
        ("The nursery would have kept a place free had the hostel told it.", "not-shared", "housing", "early-years"),
        (
            "The policy required that the hostel consult the police, and it did not do so.",
            "not-consulted",
            "housing",
            "police",
        ),
        ("The school's concerns never resulted in a referral to the MASH.", "not-referred", "education", "mash"),
        ("No consideration was given by the GP to making a referral to CAMHS.", "not-referred", GP, "camhs"),
        ("The GP did not consider whether he should be referred to CAMHS.", "not-referred", GP, "camhs"),
        ("The letter was received by the GP from the hospital but never acted on.", "not-followed-up", GP, "hospital"),
        ("The school did not challenge the decision of the MASH.", "not-followed-up", "education", "mash"),
        ("The concern was not shared beyond the ward.", "not-shared", "hospital", "multi-agency"),
        ("That he had fallen was known only to the ward.", "not-shared", "hospital", "multi-agency"),
        ("The fall did not become known to the GP.", "unaware", "multi-agency", GP),
        ("The GP was unaware of the fall, although the hostel had reported it.", "unaware", "housing", GP),
        ("The GP was unaware of what she had disclosed to the hostel.", "unaware", "housing", GP),
        ("The GP had not been sighted on the school's concerns.", "unaware", "education", GP),
        ("The GP told the ward about his fall. From there it went no further.", "not-shared", "hospital", "multi-agency"),
        ("The drug worker kept a diary. The GP was not shown it.", "not-shared", "substance-misuse", GP),
        ("The hostel noted the dog. Nothing was said to the school.", "not-shared", "housing", "education"),
        ("The hostel asked the GP for a letter and, no answer having come, rang the ward.", "no-feedback", GP, "housing"),
        (
            "The police saw the dog. The school taught him and the visit was not made known to it.",
            "not-shared",
            "police",
            "education",
        ),
    ],
)
def test_a_gap_is_read_with_those_whom_the_text_before_names(
    tmp_path: Path, text: str, mode: str, giver: str, taker: str
) -> None:
    assert (GAP, mode, giver, taker) in {(c.kind, c.mode, c.sender.type, c.receiver.type) for c in candidates(tmp_path, text)}


@pytest.mark.parametrize(
    "text",
    [
        "The mother was not offered support by the school.",
        "The risk was reduced by telling the police.",
        "The social worker telephoned the mother without reply.",
        "It was for the school to tell the police.",
        "The Board should ensure that schools notify children's social care.",
        "The law requires midwives to notify the GP.",
        "The midwife should consider informing the health visitor.",
        "There is a need for better communication between the GP and the health visitor.",
        "There was no mechanism by which the ward alerted the school nurse.",
        "There is no evidence that the GP failed to tell the school.",
        "The parents refused to allow the nursery to tell the health visitor.",
        "The letter was sent to the mother, inviting her to telephone the school.",
        "Agencies need to talk to each other.",
    ],
)
def test_what_ought_to_be_is_no_exchange(tmp_path: Path, text: str) -> None:
    assert not [c for c in candidates(tmp_path, text) if c.sender.is_direct and c.receiver.is_direct]


def test_where_something_stands_in_notes_nothing_was_sent(tmp_path: Path) -> None:
    readings = candidates(tmp_path, "There is no indication in the notes that the midwife spoke to the health visitor.")
    assert {c.kind for c in readings} == {GAP}
