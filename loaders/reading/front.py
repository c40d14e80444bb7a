"""The title page of a review and how its lines are written."""

from __future__ import annotations

import re

from loaders.documents.model import Document, Kind, Paragraph
from loaders.reading.dates import dates_in

_PARAGRAPHS = 40  # within which a title page ends
_LINE = 260  # characters of its longest line
_PROSE = 90  # characters of the shortest sentence that no title page has
_BARE = 12  # characters that a line may hold beside its date
_CONTENTS = re.compile(r"(?:table of )?contents(?: page)?\W*$", re.IGNORECASE)
_OPENING = re.compile(
    r"(?:introduction|background|foreword|preface|purpose|(?:the )?circumstances|reasons? for|why (?:this|we)|brief outline"
    r"|context)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:\b(?:of|into|in|on|the|a|an|and|for|to|concerning|regarding)|:)$", re.IGNORECASE)
_BOILERPLATE = re.compile(  # what a title page says of itself, not of the review
    r"\b(?:copyright|deposited by|available online|strict confidence|strictly confidential|restricted|is the property of"
    r"|not to be|may be (?:used|copied|reproduced|published|shared)|all rights reserved|preserve the anonymity|anonymi[sz]ed)\b"
    r"|©",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?:page )?\d+(?: (?:of|\|) \d+)?|(?:para )?page|final|draft|index|confidential|signature\b.*|_+", re.IGNORECASE
)
_CAPITALS = re.compile(r"(?<![\w’'-])[A-Z][A-Z’'-]*\d*(?:\s+(?:&\s+)?[A-Z][A-Z’'-]*\d*(?![\w’'-]))+")
_SMALL = frozenset(["and", "of", "the", "in", "upon", "on", "for", "with", "respect", "to", "by"])
_ACRONYMS = frozenset(["LSCB", "LSCP", "SCR", "SCB", "NHS", "UK", "CPC", "LCSPR", "CPR", "SBNI", "YP", "SUDI", "MBE", "OBE"])


def front_of(document: Document) -> list[Paragraph]:
    """The lines before the contents list, the introduction or the first running text; none where the title page is missing."""
    front: list[Paragraph] = []
    for paragraph in document.paragraphs[:_PARAGRAPHS]:
        if is_boilerplate(paragraph) or _PAGE.fullmatch(paragraph.text.strip(" *#")):
            continue
        unfinished = bool(front) and goes_on(front[-1].text)
        numbered = paragraph.ref and paragraph.kind is not Kind.TABLE_ROW
        opens = _CONTENTS.match(paragraph.text) or (_OPENING.match(paragraph.text) and not unfinished)
        if opens or numbered or _is_prose(paragraph) or len(paragraph.text) > _LINE:
            break
        front.append(paragraph)
    return front


def is_boilerplate(paragraph: Paragraph) -> bool:
    """Whether a paragraph of the first pages speaks of who owns the report or may read it."""
    return paragraph.kind is not Kind.TABLE_ROW and _BOILERPLATE.search(paragraph.text) is not None


def _is_prose(paragraph: Paragraph) -> bool:
    return paragraph.kind is Kind.BODY and len(paragraph.text) > _PROSE and paragraph.text.rstrip().endswith((".", ":", "”"))


def goes_on(line: str) -> bool:
    """Whether a line is unfinished, so that the next goes on with it ("The Overview Report into a")."""
    return _GOES_ON.search(line.strip(" *#")) is not None


def is_date(line: str) -> bool:
    """Whether a line holds a date and hardly anything else."""
    dates = dates_in(line)
    return len(dates) == 1 and "/" not in dates[0].edtf and len(line) - len(dates[0].text) < _BARE


def tidy(line: str) -> str:
    """White space folded; runs of words in capitals in title case, joining words small, acronyms and single letters kept."""
    line = " ".join(line.split()).strip(" *#–-:,")
    if " " not in line:
        return _title_case(line, True)
    return _CAPITALS.sub(lambda match: _title_case(match[0], match.start() == 0), line)


def _title_case(words: str, first: bool) -> str:
    made: list[str] = []
    for index, word in enumerate(words.split()):
        article = word == "A" and 0 < index < len(words.split()) - 1 and made[-1] in ("of", "for", "in")
        if word in _ACRONYMS or not word.isupper() or (len(re.sub(r"\W|\d", "", word)) == 1 and not article):
            made.append(word)
        elif article or (word.lower() in _SMALL and (index or not first)):
            made.append(word.lower())
        else:
            made.append("-".join(part[:1] + part[1:].lower() for part in word.split("-")))
    return " ".join(made)
