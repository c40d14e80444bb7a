"""GraphML (http://graphml.graphdrawing.org), as networkx writes it: every property declared with its type."""

from __future__ import annotations

from pathlib import Path

import networkx as nx

from graph.exports.network import flat_networkx
from graph.stores.base import Graph


def write(graph: Graph, out: Path) -> None:
    nx.write_graphml(flat_networkx(graph), out, named_key_ids=True)
