"""Where answers and remarks go: rows to the standard output or a file, everything else to the standard error."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from queries import formats
from queries.tables import Table

UNBROKEN = 100_000  # columns: wide enough that a table sent to a pipe or a file keeps each row on one line


def show(table: Table, format: str | None = None, out: Path | None = None) -> None:
    """Write the table in the format asked for, or as the name of the file ends, or as a table. Raises FormatError, OSError."""
    ending = out.suffix.lstrip(".").lower() if out else ""
    chosen = format or (ending if ending in formats.FORMATS else "table")
    to_screen = out is None and sys.stdout.isatty()
    formats.write(table, chosen, out, width=None if to_screen else UNBROKEN)
    if out:
        note(f"{out} written ({len(table.rows)} rows)")


def note(message: str) -> None:
    """A remark that is no part of an answer."""
    click.echo(message, err=True)
