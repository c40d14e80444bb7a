"""The graph as networkx has it, for notebooks and for the formats that networkx writes."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Mapping

import networkx as nx

from graph.schema import SCHEMA
from graph.stores.base import Graph, Value

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_networkx(graph: Graph) -> nx.MultiDiGraph[str]:
    """The whole graph. A node's key is "Label/id"; nodes have ``node_type``, ``id`` and ``name``, edges ``edge_type``, beside
    their properties, with the types of the schema; what has no value is not there."""
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in graph.nodes:
        network.add_node(f"{node.label}/{node.id}", node_type=node.label, id=node.id, name=node.name, **node.properties)
    for edge in graph.edges:
        network.add_edge("/".join(edge.source), "/".join(edge.target), edge_type=edge.type, **edge.properties)
    return network


def agency_network(graph: Graph, kinds: Collection[str] = tuple(SCHEMA.exchange_kinds)) -> nx.DiGraph[str]:
    """Exchanges of these kinds projected on agency types, over all reviews.

    Nodes are agency types with ``name``, ``sector`` and ``reviews`` (the number in which the type takes part); an edge has
    ``weight`` (the number of exchanges), ``reviews`` and ``cases`` (the numbers in which they occur) and the number of
    exchanges of each kind, under the name of the kind in lower case.
    """
    types = {node.id: node for node in graph.nodes if node.label == "AgencyType"}
    agencies = {node.id: node.properties for node in graph.nodes if node.label == "Agency"}
    network: nx.DiGraph[str] = nx.DiGraph()
    reviews: dict[str, set[str]] = defaultdict(set)
    for agency in agencies.values():
        reviews[agency["agency_type"]].add(agency["review_id"])
    for kind, seen in sorted(reviews.items()):
        network.add_node(kind, name=types[kind].name, sector=types[kind].properties["sector"], reviews=len(seen))
    pairs: dict[tuple[str, str], list[tuple[str, Value, Value]]] = defaultdict(list)
    for edge in graph.edges:
        if edge.type in kinds:
            pair = agencies[edge.source[1]]["agency_type"], agencies[edge.target[1]]["agency_type"]
            pairs[pair].append((edge.type, edge.properties["review_id"], edge.properties.get("case_id")))
    for (source, target), exchanges in sorted(pairs.items()):
        network.add_edge(
            source,
            target,
            weight=len(exchanges),
            reviews=len({review for _, review, _ in exchanges}),
            cases=len({case for _, _, case in exchanges if case}),
            **{kind.lower(): sum(made == kind for made, _, _ in exchanges) for kind in kinds},
        )
    return network


def flat_networkx(graph: Graph) -> nx.MultiDiGraph[str]:
    """``to_networkx`` for formats that know only single values: lists as JSON text, no characters that XML cannot hold, and a
    ``label`` to show (a node's name, an edge's type). Ids are the keys of nodes and edges, and no properties."""
    whole = to_networkx(graph)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, properties in whole.nodes(data=True):
        network.add_node(_text(node), label=_text(properties["name"]), **_flat(properties))
    for number, (source, target, properties) in enumerate(whole.edges(data=True)):
        key = properties.get("id", str(number))
        network.add_edge(_text(source), _text(target), key=_text(key), label=properties["edge_type"], **_flat(properties))
    return network


def _flat(properties: Mapping[str, Value]) -> dict[str, Value]:
    return {name: _single(value) for name, value in properties.items() if name != "id"}


def _single(value: Value) -> Value:
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False)
    return _text(value) if isinstance(value, str) else value


def _text(value: str) -> str:
    return _NOT_XML.sub("\ufffd", value)
