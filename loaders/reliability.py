"""How often the reader is right: by rule, by confidence, and by where the two parties of an exchange stand in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.records import ParagraphRecord
from loaders.documents.model import Document, Kind, Paragraph
from loaders.reading.mentions import Namer
from loaders.reading.text import sentences_of, tokens_of
from loaders.scoring import CodedExchange, Score, Tally

IN_SENTENCE, CARRIED, IMPLIED, UNKNOWN = "both in one sentence", "one carried over", "one implied", "text not at hand"
RANGES = ((0.0, 0.3), (0.3, 0.4), (0.4, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.0), (0.8, 1.0))
_BEFORE = 2  # paragraphs before the one in hand from which a party may be carried over


@dataclass(frozen=True)
class Bin:
    """The exchanges of a range of confidence, ``most`` in it only if 1: how many, their mean confidence, how many are right."""

    least: float
    most: float
    found: int
    mean: float
    right: int

    @property
    def share(self) -> float:
        return self.right / self.found


def by_rule(scores: Iterable[Score]) -> dict[str, Tally]:
    """For each rule the exchanges it made and how many are right, the most used first. A rule is its entry in
    vocabulary/exchanges.yaml with, for a gap, the cue of vocabulary/cues.yaml; where its parties came from is left out."""
    made: dict[str, Tally] = defaultdict(Tally)
    for one in scores:
        for exchange, right in one.found():
            made[exchange.rule.partition(":")[0] or "no rule"] += Tally(int(right), 1)
    return dict(sorted(made.items(), key=lambda item: (-item[1].found, item[0])))


def by_confidence(scores: Iterable[Score]) -> list[Bin]:
    """The reliability table: what share is right in each range of confidence; the last range is all that one may rely on."""
    judged = [(e.confidence, right) for one in scores for e, right in one.found() if e.confidence is not None]
    bins = []
    for least, most in RANGES:
        inside = [(confidence, right) for confidence, right in judged if least <= confidence < most or confidence == most == 1]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            bins.append(Bin(least, most, len(inside), mean, sum(right for _, right in inside)))
    return bins


def by_parties(scores: Iterable[Score]) -> dict[str, Tally]:
    """Agreement by where the parties stand: both named in one sentence of the line; one of them only before that (in its
    paragraph, the two before it or a heading; a pronoun or "the practice" names nobody); one of them nowhere near. Exchanges that
    match are counted where the gold one stands."""
    tallies = dict.fromkeys((IN_SENTENCE, CARRIED, IMPLIED, UNKNOWN), Tally())
    for one in scores:
        places = _Places(one.paragraphs)
        for one_each, exchanges in (
            (Tally(1, 1, 1), [gold for _, gold in one.matched]),
            (Tally(0, 1, 0), one.added),
            (Tally(0, 0, 1), one.missed),
        ):
            for exchange in exchanges:
                tallies[places.standing(exchange)] += one_each
    return {standing: tally for standing, tally in tallies.items() if tally != Tally()}


class _Places:
    """Where agency types are named in the paragraphs of one review."""

    def __init__(self, paragraphs: Sequence[ParagraphRecord]) -> None:
        self._paragraphs = [
            Paragraph(
                id=p.id,
                kind=Kind(p.kind),
                text=p.text,
                line=p.line,
                section=tuple(p.section.split(" > ")),
                cells=tuple(p.text.split(" | ")) if p.kind == Kind.TABLE_ROW else (),
            )
            for p in paragraphs
        ]
        document = Document(file="", path="", sha256="", media_type="", text="", paragraphs=tuple(self._paragraphs))
        self._namer = Namer.for_document(document)
        self._named = [self._in_sentences(p.text) for p in self._paragraphs]
        self._lines = [p.line for p in self._paragraphs]

    def standing(self, exchange: CodedExchange) -> str:
        """Which of the module's four it is."""
        at = bisect_right(self._lines, exchange.at) - 1
        if at < 0:
            return UNKNOWN
        parties = {exchange.from_, exchange.to}
        if any(parties <= sentence for sentence in self._named[at]):
            return IN_SENTENCE
        near = set().union(*(s for named in self._named[max(0, at - _BEFORE) : at + 1] for s in named))
        headings = (types for heading in self._paragraphs[at].section for types in self._in_sentences(heading))
        return CARRIED if parties <= near.union(*headings) else IMPLIED

    def _in_sentences(self, text: str) -> list[set[str]]:
        """The agency types named in each sentence."""
        tokens = tokens_of(text)
        sentences = (self._namer.mentions(tokens[first:last]) for first, last in sentences_of(text, tokens))
        return [{m.type for m in mentions if m.is_agency and m.type and m.role != "anaphor"} for mentions in sentences]
