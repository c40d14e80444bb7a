"""Parquet: ``nodes/Label.parquet`` and ``edges/TYPE.parquet``, with the columns and types of the schema."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from graph.schema import SCHEMA, Property, PropertyType
from graph.stores.base import Graph, Value

_TYPES: Mapping[PropertyType, pa.DataType] = {
    "string": pa.string(),
    "edtf": pa.string(),
    "strings": pa.list_(pa.string()),
    "integer": pa.int64(),
    "float": pa.float64(),
    "boolean": pa.bool_(),
}


def write(graph: Graph, out: Path) -> None:
    nodes: dict[str, list[dict[str, Value]]] = defaultdict(list)
    edges: dict[str, list[dict[str, Value]]] = defaultdict(list)
    for node in graph.nodes:
        nodes[node.label].append({"id": node.id, "name": node.name, **node.properties})
    ends = ("source_label", "source", "target_label", "target")
    for edge in graph.edges:
        edges[edge.type].append({**dict(zip(ends, (*edge.source, *edge.target), strict=True)), **edge.properties})
    for label, rows in nodes.items():
        _table(out / "nodes" / f"{label}.parquet", ("id", "name"), SCHEMA.nodes[label].properties, rows)
    for kind, rows in edges.items():
        _table(out / "edges" / f"{kind}.parquet", ends, SCHEMA.edges[kind].properties, rows)


def _table(path: Path, own: Sequence[str], declared: Mapping[str, Property], rows: list[dict[str, Value]]) -> None:
    columns = pa.schema([(name, pa.string()) for name in own] + [(name, _TYPES[kind.type]) for name, kind in declared.items()])
    path.parent.mkdir(exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows, schema=columns), path)
