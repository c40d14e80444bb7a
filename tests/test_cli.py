"""The command line as a person or a script meets it."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from sample import sample
from timing import timed

from casegraph import cli
from casegraph.examples import example_reviews
from graph.stores.base import Store
from graph.workspace import Workspace

QUESTION = """
id: how-many-paragraphs
revision: 1
title: Paragraphs
question: How many paragraphs are there?
columns:
  - {name: paragraphs, kind: count, meaning: "Their number."}
caution: Headings count too.
cypher: MATCH (p:Paragraph) RETURN count(p) AS paragraphs ORDER BY paragraphs
"""
REVIEW_IDS = "MATCH (r:Review) WHERE NOT r.stub RETURN r.id AS id"
HEAVY = ("kglite", "networkx", "pyvis", "IPython", "jinja2", "lxml", "bs4", "pypdfium2", "docx", "rdflib", "numpy")


class Answer(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Answer]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command in an empty folder, with a workspace of one review called upton-child-a in ./casegraph-data."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CASEGRAPH_WORKSPACE", raising=False)
    Workspace("casegraph-data").save(sample())

    def answer(*arguments: str) -> Answer:
        with pytest.raises(SystemExit) as exited:
            cli.main(arguments)
        shown = capsys.readouterr()
        return Answer(int(exited.value.code or 0), shown.out, shown.err)

    return answer


def started(*arguments: str, folder: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "casegraph", *arguments]
    return subprocess.run(command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, timeout=60)


def commands() -> list[tuple[str, click.Command]]:
    context = click.Context(cli.cli)
    found: list[tuple[str, click.Command]] = []
    for name in cli.COMMANDS:
        command = cli.cli.get_command(context, name)
        assert command is not None
        found.append((name, command))
        if isinstance(command, click.Group):
            found += [(f"{name} {child}", below) for child, below in command.commands.items()]
    return found


def test_help_is_quick() -> None:
    shown, took = timed([sys.executable, "-m", "casegraph", "--help"])
    assert shown.returncode == 0 and "casegraph load" in shown.stdout
    assert took < 0.4


def test_help_waits_for_no_heavy_library() -> None:
    code = (
        "import sys, casegraph.cli\n"
        "try: casegraph.cli.main(['--help'])\n"
        f"except SystemExit: print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(("name", "command"), commands(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_command_teaches_by_an_example(name: str, command: click.Command) -> None:
    assert re.search(rf"^ *casegraph {name}\b", command.help or "", re.MULTILINE), f"the help of {name} holds no example"
    assert not command.get_short_help_str(60).endswith("..."), "the first sentence is too long for the list of commands"


def test_version(run: Run) -> None:
    assert re.fullmatch(r"casegraph \d+\.\d+\.\d+\n", run("--version").out)


def test_reviews_are_listed(run: Run) -> None:
    listed = json.loads(run("reviews", "--format", "json").out)
    assert [review["review"] for review in listed] == ["upton-child-a"]
    record = sample()
    failed = sum(exchange.kind == "FAILED_TO_SHARE" for exchange in record.exchanges)
    assert (listed[0]["failed"], listed[0]["paragraphs"], listed[0]["cases"]) == (
        failed,
        len(record.paragraphs),
        len(record.cases),
    )
    assert failed > 0


def test_removed_reviews_are_gone_and_others_stay(run: Run) -> None:
    Workspace("casegraph-data").save(sample("other-review"))
    assert run("remove", "upton-child-a").status == 0
    assert [row["review"] for row in json.loads(run("reviews", "-f", "json").out)] == ["other-review"]
    again = run("remove", "upton-child-a")
    assert again.status == 1 and "holds no review 'upton-child-a'" in again.err


def test_the_workspace_may_be_named_before_or_after_the_command_or_by_variable(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Workspace("elsewhere").save(sample("far-away"))
    assert "far-away" in run("-w", "elsewhere", "reviews").out
    assert "far-away" in run("reviews", "--workspace", "elsewhere").out
    monkeypatch.setenv("CASEGRAPH_WORKSPACE", "elsewhere")
    assert "far-away" in run("reviews").out
    assert "upton-child-a" in run("reviews", "-w", "casegraph-data").out


def test_an_empty_workspace_says_what_to_do(run: Run) -> None:
    answer = run("reviews", "-w", "nowhere")
    assert answer.status == 1 and answer.out == ""
    assert answer.err.startswith("casegraph: nowhere: holds no reviews") and "casegraph load" in answer.err
    assert not Path("nowhere").exists()


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["laod"], 2, "did you mean 'load'"),
        (["load"], 2, "Missing argument 'PATH...'"),
        (["query", "no-such-question"], 1, "no query called 'no-such-question'"),
        (["query", "x", "-p", "novalue"], 2, "'novalue' is not of the form key=value"),
        (["cypher", "MATCH (n RETURN n"], 1, ""),
        (["cypher", "CREATE (n:Review {id: 'x'})"], 1, "read-only"),
        (["view", "case", "Child Nobody"], 1, "no case is called 'Child Nobody'"),
        (["export", "docx", "out"], 2, "'docx' is not one of 'graphml'"),
        (["load", "missing.txt"], 1, "missing.txt: no such file"),
        (["view", "agencies", "-o", "no/such/folder.html"], 1, "no/such/folder.html: No such file or directory"),
    ],
)
def test_errors_are_one_line_and_a_status(run: Run, arguments: list[str], status: int, says: str) -> None:
    answer = run(*arguments)
    assert answer.status == status
    assert says in answer.err and "Traceback" not in answer.err
    assert answer.out == ""
    assert len([line for line in answer.err.splitlines() if line.startswith("casegraph: ")]) <= 1
    assert len(answer.err.splitlines()) <= 2


def test_debug_shows_the_traceback(run: Run) -> None:
    for arguments in (["--debug", "cypher", "MATCH (n RETURN n"], ["cypher", "--debug", "MATCH (n RETURN n"]):
        answer = run(*arguments)
        assert answer.status == 1 and "Traceback" in answer.err and "StoreError" in answer.err


def test_a_fault_of_ours_is_told_as_such(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr(Workspace, "store", broken)
    answer = run("reviews")
    assert answer.status == 1
    assert answer.err == "casegraph: a fault in casegraph, please report it: KeyError: 'lost' (--debug shows where)\n"


def test_cypher_takes_parameters_and_formats(run: Run) -> None:
    answer = run("cypher", "MATCH (p:Paragraph) WHERE p.line >= $line RETURN count(p) AS n", "-p", "line=1", "-f", "json")
    assert json.loads(answer.out) == [{"n": len(sample().paragraphs)}]
    command = [sys.executable, "-m", "casegraph", "cypher", "-", "-f", "csv"]
    piped = subprocess.run(command, input=REVIEW_IDS, capture_output=True, text=True, check=True)
    assert piped.stdout.split() == ["id", "upton-child-a"]


def test_out_writes_the_format_that_the_file_ends_in(run: Run) -> None:
    answer = run("cypher", REVIEW_IDS, "-o", "reviews.csv")
    assert answer.out == "" and "reviews.csv written (1 rows)" in answer.err
    assert Path("reviews.csv").read_text(encoding="utf-8").split() == ["id", "upton-child-a"]


def test_a_piped_table_is_plain_and_whole(run: Run) -> None:
    words = "word " * 60 + "end"
    shown = started("cypher", f"RETURN '{words}' AS words, 1 AS number", COLUMNS="40")
    assert shown.returncode == 0
    assert any(words in line and line.rstrip().endswith("1") for line in shown.stdout.splitlines())
    assert not set(shown.stdout) & set("━─│┃┏\x1b")


def on_screen(columns: int, *arguments: str) -> list[str]:
    """The lines that a terminal of that width gets to show."""
    screen, end = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm", "NO_COLOR": "1"}
    with subprocess.Popen([sys.executable, "-m", "casegraph", *arguments], stdout=end, env=environment):
        os.close(end)
        shown = b""
        while chunk := _read(screen):
            shown += chunk
    os.close(screen)
    return re.sub(r"\x1b\[[\d;]*m|\r", "", shown.decode()).splitlines()


def _read(screen: int) -> bytes:
    try:
        return os.read(screen, 65536)
    except OSError:  # how Linux says that the other end is closed
        return b""


def test_a_table_fits_the_screen_or_is_turned(run: Run) -> None:
    asked = ("query", "pair-evidence", "-p", "from_type=hospital", "-p", "to_type=general-practice")
    wide, narrow = on_screen(200, *asked), on_screen(80, *asked)
    assert any("The hospital did not tell the GP" in line and "upton-child-a" in line for line in wide)
    assert "quote       The hospital did not tell the GP" in [line.rstrip() for line in narrow]
    assert max(map(len, narrow)) <= 80


def test_output_may_be_cut_short_by_its_reader(run: Run) -> None:
    cypher = "MATCH (p:Paragraph), (q:Paragraph), (r:Paragraph), (s:Paragraph), (t:Paragraph) RETURN p.text, q.text, r.text"
    shown = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m casegraph cypher '{cypher}' -f csv | head -n 1"], capture_output=True, text=True
    )
    assert shown.returncode == 0 and shown.stderr == ""


def test_views_are_written_where_asked(run: Run) -> None:
    assert run("view", "agencies", "-o", "all.html").status == 0
    assert "<title>Who told whom" in Path("all.html").read_text(encoding="utf-8")
    label = sample().cases[0].subject.label
    answer = run("view", "case", label)
    written = re.match(r"(\S+\.html) written", answer.err)
    assert written and f"<title>{label}</title>" in Path(written[1]).read_text(encoding="utf-8")


def test_the_report_is_written_in_both_forms(run: Run) -> None:
    assert run("report", "-o", "report.html", "--board", "Upton Safeguarding Board").status == 0
    assert "The hospital did not tell the GP" in Path("report.html").read_text(encoding="utf-8")
    assert run("report", "-o", "report.md").status == 0
    assert Path("report.md").read_text(encoding="utf-8").startswith("# ")
    other = run("report", "-o", "report.pdf")
    assert other.status == 1 and "a report is written as .html or .md" in other.err
    unknown = run("report", "--board", "Upton Safeguarding Bored")
    assert unknown.status == 1 and "did you mean 'Upton Safeguarding Board'" in unknown.err


def test_exports_are_written(run: Run) -> None:
    import networkx as nx

    answer = run("export", "graphml", "out.graphml")
    nodes, edges = (int(number.replace(",", "")) for number in re.findall(r"([\d,]+) (?:nodes|edges)", answer.err))
    read = nx.read_graphml("out.graphml")
    assert (read.number_of_nodes(), read.number_of_edges()) == (nodes, edges)
    assert run("export", "csv", "tables").status == 0
    assert len(Path("tables/nodes.csv").read_text(encoding="utf-8").splitlines()) > nodes // 2


def test_rdf_is_written_and_the_records_are_validated(run: Run) -> None:
    from graph.exports.rdf import read_rdf

    assert run("export", "rdf", "out.ttl").status == 0
    assert [record.review.id for record in read_rdf(Path("out.ttl"))] == ["upton-child-a"]
    record = sample()
    record.review.source.sha256 = "0" * 64
    Workspace("casegraph-data").save(record)
    sound = run("validate")
    assert sound.status == 0 and "violations: 0" in sound.out
    record.exchanges[0].confidence = 7.0
    Workspace("casegraph-data").save(record)
    broken = run("validate")
    assert broken.status == 1 and "the confidence is not between 0 and 1" in broken.out


def test_own_questions_are_checked_and_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Path("own")
    own.mkdir()
    (own / "how-many-paragraphs.yaml").write_text(QUESTION, encoding="utf-8")
    sound = run("packs", "lint", "--packs", "own")
    assert sound.status == 0 and "problems: 0" in sound.out
    assert run("query", "how-many-paragraphs", "--packs", "own", "-f", "csv").out.split() == [
        "paragraphs",
        str(len(sample().paragraphs)),
    ]
    monkeypatch.setenv("CASEGRAPH_PACKS", "own")
    assert "how-many-paragraphs" in run("query").out
    (own / "how-many-paragraphs.yaml").write_text(QUESTION.replace("MATCH", "MTACH"), encoding="utf-8")
    broken = run("packs", "lint")
    assert broken.status == 1 and "how-many-paragraphs.yaml: " in broken.out


def test_a_server_is_filled_and_asked(run: Run, neo4j_store: Store, neo4j_server: str) -> None:
    filled = run("push", "--store", neo4j_server)
    assert filled.status == 0 and filled.err == f"{neo4j_server} holds the 1 reviews of this workspace\n"
    assert [row["n"] for row in neo4j_store.query("MATCH (r:Review {stub: false}) RETURN count(r) AS n").records()] == [1]
    asked = ("query", "failed-pairs", "-f", "csv")
    assert run(*asked, "--store", neo4j_server).out == run(*asked).out != ""
    assert run("view", "case", "Child A", "-o", "a.html", "--store", neo4j_server).status == 0
    assert run("view", "case", "Child A", "-o", "b.html").status == 0
    assert Path("a.html").read_text(encoding="utf-8") == Path("b.html").read_text(encoding="utf-8")


def test_a_shared_server_keeps_the_reviews_of_others(run: Run, neo4j_store: Store, neo4j_server: str) -> None:
    def held() -> list[str]:
        return [row["id"] for row in neo4j_store.query(f"{REVIEW_IDS} ORDER BY id").records()]

    Workspace("colleague").save(sample("other-review"))
    assert run("push", "-w", "colleague", "--store", neo4j_server).status == 0
    told = run("push", "--store", neo4j_server)
    assert told.err == f"{neo4j_server} holds the 1 reviews of this workspace and 1 others\n"
    assert held() == ["other-review", "upton-child-a"]
    for path in example_reviews()[:1]:
        assert run("load", str(path), "--store", neo4j_server).status == 0
        assert held() == sorted(["other-review", "upton-child-a", path.stem])
    taken = run("remove", "other-review", "--store", neo4j_server)
    assert taken.status == 0 and taken.err == f"other-review removed from {neo4j_server}\n"
    assert "other-review" not in held() and Workspace("colleague").review_ids() == ["other-review"]
    again = run("remove", "other-review", "--store", neo4j_server)
    assert again.status == 1 and "holds no review 'other-review'" in again.err
    assert run("push", "-w", "colleague", "--store", neo4j_server, "--replace").status == 0
    assert held() == ["other-review"]


def test_a_database_of_a_server_may_be_named(run: Run, neo4j_server: str) -> None:
    for command in (["push"], ["reviews"], ["remove", "upton-child-a"]):
        answer = run(*command, "--store", neo4j_server, "--database", "elsewhere")
        assert answer.status == 1 and "has no database 'elsewhere'" in answer.err


def test_a_server_must_be_named_and_reached(run: Run) -> None:
    unnamed = run("push")
    assert unnamed.status == 2 and "CASEGRAPH_STORE" in unnamed.err
    answer = run("query", "failed-pairs", "--store", "bolt://localhost:1")
    assert answer.status == 1 and answer.err.startswith("casegraph: bolt://localhost:1: cannot be reached")
    file = run("push", "--store", "casegraph-data/graph.kgl")
    assert file.status == 1 and "the address of a server begins with neo4j" in file.err


def test_without_the_driver_it_is_named_with_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("casegraph.pushing", "graph.stores.neo4j"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setitem(sys.modules, "neo4j", None)
    for command in (["push"], ["reviews"], ["remove", "upton-child-a"]):
        answer = run(*command, "--store", "neo4j://localhost")
        assert answer.status == 1 and "pip install 'casegraph[neo4j]'" in answer.err


def test_completion_offers_commands_reviews_and_cases(run: Run) -> None:
    def offered(words: str) -> list[str]:
        count = str(len(words.split()) - (not words.endswith(" ")))
        shown = started(_CASEGRAPH_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=count)
        return [line.partition(",")[2] for line in shown.stdout.splitlines()]

    assert offered("casegraph re") == ["reviews", "remove", "report"]
    assert offered("casegraph remove up") == ["upton-child-a"]
    assert offered("casegraph view case upton")[0].startswith("upton-child-a/")
    asked = "casegraph query pair-evidence -p "
    assert {"from_type=hospital", "to_type=general-practice", "kind=FAILED_TO_SHARE"} <= set(offered(asked))
    assert all(value.startswith("kind=") for value in offered(asked + "kin")) and offered(asked + "kin")
