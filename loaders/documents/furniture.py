"""What stands on a page without belonging to the text: contents lists, running headers and footers, page numbers, notes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from loaders.documents import signs
from loaders.documents.blocks import Block
from loaders.documents.labels import is_label
from loaders.documents.model import Kind

_PAGE_NUMBER = re.compile(r"(?:page)?[-–—|\[(]*(?:\d{1,3}|[ivx]{2,6})(?:(?:of|/)\d{1,3})?[-–—|\])]*(?:page)?", re.IGNORECASE)
_CONTENTS = signs.words("contents")
_PAGE_COLUMN = signs.words("page_columns")
_ENTRY_END = re.compile(r"(?:^|[\s.…|])\d{1,3}(?:\s?[-–]\s?\d{1,3})?$")
_HOUSE_WORDS = re.compile(rf"\b(?:{signs.pattern('running')})\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\d+")
_NOTE = re.compile(r"(\d{1,3})\s{1,3}(?=\S)")


def mark(blocks: Sequence[Block]) -> None:
    """Give furniture and footnotes their kinds."""
    for block in blocks:
        if block.kind is None and (_is_page_number(block) or _has_leader(block.text)):
            block.kind = Kind.FURNITURE
    _mark_contents(blocks)
    _mark_running(blocks)
    _mark_notes(blocks)


def is_unfinished(block: Block) -> bool:
    """Whether a text breaks off in the middle of a sentence, by its last character."""
    text = block.text.rstrip("'’")
    return bool(text) and (text[-1].isalnum() or text[-1] in ",-–&")


def _is_page_number(block: Block) -> bool:
    if len(block.text) > 24 or block.cells or block.outline:
        return False
    return _PAGE_NUMBER.fullmatch(block.text.replace(" ", "")) is not None


def _has_leader(text: str) -> bool:
    if not text or not text[-1].isdigit():
        return False
    stem = text.rstrip("0123456789").rstrip()
    return stem.endswith(("....", "……", ". . . ."))


def _mark_contents(blocks: Sequence[Block]) -> None:
    for start, block in enumerate(blocks):
        if block.kind is None and _opens_contents(block):
            _mark_entries(blocks, start)


def _opens_contents(block: Block) -> bool:
    if len(block.cells) > 1:
        return block.cells[-1].lower() in _PAGE_COLUMN
    return block.text.lower().rstrip(":") in _CONTENTS


def _mark_entries(blocks: Sequence[Block], start: int) -> None:
    seen: set[str] = set()
    paged = 0
    blocks[start].kind = Kind.FURNITURE
    for block in blocks[start + 1 :]:
        if block.rule:
            continue
        ends = block.kind is Kind.FURNITURE or bool(_ENTRY_END.search(block.text[-12:]))
        if block.outline or is_label(block.text, bare=True) or len(block.text) > 160:
            return
        if not ends and not _opens_contents(block):
            key = _letters(block.text)
            if key in seen or len(block.text) > 100 or block.text.endswith(".") or (paged >= 2 and not block.cells):
                return
            seen.add(key)
        elif not block.cells and _letters(block.text) in seen:
            return
        else:
            seen.add(_letters(block.text))
            paged += 1
        block.kind = Kind.FURNITURE


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalpha())


def _mark_running(blocks: Sequence[Block]) -> None:
    repeated: dict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if block.kind is None and 3 < len(block.text) <= 120 and block.text[-1] not in ".;:?!" and not is_label(block.text):
            repeated[_NUMBERS.sub("#", block.text.lower())].append(index)
    opening = next((i for i, block in enumerate(blocks) if block.kind is None and len(block.text) > 200), 0)
    for indices in repeated.values():
        if len(indices) > 1 and _is_running(blocks, indices):
            for index in indices:
                if index >= opening or len(indices) > 3 or blocks[index].cells:
                    blocks[index].kind = Kind.FURNITURE


def _is_running(blocks: Sequence[Block], indices: list[int]) -> bool:
    first = blocks[indices[0]]
    marked = any(blocks[index].outline or blocks[index].bullet for index in indices)
    interrupts = sum(_interrupts(blocks, index) for index in indices)
    housed = len({word.lower() for word in _HOUSE_WORDS.findall(first.text)})
    paged = sum(_is_beside_page_number(blocks, index) for index in indices) > len(indices) / 2
    counts = [[int(found) for found in _NUMBERS.findall(blocks[index].text)] for index in indices]
    if all(count == counts[0] for count in counts):
        if interrupts or (paged and not marked):
            return True
        return not first.cells and not (marked and len(indices) < 4) and (housed > 1 or (housed == 1 and len(indices) > 3))
    pages = [count[-1] for count in counts]
    rising = all(above < below for above, below in pairwise(pages)) and pages[-1] < 500
    return rising and not marked and bool(interrupts or housed)


def _is_beside_page_number(blocks: Sequence[Block], index: int) -> bool:
    return any(block.kind is Kind.FURNITURE and not block.rule for block in blocks[max(0, index - 1) : index + 2])


def _interrupts(blocks: Sequence[Block], index: int) -> bool:
    above = next((block for block in reversed(blocks[max(0, index - 6) : index]) if block.kind is None), None)
    below = next((block for block in blocks[index + 1 : index + 7] if block.kind is None), None)
    return above is not None and below is not None and len(above.text) > 60 and is_unfinished(above) and below.text[:1].islower()


def _mark_notes(blocks: Sequence[Block]) -> None:
    """Notes at the foot of a page: a plain number after a rule or after another note, and what runs on from a note."""
    last = 0  # the number of the note above
    for index, block in enumerate(blocks):
        if block.kind is Kind.FOOTNOTE:
            last = int(block.ref) if block.ref.isdigit() else last
        if block.kind is not None or index == 0 or block.cells or block.outline:
            continue
        above = blocks[index - 1]
        found = _NOTE.match(block.text)
        if found and ((above.rule and not block.bullet) or (above.kind is Kind.FOOTNOTE and int(found[1]) == last + 1)):
            block.kind, block.ref, last = Kind.FOOTNOTE, found[1], int(found[1])
            block.cut(found.end())
        elif _runs_on_from_note(blocks, index):
            block.kind = Kind.FOOTNOTE


def _runs_on_from_note(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block is an address under a note, or the end of a note that stands above the next page's first."""
    block, above = blocks[index], blocks[index - 1]
    if above.kind is Kind.FOOTNOTE:
        return block.text.startswith(("http", "www.", "<http")) and " " not in block.text
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    return above.rule and not above.cells and index > 1 and below is not None and below.kind is Kind.FOOTNOTE
