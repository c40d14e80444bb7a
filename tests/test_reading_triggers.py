"""Words that state an exchange, told from the same words in another sense."""

from __future__ import annotations

import pytest

from loaders.reading import frames
from loaders.reading.clauses import Sentence, Trigger
from loaders.reading.mentions import Namer


def _triggers(text: str) -> list[Trigger]:
    return [t for tokens, mentions in Namer().sentences(text) for t in Sentence(tokens, mentions).triggers()]


def _found(text: str) -> set[tuple[str, str]]:
    return {(t.frame.id, t.frame.pos) for t in _triggers(text)}


@pytest.mark.parametrize(
    ("sentence", "frame", "pos"),
    [
        # verb or noun, by what stands before and after
        ("Police contact the school.", "contact", "verb"),
        ("The GP did not contact the school.", "contact", "verb"),
        ("The police contact was brief.", "communication", "noun"),
        ("The midwives refer to CAMHS.", "refer", "verb"),
        ("A report was sent to the school.", "message", "noun"),
        ("The nursery reports that he was hungry.", "pass", "verb"),
        ("GP A referred the child to CAMHS.", "refer", "verb"),
        # phrasal verbs, with their objects in between
        ("The midwife let the health visitor know.", "tell", "verb"),
        ("The nurse made the named professional for safeguarding aware of it.", "tell", "verb"),
        ("The school nurse was not kept informed.", "tell", "verb"),
        ("The probation officer gave Cafcass a full account.", "tell", "verb"),
        ("The clinic handed the family over to the health visitor.", "refer", "verb"),
        ("The health visitor went to the named nurse.", "contact", "verb"),
        ("The worker e-mailed the school.", "contact", "verb"),
        ("The nurse kept the named professional posted.", "tell", "verb"),
        ("The midwife looped in the health visitor.", "tell", "verb"),
        ("The school nurse picked the matter up with the teacher.", "pass", "verb"),
        ("The summary was transmitted to the GP.", "pass", "verb"),
        ("The nurse sat down with the midwife.", "liaise", "verb"),
        # what did not pass
        ("The health visitor was left in the dark.", "left-in-dark", "verb"),
        ("The form came back undelivered.", "undelivered", "verb"),
        ("The letter glossed over the overdose.", "omit", "verb"),
        ("The school was not on the distribution list.", "circulation", "noun"),
        ("The GP kept the result to himself and held back the letter.", "withhold", "verb"),
        ("The referral was lost.", "lost", "verb"),
        ("The section on the father was left blank.", "omit", "verb"),
        ("The form lay unopened in a tray.", "unread", "adjective"),
        ("The hospital was not part of the discussion.", "present", "verb"),
        ("The meeting was held without the school.", "exclusion", "noun"),
        # meetings and papers that services had from each other
        ("There was a strategy discussion with the police.", "communication", "noun"),
        ("The report by the school to the court was late.", "message", "noun"),
    ],
)
def test_a_word_calls_up_its_frame(sentence: str, frame: str, pos: str) -> None:
    assert (frame, pos) in _found(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "She has a learning disability.",
        "Lessons learned by the partnership are below.",
        "The mother lost weight.",
        "The receiving nurse weighed the baby.",
        "He gave permission for a visit.",
        "The meeting was held in the absence of the mother.",
        "There was a step forward.",
        "She lost touch with her sister.",
        "He was taken in by his known associates.",
        "The meeting ended without the school being thanked.",
        "He has a health record.",
    ],
)
def test_a_word_in_another_sense_calls_up_none(sentence: str) -> None:
    assert _found(sentence) == set()


@pytest.mark.parametrize(
    ("sentence", "passive"),
    [
        ("The school was told by the GP.", True),
        ("The school had in April 2015 told the GP.", False),
        ("The school had, in the view of the author, been told.", True),
        ("The list was not, however, shared.", True),
        ("The injuries seen and reported by the nursery were old.", True),
        ("She visited the home and reported to the GP.", False),
        ("The midwife never asked the school.", False),
        ("GP not informed.", True),
    ],
)
def test_the_voice_of_a_verb(sentence: str, passive: bool) -> None:
    assert {t.passive for t in _triggers(sentence) if t.frame.pos == "verb"} == {passive}


def test_to_be_silent_is_a_gap_only_where_it_is_denied() -> None:
    said = next(t for t in _triggers("The letter did not mention the bruise.") if t.frame.id == "silent")
    assert (said.frame.kind, said.cue) == ("INFORMED", "not")


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("put", {"put", "puts", "putting"}),
        ("reply", {"reply", "replies", "replying", "replied"}),
        ("liaise", {"liaise", "liaises", "liaising", "liaised"}),
        ("flag", {"flag", "flags", "flagging", "flagged"}),
        ("write", {"write", "writes", "writing", "wrote", "written"}),
        ("go", {"go", "goes", "going", "went", "gone"}),
    ],
)
def test_the_forms_of_a_verb(verb: str, forms: set[str]) -> None:
    found = {f for f, uses in frames.verbs().items() if any(phrase.split()[0] == verb for _, phrase, _ in uses)}
    assert found == forms


def test_participles_that_are_nothing_else_are_known() -> None:
    known = frames.participles()
    assert known["written"] and known["given"]
    assert not known["told"] and not known["shared"]
