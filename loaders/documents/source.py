"""What every format reader returns, and the error that it raises."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.documents.blocks import Block


class Unreadable(ValueError):
    """A file that is not what its ending says or cannot be read; the message says why and what to do, not which file."""


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file, or the one that the reader produced for it, and its blocks."""

    text: str
    blocks: list[Block]
    pages: int | None = None
    encoding: str | None = None
    warnings: tuple[str, ...] = ()
