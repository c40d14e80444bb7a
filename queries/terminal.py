"""A table for people: columns where they fit the screen, else one value a line; plain columns for pipes and files."""

from __future__ import annotations

from typing import IO

from rich import box
from rich.console import Console, JustifyMethod
from rich.table import Table as RichTable
from rich.text import Text

from queries.formats import cell, is_numeric
from queries.tables import Table

UNBOUNDED = 100_000  # characters: a width that no table reaches
READABLE = 40  # characters: text in narrower columns is tiring to read


def print_table(table: Table, stream: IO[str] | None = None, width: int | None = None) -> None:
    """Print to ``stream`` (default: the standard output), ``width`` characters wide (default: the terminal's)."""
    console = Console(file=stream, width=width, highlight=False)
    if table.title:
        console.print(Text(table.title, style="bold"))
    columns = _columns(table, ruled=console.is_terminal)
    if not table.rows:
        console.print("No rows.")
    elif console.measure(columns, options=console.options.update(max_width=UNBOUNDED)).minimum <= console.width:
        console.print(columns)
    else:
        _print_rows(table, console)
    if table.truncated:
        console.print(f"The first {len(table.rows)} rows; --limit shows more.")
    if table.caution:
        console.print(Text(f"Caution: {' '.join(table.caution.split())}", style="italic"))


def _columns(table: Table, ruled: bool) -> RichTable:
    """``ruled`` with a line under the names, which would be in the way of what reads a pipe or a file."""
    shown = RichTable(
        box=box.SIMPLE_HEAD if ruled else None,
        show_lines=ruled and bool(table.evidence),
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0) if ruled else (0, 2, 0, 0),
    )
    rows = [[cell(value) for value in row] for row in table.rows]
    for index, name in enumerate(table.columns):
        longest = max((len(row[index]) for row in rows), default=0)
        justify: JustifyMethod = "right" if is_numeric(table, index) else "left"
        shown.add_column(name, justify=justify, overflow="fold", min_width=min(longest, READABLE))
    for row in rows:
        shown.add_row(*map(Text, row))
    return shown


def _print_rows(table: Table, console: Console) -> None:
    """One block a row, without the values that are missing."""
    for row in table.rows:
        shown = RichTable.grid(padding=(0, 2, 0, 0))
        shown.add_column(style="dim", no_wrap=True)
        shown.add_column(overflow="fold")
        for name, value in zip(table.columns, row, strict=True):
            if value is not None:
                shown.add_row(name, Text(cell(value)))
        console.rule(style="dim")
        console.print(shown)
    console.rule(style="dim")
