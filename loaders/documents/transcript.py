"""The text that is produced of a format that is not text: one paragraph a line."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.documents import numbering
from loaders.documents.blocks import Block
from loaders.documents.cleaning import joint, normal, unnoted
from loaders.documents.model import Piece


class Transcript:
    """Blocks and, growing with them, the text whose lines and offsets they point at."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._lines: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line in self._lines)

    def add(self, text: str, page: int | None = None, mark: str = "") -> Block:
        """Put a paragraph on the next line; ``mark`` is a list mark that the format keeps apart from the text."""
        plain = unnoted(normal(text))
        line = f"{mark} {plain}" if mark else plain
        taken = 0 if mark else numbering.bullet(plain)
        block = Block(
            plain[taken:], len(self._lines) + 1, self._length, self._length + len(line), page, bullet=bool(mark or taken)
        )
        self._lines.append(line)
        self._length += len(line) + 1
        self.blocks.append(block)
        return block

    def add_row(self, cells: Sequence[str], page: int | None = None) -> Block:
        """Put a table row on the next line, its cells parted by tabs."""
        texts = tuple(unnoted(normal(cell)) for cell in cells)
        line = "\t".join(texts)
        block = Block(" | ".join(texts), len(self._lines) + 1, self._length, self._length + len(line), page, cells=texts)
        self._lines.append(line)
        self._length += len(line) + 1
        self.blocks.append(block)
        return block

    def extend(self, block: Block, text: str, page: int | None) -> None:
        """Let the paragraph added last run on, on another page."""
        more = unnoted(normal(text))
        joined = joint(block.text, more)
        if not block.pieces:
            block.pieces = [Piece(0, block.line, block.page)]
        block.pieces.append(Piece(len(joined) - len(more), block.line, page))
        added = len(joined) - len(block.text)
        self._lines[-1] += joined[len(block.text) :]
        self._length += added
        block.end += added
        block.text = joined
