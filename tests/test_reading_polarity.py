"""What happened, what did not though it should have, and what is neither: read from invented sentences, whatever their weight."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_texts import readings_of

GAP, TOLD, REFERRED = "FAILED_TO_SHARE", "INFORMED", "REFERRED_TO"


def _kinds(tmp_path: Path, sentence: str, word: str) -> set[str]:
    """The kinds of exchange that readings of one word of a sentence state."""
    return {
        candidate.kind
        for paragraph, candidate in readings_of(tmp_path, sentence)
        if paragraph.text[candidate.at :].startswith(word)
    }


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        # the subject carries the negation
        ("No reply was sent to the Police by Children's Social Care.", "sent"),
        ("Neither the school nor the GP was told of the arrest.", "told"),
        ("Neither on this nor on the later occasion was the GP told by the ward.", "told"),
        ("None of the letters was copied to the health visitor by the ward.", "copied"),
        ("Nothing was said to the midwife by the GP.", "said"),
        ("No record of it was passed by the hostel to the Police.", "passed"),
        ("Neither of them informed the school.", "informed"),
        ("Not one of the letters was copied by the ward to the GP.", "copied"),
        ("No agency that was working with the family informed the Police.", "informed"),
        ("The nursery was told of the move by neither agency.", "told"),
        ("The tutor was understood by the Police to have told the GP, but this had not been done.", "told"),
        ("It was thought that the hostel had told the school, but this was not the case.", "told"),
        ("The midwife is not recorded as having told the GP.", "told"),
        # the auxiliaries carry it, also parted
        ("The social worker should at this point have discussed the injury with the Police.", "discussed"),
        ("The midwife ought, before closing the case, to have told the GP.", "told"),
        ("The registrar did not himself speak to the social worker.", "speak"),
        ("The school did not at any time inform the Police.", "inform"),
        ("Nor had the ward let the health visitor know.", "let"),
        ("The GP should have seen the child and informed the health visitor.", "informed"),
        ("The school did not visit the family or inform the Police.", "inform"),
        # what the verb hangs on carries it
        ("It would have been good practice for the MASH to have contacted the school.", "contacted"),
        ("It would have been right at that point for the ward to ring the GP, and for the school to have told the MASH.", "told"),
        ("The probation officer failed on both occasions to inform the Police.", "inform"),
        ("The hostel omitted to tell the social worker.", "tell"),
        ("The ward forgot to notify the GP.", "notify"),
        ("The school decided not to inform the Police.", "inform"),
        ("No attempt was made to contact the school by the social worker.", "contact"),
        ("The midwife was not able to contact the GP.", "contact"),
        ("The GP was not willing to inform the social worker.", "inform"),
        ("The school did not offer to tell the GP.", "tell"),
        ("The case was closed by the social worker without informing the school.", "informing"),
        ("The ward discharged the child without the health visitor being told.", "told"),
        ("The school asked the family rather than telling the Police.", "telling"),
        ("There was no evidence that the GP had informed the health visitor.", "informed"),
        ("There is nothing on file to show that the school told the Police.", "told"),
        ("At no point did the hospital inform the GP.", "inform"),
        ("This was a missed opportunity for the school to inform the Police.", "inform"),
        # the object carries it
        ("The nurse told nobody outside the ward.", "told"),
        ("The GP told the health visitor nothing.", "told"),
        # what it was done to, or at, was nothing
        ("The police were told by the school on none of the three occasions.", "told"),
        ("The letter was sent by the ward to the wrong surgery.", "sent"),
        ("The nurse wrote two letters, neither of which was shared with the GP.", "shared"),
        ("Not one of the services which called at the hostel had mentioned it to the school.", "mentioned"),
        ("The school seldom told the Police.", "told"),
        ("The midwife did not consider telephoning the GP.", "telephoning"),
        # what came too late
        ("The school first knew of the plan in May.", "knew"),
        ("The health visitor learned of the arrest only when she rang the Police.", "learned"),
        ("This was the first that the school had heard of it.", "heard"),
        ("It was not until May that the care plan reached the school.", "reached"),
        ("The letter was sent by the hospital to the GP. It was filed by the practice nurse.", "filed"),
        # conditions that were not met
        ("Had the GP been told by the school, the referral would have been made.", "told"),
        ("If the Police had informed the school, the child would have been seen.", "informed"),
        ("It would have been better had the school telephoned the GP.", "telephoned"),
        # intentions that came to nothing
        ("The social worker meant to tell the school.", "tell"),
        ("The midwife undertook to inform the GP. This was not done.", "inform"),
        ("It was agreed that the midwife should inform the GP. This was not done.", "inform"),
        ("The new health visitor assumed the school nurse had told the GP.", "told"),
        ("The midwife assumed that the GP had informed the health visitor.", "informed"),
        ("The midwife agreed to inform the GP but there is no evidence that she did.", "inform"),
        ("The GP agreed to inform the school, and did not do so.", "inform"),
        ("The social worker offered to meet with the school nurse. This offer was not taken up.", "meet"),
        ("The school nurse agreed to discuss it with the GP; the conversation did not take place.", "discuss"),
        # the sentence before is denied of somebody else
        ("The nurse reported it to the social worker. The midwife did not.", "did"),
        ("The GP was told of the plan. The school, who were drawing up their own, were not.", "were"),
        ("The GP was informed; the pharmacist, who had seen Father, was not.", "not"),
        ("The duty team said that it would call the school back. Nobody did.", "did"),
        # nouns
        ("The policy requires a discussion with the ward by the GP. Neither took place.", "discussion"),
        ("The bruise warranted a referral by the nursery to Children's Social Care.", "referral"),
        ("Had information been shared by the GP with the school, the risk would have been seen.", "information"),
        ("In neither of these did the hostel have any communication with the Police.", "communication"),
        ("Lack of follow up by the school contributed to this, and the GP was not asked.", "follow"),
        ("The feedback loop from the MASH to the Police did not exist.", "feedback"),
        ("None of the schools was in contact with the Police.", "contact"),
        ("Nor, with so much else to do in May, was anyone told by the Police.", "told"),
        ("The bruise should have led the school to tell the Police.", "tell"),
        ("There should have been a discussion between the school and the Police.", "discussion"),
        ("Had there been a conversation between the GP and the school, the risk would have been seen.", "conversation"),
        ("The bruise did not result in a referral by the GP to Children's Social Care.", "referral"),
        ("A call by the GP to the school would have shown this.", "call"),
    ],
)  # fmt: skip
def test_a_gap_is_seen_wherever_the_sentence_carries_it(tmp_path: Path, sentence: str, word: str) -> None:
    assert _kinds(tmp_path, sentence, word) == {GAP}


@pytest.mark.parametrize(
    ("sentence", "word", "kind"),
    [
        ("The prison officer did not have to write to the probation service, and did.", "write", TOLD),
        ("The school not only informed the Police but told the GP.", "informed", TOLD),
        ("The GP did not fail to inform the school.", "inform", None),
        ("The GP took the opportunity to tell the school.", "tell", TOLD),
        ("The social worker agreed to ring the hospital and did so.", "ring", TOLD),
        ("The midwife agreed to inform the GP. This was done.", "inform", TOLD),
        ("With no delay the Police informed the school.", "informed", TOLD),
        ("The ED registrar, who could not explain the results, discussed them with the paediatrician.", "discussed", None),
        ("On finding that there was no place she sent a letter to the school.", "sent", None),
        ("The midwife assumed that Mother was well and she told the GP of the visit.", "told", None),
        ("The school did not hesitate to inform the Police.", "inform", TOLD),
        ("None of the letters sent by the GP to the school was lost.", "sent", TOLD),
        ("No concerns were raised when the school told the GP.", "told", TOLD),
        ("The social worker told the mother and the school.", "told", TOLD),
        ("The school told the Police. The child was not seen.", "was", None),
        ("The consultant wrote to the GP that none of the tests was positive.", "wrote", TOLD),
        ("The school's referral to Children's Social Care was not read.", "referral", REFERRED),
        ("CAMHS did not accept the referral from the GP.", "referral", REFERRED),
        ("The ward's letter to the GP was not copied to the school.", "letter", TOLD),
        ("The school first learned of the arrest from the Police.", "learned", TOLD),
        ("The GP told the school no action would be taken.", "told", TOLD),
    ],
)
def test_what_happened_is_no_gap_for_a_negation_elsewhere(tmp_path: Path, sentence: str, word: str, kind: str | None) -> None:
    kinds = _kinds(tmp_path, sentence, word)
    assert GAP not in kinds
    assert kind is None or kind in kinds


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The procedure says that the school must inform the Police.", "inform"),
        ("The midwife considered telephoning the GP.", "telephoning"),
        ("The reviewer asked whether the school told the Police.", "told"),
        ("The school had no duty to inform the Police.", "inform"),
        ("It was for the school to inform the Police.", "inform"),
        ("The midwife undertook to ring the GP.", "ring"),
        ("The school was advised to inform the Police.", "inform"),
        ("The school should be able to inform the Police.", "inform"),
        ("The midwife did not ring the GP to ask about the letter.", "ask"),
        ("The GP would have to inform the Police.", "inform"),
        ("The school was not unaware of the arrest.", "unaware"),
        ("The contract required the hostel to ring the police.", "ring"),
        ("The scheme obliged the dentist to tell the school.", "tell"),
        ("The author considered whether the school should have informed the Police.", "informed"),
        ("The school intended to inform the Police.", "inform"),
        ("The bruise would have led the school to inform the Police.", "inform"),
        ("The midwife discussed with Mother the possibility of a referral to CAMHS.", "referral"),
        ("A referral to CAMHS was offered by the midwife.", "referral"),
    ],
)
def test_norms_and_questions_say_nothing_of_what_was_done(tmp_path: Path, sentence: str, word: str) -> None:
    assert _kinds(tmp_path, sentence, word) == set()


@pytest.mark.parametrize(
    ("sentence", "word", "kind"),
    [
        ("The GP referred this to CAMHS.", "referred", REFERRED),
        ("The charity faxed a referral to the duty team.", "faxed", REFERRED),
        ("The head teacher telephoned Children's Social Care on the same day to make a referral.", "telephoned", REFERRED),
        ("The Police telephoned the duty team and made a referral.", "telephoned", REFERRED),
        ("The school nurse wrote to the dietitian to request that the boy be weighed.", "wrote", REFERRED),
        ("The pharmacist telephoned the surgery and asked that a doctor see the child.", "telephoned", REFERRED),
        ("The social worker telephoned the school to ask whether the child was there.", "telephoned", TOLD),
        ("The midwife telephoned the GP and sent a referral to the duty team.", "telephoned", TOLD),
        ("The Police copied the referral to the health visitor.", "referral", TOLD),
        ("The midwife telephoned the GP for advice.", "telephoned", TOLD),
        ("The police were asked by the school to make a welfare check.", "asked", REFERRED),
        ("The midwife telephoned the GP and completed a referral for CAMHS.", "telephoned", TOLD),
        ("The GP made a referral. The school gave the social worker an account of the call.", "gave", TOLD),
        ("A copy of the form was passed by the MASH to the health visitor.", "passed", TOLD),
    ],
)
def test_what_asks_a_service_to_act_is_a_referral(tmp_path: Path, sentence: str, word: str, kind: str) -> None:
    assert _kinds(tmp_path, sentence, word) == {kind}
