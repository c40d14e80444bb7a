"""Who wrote a review: named beside a role on the title page or under the text, or introduced in it."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from loaders.documents.model import Document, Kind, Paragraph
from loaders.reading.dates import dates_in
from loaders.reading.front import front_of, is_date, tidy
from loaders.reading.labels import labels_in
from loaders.reading.vocabulary import pattern, vocabulary

_LAST = 8  # paragraphs at the end in which a signature stands
_LINE = 260  # characters of a line that names an author
_NEAR = 120  # characters of a line that holds a name alone
_LABEL = 60  # characters within which a colon ends the words for the role
_AROUND = " :–—-,|(\t*"
_WORD = r"(?<![\w’'-])[A-Z][\w’'-]+"
_NAME = re.compile(r"[A-Z][\w’'.-]*(?: (?:de|van|von|der|la|le|al|[A-Z][\w’'.-]*)){1,4}")
_HONORIFIC = re.compile(r"^(?:mr|mrs|ms|miss)\.?\s+", re.IGNORECASE)
_LETTERS_AFTER = re.compile(
    r",?\s+(?:[A-Z]{2,}|(?:[A-Z]\.){2,}|[A-Z][a-z]{0,3}[A-Z]+|B\.?A\.?|M\.?A\.?|[BM]Sc|Ph\.?D|Cert|Dip|Hons)(?![a-z]).*$"
)
_NEXT_LABEL = re.compile(  # where a name ends on a line that goes on with a date or another label
    r"\s+(?:\d|(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|Winter"
    r"|Dates?|Published|Publication|Post|Version|Status|Title|Commissioned|Completed|Report)\b).*$"
)
_GLUED = re.compile(r"(?<=(?:uthor|iewer))(?=[A-Z][a-z])")  # "AuthorAnn Lee", as PDFs have it
_TOLD = (
    re.compile(r"\b(?:author|reviewers?|writer)s?\b[^.;]{0,60}?\b(?:is|was|are|were)\b (?:an? |the )?(?P<names>[^.;]{4,120})"),
    re.compile(
        r"\b(?i:(?:independent|overview|lead|report)\s(?:overview |report |lead )?(?:author|reviewer|writer)s?),? \(?"
        r"(?P<names>[A-Z][^.;)]{4,80})"
    ),
    re.compile(
        rf"(?P<names>(?:(?:Dr|Mr|Mrs|Ms) )?{_WORD}(?: {_WORD}){{1,3}}(?: and {_WORD}(?: {_WORD}){{1,2}})?),? (?:[^.;]{{0,60}} )?"
        r"(?:was|were|has been|have been) (?:appointed|commissioned|engaged|asked|selected|chosen|contracted)\b[^.;]{0,80}"
        r"\b(?:author|reviewer|writer|write|review)"
    ),
    re.compile(
        rf"\b(?:appointed|commissioned|engaged|asked|instructed|contracted) (?P<names>(?:(?:Dr|Mr|Mrs|Ms) )?{_WORD}"
        rf"(?: {_WORD}){{1,2}}(?: and {_WORD}(?: {_WORD}){{1,2}})?)[^.;]{{0,60}}? (?:to|as) [^.;]{{0,30}}"
        r"\b(?:author|reviewer|write|lead|undertake|carry|conduct)"
    ),
)


class _Words(msgspec.Struct):
    types: dict[str, list[str]]
    author_roles: list[str]
    other_roles: list[str]
    not_a_person: str


class _Patterns:
    def __init__(self) -> None:
        words = vocabulary("case_reviews", _Words)
        self.role, self.other_role = pattern(words.author_roles), pattern(words.other_roles)
        self.not_persons = pattern(words.not_a_person.split(), re.RegexFlag(0))
        types = pattern(["(?:(?:an?|the) )?" + phrase for phrases in words.types.values() for phrase in phrases]).pattern
        self.title = re.compile(rf"{types}|\b(?:independent |final |full )*(?:overview )?report\b", re.IGNORECASE)


_patterns = cache(_Patterns)


def title_words() -> re.Pattern[str]:
    """The words of a title that only say what kind of report it is ("A Serious Case Review Overview Report")."""
    return _patterns().title


def author_role_in(text: str) -> re.Match[str] | None:
    """The words for an author's role in a line ("Independent Overview Author")."""
    return _patterns().role.search(_GLUED.sub(" ", text))


def other_role_in(text: str) -> re.Match[str] | None:
    """The words for the role of somebody else whom a title page names ("Independent Chair")."""
    return _patterns().other_role.search(text)


def authors_of(document: Document) -> list[str]:
    """The authors as named, without Mr or Mrs and letters after the name; none where the document names none."""
    body = [paragraph for paragraph in document.paragraphs if paragraph.kind is not Kind.FURNITURE]
    front = front_of(document)
    return _beside_role(front) or _alone(front) or _beside_role(body[-_LAST:]) or _introduced(body)


def _beside_role(lines: list[Paragraph]) -> list[str]:
    """Names beside an author's role on a page of lines: after it, before it on the line, or on the line below or above."""
    texts = [_GLUED.sub(" ", paragraph.text.strip(" *#")) for paragraph in lines]
    for index, text in enumerate(texts):
        role = author_role_in(text)
        if role is None or len(text) > _LINE:
            continue
        colon = text.find(":", role.end(), role.end() + _LABEL)  # "Author of the Overview Report and of this Summary: …"
        after, before = text[max(role.end(), colon + 1) :].lstrip(_AROUND), text[: role.start()].rstrip(_AROUND)
        if names := _names(after) or _names(before, last=True):
            return names
        for near in (index + 1, index - 1):
            alone = 0 <= near < len(texts) and len(texts[near]) < _NEAR and not other_role_in(texts[near])
            if alone and (names := _names(texts[near])):
                return names
    return []


def _alone(lines: list[Paragraph]) -> list[str]:
    """A name that stands on the title page without a role, with letters after it or beside the date: "Ann Lee, BA, CQSW",
    "ANN LEE May 2016"."""
    texts = [paragraph.text.strip(" *#") for paragraph in lines]
    for index, text in enumerate(texts):
        if len(text) > _NEAR or any(map(other_role_in, texts[max(0, index - 1) : index + 1])):
            continue
        rest = title_words().sub("", text).strip(_AROUND)
        dated = bool(dates_in(rest)) or (index + 1 < len(texts) and is_date(texts[index + 1]))
        lettered = _LETTERS_AFTER.search(rest) is not None and not rest.isupper()
        if (dated or lettered) and not labels_in(rest) and (names := _names(rest)):
            return names
    return []


def _introduced(body: list[Paragraph]) -> list[str]:
    """Authors whom the text introduces ("was commissioned as the independent reviewer")."""
    for expression in _TOLD:
        for paragraph in body:
            for match in expression.finditer(paragraph.text):
                if not _patterns().other_role.match(match["names"]) and (names := _names(match["names"])):
                    return names
    return []


def _names(text: str, last: bool = False) -> list[str]:
    """The persons named at the beginning of a text; with ``last`` anywhere in it."""
    names = []
    for part in re.split(r"\s*(?:;|/|\||&|\n|\band\b|\t)\s*", text):
        part = _HONORIFIC.sub("", _NEXT_LABEL.sub("", part.partition(",")[0]).strip(" .:–-*"))
        part = (part if part.isupper() else _LETTERS_AFTER.sub("", part)).strip(" .:–-*()")
        part = re.split(r"\s+[-–—(]\s*", part)[0]
        name = tidy(part) if part.isupper() else part
        if _NAME.fullmatch(name) and not _patterns().not_persons.search(name):
            names.append(name)
        elif not last and not names:
            break
    return names
