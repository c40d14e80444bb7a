"""Lines of pages to the paragraphs of a document: furniture off, notes out of the flow, lines run together, words unbroken."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from loaders.documents import numbering
from loaders.documents.labels import label
from loaders.documents.pdf.layout import Line, Row
from loaders.documents.pdf.words import Page
from loaders.documents.spelling import Spelling

_EDGE = 0.12  # of the page's height, where running headers and footers stand
_SAME_PLACE = 4.0  # points
_FULL = 2.0  # points from the margin within which a justified line ends that does not end its paragraph
_NOTE_SIZE = 0.94  # of the body's size: what is smaller at the foot of a page is a note
_NUMBERED_NOTE = re.compile(r"(\d{1,3})\s?(?=[A-Z“‘\"'(h])")
_PAGE_NUMBER = re.compile(r"(?:page\s?)?[-–|\s]*\d{1,3}[-–|\s]*(?:of\s?\d{1,3})?$", re.IGNORECASE)
_ENDS = '.!?:;”"'


@dataclass(slots=True)
class Part:
    """A paragraph, note or table row of the document: its lines, or its cells, and the page it begins on."""

    lines: list[Line] = field(default_factory=list)
    row: Row | None = None
    header: tuple[str, ...] = ()
    note: str = ""
    is_note: bool = False
    gap: bool = True


@dataclass(frozen=True, slots=True)
class Setting:
    """How the document is set: the height of its body type, the distance of its lines, its right margin."""

    size: float
    leading: float
    right: float
    left: float
    justified: bool

    @classmethod
    def of(cls, pages: Iterable[Sequence[Line | Row]]) -> Setting:
        sizes: Counter[float] = Counter()
        steps: Counter[float] = Counter()
        rights: list[float] = []
        lefts: Counter[int] = Counter()
        held = [[item for item in page if isinstance(item, Line)] for page in pages]
        for page in held:
            for line in page:
                sizes[round(line.size, 1)] += len(line.text)
        size = sizes.most_common(1)[0][0] if sizes else 12.0
        for page in held:
            body = [line for line in page if abs(line.size - size) < 0.06 * size]
            for above, below in itertools.pairwise(body):
                if 0 < above.y - below.y < 3 * size:
                    steps[round(above.y - below.y, 1)] += 1
            rights += [line.x1 for line in body if len(line.text) > 40]
            lefts.update(round(line.x0) for line in body)
        rights.sort()
        right = rights[len(rights) * 9 // 10] if rights else 0.0
        left = float(min((x for x, count in lefts.items() if count >= 3), default=0))
        justified = sum(1 for edge in rights if abs(edge - right) < _FULL) > 0.5 * len(rights)
        return cls(size, steps.most_common(1)[0][0] if steps else 1.2 * size, right, left, justified)


def parts(pages: Sequence[Page], laid_out: Sequence[list[Line | Row]]) -> list[Part]:
    """The parts of a document in reading order; notes follow the paragraphs of their page."""
    cleared = _without_furniture(pages, laid_out)
    setting = Setting.of(cleared)
    found: list[Part] = []
    for page, items in zip(pages, cleared, strict=True):
        flow, notes = _without_notes(page, items, setting)
        _add_flow(found, flow, setting)
        found += notes
    return found


def _without_furniture(pages: Sequence[Page], laid_out: Sequence[list[Line | Row]]) -> list[list[Line | Row]]:
    """What stands at the same place with the same words, numbers apart, on several pages; and lone page numbers there."""
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    edges: list[list[Line]] = []
    for page, items in zip(pages, laid_out, strict=True):
        reach = (page.top - page.bottom) * _EDGE
        outer = [item for item in items if isinstance(item, Line) and (item.y > page.top - reach or item.y < page.bottom + reach)]
        edges.append(outer)
        for line in outer:
            places[_shape(line.text)].append((page.number, line.y))
    needed = max(2, min(3, len(pages) // 3))
    repeated = {shape for shape, found in places.items() if _most_at_one_place(found) >= needed}
    return [
        [item for item in items if not (isinstance(item, Line) and item in outer and _is_furniture(item, page, repeated))]
        for page, items, outer in zip(pages, laid_out, edges, strict=True)
    ]


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", text.lower())


def _most_at_one_place(found: Sequence[tuple[int, float]]) -> int:
    best = 0
    for _, y in found:
        best = max(best, len({page for page, other in found if abs(other - y) < _SAME_PLACE}))
        if best > 4:
            break
    return best


def _is_furniture(line: Line, page: Page, repeated: set[str]) -> bool:
    if _shape(line.text) in repeated:
        return True
    return bool(_PAGE_NUMBER.match(line.text)) and not numbering.parts(numbering.number(line.text + " x")[0])


def _without_notes(page: Page, items: Sequence[Line | Row], setting: Setting) -> tuple[list[Line | Row], list[Part]]:
    """Small type at the foot of the page, from the first line on that bears a note's number."""
    start = len(items)
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        if isinstance(item, Row) or item.size > setting.size * _NOTE_SIZE:
            break
        if item.note or _NUMBERED_NOTE.match(item.text):
            start = index
    notes: list[Part] = []
    for item in items[start:]:
        assert isinstance(item, Line)
        found = _NUMBERED_NOTE.match(item.text)
        if item.note or not notes or (found and notes[-1].note.isdigit() and int(found[1]) == int(notes[-1].note) + 1):
            number = item.note or (found[1] if found else "")
            if not item.note and found:
                item = _unnumbered(item, found[1])
            notes.append(Part([item], note=number, is_note=True))
        else:
            notes[-1].lines.append(item)
    return list(items[:start]), notes


def _unnumbered(line: Line, number: str) -> Line:
    first = replace(line.words[0], text=line.words[0].text[len(number) :])
    words = [first, *line.words[1:]] if first.text else line.words[1:]
    return Line(words, line.page, number, line.width)


def _add_flow(found: list[Part], flow: Sequence[Line | Row], setting: Setting) -> None:
    last = next((part for part in reversed(found) if not part.is_note), None)
    for index, item in enumerate(flow):
        if isinstance(item, Row):
            last = _add_row(found, last, item)
            continue
        above = last.lines[-1] if last and last.lines else None
        if last is not None and above is not None and _continues(last, above, item, setting):
            last.lines.append(item)
            continue
        gap = above is None or above.page != item.page or above.y - item.y > 1.2 * setting.leading
        last = Part([item], note=item.note, is_note=bool(item.note), gap=gap or index == 0)
        found.append(last)


def _add_row(found: list[Part], last: Part | None, row: Row) -> Part:
    """A row opens a table, goes on with one, or, at the top of a page, completes the row that the page cut."""
    above = last.row if last else None
    if last is not None and above is not None and above.page != row.page and _same_columns(above, row):
        if row.cells == last.header or row.cells == _first_of_table(found, last).cells:
            return last
        if not row.cells[0] and any(row.cells) and above.cells[-1] and above.cells[-1][-1] not in _ENDS:
            above.cells = tuple(f"{first} {second}".strip() for first, second in zip(above.cells, row.cells, strict=True))
            return last
    found.append(Part(row=row, gap=above is None))
    return found[-1]


def _same_columns(above: Row, below: Row) -> bool:
    return len(above.edges) == len(below.edges) and all(abs(a - b) < 4 for a, b in zip(above.edges, below.edges, strict=True))


def _first_of_table(found: Sequence[Part], last: Part) -> Row:
    first = last.row
    for part in reversed(found):
        if part.row is None:
            break
        first = part.row
    assert first is not None
    return first


def _continues(part: Part, above: Line, line: Line, setting: Setting) -> bool:
    """Whether a line goes on with a paragraph."""
    if line.note or abs(line.size - above.size) > 0.1 * above.size or line.bold != above.bold:
        return False
    first = part.lines[0]
    hanging = len(part.lines) > 1 and part.lines[1].x0 - first.x0 > 6
    held_in = hanging and abs(line.x0 - part.lines[1].x0) < 3
    ended = above.text[-1] in _ENDS
    right = above.x0 + above.width if above.width < (setting.right - setting.left) * 0.7 else setting.right
    room = right - above.x1 - (line.words[0].x1 - line.words[0].x0) - 3
    starts = (ended or room > 0) and _is_marked(line)
    if not held_in and (starts or (hanging and abs(line.x0 - first.x0) < 3)):
        return False
    if line.page != above.page or line.y > above.y:
        if held_in or (setting.justified and abs(right - above.x1) < _FULL and abs(line.x0 - above.x0) < 3):
            return True
        return not ended and (line.text[0].islower() or room < 0) and abs(line.x0 - above.x0) < 40
    leading = setting.leading * above.size / setting.size
    step = above.y - line.y
    if step > 1.28 * leading or (step > 1.15 * leading and (ended or not line.text[0].islower())):
        return False
    if room > 0 if ended else (room > 0.2 * (right - setting.left) and not line.text[0].islower()):
        return _is_hanging_start(part, line)
    return not (ended and line.x0 - above.x0 > 8 and len(part.lines) > 1)


def _is_hanging_start(part: Part, line: Line) -> bool:
    """A first line that is short because a number or list mark takes its own column."""
    return len(part.lines) == 1 and line.x0 - part.lines[0].x0 > 6 and _is_marked(part.lines[0]) and line.text[0].islower()


def _is_marked(line: Line) -> bool:
    text = line.text
    return bool(numbering.bullet(text) or numbering.number(text)[0] or label(text))


def text_of(lines: Sequence[Line], spelling: Spelling) -> Iterator[tuple[str, Line]]:
    """Stretches of a paragraph's text, each with its first line; a new stretch begins with every page."""
    text = ""
    start = lines[0]
    for above, line in zip((lines[0], *lines), lines, strict=False):
        if line is lines[0]:
            text = line.text
        elif line.page != above.page:
            yield text, start
            text, start = line.text, line
        else:
            text = spelling.join(text, line.text)
    yield text, start
