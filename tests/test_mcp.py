"""The door for assistants: a real session with ``casegraph mcp`` over its standard input and output."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casegraph.assistant import TOOLS
from casegraph.examples import example_reviews
from graph.schema import SCHEMA
from graph.workspace import Workspace
from loaders.load import load
from queries.packs import Pack, load_packs
from queries.runner import bind, suggestions

PACKS = [pack for pack in load_packs().values() if not pack.post]
MOST = 200  # rows that the server returns of a stored question


class Session:
    """A client of the Model Context Protocol, revision 2025-06-18, on a process of its own."""

    def __init__(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "casegraph", "mcp", *arguments]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.calls = 0
        client = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "tests", "version": "1"}}
        self.server: dict[str, Any] = self.call("initialize", client)["result"]
        self.send({"method": "notifications/initialized"})

    def send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        self.process.stdin.flush()

    def call(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        assert self.process.stdout
        self.calls += 1
        self.send({"id": self.calls, "method": method, "params": params})
        while line := self.process.stdout.readline():
            answer: dict[str, Any] = json.loads(line)
            if answer.get("id") == self.calls:
                return answer
        raise AssertionError(f"the server hung up: {self.process.stderr.read() if self.process.stderr else ''}")

    def use(self, tool: str, **arguments: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self.call("tools/call", {"name": tool, "arguments": arguments})["result"]
        return answer

    def close(self) -> int:
        self.process.communicate(timeout=20)
        return self.process.returncode


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = Workspace(tmp_path_factory.mktemp("mcp") / "data")
    load(example_reviews(), made)
    return made


@pytest.fixture(scope="module")
def session(workspace: Workspace) -> Iterator[Session]:
    opened = Session("--workspace", str(workspace.path))
    yield opened
    assert opened.close() == 0


def test_it_tells_what_the_graph_holds(session: Session) -> None:
    told = session.server["instructions"]
    for name in (*SCHEMA.nodes, *SCHEMA.edges, *SCHEMA.agency_types, *SCHEMA.modes, *SCHEMA.names):
        assert name in told, f"{name} is not told of"
    assert "{" not in told.replace("{id: e.paragraph_id}", "").replace("{.a}", "")


def test_it_offers_reading_tools_only(session: Session) -> None:
    assert {tool["name"] for tool in session.call("tools/list", {})["result"]["tools"]} == set(TOOLS)


def test_it_answers_cypher(session: Session, workspace: Workspace) -> None:
    cypher = "MATCH (r:Review) WHERE r.stub = $stub RETURN r.id AS id ORDER BY id"
    answer = session.use("cypher_query", query=cypher, params={"stub": False})
    assert answer["structuredContent"]["rows"] == [[review] for review in workspace.review_ids()]
    assert str(workspace.path) not in json.dumps(answer)


@pytest.mark.parametrize(
    "cypher", ["CREATE (n:Review {id: 'x'})", "MATCH (n:Agency) SET n.name = 'x'", "MATCH (n) DETACH DELETE n"]
)
def test_it_refuses_to_write(session: Session, workspace: Workspace, cypher: str) -> None:
    before = workspace.graph_file.read_bytes()
    answer = session.use("cypher_query", query=cypher)
    assert answer["isError"] and "read-only" in answer["content"][0]["text"]
    assert session.use("cypher_query", query="MATCH (n:Review {id: 'x'}) RETURN count(n) AS n")["structuredContent"]["rows"] == [
        [0]
    ]
    assert workspace.graph_file.read_bytes() == before


def test_it_reads_no_files(session: Session) -> None:
    answer = session.use("cypher_query", query="LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line")
    assert answer["isError"]


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_it_answers_ready_made_questions_as_the_store_does(session: Session, workspace: Workspace, pack: Pack) -> None:
    with workspace.store() as store:
        given = {p.name: suggestions(store, pack, p.name)[0] for p in pack.parameters if p.required}
        values = bind(pack, given) | ({"limit": 20} if "$limit" in pack.cypher else {})
        expected = store.query(pack.cypher, values)
    name = {"recipe": pack.group.replace("-", "_"), "query": pack.id.replace("-", "_")}
    answer = session.use("run_recipe_query", **name, variables=values, _response={"mode": "full"})["structuredContent"]
    if len(expected.rows) > MOST:
        assert answer["code"] == "result_limit_exceeded"
    else:
        assert answer["result"]["columns"] == list(expected.columns)
        assert answer["result"]["rows"] == json.loads(json.dumps(expected.rows))


def test_it_answers_from_the_graph_of_a_later_load(workspace: Workspace, tmp_path: Path) -> None:
    mine = Workspace(tmp_path)
    first, second = workspace.review_ids()[:2]
    mine.save(workspace.load(first))
    session = Session("-w", str(tmp_path))
    mine.save(workspace.load(second))
    mine.store().close()
    answer = session.use("cypher_query", query="MATCH (r:Review {stub: false}) RETURN r.id AS id ORDER BY id")
    assert answer["structuredContent"]["rows"] == [[first], [second]]
    assert session.close() == 0


def test_an_empty_workspace_and_a_server_are_refused_in_one_line(tmp_path: Path) -> None:
    for arguments, says in (
        (["-w", str(tmp_path)], "holds no reviews"),
        (["--store", "bolt://localhost"], "the graph of a workspace"),
    ):
        shown = subprocess.run(
            [sys.executable, "-m", "casegraph", "mcp", *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        assert shown.returncode != 0 and says in shown.stderr and shown.stdout == ""
        assert len(shown.stderr.splitlines()) == 1
