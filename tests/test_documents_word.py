"""DOCX as paragraphs: order of the body, styles, automatic numbers, tables, notes, text boxes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from loaders.documents import Document, DocumentError, Kind, read_document

SENTENCE = "The Health Visitor telephoned the Duty Team on the same day and was told that the case had been closed in March."


def read(document: docx.document.Document, tmp_path: Path) -> Document:
    path = tmp_path / "review.docx"
    document.save(str(path))
    return read_document(path)


def rows(document: Document) -> list[tuple[Kind, str, str]]:
    return [(paragraph.kind, paragraph.ref, paragraph.text) for paragraph in document.paragraphs]


def test_styles_lists_and_quotations(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("Serious Case Review", 0)
    word.add_heading("What happened", 1)
    word.add_paragraph(SENTENCE)
    word.add_heading("Before the birth", 2)
    word.add_paragraph(SENTENCE)
    word.add_paragraph("First point", style="List Bullet")
    word.add_paragraph("• Second point")
    word.add_paragraph("She said so.", style="Intense Quote")
    document = read(word, tmp_path)
    assert rows(document) == [
        (Kind.HEADING, "", "Serious Case Review"),
        (Kind.HEADING, "", "What happened"),
        (Kind.BODY, "", SENTENCE),
        (Kind.HEADING, "", "Before the birth"),
        (Kind.BODY, "", SENTENCE),
        (Kind.BULLET, "", "First point"),
        (Kind.BULLET, "", "Second point"),
        (Kind.QUOTATION, "", "She said so."),
    ]
    assert document.paragraphs[4].section == ("What happened", "Before the birth")
    assert [paragraph.line for paragraph in document.paragraphs] == list(range(1, 9))
    assert all(paragraph.text in document.text[paragraph.start : paragraph.end] for paragraph in document.paragraphs)


def numbered(word: docx.document.Document, paragraph: Paragraph, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = 99
    properties.get_or_add_ilvl().val = level


def test_automatic_numbers_are_written_out(tmp_path: Path) -> None:
    word = docx.Document()
    part = word.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for level, (style, pattern) in enumerate((("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)")))
    )
    part.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="99"><w:abstractNumId w:val="77"/></w:num>'))
    for level, text in (
        (0, "The facts"),
        (1, SENTENCE),
        (1, SENTENCE),
        (2, "a point"),
        (2, "a point"),
        (0, "Analysis"),
        (1, SENTENCE),
    ):
        numbered(word, word.add_paragraph(text), level)
    document = read(word, tmp_path)
    assert [(paragraph.kind, paragraph.ref) for paragraph in document.paragraphs] == [
        (Kind.HEADING, "1"),
        (Kind.BODY, "1.1"),
        (Kind.BODY, "1.2"),
        (Kind.BULLET, "(a)"),
        (Kind.BULLET, "(b)"),
        (Kind.HEADING, "2"),
        (Kind.BODY, "2.1"),
    ]
    assert "1.2 The Health Visitor" in document.text


def test_tables_keep_cells_also_where_they_are_merged(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(3, 3)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells),
        ("Date", "Agency", "Event", "May", "Police", "Call", "May", "GP", "Letter"),
        strict=True,
    ):
        cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "May"
    table.cell(1, 1).merge(table.cell(1, 2)).text = "A call\nto the police"
    box = word.add_table(1, 1)
    box.cell(0, 0).text = SENTENCE
    document = read(word, tmp_path)
    assert [paragraph.cells for paragraph in document.paragraphs] == [
        ("Date", "Agency", "Event"),
        ("May", "A call to the police", ""),
        ("", "GP", "Letter"),
        (),
    ]
    assert document.paragraphs[1].header == ("Date", "Agency", "Event")
    assert document.paragraphs[-1].text == SENTENCE


def test_deletions_hidden_words_and_raised_markers_are_left_out(tmp_path: Path) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("The midwife told the GP")
    paragraph.add_run("2").font.superscript = True
    paragraph.add_run(" on the 4")
    paragraph.add_run("th").font.superscript = True
    paragraph.add_run(" of")
    paragraph.add_run(" secret").font.hidden = True
    paragraph.add_run("\tMay")
    deleted = OxmlElement("w:del")
    run = OxmlElement("w:r")
    gone = OxmlElement("w:t")
    gone.text = " never"
    run.append(gone)
    deleted.append(run)
    paragraph._p.append(deleted)
    inserted = OxmlElement("w:ins")
    kept = paragraph.add_run(" 2010.")._r
    inserted.append(kept)
    paragraph._p.append(inserted)
    assert read(word, tmp_path).paragraphs[0].text == "The midwife told the GP on the 4th of May 2010."


def test_pages_text_boxes_and_footnotes(tmp_path: Path) -> None:
    word = docx.Document()
    first = word.add_paragraph("It began on one page and ")
    run = first.add_run("went on over the next.")._r
    run.insert(0, OxmlElement("w:lastRenderedPageBreak"))
    content = f"<w:txbxContent><w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p></w:txbxContent>"
    box = parse_xml(
        f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
        f"<mc:Choice Requires='wps'><w:drawing>{content}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{content}</w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>"
    )
    first._p.append(box)
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "5")
    first.add_run()._r.append(reference)
    path = tmp_path / "plain.docx"
    word.save(str(path))
    noted = tmp_path / "review.docx"
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="5"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(noted, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(
                    b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'.encode()
                )
            if name == "word/_rels/document.xml.rels":
                relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
                data = data.replace(
                    b"</Relationships>",
                    f'<Relationship Id="rId99" Type="{relation}" Target="footnotes.xml"/></Relationships>'.encode(),
                )
            target.writestr(name, data)
        target.writestr("word/footnotes.xml", notes)
    document = read_document(noted)
    assert rows(document) == [
        (Kind.BODY, "", "It began on one page and went on over the next."),
        (Kind.FOOTNOTE, "1", "A note."),
        (Kind.BODY, "", SENTENCE),
    ]
    body = document.paragraphs[0]
    assert (body.page, body.place(body.text.index("went")).page, document.pages) == (1, 2, 2)


def test_files_that_are_no_word_documents(tmp_path: Path) -> None:
    archive = tmp_path / "archive.docx"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("readme.txt", "text")
    (tmp_path / "text.docx").write_text("just text")
    (tmp_path / "old.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    (tmp_path / "cut.docx").write_bytes(archive.read_bytes()[:40])
    for name, reason in (
        ("archive", "not a Word document"),
        ("text", "not a Word document"),
        ("old", "password"),
        ("cut", "not a Word"),
    ):
        with pytest.raises(DocumentError, match=rf"{name}\.docx: .*{reason}"):
            read_document(tmp_path / f"{name}.docx")
