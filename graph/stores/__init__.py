"""Where a graph is kept: one small interface (``base.Store``), an engine in each module."""

from __future__ import annotations

from pathlib import Path

from graph.stores.base import Store


def open_store(target: str | Path) -> Store:
    """The store at ``target``: the path of an embedded graph file."""
    from graph.stores.embedded import EmbeddedStore  # an engine is imported where it is used: each is heavy

    return EmbeddedStore(Path(target))
