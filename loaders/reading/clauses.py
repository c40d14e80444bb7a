"""Exchange phrases over the clauses of a sentence: a predicate, whether it happened, and who stands where around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.reading import frames
from loaders.reading.frames import Frame
from loaders.reading.grammar import GRAMMAR
from loaders.reading.lexicon import Lexicon
from loaders.reading.mentions import Mention
from loaders.reading.polarity import Polarity
from loaders.reading.text import Token


@dataclass(frozen=True)
class Trigger:
    """A frame found at tokens ``first`` to ``last`` (exclusive); ``head`` is the verb that carries it (for a noun its support
    verb or itself), ``group`` the first token of the verb group."""

    frame: Frame
    word: str
    first: int
    last: int
    head: int
    group: int
    passive: bool
    support: str  # "", give, receive
    cue: str  # how the clause makes it a gap ("" = it happened)
    modality: str  # "", norm, intention, hypothetical
    governor: str  # the word before an infinitive or gerund
    form: str  # finite, infinitive, gerund, noun, bare


@dataclass
class Slots:
    """The mentions around a trigger, by grammatical place; nearest first."""

    places: dict[str, list[Mention]] = field(default_factory=dict)

    def put(self, place: str, mentions: Sequence[Mention]) -> None:
        if mentions:
            self.places.setdefault(place, list(mentions))


class Sentence:
    """The tokens and mentions of one sentence, with its relative clauses set aside. ``forms`` are the review's own names of
    notification forms ("CF9")."""

    def __init__(self, tokens: Sequence[Token], mentions: Sequence[Mention], forms: Lexicon[str] | None = None) -> None:
        self._forms = forms
        self.tokens = tokens
        self.mentions = mentions
        self.at: dict[int, Mention] = {i: m for m in mentions for i in range(m.first, m.last)}
        self._skips = self._relative_clauses()
        self._polarity = Polarity(tokens, self.at, self._skips)

    def _relative_clauses(self) -> list[tuple[int, int]]:
        """Token ranges of ", who ... ," and "( ... )": skipped when the subject of a later verb is looked for."""
        spans, open_at = [], None
        for i, token in enumerate(self.tokens):
            if token.text == "(":
                close = next((j for j in range(i + 1, min(len(self.tokens), i + 40)) if self.tokens[j].text == ")"), None)
                if close:
                    spans.append((i, close + 1))
            elif token.text in (",", "–", "—"):
                if open_at is not None and i > open_at + 1:
                    spans.append((open_at, i + 1))
                    open_at = None
                following = self.tokens[i + 1].lower if i + 1 < len(self.tokens) else ""
                third = self.tokens[i + 2].lower if i + 2 < len(self.tokens) else ""
                if following in (
                    "who",
                    "which",
                    "whose",
                    "where",
                    "whom",
                    "having",
                    "although",
                    "though",
                    "while",
                    "when",
                    "despite",
                    "following",
                    "after",
                ) or third in ("whom", "which"):
                    open_at = i
        return spans

    def skip_back(self, i: int) -> int:
        """If token ``i`` ends an inserted clause, the token before that clause; else ``i``."""
        for start, end in self._skips:
            if end - 1 == i:
                return start - 1
        return i

    def triggers(self) -> Iterator[Trigger]:
        """All frames of the sentence, verbs, nouns and adjectives."""
        verbs, adjectives = frames.verbs(), frames.adjectives()
        i = 0
        while i < len(self.tokens):
            token = self.tokens[i]
            if idiom := frames.idioms().match(self.tokens, i):
                i = idiom[0]
                continue
            inside = self.at.get(i)
            blocked = inside is not None and inside.kind not in ("pronoun", "name") and not self._passed(inside)
            noun = None if blocked else frames.nouns().match(self.tokens, i)
            if noun is None and not blocked and self._forms and (form := self._forms.match(self.tokens, i)):
                noun = (form[0], (frames.form_frame(), "form"))
            if not blocked:
                for frame, word, particle in verbs.get(token.lower, ()):
                    completed = self._particle(particle, i) if particle else i
                    if completed is not None and not self._nominal(i) and not self._attributive(i):
                        yield self._verb(frame, word, i, completed if token.lower in GRAMMAR["be"] else i)
                if token.lower in adjectives:
                    yield self._verb(adjectives[token.lower], token.lower, i, i)
            if noun and (self._nominal(i) or token.lower not in verbs):
                last, (frame, word) = noun
                yield self._noun(frame, word, i, last)
                i = last
                continue
            i += 1

    def _passed(self, mention: Mention) -> bool:
        """Whether a meeting or a paper is one that services had with each other: "a strategy discussion with the police", "the
        report by the school to the court"."""
        return (
            (mention.kind == "process" and self._word(mention.last) in ("by", "from", "to"))
            or (mention.role == "meeting" and self._word(mention.last) in ("with", "between"))
        ) and bool(self._object_at(mention.last + 1))

    def _particle(self, particle: str, i: int) -> int | None:
        """Where the word that completes a verb follows it, past its object ("follow the matter up", "made the school aware"); a
        noun does not complete it as part of a phrase ("gave permission for information")."""
        through_phrases = particle in GRAMMAR["prepositions"]
        j = i + 1
        for _ in range(6):
            if j >= len(self.tokens) or self.tokens[j].text in ".;:" or self.tokens[j].lower in GRAMMAR["subordinators"]:
                return None
            end = self.at[j].last if j in self.at else j + 1
            for k in range(j, end):
                if self.tokens[k].lower in (particle, particle + "s"):
                    return k
            if self._word(j) in GRAMMAR["prepositions"] and self._word(j) not in ("to", "in", "of") and not through_phrases:
                return None
            j = end
        return None

    def _nominal(self, i: int) -> bool:
        """Whether a word that may be verb or noun is a noun. A verb in its plain form has an auxiliary, an adverb, "to" or a
        pronoun before it; after a service, an "and" or a mark ("police report", "police report that") what follows decides."""
        word = self.tokens[i].lower
        if word not in frames.nominal():
            return False
        before, inside = (self.tokens[i - 1].lower, self.at.get(i - 1)) if i else ("", None)
        if word.endswith("ing") and word not in ("bring", "ring"):
            return before in GRAMMAR["articles"] or not (self._object_at(i + 1) or self._word(i + 1) in ("of", "from", "about"))
        if inside is not None and inside.kind != "pronoun":
            return inside.possessive or not self._object_at(i + 1)
        if before == "to":
            return self._word(i - 2) in GRAMMAR["not-recipient"]
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
        word, before, after = self.tokens[i].lower, self._word(i - 1), self._word(i + 1)
        if i > 1 and self.tokens[i - 1].text == "A":
            return False  # "GP A referred"
        if i - 1 in self.at and not self.at[i - 1].possessive:
            return False
        if word.endswith("ing"):
            return word in GRAMMAR["prepositions"] or (before in GRAMMAR["articles"] and before != "that" and after != "of")
        if word not in frames.participles() or self._group_start(i) < i:
            return False
        if frames.participles()[word]:
            return not self._reduced(i) and before not in GRAMMAR["connectives"]
        return (
            (before in GRAMMAR["articles"] and before not in ("that", "this"))
            or before in ("no", "any", "of", "by", "with", "without", "for", "in")
        ) and after not in GRAMMAR["prepositions"]

    def _word(self, i: int) -> str:
        return self.tokens[i].lower if 0 <= i < len(self.tokens) else ""

    def _object_at(self, i: int) -> bool:
        """Whether an object may start at token ``i``: a name, an article, a pronoun or a clause with "that"."""
        return i in self.at or self._word(i) in GRAMMAR["articles"] or self._word(i) in ("whether", "no", "any", "all")

    def _group_start(self, head: int) -> int:
        """The first token of a verb group, through phrases of time and insertions: "had, in March, been told"."""
        i = self._auxiliaries(head)
        j = i
        while j > 0 and i - j < 10 and j - 1 not in self.at and self._word(j - 1) not in GRAMMAR["finite"]:
            j -= 1
            if self._word(j - 1) in GRAMMAR["before-adverbial"] and (
                (self.tokens[j].text == "," and self._word(i - 1) == ",")
                or (
                    self._word(j) in GRAMMAR["prepositions"]
                    and all(t.lower in GRAMMAR["adverbial"] or t.text.isdigit() for t in self.tokens[j:i])
                )
            ):
                return self._auxiliaries(j)
        return i

    def _auxiliaries(self, head: int) -> int:
        i = head
        while i > 0 and (
            self.tokens[i - 1].lower in GRAMMAR["auxiliaries"]
            or (self.tokens[i - 1].lower.endswith("ly") and i - 1 not in self.at)
        ):
            i -= 1
        return i

    def _verb(self, frame: Frame, word: str, i: int, head: int) -> Trigger:
        """A verb at token ``i``; ``head`` is what it says of its subject where it is a form of to be ("was not part of")."""
        group = self._group_start(i)
        aux = [t.lower for t in self.tokens[group:head]]
        form_word = self.tokens[i].lower
        participle = form_word in frames.participles()
        passive = frame.pos == "verb" and participle and any(a in GRAMMAR["be"] for a in aux)
        form = "finite"
        if frame.pos == "adjective":
            form = "adjective"
        elif "to" in aux and not {"ought", "have"} & set(aux[: aux.index("to")]):
            form = "infinitive"
        elif form_word.endswith("ing") and not any(a in GRAMMAR["be"] for a in aux):
            form = "gerund"
        elif participle and not aux and self._reduced(i):
            passive, form = True, "reduced"
        cue, modality, governor = self._polarity.of_verb(group, head, aux, form)
        return Trigger(frame, word, i, head + 1, head, group, passive, "", cue, modality, governor, form)

    def _reduced(self, i: int) -> bool:
        """A participle that qualifies the noun before it: "the referral received from the GP", "information shared by"."""
        after = self.tokens[i + 1].lower if i + 1 < len(self.tokens) else ""
        return (
            after in ("by", "from", "with", "between", "to") and i > 0 and self.tokens[i - 1].is_word and (i - 1) not in self.at
        )

    def _noun(self, frame: Frame, word: str, i: int, last: int) -> Trigger:
        head, support = i, ""
        for j in range(i - 1, max(-1, i - 8), -1):
            lower = self.tokens[j].lower
            if self.tokens[j].text in ".;:" or (self.tokens[j].text == "," and i - j > 3) or lower in GRAMMAR["subordinators"]:
                break
            if lower in frames.support() and j not in self.at and not self._nominal(j) and not self._attributive(j):
                head, support = j, frames.support()[lower]
                break
        passive = False
        if not support:
            for j in range(last, min(len(self.tokens), last + 14)):
                lower = self.tokens[j].lower
                if self.tokens[j].text in ".;" or lower in ("who", "that", "because", "although", "but"):
                    break
                if lower in frames.support() and any(t.lower in GRAMMAR["be"] for t in self.tokens[max(last, j - 4) : j]):
                    head, support, passive = j, frames.support()[lower], True
                    break
        group = self._group_start(head)
        aux = [t.lower for t in self.tokens[group:head]]
        form = "noun"
        if support and not passive:
            word_at = self.tokens[head].lower
            form = (
                "infinitive"
                if "to" in aux and "ought" not in aux
                else "gerund"
                if word_at.endswith("ing") and not any(a in GRAMMAR["be"] for a in aux)
                else "finite"
            )
            passive = False
        cue, modality, governor = self._polarity.of_verb(group, head, aux, form) if support else ("", "", "")
        if not cue or self.tokens[head].lower in frames.handled():
            cue = self._polarity.of_noun(i, last, support != "" and not passive)
        return Trigger(frame, word, i, last, head, group, passive, support, cue, modality, governor, form)

    def slots(self, trigger: Trigger) -> Slots:
        """Who stands where: subject, agent, object, to, from, with, between, of, owner (possessive or modifier of a noun)."""
        slots = Slots()
        subject, how = self._subject(trigger)
        slots.put("subject" if how == "plain" else how, subject)
        if trigger.form == "infinitive":
            patient = self._patient(trigger)
            if patient and self._controls(patient):
                slots.places.clear()
                slots.put("subject", [patient])  # "asked the GP to refer": the GP is to act
            elif patient:
                slots.put("patient", self._list(patient))  # "telephoned the GP to make a referral"
        self._after(slots, trigger.last, trigger)
        if trigger.frame.move == "with" and "between" not in slots.places and (listed := self._in_brackets(trigger.last)):
            slots.put("between", listed)
        if trigger.frame.pos == "noun":
            if trigger.head < trigger.first:  # "made the GP a referral", "asked the GP for information"
                between = [m for m in self.mentions if trigger.head < m.first and m.last <= trigger.first]
                slots.put(
                    "object", [m for m in between if not m.possessive and self._preposition(m) == "" and m.last < trigger.first]
                )
                for m in between:
                    if self._preposition(m) in ("to", "from", "with"):
                        slots.put(self._preposition(m), self._list(m))
            owner = self.at.get(trigger.first - 1)
            if owner is not None and owner.kind != "pronoun":
                slots.put("owner", self._list(owner))
            elif trigger.first >= 2:
                for j in range(trigger.first - 1, max(-1, trigger.first - 5), -1):
                    inside = self.at.get(j)
                    if inside is not None:
                        if inside.possessive and inside.is_agency:
                            slots.put("owner", [inside])
                        break
                    if self.tokens[j].text in ",.;:" or self.tokens[j].lower in GRAMMAR["prepositions"]:
                        break
        return slots

    def _patient(self, trigger: Trigger) -> Mention | None:
        """The object of the verb that an infinitive hangs on: "telephoned the GP to make a referral"."""
        for mention in reversed(self.mentions):
            if mention.last <= trigger.group and trigger.group - mention.last <= 6:
                between = [t.lower for t in self.tokens[mention.last : trigger.group]]
                if any(w in GRAMMAR["subordinators"] or w in (",", "and", "but") for w in between):
                    return None
                return mention if self.is_governed(mention) and mention.kind != "pronoun" else None
        return None

    def _controls(self, patient: Mention) -> bool:
        """Whether the verb before a mention makes it the one to act: "asked", "advised", "requested the GP to"."""
        before = [t.lower for t in self.tokens[max(0, patient.first - 4) : patient.first]]
        return any(w in GRAMMAR["control"] for w in before)

    def is_governed(self, mention: Mention) -> bool:
        """Whether a mention is the object of a verb or a preposition, so no subject."""
        return self._preposition(mention) not in ("", "than") or self._is_object(mention)

    def _preposition(self, mention: Mention) -> str:
        """The preposition that governs a mention, through its determiners and adjectives."""
        i = mention.first - 1
        while i >= 0 and i > mention.first - 6:
            lower = self.tokens[i].lower
            if lower in GRAMMAR["prepositions"]:
                return lower
            if not (
                lower in GRAMMAR["determiners"]
                or lower.endswith(("'s", "al", "ic", "ive", "ent", "ous", "ary", "able"))
                or (self.tokens[i].text[0].isupper() and lower not in GRAMMAR["calendar"] and i not in self.at)
            ):
                return ""
            i -= 1
        return ""

    def _list(self, mention: Mention) -> list[Mention]:
        """A mention with those coordinated with it: "the GP, the health visitor and school"."""
        index = self.mentions.index(mention)
        group, joined = [mention], False
        for step in (1, -1):
            k, current = index + step, mention
            while 0 <= k < len(self.mentions):
                other = self.mentions[k]
                low, high = (current, other) if step == 1 else (other, current)
                words = [t.lower for t in self.tokens[low.last : high.first]]
                if (other.kind == "family") != (mention.kind == "family") or other.kind == "pronoun" or not 0 < len(words) <= 5:
                    break
                if not any(w in GRAMMAR["connectives"] for w in words) or not all(
                    w in GRAMMAR["connectives"] or w in GRAMMAR["determiners"] or w in GRAMMAR["repeated"] for w in words
                ):
                    break
                if step == 1 and self._acts(other) and self.is_governed(mention):
                    break  # "was unknown to the school, and the GP was told"
                joined = joined or any(w in GRAMMAR["connectives"] and w != "," for w in words)
                group.append(other) if step == 1 else group.insert(0, other)
                current = other
                k += step
        return group if joined else [mention]  # commas alone may part clauses

    def _after(self, slots: Slots, start: int, trigger: Trigger) -> None:
        """Objects and prepositional partners after a predicate, up to the next clause."""
        limit = min(len(self.tokens), start + 45)
        prepositions_only = False
        i = start
        preposition, distance, crossed = "object", 0, 0
        while i < limit:
            token = self.tokens[i]
            lower = token.lower
            mention = self.at.get(i)
            if token.text in ";.!?":
                break
            if mention is not None and mention.kind == "pronoun" and lower in ("he", "she", "they", "who", "which", "i", "we"):
                crossed += 1
                preposition = "next"
                i += 1
                continue
            if (
                mention is not None
                and mention.kind == "family"
                and mention.possessive
                and mention.last < len(self.tokens)
                and mention.last not in self.at
            ):
                i = mention.last  # "prior to Child R's death"
                continue
            if mention is not None:
                if mention.first == i:
                    name = preposition
                    if crossed:
                        name = preposition + "-far" if preposition in ("to", "from", "with", "by", "between") else "next"
                    if name == "object" and (prepositions_only or distance > 4):
                        name = "next"
                    if mention.kind != "pronoun" or lower in ("them", "him", "it", "whom") or name != "next":
                        group = self._specific(self._list(mention))
                        if name in ("between", "among", "amongst", "across", "within"):
                            name, group = "between", self._between(i)
                        slots.put(
                            "agent" if name == "by" else "agent-far" if name == "by-far" else name,
                            [m for m in group if m.first >= start],
                        )
                        i = group[-1].last
                        preposition, distance = "next", 0
                        prepositions_only = True
                        continue
                i = mention.last
                continue
            if lower == "to" and i > 0 and self.tokens[i - 1].lower in GRAMMAR["not-recipient"]:
                preposition, distance = "in", 0
            elif lower in GRAMMAR["prepositions"]:
                preposition, distance = lower, 0
                prepositions_only = True
                if lower in (
                    "of",
                    "about",
                    "regarding",
                    "concerning",
                    "in",
                    "on",
                    "at",
                    "for",
                    "after",
                    "following",
                    "during",
                    "into",
                    "since",
                    "before",
                ):
                    preposition = "of" if lower == "of" else "in"
            elif (
                lower in GRAMMAR["subordinators"]
                or token.text == ":"
                or (i > trigger.head and lower in GRAMMAR["finite"])
                or (
                    lower in ("and", "but", "or")
                    and i + 1 < limit
                    and (
                        self.tokens[i + 1].lower in GRAMMAR["auxiliaries"]
                        or self.tokens[i + 1].lower.endswith("ed")
                        or self.tokens[i + 1].lower in ("to", "that", "he", "she", "they")
                    )
                )
            ):
                crossed += 1
                preposition = "next"
            else:
                distance += 1
                if distance > 5:
                    preposition = "next" if preposition in ("object",) else preposition
                    if distance > 9:
                        preposition = "next"
            i += 1

    def _specific(self, group: list[Mention]) -> list[Mention]:
        """The services that a general partner is said to include: "other agencies such as the GP"."""
        last = group[-1]
        if last.type not in ("multi-agency", "health"):
            return group
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
                    group = [first, *self._list(other)]
        return group

    def _subject(self, trigger: Trigger) -> tuple[list[Mention], str]:
        """The nearest actor before the verb group that no preposition governs, and how it was found: "plain", "antecedent",
        "inner" (across a subordinator) or "pp" (none but one that is governed)."""
        i = trigger.group - 1
        fallback: list[Mention] = []
        crossed = False
        steps = 0
        if trigger.frame.pos == "noun" and not trigger.support:
            i = trigger.first - 1
        while i >= 0 and steps < 60:
            jumped = self.skip_back(i)
            if jumped != i:
                i = jumped
                continue
            token, mention = self.tokens[i], self.at.get(i)
            steps += 1
            if token.text in ";":
                break
            if mention is not None:
                if mention.kind == "pronoun" and mention.text.lower() in ("who", "which"):
                    antecedent = self._antecedent(mention.first)
                    if antecedent:
                        return antecedent, "antecedent" if not crossed else "inner"
                elif (
                    mention.kind == "pronoun"
                    and mention.text.lower() in ("them", "him", "whom", "i", "we")
                    and mention.text != "I"
                ):
                    pass
                elif (
                    mention.possessive
                    and mention.last < len(self.tokens)
                    and mention.last <= trigger.group - 1
                    and self.at.get(mention.last) is None
                ):
                    if not fallback:
                        fallback = [mention]
                elif self._is_object(mention):
                    if not fallback:
                        fallback = self._list(mention)
                elif (
                    self._preposition(mention) in ("", "than")
                    or mention.kind == "pronoun"
                    or (
                        trigger.form == "infinitive" and self._preposition(mention) == "for" and mention.last >= trigger.group - 1
                    )
                ):
                    group = [m for m in self._list(mention) if m.last <= trigger.group or trigger.frame.pos == "noun"]
                    coordinated = (
                        trigger.group > 0
                        and self.tokens[trigger.group - 1].lower in ("and", "then", "but", "or")
                        and trigger.form in ("finite", "bare")
                    )
                    if coordinated and (opening := self._opening(trigger)):
                        return opening, "plain"
                    if any(self._preposition(m) for m in group[:1]):
                        group = [mention]
                    if all(self._preposition(m) == "" for m in group[:1]):
                        return group or [mention], "plain" if not crossed or coordinated else "inner"
                    if not fallback:
                        fallback = [mention]
                elif not fallback:
                    fallback = self._list(mention)
                i = mention.first - 1
                continue
            if token.lower in GRAMMAR["subordinators"]:
                crossed = True
            i -= 1
        return fallback, "pp"

    def _opening(self, trigger: Trigger) -> list[Mention]:
        """The subject that a coordinated verb shares: after a comma that of the sentence, else the nearest that acts."""
        acting = [
            m for m in self.mentions if m.last < trigger.group and not m.possessive and self._acts(m) and not self.is_governed(m)
        ]
        if not acting:
            return []
        comma = trigger.group > 1 and self.tokens[trigger.group - 2].text == ","
        chosen = acting[0] if comma else acting[-1]
        return self._list(chosen) if chosen.kind != "pronoun" else [chosen]

    def _acts(self, mention: Mention) -> bool:
        """Whether a verb follows a mention, so that it is the subject that coordinated verbs share."""
        i = mention.last
        for start, end in self._skips:
            if start == i:
                i = end
        if i >= len(self.tokens):
            return False
        lower = self.tokens[i].lower
        return (
            lower in GRAMMAR["auxiliaries"]
            or lower in frames.verbs()
            or lower in frames.support()
            or lower in GRAMMAR["verbs"]
            or lower.endswith("ed")
        )

    def _is_object(self, mention: Mention) -> bool:
        """Whether a mention follows a verb as its object: "referred the family", "told her"."""
        if mention.kind == "pronoun":
            return mention.text.lower() in ("them", "him", "whom")
        i = mention.first - 1
        while i >= 0 and self.tokens[i].lower in GRAMMAR["determiners"]:
            i -= 1
        if i < 0 or i in self.at or not self.tokens[i].is_word:
            return False
        lower = self.tokens[i].lower
        if lower == "had" and (i == 0 or self.tokens[i - 1].text in ",;"):
            return False  # "Had the GP been told"
        return (
            lower in frames.verbs()
            or lower in frames.support()
            or lower in GRAMMAR["verbs"]
            or (lower.endswith("ed") and lower not in ("concerned", "involved", "allocated", "named", "alleged", "qualified"))
        )

    def _antecedent(self, i: int) -> list[Mention]:
        """The mention that a relative pronoun at token ``i`` stands for."""
        for mention in reversed(self.mentions):
            if mention.last <= i and mention.kind != "pronoun":
                if i - mention.last <= 3:
                    return [mention]
                break
        return []
