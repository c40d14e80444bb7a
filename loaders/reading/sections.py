"""Which sections of a review tell or judge the case, and which are guidance, process, family views or recommendations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.documents.model import Kind, Paragraph
from loaders.reading.vocabulary import vocabulary

_NUMBER = re.compile(r"^(?:(?:part|section|chapter)\s+)?(?:\d+(?:\.\d+)*[a-z]?|[ivxl]+|[a-z])?[\s.:)\-–—]+", re.I)

_CASE = {
    name: re.compile("|".join(patterns))
    for name, patterns in vocabulary("remarks", dict[str, dict[str, list[str]]])["case"].items()
}


@dataclass(frozen=True)
class Section:
    """What a section is: ``kind`` of vocabulary/sections.yaml ("" if none fits), ``coded``, and the heading that decided."""

    kind: str
    coded: bool
    heading: str = ""


@cache
def _kinds() -> list[tuple[str, bool, re.Pattern[str]]]:
    entries = vocabulary("sections", list[dict[str, Any]])
    return [(e["kind"], e["coded"], re.compile("|".join(f"(?:{p})" for p in e["patterns"]))) for e in entries]


@cache
def classify(path: tuple[str, ...]) -> Section:
    """The section a path of headings (outermost first) leads to."""
    for heading in reversed(path):
        words = " ".join(heading.lower().replace("’", "'").split())
        bare = _NUMBER.sub("", words, count=1).strip(" :.")
        for kind, coded, pattern in _kinds():
            if pattern.search(bare or words):
                return Section(kind, coded, heading)
    return Section("", True)


def of_another_case(sentence: str, before: bool) -> bool:
    """Whether a sentence tells the case of another review; ``before``: the sentence before it does."""
    words = sentence.lower()
    if _CASE["back"].search(words):
        return False
    return bool(_CASE["another"].search(words)) or (before and bool(_CASE["goes-on"].search(words)))


def is_general(sentence: str) -> bool:
    """Whether a sentence tells what research, an audit or an inspection found in many cases."""
    words = sentence.lower()
    return bool(_CASE["general"].search(words)) and not _CASE["back"].search(words)


def is_coded(paragraph: Paragraph) -> bool:
    """Whether statements of this paragraph count as statements about the case."""
    if paragraph.kind in (Kind.FURNITURE, Kind.FOOTNOTE, Kind.HEADING):
        return False
    return classify(paragraph.section).coded
