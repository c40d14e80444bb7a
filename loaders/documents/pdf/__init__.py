"""PDF: pages to blocks, by where the words stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from loaders.documents.blocks import Block
from loaders.documents.model import Kind
from loaders.documents.pdf import layout, paragraphs, words
from loaders.documents.pdf.paragraphs import Part
from loaders.documents.source import Source, Unreadable
from loaders.documents.spelling import Spelling
from loaders.documents.transcript import Transcript

_HEADING_SIZE = 1.08  # times the body's: what is larger may be a heading
_LONGEST_HEADING = 160  # characters


def read(data: bytes) -> Source:
    """A PDF with a text layer; the text is one paragraph a line. Raises Unreadable."""
    document = _opened(data)
    try:
        pages = [words.read(document, index) for index in range(len(document))]
    except pdfium.PdfiumError:
        raise Unreadable("a page is damaged, the file may be incomplete; get it again from where it was published") from None
    finally:
        document.close()
    empty = [page.number for page in pages if not page.words]
    if len(empty) == len(pages):
        raise Unreadable("it has no text layer, only pictures of pages; run text recognition on it first (for instance ocrmypdf)")
    warnings = (f"no text on page {', '.join(map(str, empty))}: pictures are not read",) if empty else ()
    transcript = _transcribed(paragraphs.parts(pages, [layout.read(page) for page in pages]))
    return Source(transcript.text, transcript.blocks, pages=len(pages), warnings=warnings)


def _opened(data: bytes) -> pdfium.PdfDocument:
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("it is not a PDF, whatever its ending says; open it in its own program and save it as PDF")
    if b"%%EOF" not in data:
        raise Unreadable("it breaks off before its end; get it again from where it was published")
    try:
        document = pdfium.PdfDocument(data)
        if len(document) == 0:
            raise Unreadable("it has no pages; get it again from where it was published")
    except pdfium.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise Unreadable("it is protected by a password; open it with the password and save it without one") from None
        raise Unreadable("it is damaged or incomplete; get it again from where it was published") from None
    return document


def _transcribed(parts: Sequence[Part]) -> Transcript:
    flow = [part for part in parts if part.lines]
    spelling = Spelling(line.text for part in flow for line in part.lines)
    larger = _heading_sizes(flow)
    transcript = Transcript()
    for part in parts:
        if part.row is not None:
            block = transcript.add_row(part.row.cells, page=part.row.page)
            block.bold = part.row.bold
            block.gap = part.gap
            continue
        block = _paragraph(transcript, part, spelling)
        if part.is_note:
            block.kind = Kind.FOOTNOTE
            block.ref = part.note
            continue
        block.gap = part.gap
        block.bold = all(line.bold for line in part.lines)
        block.italic = all(line.italic for line in part.lines)
        if _rounded(part) in larger and _may_be_title(part):
            block.outline = min(6, larger.index(_rounded(part)) + 1)
    return transcript


def _heading_sizes(flow: Sequence[Part]) -> list[float]:
    """The sizes of type, largest first, that stand out from the body's and are used for titles only."""
    held: dict[float, list[Part]] = defaultdict(list)
    for part in flow:
        held[_rounded(part)].append(part)
    body = max(held, key=lambda size: sum(len(line.text) for part in held[size] for line in part.lines), default=0.0)
    return [
        size
        for size in sorted(held, reverse=True)
        if size > body * _HEADING_SIZE and sum(map(_may_be_title, held[size])) >= 0.75 * len(held[size])
    ]


def _may_be_title(part: Part) -> bool:
    return sum(len(line.text) for line in part.lines) <= _LONGEST_HEADING and part.lines[-1].text[-1] not in ".;,"


def _paragraph(transcript: Transcript, part: Part, spelling: Spelling) -> Block:
    stretches = list(paragraphs.text_of(part.lines, spelling))
    block = transcript.add(stretches[0][0], page=stretches[0][1].page)
    for text, line in stretches[1:]:
        transcript.extend(block, text, page=line.page)
    return block


def _rounded(part: Part) -> float:
    return round(part.lines[0].size * 2) / 2
