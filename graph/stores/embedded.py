"""The embedded engine: KGLite, one file, no server.

A file is written beside its place and swapped in by the engine; readers keep what they opened. Queries run on a graph that
the engine holds read-only, so that it is the engine that refuses to write.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import kglite
import msgspec

from graph.schema import SCHEMA
from graph.stores import portability
from graph.stores.base import Edge, Graph, Node, Progress, Result, StoreError, Value
from graph.stores.cypher import refuse_other_sources

kglite.set_query_warning_policy("silent")  # they are part of the result

# Steps of KGLite 0.21's optimizer that make answers wrong. The first takes one path for each value that an aggregate wants
# distinct, before WHERE has seen them: what only the other paths lead to is lost. It saves no pack any time.
_LOSING = ["push_distinct_into_match"]
# This one counts 0 where a path of two edges, one of them without a direction, is counted.
_MISCOUNTING = ["fuse_match_return_aggregate"]
_UNDIRECTED = re.compile(r"(?<![<-])-\s*(\[[^\]]*\]\s*)?-(?![->])")


class EmbeddedStore:
    """A graph in a KGLite file. The file is opened at the first query."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._opened: kglite.KnowledgeGraph | None = None

    def write(self, graph: Graph, progress: Progress | None = None) -> None:
        """Replace the file. ``progress`` counts nodes and edges, and hears of them when they are in."""
        total = len(graph.nodes) + len(graph.edges)
        if progress:
            progress(0, total)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", kglite.MappedFallbackWarning)  # lists have no form that can be mapped
                built = kglite.from_records(_specification(graph), on_missing_endpoint="error")
                for label, node in SCHEMA.nodes.items():
                    for name in node.indexed if label in built.node_types else ():
                        built.create_index(label, name)
                self.path.parent.mkdir(parents=True, exist_ok=True)
                built.save(str(self.path))
        except (kglite.KgError, ValueError, TypeError, OSError) as error:
            raise StoreError(f"{self.path}: the graph cannot be written ({_line(error)})") from error
        self._opened = None
        if progress:
            progress(total, total)

    def query(self, cypher: str, parameters: Mapping[str, Value] | None = None, timeout: float | None = None) -> Result:
        """See ``Store.query``. Without ``timeout`` the engine's own limit of three minutes holds."""
        refuse_other_sources(cypher)
        limit = None if timeout is None else max(1, round(timeout * 1000))
        try:
            found = self._graph().cypher(
                cypher,
                params=dict(parameters or {}),
                timeout_ms=limit,
                hide_structural_keys=True,
                disabled_passes=_LOSING + _MISCOUNTING if _UNDIRECTED.search(cypher) else _LOSING,
            )
            if not isinstance(found, kglite.ResultView):
                raise StoreError("FORMAT CSV is not Cypher; choose the format of the output instead")
            columns = tuple(found.columns)
            rows = tuple(tuple(_plain(row[column]) for column in columns) for row in found.to_list())
        except kglite.ReadOnlyError as error:
            raise StoreError(
                "this query writes; the graph is read-only, and is changed by corrections and `casegraph load`"
            ) from error
        except kglite.CypherTimeoutError as error:
            raise StoreError(f"the query was stopped after {timeout or 180:g} s; narrow it, or allow it more time") from error
        except (kglite.KgError, ValueError, TypeError) as error:
            raise StoreError(_line(error)) from error
        remarks = [remark for remark in found.warnings if not _of_schema(remark)]
        remarks += [divergence.says for divergence in portability.find(cypher) if divergence.silent]
        return Result(columns, rows, tuple(remarks))

    def describe(self) -> Mapping[str, Any]:
        known = self._graph().schema()
        return {
            "nodes": {
                label: {"count": node["count"], "properties": sorted({"id", "name", *node["properties"]})}
                for label, node in sorted(known["node_types"].items())
            },
            "edges": {
                kind: {"count": edge["count"], "properties": sorted(edge["properties"])}
                for kind, edge in sorted(known["connection_types"].items())
            },
        }

    def close(self) -> None:
        self._opened = None

    def __enter__(self) -> EmbeddedStore:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _graph(self) -> kglite.KnowledgeGraph:
        if self._opened is None:
            if not self.path.is_file():
                raise StoreError(f"{self.path}: no such graph; run `casegraph load` first")
            try:
                self._opened = kglite.load(str(self.path))
            except (kglite.KgError, OSError) as error:
                raise StoreError(f"{self.path}: cannot be opened ({_line(error)}); delete it to have it made again") from error
            self._opened.read_only(True)
        return self._opened


def _specification(graph: Graph) -> str:
    """The graph as KGLite's records, in JSON: one table a label, one a kind of edge between two labels."""
    nodes: dict[str, list[dict[str, Value]]] = defaultdict(list)
    edges: dict[tuple[str, str, str], list[dict[str, Value]]] = defaultdict(list)
    for node in graph.nodes:
        nodes[node.label].append(_row(node))
    for edge in graph.edges:
        edges[edge.type, edge.source[0], edge.target[0]].append(_edge_row(edge))
    tables = {
        "nodes": [{"type": label, "id_field": "id", "title_field": "name", "records": rows} for label, rows in nodes.items()],
        "connections": [
            {
                "type": kind,
                "source_type": source,
                "source_id_field": "_source",
                "target_type": target,
                "target_id_field": "_target",
                "records": rows,
            }
            for (kind, source, target), rows in edges.items()
        ],
    }
    return msgspec.json.encode(tables).decode()


def _row(node: Node) -> dict[str, Value]:
    return {**node.properties, "id": node.id, "name": node.name}


def _edge_row(edge: Edge) -> dict[str, Value]:
    return {**edge.properties, "_source": edge.source[1], "_target": edge.target[1]}


def _plain(value: Value) -> Value:
    """KGLite's value as ``graph.stores.base.Value`` has it."""
    match value:
        case list() | tuple():
            return [_plain(item) for item in value]
        case {"id": int(), "labels": list(labels), "properties": dict(properties), **rest} if not rest:
            return {"labels": labels, "properties": _stored(properties)}
        case {"id": int(), "start": int(), "end": int(), "type": str(kind), "properties": dict(properties), **rest} if not rest:
            return {"type": kind, "properties": _stored(properties)}
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case dt.date() | dt.time():
            return value.isoformat()
    return value


def _stored(properties: Mapping[str, Value]) -> dict[str, Value]:
    """Properties without the ``title`` and ``type`` that the engine adds to whole nodes."""
    return {name: _plain(value) for name, value in properties.items() if name not in ("title", "type")}


def _of_schema(remark: str) -> bool:
    """Whether a remark is about a name that the schema declares, and that this graph merely has no example of."""
    first = re.search(r"'([^']+)'", remark)
    return first is not None and first[1] in SCHEMA.names


def _line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
