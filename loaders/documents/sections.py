"""From a row of headings to the section that each paragraph stands in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.documents import numbering
from loaders.documents.blocks import Block
from loaders.documents.labels import Label, is_comment, label
from loaders.documents.model import Kind

# Ranks of headings that are not ordered by number or level, from outermost to innermost.
_APPENDIX, _PART, _CAPITALS_OUTER, _LEVELLED, _CAPITALS, _BOLD, _LABEL, _PLAIN, _ASIDE = range(9)
_LONG_BODY = 200  # characters; the first paragraph of this length ends the title pages
_NEAR = 40  # blocks within which what belongs to a heading stands
Rank = tuple[int, int]


@dataclass(slots=True)
class _Open:
    """A heading whose section is running."""

    name: str
    rank: Rank
    number: tuple[str, ...] = ()
    word: str = ""
    aside: bool = False
    marked: bool = False  # by a level of its own and by bold type


def trace(blocks: Sequence[Block]) -> list[tuple[str, ...]]:
    """The section of every block, outermost heading first; sets the level of headings (1: outermost)."""
    ranks = _Ranks(blocks)
    titles = _titles(blocks)
    stack: list[_Open] = []
    homes: dict[tuple[str, ...], tuple[str, tuple[_Open, ...]]] = {}
    introduced = False  # whether unnumbered text has followed the innermost heading
    sections: list[tuple[str, ...]] = []
    for index, block in enumerate(blocks):
        if block.kind is Kind.HEADING:
            if _is_reference(blocks, index, stack):
                block.kind = None
            elif index in titles:
                sections.append(())
                block.level = 1
                continue
            else:
                opened = ranks.open(block, stack, _next_number(blocks, index))
                stack = [above for above in stack if not _closes(opened, above)]
                stack = _before_sibling(opened, stack)
                sections.append(tuple(above.name for above in stack))
                stack.append(opened)
                block.level = len(stack)
                introduced = False
                if is_comment(block.text) and numbering.parts(block.ref):
                    homes[numbering.parts(block.ref)[:-1]] = (block.ref, tuple(stack[:-1]))
                elif len(numbering.parts(block.ref)) > 1:
                    homes[numbering.parts(block.ref)[:-1]] = (block.ref, tuple(stack))
                continue
        parts = numbering.parts(block.ref) if block.kind in (None, Kind.BODY) else ()
        if parts:
            last = homes.get(parts[:-1])
            if last and introduced and _left_for_aside(stack, last[1]) and numbering.follows(block.ref, last[0]):
                stack = list(last[1])
            homes[parts[:-1]] = (block.ref, tuple(stack))
        elif block.kind is None or block.kind is Kind.BODY:
            introduced = True
        sections.append(tuple(above.name for above in stack))
    return sections


class _Ranks:
    """How deep each kind of heading lies in one document."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        headings = [block for block in blocks if block.kind is Kind.HEADING]
        depths: dict[int, Counter[int]] = defaultdict(Counter)
        for block in headings:
            if block.outline and (depth := len(numbering.parts(block.ref))):
                depths[block.outline][depth] += 1
        self._depths = {outline: found.most_common(1)[0][0] for outline, found in depths.items()}
        self._hashed = any(block.outline for block in headings)
        self._chaptered = any(len(numbering.parts(block.ref)) == 1 for block in headings)

    def open(self, block: Block, stack: Sequence[_Open], following: tuple[str, ...]) -> _Open:
        announced = label(block.text)
        parts = numbering.parts(block.ref)
        name = f"{block.ref} {block.text}" if block.ref else block.text
        if announced and announced.divides:
            number = (announced.number,) if announced.number.isdigit() else ()
            inner = announced.word.startswith("section") and self._chaptered
            return _Open(name, (_APPENDIX if announced.appends else _LEVELLED if inner else _PART, 1), number, announced.word)
        if parts and not is_comment(block.text):
            return _Open(
                name, (_LEVELLED, len(parts)), parts, announced.word if announced else "", aside=_is_aside(block, announced)
            )
        rank = self._rank(block, announced)
        marked = bool(block.outline) and block.bold
        if rank[0] == _BOLD and stack and stack[-1].marked and not stack[-1].number:
            marked, rank = True, stack[-1].rank  # its level was lost where the text was made: its neighbours have both
        if following:
            enclosing = [
                above
                for above in stack
                if above.number and above.number == following[: len(above.number)] and len(above.number) < len(following)
            ]
            if enclosing and rank[0] <= _LEVELLED and enclosing[-1].rank >= rank:
                rank = (_LEVELLED, enclosing[-1].rank[1] + 1)
        return _Open(name, rank, (), announced.word if announced else "", _is_aside(block, announced), marked)

    def _rank(self, block: Block, announced: Label | None) -> Rank:
        if block.outline:
            return _LEVELLED, self._depth(block.outline)
        if is_comment(block.text):
            return _ASIDE, 0
        if block.text.isupper():
            return (_CAPITALS if self._hashed or self._chaptered else _CAPITALS_OUTER), 0
        if block.bold:
            return _BOLD, 0
        if announced:
            return _LABEL, 0
        return (_ASIDE, 1) if block.italic else (_PLAIN, 0)

    def _depth(self, outline: int) -> int:
        if outline in self._depths:
            return self._depths[outline]
        near = min(self._depths, key=lambda known: abs(known - outline), default=0)
        return outline - near + self._depths[near] if near else outline


def _is_aside(block: Block, announced: Label | None) -> bool:
    """Whether text that takes up the numbers again has left the section of this heading."""
    return is_comment(block.text) or (announced is not None and not announced.divides and not block.ref)


def _left_for_aside(stack: Sequence[_Open], home: Sequence[_Open]) -> bool:
    """Whether the open sections are those of ``home`` and, within them, an aside."""
    return list(stack[: len(home)]) == list(home) and any(opened.aside for opened in stack[len(home) :])


def _closes(opened: _Open, above: _Open) -> bool:
    if (
        opened.number
        and above.number
        and above.number == opened.number[: len(above.number)]
        and len(above.number) < len(opened.number)
    ):
        return False
    return above.rank >= opened.rank


def _before_sibling(opened: _Open, stack: list[_Open]) -> list[_Open]:
    """Close up to a running heading of the same announcing word: recommendations are never inside one another."""
    for index, above in enumerate(stack):
        if opened.word and above.word == opened.word and above.rank <= opened.rank and not opened.number:
            return stack[:index]
    return stack


def _next_number(blocks: Sequence[Block], index: int) -> tuple[str, ...]:
    """The number of the first numbered paragraph under a heading."""
    for block in blocks[index + 1 : index + _NEAR]:
        if block.kind is Kind.HEADING:
            return ()
        if block.kind in (None, Kind.BODY) and len(numbering.parts(block.ref)) > 1:
            return numbering.parts(block.ref)
    return ()


def _is_reference(blocks: Sequence[Block], index: int, stack: Sequence[_Open]) -> bool:
    """Whether a "Recommendation 8" on a line of its own only points there: the numbering runs on around it."""
    announced = label(blocks[index].text)
    if announced is None or announced.divides or announced.title or announced.word != "recommendation":
        return False
    if any("recommend" in above.name.lower() for above in stack[:-1]) or (stack and "recommendations" in stack[-1].name.lower()):
        return False
    flow = (None, Kind.BODY)
    above = next((block for block in reversed(blocks[max(0, index - _NEAR) : index]) if block.kind in flow), None)
    below = next((block for block in blocks[index + 1 : index + _NEAR] if block.kind in (*flow, Kind.HEADING)), None)
    return above is not None and below is not None and numbering.follows(below.ref, above.ref)


def _titles(blocks: Sequence[Block]) -> set[int]:
    """The headings of the title pages, which head no section: unnumbered ones before the first real text, but for the last."""
    found = []
    for index, block in enumerate(blocks):
        if block.kind is Kind.HEADING:
            found.append(index)
        elif block.kind in (None, Kind.BODY) and found and (len(block.text) > _LONG_BODY or len(numbering.parts(block.ref)) > 1):
            break
    else:
        return set()
    return {index for index in found[:-1] if not numbering.parts(blocks[index].ref) and not _divides(blocks[index])}


def _divides(block: Block) -> bool:
    announced = label(block.text)
    return announced is not None and announced.divides
