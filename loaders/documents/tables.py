"""Rows that stand together become tables, with the column headings where the first row gives them."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.documents import signs
from loaders.documents.blocks import Block
from loaders.documents.model import Kind

_COLUMNS = signs.words("columns")
_LONGEST_HEADING = 60


def mark(blocks: Sequence[Block]) -> None:
    """Make table rows of blocks with cells; a lone row of two cells is a line with a tab in it."""
    table: list[Block] = []
    ruled = False
    for block in blocks:
        if block.rule and block.cells:
            ruled = ruled or len(table) == 1
        elif block.kind is None and block.cells:
            if table and block.gap and len(table[-1].cells) != len(block.cells):
                _close(table, ruled)
                table, ruled = [], False
            table.append(block)
        elif block.kind is None or block.outline:
            _close(table, ruled)
            table, ruled = [], False
    _close(table, ruled)


def _close(table: list[Block], ruled: bool) -> None:
    if len(table) == 1 and len(table[0].cells) == 2 and not ruled:
        table[0].text = " ".join(cell for cell in table[0].cells if cell)
        table[0].cells = ()
        return
    header: tuple[str, ...] = table[0].cells if table and (ruled or table[0].bold or _is_header(table)) else ()
    for row in table:
        row.kind = Kind.TABLE_ROW
        row.header = header
        row.bold = False


def _is_header(table: list[Block]) -> bool:
    cells = [cell for cell in table[0].cells if cell]
    words = {word for cell in cells for word in cell.lower().replace("/", " ").split()}
    return (
        len(table) > 1
        and all(len(cell) <= _LONGEST_HEADING and (cell[-1] not in ".;" or len(cell) < 5) for cell in cells)
        and not any(cell[0].isdigit() for cell in cells)
        and bool(words & _COLUMNS)
    )
