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
Number = tuple[str, ...]


@dataclass(slots=True)
class _Open:
    """A heading whose section is running."""

    name: str
    rank: Rank
    number: Number = ()
    word: str = ""
    aside: bool = False  # text that takes up the numbers again has left its section
    marked: bool = False  # by a level of its own and by bold type
    inside: Number = ()  # the part in which one without a number stands, by the numbers of the paragraphs under it


def trace(blocks: Sequence[Block]) -> list[tuple[str, ...]]:
    """The section of every block, outermost heading first; sets the level of headings (1: outermost)."""
    outline = _Outline(_Depths(blocks))
    titles = _titles(blocks)
    sections: list[tuple[str, ...]] = []
    for index, block in enumerate(blocks):
        if block.kind is Kind.HEADING and _is_reference(blocks, index, outline.path):
            block.kind = None
        if block.kind is Kind.HEADING:
            if index not in titles:
                outline.open(block, _next_number(blocks, index))
            block.level = max(1, len(outline.path))
            sections.append(outline.path[:-1])
        else:
            if block.kind in (None, Kind.BODY):
                outline.go_on(block)
            sections.append(outline.path)
    return sections


class _Outline:
    """The headings whose sections are running, outermost first, as a document is gone through."""

    def __init__(self, depths: _Depths) -> None:
        self._depths = depths
        self._running: list[_Open] = []
        # For every run of numbers ("2.4." and what follows): the last one, and where it stood.
        self._homes: dict[Number, tuple[str, tuple[_Open, ...]]] = {}
        self._introduced = False  # whether unnumbered text has followed the innermost heading
        self._chapter = 0  # the last number of a chapter outside the appendices

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(opened.name for opened in self._running)

    def open(self, block: Block, following: Number) -> None:
        """Open the section of a heading; ``following`` is the number of the first numbered paragraph in it."""
        opened = self._opened(block, following)
        opened.inside = () if opened.number else following[:-1]
        if self._leaves_appendix(opened):
            self._running = []
        self._running = [above for above in self._running if not _closes(opened, above)]
        for index, above in enumerate(self._running):
            if opened.word and above.word == opened.word and above.rank <= opened.rank and not opened.number:
                del self._running[index:]  # recommendations are never inside one another
                break
        if len(opened.number) == 1 and opened.number[0].isdigit() and not self._running:
            self._chapter = int(opened.number[0])
        self._running.append(opened)
        self._introduced = False
        parts = numbering.parts(block.ref)
        if len(parts) > 1:
            self._homes[parts[:-1]] = (block.ref, tuple(self._running[:-1] if opened.aside else self._running))

    def go_on(self, block: Block) -> None:
        """Pass a paragraph: a number that continues a run goes back to where an aside broke it off."""
        parts = numbering.parts(block.ref)
        if not parts:
            self._introduced = True
            return
        left = (n for n, opened in enumerate(self._running) if _is_next_part(parts, opened.inside))
        if (first := next(left, None)) is not None:  # "3.2 Finding 2" ends what a heading between 3.1.1 and 3.1.9 opened
            del self._running[first:]
        last, home = self._homes.get(parts[:-1], ("", ()))
        broken = tuple(self._running[: len(home)]) == home and any(opened.aside for opened in self._running[len(home) :])
        if last and self._introduced and broken and numbering.follows(block.ref, last):
            self._running = list(home)
        self._homes[parts[:-1]] = (block.ref, tuple(self._running))

    def _opened(self, block: Block, following: Number) -> _Open:
        announced = label(block.text)
        word = announced.word if announced else ""
        name = f"{block.ref} {block.text}" if block.ref else block.text
        if announced and announced.divides:
            inner = word.startswith("section") and self._depths.chaptered
            division = _APPENDIX if announced.appends else _LEVELLED if inner else _PART
            return _Open(name, (division, 1), (announced.number,) if announced.number.isdigit() else (), word)
        parts = numbering.parts(block.ref)
        aside = _is_comment(block) or (announced is not None and not block.ref)
        if parts and not _is_comment(block):
            return _Open(name, (_LEVELLED, len(parts)), parts, word)
        rank, marked = self._depths.rank(block, announced), bool(block.outline) and block.bold
        above = self._running[-1] if self._running else None
        if rank[0] == _BOLD and above is not None and above.marked and not above.number:
            marked, rank = True, above.rank  # its level was lost where the text was made: its neighbours have both
        enclosing = next((held for held in reversed(self._running) if _is_inside(following, held.number)), None)
        if enclosing is not None and rank[0] <= _LEVELLED and enclosing.rank >= rank:
            rank = (_LEVELLED, enclosing.rank[1] + 1)
        return _Open(name, rank, (), word, aside, marked)

    def _leaves_appendix(self, opened: _Open) -> bool:
        """Whether the chapters go on after an appendix in their midst."""
        within = bool(self._running) and self._running[0].rank[0] == _APPENDIX
        return within and self._chapter > 0 and opened.number == (str(self._chapter + 1),)


class _Depths:
    """How deep each kind of heading lies in one document."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        headings = [block for block in blocks if block.kind is Kind.HEADING]
        depths: dict[int, Counter[int]] = defaultdict(Counter)
        for block in headings:
            if block.outline and (depth := len(numbering.parts(block.ref))):
                depths[block.outline][depth] += 1
        self._known = {outline: found.most_common(1)[0][0] for outline, found in depths.items()}
        self._levelled = any(block.outline for block in headings)
        self.chaptered = any(len(numbering.parts(block.ref)) == 1 for block in headings)

    def rank(self, block: Block, announced: Label | None) -> Rank:
        """The rank of a heading without a number."""
        if block.outline:
            return _LEVELLED, self._depth(block.outline)
        if is_comment(block.text):
            return _ASIDE, 0
        if block.text.isupper():
            return (_CAPITALS if self._levelled or self.chaptered else _CAPITALS_OUTER), 0
        if block.bold:
            return _BOLD, 0
        if announced:
            return _LABEL, 0
        return (_ASIDE, 1) if block.italic else (_PLAIN, 0)

    def _depth(self, outline: int) -> int:
        """The depth of a level, by the numbers that headings of this or the nearest level have."""
        if outline in self._known:
            return self._known[outline]
        near = min(self._known, key=lambda known: abs(known - outline), default=0)
        return outline - near + self._known[near] if near else outline


def _is_comment(block: Block) -> bool:
    """Whether a heading opens an aside: "Author's comment" does, a chapter "5 Analysis" does not."""
    return is_comment(block.text) and (" " in block.text or block.text.endswith(":"))


def _is_inside(number: Number, outer: Number) -> bool:
    return 0 < len(outer) < len(number) and number[: len(outer)] == outer


def _is_next_part(number: Number, part: Number) -> bool:
    return 0 < len(number) == len(part) and number[:-1] == part[:-1] and numbering.follows(".".join(number), ".".join(part))


def _closes(opened: _Open, above: _Open) -> bool:
    return above.rank >= opened.rank and not _is_inside(opened.number, above.number)


def _next_number(blocks: Sequence[Block], index: int) -> Number:
    """The number of the first numbered paragraph under a heading."""
    for block in blocks[index + 1 : index + _NEAR]:
        if block.kind is Kind.HEADING:
            return ()
        if block.kind in (None, Kind.BODY) and len(numbering.parts(block.ref)) > 1:
            return numbering.parts(block.ref)
    return ()


def _is_reference(blocks: Sequence[Block], index: int, path: Sequence[str]) -> bool:
    """Whether a "Recommendation 8" on a line of its own only points there: the numbering runs on around it."""
    announced = label(blocks[index].text)
    if announced is None or announced.title or announced.word != "recommendation":
        return False
    if any("recommendations" in name.lower() for name in path) or any("recommend" in name.lower() for name in path[:-1]):
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
            return {index for index in found[:-1] if not numbering.parts(blocks[index].ref) and not _divides(blocks[index])}
    return set()


def _divides(block: Block) -> bool:
    announced = label(block.text)
    return announced is not None and announced.divides
