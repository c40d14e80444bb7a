"""Whose a message or a paper is: "was told in a letter from the GP", "with a copy to the school", "the police report"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading import frames
from loaders.reading.complements import Complements
from loaders.reading.doers import Doers
from loaders.reading.grammar import GRAMMAR
from loaders.reading.mentions import Mention

if TYPE_CHECKING:
    from loaders.reading.clauses import Trigger

_SENT = ("referral", "message", "request", "communication")  # frames of what goes from one to another
_TELLING = frozenset({"tell", "pass", "contact", "with"})  # moves of those who say something to somebody
_LONGEST_PHRASE = 30  # tokens of a noun phrase with the clause that tells of it


class Messages(Doers, Complements):
    """The messages of one sentence."""

    def _by_letter(self, trigger: Trigger) -> list[Mention]:
        """Whose letter or call it was by which somebody was told: "was told in a call from the GP", "the letter from the school
        in which the GP was told"."""
        for mention in self.mentions:
            governor, i = self.preposition(mention), self._before_modifiers(mention)
            if not mention.is_agency or governor not in ("from", "with", "to") or not i:
                continue
            noun = self.tokens[i - 1].lower
            if mention.first > trigger.last and noun in GRAMMAR["calls" if governor == "to" else "messages"]:
                opens = self._preposition_before(i - 1)
                if opens >= trigger.last and not any(self._subordinates(j) for j in range(trigger.last, opens)):
                    return self._list(mention)
            elif governor == "from" and noun in GRAMMAR["messages"] and self._is_by_which(mention.last, trigger.group):
                return self._list(mention)
            elif mention.last <= trigger.group and noun in GRAMMAR["messages"] and 0 <= self._preposition_before(i - 1) <= 1:
                return self._list(mention)  # "In a call from the ward the GP was told"
        return []

    def _thinker(self, group: int) -> list[Mention]:
        """Whose decision or view a passive is about, if it says what was decided or thought: "the decision of the manager to
        close the referral from the GP was not shared"."""
        for mention in self.mentions:
            if mention.last > group:
                break
            i = self._before_modifiers(mention)
            owns = mention.possessive and self._word_at(mention.last) in GRAMMAR["thought"]
            said = self._word_at(mention.last + 1 if owns else mention.last)
            if (owns or (self._word_at(i) in ("of", "by") and self._word_at(i - 1) in GRAMMAR["thought"])) and (
                said in ("to", "not", "that", "as", "about", "regarding")
            ):
                return [mention] if owns else self._list(mention)
        return []

    def _holders(self, group: int) -> list[Mention]:
        """Who is said to have what a passive is about: "information, which was held by the GP, was not shared"."""
        for mention in reversed(self.mentions):
            i = self._before_modifiers(mention)
            if (
                mention.last <= group
                and i
                and self.preposition(mention) in ("by", "to", "at", "within")
                and self.tokens[i - 1].lower in GRAMMAR["held"]
            ):
                return self._list(mention)
        return []

    def _sent_before(self, trigger: Trigger) -> tuple[list[Mention], list[Mention]]:
        """From whom and to whom the thing went that a predicate is about, where a clause of its own says so: "the letter that
        the school had sent to the GP was not answered", "the referral made by the school to the GP was lost"."""
        for noun in range(trigger.group - 2, max(-1, trigger.group - _LONGEST_PHRASE), -1):
            if self.tokens[noun].text in ".;|":
                break
            if self.tokens[noun].lower == "what" and (heard := self._hearers(noun, trigger.group)):
                return heard, []
            found = None if noun in self.at else frames.nouns().match(self.tokens, noun)
            if found is None or found[1][0].id not in _SENT or not self._is_subject_noun(noun):
                continue
            between = range(found[0], trigger.group)
            verb = next((i for i in between if self._is_verb(i) or self.tokens[i].lower in frames.support()), None)
            before = {t.lower for t in self.tokens[found[0] : (verb or 0) + 1]}
            if verb is None or (before & GRAMMAR["finite"] and not before & {"that", "which"}):
                break  # "the form was sent to the GP and copied"
            inside = [m for m in self.mentions if m.first >= found[0] and m.last <= trigger.group and m.is_agency]
            takers = next((self._list(m) for m in inside if self.preposition(m) == "to"), [])
            givers = next((self._list(m) for m in inside if self.preposition(m) in ("by", "from") or not self.is_governed(m)), [])
            return [m for m in givers if m not in takers], takers
        return [], []

    def _hearers(self, what: int, group: int) -> list[Mention]:
        """Who has what a clause with "what" speaks of, up to the verb group: "what he had told the nurse was not shared" """
        told_by = (
            i
            for i in range(what + 1, group)
            if self._is_verb(i) and any(f.move in _TELLING for f, _, _ in frames.verbs().get(self._word_at(i), ()))
        )
        verb = None if self._is_verbal(self._word_at(what - 1)) else next(told_by, None)
        if verb is None:
            return []
        told = (m for m in self.mentions if verb < m.first and m.last <= group and m.is_agency)
        heard = next((m for m in told if self.preposition(m) in ("", "to", "with")), None)
        return self._list(heard) if heard is not None else []

    def _is_subject_noun(self, noun: int) -> bool:
        """Whether a noun phrase that nothing governs ends at token ``noun``: "The three emails", "and the first letter"."""
        for i in range(noun - 1, max(-1, noun - 5), -1):
            if i in self.at:
                return False
            if self.tokens[i].lower in GRAMMAR["articles"]:
                before = self.tokens[i - 1].lower if i else "."
                return before not in GRAMMAR["prepositions"] and not self._is_verbal(before)
        return noun == 0

    def _ensurer(self, trigger: Trigger) -> list[Mention]:
        """Who was to see to it that somebody was told: "did not ensure that the school was told"."""
        for j in range(trigger.group - 1, max(1, trigger.group - 12), -1):
            if self.tokens[j].lower != "that":
                continue
            verb = j - 2 if self.tokens[j - 1].lower in ("sure", "certain") else j - 1
            if self.tokens[verb].lower in GRAMMAR["ensuring"]:
                doers, how = self._of_verb(self._group_start(verb))
                return doers if how in ("plain", "antecedent") else []
            break
        return []

    def _preposition_before(self, noun: int) -> int:
        """The preposition by which a noun says how somebody was told ("during a telephone call"), or -1."""
        for j in range(noun - 1, max(-1, noun - 5), -1):
            if self.tokens[j].lower in GRAMMAR["prepositions"]:
                return j if self.tokens[j].lower in GRAMMAR["means"] else -1
            if j in self.at or not self.tokens[j].is_word:
                break
        return -1

    def _is_by_which(self, first: int, group: int) -> bool:
        """Whether "in which" or "by which" opens the clause of a verb group after a noun phrase."""
        return any(
            self.tokens[j].lower == "which" and self.tokens[j - 1].lower in GRAMMAR["means"]
            for j in range(first + 1, min(group, first + 10))
        )

    def _at_meeting(self, trigger: Trigger) -> list[Mention]:
        """Who met where something was shared: "a meeting between the GP and the school at which information was shared"."""
        for j in range(trigger.group - 1, max(0, trigger.group - 8), -1):
            if self.tokens[j].lower == "which" and self.tokens[j - 1].lower in GRAMMAR["circumstance"]:
                met = (m for m in self.mentions if m.last <= j and self.preposition(m) == "between")
                first = next(met, None)
                return self._between(first.first) if first is not None else []
        return []

    def _enclosing(self, trigger: Trigger) -> list[Mention]:
        """Who sends what stands after "with": "wrote to the GP, with a copy to the school"."""
        i = trigger.first - 1
        while i > 0 and self.tokens[i].lower in GRAMMAR["determiners"]:
            i -= 1
        verb = self._verb_before(i) if self.tokens[i].lower == "with" and trigger.frame.id == "message" else None
        return self._who_does(verb, i) if verb is not None else []

    def _sources(self, group: int) -> list[Mention]:
        """From or to whom a thing goes that is the subject: "the letter from the school to the GP was copied"."""
        sources: list[Mention] = []
        for mention in reversed(self.mentions):
            if mention.last > group:
                continue
            if any(self._is_verb(i) or self._subordinates(i) for i in range(mention.last, group)):
                break
            sent = self.preposition(mention) in ("by", "to")
            if self._goes_with_message(mention) if sent else self._is_source(mention):
                sources.append(mention)
        return sources

    def _goes_with_message(self, mention: Mention) -> bool:
        """Whether a mention is by whom or to whom a paper went that the words before name: "the referral by the ward to"."""
        before = self._before_modifiers(mention) - 1
        if before in self.at:
            return self.at[before].is_agency and self.is_governed(self.at[before])
        found = frames.nouns().match(self.tokens, before) if before >= 0 else None
        return found is not None and found[1][0].id in _SENT

    def _whose_paper(self, subject: Mention) -> str:
        """The place of a subject that only says whose letter or referral it is, or where it goes: "the hospital letter", "the
        CAMHS referral"; else that of a subject."""
        i = subject.last
        while self._word_at(i) in GRAMMAR["paper-kinds"]:
            i += 1
        found = frames.nouns().match(self.tokens, i)
        if found is None or subject.kind == "pronoun":
            return "subject"
        return "addressee" if found[1][0].move == "refer" and subject.type in frames.referred_to() else "owner"

    def _in_paper(self, trigger: Trigger) -> list[Mention]:
        """Whose paper it is in which something does not stand: "was absent from the school's letter to the GP"."""
        for mention in self.mentions:
            if mention.first >= trigger.last and mention.is_agency and self.preposition(mention) in ("in", "from", "on"):
                return [mention] if mention.possessive or frames.nouns().match(self.tokens, mention.last) else []
        return []

    def _ends_passive(self, mention: Mention) -> bool:
        """Whether a mention is by whom something was done in a clause of its own: "was received by the school"."""
        verb = self._before_modifiers(mention) - 1
        if self.preposition(mention) != "by" or verb < 1:
            return False
        return any(t.lower in GRAMMAR["be"] for t in self.tokens[self._group_start(verb) : verb])

    def _is_source(self, mention: Mention) -> bool:
        """Whether a mention tells where the thing before it comes from."""
        governor, i = self.preposition(mention), self._before_modifiers(mention)
        if self._word_at(i) == "which" and i > 1 and self.tokens[i - 1].lower in GRAMMAR["means"]:
            return self.tokens[i - 2].lower in GRAMMAR["messages"] and self._acts(
                mention
            )  # "the letter in which the GP had said"
        said = governor == "of" and i > 0 and self.tokens[i - 1].lower in GRAMMAR["asked-of"]  # "the opinion of the GP"
        return said or governor in ("from", "by") or (mention.possessive and not governor)  # not "information about the mother's"

    def _is_asked_of(self, mention: Mention) -> bool:
        """Whether a mention is whose view or advice the words before it speak of: "the views of the school were not sought"."""
        i = self._before_modifiers(mention)
        return i > 0 and self.tokens[i].lower == "of" and self.tokens[i - 1].lower in GRAMMAR["asked-of"]

    def _maker_of_what_came(self, start: int) -> list[Mention]:
        """Who sent, or should have sent, what somebody did or did not get: "the report that the ward had sent", "the summary
        which should have been provided by the midwife"."""
        for i in range(start, min(len(self.tokens) - 1, start + 8)):
            if not self.tokens[i].is_word or self.tokens[i].lower in GRAMMAR["connectives"]:
                break
            if self.tokens[i].lower not in ("which", "that"):
                continue
            first = i + 1
            while self.tokens[first].lower in GRAMMAR["determiners"] and first + 1 < len(self.tokens):
                first += 1
            maker = self.at.get(first)
            if maker is not None:
                return self._list(maker) if maker.is_agency and not maker.possessive else []
            verb = self._verb_from(i + 1)
            by = (m for m in self.mentions if i < m.first <= i + 14 and self.preposition(m) == "by")
            agent = next(by, None) if verb is not None else None
            return self._list(agent) if agent is not None else []
        return []
