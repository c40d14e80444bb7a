"""What a reader keeps in mind from sentence to sentence: who acted, who was told, which service the child was with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from loaders.reading.clauses import Sentence
from loaders.reading.grammar import DISCOURSE
from loaders.reading.mentions import Mention
from loaders.reading.text import Token

GENERIC = "multi-agency"
FAMILY, PROCESS = "family", "process"
NO_SERVICE = frozenset({FAMILY, PROCESS, GENERIC, ""})
_ROLES = (
    *("subject", "before", "partner", "section", "sender", "receiver", "giver", "holder"),
    *("topic", "scene", "row", "answerer", "gave", "got"),
)
_in_roles = attrgetter(*_ROLES)


@dataclass
class Context:
    """What the reader carries from sentence to sentence: the actors so far, the newest last."""

    actors: list[str] = field(default_factory=list)
    subject: str = ""  # agency type, FAMILY or PROCESS
    before: str = ""  # the agency subject before that
    partner: str = ""  # the last recipient or other party
    sender: str = ""  # who passed something on in the sentence before, and to whom
    receiver: str = ""
    giver: str = ""  # who last passed something on in the paragraph, and who has it since
    holder: str = ""
    gave: str = ""  # who passed something on earlier in the sentence itself, and to whom
    got: str = ""
    referrer: str = ""  # who made the last referral that the text tells of
    document: str = ""  # the last thing passed: form, letter, information
    topic: str = ""  # the first agency that acts in the paragraph
    scene: str = ""  # the service that the child or a parent was last with
    row: str = ""  # the agency of a table row that has a column for it
    section: str = ""  # the agency its section is about
    answerer: str = ""  # who replies in the sentence that follows
    meeting: str = ""  # the meeting that the paragraph tells of: what is reported there, its members hear
    panel: bool = False  # whether that meeting is a panel
    tally: Counter[str] = field(default_factory=Counter)  # how often each agency was mentioned in the section
    here: set[str] = field(default_factory=set)  # the agencies of the paragraph

    def roles(self, agency_type: str) -> list[str]:
        """What an agency type is in the context."""
        held = _in_roles(self)
        found = [role for role, who in zip(_ROLES, held, strict=True) if who == agency_type] if agency_type in held else []
        if agency_type in self.actors[-1:]:
            found.append("newest")
        if agency_type in self.here:
            found.append("here")
        if (times := self.tally.get(agency_type)) and times == max(self.tally.values()):
            found.append("main")
        found.append("recent" if agency_type in self.actors[-3:] else "absent")
        return found

    def saw(self, agency_type: str) -> None:
        if agency_type in self.actors:
            self.actors.remove(agency_type)
        self.actors.append(agency_type)
        self.here.add(agency_type)
        self.tally[agency_type] += 1
        del self.actors[:-8]


def goes_on(sentence: Sentence) -> bool:
    """Whether a sentence goes on speaking of what was passed before it: "it was filed", "this was not shared", "the letter"."""
    return any(t.lower in DISCOURSE["going-on"] or t.lower in DISCOURSE["things"] for t in sentence.tokens)


def scene_of(sentence: Sentence, resolved: dict[int, str]) -> str:
    """The service that a sentence puts the child or a parent with: "was taken to the Emergency Department"; "" for none."""
    found = ""
    for i, token in enumerate(sentence.tokens):
        if token.lower in DISCOURSE["scenes"]:
            for mention in sentence.mentions:
                if mention.first > i + 6:
                    break
                if mention.first > i and mention.kind == "agency" and resolved.get(mention.first, "") not in NO_SERVICE:
                    found = resolved[mention.first]
                    break
    return found


def answerer_of(tokens: Sequence[Token], mentions: Sequence[Mention]) -> str:
    """The service with whose reply a sentence begins: "The social worker replied that ..."; "" for none."""
    first = next(iter(mentions), None)
    if first is None or not first.is_agency or first.role == "anaphor" or first.possessive or first.first > 2:
        return ""
    replies = any(token.lower in DISCOURSE["answers"] for token in tokens[first.last : first.last + 3])
    return first.type if replies else ""


def remember(context: Context, sentence: Sentence, resolved: dict[int, str]) -> None:
    """What a sentence leaves in the reader's mind."""
    actors = [(m, resolved[m.first]) for m in sentence.mentions if resolved.get(m.first)]
    subject = next((who for m, who in actors if sentence.preposition(m) == "" and not m.possessive), "")
    scene = scene_of(sentence, resolved)
    if subject in (FAMILY, ""):  # "Mother was seen by the midwife": the midwife acts
        agent = next((who for m, who in actors if who not in NO_SERVICE and sentence.preposition(m) == "by"), "")
        subject = agent or scene or subject
    for mention, who in actors:
        if who not in NO_SERVICE and mention.kind == "agency":
            context.saw(who)
    if subject and subject != context.subject:
        if context.subject not in (FAMILY, PROCESS, ""):
            context.before = context.subject
        context.subject = subject
    if not context.topic and subject not in NO_SERVICE:
        context.topic = subject
    others = [who for m, who in actors if who not in NO_SERVICE and who != context.subject and m.kind == "agency"]
    if others:
        context.partner = others[-1]
    context.scene = scene or context.scene
    named = (m.type for m in sentence.mentions if m.type == "marac" or (m.role == "meeting" and not m.fits))
    context.meeting = next(named, context.meeting)
    context.panel = context.panel or any(m.role == "meeting" and m.text.lower().endswith("panel") for m in sentence.mentions)
