"""The reader: a document in, the records of one review out. Deterministic; its rules are data files under loaders/vocabulary."""

from __future__ import annotations

from graph.records import ParagraphRecord, ReviewRecord
from loaders.documents.model import Document, Kind
from loaders.reading.agencies import agencies_of
from loaders.reading.cases import cases_of
from loaders.reading.cited import cited_reviews_of
from loaders.reading.exchanges import exchanges_of
from loaders.reading.facts import review_of
from loaders.reading.mentions import Namer
from loaders.reading.people import people_of
from loaders.reading.sections import is_coded

# Changes whenever the same document would be read otherwise, so that a workspace knows what to read again.
EXTRACTOR_VERSION = "casegraph-rules 0.1"


def read(document: Document, review_id: str) -> ReviewRecord:
    """What a review says, as records. Never raises on odd text: what is not recognised is not stated."""
    namer = Namer.for_document(document)
    review = review_of(document, review_id)
    review.extractor = EXTRACTOR_VERSION
    cases = cases_of(document, review)
    exchanges = exchanges_of(document, namer)
    return ReviewRecord(
        review=review,
        cases=cases,
        people=people_of(document, cases),
        agencies=agencies_of(document, namer, exchanges),
        exchanges=exchanges,
        cited_reviews=cited_reviews_of(document, review, cases),
        paragraphs=[
            ParagraphRecord(id=p.id, ref=p.ref, section=" > ".join(p.section), kind=p.kind, page=p.page, line=p.line, text=p.text, coded=is_coded(p))
            for p in document.paragraphs
            if p.kind is not Kind.FURNITURE
        ],
    )
