"""The agencies of a review: every type with a part in the case, with the names the review uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.records import Agency, Exchange
from loaders.documents.model import Document, Kind
from loaders.reading.evidence import evidence_of
from loaders.reading.mentions import Namer
from loaders.reading.sections import classify

_MOST_NAMES = 12
_LONG = 100  # mentions of agencies; a review with more names some of them in passing


@dataclass
class _Seen:
    names: Counter[str] = field(default_factory=Counter)
    first: tuple[int, int, int] | None = None  # paragraph index, start, end of the first mention in the case


def agencies_of(document: Document, namer: Namer, exchanges: Iterable[Exchange] = ()) -> list[Agency]:
    """One agency per type that the coded sections mention, in order of first mention; the parties of exchanges always. What a
    long review names once and tells no exchange of has no part in the case."""
    seen: dict[str, _Seen] = {}
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.kind in (Kind.FURNITURE, Kind.FOOTNOTE) or not classify(paragraph.section).coded:
            continue
        for tokens, mentions in namer.sentences(paragraph.text):
            for mention in mentions:
                if not mention.is_agency or not mention.type or mention.role == "anaphor":
                    continue
                entry = seen.setdefault(mention.type, _Seen())
                start, end = tokens[mention.first].start, tokens[mention.last - 1].end
                entry.names[paragraph.text[start:end]] += 1
                entry.first = entry.first or (index, start, end)
    exchanges = list(exchanges)
    parties = {party for exchange in exchanges for party in (exchange.from_, exchange.to)}
    least = 2 if sum(entry.names.total() for entry in seen.values()) > _LONG else 1
    found = [
        _agency(document, agency_type, entry)
        for agency_type, entry in seen.items()
        if agency_type in parties or entry.names.total() >= least
    ]
    for exchange in exchanges:
        for party in (exchange.from_, exchange.to):
            if party not in seen:
                seen[party] = _Seen()
                found.append(Agency(id=party, type=party, evidence=exchange.evidence))
    return found


def _agency(document: Document, agency_type: str, entry: _Seen) -> Agency:
    index, start, end = entry.first or (0, 0, 0)
    return Agency(
        id=agency_type,
        type=agency_type,
        names=[name for name, _ in entry.names.most_common(_MOST_NAMES)],
        evidence=evidence_of(document.paragraphs[index], start, end),
    )
