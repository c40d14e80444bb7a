"""Who stands where around a predicate: the places that the reader fills from single sentences."""

from __future__ import annotations

import pytest

from loaders.reading.clauses import Sentence
from loaders.reading.mentions import Namer
from loaders.reading.text import tokens_of


def _places(text: str, word: str, frame: str = "") -> dict[str, list[str]]:
    """The places around the last predicate of a sentence that is spelt ``word``."""
    tokens = tokens_of(text)
    sentence = Sentence(tokens, Namer().mentions(tokens))
    triggers = [t for t in sentence.triggers() if tokens[t.first].lower == word and (not frame or t.frame.id == frame)]
    assert triggers, f"{word!r} is no predicate in {text!r}"
    return {place: [m.text.lower().removeprefix("the ") for m in ms] for place, ms in sentence.slots(triggers[-1]).places.items()}


@pytest.mark.parametrize(
    ("text", "word", "subject"),
    [
        ("The midwife visited the family, spoke to the GP and informed the school.", "informed", "midwife"),
        ("The police were satisfied that he was safe for the night, and told the school.", "told", "police"),
        ("The GP thought that the mark was old and did not tell the hospital.", "tell", "gp"),
        ("The surgery was not asked; had closed its file; and had told the school so.", "told", "surgery"),
        ("The GP, on receipt of the letter from the hospital, rang the school.", "rang", "gp"),
        ("The GP – having seen the bruise – rang the police.", "rang", "gp"),
        ("At the meeting with the GP in May the midwife told the school.", "told", "midwife"),
        ("The review found that the police should have told the school.", "told", "police"),
        ("He was seen the day after the school told the police.", "told", "school"),
        ("A member of the assessment team rang the midwife.", "rang", "assessment team"),
        ("The report says that the midwife saw the bruise but did not ring the GP.", "ring", "midwife"),
        ("The author notes that the hostel was worried, and told the school.", "told", "hostel"),
        ("The police said that the midwife had visited but had not told the school.", "told", "midwife"),
        ("Opportunities to inform the school were missed by the police.", "inform", "police"),
        ("The author notes that the midwife saw the bruise, but did not ring the GP.", "ring", "midwife"),
        ("She said that the GP was worried, and told the school.", "told", "she"),
        ("The dentist noted that the hostel had rung but did not tell the school.", "tell", "dentist"),
        ("Nobody from the hospital rang the school.", "rang", "hospital"),
        ("There was a failure on the part of the police to inform the school.", "inform", "police"),
        ("The failure of the police to inform the school was serious.", "inform", "police"),
        ("There was no attempt by the police to inform the school.", "inform", "police"),
        ("The midwife received a call from the police informing her of it.", "informing", "police"),
        ("The midwife – who knew him – told the school.", "told", "midwife"),
        ("The dentist was critical of the hostel for not ringing the school.", "ringing", "hostel"),
        ("The midwife - who knew him - told the school.", "told", "midwife"),
        ("The hospital's clerk rang the school.", "rang", "hospital's"),
        ("In this case Social Worker 2 was told by the school.", "told", "social worker 2"),
        ("In the view of the author a GP in that position should have told the school.", "told", "gp"),
        ("The concern should have led the police to inform the school.", "inform", "police"),
        ("The ward, having heard from the crew that he was cold and that he was alone, rang the school.", "rang", "ward"),
        ("The midwife, concerned by what the aunt had told her, rang the school.", "rang", "midwife"),
        ("The midwife, having seen a note which the GP had made, and which was clear, rang the school.", "rang", "midwife"),
        ("The nurse rang the GP, and the midwife, who knew of it, told the school.", "told", "midwife"),
        ("The midwife wrote that he was well and closed the file without telling the school.", "telling", "midwife"),
        ("The case was closed by the GP after the child had moved without telling the school.", "telling", "gp"),
        ("The failure of the GP to tell the police and to ask the school was serious.", "ask", "gp"),
        ("The midwife was told where he lived and informed the school.", "informed", "midwife"),
        ("The GP, whose call was late, neither rang the school nor wrote to it.", "rang", "gp"),
        ("The GP referred her to the hospital's group for mothers who drink and wrote to the school.", "wrote", "gp"),
    ],
)
def test_who_acts(text: str, word: str, subject: str) -> None:
    assert _places(text, word)["subject"] == [subject]


def test_a_list_of_subjects_with_clauses_inserted_is_one_subject() -> None:
    text = "The school, which had made the call, and the nursery, in whose care he was, were not told by the police."
    assert _places(text, "told") == {"subject": ["school", "nursery"], "agent": ["police"]}


def test_who_did_the_same_acts_too() -> None:
    assert _places("The midwife informed the GP, as did the school nurse.", "informed")["subject"] == ["midwife", "school nurse"]
    assert _places("The police were not informed, nor was the school.", "informed")["subject"] == ["police", "school"]


def test_a_thing_that_is_sent_is_no_subject_and_neither_is_the_service_of_the_clause_before() -> None:
    places = _places("The visit was made by the midwife and a form was sent to the GP.", "sent")
    assert "subject" not in places
    assert places["to"] == ["gp"]


def test_a_relative_clause_at_the_end_goes_on() -> None:
    text = "She was seen by the psychiatrist, who thought it an accident, referred her to the health visitor and wrote to the GP."
    assert _places(text, "referred", "refer")["antecedent"] == ["psychiatrist"]
    assert _places(text, "wrote")["antecedent"] == ["psychiatrist"]


@pytest.mark.parametrize(
    ("text", "word", "place", "expected"),
    [
        ("The ward informed the police and the on call social worker.", "informed", "object", ["police", "social worker"]),
        ("The ward informed the police and the newly qualified midwife.", "informed", "object", ["police", "midwife"]),
        ("The midwife did not speak to the school on 3 May or to the GP.", "speak", "to", ["school", "gp"]),
        ("The school was rung three times, by the police twice and by the ward.", "rung", "agent", ["police", "ward"]),
        ("The school was rung twice: by the police in May and by the ward in June.", "rung", "agent", ["police", "ward"]),
        ("It was not reported by the school, either to the GP or to the police.", "reported", "to", ["gp", "police"]),
        ("The midwife had not spoken to anybody at the school.", "spoken", "to", ["school"]),
        ("The midwife wrote that afternoon to the school.", "wrote", "to", ["school"]),
        ("The midwife had received nothing from the hospital.", "received", "from", ["hospital"]),
        ("The nursery did not forward that note to the GP or the dentist.", "forward", "to", ["gp", "dentist"]),
        ("The hostel passed that on to the school.", "passed", "to", ["school"]),
        ("The hostel and the school, neither of which had told the dentist, met.", "told", "antecedent", ["hostel", "school"]),
        ("The dentist, to whom on 3 May the hostel had written, met the boy.", "written", "to", ["dentist"]),
        ("The plan was shown to the school, by whom it was copied to the GP.", "copied", "agent", ["school"]),
        ("It was the dentist and not the GP who told the school.", "told", "antecedent", ["dentist"]),
        ("The hostel made a referral into the MASH.", "referral", "to", ["mash"]),
        ("The dentist was told at 9.20 and the school at 10.15 by the hostel.", "told", "subject", ["dentist", "school"]),
        ("The dentist was told by the hostel, but the school was not.", "not", "agent", ["hostel"]),
        ("The hostel spoke in June to the dentist and in July to the school.", "spoke", "to", ["dentist", "school"]),
        ("In an email from the dentist the school was told of it.", "told", "agent", ["dentist"]),
        ("The history, which was known to CAMHS, was never shared with the school.", "shared", "from", ["camhs"]),
        ("The hostel held the meeting without either the dentist or the school.", "without", "object", ["dentist", "school"]),
        ("After each of these the police went home and told the school.", "told", "subject", ["police"]),
        ("The dietitian who weighed her emailed the school.", "emailed", "antecedent", ["dietitian"]),
        ("The paramedic who moved her told the school.", "told", "antecedent", ["paramedic"]),
        ("The hostel reported that letters to the school went unanswered.", "reported", "to", []),
        ("The police were called to the flat, and the midwife was told.", "called", "to", []),
        ("The GP was not sent the letter from the hospital.", "sent", "to", ["gp"]),
        ("The concern was passed by the school to the police.", "passed", "to", ["police"]),
        ("The midwife's call of 14.03.12 to the GP was not written down.", "call", "to", ["gp"]),
        ("The voicemail from the midwife which was intended for the GP was lost.", "voicemail", "to", ["gp"]),
        ("The referral which the school made to the police was closed.", "referral", "owner", ["school"]),
        ("The referral of 3 May to the police by the school was closed.", "referral", "owner", ["school"]),
        ("The request from the police reached the school.", "reached", "from", ["police"]),
        ("The school's letter did not reach the GP.", "reach", "owner", ["school's"]),
        ("The midwife sought the views of the GP.", "sought", "from", ["gp"]),
        ("No enquiry was made by the midwife of the GP.", "enquiry", "with", ["gp"]),
        ("The midwife told neither the school nor the GP.", "told", "object", ["school", "gp"]),
        ("The nurse wrote to the GP, with a copy to the school.", "copy", "to", ["school"]),
        ("The nurse wrote to the GP, with a copy to the school.", "copy", "owner", ["nurse"]),
        ("The GP was told in a call from the police that he was ill.", "told", "agent", ["police"]),
        ("The letter from the police by which the GP was told of it was lost.", "told", "agent", ["police"]),
        (
            "The school did not share it with the GP, and in particular with the police, at all.",
            "share",
            "with",
            ["gp", "police"],
        ),
        ("The nurse passed on what he had told her to the school.", "passed", "to", ["school"]),
        ("The minutes were not sent to anyone else in the school.", "sent", "to", ["school"]),
        ("The call was made by the GP, the ward or the school, either to the police or to warn them.", "call", "to", ["police"]),
        ("The letter in which the GP had set out her concerns reached the school.", "reached", "from", ["gp"]),
        ("The ward rang the police and the GP to warn them.", "rang", "object", ["police", "gp"]),
        ("The ward rang the police and the GP, left a message for the school and went home.", "rang", "object", ["police", "gp"]),
        ("The ward was told by letter, but the GP heard nothing from the school.", "told", "from", []),
        ("The nursery told the police that he had gone and was told to wait.", "told", "agent", ["police"]),
        ("The nurse rang the GP and learned that he had gone.", "learned", "from", ["gp"]),
        ("The nurse did not ring the GP and did not learn that he had gone.", "learn", "from", []),
        ("The ward requested the attendance of the police.", "requested", "from", ["police"]),
        ("The call to the school and the GP's letter to the police were lost.", "letter", "owner", ["gp's"]),
        ("The school was rung by the GP, who saw him, and the nurse who came told the police.", "rung", "agent", ["gp"]),
        ("The practice was informed by the school of his absence.", "informed", "agent", ["school"]),
        ("The police safeguarding referral was passed to the school.", "passed", "owner", ["police"]),
        ("There was no meeting and the school and the GP were not told.", "told", "subject", ["school", "gp"]),
        ("The GP, together with the school, told the police.", "told", "subject", ["gp", "school"]),
        ("The GP as well as the school told the police.", "told", "subject", ["gp", "school"]),
        ("The GP did not ensure that the school was told.", "told", "agent", ["gp"]),
        ("The GP should have made sure that the school and the ward were told.", "told", "agent", ["gp"]),
        ("When asked by the police for a view, the school and the GP both said no.", "asked", "subject", ["school", "gp"]),
        ("The surgery had a letter from the ward and a call from the school.", "call", "from", ["school"]),
        ("The police told the school, but the GP was not informed.", "informed", "acting", ["police"]),
        ("The GP did not ring the ward, nor was the bruise mentioned to the school.", "mentioned", "acting", ["gp"]),
        ("It was decided by the ward that he was well, nor was it mentioned to the GP.", "mentioned", "acting", ["ward"]),
        ("The letter from the GP to the ward was late and was not shared.", "shared", "from", ["gp"]),
        ("The referral by the ward to the police was not shared.", "shared", "addressee", ["police"]),
        ("The concerns of the midwife were not shared.", "shared", "from", ["midwife"]),
        ("The school gave information to an enquiry by the police.", "gave", "to", ["police"]),
        ("The GP, whom the ward informed of it, rang the school.", "informed", "subject", ["ward"]),
        ("The GP was not made aware of the police attendance.", "made", "knower", ["police"]),
        ("The GP was unaware of the school's call or of her stay at the ward.", "unaware", "knower", ["school's", "ward"]),
        ("It was known to the school and to the hostel but not to the police.", "not", "from", ["school", "hostel"]),
        ("The referral was made by the school after consultation with the GP.", "referral", "with", []),
        ("The referral was made by the school after consultation with the GP.", "referral", "aside", ["gp"]),
        ("The GP was not invited to the discussion between the ward and the police.", "invited", "in", ["ward", "police"]),
        ("The GP was rung by the ward and provided details of the drug.", "provided", "subject", ["gp"]),
        ("The meeting was held without information from the school.", "without", "object", ["school"]),
        ("The ward checked the referral for the hostel.", "referral", "main", ["ward"]),
        ("The ward did not think that it required a referral to the police.", "referral", "subject", []),
        ("The ward was told by the GP that he had been ill, but the school was not.", "not", "acting", ["gp"]),
    ],
)
def test_partners(text: str, word: str, place: str, expected: list[str]) -> None:
    assert _places(text, word).get(place, []) == expected


def test_a_conversation_goes_on() -> None:
    assert _places("The midwife rang the GP, who said that all was well.", "said")["to"] == ["midwife"]
    assert _places("The midwife rang the GP and was told that all was well.", "told")["agent"] == ["gp"]
    assert _places("On ringing the GP, the midwife was told that all was well.", "told")["agent"] == ["gp"]
    assert _places("When she rang the GP the midwife was told that all was well.", "told")["agent"] == ["gp"]
    assert _places("The GP, whom the school rang, told the police.", "rang")["object"] == ["gp"]
    assert _places("Her calls to the GP were not returned.", "were")["from"] == ["her"]
    assert "agent" not in _places("When the school rang the GP the midwife was told.", "told")
    assert _places("The form was sent by the ward to the GP and copied to the school.", "copied")["agent"] == ["ward"]
    telling = _places("The midwife rang the school, whose staff told her of a bruise.", "told")
    assert (telling["antecedent"], telling["object"]) == (["school"], ["midwife"])


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("The midwife wrote. It is accepted that her call to the ward was late.", "call", "owner"),
        ("Their records were sent to the social worker.", "sent", "owner"),
        ("The GP received her letter.", "letter", "owner"),
        ("His report told the GP of the bruise.", "told", "subject"),
        ("Its letter to the GP made no reference to the bruise.", "reference", "subject"),
    ],
)
def test_a_pronoun_says_whose_a_letter_is(text: str, word: str, place: str) -> None:
    assert _places(text.split(". ")[-1], word)[place] in (["her"], ["their"], ["his"], ["its"])


def test_a_copy_is_of_whoever_gets_it() -> None:
    assert _places("The GP read its copy.", "copy")["to"] == ["its"]


def test_a_pronoun_does_not_say_who_gives_what_somebody_else_sends() -> None:
    places = _places("The GP sent her notes to the hospital.", "notes")
    assert (places["subject"], "owner" in places) == (["gp"], False)


@pytest.mark.parametrize(
    ("text", "word", "places"),
    [
        ("02.10.15 | Hospital | Notified of the birth by the GP.", "notified", {"subject": ["hospital"], "agent": ["gp"]}),
        ("02.10.15 | Hospital | Asked for a report by the GP.", "asked", {"subject": ["hospital"], "agent": ["gp"]}),
        ("02.10.15 | Hospital | Urgent referral not received.", "referral", {"subject": ["hospital"]}),
        ("02.10.15 | Hospital | PPN received by fax.", "ppn", {"subject": ["hospital"]}),
        ("02.10.15 | Hospital | Letter sent to the GP.", "letter", {"subject": ["hospital"], "to": ["gp"]}),
        ("Information received from the school showed that he was ill.", "information", {"from": ["school"]}),
    ],
)
def test_notes_leave_out_auxiliaries(text: str, word: str, places: dict[str, list[str]]) -> None:
    found = _places(text.replace("Urgent", "urgent"), word)
    assert {place: found.get(place) for place in places} == places


def test_the_service_of_a_table_row_acts_in_its_entry() -> None:
    assert _places("28.11.12 | Hospital | Telephoned the GP.", "telephoned")["subject"] == ["hospital"]


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("There was contact between the GP, the midwife, and a worker from the nursery.", ["gp", "midwife", "nursery"]),
        ("There was liaison between professionals (GP, school, pharmacy).", ["gp", "school", "pharmacy"]),
        ("There was no contact between the school and GP's involved.", ["school", "gp's"]),
    ],
)
def test_partners_are_listed_in_many_ways(text: str, partners: list[str]) -> None:
    assert _places(text, "contact" if "contact" in text else "liaison")["between"] == partners


def test_who_acts_after_and_has_no_part_in_what_stands_before() -> None:
    places = _places("Following the referral and the midwife rang the school.", "referral")
    assert not {"owner", "object", "to"} & places.keys()


def test_who_met_shared() -> None:
    text = "A meeting was held between the school and the GP at which information was shared."
    assert _places(text, "shared")["between"] == ["school", "gp"]


@pytest.mark.parametrize("text", ["Nor was the school told.", "At no point were the school and the GP told of it."])
def test_an_auxiliary_before_its_subject_makes_a_passive(text: str) -> None:
    tokens = tokens_of(text)
    sentence = Sentence(tokens, Namer().mentions(tokens))
    assert [(t.passive, t.cue != "") for t in sentence.triggers() if t.word == "tell"] == [(True, True)]


def test_partners_in_pairs() -> None:
    places = _places("There was no contact between the GP and the school, or between the GP and the police.", "contact")
    assert (places["between"], places["between-again"]) == (["gp", "school"], ["gp", "police"])
    text = "The lack of contact between the GP and the school, and between either of them and the police, is plain."
    places = _places(text, "contact")
    assert places["between-again"] == ["gp", "school", "police"]


def test_what_is_denied_of_two_predicates_is_of_one_subject() -> None:
    text = "The school and the GP were neither asked by the police to the meeting nor told of it."
    assert _places(text, "told")["subject"] == ["school", "gp"]
