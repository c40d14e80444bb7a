"""What a review has said of each service so far: what it was spoken of with, what it made, whom it told or failed to tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from loaders.reading.clauses import Sentence
from loaders.reading.context import NO_SERVICE
from loaders.reading.frames import participles
from loaders.reading.grammar import DISCOURSE, GRAMMAR
from loaders.reading.mentions import Mention, implied_types
from loaders.reading.text import Token

_SHORTEST = 4  # letters of a word that tells what is spoken of
_CLOSED = frozenset().union(
    *(GRAMMAR[name] for name in ("prepositions", "subordinators", "auxiliaries", "determiners", "pronouns"))
)
_REACH = 8  # sentences within which a document that is spoken of again is the same
_LATELY = 4  # sentences within which services dealt with each other lately
_NEAR = 2  # tokens between an owner and what it owns
_GROUP = 4  # tokens after a subject in which a passive shows
_LEAST = 0.1  # by how much more than usual a service is spoken of with the words of a sentence
_AT_MEETINGS = ("attend ", "include ")  # how what is said of who came to a meeting begins: with its move
_FEW_TIMES = 2  # added to how often a word was said, so that what was said once tells little


class Passage(NamedTuple):
    """Who gave and who took, as the reader took it, and by what move in what voice it was said; "" where nothing was."""

    giver: str = ""
    taker: str = ""
    said: str = ""


class Memory:
    """Grows with every sentence."""

    def __init__(self) -> None:
        self.failed = Passage()  # by the last gap of the paragraph
        self.passed = Passage()  # by what last passed in the paragraph
        self._dealt: dict[str, tuple[str, int]] = {}  # service -> with which other it last dealt, in what sentence
        self._following = ""  # the service that the next sentence names first
        self._at = 0  # how many sentences there were so far
        self._with: defaultdict[str, dict[str, int]] = defaultdict(dict)  # word -> how often each service was spoken of with it
        self._often: Counter[str] = Counter()  # services
        self._words: Collection[str] = ()  # of this sentence
        self._linked: list[str] = []  # the services that this sentence's words have to do with, first those most
        self._made: dict[str, tuple[str, int]] = {}  # what a document is called -> who made it, in what sentence it was spoken of
        self._last_made = ""  # the maker of the document last spoken of in the paragraph
        self._maker = ""  # of the document that this sentence is about
        self._acting = ""  # who acted last in the paragraph
        self._leads = ""  # who leads the meeting that the paragraph tells of
        self._guests: set[str] = set()  # who attended it

    def note(self, giver: str, taker: str) -> None:
        """Remember that something passed between two services."""
        self._dealt[giver] = taker, self._at
        self._dealt[taker] = giver, self._at

    def begin_paragraph(self) -> None:
        self.failed = self.passed = Passage()
        self._last_made = self._acting = self._leads = ""
        self._guests.clear()

    def begin(self, sentence: Sentence, following: str) -> None:
        """Think of what a sentence may speak of; ``following`` is the service that the next one names first."""
        self._at += 1
        self._following = following
        self._words = _telling_words(sentence)
        self._linked = self._spoken_of(self._words)
        tokens = sentence.tokens
        verb = next((i for i, token in enumerate(tokens) if i in sentence.at or token.lower in GRAMMAR["finite"]), len(tokens))
        about = next((name for at, name in _things(sentence) if at < verb), "")
        goes_on = tokens[0].lower in DISCOURSE["going-on"]
        self._maker = self._maker_of(about) if about else self._last_made if goes_on else ""

    def end(self, sentence: Sentence, resolved: Mapping[int, str]) -> None:
        """Remember a sentence, whose mentions (by first token) stand for ``resolved``."""
        services = {m.first: who for m in sentence.mentions if (who := resolved.get(m.first, "")) not in NO_SERVICE}
        spoken_of = set(services.values())
        for word in self._words if spoken_of else ():
            counts = self._with[word]
            for who in spoken_of:
                counts[who] = counts.get(who, 0) + 1
        self._often.update(spoken_of)
        for at, name in _things(sentence):
            known = self._maker_of(name) if at and sentence.tokens[at - 1].lower in DISCOURSE["again"] else ""
            self._last_made = _maker(sentence, services, at) or known or self._acting
            self._made[name] = self._last_made, self._at
        self._leads = self._leader(sentence, services) or self._leads
        words = {token.lower for token in sentence.tokens}
        if self._leads and words & DISCOURSE["taking-part"] and not words & GRAMMAR["negatives"]:
            self._guests.update(services[m.first] for m in sentence.mentions if m.first in services and _may_attend(sentence, m))
        subjects = (m for m in sentence.mentions if not m.possessive and not sentence.is_governed(m))
        self._acting = next((services[m.first] for m in subjects if m.first in services), self._acting)

    def _maker_of(self, name: str) -> str:
        """Who made the document last called so; "" where it was long ago."""
        maker, at = self._made.get(name, ("", -_REACH))
        return maker if self._at - at < _REACH else ""

    def _spoken_of(self, words: Collection[str]) -> list[str]:
        """The services that words were said with more often than others were, first those most."""
        scores: dict[str, float] = {}
        usual = sum(self._often.values()) + 1
        for counts in (self._with[word] for word in words if word in self._with):
            times = sum(counts.values())
            for who, here in counts.items():
                scores[who] = scores.get(who, 0.0) + (here - times * self._often[who] / usual) / (times + _FEW_TIMES)
        return sorted((who for who, score in scores.items() if score > _LEAST), key=lambda who: (-scores[who], who))

    def _leader(self, sentence: Sentence, services: Mapping[int, str]) -> str:
        """Who leads the meeting that a sentence tells of: who chairs or convenes it, or whose meetings are called so; "" for
        none."""
        meetings = [m for m in sentence.mentions if m.role == "meeting"]
        if meetings or self._leads:
            for i, token in enumerate(sentence.tokens):
                if token.lower in DISCOURSE["leading"]:
                    by = (services[m.first] for m in sentence.mentions if m.first in services and sentence.preposition(m) == "by")
                    before = [services[m.first] for m in sentence.mentions if m.first in services and m.last <= i]
                    return next(by, "") or next(reversed(before), "")
        named = (implied_types(sentence.tokens[m.first : m.last]) for m in meetings)
        return next((types[0] for types in named if types), "")

    def standing(self, who: str, said: str, here: Collection[str], others: Collection[str]) -> Iterator[str]:
        """What a service is to a predicate, where ``others`` stand in the other role and ``here`` are those of the paragraph;
        ``said`` is its move and voice, by which it may say again what the one before did."""
        if who in self._linked[:2]:
            yield f"linked-{self._linked.index(who) + 1}"
        for what, holds in (
            ("comes", self._following),
            ("leads", self._leads),
            ("maker", self._maker),
        ):
            if who == holds:
                yield what
        if who in self._guests and who != self._leads and said.startswith(_AT_MEETINGS):
            yield "guest"
        for before, gave, took in ((self.failed, "failed", "missed"), (self.passed, "passed", "has")):
            alike = "-alike" if before.said == said else ""
            if who == before.giver:
                yield gave + alike
            if who == before.taker:
                yield took + alike
        dealt = [self._at - at for other in others for partner, at in (self._dealt.get(other, ("", 0)),) if partner == who]
        if dealt:
            yield "counterpart"
            if min(dealt) < _LATELY:
                yield "counterpart-lately"
        if who in here and all(other == who or other in others for other in here):
            yield "only"


def _maker(sentence: Sentence, services: Mapping[int, str], at: int) -> str:
    """Who made the document named at a token: "her report", "the hospital's letter", "an email from the GP", or who acts."""
    maker = ""
    for mention in (m for m in sentence.mentions if m.first in services):
        preposition = sentence.preposition(mention)
        if mention.last > at:
            maker = maker or (services[mention.first] if preposition in ("by", "from") else "")
        elif mention.possessive:
            maker = services[mention.first] if at - mention.last <= _NEAR else maker
        elif not sentence.is_governed(mention) and not _undergoes(sentence, mention):
            maker = services[mention.first]
    return maker


def _may_attend(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention stands where those do who attend: "the school attended", "was attended by the school"."""
    return not mention.possessive and (not sentence.is_governed(mention) or sentence.preposition(mention) == "by")


def _undergoes(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention is the subject of a passive: "the GP was told by letter"."""
    verb = sentence.tokens[mention.last : mention.last + _GROUP]
    return any(t.lower in GRAMMAR["be"] and after.lower in participles() for t, after in pairwise(verb))


def _things(sentence: Sentence) -> Iterator[tuple[int, str]]:
    """The documents and other things that a sentence names: token and name."""
    for i, token in enumerate(sentence.tokens):
        if token.lower in DISCOURSE["things"] and i not in sentence.at:
            yield i, _singular(token)


def _telling_words(sentence: Sentence) -> Collection[str]:
    """The words that tell what a sentence is about, in the singular, each once."""
    return dict.fromkeys(
        _singular(token)
        for i, token in enumerate(sentence.tokens)
        if len(token.lower) >= _SHORTEST and token.text[0].isalpha() and i not in sentence.at and token.lower not in _CLOSED
    )


def _singular(token: Token) -> str:
    return token.lower.removesuffix("s")
