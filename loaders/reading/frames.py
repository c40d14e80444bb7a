"""Exchange phrases over the clauses of a sentence: a predicate, whether it happened, and who stands where around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from loaders.reading.lexicon import Lexicon
from loaders.reading.mentions import VOCABULARY, Mention
from loaders.reading.text import Token

_BE = frozenset("is are was were be been being 's get got gets".split())
_AUX = _BE | frozenset(
    "have has had having do does did done will would should could may might must can shall ought to not n't never also then subsequently only later either ever even still always rarely "
    "routinely usually immediately promptly appropriately again further fully formally actually simply therefore however both first next yet already previously initially duly correctly rightly "
    "properly clearly apparently neither nor directly just verbally quickly soon eventually finally once regularly separately didn't wasn't hadn't weren't couldn't wouldn't shouldn't haven't hasn't "
    "thus now specifically adequately effectively explicitly proactively seemingly recently twice cannot hardly barely".split()
)
_NEGATIVE_AUX = frozenset("not n't never nor neither cannot didn't wasn't hadn't weren't couldn't wouldn't shouldn't haven't hasn't hardly barely".split())
_PREPOSITIONS = frozenset(
    "to from with by of at in on for about into between among amongst within across via through against towards under over after before during since until regarding concerning without upon near "
    "behind despite following including like than per".split()
)
_ADJECTIVAL = frozenset(
    "the a an her his their its this these those any all other new own same local allocated relevant both either each some no every another previous former current named first second third "
    "duty main key appropriate child's mother's father's family's family two three four more most of's involved receiving referring attending on call senior specialist community adult".split()
)
_CLAUSE = frozenset("; : that which who whose whom when while where because although though whereas but however so if whether since as unless until after before and or then".split())
_SUBORDINATE = frozenset("that which who whose whom when while where because although though whereas if whether since unless until".split())
_REPEATED = frozenset("as well also to with from by then either".split())
_CONNECT = frozenset("and or nor , / & plus both".split())


@dataclass(frozen=True)
class Frame:
    """A predicate of vocabulary/exchanges.yaml."""

    id: str
    kind: str
    mode: str
    move: str
    pos: str


@dataclass(frozen=True)
class Trigger:
    """A frame found at tokens ``first`` to ``last`` (exclusive); ``head`` is the verb that carries it (for a noun its support verb or
    itself), ``group`` the first token of the verb group."""

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

    def get(self, place: str) -> list[Mention]:
        return self.places.get(place, [])


@cache
def _data() -> tuple[dict[str, Any], dict[str, Any]]:
    read = lambda name: yaml.safe_load((VOCABULARY / name).read_text(encoding="utf-8"))  # noqa: E731
    return read("exchanges.yaml"), read("cues.yaml")


def _inflect(word: str, irregular: dict[str, list[str]]) -> set[str]:
    forms = {word, *irregular.get(word, [])}
    if word.endswith("e"):
        forms |= {word + "s", word[:-1] + "ing"} | ({word + "d"} if word not in irregular else set())
    elif word.endswith("y") and word[-2] not in "aeiou":
        forms |= {word[:-1] + "ies", word + "ing", word[:-1] + "ied"}
    else:
        forms |= {word + ("es" if word.endswith(("ch", "sh", "s", "x")) else "s"), word + "ing"}
        if word not in irregular:
            forms.add(word + "ed")
    return forms


@cache
def _verbs() -> dict[str, list[tuple[Frame, str, str, str]]]:
    """form -> (frame, phrase, lemma, particle)"""
    data, _ = _data()
    table: dict[str, list[tuple[Frame, str, str, str]]] = {}
    for entry in data["verbs"]:
        frame = Frame(entry["id"], entry["kind"], entry["mode"], entry["move"], "verb")
        for word in entry["words"]:
            lemma, _, particle = word.partition(" + ")
            lemma = lemma.replace("-", " ").split()[-1] if "-" in lemma else lemma
            for form in _inflect(lemma, data["irregular"]):
                table.setdefault(form, []).append((frame, word.replace(" + ", " "), lemma, particle))
    return table


@cache
def _nouns() -> Lexicon[tuple[Frame, str]]:
    data, _ = _data()
    lexicon: Lexicon[tuple[Frame, str]] = Lexicon()
    for entry in data["nouns"]:
        frame = Frame(entry["id"], entry["kind"], entry["mode"], entry["move"], "noun")
        for word in entry["words"]:
            lexicon.add(word, (frame, word))
    return lexicon


@cache
def _form_frame() -> Frame:
    """The frame of a referral, which a review's own form stands for."""
    entry = next(e for e in _data()[0]["nouns"] if e["id"] == "referral")
    return Frame(entry["id"], entry["kind"], entry["mode"], entry["move"], "noun")


@cache
def _adjectives() -> dict[str, Frame]:
    data, _ = _data()
    return {w: Frame(e["id"], e["kind"], e["mode"], e["move"], "adjective") for e in data["adjectives"] for w in e["words"]}


@cache
def _support() -> dict[str, str]:
    data, _ = _data()
    return {form: role for role, words in data["support"].items() for w in words for form in _inflect(w, data["irregular"])}


@cache
def _cues() -> dict[str, Lexicon[str]]:
    _, data = _data()
    lexicons = {}
    for scope, cues in data["gap"].items():
        lexicon: Lexicon[str] = Lexicon()
        for cue, phrases in cues.items():
            lexicon.add_all(phrases, cue)
        lexicons[scope] = lexicon
    norm: Lexicon[str] = Lexicon()
    norm.add_all(data["norm"]["group"], "norm")
    lexicons["norm"] = norm
    return lexicons


class Sentence:
    """The tokens and mentions of one sentence, with its relative clauses set aside. ``forms`` are the review's own names of
    notification forms ("CF9")."""

    def __init__(self, tokens: Sequence[Token], mentions: Sequence[Mention], forms: Lexicon[str] | None = None) -> None:
        self._forms = forms
        self.tokens = tokens
        self.mentions = mentions
        self.at: dict[int, Mention] = {i: m for m in mentions for i in range(m.first, m.last)}
        self._skips = self._relative_clauses()

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
                if following in ("who", "which", "whose", "where", "whom", "having", "although", "though", "while", "when", "despite", "following", "after") or third in ("whom", "which"):
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
        verbs, adjectives = _verbs(), _adjectives()
        i = 0
        while i < len(self.tokens):
            token = self.tokens[i]
            inside = self.at.get(i)
            blocked = inside is not None and inside.kind not in ("pronoun", "name")
            noun = None if blocked else _nouns().match(self.tokens, i)
            if noun is None and not blocked and self._forms and (form := self._forms.match(self.tokens, i)):
                noun = (form[0], (_form_frame(), "form"))
            if not blocked:
                for frame, word, lemma, particle in verbs.get(token.lower, ()):
                    if particle and not self._particle(particle, i):
                        continue
                    if (noun or token.lower == lemma) and self._nominal(i):
                        continue
                    if token.lower.endswith("ing") and i > 0 and self.tokens[i - 1].lower in ("the", "a", "their", "its", "her", "his"):
                        continue  # "the receiving nurse"
                    yield self._verb(frame, word, i)
                if token.lower in adjectives:
                    yield self._verb(adjectives[token.lower], token.lower, i)
            if noun and (self._nominal(i) or token.lower not in verbs):
                last, (frame, word) = noun
                yield self._noun(frame, word, i, last)
                i = last
                continue
            i += 1

    def _particle(self, particle: str, i: int) -> bool:
        """Whether the word that completes a verb follows it soon ("follow it up", "made the school aware")."""
        words = [t.lower for t in self.tokens[i + 1 : i + 8]]
        return any(w == particle or w.rstrip("s") == particle for w in words[: 7 if particle in ("aware", "attention", "notice", "mention", "reference", "with", "know", "message", "informed", "updated", "copy") else 5])

    def _nominal(self, i: int) -> bool:
        """Whether a word that may be verb or noun stands as a noun: after a determiner, an adjective, a preposition or an agency."""
        j = i - 1
        if j < 0:
            return True
        before = self.tokens[j].lower
        inside = self.at.get(j)
        if before == "to":
            return False
        if inside is not None and inside.kind in ("agency", "family", "name"):
            return inside.possessive or not self._finite_follows(i)
        return before in _ADJECTIVAL or before in _PREPOSITIONS or before.endswith(("al", "ic", "ive", "ing", "ent", "'s", "ous", "ate", "ary", "able", "less")) or before in _NOUN_ADJECTIVES

    def _finite_follows(self, i: int) -> bool:
        return self.tokens[i].lower.endswith("ed")

    def _group_start(self, head: int) -> int:
        i = head
        while i > 0 and (self.tokens[i - 1].lower in _AUX or (self.tokens[i - 1].lower.endswith("ly") and i - 1 not in self.at)):
            i -= 1
        return i

    def _verb(self, frame: Frame, word: str, i: int) -> Trigger:
        group = self._group_start(i)
        aux = [t.lower for t in self.tokens[group:i]]
        form_word = self.tokens[i].lower
        participle = form_word.endswith(("ed", "en", "wn", "nt", "ft", "ght", "ld", "ut", "ost", "et", "ad", "ard")) or form_word in ("told", "made", "sought", "given", "sent", "written", "heard", "met", "rung", "lost", "read", "put")
        passive = frame.pos == "verb" and participle and any(a in _BE for a in aux)
        form = "finite"
        if frame.pos == "adjective":
            form = "adjective"
        elif "to" in aux and not {"ought", "have"} & set(aux[: aux.index("to")]):
            form = "infinitive"
        elif form_word.endswith("ing") and not any(a in _BE for a in aux):
            form = "gerund"
        elif participle and not aux and self._reduced(i):
            passive, form = True, "reduced"
        cue, modality, governor = self._polarity(group, i, aux, form)
        return Trigger(frame, word, i, i + 1, i, group, passive, "", cue, modality, governor, form)

    def _reduced(self, i: int) -> bool:
        """A participle that qualifies the noun before it: "the referral received from the GP", "information shared by"."""
        after = self.tokens[i + 1].lower if i + 1 < len(self.tokens) else ""
        return after in ("by", "from", "with", "between", "to") and i > 0 and self.tokens[i - 1].is_word and (i - 1) not in self.at

    def _noun(self, frame: Frame, word: str, i: int, last: int) -> Trigger:
        head, support = i, ""
        for j in range(i - 1, max(-1, i - 8), -1):
            lower = self.tokens[j].lower
            if self.tokens[j].text in ".;:" or (self.tokens[j].text == "," and i - j > 3) or lower in _SUBORDINATE:
                break
            if lower in _support() and not (j in self.at) and not self._nominal_support(j):
                head, support = j, _support()[lower]
                break
        passive = False
        if not support:
            for j in range(last, min(len(self.tokens), last + 14)):
                lower = self.tokens[j].lower
                if self.tokens[j].text in ".;" or lower in ("who", "that", "because", "although", "but"):
                    break
                if lower in _support() and any(t.lower in _BE for t in self.tokens[max(last, j - 4) : j]):
                    head, support, passive = j, _support()[lower], True
                    break
        group = self._group_start(head)
        aux = [t.lower for t in self.tokens[group:head]]
        form = "noun"
        if support and not passive:
            word_at = self.tokens[head].lower
            form = "infinitive" if "to" in aux and "ought" not in aux else "gerund" if word_at.endswith("ing") and not any(a in _BE for a in aux) else "finite"
            passive = False
        cue, modality, governor = self._polarity(group, head, aux, form) if support else ("", "", "")
        if not cue:
            cue = self._noun_cue(i, last)
        return Trigger(frame, word, i, last, head, group, passive, support, cue, modality, governor, form)

    def _nominal_support(self, j: int) -> bool:
        return self.tokens[j].lower in ("record", "records", "place", "contact") and self._nominal(j)

    def _noun_cue(self, i: int, last: int) -> str:
        """no referral; a lack of communication; the referral was not made; a referral should have been made."""
        lexicon = _cues()["noun"]
        for j in range(max(0, i - 7), i):
            match = lexicon.match(self.tokens, j)
            if match and match[0] <= i and i - match[0] <= 3 and not any(self.tokens[k].text in ",.;:" or (k in self.at and self.at[k].kind == "pronoun") for k in range(match[0], i)):
                return match[1]
        if i > 1 and any(t.lower in ("or", "nor") for t in self.tokens[max(0, i - 4) : i]):
            for j in range(i - 2, max(-1, i - 24), -1):
                if self.tokens[j].text in ".;:" or self.tokens[j].lower in ("but", "although", "who", "which"):
                    break
                if self.tokens[j].lower in ("no", "without", "neither", "lack", "absence"):
                    return "no"
        for j in range(i - 1, max(-1, i - 12), -1):
            if self.tokens[j].text in ".;:" or self.tokens[j].lower in ("but", "although", "who", "which", "and"):
                break
            if self.tokens[j].lower == "been" and {t.lower for t in self.tokens[max(0, j - 4) : j]} & {"should", "could", "would", "ought"}:
                return "should-have"
        after = _cues()["after"]
        for j in range(last, min(len(self.tokens), last + 16)):
            if self.tokens[j].text in ".;" or self.tokens[j].lower in ("although", "because", "but", "who"):
                break
            match = after.match(self.tokens, j)
            if match:
                return match[1]
        return ""

    def _polarity(self, group: int, head: int, aux: list[str], form: str) -> tuple[str, str, str]:
        """(gap cue, modality, governing word) of a verb group."""
        cues, governor = _cues(), ""
        before = self.tokens[max(0, group - 1)].lower if group else ""
        if form in ("infinitive", "gerund") and group:
            governor = before
        cue: str = ""
        for j in range(group, head):
            match = cues["group"].match(self.tokens[: head + 1], j)
            if match:
                cue = match[1] if not (cue == "not" and match[1] == "nor") else cue
                if cue in ("should-have", "could-have", "would-have"):
                    break
        if not cue and any(a in _NEGATIVE_AUX or a.endswith("n't") for a in aux):
            cue = "not"
        if not cue and aux and ("have" in aux or "been" in aux):
            cue = {"should": "should-have", "ought": "should-have", "could": "could-have", "might": "could-have", "would": "would-have"}.get(next((a for a in aux if a in ("should", "ought", "could", "might", "would")), ""), "")
        if not cue and form in ("infinitive", "gerund", "noun"):
            for back in range(1, 5):
                j = group - back
                if j < 0:
                    break
                for scope in ("governor",):
                    match = cues[scope].match(self.tokens[: head + 1], j)
                    if match and match[0] >= group and match[0] <= head:
                        cue = match[1]
                if cue:
                    break
            if cue == "evidence":
                window = {t.lower for t in self.tokens[max(0, group - 7) : group]}
                cue = "evidence" if window & {"no", "not", "little", "nothing"} else ""
            elif cue == "missed-opportunity":
                window = {t.lower for t in self.tokens[max(0, group - 9) : group]}
                cue = "missed-opportunity" if window & {"missed", "lost", "no", "not", "an", "further", "opportunity", "opportunities"} else ""
            elif cue == "failed":
                window = {t.lower for t in self.tokens[max(0, group - 4) : group + 1]}
                if "able" in window or "have" in window or "remembered" in window:
                    cue = "failed" if window & {"not", "n't", "never"} else ""
        if not cue and form == "infinitive" and any(t.lower in ("opportunity", "opportunities", "chance") for t in self.tokens[max(0, group - 9) : group]):
            cue = "missed-opportunity"
        if not cue and any(t.lower == "without" for t in self.tokens[max(0, group - 6) : group]) and any(t.lower in ("being", "having") for t in self.tokens[group : head + 1]):
            cue = "without"
        if not cue and form in ("finite", "bare", "noun"):
            cue = self._inherited(group, aux)
        if not cue:
            cue = self._distant_gap(group) or self._gap_after(head) or self._inverted(group)
        modality = ""
        if not cue or cue == "not":
            norm = next((cues["norm"].match(self.tokens[: head + 1], j) for j in range(group, head) if cues["norm"].match(self.tokens[: head + 1], j)), None)
            if norm and "been" not in aux[1:2] and not {"have"} & set(aux):
                modality = "norm"
            elif form == "infinitive":
                modality = "intention"
            elif "would" in aux or "could" in aux or "might" in aux:
                modality = "hypothetical"
        if not modality and self._hypothetical(group):
            modality = "hypothetical"
        return cue, modality, governor

    def _distant_gap(self, group: int) -> str:
        """there was no evidence that X informed Y; it does not appear that; no agency informed; at no point was"""
        window = [t.lower for t in self.tokens[max(0, group - 14) : group]]
        joined = " " + " ".join(window) + " "
        for phrase in ("no evidence that", "no record that", "no indication that", "no evidence to suggest that", "not appear that", "no evidence of", "no record of", "nothing to suggest that", "no evidence the", "no record the", "not clear that", "not recorded that", "not evident that", "no documented evidence"):
            if f" {phrase} " in joined:
                return "evidence"
        for phrase in ("at no point", "at no stage", "at no time", "on no occasion", "in neither case"):
            if f" {phrase} " in joined[-60:]:
                return "never"
        tail = window[-5:]
        if tail and ("nobody" in tail or "none" in tail or "neither" in tail or " no one " in " " + " ".join(tail) + " "):
            return "nobody"
        if len(tail) >= 2 and "no" in tail:
            k = max(0, group - len(tail)) + tail.index("no") + 1
            if k in self.at and self.at[k].is_agency or k - 1 in self.at:
                return "nobody"
        return ""

    def _inherited(self, group: int, aux: list[str]) -> str:
        """A coordinated verb shares the auxiliaries of the first: "should have consulted the GP and made a referral"."""
        if aux and any(a in _BE or a in ("have", "had", "has", "did", "should", "could", "would") for a in aux):
            return ""
        j = group - 1
        if j < 0 or self.tokens[j].lower not in ("and", "or", "nor", ","):
            return ""
        lexicon = _cues()["group"]
        for k in range(j - 1, max(-1, j - 22), -1):
            token = self.tokens[k]
            if token.text in ".;:" or token.lower in ("who", "which", "because", "although", "but", "when", "that"):
                return ""
            match = lexicon.match(self.tokens, k)
            if match and match[1] in ("should-have", "could-have", "would-have", "not", "never"):
                return match[1] if match[1] not in ("not", "never") or self.tokens[j].lower != "and" else ""
            if token.lower in ("failed", "failing", "omitted") and k + 1 < len(self.tokens) and self.tokens[k + 1].lower == "to":
                return "failed"
            if token.lower.endswith("n't"):
                return "not" if self.tokens[j].lower != "and" else ""
        return ""

    def _gap_after(self, head: int) -> str:
        """contacted neither X nor Y; told nobody; made no referral"""
        after = [t.lower for t in self.tokens[head + 1 : head + 3]]
        return "no-object" if after and (after[0] in ("neither", "nobody", "none", "nothing", "no") or after == ["no", "one"]) else ""

    def _inverted(self, group: int) -> str:
        """Had the GP told ...; Nor did the school inform ...; Neither told ...; neither A nor B was told"""
        first = self.tokens[0].lower
        if first in ("nor", "neither") and not any(self.tokens[j].text in ";:" or self.tokens[j].lower in ("who", "which", "that", "because") for j in range(group)):
            return "nor"
        for j in range(group - 1, max(-1, group - 14), -1):
            token = self.tokens[j]
            if token.lower == "neither":
                return "nor"
            if token.text in ".;:" or token.lower in ("which", "who", "because", "although", "that"):
                return ""
            if token.lower == "had" and (j == 0 or self.tokens[j - 1].text in ",;" or self.tokens[j - 1].lower in ("and", "but", "that")) and j + 1 < len(self.tokens) and (j + 1 in self.at or self.tokens[j + 1].lower in _ADJECTIVAL):
                return "would-have"
        return ""

    def _hypothetical(self, group: int) -> bool:
        for j in range(group - 1, max(-1, group - 9), -1):
            lower = self.tokens[j].lower
            if self.tokens[j].text in ".;,":
                return False
            if lower in ("if", "unless", "whether"):
                return True
        return False

    # -- places around a trigger ---------------------------------------------------------------------------------------------

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
        if trigger.frame.pos == "noun":
            if trigger.head < trigger.first:  # "made the GP a referral", "asked the GP for information"
                between = [m for m in self.mentions if trigger.head < m.first and m.last <= trigger.first]
                slots.put("object", [m for m in between if not m.possessive and self._preposition(m) == "" and m.last < trigger.first])
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
                    if self.tokens[j].text in ",.;:" or self.tokens[j].lower in _PREPOSITIONS:
                        break
        return slots

    def _patient(self, trigger: Trigger) -> Mention | None:
        """The object of the verb that an infinitive hangs on: "telephoned the GP to make a referral"."""
        for mention in reversed(self.mentions):
            if mention.last <= trigger.group and trigger.group - mention.last <= 6:
                between = [t.lower for t in self.tokens[mention.last : trigger.group]]
                if any(w in _SUBORDINATE or w in (",", "and", "but") for w in between):
                    return None
                return mention if self.is_governed(mention) and mention.kind != "pronoun" else None
        return None

    def _controls(self, patient: Mention) -> bool:
        """Whether the verb before a mention makes it the one to act: "asked", "advised", "requested the GP to"."""
        before = [t.lower for t in self.tokens[max(0, patient.first - 4) : patient.first]]
        return any(w in _CONTROL for w in before)

    def is_governed(self, mention: Mention) -> bool:
        """Whether a mention is the object of a verb or a preposition, so no subject."""
        return self._preposition(mention) not in ("", "than") or self._is_object(mention)

    def _preposition(self, mention: Mention) -> str:
        """The preposition that governs a mention, through its determiners and adjectives."""
        i = mention.first - 1
        while i >= 0 and i > mention.first - 6:
            lower = self.tokens[i].lower
            if lower in _PREPOSITIONS:
                return lower
            if not (lower in _ADJECTIVAL or lower.endswith(("'s", "al", "ic", "ive", "ent", "ous", "ary", "able")) or (self.tokens[i].text[0].isupper() and lower not in _CALENDAR and i not in self.at)):
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
                if not any(w in _CONNECT for w in words) or not all(w in _CONNECT or w in _ADJECTIVAL or w in _REPEATED for w in words):
                    break
                if step == 1 and self._acts(other) and self.is_governed(mention):
                    break  # "was unknown to the school, and the GP was told"
                joined = joined or any(w in _CONNECT and w != "," for w in words)
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
            if mention is not None and mention.kind == "family" and mention.possessive and mention.last < len(self.tokens) and mention.last not in self.at:
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
                        slots.put("agent" if name == "by" else "agent-far" if name == "by-far" else name, [m for m in group if m.first >= start])
                        i = group[-1].last
                        preposition, distance = "next", 0
                        prepositions_only = True
                        continue
                i = mention.last
                continue
            if lower == "to" and i > 0 and self.tokens[i - 1].lower in _NOT_TO:
                preposition, distance = "in", 0
            elif lower in _PREPOSITIONS:
                preposition, distance = lower, 0
                prepositions_only = True
                if lower in ("of", "about", "regarding", "concerning", "in", "on", "at", "for", "after", "following", "during", "into", "since", "before"):
                    preposition = "of" if lower == "of" else "in"
            elif lower in _SUBORDINATE or token.text == ":" or (i > trigger.head and lower in _FINITE):
                crossed += 1
                preposition = "next"
            elif lower in ("and", "but", "or") and i + 1 < limit and (self.tokens[i + 1].lower in _AUX or self.tokens[i + 1].lower.endswith("ed") or self.tokens[i + 1].lower in ("to", "that", "he", "she", "they")):
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
        words = [t.lower for t in self.tokens[last.last : last.last + 3]]
        if words[:2] in (["such", "as"], ["for", "example"], ["for", "instance"]) or words[:1] in (["including"], ["namely"], ["eg"], ["e"]) or words[:2] == [",", "including"]:
            following = next((m for m in self.mentions if m.first >= last.last and m.first - last.last <= 5), None)
            if following is not None and following.is_agency:
                return self._list(following)
        return group

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
        """The nearest actor before the verb group that no preposition governs: (mentions, "plain" | "antecedent" | "inner" | "pp")."""
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
                elif mention.kind == "pronoun" and mention.text.lower() in ("them", "him", "whom", "i", "we") and mention.text != "I":
                    pass
                elif mention.possessive and mention.last < len(self.tokens) and mention.last <= trigger.group - 1 and self.at.get(mention.last) is None:
                    if not fallback:
                        fallback = [mention]
                elif self._is_object(mention):
                    if not fallback:
                        fallback = self._list(mention)
                elif self._preposition(mention) in ("", "than") or mention.kind == "pronoun" or (trigger.form == "infinitive" and self._preposition(mention) == "for" and mention.last >= trigger.group - 1):
                    group = [m for m in self._list(mention) if m.last <= trigger.group or trigger.frame.pos == "noun"]
                    coordinated = trigger.group > 0 and self.tokens[trigger.group - 1].lower in ("and", "then", "but", "or") and trigger.form in ("finite", "bare")
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
            if token.lower in _SUBORDINATE:
                crossed = True
            i -= 1
        return fallback, "pp"

    def _opening(self, trigger: Trigger) -> list[Mention]:
        """The subject that a coordinated verb shares: after a comma that of the sentence, else the nearest that a verb follows."""
        acting = [m for m in self.mentions if m.last < trigger.group and not m.possessive and self._acts(m) and not self.is_governed(m)]
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
        return lower in _AUX or lower in _verbs() or lower in _support() or lower in _COMMON_VERBS or lower.endswith("ed")

    def _is_object(self, mention: Mention) -> bool:
        """Whether a mention follows a verb as its object: "referred the family", "told her"."""
        if mention.kind == "pronoun":
            return mention.text.lower() in ("them", "him", "whom")
        i = mention.first - 1
        while i >= 0 and self.tokens[i].lower in _ADJECTIVAL:
            i -= 1
        if i < 0 or i in self.at or not self.tokens[i].is_word:
            return False
        lower = self.tokens[i].lower
        if lower == "had" and (i == 0 or self.tokens[i - 1].text in ",;"):
            return False  # "Had the GP been told"
        return lower in _verbs() or lower in _support() or lower in _COMMON_VERBS or (lower.endswith("ed") and lower not in ("concerned", "involved", "allocated", "named", "alleged", "qualified"))

    def _antecedent(self, i: int) -> list[Mention]:
        """The mention that a relative pronoun at token ``i`` stands for."""
        for mention in reversed(self.mentions):
            if mention.last <= i and mention.kind != "pronoun":
                if i - mention.last <= 3:
                    return [mention]
                break
        return []


_CONTROL = frozenset("ask asked asking advise advised request requested tell told instruct instructed encourage encouraged direct directed invite invited require required urge urged expect expected for allow allowed enable enabled".split())
_CALENDAR = frozenset("january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter".split())
_NOT_TO = frozenset("prior due according relation regard respect subject led leading response addition contrary similar known access reference related likely able next close owing thanks attached belonging relating referring subsequent".split())
_FINITE = frozenset("should would could might must will was were is are had has did does led resulted".split())
_COMMON_VERBS = frozenset("saw see sees brought bring took visited told gave left met kept led found made let put be been being allowing enabling helped help support supporting assess assessing protect safeguard".split())
_NOUN_ADJECTIVES = frozenset(
    "no any further formal safeguarding written verbal telephone phone effective poor good better regular direct urgent initial second first new another such little much limited discharge transfer "
    "closer close inter agency multi joint health police social care child protection information more clear open timely ongoing early late subsequent same previous earlier later full proper "
    "make made making makes receive received send sent hold have had minimal face prompt single separate unnecessary immediate inadequate appropriate inappropriate without lack".split()
)
