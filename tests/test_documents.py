"""Text and Markdown as paragraphs: what a reader of the printed page would call one, with its number, section and place."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from loaders.documents import Document, DocumentError, Kind, Paragraph, find_documents, read_document

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.txt"))
SHARED = Path(__file__).parents[1].parent / "shared"
SENTENCE = "The Health Visitor telephoned the Duty Team on the same day and was told that the case had been closed in March."


def read(tmp_path: Path, text: str, name: str = "review.txt") -> Document:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return read_document(path)


def only(document: Document, kind: Kind) -> list[Paragraph]:
    return [paragraph for paragraph in document.paragraphs if paragraph.kind is kind]


def headings(document: Document) -> list[tuple[int, str, str]]:
    return [(heading.level, heading.ref, heading.text) for heading in only(document, Kind.HEADING)]


# Numbers, list marks, markup


@pytest.mark.parametrize(
    ("line", "kind", "ref", "text"),
    [
        ("2.4.13 The Midwife rang.", Kind.BODY, "2.4.13", "The Midwife rang."),
        ("- 2.4.13 The Midwife rang.", Kind.BODY, "2.4.13", "The Midwife rang."),
        ("2.4.13. The Midwife rang.", Kind.BODY, "2.4.13", "The Midwife rang."),
        ("2.4.13\tThe Midwife rang.", Kind.BODY, "2.4.13", "The Midwife rang."),
        ("4.12a The Midwife rang.", Kind.BODY, "4.12a", "The Midwife rang."),
        ("A.3 The Midwife rang.", Kind.BODY, "A.3", "The Midwife rang."),
        ("12. The Midwife rang.", Kind.BODY, "12", "The Midwife rang."),
        ("- The Midwife rang.", Kind.BULLET, "", "The Midwife rang."),
        ("•The Midwife rang.", Kind.BULLET, "", "The Midwife rang."),
        ("\uf0b7 The Midwife rang.", Kind.BULLET, "", "The Midwife rang."),
        ("▪\tThe Midwife rang.", Kind.BULLET, "", "The Midwife rang."),
        ("o The Midwife rang.", Kind.BULLET, "", "The Midwife rang."),
        ("– The Midwife rang.", Kind.BULLET, "", "The Midwife rang."),
        ("* The Midwife rang.", Kind.BULLET, "", "The Midwife rang."),
        (" - (a) The Midwife rang.", Kind.BULLET, "(a)", "The Midwife rang."),
        ("a. The Midwife rang.", Kind.BULLET, "a", "The Midwife rang."),
        ("iv) The Midwife rang.", Kind.BULLET, "iv)", "The Midwife rang."),
        ("14.03.12 The Midwife rang.", Kind.BODY, "", "14.03.12 The Midwife rang."),
        ("6 weeks later the Midwife rang.", Kind.BODY, "", "6 weeks later the Midwife rang."),
    ],
)
def test_printed_numbers_and_list_marks_leave_the_text(tmp_path: Path, line: str, kind: Kind, ref: str, text: str) -> None:
    document = read(tmp_path, f"{SENTENCE}\n\n{line}\n\n{SENTENCE}\n")
    paragraph = document.paragraphs[1]
    assert (paragraph.kind, paragraph.ref, paragraph.text, paragraph.line) == (kind, ref, text, 3)


def test_a_slip_in_a_number_is_read_as_the_next_one(tmp_path: Path) -> None:
    document = read(tmp_path, f"2.4.22 {SENTENCE}\n\n2.4 23 {SENTENCE}\n")
    assert [paragraph.ref for paragraph in document.paragraphs] == ["2.4.22", "2.4.23"]


def test_a_number_on_a_line_of_its_own_belongs_to_what_follows(tmp_path: Path) -> None:
    document = read(tmp_path, f"2.4.14\n\n{SENTENCE}\n")
    assert [(paragraph.ref, paragraph.text) for paragraph in document.paragraphs] == [("2.4.14", SENTENCE)]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Reviews² have been **submitted** by *all* agencies.", "Reviews have been submitted by all agencies."),
        ("The criteria<sup>1</sup> were met on 11<sup>th</sup> May.", "The criteria were met on 11th May."),
        ("On the 4 <sup>th</sup> of May she wrote.[12] He did not.", "On the 4th of May she wrote. He did not."),
        ("A <b>referral</b> to [the Hub](https://example.org/hub) & others.", "A referral to the Hub & others."),
        ("Smith &amp; Jones told the \\*duty\\* worker.", "Smith & Jones told the *duty* worker."),
        ("The con\u00adcern was\u00a0not of\u200bfi\ufb01cially filed.", "The concern was not offificially filed."),
        ("He gave 2 * 3 tablets, file_name kept.", "He gave 2 * 3 tablets, file_name kept."),
        (
            "A review that contains <script>alert(1)</script> shows it.",
            "A review that contains <script>alert(1)</script> shows it.",
        ),
    ],
)
def test_markup_and_footnote_markers_do_not_reach_the_text(tmp_path: Path, raw: str, text: str) -> None:
    assert read(tmp_path, f"{raw}\n").paragraphs[0].text == text


# Headings and sections


def test_sections_follow_numbers_whatever_the_marks(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        f"## 3. The Facts\n\n### Child H\n\n- 3.1 {SENTENCE}\n\n## Child P\n\n- 3.2 {SENTENCE}\n\n"
        f"## 4 Key episodes\n\n#### **4.1 Before birth**\n\n4.2 {SENTENCE}\n",
    )
    sections = {paragraph.ref: paragraph.section for paragraph in only(document, Kind.BODY)}
    assert sections == {
        "3.1": ("3 The Facts", "Child H"),
        "3.2": ("3 The Facts", "Child P"),
        "4.2": ("4 Key episodes", "4.1 Before birth"),
    }


def test_headings_without_any_mark(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        f"3. ANALYSIS\n\n3.1 Analysis by agency\n\n3.1.1 {SENTENCE}\n\n3.1.2 Leicestershire Police IMR\n\n3.1.3 {SENTENCE}\n\n"
        f"3.1.4 There was no letter.\n\nAuthor's Comment:\n\n{SENTENCE}\n\n3.1.5 {SENTENCE}\n\n"
        f"PART 5: RECOMMENDATIONS\n\nRecommendation 1.\n\nThe Board should write to all schools.\n",
    )
    assert headings(document) == [
        (1, "3", "ANALYSIS"),
        (2, "3.1", "Analysis by agency"),
        (3, "3.1.2", "Leicestershire Police IMR"),
        (4, "", "Author's Comment:"),
        (1, "", "PART 5: RECOMMENDATIONS"),
        (2, "", "Recommendation 1."),
    ]


def test_numbered_paragraphs_leave_an_aside_of_the_author(tmp_path: Path) -> None:
    document = read(
        tmp_path, f"2.4 Narrative\n\n2.4.1 {SENTENCE}\n\nAuthor's Comment:\n\n{SENTENCE}\n\n{SENTENCE}\n\n2.4.2 {SENTENCE}\n"
    )
    assert [paragraph.section[-1] for paragraph in only(document, Kind.BODY)] == [
        "2.4 Narrative",
        "Author's Comment:",
        "Author's Comment:",
        "2.4 Narrative",
    ]


def test_a_heading_without_a_number_ends_with_the_part_in_which_it_stands(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        f"3. Findings\n\n3.1 {SENTENCE}\n\n3.1.1 {SENTENCE}\n\nQuestions for the Board\n\n3.1.2 {SENTENCE}\n\n"
        f"3.2 {SENTENCE}\n\n3.2.1 {SENTENCE}\n",
    )
    assert [(paragraph.ref, paragraph.section[-1]) for paragraph in only(document, Kind.BODY)] == [
        ("3.1", "3 Findings"),
        ("3.1.1", "3 Findings"),
        ("3.1.2", "Questions for the Board"),
        ("3.2", "3 Findings"),
        ("3.2.1", "3 Findings"),
    ]


def test_a_question_set_apart_is_a_heading_at_any_length(tmp_path: Path) -> None:
    question = "What are the implications of this for the safety of the systems by which agencies work together?"
    document = read(tmp_path, f"1. Findings\n\n{SENTENCE}\n\n{question}\n\n{SENTENCE}\n")
    assert [text for _, _, text in headings(document)] == ["Findings", question]


def test_plain_titles_stand_apart_and_have_text_under_them(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        f"{SENTENCE}\n\nWhat we learned\n\nAfter the summer holiday\n\n{SENTENCE}\n\nThe Panel:\n\nChief Inspector, Police\n\n"
        f"Head of Service, Council\n\nDesignated Nurse, NHS\n\n{SENTENCE}\n\nMarch – June 2014: the move\n\n{SENTENCE}\n",
    )
    assert [text for _, _, text in headings(document)] == [
        "What we learned",
        "After the summer holiday",
        "March – June 2014: the move",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "1.4 Families move. Files follow, or they do not.",
        "1.4 The following persons are referred to.",
        "1.4 And:",
        "Recommendation 7: that the Trust check each month whether notes from crews are read.",
        "Lesson 1. Ask for the chart. It travels with the baby.",
        "**Lesson 1.** Ask for the chart which travels with the baby.",
        "**Table 2: agencies by child**",
    ],
)
def test_short_statements_are_no_headings(tmp_path: Path, line: str) -> None:
    document = read(tmp_path, f"1.3 {SENTENCE}\n\n{line}\n\n1.5 {SENTENCE}\n")
    assert headings(document) == []


@pytest.mark.parametrize("line", ["**Section 47**", "**Section 47 Enquiries**", "Issue 1 was not considered by the panel"])
def test_acts_and_sentences_are_no_parts_of_the_document(tmp_path: Path, line: str) -> None:
    document = read(
        tmp_path, f"## 1. Facts\n\n1.1 {SENTENCE}\n\n## 2. Law\n\n{line}\n\n2.1 {SENTENCE}\n\n## 3. End\n\n3.1 {SENTENCE}\n"
    )
    section = next(paragraph.section for paragraph in document.paragraphs if paragraph.ref == "2.1")
    assert section[0] == "2 Law"


def test_chapters_go_on_after_an_appendix_in_their_midst(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        f"## 1. Facts\n\n1.1 {SENTENCE}\n\n## Appendix A: Terms\n\n### 1. Aims\n\n{SENTENCE}\n\n"
        f"## 2. Findings\n\n2.1 {SENTENCE}\n",
    )
    assert [paragraph.section for paragraph in only(document, Kind.BODY)] == [
        ("1 Facts",),
        ("Appendix A: Terms", "1 Aims"),
        ("2 Findings",),
    ]


def test_a_heading_over_two_lines_is_one(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        f"**MARLSHIRE LOCAL SAFEGUARDING\nCHILDREN BOARD**\n\n{SENTENCE}\n\n### Appendix B\n\n## Agency Actions\n\n{SENTENCE}\n",
    )
    assert [text for _, _, text in headings(document)] == [
        "MARLSHIRE LOCAL SAFEGUARDING CHILDREN BOARD",
        "Appendix B Agency Actions",
    ]
    assert [piece.line for piece in only(document, Kind.HEADING)[0].pieces] == [1, 2]


def test_titles_of_the_first_pages_are_not_the_section_of_everything(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        f"# Learning Review\n\n# Child Q\n\nJune 2022\n\n## Background\n\n{SENTENCE} {SENTENCE}\n\n## Findings\n\n{SENTENCE}\n",
    )
    assert [paragraph.section for paragraph in only(document, Kind.BODY)][1:] == [("Background",), ("Findings",)]


def test_every_paragraph_of_the_examples_stands_in_a_section() -> None:
    assert EXAMPLES
    for path in EXAMPLES:
        document = read_document(path)
        begun = [paragraph for paragraph in document.paragraphs if len(paragraph.text) > 200]
        assert all(paragraph.section for paragraph in begun), path.name
        assert any("recommendation" in paragraph.section[0].lower() for paragraph in document.paragraphs if paragraph.section), (
            path.name
        )


# Furniture, notes, quotations, tables


def test_contents_page_numbers_and_running_lines_are_furniture(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "CONTENTS\n\n1 Introduction\t3\n2 What happened\t5\n3 Findings ........ 12\n\n"
        f"1 Introduction\n\n{SENTENCE} The letter went to the\n\nSCR Child Z – FINAL\n\n4\n\nwrong clinic.\n\n{SENTENCE}\n\n"
        f"SCR Child Z – FINAL\n\nPage 5 of 17\n\n{SENTENCE}\n",
    )
    assert [paragraph.text for paragraph in only(document, Kind.FURNITURE)] == [
        "CONTENTS",
        "1 Introduction | 3",
        "2 What happened | 5",
        "3 Findings ........ 12",
        "SCR Child Z – FINAL",
        "4",
        "SCR Child Z – FINAL",
        "Page 5 of 17",
    ]
    assert only(document, Kind.BODY)[0].text == f"{SENTENCE} The letter went to the wrong clinic."


def test_headings_that_return_in_every_chapter_are_no_running_lines(tmp_path: Path) -> None:
    chapters = "".join(f"### Finding {number}. Title\n\n**What happened**\n\n{number}.1 {SENTENCE}\n\n" for number in range(1, 6))
    assert [text for _, _, text in headings(read(tmp_path, chapters))].count("What happened") == 5


def test_footnotes_leave_the_flow(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "The Panel met with staff from some agencies<sup>1</sup> and with others\n\n---\n\n"
        "<sup>1</sup> The Bridge is a charity.\n\n"
        f"² See chapter 4.\n<http://example.org/long>\n\n3 See also chapter 5.\n\nincluding the school. {SENTENCE}\n",
    )
    assert [(note.ref, note.text) for note in only(document, Kind.FOOTNOTE)] == [
        ("1", "The Bridge is a charity."),
        ("2", "See chapter 4. http://example.org/long"),
        ("3", "See also chapter 5."),
    ]
    assert [paragraph.text for paragraph in only(document, Kind.BODY)] == [
        f"The Panel met with staff from some agencies and with others including the school. {SENTENCE}"
    ]


def test_quotations(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "“Three kids, and nobody laying eyes on any of them.”\n\n> Quoted block.\n\n"
        "“I had a form for horses,” she said to us. “I had none for children.”\n\n"
        '"To assess the benefits of the family.\n\nTo find day care for both children".\n\n'
        f"*{SENTENCE}*\n\n***Commentary.*** *{SENTENCE}*\n",
    )
    assert [paragraph.kind for paragraph in document.paragraphs] == [
        Kind.QUOTATION,
        Kind.QUOTATION,
        Kind.BODY,
        Kind.QUOTATION,
        Kind.QUOTATION,
        Kind.QUOTATION,
        Kind.BODY,
    ]


def test_tables_with_tabs_and_pipes_keep_cells_and_header(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        f"{SENTENCE}\n\nDate\tAgency\tEvent\n\n14.03.12\tPolice\tA neighbour rang 999.\n\n"
        f"Review of Child Z\t8\n\n26.04.12\tGP\tK came.\n\n{SENTENCE}\n\n"
        f"Review of Child Z\t9\n\n{SENTENCE}\n\n| Who | **What** |\n| --- | --- |\n| Gran | owns the farm |\n\n"
        f"{SENTENCE}\n\nthe EDT\tthe duty team\nthe FPU\tthe police unit\n",
    )
    rows = only(document, Kind.TABLE_ROW)
    assert [(row.cells, row.header) for row in rows] == [
        (("Date", "Agency", "Event"), ("Date", "Agency", "Event")),
        (("14.03.12", "Police", "A neighbour rang 999."), ("Date", "Agency", "Event")),
        (("26.04.12", "GP", "K came."), ("Date", "Agency", "Event")),
        (("Who", "What"), ("Who", "What")),
        (("Gran", "owns the farm"), ("Who", "What")),
        (("the EDT", "the duty team"), ()),
        (("the FPU", "the police unit"), ()),
    ]
    assert rows[1].text == "14.03.12 | Police | A neighbour rang 999."
    assert [row.line for row in rows] == [3, 5, 9, 17, 19, 23, 24]


# Cut and wrapped paragraphs, and where their words stand


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        (f"{SENTENCE} Contact arrangements are also in", "place for Father and both parents.", True),
        (
            f"{SENTENCE} It was held back by the Interagency Child Protection",
            f"Procedures with a chapter on it. {SENTENCE}",
            True,
        ),
        (f"{SENTENCE} It took from March to the middle of", f"August, which is five months. {SENTENCE}", True),
        (f"{SENTENCE} {SENTENCE} The extracts cover two periods", f"2008 – 2010 and 2010 – 2011, as set out. {SENTENCE}", True),
        (f"{SENTENCE}", f"{SENTENCE}", False),
        ("- Child R's immunisations were overdue and had been so for a year", f"{SENTENCE}", False),
        (f"{SENTENCE} She said, 'I said it to them all.'", f"{SENTENCE}", False),
        (f"{SENTENCE} The letter went to", "- the school", False),
        (f"{SENTENCE} The letter went to", "2.5 The School", False),
    ],
)
def test_a_paragraph_cut_by_a_page_is_one_again_where_that_is_plain(tmp_path: Path, above: str, below: str, joined: bool) -> None:
    document = read(tmp_path, f"{above}\n\n\n{below}\n")
    paragraphs = document.paragraphs
    assert len(paragraphs) == (1 if joined else 2)
    if joined:
        text = paragraphs[0].text
        assert text == f"{above} {below}"
        assert paragraphs[0].place(0).line == 1
        assert paragraphs[0].place(text.index(below[:12])).line == 4
        assert document.text[paragraphs[0].start : paragraphs[0].end] == f"{above}\n\n\n{below}"


def test_hard_wrapped_text_is_paragraphs_again(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "2.1 Background\n\n2.1.1 The Midwife completed the form on the day of the booking and sent it\n"
        "to the surgery, where it was scanned but not read by anyone who knew the\nfamily. There was no multi-\nagency meeting.\n"
        "2.1.2 The Duty Team did not reply to her letter, which had been put in a tray\nthat nobody emptied until the summer.\n\n"
        "- The first item of a list that is long enough to run over the end of a\n  line and on\n- The second item\n",
    )
    assert [(paragraph.line, paragraph.kind, paragraph.text[:14]) for paragraph in document.paragraphs] == [
        (1, Kind.HEADING, "Background"),
        (3, Kind.BODY, "The Midwife co"),
        (7, Kind.BODY, "The Duty Team "),
        (10, Kind.BULLET, "The first item"),
        (12, Kind.BULLET, "The second ite"),
    ]
    wrapped = document.paragraphs[1]
    assert wrapped.text.endswith("family. There was no multi-agency meeting.")
    assert wrapped.place(wrapped.text.index("scanned")).line == 4
    assert wrapped.place(wrapped.text.index("agency")).line == 6


def test_words_broken_at_line_ends_are_whole_where_the_document_writes_them_whole(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "The safeguarding team met in the multi-agency forum and agreed how the safe-\n"
        "guarding lead would write to the practice and how the head would join the multi-\n"
        "agency forum, of which the safeguarding team had had so very little in\nthe past.\n",
    )
    assert "how the safeguarding lead" in document.paragraphs[0].text
    assert "join the multi-agency forum" in document.paragraphs[0].text
    assert document.paragraphs[0].place(document.paragraphs[0].text.index("lead")).line == 2


def test_form_feeds_count_pages(tmp_path: Path) -> None:
    document = read(tmp_path, f"{SENTENCE}\n\f{SENTENCE}\n\n\f{SENTENCE}\n")
    assert document.pages == 3
    assert [paragraph.page for paragraph in document.paragraphs] == [1, 2, 3]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_numbers_do_not_depend_on_the_line_ending(tmp_path: Path, ending: str) -> None:
    document = read(tmp_path, ending.join(["2.1 Facts", "", SENTENCE, "", SENTENCE]))
    assert [paragraph.line for paragraph in document.paragraphs] == [1, 3, 5]
    assert document.lines == 5


def test_lines_and_offsets_point_at_the_source() -> None:
    for path in EXAMPLES:
        document = read_document(path)
        lines = path.read_text("utf-8").split("\n")
        assert document.lines == len(path.read_text("utf-8").splitlines())
        for paragraph in document.paragraphs:
            first = paragraph.text.split()[0].strip("|")
            assert first in lines[paragraph.line - 1], (path.name, paragraph.line)
            assert first in document.text[paragraph.start : paragraph.end]


def test_ids_do_not_move_when_another_paragraph_changes(tmp_path: Path) -> None:
    before = read(tmp_path, f"2.1 {SENTENCE}\n\nSame words twice.\n\nSame words twice.\n")
    after = read(tmp_path, f"2.0 A new first paragraph.\n\n2.1 {SENTENCE}\n\nSame words twice.\n\nSame words twice.\n")
    assert [paragraph.id for paragraph in before.paragraphs] == [paragraph.id for paragraph in after.paragraphs][1:]
    assert len({paragraph.id for paragraph in after.paragraphs}) == 4


# Encodings and files that cannot be read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = f"2.1 Mother’s partner – “the man” – paid £20.\n\n{SENTENCE}\n"
    path = tmp_path / "review.txt"
    path.write_bytes(text.encode(encoding))
    document = read_document(path)
    assert document.paragraphs[0].text == "Mother’s partner – “the man” – paid £20."
    assert document.encoding


def test_latin_1(tmp_path: Path) -> None:
    path = tmp_path / "review.txt"
    path.write_bytes(f"2.1 The Climbié Inquiry cost £20.\n\n{SENTENCE}\n".encode("latin-1"))
    assert read_document(path).paragraphs[0].text == "The Climbié Inquiry cost £20."


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n\t\n", "empty"),
        ("rules.txt", b"---\n\n---\n", "no text"),
        ("binary.txt", bytes(range(256)) * 20, "binary"),
        ("really.txt", b"%PDF-1.7 ...", "a PDF"),
        ("review.odt", b"PK\x03\x04", "cannot be read"),
        ("review", b"text", "no ending"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    message = str(caught.value)
    assert str(path) in message
    assert reason in message
    assert "\n" not in message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"gone\.txt: cannot be read"):
        read_document(tmp_path / "gone.txt")


def test_find_documents_in_files_folders_and_patterns(tmp_path: Path) -> None:
    for name in ("a.txt", "b.MD", "c.png", ".hidden.txt", "sub/d.txt", ".git/e.txt", "sub/~$d.docx", "odd.xyz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text")
    names = [path.relative_to(tmp_path).as_posix() for path in find_documents([tmp_path])]
    assert names == ["a.txt", "b.MD", "sub/d.txt"]
    assert find_documents([tmp_path / "*.txt", str(tmp_path / "a.txt")]) == [tmp_path / "a.txt"]
    assert find_documents([str(tmp_path / "**" / "*.txt")]) == [tmp_path / "a.txt", tmp_path / "sub" / "d.txt"]
    assert find_documents([tmp_path / "odd.xyz"]) == [tmp_path / "odd.xyz"]


@pytest.mark.parametrize("given", ["nowhere.txt", "*.pdf", "empty"])
def test_a_path_that_leads_to_nothing_is_an_error(tmp_path: Path, given: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(DocumentError, match=given.replace("*", r"\*")):
        find_documents([tmp_path / given])


# Speed


@pytest.mark.parametrize(
    "line",
    [" " * 1_000_000 + "x", "." * 1_000_000, "*a" * 500_000, "[" * 1_000_000, "1." * 500_000, "“" * 1_000_000, "<b " * 333_333],
)
def test_no_line_takes_more_than_linear_time(tmp_path: Path, line: str) -> None:
    started = time.process_time()
    read(tmp_path, f"{SENTENCE}\n\n{line}\n\n{SENTENCE}\n")
    assert time.process_time() - started < 3


def test_many_headings_take_no_more_than_linear_time(tmp_path: Path) -> None:
    started = time.process_time()
    read(tmp_path, "Recommendation 1\n\n" * 20_000)
    assert time.process_time() - started < 5


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared development reviews are not here")
def test_a_long_review_is_read_at_once() -> None:
    path = next((SHARED / "reviews").glob("000_*.txt"))
    read_document(path)
    started = time.process_time()
    read_document(path)
    assert time.process_time() - started < 0.3  # 0.06 s on an idle machine


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared development reviews are not here")
def test_sections_of_a_development_review() -> None:
    document = read_document(next((SHARED / "reviews").glob("000_*.txt")))
    sections = {paragraph.ref: paragraph.section for paragraph in document.paragraphs if paragraph.kind is Kind.BODY}
    assert sections["2.4.15"] == (
        "2.4 Overview of the Integrated Chronology of events and agency involvement",
        "2.4.2 2008 to 2010",
    )
    assert sections["3.1.44"][-1] == "3.1.29 Leicestershire Police IMR"
    assert sections["5.3"] == ("5 RECOMMENDATIONS",)
