"""The server engine, against a real Neo4j."""

from __future__ import annotations

import os

import neo4j_server as server
import pytest
from sample import sample

from graph.fold import fold
from graph.records import ReviewRecord
from graph.schema import SCHEMA
from graph.stores import open_store
from graph.stores.base import Graph, StoreError
from graph.stores.neo4j import Neo4jStore
from graph.stores.snapshot import ordered, snapshot

A, B = "upton-child-a", "fareham-child-b"


def fareham() -> ReviewRecord:
    """A review that the sample cites, by its board and label."""
    record = sample(B, board="Fareham", cases=[{"id": "child-b", "subject": {"label": "Child B"}}], people=[], episodes=[])
    record.review.published = "2013-05"
    for statement in (*record.exchanges, *record.findings):
        statement.case = statement.episode = None
    return record


def both() -> Graph:
    return fold([sample(), fareham()])


def size(graph: Graph) -> tuple[int, int]:
    return len(graph.nodes), len(graph.edges)


def test_what_was_written_is_read_back(neo4j_store: Neo4jStore, neo4j_server: str) -> None:
    neo4j_store.write(both())
    assert snapshot(neo4j_store) == ordered(both())
    assert server.counts(neo4j_server) == size(both())


def test_writing_twice_changes_nothing_and_writes_nothing(neo4j_store: Neo4jStore, neo4j_server: str) -> None:
    neo4j_store.write(both())
    heard: list[tuple[int, int]] = []
    server.run(neo4j_server, "MATCH (f:Finding) SET f.untouched = true")
    neo4j_store.write(both(), lambda done, total: heard.append((done, total)))
    assert server.counts(neo4j_server) == size(both())
    untouched = neo4j_store.query("MATCH (f:Finding) WHERE f.untouched RETURN count(f) AS n").rows
    assert untouched == ((2,),)
    assert heard[-1] == (sum(size(both())),) * 2


def test_a_changed_review_is_replaced_and_others_are_not_touched(neo4j_store: Neo4jStore, neo4j_server: str) -> None:
    neo4j_store.write(both())
    server.run(neo4j_server, f"MATCH (f:Finding {{review_id: '{A}'}}) SET f.untouched = true")
    changed = fareham()
    changed.exchanges.pop()
    changed.agencies.pop()
    changed.findings[0].text = "Practice was poor."
    neo4j_store.write(fold([sample(), changed]))
    assert snapshot(neo4j_store) == ordered(fold([sample(), changed]))
    assert neo4j_store.query("MATCH (f:Finding) WHERE f.untouched RETURN f.review_id AS r").rows == ((A,),)


def test_a_review_that_another_cites_is_replaced_without_losing_the_citation(neo4j_store: Neo4jStore) -> None:
    neo4j_store.write(both())
    cites = f"MATCH (:Review {{id: '{A}'}})-[:CITES]->(r:Review) RETURN r.id AS id, r.stub AS stub"
    assert neo4j_store.query(cites).rows == ((B, False),)
    changed = fareham()
    changed.findings.clear()
    neo4j_store.update(fold([changed]))
    assert neo4j_store.query(cites).rows == ((B, False),)


def test_update_leaves_the_reviews_that_it_does_not_bring(neo4j_store: Neo4jStore) -> None:
    neo4j_store.write(fold([sample()]))
    neo4j_store.update(fold([fareham()]))
    assert {node.id for node in snapshot(neo4j_store).nodes if node.label == "SafeguardingCase"} == {
        f"{A}/child-a",
        f"{B}/child-b",
    }


def test_write_removes_the_reviews_that_it_does_not_bring(neo4j_store: Neo4jStore) -> None:
    neo4j_store.write(both())
    neo4j_store.write(fold([fareham()]))
    assert snapshot(neo4j_store) == ordered(fold([fareham()]))


def test_pulling_a_review_out_removes_exactly_its_nodes(neo4j_store: Neo4jStore, neo4j_server: str) -> None:
    neo4j_store.write(both())
    own = [node for node in both().nodes if node.properties.get("review_id") == A]
    neo4j_store.remove(A)
    assert server.counts(neo4j_server)[0] == len(both().nodes) - len(own)
    assert {(node.label, node.id) for node in snapshot(neo4j_store).nodes} == {(node.label, node.id) for node in both().nodes} - {
        (node.label, node.id) for node in own
    }
    with pytest.raises(StoreError, match=f"holds no review '{A}'"):
        neo4j_store.remove(A)


def test_a_write_that_was_broken_off_is_finished_by_the_next(
    neo4j_store: Neo4jStore, neo4j_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stop(Exception):
        pass

    monkeypatch.setattr("graph.stores.neo4j._TRANSACTION", 1)

    def stop(done: int, total: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        neo4j_store.write(both(), stop)
    assert server.counts(neo4j_server) < size(both())
    neo4j_store.write(both())
    assert snapshot(neo4j_store) == ordered(both())


def test_constraints_and_indexes_are_those_of_the_schema(neo4j_store: Neo4jStore) -> None:
    neo4j_store.write(fold([]))
    constraints = neo4j_store.query(
        "SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type RETURN labelsOrTypes[0], properties, type"
    )
    assert {label for label, properties, kind in constraints.rows if (properties, kind) == (["id"], "UNIQUENESS")} == set(
        SCHEMA.nodes
    )
    indexes = neo4j_store.query(
        "SHOW INDEXES YIELD labelsOrTypes, properties WHERE properties <> ['id'] RETURN labelsOrTypes[0], properties[0]"
    )
    assert {tuple(row) for row in indexes.rows} >= {
        (label, name) for label, node in SCHEMA.nodes.items() for name in node.indexed
    }


@pytest.mark.parametrize(
    "foreign", ["CREATE (:Invoice {id: 1})", "CREATE (:Review:Magazine {id: 'x'})", "CREATE ()", "CREATE (:Child)"]
)
def test_a_database_with_nodes_of_others_is_refused_unless_told(neo4j_store: Neo4jStore, neo4j_server: str, foreign: str) -> None:
    server.empty(neo4j_server)  # of constraints, too, by which the store knows its own
    server.run(neo4j_server, foreign)
    with pytest.raises(StoreError, match="holds nodes that casegraph did not write"):
        neo4j_store.write(both())
    assert server.counts(neo4j_server) == (1, 0)
    with Neo4jStore(neo4j_server, alongside=True) as alongside:
        alongside.write(both())
        alongside.write(fold([]))
    nodes, edges = size(fold([]))
    assert server.counts(neo4j_server) == (nodes + 1, edges)


def test_nodes_that_others_add_later_are_found_too(neo4j_store: Neo4jStore, neo4j_server: str) -> None:
    neo4j_store.write(both())
    server.run(neo4j_server, "CREATE (:Invoice {id: 1})")
    with pytest.raises(StoreError, match=r"one has Invoice"):
        neo4j_store.write(both())


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (:Agency {id: 'new', name: 'new'})",
        "MATCH (a:Agency) SET a.name = 'x' RETURN a.name",
        "MATCH (a:Agency) DETACH DELETE a",
        "CREATE INDEX FOR (a:Agency) ON (a.names)",
    ],
)
def test_a_query_that_writes_is_refused_by_the_engine(neo4j_store: Neo4jStore, neo4j_server: str, cypher: str) -> None:
    neo4j_store.write(both())
    with pytest.raises(StoreError, match="this query writes; the graph is read-only"):
        neo4j_store.query(cypher)
    assert server.counts(neo4j_server) == size(both())


def test_a_query_cannot_reach_outside_the_graph(neo4j_store: Neo4jStore) -> None:
    with pytest.raises(StoreError, match="LOAD CSV reaches outside the graph"):
        neo4j_store.query("MATCH (p:Paragraph) LOAD CSV FROM 'http://localhost:1/' + p.text AS line RETURN line")


def test_whole_nodes_edges_and_paths_show_what_was_written(neo4j_store: Neo4jStore) -> None:
    neo4j_store.write(both())
    [[review, edge, path]] = neo4j_store.query(
        f"MATCH p = (r:Review {{id: '{B}'}})-[e:EXAMINES]->(c:SafeguardingCase) RETURN r, e, p"
    ).rows
    [written] = [node for node in both().nodes if (node.label, node.id) == ("Review", B)]
    assert review == {"labels": ["Review"], "properties": {"id": B, "name": written.name, **written.properties}}
    assert edge == {"type": "EXAMINES", "properties": {}}
    assert (path["nodes"][0], path["relationships"]) == (review, [edge])


def test_parameters_dates_and_durations_are_plain(neo4j_store: Neo4jStore) -> None:
    rows = neo4j_store.query(
        "RETURN $x AS x, date('2015-03-01') AS day, duration('P1M2DT3S') AS long", {"x": {"a": [1, None]}}
    ).rows
    assert rows == (({"a": [1, None]}, "2015-03-01", {"months": 1, "days": 2, "seconds": 3}),)


@pytest.mark.parametrize(
    ("cypher", "reason"), [("MATCH (a RETURN a", "Invalid input"), ("RETURN $missing", "Expected parameter")]
)
def test_an_error_is_one_line(neo4j_store: Neo4jStore, cypher: str, reason: str) -> None:
    with pytest.raises(StoreError, match=reason) as error:
        neo4j_store.query(cypher)
    assert "\n" not in str(error.value)


def test_a_query_that_takes_too_long_is_stopped(neo4j_store: Neo4jStore) -> None:
    with pytest.raises(StoreError, match=r"stopped after 0\.3 s"):
        neo4j_store.query("UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y RETURN sum(x * y)", timeout=0.3)


def test_only_names_that_the_schema_does_not_know_are_remarked_on(
    neo4j_store: Neo4jStore, capfd: pytest.CaptureFixture[str]
) -> None:
    [remark] = neo4j_store.query("MATCH (a:Agencie)-[:INFORMED]->(b:Agency) RETURN b.names").warnings
    assert "`Agencie`" in remark
    assert capfd.readouterr().err == ""


def test_describe_counts_what_there_is(neo4j_store: Neo4jStore) -> None:
    neo4j_store.write(both())
    found = neo4j_store.describe()
    assert found["nodes"]["SafeguardingCase"] == {"count": 2, "properties": ["id", "name", "review_id"]}
    assert found["edges"]["EXAMINES"] == {"count": 2, "properties": []}
    assert "INFORMED" not in found["edges"]
    assert {"board", "stub"} <= set(found["nodes"]["Review"]["properties"]) <= {"id", "name", *SCHEMA.nodes["Review"].properties}


def test_a_wrong_password_is_one_clear_line(neo4j_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEGRAPH_NEO4J_PASSWORD", "wrong")
    with open_store(neo4j_server) as store, pytest.raises(StoreError) as error:
        store.query("RETURN 1")
    assert str(error.value) == (
        f"{neo4j_server}: user or password refused; set CASEGRAPH_NEO4J_USER and CASEGRAPH_NEO4J_PASSWORD"
    )


def test_the_password_is_asked_for_where_there_is_somebody_to_ask(neo4j_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    asked: list[str] = []
    password = os.environ["CASEGRAPH_NEO4J_PASSWORD"]
    monkeypatch.delenv("CASEGRAPH_NEO4J_PASSWORD")
    monkeypatch.setattr("getpass.getpass", lambda prompt: asked.append(prompt) or password)
    with open_store(neo4j_server) as store:
        assert store.query("RETURN 1 AS one").rows == ((1,),)
    assert asked == [f"Password for {neo4j_server}: "]


def test_without_a_password_the_server_is_asked_without(neo4j_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASEGRAPH_NEO4J_PASSWORD")
    with open_store(neo4j_server) as store, pytest.raises(StoreError, match="user or password refused"):
        store.query("RETURN 1")


def test_a_database_that_is_not_there_is_named(neo4j_server: str) -> None:
    with open_store(neo4j_server, database="elsewhere") as store, pytest.raises(StoreError, match="has no database 'elsewhere'"):
        store.query("RETURN 1")


def test_a_server_without_tls_is_not_spoken_to_as_if_it_had_it(neo4j_server: str) -> None:
    with open_store(neo4j_server.replace("bolt://", "bolt+s://")) as store, pytest.raises(StoreError, match="cannot be reached"):
        store.query("RETURN 1")


@pytest.mark.parametrize("address", ["neo4j://localhost:1", "bolt://localhost:1"])
def test_a_server_that_cannot_be_reached_is_one_line(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEGRAPH_NEO4J_PASSWORD", "x")
    with open_store(address) as store, pytest.raises(StoreError, match="cannot be reached") as error:
        store.query("RETURN 1")
    assert str(error.value).startswith(address)
    assert "\n" not in str(error.value)


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(StoreError, match="must not hold a password") as error:
        open_store("neo4j://neo4j:geheim@localhost")
    assert "geheim" not in str(error.value)


@pytest.mark.parametrize("address", ["http://localhost:7474", "ftp://x", "neo4j+x://y"])
def test_another_kind_of_address_is_refused(address: str) -> None:
    with pytest.raises(StoreError, match=r"begins with neo4j, neo4j\+s, neo4j\+ssc, bolt, bolt\+s, bolt\+ssc"):
        open_store(address)
