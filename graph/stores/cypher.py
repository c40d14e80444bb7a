"""What can be told of a query from its text."""

from __future__ import annotations

import re

from graph.stores.base import StoreError

_NOT_CODE = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|//[^\n]*|/\*.*?\*/", re.DOTALL)
_LEAVES_THE_GRAPH = re.compile(r"\bLOAD\s+CSV\b|\bapoc\s*\.\s*(load|import|export|cypher)\b", re.IGNORECASE)


def bare(cypher: str) -> str:
    """The query with empty text in place of every text, and without comments."""
    return _NOT_CODE.sub(lambda found: "''" if found[0][0] in "'\"" else " ", cypher)


def refuse_other_sources(cypher: str) -> None:
    """Raise StoreError where a query reads files or addresses: read-only for the engine, but text of the graph could leave
    the machine in an address."""
    if found := _LEAVES_THE_GRAPH.search(bare(cypher)):
        raise StoreError(f"{found[0]} reaches outside the graph; a query reads the graph only")
