"""What follows a predicate: its objects and partners, up to the next clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.reading import frames
from loaders.reading.grammar import GRAMMAR
from loaders.reading.lists import Lists
from loaders.reading.mentions import Mention
from loaders.reading.slots import Slots
from loaders.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from loaders.reading.clauses import Trigger

_REACH = 45  # tokens after a predicate in which its partners stand

RELATED = {"to": "to", "from": "from", "with": "with", "by": "agent"}  # the place of who follows in a relative clause

_GOVERNS = vocabulary("remarks", dict[str, dict[str, list[str]]])["governs"]
_LOOKED_AT = frozenset((*_GOVERNS["look"], *_GOVERNS["about"]))


class Complements(Lists):
    """The complements of one sentence."""

    def _after(self, slots: Slots, start: int, trigger: Trigger) -> None:
        """Objects and prepositional partners after a predicate, up to the next clause."""
        limit = min(len(self.tokens), start + _REACH)
        preposition, distance, crossed, governed = "object", 0, False, False
        free = self._passes_on_what(start, trigger)
        unnamed = ""  # the place of a person whose service follows: "anyone at the school"
        repeated = asked = False
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
            if mention is not None and self._is_somebody(mention) and self._stands_for_service(mention.last):
                unnamed = preposition if distance <= 4 else ""
                i = mention.last
                continue
            if mention is not None:
                before = self.tokens[self._before_modifiers(mention)].lower
                actor = self._list(mention)[-1] if before == "," else mention
                if (before in GRAMMAR["connectives"] or before in ("but", "yet", "so")) and self._acts(actor):
                    crossed, preposition = True, "next"  # "was called to the flat, and the nurse told"
                elif preposition == "object" and trigger.frame.move in ("pass", "answer") and self._is_finite(mention.last):
                    crossed, preposition = True, "next"  # "reported the child had been hurt"
                name = preposition
                if (
                    crossed
                    and preposition != "aside"
                    and not (free and preposition in ("to", "with") and preposition not in slots.places)
                ):
                    name = preposition + "-far" if preposition in ("to", "from", "with", "by", "between") else "next"
                if name == "object" and (governed or distance > 4):
                    name = "next"
                if mention.kind == "pronoun" and lower != "it" and lower not in GRAMMAR["object-pronouns"] and name == "next":
                    i = mention.last
                    continue
                group = self._specific(self._list(mention))
                if name in ("between", "among", "amongst", "across", "within"):
                    name, group = self._place_between(slots, repeated), self._between(i)
                    if name == "between-again" and group[0].kind == "pronoun":
                        group = [*slots.places["between"], *group[1:]]  # "and between either of them and the police"
                name = {"by": "agent", "by-far": "agent-far"}.get(name, name)
                end = max(group[-1].last, mention.last)
                if name == "between" and trigger.frame.move == "include":
                    name = "in"  # "was not invited to the discussion between the police and the ward"
                elif name == "between" and 1 < (parted := self._named_again(group)) < len(group) - 1:
                    slots.put("between-again", group[parted:])
                    group = group[:parted]
                slots.put(name, [m for m in group if m.first >= start], more=repeated and name != "between-again")
                i = end
                preposition, distance, governed, repeated = "next", 0, True, False
                continue
            if (
                lower in ("to", "with")
                and i != trigger.last  # "known to the school"
                and self._leads_elsewhere(lower, self.tokens[i - 1].lower, trigger)
            ):
                preposition, distance = "in" if lower == "to" else "aside", 0
            elif i in self._fixed or (i == trigger.last and lower in GRAMMAR["adverbial-particles"] & set(trigger.word.split())):
                pass
            elif lower == "that" and i == trigger.last and trigger.frame.move == "summon" and self._names_service(i + 1):
                pass  # "requested that the school arrange"
            elif self._opens_clause(i, trigger, limit):
                crossed = True
                preposition, unnamed, repeated = "next", "", False
            elif unnamed and lower in ("of", "at", "in", "from", "for", "within"):
                preposition, unnamed, distance = unnamed, "", 0
            elif (lower in GRAMMAR["people"] or lower in GRAMMAR["channels"]) and preposition in (
                "object",
                "to",
                "with",
                "by",
                "from",
                "between",
            ):
                unnamed = preposition
            elif lower == "as" and self._word_at(i + 1) in GRAMMAR["as-what"]:
                preposition, distance, governed = "aside", 0, True  # "a contact as part of the universal services"
            elif lower in GRAMMAR["prepositions"]:
                place = "agent" if lower == "by" else lower
                joined = self.tokens[i - 1].text == ":" or self.tokens[i - 1].lower in GRAMMAR["connectives"]
                repeated = (joined or self._goes_on(i)) and (f"{place}-far" if crossed else place) in slots.places
                if lower == "between" and repeated:
                    repeated = self.skip_back(i - 2) in self.at or i - 3 in self.at
                near = range(i + 1, min(i + 4, limit)) if lower == "on" else ()
                inbox = any(self.at[k].possessive if k in self.at else self.tokens[k].lower in GRAMMAR["channels"] for k in near)
                meant = (lower == "for" or inbox) and not {self.tokens[i - 1].lower, self.tokens[trigger.head].lower}.isdisjoint(
                    GRAMMAR["meant"]
                )
                asked_for = self.tokens[trigger.first if trigger.passive else i - 1].lower
                again = lower == "of" and joined and asked  # "made no enquiry of the school or of the ward"
                asked = again or (lower == "of" and asked_for in GRAMMAR["asked-of"])
                if (
                    asked
                    and trigger.frame.move in ("ask", "receive", "obtain", "with", "refer", "summon")
                    and (trigger.support or trigger.frame.pos == "verb")
                ):
                    lower = "from" if trigger.frame.pos == "verb" else "with"  # "sought the views of", "made no enquiry of"
                    repeated = repeated or again
                meant = meant or (lower == "before" and trigger.word.endswith(" before"))  # "put it before the panel"
                meant = meant or (lower == "for" and self._is_referred_for(i, trigger))
                meant = meant or (lower == "into" and trigger.frame.move == "refer")  # "a referral into the hub"
                if self.tokens[i - 1].lower == "not" and i > start and any(t.lower == "but" for t in self.tokens[i : i + 8]):
                    lower = "in"  # "heard of it not from the GP but from the family"
                meant = meant or (lower == "by" and preposition == "to" and 0 < distance <= 3 and self._is_active(trigger))
                preposition = "to" if meant else "in" if lower in GRAMMAR["circumstance"] else lower
                distance, governed, unnamed = 0, True, ""
                if not crossed and (shared := self._shares_object(i)):
                    slots.put({"by": "agent"}.get(preposition, preposition), shared)
            else:
                distance += 1
                if distance > 9 or (distance > 5 and preposition == "object"):
                    preposition = "next"
            i += 1

    @staticmethod
    def _is_active(trigger: Trigger) -> bool:
        """Whether who gives is the subject, so that "by" tells whose a thing is that gets it: "contributed information to an
        assessment by the ward"."""
        gives = trigger.support == "give" if trigger.frame.pos == "noun" else trigger.frame.move in ("pass", "tell", "contact")
        return gives and not trigger.passive and trigger.form in ("finite", "infinitive", "gerund")

    @staticmethod
    def _leads_elsewhere(preposition: str, word: str, trigger: Trigger) -> bool:
        """Whether "to" or "with" after a word opens no recipient: "according to", "her letter on the visit to the hospital",
        "was made by the school after consultation with the nurse"."""
        moved = trigger.frame.pos == "noun" and not trigger.support and word in GRAMMAR["attendances"]
        elsewhere = GRAMMAR["not-recipient" if preposition == "to" else "not-partner"]
        if preposition == "with" and trigger.frame.move == "summon":
            return False  # "requested a meeting with the police"
        return (moved and preposition == "to") or (word in elsewhere and word not in trigger.word.split())

    @staticmethod
    def _place_between(slots: Slots, repeated: bool) -> str:
        """The place of partners after "between"; others may follow: "between the GP and the school or between the GP and the
        police"."""
        if "between" not in slots.places:
            return "between"
        return "between-again" if repeated else "next"

    def _is_called_for(self, noun: int) -> bool:
        """Whether a noun is what its subject calls for and does not do: "it required a referral", "this warranted a call"."""
        return self._word_at(self._before_phrase(noun, GRAMMAR["determiners"])) in GRAMMAR["calls-for"]

    def _is_looked_at(self, noun: int) -> bool:
        """Whether a noun is what somebody looks into, who need not have made it: "checked the referral", "asked about the
        progress of the referral"."""
        j = self._before_phrase(noun, GRAMMAR["determiners"] | {"of"})
        return j not in self.at and self._word_at(j) in _LOOKED_AT

    def _before_phrase(self, noun: int, inside: frozenset[str]) -> int:
        """The token before a noun and the words ``inside`` its phrase that lead up to it."""
        j = noun - 1
        while j > 0 and self._word_at(j) in inside:
            j -= 1
        return j

    def _passes_on_what(self, start: int, trigger: Trigger) -> bool:
        """Whether the object is a clause, after which a partner still may follow: "passed on what he had told her to the GP"."""
        i = start
        while self._word_at(i) in GRAMMAR["adverbial-particles"] | {"with"}:
            i += 1
        return trigger.frame.move in ("pass", "with", "refer") and self._word_at(i) in ("what", "whatever", "everything", "all")

    def _is_somebody(self, mention: Mention) -> bool:
        """Whether a word stands for people whose service may follow: "nobody in the team", "anyone else at the school"."""
        lower = self.tokens[mention.last - 1].lower
        return (mention.kind == "nobody" and lower not in ("nothing", "there")) or (mention.role == "generic" and lower == "else")

    def _shares_object(self, i: int) -> list[Mention]:
        """Who stands after a preposition that another predicate parts from them: "was sought from, or given by, the GP"."""
        if self._word_at(i + 1) != "," or self._word_at(i + 2) not in ("and", "but", "nor", "or"):
            return []
        close = next((j for j in range(i + 3, min(len(self.tokens) - 2, i + 11)) if self.tokens[j].text == ","), None)
        after = close + 1 if close is not None else len(self.tokens)
        mention = self.at.get(after + (self._word_at(after) in GRAMMAR["determiners"]))
        return self._list(mention) if mention is not None and mention.is_agency else []

    def _goes_on(self, i: int) -> bool:
        """Whether a preposition repeats one before an "and" and an adverb or a number: "and subsequently with", "and a second
        from", "and in particular with", "and on 10 May to"."""
        for j in range(i - 1, max(0, i - 6), -1):
            lower = self.tokens[j].lower
            if lower in GRAMMAR["connectives"]:
                return True
            if lower == "not":
                return False  # "to the GP, not to the school"
            passed = lower in GRAMMAR["determiners"] or lower in GRAMMAR["auxiliaries"] or lower.endswith("ly")
            passed = (
                passed
                or j in self._fixed
                or lower in GRAMMAR["singles-out"]
                or lower in GRAMMAR["calendar"]
                or lower[0].isdigit()
            )
            if j in self.at or not (passed or lower in GRAMMAR["times"] or lower in GRAMMAR["circumstance"]):
                return False
        return False

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
        if lower in RELATED and following in ("whom", "which") and self.tokens[i - 1].text == ",":
            return True  # "told the GP, from whom no"
        if lower in GRAMMAR["finite"]:
            return i > trigger.head and not (trigger.frame.pos == "noun" and self.tokens[i - 1].lower in ("which", "that"))
        if following == "by" and i > trigger.last and lower in GRAMMAR["of-an-owner"]:
            return True  # "to a service run by a charity"
        if lower == "to":
            return i + 1 < limit and (following in GRAMMAR["infinitives"] or self._is_verb(i + 1))
        if lower in ("and", "but", "or"):
            j = i + 1
            while j < limit and self.tokens[j].lower in GRAMMAR["auxiliaries"] - {"to"}:
                j += 1
            again = j < limit and self.tokens[j].lower in GRAMMAR["prepositions"]  # "and subsequently with"
            if i + 1 >= limit:
                return False
            return (j > i + 1 and not again) or self._is_verb(i + 1, gerund=True) or self._says_of_another(i + 1, limit)
        return lower.endswith("ing") and self._is_verb(i, gerund=True) and i > trigger.last

    def _says_of_another(self, i: int, limit: int) -> bool:
        """Whether a clause about another letter or referral begins at a token: "not taken from the ward, and no letter was"."""
        while i < limit and self.tokens[i].lower in GRAMMAR["determiners"] | {"safeguarding"}:
            i += 1
        noun = frames.nouns().match(self.tokens, i) if i not in self.at else None
        after = range(noun[0], min(limit, noun[0] + 9)) if noun else range(0)
        said = next((k for k in after if self.tokens[k].lower in GRAMMAR["finite"] or not self.tokens[k].is_word), None)
        return said is not None and self.tokens[said].is_word

    def _is_referred_for(self, i: int, trigger: Trigger) -> bool:
        """Whether "for" leads to the service that a referral goes to: "a referral for family support"."""
        if trigger.frame.id != "refer" and i != trigger.last and not self._only_says_whose(trigger.last, i):
            return False
        if trigger.frame.id == "refer":  # "was referred by the school for a multi-agency meeting"
            near = next((self.at[k] for k in range(i + 1, min(i + 5, len(self.tokens))) if k in self.at), None)
            return near is not None and (near.type == "marac" or near.role == "meeting")
        following = self.at.get(i + 1)
        return trigger.frame.pos == "noun" and trigger.frame.id == "referral" and following is not None and following.is_agency

    def _only_says_whose(self, start: int, end: int) -> bool:
        """Whether tokens only say who made a thing: "the referral by the school for", "made by the GP for"."""
        makers = [m for m in self.mentions if start <= m.first and m.last <= end]
        rest = {self.tokens[k].lower for k in range(start, end)} - {
            t.lower for m in makers for t in self.tokens[m.first : m.last]
        }
        return len(makers) == 1 and rest <= GRAMMAR["articles"] | {"made", "by", "from"}

    @staticmethod
    def _named_again(group: list[Mention]) -> int:
        """Where those named together begin anew with one of them: "between the nurse and the GP, and also the nurse and the
        school"; their number if they do not."""
        words = [m.text.lower() for m in group]
        return next((n for n, word in enumerate(words) if word in words[:n]), len(group))

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
