"""The embedded store: what goes in comes out, and queries cannot change it."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import kglite
import pytest
from sample import sample

from graph.fold import fold
from graph.stores import open_store
from graph.stores.base import Graph, Node, StoreError
from graph.stores.embedded import EmbeddedStore
from graph.stores.snapshot import ordered, snapshot


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    store = EmbeddedStore(tmp_path / "graph.kgl")
    store.write(fold([sample(), sample("fareham-child-a", board="Fareham")]))
    return store


def test_what_was_written_is_read_back(store: EmbeddedStore) -> None:
    assert snapshot(store) == ordered(fold([sample(), sample("fareham-child-a", board="Fareham")]))


def test_a_graph_without_reviews_is_a_graph(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "graph.kgl") as store:
        store.write(fold([]))
        assert snapshot(store) == ordered(fold([]))


def test_opened_by_path(store: EmbeddedStore) -> None:
    with open_store(store.path) as opened:
        assert opened.query("MATCH (r:Review {stub: false}) RETURN count(r) AS n").rows == ((2,),)


def test_a_query_has_parameters_columns_and_plain_values(store: EmbeddedStore) -> None:
    result = store.query(
        "MATCH (a:Agency)-[f:FAILED_TO_SHARE]->(b:Agency) WHERE f.review_id = $review "
        "RETURN a.agency_type AS holder, b.names AS names, f.confidence AS confidence, date('2015-03-01') AS day",
        {"review": "upton-child-a"},
    )
    assert result.columns == ("holder", "names", "confidence", "day")
    assert result.rows == (("hospital", None, 0.7, "2015-03-01"),)
    assert [row["holder"] for row in result.records()] == ["hospital"]


def test_whole_nodes_edges_and_paths_show_what_was_written(store: EmbeddedStore) -> None:
    [[member, edge, path]] = store.query(
        "MATCH p = (m:FamilyMember)-[e:RELATED_TO]->(c:Child) WHERE m.review_id = 'upton-child-a' RETURN m, e, p"
    ).rows
    properties = {
        "id": "upton-child-a/s2",
        "name": "Mother",
        "review_id": "upton-child-a",
        "case_id": "upton-child-a/child-a",
        "role": "mother",
        "status": "found",
    }
    assert member == {"labels": ["FamilyMember"], "properties": properties}
    assert edge == {"type": "RELATED_TO", "properties": {"role": "mother"}}
    assert (path["nodes"][0], path["relationships"]) == (member, [edge])
    assert store.query("MATCH (m:FamilyMember {id: 'upton-child-a/s2'}) RETURN properties(m) AS p").rows == ((properties,),)


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (:Agency {id: 'new', name: 'new'})",
        "MATCH (a:Agency) SET a.name = 'x' RETURN a.name",
        "MATCH (a:Agency) DETACH DELETE a",
        "MERGE (a:Agency {id: 'new'}) RETURN a.id",
        "MATCH (a:Agency) REMOVE a.names",
        "CREATE INDEX FOR (a:Agency) ON (a.names)",
    ],
)
def test_a_query_that_writes_is_refused_by_the_engine(store: EmbeddedStore, cypher: str) -> None:
    before = snapshot(store)
    with pytest.raises(StoreError, match="this query writes; the graph is read-only"):
        store.query(cypher)
    assert snapshot(store) == before


def test_words_that_write_may_stand_in_a_text(store: EmbeddedStore) -> None:
    assert store.query("RETURN 'CREATE (n) SET n.x = 1' AS words").rows == (("CREATE (n) SET n.x = 1",),)


@pytest.mark.parametrize(
    "cypher",
    [
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "MATCH (p:Paragraph) LOAD /* so */ csv FROM 'https://example.org/?' + p.text AS line RETURN line",
        "CALL apoc.load.json('https://example.org') YIELD value RETURN value",
    ],
)
def test_a_query_cannot_reach_outside_the_graph(store: EmbeddedStore, cypher: str) -> None:
    with pytest.raises(StoreError, match="reaches outside the graph"):
        store.query(cypher)


def test_words_that_reach_outside_may_stand_in_a_text_or_comment(store: EmbeddedStore) -> None:
    assert store.query("RETURN 'LOAD CSV' AS words // LOAD CSV").rows == (("LOAD CSV",),)


@pytest.mark.parametrize(
    ("cypher", "reason"),
    [
        ("MATCH (a RETURN a", "syntax error at line 1"),
        ("RETURN $missing", "Missing parameter"),
        ("RETURN 1 FORMAT CSV", "FORMAT CSV"),
    ],
)
def test_an_error_is_one_line(store: EmbeddedStore, cypher: str, reason: str) -> None:
    with pytest.raises(StoreError, match=reason) as error:
        store.query(cypher)
    assert "\n" not in str(error.value)


def test_a_query_that_takes_too_long_is_stopped(store: EmbeddedStore) -> None:
    started = time.monotonic()
    with pytest.raises(StoreError, match=r"stopped after 0\.2 s"):
        store.query("UNWIND range(1, 40000) AS x UNWIND range(1, 40000) AS y RETURN sum(x * y)", timeout=0.2)
    assert time.monotonic() - started < 5


def test_a_name_that_the_schema_does_not_know_is_remarked_on(store: EmbeddedStore) -> None:
    [remark] = store.query("MATCH (a:Agencie) RETURN a.name").warnings
    assert "'Agencie'" in remark


def test_a_known_name_without_an_example_is_not_remarked_on(store: EmbeddedStore, capfd: pytest.CaptureFixture[str]) -> None:
    result = store.query("MATCH (a:Agency)-[i:INFORMED]->(b:Agency) WHERE i.mode = 'x' RETURN a.name")
    assert (result.rows, result.warnings) == ((), ())
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "pattern",
    [
        "(r:Review)-[:FOUND]-(f)-[:ABOUT]->(a)",
        "(r:Review)-[:FOUND]->(f)-[:ABOUT]-(a)",
        "(r:Review)--(f:Finding)-->(a:Agency)",
        "(a:Agency)-[:IS_A*2..2]-(b)",
    ],
)
def test_paths_with_an_edge_that_has_no_direction_are_counted_right(store: EmbeddedStore, pattern: str) -> None:
    listed = store.query(f"MATCH p = {pattern} RETURN length(p) AS n").rows
    assert len(listed) >= 2
    assert store.query(f"MATCH {pattern} RETURN count(*) AS n").rows == ((len(listed),),)
    wrong = kglite.load(str(store.path)).cypher(f"MATCH {pattern} RETURN count(*) AS n").scalar()
    assert wrong == 0, "this KGLite counts right: drop _MISCOUNTING from graph.stores.embedded"


@pytest.mark.parametrize(
    ("aggregate", "expected"),
    [
        ("count(DISTINCT t)", 2),
        ("collect(DISTINCT t.id)", ["information-sharing", "thresholds"]),
        ("min(t.id)", "information-sharing"),
    ],
)
@pytest.mark.parametrize(
    "query",
    [
        "MATCH (d:SafeguardingCase) MATCH (f:Finding {{review_id: d.review_id}})-[:ON_THEME]->(t:Theme) "
        "WHERE f.review_id = 'north-2' RETURN {} AS it",
        "MATCH (d:SafeguardingCase {{id: 'north-2/k'}}) CALL (d) {{ MATCH (f:Finding)-[:ON_THEME]->(t:Theme) "
        "WHERE f.review_id = d.review_id RETURN {} AS it }} RETURN it",
    ],
    ids=["two matches", "subquery"],
)
def test_values_are_made_distinct_after_where(small_store: EmbeddedStore, query: str, aggregate: str, expected: object) -> None:
    cypher = query.format(aggregate)
    assert small_store.query(cypher).rows == ((expected,),)
    wrong = kglite.load(str(small_store.path)).cypher(cypher).scalar()
    assert wrong != expected, "this KGLite loses nothing: drop _LOSING from graph.stores.embedded"


def test_a_query_that_kglite_answers_wrongly_is_remarked_on(store: EmbeddedStore) -> None:
    result = store.query("MATCH ()-[e:FAILED_TO_SHARE]->() MATCH (p:Paragraph {id: e.paragraph_id}) RETURN p.id AS id")
    assert result.rows == ()
    assert result.warnings == (
        "A property map that takes its value from an edge ({id: e.paragraph_id}) finds nothing on KGLite; "
        "bring the value to a variable with WITH first.",
    )


def test_describe_counts_what_there_is(store: EmbeddedStore) -> None:
    found = store.describe()
    assert found["nodes"]["Review"]["count"] == 4
    assert {"id", "name", "board", "stub"} <= set(found["nodes"]["Review"]["properties"])
    assert found["edges"]["FAILED_TO_SHARE"]["count"] == 2
    assert "quote" in found["edges"]["FAILED_TO_SHARE"]["properties"]
    assert "INFORMED" not in found["edges"]


def test_a_missing_or_broken_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such graph; run `casegraph load` first"):
        EmbeddedStore(tmp_path / "none.kgl").query("RETURN 1")
    broken = tmp_path / "broken.kgl"
    broken.write_bytes(b"not a graph")
    with pytest.raises(StoreError, match="delete it to have it made again") as error:
        EmbeddedStore(broken).query("RETURN 1")
    assert str(broken) in str(error.value)


def test_a_graph_that_does_not_hold_together_is_refused_and_the_old_one_kept(store: EmbeddedStore) -> None:
    graph = fold([sample()])
    before = snapshot(store)
    with pytest.raises(StoreError, match="cannot be written"):
        store.write(Graph([node for node in graph.nodes if node.label != "Paragraph"], graph.edges))
    assert snapshot(store) == before


def test_writing_leaves_one_file(store: EmbeddedStore) -> None:
    store.write(fold([sample()]))
    assert [path.name for path in store.path.parent.iterdir()] == ["graph.kgl"]


def test_a_reader_keeps_what_it_opened_while_the_graph_is_replaced(store: EmbeddedStore) -> None:
    reader = open_store(store.path)
    counted = "MATCH (r:Review) RETURN count(r) AS n"
    assert reader.query(counted).rows == ((4,),)
    store.write(fold([sample()]))
    assert reader.query(counted).rows == ((4,),)
    assert store.query(counted).rows == ((2,),)


def test_several_threads_may_query(store: EmbeddedStore) -> None:
    found: list[object] = []
    query = "MATCH (a:Agency)-[:IS_A]->(t:AgencyType) RETURN count(a) AS n"
    threads = [threading.Thread(target=lambda: found.append(store.query(query).rows)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [((10,),)] * 8


def test_progress_ends_at_the_whole(tmp_path: Path) -> None:
    graph, heard = fold([sample()]), []
    EmbeddedStore(tmp_path / "graph.kgl").write(graph, lambda done, total: heard.append((done, total)))
    assert heard[-1] == (len(graph.nodes) + len(graph.edges),) * 2


def test_awkward_text_survives(tmp_path: Path) -> None:
    names = ["'; DROP", '"quoted"', "line\nbreak", "tab\t", "naïve – “quotes” 🙂", "\\", "{braces}", "$param", "2015", "true"]
    graph = Graph([Node("Theme", f"t{at}", name, {"definition": name}) for at, name in enumerate(names)], [])
    with EmbeddedStore(tmp_path / "graph.kgl") as store:
        store.write(graph)
        assert snapshot(store) == ordered(graph)
