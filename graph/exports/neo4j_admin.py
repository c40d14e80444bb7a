"""CSV for ``neo4j-admin database import full``: a file for each node label and for each kind of edge between two labels, with the
tool's typed headers, and ``import.args``, so that the import is ``neo4j-admin database import full DATABASE @import.args``,
run in the folder.

https://neo4j.com/docs/operations-manual/5/import/ describes the format.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from graph.schema import SCHEMA, Property, PropertyType
from graph.stores.base import Edge, Graph, Node, Value

ARRAY_DELIMITER = "\x1f"  # "unit separator", which stands in no text
_TYPES: Mapping[PropertyType, str] = {
    "string": "string",
    "edtf": "string",
    "strings": "string[]",
    "integer": "long",
    "float": "double",
    "boolean": "boolean",
}


def write(graph: Graph, out: Path) -> None:
    nodes: dict[str, list[Node]] = defaultdict(list)
    edges: dict[tuple[str, str, str], list[Edge]] = defaultdict(list)
    for node in graph.nodes:
        nodes[node.label].append(node)
    for edge in graph.edges:
        edges[edge.source[0], edge.type, edge.target[0]].append(edge)
    arguments = ["--delimiter=,", "--array-delimiter=U+001F", "--multiline-fields=true", "--id-type=string"]
    for label, found in nodes.items():
        declared = SCHEMA.nodes[label].properties
        _table(
            out / f"{label}.csv",
            [f"id:ID({label})", "name:string", *_header(declared)],
            ([node.id, node.name, *_cells(declared, node.properties)] for node in found),
        )
        arguments.append(f"--nodes={label}={label}.csv")
    for (source, kind, target), joined in edges.items():
        declared = SCHEMA.edges[kind].properties
        name = f"{source}-{kind}-{target}.csv"
        _table(
            out / name,
            [f":START_ID({source})", f":END_ID({target})", *_header(declared)],
            ([edge.source[1], edge.target[1], *_cells(declared, edge.properties)] for edge in joined),
        )
        arguments.append(f"--relationships={kind}={name}")
    (out / "import.args").write_text("\n".join(arguments) + "\n", encoding="utf-8")


def _header(declared: Mapping[str, Property]) -> list[str]:
    return [f"{name}:{_TYPES[kind.type]}" for name, kind in declared.items()]


def _cells(declared: Mapping[str, Property], properties: Mapping[str, Value]) -> list[Value]:
    return [_cell(properties.get(name)) for name in declared]


def _cell(value: Value) -> Value:
    if isinstance(value, bool):
        return str(value).lower()
    return ARRAY_DELIMITER.join(value) if isinstance(value, list) else value


def _table(path: Path, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
