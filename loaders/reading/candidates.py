"""Candidate exchanges of a paragraph: every reading of every exchange phrase, with what speaks for and against it.

A reading is a frame with its roles filled: by the mentions around the predicate, by the actors of the sentences before, by the
service its section is about, or by what the manual takes for granted. Choosing among readings is the scorer's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from loaders.documents.model import Kind, Paragraph
from loaders.reading.clauses import Sentence, Trigger
from loaders.reading.mentions import Mention, Namer, implied_types
from loaders.reading.sections import classify, is_coded
from loaders.reading.vocabulary import vocabulary

GENERIC = "multi-agency"
FAMILY, PROCESS = "family", "process"
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b", re.I
)
_PRESENT = re.compile(r"\b(?:is|are|has|have|will|must|shall|can|may)\b", re.I)
_VOCABULARY = vocabulary("remarks", dict[str, dict[str, list[str]]])
_REMARKS = {name: re.compile("|".join(patterns)) for name, patterns in _VOCABULARY["remarks"].items()}
_THEN = {word: what for what, words in _VOCABULARY["then"].items() for word in words}
_TELLING = frozenset({"answer", "contact", "tell", "referral", "refer", "receive"})
_FORMS = frozenset({"form", "forms", "slip", "notification"})
# Frames that say something only when they failed: that a letter was read or an entry made is not an exchange.
_GAPS_ONLY = frozenset({"follow", "keep", "know", "attend", "silent"})
_CLASSES = {
    **dict.fromkeys(
        ("subject", "agent", "owner", "from", "to", "with", "object", "antecedent", "between", "among", "patient"), "direct"
    ),
    **dict.fromkeys(("inner", "pp", "next", "of", "in", "to-far", "with-far", "from-far", "agent-far"), "weak"),
    **dict.fromkeys(
        ("opening", "topic", "last-subject", "last-sender", "last-receiver", "last-other", "last-before", "recent", "section"),
        "carried",
    ),
}


@dataclass(frozen=True)
class Filler:
    """An agency type in a role: where it came from (``source``) and how many tokens away it stands."""

    type: str
    source: str
    distance: int = 0
    generic: bool = False
    text: str = ""


@dataclass
class Candidate:
    """One reading: ``features`` are names of what holds of it; ``score`` is set by the scorer (0-1)."""

    kind: str
    mode: str | None
    sender: Filler
    receiver: Filler
    trigger: Trigger
    sentence: tuple[int, int]  # character range in the paragraph's text
    at: int  # character offset of the predicate
    features: tuple[str, ...] = ()
    score: float = 0.0
    then: str = ""  # what the sentence says next: ask, tell

    @property
    def rule(self) -> str:
        """The rule's id: frame, gap or not, and where the parties came from."""
        gap = f"!{self.trigger.cue}" if self.kind == "FAILED_TO_SHARE" and self.trigger.cue else ""
        return f"{self.trigger.frame.pos}.{self.trigger.frame.id}{gap}:{self.sender.source}>{self.receiver.source}"


@dataclass
class Context:
    """What the reader carries from sentence to sentence: the actors so far, the newest last."""

    actors: list[str] = field(default_factory=list)
    subject: str = ""  # agency type, FAMILY or PROCESS
    before: str = ""  # the agency subject before that
    partner: str = ""  # the last recipient or other party
    sender: str = ""  # who last passed something on, and to whom
    receiver: str = ""
    document: str = ""  # the last thing passed: form, letter, information
    topic: str = ""  # the first agency that acts in the paragraph

    def roles(self, agency_type: str) -> list[str]:
        """What an agency type is in the context."""
        named = {
            "subject": self.subject,
            "before": self.before,
            "partner": self.partner,
            "section": self.section,
            "sender": self.sender,
            "receiver": self.receiver,
            "topic": self.topic,
        }
        newest = self.actors[-1:] == [agency_type]
        return (
            [role for role, who in named.items() if who == agency_type]
            + (["newest"] if newest else [])
            + (["recent"] if agency_type in self.actors[-3:] else ["absent"])
        )

    section: str = ""  # the agency its section is about

    def saw(self, agency_type: str) -> None:
        if agency_type in self.actors:
            self.actors.remove(agency_type)
        self.actors.append(agency_type)
        del self.actors[:-8]

    def latest(self, fits: Sequence[str], but: str = "") -> str:
        """The newest actor among ``fits`` ("*": any)."""
        for actor in reversed(self.actors):
            if actor != but and ("*" in fits or actor in fits):
                return actor
        return ""


class CandidateReader:
    """Reads the paragraphs of one review in order."""

    def __init__(self, namer: Namer) -> None:
        self._namer = namer
        self._context = Context()
        self._section: tuple[str, ...] = ()
        self._mentions: list[Mention] = []
        self._sent = ("", "")
        self._implied: list[str] = []  # agency types that the sentence's words suggest, and those of the sentence before
        self._implied_before: list[str] = []
        self._referred: dict[str, str] = {}  # sender -> receiver of its last referral, for those mentioned again

    def read(self, paragraph: Paragraph) -> list[Candidate]:
        """The candidates of one paragraph. Headings only set the section's agency; a paragraph that is not coded has none, but
        still tells who is being spoken of."""
        if paragraph.section != self._section:
            agency = self._section_agency(paragraph.section)
            if agency != self._context.section:
                self._context = Context(actors=[agency] if agency else [], section=agency)
            self._section = paragraph.section
        if paragraph.kind is Kind.HEADING:
            return []
        self._context.topic = ""
        found: list[Candidate] = []
        coded = is_coded(paragraph)
        for stretch, mentions in self._namer.sentences(paragraph.text):
            sentence = Sentence(stretch, mentions, self._namer.forms)
            self._mentions = mentions
            self._implied, self._implied_before = implied_types(stretch), self._implied
            self._sent = ("", "")
            resolved = self._resolve(sentence)
            if coded:
                found += self._candidates(sentence, resolved, paragraph)
            self._context.sender, self._context.receiver = self._sent
            self._remember(sentence, resolved)
        return found

    def _candidates(self, sentence: Sentence, resolved: dict[int, str], paragraph: Paragraph) -> Iterator[Candidate]:
        """The readings of every predicate of a sentence."""
        where = (sentence.tokens[0].start, sentence.tokens[-1].end)
        triggers = list(sentence.triggers())
        document = _document(sentence, triggers)
        noted = {f"also={t.frame.id},{'gap' if t.cue else 'did'}" for t in triggers if t.frame.id in _TELLING}
        shared = (*_sentence_features(paragraph, where, resolved), *sorted(noted))
        for trigger in triggers:
            yield from self._readings(sentence, trigger, resolved, shared, document, where)
        self._context.document = document

    def _section_agency(self, path: tuple[str, ...]) -> str:
        for heading in reversed(path):
            types = [t for t in self._namer.agency_types(heading) if t != "safeguarding-board"]
            if len(types) == 1 and types[0] != GENERIC:
                return types[0]
        return ""

    # -- who a mention is ----------------------------------------------------------------------------------------------------

    def _resolve(self, sentence: Sentence) -> dict[int, str]:
        """Mention (by first token) -> agency type, FAMILY, PROCESS or "" where nothing fits."""
        context, resolved = self._context, dict[int, str]()
        here: list[str] = []
        subject = ""
        for mention in sentence.mentions:
            lower = mention.text.lower()
            if mention.is_agency:
                who = mention.type
                if not who or mention.role == "anaphor":
                    fits = mention.fits or ("*",)
                    local = self._placed(sentence, mention, fits) or next(
                        (t for t in reversed(here) if "*" in fits or t in fits), ""
                    )
                    who = (
                        local
                        or context.latest(fits)
                        or (context.section if "*" in fits or context.section in fits else "")
                        or mention.type
                        or (fits[0] if fits[0] not in ("-", "*") else "")
                    )
                if who:
                    here.append(who)
                    subject = subject or who
            elif mention.kind in ("family", "name"):
                who = FAMILY
                subject = subject or who
            elif mention.kind == "process":
                who = PROCESS
                subject = subject or who
            elif mention.kind == "nobody":
                who = "" if lower in ("there", "nothing") else GENERIC
            elif lower in ("who", "which", "whom"):
                who = next(
                    (
                        resolved[m.first]
                        for m in reversed(sentence.mentions)
                        if m.last <= mention.first and m.first in resolved and mention.first - m.last <= 3
                    ),
                    "",
                )
            elif lower in ("he", "she", "they", "them", "him", "both", "it"):
                who = self._pronoun(lower, subject, here)
            else:
                who = ""
            resolved[mention.first] = who
        return resolved

    def _placed(self, sentence: Sentence, mention: Mention, fits: Sequence[str]) -> str:
        """The service that a professional is said to be in: "the nurse in the Emergency Department"."""
        following = next((m for m in sentence.mentions if m.first > mention.last and m.first - mention.last <= 5), None)
        if (
            following is None
            or not following.is_agency
            or not following.type
            or sentence.tokens[mention.last].lower not in ("in", "at", "from", "of", "on")
        ):
            return ""
        return following.type if "*" in fits or following.type in fits else ""

    def _pronoun(self, lower: str, subject: str, here: list[str]) -> str:
        context = self._context
        if lower == "they":
            plural = next((t for t in reversed(here)), "")
            if subject == FAMILY or (not subject and context.subject == FAMILY):
                return plural or context.latest(("*",)) or context.section or FAMILY
            return subject or context.subject or context.section
        if lower in ("he", "she"):
            return subject or context.subject or context.section
        if lower == "it":
            return context.subject if context.subject not in (FAMILY, "") and not subject else ""
        return next((t for t in reversed(here)), "") or context.partner or context.before

    def _remember(self, sentence: Sentence, resolved: dict[int, str]) -> None:
        context = self._context
        agencies = [(m, resolved.get(m.first, "")) for m in sentence.mentions if resolved.get(m.first)]
        subject = next((who for m, who in agencies if sentence._preposition(m) == "" and not m.possessive and who), "")
        for mention, who in agencies:
            if who not in (FAMILY, PROCESS, GENERIC) and mention.kind == "agency":
                context.saw(who)
        if subject and subject != context.subject:
            if context.subject not in (FAMILY, PROCESS, ""):
                context.before = context.subject
            context.subject = subject
        if not context.topic and subject not in (FAMILY, PROCESS, GENERIC):
            context.topic = subject
        others = [who for m, who in agencies if who not in (FAMILY, PROCESS, GENERIC, context.subject) and m.kind == "agency"]
        if others:
            context.partner = others[-1]

    # -- readings ------------------------------------------------------------------------------------------------------------

    def _fillers(self, mentions: Iterable[Mention], source: str, resolved: dict[int, str], trigger: Trigger) -> list[Filler]:
        fillers = []
        for mention in mentions:
            who = resolved.get(mention.first, "")
            if not who and mention.kind != "pronoun":
                continue
            distance = min(abs(mention.first - trigger.last), abs(trigger.first - mention.last))
            origin = source
            if mention.kind == "pronoun":
                origin = f"{source}~"  # through a pronoun
            elif mention.role == "anaphor":
                origin = f"{source}^"
            elif mention.kind == "nobody":
                origin = f"{source}0"
            if who:
                fillers.append(Filler(who, origin, distance, who == GENERIC, mention.text))
            if mention.kind == "pronoun" and mention.text.lower() in ("he", "she", "they", "him", "them"):
                earlier = [
                    resolved[m.first]
                    for m in self._mentions
                    if m.kind == "agency" and m.last <= mention.first and resolved.get(m.first)
                ]
                for n, other in enumerate(dict.fromkeys([*reversed(earlier), *reversed(self._context.actors)])):
                    if other != who and n < 2:
                        fillers.append(Filler(other, f"{source}~{n + 1}", distance, other == GENERIC, mention.text))
        return fillers

    def _readings(
        self,
        sentence: Sentence,
        trigger: Trigger,
        resolved: dict[int, str],
        shared: tuple[str, ...],
        document: str,
        where: tuple[int, int],
    ) -> Iterator[Candidate]:
        slots = sentence.slots(trigger)
        then = next((_THEN[t.lower] for t in sentence.tokens[trigger.last : trigger.last + 14] if t.lower in _THEN), "")
        filled = {place: self._fillers(mentions, place, resolved, trigger) for place, mentions in slots.places.items()}
        context = self._context
        here = [f for m in sentence.mentions if m.kind == "agency" for f in self._fillers([m], "near", resolved, trigger)]
        carried = []
        if context.subject not in ("", FAMILY, PROCESS):
            carried.append(Filler(context.subject, "last-subject"))
        opening = next(
            (
                m
                for m in sentence.mentions
                if resolved.get(m.first) not in ("", None, FAMILY, PROCESS)
                and not m.possessive
                and m.last <= trigger.group
                and not sentence.is_governed(m)
            ),
            None,
        )
        if opening:
            carried = [Filler(resolved[opening.first], "opening"), *carried]
        recent = [("recent", who) for who in reversed(context.actors)]
        for source, who in (
            ("topic", context.topic),
            ("last-sender", context.sender),
            ("last-receiver", context.receiver),
            ("section", context.section),
            ("last-other", context.partner),
            ("last-before", context.before),
            *recent[:3],
        ):
            if who and who not in [c.type for c in carried]:
                carried.append(Filler(who, source))
        gap = trigger.cue or trigger.frame.kind == "FAILED_TO_SHARE"
        kind = "FAILED_TO_SHARE" if gap else trigger.frame.kind
        kinds = [kind]
        if (
            not gap
            and trigger.frame.move in ("pass", "arrive", "receive", "tell")
            and trigger.frame.pos == "verb"
            and (document == "referral" or context.document == "referral")
        ):
            kinds = ["REFERRED_TO", kind] if kind != "REFERRED_TO" else [kind]
        elif (
            not gap
            and trigger.frame.id == "pass"
            and any(
                t.lower in ("case", "family", "matter", "care", "responsibility")
                for t in sentence.tokens[max(0, trigger.group - 3) : trigger.last + 4]
            )
        ):
            kinds = ["REFERRED_TO", kind]
        if not gap and (trigger.modality in ("norm", "hypothetical") or trigger.frame.move in _GAPS_ONLY):
            return
        seen: set[tuple[str, str, str, str]] = set()
        pairs = list(self._pairs(trigger, filled, here, carried, bool(gap)))
        senders = list(dict.fromkeys(s.type for s, _ in pairs))
        receivers = list(dict.fromkeys(r.type for _, r in pairs))
        for sender, receiver in pairs:
            if (
                sender.type in (FAMILY, PROCESS)
                or receiver.type in (FAMILY, PROCESS)
                or "safeguarding-board" in (sender.type, receiver.type)
            ):
                continue
            key = (sender.type, receiver.type, sender.source, receiver.source)
            if key in seen:
                continue
            seen.add(key)
            if (
                sender.source == receiver.source
                and sender.text == receiver.text
                and sender.type == receiver.type
                and sender.source not in ("subject", "implied")
            ):
                continue
            for as_kind in kinds:
                candidate = Candidate(
                    as_kind,
                    trigger.frame.mode if gap else None,
                    sender,
                    receiver,
                    trigger,
                    where,
                    sentence.tokens[trigger.first].start,
                    then=then,
                )
                candidate.features = tuple(
                    self._features(
                        candidate,
                        filled,
                        here,
                        {"from": senders.index(sender.type), "to": receivers.index(receiver.type)},
                        (*shared, f"document={document}", f"document={document},{as_kind},{trigger.frame.id}"),
                    )
                )
                yield candidate
            if (
                trigger.frame.kind != "FAILED_TO_SHARE"
                and sender.source in ("subject", "agent", "owner", "antecedent", "from", "subject~")
                and receiver.source in ("to", "object", "with", "subject")
            ):
                self._sent = (sender.type, receiver.type)
                if trigger.frame.id in ("referral", "refer") and sender.type != receiver.type:
                    self._referred[sender.type] = receiver.type

    def _pairs(
        self, trigger: Trigger, filled: dict[str, list[Filler]], here: list[Filler], carried: list[Filler], gap: bool
    ) -> Iterator[tuple[Filler, Filler]]:
        """Senders and receivers that the frame allows. A role that the sentence fills is filled from there; an empty one
        from what is carried over, or from what the manual takes for granted."""

        def at(*places: str) -> list[Filler]:
            return [f for place in places for f in filled.get(place, [])]

        partners = at("between", "among")
        if len(partners) > 1:
            for i, a in enumerate(partners):
                for b in partners[i + 1 :]:
                    yield a, b
            return
        if len(partners) == 1 and partners[0].type in (GENERIC, "health"):
            yield partners[0], partners[0]
            for c in carried[:3]:
                yield c, partners[0]
            return
        frame, move, passive = trigger.frame, trigger.frame.move, trigger.passive
        subject, weak_subject = at("subject", "antecedent"), at("inner", "pp")
        agents = at("agent", "agent-far")
        ahead = at("to-far", "with-far", "next")
        implied = Filler(GENERIC, "implied", generic=True)
        care = Filler("childrens-social-care", "default")
        # strong and weak givers, strong and weak takers, and what an empty taker may mean
        if frame.pos == "noun":
            own, into = at("owner", "from", "agent"), at("to", "with")
            if trigger.support == "receive":
                if passive:
                    giver, weak_giver, taker, weak_taker = at("owner", "from"), at("of"), agents + into, ahead
                else:
                    giver, weak_giver, taker, weak_taker = (
                        at("owner", "from", "from-far"),
                        at("of", "next"),
                        subject,
                        weak_subject + into,
                    )
            elif trigger.support == "give":
                giver = own or (agents if passive else subject)
                weak_giver = [] if passive else weak_subject
                taker, weak_taker = into + at("object") or at("patient"), ahead
            else:
                giver, weak_giver = own, at("of", "agent-far") + subject + weak_subject
                taker, weak_taker = into, ahead
            if move == "know":
                giver, weak_giver, taker, weak_taker = [], [], subject + at("owner"), at("of") + weak_subject
            elif move == "attend":
                giver, weak_giver, taker, weak_taker = [], at("in"), at("from", "owner"), at("of")
            elif move == "with" and frame.id == "advice" and not taker:
                taker = at("from")
                giver = at("owner") or (agents if passive else subject)
        elif move in ("tell", "contact"):
            if passive:
                giver, weak_giver, taker, weak_taker = agents, at("from"), subject, weak_subject
            else:
                giver, weak_giver, taker, weak_taker = subject, weak_subject, at("object") or at("to", "with", "patient"), ahead
        elif move == "pass":
            if passive:
                giver, weak_giver, taker, weak_taker = agents + at("from"), weak_subject, at("to", "with"), ahead
            else:
                giver, weak_giver, taker, weak_taker = subject, weak_subject, at("to", "with", "object") or at("patient"), ahead
        elif move == "with":
            giver, weak_giver = (agents, []) if passive else (subject, weak_subject)
            taker, weak_taker = at("with", "to") or at("patient"), ahead
            if not taker:
                taker = at("object") if not passive else subject
        elif move == "refer":
            if passive:
                giver, weak_giver, taker, weak_taker = agents + at("from"), [], at("to"), ahead
            else:
                giver, weak_giver, taker, weak_taker = subject, weak_subject, at("to") or at("patient"), ahead + at("object")
        elif move == "summon":
            giver, weak_giver = (agents, []) if passive else (subject, weak_subject)
            taker, weak_taker = (subject, []) if passive else (at("object", "from", "to"), ahead)
        elif move == "receive":
            if passive:
                giver, weak_giver, taker, weak_taker = at("from"), weak_subject, agents, []
            else:
                giver, weak_giver, taker, weak_taker = at("from", "from-far"), at("of", "next", "object"), subject, weak_subject
        elif move == "ask":
            asker, weak_asker = (agents, []) if passive else (subject, weak_subject)
            asked = at("object", "with", "from", "of", "to") if not passive else at("from", "of", "with") or subject
            asked_weak = ahead + at("in")
            if gap:
                giver, weak_giver, taker, weak_taker = asker, weak_asker, asked, asked_weak
            else:
                giver, weak_giver, taker, weak_taker = asked, asked_weak, asker, weak_asker
        elif move == "answer":
            if passive and not agents:
                return
            giver, weak_giver = (agents, []) if passive else (subject, weak_subject)
            taker, weak_taker = at("to"), at("object")
        elif move == "include":
            giver, weak_giver = (agents, []) if passive else (subject, weak_subject)
            taker, weak_taker = (subject, weak_subject) if passive else (at("object", "with"), at("next"))
        elif move == "know":
            giver, weak_giver, taker, weak_taker = [], [], subject, weak_subject
        elif move == "follow":
            giver, weak_giver = (agents, []) if passive else (subject, weak_subject)
            taker, weak_taker = at("with", "from"), at("of", "next")
        elif move == "arrive":
            giver, weak_giver, taker, weak_taker = at("from", "owner"), weak_subject, at("object", "to"), at("next")
        elif move == "notice":
            giver, weak_giver, taker, weak_taker = (agents if passive else subject), weak_subject, at("of", "to"), at("next")
        elif move == "silent":
            giver, weak_giver, taker, weak_taker = at("owner", "from"), weak_subject + subject, at("to"), []
        elif move == "keep":
            giver, weak_giver, taker, weak_taker = (agents if passive else subject), weak_subject, [], []
        elif move == "attend":
            giver, weak_giver, taker, weak_taker = [], at("in"), at("from", "owner") or subject, at("of") + weak_subject
        else:
            return
        talkers = [f for f in giver if f.type != FAMILY and f.type != PROCESS]
        if giver and not talkers and not (frame.pos == "noun" and not trigger.support):
            return  # family or the review itself speaks
        listeners = [f for f in taker if f.type != FAMILY]
        if taker and not listeners and move in ("tell", "pass", "contact", "with", "answer", "include"):
            return  # told to the family
        near = [f for f in here if f.type not in {x.type for x in listeners}]
        weak = [f for f in weak_giver if f.type not in (FAMILY, PROCESS)]
        suggested = [Filler(t, "suggested") for t in self._implied[:2]]
        if not talkers:
            talkers = [*weak[:2], *carried[:5], *near[:2], *suggested]
            if gap:
                talkers.append(implied)
                if move in ("contact", "with", "ask", "include", "tell", "pass"):
                    talkers.append(Filler("childrens-social-care", "lead"))  # who leads assessments asks and tells
        if not listeners:
            listeners = [f for f in weak_taker if f.type not in (FAMILY, PROCESS)][:3]
            if move in ("pass", "answer", "with", "silent"):
                listeners += [
                    f for f in here if f.text and any(m.role == "meeting" and m.text == f.text for m in self._mentions)
                ][:1]
            listeners += carried[:5] + suggested
            if gap or frame.id in ("information", "communication"):
                listeners.append(implied)
            if move == "refer":
                listeners += [Filler(self._referred[t.type], "memory") for t in talkers[:2] if t.type in self._referred]
                listeners.append(care)
            if move in ("follow", "keep", "arrive", "pass", "tell", "refer"):
                listeners += [Filler(t.type, "self") for t in talkers[:1]]
        for s in talkers:
            for r in listeners:
                yield s, r

    def _features(
        self, c: Candidate, filled: dict[str, list[Filler]], here: list[Filler], order: dict[str, int], shared: tuple[str, ...]
    ) -> Iterator[str]:
        t, s, r = c.trigger, c.sender, c.receiver
        gap = "gap" if c.kind == "FAILED_TO_SHARE" else "did"
        classes = []
        for filler in (s, r):
            base = filler.source.rstrip("~^0123456789")
            classes.append(_CLASSES.get(base, base) + ("" if base == filler.source else "~"))
        yield f"classes={classes[0]}>{classes[1]}"
        yield f"classes={classes[0]}>{classes[1]},{gap}"
        yield f"classes={classes[0]}>{classes[1]},{t.frame.move},{gap}"
        yield f"classes={classes[0]}>{classes[1]},{t.cue}"
        yield f"classes={classes[0]}>{classes[1]},{t.form},{'passive' if t.passive else 'active'}"
        frame = f"{t.frame.pos}.{t.frame.id}"
        voice = "passive" if t.passive else "active"
        yield "bias"
        yield f"kind={c.kind}"
        yield f"frame={frame}"
        yield f"frame={frame},{gap}"
        yield f"word={t.word}"
        yield f"word={t.word},{gap}"
        yield f"cue={t.cue}"
        yield f"cue={t.cue},{frame}"
        yield f"form={t.form},{gap}"
        yield f"modality={t.modality},{gap}"
        yield f"support={t.support},{voice},{t.frame.pos}"
        yield f"from={s.source}"
        yield f"to={r.source}"
        yield f"from={s.source},{gap}"
        yield f"to={r.source},{gap}"
        yield f"roles={s.source}>{r.source}"
        yield f"roles={s.source}>{r.source},{frame}"
        yield f"roles={s.source}>{r.source},{t.frame.move},{voice},{gap}"
        yield f"moves={t.frame.move},{voice},{gap},{t.support}"
        yield f"from-type={s.type},{gap}"
        yield f"to-type={r.type},{gap}"
        yield f"pair={s.type}>{r.type}"
        yield f"pair={s.type}>{r.type},{c.kind}"
        if s.type == r.type:
            yield "same-type"
            yield f"same-type,{frame},{gap}"
            yield f"same-type,{s.source}>{r.source}"
        if s.generic or r.generic:
            yield f"generic={int(s.generic)}{int(r.generic)},{gap}"
        for name, filler in (("from", s), ("to", r)):
            if filler.distance:
                yield f"{name}-distance={min(filler.distance.bit_length(), 5)}"
        direct = ("subject", "agent", "owner", "from", "to", "with", "object", "antecedent", "between")
        for name, filler in (("from", s), ("to", r)):
            if not filler.source.startswith(direct):
                suits = f"{int(filler.type in self._implied)}{int(filler.type in self._implied_before)}"
                yield f"{name}-suits={suits}"
                yield f"{name}-suits={suits},{t.frame.move},{gap}"
                if self._implied and filler.type == self._implied[0]:
                    yield f"{name}-suits-best"
                roles = self._context.roles(filler.type)
                yield f"{name}-roles={min(len(roles), 5)}"
                yield f"{name}-order={min(order[name], 4)}"
                for role in roles:
                    yield f"{name}-is={role}"
                    yield f"{name}-is={role},{t.frame.move},{gap}"
        if t.governor and t.form in ("infinitive", "gerund"):
            yield f"governor={t.governor},{gap}"
        if any(f.type == FAMILY for f in filled.get("subject", [])):
            yield f"family-subject,{gap}"
        if any(f.type == FAMILY for place in ("object", "to", "with") for f in filled.get(place, [])):
            yield f"family-object,{t.frame.move}"
        distinct = len({f.type for f in here})
        yield f"agencies={min(distinct, 4)},{gap}"
        inside = {f.type for f in here}
        yield f"inside={int(s.type in inside)}{int(r.type in inside)},{gap}"
        skipped = [f for f in here if f.type not in (s.type, r.type)]
        if skipped and not (s.type in inside and r.type in inside):
            yield f"skips={min(len(skipped), 3)},{gap}"
        if t.frame.pos == "verb":
            yield f"then={c.then},{t.frame.move},{gap}"
        for feature in shared:
            yield feature
            yield f"{feature},{gap}"


def _document(sentence: Sentence, triggers: Sequence[Trigger]) -> str:
    """What a sentence says was passed: referral, message, information or nothing that it names."""
    if any(t.frame.id == "referral" for t in triggers) or any(t.lower in _FORMS for t in sentence.tokens):
        return "referral"
    return next((t.frame.id for t in triggers if t.frame.pos == "noun" and t.frame.id in ("message", "information")), "")


def _sentence_features(paragraph: Paragraph, where: tuple[int, int], resolved: dict[int, str]) -> tuple[str, ...]:
    text = paragraph.text[where[0] : where[1]]
    lower, section = text.lower(), classify(paragraph.section).kind
    found = [f"section={section}", f"paragraph={paragraph.kind}"]
    if _DATE.search(text):
        found.append("dated")
    if _PRESENT.search(text):
        found.append("present-words")
    if not re.search(r"\b(?:was|were|had|did)\b|ed\b", text):
        found.append("no-past")
    found += [f"remark={name}" for name, pattern in _REMARKS.items() if pattern.search(lower)]
    length = len(text)
    found.append(f"length={min(length // 120, 4)}")
    if PROCESS in resolved.values():
        found.append("process")
    return tuple(found)
