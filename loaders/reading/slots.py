"""Who stands where around a predicate: its subject, object, agent and partners, found by the closed words between mentions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from loaders.reading import frames
from loaders.reading.grammar import GRAMMAR
from loaders.reading.mentions import Mention
from loaders.reading.text import Token

if TYPE_CHECKING:
    from loaders.reading.clauses import Trigger

_ADJECTIVE = ("'s", "al", "ic", "ive", "ent", "ous", "ary", "able")
_FIXED = {
    phrase.split()[0]: [p.split() for p in GRAMMAR["fixed-phrases"] if p.split()[0] == phrase.split()[0]]
    for phrase in GRAMMAR["fixed-phrases"]
}  # by their first word
_JOINING = GRAMMAR["connectives"] | GRAMMAR["determiners"] | GRAMMAR["repeated"]
_REACH = 45  # tokens after a predicate in which its partners stand


@dataclass
class Slots:
    """The mentions around a trigger, by grammatical place; nearest first."""

    places: dict[str, list[Mention]] = field(default_factory=dict)

    def put(self, place: str, mentions: Sequence[Mention], more: bool = False) -> None:
        """Fill a place that is empty, or with ``more`` add to it."""
        if more and place in self.places:
            self.places[place] += [m for m in mentions if m not in self.places[place]]
        elif mentions:
            self.places.setdefault(place, list(mentions))

    def move(self, place: str, to: str) -> None:
        """What stands in one place stands in another."""
        if place in self.places:
            self.places[to] = self.places.pop(place)

    def without_meetings(self) -> Slots:
        """The same without the meetings that are named."""
        kept = {place: [m for m in mentions if m.role != "meeting"] for place, mentions in self.places.items()}
        return Slots({place: mentions for place, mentions in kept.items() if mentions})


class Places(ABC):
    """The places of one sentence: its tokens and mentions, with the clauses inserted into it set aside."""

    def __init__(self, tokens: Sequence[Token], mentions: Sequence[Mention]) -> None:
        self.tokens = tokens
        self.mentions = mentions
        self.at: dict[int, Mention] = {i: m for m in mentions for i in range(m.first, m.last)}
        self._fixed = self._fixed_phrases()
        self.insertions = dict(self._inserted())  # first token -> token after
        self._before = {after - 1: first - 1 for first, after in self.insertions.items()}

    # -- slots ---------------------------------------------------------------------------------------------------------------

    def slots(self, trigger: Trigger) -> Slots:
        """Who stands where: subject, agent, object, to, from, with, between, of, owner (possessive or modifier of a noun)."""
        slots = Slots()
        subject, how = self._subject(trigger)
        subject = self._specific(subject) if subject else subject
        slots.put("subject" if how == "plain" else how, subject)
        if trigger.form == "infinitive":
            patient = self._patient(trigger)
            if patient and self._controls(patient):
                slots.places.clear()
                slots.put("subject", [patient])  # "asked the GP to refer": the GP is to act
            elif patient:
                slots.put("patient", self._list(patient))  # "telephoned the GP to make a referral"
        if how == "plain" and subject:
            self._relative_partner(slots, subject[0])
        if how == "pp" and trigger.frame.pos != "noun":  # "the school's letter reached", "the letter from the school reached"
            for mention in [*subject, *self._sources(trigger.group)]:
                owns = mention.possessive and not self.preposition(mention)
                group = [mention] if owns else self._list(mention)
                slots.put("owner" if owns else "source", group if self._is_source(mention) else [])
                slots.put("addressee", group if self.preposition(mention) == "to" else [])  # "the letter to the GP was lost"
                slots.put("object", [mention] if trigger.frame.move == "ask" and self._is_asked_of(mention) else [])
            slots.move("source", "from")
        start = trigger.last
        if trigger.frame.pos == "noun":
            start = self._around_noun(slots, trigger)
        if trigger.passive and any(self._subordinates(i) for i in range(start, trigger.head)):
            self._after(slots, trigger.head + 1, trigger)  # "the information that he had been seen was passed to the GP"
        self._after(slots, start, trigger)
        self._before_noun(slots, trigger)
        if trigger.frame.move == "with" and "between" not in slots.places and (listed := self._in_brackets(trigger.last)):
            slots.put("between", listed)
        if trigger.frame.move == "notice":
            slots.move("of", "to")  # "drew the attention of the GP to it"
        elif trigger.frame.id == "advice" and trigger.support:
            slots.move("of", "from")
        if trigger.passive and "agent" not in slots.places and self._shares_agent(trigger.last):
            slots.move("agent-far", "agent")
        if self._is_given(trigger):
            slots.move("subject", "to")
            slots.move("antecedent", "to")
        self._from_the_clause_before(slots, trigger)
        if not {"subject", "antecedent"} & slots.places.keys():
            slots.put("subject", self._of_main_clause(trigger))
        slots.put("subject", self._likewise(trigger), more="subject" in slots.places)
        if trigger.support == "give" and "from" in slots.places and {"to", "with", "object"}.isdisjoint(slots.places):
            slots.move("subject", "to")  # "had no answer from the GP"
        if self._is_mutual(trigger, slots):
            slots.move("subject", "between")
        if trigger.passive and trigger.frame.move == "with" and len(slots.places.get("agent", ())) > 1:
            slots.move("agent", "between")  # "was discussed by the GP and the school"
        return slots

    def _shares_agent(self, start: int) -> bool:
        """Whether a passive has its agent after another that is joined to it: "was rung twice and once emailed by the school"."""
        for i in range(start, min(len(self.tokens), start + 12)):
            if i in self.at or self._subordinates(i):
                return False
            if self.tokens[i].lower in ("and", "but"):
                return self._verb_from(i + 1) is not None
        return False

    def _relative_partner(self, slots: Slots, subject: Mention) -> None:
        """To or from whom a relative clause says that its subject did something: "the GP, to whom the hospital had written"."""
        i = self._before_modifiers(subject)
        if i > 0 and self.tokens[i].lower in ("whom", "which") and self.tokens[i - 1].lower in ("to", "from", "with"):
            slots.put(self.tokens[i - 1].lower, self._antecedent(i - 1))

    def _before_noun(self, slots: Slots, trigger: Trigger) -> None:
        """Who stands between a verb and its noun: "made the GP a referral", "sought from the school its advice"."""
        if trigger.frame.pos == "noun" and trigger.head < trigger.first:
            between = [m for m in self.mentions if trigger.head < m.first and m.last <= trigger.first]
            slots.put("object", [m for m in between if not m.possessive and not self.preposition(m)])
            for mention in between:
                if self.preposition(mention) in ("to", "from", "with"):
                    slots.put(self.preposition(mention), self._list(mention))

    def _sources(self, group: int) -> list[Mention]:
        """From whom a thing comes that is the subject: "the letter from the school to the GP was copied"."""
        sources: list[Mention] = []
        for mention in reversed(self.mentions):
            if mention.last > group:
                continue
            if any(self._is_verb(i) or self._subordinates(i) for i in range(mention.last, group)):
                break
            if self.preposition(mention) != "by" and self._is_source(mention):
                sources.append(mention)
        return sources

    def _is_source(self, mention: Mention) -> bool:
        """Whether a mention tells where the thing before it comes from."""
        governor, i = self.preposition(mention), self._before_modifiers(mention)
        said = governor == "of" and i > 0 and self.tokens[i - 1].lower in GRAMMAR["asked-of"]  # "the opinion of the GP"
        return said or governor in ("from", "by") or (mention.possessive and not governor)  # not "information about the mother's"

    def _is_mutual(self, trigger: Trigger, slots: Slots) -> bool:
        """Whether a predicate is of its subjects with each other, in so many words or because no partner is named ("the GP and
        the midwife did not speak")."""
        subject = slots.places.get("subject", [])
        plural = any(m.type == "multi-agency" or self.tokens[m.first - 1].lower in ("two", "both") for m in subject)
        several = (len(subject) > 1 or plural) and not trigger.passive
        partners = [m for p in ("to", "with", "object", "patient", "next") for m in slots.places.get(p, ())]
        topics = slots.places.get("object", ()) if trigger.word in GRAMMAR["topical"] else ()  # "discussed the family"
        alone = all(m.kind == "family" and m in topics for m in partners)
        if several and alone and trigger.word.split()[0] in GRAMMAR["mutual"]:
            return True
        words = [t.lower for t in self.tokens[trigger.last : trigger.last + 8]]
        pairs = list(pairwise(words))
        return ("each", "other") in pairs or ("one", "another") in pairs

    def _of_main_clause(self, trigger: Trigger) -> list[Mention]:
        """The subject of the clause that a fronted one leads in to: "Without telling the GP, the school closed the file", "On
        being told by the GP, the school rang", "When asked by the GP, the school said"."""
        opening = self.tokens[0].lower
        bare = trigger.form == "reduced" or self.tokens[trigger.group].lower.endswith("ing")
        fronted = opening in GRAMMAR["prepositions"] or opening in ("rather", "instead", "not") or opening.endswith("ing")
        fronted = fronted or (bare and opening in GRAMMAR["subordinators"])
        own = (  # "following a discussion with the GP, the nurse", "in her letter to the GP, the nurse"
            trigger.frame.move == "with" and self._word_at(trigger.last) == "with"
        ) or self.tokens[trigger.first - 1].lower in ("her", "his", "its", "their")
        is_noun = trigger.frame.pos == "noun" and not trigger.support and not own
        if is_noun or (trigger.passive and not bare) or trigger.group > 4 or not fronted:
            return []
        for mention in self.mentions:
            i = self._before_modifiers(mention)
            if (
                i >= trigger.last
                and self._ends_phrase(i)
                and self._acts(mention)
                and not (mention.possessive or self.is_governed(mention))
            ):
                return self._list(mention)
        return []

    def _is_asked_of(self, mention: Mention) -> bool:
        """Whether a mention is whose view or advice the words before it speak of: "the views of the school were not sought"."""
        i = self._before_modifiers(mention)
        return i > 0 and self.tokens[i].lower == "of" and self.tokens[i - 1].lower in GRAMMAR["asked-of"]

    def _around_noun(self, slots: Slots, trigger: Trigger) -> int:
        """Whose a noun is, and who made it in a relative clause ("the call which the school made to the MASH"); the token from
        which its partners may follow."""
        owner = self.at.get(trigger.first - 1)
        if owner is not None and owner.kind != "pronoun":
            place = self._modified_by(owner, trigger)
            if place != "owner" and owner in slots.places.get("subject", ()):
                del slots.places["subject"]
            slots.put(place, self._list(owner))
        else:
            for j in range(trigger.first - 1, max(-1, trigger.first - 5), -1):
                inside = self.at.get(j)
                if inside is not None:
                    if inside.possessive and inside.is_agency:
                        slots.put("owner", [inside])
                    break
                if self.tokens[j].text in ",.;:" or self.tokens[j].lower in GRAMMAR["prepositions"]:
                    break
        if (trigger.support and not trigger.passive) or (
            trigger.first and self.tokens[trigger.first - 1].lower in GRAMMAR["auxiliaries"]
        ):
            return trigger.last
        if trigger.last in self.insertions:  # "the referral, which was made by the school, was"
            end = self.insertions[trigger.last]
            received = any(frames.support().get(self.tokens[i].lower) == "receive" for i in range(trigger.last, end))
            slots.put("to" if received else "owner", self._agent(trigger.last, end))
        for i in range(trigger.last, min(len(self.tokens), trigger.last + 7)):
            if self.tokens[i].lower in ("which", "that") or i in self.at:
                first = i + (self.tokens[i].lower in ("which", "that"))
                while first < len(self.tokens) and first not in self.at and self.tokens[first].lower in GRAMMAR["determiners"]:
                    first += 1
                maker = self.at.get(first)
                if maker is None or maker.first != first or self.is_governed(maker):
                    return trigger.last
                makers = self._list(maker)
                verb = self._verb_from(makers[-1].last)
                if verb is None:
                    return trigger.last
                word = self.tokens[verb].lower
                if frames.support().get(word) == "receive":
                    slots.put("to", makers)
                elif word in frames.support() or word in frames.verbs():
                    slots.put("owner", makers)
                return verb + 1
            if self.tokens[i].text in ";:" or self.tokens[i].lower in GRAMMAR["phrase-ends"] or self._is_verb(i):
                break
            if self.tokens[i].text == "." and not self._in_number(i):
                break
        return trigger.last

    @staticmethod
    def _modified_by(owner: Mention, trigger: Trigger) -> str:
        """The place of a service whose name stands before a noun: a "MARAC referral" goes there, "police checks" are made with
        the police, a "police letter" is theirs."""
        if owner.possessive:
            return "owner"
        if trigger.frame.move == "refer" and owner.type in frames.referred_to():
            return "to"
        return "of" if trigger.frame.id == "consultation" and trigger.word == "check" else "owner"

    def _is_given(self, trigger: Trigger) -> bool:
        """Whether the subject of a passive is who gets the thing: "the GP was sent the letter", "was given no account"."""
        if trigger.frame.pos == "noun":
            be = any(t.lower in GRAMMAR["be"] for t in self.tokens[trigger.group : trigger.head])
            return trigger.support == "give" and not trigger.passive and be and trigger.head < trigger.first
        if not (trigger.passive and trigger.frame.move == "pass" and trigger.form != "reduced"):
            return False
        lower = self.tokens[trigger.last].lower if trigger.last < len(self.tokens) else "."
        return lower in GRAMMAR["articles"] or lower in ("any", "no", "some", "nothing", "details", "information", "copies")

    def _from_the_clause_before(self, slots: Slots, trigger: Trigger) -> None:
        """A conversation goes on: "rang the GP, who said", "rang the GP and was told"."""
        move = trigger.frame.move
        if trigger.passive and move == "answer":  # "was made by the school and was acknowledged by the GP"
            slots.put("to", next((a for v in self._chain(trigger.group) if (a := self._agent(v, trigger.group))), []))
        elif trigger.passive and not {"agent", "from"} & slots.places.keys():
            if move == "tell" and "antecedent" in slots.places:
                slots.put("agent", self._other_party(slots.places["antecedent"][0], trigger.group))
                return
            if move == "tell" and (asked := self._was_rung(slots.places.get("subject", []))):
                slots.put("agent", asked)
                return
            for told in self._chain(trigger.group):
                partner = self._partner(told, trigger.group) if move == "tell" else self._agent(told, trigger.group)
                if partner:
                    slots.put("agent", partner)
                    break
        elif (
            move in ("answer", "pass")
            and not trigger.passive
            and not {"to", "with", "object", "antecedent"} & slots.places.keys()
        ):
            called = next(self._chain(trigger.group), None)
            moves = {f.move for f, _, _ in frames.verbs().get(self.tokens[called].lower, ())} if called is not None else set()
            if called is not None and moves & {"contact", "with", "ask"}:  # "was rung by the GP and said"
                slots.put("to", self._agent(called, trigger.group) or self._partner(called, trigger.group))
            slots.put("to", self._asking(trigger.group))
        elif not trigger.passive and move in ("tell", "answer", "pass") and "antecedent" in slots.places:
            place = "object" if move == "tell" else "to"
            if any(m.kind != "pronoun" for p in ("object", "to", "with") for m in slots.places.get(p, [])):
                return
            antecedent = slots.places["antecedent"][0]
            verb = self._verb_before(antecedent.first)
            acts = self.preposition(antecedent) == "by"  # "was rung by the GP, who said", but not "was seen by"
            if verb is not None and acts and self.tokens[verb].lower not in frames.verbs():
                return
            if verb is not None and self.is_governed(self._list(antecedent)[0]):
                subject, how = self._of_verb(self._group_start(verb))
                if how in ("plain", "antecedent") and subject != [antecedent]:
                    slots.places.pop("object", None)
                    slots.put(place, subject)

    def _was_rung(self, told: Sequence[Mention]) -> list[Mention]:
        """Who was rung by somebody who was then told: "when the nurse contacted the surgery she was told"."""
        if not told or told[0].kind != "pronoun" or not self._subordinates(0):
            return []
        verb = self._verb_before(told[0].first)
        moves = {f.move for f, _, _ in frames.verbs().get(self.tokens[verb].lower, ())} if verb is not None else set()
        return self._partner(verb, told[0].first) if verb is not None and moves & {"contact", "with", "ask"} else []

    def _asking(self, group: int) -> list[Mention]:
        """Whose request is answered: "in response to a request from the GP, the school confirmed"."""
        for mention in self.mentions:
            if mention.last > group:
                break
            i = self._before_modifiers(mention)
            if self.preposition(mention) in ("from", "of", "by") and i and self.tokens[i - 1].lower in GRAMMAR["asked-of"]:
                return self._list(mention)
        return []

    def _other_party(self, antecedent: Mention, end: int) -> list[Mention]:
        """With whom somebody deals who is told something in a relative clause: "rang the GP, who was told", "contact was made
        with the GP by the nurse, who was told"."""
        verb = self._verb_before(antecedent.first)
        if verb is None or not self.is_governed(self._list(antecedent)[0]):
            return []
        if self.preposition(antecedent) == "by":
            return self._partner(verb, antecedent.first)
        subject, how = self._of_verb(self._group_start(verb))
        found = self._agent(verb, end) or (subject if how in ("plain", "antecedent") else [])
        return found if antecedent not in found else []

    def _verb_before(self, i: int) -> int | None:
        """The nearest verb before a token, outside of insertions."""
        i -= 1
        while i >= 0:
            i = self.skip_back(i)
            if i >= 0 and self._is_verb(i):
                return i
            i -= 1
        return None

    def _chain(self, group: int, depth: int = 4) -> Iterator[int]:
        """The verbs with which the verb group that starts at a token is coordinated, the nearest first."""
        i = self._bare(group)
        verb = next(self._shared(i), None) if i is not None and depth else None
        if verb is not None:
            yield verb
            yield from self._chain(self._group_start(verb), depth - 1)

    def _partner(self, verb: int, end: int) -> list[Mention]:
        """The object of a verb, or whom it is done to or with, before token ``end``; rather a service than the family."""
        partners = [
            m
            for m in self.mentions
            if verb < m.first
            and m.last <= end
            and m.kind in ("agency", "family")
            and (self.preposition(m) in ("to", "with", "from") or self.is_object(m))
        ]
        chosen = next((m for m in partners if m.is_agency), partners[0] if partners else None)
        return self._list(chosen) if chosen else []

    def _agent(self, verb: int, end: int) -> list[Mention]:
        """By whom something is done, before token ``end``: "was sent by the ward to the GP and copied to the school"."""
        agent = next((m for m in self.mentions if verb < m.first and m.last <= end and self.preposition(m) == "by"), None)
        return self._list(agent) if agent else []

    def _likewise(self, trigger: Trigger) -> list[Mention]:
        """Who did the same: "informed the GP, as did the health visitor", "was not asked, nor was the school"."""
        for i in range(trigger.last, min(len(self.tokens) - 2, trigger.last + 25)):
            if self.tokens[i].text == "." or (self.tokens[i].text == ";" and self.tokens[i + 1].lower not in ("nor", "neither")):
                break
            if self.tokens[i].lower in ("as", "nor", "so", "neither") and self.tokens[i + 1].lower in GRAMMAR["finite"]:
                j = i + 2
                while j < len(self.tokens) and j not in self.at and self.tokens[j].lower in GRAMMAR["determiners"]:
                    j += 1
                mention = self.at.get(j)
                if mention is None or mention.kind == "pronoun":
                    return []
                group = self._list(mention)
                return group if self._verb_from(group[-1].last) is None else []
        return []

    def _patient(self, trigger: Trigger) -> Mention | None:
        """The object of the verb that an infinitive hangs on: "telephoned the GP to make a referral"."""
        for mention in reversed(self.mentions):
            if mention.last <= trigger.group and trigger.group - mention.last <= 6:
                between = [t.lower for t in self.tokens[mention.last : trigger.group]]
                if any(w in GRAMMAR["subordinators"] or w in (",", "and", "but") for w in between):
                    return None
                is_object = self.is_governed(mention) and self.preposition(mention) != "by"
                return mention if is_object and (mention.kind != "pronoun" or self._controls(mention)) else None
        return None

    def _controls(self, patient: Mention) -> bool:
        """Whether the words before a mention make it the one to act: "asked the GP to", "failure on the part of the GP to"."""
        before = [t.lower for t in self.tokens[max(0, patient.first - 4) : patient.first]]
        return any(w in GRAMMAR["control"] for w in before)

    # -- the words between ---------------------------------------------------------------------------------------------------

    def _fixed_phrases(self) -> set[int]:
        """Tokens of phrases with a preposition that governs nothing: "the on call doctor", "in writing"."""
        fixed: set[int] = set()
        for i, token in enumerate(self.tokens):
            for phrase in _FIXED.get(token.lower, ()):
                if [t.lower for t in self.tokens[i : i + len(phrase)]] == phrase:
                    fixed.update(range(i, i + len(phrase)))
        return fixed

    def _inserted(self) -> Iterator[tuple[int, int]]:
        """Token ranges of ", who ... ," and "( ... )": skipped when the places of what stands around them are looked for. A
        relative clause that a verb follows is none where its main clause has its verb already: "rang the GP, who saw him,
        wrote to the school and told the police" goes on about the GP."""
        open_at: int | None = None
        has_verb = relative = False
        for i, token in enumerate(self.tokens):
            if token.text == "(":
                close = next((j for j in range(i + 1, min(len(self.tokens), i + 40)) if self.tokens[j].text == ")"), None)
                if close:
                    yield i, close + 1
            elif token.text in (",", "–", "—", "-"):
                if open_at is not None and i > open_at + 1:
                    joins = self.tokens[open_at + 1].lower == "but"  # "received, but did not act on, a referral"
                    if joins and self.tokens[i - 1].lower not in GRAMMAR["prepositions"]:
                        pass
                    elif not (relative and has_verb and i + 1 < len(self.tokens) and self._is_verb(i + 1)):
                        yield open_at, i + 1
                    open_at = None
                words = [t.lower for t in self.tokens[i + 1 : i + 3]]
                doing = (
                    len(words) > 1 and words[0] in GRAMMAR["prepositions"] and words[1].endswith("ing")
                )  # ", on hearing of it,"
                if words and (
                    doing or words[0] == "but" or words[0] in GRAMMAR["insertions"] or words[-1] in ("whom", "which", "whose")
                ):
                    open_at, relative = i, words[0] in GRAMMAR["relatives"] or words[-1] in GRAMMAR["relatives"]
            elif token.text == ";":
                open_at, has_verb = None, False
            elif open_at is None and not has_verb:
                has_verb = self._is_verb(i)

    def skip_back(self, i: int) -> int:
        """If token ``i`` ends an inserted clause, the token before that clause; else ``i``."""
        return self._before.get(i, i)

    @abstractmethod
    def _group_start(self, head: int) -> int:
        """The first token of the verb group of a verb."""

    @abstractmethod
    def _nominal(self, i: int) -> bool:
        """Whether a word that may be verb or noun is a noun."""

    @abstractmethod
    def _attributive(self, i: int) -> bool:
        """Whether a participle or gerund qualifies the noun after it."""

    def _is_verb(self, i: int, gerund: bool = False) -> bool:
        """Whether a token is a verb form that opens a predicate, no noun and no adjective."""
        lower = self.tokens[i].lower
        if i in self.at:
            return False
        if lower in GRAMMAR["finite"]:
            return True
        if not self._is_verbal(lower) or (lower.endswith("ing") and not gerund):
            return False
        before = self.tokens[i - 1].lower if i else ""
        if before in GRAMMAR["articles"] or (before in GRAMMAR["prepositions"] and before != "to" and not lower.endswith("ing")):
            return False
        inside = self.at.get(i - 1)
        return not (inside is not None and inside.possessive) and not self._nominal(i) and not self._attributive(i)

    @staticmethod
    def _is_verbal(lower: str) -> bool:
        return (
            lower in frames.verbs()
            or lower in frames.support()
            or lower in GRAMMAR["verbs"]
            or (lower.endswith("ed") and lower not in GRAMMAR["participles"])
        )

    def _verb_from(self, i: int) -> int | None:
        """The verb that stands at token ``i`` or after the auxiliaries there."""
        while i < len(self.tokens):
            i = self.insertions.get(i, i)
            if i >= len(self.tokens):
                return None
            lower = self.tokens[i].lower
            if self._is_verbal(lower) and i not in self.at:
                return i
            if lower not in GRAMMAR["auxiliaries"] and not lower.endswith("ly"):
                return None
            i += 1
        return None

    def is_governed(self, mention: Mention) -> bool:
        """Whether a mention is the object of a verb or a preposition, so no subject."""
        return self.preposition(mention) not in ("", "than") or self.is_object(mention)

    def preposition(self, mention: Mention) -> str:
        """The preposition that governs a mention, through its determiners and adjectives."""
        i = self._before_modifiers(mention)
        lower = self.tokens[i].lower if i >= 0 else ""
        if lower not in GRAMMAR["prepositions"] or i in self.at:
            return ""
        return "" if lower in GRAMMAR["clause-prepositions"] and self._acts(mention) else lower

    def is_object(self, mention: Mention) -> bool:
        """Whether a mention follows a verb as its object: "referred the family", "told her"."""
        if mention.kind == "pronoun":
            return mention.text.lower() in GRAMMAR["object-pronouns"]
        i = self._before_modifiers(mention)
        if i < 0 or i in self.at or not self.tokens[i].is_word:
            return False
        if self.tokens[i].lower == "had" and (i == 0 or self.tokens[i - 1].text in ",;"):
            return False  # "Had the GP been told"
        if self.tokens[i - 1].lower in GRAMMAR["be"] and self._acts(mention):
            return False  # "had it been held the GP would"
        return self.tokens[i].lower not in GRAMMAR["operators"] and self._is_verb(i, gerund=True)

    def _before_modifiers(self, mention: Mention) -> int:
        """The token before the noun phrase of a mention. Before an article any adjective may stand, without one only what
        looks like an adjective: "to the newly built school", but "in this case GP1". A pronoun has none."""
        if mention.kind == "pronoun":
            return mention.first - 1
        i, loose, article = mention.first - 1, -1, False
        while i >= 0 and i > mention.first - 7:
            token = self.tokens[i]
            lower = token.lower
            if lower in GRAMMAR["subordinators"]:
                break
            if lower in GRAMMAR["articles"]:
                article = True
            elif i in self._fixed or lower in GRAMMAR["determiners"]:
                pass
            elif (
                lower in GRAMMAR["prepositions"]
                or lower in GRAMMAR["connectives"]
                or not token.is_word
                or i in self.at
                or article
            ):
                break
            elif lower.endswith(_ADJECTIVE) or (token.text[0].isupper() and lower not in GRAMMAR["calendar"]):
                pass
            elif lower in GRAMMAR["auxiliaries"] or (self._is_verbal(lower) and not self._is_participle(i)):
                break
            elif not self._is_participle(i) and self.tokens[mention.first].text[0].isupper():
                return i  # "in this case the"
            elif loose < 0:
                loose = i
            i -= 1
        return i if article or loose < 0 else loose

    def _is_participle(self, i: int) -> bool:
        """Whether a form in -ed stands before a noun: "the newly appointed nurse"."""
        before = self.tokens[i - 1].lower if i else ""
        return self.tokens[i].lower.endswith("ed") and (before in GRAMMAR["articles"] or before.endswith("ly"))

    def _list(self, mention: Mention) -> list[Mention]:
        """A mention with those coordinated with it: "the GP, the health visitor and school"."""
        index = self.mentions.index(mention)
        group, joined = [mention], False
        for step in (1, -1):
            k, current = index + step, mention
            while 0 <= k < len(self.mentions):
                other = self.mentions[k]
                low, high = (current, other) if step == 1 else (other, current)
                if other.first in self._inside:
                    k += step
                    continue
                first = self.insertions.get(low.last, low.last)
                unlike = [kind for kind in ("family", "nobody", "pronoun") if (other.kind == kind) != (mention.kind == kind)]
                if unlike and (unlike != ["family"] or step == -1 or self._acts(other)):
                    break  # but "told the family and the school"
                words = self._joining(low, first, high)
                if words is None or (step == 1 and self._acts(other) and self.is_governed(mention) and self._has_verb(mention)):
                    break  # "was unknown to the school, and the GP was told"
                joined = joined or any(w in GRAMMAR["connectives"] and w != "," for w in words)
                group.append(other) if step == 1 else group.insert(0, other)
                current = other
                k += step
        return group if joined else [mention]  # commas alone may part clauses

    def _has_verb(self, mention: Mention) -> bool:
        """Whether a clause has its verb before a mention, so that another that follows opens a clause: not "checks made by the
        nurse with the GP and the police showed"."""
        return any(self._is_verb(i) and self._word_at(i + 1) != "by" for i in range(mention.first))

    def _word_at(self, i: int) -> str:
        return self.tokens[i].lower if i < len(self.tokens) else ""

    def _joining(self, low: Mention, first: int, high: Mention) -> list[str] | None:
        """The words from token ``first`` that join a mention to the one before it, or None if they do not."""
        if not 0 < high.first - first <= 6:
            return None
        words = [t.lower for t in self.tokens[first : high.first]]
        for n in range(len(words) - 1, 0, -1):
            if words[n] in GRAMMAR["whose-people"] and words[n - 1] in GRAMMAR["people"]:
                words[n - 1 : n + 1] = ["a", "a"]  # "the GP and a worker from the school"
        joint = next((n for n, w in enumerate(words) if w in GRAMMAR["connectives"]), None)
        fixed = {words[n] for n in range(len(words)) if first + n in self._fixed}
        if joint is None or any(w not in GRAMMAR["determiners"] and w not in fixed for w in words[:joint]):
            return None
        if first != low.last and not any(w in GRAMMAR["connectives"] and w != "," for w in words):
            return None
        again = [w for n, w in enumerate(words) if w in GRAMMAR["prepositions"] and first + n not in self._fixed]
        if again and again != [self.preposition(low)]:
            return None  # "by the school, either to the nurse or to"
        plain = [w in _JOINING or w.endswith("ly") for w in words]  # "the GP and, belatedly, the school"
        last = next((n for n in range(joint, len(words)) if not plain[n]), len(words))  # from here only modifiers
        return words if last == len(words) or self._before_modifiers(high) < first + last else None

    @cached_property
    def _inside(self) -> set[int]:
        """The tokens of inserted clauses."""
        return {i for first, after in self.insertions.items() for i in range(first, after)}

    # -- after a predicate ---------------------------------------------------------------------------------------------------

    def _after(self, slots: Slots, start: int, trigger: Trigger) -> None:
        """Objects and prepositional partners after a predicate, up to the next clause."""
        limit = min(len(self.tokens), start + _REACH)
        preposition, distance, crossed, governed = "object", 0, False, False
        unnamed = ""  # the place of a person whose service follows: "anyone at the school"
        repeated = False
        opens, inside = next(((k, end) for k, end in self.insertions.items() if k < trigger.first < end), (0, limit))
        joins = self._word_at(opens + 1) == "but"  # "received, but did not act on, a referral"
        i = start
        while i < limit:
            token, mention = self.tokens[i], self.at.get(i)
            lower = token.lower
            if token.text in ";!?|" or (token.text == "." and not self._in_number(i)):
                break
            if i in self.insertions and not self._names_services(i):
                i = self.insertions[i]
                continue
            if i == inside:
                crossed = crossed or not joins
            if mention is not None and mention.first != i:
                i = mention.last
                continue
            if mention is not None and mention.kind == "pronoun" and lower in GRAMMAR["subject-pronouns"]:
                if not (lower == "which" and trigger.frame.pos == "noun" and not crossed):  # "the letter which was sent to"
                    crossed = True
                preposition = "next"
                i += 1
                continue
            if mention is not None and mention.possessive and mention.kind == "family" and mention.last not in self.at:
                i = mention.last  # "prior to Child R's death"
                continue
            if lower == "neither" and self.tokens[min(i + 1, limit - 1)].lower not in ("of", "to", "with"):
                i += 1  # "told neither the school nor the GP"
                continue
            if mention is not None and mention.kind == "nobody" and self._stands_for_service(mention.last):
                unnamed = preposition if distance <= 4 else ""
                i = mention.last
                continue
            if mention is not None:
                if self._acts(mention) and self.tokens[self._before_modifiers(mention)].lower in GRAMMAR["connectives"]:
                    crossed, preposition = True, "next"  # "was called to the flat, and the nurse told"
                elif preposition == "object" and trigger.frame.move in ("pass", "answer") and self._is_finite(mention.last):
                    crossed, preposition = True, "next"  # "reported the child had been hurt"
                name = preposition
                if crossed:
                    name = preposition + "-far" if preposition in ("to", "from", "with", "by", "between") else "next"
                if name == "object" and (governed or distance > 4):
                    name = "next"
                if mention.kind == "pronoun" and lower != "it" and lower not in GRAMMAR["object-pronouns"] and name == "next":
                    i = mention.last
                    continue
                group = self._specific(self._list(mention))
                if name in ("between", "among", "amongst", "across", "within"):
                    name, group = "between", self._between(i)
                name = {"by": "agent", "by-far": "agent-far"}.get(name, name)
                slots.put(name, [m for m in group if m.first >= start], more=repeated)
                i = max(group[-1].last, mention.last)
                preposition, distance, governed, repeated = "next", 0, True, False
                continue
            if (
                lower == "to"
                and i != trigger.last  # "known to the school"
                and self.tokens[i - 1].lower in GRAMMAR["not-recipient"] - set(trigger.word.split())
            ):
                preposition, distance = "in", 0
            elif i in self._fixed or (i == trigger.last and lower in GRAMMAR["adverbial-particles"] & set(trigger.word.split())):
                pass
            elif lower == "that" and i == trigger.last and trigger.frame.move == "summon" and self._names_service(i + 1):
                pass  # "requested that the school arrange"
            elif self._opens_clause(i, trigger, limit):
                crossed = True
                preposition, unnamed, repeated = "next", "", False
            elif unnamed and lower in ("of", "at", "in", "from", "for", "within"):
                preposition, unnamed, distance = unnamed, "", 0
            elif lower in GRAMMAR["people"] and preposition in ("object", "to", "with", "by", "from"):
                unnamed = preposition
            elif lower in GRAMMAR["prepositions"]:
                place = "agent" if lower == "by" else lower
                joined = self.tokens[i - 1].text == ":" or self.tokens[i - 1].lower in GRAMMAR["connectives"]
                repeated = not crossed and (joined or self._goes_on(i)) and place in slots.places
                inbox = lower == "on" and i + 2 < limit and any(self.at[k].possessive for k in (i + 1, i + 2) if k in self.at)
                meant = (lower == "for" or inbox) and not {self.tokens[i - 1].lower, self.tokens[trigger.head].lower}.isdisjoint(
                    GRAMMAR["meant"]
                )
                asked_for = self.tokens[trigger.first if trigger.passive else i - 1].lower
                asked = lower == "of" and asked_for in GRAMMAR["asked-of"]
                if (
                    asked
                    and trigger.frame.move in ("ask", "receive", "with", "refer")
                    and (trigger.support or trigger.frame.pos == "verb")
                ):
                    lower = "from" if trigger.frame.pos == "verb" else "with"  # "sought the views of", "made no enquiry of"
                meant = meant or (lower == "for" and i == trigger.last and self._is_referred_for(i, trigger))
                preposition = "to" if meant else "in" if lower in GRAMMAR["circumstance"] else lower
                distance, governed, unnamed = 0, True, ""
            else:
                distance += 1
                if distance > 9 or (distance > 5 and preposition == "object"):
                    preposition = "next"
            i += 1

    def _goes_on(self, i: int) -> bool:
        """Whether a preposition repeats one before an "and" and an adverb or a number: "and subsequently with", "and a second
        from"."""
        for j in range(i - 1, max(0, i - 6), -1):
            lower = self.tokens[j].lower
            if lower in GRAMMAR["connectives"]:
                return True
            passed = lower in GRAMMAR["determiners"] or lower in GRAMMAR["auxiliaries"] or lower.endswith("ly")
            if j in self.at or not (passed or lower in GRAMMAR["times"] or lower in GRAMMAR["circumstance"]):
                return False
        return False

    def _in_number(self, i: int) -> bool:
        """Whether a full stop stands within a number or a date."""
        return (
            0 < i < len(self.tokens) - 1
            and self.tokens[i + 1].text[0].isdigit()
            and self.tokens[i + 1].start == self.tokens[i].end
        )

    def _opens_clause(self, i: int, trigger: Trigger, limit: int) -> bool:
        """Whether a new clause starts at a token after a predicate."""
        lower = self.tokens[i].lower
        following = self.tokens[i + 1].lower if i + 1 < limit else ""
        if lower == ":":
            return following not in GRAMMAR["prepositions"]  # "four times: by the school, by the GP"
        if trigger.frame.pos == "noun" and i > max(trigger.head, trigger.last) and self._is_verb(i) and self._ends_phrase(i - 1):
            return True  # "on the advice of the GP, referred"
        if self._subordinates(i):
            return not (lower == "that" and trigger.frame.pos == "noun" and i == trigger.last)
        if lower in GRAMMAR["finite"]:
            return i > trigger.head and not (trigger.frame.pos == "noun" and self.tokens[i - 1].lower in ("which", "that"))
        if lower == "to":
            return i + 1 < limit and (following in GRAMMAR["infinitives"] or self._is_verb(i + 1))
        if lower in ("and", "but", "or"):
            j = i + 1
            while j < limit and self.tokens[j].lower in GRAMMAR["auxiliaries"] - {"to"}:
                j += 1
            again = j < limit and self.tokens[j].lower in GRAMMAR["prepositions"]  # "and subsequently with"
            return i + 1 < limit and ((j > i + 1 and not again) or self._is_verb(i + 1, gerund=True))
        return lower.endswith("ing") and self._is_verb(i, gerund=True) and i > trigger.last

    def _ends_phrase(self, i: int) -> bool:
        """Whether a comma or the name of somebody, who may act in what follows, ends at token ``i``."""
        return (self.tokens[i].text == "," and i not in self._before) or (i in self.at and self.at[i].kind != "pronoun")

    def _is_referred_for(self, i: int, trigger: Trigger) -> bool:
        """Whether "for" right after a referral leads to the service that it goes to: "a referral for family support"."""
        following = self.at.get(i + 1)
        return trigger.frame.pos == "noun" and trigger.frame.id == "referral" and following is not None and following.is_agency

    def _names_service(self, i: int) -> bool:
        """Whether a service is named at a token or after the article there."""
        mention = self.at.get(i + (i < len(self.tokens) and self.tokens[i].lower in GRAMMAR["articles"]))
        return mention is not None and mention.is_agency

    def _stands_for_service(self, i: int) -> bool:
        """Whether a service follows whose people an indefinite word means: "no one at the school", "none of the agencies"."""
        if i >= len(self.tokens) or self.tokens[i].lower not in GRAMMAR["whose-people"]:
            return False
        following = next((m for m in self.mentions if m.first > i), None)
        return following is not None and following.is_agency and following.first - i <= 4

    def _names_services(self, first: int) -> bool:
        """Whether brackets name services and say nothing else."""
        inside = range(first, self.insertions[first])
        return (
            self.tokens[first].text == "("
            and any(i in self.at and self.at[i].is_agency for i in inside)
            and not any(self._is_verb(i) for i in inside)
        )

    def _specific(self, group: list[Mention]) -> list[Mention]:
        """The services that a general partner is said to include: "other agencies such as the GP"."""
        last = group[-1]
        if last.type not in ("multi-agency", "health"):
            return group
        if last.last in self.insertions and self._names_services(last.last):
            return self._in_brackets(last.last) or group
        words = [t.lower for t in self.tokens[last.last : last.last + 5] if t.text not in ",(–-:"]
        if words[:2] in (["such", "as"], ["for", "example"], ["for", "instance"]) or words[:1] in (
            ["including"],
            ["namely"],
            ["eg"],
            ["e"],
        ):
            following = next((m for m in self.mentions if m.first >= last.last and m.first - last.last <= 7), None)
            if following is not None and following.is_agency:
                return self._list(following)
        return group

    def _in_brackets(self, start: int) -> list[Mention]:
        """The services listed in brackets after a word of liaison: "good liaison over the birth (GP, midwife, hospital)"."""
        opening = next((i for i in range(start, len(self.tokens)) if self.tokens[i].text == "("), None)
        if opening is None:
            return []
        closing = next((i for i in range(opening, len(self.tokens)) if self.tokens[i].text == ")"), opening)
        listed = [m for m in self.mentions if opening < m.first and m.last <= closing]
        return listed if len(listed) > 1 and all(m.is_agency for m in listed) else []

    def _between(self, i: int) -> list[Mention]:
        """All partners of "between A, B and C"; "between agencies" is one generic partner."""
        first = self.at[i]
        group = self._specific(self._list(first))
        if len(group) == 1:
            after = [m for m in self.mentions if m.first >= first.last and m.first - first.last <= 8 and m.is_agency]
            for other in after[:1]:
                words = [t.lower for t in self.tokens[first.last : other.first]]
                if "and" in words or "/" in words:
                    group = list(dict.fromkeys([first, *self._list(other)]))
        return group

    # -- before a predicate --------------------------------------------------------------------------------------------------

    def _subject(self, trigger: Trigger) -> tuple[list[Mention], str]:
        """Who acts, and how it was found: "plain", "antecedent", "inner" (across another clause) or "pp" (none but one that is
        governed)."""
        inside = [m for m in self.mentions if trigger.first < m.first and m.last == trigger.head]
        if inside and trigger.frame.pos == "verb":
            return inside, "plain"  # "at neither meeting was the school present"
        finite = trigger.form in ("finite", "bare", "adjective") or (trigger.passive and trigger.form != "reduced")
        if finite and (trigger.frame.pos != "noun" or trigger.head < trigger.first):
            return self._of_verb(trigger.group)
        start = trigger.first if trigger.frame.pos == "noun" and not trigger.support else trigger.group
        return self._nearest(start, infinitive=trigger.form == "infinitive", noun=trigger.frame.pos == "noun")

    def _of_verb(self, group: int, depth: int = 4) -> tuple[list[Mention], str]:
        """The subject of the verb group that starts at a token; a coordinated verb shares that of the one before."""
        i = self._bare(group)
        for shared in self._shared(i) if i is not None and depth else ():
            subject, how = self._of_verb(self._group_start(shared), depth - 1)
            if how in ("plain", "antecedent"):
                return subject, how
        return self._nearest(group)

    def _bare(self, group: int) -> int | None:
        """The coordinator or comma right before a verb group, if it has no subject of its own."""
        i = self.skip_back(group - 1)
        for j in range(i, max(0, i - 6), -1):
            if self._is_verb(j) or (j in self.at and self.at[j].is_agency and not self.at[j].possessive):
                break
            if self.tokens[j].lower in GRAMMAR["prepositions"] and self.tokens[j - 1].lower in ("and", "but", "then"):
                i = j - 1  # "and with her agreement referred"
                break
        return (
            i
            if i > 0 and (self.tokens[i].lower in GRAMMAR["connectives"] or self.tokens[i].lower in ("but", "then", ";"))
            else None
        )

    def _shared(self, i: int) -> Iterator[int]:
        """The verbs with which the one after the coordinator at token ``i`` may be coordinated, the nearest first. After a
        comma none of a clause that something opens within its own: "said that he was ill, and rang"."""
        loose = self.tokens[i].lower in (",", ";", "but") or (i > 0 and self.tokens[i - 1].text in ",;")
        j = i - 1
        while j >= 0:
            j = self._before.get(j, j)
            if j < 0 or self.tokens[j].text == "|" or (self.tokens[j].text == ";" and i - j > 1 and self.tokens[i].text != ";"):
                return
            if self._is_verb(j) and self.tokens[j - 1].lower != "to":
                opener = self._opener(j)
                if opener is None or not loose:
                    yield j
                if opener is None:
                    return
                j = opener
            j -= 1

    def _subordinates(self, i: int) -> bool:
        """Whether a word opens a subordinate clause, and is no determiner as in "that afternoon" or "in that position"."""
        if self.tokens[i].lower not in GRAMMAR["subordinators"]:
            return False
        before = self.tokens[i - 1].lower if i else ""
        following = self.tokens[i + 1].lower if i + 1 < len(self.tokens) else ""
        return self.tokens[i].lower != "that" or not (before in GRAMMAR["prepositions"] or following in GRAMMAR["times"])

    def _opener(self, verb: int) -> int | None:
        """The word that opens the clause of a verb within another; a relative clause after a comma goes on as its own."""
        for j in range(verb - 1, -1, -1):
            lower = self.tokens[j].lower
            if self.tokens[j].text in ",;" or (lower in ("and", "but") and self._verb_from(j + 1) is not None):
                return None
            if self._subordinates(j) or lower == "as":
                return j if lower not in GRAMMAR["relatives"] or self.tokens[j - 1].text != "," else None
        return None

    def _nearest(self, start: int, infinitive: bool = False, noun: bool = False) -> tuple[list[Mention], str]:
        """The nearest actor before a token that nothing governs. One behind a noun that is the subject itself, or behind a
        word that opens a clause, is of another clause."""
        i = start - 1
        fallback: list[Mention] = []
        crossed = not noun and not infinitive and self._has_own_noun(i)
        steps = 0
        while i >= 0 and steps < 60:
            jumped = self.skip_back(i)
            if jumped != i:
                i = jumped
                continue
            token, mention = self.tokens[i], self.at.get(i)
            steps += 1
            if token.text in ";|":
                break
            if mention is not None:
                lower = mention.text.lower()
                governor = self.preposition(mention)
                if mention.kind == "pronoun" and lower in ("who", "which"):
                    if antecedent := self._antecedent(mention.first):
                        return antecedent, "inner" if crossed else "antecedent"
                    crossed = crossed or lower == "which"
                elif mention.kind == "pronoun" and (lower in GRAMMAR["object-pronouns"] or mention.text in ("i", "we", "We")):
                    pass
                elif infinitive and lower == "it" and self._is_expletive(mention.first):
                    pass  # "thought it right to"
                elif mention.possessive and mention.last < start and mention.last not in self.at:
                    if start - mention.last <= 2 and (infinitive or self.tokens[start - 1].lower in GRAMMAR["people"]):
                        return [mention], "inner" if crossed else "plain"  # "the school's decision to", "the school's clerk"
                    fallback = fallback or [mention]
                elif infinitive and mention.last == start and (self._is_doer(mention) or self._has_done(mention)):
                    return self._list(mention), "inner" if crossed else "plain"  # "the failure of the school to"
                elif lower == "neither" and mention.first - 1 in self.at and self._is_verbal(self.tokens[mention.last].lower):
                    pass  # "the school neither rang nor wrote"
                elif mention.kind == "nobody" and fallback and fallback[0].is_agency and self._stands_for_service(mention.last):
                    return fallback, "inner" if crossed else "plain"  # "nobody from the school rang"
                elif mention.last == start and governor in ("from", "by") and self.tokens[start].lower.endswith("ing"):
                    return [mention], "inner" if crossed else "plain"  # "received a call from the school asking"
                elif mention.last == start and self.tokens[start].lower in ("having", "being"):
                    return self._list(mention), "inner" if crossed else "plain"  # "no record of the GP having told"
                elif governor in GRAMMAR["whose-people"] and self._is_of_people(mention):
                    return [mention], "inner" if crossed else "plain"
                elif self.is_object(mention):
                    fallback = fallback or self._list(mention)
                elif (
                    governor in ("", "than")
                    or mention.kind == "pronoun"
                    or (infinitive and governor == "for" and mention.last >= start - 1)
                ):
                    group = [m for m in self._list(mention) if m.last <= start or noun]
                    if group and self.is_governed(group[0]) and not self._has_verb(group[0]):
                        fallback = fallback or group  # "information from the GP and the school was not"
                        i = group[0].first - 1
                        continue
                    if group and self.is_governed(group[0]):
                        group = [mention]
                    return group or [mention], "inner" if crossed else "plain"
                else:
                    fallback = fallback or self._list(mention)
                i = mention.first - 1
                continue
            if token.lower == "whose" and (antecedent := self._antecedent(i)):
                return antecedent, "antecedent"  # "the school, whose staff told her"
            if self._subordinates(i):
                if token.lower == "that" and i + 1 == start and i - 1 in self.at:
                    return self._list(self.at[i - 1]), "inner" if crossed else "antecedent"  # "it was the GP that told"
                crossed = True
            i -= 1
        if not fallback and (row := self._row(start)):
            return row, "plain"
        return fallback, "pp"

    def _is_expletive(self, i: int) -> bool:
        """Whether "it" at token ``i`` is the object of a verb of judging: "thought it right to"."""
        before = self.tokens[i - 1].lower if i else ","
        closed = ("prepositions", "connectives", "subordinators", "operators", "before-letter")
        return before[0].isalpha() and i - 1 not in self.at and not any(before in GRAMMAR[words] for words in closed)

    def _has_own_noun(self, i: int) -> bool:
        """Whether the noun phrase that ends at token ``i`` names a thing that no preposition governs: "and a form was sent"."""
        words = 0
        while i >= 0 and words < 7:
            i = self.skip_back(i)
            token = self.tokens[i]
            lower = token.lower
            if i in self.at or not token.is_word or lower in GRAMMAR["connectives"] or lower in GRAMMAR["subordinators"]:
                return False
            if (
                lower in GRAMMAR["prepositions"]
                or lower in GRAMMAR["calendar"]
                or lower in GRAMMAR["times"]
                or token.text.isdigit()
            ):
                return False
            if lower in GRAMMAR["articles"] or lower == "no":
                before = self.tokens[i - 1].lower if i else ""
                joined = self.at.get(i - 2) if before in GRAMMAR["connectives"] else None
                if joined is not None and not self.is_governed(joined):
                    return False  # "neither the school nor the panel was told"
                return words > 0 and before not in GRAMMAR["prepositions"] and not (i and self._is_verbal(before))
            words += 1
            i -= 1
        return False

    def _is_of_people(self, mention: Mention) -> bool:
        """Whether a mention is the service of people that the text names no further: "a member of the team", "one of"."""
        i = self._before_modifiers(mention) - 1
        return (
            i >= 0
            and self.tokens[i].lower in GRAMMAR["people"]
            and not (i > 0 and self.tokens[i - 1].lower in GRAMMAR["prepositions"])
        )

    def _is_doer(self, mention: Mention) -> bool:
        """Whether what follows is done by a mention: "the failure of the school to"."""
        i = self._before_modifiers(mention)
        before = self.tokens[i - 1].lower if i > 0 else ""
        return (self.tokens[i].lower in ("of", "by") and before in GRAMMAR["deeds"]) or (
            self.tokens[i].lower == "to" and before in GRAMMAR["falls-to"]
        )

    def _has_done(self, mention: Mention) -> bool:
        """Whether what follows is what a mention tried or chose: "no attempt was made by the school to"."""
        i = self._before_modifiers(mention)
        return (
            i > 0
            and self.tokens[i].lower == "by"
            and self.tokens[i - 1].lower in frames.support()
            and any(t.lower in GRAMMAR["deeds"] for t in self.tokens[max(0, i - 7) : i - 1])
        )

    def _row(self, start: int) -> list[Mention]:
        """The service in a cell of its own before the cell of a token, whose entry the row is."""
        bars = [i for i in range(start) if self.tokens[i].text == "|"]
        for left, right in pairwise([-1, *bars]):
            mention = self.at.get(left + 1)
            if mention is not None and mention.is_agency and mention.last == right:
                return [mention]
        return []

    def _acts(self, mention: Mention) -> bool:
        """Whether a verb follows a mention, so that it is the subject that coordinated verbs share."""
        i = self.insertions.get(mention.last, mention.last)
        if i >= len(self.tokens):
            return False
        lower = self.tokens[i].lower
        return lower in GRAMMAR["auxiliaries"] or self._is_verbal(lower)

    def _is_finite(self, i: int) -> bool:
        """Whether a finite auxiliary stands at a token, so that what is before it is a subject."""
        return i < len(self.tokens) and self.tokens[i].lower in GRAMMAR["finite"]

    def _antecedent(self, i: int) -> list[Mention]:
        """The mention that a relative pronoun at token ``i`` stands for; "which" is none of the family: "news of his mother,
        which was not passed on"."""
        for mention in reversed(self.mentions):
            if mention.last <= i and mention.kind != "pronoun":
                if i - mention.last <= 3 and not (mention.kind == "family" and self.tokens[i].lower == "which"):
                    return [mention]
                break
        return []
