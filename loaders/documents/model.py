"""What every document format becomes: paragraphs, each with its place in the source."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class DocumentError(ValueError):
    """A file that cannot be read as a review; the message names the file, the reason and what to do."""


class Kind(StrEnum):
    HEADING = "heading"
    BODY = "body"
    BULLET = "bullet"
    TABLE_ROW = "table-row"
    FOOTNOTE = "footnote"
    QUOTATION = "quotation"
    FURNITURE = "furniture"  # running header or footer, page number, table-of-contents line


@dataclass(frozen=True)
class Piece:
    """Where a stretch of a paragraph's text stands in the source: from character ``offset`` of the text on."""

    offset: int
    line: int
    page: int | None = None


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, heading, bullet or table row.

    ``ref`` is the number as printed ("2.4.13") or ""; ``section`` the headings above it, outermost first (for a heading,
    the headings above that heading); ``text`` is free of markup, footnote markers and list bullets, white space folded;
    ``line`` and ``page`` (1-based) are those of its first character, ``pieces`` those of every stretch of a paragraph that
    runs over several source lines; ``start`` and ``end`` are character offsets in ``Document.text``, whose stretch holds the
    paragraph as it stands in the source, marks and all. ``cells`` are the columns of a table row (``text`` joins them by " | "),
    ``header`` the column headings of its table, empty where it has none; in the row of the headings itself the two are equal.
    ``level`` is the depth of a heading (1 = outermost), 0 otherwise.
    """

    id: str
    kind: Kind
    text: str
    line: int
    ref: str = ""
    section: tuple[str, ...] = ()
    page: int | None = None
    start: int = 0
    end: int = 0
    pieces: tuple[Piece, ...] = ()
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    level: int = 0

    def place(self, offset: int) -> Piece:
        """The source line and page of a character of ``text``."""
        found = Piece(0, self.line, self.page)
        for piece in self.pieces:
            if piece.offset <= offset:
                found = piece
        return found


@dataclass(frozen=True)
class Document:
    """A source file as paragraphs. ``text`` is the source's text (for PDF and DOCX, the text the reader produced);
    paragraph lines are its 1-based lines."""

    file: str
    path: str
    sha256: str
    media_type: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    pages: int | None = None
    encoding: str | None = None
    warnings: tuple[str, ...] = field(default=())

    @property
    def lines(self) -> int:
        return self.text.count("\n") + (not self.text.endswith("\n")) if self.text else 0
