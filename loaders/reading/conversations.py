"""Who is spoken of in what goes on from the clause before: "rang the GP, who said", "rang the GP and was told"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from loaders.reading import frames
from loaders.reading.grammar import GRAMMAR
from loaders.reading.knowledge import Knowledge
from loaders.reading.mentions import Mention
from loaders.reading.slots import Slots

if TYPE_CHECKING:
    from loaders.reading.clauses import Trigger


_JOINED = 14  # tokens between a passive and what joins it to the clause before


class Conversations(Knowledge):
    """The conversations of one sentence."""

    def _from_the_clause_before(self, slots: Slots, trigger: Trigger) -> None:
        """A conversation goes on: "rang the GP, who said", "rang the GP and was told"."""
        move = trigger.frame.move
        if trigger.passive and move == "answer":  # "was made by the school and was acknowledged by the GP"
            slots.put("to", next((a for v in self._chain(trigger.group) if (a := self._agent(v, trigger.group))), []))
        elif trigger.passive and not {"agent", "from"} & slots.places.keys():
            if move == "tell" and (asked := self._was_rung(slots.places.get("subject", []))):
                slots.put("agent", asked)
            for told in self._chain(trigger.group):
                partner = self._partner(told, trigger.group) if move == "tell" else self._agent(told, trigger.group)
                if partner:
                    slots.put("agent", partner)
                    break
            before = self._word_at(trigger.group) == "had"  # "rang the GP, who had not been told"
            if move == "tell" and "antecedent" in slots.places and not before:
                slots.put("agent", self._other_party(slots.places["antecedent"][0], trigger.group))
            if not {"agent", "agent-far"} & slots.places.keys() and trigger.frame.pos == "verb":
                slots.put("acting", self._who_acted_before(trigger.group))
        elif move == "receive" and not trigger.passive and not {"from", "agent"} & slots.places.keys():
            called = next(self._chain(trigger.group), None) if trigger.form == "finite" else None
            if called is not None and self._calls(called):
                slots.put("from", self._partner(called, trigger.group))  # "rang the GP and learned that"
        elif move == "stop":  # "was sent to the GP and went no further"
            sent = next(self._chain(trigger.group), None)
            slots.put("addressee", self._partner(sent, trigger.group) if sent is not None else [])
        elif (
            move in ("answer", "pass")
            and not trigger.passive
            and not {"to", "with", "object", "antecedent"} & slots.places.keys()
        ):
            called = next(self._chain(trigger.group), None)
            if called is not None and self._calls(called):  # "was rung by the GP and said"
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

    def _closing(self, trigger: Trigger) -> list[Mention]:
        """To whom a case is closed without somebody being told: "was closed to social care without the school being told"."""
        passive = trigger.passive and trigger.cue == "without"
        for i in range(trigger.group - 1, max(1, trigger.group - _JOINED), -1) if passive else ():
            if self.tokens[i - 1].lower == "closed" and self.tokens[i].lower == "to":
                closed = next((m for m in self.mentions if i < m.first <= i + 2), None)
                return [closed] if closed is not None and closed.is_agency else []
        return []

    def _who_acted_before(self, group: int) -> list[Mention]:
        """Who acts in the main clause before that of a passive which is joined to it: "the police told the school, but the GP was
        not informed", "the GP did not ring, nor was the bruise reported"."""
        joint = next((i for i in range(group - 1, max(0, group - _JOINED), -1) if self._joins_clause(i)), None)
        verb = self._verb_before(joint) if joint is not None else None
        if joint is None or verb is None:
            return []
        first = joint + 1 + (self._word_at(joint + 1) in ("was", "were"))  # "nor was the bruise reported"
        if any(self._is_verb(i) or self._subordinates(i) for i in range(first, group)):
            return []
        while (opener := self._opener(verb)) is not None and (outer := self._verb_before(opener)) is not None:
            verb = outer
        doers = self._agent(verb, joint) if self._word_at(verb) in GRAMMAR["be"] else self._who_does(verb, joint)
        return doers if doers and all(m.is_agency or m.kind == "pronoun" for m in doers) else []

    def _joins_clause(self, i: int) -> bool:
        """Whether a word that joins clauses stands at a token: not the "and" of a list that follows another."""
        lower = self.tokens[i].lower
        return i not in self.at and (lower in ("but", "nor", "neither", ";") or (lower == "and" and i - 1 not in self._before))

    def _calls(self, verb: int) -> bool:
        """Whether a verb is one of speaking to somebody who may answer, and is not denied."""
        denied = any(t.lower in GRAMMAR["negatives"] for t in self.tokens[self._group_start(verb) : verb])
        return not denied and any(
            f.move in ("contact", "with", "ask") for f, _, _ in frames.verbs().get(self.tokens[verb].lower, ())
        )

    def _was_rung(self, told: Sequence[Mention]) -> list[Mention]:
        """Who was rung by somebody who was then told: "when the nurse contacted the surgery she was told", "on ringing the
        surgery the nurse was told"."""
        doing = self._word_at(self._word_at(0) in GRAMMAR["prepositions"]).endswith("ing")
        if not told or not (doing or self._subordinates(0)):
            return []
        for i in range(told[0].first):
            if {f.move for f, _, _ in frames.verbs().get(self.tokens[i].lower, ())} & {"contact", "with", "ask"}:
                same = doing or "pronoun" in (told[0].kind, next((m.kind for m in self.mentions if m.last <= i), ""))
                return self._partner(i, told[0].first) if same else []
        return []

    def _asking(self, group: int) -> list[Mention]:
        """Whose request is answered: "in response to a request from the GP, the school confirmed"."""
        for mention in self.mentions:
            if mention.last > group:
                break
            i = self._before_modifiers(mention)
            asked = self._word_at(mention.last) in GRAMMAR["asked-of"] | GRAMMAR["messages"]
            if mention.possessive and asked and i > 0 and self.tokens[i - 1].lower in GRAMMAR["in-answer"]:
                return [mention]  # "in reply to the school's letter"
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
