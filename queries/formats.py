"""A table written in the format a user asked for: terminal, CSV, JSON, JSON lines, Markdown, HTML, Excel."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from pathlib import Path
from typing import IO, Any

from queries.tables import Table

FORMATS = ("table", "csv", "json", "jsonl", "md", "html", "xlsx")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_FORMULA = re.compile(r"[=+\-@\t\r]")


class FormatError(ValueError):
    """A format that is unknown, or that needs a file or a package that is not there."""


def write(table: Table, format: str = "table", out: Path | IO[str] | None = None, *, width: int | None = None) -> None:
    """Write the table to a file, an open text stream or (None) the standard output.

    ``width`` is that of a terminal table in characters (default: the terminal's). Excel goes to a file only and needs the
    ``excel`` extra. Raises FormatError, OSError.
    """
    if format not in FORMATS:
        raise FormatError(f"no format {format!r}; one of {', '.join(FORMATS)}")
    if format == "xlsx":
        if not isinstance(out, Path):
            raise FormatError("xlsx is written to a file; give one with --out FILE.xlsx")
        _write_xlsx(table, out)
    elif format == "table" and not isinstance(out, Path):
        from queries.terminal import print_table  # rich is slow to import

        print_table(table, out, width)
    elif isinstance(out, Path):
        with out.open("w", encoding="utf-8", newline="") as stream:
            stream.write(text(table, format, width=width))
    else:
        print(text(table, format), end="", file=out)


def text(table: Table, format: str, *, width: int | None = None) -> str:
    """The table as text in any format but ``xlsx``."""
    match format:
        case "csv":
            return _csv(table)
        case "json":
            return json.dumps(table.records(), ensure_ascii=False, indent=1) + "\n"
        case "jsonl":
            return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in table.records())
        case "md":
            return _markdown(table)
        case "html":
            return _html(table)
        case "table":
            from queries.terminal import print_table

            stream = io.StringIO()
            print_table(table, stream, width or 160)
            return stream.getvalue()
    raise FormatError(f"no text format {format!r}")


def cell(value: Any) -> str:
    """A value as a person reads it: lists joined, nothing for null, control characters taken out."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    if isinstance(value, list | tuple):
        return "; ".join(cell(item) for item in value)
    return _CONTROL.sub(" ", str(value))


def markdown(shown: str) -> str:
    """Text as one line of Markdown in which what looks like Markdown or HTML stays text."""
    return html.escape(re.sub(r"([\\`*_\[\]|#~])", r"\\\1", " ".join(shown.split())), quote=False)


def is_numeric(table: Table, index: int) -> bool:
    """Whether a column holds numbers and nothing else."""
    values = [row[index] for row in table.rows if row[index] is not None]
    return bool(values) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def _csv(table: Table) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_csv_cell(value) for value in row] for row in table.rows)
    return stream.getvalue()


def _csv_cell(value: Any) -> Any:
    """Numbers as they are; text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    shown = cell(value)
    return f"'{shown}" if _FORMULA.match(shown) else shown


def _markdown(table: Table) -> str:
    def line(cells: list[str]) -> str:
        return "| " + " | ".join(cells) + " |\n"

    head = f"### {markdown(table.title)}\n\n" if table.title else ""
    body = line(list(table.columns)) + line(["---"] * len(table.columns))
    body += "".join(line([markdown(cell(value)) for value in row]) for row in table.rows)
    tail = f"\n*The first {len(table.rows)} rows.*\n" if table.truncated else ""
    tail += f"\n*Caution: {markdown(table.caution)}*\n" if table.caution else ""
    return head + body + tail


def _html(table: Table) -> str:
    from queries.templates import render

    return render("table.html.j2", table=table)


def _write_xlsx(table: Table, path: Path) -> None:
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font
    except ModuleNotFoundError as error:
        raise FormatError("xlsx needs the package openpyxl: pip install 'casegraph[excel]'") from error
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", table.title)[:31] or "casegraph")
    sheet.freeze_panes = "A2"

    def make(value: Any, font: Font | None = None) -> WriteOnlyCell:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        made = WriteOnlyCell(sheet, value=value if number else cell(value))
        if not number:
            made.data_type = "s"  # text that begins with "=" is text, not a formula
            made.alignment = Alignment(wrap_text=True, vertical="top")
        if font is not None:
            made.font = font
        return made

    for index, name in enumerate(table.columns):
        sheet.column_dimensions[_letter(index)].width = 70 if "quote" in name or "text" in name else 18
    sheet.append([make(name, Font(bold=True)) for name in table.columns])
    for row in table.rows:
        sheet.append([make(value) for value in row])
    book.save(path)


def _letter(index: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(index + 1))
