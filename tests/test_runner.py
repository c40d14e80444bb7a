"""The runner's parameters and limits, and the formats that its answers are written in."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from graph.stores.base import Result, Store, StoreError
from queries import formats
from queries.formats import FormatError
from queries.packs import Column, Pack, PackError, Parameter, load_packs
from queries.runner import ParameterError, bind, run, suggestions
from queries.tables import Table, from_result

PACKS = load_packs()


def pack(cypher: str, *parameters: Parameter, columns: str = "n") -> Pack:
    return Pack(
        id="mine",
        revision=1,
        title="Mine",
        question="What?",
        parameters=parameters,
        columns=tuple(Column(name=name, kind="count", meaning="It.") for name in columns.split()),
        caution="None.",
        cypher=cypher,
        file="mine.yaml",
    )


TYPED = pack(
    "RETURN 1 AS n ORDER BY n",
    Parameter(name="word", meaning="A word.", default="x", choices=("x", "y")),
    Parameter(name="whole", type="integer", meaning="A whole number.", default=3),
    Parameter(name="part", type="number", meaning="A number.", default=0.5),
    Parameter(name="flag", type="boolean", meaning="A flag.", default=False),
    Parameter(name="any", meaning="All.", default=None),
)


def test_defaults_and_strings_as_typed_on_a_command_line() -> None:
    assert bind(TYPED, {}) == {"word": "x", "whole": 3, "part": 0.5, "flag": False, "any": None}
    given = {"word": "y", "whole": "12", "part": "2", "flag": "yes", "any": "a b"}
    assert bind(TYPED, given) == {"word": "y", "whole": 12, "part": 2.0, "flag": True, "any": "a b"}
    assert bind(TYPED, {"flag": True, "part": 0.25})["flag"] is True


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"wrod": "x"}, r"mine: no parameter 'wrod', did you mean 'word'\? \(it takes word, whole, part, flag, any\)"),
        ({"word": "z"}, r"mine: word cannot be 'z' \(one of x, y\)"),
        ({"whole": "3.5"}, "mine: whole must be a whole number, not '3.5'"),
        ({"part": "half"}, "mine: part must be a number, not 'half'"),
        ({"flag": "perhaps"}, "mine: flag must be true or false, not 'perhaps'"),
    ],
)
def test_a_wrong_parameter_says_what_would_do(params: dict[str, str], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        bind(TYPED, params)


def test_a_parameter_that_must_be_given(small_store: Store) -> None:
    with pytest.raises(ParameterError, match="case-timeline: case_id must be given: Id of the case, or of a review"):
        run(small_store, PACKS["case-timeline"])
    with pytest.raises(ParameterError, match=r"no parameter 'x' \(it takes none\)"):
        bind(PACKS["rare-pairs"], {"x": "1"})


def test_a_value_that_the_graph_does_not_hold_suggests_the_nearest(small_store: Store) -> None:
    with pytest.raises(ParameterError, match="failed-pairs: the graph holds no board 'Nort', did you mean 'North'"):
        run(small_store, PACKS["failed-pairs"], {"board": "Nort"})
    with pytest.raises(ParameterError, match="the graph holds no case_id 'north-1/b', did you mean 'north-1/a'"):
        run(small_store, PACKS["case-timeline"], {"case_id": "north-1/b"})


def test_suggestions_for_completion(small_store: Store) -> None:
    assert suggestions(small_store, PACKS["failed-pairs"], "board") == ["North", "South"]
    assert suggestions(small_store, PACKS["failed-pairs"], "mode")[0] == "not-shared"
    assert suggestions(small_store, PACKS["failed-pairs"], "within") == []
    assert suggestions(small_store, PACKS["failed-pairs"], "nothing") == []


def test_limits(small_store: Store) -> None:
    cut = run(small_store, PACKS["failed-pairs"], limit=2)
    assert len(cut.rows) == 2
    assert cut.truncated
    exact = run(small_store, PACKS["failed-pairs"], limit=6)
    assert len(exact.rows) == 6
    assert not exact.truncated
    assert run(small_store, PACKS["failed-pairs"], limit=0).rows == ()


def test_evidence_on_and_off(small_store: Store) -> None:
    shown = run(small_store, PACKS["not-followed-up"])
    assert shown.columns[-5:] == ("review", "paragraph", "page", "line", "quote")
    hidden = run(small_store, PACKS["not-followed-up"], evidence=False)
    assert hidden.columns == ("case_id", "from_type", "to_type", "date")
    assert hidden.rows == (("north-2/k", "childrens-social-care", "health-visiting", "June 2016"),)


def test_the_table_tells_what_was_asked(small_store: Store) -> None:
    table = run(small_store, PACKS["failed-pairs"], {"board": "South"})
    assert table.title == "Pairs that failed to share"
    assert table.parameters == {"board": "South", "within": True}
    assert "not what happened" in table.caution


def test_the_engine_refuses_to_write(small_store: Store) -> None:
    before = small_store.query("MATCH (x) RETURN count(x) AS n").rows
    for cypher in (
        "CREATE (x:Review {id: 'new'}) RETURN 1 AS n ORDER BY n",
        "MATCH (r:Review) SET r.board = 'x' RETURN 1 AS n ORDER BY n",
        "MATCH (r:Review) DETACH DELETE r RETURN 1 AS n ORDER BY n",
        "MERGE (r:Review {id: 'new'}) RETURN 1 AS n ORDER BY n",
    ):
        with pytest.raises(StoreError, match="read-only"):
            run(small_store, pack(cypher))
    assert small_store.query("MATCH (x) RETURN count(x) AS n").rows == before


def test_columns_that_the_cypher_does_not_return_are_an_error(small_store: Store) -> None:
    with pytest.raises(PackError, match=r"mine\.yaml: its Cypher returns the columns m, not those that it declares"):
        run(small_store, pack("MATCH (r:Review) RETURN count(r) AS m ORDER BY m"))


# Formats. A review may hold anything: markup, formulas, control characters, quotation marks, other alphabets.
NASTY = '<script>alert(1)</script> | *bold* "q" = ü\x1b[31m\x07'
TABLE = Table(
    columns=("name", "n", "share", "list", "quote"),
    rows=(("=1+1", 2, 0.5, ["a", "b"], NASTY), (None, 3, 1 / 3, [], "two\nlines"), (True, -1, 2.0, ["c"], "-2")),
    title="A <title>",
    question="What?",
    caution="Mind *this*.",
    evidence=frozenset({"quote"}),
)


def test_csv() -> None:
    assert "\r" not in formats.text(TABLE, "csv")  # a shell would take it for a part of the last value
    read = list(csv.reader(io.StringIO(formats.text(TABLE, "csv"))))
    assert read[0] == ["name", "n", "share", "list", "quote"]
    assert read[1][:4] == ["'=1+1", "2", "0.5", "a; b"]  # a spreadsheet must not run it
    assert "\x1b" not in read[1][4]
    assert "\x07" not in read[1][4]
    assert read[2] == ["", "3", str(1 / 3), "", "two\nlines"]
    assert read[3] == ["yes", "-1", "2.0", "c", "'-2"]


def test_json_keeps_values_as_they_are() -> None:
    records = json.loads(formats.text(TABLE, "json"))
    assert records == TABLE.records()
    lines = formats.text(TABLE, "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == records


def test_markdown_shows_text_as_text() -> None:
    lines = formats.text(TABLE, "md").splitlines()
    assert lines[0] == "### A &lt;title&gt;"
    assert lines[2] == "| name | n | share | list | quote |"
    row = lines[4]
    assert row.replace("\\|", "").count("|") == 6
    assert "&lt;script&gt;" in row
    assert "\\*bold\\*" in row
    assert "two lines" in lines[5]
    assert lines[-1] == "*Caution: Mind \\*this\\*.*"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_html_is_escaped_and_loads_nothing() -> None:
    page = _Tags()
    page.feed(formats.text(TABLE, "html"))
    assert "script" not in page.tags
    assert not {"src", "href"} & set(page.attributes)
    assert page.tags.count("tr") == 4
    assert any("<script>alert(1)</script>" in text for text in page.texts)
    assert "Caution: Mind *this*." in page.texts


def test_table_on_a_terminal() -> None:
    shown = formats.text(TABLE, "table", width=120)
    assert "A <title>" in shown
    assert "<script>alert(1)</script>" in shown
    assert "\x1b" not in shown
    assert "Caution: Mind *this*." in shown
    assert max(map(len, shown.splitlines())) <= 120
    assert "No rows." in formats.text(Table(columns=("a",), rows=()), "table")
    assert "The first 1 rows; --limit shows more." in formats.text(Table(columns=("a",), rows=((1,),), truncated=True), "table")


def test_markup_of_the_terminal_library_stays_text() -> None:
    assert "[bold]x[/bold]" in formats.text(Table(columns=("[red]a",), rows=(("[bold]x[/bold]",),)), "table")


def test_excel(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    formats.write(TABLE, "xlsx", path)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    values = list(sheet.iter_rows(values_only=True))
    assert values[0] == TABLE.columns
    assert values[1][:4] == ("=1+1", 2, 0.5, "a; b")
    assert sheet["A2"].data_type == "s"  # text, not a formula
    assert sheet["B2"].data_type == "n"
    with pytest.raises(FormatError, match="xlsx is written to a file; give one with --out"):
        formats.write(TABLE, "xlsx")


@pytest.mark.parametrize("format", ["table", "csv", "json", "jsonl", "md", "html"])
def test_a_file_holds_what_the_screen_would_show(tmp_path: Path, format: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "out"
    formats.write(TABLE, format, path, width=160)
    assert path.read_bytes().decode() == formats.text(TABLE, format, width=160)
    formats.write(TABLE, format, width=160)
    assert capsys.readouterr().out.splitlines() == formats.text(TABLE, format, width=160).splitlines()


def test_an_unknown_format() -> None:
    with pytest.raises(FormatError, match="no format 'pdf'; one of table, csv, json, jsonl, md, html, xlsx"):
        formats.write(TABLE, "pdf")


def test_rows_of_cypher_typed_by_hand() -> None:
    table = from_result(Result(("a", "b"), ((1, "x"),)), title="Mine")
    assert json.loads(formats.text(table, "json")) == [{"a": 1, "b": "x"}]
