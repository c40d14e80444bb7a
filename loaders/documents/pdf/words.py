"""A PDF page as words and ruled lines, each with its place; the origin is the lower left corner, the unit a point."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_SPACES = frozenset(" \t\xa0\u2002\u2003\u2009\u202f")
_LINE_END_HYPHEN = "\x02"  # what PDFium makes of a hyphen at the end of a line
_MOST_PATHS = 4000  # a page with more is a drawing, and no table is looked for
_THIN = 2.5  # the width of a rule at most
_DOT = (2.0, 6.0)  # the width of a list mark


@dataclass(slots=True)
class Word:
    """Characters without a space or a change of size between them. ``size`` is the height of the font's box, ``y`` the base line;
    ``glued``: nothing stands between it and the word before."""

    text: str
    x0: float
    x1: float
    y: float
    bottom: float
    size: float
    bold: bool
    italic: bool
    glued: bool = False

    @property
    def top(self) -> float:
        return self.bottom + self.size


@dataclass(slots=True)
class Rule:
    """A drawn horizontal or vertical line."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(slots=True)
class Page:
    """One page as it is seen, upright; ``number`` counts from 1."""

    number: int
    left: float
    bottom: float
    right: float
    top: float
    words: list[Word]
    rules: list[Rule] = field(default_factory=list)


def read(document: pdfium.PdfDocument, index: int) -> Page:
    """The page of a document, by index from 0. Raises pdfium.PdfiumError where the page is damaged."""
    page = document[index]
    textpage = page.get_textpage()
    try:
        frame = _Frame(page.get_rotation() % 360, *page.get_cropbox())
        left, bottom, right, top = frame.turned(*page.get_cropbox())
        rules, dots = _drawn(page, frame)
        seen = [
            word for word in (*_words(textpage, frame), *dots) if left < word.x1 and word.x0 < right and bottom < word.y < top
        ]
        return Page(index + 1, left, bottom, right, top, seen, rules)
    finally:
        textpage.close()
        page.close()


@dataclass(frozen=True, slots=True)
class _Frame:
    """How a page is turned before it is shown, in degrees clockwise, and its edges before that."""

    rotation: int
    left: float
    bottom: float
    right: float
    top: float

    def turned(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        if self.rotation == 90:
            return y0, self.right - x1, y1, self.right - x0
        if self.rotation == 180:
            return self.right - x1, self.top - y1, self.right - x0, self.top - y0
        if self.rotation == 270:
            return self.top - y1, x0, self.top - y0, x1
        return x0, y0, x1, y1


def _words(textpage: pdfium.PdfTextPage, frame: _Frame) -> Iterator[Word]:
    handle = textpage.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    word: Word | None = None
    parted = False
    for index in range(textpage.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(handle, index))
        if character in "\r\n":
            continue
        if character in _SPACES:
            parted = True
            continue
        raw.FPDFText_GetLooseCharBox(handle, index, box)
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        left, bottom, right, top, base = box.left, box.bottom, box.right, box.top, y.value
        if frame.rotation:
            left, bottom, right, top = frame.turned(left, bottom, right, top)
            base = frame.turned(x.value, y.value, x.value, y.value)[1]
        size = top - bottom
        if size <= 0:
            continue
        if character == _LINE_END_HYPHEN:
            character = "-"
        near = word is not None and abs(base - word.y) < 0.7 * max(size, word.size) and -0.5 * size < left - word.x1 < 0.22 * size
        if (
            word is not None
            and near
            and not parted
            and abs(size - word.size) < 0.12 * word.size
            and abs(base - word.y) < 0.15 * size
        ):
            word.text += character
            word.x1 = max(word.x1, right)
            continue
        if word is not None:
            yield word
        if _leans(raw.FPDFText_GetCharAngle(handle, index), frame.rotation):
            word, parted = None, True  # a watermark or the title of an axis
            continue
        bold, italic = _style(handle, index)
        word = Word(character, left, right, base, bottom, size, bold, italic, glued=near and not parted)
        parted = False
    if word is not None:
        yield word


def _leans(angle: float, rotation: int) -> bool:
    off = (math.degrees(angle) + rotation) % 360  # the angle counts clockwise
    return angle >= 0 and 6 < off < 354  # -1: not known


def _style(handle: raw.FPDF_TEXTPAGE, index: int) -> tuple[bool, bool]:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(handle, index, name, len(name), flags)
    font = name.value.lower()
    bold = b"bold" in font or b"black" in font or b"heavy" in font or raw.FPDFText_GetFontWeight(handle, index) >= 600
    return bold, b"italic" in font or b"oblique" in font or bool(flags.value & 64)


def _drawn(page: pdfium.PdfPage, frame: _Frame) -> tuple[list[Rule], list[Word]]:
    """The ruled lines of a page, and list marks that are drawn instead of written."""
    rules: list[Rule] = []
    dots: list[Word] = []
    for count, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if count > _MOST_PATHS:
            return [], []
        left, bottom, right, top = frame.turned(*item.get_bounds())
        if min(right - left, top - bottom) > _DOT[0] and max(right - left, top - bottom) < _DOT[1]:
            base = (bottom + top) / 2 - 3
            dots.append(Word("•", left, right, base, base - 3, 12, bold=False, italic=False))
        else:
            rules += (Rule(*frame.turned(rule.x0, rule.y0, rule.x1, rule.y1)) for rule in _lines(item))
    return rules, dots


def _lines(item: pdfium.PdfObject) -> Iterator[Rule]:
    handle = item.raw
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(handle, fill, stroke)
    left, bottom, right, top = item.get_bounds()
    if min(right - left, top - bottom) < _THIN:
        if max(right - left, top - bottom) > _THIN:
            yield Rule(left, bottom, right, top)
        return
    if not stroke.value:
        return
    matrix = item.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for index in range(min(raw.FPDFPath_CountSegments(handle), 200)):
        segment = raw.FPDFPath_GetPathSegment(handle, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield from _straight(last, point)
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield from _straight(last, start)


def _straight(start: tuple[float, float], end: tuple[float, float]) -> Iterator[Rule]:
    (x0, x1), (y0, y1) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    if min(x1 - x0, y1 - y0) < _THIN < max(x1 - x0, y1 - y0):
        yield Rule(x0, y0, x1, y1)
