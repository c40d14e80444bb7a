"""Why the reader read a paragraph as it did: what it saw, what it considered, and what became of that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from graph.records import Exchange
from loaders.documents.model import Document, Paragraph
from loaders.reading.candidates import Candidate, CandidateReader
from loaders.reading.clauses import Sentence, Trigger
from loaders.reading.exchanges import exchanges_among
from loaders.reading.mentions import Namer
from loaders.reading.scorer import choose, score, weights
from loaders.reading.sections import classify, is_coded


class ExplainError(ValueError):
    """A place that the document does not have; one line naming the file."""


class MentionSeen(msgspec.Struct, kw_only=True):
    """``stands_for``: an agency type, family, process (the review itself), or "" where nothing in reach fits."""

    text: str
    kind: str
    stands_for: str


class ReadingSeen(msgspec.Struct, kw_only=True, rename={"from_": "from"}):
    """A candidate. The sources say where its parties came from; ``outcome`` is why it is, or is not, an exchange."""

    kind: str
    mode: str | None
    from_: str
    from_source: str
    to: str
    to_source: str
    score: float
    outcome: str


class RuleSeen(msgspec.Struct, kw_only=True):
    """A phrase of vocabulary/exchanges.yaml that was found: its words, the cue that makes it a gap, its modality (norm,
    intention, hypothetical), and who stands where around it."""

    rule: str
    words: str
    form: str
    cue: str
    modality: str
    captures: dict[str, list[str]]
    readings: list[ReadingSeen]


class SentenceSeen(msgspec.Struct, kw_only=True):
    text: str
    mentions: list[MentionSeen]
    rules: list[RuleSeen]


class Explanation(msgspec.Struct, kw_only=True):
    """One paragraph. ``section`` holds the headings above it, ``section_kind`` is of vocabulary/sections.yaml, ``why`` is the
    reason for which the paragraph is coded or not; ``exchanges`` are those of the record."""

    file: str
    id: str
    ref: str
    line: int
    page: int | None
    kind: str
    section: list[str]
    section_kind: str
    coded: bool
    why: str
    text: str
    sentences: list[SentenceSeen]
    exchanges: list[Exchange]


def explain(document: Document, *, line: int | None = None, paragraph: str | None = None) -> list[Explanation]:
    """The paragraphs on a source line, or those of a printed number or an id. Raises ExplainError where there are none."""
    wanted = [p for p in document.paragraphs if (line in _lines(p) if line is not None else paragraph in (p.ref, p.id))]
    if not wanted:
        raise ExplainError(f"{document.file}: {_nothing_there(document, line, paragraph)}")
    reader = _Watched(Namer.for_document(document))
    seen, read = [], []
    for each in document.paragraphs:
        reader.seen = []
        candidates = reader.read(each)
        read.append((each, candidates))
        if each in wanted:
            seen.append((each, reader.seen, candidates))
    score(read)
    exchanges = exchanges_among(read)
    return [
        _explanation(
            document, paragraph, sentences, candidates, [e for e in exchanges if e.evidence.paragraph_id == paragraph.id]
        )
        for paragraph, sentences, candidates in seen
    ]


class _Watched(CandidateReader):
    """The reader, with what it saw of each sentence."""

    def __init__(self, namer: Namer) -> None:
        super().__init__(namer)
        self.seen: list[tuple[Sentence, dict[int, str], list[tuple[Trigger, list[Candidate]]]]] = []

    def _resolve(self, sentence: Sentence) -> dict[int, str]:
        resolved = super()._resolve(sentence)
        self.seen.append((sentence, resolved, []))
        return resolved

    def _readings(self, sentence: Sentence, trigger: Trigger, *rest: Any) -> Iterator[Candidate]:
        readings = list(super()._readings(sentence, trigger, *rest))
        self.seen[-1][2].append((trigger, readings))
        yield from readings


def _lines(paragraph: Paragraph) -> range:
    return range(paragraph.line, max((piece.line for piece in paragraph.pieces), default=paragraph.line) + 1)


def _nothing_there(document: Document, line: int | None, paragraph: str | None) -> str:
    if line is None:
        return f"no paragraph {paragraph!r}; give its number as printed, or --line"
    before = max((p.line for p in document.paragraphs if p.line < line), default=None)
    after = min((p.line for p in document.paragraphs if p.line > line), default=None)
    near = " and ".join(str(n) for n in (before, after) if n is not None)
    return f"no paragraph on line {line} of its {document.lines}" + (f"; the nearest are on {near}" if near else "")


def _explanation(
    document: Document,
    paragraph: Paragraph,
    seen: Sequence[tuple[Sentence, dict[int, str], list[tuple[Trigger, list[Candidate]]]]],
    candidates: list[Candidate],
    exchanges: list[Exchange],
) -> Explanation:
    section = classify(paragraph.section)
    outcomes = _outcomes(paragraph, candidates, exchanges)
    return Explanation(
        file=document.file,
        id=paragraph.id,
        ref=paragraph.ref,
        line=paragraph.line,
        page=paragraph.page,
        kind=paragraph.kind,
        section=list(paragraph.section),
        section_kind=section.kind,
        coded=is_coded(paragraph),
        why=_why(paragraph),
        text=paragraph.text,
        sentences=[
            SentenceSeen(
                text=paragraph.text[sentence.tokens[0].start : sentence.tokens[-1].end],
                mentions=[MentionSeen(text=m.text, kind=m.kind, stands_for=resolved.get(m.first, "")) for m in sentence.mentions],
                rules=[_rule(paragraph, sentence, trigger, readings, outcomes) for trigger, readings in rules],
            )
            for sentence, resolved, rules in seen
        ],
        exchanges=exchanges,
    )


def _why(paragraph: Paragraph) -> str:
    section = classify(paragraph.section)
    if section.coded and not is_coded(paragraph):
        return f"it is a {paragraph.kind}"
    if section.heading:
        return f"it stands under {section.heading!r}, which is of the kind {section.kind}"
    return "no heading above it is of a kind that is known"


def _outcomes(paragraph: Paragraph, candidates: list[Candidate], exchanges: list[Exchange]) -> dict[int, str]:
    """What became of each candidate, by its identity."""
    best, kept = ({id(c) for c in choose(candidates, least)} for least in (0.0, None))
    told: dict[tuple[int, str, str, str, str], float] = {
        (e.evidence.line, e.kind, e.from_, e.to, e.rule): e.confidence for e in exchanges
    }
    outcomes = {}
    for c in candidates:
        sure = told.get((paragraph.place(c.at).line, c.kind, c.sender.type, c.receiver.type, c.rule))
        if not is_coded(paragraph):
            outcomes[id(c)] = "its paragraph is not coded"
        elif id(c) not in best:
            outcomes[id(c)] = "another reading scores better"
        elif id(c) not in kept:
            outcomes[id(c)] = f"scores below {weights().threshold:g}"
        elif sure is None:
            outcomes[id(c)] = "told on the same line with a better score"
        else:
            outcomes[id(c)] = f"an exchange, with confidence {sure:g}"
    return outcomes


def _rule(
    paragraph: Paragraph, sentence: Sentence, trigger: Trigger, readings: Sequence[Candidate], outcomes: dict[int, str]
) -> RuleSeen:
    tokens = sentence.tokens
    first, last = min(trigger.group, trigger.first), max(trigger.head + 1, trigger.last)
    return RuleSeen(
        rule=f"{trigger.frame.pos}.{trigger.frame.id}" + (f"!{trigger.cue}" if trigger.cue else ""),
        words=paragraph.text[tokens[first].start : tokens[last - 1].end],
        form=trigger.form,
        cue=trigger.cue,
        modality=trigger.modality,
        captures={place: [m.text for m in mentions] for place, mentions in sentence.slots(trigger).places.items()},
        readings=[
            ReadingSeen(
                kind=c.kind,
                mode=c.mode,
                from_=c.sender.type,
                from_source=c.sender.source,
                to=c.receiver.type,
                to_source=c.receiver.source,
                score=round(c.score, 3),
                outcome=outcomes[id(c)],
            )
            for c in sorted(readings, key=lambda c: -c.score)
        ],
    )
