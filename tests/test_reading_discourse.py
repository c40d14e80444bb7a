"""Who is spoken of: what pronouns and anaphors stand for, and what the reader keeps in mind between sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.documents import read_document
from loaders.documents.model import Kind, Paragraph
from loaders.reading.candidates import CandidateReader
from loaders.reading.clauses import Sentence
from loaders.reading.context import Context, remember
from loaders.reading.discourse import Discourse
from loaders.reading.mentions import Namer


class _Watched(CandidateReader):
    """The reader, with its context before each sentence and what each mention stood for."""

    def __init__(self, namer: Namer) -> None:
        super().__init__(namer)
        self.contexts: list[dict[str, str]] = []
        self.resolved: list[tuple[str, str]] = []

    def _resolve(self, sentence: Sentence) -> dict[int, str]:
        self.contexts.append({name: value for name, value in vars(self._context).items() if isinstance(value, str)})
        resolved = super()._resolve(sentence)
        self.resolved += [(m.text.lower(), resolved.get(m.first, "")) for m in sentence.mentions]
        return resolved


def _meant(text: str, word: str) -> str:
    """What the last mention spelt ``word`` stands for."""
    discourse, context = Discourse(), Context()
    found = ""
    for tokens, mentions in Namer().sentences(text):
        sentence = Sentence(tokens, mentions)
        resolved = discourse.resolve(sentence, context)
        remember(context, sentence, resolved)
        found = next((resolved[m.first] for m in reversed(mentions) if m.text.lower() == word), found)
    return found


def _before_last(text: str, kind: Kind = Kind.BODY, cells: tuple[str, ...] = ()) -> dict[str, str]:
    """The context before the last sentence of a paragraph."""
    reader = _Watched(Namer())
    reader.read(Paragraph("p1", kind, text, 1, section=("What happened",), cells=cells))
    return reader.contexts[-1]


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        # the subject before the object, the last subject before earlier ones
        ("The health visitor saw Child A at home. She told the GP about the bruise.", "she", "health-visiting"),
        ("The GP wrote to the midwife. She heard no more. She did not chase it.", "she", "general-practice"),
        ("The plan was drawn up by the dentist with the hostel worker. She told the GP.", "she", "health"),
        # who is told is not who tells, but who is asked is who answers
        ("The midwife rang the nurse and told her that she had seen Mother.", "she", "midwifery"),
        ("The GP asked the midwife to call. He asked her whether she had rung the school.", "she", "midwifery"),
        ("The teacher spoke to the dentist on one of her visits and learned from her of the fall.", "her", "health"),
        # who is of a body that is spoken of
        (
            "He was on the neonatal unit. The GP wrote. The unit's outreach nurse rang the school.",
            "the unit's outreach nurse",
            "hospital",
        ),
        # who files a letter got it
        ("The dentist wrote to the GP. He filed the letter.", "he", "general-practice"),
        # the subject of a relative clause; no school is called the service
        ("The GP spoke to the midwife, who said that she had no concerns.", "she", "midwifery"),
        ("The school referred him to CAMHS. The service wrote to the GP.", "the service", "camhs"),
        # gender and number
        ("Mother told the health visitor about Father. He had been drinking.", "he", "family"),
        ("The midwife saw Mr Brown at the clinic. He was rude to her.", "her", "midwifery"),
        ("The school wrote to the midwife. She rang back.", "she", "midwifery"),
        ("The parents met the social worker. They were angry.", "they", "family"),
        ("The police attended and spoke to Mother. They submitted a form.", "they", "police"),
        # what only professionals do, and what is done to the family
        ("The health visitor was told by Mother that Father had left. She recorded this.", "she", "health-visiting"),
        ("Mother rang the midwife. She was admitted to the ward.", "she", "family"),
        ("The GP examined the child and referred him to the hospital.", "him", "family"),
        # a role spoken of, and what belongs to somebody
        ("The role of the school nurse was not clear. She had not met the family.", "she", "school-nursing"),
        ("The midwife left. Her letter to the GP was clear. She sent no copy.", "she", "midwifery"),
        # whom a pronoun stood for before, and whose something is
        ("The midwife came. She saw that the nursery nurse, whom she had rung, was busy. She left.", "she", "midwifery"),
        ("The offender manager saw Father and sent him to his doctor. She told the GP.", "she", "probation"),
        ("The midwife came. The GP, whom she rang, was away.", "she", "midwifery"),
        ("The midwife told the nursery nurse. She said that he was asleep.", "he", "family"),
        ("Father was not seen. The midwife did not ask who he was.", "he", "family"),
        # who was written to replies
        ("The consultant wrote to the head teacher. She replied within a week.", "she", "education"),
        ("The midwife rang the GP. He did not respond.", "he", "general-practice"),
        # "her" is an object where it owns nothing
        ("The health visitor rang the duty team. They told her that the case was closed.", "her", "health-visiting"),
        # "it" stands for a service only where it acts or is addressed
        ("The school did not know of the plan. It had not been told.", "it", "education"),
        ("The school held a file. It was decided that a meeting was needed.", "it", ""),
        ("The school sent a letter to the GP. It was filed.", "it", ""),
        ("Three letters came to the surgery. They were filed.", "they", ""),
        ("The surgery held the notes. They had not reached the ward by Monday.", "they", ""),
        ("The midwife visited both children.", "both", ""),
        ("Two nurses left. The police officers were so worried that one of them rang.", "them", "police"),
        # who opens with a participle acts after it
        ("The social worker closed the case. Having telephoned the midwife, she wrote to him.", "she", "childrens-social-care"),
        # who acts in the clause before goes on acting
        (
            "The GP told the midwife of it, and the midwife passed it to the ward, but she did not tell the school.",
            "she",
            "midwifery",
        ),
        ("The school nurse rang the GP, who agreed to see him, and she told the ward.", "she", "school-nursing"),
        ("The school was visited by the police. It told the GP of this.", "it", "education"),
        ("When the GP rang, the teacher told the ward, but she did not tell the midwife.", "she", "education"),
        ("Mother told the midwife of it, but she did not share it with the GP.", "she", "midwifery"),
        # who was called he before
        ("The pharmacist rang. He told the teacher of it. The teacher left. He was not told of the outcome.", "he", "pharmacy"),
    ],
)
def test_a_pronoun_stands_for_who_agrees_and_stands_out(text: str, word: str, meant: str) -> None:
    assert _meant(text, word) == meant


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("The community midwife spoke to the school nurse. The nurse rang the GP.", "the nurse", "school-nursing"),
        ("The attendance officer called at the house. Two officers from the police came later.", "two officers", "police"),
        ("The school wrote to the social worker. The officers came on the next day.", "the officers", "police"),
        ("The mental health team wrote to the GP. The team did not hear back.", "the team", "mental-health"),
        ("The nursery rang the police. Its staff had seen the bruise.", "its staff", "early-years"),
        ("The midwife wrote to the GP. The latter read it on 3 May.", "the latter", "general-practice"),
        ("The midwife wrote to the GP. The former had met him.", "the former", "midwifery"),
        ("CAMHS took the referral. He slept. He ate. He sat. He was given a psychologist.", "psychologist", "camhs"),
        ("The police came. He slept. He ate. He sat. He was given a psychologist.", "psychologist", "mental-health"),
        ("The pharmacist was worried. She told her area manager.", "her area manager", "pharmacy"),
        ("The midwife met the GP. The former rang the school. The latter rang the ward.", "the latter", "general-practice"),
        ("The GP met the midwife, and she left a message for the latter.", "the latter", "midwifery"),
        # called the same long before, or by one of several
        ("Maternity support workers visit many homes. The support worker rang the GP.", "the support worker", "midwifery"),
        (
            "The addictions nurse rang and the duty nurse agreed. The police came. The school wrote. The GP rang. "
            "The school left. The police rang. The GP wrote. The court sat. The duty nurse told nobody.",
            "duty nurse",
            "substance-misuse",
        ),
        (
            "He lived in a supported accommodation project. The police came. The school wrote. The GP rang. The school left. "
            "The police rang. The GP wrote. The court sat. It met the needs of many. The project told nobody.",
            "the project",
            "housing",
        ),
        ("The surgery wrote. The refuge, as the referrer, was told.", "the referrer", "domestic-abuse-service"),
        # who runs where a child lives
        ("He was moved to another provider.", "another provider", "voluntary"),
        ("Staff at his placement rang the police.", "staff at his placement", "voluntary"),
        # a service's report is not the review
        ("The midwife wrote a report. The report did not reach the ward.", "the report", ""),
        ("The report tells what the midwife did.", "the report", "process"),
        (
            "The nursery rang the duty line. The GP came. The police rang. The duty worker told nobody.",
            "the duty worker",
            "childrens-social-care",
        ),
        ("The council heard of it. Its officers never called.", "officers", "childrens-social-care"),
        # by the head of a longer name, or where it was once said to be
        ("The Cafcass officer wrote to the court. The officer had seen him.", "the officer", "cafcass"),
        (
            "He told the key worker at the refuge. The school rang. The police came. The GP wrote. The key worker left.",
            "the key worker",
            "domestic-abuse-service",
        ),
        ("It came to the school nursing service, where a duty nurse filed it.", "duty nurse", "school-nursing"),
        ("She spoke to the hostel manager, and the manager rang the police.", "the manager", "housing"),
        ("The Connexions adviser wrote. The personal adviser of the college rang.", "personal adviser", "education"),
        ("The midwife saw the bruise. She told the community team.", "the community team", "midwifery"),
        (
            "The midwife wrote to the first practice. The GP left. The second practice read it.",
            "the second practice",
            "general-practice",
        ),
        # not the one that tells it, but those of its own
        ("The pharmacist rang the surgery and told the receptionist.", "the receptionist", "general-practice"),
        ("The midwife rang the GP. She told her manager.", "her manager", "midwifery"),
        ("The GP rang. The housing officer spoke to a colleague.", "a colleague", "housing"),
        ("The social worker rang the school. Staff had not seen him.", "staff", "education"),
        ("Father said that his manager had dismissed him.", "his manager", ""),
        # plain nouns, and those who have no service near
        ("The GP came. There is no evidence that services had met.", "that services", ""),
        ("The school rang. Training has improved the practice of many.", "the practice", ""),
        ("The GP rang the school. The practice had no record.", "the practice", "general-practice"),
        ("The school rang. He was at home. He slept. Supervision of staff was poor.", "staff", ""),
    ],
)
def test_an_anaphor_means_the_service_that_was_called_so(text: str, word: str, meant: str) -> None:
    assert _meant(text, word) == meant


def test_the_referrer_is_who_made_the_last_referral() -> None:
    reader = _Watched(Namer())
    text = "The school made a referral to CAMHS. The GP wrote to the ward. Nobody told the referrer."
    reader.read(Paragraph("p1", Kind.BODY, text, 1, section=("What happened",)))
    assert ("the referrer", "education") in reader.resolved


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("The GP rang the midwife. In her letter to the GP the health visitor said that all was well.", "health-visiting"),
        ("The midwife rang the ward. A social worker took her call.", "midwifery"),
        ("The midwife told the social worker about Mother. Her referral was clear.", "midwifery"),
        ("The midwife saw Mother at home. Her social worker was told.", "family"),
    ],
)
def test_a_possessive_pronoun_is_of_who_may_own_the_thing(text: str, owner: str) -> None:
    discourse, context = Discourse(), Context()
    for tokens, mentions in Namer().sentences(text):
        resolved = discourse.resolve(Sentence(tokens, mentions), context)
    at = next(i for i, token in enumerate(tokens) if token.lower == "her")
    assert resolved[at] == owner


def test_rivals_of_a_pronoun_are_kept() -> None:
    discourse, context = Discourse(), Context()
    for tokens, mentions in Namer().sentences("The GP rang the midwife about the bruise. She told the school."):
        discourse.resolve(Sentence(tokens, mentions), context)
    assert discourse.rivals[0] == ["midwifery"]


def test_a_letter_that_stands_for_somebody_is_family(tmp_path: Path) -> None:
    (tmp_path / "m.txt").write_text(
        "1. Narrative\n\n" + "When M came home, M was tired. The school saw M on Monday.\n\n" * 4 + "Practice B wrote to M.\n",
        encoding="utf-8",
    )
    namer = Namer.for_document(read_document(tmp_path / "m.txt"))
    [(_tokens, mentions)] = namer.sentences("Practice B told M.")
    assert [(m.text, m.kind) for m in mentions if m.text in ("M", "B")] == [("M", "family")]


def test_the_thing_passed_keeps_its_giver_and_holder() -> None:
    context = _before_last("The police sent a form to the school. The school was closed that week. It was not read.")
    assert (context["giver"], context["holder"]) == ("police", "education")
    context = _before_last("The police sent a form to the school. It was late. It was not passed on.")
    assert context["document"] == "referral"


def test_who_sees_the_family_acts_though_the_family_is_the_subject() -> None:
    assert _before_last("Mother was seen by the midwife. No referral was made.")["subject"] == "midwifery"
    context = _before_last("Child A was taken to the Emergency Department. No referral was made.")
    assert (context["scene"], context["topic"]) == ("emergency-department", "emergency-department")


def test_a_row_is_of_the_agency_in_its_column() -> None:
    cells = ("3 May", "Police", "Called to the house. School not informed.")
    context = _before_last(" | ".join(cells), Kind.TABLE_ROW, cells)
    assert context["row"] == "police"


def test_bullets_go_on_with_the_topic_that_leads_in_to_them() -> None:
    reader = _Watched(Namer())
    section = ("What happened",)
    reader.read(Paragraph("p1", Kind.BODY, "The midwife knew of three things:", 1, section=section))
    reader.read(Paragraph("p2", Kind.BULLET, "no referral was made;", 2, section=section))
    assert reader.contexts[-1]["topic"] == "midwifery"
    reader.read(Paragraph("p3", Kind.BODY, "No referral was made.", 3, section=section))
    assert reader.contexts[-1]["topic"] == ""


def test_the_agency_most_spoken_of_in_a_section_is_its_main_one() -> None:
    context = Context()
    for who in ("police", "education", "police"):
        context.saw(who)
    assert "main" in context.roles("police") and "main" not in context.roles("education")
    assert "here" in context.roles("education")


def test_what_was_read_before_changes_nothing() -> None:
    text = "The midwife told the nursery nurse. She said that he was asleep."
    alone = _meant(text, "he")
    for _ in range(3):
        _meant("Nobody had been seen. She slept. The plan was closed. She slept. She woke.", "she")
    assert _meant(text, "he") == alone == "family"
