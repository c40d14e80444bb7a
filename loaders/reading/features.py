"""What holds of a reading: the features by which the scorer weighs it.

Most hold of all readings of a predicate, or of all in which an agency gives or takes; they are named once and shared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from loaders.documents.model import Paragraph
from loaders.reading.clauses import Sentence, Trigger
from loaders.reading.context import FAMILY, PROCESS, Context
from loaders.reading.frames import plain_forms, verbs
from loaders.reading.grammar import GRAMMAR
from loaders.reading.roles import Filler
from loaders.reading.sections import classify
from loaders.reading.text import Token
from loaders.reading.vocabulary import vocabulary

# Over lower-case text.
_DATE = re.compile(r"\b(?:(?:19|20)\d\d|january|february|march|april|may|june|july|august|september|october|november|december)\b")
_PRESENT = re.compile(
    r"\b(?:is|are|has|(?<!should )(?<!could )(?<!would )have|does|do|will|must|should(?! have)|shall|can|may)\b"
)
_PAST = re.compile(r"\b(?:was|were|had|did)\b|ed\b")
_PAST_AUXILIARY = re.compile(r"\b(?:was|were|had|did)\b")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_VOCABULARY = vocabulary("remarks", dict[str, dict[str, list[str]]])
_REMARKS = {name: re.compile("|".join(patterns)) for name, patterns in _VOCABULARY["remarks"].items()}
_THEN = {word: what for what, words in _VOCABULARY["then"].items() for word in words}
_TENSE = {word: tense for tense, words in _VOCABULARY["tense"].items() for word in words}
_ABOUT = {word: what for what, words in _VOCABULARY["about"].items() for word in words}
_ANSWERS = frozenset(_VOCABULARY["answers"]["words"])
# "had" and "knew" answer only in the same breath: "rang the GP, who had no concerns"
_ANSWERS_AFTER = _ANSWERS - {"had", "knew"} | frozenset(_VOCABULARY["answers"]["things"])
_GOVERNS = {word: what for what, words in _VOCABULARY["governs"].items() for word in words}
_SUPPOSED = frozenset({"would-have", "could-have"})
_QUOTES = frozenset({'"', "“", "”"})
_TELLING = frozenset({"answer", "say", "contact", "tell", "referral", "refer", "receive"})
_REACHES_OUT = frozenset({"contact", "with", "ask"})  # moves after which the other side may answer
_DATING = frozenset({"by", "from", "on"})
_COMPLEMENT_WITHIN = 8  # tokens after a predicate
_PURPOSE_WITHIN = 14  # tokens after a predicate among which its purpose stands
_THEN_WITHIN = 14  # tokens after a predicate
_LASTING = ("elsewhere", "improved", "norm", "research")  # remarks that may hold of the sentences after theirs
_BEFORE, _AFTER = 250, 150  # characters of a paragraph before and after a sentence
_PAPERS = frozenset({"copy", "letter", "report", "referral", "notification"})
_COMPLEMENTS = frozenset(
    {"that", "whether", "if", "to", "for", "about", "of", "as", "what", "how", "why", "by", "on", "from", "and"}
)


def of_sentence(
    paragraph: Paragraph, where: tuple[int, int], resolved: Mapping[int, str], triggers: Sequence[Trigger]
) -> list[str]:
    """What holds of all readings of a sentence, which stands at the characters ``where`` of the paragraph's text; the first of
    them is the kind of its paragraph."""
    text = paragraph.text[where[0] : where[1]]
    lower = text.lower()
    found = [f"paragraph={paragraph.kind}", f"section={classify(paragraph.section).kind}"]
    found.append(f"in-present={_in_present(paragraph.text)}")
    if _DATE.search(lower):
        found.append("dated")
    if _PRESENT.search(lower):
        found.append("present-words")
    if not _PAST.search(lower):
        found.append("no-past")
    found += [f"remark={name}" for name in remarks_of(lower)]
    before = paragraph.text[max(0, where[0] - _BEFORE) : where[0]].lower()
    found += [f"remark-before={name}" for name in _LASTING if _REMARKS[name].search(before)]
    if _REMARKS["unheard"].search(paragraph.text[where[1] : where[1] + _AFTER].lower()):
        found.append("remark-after=unheard")
    found.append(f"length={min(len(text) // 120, 4)}")
    if PROCESS in resolved.values():
        found.append("process")
    return found + sorted({f"also={t.frame.id},{'gap' if t.cue else 'did'}" for t in triggers if t.frame.id in _TELLING})


@lru_cache(maxsize=1 << 10)  # several stages ask for the same sentences
def remarks_of(lower: str) -> tuple[str, ...]:
    """What a sentence, in lower case, says about itself: the names of the remarks of vocabulary/remarks.yaml that it has."""
    return tuple(name for name, pattern in _REMARKS.items() if pattern.search(lower))


def is_of_now(lower: str) -> bool:
    """Whether a sentence, in lower case, tells how things are, not what happened."""
    return bool(_PRESENT.search(lower)) and not _PAST_AUXILIARY.search(lower)


@lru_cache(maxsize=16)
def _in_present(text: str) -> int:
    """How much of a paragraph is in the present, in quarters (0-3): what tells a case is in the past, what tells how things are
    or ought to be in the present."""
    sentences = _SENTENCE_END.split(text.lower())
    present = sum(map(is_of_now, sentences))
    return min(3, 4 * present // len(sentences))


def _tense(sentence: Sentence, trigger: Trigger) -> str:
    """The tense of a predicate's verb group, "plain" where the form does not tell; the form of what is not finite."""
    if trigger.form != "finite":
        return trigger.form
    group = [token.lower for token in sentence.tokens[trigger.group : trigger.head + 1]]
    for word in group:
        if word in _TENSE:
            return _TENSE[word]
    verb = group[-1] if group else ""
    if verb in plain_forms():
        return "plain"
    if verb.endswith("s") and not verb.endswith("ss"):
        return "present"
    return "past"


def beside(trigger: Trigger, triggers: Sequence[Trigger]) -> list[str]:
    """What the predicates before and after it in the sentence say of one: what follows a failure tends to explain it, and a
    letter that was sent may not have been read."""
    found = []
    before = [t for t in triggers if t.last <= trigger.first]
    after = next((t for t in triggers if t.first >= trigger.last), None)
    if before:
        found.append(f"before={_polarity(before[-1])}")
        if before[-1].cue in _SUPPOSED and trigger.cue in _SUPPOSED:
            found.append("consequence")  # "had she asked, the school would have told her"
    if after:
        found += [f"after={_polarity(after)}", f"after={_polarity(after)},{after.frame.move}"]
    return found


def _polarity(trigger: Trigger) -> str:
    return "gap" if trigger.cue or trigger.frame.kind == "FAILED_TO_SHARE" else "did"


def _around(sentence: Sentence, trigger: Trigger) -> Iterator[str]:
    """What the words around a predicate say of it: the clause it stands in, whether somebody is quoted, what a noun hangs on,
    what was told or asked for, and whether the other side answered."""
    tokens, move = sentence.tokens, trigger.frame.move
    if sum(token.text in _QUOTES for token in tokens[: trigger.first]) % 2:
        yield "quoted"
    if trigger.group and tokens[trigger.group - 1].lower in ("i", "we"):
        yield "speaks"
    if any(token.lower == "that" for token in tokens[: trigger.group]):
        yield f"reported={next((m.kind for m in sentence.mentions if m.last <= trigger.group and not m.possessive), '')}"
    for j in range(trigger.group - 1, max(-1, trigger.group - 11), -1):
        if tokens[j].lower in GRAMMAR["subordinators"] or tokens[j].text in ",;:":
            yield f"clause={tokens[j].lower}"
            break
    if trigger.frame.pos == "noun":
        yield from _hangs_on(sentence, trigger)
    else:
        said = _complement(tokens, trigger.last)
        yield f"complement={said},{move}"
        if purpose := _purpose(sentence, trigger):
            yield f"purpose={purpose},{move}"
        if said == "that" and (tense := _said_in(sentence, trigger.last)):
            yield f"said={tense},{move}"
    about = next((_ABOUT[t.lower] for t in tokens[trigger.last : trigger.last + 9] if t.lower in _ABOUT), "")
    yield f"about={about},{move}"
    if trigger.passive:  # "the training that was given to the school"
        given = next((_ABOUT[t.lower] for t in tokens[max(0, trigger.group - 5) : trigger.group] if t.lower in _ABOUT), "")
        yield f"given={given},{move}"
    if move in _REACHES_OUT and (how := _answered(sentence, trigger)):
        yield f"answered={how}"


def _complement(tokens: Sequence[Token], start: int) -> str:
    """The first word or mark near after a predicate that opens what was told or asked; not the "on" of "on 14 May"."""
    for i in range(start, min(len(tokens), start + _COMPLEMENT_WITHIN)):
        after = tokens[i + 1] if i + 1 < len(tokens) else tokens[i]
        dates = tokens[i].lower in _DATING and (after.text[0].isdigit() or after.lower in GRAMMAR["calendar"])
        if (tokens[i].lower in _COMPLEMENTS or not tokens[i].is_word) and not dates:
            return tokens[i].lower
    return ""


def _purpose(sentence: Sentence, trigger: Trigger) -> str:
    """What something was done for: the move of the first infinitive after a predicate ("rang the GP to ask"), or "other"."""
    tokens = sentence.tokens
    for i in range(trigger.last, min(len(tokens) - 1, trigger.last + _PURPOSE_WITHIN)):
        if tokens[i].lower == "to" and i + 1 not in sentence.at and tokens[i + 1].lower in plain_forms():
            return next((frame.move for frame, _, particle in verbs().get(tokens[i + 1].lower, ()) if not particle), "other")
        if tokens[i].text in ",;:" or tokens[i].lower in GRAMMAR["subordinators"]:
            break
    return ""


def _hangs_on(sentence: Sentence, trigger: Trigger) -> Iterator[str]:
    """What a noun depends on: the verb that carries it, or the word before its phrase ("in a letter", "considered a call")."""
    tokens = sentence.tokens
    if trigger.support:
        yield f"carrier={tokens[trigger.head].lower}"
    else:  # "when information is presented" tells of no case
        yield f"followed={_said_in(sentence, trigger.last)}"
    for j in range(trigger.first - 1, max(-1, trigger.first - 7), -1):
        word = tokens[j].lower
        if word in _GOVERNS:
            yield f"governs={_GOVERNS[word]}"
            return
        if word in GRAMMAR["prepositions"] or word in GRAMMAR["subordinators"] or not tokens[j].is_word:
            yield f"under={word},{trigger.frame.id}"
            yield f"under={word},{bool(trigger.support)}"
        if not (tokens[j].is_word and word not in GRAMMAR["be"] and word not in GRAMMAR["subordinators"]):
            return


def _said_in(sentence: Sentence, start: int) -> str:
    """The tense of the first verb group from a token on: "said that she would ring" tells of no more than an intention."""
    words = (t.lower for t in sentence.tokens[start : start + _THEN_WITHIN])
    return next((_TENSE[word] for word in words if word in _TENSE), "")


def _answered(sentence: Sentence, trigger: Trigger) -> str:
    """How the one who was rung or asked answers: in the same breath ("rang the GP, who had no concerns", "and was told that"),
    or "after", where the sentence that follows tells of an answer and denies nothing."""
    tokens = sentence.tokens
    for j in range(trigger.last, min(len(tokens) - 2, trigger.last + 25)):
        word, says = tokens[j].lower, [t.lower in _ANSWERS for t in tokens[j + 1 : j + 6]]
        partner = sentence.at.get(j - 1 - (tokens[j - 1].lower in (",", "by", "from")))
        if word in ("who", "which", "whom") and partner is not None and partner.is_agency:
            return "relative" if any(says[:4]) else "described"
        if word in ("and", ";", ":") and any(says):
            told = tokens[j + 1].lower in ("was", "were")
            return "told" if told else "learned" if says[0] else "said"
        if word in (".", "because", "although", "but"):
            break
    after = {token.lower for token in sentence.following[:_THEN_WITHIN]}
    return "after" if after & _ANSWERS_AFTER and not after & GRAMMAR["negatives"] else ""


def _within(sentence: Sentence, trigger: Trigger) -> Iterator[str]:
    """Where in its sentence a predicate stands: how late, and between which words."""
    tokens = sentence.tokens
    yield f"late={5 * trigger.first // len(tokens)}"
    if any(token.lower == "that" for token in tokens[: trigger.group]):
        yield "after-that"  # what somebody said, noted or knew
    following = tokens[trigger.last].lower if trigger.last < len(tokens) else ""
    yield f"next={_closed(following)},{trigger.frame.pos}"
    if trigger.frame.pos == "noun":
        yield f"determiner={_closed(tokens[trigger.first - 1].lower) if trigger.first else ''}"


def _closed(word: str) -> str:
    """A word that belongs to the closed classes of the grammar, as it is or by its class; "" for any other."""
    if word in GRAMMAR["articles"]:
        return "the" if word == "the" else "article"
    if word in GRAMMAR["prepositions"] or word in GRAMMAR["subordinators"] or word in ("no", "to", "any", "and", "or", "but"):
        return word
    return "mark" if word and not word[0].isalnum() else ""


class Features:
    """The features of the readings of one predicate as one kind of exchange."""

    def __init__(
        self,
        trigger: Trigger,
        kind: str,
        sentence: Sentence,
        shared: Sequence[str],
        filled: Mapping[str, Sequence[Filler]],
        here: Sequence[Filler],
        context: Context,
        document: str,
        suggested: tuple[Sequence[str], Sequence[str]],
    ) -> None:
        """``shared`` are those of the sentence, ``filled`` and ``here`` who stands where and anywhere in it, ``document`` what
        was passed, ``suggested`` the agency types that the words of this sentence and of the one before suggest."""
        self._trigger = trigger
        self._kind = kind
        self._gap = "gap" if kind == "FAILED_TO_SHARE" else "did"
        self._voice = "passive" if trigger.passive else "active"
        self._frame = f"{trigger.frame.pos}.{trigger.frame.id}"
        self._context = context
        self._suggested = suggested
        self._here = [filler.type for filler in here]
        self._names = {(filler.type, filler.text) for filler in here}
        self._nobody = [place for place in ("subject", "object", "to", "with") if any(f.is_nobody for f in filled.get(place, ()))]
        following = sentence.tokens[trigger.last : trigger.last + _THEN_WITHIN]
        self._then = next((_THEN[token.lower] for token in following if token.lower in _THEN), "")
        around = [*_within(sentence, trigger), *_around(sentence, trigger)]
        self._governs = next((feature for feature in around if feature.startswith("governs=")), "")  # what a noun hangs on
        known = "answered=" if trigger.frame.move in _REACHES_OUT else ""
        self._answered = next((feature for feature in around if feature.startswith("answered=")), known)
        self.common = tuple(self._common(sentence, shared, around, filled, document))
        self.giver = cache(lambda filler, order: tuple(self._party("from", filler, order)))
        self.taker = cache(lambda filler, order: tuple(self._party("to", filler, order)))

    def _common(
        self,
        sentence: Sentence,
        shared: Sequence[str],
        around: Sequence[str],
        filled: Mapping[str, Sequence[Filler]],
        document: str,
    ) -> Iterator[str]:
        t, gap, frame, voice = self._trigger, self._gap, self._frame, self._voice
        yield "bias"
        yield f"kind={self._kind}"
        yield f"kind={self._kind},{t.word}"
        yield f"kind={self._kind},{sentence.tokens[t.head].lower}"
        yield f"kind={self._kind},{frame},said-before={self._context.document}"
        yield f"frame={frame}"
        yield f"frame={frame},{gap}"
        yield f"word={t.word}"
        yield f"word={t.word},{gap}"
        yield f"cue={t.cue}"
        yield f"cue={t.cue},{frame}"
        yield f"form={t.form},{gap}"
        yield f"modality={t.modality},{gap}"
        yield f"support={t.support},{voice},{t.frame.pos}"
        yield f"moves={t.frame.move},{voice},{gap},{t.support}"
        tense = _tense(sentence, t)
        yield f"tense={tense}"
        yield f"tense={tense},{gap}"
        yield f"tense={tense},{shared[0]}"  # notes in a table tell the story in the present
        for feature in around:
            yield feature
            yield f"{feature},{gap}"
        if self._context.section:
            yield "section-of-service"
            yield f"section-of-service,{gap}"
        if t.governor and t.form in ("infinitive", "gerund"):
            yield f"governor={t.governor},{gap}"
        if any(f.type == FAMILY for f in filled.get("subject", ())):
            yield f"family-subject,{gap}"
        if any(f.type == FAMILY for place in ("object", "to", "with") for f in filled.get(place, ())):
            yield f"family-object,{t.frame.move}"
        yield f"agencies={min(len(set(self._here)), 4)},{gap}"
        if any(f.type == FAMILY and f.source != f.place for f in filled.get("subject", ())):
            yield f"family-by-pronoun,{gap}"
        for place in self._nobody:
            yield f"nobody={place},{gap}"
        if t.frame.pos == "verb":
            yield f"then={self._then},{t.frame.move},{gap}"
        for feature in shared:
            if "unheard" in feature or "visit" in feature:
                yield f"{feature},{t.frame.id},{gap}"
        for feature in (*shared, f"document={document}", f"document={document},{self._kind},{t.frame.id}"):
            yield feature
            yield f"{feature},{gap}"

    def _party(self, role: str, filler: Filler, order: int) -> Iterator[str]:
        """Of the agency that gives (``role`` from) or takes (to), the ``order``-th of those that may."""
        gap, move = self._gap, self._trigger.frame.move
        yield f"{role}={filler.source}"
        yield f"{role}={filler.source},{gap}"
        yield f"{role}-type={filler.type},{gap}"
        if filler.distance:
            far = min(filler.distance.bit_length(), 5)
            yield f"{role}-distance={far}"
            yield f"{role}-distance={far},{filler.kind_of_place},{move}"
        if filler.is_direct:  # what has come may be sent on, and who was rung may answer
            for what in self._context.roles(filler.type):
                yield f"{role}-was={what},{move},{self._kind}"
            return
        here, before = self._suggested
        suits = f"{int(filler.type in here)}{int(filler.type in before)}"
        yield f"{role}-suits={suits}"
        yield f"{role}-suits={suits},{move},{gap}"
        if here and filler.type == here[0]:
            yield f"{role}-suits-best"
        held = self._context.roles(filler.type)
        yield f"{role}-roles={min(len(held), 5)}"
        yield f"{role}-order={min(order, 4)}"
        yield f"{role}-likely={filler.likely}"
        yield f"{role}-likely={filler.likely},{move},{gap}"
        if self._trigger.word in _PAPERS:  # what is copied goes from who sent it, not from who got it
            yield from (f"{role}-is={what},{self._trigger.word},{gap}" for what in held)
        for what in held:
            yield f"{role}-is={what}"
            yield f"{role}-is={what},{move},{gap}"

    def pair(self, giver: Filler, taker: Filler) -> Iterator[str]:
        """Of the two together."""
        t, gap, frame, voice = self._trigger, self._gap, self._frame, self._voice
        classes = f"{giver.shape}>{taker.shape}"
        yield f"classes={classes}"
        yield f"classes={classes},{gap}"
        yield f"classes={classes},{t.frame.move},{gap}"
        yield f"classes={classes},{t.cue}"
        yield f"classes={classes},{t.form},{voice}"
        roles = f"{giver.source}>{taker.source}"
        yield f"roles={roles}"
        yield f"roles={roles},{frame}"
        yield f"roles={roles},{t.frame.move},{voice},{gap}"
        if giver.likely or taker.likely:
            yield f"likely={giver.likely}{taker.likely},{classes}"
        yield f"pair={giver.type}>{taker.type}"
        yield f"pair={giver.type}>{taker.type},{self._kind}"
        if giver.type == taker.type:
            yield "same-type"
            yield f"same-type,{frame},{gap}"
            yield f"same-type,{self._kind},{t.frame.id}"
            yield f"same-type,{roles}"
            named = sum(who == giver.type for who, _ in self._names)
            yield f"same-type,named={min(named, 2)},{gap}"
        if self._answered:
            yield f"{self._answered},{roles}"
        if self._governs and t.frame.pos == "noun":
            yield f"{self._governs},{roles}"
        if giver.source == "asked":
            yield f"asked,{self._then}"
            yield f"asked,{frame},{self._then}"
        for place in self._nobody:
            yield f"nobody={place},{classes}"
        if giver.generic or taker.generic:
            yield f"generic={int(giver.generic)}{int(taker.generic)},{gap}"
        inside = (giver.type in self._here, taker.type in self._here)
        yield f"inside={int(inside[0])}{int(inside[1])},{gap}"
        skipped = sum(who not in (giver.type, taker.type) for who in self._here)
        if skipped and not all(inside):
            yield f"skips={min(skipped, 3)},{gap}"
