"""DOCX to blocks: paragraphs, tables, text boxes and footnotes in the order of the body, automatic numbers written out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from loaders.documents.blocks import Block
from loaders.documents.model import Kind
from loaders.documents.source import Source, Unreadable
from loaders.documents.transcript import Transcript

_MOST_BYTES = 400_000_000  # of unpacked XML: no review is larger, but a crafted archive is
_PAGE = "\f"
_HIDDEN = (qn("w:del"), qn("w:moveFrom"), qn("w:pict"), qn("w:drawing"), qn("w:object"))
_CELLS = "./w:tc | ./w:sdt/w:sdtContent/w:tc"
_MARKERS = frozenset("0123456789,*†‡ ")


def read(data: bytes) -> Source:
    """A Word document; pages are those at which Word last broke it, where it noted them. Raises Unreadable."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("it is an old Word file or protected by a password; open it in Word and save it as an unprotected .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
        if size > _MOST_BYTES:
            raise Unreadable("it unpacks to more than 400 MB, which no report does; check where it comes from")
        document = docx.Document(io.BytesIO(data))
        writer = _Writer(document)
        writer.write(document.element.body)
    except Unreadable:
        raise
    except Exception as error:  # a damaged file fails in a dozen ways, in zipfile, zlib, lxml and python-docx
        raise Unreadable("it is not a Word document, or it is damaged; open it in Word and save it again") from error
    return Source(writer.transcript.text, writer.transcript.blocks, pages=writer.page if writer.paged else None)


class _Writer:
    """Goes through the body and writes a transcript of it."""

    def __init__(self, document: WordDocument) -> None:
        self.transcript = Transcript()
        self.paged = document.element.body.find(".//" + qn("w:lastRenderedPageBreak")) is not None
        self.page = 1
        self._styles = {style.style_id: style for style in document.styles}
        self._numbers = _Numbers(document)
        self._notes = _notes(document)
        self._noted = 0

    def write(self, parent: BaseOxmlElement) -> None:
        for child in parent:
            if child.tag == qn("w:p"):
                self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                self._table(child)
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag")):
                self.write(child)

    def _paragraph(self, element: BaseOxmlElement) -> None:
        runs = list(_runs(element))
        text = "".join(run.text for run in runs)
        stretches = list(text.split(_PAGE))
        block: Block | None = None
        names, outline, numbering = self._format(element)
        for index, stretch in enumerate(stretches):
            if index:
                self.page += self.paged
            if not stretch.strip():
                continue
            page = self.page if self.paged else None
            if block is None:
                number = self._numbers.next(*numbering) if numbering else ""
                listed = number in ("", "•") and bool(numbering)
                block = self.transcript.add(
                    f"{number} {stretch}" if number and not listed else stretch, page, mark="•" if listed else ""
                )
            else:
                self.transcript.extend(block, stretch, page)
        if block is not None:
            self._mark(block, names, outline, [run for run in runs if run.text.strip()])
        for run in runs:
            if run.note and run.note in self._notes:
                self._noted += 1
                note = self.transcript.add(self._notes[run.note], self.page if self.paged else None)
                note.kind, note.ref = Kind.FOOTNOTE, str(self._noted)
        for box in _boxes(element):
            self.write(box)

    def _mark(self, block: Block, names: list[str], outline: int, runs: list[_Run]) -> None:
        if any(name.startswith("toc") for name in names):
            block.kind = Kind.FURNITURE
        elif any("quote" in name for name in names):
            block.kind = Kind.QUOTATION
        elif any("footnote" in name or "endnote" in name for name in names):
            block.kind = Kind.FOOTNOTE
        block.outline = outline if len(block.text) < 200 else 0
        block.bold = bool(runs) and all(run.bold for run in runs)
        block.italic = bool(runs) and all(run.italic for run in runs)

    def _format(self, element: BaseOxmlElement) -> tuple[list[str], int, tuple[str, int] | None]:
        """The names of the style and what it is based on, the outline level, and the list and level it is numbered in."""
        properties = [found for found in [element.find(qn("w:pPr"))] if found is not None]
        names: list[str] = []
        style = properties[0].find(qn("w:pStyle")) if properties else None
        named = self._styles.get(style.get(qn("w:val"))) if style is not None else None
        while named is not None and len(names) < 12:
            names.append((named.name or "").lower())
            found = named.element.find(qn("w:pPr"))
            if found is not None:
                properties.append(found)
            named = named.base_style
        outline = next((level for held in properties if (level := _value(held, "w:outlineLvl")) is not None), None)
        depth = int(outline) + 1 if outline is not None and int(outline) < 9 else 0
        if not depth and names and (names[0].startswith("heading ") and names[0][8:9].isdigit()):
            depth = int(names[0][8:9])
        if not depth and names and names[0] in ("title", "subtitle"):
            depth = 1
        return names, depth, self._numbers.place(properties)

    def _table(self, element: BaseOxmlElement) -> None:
        rows = [(row, [_cell(cell) for cell in row.xpath(_CELLS)]) for row in element.iterchildren(qn("w:tr"))]
        if all(len(cells) <= 1 for _, cells in rows):
            for cell in element.iter(qn("w:tc")):
                self.write(cell)
            return
        for row, cells in rows:
            texts = [text for text, span in cells for text in (text, *[""] * (span - 1))]
            if any(texts):
                block = self.transcript.add_row(texts, self.page if self.paged else None)
                heading = row.find(qn("w:trPr") + "/" + qn("w:tblHeader"))
                block.bold = heading is not None or all(run.bold for run in _runs(row) if run.text.strip())
            self.page += self.paged * sum(1 for _ in row.iter(qn("w:lastRenderedPageBreak")))


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    bold: bool = False
    italic: bool = False
    note: str = ""


def _runs(element: BaseOxmlElement) -> Iterator[_Run]:
    """The visible runs of a paragraph, page breaks as form feeds; text boxes are not entered."""
    for child in element:
        if child.tag == qn("w:r"):
            yield _run(child)
        elif child.tag not in _HIDDEN and child.tag != qn("w:pPr") and "AlternateContent" not in str(child.tag):
            yield from _runs(child)
    if element.tag == qn("w:p"):
        yield _Run(" ")


def _run(element: BaseOxmlElement) -> _Run:
    properties = element.find(qn("w:rPr"))
    text, note = "", ""
    for child in element:
        if child.tag == qn("w:t"):
            text += child.text or ""
        elif child.tag in (qn("w:tab"), qn("w:cr")):
            text += " "
        elif child.tag == qn("w:br"):
            text += "" if child.get(qn("w:type")) == "page" else " "
        elif child.tag == qn("w:noBreakHyphen"):
            text += "-"
        elif child.tag == qn("w:lastRenderedPageBreak"):
            text += _PAGE
        elif child.tag == qn("w:footnoteReference"):
            note = child.get(qn("w:id")) or ""
    if properties is None:
        return _Run(text, note=note)
    if _on(properties, "w:vanish"):
        return _Run("", note=note)
    if _value(properties, "w:vertAlign") == "superscript" and set(text) <= _MARKERS:
        text = ""
    return _Run(text, _on(properties, "w:b"), _on(properties, "w:i"), note)


def _boxes(element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The contents of text boxes anchored in a paragraph, each once: Word keeps a second copy for old programs."""
    for box in element.iter(qn("w:txbxContent")):
        if not any(parent.tag.endswith("}Fallback") for parent in box.iterancestors()):
            yield box


def _cell(element: BaseOxmlElement) -> tuple[str, int]:
    """The text of a table cell and the columns it spans; a cell merged into the one above is empty."""
    properties = element.find(qn("w:tcPr"))
    span = int(_value(properties, "w:gridSpan") or 1) if properties is not None else 1
    merge = properties.find(qn("w:vMerge")) if properties is not None else None
    if merge is not None and merge.get(qn("w:val")) != "restart":
        return "", span
    return " ".join("".join(run.text for run in _runs(element)).replace(_PAGE, " ").split()), span


def _notes(document: WordDocument) -> dict[str, str]:
    """The text of every footnote by its id."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/footnotes") and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            return {
                note.get(qn("w:id"), ""): "".join(run.text for run in _runs(note)).replace(_PAGE, "").strip()
                for note in root.iter(qn("w:footnote"))
                if note.get(qn("w:type")) is None
            }
    return {}


@dataclass(slots=True)
class _Level:
    """One level of a list: how its numbers look and where they begin."""

    style: str = "decimal"
    pattern: str = ""
    start: int = 1


@dataclass(slots=True)
class _Numbers:
    """The automatic numbers of a document, counted as Word counts them."""

    document: WordDocument
    _lists: dict[str, str] = field(default_factory=dict)
    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        try:
            root = self.document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        for abstract in root.iter(qn("w:abstractNum")):
            self._levels[abstract.get(qn("w:abstractNumId"))] = {
                int(level.get(qn("w:ilvl"))): _Level(
                    _value(level, "w:numFmt") or "decimal", _value(level, "w:lvlText") or "", int(_value(level, "w:start") or 1)
                )
                for level in abstract.iter(qn("w:lvl"))
            }
        for instance in root.iter(qn("w:num")):
            self._lists[instance.get(qn("w:numId"))] = _value(instance, "w:abstractNumId") or ""

    def place(self, properties: list[BaseOxmlElement]) -> tuple[str, int] | None:
        """The list and level that paragraph properties, innermost first, put a paragraph in."""
        number = level = None
        for held in properties:
            found = held.find(qn("w:numPr"))
            if found is not None:
                number = number if number is not None else _value(found, "w:numId")
                level = level if level is not None else _value(found, "w:ilvl")
        if number is None or number == "0" or self._lists.get(number) not in self._levels:
            return None
        return self._lists[number], int(level or 0)

    def next(self, name: str, depth: int) -> str:
        """The next number of a list at a level, as printed: "2.4.13", "(a)", or "•" for a list mark."""
        levels = self._levels[name]
        level = levels.get(depth, _Level())
        if level.style in ("bullet", "none"):
            return "•" if level.style == "bullet" else ""
        counts = self._counts.setdefault(name, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [deeper for deeper in counts if deeper > depth]:
            del counts[deeper]
        text = level.pattern
        for above in range(depth + 1):
            held = levels.get(above, _Level())
            text = text.replace(f"%{above + 1}", _formatted(counts.get(above, held.start), held.style))
        return text


def _formatted(count: int, style: str) -> str:
    if style in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if style == "lowerLetter" else letters.upper()
    if style in ("lowerRoman", "upperRoman"):
        roman = ""
        for value, sign in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
            roman += sign * (count // value)
            count %= value
        return roman if style == "lowerRoman" else roman.upper()
    return str(count)


def _value(parent: BaseOxmlElement, name: str) -> str | None:
    found = parent.find(qn(name))
    return None if found is None else found.get(qn("w:val"))


def _on(properties: BaseOxmlElement, name: str) -> bool:
    found = properties.find(qn(name))
    return found is not None and found.get(qn("w:val")) not in ("0", "false", "none")
