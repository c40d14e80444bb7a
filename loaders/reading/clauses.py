"""Exchange phrases over the clauses of a sentence: a predicate and whether it happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from loaders.reading import frames
from loaders.reading.denials import Denials
from loaders.reading.frames import Frame
from loaders.reading.grammar import GRAMMAR
from loaders.reading.lexicon import Lexicon
from loaders.reading.mentions import Mention
from loaders.reading.polarity import Polarity
from loaders.reading.text import Token

_ANSWERABLE = frozenset(
    {"ask", "contact", "follow", "obtain", "pass", "refer", "summon", "tell", "with"}
)  # moves that want an answer


class Trigger(msgspec.Struct, frozen=True, gc=False):
    """A frame found at tokens ``first`` to ``last`` (exclusive); ``head`` is the verb that carries it (for a noun its support
    verb or itself), ``group`` the first token of the verb group."""

    frame: Frame
    word: str
    first: int
    last: int
    head: int
    group: int
    passive: bool
    support: str  # "", give, receive, seek
    cue: str  # how the clause makes it a gap ("" = it happened)
    modality: str  # "", norm, intention, hypothetical
    governor: str  # the word before an infinitive or gerund
    form: str  # finite, infinitive, gerund, noun, bare


class Sentence(Denials):
    """The tokens and mentions of one sentence, with its relative clauses set aside. ``forms`` are the review's own names of
    notification forms ("CF9"); ``following``: the tokens of the sentence after it, which may say what came of an intention."""

    def __init__(
        self,
        tokens: Sequence[Token],
        mentions: Sequence[Mention],
        forms: Lexicon[str] | None = None,
        following: Sequence[Token] = (),
    ) -> None:
        super().__init__(tokens, mentions)
        self.following = following
        self._forms = forms
        self._carried = (-100, 0, "")  # the last noun that a verb carries: the token after it, that verb and how it carries it
        self._polarity = Polarity(tokens, self.at, list(self.insertions.items()), following)

    def triggers(self) -> Iterator[Trigger]:
        """All frames of the sentence, verbs, nouns and adjectives."""
        verbs, adjectives, nouns, idioms = frames.verbs(), frames.adjectives(), frames.nouns(), frames.idioms()
        i = 0
        said = -1  # what a verb says of its object: "kept the school informed", "let the school know"
        while i < len(self.tokens):
            token = self.tokens[i]
            inside = self.at.get(i)
            if inside is None and not frames.may_open(token) and not (self._forms and self._forms.opens(token)):
                i += 1
                continue
            if idiom := idioms.match(self.tokens, i):
                i = idiom[0]
                continue
            passed = inside is not None and (self._passed(inside) or self._held_between(inside))
            blocked = inside is not None and inside.kind not in ("pronoun", "name") and not passed
            noun = None if blocked else nouns.match(self.tokens, i)
            if noun is None and not blocked and self._forms and (form := self._forms.match(self.tokens, i)):
                noun = (form[0], (frames.form_frame(), "form"))
            if passed and inside is not None and inside.role == "meeting" and i == inside.first:
                noun = (inside.last, (frames.meeting_frame(), "meeting"))
            if (
                noun
                and (token.lower in GRAMMAR["prepositions"] or noun[1][0].id == "exclusion")
                and not self._service_at(noun[0])
            ):
                noun = None
            if noun and noun[1][1] == "without" and self._word_at(i - 1) in GRAMMAR["be"]:
                noun = None  # "had been without a manager"
            if not blocked and i != said:
                if token.lower in verbs and not (self._nominal(i) or self._attributive(i) or self._is_auxiliary(i)):
                    has_particle = any(particle for _, _, particle in verbs[token.lower])
                    completions = self._completions(i) if has_particle else {}
                    goes_in = completions.get("in") == (i + 1, False) and any(p == "in" for _, _, p in verbs[token.lower])
                    for frame, word, particle in verbs[token.lower]:
                        if frame.id == "document" and not self._addressed(i):
                            continue
                        if goes_in and not particle:
                            continue  # "copied in the school"
                        completed, in_phrase = completions.get(particle, (None, False)) if particle else (i, False)
                        if completed and particle == "to" and frame.move != "summon" and self._opens_infinitive(completed):
                            continue  # "was addressed to improve the service"
                        if completed is not None and (not in_phrase or particle in GRAMMAR["prepositions"]):
                            verb = self._verb(frame, word, i, completed if token.lower in GRAMMAR["be"] else i)
                            carries = frame.move == "tell" and token.lower not in GRAMMAR["be"]
                            if carries and (particle in adjectives or particle in frames.participles() or particle in verbs):
                                said = completed
                            yield verb
                            yield from self._left_out(verb)
                if token.lower in adjectives and not self._describes(i):
                    adjective = self._verb(adjectives[token.lower], token.lower, i, i)
                    yield adjective
                    yield from self._left_out(adjective)
            if noun and (self._nominal(i) or token.lower not in verbs):
                last, (frame, word) = noun
                named = self._noun(frame, word, i, last)
                yield named
                yield from self._left_out(named)
                i = last
                continue
            i += 1

    def _addressed(self, i: int) -> bool:
        """Whether somebody to whom a paper goes may stand before token ``i``: "the letter to the GP did not"."""
        return any(m.last <= i and "to" in (self._word_at(m.first - 1), self._word_at(m.first - 2)) for m in self.mentions)

    def _is_auxiliary(self, i: int) -> bool:
        """Whether a form of to have goes with the verb after it: "had not shared information"."""
        return self.tokens[i].lower in ("had", "has", "have", "having") and self._verb_from(i + 1) is not None

    def _passed(self, mention: Mention) -> bool:
        """Whether a meeting or a paper is one that services had with each other: "a strategy discussion with the police", "the
        report by the school to the court"."""
        return (
            (mention.kind == "process" and self._word_at(mention.last) in ("by", "from", "to"))
            or (mention.kind == "process" and self._word_at(mention.last) == "of" and self._service_at(mention.last + 1))
            or (mention.role == "meeting" and self._word_at(mention.last) in ("with", "between"))
        ) and bool(self._object_at(mention.last + 1))

    def _held_between(self, meeting: Mention) -> bool:
        """Whether a meeting is said to have been held between services: "a strategy discussion took place in May between"."""
        if meeting.role != "meeting":
            return False
        for j in range(meeting.last, min(len(self.tokens) - 1, meeting.last + 10)):
            if self.tokens[j].text in ("between", "with", ":"):
                return self._object_at(j + 1)
            if j in self.at or self.tokens[j].text in ".;:" or self._subordinates(j):
                return False
        return False

    def _completions(self, i: int) -> dict[str, tuple[int, bool]]:
        """The words that may complete a verb at token ``i`` ("follow the matter up", "made the school aware"), as written and in
        the singular: where each stands, and whether in a phrase of its own ("gave permission for information")."""
        found: dict[str, tuple[int, bool]] = {}
        j, in_phrase, joined = i + 1, False, False
        for _ in range(8):
            if j >= len(self.tokens) or self.tokens[j].text in ".;:":
                break
            if self.tokens[j].lower in GRAMMAR["subordinators"]:
                if j == i + 1:
                    found[self.tokens[j].lower] = (j, False)  # "learned that"
                break
            joined = joined or self._word_at(j) in ("and", "but")
            if j - 1 in self.at and (self._word_at(j) in GRAMMAR["articles"] or self._word_at(j) == "as"):
                in_phrase = False  # "was given by the police the date of"
            acts = j not in self.at and self._word_at(j - 1) in ("and", "but") and self._word_at(j) in frames.verbs()
            if joined and (acts or self._word_at(j) in GRAMMAR["finite"]):
                break  # "was making visits and the school was aware", "asked a question and went to the GP"
            end = self.at[j].last if j in self.at else j + 1
            for k in range(j, end):
                word = self.tokens[k].lower
                found.setdefault(word, (k, in_phrase))
                found.setdefault(word.removesuffix("s"), (k, in_phrase))
            if j not in self.at and self._word_at(j) in frames.participles() and self._word_at(i) in GRAMMAR["be"]:
                break  # "was not made aware of her attendance"
            in_phrase = in_phrase or (
                self._word_at(j) in GRAMMAR["prepositions"] and self._word_at(j) not in ("to", "in", "into", "of", "under")
            )
            j = end
        for k in range(i - 1, max(0, i - 8), -1):
            if self.tokens[k].lower in ("whom", "which"):
                found.setdefault(self.tokens[k - 1].lower, (i, False))  # "to whom it was addressed"
            if not self.tokens[k].is_word:
                break
        if self._word_at(i) in frames.participles() and any(t.lower in GRAMMAR["be"] for t in self.tokens[max(0, i - 3) : i]):
            for word in self._passive_subject(i):
                found.setdefault(word, (i, False))
            if self._word_at(i + 1) in GRAMMAR["retained"]:
                found["<it>"] = (i + 1, False)
        return found

    def _passive_subject(self, i: int) -> Iterator[str]:
        """The nouns of which a passive speaks, as written and in the singular: "concerns about him were raised"."""
        group = self._group_start(i)
        if self._word_at(group - 1) in ("and", "but", "or"):  # "was scanned on to the file and was not seen"
            first = self._verb_before(group - 1)
            if first is not None and first != i:
                yield from self._passive_subject(first)
            return
        for j in range(group - 1, max(-1, i - 14), -1):
            if self.tokens[j].text in ",.;:|" or self._subordinates(j) or self._is_verb(j):
                break
            named = j in self.at and self.at[j].kind != "process"
            if not named and self._word_at(j) not in GRAMMAR["prepositions"]:
                yield self._word_at(j)
                yield self._word_at(j).removesuffix("s")

    def _verb(self, frame: Frame, word: str, i: int, head: int) -> Trigger:
        """A verb at token ``i``; ``head`` is what it says of its subject where it is a form of to be ("was not part of")."""
        group = self._group_start(i)
        linked = self._word_at(group - 1) in GRAMMAR["linking"] and (frame.pos == "adjective" or self.tokens[i].lower == "known")
        if linked:
            group = self._group_start(group - 1)  # "went unread", "did not become known"
        aux = self._group_words(group, head)
        form_word = self.tokens[i].lower
        participle = form_word in frames.participles() and form_word not in GRAMMAR["be"]
        passive = (
            frame.pos == "verb"
            and participle
            and (
                linked
                or any(a in GRAMMAR["be"] for a in aux)
                or self._noted(frame, i, aux)
                or self._shares_passive(frame, word, i, aux)
                or (not aux and self._asks_be(i))
            )
        )
        form = "finite"
        if frame.pos == "adjective":
            form = "adjective"
        elif "to" in aux and not {"ought", "have"} & set(aux[: aux.index("to")]):
            form = "infinitive"
        elif (form_word.endswith("ing") or "having" in aux) and not any(a in GRAMMAR["be"] for a in aux):
            form = "gerund"
        elif participle and aux in ([], ["once"]) and frame.move != "arrive" and (self._reduced(i) or self._is_left_bare(i)):
            passive, form = True, "reduced"
        cue, modality, governor = self._polarity.of_verb(group, head, aux, form)
        if form == "infinitive" and (somebody := self.at.get(group - 1)) is not None:
            governor = f"{self._word_at(self._before_modifiers(somebody))} somebody"  # "asked the GP to refer"
        if cue == "unanswered" and frame.move not in _ANSWERABLE:
            cue = ""
        if not cue and (frame.mode == "unaware" or frame.move in ("receive", "arrive")):
            cue = (
                ""
                if frame.id == "hear" and self._names_source(i)
                else self._polarity.of_time(group, head, frame.mode == "unaware")
            )
        if (form == "infinitive" and self._is_planned(group)) or self._is_subjunctive(frame, i):
            modality = "norm"
        return Trigger(frame, word, i, head + 1, head, group, passive, "", cue, modality, governor, form)

    def _is_left_bare(self, i: int) -> bool:
        """Whether a participle stands for a passive after a word that opens a clause: "although invited", "when told of it"."""
        return self._word_at(i - 1) in GRAMMAR["before-participle"] | {"once"} and not self._object_at(i + 1)

    def _is_subjunctive(self, frame: Frame, i: int) -> bool:
        """Whether a verb in its plain form says what somebody is to do: "suggested that she ring the GP"."""
        word = self.tokens[i].lower
        plain = word in frames.plain_forms() and word not in frames.participles()
        who = self.at.get(i - 1)
        that = who.first - 1 - (self._word_at(who.first - 1) in GRAMMAR["articles"]) if who is not None and who.is_agency else 0
        wished = self._word_at(that) == "that" and any(self._word_at(j) in GRAMMAR["wishes"] for j in range(that - 5, that))
        after = self._word_at(i - 1) in ("he", "she") and self._word_at(i - 2) in ("that", "her", "him")
        return frame.pos == "verb" and plain and (after or wished)

    def _is_planned(self, group: int) -> bool:
        """Whether a note says what is to be done: "HV to ring GP"."""
        who = self.at.get(group - 1)
        return (
            who is not None and self._word_at(group) == "to" and (who.first == 0 or self.tokens[who.first - 1].text in ".;:|–-")
        )

    def _asks_be(self, i: int) -> bool:
        """Whether the auxiliary of a passive stands before its subject: "nor was the GP told", "at no point were they told"."""
        subject = self.at.get(i - 1)
        if subject is None:
            return False
        j = self._list(subject)[0].first - 1
        while j > 0 and (self._word_at(j) in GRAMMAR["determiners"] or self._word_at(j) in GRAMMAR["articles"]):
            j -= 1
        return self._word_at(j) in ("was", "were") and self._word_at(j - 1) in GRAMMAR["inverting"]

    def _shares_passive(self, frame: Frame, word: str, i: int, aux: list[str]) -> bool:
        """A participle joined to a passive, with no object of its own: "was sent to the GP and copied to the school"."""
        denied = set(aux) <= {"never", "nor", "not"}  # "but never acted on", "nor told"
        moves = ("tell", "pass", "contact", "refer", "follow", *(("ask", "include", "summon", "with") if "nor" in aux else ()))
        if not denied or frame.move not in moves or self._object_at(i + 1):
            return False
        if frame.move == "pass" and self._word_at(i + 1) in {word.partition(" ")[2], f"{word.partition(' ')[2]}s"}:
            return False  # "was contacted by the nurse and provided information"
        verb = next(self._chain(i - len(aux)), None)
        return verb is not None and any(t.lower in GRAMMAR["be"] for t in self.tokens[self._group_start(verb) : verb])

    def _noted(self, frame: Frame, i: int, aux: list[str]) -> bool:
        """A participle in the style of notes, which leave out the auxiliary: "GP not informed", "HV1 advised by letter", "Told
        that he was well", "Asked for a report by CSC"."""
        if not aux and (not i or self.tokens[i - 1].text in GRAMMAR["opens-note"]) and not self._object_at(i + 1):
            told = self.tokens[i].lower in GRAMMAR["told"] and self._word_at(i + 1) in GRAMMAR["after-told"]
            return told or bool(self._agent(i, self._end_of_note(i)))
        if not set(aux) <= {"not", "never", "also", "only"} or not i:
            return False
        after = self.tokens[i + 1].lower if i + 1 < len(self.tokens) else "."
        subject = self.at.get(i - 1)
        whom = subject is not None and self._word_at(self._before_modifiers(subject)) == "whom"  # "whom the ward informed"
        told = frame.move in ("tell", "include") and subject is not None and subject.is_agency and not whom
        return aux[-1:] == ["not"] or (told and after in GRAMMAR["ends-note"])

    def _carrier_in_note(self, i: int, last: int) -> tuple[int, str] | None:
        """The verb that carries a noun which opens a note with no article or auxiliary: "Urgent referral not received"."""
        j = last + (self._word_at(last) in ("not", "never"))
        after = self._word_at(j + 1) or "."
        ends = after in GRAMMAR["ends-note"] or after in GRAMMAR["prepositions"]
        ends = ends and not (after == "by" and self._object_at(j + 2))
        if not ends or self._word_at(j) not in frames.support() or self._word_at(j) not in frames.participles():
            return None
        if any(self._is_verb(k) for k in range(j + 1, self._end_of_note(j))):
            return None  # "Information received from the school showed"
        for k in range(i - 1, max(-2, i - 5), -1):
            if k < 0 or self.tokens[k].text in GRAMMAR["opens-note"]:
                return j, frames.support()[self._word_at(j)]
            if k in self.at or self._is_verb(k) or self._word_at(k) in GRAMMAR["articles"]:
                return None
        return None

    def _end_of_note(self, i: int) -> int:
        """The token that ends the note in which token ``i`` stands."""
        return next((j for j in range(i, len(self.tokens)) if self.tokens[j].text in GRAMMAR["opens-note"]), len(self.tokens))

    def _carrier_of_first(self, i: int, last: int) -> tuple[int, str] | None:
        """The verb that carries the noun with which one at token ``i`` is joined, and how: "received a letter from the GP and a
        call from the school"."""
        end, head, support = self._carried
        j = i - 1
        while j > max(end, i - 4, 0) and self.tokens[j].is_word and self._word_at(j) not in GRAMMAR["connectives"]:
            j -= 1
        if not 0 < i - end <= 20 or self._word_at(j) not in ("and", "or", "nor") or any(map(self._is_verb, range(end, i))):
            return None
        for k in range(last, min(len(self.tokens), last + 12)):
            if not self.tokens[k].is_word or self._word_at(k) in GRAMMAR["connectives"] or self._subordinates(k):
                break
            if self._is_verb(k) or self._word_at(k) == "between":
                return None
        return head, support

    def _noun(self, frame: Frame, word: str, i: int, last: int) -> Trigger:
        head, support = i, ""
        following = [t.lower for t in self.tokens[last : last + 8]]
        for j in range(i - 1, max(-1, i - 8), -1) if frame.id != "exclusion" else ():  # "was completed without reports from"
            lower = self.tokens[j].lower
            if self.tokens[j].text in ".;:" or (self.tokens[j].text == "," and i - j > 3) or lower in GRAMMAR["subordinators"]:
                break
            if lower in GRAMMAR["prepositions"] and lower != "of" and self._word_at(j - 1) not in frames.support():
                break  # "took no action on the information"
            if lower == "had" and self._word_at(j - 1) in GRAMMAR["before-inversion"] and "been" in following:
                break  # "had information been shared"
            undertakes = self._word_at(j + 1) == "to" and j + 2 not in self.at  # "undertook to check the referral"
            if lower in frames.support() and j not in self.at and not (undertakes or self._nominal(j) or self._attributive(j)):
                head, support = j, frames.support()[lower]
                if frame.move == "answer" and lower in ("had", "has", "have", "having"):
                    support = "receive"  # who has an answer gets it
                break
            if lower == "receipt":
                head, support = j, "receive"
                break
            if lower in GRAMMAR["verdicts"]:
                break
        passive = False
        if not support:
            carrier = self._carrier(i, self.insertions.get(last, last), frames.support())
            carrier = self._carrier(i, last, frames.support()) if carrier is None else carrier
            if carrier is not None and not self._is_aside(i, last, carrier):
                head, support, passive = carrier, frames.support()[self.tokens[carrier].lower], True
            elif (shared := self._carrier_of_first(i, last) or self._carrier_in_note(i, last)) is not None:
                head, support = shared
        if support and not passive:
            self._carried = last, head, support
        group = self._group_start(head)
        aux = self._group_words(group, head)
        form = "noun"
        if support and not passive:
            word_at = self.tokens[head].lower
            form = (
                "infinitive"
                if "to" in aux and "ought" not in aux
                else "gerund"
                if word_at == "receipt" or (word_at.endswith("ing") and not any(a in GRAMMAR["be"] for a in aux))
                else "finite"
            )
            passive = False
        contemplated = None if support or frame.kind != "REFERRED_TO" else self._contemplated(i, last)
        if contemplated is not None:
            head, group, form = contemplated, self._group_start(contemplated), "finite"
            aux = self._group_words(group, head)
        carried = support or contemplated is not None
        cue, modality, governor = self._polarity.of_verb(group, head, aux, form) if carried else ("", "", "")
        offered = frame.kind == "REFERRED_TO" and self.tokens[head].lower in GRAMMAR["contemplates"]
        if not cue and (contemplated is not None or offered or (support == "seek" and frame.kind == "REFERRED_TO")):
            modality = "hypothetical"
        if not cue or self.tokens[head].lower in frames.handled():
            cue = self._polarity.of_noun(i, last, support != "")
        if contemplated is not None and not cue:
            cue = self._polarity.of_afterthought(contemplated)
        if cue and passive and self._is_sent_on(last, head):
            cue, modality = "", ""
        if cue in ("poor", "unheeded") and (frame.kind == "REFERRED_TO" or frame.id == "message"):
            cue = ""  # a poor letter was sent all the same, and so was one that was lost
        if cue == "excused":
            cue, modality = "", "norm"  # "the need for communication between agencies"
        return Trigger(frame, word, i, last, head, group, passive, support, cue, modality, governor, form)
