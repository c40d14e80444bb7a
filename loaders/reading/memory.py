"""What a review has said of each service so far: when it was named, when it acted, and what words it was spoken of with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from loaders.reading.clauses import Sentence
from loaders.reading.context import FAMILY, GENERIC, PROCESS
from loaders.reading.grammar import GRAMMAR

_SHORTEST = 4  # letters of a word that says what is spoken of
_CLOSED = frozenset().union(
    *(GRAMMAR[name] for name in ("prepositions", "subordinators", "auxiliaries", "determiners", "pronouns"))
)
_NO_SERVICE = frozenset({FAMILY, PROCESS, GENERIC, ""})


class Memory:
    """Grows with every sentence."""

    def __init__(self) -> None:
        self._sentences = 0
        self._paragraph = 0  # the sentence that the paragraph begins with
        self._named: dict[str, int] = {}  # in what sentence last
        self._acted: dict[str, int] = {}
        self._with: dict[str, Counter[str]] = {}  # word -> how often each service was spoken of with it
        self._often: Counter[str] = Counter()  # services
        self.ranked: list[str] = []  # the services that the words of the sentence have to do with, first those most
        self.following = ""
        self.told: tuple[str, str] = ("", "")  # by the predicate before in the sentence
        self.failed: tuple[str, str] = ("", "")  # by the gap before: giver, taker

    def paragraph(self) -> None:
        self._paragraph = self._sentences + 1
        self.failed = "", ""

    def begin(self, sentence: Sentence) -> None:
        self._sentences += 1
        self.told = "", ""
        scores: dict[str, float] = {}
        total = sum(self._often.values()) + 1
        for word in _words(sentence):
            if counts := self._with.get(word):
                whole = sum(counts.values())
                for who, times in counts.items():
                    scores[who] = scores.get(who, 0.0) + (times - whole * self._often[who] / total) / (whole + 2)
        self.scores = scores
        self.ranked = sorted((who for who, score in scores.items() if score > 0.1), key=lambda who: -scores[who])

    def end(self, sentence: Sentence, resolved: Mapping[int, str], subject: str) -> None:
        for m in sentence.mentions:
            who = resolved.get(m.first, "")
            if who in _NO_SERVICE:
                continue
            self._named[who] = self._sentences
            if not m.possessive and not sentence.is_governed(m):
                self._acted[who] = self._sentences
        spoken = {resolved.get(m.first, "") for m in sentence.mentions} - _NO_SERVICE
        for word in _words(sentence):
            self._with.setdefault(word, Counter()).update(spoken)
        self._often.update(spoken)

    def standing(self, who: str, here: Iterable[str], others: Iterable[str]) -> set[str]:
        found = set()
        ago = self._sentences - self._named.get(who, -9)
        inside = self._named.get(who, -9) >= self._paragraph
        found.add(f"named-{min(ago, 5)}" + ("" if inside else "-before"))
        ago = self._sentences - self._acted.get(who, -9)
        inside = self._acted.get(who, -9) >= self._paragraph
        found.add(f"acted-{min(ago, 5)}" + ("" if inside else "-before"))
        if who in self.ranked[:3]:
            found.add(f"linked-{self.ranked.index(who)}")
        if self.following == who:
            found.add("comes")
        if self.told[0] == who:
            found.add("tells")
        if self.told[1] == who:
            found.add("is-told")
        if self.failed[0] == who:
            found.add("failed")
        if self.failed[1] == who:
            found.add("missed")
        found.add(f"type-{who}")
        for other in others:
            found.add(f"type-{who}-{other}")
        if set(here) - set(others) == {who}:
            found.add("only")
        return found


def _words(sentence: Sentence) -> set[str]:
    return {
        t.lower.removesuffix("s")
        for i, t in enumerate(sentence.tokens)
        if len(t.lower) >= _SHORTEST and t.text[0].isalpha() and i not in sentence.at and t.lower not in _CLOSED
    }
