"""Steps that a pack may name as ``post``: what Cypher cannot compute, done with networkx on the rows of the pack's Cypher.

Every step takes the distinct pairs of agency types, with the keys ``from_type``, ``from_sector``, ``to_type``, ``to_sector``,
``passed`` and ``failed``, and gives the rows of its pack's columns, in order. The network is that of what passed between
different types, an edge as long as one divided by the exchanges on it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import permutations
from typing import Any

import networkx as nx

Pair = dict[str, Any]
Rows = tuple[tuple[Any, ...], ...]
Step = Callable[[list[Pair], Mapping[str, Any]], Rows]


def centrality(pairs: list[Pair], parameters: Mapping[str, Any]) -> Rows:
    """agency_type, sector, told, was_told, did_not_tell, was_not_told, partners, betweenness (Freeman 1977, normalised)."""
    network, sectors = _network(pairs), _sectors(pairs)
    between = nx.betweenness_centrality(network, weight="length")
    rows = [
        (
            kind,
            sector,
            sum(pair["passed"] for pair in pairs if pair["from_type"] == kind),
            sum(pair["passed"] for pair in pairs if pair["to_type"] == kind),
            sum(pair["failed"] for pair in pairs if pair["from_type"] == kind),
            sum(pair["failed"] for pair in pairs if pair["to_type"] == kind),
            len({*network.successors(kind), *network.predecessors(kind)}),
            between[kind],
        )
        for kind, sector in sectors.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row[7], -(row[2] + row[3]), row[0])))


def brokers(pairs: list[Pair], parameters: Mapping[str, Any]) -> Rows:
    """agency_type, sector, sectors, crossing, brokerage: betweenness counted on ways between types of different sectors."""
    network, sectors = _network(pairs), _sectors(pairs)
    brokered = dict.fromkeys(sectors, 0.0)
    for source, sector in sectors.items():
        targets = [kind for kind, other in sectors.items() if other != sector]
        shares = nx.betweenness_centrality_subset(network, sources=[source], targets=targets, weight="length")
        for kind, share in shares.items():
            brokered[kind] += share
    rows = []
    for kind, sector in sectors.items():
        crossing = [pair for pair in pairs if kind in _ends(pair) and pair["from_sector"] != pair["to_sector"] and pair["passed"]]
        reached = {pair["from_sector"] for pair in crossing} | {pair["to_sector"] for pair in crossing}
        ways = sum(sectors[s] != sectors[t] for s, t in permutations(sectors, 2) if kind not in (s, t))
        rows.append(
            (
                kind,
                sector,
                len(reached - {sector}),
                sum(pair["passed"] for pair in crossing),
                brokered[kind] / ways if ways else 0.0,
            )
        )
    return tuple(sorted(rows, key=lambda row: (-row[4], -row[3], row[0])))


def communities(pairs: list[Pair], parameters: Mapping[str, Any]) -> Rows:
    """community, agency_types, sectors, inside, outside, modularity: greedy modularity (Clauset, Newman and Moore 2004)."""
    sectors = _sectors(pairs)
    both_ways: nx.Graph[str] = nx.Graph()
    for pair in pairs:
        source, target = _ends(pair)
        if source != target and pair["passed"]:
            known = both_ways.get_edge_data(source, target, {"weight": 0})["weight"]
            both_ways.add_edge(source, target, weight=known + pair["passed"])
    if not both_ways:
        return ()
    found = [set(members) for members in nx.community.greedy_modularity_communities(both_ways, weight="weight")]
    modularity = nx.community.modularity(both_ways, found, weight="weight")
    rows: list[tuple[Any, ...]] = []
    for members in sorted(found, key=lambda members: (-len(members), sorted(members))):
        inside = both_ways.subgraph(members).size(weight="weight")
        outside = sum(both_ways[kind][other]["weight"] for kind, other in nx.edge_boundary(both_ways, members))
        rows.append((sorted(members), len({sectors[kind] for kind in members}), int(inside), outside, modularity))
    return tuple((number, *row) for number, row in enumerate(rows, 1))


def without(pairs: list[Pair], parameters: Mapping[str, Any]) -> Rows:
    """measure, with_it, without_it, change, for the network with and without the type ``agency_type``."""
    removed = parameters["agency_type"]
    network = _network(pairs)
    if removed not in network:
        return ()
    others = [kind for kind in network if kind != removed]
    rest = network.subgraph(others)

    def reachable(graph: nx.DiGraph[str]) -> int:
        return sum(nx.has_path(graph, source, target) for source, target in permutations(others, 2))

    def steps(graph: nx.DiGraph[str]) -> float | None:
        lengths = dict(nx.all_pairs_shortest_path_length(graph))
        ways = [lengths[s][t] for s, t in permutations(others, 2) if t in lengths[s]]
        return sum(ways) / len(ways) if ways else None

    def isolated(graph: nx.DiGraph[str]) -> int:
        return sum(graph.degree(kind) == 0 for kind in others)

    def parts(graph: nx.DiGraph[str]) -> int:
        return sum(bool(part - {removed}) for part in nx.weakly_connected_components(graph))

    measures: dict[str, tuple[float | None, float | None]] = {
        "exchanges that pass": (_exchanges(network), _exchanges(rest)),
        "ways from one type to another that are used": (network.number_of_edges(), rest.number_of_edges()),
        "other types that can reach each other, ordered pairs": (reachable(network), reachable(rest)),
        "mean number of steps between those": (steps(network), steps(rest)),
        "separate parts of the network": (parts(network), parts(rest)),
        "other types that exchange nothing": (isolated(network), isolated(rest)),
    }
    return tuple(
        (name, before, after, after - before if before is not None and after is not None else None)
        for name, (before, after) in measures.items()
    )


STEPS: dict[str, Step] = {"centrality": centrality, "brokers": brokers, "communities": communities, "without": without}


def _ends(pair: Pair) -> tuple[str, str]:
    return pair["from_type"], pair["to_type"]


def _sectors(pairs: list[Pair]) -> dict[str, str]:
    """Every agency type that has a part in an exchange, with its sector, in the order of its name."""
    known = {pair["from_type"]: pair["from_sector"] for pair in pairs} | {pair["to_type"]: pair["to_sector"] for pair in pairs}
    return dict(sorted(known.items()))


def _network(pairs: list[Pair]) -> nx.DiGraph[str]:
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_nodes_from(_sectors(pairs))
    for pair in pairs:
        source, target = _ends(pair)
        if source != target and pair["passed"]:
            network.add_edge(source, target, passed=pair["passed"], length=1 / pair["passed"])
    return network


def _exchanges(network: nx.DiGraph[str]) -> int:
    return int(network.size(weight="passed"))
