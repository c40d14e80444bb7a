"""Blocks: what a format reader hands over, before it is known which blocks are headings, notes or page furniture."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.documents.model import Kind, Piece


@dataclass(slots=True)
class Block:
    """A stretch of the source that its format shows as one: a line, a paragraph, a cell row.

    ``text`` is clean (see ``cleaning``); ``start``/``end`` are offsets in ``Document.text``. ``kind`` is set where the format
    or an earlier stage knows it. ``outline`` is the heading level that the format gives (0: none). ``gap`` tells of blank
    space above, ``bullet`` of a list mark, which is no longer in ``text``.
    """

    text: str
    line: int
    start: int
    end: int
    page: int | None = None
    kind: Kind | None = None
    pieces: list[Piece] = field(default_factory=list)
    ref: str = ""
    bullet: bool = False
    outline: int = 0
    bold: bool = False
    italic: bool = False
    gap: bool = True
    rule: bool = False
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    level: int = 0

    def absorb(self, other: Block, joined: str) -> None:
        """Let this block run on into ``other``, which stands further down in the source; ``joined`` is the text of both."""
        offset = len(joined) - len(other.text)
        if not self.pieces:
            self.pieces = [Piece(0, self.line, self.page)]
        follows = other.pieces or [Piece(0, other.line, other.page)]
        self.pieces += [Piece(piece.offset + offset, piece.line, piece.page) for piece in follows]
        self.text = joined
        self.end = other.end

    def cut(self, count: int) -> None:
        """Take ``count`` characters off the beginning of the text."""
        self.text = self.text[count:]
        if self.pieces:
            kept = [Piece(max(0, piece.offset - count), piece.line, piece.page) for piece in self.pieces]
            self.pieces = [
                piece for piece, after in zip(kept, [*kept[1:], None], strict=True) if after is None or after.offset > 0
            ]
