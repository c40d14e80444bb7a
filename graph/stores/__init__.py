"""Where a graph is kept: one small interface (``base.Store``), an engine in each module."""

from __future__ import annotations

from pathlib import Path

from graph.stores.base import Store, StoreError


def open_store(target: str | Path, *, database: str | None = None, alongside: bool = False) -> Store:
    """The store at ``target``: the path of an embedded graph file, or the address of a server (``neo4j://…``, ``bolt://…``).

    ``database`` and ``alongside`` are for servers (``graph.stores.neo4j``). Raises StoreError.
    """
    # An engine is imported where it is used: each is heavy.
    if "://" not in str(target):
        from graph.stores.embedded import EmbeddedStore

        return EmbeddedStore(Path(target))
    try:
        from graph.stores.neo4j import Neo4jStore
    except ModuleNotFoundError as error:
        raise StoreError(f"{target}: a server needs {error.name}; install it with `pip install 'casegraph[neo4j]'`") from error
    return Neo4jStore(str(target), database=database, alongside=alongside)
