"""The cross-case report: what a board would read in it, and what it must never do."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import small_graph

from graph.fold import fold
from graph.stores import open_store
from graph.stores.base import Graph, Store
from queries import report
from queries.report import ReportError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MADE = dt.date(2026, 1, 31)


class Page(HTMLParser):
    """Tags, attributes and the text between them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(text)
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def written(store: Store, out: Path, board: str | None = None) -> str:
    report.write(store, out, board=board, made=MADE)
    return out.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The hand-made graph with markup wherever a review could put it."""
    record = small_graph.north_1()
    record.review.title = "<script>alert('title')</script>"
    record.review.board = "<b>North</b> & *sons*"
    record.review.source.file = "<img src=x onerror=alert(1)>.txt"
    for paragraph in record.paragraphs:
        paragraph.text = (
            f"<script src='http://example.com/{paragraph.line}'></script> | `{paragraph.text}` ![x](http://example.com/y)"
        )
    texts = {paragraph.id: paragraph.text for paragraph in record.paragraphs}
    statements = (
        *record.people,
        *record.agencies,
        *record.exchanges,
        *record.episodes,
        *record.findings,
        *record.recommendations,
    )
    for statement in statements:
        statement.evidence.quote = texts[statement.evidence.paragraph_id]
        statement.evidence.start, statement.evidence.end = 0, len(statement.evidence.quote)
    for episode in record.episodes:
        episode.label = "</svg><script>alert('episode')</script>"
    with open_store(tmp_path_factory.mktemp("hostile") / "graph.kgl") as store:
        store.write(fold([record]))
        yield store


def test_a_board_reads_counts_pairs_quotes_and_cautions(small_store: Store, tmp_path: Path) -> None:
    text = Page(written(small_store, tmp_path / "report.html")).text
    assert "3 case reviews, 4 cases. They tell of 5 exchanges by which" in text
    assert "say 9 times that it did not" in text
    assert "Made by casegraph on 2026-01-31" in text
    assert "Health visiting → General practice 3 statements, 3 cases, 3 reviews" in text
    assert "The health visitor did not tell the GP. Child A, paragraph 1.20, page 1, line 20" in text
    assert "Counts what reviews say, not what happened." in text
    assert "Not shared 5 3 3" in text
    assert "Information sharing : 2 reviews of North, 2015 to 2018" in text
    assert "Failed to share 7 1 1" in text  # seven not looked at, one confirmed, one added
    assert "She did not answer the practice." in text.partition("What to check before using this")[2]


def test_the_matrix_shows_each_pair_once(small_store: Store, tmp_path: Path) -> None:
    page = written(small_store, tmp_path / "report.html")
    titles = re.findall(r"<g><title>([^<]* to [^<]*: \d+)</title>", page)
    assert sorted(titles) == [
        "Children&#39;s social care to Health visiting: 2",
        "Children&#39;s social care to Police: 1",
        "Education to Children&#39;s social care: 1",
        "Health visiting to General practice: 3",
        "Police to Children&#39;s social care: 1",
    ]


def test_markdown_tells_the_same(small_store: Store, tmp_path: Path) -> None:
    text = written(small_store, tmp_path / "report.md")
    assert "3 case reviews, 4 cases. They tell of 5 exchanges by which" in text
    assert "| Health visiting |  |  | 3 |  |  |" in text
    assert "> The health visitor did not tell the GP.\n>\n> Child A, paragraph 1.20, page 1, line 20" in text
    assert "| **Pregnancy and birth** Spring 2012 | Pregnancy and birth, Spring 2012 | 1.9, line 9 |" in text
    for table in re.findall(r"(?:^\|.*\n)+", text, re.M):
        assert len({re.sub(r"\\\|", "", line).count("|") for line in table.splitlines()}) == 1


def test_every_failure_of_a_case_stands_in_its_strip(small_store: Store, tmp_path: Path) -> None:
    page = written(small_store, tmp_path / "report.html")
    strips = re.findall(r'aria-label="Strip of the case">(.*?)</svg>', page, re.S)
    # Child A has four; of north-2, each child has one, and the school's is told of both; Child H of the South has two
    assert [strip.count('fill="#b3261e"') for strip in strips] == [4, 2, 2, 2]
    assert [strip.count("<path") for strip in strips] == [1, 0, 1, 0]


def test_one_board(small_store: Store, tmp_path: Path) -> None:
    text = Page(written(small_store, tmp_path / "report.html", board="South")).text
    assert "1 case review of South, 1 case." in text
    assert "She did not answer the practice." in text
    for absent in ("The health visitor did not tell the GP.", "Child K", "north-1.txt", "Social care closed the case"):
        assert absent not in text
    with pytest.raises(ReportError, match="no review of the board 'Suoth', did you mean 'South'"):
        report.write(small_store, tmp_path / "x.html", board="Suoth")


def test_nothing_is_loaded_and_nothing_runs(small_store: Store, hostile_store: Store, tmp_path: Path) -> None:
    for store in (small_store, hostile_store):
        text = written(store, tmp_path / "report.html")
        page = Page(text)
        assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form"} & set(page.tags)
        assert not [
            name for name, _ in page.attributes if name in ("src", "href", "xlink:href", "action") or name.startswith("on")
        ]
        assert not re.search(r"@import|url\(", text.partition("</style>")[0])


def test_markup_in_a_review_is_shown_as_text(hostile_store: Store, tmp_path: Path) -> None:
    text = Page(written(hostile_store, tmp_path / "report.html")).text
    assert "<script>alert('title')</script>" in text
    assert "<script src='http://example.com/20'></script>" in text
    markdown = written(hostile_store, tmp_path / "report.md")
    assert "<" not in markdown.replace("<!--", "")
    assert "![x](" not in markdown
    assert "\\!" in markdown or "!\\[x\\]" in markdown


def test_a_graph_without_failures(tmp_path: Path) -> None:
    with open_store(tmp_path / "calm.kgl") as store:
        store.write(small_graph.calm())
        text = Page(written(store, tmp_path / "report.html")).text
        assert "say 0 times that it did not" in text
        assert "No review says that information failed to pass between different services." in text
        assert "Case by case" not in text
        assert "say 0 times" in written(store, tmp_path / "report.md")


def test_an_empty_graph_and_a_wrong_ending(small_store: Store, tmp_path: Path) -> None:
    with open_store(tmp_path / "empty.kgl") as store:
        store.write(Graph([], []))
        with pytest.raises(ReportError, match="there is no review to report on; run `casegraph load` first"):
            report.write(store, tmp_path / "report.html")
    with pytest.raises(ReportError, match=r"report\.pdf: a report is written as \.html or \.md"):
        report.write(small_store, tmp_path / "report.pdf")
    assert not (tmp_path / "report.pdf").exists()


def test_it_is_the_same_each_time(small_store: Store, tmp_path: Path) -> None:
    assert written(small_store, tmp_path / "a.html") == written(small_store, tmp_path / "b.html")


def test_a_browser_shows_it_and_asks_the_network_for_nothing(hostile_store: Store, tmp_path: Path, browser: Browser) -> None:
    path = tmp_path / "report.html"
    written(hostile_store, path)
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(f"a script of the review ran: {dialog.message}"))
    page.goto(path.as_uri())
    assert asked == [path.as_uri()]
    assert page.locator("svg[role=img]").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()
