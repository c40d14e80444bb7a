"""HTML as paragraphs: the main part of a page, without what frames it."""

from __future__ import annotations

from pathlib import Path

from loaders.documents import Document, Kind, read_document

SENTENCE = "The Health Visitor telephoned the Duty Team on the same day and was told that the case had been closed in March."


def read(tmp_path: Path, body: str, charset: str = "utf-8") -> Document:
    path = tmp_path / "review.html"
    head = f'<meta charset="{charset}"><title>t</title><style>p{{}}</style>'
    path.write_bytes(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(charset))
    return read_document(path)


def test_headings_paragraphs_lists_quotations_and_tables(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "<nav><ul><li>Home</li></ul></nav><header><p>Site</p></header><h1>Review</h1><h2>2. Facts</h2>"
        f"<p>2.1 Child&nbsp;Z was born<sup>1</sup> on the 4<sup>th</sup> of May &amp; lived with <em>Mother</em>.</p>"
        f"<h3>Before</h3><p>{SENTENCE}</p>"
        "<ul><li>one <b>bold</b></li><li>two<ul><li>nested</li></ul></li></ul>"
        "<ol start='3'><li>three</li><li><p>four</p></li></ol>"
        "<blockquote><p>She said so.</p></blockquote>"
        "<table><tr><th>Date</th><th colspan='2'>Event</th></tr>"
        "<tr><td>May</td><td>The midwife told<br>the GP</td><td>x</td></tr></table>"
        f"<div>{SENTENCE}<br><br>{SENTENCE}</div><script>alert(1)</script><p>&lt;script&gt;alert(1)&lt;/script&gt; is shown.</p>"
        "<section class='footnotes'><ol><li id='fn1'>A note.</li></ol></section><footer>Foot</footer>",
    )
    assert [(paragraph.kind, paragraph.ref, paragraph.text) for paragraph in document.paragraphs] == [
        (Kind.HEADING, "", "Review"),
        (Kind.HEADING, "2", "Facts"),
        (Kind.BODY, "2.1", "Child Z was born on the 4th of May & lived with Mother."),
        (Kind.HEADING, "", "Before"),
        (Kind.BODY, "", SENTENCE),
        (Kind.BULLET, "", "one bold"),
        (Kind.BULLET, "", "two"),
        (Kind.BULLET, "", "nested"),
        (Kind.BODY, "3", "three"),
        (Kind.BODY, "4", "four"),
        (Kind.QUOTATION, "", "She said so."),
        (Kind.TABLE_ROW, "", "Date | Event | "),
        (Kind.TABLE_ROW, "", "May | The midwife told the GP | x"),
        (Kind.BODY, "", SENTENCE),
        (Kind.BODY, "", SENTENCE),
        (Kind.BODY, "", "<script>alert(1)</script> is shown."),
        (Kind.FOOTNOTE, "1", "A note."),
    ]
    assert document.paragraphs[4].section == ("2 Facts", "Before")
    lines = document.text.split("\n")
    assert all(paragraph.text.split(" | ")[0] in lines[paragraph.line - 1] for paragraph in document.paragraphs)


def test_the_main_part_is_read_where_there_is_one(tmp_path: Path) -> None:
    document = read(
        tmp_path, f"<div>Cookies?</div><main><header><h1>Review</h1></header><p>{SENTENCE}</p></main><aside>More</aside>"
    )
    assert [paragraph.text for paragraph in document.paragraphs] == ["Review", SENTENCE]


def test_the_declared_encoding_is_used(tmp_path: Path) -> None:
    document = read(tmp_path, f"<p>Mother’s partner paid £20 – once.</p><p>{SENTENCE}</p>", charset="windows-1252")
    assert document.paragraphs[0].text == "Mother’s partner paid £20 – once."
