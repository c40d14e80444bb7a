"""The title page of a review and how its lines are written."""

from __future__ import annotations

import re

from loaders.documents.model import Document, Kind, Paragraph

_PARAGRAPHS = 40  # within which a title page ends
_LINE = 260  # characters of its longest line
_PROSE = 90  # characters of the shortest sentence that no title page has
_CONTENTS = re.compile(r"(?:table of )?contents(?: page)?\W*$", re.IGNORECASE)
_OPENING = re.compile(
    r"(?:introduction|background|foreword|preface|purpose|(?:the )?circumstances|reasons? for|why (?:this|we)|brief outline"
    r"|context)\b",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"(?<![\w’'-])[A-Z][A-Z’'-]*\d*(?:\s+(?:&\s+)?[A-Z][A-Z’'-]*\d*(?![\w’'-]))+")
_SMALL = frozenset(["and", "of", "the", "in", "upon", "on", "for", "with", "respect", "to", "by"])
_ACRONYMS = frozenset(["LSCB", "LSCP", "SCR", "SCB", "NHS", "UK", "CPC", "LCSPR", "CPR", "SBNI"])


def front_of(document: Document) -> list[Paragraph]:
    """The lines before the contents list, the introduction or the first running text; none where the title page is missing."""
    front: list[Paragraph] = []
    for paragraph in document.paragraphs[:_PARAGRAPHS]:
        numbered = paragraph.ref and paragraph.kind is not Kind.TABLE_ROW
        opens = _CONTENTS.match(paragraph.text) or _OPENING.match(paragraph.text)
        if opens or numbered or _is_prose(paragraph) or len(paragraph.text) > _LINE:
            break
        front.append(paragraph)
    return front


def _is_prose(paragraph: Paragraph) -> bool:
    return paragraph.kind is Kind.BODY and len(paragraph.text) > _PROSE and paragraph.text.rstrip().endswith((".", ":", "”"))


def tidy(line: str) -> str:
    """White space folded; runs of words in capitals in title case, joining words small, acronyms and single letters kept."""
    line = " ".join(line.split()).strip(" *#–-:,")
    if " " not in line:
        return _title_case(line, True)
    return _CAPITALS.sub(lambda match: _title_case(match[0], match.start() == 0), line)


def _title_case(words: str, first: bool) -> str:
    made: list[str] = []
    for index, word in enumerate(words.split()):
        article = word == "A" and index and made[-1] in ("of", "for", "in")
        if word in _ACRONYMS or not word.isupper() or (len(re.sub(r"\W|\d", "", word)) == 1 and not article):
            made.append(word)
        elif article or (word.lower() in _SMALL and (index or not first)):
            made.append(word.lower())
        else:
            made.append("-".join(part[:1] + part[1:].lower() for part in word.split("-")))
    return " ".join(made)
