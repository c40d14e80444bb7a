"""Who may have given or taken what passed where the predicate names nobody: those beside it, those spoken of before, and those
whom the coding manual takes for granted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from loaders.reading.clauses import Trigger
from loaders.reading.context import FAMILY, GENERIC, PROCESS, Context
from loaders.reading.memory import Memory
from loaders.reading.mentions import Mention
from loaders.reading.parties import besides
from loaders.reading.roles import Filler
from loaders.reading.salience import LEAD, Choice, choice

FRONT_DOOR = "mash"  # ... where the review's area has one
IMPLIED = Filler(GENERIC, "implied", generic=True)
_LED = frozenset({"contact", "with", "ask", "include", "tell", "pass", "answer", "lose"})  # who leads assessments asks and tells
_SURE = 4  # how likely the parties of what passed last are meant there


class Unnamed:
    """What a reader of one review knows of those whom a predicate leaves unnamed."""

    def __init__(self) -> None:
        self._context = Context()
        self._memory = Memory()
        self._mentions: list[Mention] = []  # of the sentence
        self._assesses = False  # whether the sentence speaks of an assessment
        self._sent = ("", "")
        self._implied: list[str] = []  # agency types that the sentence's words suggest, and those of the sentence before
        self._implied_before: list[str] = []
        self._choices: list[Choice] = []  # of the predicate that is being read
        self._has_front_door = False  # whether the review has named one so far
        self._receivers: dict[tuple[bool, str], str] = {}  # (referral or not, sender) -> receiver, for what is mentioned again
        self._senders: dict[tuple[bool, str], str] = {}  # the same, of receivers

    def _left_out(self) -> list[Filler]:
        """Who is meant by a note without a subject, "Not told of the plan.": the service of the row, or the last subject."""
        row, subject = self._context.row, self._context.subject
        known = row or (subject not in ("", FAMILY, PROCESS) and subject)
        return [Filler(known, "row" if row else "last-subject", likely=_SURE)] if known else []

    def _of_what_passed(self, back: bool, kept: bool) -> Iterator[tuple[Filler, Filler]]:
        """The parties of what passed last, for what it left out, or with ``back`` for what became of it: "The midwife wrote to
        the GP. The letter did not mention the father, and was not read." With ``kept`` who got it kept it."""
        context = self._context
        passed = self._sent, (context.sender, context.receiver), (context.giver, context.holder)
        sender, receiver = next((pair for pair in passed if all(pair)), ("", ""))
        if sender:
            pair = Filler(sender, "last-sender", likely=_SURE), Filler(receiver, "last-receiver", likely=_SURE)
            yield (pair[1], IMPLIED) if kept else pair[::-1] if back else pair

    def _unnamed_givers(
        self,
        trigger: Trigger,
        weak: Sequence[Filler],
        here: Sequence[Filler],
        takers: Sequence[Filler],
        carried: Sequence[Filler],
        gap: bool,
    ) -> Iterator[Filler]:
        """Who may have given, or failed to, where the predicate names nobody."""
        yield from (f for f in weak if f.type not in (FAMILY, PROCESS))
        meetings = self._meetings()
        yield from (f for f in besides(here, takers) if f.text not in meetings)  # meetings are told
        if gap and trigger.frame.move != "stop":
            yield IMPLIED
        yield from carried
        yield from (Filler(who, "suggested") for who in self._implied_before[:2])
        if gap and trigger.frame.move in _LED:
            yield Filler(LEAD, "lead")
        elif trigger.frame.pos == "noun":
            known = (self._senders.get((trigger.frame.move == "refer", f.type)) for f in takers[:1])
            yield from (Filler(who, "memory") for who in known if who)

    def _unnamed_takers(
        self,
        trigger: Trigger,
        weak: Sequence[Filler],
        here: Sequence[Filler],
        givers: Sequence[Filler],
        carried: Sequence[Filler],
        gap: bool,
    ) -> Iterator[Filler]:
        """Who may have been given it, or should have been, where the predicate names nobody."""
        move = trigger.frame.move
        yield from (f for f in weak if f.type not in (FAMILY, PROCESS))
        if move in ("pass", "answer", "with", "silent", "tell"):
            meetings = self._meetings()
            yield from [replace(f, source="meeting") for f in here if f.text in meetings][:1]
            if not gap and self._context.meeting:
                yield Filler(self._context.meeting, "forum")
        yield from besides(here, givers)
        if gap or trigger.frame.id in ("information", "communication"):
            yield IMPLIED
        if not gap and trigger.frame.pos == "noun" and self._assesses:
            yield Filler(LEAD, "lead")  # "the assessment drew on information from the school"
        if gap or move in ("arrive", "pass", "tell", "refer"):
            yield from [Filler(f.type, "self") for f in givers[:1]]
        yield from carried
        if move == "refer" or trigger.frame.pos == "noun":
            known = (self._receivers.get((move == "refer", f.type)) for f in givers[:1])
            yield from (Filler(who, "memory") for who in known if who)
        if move == "refer" or (gap and move != "stop") or (move == "summon" and any(m.role == "meeting" for m in self._mentions)):
            yield Filler(LEAD, "default")
        if move == "refer" and self._has_front_door:
            yield Filler(FRONT_DOOR, "default")

    def _meetings(self) -> set[str]:
        """The meetings that the sentence names."""
        return {m.text for m in self._mentions if m.role == "meeting" or m.type == "marac"}

    def _likeliest(
        self, trigger: Trigger, fillers: Iterable[Filler], role: str, gap: bool, others: Sequence[Filler]
    ) -> list[Filler]:
        """The few that are likeliest meant, where ``others`` stand in the other role."""
        suggested = (self._implied[:2], self._implied_before[:2])
        role = f"gap-{role}" if gap else role
        services = (f.type for f in others)
        made, likeliest = choice(fillers, role, trigger, self._context, self._memory, suggested, services)
        self._choices.append(made)
        return likeliest
