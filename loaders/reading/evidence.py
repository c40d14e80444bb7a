"""Where a statement stands: evidence for a stretch of a paragraph."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.records import Evidence
from loaders.documents.model import Paragraph
from loaders.reading.text import sentences_of, tokens_of


def evidence_of(paragraph: Paragraph, start: int = 0, end: int | None = None) -> Evidence:
    """Evidence for characters ``start:end`` of a paragraph's text, by default all of it; the line is that of ``start``."""
    end = len(paragraph.text) if end is None else end
    place = paragraph.place(start)
    return Evidence(
        paragraph_id=paragraph.id,
        paragraph=paragraph.ref,
        line=place.line,
        page=place.page,
        start=start,
        end=end,
        quote=paragraph.text[start:end],
    )


# The letter of a label is no initial: "… Sibling C and Sibling D. Their father …".
_LABEL_STOP = re.compile(
    r"\b(?:Child|Sibling|Baby|Person|Twin|Infant|Mother|Father|Brother|Sister|Aunt|Uncle|Adult|Mr|Mrs|Ms|Family|Worker|Visitor"
    r"|Officer) [A-Z]\.(?= [A-Z])"
)


@lru_cache(maxsize=4096)
def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a text as character ranges."""
    tokens = tokens_of(text)
    spans = []
    for first, last in sentences_of(text, tokens):
        start, end = tokens[first].start, tokens[last - 1].end
        for stop in _LABEL_STOP.finditer(text, start, end):
            spans.append((start, stop.end()))
            start = stop.end() + 1
        spans.append((start, end))
    return tuple(spans)


def sentence_around(text: str, at: int) -> tuple[int, int]:
    """The character range of the sentence that holds character ``at``; the whole text where there is none."""
    return next(((start, end) for start, end in sentence_spans(text) if start <= at < end), (0, len(text)))
