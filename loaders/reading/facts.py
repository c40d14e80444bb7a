"""The facts of a review: title, board, type, methodology, authors, date of publication, period under review.

They stand on the title page; where it is missing (an extract, a scanned cover), in the introduction, in the running text and
under the signature at the end.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from graph.records import Review, Source
from loaders.documents.model import Document, Kind, Paragraph
from loaders.reading.authors import author_role_in, authors_of, other_role_in, title_words
from loaders.reading.boards import board_of, boards_in
from loaders.reading.dates import Date, dates_in, span
from loaders.reading.evidence import sentence_around
from loaders.reading.front import front_of, goes_on, is_date, tidy
from loaders.reading.labels import labels_in
from loaders.reading.vocabulary import pattern, vocabulary

_EARLY = 120  # paragraphs in which a review says how it was done
_FIRST = 40  # paragraphs in which it says what happened
_LAST = 8  # paragraphs at the end in which a signature stands
_TITLE_LINES = 5
_LINE = 120  # characters of the longest line of a title
_DATED = 160  # characters of the longest line that tells the date of publication
_DATED_IN_PASSING = 100  # characters of the longest line with a date that nothing labels
_CONTINUES = re.compile(r"(?:in respect|of |into |concerning|regarding|on the )", re.IGNORECASE)
_BORN_OR_DIED = re.compile(
    r"\(?\b(?:D\.?O\.?[BD]\b\.?|born|died|date of (?:birth|death))[:\s]*(?:on )?[\d./-]+\)?", re.IGNORECASE
)
_PAGE = re.compile(r"\s*(?:\||[-–—])?\s*\bpage \d+(?: of \d+)?", re.IGNORECASE)
_INCIDENT = re.compile(r"\b(?:died|death|killed|murdered|collapsed|pronounced|incident|injur\w+)\b", re.IGNORECASE)
_TO_THE_END = re.compile(
    r"\b(?:until|till|to|up to|ending with)\b[^.;]{0,60}\b(?:death|died|incident|injur\w+|murder|killing|collapse)\b",
    re.IGNORECASE,
)


class _Words(msgspec.Struct):
    types: dict[str, list[str]]
    summary: list[str]
    methodologies: dict[str, list[str]]
    published: list[str]
    not_published: list[str]
    presented: list[str]
    periods: list[str]


class _Patterns:
    def __init__(self) -> None:
        words = vocabulary("case_reviews", _Words)
        self.types = {name: pattern(phrases) for name, phrases in words.types.items()}
        self.methodologies = {name: pattern(phrases) for name, phrases in words.methodologies.items()}
        self.summary, self.not_published = pattern(words.summary), pattern(words.not_published)
        self.presented = pattern(words.presented)
        self.published = [pattern([phrase]) for phrase in words.published]
        self.periods = [pattern([phrase]) for phrase in words.periods]


_patterns = cache(_Patterns)


def review_of(document: Document, review_id: str) -> Review:
    """The bibliographic facts of a review; what the document does not say is None or empty."""
    kind, authors, board = _type(document), authors_of(document), board_of(document)
    return Review(
        id=review_id,
        title=_title(document, kind, authors, board or "") or document.file,
        board=board,
        type=kind,
        methodology=_methodology(document),
        authors=authors,
        published=_published(document),
        period=_period(document),
        source=Source(
            file=document.file,
            sha256=document.sha256,
            media_type=document.media_type,
            lines=document.lines,
            pages=document.pages,
            path=document.path,
            encoding=document.encoding,
        ),
    )


def _body(document: Document) -> list[Paragraph]:
    return [paragraph for paragraph in document.paragraphs if paragraph.kind is not Kind.FURNITURE]


# Title and type


def _title(document: Document, kind: str | None, authors: list[str], board: str) -> str | None:
    """The lines of the title page that name the review, in one line; the type before them where they do not tell it."""
    lines: dict[str, str] = {}
    for paragraph in front_of(document):
        text = _PAGE.sub("", paragraph.text.strip(" *#"))
        person = author_role_in(text) or other_role_in(text)
        if person and labels_in(text[: person.start()]):  # "YOUNG PERSON A Independent Reviewer: …" on one line
            lines[text] = _title_line(text[: person.start()].strip(), authors)
        if person and lines:
            break
        line = _title_line(text, authors)
        said = re.match(r"this (?:report|review)\b", text, re.IGNORECASE) or "working together" in text.lower()
        again = line.lower() in board.lower() or any(line.lower() in known for known in lines)
        if not again and not person and not said and len(text) <= _LINE:
            lines[line.lower()] = line
    listed = list(lines.values())
    first = next((n for n, line in enumerate(listed) if title_words().search(line) or labels_in(line)), 0)
    if first and not any(map(labels_in, listed[first:])):  # "AMY", then "A Serious Case Review"
        first -= 1
    title = ""
    for line in listed[first : first + _TITLE_LINES]:
        glue = "" if not title else " " if _CONTINUES.match(line) or goes_on(title) else ": "
        title = (title.rstrip(":") if glue == " " and not _CONTINUES.match(line) else title) + glue + line
    return title if _first_type(title) else ": ".join(part for part in (kind, title) if part) or None


def _title_line(text: str, authors: list[str]) -> str:
    """What a line of the title page says of the review: without the board, the authors, the date and the child's dates."""
    text = _BORN_OR_DIED.sub("", text)
    if is_date(text) or _patterns().published[0].match(text):
        return ""
    dates = dates_in(text)
    if dates and text.endswith(dates[-1].text):
        text = text.removesuffix(dates[-1].text)
    line = tidy(text)
    if boards := boards_in(text):
        if not _first_type(text):
            return ""
        line = line.removeprefix(boards[0][0])
    for author in authors:
        line = line.partition(author)[0]
    return line.strip(" -–—:|,.")


def _type(document: Document) -> str | None:
    """By the title page, else the type that the text names most; "Case Review" and the like only where it names no other."""
    words = _patterns()
    front = " ".join(paragraph.text for paragraph in front_of(document))
    found = _first_type(front)
    if found is None:
        body = " ".join(paragraph.text for paragraph in _body(document) if "eview" in paragraph.text)
        counted = {name: len(expression.findall(body)) for name, expression in words.types.items()}
        *special, general = words.types
        best = max(special, key=lambda name: counted[name])
        found = best if counted[best] else general if counted[general] else None
    return f"{found} (executive summary)" if found and words.summary.search(front) else found


def _first_type(text: str) -> str | None:
    return next((name for name, expression in _patterns().types.items() if expression.search(text)), None)


def _methodology(document: Document) -> str | None:
    early = " ".join(paragraph.text for paragraph in _body(document)[:_EARLY])
    return next((name for name, expression in _patterns().methodologies.items() if expression.search(early)), None)


# Publication


def _published(document: Document) -> str | None:
    """The date that the title page labels as that of publication, else of the report, else a date on a line by itself."""
    words = _patterns()
    texts = [paragraph.text for paragraph in front_of(document)]
    for expression in words.published:
        for text, following in zip(texts, [*texts[1:], ""], strict=False):
            label = expression.search(text) if len(text) < _DATED else None
            if label is None:
                continue
            clause = max(text.rfind(stop, 0, label.start()) for stop in ".;") + 1  # "Agreed: May 2011. Published: June 2011"
            if words.not_published.search(text, clause, label.start()):
                continue
            if dates := dates_in(text[label.end() :].strip(" :–-")) or dates_in(following):
                return dates[0].edtf
    tail = [paragraph.text for paragraph in document.paragraphs[-_LAST:]]
    for text in [*texts, *reversed(tail)]:
        if (date := _date_line(text)) and not words.not_published.search(text):
            return date.edtf
    short = [text for text in texts if len(text) < _DATED_IN_PASSING]
    exact = [(text, dates[0].edtf) for text in short if len(dates := dates_in(text)) == 1 and "/" not in dates[0].edtf]
    months = [(text, edtf[:7]) for text, edtf in exact if len(edtf) > 4]
    plain = (edtf for text, edtf in months if not words.not_published.search(text))
    return next(plain, next((edtf for text, edtf in months if words.presented.search(text)), None))


def _date_line(text: str) -> Date | None:
    """The date of a line that holds hardly anything else, an author's role apart."""
    dates = dates_in(text)
    role = author_role_in(text)
    bare = text.replace(role[0], "") if role else text
    return dates[0] if dates and is_date(bare) else None


# Period


def _period(document: Document) -> str | None:
    """The period that the review says it looks at: dates in the sentence that says so, the plainest wording first."""
    paragraphs = [paragraph for paragraph in _body(document) if paragraph.kind is not Kind.HEADING]
    end = _end_of_story(paragraphs)
    for expression in _patterns().periods:
        for paragraph, following in zip(paragraphs, [*paragraphs[1:], None], strict=False):
            text = paragraph.text
            for match in expression.finditer(text):
                if period := _period_after(text, match, end):
                    return period
                if following and text.rstrip().endswith((":", "is", "from")) and (dates := dates_in(following.text)):
                    return dates[0].edtf if "/" in dates[0].edtf else None
    return None


def _period_after(text: str, match: re.Match[str], end: Date | None) -> str | None:
    """The period of the sentence that says what is looked at; ``end`` is when "her death" was."""
    start, stop = sentence_around(text, match.start())
    dates = dates_in(text[match.start() : stop])
    if not any("/" in date.edtf for date in dates) and len(dates) < 2:
        dates = dates_in(text[start:stop])
    ranges = [date for date in dates if "/" in date.edtf]
    if ranges or len(dates) > 1:
        return _even(span(ranges or dates))
    if dates and end and end.last >= dates[0].first and _TO_THE_END.search(text, match.start(), stop):
        return _even(span([dates[0], end]))
    return None


def _even(period: str | None) -> str | None:
    """A period with both ends as exact as the less exact one: 2018-08/2021-03-13 is 2018-08/2021-03."""
    begin, _, end = (period or "").partition("/")
    length = min(len(begin), len(end))
    return f"{begin[:length]}/{end[:length]}" if length else period


def _end_of_story(paragraphs: list[Paragraph]) -> Date | None:
    """The date of the death or incident that the first pages give, to which a period "until her death" runs."""
    for paragraph in paragraphs[:_FIRST]:
        for match in _INCIDENT.finditer(paragraph.text):
            start, end = sentence_around(paragraph.text, match.start())
            exact = [date for date in dates_in(paragraph.text[start:end]) if "-" in date.edtf and "/" not in date.edtf]
            if exact:
                return exact[-1]
    return None
