"""Where a graph is kept: one small interface (``base.Store``), an engine in each module."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.stores.base import Store, StoreError

if TYPE_CHECKING:
    from graph.stores.neo4j import Neo4jStore


def open_store(target: str | Path, *, database: str | None = None) -> Store:
    """The store at ``target``: the path of an embedded graph file, or the address of a server (``neo4j://…``, ``bolt://…``).

    ``database`` is for servers (``graph.stores.neo4j``). Raises StoreError.
    """
    # An engine is imported where it is used: each is heavy.
    if "://" in str(target):
        return open_server(str(target), database=database)
    from graph.stores.embedded import EmbeddedStore

    return EmbeddedStore(Path(target))


def open_server(address: str, *, database: str | None = None, alongside: bool = False) -> Neo4jStore:
    """A server, which unlike a file may hold reviews of several workspaces: it can also be updated, and single reviews removed.

    See ``graph.stores.neo4j`` for the arguments. Raises StoreError.
    """
    try:
        from graph.stores.neo4j import Neo4jStore
    except ModuleNotFoundError as error:
        raise StoreError(f"{address}: a server needs {error.name}; install it with `pip install 'casegraph[neo4j]'`") from error
    return Neo4jStore(address, database=database, alongside=alongside)
