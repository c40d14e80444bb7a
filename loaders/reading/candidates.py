"""Candidate exchanges of a paragraph: every reading of every exchange phrase, with what speaks for and against it.

A reading is a frame with its roles filled: by the mentions around the predicate, by the actors of the sentences before, by the
service its section is about, or by what the manual takes for granted. Choosing among readings is the scorer's work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, product
from typing import TypeAlias

import msgspec
from msgspec.structs import replace

from loaders.documents.model import Kind, Paragraph
from loaders.reading.aftermath import goes_unanswered
from loaders.reading.clauses import Sentence, Trigger
from loaders.reading.context import FAMILY, GENERIC, PROCESS, Context, answerer_of, goes_on, remember
from loaders.reading.denials import Denial
from loaders.reading.discourse import Discourse
from loaders.reading.features import Features, beside, of_sentence
from loaders.reading.grammar import GRAMMAR
from loaders.reading.kinds import document_of, enquires, kinds_of
from loaders.reading.memory import Passage
from loaders.reading.mentions import Mention, Namer, implied_types
from loaders.reading.parties import (
    can_be,
    goes_itself,
    is_likely,
    of_one_house,
    sends_somebody,
    tells_of_matter,
    without_auxiliary,
)
from loaders.reading.roles import Filler, roles_of
from loaders.reading.salience import Choice, carried_over, said_by
from loaders.reading.sections import is_coded, is_general, of_another_case
from loaders.reading.slots import Slots
from loaders.reading.unnamed import FRONT_DOOR, IMPLIED, Unnamed

_SHORT = 40  # characters of a table cell that names an agency
# Frames that say something only when they failed: that a letter was read or an entry made is not an exchange.
_GAPS_ONLY = frozenset(
    (
        *("follow", "keep", "know", "attend", "silent", "involve", "access", "travel", "word", "lose", "stop", "available"),
        *("given", "supplied"),
    )
)
_ANSWERED = frozenset(
    {"contact", "liaise", "request-service", "advice", "communication"}
)  # who was rung or asked may be the one that gave information
_UNASKED = frozenset({"could-have", "would-have"})  # cues of what would have come out had somebody asked
_FORTH = frozenset({"silent", "pass", "stop"})  # gaps in what was passed, from who gave it to who got it
_BACK = frozenset({"follow", "lose", "answer"})  # ... and in what came of it, from who got it
_DONE_TO_THINGS = frozenset({"ask", "follow", "pass", "refer", "with"})
_LED_BY_SOMEBODY = frozenset({"exclusion", "include", "summon"})
_BOTH = 6  # of two empty roles together, how far down those who may fill them are thought of
_WITH_OTHERS = frozenset({"agency checks", "network check"})  # what is done with other services, by its name
_KEPT = frozenset({"known-only", "stop", "withhold"})  # frames of what stays in one house
_BEYOND = replace(IMPLIED, source="beyond")  # those whom nothing reaches that stays in one house
_PARTNERS = frozenset({"agent", "object", "patient", "to", "with", "from"})
_GIVES = frozenset({"subject", "agent", "owner", "antecedent", "from"})
_TAKES = frozenset({"to", "object", "with", "subject"})

Link: TypeAlias = tuple[str, str, str]  # kind, sender, receiver


class Candidate(msgspec.Struct, gc=False):
    """One reading; the scorer sets how likely it is ``alone`` and, beside all others, its ``score`` (0-1)."""

    kind: str
    mode: str | None
    sender: Filler
    receiver: Filler
    trigger: Trigger
    sentence: tuple[int, int]  # character range in the paragraph's text
    at: int  # character offset of the predicate
    parts: tuple[tuple[str, ...], ...]  # its features, those that it shares with other readings as the same objects
    choices: Sequence[Choice] = ()  # who was thought of where the predicate names nobody
    alone: float = 0.0
    score: float = 0.0

    @property
    def features(self) -> Iterator[str]:
        """The names of what holds of it."""
        return chain.from_iterable(self.parts)

    @property
    def link(self) -> Link:
        """What it states: kind, sender and receiver."""
        return self.kind, self.sender.type, self.receiver.type

    @property
    def rule(self) -> str:
        """The rule's id: frame, gap or not, and where the parties came from."""
        gap = f"!{self.trigger.cue}" if self.kind == "FAILED_TO_SHARE" and self.trigger.cue else ""
        return f"{self.trigger.frame.pos}.{self.trigger.frame.id}{gap}:{self.sender.source}>{self.receiver.source}"


class CandidateReader(Unnamed):
    """Reads the paragraphs of one review in order."""

    def __init__(self, namer: Namer) -> None:
        super().__init__()
        self._namer = namer
        self._discourse = Discourse()
        self._section: tuple[str, ...] = ()
        self._is_unanswered = False  # whether the next sentence says that what this one asks got no answer
        self._said: tuple[Sentence | None, list[Trigger], dict[int, str]] = (None, [], {})  # by the sentence before

    def read(self, paragraph: Paragraph) -> list[Candidate]:
        """The candidates of one paragraph. Headings only set the section's agency; a paragraph that is not coded has none, but
        still tells who is being spoken of."""
        if paragraph.section != self._section:
            agency = self._section_agency(paragraph.section)
            if agency != self._context.section:
                self._context = Context(actors=[agency] if agency else [], section=agency)
            self._context.tally.clear()
            self._discourse.part(2)
            self._section = paragraph.section
        if paragraph.kind is Kind.HEADING:
            return []
        self._begin(paragraph)
        found: list[Candidate] = []
        coded, another = is_coded(paragraph), False
        sentences = self._namer.sentences(paragraph.text)
        for n, (stretch, mentions) in enumerate(sentences):
            following = sentences[n + 1] if n + 1 < len(sentences) else ([], [])
            self._context.answerer = answerer_of(*following)
            self._is_unanswered = goes_unanswered(*following)
            sentence = Sentence(stretch, mentions, self._namer.forms, following[0])
            self._mentions = mentions
            self._assesses = any(token.lower == "assessment" for token in stretch)
            self._has_front_door = self._has_front_door or any(m.type == FRONT_DOOR for m in mentions)
            self._implied, self._implied_before = implied_types(stretch), self._implied
            self._sent = ("", "")
            self._context.gave = self._context.got = ""
            resolved = self._resolve(sentence)
            self._memory.begin(sentence, next((m.type for m in following[1] if m.is_agency and m.type), ""))
            words = paragraph.text[stretch[0].start : stretch[-1].end]
            another = of_another_case(words, before=another)
            if coded and not another and not is_general(words):
                read = list(self._candidates(sentence, resolved, paragraph))
                self._remember_passage(read)
                found += read
            self._context.sender, self._context.receiver = self._sent
            remember(self._context, sentence, resolved)
            self._memory.end(sentence, resolved)
        return found

    def _candidates(self, sentence: Sentence, resolved: dict[int, str], paragraph: Paragraph) -> Iterator[Candidate]:
        """The readings of every predicate of a sentence."""
        where = (sentence.tokens[0].start, sentence.tokens[-1].end)
        triggers = list(sentence.triggers())
        document = document_of(sentence, triggers)
        before = self._denied(denial, sentence) if (denial := sentence.denial()) else None
        shared = of_sentence(paragraph, where, resolved, triggers) if triggers or before else []
        if denial and before:
            trigger, filled = before[0], before[1] | {"subject": self._fillers(denial.subject, "subject", resolved, before[0])}
            yield from self._readings(sentence, trigger, ("FAILED_TO_SHARE",), resolved, shared, document, where, filled)
        self._said = sentence, triggers, resolved
        for trigger in triggers:
            refers = "referral" in (document, self._context.document)
            kinds = kinds_of(sentence, trigger, triggers, refers, self._is_unanswered)
            holds = [*shared, *beside(trigger, triggers)]
            yield from self._readings(sentence, trigger, kinds, resolved, holds, document, where)
        self._context.document = document or (self._context.document if goes_on(sentence) else "")

    def _denied(self, denial: Denial, sentence: Sentence) -> tuple[Trigger, dict[str, list[Filler]]] | None:
        """The predicate of the sentence before that this one denies of its own subject, and who else stands around it."""
        before, triggers, resolved = self._said
        operator = sentence.tokens[denial.at].lower
        for said in reversed(triggers):
            is_said_with_be = said.passive or said.frame.pos == "adjective"
            fits = is_said_with_be if operator.startswith("w") else not is_said_with_be or operator.startswith("had")
            fits = fits and bool(said.cue) == (denial.cue == "nor")
            if fits and said.frame.kind != "FAILED_TO_SHARE" and (said.frame.pos != "noun" or said.support):
                places = before.slots(said).places if before else {}
                filled = {place: self._fillers(places[place], place, resolved, said) for place in places if place in _PARTNERS}
                if said.frame.move == "know" and not said.cue:  # "The police knew. The school did not."
                    filled["from"] = self._fillers(places.get("subject", ()), "from", resolved, said)
                again = replace(said, first=denial.at, last=denial.end, head=denial.at, group=denial.at)
                return replace(again, cue=denial.cue, modality="", governor="", form="finite"), filled
        return None

    def _begin(self, paragraph: Paragraph) -> None:
        """A new paragraph: it has a topic of its own, but bullets go on with that of the paragraph that leads in to them."""
        self._discourse.part()
        self._memory.begin_paragraph()
        self._said = None, [], {}
        context = self._context
        if paragraph.kind is not Kind.BULLET:
            context.topic = context.giver = context.holder = context.scene = context.meeting = ""
            context.panel = False
        context.row = context.document = ""
        context.here.clear()
        for cell in paragraph.cells if len(paragraph.cells) > 2 else ():
            if len(cell) < _SHORT and len(types := self._namer.agency_types(cell)) == 1 and types[0] != GENERIC:
                context.row = context.row or types[0]

    def _section_agency(self, path: tuple[str, ...]) -> str:
        for heading in reversed(path):
            types = [t for t in self._namer.agency_types(heading) if t != "safeguarding-board"]
            if len(types) == 1 and types[0] != GENERIC:
                return types[0]
        return ""

    def _resolve(self, sentence: Sentence) -> dict[int, str]:
        """Whom each mention (by first token) stands for: an agency type, FAMILY, PROCESS or ""."""
        resolved = self._discourse.resolve(sentence, self._context)
        meeting = next((m.type for m in sentence.mentions if m.type == "marac"), self._context.meeting)
        again = (  # "told the meeting", "shared it with the panel"
            m
            for m in sentence.mentions
            if (m.role == "meeting" and meeting in m.fits) or (self._context.panel and m.text.lower() == "the panel")
        )
        return resolved | {m.first: meeting for m in again}

    def _remember_passage(self, candidates: Sequence[Candidate]) -> None:
        """Who told or referred in a sentence, and who has the information since, for the sentences that go on with it."""
        passed = [c for c in candidates if c.kind != "FAILED_TO_SHARE" and c.receiver.is_direct and not c.receiver.generic]
        if passed:
            best = next((c for c in passed if c.sender.is_direct), passed[0])
            self._context.giver, self._context.holder = best.sender.type, best.receiver.type

    # -- readings ------------------------------------------------------------------------------------------------------------

    def _fillers(self, mentions: Iterable[Mention], source: str, resolved: dict[int, str], trigger: Trigger) -> list[Filler]:
        fillers = []
        mentions = list(mentions)
        # Those who are named together stand as near as the nearest of them.
        distance = min((min(abs(m.first - trigger.last), abs(trigger.first - m.last)) for m in mentions), default=0)
        for mention in mentions:
            who = resolved.get(mention.first, "")
            if not who and mention.kind != "pronoun":
                continue
            if who == FAMILY and mention.kind == "pronoun" and mention.possessive:
                continue  # "her notes": about her, not by her
            origin = source
            if mention.kind == "pronoun":
                origin = f"{source}~"  # through a pronoun
            elif mention.role == "anaphor":
                origin = f"{source}^"
            elif mention.kind == "nobody" and not mention.text.lower().startswith("any"):  # "by anyone": partners in general
                origin = f"{source}0"
            if several := self._discourse.together.get(mention.first):
                order = several[::-1] if source == "between-again" else several
                each = order if source.startswith("between") else dict.fromkeys(order)
                fillers += [Filler(who, f"{source}~", distance, text=mention.text) for who in each]
                continue
            if who:
                fillers.append(Filler(who, origin, distance, who == GENERIC, mention.text))
            for n, other in enumerate(self._discourse.rivals.get(mention.first, ())[:1]):
                fillers.append(Filler(other, f"{source}~{n + 1}", distance, other == GENERIC, mention.text))
        return fillers

    def _readings(
        self,
        sentence: Sentence,
        trigger: Trigger,
        kinds: Sequence[str],
        resolved: dict[int, str],
        shared: Sequence[str],
        document: str,
        where: tuple[int, int],
        filled: dict[str, list[Filler]] | None = None,
    ) -> Iterator[Candidate]:
        """All readings of a predicate; ``filled``: who stands where, if the sentence itself does not say."""
        gap = kinds == ("FAILED_TO_SHARE",)
        if not gap and (trigger.modality in ("norm", "hypothetical") or {trigger.frame.move, trigger.frame.id} & _GAPS_ONLY):
            return
        slots = Slots() if filled else sentence.slots(trigger)
        kept = trigger.frame.id in _KEPT and len(slots.places.get("between", ())) == 1
        if sends_somebody(sentence, trigger, slots) or (kept and not tells_of_matter(sentence, trigger)):
            return
        if {trigger.frame.move, trigger.frame.id} & _LED_BY_SOMEBODY:  # no meeting is asked, or leaves anybody out
            slots = slots.without_meetings()
        filled = filled or {place: self._fillers(mentions, place, resolved, trigger) for place, mentions in slots.places.items()}
        if trigger.word in _WITH_OTHERS and "with" not in filled:
            filled["with"] = [Filler(GENERIC, "with", generic=True)]
        if trigger.group == 0 and trigger.form in ("finite", "adjective") and trigger.frame.pos != "noun":
            acts = trigger.passive and trigger.frame.move in _DONE_TO_THINGS  # "Not passed to the school.", but "Not told."
            filled.setdefault("agent" if acts else "subject", self._left_out())
        end = sentence.part_end(trigger.last)
        here = [
            filler
            for m in sentence.mentions
            if m.kind == "agency" and m.first < end and m not in slots.places.get("aside", ())
            for filler in self._fillers([m], "near-before" if m.last <= trigger.first else "near-after", resolved, trigger)
        ]
        placed = {m.first for place, mentions in slots.places.items() if place != "acting" for m in mentions}
        carried = carried_over(
            sentence, trigger, {at: who for at, who in resolved.items() if at not in placed}, self._context, self._implied
        )
        carried = [*filled.get("acting", ()), *carried]
        self._choices = []
        every = list(self._pairs(trigger, filled, here, carried, gap))
        unanswered = trigger.cue == "unanswered"
        if (unanswered and trigger.frame.move not in ("ask", "obtain") and trigger.support != "seek") or (
            not gap and enquires(trigger, kinds)
        ):
            every = [(taker, giver) for giver, taker in every]
        givers = list(dict.fromkeys(giver.type for giver, _ in every))
        takers = list(dict.fromkeys(taker.type for _, taker in every))
        pairs = list({(g.type, t.type, g.source, t.source): (g, t) for g, t in reversed(every) if can_be(g, t)}.values())[::-1]
        mode = None if not gap else "no-feedback" if unanswered else trigger.frame.mode
        suggested = (self._implied, self._implied_before)
        for kind in kinds:
            features = Features(trigger, kind, sentence, shared, filled, here, self._context, document, suggested)
            for giver, taker in pairs:
                parts = (
                    features.common,
                    features.giver(giver, givers.index(giver.type)),
                    features.taker(taker, takers.index(taker.type)),
                    tuple(features.pair(giver, taker)),
                )
                yield Candidate(
                    kind, mode, giver, taker, trigger, where, sentence.tokens[trigger.first].start, parts, self._choices
                )
        self._note_passed(trigger, pairs)
        if pairs and gap:
            self._memory.failed = Passage(pairs[0][0].type, pairs[0][1].type, said_by(trigger))
        elif pairs and any(f.is_direct for f in pairs[0]):
            self._memory.passed = Passage(pairs[0][0].type, pairs[0][1].type, said_by(trigger))

    def _pairs(
        self, trigger: Trigger, filled: dict[str, list[Filler]], here: list[Filler], carried: list[Filler], gap: bool
    ) -> Iterator[tuple[Filler, Filler]]:
        """Givers and takers that the frame allows. A role that the sentence fills is filled from there; an empty one from what
        is carried over, or from what the manual takes for granted."""
        partners = [f for place in ("between", "among") for f in filled.get(place, ())]
        if trigger.frame.id == "join" and not partners:
            partners = [replace(f, source="among") for f in here if f.generic][:1]  # "held by agencies and never pooled"
            if gap and not partners:
                yield from combinations([f for f in here if f.place == "near-before"], 2)
        if len(partners) > 1:
            yield from combinations(partners, 2)
            again = filled.get("between-again", ())
            yield from combinations([replace(f, source=f.source.replace("-again", "")) for f in again], 2)
            return
        if len(partners) == 1 and partners[0].source.endswith("~"):  # "they did not speak", of one service
            filled = filled | {"subject": [replace(partners[0], source="subject~")]}
        elif len(partners) == 1 and trigger.frame.id in _KEPT and partners[0].type != GENERIC:  # "remained within the school"
            yield replace(partners[0], source="owner"), _BEYOND
            return
        elif len(partners) == 1 and (partners[0].type in (GENERIC, "health") or _has_parts(partners[0].text)):
            yield partners[0], partners[0]
            yield from ((c, partners[0]) for c in self._likeliest(trigger, carried, "giver", gap, ())[:3])
            return
        frame, move = trigger.frame, trigger.frame.move
        roles = roles_of(trigger, filled, gap)
        if roles is None or goes_itself(trigger, filled):
            return
        if (
            gap
            and all(f.is_nobody for f in roles.taker)
            and (keepers := [f for place in ("beyond", "outside") for f in filled.get(place, ())])
        ):
            yield from ((replace(keeper, source="owner"), _BEYOND) for keeper in keepers if keeper.type not in (FAMILY, PROCESS))
            return  # "was not shared beyond the ward"
        givers = [f for f in roles.giver if f.type not in (FAMILY, PROCESS)]
        # no pronoun that may stand for somebody else, and not "the mother's fears were not passed on"
        theirs = ("owner", "from") if gap and move != "receive" else ()
        certain = any(not f.source.endswith("~") and f.place not in theirs for f in roles.giver)
        if certain and not givers and not (frame.pos == "noun" and not trigger.support):
            return  # family or the review itself speaks
        passed = PROCESS if move == "pass" else ""  # "forwarded the chronology"
        takers = [f for f in roles.taker if f.type != FAMILY and not (f.type == passed and f.place == "object")]
        told_of = move == "pass" and all(f.place == "object" for f in roles.taker)  # "reported that the child was ill"
        if (
            roles.taker
            and not takers
            and not told_of
            and move in ("tell", "pass", "contact", "with", "answer", "include", "attend")
        ):
            return  # told to the family
        named = bool(givers), bool(takers)
        if all(f.is_nobody for f in givers):
            unnamed = self._unnamed_givers(trigger, roles.giver_weak, here, takers, carried, gap)
            givers = [*givers, *self._likeliest(trigger, unnamed, "giver", gap, takers)]
        if all(f.is_nobody for f in takers):
            unnamed = self._unnamed_takers(trigger, roles.taker_weak, here, givers, carried, gap)
            takers = [*takers, *self._likeliest(trigger, unnamed, "taker", gap, givers if named[0] else ())]
        if any(named):
            yield from (
                of_one_house(g, t)
                for g, t in product(givers, takers)
                if not (g.is_rival and not is_likely(t)) and not (t.is_rival and not is_likely(g))
            )
        else:
            both = [(g, t) for i, g in enumerate(givers) for j, t in enumerate(takers) if i + j <= _BOTH]
            if move == "answer":
                both += [(t, g) for g, t in both]  # who was told before
            yield from ((g, t) for g, t in both if is_likely(g) or is_likely(t) or g.type == t.type == GENERIC)
            if gap and move in (*_FORTH, *_BACK):
                yield from self._of_what_passed(move in _BACK, move == "stop")
                if frame.id == "supplied":
                    yield from self._of_what_passed(True, False)  # "asked the GP for her history. None was provided."
        if (all(named) or (named[1] and trigger.passive)) and not gap and frame.id in _ANSWERED:
            yield from ((replace(t, source="asked"), replace(g, source="asking")) for g, t in product(givers, takers))
        elif all(named) and trigger.cue in _UNASKED and move in ("tell", "pass", "receive"):
            yield from ((replace(t, source="asking"), replace(g, source="asked")) for g, t in product(givers, takers))
        elif named == (True, False) and without_auxiliary(trigger):  # "School informed.", "GP not invited."
            yield from product(self._likeliest(trigger, carried, "giver", gap, givers), givers)

    def _note_passed(self, trigger: Trigger, pairs: Sequence[tuple[Filler, Filler]]) -> None:
        """Remember who gave to whom where the sentence says so in as many words."""
        if trigger.frame.kind == "FAILED_TO_SHARE":
            return
        for giver, taker in pairs:
            bare = trigger.frame.pos == "noun" and not trigger.support and giver.place == "subject"  # "declined the referral"
            if trigger.frame.move == "refer" and not trigger.cue and giver.is_direct and not bare:
                self._context.referrer = giver.type
            if giver.place in _GIVES and taker.place in _TAKES and not (giver.is_rival or taker.is_rival):
                self._sent = (giver.type, taker.type)
                if not trigger.cue:
                    self._context.gave, self._context.got = self._sent
                if giver.type != taker.type:
                    self._memory.note(giver.type, taker.type)
                    refers = trigger.frame.move == "refer"
                    self._receivers[refers, giver.type] = taker.type
                    self._senders[refers, taker.type] = giver.type


def _has_parts(name: str) -> bool:
    """Whether something may pass, or not, among those whom a name stands for: "between social workers", "within the hospital"."""
    return name.endswith("s") or name.lower().split()[-1] in GRAMMAR["with-parts"]


def by_predicate(candidates: Iterable[Candidate]) -> Iterable[list[Candidate]]:
    """The readings of each predicate of a paragraph."""
    groups: dict[tuple[tuple[int, int], int], list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault((candidate.sentence, candidate.trigger.first), []).append(candidate)
    return groups.values()
