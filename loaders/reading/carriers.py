"""Which words make a verb group, are noun or verb, or carry a noun: "made a referral", "a referral was considered"."""

from __future__ import annotations

from collections.abc import Collection

from loaders.reading import frames
from loaders.reading.grammar import GRAMMAR
from loaders.reading.places import Places

_CONTEMPLATED = frozenset(word for word in GRAMMAR["contemplates"] if word.endswith("ed"))


class Carriers(Places):
    """The verb groups of one sentence."""

    def _object_at(self, i: int) -> bool:
        """Whether an object may start at token ``i``: a name, an article, a pronoun or a clause with "that"."""
        return i in self.at or self._word_at(i) in GRAMMAR["articles"] or self._word_at(i) in GRAMMAR["opens-object"]

    def _nominal(self, i: int) -> bool:
        """Whether a word that may be verb or noun is a noun. A verb in its plain form has an auxiliary, an adverb, "to" or a
        pronoun before it; after a service, an "and" or a mark ("police report", "police report that") what follows decides."""
        word = self.tokens[i].lower
        if word not in frames.nominal():
            return False
        before, inside = (self.tokens[i - 1].lower, self.at.get(i - 1)) if i else ("", None)
        if word.endswith("ing") and word not in ("bring", "ring"):
            if before in GRAMMAR["be"] and before != "been":
                return False  # "were working in isolation"
            j = i + 1 + (self._word_at(i + 1) in ("to", "with"))
            return before in GRAMMAR["articles"] or not (self._object_at(j) or self._word_at(j) in ("of", "from", "about"))
        if inside is not None and inside.kind != "pronoun":
            return inside.possessive or not self._object_at(i + 1)
        if before in GRAMMAR["be"] and word in frames.participles():
            return False
        if before == "to":
            return self._word_at(i - 2) in GRAMMAR["not-recipient"] - GRAMMAR["before-infinitive"]
        if before in GRAMMAR["before-plain-verb"] or before in GRAMMAR["pronouns"]:
            return False
        if before.endswith("ly") and before not in GRAMMAR["adjectives-in-ly"]:
            return False
        if before in ("and", "or", "but") or not before[:1].isalnum():
            return not self._object_at(i + 1)
        return True

    def _attributive(self, i: int) -> bool:
        """Whether a participle or gerund qualifies the noun after it: "the receiving nurse", "a written report", "by recorded
        delivery"."""
        word, before, after = self.tokens[i].lower, self._word_at(i - 1), self._word_at(i + 1)
        if i > 1 and self.tokens[i - 1].text == "A":
            return False  # "GP A referred"
        if i - 1 in self.at and not self.at[i - 1].possessive:
            return False
        if word.endswith("ing"):
            return word in GRAMMAR["prepositions"] or (
                before in GRAMMAR["articles"] | {"any", "no"} and before != "that" and after != "of"
            )
        if word not in frames.participles() or self._group_start(i) < i:
            return False
        if frames.participles()[word]:
            return not self._reduced(i) and before not in GRAMMAR["connectives"]
        return (
            (before in GRAMMAR["articles"] and before not in ("that", "this"))
            or before in ("no", "any", "of", "by", "with", "without", "for", "in")
        ) and after not in GRAMMAR["prepositions"]

    def _service_at(self, i: int) -> bool:
        """Whether a service is named at token ``i`` or after an article there, not as the subject of a clause: "without the
        school", but "without the school being told"."""
        i += self._word_at(i) in ("both", "either")
        mention = self.at.get(i + 1 if self._word_at(i) in GRAMMAR["articles"] else i)
        return (
            mention is not None
            and mention.is_agency
            and mention.role != "meeting"
            and not mention.possessive
            and not self._word_at(mention.last).endswith("ing")
        )

    def _names_source(self, i: int) -> bool:
        """Whether a verb at token ``i`` says who told, so that somebody did: "heard of it only from the police"."""
        for j in range(i + 1, min(len(self.tokens) - 1, i + 12)):
            if self.tokens[j].text in ",.;:" or self._word_at(j) in GRAMMAR["subordinators"]:
                return False
            if self._word_at(j) == "from" and self._service_at(j + 1):
                return True
        return False

    def _is_sent_on(self, last: int, carrier: int) -> bool:
        """Whether what a verb says of a paper is that it went on to somebody else than the one it was for: "the letter to the GP
        was not copied to the school"."""
        j = carrier + 1
        return (
            self._word_at(carrier) in GRAMMAR["sent-on"]
            and any(self._word_at(k) == "to" and self._service_at(k + 1) for k in range(last, min(carrier, last + 6)))
            and any(
                self._word_at(k) in ("to", "with") and self._service_at(k + 1) for k in range(j, min(len(self.tokens), j + 4))
            )
        )

    def _group_start(self, head: int) -> int:
        """The first token of a verb group, through phrases of time and insertions: "had, in March, been told"."""
        i = self._auxiliaries(head)
        if self._word_at(parted := self._before.get(i - 1, i)) in GRAMMAR["before-adverbial"] and parted < i:
            return self._auxiliaries(parted + 1)  # "were, it appears, told"
        j = i
        while j > 0 and i - j < 10 and j - 1 not in self.at and self._word_at(j - 1) not in GRAMMAR["finite"]:
            j -= 1
            if self._word_at(j - 1) in GRAMMAR["before-adverbial"] and (
                (self.tokens[j].text == "," and j < i - 1 and self._word_at(i - 1) == ",")
                or (
                    self._word_at(j) in GRAMMAR["prepositions"]
                    and all(t.lower in GRAMMAR["adverbial"] or t.text.isdigit() for t in self.tokens[j:i])
                )
            ):
                return self._auxiliaries(j)
        if i > 1 and self.tokens[i - 1].text == ",":
            for j in range(i - 2, max(0, i - 14), -1):  # "did not, as it should have done, tell"
                if self.tokens[j].text in ",.;:":
                    aside = self.tokens[j].text == "," and self._word_at(j - 1) in GRAMMAR["before-adverbial"]
                    return self._auxiliaries(j) if aside and self._word_at(j + 1) in GRAMMAR["asides"] else i
        return i

    def _auxiliaries(self, head: int) -> int:
        i = head
        while i > 0 and (
            (self.tokens[i - 1].lower in GRAMMAR["auxiliaries"] and not self._stands_for_two(i - 1) and not self._parts(i - 1))
            or (self.tokens[i - 1].lower.endswith("ly") and i - 1 not in self.at)
            or (i > 1 and self.tokens[i - 1].text in "\"“'‘" and self.tokens[i - 2].lower in GRAMMAR["auxiliaries"])
        ):  # 'was "contacted"'
            i -= 1
        return i

    def _parts(self, i: int) -> bool:
        """Whether a "to" at token ``i`` ends what is joined to what follows: "was neither invited to nor told of the meeting"."""
        return self._word_at(i) == "to" and self._word_at(i + 1) in ("nor", "or", "and")

    def _stands_for_two(self, i: int) -> bool:
        """Whether "neither" or "both" at token ``i`` is who acts, and does not go with the verb of somebody named before it."""
        before = self._word_at(i - 1)
        opens = not before or not before[0].isalnum() or before in GRAMMAR["before-of-two"]
        return opens and self._word_at(i) in GRAMMAR["of-two"]

    def _is_inverted(self, i: int) -> bool:
        """Whether an auxiliary of a passive stands before its subject: "at no point was a referral made"."""
        j = i - 1
        while j > 0 and (self._word_at(j) in GRAMMAR["determiners"] or self._word_at(j) in GRAMMAR["articles"]):
            j -= 1
        return j >= 0 and self._word_at(j) in ("was", "were")

    def _reduced(self, i: int) -> bool:
        """A participle that qualifies the noun before it: "the referral received from the GP", "information shared by"."""
        before, after = self._word_at(i - 1), self._word_at(i + 1)
        if i == 0 or not self.tokens[i - 1].is_word:
            return after == "by" and i + 1 not in self._fixed  # "Told by the school, the police called."
        if after == "by":
            return i + 1 not in self._fixed or before not in GRAMMAR["connectives"]  # and not "and reported by letter to the GP"
        return after in ("from", "with", "between", "to") and i - 1 not in self.at and before not in GRAMMAR["connectives"]

    def _contemplated(self, i: int, last: int) -> int | None:
        """The verb of thinking about what a noun at token ``i`` speaks of: "considered making a referral", "advised referral", "a
        referral to the school was suggested"."""
        for j in range(i - 1, max(-1, i - 4), -1):
            if self.tokens[j].lower in GRAMMAR["contemplates"] and j not in self.at:
                return j
            if self.tokens[j].lower == "of" and self._word_at(j - 1) in GRAMMAR["prospects"]:
                return j - 1  # "discussed the possibility of a referral"
            if self.tokens[j].lower not in GRAMMAR["determiners"]:
                break
        return self._carrier(i, last, _CONTEMPLATED)

    def _carrier(self, i: int, last: int, carriers: Collection[str]) -> int | None:
        """The verb of the passive that a noun at token ``i`` is the subject of, one of ``carriers``, looked for from token
        ``last``, past a clause that says what the noun is ("the information that he was ill was passed on")."""
        verb_of_clause: int | None = None
        in_clause = False
        for j in range(last, min(len(self.tokens), last + 20)):
            lower = self.tokens[j].lower
            if lower == "that" and not in_clause and verb_of_clause is None:
                in_clause = True
                continue
            if in_clause and self._is_verb(j):
                if verb_of_clause is None or (j - verb_of_clause <= 2 and lower not in GRAMMAR["finite"]):
                    verb_of_clause = j
                    continue
                in_clause = False
            if in_clause:
                continue
            if self.tokens[j].text in ".;" or lower in GRAMMAR["other-clauses"]:
                return None
            if lower == "and" and self._word_at(j + 1) == "no":
                return None  # "was no member and no letter was sent"
            if lower == "but" and self._word_at(j + 1) not in ("never", "not"):
                return None  # and not "was discussed but never made"
            if lower == "which" and (self._word_at(j - 1) == "of" or self._word_at(j - 2) == ","):
                return None  # "the letter, a copy of which was sent to the GP, said"
            if lower in carriers and (
                self._is_inverted(i) or any(t.lower in GRAMMAR["be"] for t in self.tokens[max(last, j - 4) : j])
            ):
                return j
        return None

    def _is_aside(self, i: int, last: int, carrier: int) -> bool:
        """Whether a noun at token ``i`` only tells the means of something else that is the subject of a passive: "in
        correspondence with the court the report was given"."""
        while i > 0 and self._word_at(i - 1) in GRAMMAR["determiners"]:
            i -= 1
        return self._word_at(i - 1) in GRAMMAR["means"] and not any(
            self._word_at(j) in ("which", "that", "being") for j in range(last, carrier)
        )
