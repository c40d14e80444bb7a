"""HTML to blocks: headings, paragraphs, lists, quotations and tables of the main part of a page."""

from __future__ import annotations

import re
from contextlib import suppress

from bs4 import BeautifulSoup
from bs4.dammit import EncodingDetector
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from loaders.documents import encoding
from loaders.documents.blocks import Block
from loaders.documents.model import Kind
from loaders.documents.source import Source
from loaders.documents.transcript import Transcript

_SKIPPED = re.compile(
    "nav|script|style|header|footer|noscript|template|form|button|svg|iframe|select|object|head|title",
)
_SKIPPED_ROLES = frozenset(("navigation", "banner", "contentinfo", "search"))
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|center|dd|details|div|dl|dt|fieldset|figcaption|figure|h[1-6]|hr|html|li|main|ol|p|pre"
    "|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_BOLD, _ITALIC = frozenset(("b", "strong")), frozenset(("i", "em"))


def read(data: bytes) -> Source:
    """The main part of a web page, without navigation, header and footer. Raises Unreadable."""
    text, name = encoding.decoded(data)
    declared = EncodingDetector.find_declared_encoding(data, is_html=True)
    if declared and name not in ("utf-8-sig", "utf-16", "utf-32"):
        with suppress(LookupError, UnicodeDecodeError):
            text, name = data.decode(declared), declared
    soup = BeautifulSoup(text, "lxml")
    writer = _Writer()
    writer.write(_main(soup))
    return Source(writer.transcript.text, writer.transcript.blocks, encoding=name)


def _main(soup: BeautifulSoup) -> Tag:
    body = soup.body or soup
    main = soup.find("main") or soup.find(role="main")
    return main if isinstance(main, Tag) and len(main.get_text()) > len(body.get_text()) / 2 else body


class _Writer:
    """Goes through the elements and writes a transcript; text between block elements is a paragraph too."""

    def __init__(self) -> None:
        self.transcript = Transcript()

    def write(self, parent: Tag, kind: Kind | None = None) -> None:
        loose: list[PageElement] = []
        for child in parent.children:
            if isinstance(child, Tag) and _is_skipped(child):
                continue
            if isinstance(child, Tag) and (_is_block(child) or child.find(_is_block)):
                self._paragraph(loose, kind)
                loose = []
                self._element(child, kind)
            else:
                loose.append(child)
        self._paragraph(loose, kind)

    def _element(self, element: Tag, kind: Kind | None) -> None:
        if element.name == "table":
            self._table(element)
        elif element.name in ("ul", "ol"):
            self._list(element, kind)
        elif element.name in ("h1", "h2", "h3", "h4", "h5", "h6"):
            for block in self._paragraph(list(element.children), kind):
                block.outline = int(element.name[1])
        else:
            self.write(element, Kind.QUOTATION if element.name == "blockquote" else Kind.FOOTNOTE if _is_notes(element) else kind)

    def _list(self, element: Tag, kind: Kind | None) -> None:
        ordered = element.name == "ol" and "none" not in str(element.get("style", ""))
        start = str(element.get("start", "1"))
        number = int(start) if start.isdigit() else 1
        for item in element.find_all("li", recursive=False):
            first = len(self.transcript.blocks)
            self.write(item, Kind.FOOTNOTE if _is_notes(element) or _is_notes(item) else kind)
            for block in self.transcript.blocks[first : first + 1]:
                block.bullet = True
                block.ref = block.ref or (str(number) if ordered else "")
            number += 1

    def _table(self, element: Tag) -> None:
        rows = [row for row in element.find_all("tr") if row.find_parent("table") is element]
        cells = [list(row.find_all(("td", "th"), recursive=False)) for row in rows]
        if all(len(row) <= 1 for row in cells):
            for row in cells:
                for cell in row:
                    self.write(cell)
            return
        for row in cells:
            texts = [text for cell in row for text in (_text([cell]), *[""] * (_span(cell) - 1))]
            if any(texts):
                block = self.transcript.add_row(texts)
                block.bold = all(cell.name == "th" for cell in row)

    def _paragraph(self, parts: list[PageElement], kind: Kind | None) -> list[Block]:
        made = []
        for stretch in _text(parts).split("\n\n"):
            if stretch.strip():
                block = self.transcript.add(stretch)
                block.kind = kind
                block.bold = _is_all(parts, _BOLD)
                block.italic = _is_all(parts, _ITALIC)
                made.append(block)
        return made


def _text(parts: list[PageElement]) -> str:
    """The text of inline elements; two line breaks in a row part paragraphs."""
    text = ""
    for part in parts:
        if isinstance(part, PreformattedString):
            continue
        if isinstance(part, NavigableString):
            text += " " + part if part[:1].isspace() and not text.endswith("\n") else str(part).replace("\n", " ")
        elif isinstance(part, Tag) and not _is_skipped(part):
            if part.name == "br":
                text = text.rstrip(" ") + "\n"
            elif part.name == "sup" and _is_marker(part):
                continue
            else:
                text += _text(list(part.children)) + (" " if _is_block(part) else "")
    return text


def _is_marker(element: Tag) -> bool:
    text = element.get_text().strip().strip("[]()")
    return len(text) <= 1 or text.replace(",", "").replace(" ", "").isdigit()


def _is_skipped(element: Tag) -> bool:
    if element.name in ("header", "footer") and element.find_parent(("article", "main")) is not None:
        return False
    hidden = element.has_attr("hidden") or element.get("aria-hidden") == "true"
    return _SKIPPED.fullmatch(element.name) is not None or hidden or str(element.get("role", "")) in _SKIPPED_ROLES


def _is_block(element: Tag) -> bool:
    return _BLOCKS.fullmatch(element.name) is not None


def _is_notes(element: Tag) -> bool:
    names = " ".join(
        [str(element.get("id", "")), *map(str, element.get_attribute_list("class")), str(element.get("role", ""))]
    ).lower()
    return "footnote" in names or "endnote" in names or names.startswith(("fn", "ftn"))


def _is_all(parts: list[PageElement], names: frozenset[str]) -> bool:
    """Whether all text stands in elements of these names."""
    strings = [part for part in parts if not isinstance(part, PreformattedString) and str(part).strip()]
    return bool(strings) and all(
        isinstance(part, Tag)
        and (part.name in names or (part.name != "br" and _is_all(list(part.children), names)) or part.name == "br")
        for part in strings
    )


def _span(cell: Tag) -> int:
    span = str(cell.get("colspan", "1"))
    return min(int(span), 50) if span.isdigit() and int(span) > 0 else 1
