"""CSV: ``nodes.csv`` and ``edges.csv``, UTF-8, one column a property of any label or type; lists as JSON text."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from graph.schema import SCHEMA
from graph.stores.base import Graph, Value

NODE_COLUMNS = (
    "label",
    "id",
    "name",
    *dict.fromkeys(name for node in SCHEMA.nodes.values() for name in node.properties),
)
EDGE_COLUMNS = (
    "type",
    "source_label",
    "source",
    "target_label",
    "target",
    *dict.fromkeys(name for edge in SCHEMA.edges.values() for name in edge.properties),
)


def write(graph: Graph, out: Path) -> None:
    nodes = ({"label": node.label, "id": node.id, "name": node.name, **node.properties} for node in graph.nodes)
    ends = ("source_label", "source", "target_label", "target")
    edges = (
        {"type": edge.type, **dict(zip(ends, (*edge.source, *edge.target), strict=True)), **edge.properties}
        for edge in graph.edges
    )
    _table(out / "nodes.csv", NODE_COLUMNS, nodes)
    _table(out / "edges.csv", EDGE_COLUMNS, edges)


def _table(path: Path, columns: tuple[str, ...], rows: Iterable[Mapping[str, Value]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)


def _cell(value: Value) -> Value:
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
