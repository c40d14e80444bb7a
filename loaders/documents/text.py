"""Text and Markdown to blocks: one source line is one block, unless the file is hard-wrapped."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from loaders.documents import encoding, numbering
from loaders.documents.blocks import Block
from loaders.documents.cleaning import SUPERSCRIPTS, unmarked
from loaders.documents.model import Kind
from loaders.documents.source import Source
from loaders.documents.spelling import Spelling

_NOTE = re.compile(rf"(?:<sup>\s{{0,3}}(\d{{1,3}})\s{{0,3}}</sup>|([{SUPERSCRIPTS}]{{1,3}})|\[\^?(\d{{1,3}})\]:?)\s{{0,9}}(?=\S)")
_SOFT_HYPHEN = "\u00ad"
_RAISED = str.maketrans(SUPERSCRIPTS, "0123456789")
_HASHES = re.compile(r"(#{1,6})\s+")
_WIDEST_WRAP = 110  # characters; nobody wraps by hand further out, and few paragraphs are shorter


@dataclass(slots=True)
class _Line:
    raw: str
    number: int
    start: int
    end: int
    page: int | None
    gap: bool


def read(data: bytes) -> Source:
    """Text or Markdown in any encoding. Raises Unreadable."""
    text, name = encoding.decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Source(text, blocks(text), pages=_pages(text), encoding=name)


def blocks(text: str) -> list[Block]:
    """The blocks of a text whose lines end in "\\n"; form feeds count pages."""
    lines = _lines(text)
    wrapped = _is_wrapped(lines)
    spelling = Spelling(line.raw for line in lines) if wrapped else Spelling(())
    made: list[Block] = []
    for group in _unwrapped(lines) if wrapped else _unbroken(lines):
        block = _block(group, spelling)
        if block is None:
            continue
        if block.rule and made and not group[0].gap and group[0].raw.strip()[0] in "=-" and _may_be_title(made[-1]):
            made[-1].outline = 1 if group[0].raw.strip()[0] == "=" else 2
            continue
        made.append(block)
    return made


def _pages(text: str) -> int | None:
    """The pages that form feeds divide a text into; None where there is none."""
    feeds = text.rstrip("\f\n").count("\f")
    return feeds + 1 if feeds else None


def _lines(text: str) -> list[_Line]:
    lines = []
    start, page, gap, paged = 0, 1, True, _pages(text) is not None
    for number, raw in enumerate(text.split("\n"), start=1):
        page += raw.count("\f")
        stripped = raw.strip()
        if stripped:
            lines.append(_Line(raw, number, start, start + len(raw), page if paged else None, gap))
        gap = not stripped
        start += len(raw) + 1
    return lines


def _block(group: list[_Line], spelling: Spelling) -> Block | None:
    first, last = group[0], group[-1]
    raw = first.raw.strip()
    block = Block("", first.number, first.start, last.end, first.page, gap=first.gap)
    cells = _cells(first.raw) if len(group) == 1 else ()
    block.cells = tuple(unmarked(cell) for cell in cells)
    if _is_rule(raw) or (cells and all(set(cell) <= set("-: ") for cell in cells) and "-" in raw):
        block.kind, block.rule = Kind.FURNITURE, True
        return block
    if len(cells) > 1:
        block.text = " | ".join(block.cells)
        block.bold = all(_is_wrapped_in(cell.strip(), "**") or cell.strip().startswith("<b>") for cell in cells if cell.strip())
        return block
    if cells:
        raw, block.cells = cells[0].strip(), ()  # a box of one cell
    if found := _HASHES.match(raw):
        block.outline = len(found[1])
        raw = raw[found.end() :].rstrip("#").rstrip()
    elif raw.startswith(">"):
        block.kind = Kind.QUOTATION
        raw = raw.lstrip("> ")
    elif taken := numbering.bullet(raw):
        block.bullet = True
        raw = raw[taken:]
    if found := _NOTE.match(raw):
        block.kind = Kind.FOOTNOTE
        block.ref = (found[1] or found[2] or found[3]).translate(_RAISED)
        raw = raw[found.end() :]
    whole = raw if len(group) == 1 else " ".join([raw, *(line.raw.strip() for line in group[1:])])
    block.bold = _is_bold(whole)
    block.italic = (not block.bold and _is_wrapped_in(whole, "*")) or _is_wrapped_in(whole, "_")
    block.text = unmarked(raw)
    for line in group[1:]:
        more = Block(unmarked(line.raw.strip()), line.number, line.start, line.end, line.page)
        soft = raw.rstrip().endswith(_SOFT_HYPHEN)
        block.absorb(more, block.text + more.text if soft else spelling.join(block.text, more.text))
        raw = line.raw
    return block if block.text else None


def _is_rule(raw: str) -> bool:
    return len(raw) >= 3 and not set(raw) - set("-_=*~–—─· ") and len(set(raw) - {" "}) == 1


def _cells(raw: str) -> tuple[str, ...]:
    line = raw.strip(" \r\f")
    if line.startswith("|") and line.endswith("|") and len(line) > 2:
        return tuple(line[1:-1].split("|"))
    if "\t" not in line.strip():
        return ()
    cells = tuple(line.split("\t"))
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) < 2:
        return ()
    ref, taken = numbering.number(filled[0].strip() + " x")
    alone = numbering.bullet(filled[0].strip() + " x") or (ref and taken == len(filled[0].strip()) + 1)
    return () if len(filled) == 2 and alone and not filled[1].strip().isdigit() else cells


def _is_bold(raw: str) -> bool:
    for mark in ("**", "__"):
        inner = raw.strip("#* _")
        if raw.startswith(mark) and raw.endswith(mark) and mark not in inner:
            return True
        if raw.count(mark) == 1 and raw.endswith(mark):
            return True  # the opening half was lost
    ref, taken = numbering.heading_number(raw)
    return (bool(ref) and taken < len(raw) and _is_bold(raw[taken:])) or (raw.startswith("<b>") and raw.endswith("</b>"))


def _is_wrapped_in(raw: str, mark: str) -> bool:
    return len(raw) > 2 * len(mark) and raw.startswith(mark) and raw.endswith(mark) and mark not in raw.strip(mark)


def _may_be_title(block: Block) -> bool:
    return len(block.text) <= 100 and not block.cells and not block.bullet and not block.rule


def _is_wrapped(lines: list[_Line]) -> bool:
    """Whether sentences run on from line to line: nearly all lines are short, and many neighbours share a sentence."""
    if len(lines) < 4:
        return False
    widths = sorted(len(line.raw.strip()) for line in lines)
    if widths[len(widths) * 98 // 100] > _WIDEST_WRAP:
        return False
    width = widths[len(widths) * 3 // 4]
    running = sum(
        1
        for above, below in itertools.pairwise(lines)
        if not below.gap
        and len(above.raw.strip()) > width * 0.6
        and above.raw.rstrip()[-1] not in ".!?:;"
        and "\t" not in above.raw
    )
    return running > len(lines) * 0.25


def _unwrapped(lines: list[_Line]) -> list[list[_Line]]:
    widths = sorted(len(line.raw.strip()) for line in lines)
    width = widths[len(widths) * 9 // 10]
    groups: list[list[_Line]] = []
    for line in lines:
        if not groups or line.gap or not _runs_on(groups[-1], line, width):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _runs_on(group: list[_Line], line: _Line, width: int) -> bool:
    above, raw = group[-1].raw.strip(), line.raw.strip()
    if (
        _is_rule(raw)
        or _is_rule(above)
        or _HASHES.match(raw)
        or _HASHES.match(above)
        or _cells(line.raw)
        or _cells(group[-1].raw)
    ):
        return False
    ended = above[-1] in ".!?:;”\"'"
    if numbering.bullet(raw) or (numbering.number(raw)[0] and (ended or len(above) < width * 0.6)):
        return False
    if ended and len(above) < width * 0.7:
        return False
    return not (ended and _indent(line.raw) > _indent(group[-1].raw) + 1 and len(group) > 1)


def _indent(raw: str) -> int:
    return len(raw) - len(raw.lstrip())


def _unbroken(lines: list[_Line]) -> list[list[_Line]]:
    """One group a line; only a heading whose bold mark closes on a later line, or capitals that run on, are held together."""
    groups: list[list[_Line]] = []
    for line in lines:
        group = groups[-1] if groups else []
        if group and not line.gap and len(group) < 4 and (_opens_bold(group) or _both_capitals(group[-1].raw, line.raw)):
            group.append(line)
        else:
            groups.append([line])
    return groups


def _opens_bold(group: list[_Line]) -> bool:
    whole = "".join(line.raw for line in group).strip()
    return len(whole) < 200 and whole.startswith("**") and whole.count("**") == 1


def _both_capitals(above: str, below: str) -> bool:
    return all(
        len(raw) < 100 and raw.isupper() and not _cells(raw) and not raw.lstrip().startswith(("#", "-", "|"))
        for raw in (above, below)
    )
