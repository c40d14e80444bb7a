"""Blocks to paragraphs: the stages that every format shares, in their order."""

from __future__ import annotations

from graph.records import stable_id
from loaders.documents import furniture, headings, joining, numbering, sections, tables
from loaders.documents.blocks import Block
from loaders.documents.model import Kind, Paragraph


def assemble(blocks: list[Block]) -> tuple[Paragraph, ...]:
    """The paragraphs of a document, in source order."""
    furniture.mark(blocks)
    tables.mark(blocks)
    _take_numbers(blocks)
    blocks = joining.join(blocks)
    joining.mark_quotations(blocks)
    headings.mark(blocks)
    seen: dict[str, int] = {}
    return tuple(
        Paragraph(
            id=stable_id("p", block.text, seen=seen),
            kind=block.kind or (Kind.BULLET if block.bullet and not numbering.parts(block.ref) else Kind.BODY),
            text=block.text,
            line=block.line,
            ref=block.ref,
            section=section,
            page=block.page,
            start=block.start,
            end=block.end,
            pieces=tuple(block.pieces),
            cells=block.cells,
            header=block.header,
            level=block.level,
        )
        for block, section in zip(blocks, sections.trace(blocks), strict=True)
        if block.text
    )


def _take_numbers(blocks: list[Block]) -> None:
    previous = ""
    for block in blocks:
        if block.kind is None and not block.ref:
            block.ref, taken = numbering.number(block.text, previous)
            block.cut(taken)
            previous = block.ref if len(numbering.parts(block.ref)) > 1 else previous
            block.bullet = block.bullet or bool(block.ref and not numbering.parts(block.ref))
