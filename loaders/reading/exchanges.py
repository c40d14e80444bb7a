"""Exchanges of a review: the candidates of its coded sections that the scorer keeps, with their evidence."""

from __future__ import annotations

from graph.records import Evidence, Exchange, stable_id
from loaders.documents.model import Document, Paragraph
from loaders.reading.candidates import Candidate, CandidateReader
from loaders.reading.mentions import Namer
from loaders.reading.scorer import choose, confidence, score
from loaders.reading.second_look import Read


def candidates_of(document: Document, namer: Namer) -> list[tuple[Paragraph, list[Candidate]]]:
    """The candidates of every coded paragraph that has any, not yet scored."""
    reader = CandidateReader(namer)
    read = [(paragraph, reader.read(paragraph)) for paragraph in document.paragraphs]  # those not coded tell who is spoken of
    return [(paragraph, found) for paragraph, found in read if found]


def exchanges_of(document: Document, namer: Namer) -> list[Exchange]:
    """The exchanges of a review."""
    read = candidates_of(document, namer)
    score(read)
    return exchanges_among(read)


def exchanges_among(read: Read) -> list[Exchange]:
    """The exchanges among scored candidates, each once per source line, kind and parties (the likeliest reading of the line)."""
    found: dict[tuple[int, str, str, str], tuple[Paragraph, Candidate]] = {}
    for paragraph, candidates in read:
        for candidate in choose(candidates):
            key = (paragraph.place(candidate.at).line, *candidate.link)
            if key not in found or candidate.score > found[key][1].score:
                found[key] = (paragraph, candidate)
    seen: dict[str, int] = {}
    return [
        _exchange(line, paragraph, candidate, seen)
        for (line, *_), (paragraph, candidate) in sorted(found.items(), key=lambda item: (item[0][0], item[1][1].at))
    ]


def _exchange(line: int, paragraph: Paragraph, candidate: Candidate, seen: dict[str, int]) -> Exchange:
    start, end = candidate.sentence
    quote = paragraph.text[start:end]
    return Exchange(
        id=stable_id("x", candidate.kind, candidate.sender.type, candidate.receiver.type, quote, seen=seen),
        kind=candidate.kind,  # type: ignore[arg-type]
        mode=candidate.mode,
        from_=candidate.sender.type,
        to=candidate.receiver.type,
        confidence=confidence(candidate.score),
        rule=candidate.rule,
        evidence=Evidence(
            paragraph_id=paragraph.id,
            paragraph=paragraph.ref,
            line=line,
            page=paragraph.place(candidate.at).page,
            start=start,
            end=end,
            quote=quote,
        ),
    )
