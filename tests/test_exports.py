"""Exports, read back by other tools: what leaves is what the graph holds."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pyarrow.parquet as pq
import pytest
from sample import sample

from graph.exports import FORMATS, ExportError, export
from graph.exports.network import agency_network, flat_networkx, to_networkx
from graph.fold import fold
from graph.schema import SCHEMA
from graph.stores.base import Graph

AWKWARD = 'a "quoted", <b>marked</b> & broken\nline; tab\there – naïve 🙂'


@pytest.fixture
def graph() -> Graph:
    """Two reviews, among them parallel exchanges, awkward text and a character that XML cannot hold."""
    one, two = sample(), sample("fareham-child-a", board="Fareham")
    two.exchanges.append(sample().exchanges[1])
    two.exchanges[-1].id = "x3"
    two.paragraphs[0].text = two.paragraphs[0].text + AWKWARD
    two.paragraphs[1].section = "front\x0cmatter"
    two.agencies[0].names = ["HV; team", AWKWARD]
    return fold([one, two])


def plain(network: nx.Graph[str]) -> tuple[dict[str, Any], list[Any]]:
    """Nodes, and edges with their ids apart from their properties, of a network of whichever class a reader chose."""
    if network.is_multigraph():
        edges = [(source, target, key, data) for source, target, key, data in network.edges(keys=True, data=True)]
    else:
        edges = [(source, target, data["id"], data) for source, target, data in network.edges(data=True)]
    told = [(*ends, sorted((name, value) for name, value in data.items() if name != "id")) for *ends, data in edges]
    return dict(network.nodes(data=True)), sorted(told)


def test_networkx_has_every_node_edge_and_property(graph: Graph) -> None:
    network = to_networkx(graph)
    assert network.number_of_nodes() == len(graph.nodes)
    assert network.number_of_edges() == len(graph.edges)
    gaps = network["Agency/fareham-child-a/hospital"]["Agency/fareham-child-a/general-practice"]
    assert sorted(data["id"] for data in gaps.values()) == ["fareham-child-a/x2", "fareham-child-a/x3"]
    agency = network.nodes["Agency/fareham-child-a/health-visiting"]
    assert agency == {
        "node_type": "Agency",
        "id": "fareham-child-a/health-visiting",
        "name": "Health visiting",
        "review_id": "fareham-child-a",
        "agency_type": "health-visiting",
        "sector": "health",
        "names": ["HV; team", AWKWARD],
        "status": "found",
    }


def test_the_agency_network_counts_exchanges_reviews_and_cases(graph: Graph) -> None:
    network = agency_network(graph)
    assert network["hospital"]["general-practice"] == {
        "weight": 3,
        "reviews": 2,
        "cases": 2,
        "referred_to": 0,
        "informed": 0,
        "failed_to_share": 3,
    }
    assert network.nodes["hospital"] == {"name": "Hospital", "sector": "health", "reviews": 2}
    assert "education" not in network
    assert list(agency_network(graph, ["REFERRED_TO"]).edges) == [("health-visiting", "childrens-social-care")]


def test_graphml_read_by_networkx_equals_the_graph(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    export(graph, "graphml", path)
    read = nx.read_graphml(path, force_multigraph=True, edge_key_type=str)
    assert plain(read) == plain(flat_networkx(graph))


def test_gexf_read_by_networkx_equals_the_graph(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.gexf"
    export(graph, "gexf", path)
    assert plain(nx.read_gexf(path)) == plain(flat_networkx(graph))


@pytest.mark.parametrize(("form", "types"), [("graphml", "attr.type"), ("gexf", "type")])
def test_every_property_is_declared_with_one_type_and_none_is_none(graph: Graph, tmp_path: Path, form: str, types: str) -> None:
    path = tmp_path / "graph"
    export(graph, form, path)
    declared = [element for element in ElementTree.parse(path).iter() if element.tag.rsplit("}")[-1] in ("key", "attribute")]
    assert len(declared) > 20
    assert {element.get(types) for element in declared} <= {"string", "long", "double", "boolean"}
    assert ">None<" not in path.read_text()
    assert '"None"' not in path.read_text()


def test_files_hold_lists_as_json_and_only_characters_that_xml_can_hold(graph: Graph) -> None:
    whole, flat = to_networkx(graph), flat_networkx(graph)
    assert list(whole) == list(flat)
    agency = "Agency/fareham-child-a/health-visiting"
    assert json.loads(flat.nodes[agency]["names"]) == whole.nodes[agency]["names"]
    paragraph = "Paragraph/fareham-child-a/p2"
    assert flat.nodes[paragraph]["section"] == "front\ufffdmatter"
    same = {"text", "line", "page", "coded", "review_id", "name", "node_type"}
    assert {name: flat.nodes[paragraph][name] for name in same} == {name: whole.nodes[paragraph][name] for name in same}


def test_csv_has_a_row_a_node_and_an_edge(graph: Graph, tmp_path: Path) -> None:
    export(graph, "csv", tmp_path / "out")
    with (tmp_path / "out" / "nodes.csv").open(encoding="utf-8", newline="") as file:
        nodes = {(row["label"], row["id"]): row for row in csv.DictReader(file)}
    with (tmp_path / "out" / "edges.csv").open(encoding="utf-8", newline="") as file:
        edges = list(csv.DictReader(file))
    assert len(nodes) == len(graph.nodes)
    assert len(edges) == len(graph.edges)
    assert json.loads(nodes["Agency", "fareham-child-a/health-visiting"]["names"]) == ["HV; team", AWKWARD]
    assert nodes["Paragraph", "fareham-child-a/p1"]["text"].endswith(AWKWARD)
    assert nodes["Review", "upton-child-a"]["stub"] == "false"
    assert nodes["Review", "upton-child-a"]["pages"] == ""
    [gap] = [row for row in edges if row["id"] == "fareham-child-a/x3"]
    assert (gap["type"], gap["source_label"], gap["source"]) == ("FAILED_TO_SHARE", "Agency", "fareham-child-a/hospital")
    assert (gap["target"], gap["confidence"], gap["line"]) == ("fareham-child-a/general-practice", "0.7", "11")


def test_parquet_has_the_types_of_the_schema(graph: Graph, tmp_path: Path) -> None:
    export(graph, "parquet", tmp_path / "out")
    rows = {
        path.stem: pq.read_table(path) for folder in ("nodes", "edges") for path in (tmp_path / "out" / folder).glob("*.parquet")
    }
    assert sum(rows[label].num_rows for label in SCHEMA.nodes) == len(graph.nodes)
    assert sum(rows[kind].num_rows for kind in SCHEMA.edges if kind in rows) == len(graph.edges)
    assert str(rows["Child"].schema.field("age_months").type) == "int64"
    assert str(rows["FAILED_TO_SHARE"].schema.field("about").type) == "list<element: string>"
    [names] = [row["names"] for row in rows["Agency"].to_pylist() if row["id"] == "fareham-child-a/health-visiting"]
    assert names == ["HV; team", AWKWARD]


def test_neo4j_admin_files_are_typed_and_listed(graph: Graph, tmp_path: Path) -> None:
    export(graph, "neo4j-admin", tmp_path)
    arguments = (tmp_path / "import.args").read_text().splitlines()
    listed = {line.rpartition("=")[2] for line in arguments if line.startswith(("--nodes", "--relationships"))}
    assert listed == {path.name for path in tmp_path.glob("*.csv")}
    with (tmp_path / "Agency.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header[:2] == ["id:ID(Agency)", "name:string"]
    assert "names:string[]" in header
    [row] = [row for row in rows if row[0] == "fareham-child-a/health-visiting"]
    assert row[header.index("names:string[]")].split("\x1f") == ["HV; team", AWKWARD]
    with (tmp_path / "Agency-FAILED_TO_SHARE-Agency.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header[:2] == [":START_ID(Agency)", ":END_ID(Agency)"]
    assert {"confidence:double", "line:long"} <= set(header)
    assert len(rows) == 3


def test_neo4j_admin_imports_every_node_edge_and_property(graph: Graph, tmp_path: Path, neo4j_jars: Path) -> None:
    files, home = tmp_path / "files", tmp_path / "home"
    export(graph, "neo4j-admin", files)
    (home / "conf").mkdir(parents=True)
    command = [
        "java",
        "-Xmx1g",
        "-cp",
        f"{neo4j_jars}/*",
        "org.neo4j.cli.AdminTool",
        "database",
        "import",
        "full",
        "neo4j",
        "@import.args",
    ]
    places = {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    said = subprocess.run(command, cwd=files, env=os.environ | places, capture_output=True, text=True, check=True).stdout
    properties = sum(2 + len(node.properties) for node in graph.nodes) + sum(len(edge.properties) for edge in graph.edges)
    assert f"{len(graph.nodes)} nodes" in said
    assert f"{len(graph.edges)} relationships" in said
    assert f"{properties} properties" in said


def test_an_empty_graph_is_exported_in_every_format(tmp_path: Path) -> None:
    for form in FORMATS:
        export(Graph([], []), form, tmp_path / form)
        assert (tmp_path / form).exists()


def test_a_format_that_is_not_known_is_named(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="unknown format 'dot'; known are graphml, gexf, csv, neo4j-admin, parquet"):
        export(graph, "dot", tmp_path / "g")


def test_a_missing_library_is_named_with_what_to_install(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "graph.exports.parquet", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"parquet needs pyarrow; install it with `pip install 'casegraph\[parquet\]'`"):
        export(graph, "parquet", tmp_path / "out")


def test_a_place_that_cannot_be_written_is_named(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="cannot be written") as error:
        export(graph, "graphml", tmp_path / "file" / "graph.graphml")
    assert str(tmp_path / "file") in str(error.value)
