"""Who acts in a predicate: its subject, shared with the verbs it is coordinated with, or taken from the clause around it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from loaders.reading import frames
from loaders.reading.grammar import GRAMMAR
from loaders.reading.lists import Lists
from loaders.reading.mentions import Mention

if TYPE_CHECKING:
    from loaders.reading.clauses import Trigger


_REACH = 30  # tokens between two infinitives that are joined


class Doers(Lists):
    """The doers of one sentence."""

    def _subject(self, trigger: Trigger) -> tuple[list[Mention], str]:
        """Who acts, and how it was found: "plain", "antecedent", "inner" (across another clause) or "pp" (none but one that is
        governed)."""
        inside = [m for m in self.mentions if trigger.first < m.first and m.last == trigger.head]
        if inside and trigger.frame.pos == "verb":
            return inside, "plain"  # "at neither meeting was the school present"
        if trigger.cue == "not" and self._word_at(trigger.first) == "not" and trigger.first < trigger.group:
            other = next((m for m in self.mentions if m.first > trigger.first), None)
            return (self._list(other) if other else []), "plain"  # "the GP, but not the school, was told"
        judged = self.at.get(trigger.group - 2) if self.tokens[trigger.group - 1].lower == "for" else None
        if trigger.form == "gerund" and judged is not None and judged.is_agency and not judged.possessive:
            return self._list(judged), "plain"  # "criticised the school for not telling"
        if trigger.form == "gerund" and not trigger.passive and (opener := self._gerunds_from(trigger.group)):
            controller = self._controller(opener)
            if controller:
                return controller, "plain"
        finite = trigger.form in ("finite", "bare", "adjective") or (trigger.passive and trigger.form != "reduced")
        if finite and (trigger.frame.pos != "noun" or trigger.head < trigger.first):
            return self._of_verb(trigger.group)
        start = trigger.first if trigger.frame.pos == "noun" and not trigger.support else self._first_infinitive(trigger)
        if trigger.form == "reduced" and self._word_at(start - 1) in GRAMMAR["before-participle"]:
            start -= 1  # "the school, although invited, sent"
        doers, how = self._nearest(start, infinitive=trigger.form == "infinitive", noun=trigger.frame.pos == "noun")
        if trigger.frame.pos == "noun" and trigger.passive and how == "plain" and self._was_done_to(doers[-1], trigger.first):
            how = "inner"  # "the school was not told, and no check was made with the GP": not by the school
            doers = self._agent(doers[-1].last, trigger.first) or doers
        return doers, how

    def _gerunds_from(self, group: int) -> int:
        """The preposition before a gerund, or before the first of those joined with it, else 0: "without holding a meeting or
        telling the school"."""
        if self._word_at(group - 1) not in ("and", "or"):
            return group - 1 if self._word_at(group - 1) in GRAMMAR["adjuncts"] else 0
        for i in range(group - 2, max(0, group - _REACH), -1):
            if self._word_at(i) in GRAMMAR["operators"] or self._subordinates(i) or self.tokens[i].text in ".;:":
                break
            if self._word_at(i) in GRAMMAR["adjuncts"] and self._word_at(i + 1).endswith("ing"):
                return i
        return 0

    def _was_done_to(self, mention: Mention, end: int) -> bool:
        """Whether a passive says of a mention that it was told or left out, before an "and" that leads to token ``end``."""
        i = self.insertions.get(mention.last, mention.last)
        while i < end and self.tokens[i].lower in GRAMMAR["auxiliaries"]:
            i += 1
        passive = any(t.lower in GRAMMAR["be"] for t in self.tokens[max(i - 4, 0) : i]) and self.tokens[i].lower in frames.verbs()
        return passive and any(self.tokens[j].lower in ("and", "but", ";") for j in range(i + 1, end))

    def _first_infinitive(self, trigger: Trigger) -> int:
        """Where the verb group of an infinitive starts, or that of the first of those joined with it: "failed to ring the GP or
        to write"."""
        group = trigger.group
        while trigger.form == "infinitive" and self.skip_back(group - 1) > 0:
            i = self.skip_back(group - 1)
            if self.tokens[i].lower not in GRAMMAR["connectives"] and self.tokens[i].lower != "but":
                break
            before = (j for j in range(i - 1, max(0, i - _REACH), -1) if self.tokens[j].lower == "to" and j + 1 not in self.at)
            first = next((j for j in before if self._is_infinitive(j + 1)), None)
            if first is None or any(self.tokens[j].text in ";:" for j in range(first, i)):
                break
            group = self._group_start(first + 1)
        return group

    def _is_infinitive(self, i: int) -> bool:
        """Whether a verb in its plain form stands at a token."""
        lower, after = self._word_at(i), self._word_at(i + 1)
        return (
            lower in frames.plain_forms()
            or lower in GRAMMAR["infinitives"]
            or (after in GRAMMAR["articles"] and i not in self.at)
        )

    def _opens_infinitive(self, i: int) -> bool:
        """Whether "to" at a token opens an infinitive and no phrase: "to improve the service"."""
        no_verb = i + 1 in self.at or self._word_at(i + 1) in GRAMMAR["determiners"] | GRAMMAR["prepositions"]
        return not no_verb and self._is_infinitive(i + 1)

    def _of_verb(self, group: int, depth: int = 4) -> tuple[list[Mention], str]:
        """The subject of the verb group that starts at a token; a coordinated verb shares that of the one before."""
        sharer = self._sharer(group, depth)
        return sharer[1:] if sharer else self._nearest(group)

    def _sharer(self, group: int, depth: int) -> tuple[int, list[Mention], str] | None:
        """The verb with which the verb group that starts at a token is coordinated, its subject and how that was found; rather
        one whose subject is a service: "was told where she lived and informed the school", "the report says that the nurse was
        told, but did not inform the school"."""
        i = self._bare(group)
        found: tuple[int, list[Mention], str] | None = None
        for verb in self._shared(i) if i is not None and depth else ():
            subject, how = self._of_verb(self._group_start(verb), depth - 1)
            if how in ("plain", "antecedent"):
                if any(m.kind not in ("family", "process", "pronoun") for m in subject):
                    return verb, subject, how
                if found is None or all(m.kind == "family" for m in found[1]):
                    found = verb, subject, how
        if i is not None and found is not None and all(m.kind == "process" for m in found[1]):
            for verb in (j for j in range(i - 1, 0, -1) if self._is_verb(j) and self._opener(j) is not None):
                subject, how = self._of_verb(self._group_start(verb), depth - 1)
                if how == "plain" and any(m.is_agency for m in subject):
                    return verb, subject, how
        return found

    def _controller(self, i: int) -> list[Mention]:
        """Who does what a gerund after the preposition at token ``i`` says: the doer of the verb that it goes with, or of one
        around that where its own is no service: "wrote that the father was well, without telling the school"."""
        verb = self._verb_before(i)
        for _ in range(4):
            if verb is None or any(t.text == ";" for t in self.tokens[verb:i]):
                break
            doers = self._who_does(verb, i)
            opener = self._opener(verb)
            named = any(m.is_agency for m in doers)
            if named or (opener is None and any(m.text.lower() in GRAMMAR["persons"] for m in doers)):
                return doers
            verb = self._verb_before(self._group_start(verb) if opener is None else opener)
        return []

    def _who_does(self, verb: int, end: int) -> list[Mention]:
        """Who does what a verb says, by its own clause: the agent of a passive, before token ``end``, else the subject."""
        start = self._group_start(verb)
        if any(t.lower in GRAMMAR["be"] for t in self.tokens[start:verb]):
            return self._agent(verb, end)
        doers, how = self._of_verb(start)
        return doers if how in ("plain", "antecedent") else []

    def _agent(self, verb: int, end: int) -> list[Mention]:
        """By whom something is done, before token ``end``: "was sent by the ward to the GP and copied to the school"."""
        agent = next((m for m in self.mentions if verb < m.first and m.last <= end and self.preposition(m) == "by"), None)
        return self._list(agent) if agent else []

    def _bare(self, group: int) -> int | None:
        """The coordinator or comma right before a verb group, if it has no subject of its own."""
        if self.tokens[group].lower == "nor":
            return group  # "was neither invited to the meeting nor told of it"
        i = self.skip_back(group - 1)
        for j in range(i, max(0, i - 6), -1):
            if self._is_verb(j) or (j in self.at and self._is_own_subject(self.at[j], group)):
                break
            if self.tokens[j].lower in GRAMMAR["prepositions"] and self.tokens[j - 1].lower in ("and", "but", "then"):
                i = j - 1  # "and with her agreement referred"
                break
        return (
            i
            if i > 0 and (self.tokens[i].lower in GRAMMAR["connectives"] or self.tokens[i].lower in ("but", "then", ";"))
            else None
        )

    def _is_own_subject(self, mention: Mention, group: int) -> bool:
        """Whether a verb group has a mention before it as its subject: "and on the next day she rang"."""
        if mention.possessive:
            return False
        return mention.is_agency or (mention.last == group and mention.kind != "nobody" and not self.is_governed(mention))

    def _shared(self, i: int) -> Iterator[int]:
        """The verbs with which the one after the coordinator at token ``i`` may be coordinated, the nearest first. After a
        comma or "but" none of a clause that something opens within its own ("said that he was ill, and rang"), unless both are
        in the same remote past ("said that she had visited but had not rung")."""
        loose = self.tokens[i].text in ",;" or (i > 0 and self.tokens[i - 1].text in ",;")
        loose = loose or (self.tokens[i].lower == "but" and self._word_at(i + 1) != "had")
        j = i - 1
        while j >= 0:
            j = self._before.get(j, j)
            if j < 0 or self.tokens[j].text == "|" or (self.tokens[j].text == ";" and i - j > 1 and self.tokens[i].text != ";"):
                return
            if self._is_verb(j) and self.tokens[j - 1].lower != "to":
                opener = self._opener(j)
                if opener is None or not (loose or self.tokens[opener].lower == "what" or self._changes_tense(j, i + 1)):
                    yield j
                if opener is None:
                    return
                j = opener
            j -= 1

    def _changes_tense(self, verb: int, i: int) -> bool:
        """Whether a verb is in the present and the one from token ``i`` in the past: "for people who drink and wrote"."""
        lower, later = self.tokens[verb].lower, self._verb_from(i)
        present = lower in frames.plain_forms() | GRAMMAR["infinitives"] and lower not in frames.participles()
        present = present and self._group_start(verb) == verb
        return present and later == i and not self._is_infinitive(i)

    def _opener(self, verb: int) -> int | None:
        """The word that opens the clause of a verb within another; a relative clause after a comma goes on as its own."""
        for j in range(verb - 1, -1, -1):
            lower = self.tokens[j].lower
            if self.tokens[j].text in ",;" or (lower in ("and", "but") and self._verb_from(j + 1) is not None):
                return None
            if self._subordinates(j) or lower in ("as", "what"):
                if not j and self._begins_main_clause(verb):
                    return None
                return j if lower not in GRAMMAR["relatives"] or self.tokens[j - 1].text != "," else None
        return None

    def _begins_main_clause(self, verb: int) -> bool:
        """Whether a verb and its subject go on after an opening clause without a comma."""
        group = self._group_start(verb)
        subject = next((m for m in self.mentions if m.last == group), None)
        return subject is not None and self._resumes(subject)

    def _nearest(self, start: int, infinitive: bool = False, noun: bool = False) -> tuple[list[Mention], str]:
        """The nearest actor before a token that nothing governs. One behind a noun that is the subject itself, or behind a
        word that opens a clause, is of another clause."""
        i = start - 1
        fallback: list[Mention] = []
        if not noun and not infinitive and self._is_of_inverted_noun(i):
            return [], "pp"
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
            if mention is not None and mention.is_agency and (deny := self._denied_at(mention)):
                i, crossed = deny - 1, False
                continue
            if mention is not None:
                lower = mention.text.lower()
                governor = self.preposition(mention)
                if lower == "which" and governor in GRAMMAR["circumstance"]:
                    crossed = True  # "a meeting at which information was shared"
                elif mention.kind == "pronoun" and (lower in ("who", "which") or self._is_part(mention.first)):
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
                elif lower in ("neither", "none") and (several := self._several(mention)):
                    return several, "plain"  # "the school and the GP knew, and neither of them told"
                elif (
                    lower == "neither"
                    and self.skip_back(mention.first - 1) in self.at
                    and self._is_verbal(self.tokens[mention.last].lower)
                ):
                    pass  # "the school neither rang nor wrote"
                elif mention.kind == "nobody" and fallback and fallback[0].is_agency and self._stands_for_service(mention.last):
                    return fallback, "inner" if crossed else "plain"  # "nobody from the school rang"
                elif mention.last == start - 1 and self.tokens[mention.last].lower == "from":
                    return self._list(mention), "inner" if crossed else "plain"  # "prevented the school from telling"
                elif mention.last == start and self._goes_with_gerund(governor, start):
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
                        if infinitive and not self._acts(mention):
                            fallback = fallback or group
                            i = mention.first - 1
                            continue
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

    def _several(self, mention: Mention) -> list[Mention]:
        """Those of whom none did something: the services of the last list before "none of them" that acts."""
        if self._word_at(mention.last) != "of" or self._word_at(mention.last + 1) not in ("them", "these", "those"):
            return []
        for earlier in reversed([m for m in self.mentions if m.last <= mention.first]):
            group = self._list(earlier)
            if len(group) > 1 and all(m.is_agency for m in group) and not self.is_governed(group[0]):
                return group
        return []

    def _goes_with_gerund(self, governor: str, start: int) -> bool:
        """Whether a gerund at token ``start`` is of who stands before it, after a preposition: "a call from the school asking",
        "the reason for the school not telling"."""
        if self.tokens[start].lower == "not":
            return governor in ("by", "for", "from", "in", "of") and self._word_at(start + 1).endswith("ing")
        return governor in ("by", "from") and self.tokens[start].lower.endswith("ing")

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

    def _is_of_inverted_noun(self, i: int) -> bool:
        """Whether the phrase that ends at token ``i`` is the subject of a passive whose auxiliary stands before it: "nor was the
        bruise mentioned"."""
        for j in range(i, max(0, i - 5), -1):
            if j in self.at or not self.tokens[j].is_word:
                break
            if self.tokens[j].lower in GRAMMAR["articles"]:
                return j < i and self._word_at(j - 1) in ("was", "were") and self._word_at(j - 2) in GRAMMAR["inverting"]
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
        """Whether what follows is done by a mention, or by those with it: "the failure of the school and the GP to"."""
        i = self._before_modifiers(self._list(mention)[0])
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

    def _chain(self, group: int, depth: int = 4) -> Iterator[int]:
        """The verbs with which the verb group that starts at a token is coordinated, the nearest first."""
        sharer = self._sharer(group, depth)
        i = self._bare(group)
        verb = sharer[0] if sharer else next(self._shared(i), None) if i is not None and depth else None
        if verb is not None:
            yield verb
            yield from self._chain(self._group_start(verb), depth - 1)

    def _patient(self, trigger: Trigger) -> Mention | None:
        """The object of the verb that an infinitive hangs on: "telephoned the GP to make a referral"."""
        group = self._first_infinitive(trigger)
        for mention in reversed(self.mentions):
            if mention.last <= group and group - mention.last <= 6:
                between = [t.lower for t in self.tokens[mention.last : group]]
                if any(w in GRAMMAR["subordinators"] or w in (",", "and", "but") for w in between):
                    return None
                is_object = self.is_governed(mention) and self.preposition(mention) != "by"
                return mention if is_object and (mention.kind != "pronoun" or self._controls(mention)) else None
        return None

    def _controls(self, patient: Mention) -> bool:
        """Whether the words before a mention make it the one to act: "asked the GP to", "failure on the part of the GP to"."""
        before = [t.lower for t in self.tokens[max(0, patient.first - 4) : patient.first]]
        return any(w in GRAMMAR["control"] for w in before)

    def _of_main_clause(self, trigger: Trigger) -> list[Mention]:
        """The subject of the clause that a fronted one leads in to: "Without telling the GP, the school closed the file", "On
        being told by the GP, the school rang", "When asked by the GP, the school said"."""
        opening = self.tokens[0].lower
        bare = trigger.form == "reduced" or self.tokens[trigger.group].lower.endswith("ing")
        fronted = (
            opening in GRAMMAR["prepositions"]
            or opening in ("rather", "instead", "not", "besides")
            or self._word_at(1) == "well"
            or opening.endswith("ing")
        )
        fronted = fronted or (bare and opening in GRAMMAR["subordinators"])
        own = (  # "following a discussion with the GP, the nurse", "in her letter to the GP, the nurse"
            trigger.frame.move == "with" and self._word_at(trigger.last) == "with"
        ) or self.tokens[trigger.first - 1].lower in ("her", "his", "its", "their")
        is_noun = trigger.frame.pos == "noun" and not trigger.support and not own
        leads = (opening in GRAMMAR["upon"] or self._word_at(1) in GRAMMAR["in-answer"]) and trigger.frame.move in (
            "refer",
            "pass",
            "tell",
        )
        inside = trigger.group > 4 + 4 * leads and not opening == self._word_at(trigger.group) == "having"  # "and having rung"
        if inside or (is_noun and not leads) or (trigger.passive and not bare) or not fronted:
            return []
        for mention in self.mentions:
            i = self._before_modifiers(mention)
            if i < trigger.last or not self._ends_phrase(i) or mention.possessive or self.is_governed(mention):
                continue
            group = self._list(mention)
            if self._acts(group[-1]):
                return group
        return []

    def _likewise(self, trigger: Trigger) -> list[Mention]:
        """Who did the same: "informed the GP, as did the health visitor", "was not asked, nor was the school", "was told at noon
        and the school at one"."""
        for i in range(trigger.last, min(len(self.tokens) - 2, trigger.last + 25)):
            if (self.tokens[i].text == "." and not self._in_number(i)) or (
                self.tokens[i].text == ";" and self.tokens[i + 1].lower not in ("nor", "neither")
            ):
                break
            joins = self.tokens[i].lower == "and" and i not in self.at
            if trigger.passive and joins and (later := self._at_another_time(i + 1)):
                return later
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

    def _at_another_time(self, i: int) -> list[Mention]:
        """Whom a verb is said of again with a time of its own: "and the school at 22.10"."""
        while self._word_at(i) in GRAMMAR["determiners"]:
            i += 1
        mention = self.at.get(i)
        if mention is None or not mention.is_agency or self._word_at(mention.last) not in ("at", "on"):
            return []
        when = self._word_at(mention.last + 1)
        return [mention] if when[:1].isdigit() or when in GRAMMAR["calendar"] or when in GRAMMAR["times"] else []
