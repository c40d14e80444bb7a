"""The one small interface that every graph engine meets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

# What Cypher returns: null, bool, int, float, str, lists and maps of these. Dates and times are ISO 8601 text, a duration
# a map of months, days and seconds; a whole node is {"labels": [...], "properties": {...}}, an edge {"type": "...",
# "properties": {...}}, a path {"nodes": [...], "relationships": [...]}.
Value = Any
Progress = Callable[[int, int], None]


class StoreError(RuntimeError):
    """The engine refused or failed; the message is one line a user can act on."""


@dataclass(frozen=True)
class Node:
    """A node to write: one label, a stable id, a name that is never empty, scalar or list-of-string properties."""

    label: str
    id: str
    name: str
    properties: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Edge:
    """An edge to write, between node ids; ``source`` and ``target`` give (label, id)."""

    type: str
    source: tuple[str, str]
    target: tuple[str, str]
    properties: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Graph:
    """The fold of all records: what a store is filled with."""

    nodes: Sequence[Node]
    edges: Sequence[Edge]


@dataclass(frozen=True)
class Result:
    """Rows of a query, in the engine's order, every row as long as ``columns``; values are plain Python values.

    ``warnings`` are the engine's remarks on the query, such as a label that the schema does not know, one line each.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    warnings: tuple[str, ...] = ()

    def records(self) -> Iterable[dict[str, Value]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)


class Store(Protocol):
    """Open with ``graph.stores.open_store``; use as a context manager."""

    def write(self, graph: Graph, progress: Progress | None = None) -> None:
        """Replace the store's content by the graph, atomically for readers where the engine can. Raises StoreError."""

    def query(self, cypher: str, parameters: Mapping[str, Value] | None = None, timeout: float | None = None) -> Result:
        """Run read-only Cypher; ``timeout`` in seconds.

        Raises StoreError on a write, on reading other files or addresses, on a syntax error or a time-out.
        """

    def describe(self) -> Mapping[str, Any]:
        """Counts by node label and edge type, and the property names of each: {"nodes": {...}, "edges": {...}}."""

    def close(self) -> None: ...

    def __enter__(self) -> Store: ...

    def __exit__(self, *exception: object) -> None: ...
