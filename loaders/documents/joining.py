"""Paragraphs that a page break cut in two are one again, and quotations are known as such."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.documents import numbering, signs
from loaders.documents.blocks import Block
from loaders.documents.cleaning import joint
from loaders.documents.furniture import is_unfinished
from loaders.documents.labels import is_label
from loaders.documents.model import Kind

_LOOSE_ENDS = signs.words("unfinished")
_SHORTEST_CUT = 50  # characters; what is shorter and breaks off is a heading or a list item
_LONGEST_ITEM = 150  # characters; what is longer and has no full stop at its end is not a list item
_OPENING, _CLOSING = "“\"'‘", "”\"'’"
_LONGEST_QUOTE = 8  # paragraphs


def join(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with cut paragraphs joined over what stands between the halves."""
    joined: list[Block] = []
    last: Block | None = None
    parted = False
    for block in blocks:
        if block.kind in (Kind.FURNITURE, Kind.FOOTNOTE):
            if block.kind is Kind.FOOTNOTE and joined and _note_runs_on(joined[-1], block):
                joined[-1].absorb(block, joint(joined[-1].text, block.text))
            else:
                joined.append(block)
            parted = True
            continue
        if last is not None and _runs_on(last, block, parted):
            last.absorb(block, joint(last.text, block.text))
            last.bold = last.italic = parted = False
            continue
        joined.append(block)
        parted = False
        last = block if block.kind is None and not block.outline and not block.cells else None
    return joined


def mark_quotations(blocks: Sequence[Block]) -> None:
    """Give paragraphs that are wholly quoted, also several in one pair of quotation marks, their kind."""
    for index, block in enumerate(blocks):
        if block.kind is not None or not block.text or block.outline:
            continue
        if block.italic and len(block.text) > 80 and not block.ref:
            block.kind = Kind.QUOTATION
        elif block.text[0] in _OPENING and len(block.text) > 20:
            if _closes(block.text):
                block.kind = Kind.QUOTATION
            elif not _has_closing(block.text):
                _mark_run(blocks, index)


def _mark_run(blocks: Sequence[Block], start: int) -> None:
    run = []
    for block in blocks[start : start + _LONGEST_QUOTE]:
        if block.kind in (Kind.FURNITURE, Kind.FOOTNOTE):
            continue
        if block.kind is not None or block.outline or (block.ref and block is not blocks[start]):
            return
        run.append(block)
        if len(run) > 1 and block.text[0] in _OPENING and _closes(block.text):
            return
        if len(run) > 1 and block.text.rstrip(".,;")[-1:] in _CLOSING[:2]:
            for part in run:
                part.kind = Kind.QUOTATION
            return


def _closes(text: str) -> bool:
    """Whether the quotation mark that opens a text closes at its very end."""
    close = _CLOSING[_OPENING.index(text[0])]
    body = re.sub(r"\s?\([^()]{1,80}\)\.?$", "", text[-120:]) if text.endswith((")", ").")) else text[-120:]
    if body.rstrip(".,;")[-1:] != close:
        return False
    inner = text[1 : len(text) - 120 + len(body.rstrip(".,;")) - 1] if len(text) > 120 else body.rstrip(".,;")[1:-1]
    if text[0] == "“":
        return "”" not in inner
    if text[0] == '"':
        return inner.count('"') % 2 == 0 and not re.search(r'[,.?!]"\s[a-zA-Z]', inner)
    return not re.search(r"[,.?!]['’]\s[a-zA-Z]", inner)


def _has_closing(text: str) -> bool:
    close = _CLOSING[_OPENING.index(text[0])]
    return re.search(re.escape(close) + r"(?:\s|$|[.,;:)])", text[1:]) is not None


def _runs_on(above: Block, below: Block, parted: bool) -> bool:
    """Whether ``below`` goes on with the sentence of ``above``; ``parted``: the foot of a page stands between them."""
    if below.kind is not None or below.outline or below.bullet or below.ref or below.cells or not below.text:
        return False
    if len(above.text) < _SHORTEST_CUT or not is_unfinished(above) or above.bold:
        return False
    if below.text[0].islower():
        return True
    if is_label(below.text) or below.bold or above.text.endswith(("; and", "; or", ", and")):
        return False
    last = above.text.rsplit(None, 1)[-1]
    if last.lower() in _LOOSE_ENDS or last[-1] in ",-–&":
        return parted or len(below.text) >= _SHORTEST_CUT
    named = (last[0].isupper() and below.text[0].isupper()) or below.text[0].isdigit() or below.text[0] == "("
    return named and not _is_item(above) and len(above.text) > _LONGEST_ITEM and below.text[-1] in '.;:?!”"'


def _is_item(block: Block) -> bool:
    return block.bullet and not numbering.parts(block.ref)


def _note_runs_on(above: Block, below: Block) -> bool:
    return above.kind is Kind.FOOTNOTE and not below.ref
