"""Who several are that are named by none of their names: "neither", "both", "the two services", "they" after "the school and
the police"."""

from __future__ import annotations

from collections.abc import Mapping

from loaders.reading.clauses import Sentence
from loaders.reading.context import GENERIC, NO_SERVICE
from loaders.reading.grammar import GRAMMAR
from loaders.reading.mentions import Mention

_REACH = 2  # sentences back in which those of whom "neither" speaks were named
_PLURALS = frozenset({"they", "them", "their"})


class Together:
    """Remembers the last sentences, in which several may have been named together."""

    def __init__(self) -> None:
        self._said: list[tuple[Sentence, Mapping[int, str]]] = []  # the sentences before, the nearest first

    def part(self) -> None:
        """A new paragraph speaks of none of the one before."""
        self._said.clear()

    def remember(self, sentence: Sentence, resolved: Mapping[int, str]) -> None:
        self._said = [(sentence, resolved), *self._said][:_REACH]

    def of(self, sentence: Sentence, mention: Mention, resolved: Mapping[int, str]) -> tuple[str, ...]:
        """The services that a mention stands for together; none where it stands for one or for nobody in particular."""
        first, *rest = mention.text.lower().split()
        if first in _PLURALS and sentence.preposition(mention) == "between":
            return self._who(sentence, mention, resolved, "", most=9)
        if first in _PLURALS:
            return self._who(sentence, mention, resolved, resolved.get(mention.first, ""))
        if not (first in GRAMMAR["of-two"] or rest[:1] == ["two"]) or not _stands_alone(sentence, mention):
            return ()
        return self._who(sentence, mention, resolved, "")

    def _who(
        self, sentence: Sentence, mention: Mention, resolved: Mapping[int, str], among: str, most: int = 2
    ) -> tuple[str, ...]:
        """The last two, or more up to ``most``, that were named together before a mention; for "they" those one of whom is
        ``among``, however many."""
        least, most = 2, 9 if among else most
        for said, meant in ((sentence, resolved), *self._said):
            end = mention.first if said is sentence else len(said.tokens)
            lists = [group for group in said.lists(end) if least <= len(group) <= most]
            acting = [group for group in lists if not said.is_governed(group[0])]
            here = {meant.get(m.first, ""): m for m in said.mentions if m.last <= end}
            for group in (*acting[::-1], *lists[::-1]):
                if among and among in here and here[among].first > group[-1].first:
                    continue  # named alone since
                types = tuple(meant.get(m.first, "") for m in group)
                if NO_SERVICE.isdisjoint(types) and (among in types or not among or (among == GENERIC and GENERIC not in here)):
                    return types
            if among:
                if among in here:
                    break  # named alone since
            elif said is not sentence:
                named = dict.fromkeys(who for m in said.mentions if (who := meant.get(m.first, "")) not in NO_SERVICE)
                if len(named) == least:
                    return tuple(named)
                if named:
                    break
        return ()


def _stands_alone(sentence: Sentence, mention: Mention) -> bool:
    """Whether nobody is named after "neither" or "both" whom they take along: not "neither the school nor the GP", "each of
    the schools"."""
    if mention.is_agency:
        return mention.type == GENERIC
    following = sentence.at.get(mention.last)
    if mention.last < len(sentence.tokens) and sentence.tokens[mention.last].lower == "of":
        of = next((m for m in sentence.mentions if m.first > mention.last), None)
        return of is None or of.kind == "pronoun" or of.type == GENERIC or of.first > mention.last + 2
    opens = mention.last < len(sentence.tokens) and sentence.tokens[mention.last].lower in GRAMMAR["articles"]
    return following is None and not opens
