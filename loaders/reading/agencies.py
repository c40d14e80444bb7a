"""The agencies of a review: every type with a part in the case, with the names the review uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.records import Agency, Exchange
from loaders.documents.model import Document, Kind
from loaders.reading.evidence import evidence_of
from loaders.reading.features import is_of_now, remarks_of
from loaders.reading.front import front_of, is_boilerplate
from loaders.reading.mentions import Namer
from loaders.reading.sections import classify

_MOST_NAMES = 12
_OPENING = 40  # paragraphs in which a report says who owns it
_LONG = 100  # mentions of agencies; a review with more names some of them in passing
_PASSING = frozenset(  # of vocabulary/remarks.yaml
    {"improved", "research", "elsewhere", "training", "statistic", "process", "recommend", "needed"}
)
_KIND = re.compile(r"[a-z]+s(?:'s|’s)?")  # "adult services": a kind of service and not one that had a part


@dataclass
class _Seen:
    names: Counter[str] = field(default_factory=Counter)
    first: tuple[int, int, int] | None = None  # paragraph index, start, end of the first mention in the case
    later: int = 0  # mentions where the review speaks of what was improved since
    told: bool = False  # whether a sentence tells of it, not of research, of improvements or of the review


def agencies_of(document: Document, namer: Namer, exchanges: Iterable[Exchange] = ()) -> list[Agency]:
    """One agency per type that the coded sections mention, in order of first mention; the parties of exchanges always. What a
    long review names once, in a remark on research or the like, or of which it tells as an improvement made since, has no part in
    the case."""
    seen: dict[str, _Seen] = {}
    front = {paragraph.id for paragraph in front_of(document)}
    for index, paragraph in enumerate(document.paragraphs):
        uncoded = paragraph.kind in (Kind.FURNITURE, Kind.FOOTNOTE) or not classify(paragraph.section).coded
        if uncoded or paragraph.id in front or (index < _OPENING and is_boilerplate(paragraph)):
            continue
        for tokens, mentions in namer.sentences(paragraph.text):
            named = [mention for mention in mentions if mention.is_agency and mention.type and mention.role != "anaphor"]
            if not named:
                continue
            lower = paragraph.text[tokens[0].start : tokens[-1].end].lower()
            remarks = remarks_of(lower)
            passing = paragraph.kind is Kind.HEADING or is_of_now(lower) or not _PASSING.isdisjoint(remarks)
            for mention in named:
                entry = seen.setdefault(mention.type, _Seen())
                entry.later += "improved" in remarks
                start, end = tokens[mention.first].start, tokens[mention.last - 1].end
                entry.names[paragraph.text[start:end]] += 1
                entry.first = entry.first or (index, start, end)
                entry.told |= not passing and not _KIND.fullmatch(tokens[mention.last - 1].text)
    exchanges = list(exchanges)
    parties = {party for exchange in exchanges for party in (exchange.from_, exchange.to)}
    short = sum(entry.names.total() for entry in seen.values()) <= _LONG
    found = [
        _agency(document, agency_type, entry)
        for agency_type, entry in seen.items()
        if short or agency_type in parties or entry.told or 1 < entry.names.total() > 2 * entry.later
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
