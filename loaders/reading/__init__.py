"""The reader: a document in, the records of one review out. Deterministic; its rules are data files under loaders/vocabulary."""

from __future__ import annotations

import hashlib
from pathlib import Path

from graph.records import ParagraphRecord, ReviewRecord
from loaders.documents.model import Document, Kind
from loaders.reading.agencies import agencies_of
from loaders.reading.attribution import Attribution
from loaders.reading.cases import cases_of
from loaders.reading.cited import cited_reviews_of
from loaders.reading.episodes import episodes_of, period_of
from loaders.reading.exchanges import exchanges_of
from loaders.reading.facts import review_of
from loaders.reading.findings import findings_of
from loaders.reading.mentions import Namer
from loaders.reading.people import people_of
from loaders.reading.recommendations import recommendations_of
from loaders.reading.sections import is_coded


def _version() -> str:
    """A digest of everything that decides how a document is read: code, rules and weights."""
    digest = hashlib.sha256()
    for path in sorted(p for p in Path(__file__).parents[1].rglob("*") if p.suffix in (".py", ".yaml", ".json")):
        digest.update(path.read_bytes())
    return f"casegraph-rules {digest.hexdigest()[:12]}"


# Changes whenever the same document may be read otherwise, so that a workspace knows what to read again.
EXTRACTOR_VERSION = _version()


def read(document: Document, review_id: str) -> ReviewRecord:
    """What a review says, as records. Never raises on odd text: what is not recognised is not stated."""
    namer = Namer.for_document(document)
    review = review_of(document, review_id)
    review.extractor = EXTRACTOR_VERSION
    cases = cases_of(document, review)
    if cases and review.title == review.type:  # no front page names the child
        review.title = f"{review.title}: {' and '.join(case.subject.label for case in cases)}"
    cited = cited_reviews_of(document, review, cases)
    people = people_of(document, cases, [each.label for each in cited if each.label])
    episodes = episodes_of(document, cases)
    review.period = review.period or period_of(episodes)
    attribution = Attribution(document, cases, episodes, people)
    exchanges = attribution.exchanges(exchanges_of(document, namer))
    return ReviewRecord(
        review=review,
        cases=cases,
        people=people,
        agencies=agencies_of(document, namer, exchanges),
        exchanges=exchanges,
        episodes=episodes,
        findings=attribution.findings(findings_of(document, cases, episodes, namer.agency_types, is_coded)),
        recommendations=recommendations_of(document, namer.agency_types),
        cited_reviews=cited,
        paragraphs=[
            ParagraphRecord(
                id=p.id,
                ref=p.ref,
                section=" > ".join(p.section),
                kind=p.kind,
                page=p.page,
                line=p.line,
                text=p.text,
                coded=is_coded(p),
            )
            for p in document.paragraphs
            if p.kind is not Kind.FURNITURE
        ],
    )
