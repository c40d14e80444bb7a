"""The words of a page as lines of text and rows of tables, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from loaders.documents import numbering
from loaders.documents.cleaning import joint, normal
from loaders.documents.pdf.words import Page, Rule, Word

_TOUCH = 3.0  # points within which two rules meet
_FEWEST_ROWS = 3  # of a table without rules: fewer lines may fall into columns by chance
_GUTTER = 10.0  # points of white between two columns of text at least
_ORDINALS = frozenset(("st", "nd", "rd", "th"))


@dataclass
class Line:
    """A line of text; its words do not change. ``note`` is the raised number at its beginning, by which a footnote is known."""

    words: list[Word]
    page: int
    note: str = ""
    width: float = 0.0  # of the column it stands in

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @cached_property
    def y(self) -> float:
        return max(self.words, key=lambda word: word.size).y

    @cached_property
    def size(self) -> float:
        """The height of most of its characters."""
        sizes: dict[float, int] = {}
        for word in self.words:
            sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
        return max(sizes, key=lambda size: sizes[size])

    @cached_property
    def bold(self) -> bool:
        return all(word.bold for word in self.words if any(letter.isalnum() for letter in word.text))

    @cached_property
    def italic(self) -> bool:
        return all(word.italic for word in self.words if any(letter.isalnum() for letter in word.text))

    @cached_property
    def text(self) -> str:
        return normal("".join(word.text if word.glued or not index else " " + word.text for index, word in enumerate(self.words)))


@dataclass(slots=True)
class Row:
    """A row of a table: the text of each cell, and the left edges of the columns."""

    cells: tuple[str, ...]
    page: int
    y: float
    edges: tuple[float, ...]
    right: float
    bold: bool = False


def read(page: Page) -> list[Line | Row]:
    """Lines and rows from the top of the page to its foot."""
    free = page.words
    rows: list[tuple[Row, _Grid]] = []
    for grid in _grids(page.rules):
        inside = [word for word in free if grid.holds(word)]
        if inside:
            held = set(map(id, inside))
            free = [word for word in free if id(word) not in held]
            rows += [(row, grid) for row in grid.rows(inside, page.number)]
    found: list[Line | Row] = list(_with_loose_tables([line for column in _columns(free, page) for line in column]))
    for row, grid in rows:
        found.insert(_place(found, row, grid), row)
    return found


def _place(items: Sequence[Line | Row], row: Row, grid: _Grid) -> int:
    """Where a row belongs among the items of its column."""
    place = len(items)
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        left, right = (item.edges[0], item.right) if isinstance(item, Row) else (item.x0, item.x1)
        if left < grid.xs[-1] and right > grid.xs[0]:
            if item.y >= row.y:
                return index + 1
            place = index
    return place


def lines(words: Iterable[Word], page: int) -> list[Line]:
    """Words grouped by the height they stand at; raised footnote markers are taken out, raised "th" is set on."""
    groups: list[list[Word]] = []
    spans: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda word: -word.top):
        for index in range(len(groups) - 1, max(-1, len(groups) - 4), -1):
            low, high = spans[index]
            if min(high, word.top) - max(low, word.bottom) > 0.5 * min(high - low, word.size):
                groups[index].append(word)
                spans[index] = (min(low, word.bottom), high) if word.size < (high - low) * 1.2 else (word.bottom, word.top)
                break
        else:
            groups.append([word])
            spans.append((word.bottom, word.top))
    made = [line for group in groups if (line := _line(group, page)) is not None]
    return sorted(made, key=lambda line: -line.y)


def _line(words: list[Word], page: int) -> Line | None:
    words = sorted(words, key=lambda word: word.x0)
    line = Line(words, page)
    base, size = line.y, line.size
    kept: list[Word] = []
    note = ""
    for index, word in enumerate(words):
        raised = word.size < 0.88 * size and word.y > base + 0.12 * size
        if (raised and word.text.strip("(),*†‡").isdigit()) or (raised and not any(letter.isalnum() for letter in word.text)):
            if not kept:
                note = word.text.strip("(),*†‡")
            elif index + 1 < len(words):
                words[index + 1].glued = words[index + 1].glued and not words[index + 1].text[0].isalnum()
            continue
        if raised and word.text.lower() in _ORDINALS and kept:
            word.glued = True
        kept.append(word)
    line = Line(kept, page, note)
    return line if kept and line.text else None


def _columns(words: list[Word], page: Page) -> list[list[Line]]:
    """The lines of a page, column after column where it is set in two; what spans both stands between."""
    gutter = _gutter(words, page)
    if gutter is None:
        whole = lines(words, page.number)
        for line in whole:
            line.width = page.right - page.left
        return [whole]
    across = sorted((word for word in words if word.x0 < gutter < word.x1), key=lambda word: -word.y)
    bands: list[list[Word]] = []
    for word in across:
        if not bands or bands[-1][-1].y - word.y > word.size / 2:
            bands.append([])
        bands[-1].append(word)
    parts: list[list[Line]] = []
    rest = list(words)
    for band in bands:
        low, high = min(word.bottom for word in band), max(word.top for word in band)
        above = [word for word in rest if word.bottom >= high - word.size / 2]
        level = [word for word in rest if low <= word.bottom + word.size / 2 <= high and word not in above]
        parts += [*_sides(above, gutter, page), lines(level, page.number)]
        for line in parts[-1]:
            line.width = page.right - page.left
        taken = {id(word) for word in (*above, *level)}
        rest = [word for word in rest if id(word) not in taken]
    return [part for part in (*parts, *_sides(rest, gutter, page)) if part]


def _sides(words: Sequence[Word], gutter: float, page: Page) -> list[list[Line]]:
    parts = []
    for side in ([word for word in words if word.x1 <= gutter], [word for word in words if word.x0 >= gutter]):
        parts.append(lines(side, page.number))
        ends = sorted(line.x1 for line in parts[-1])
        for line in parts[-1]:
            line.width = ends[len(ends) * 9 // 10] - min(word.x0 for word in side)
    return parts


def _gutter(words: Sequence[Word], page: Page) -> float | None:
    """The middle of a white strip between two columns of running text, or None."""
    width, middle = page.right - page.left, (page.left + page.right) / 2
    near = [word for word in words if word.x1 > middle - width * 0.14 and word.x0 < middle + width * 0.14]
    crossing, _, place = min(
        (sum(1 for word in near if word.x0 < x + _GUTTER / 2 and word.x1 > x - _GUTTER / 2), abs(x - middle), x)
        for x in (middle + width * step / 100 for step in range(-12, 13))
    )
    if len(words) < 80 or crossing > 2 + len(words) * 0.02:
        return None
    sides = _sides([word for word in words if not word.x0 < place < word.x1], place, page)
    if any(len(side) < 10 or _fill(side) < 0.6 for side in sides) or crossing > 0.12 * sum(map(len, sides)):
        return None
    return place


def _fill(side: Sequence[Line]) -> float:
    """How much of a column's width its lines take, on the average."""
    left, right = min(line.x0 for line in side), max(line.x1 for line in side)
    return sum(line.x1 - line.x0 for line in side) / len(side) / max(1.0, right - left)


@dataclass(slots=True)
class _Grid:
    """A table drawn with rules: the places of its vertical and horizontal lines."""

    xs: list[float]
    ys: list[float]

    def holds(self, word: Word) -> bool:
        return (
            self.xs[0] - _TOUCH < (word.x0 + word.x1) / 2 < self.xs[-1] + _TOUCH
            and self.ys[0] < word.y + word.size / 3 < self.ys[-1]
        )

    def rows(self, words: Sequence[Word], page: int) -> list[Row]:
        rows: list[Row] = []
        for low, high in reversed(list(pairwise(self.ys))):
            inside = [word for word in words if low < word.y + word.size / 3 <= high]
            if not inside:
                continue
            cells = []
            for left, right in pairwise(self.xs):
                within = [word for word in inside if left < (word.x0 + word.x1) / 2 <= right]
                cells.append(_run_on(lines(within, page)))
            rows.append(Row(tuple(cells), page, high, tuple(self.xs[:-1]), self.xs[-1], all(word.bold for word in inside)))
        return rows


def _with_loose_tables(items: Sequence[Line | Row]) -> list[Line | Row]:
    """The items with tables that are set without rules, only by columns of white, made rows."""
    made: list[Line | Row] = []
    index = 0
    while index < len(items):
        run = _aligned(items[index:])
        if run:
            made += _loose_rows(run)
            index += len(run)
        else:
            made.append(items[index])
            index += 1
    return made


def _segments(line: Line, columns: Sequence[float] = ()) -> list[list[Word]]:
    """The words of a line in groups that wide gaps part, or any gap where a known column begins."""
    groups = [[line.words[0]]]
    for above, below in pairwise(line.words):
        gap = (below.x0 - above.x1) / line.size
        if gap > 1.5 or (gap > 0.3 and any(abs(below.x0 - column) < _TOUCH / 2 for column in columns)):
            groups.append([])
        groups[-1].append(below)
    return groups


def _aligned(items: Sequence[Line | Row]) -> list[Line]:
    """The lines from the first one on that keep to its columns, if they are enough to be a table."""
    run: list[Line] = []
    columns: list[float] = []
    filled = 0
    for item in items:
        if isinstance(item, Row) or (run and not 0 < run[-1].y - item.y < 3 * item.size):
            break
        starts = [group[0].x0 for group in _segments(item, columns)]
        if not run:
            if len(starts) < 2 or _is_hung(item):
                return []
            columns = starts
        elif not all(any(abs(start - column) < _TOUCH for column in columns) for start in starts):
            break
        run.append(item)
        filled += len(starts) > 1
    while run and len(_segments(run[-1], columns)) < 2 and abs(run[-1].x0 - columns[0]) < _TOUCH:
        run.pop()  # text below the table that begins at its left edge
    return run if filled >= _FEWEST_ROWS else []


def _is_hung(line: Line) -> bool:
    """Whether what stands apart at the beginning of a line is a number or list mark."""
    groups = _segments(line)
    first = " ".join(word.text for word in groups[0])
    return len(groups) == 2 and bool(numbering.bullet(f"{first} x") or numbering.number(f"{first} x")[1] == len(first) + 1)


def _loose_rows(run: Sequence[Line]) -> list[Line | Row]:
    columns = [group[0].x0 for group in _segments(run[0])]
    steps = [above.y - below.y for above, below in pairwise(run)]
    spaced = bool(steps) and max(steps) > 1.15 * min(steps)
    rows: list[list[Line]] = []
    for index, line in enumerate(run):
        opens = abs(line.x0 - columns[0]) < _TOUCH and (not spaced or not index or steps[index - 1] > 1.15 * min(steps))
        if opens or not rows:
            rows.append([])
        rows[-1].append(line)
    made: list[Line | Row] = []
    for row in rows:
        cells = []
        for left, right in pairwise([*columns, float("inf")]):
            groups = [group for line in row for group in _segments(line, columns) if left - _TOUCH < group[0].x0 < right - _TOUCH]
            cells.append(_run_on([Line(group, row[0].page) for group in groups]))
        made.append(
            Row(tuple(cells), row[0].page, row[0].y, tuple(columns), max(line.x1 for line in row), all(line.bold for line in row))
        )
    return made


def _run_on(within: Sequence[Line]) -> str:
    text = ""
    for line in within:
        text = joint(text, line.text)
    return text


def _grids(rules: Sequence[Rule]) -> list[_Grid]:
    """Connected rules with at least two columns between them."""
    across = [rule for rule in rules if rule.horizontal]
    down = [rule for rule in rules if not rule.horizontal]
    if len(down) < 3 or len(across) < 2 or len(rules) > 3000:
        return []
    grids: list[_Grid] = []
    for group in _stacks(across, down):
        xs = _merged(rule.x0 for rule in group if not rule.horizontal)
        ends = (min(rule.y0 for rule in group), max(rule.y1 for rule in group))  # at a page break the last line is missing
        ys = _merged([*((rule.y0 + rule.y1) / 2 for rule in group if rule.horizontal), *ends])
        if len(xs) >= 3 and len(ys) >= 2:
            grids.append(_Grid(xs, ys))
    return grids


def _stacks(across: Sequence[Rule], down: Sequence[Rule]) -> list[list[Rule]]:
    """Rules in groups that overlap in height: tables stand one under another."""
    stacks: list[tuple[float, float, list[Rule]]] = []
    for rule in sorted(down, key=lambda rule: -rule.y1):
        if stacks and rule.y1 > stacks[-1][0] - _TOUCH:
            low, high, held = stacks[-1]
            held.append(rule)
            stacks[-1] = (min(low, rule.y0), high, held)
        else:
            stacks.append((rule.y0, rule.y1, [rule]))
    return [
        held + [rule for rule in across if low - _TOUCH <= rule.y0 and rule.y1 <= high + _TOUCH] for low, high, held in stacks
    ]


def _merged(values: Iterable[float]) -> list[float]:
    merged: list[float] = []
    for value in sorted(values):
        if not merged or value - merged[-1] > _TOUCH:
            merged.append(value)
    return merged
