"""GEXF 1.2 (https://gexf.net), as networkx writes it: every property declared with its type."""

from __future__ import annotations

from pathlib import Path

import networkx as nx

from graph.exports.network import flat_networkx
from graph.stores.base import Graph


def write(graph: Graph, out: Path) -> None:
    network = flat_networkx(graph)
    for _, _, key, properties in network.edges(keys=True, data=True):
        properties["id"] = key  # where networkx looks for it
    nx.write_gexf(network, out, version="1.2draft")
