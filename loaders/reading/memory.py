"""What a review has said of each service so far: what it was spoken of with, what it made or was sent, whom it failed to tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from loaders.reading.clauses import Sentence
from loaders.reading.context import NO_SERVICE
from loaders.reading.grammar import GRAMMAR
from loaders.reading.text import Token
from loaders.reading.vocabulary import vocabulary

_SHORTEST = 4  # letters of a word that tells what is spoken of
_CLOSED = frozenset().union(
    *(GRAMMAR[name] for name in ("prepositions", "subordinators", "auxiliaries", "determiners", "pronouns"))
)
_WORDS = {name: frozenset(words) for name, words in vocabulary("discourse", dict[str, list[str]]).items()}
_LEAST = 0.1  # by how much more than usual a service is spoken of with the words of a sentence
_FEW_TIMES = 2  # added to how often a word was said, so that what was said once tells little


class Parties(NamedTuple):
    """Who gave and who took, or who made a thing and who got it; "" where nothing says."""

    giver: str = ""
    taker: str = ""


class Memory:
    """Grows with every sentence."""

    def __init__(self) -> None:
        self.failed = Parties()  # by the last gap of the paragraph
        self.passed = Parties()  # by what last passed in the paragraph
        self.following = ""  # the service that the next sentence names first
        self._with: dict[str, Counter[str]] = {}  # word -> how often each service was spoken of with it
        self._often: Counter[str] = Counter()  # services
        self._linked: list[str] = []  # the services that this sentence's words have to do with, first those most
        self._things: dict[str, Parties] = {}  # what documents are called
        self._last_thing = Parties()  # of the paragraph
        self._thing = Parties()  # that this sentence speaks of
        self._acting = ""  # who acted last in the paragraph

    def begin_paragraph(self) -> None:
        self.failed = self.passed = self._last_thing = Parties()
        self._acting = ""

    def begin(self, sentence: Sentence, following: str) -> None:
        """Think of what a sentence may speak of; ``following`` is the service that the next one names first."""
        self.following = following
        self._linked = self._spoken_of(_telling_words(sentence))
        things = [name for _, name in _things(sentence)]
        goes_on = not things or any(token.lower in _WORDS["going-on"] for token in sentence.tokens)
        known = (self._things[name] for name in things if name in self._things)
        self._thing = next(known, self._last_thing if goes_on else Parties())

    def end(self, sentence: Sentence, resolved: Mapping[int, str]) -> None:
        """Remember a sentence, whose mentions (by first token) stand for ``resolved``."""
        services = {m.first: who for m in sentence.mentions if (who := resolved.get(m.first, "")) not in NO_SERVICE}
        for word in _telling_words(sentence):
            self._with.setdefault(word, Counter()).update(set(services.values()))
        self._often.update(set(services.values()))
        for at, name in _things(sentence):
            self._last_thing = self._things[name] = self._parties(sentence, services, at, name)
        subjects = (m for m in sentence.mentions if not m.possessive and not sentence.is_governed(m))
        self._acting = next((services[m.first] for m in subjects if m.first in services), self._acting)

    def _spoken_of(self, words: Collection[str]) -> list[str]:
        """The services that words were said with more often than others were, first those most."""
        scores: dict[str, float] = {}
        usual = sum(self._often.values()) + 1
        for counts in (self._with[word] for word in words if word in self._with):
            times = sum(counts.values())
            for who, here in counts.items():
                scores[who] = scores.get(who, 0.0) + (here - times * self._often[who] / usual) / (times + _FEW_TIMES)
        return sorted((who for who, score in scores.items() if score > _LEAST), key=lambda who: (-scores[who], who))

    def _parties(self, sentence: Sentence, services: Mapping[int, str], at: int, name: str) -> Parties:
        """Who made the thing named at a token and who got it: "her report", "the hospital's letter", "an email from the GP", or
        who acts in the sentence, or else whose it was when it was last spoken of."""
        maker = taker = ""
        for mention in (m for m in sentence.mentions if m.first in services):
            who, preposition = services[mention.first], sentence.preposition(mention)
            before = mention.last <= at
            if preposition == "to":
                taker = taker or who
            elif before and (at - mention.last <= 2 if mention.possessive else not sentence.is_governed(mention)):
                maker = who
            elif not before and preposition in ("by", "from"):
                maker = maker or who
        known = self._things.get(name, Parties())
        again = at > 0 and sentence.tokens[at - 1].lower in _WORDS["again"]
        return Parties(maker or (known.giver if again else "") or self._acting, taker or known.taker)

    def standing(self, who: str, here: Collection[str], others: Collection[str]) -> Iterator[str]:
        """What a service is to a sentence, where ``others`` stand in the other role and ``here`` are those of the paragraph."""
        if who in self._linked[:2]:
            yield f"linked-{self._linked.index(who) + 1}"
        for what, holds in (
            ("comes", self.following),
            ("failed", self.failed.giver),
            ("missed", self.failed.taker),
            ("passed", self.passed.giver),
            ("has", self.passed.taker),
            ("maker", self._thing.giver),
            ("got", self._thing.taker),
        ):
            if who == holds:
                yield what
        if who in here and all(other == who or other in others for other in here):
            yield "only"


def _things(sentence: Sentence) -> Iterator[tuple[int, str]]:
    """The documents and other things that a sentence names: token and name."""
    for i, token in enumerate(sentence.tokens):
        if token.lower in _WORDS["things"] and i not in sentence.at:
            yield i, _singular(token)


def _telling_words(sentence: Sentence) -> set[str]:
    """The words that tell what a sentence is about, in the singular."""
    return {
        _singular(token)
        for i, token in enumerate(sentence.tokens)
        if len(token.lower) >= _SHORTEST and token.text[0].isalpha() and i not in sentence.at and token.lower not in _CLOSED
    }


def _singular(token: Token) -> str:
    return token.lower.removesuffix("s")
