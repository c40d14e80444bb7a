"""The facts of a review: title, board, type, methodology, authors, date of publication, period under review.

They stand on the front pages; where these are missing (an extract, a scanned cover), in the introduction, in the running text
and under the signature at the end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import msgspec

from graph.records import Review, Source
from loaders.documents.model import Document, Kind, Paragraph
from loaders.reading.dates import Date, dates_in, span
from loaders.reading.evidence import sentence_around
from loaders.reading.vocabulary import pattern, vocabulary

_FRONT = 40  # paragraphs within which a front page ends
_LONG = 260  # characters from which on a paragraph is running text, not a line of a title page
_PROSE = 90  # characters of the shortest sentence that no title page has
_LAST = 8  # paragraphs at the end in which a signature stands
_CONTENTS = re.compile(r"(?:table of )?contents(?: page)?\W*$", re.IGNORECASE)
_OPENING = re.compile(
    r"(?:introduction|background|foreword|preface|purpose|(?:the )?circumstances|reasons? for|why (?:this|we)|brief outline|context)\b", re.IGNORECASE
)
_PLACE = re.compile(r"(?:[A-Z][\w'’.-]*|and|&|of|upon|the|in|with|on|y|a|,|/)$")
_JOINING = {"and", "&", "of", "upon", "the", "in", "with", "on", "y", "a", ",", "/"}
_NO_PLACE = frozenset(
    ["local", "the", "this", "that", "our", "their", "each", "every", "all", "other", "these", "serious", "case", "review", "overview", "report", "independent", "by", "to", "for", "from", "at", "executive", "summary", "final", "version", "published", "working", "together", "children", "act", "england", "wales", "scotland", "business", "members", "chair", "when", "if", "as", "and", "in", "on", "under", "both", "neighbouring", "since", "although", "following", "also"]
)
_INCIDENT = re.compile(r"\b(?:died|death|killed|murdered|collapsed|pronounced|incident|injur\w+)\b", re.IGNORECASE)
_TO_THE_END = re.compile(r"\b(?:until|till|to|up to|ending with)\b[^.;]{0,60}\b(?:death|died|incident|injur\w+|murder|killing|collapse)\b", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w’'.-]*(?: (?:de|van|von|der|la|le|al|[A-Z][\w’'.-]*)){1,4}")
_HONORIFIC = re.compile(r"^(?:mr|mrs|ms|miss)\.?\s+", re.IGNORECASE)
_LETTERS_AFTER = re.compile(r",?\s+(?:[A-Z]{2,}|[A-Z][a-z]{0,3}[A-Z]+|B\.?A\.?|M\.?A\.?|[BM]Sc|Ph\.?D|Cert|Dip|Hons)(?![a-z]).*$")
_NOT_A_NAME = re.compile(
    r"\b(?:Review|Report|Board|Board's|Child|Children|Children's|Safeguarding|Social|Independent|Overview|Author|Authors|Chair|Case|Serious|Panel|Council|Services?|Police"
    r"|Partnership|Health|Director|Manager|Consultant|Trust|University|County|City|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|Baby|Family|Individual|Summary|Executive|Working|Introduction|Contents|Learning|Lead|Practice|Reviewers?|Date|Version|Final|Terms|NHS|Page)\b"
)


class _Words(msgspec.Struct):
    types: dict[str, list[str]]
    summary: list[str]
    methodologies: dict[str, list[str]]
    boards: list[str]
    national_boards: list[str]
    author_roles: list[str]
    other_roles: list[str]
    published: list[str]
    not_published: list[str]
    periods: list[str]


class _Patterns:
    """The vocabulary ``case_reviews.yaml``, compiled."""

    def __init__(self) -> None:
        words = vocabulary("case_reviews", _Words)
        self.types = {name: pattern(phrases) for name, phrases in words.types.items()}
        self.summary = pattern(words.summary)
        self.methodologies = {name: pattern(phrases) for name, phrases in words.methodologies.items()}
        self.board = pattern(words.boards)
        self.national_board = pattern(words.national_boards)
        self.author = pattern(words.author_roles)
        self.other_role = pattern(words.other_roles)
        self.published = [pattern([phrase]) for phrase in words.published]
        self.not_published = pattern(words.not_published)
        self.periods = [pattern([phrase]) for phrase in words.periods]


_patterns = cache(_Patterns)


def review_of(document: Document, review_id: str) -> Review:
    """The bibliographic facts of a review; what the document does not say is None or empty."""
    front = front_of(document)
    kind = _type(front, document)
    return Review(
        id=review_id,
        title=_title(front, kind) or document.file,
        board=board_of(document),
        type=kind,
        methodology=_methodology(document),
        authors=_authors(front, document),
        published=_published(front, document),
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


def front_of(document: Document) -> list[Paragraph]:
    """The lines of the title page: what stands before the contents list or the first running text; none where it is missing."""
    front: list[Paragraph] = []
    for paragraph in document.paragraphs[:_FRONT]:
        numbered = paragraph.ref and paragraph.kind is not Kind.TABLE_ROW
        opens = _CONTENTS.match(paragraph.text) or _OPENING.match(paragraph.text)
        if opens or numbered or _is_prose(paragraph) or len(paragraph.text) > _LONG:
            break
        front.append(paragraph)
    return front


def _is_prose(paragraph: Paragraph) -> bool:
    return paragraph.kind is Kind.BODY and len(paragraph.text) > _PROSE and paragraph.text.rstrip().endswith((".", ":", "”"))


def _body(document: Document) -> Iterator[Paragraph]:
    return (paragraph for paragraph in document.paragraphs if paragraph.kind is not Kind.FURNITURE)


# Board


def board_of(document: Document) -> str | None:
    """The board or partnership that publishes the review: the one its title page names, else the one named most."""
    words = _patterns()
    front = [paragraph.text for paragraph in front_of(document)]
    if national := words.national_board.search(" ".join(front)):
        return _tidy(national[0])
    for text in (*front, " ".join(front)):
        if named := boards_in(text):
            return named[0][0]
    counted: Counter[str] = Counter()
    written: dict[str, str] = {}
    for paragraph in document.paragraphs:
        for name, _ in boards_in(paragraph.text):
            key = re.sub(r"\W+", " ", name.lower()).replace(" local ", " ")
            counted[key] += 1
            written.setdefault(key, name)
    return written[counted.most_common(1)[0][0]] if counted else None


def boards_in(text: str) -> list[tuple[str, int]]:
    """The boards that a text names in full, each with the place before it and the character it starts at."""
    found = []
    for match in _patterns().board.finditer(text):
        if not match[0][:1].isupper():
            continue
        words: list[str] = []
        start = match.start()
        for before in reversed(list(re.finditer(r"[^\s]+", text[max(0, start - 80) : start]))):
            word = before[0]
            opened = word[0] in "([“‘"
            word = word.lstrip("([“‘")
            if (
                not word
                or not _PLACE.match(word.rstrip(","))
                or word.lower().strip(",.") in _NO_PLACE - _JOINING
                or word.endswith((".", ":", ";"))
            ):
                break
            words.insert(0, word)
            if opened:
                break
        while words and (words[0].lower().strip(",") in _JOINING or not words[0][0].isupper()):
            words.pop(0)
        if words:
            name = " ".join([*words, match[0]])
            found.append((_tidy(name), match.end() - len(name)))
    return found


_CAPITALS = re.compile(r"(?<![\w’'-])[A-Z][A-Z’'-]*\d*(?:\s+(?:&\s+)?[A-Z][A-Z’'-]*\d*(?![\w’'-]))+")
_SMALL = frozenset("and of the in upon on for with respect to by".split())
_KEPT = frozenset("LSCB LSCP SCR SCB NHS UK CPC LCSPR CPR SBNI".split())


def _tidy(name: str) -> str:
    """White space folded; runs of words in capitals in title case, joining words small, acronyms and single letters kept."""
    name = " ".join(name.split()).strip(" *#–-:,")
    return _CAPITALS.sub(lambda match: _title_case(match[0], match.start() == 0), name) if " " in name else _title_case(name, True)


def _title_case(words: str, first: bool) -> str:
    made: list[str] = []
    for index, word in enumerate(words.split()):
        article = word == "A" and index and made[-1] in ("of", "for", "in")
        if word in _KEPT or not word.isupper() or (len(re.sub(r"\W|\d", "", word)) == 1 and not article):
            made.append(word)
        elif article or (word.lower() in _SMALL and (index or not first)):
            made.append(word.lower())
        else:
            made.append(_capital(word))
    return " ".join(made)


def _capital(word: str) -> str:
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))


# Title and type


def _title(front: list[Paragraph], kind: str | None) -> str:
    words = _patterns()
    kept: list[str] = []
    for paragraph in front:
        text = paragraph.text.strip(" *#")
        lead = words.author.search(text) or words.other_role.search(text)
        if not text or lead or _date_line(text) or words.published[0].match(text) or len(text) > 120:
            if kept and lead:
                break
            continue
        if words.board.search(text) and not _first_type(text) or "working together" in text.lower():
            continue
        if text.lower() not in (line.lower() for line in kept):
            kept.append(_tidy(text))
    title = ""
    for line in kept[:5]:
        glue = (
            " "
            if not title
            or line.lower().startswith(("in respect", "of ", "into ", "concerning"))
            or title.lower().endswith((" of", " of a", "respect of", "concerning", ":"))
            else ": "
        )
        title = f"{title}{glue}{line}".strip()
    if title and _first_type(title):
        return title
    return f"{kind}: {title}" if kind and title else kind or title


def _type(front: list[Paragraph], document: Document) -> str | None:
    words = _patterns()
    text = " ".join(paragraph.text for paragraph in front)
    found = _first_type(text)
    if found is None:
        body = " ".join(paragraph.text for paragraph in _body(document) if "eview" in paragraph.text)
        counted = {name: len(expression.findall(body)) for name, expression in words.types.items()}
        *special, general = words.types
        best = max(special, key=lambda name: counted[name])
        found = best if counted[best] else general if counted[general] else None
    return f"{found} (executive summary)" if found and words.summary.search(text) else found


def _first_type(text: str) -> str | None:
    return next((name for name, expression in _patterns().types.items() if expression.search(text)), None)


def _methodology(document: Document) -> str | None:
    early = " ".join(paragraph.text for paragraph in list(_body(document))[:120])
    return next((name for name, expression in _patterns().methodologies.items() if expression.search(early)), None)


# Authors


def _authors(front: list[Paragraph], document: Document) -> list[str]:
    if found := _authors_on(front):
        return found
    tail = [paragraph for paragraph in document.paragraphs if paragraph.kind is not Kind.FURNITURE][-_LAST:]
    if found := _authors_on(tail):
        return found
    return _authors_told(document)


def _authors_on(lines: list[Paragraph]) -> list[str]:
    """Names beside an author's role on a page of lines: after it, before it on the line, or on the line above or below."""
    words = _patterns()
    texts = [paragraph.text.strip(" *#") for paragraph in lines]
    for index, text in enumerate(texts):
        role = words.author.search(text)
        if role is None or len(text) > _LONG:
            continue
        label = text.find(":", role.end(), role.end() + 60)  # "Author of the Overview Report and of this Summary: …"
        after = text[max(role.end(), label + 1) :].lstrip(" :–—-,|\t*")
        before = text[: role.start()].rstrip(" :–—-,|(\t*")
        if names := _names(after):
            return names
        if names := _names(before, last=True):
            return names
        for near in (index + 1, index - 1):
            if (
                0 <= near < len(texts)
                and len(texts[near]) < 120
                and not words.other_role.search(texts[near])
                and (names := _names(texts[near]))
            ):
                return names
    return []


def _names(text: str, last: bool = False) -> list[str]:
    """The persons named at the beginning of a text (or in all of it), titles and letters after the name taken off."""
    names = []
    for part in re.split(r"\s*(?:;|/|\||&|\n|\band\b|\t)\s*", text):
        part = _HONORIFIC.sub("", part.partition(",")[0].strip(" .:–-*"))
        part = (part if part.isupper() else _LETTERS_AFTER.sub("", part)).strip(" .:–-*()")
        part = re.split(r"\s+[-–—(]\s*", part)[0]
        if part.isupper():
            part = _tidy(part)
        if _NAME.fullmatch(part) and not _NOT_A_NAME.search(part):
            names.append(part)
        elif not last and not names:
            break
    return names


_TOLD = (
    re.compile(r"\b(?:author|reviewers?|writer)s?\b[^.;]{0,60}?\b(?:is|was|are|were)\b (?:an? |the )?(?P<names>[^.;]{4,120})"),
    re.compile(
        r"\b(?i:(?:independent|overview|lead|report)\s(?:overview |report |lead )?(?:author|reviewer|writer)s?),? \(?(?P<names>[A-Z][^.;)]{4,80})"
    ),
    re.compile(
        r"(?P<names>(?:(?:Dr|Mr|Mrs|Ms) )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,3}(?: and [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2})?),? (?:[^.;]{0,60} )?(?:was|were|has been|have been) (?:appointed|commissioned|engaged|asked|selected|chosen|contracted)\b[^.;]{0,80}\b(?:author|reviewer|writer|write|review)"
    ),
)


def _authors_told(document: Document) -> list[str]:
    """Authors whom the text introduces ("was commissioned as the independent reviewer")."""
    for expression in _TOLD:
        for paragraph in _body(document):
            for match in expression.finditer(paragraph.text):
                if not _patterns().other_role.match(match["names"]) and (names := _names(match["names"])):
                    return names
    return []


# Dates


def _date_line(text: str) -> Date | None:
    """The date of a line that holds hardly anything else, an author's role apart."""
    dates = dates_in(text)
    rest = len(_patterns().author.sub("", text)) - len(dates[0].text) if dates else 0
    return dates[0] if len(dates) == 1 and rest < 12 and "/" not in dates[0].edtf else None


def _published(front: list[Paragraph], document: Document) -> str | None:
    words = _patterns()
    texts = [paragraph.text for paragraph in front]
    for expression in words.published:
        for index, text in enumerate(texts):
            if (label := expression.search(text)) and len(text) < 160:
                after = dates_in(text[label.end() :].strip(" :–-")) or (dates_in(texts[index + 1]) if index + 1 < len(texts) else [])
                if after and not words.not_published.search(text[: label.start()]):
                    return after[0].edtf
    tail = [paragraph.text for paragraph in document.paragraphs][-_LAST:]
    for text in [*texts, *reversed(tail)]:
        if (date := _date_line(text)) and not words.not_published.search(text):
            return date.edtf
    return None


def _period(document: Document) -> str | None:
    """The period that the review says it looks at: dates in the sentence that says so, the plainest wording first."""
    words = _patterns()
    paragraphs = [paragraph for paragraph in _body(document) if paragraph.kind is not Kind.HEADING]
    end = _end_of_story(paragraphs)
    for expression in words.periods:
        for index, paragraph in enumerate(paragraphs):
            for match in expression.finditer(paragraph.text):
                if period := _period_after(paragraph.text, match, end):
                    return period
            if (
                expression.search(paragraph.text)
                and paragraph.text.rstrip().endswith((":", "is", "from"))
                and index + 1 < len(paragraphs)
            ):
                dates = dates_in(paragraphs[index + 1].text)
                if dates and "/" in dates[0].edtf:
                    return dates[0].edtf
    return None


def _period_after(text: str, match: re.Match[str], end: Date | None) -> str | None:
    sentence = sentence_around(text, match.start())
    after = dates_in(text[match.start() : sentence[1]])
    dates = after if any("/" in date.edtf for date in after) or len(after) > 1 else dates_in(text[sentence[0] : sentence[1]])
    ranges = [date for date in dates if "/" in date.edtf]
    if ranges or len(dates) > 1:
        return _even(span(ranges or dates))
    if dates and end and _TO_THE_END.search(text, match.start(), sentence[1]):
        return _even(span([dates[0], end])) if end.last >= dates[0].first else None
    return None


def _even(period: str | None) -> str | None:
    """A period with both ends as exact as the less exact one: 2018-08/2021-03-13 is 2018-08/2021-03."""
    begin, _, end = (period or "").partition("/")
    length = min(len(begin), len(end))
    return f"{begin[:length]}/{end[:length]}" if length and ".." not in (begin, end) else period


def _end_of_story(paragraphs: list[Paragraph]) -> Date | None:
    """The date of the death or incident that the first pages give, to which a period "until her death" runs."""
    for paragraph in paragraphs[:_FRONT]:
        for match in _INCIDENT.finditer(paragraph.text):
            start, end = sentence_around(paragraph.text, match.start())
            exact = [date for date in dates_in(paragraph.text[start:end]) if "-" in date.edtf and "/" not in date.edtf]
            if exact:
                return exact[-1]
    return None
