"""Who stands where around a predicate: its subject, object, agent and partners."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from loaders.reading import frames
from loaders.reading.complements import RELATED
from loaders.reading.conversations import Conversations
from loaders.reading.grammar import GRAMMAR
from loaders.reading.mentions import Mention
from loaders.reading.slots import Slots

if TYPE_CHECKING:
    from loaders.reading.clauses import Trigger

_GETS = ("receive", "seek")  # what verbs carry a noun whose subject gets the thing
# moves of what is done to a letter, or of what it does
_OF_THINGS = ("arrive", "follow", "lose", "silent", "pass", "answer", "stop")
_SAID_OF_PAPERS = frozenset({"arrive", "follow", "lose", "silent", "stop"})  # moves of what is said of letters
# with these nobody is told to somebody: what follows "to" goes with the topic
_TOLD_OF = frozenset({"tell", "inform", "notify", "advise", "make aware", "update", "warn"})
_GIVERS = ("from", "agent", "owner", "subject", "between")
_PARTNERS = frozenset({"agent", "between", "from", "object", "subject", "to", "with"})


class Places(Conversations):
    """The places of one sentence."""

    def slots(self, trigger: Trigger) -> Slots:
        """Who stands where: subject, agent, object, to, from, with, between, of, owner (possessive or modifier of a noun)."""
        slots = Slots()
        subject, how = self._subject(trigger)
        subject = self._accompanied(self._specific(subject)) if subject else subject
        slots.put("subject" if how == "plain" else how, subject)
        if trigger.frame.pos == "noun" and self._is_called_for(trigger.first):
            slots.places.clear()
        if trigger.frame.pos == "noun" and not trigger.support and self._is_looked_at(trigger.first):
            slots.move("subject", "main")
        if trigger.passive and subject and subject[-1].last + 2 > trigger.group and self._is_paper(trigger.group - 1):
            slots.move("subject", "owner")  # "the school's records were not sent"
        comes = trigger.passive or (trigger.frame.move == "arrive" and any(m.is_agency for m in subject))
        opens = self._before_modifiers(subject[0]) if comes and how == "plain" and subject else -1
        if self._word_at(opens) == "what" or (self._word_at(opens) == "that" and self._word_at(opens - 1) == "nothing"):
            slots.move("subject", "from")  # "what the school knew was not passed on"
        if trigger.form == "infinitive":
            patient = self._patient(trigger)
            if patient and self._controls(patient):
                slots.places.clear()
                slots.put("subject", self._list(patient))  # "asked the GP to refer": the GP is to act
            elif patient and patient not in subject:  # and not "the refusal of the GP to share"
                slots.put("patient", self._list(patient))  # "telephoned the GP to make a referral"
        self._relative_partner(slots, trigger.group)
        if trigger.frame.id == "feedback" and any(self.preposition(m) == "to" for m in slots.places.get("to", ())):
            slots.move("to", "from")  # "the email to the GP, to which no reply was received"
        if how in ("pp", "inner") and trigger.passive and trigger.frame.pos == "verb":
            slots.put("owner", self._thinker(trigger.group))
        if (
            how in ("pp", "inner") and trigger.frame.pos != "noun" and "owner" not in slots.places
        ):  # "the school's letter reached", "a letter from it was"
            first = list(self._chain(trigger.group))[-1:]  # "the letter from the school was late and was not shared"
            for mention in [*subject, *self._sources(self._group_start(first[0]) if first else trigger.group)]:
                owns = mention.possessive and not self.preposition(mention)
                group = [mention] if owns else self._list(mention)
                if self._ends_passive(mention) and trigger.passive:
                    slots.put("agent-before", group)  # "was received by the school but not acted on"
                    continue
                slots.put("owner" if owns else "source", group if self._is_source(mention) else [])
                if how == "inner":  # "the letter in which the GP wrote was lost"
                    continue
                slots.put("addressee", group if self.preposition(mention) == "to" else [])  # "the letter to the GP was lost"
                slots.put("object", [mention] if trigger.frame.move == "ask" and self._is_asked_of(mention) else [])
            slots.move("source", "from")
        of_papers = trigger.frame.pos != "noun" and (trigger.passive or trigger.frame.move in _SAID_OF_PAPERS)
        if how == "plain" and subject and of_papers:
            slots.move("subject", self._whose_paper(subject[-1]))  # "the hospital letter was not read"
        does = not trigger.passive and (trigger.frame.move == "pass" or self._word_at(trigger.last) in ("it", "them", "this"))
        if "antecedent" in slots.places and trigger.frame.move in _OF_THINGS and not does:
            place = {"from": "from", "by": "from", "to": "addressee"}.get(self._of_which(slots.places["antecedent"][0]))
            if place:
                slots.move("antecedent", place)
        of_family = how == "plain" and any(m.kind == "family" for m in subject)  # "when Mother did not respond to the letter"
        if trigger.frame.pos != "noun" and trigger.frame.move in _OF_THINGS and not of_family:
            self._of_what_was_sent(slots, trigger)
        start = trigger.last
        if trigger.frame.pos == "noun":
            start = self._around_noun(slots, trigger)
        if trigger.passive and any(self._subordinates(i) for i in range(start, trigger.head)):
            self._after(slots, trigger.head + 1, trigger)  # "the information that he had been seen was passed to the GP"
        self._after(slots, start, trigger)
        if trigger.form == "gerund" and trigger.frame.pos == "verb":
            slots.move("agent", "subject")  # "sharing of information by the school"
        if "agent" not in slots.places:
            slots.move("agent-before", "agent")
        elif before := slots.places.pop("agent-before", None):  # "was held by the police and not asked for by the GP"
            slots.put("object", before if trigger.frame.move == "ask" else [])
        if trigger.passive and trigger.word in _TOLD_OF and self._is_of_topic(trigger, slots):
            slots.places.pop("to")  # "was told of the admission to the ward"
        if trigger.frame.move == "silent" or trigger.frame.id == "reference":
            slots.put("owner", self._in_paper(trigger))
        self._before_noun(slots, trigger)
        others = self.at.get(trigger.first - 1) if trigger.frame.id == "consultation" else None
        if others is not None and others.type == "multi-agency" and not others.possessive:
            slots.places.pop("owner", None)
            slots.put("with", [others])  # "no agency checks", "multi-agency enquiries"
        self._made_by(slots, trigger)
        slots.put("from", self._attended(slots, trigger))
        if "receive" in (trigger.frame.move, trigger.support) and not {"from", "owner"} & slots.places.keys():
            slots.put("from", self._maker_of_what_came(trigger.last))
        if trigger.frame.id == "feedback" and (asking := self._answered(trigger)):
            slots.places.pop("from", None)
            slots.places["to"] = asking
        if "from" in slots.places and self._answers_paper(trigger):
            asked = slots.places.pop("to", [])
            slots.move("from", "to")
            slots.put("from", asked)
        if trigger.frame.move == "with" and "between" not in slots.places and (listed := self._in_brackets(trigger.last)):
            slots.put("between", listed)
        if (
            trigger.frame.move == "with"
            and trigger.frame.pos == "noun"
            and slots.places.keys().isdisjoint(_PARTNERS - {"subject"})
        ):
            slots.put("between", self._parties(trigger, slots))
        slots.put(*self._possessor(trigger))
        if self._is_for_its_owner(trigger, slots.places.get("owner", ())):
            slots.put("to", slots.places.pop("owner"))
        if trigger.frame.move == "answer" and (trigger.passive or trigger.word.startswith("be ")):
            slots.move("owner", "from")  # "her calls were not returned": she got no answer
        if trigger.frame.move == "notice":
            slots.move("of", "to")  # "drew the attention of the GP to it"
        elif trigger.frame.id == "advice":
            slots.move("of", "from")
        if (
            trigger.frame.pos == "noun"
            and self._word_at(trigger.first) == "not"
            and (maker := self._agent(trigger.head, trigger.first))
        ):
            slots.places.pop("pp", None)
            slots.put("agent", maker)  # "a referral by the school to the GP, but not to the ward"
        if trigger.passive and "agent" not in slots.places:  # "was sent by the GP to the school but not to the nursery"
            slots.put("agent", self._agent(trigger.head, trigger.last))
            verb = self._verb_before(trigger.group) if trigger.first == trigger.head else None
            if verb is not None and self.tokens[trigger.head].lower == "not":  # "was told by the GP, but the school was not"
                slots.put("agent", self._agent(verb, trigger.group))
        if trigger.passive and "agent" not in slots.places and self._shares_agent(trigger.last):
            slots.move("agent-far", "agent")
        if self._is_given(trigger):
            slots.move("subject", "to")
            slots.move("antecedent", "to")
        if trigger.cue == "missed-opportunity" and trigger.form == "infinitive" and "subject" not in slots.places:
            slots.move("agent-far", "subject")  # "opportunities to tell the school were missed by the police"
        self._from_the_clause_before(slots, trigger)
        if trigger.passive and trigger.frame.move == "tell" and "agent" not in slots.places:
            by_letter = self._by_letter(trigger)
            if by_letter and by_letter == slots.places.get("to"):
                del slots.places["to"]  # "was told in a call to the GP"
            slots.put("agent", by_letter or self._ensurer(trigger))
        if trigger.frame.move in ("pass", "with") and not slots.places.keys() & _PARTNERS:
            slots.put("between", self._at_meeting(trigger))
        if trigger.frame.pos == "noun" and not trigger.support and "owner" not in slots.places:
            slots.put("owner", self._enclosing(trigger))
        if not {"subject", "antecedent"} & slots.places.keys():
            leads = trigger.frame.pos == "noun" and not trigger.support and slots.places.keys().isdisjoint({"to", "with"})
            slots.put("main" if leads else "subject", self._of_main_clause(trigger))
        if doers := self._closing(trigger) or self._of_main_passive(trigger):
            place = "agent" if trigger.passive else "subject"
            slots.places.pop(place, None)
            slots.put(place, doers)
        slots.put("subject", self._likewise(trigger), more="subject" in slots.places)
        for place, group in slots.places.items():
            slots.places[place] = self._specific(group)
        if (
            trigger.passive
            and "from" in slots.places
            and [m.text for m in slots.places["from"]] == [m.text for m in slots.places.get("to", ())]
        ):
            del slots.places["from"]  # "the outcome of the referral by the school was not fed back to the school"
        if trigger.support == "give" and "from" in slots.places and {"to", "with", "object"}.isdisjoint(slots.places):
            slots.move("subject", "to")  # "had no answer from the GP"
        if self._is_mutual(trigger, slots):
            if self._is_of_each_to_other(trigger):
                slots.put("between-again", slots.places.get("subject", ())[::-1])
            slots.move("subject", "between")
        topical = trigger.passive and trigger.word in GRAMMAR["topical"] and {"to", "with"}.isdisjoint(slots.places)
        if topical and len(slots.places.get("agent", ())) > 1:
            slots.move("agent", "between")  # "was discussed by the GP and the school", but not "was spoken to by"
        if trigger.passive and trigger.frame.move == "pass" and not {"agent", "owner", "from", "subject"} & slots.places.keys():
            slots.put("from", self._holders(trigger.group))
        if trigger.frame.move == "know" and (trigger.cue or trigger.frame.kind == "FAILED_TO_SHARE"):
            slots.put("from", self._who_knew(trigger))
            slots.put("knower", self._whose_matter(trigger))
        if trigger.cue and trigger.passive and trigger.frame.move in ("tell", "contact") and "agent" not in slots.places:
            slots.put("knower", self._whose_matter(trigger))
        if trigger.cue and trigger.frame.move in ("tell", "know") and len(subject) == 1 and self._is_successor(subject[0]):
            slots.put("agent" if trigger.passive else "from", subject)  # "the new social worker was not told"
        slots.put("from", self._predecessor(trigger, slots))
        return slots

    def part_end(self, i: int) -> int:
        """Where the part of the sentence ends that token ``i`` is in: at a semicolon, beyond which another thing is told."""
        return next((j for j in range(i, len(self.tokens)) if self.tokens[j].text == ";"), len(self.tokens))

    def _predecessor(self, trigger: Trigger, slots: Slots) -> list[Mention]:
        """Of whose service the one is from whom nothing came to one who took over: "the new school did not receive the file",
        "no handover to the new health visitor"; none where somebody else's paper is spoken of."""
        hands_over = "handover" in trigger.word
        if not hands_over and not (trigger.cue and trigger.frame.move == "receive"):
            return []
        got = [m for place in ("subject", "to", "with") for m in slots.places.get(place, ()) if self._is_successor(m)]
        rest = range(trigger.last, self.part_end(trigger.last))
        paper = any(self._is_paper(i) for i in rest)
        others = any(self.at[i].is_agency and self.at[i] not in got for i in rest if i in self.at)
        known = any(m.is_agency and m not in got for place in _GIVERS for m in slots.places.get(place, ()))
        return got if (hands_over or paper) and len(got) == 1 and not others and not known else []

    def _is_of_topic(self, trigger: Trigger, slots: Slots) -> bool:
        """Whether what follows "to" goes with what a service was told of, as a topic word stands between: "was told of the
        admission to the ward"."""
        to = slots.places.get("to", [])
        between = [self.tokens[i].lower for i in range(trigger.last, to[0].first)] if to else []
        told = any(m.is_agency for m in slots.places.get("subject", ()))
        return told and "," not in between and not GRAMMAR["topics"].isdisjoint(between)

    def _is_for_its_owner(self, trigger: Trigger, owner: Sequence[Mention]) -> bool:
        """Whether a form is by its name for the service that it is of: "the charity's referral form", "a health visitor liaison
        form"."""
        words = {t.lower for m in owner[:1] for t in self.tokens[m.first : trigger.last]}
        names = GRAMMAR["forms"], GRAMMAR["by-whom-they-go-to"]
        return trigger.frame.id == "referral" and not any(words.isdisjoint(each) for each in names)

    def _parties(self, trigger: Trigger, slots: Slots) -> list[Mention]:
        """Who had contact, where all are named before it or after a colon: "HV/GP liaison", "discussion held: GP, school"."""
        ends = range(trigger.last, min(len(self.tokens), trigger.last + 4))
        colon = next((i for i in ends if self.tokens[i].text == ":"), None)
        first = self.at.get(colon + 1) if colon is not None else None
        named = self._list(first) if first is not None and first.is_agency else slots.places.get("owner", [])
        return named if len(named) > 1 and not trigger.support else []

    def _answered(self, trigger: Trigger) -> list[Mention]:
        """Whose request or call is answered: "the response to the letter from the GP", "the reply to the school's call"."""
        first = next((m for m in self.mentions if m.first >= trigger.last), None)
        if first is not None and self.preposition(first) in ("of", "by"):  # "the response of the ward to"
            first = next((m for m in self.mentions if m.first >= first.last), None)
        if first is None or not first.is_agency or first.first - trigger.last > 12:
            return []
        between = [t.lower for t in self.tokens[trigger.last : first.first]]
        asks = "to" in between and not any(self._is_verb(i) for i in range(trigger.last, first.first))
        return self._list(first) if asks and (first.possessive or self.preposition(first) in ("from", "of", "by")) else []

    def _attended(self, slots: Slots, trigger: Trigger) -> list[Mention]:
        """Who tells of an attendance, which is where it took place: "the notification of her visit to the hospital"."""
        if trigger.frame.pos != "noun" or self._word_at(trigger.last) not in ("of", "about", "after", "following"):
            return []
        for i in range(trigger.last + 1, min(len(self.tokens) - 2, trigger.last + 5)):
            if self.tokens[i].lower in GRAMMAR["attendances"] and self.tokens[i + 1].lower in ("at", "in", "to", "from"):
                place = self.at.get(i + 2) or self.at.get(i + 3)
                if place is not None and place.is_agency and place.kind == "agency":
                    if slots.places.get("to") == [place]:
                        del slots.places["to"]
                    return [place]
        return []

    def _made_by(self, slots: Slots, trigger: Trigger) -> None:
        """Who made or received a thing of which something else is said: "the referral made by the school was closed"."""
        agent = slots.places.get("agent", ())
        if trigger.frame.pos == "noun" and trigger.passive and agent and agent[0].last <= trigger.head:
            verb = self._verb_before(agent[0].first)
            received = verb is not None and frames.support().get(self.tokens[verb].lower) == "receive"
            slots.move("agent", "to" if received else "owner")

    def _is_successor(self, mention: Mention) -> bool:
        """Whether a person is one who took over from another of the same service: "the receiving health visitor"."""
        words = {t.lower for t in self.tokens[max(0, mention.first - 1) : mention.last]}
        return mention.is_agency and not words.isdisjoint(GRAMMAR["successors"])

    def _of_what_was_sent(self, slots: Slots, trigger: Trigger) -> None:
        """Whose letter to whom it is that was not answered, where a clause inside the phrase says so."""
        givers, takers = self._sent_before(trigger)
        if givers or takers:
            for place in ("subject", "antecedent", "inner", "pp"):
                slots.places.pop(place, None)
            slots.put("from", givers)
            slots.put("addressee", takers)

    def _answers_paper(self, trigger: Trigger) -> bool:
        """Whether an answer is to a letter or a referral, whose sender gets it: "no response to the referral from the school"."""
        if trigger.frame.id != "feedback" or self._word_at(trigger.last) != "to":
            return False
        return any(frames.nouns().match(self.tokens, j) for j in range(trigger.last + 1, min(len(self.tokens), trigger.last + 5)))

    def _shares_agent(self, start: int) -> bool:
        """Whether a passive has its agent after another that is joined to it: "was rung twice and once emailed by the school"."""
        for i in range(start, min(len(self.tokens), start + 12)):
            if i in self.at or self._subordinates(i):
                return False
            if self.tokens[i].lower in ("and", "but"):
                return self._verb_from(i + 1) is not None
        return False

    def _of_which(self, antecedent: Mention) -> str:
        """The preposition before the service that is nearest to a "which" that means the thing before it: "the letter from the
        GP, which was not answered"."""
        i = antecedent.last + (self._word_at(antecedent.last) == ",")
        return self.preposition(antecedent) if self._word_at(i) == "which" else ""

    def _relative_partner(self, slots: Slots, start: int) -> None:
        """To or from whom a relative clause says that something was done: "the GP, to whom the hospital had written", "from whom
        no reply was received", "whom she rang". ``start``: the token where what is said begins."""
        for i in range(start - 1, max(0, start - 10), -1):
            relates = self.tokens[i].lower in ("whom", "which") and self.tokens[i - 1].lower in RELATED
            if relates and self._is_verb(start) and self._bare(start) is None and any(map(self._is_verb, range(i + 1, start))):
                slots.places.pop("subject", None)  # "the GP to whom she was referred was not told"
                slots.put("subject", self._antecedent(i - 1))
            elif relates:
                for place in ("subject", "inner", "antecedent"):  # none from before the relative clause
                    if any(m.last <= i for m in slots.places.get(place, ())):
                        del slots.places[place]
                slots.put(RELATED[self.tokens[i - 1].lower], self._antecedent(i - 1))
            elif self.tokens[i].lower == "whom" and not any(self._is_verb(j) for j in range(i, start)):
                slots.put("object", self._antecedent(i))
            if not self.tokens[i].is_word:
                return

    def _before_noun(self, slots: Slots, trigger: Trigger) -> None:
        """Who stands between a verb and its noun: "made the GP a referral", "sought from the school its advice"."""
        if trigger.frame.pos == "noun" and trigger.head < trigger.first:
            between = [m for m in self.mentions if trigger.head < m.first and m.last <= trigger.first]
            slots.put("object", [m for m in between if not m.possessive and not self.preposition(m)])
            for mention in between:
                if self.preposition(mention) in ("to", "from", "with"):
                    slots.put(self.preposition(mention), self._list(mention))

    def _of_main_passive(self, trigger: Trigger) -> list[Mention]:
        """By whom the thing was done that is said to lack another: "was closed by the GP without checks being made"."""
        start = min(trigger.group, trigger.first)
        without = next((i for i in range(start - 1, max(0, start - 6), -1) if self.tokens[i].lower == "without"), None)
        lacks = without is not None and not any(map(self._is_verb, range(without, start)))
        verb = self._verb_before(without) if without and lacks else None
        passive = verb is not None and any(t.lower in GRAMMAR["be"] for t in self.tokens[self._group_start(verb) : verb])
        own = any(without < m.first < start for m in self.mentions) if without else False  # "without the GP being aware"
        if not passive or verb is None or without is None or (own and not trigger.passive):
            return []
        receiver = next((m for m in self.mentions if m.last <= verb and self.preposition(m) == "to"), None)
        return self._agent(verb, without) or (self._list(receiver) if receiver else [])  # "the referral to the GP was declined"

    def _is_mutual(self, trigger: Trigger, slots: Slots) -> bool:
        """Whether a predicate is of its subjects with each other, in so many words or because no partner is named ("the GP and
        the midwife did not speak")."""
        subject = slots.places.get("subject", [])
        plural = any(
            m.type == "multi-agency"
            or self.tokens[m.first - 1].lower in ("two", "both")
            or m.text.lower() in GRAMMAR["stand-for-several"]
            for m in subject
        )
        several = (len(subject) > 1 or plural) and not trigger.passive
        partners = [m for p in ("to", "with", "object", "patient", "next") for m in slots.places.get(p, ())]
        spoken_of = [m for p in ("object", "next") for m in slots.places.get(p, ())]
        topics = spoken_of if trigger.word in GRAMMAR["topical"] else ()  # "discussed the family", "met to discuss the family"
        alone = all(m.kind == "family" and m in topics for m in partners)
        if several and alone and trigger.word.split()[0] in GRAMMAR["mutual"]:
            return True
        words = [t.lower for t in self.tokens[trigger.last : trigger.last + 8]]
        pairs = list(pairwise(words))
        of_two = any(m.text.lower() in GRAMMAR["of-two"] for m in subject)
        return ("each", "other") in pairs or ("one", "another") in pairs or (of_two and self._is_of_each_to_other(trigger))

    def _is_of_each_to_other(self, trigger: Trigger) -> bool:
        """Whether what follows a predicate is "the other": "neither told the other", not "told the other school"."""
        reach = range(trigger.last, min(trigger.last + 5, len(self.tokens) - 1))
        at = next((i for i in reach if self._word_at(i) == "the" and self._word_at(i + 1) == "other"), None)
        return at is not None and at + 1 not in self.at and self._word_at(at + 2) in GRAMMAR["after-her"]

    def _possessor(self, trigger: Trigger) -> tuple[str, list[Mention]]:
        """The pronoun that says whose the thing is that passed or that tells, and its place: "received her letter", "their notes
        were sent", "his report told the GP"."""
        noun, carried = trigger.frame.pos == "noun", trigger.support == "give" and not trigger.passive
        bare = noun and not carried  # "the GP sent her notes": the GP gives them
        move, undergoes = trigger.frame.move, trigger.passive or trigger.word.startswith("be ")
        tells = carried or (not noun and not undergoes and move in ("tell", "pass", "answer", "silent"))
        if not (bare or tells or (undergoes and move in ("pass", "refer", "answer")) or move == "arrive"):
            return "", []
        for i in range((trigger.first if bare else trigger.group) - 1, -1, -1):
            if self.tokens[i].lower in GRAMMAR["owners"] and i not in self.at:
                starts = i == 0 or self.tokens[i - 1].text in ",;:–" or self._subordinates(i - 1)
                whole = bare or starts or self._word_at(i - 1) in GRAMMAR["connectives"]
                mine = [Mention(i, i + 1, "pronoun", self.tokens[i].text, possessive=True)]
                copied = noun and trigger.word in GRAMMAR["copies"]  # "received its copy"
                return ("subject" if tells else "to" if copied else "owner"), (mine if whole else [])
            if not self.tokens[i].is_word or self._is_verb(i) or self._subordinates(i):
                break
            if i in self.at and (bare or not self.is_governed(self.at[i])):
                break
            if bare and (self.tokens[i].lower in GRAMMAR["prepositions"] or self.tokens[i].lower in GRAMMAR["articles"]):
                break
        return "", []

    def _around_noun(self, slots: Slots, trigger: Trigger) -> int:
        """Whose a noun is, and who made it in a relative clause ("the call which the school made to the MASH"); the token from
        which its partners may follow."""
        of = trigger.first - 1
        while of > 0 and self._word_at(of) in GRAMMAR["determiners"]:
            of -= 1
        giver = self.at.get(of - 1) if self._word_at(of) == "of" else None
        if giver is not None and self.preposition(giver) == "by":
            slots.places.pop("pp", None)
            slots.put("owner", self._list(giver))  # "the provision by the GP of information to the school"
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
                    words = (t.lower for t in self.tokens[inside.last : trigger.first])
                    if inside.is_agency and (inside.possessive or all(w in GRAMMAR["paper-kinds"] for w in words)):
                        place = self._modified_by(inside, trigger)  # "the police safeguarding referral"
                        if inside in slots.places.get("subject", ()):
                            del slots.places["subject"]
                        slots.put(place, [inside])
                    break
                if self.tokens[j].text in ",.;:" or self.tokens[j].lower in GRAMMAR["prepositions"]:
                    break
        if (trigger.support and not trigger.passive) or (
            trigger.first and self.tokens[trigger.first - 1].lower in GRAMMAR["auxiliaries"]
        ):
            return trigger.last
        if trigger.last in self.insertions:  # "the referral, which was made by the school, was"
            end = self.insertions[trigger.last]
            received = any(frames.support().get(self.tokens[i].lower) in _GETS for i in range(trigger.last, end))
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
                    noted = maker.first == trigger.last and maker.last < len(self.tokens)
                    if noted and self.tokens[maker.last].lower in ("to", "/", "→"):
                        slots.put("owner", makers)  # in the style of notes: "Letter GP to school"
                    return trigger.last
                word = self.tokens[verb].lower
                if frames.support().get(word) in _GETS:
                    slots.put("to", makers)
                elif word in frames.support() or word in frames.verbs():
                    knows = trigger.frame.move == "know"  # "without the knowledge that the GP had seen him"
                    slots.put("from" if knows else "owner", makers)
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
            be = any(word in GRAMMAR["be"] for word in self._group_words(trigger.group, trigger.head))
            return trigger.support == "give" and not trigger.passive and be and trigger.head < trigger.first
        if not (trigger.passive and trigger.frame.move == "pass" and trigger.form != "reduced"):
            return False
        lower = self.tokens[trigger.last].lower if trigger.last < len(self.tokens) else "."
        return lower in GRAMMAR["articles"] or lower in ("any", "no", "some", "nothing", "details", "information", "copies")
