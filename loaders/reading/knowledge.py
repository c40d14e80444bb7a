"""Who knew what somebody else did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading import frames
from loaders.reading.grammar import GRAMMAR
from loaders.reading.mentions import Mention
from loaders.reading.messages import Messages

if TYPE_CHECKING:
    from loaders.reading.clauses import Trigger

_STILL_TO_SEEK = ("how", "need")  # words of what somebody did not know to do
_DOINGS = GRAMMAR["doings"] | GRAMMAR["attendances"]  # what is of whoever did it, or of where it was


class Knowledge(Messages):
    """Finds in a sentence, whose tokens and mentions it has, who must have known what it says that somebody did not."""

    def _who_knew(self, trigger: Trigger) -> list[Mention]:
        """Who knew what somebody else in the sentence did not: "the police were aware, but the school was not", "was known to the
        school but not to the police"."""
        if self._word_at(trigger.first) == "not":
            known = next((j for j in range(trigger.first, max(-1, trigger.first - 25), -1) if self._word_at(j) == "known"), None)
            to = [m for m in self.mentions if known is not None and known < m.first < trigger.first and m.is_agency]
            if to and all(self.preposition(m) == "to" or m is not to[0] for m in to):
                return to
        for i in range(trigger.group - 1, -1, -1):
            lower = self.tokens[i].lower
            knows = any(f.move == "know" and not particle for f, _, particle in frames.verbs().get(lower, ()))
            adjective = frames.adjectives().get(lower)
            if knows or (adjective is not None and adjective.move == "know" and adjective.kind == "INFORMED"):
                knowing, how = self._of_verb(self._group_start(i))
                return [m for m in knowing if m.is_agency] if how in ("plain", "antecedent") else []
        return []

    def _whose_matter(self, trigger: Trigger) -> list[Mention]:
        """Who must have known what somebody did not, since it was of their doing: "unaware of the school's concerns", "unaware
        that the school had written", "did not know that he had been seen by the GP, or of the attendance at the hospital"."""
        found: list[Mention] = []
        for mention in self.mentions:
            if mention.first < trigger.last or not mention.is_agency:
                continue
            since = found[-1].last if found else trigger.last
            between = [t.lower for t in self.tokens[since : mention.first]]
            if len(between) > 20 or any(word in (".", ";", "but") for word in between):
                break
            goes_on = not found or ({"and", "or", "nor", ","} & set(between) and {"of", "that", "what", "to"} & set(between))
            if goes_on and self._is_of_doing(mention, frozenset(between)):
                found += [m for m in self._list(mention) if m.first >= mention.first]
        return found

    def _is_of_doing(self, mention: Mention, between: frozenset[str]) -> bool:
        """Whether a mention tells whose doing it is that is spoken of: "the school's concerns", "police involvement", "seen by
        the GP", "her attendance at the hospital", "that the school had written"; or whose knowledge it is: "the worries of the
        school", "what had been disclosed to the school", "although the GP had confirmed it"."""
        preposition = self.preposition(mention)
        before = self._before_modifiers(mention)
        noun = self._word_at(before - 1)
        return (
            mention.possessive
            or self._is_paper(mention.last)
            or self._word_at(mention.last) in _DOINGS
            or preposition == "by"
            or (preposition in ("at", "with", "to") and noun in _DOINGS)
            or (preposition in ("to", "within") and self._made_known(mention, before - 1, between))
            or (preposition == "of" and noun in GRAMMAR["thought"] and between.isdisjoint(_STILL_TO_SEEK))
            or self._word_at(before) == "that"
            or (self._word_at(before) in ("what", "which") and not self._asks_which(mention))
            or (self._word_at(before) in ("although", "though") and self._knew(mention))
            or noun in ("that", "what")
        )

    def _made_known(self, mention: Mention, i: int, between: frozenset[str]) -> bool:
        """Whether something was told to a service with the participle at token ``i``: "what she had disclosed to the school",
        not "what should have been reported to the police", "and reported to the GP", "given to the school by the police"."""
        joined = self._word_at(i - 1) in GRAMMAR["connectives"]
        told = between.isdisjoint(GRAMMAR["negatives"]) and between.isdisjoint(("should", "must", *_STILL_TO_SEEK))
        return self._word_at(i) in GRAMMAR["made-known"] and told and not joined and self._word_at(mention.last) != "by"

    def _asks_which(self, mention: Mention) -> bool:
        """Whether it is not known which service it is: "did not know which school he attended"."""
        first = self.tokens[mention.first]
        return (
            self._word_at(mention.first - 1) in ("what", "which")
            and first.text.islower()
            and first.lower not in GRAMMAR["articles"]
        )

    def _knew(self, mention: Mention) -> bool:
        """Whether the verb of a subject tells that it knew: "although the GP had confirmed it", not "had asked the mother"."""
        said = [t.lower for t in self.tokens[mention.last : mention.last + 4]]
        return not GRAMMAR["knows"].isdisjoint(said) and GRAMMAR["negatives"].isdisjoint(said)

    def _is_paper(self, i: int) -> bool:
        """Whether a phrase that ends at token ``i`` names papers and not the service whose they are: "the GP records"."""
        return self._word_at(i) in GRAMMAR["papers"]
