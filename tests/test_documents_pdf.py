"""PDF as paragraphs, on pages drawn here: where words stand decides what belongs together."""

from __future__ import annotations

import ctypes
import io
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from loaders.documents import Document, DocumentError, Kind, read_document

SHARED = Path(__file__).parents[1].parent / "shared"
LEFT, RIGHT, TOP, LEADING = 72.0, 520.0, 770.0, 14.0
FILLER = "The Health Visitor telephoned the Duty Team and was told that the case had been closed. "


@dataclass
class Drawing:
    """A PDF under construction: lines of text at places, ruled lines."""

    document: pdfium.PdfDocument = field(default_factory=pdfium.PdfDocument.new)
    pages: list[pdfium.PdfPage] = field(default_factory=list)

    def page(self) -> None:
        self.pages.append(self.document.new_page(595, 842))
        self.y = TOP

    def at(self, x: float, y: float, text: str, size: float = 11, font: str = "Times-Roman") -> float:
        """Write at a place; returns where the text ends."""
        handle = raw.FPDFText_LoadStandardFont(self.document.raw, font.encode())
        item = raw.FPDFPageObj_CreateTextObj(self.document.raw, handle, size)
        encoded = (text + "\0").encode("utf-16-le")
        raw.FPDFText_SetText(item, ctypes.cast(ctypes.create_string_buffer(encoded), ctypes.POINTER(ctypes.c_ushort)))
        raw.FPDFPageObj_Transform(item, 1, 0, 0, 1, x, y)
        raw.FPDFPage_InsertObject(self.pages[-1].raw, item)
        edges = [ctypes.c_float() for _ in range(4)]
        raw.FPDFPageObj_GetBounds(item, *edges)
        return edges[2].value

    def line(self, text: str, x: float = LEFT, size: float = 11, font: str = "Times-Roman", gap: float = 0) -> None:
        self.y -= gap
        self.at(x, self.y, text, size, font)
        self.y -= LEADING

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        item = raw.FPDFPageObj_CreateNewPath(x0, y0)
        raw.FPDFPath_LineTo(item, x1, y1)
        raw.FPDFPath_SetDrawMode(item, raw.FPDF_FILLMODE_NONE, True)
        raw.FPDFPage_InsertObject(self.pages[-1].raw, item)

    def save(self, path: Path) -> Path:
        for page in self.pages:
            page.gen_content()
        stream = io.BytesIO()
        self.document.save(stream)
        path.write_bytes(stream.getvalue())
        return path


@pytest.fixture
def drawing() -> Drawing:
    made = Drawing()
    made.page()
    return made


def paragraphs(document: Document, *kinds: Kind) -> list[tuple[str, str]]:
    return [(paragraph.ref, paragraph.text) for paragraph in document.paragraphs if not kinds or paragraph.kind in kinds]


def test_hanging_numbers_gaps_and_short_lines_part_paragraphs(tmp_path: Path, drawing: Drawing) -> None:
    drawing.line("2. THE FACTS", font="Times-Bold")
    drawing.line("2.1   The Midwife completed the form on the day of the booking and sent it to the surgery, where it", gap=8)
    drawing.line("was scanned but not read by anybody who knew the family or would have thought of asking the", x=110)
    drawing.line("school.", x=110)
    drawing.line("2.2   The Duty Team did not reply to her letter, which had been put in a tray that nobody emptied, and", gap=8)
    drawing.line("so it was that the referral was never seen by the multi-", x=110)
    drawing.line("agency hub.", x=110)
    drawing.line("(a)   The first of two lists.", x=110)
    drawing.line("(b)   The second.", x=110)
    document = read_document(drawing.save(tmp_path / "review.pdf"))
    assert paragraphs(document) == [
        ("2", "THE FACTS"),
        (
            "2.1",
            "The Midwife completed the form on the day of the booking and sent it to the surgery, where it was scanned but not"
            " read by anybody who knew the family or would have thought of asking the school.",
        ),
        (
            "2.2",
            "The Duty Team did not reply to her letter, which had been put in a tray that nobody emptied, and so it was that the"
            " referral was never seen by the multi-agency hub.",
        ),
        ("(a)", "The first of two lists."),
        ("(b)", "The second."),
    ]
    assert document.paragraphs[1].section == ("2 THE FACTS",)
    assert [paragraph.line for paragraph in document.paragraphs] == [1, 2, 3, 4, 5]


def test_running_lines_and_page_numbers_go_and_paragraphs_run_over_pages(tmp_path: Path) -> None:
    drawing = Drawing()
    for number in range(1, 5):
        drawing.page()
        drawing.at(LEFT, 810, "Serious Case Review: Child Z", 8, "Helvetica")
        drawing.at(290, 30, f"Page {number}", 8, "Helvetica")
        for _ in range(5):
            drawing.line((FILLER * 2)[:95])
        drawing.line(f"and this sentence of page {number} breaks off in the middle because the" if number < 4 else "and ends.")
    document = read_document(drawing.save(tmp_path / "review.pdf"))
    assert len(document.paragraphs) == 1
    whole = document.paragraphs[0]
    assert "Child Z" not in whole.text
    assert "Page" not in whole.text
    assert [piece.page for piece in whole.pieces] == [1, 2, 3, 4]
    assert whole.place(whole.text.index("of page 3")).page == 3
    assert document.text[whole.start : whole.end].split() == whole.text.split()
    assert document.pages == 4


def test_raised_markers_and_notes_at_the_foot_leave_the_flow(tmp_path: Path, drawing: Drawing) -> None:
    drawing.line(FILLER)
    end = drawing.at(LEFT, drawing.y, "The criteria of the guidance")
    end = drawing.at(end, drawing.y + 4, "1", 7)
    end = drawing.at(end, drawing.y, ", which were not met on 11")
    end = drawing.at(end, drawing.y + 4, "th", 7)
    drawing.at(end, drawing.y, " May, went to the")
    drawing.at(LEFT, 90, "1", 5)
    drawing.at(LEFT + 5, 86, "Working Together to Safeguard Children, chapter 4, on the review of", 8)
    drawing.at(LEFT, 76, "cases and what is learned from them.", 8)
    drawing.at(LEFT, 62, "2 The Bridge is a registered charity.", 8)
    drawing.page()
    drawing.line("school and the surgery.")
    document = read_document(drawing.save(tmp_path / "review.pdf"))
    assert paragraphs(document, Kind.FOOTNOTE) == [
        ("1", "Working Together to Safeguard Children, chapter 4, on the review of cases and what is learned from them."),
        ("2", "The Bridge is a registered charity."),
    ]
    body = paragraphs(document, Kind.BODY)
    assert body[-1][1].endswith(
        "The criteria of the guidance, which were not met on 11th May, went to the school and the surgery."
    )


def test_ruled_tables_are_read_row_by_row_over_pages(tmp_path: Path) -> None:
    drawing = Drawing()
    for first, rows in (("May", 2), ("July", 1)):
        drawing.page()
        drawing.line(FILLER)
        xs, ys = (72, 160, 520), [700 - 40 * row for row in range(rows + 2)]
        for x in xs:
            drawing.rule(x, ys[0], x, ys[-1])
        for y in ys:
            drawing.rule(xs[0], y, xs[-1], y)
        drawing.at(76, 686, "Date", font="Times-Bold")
        drawing.at(164, 686, "Event", font="Times-Bold")
        for row in range(rows):
            drawing.at(76, 646 - 40 * row, first if not row else "June")
            drawing.at(164, 646 - 40 * row, "The midwife told the GP, who was on leave, and the")
            drawing.at(164, 632 - 40 * row, "health visitor.")
    rows = [paragraph for paragraph in read_document(drawing.save(tmp_path / "review.pdf")).paragraphs if paragraph.cells]
    event = "The midwife told the GP, who was on leave, and the health visitor."
    assert [row.cells for row in rows if row.cells != row.header] == [("May", event), ("June", event), ("July", event)]
    assert {row.header for row in rows} == {("Date", "Event")}


def test_tables_without_rules_are_read_by_their_columns(tmp_path: Path, drawing: Drawing) -> None:
    drawing.line(FILLER)
    for name, meaning in (
        ("Name used", "Service"),
        ("the Hub", "the front door"),
        ("the Quay", "a clinic"),
        ("Compass", "a team"),
    ):
        drawing.at(LEFT, drawing.y - 10, name)
        drawing.line(meaning, x=200, gap=10)
    drawing.line(FILLER, gap=10)
    rows = [paragraph.cells for paragraph in read_document(drawing.save(tmp_path / "review.pdf")).paragraphs if paragraph.cells]
    assert rows == [("Name used", "Service"), ("the Hub", "the front door"), ("the Quay", "a clinic"), ("Compass", "a team")]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path, drawing: Drawing) -> None:
    drawing.at(LEFT, 800, "A briefing", 20, "Helvetica-Bold")
    for row in range(40):
        drawing.at(
            LEFT,
            TOP - row * LEADING,
            "the left column goes on with no end at all" if row else "On the left side the story begins and",
        )
        drawing.at(
            310,
            TOP - row * LEADING,
            "the right column goes on with no end at all" if row else "on the right side it is told further, and",
        )
    text = read_document(drawing.save(tmp_path / "review.pdf")).text
    assert (
        text.index("A briefing")
        < text.index("On the left side")
        < text.index("the left column")
        < text.index("on the right side")
    )
    assert text.rindex("the left column") < text.index("on the right side")


def test_larger_type_is_a_heading_with_its_depth(tmp_path: Path, drawing: Drawing) -> None:
    for title, size in (("What happened", 18), ("Before the birth", 14), ("After the birth", 14), ("What we learned", 18)):
        drawing.line(title, size=size, font="Helvetica-Bold", gap=16)
        drawing.line((FILLER * 3)[:90], gap=6)
        drawing.line((FILLER * 3)[90:180])
        drawing.line((FILLER * 3)[180:250])
    document = read_document(drawing.save(tmp_path / "review.pdf"))
    assert [(heading.level, heading.text) for heading in document.paragraphs if heading.kind is Kind.HEADING] == [
        (1, "What happened"),
        (2, "Before the birth"),
        (2, "After the birth"),
        (1, "What we learned"),
    ]


def test_words_broken_at_line_ends_are_whole_where_the_document_writes_them_whole(tmp_path: Path, drawing: Drawing) -> None:
    drawing.line("The safeguarding team and the school met in the multi-agency forum and agreed on how the safe-")
    drawing.line("guarding lead would write to the practice, and how the head of the other school would join the multi-")
    drawing.line("agency forum.")
    text = read_document(drawing.save(tmp_path / "review.pdf")).paragraphs[0].text
    assert "how the safeguarding lead" in text
    assert text.endswith("join the multi-agency forum.")


def test_a_page_turned_on_its_side_is_read_upright(tmp_path: Path, drawing: Drawing) -> None:
    drawing.line(FILLER)
    page = drawing.document.new_page(595, 842)
    drawing.pages.append(page)
    handle = raw.FPDFText_LoadStandardFont(drawing.document.raw, b"Times-Roman")
    for row, words in enumerate(("First line of a landscape page that goes on", "and its second line.")):
        item = raw.FPDFPageObj_CreateTextObj(drawing.document.raw, handle, 11)
        buffer = ctypes.create_string_buffer((words + "\0").encode("utf-16-le"))
        raw.FPDFText_SetText(item, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
        raw.FPDFPageObj_Transform(item, 0, 1, -1, 0, 100 + row * 13, 80)
        raw.FPDFPage_InsertObject(page.raw, item)
    page.set_rotation(90)
    document = read_document(drawing.save(tmp_path / "review.pdf"))
    assert document.paragraphs[-1].text == "First line of a landscape page that goes on and its second line."


# Files that cannot be read

LOCKED = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>
%%%%EOF""" % (b"11" * 32, b"22" * 32)


def test_a_picture_of_a_page_a_cut_a_locked_and_a_false_pdf_each_say_what_they_are(tmp_path: Path, drawing: Drawing) -> None:
    drawing.rule(10, 10, 100, 100)
    scanned = drawing.save(tmp_path / "scanned.pdf")
    written = Drawing()
    written.page()
    written.line(FILLER)
    whole = written.save(tmp_path / "whole.pdf").read_bytes()
    cases = {
        "scanned.pdf": (scanned.read_bytes(), "no text layer"),
        "cut.pdf": (whole[: len(whole) * 2 // 3], "breaks off"),
        "locked.pdf": (LOCKED, "password"),
        "false.pdf": (b"This is not a PDF.", "not a PDF"),
        "broken.pdf": (b"%PDF-1.4\nnothing\n%%EOF", "damaged"),
        "empty.pdf": (b"", "empty"),
    }
    for name, (data, reason) in cases.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(DocumentError) as caught:
            read_document(tmp_path / name)
        assert name in str(caught.value)
        assert reason in str(caught.value)
        assert "\n" not in str(caught.value)


def test_pages_without_text_among_others_are_reported(tmp_path: Path, drawing: Drawing) -> None:
    drawing.line(FILLER)
    drawing.page()
    assert read_document(drawing.save(tmp_path / "review.pdf")).warnings == ("no text on page 2: pictures are not read",)


@pytest.mark.skipif(not (SHARED / "pdf").is_dir(), reason="the shared development reviews are not here")
@pytest.mark.parametrize("stem", ["000_86ac4012d514b115", "003_1b41f1a345e242dd"])
def test_a_review_laid_out_as_pdf_reads_as_its_text_does(stem: str) -> None:
    flow = (Kind.BODY, Kind.BULLET, Kind.QUOTATION)
    text = read_document(SHARED / "reviews" / f"{stem}.txt")
    started = time.process_time()
    pdf = read_document(SHARED / "pdf" / f"{stem}.pdf")
    assert time.process_time() - started < 4  # 0.8 s on an idle machine
    wanted, found = Counter(paragraphs(text, *flow)), Counter(paragraphs(pdf, *flow))
    assert (wanted & found).total() >= 0.97 * wanted.total()
    assert all(paragraph.page for paragraph in pdf.paragraphs)
    titles = Counter(paragraphs(text, Kind.HEADING))
    assert not titles - Counter(paragraphs(pdf, Kind.HEADING))
