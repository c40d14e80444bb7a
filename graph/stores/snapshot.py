"""The whole content of a store, read back as the graph that filled it: what exports and notebooks start from."""

from __future__ import annotations

from graph.schema import SCHEMA
from graph.stores.base import Edge, Graph, Node, Store, Value


def snapshot(store: Store) -> Graph:
    """Every node and edge that the schema declares, in a fixed order, whatever the engine. Raises StoreError."""
    nodes = [
        Node(label, row.pop("id"), row.pop("name"), _given(row))
        for label, declared in SCHEMA.nodes.items()
        for row in _rows(store, f"MATCH (x:{label})", ("id", "name", *declared.properties), "")
    ]
    edges = [
        Edge(kind, (source, row.pop("source_id")), (target, row.pop("target_id")), _given(row))
        for kind, declared in SCHEMA.edges.items()
        for source in declared.from_
        for target in declared.to
        for row in _rows(
            store,
            f"MATCH (s:{source})-[x:{kind}]->(t:{target})",
            tuple(declared.properties),
            "s.id AS source_id, t.id AS target_id",
        )
    ]
    return ordered(Graph(nodes, edges))


def ordered(graph: Graph) -> Graph:
    """The same graph with nodes and edges in an order that depends on nothing but what they say."""
    return Graph(
        sorted(graph.nodes, key=lambda node: (node.label, node.id)),
        sorted(graph.edges, key=lambda edge: (edge.type, edge.source, edge.target, str(sorted(edge.properties.items())))),
    )


def _rows(store: Store, match: str, properties: tuple[str, ...], ends: str) -> list[dict[str, Value]]:
    returned = [ends] if ends else []
    returned += [f"x.{name} AS {name}" for name in properties]
    return [dict(row) for row in store.query(f"{match} RETURN {', '.join(returned)}").records()]


def _given(row: dict[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in row.items() if value is not None}
