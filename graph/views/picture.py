"""A picture of who passed what to whom, as one HTML page that needs no network.

pyvis draws; its scripts and styles are written into the page from the installed package. Whatever a review says reaches the page
as JSON whose ``<``, ``>`` and ``&`` are escaped, and is shown as text, never as markup.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from graph.schema import SCHEMA

HERE = Path(__file__).parent
STYLE: Mapping[str, Any] = yaml.safe_load((HERE / "style.yaml").read_text(encoding="utf-8"))
INK = STYLE["ink"]
CROWDED, FOLLOWED = 300, 100  # lines of a picture: more than an eye can follow, and few enough


@dataclass
class Spot:
    """A node: ``group`` is the sector of an agency or the role of a person; ``statements`` say where it is stated."""

    id: str
    name: str
    group: str
    note: str = ""
    statements: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Flow:
    """All exchanges of one kind from one agency to another: their number, and the statements that the page shows of them."""

    kind: str
    source: str
    target: str
    count: int = 0
    statements: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Tie:
    """What a person is to the subject child."""

    person: str
    child: str
    role: str


@dataclass
class Picture:
    """What a page shows. ``paragraphs`` holds by id the full text behind the statements."""

    title: str
    subtitle: str
    agencies: list[Spot]
    flows: list[Flow]
    people: list[Spot] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    paragraphs: dict[str, dict[str, Any]] = field(default_factory=dict)


def to_html(picture: Picture) -> str:
    """The page. Positions are computed, not simulated: the same picture is drawn the same way every time."""
    from pyvis.network import Network  # draws in IPython and jinja2: half a second that only a picture should cost

    net = Network(height="100%", width="100%", directed=True, cdn_resources="in_line", heading=picture.title)
    angles = {spot.id: 2 * math.pi * index / len(picture.agencies) - math.pi / 2 for index, spot in enumerate(picture.agencies)}
    _place_agencies(net, picture, angles)
    _place_people(net, picture)
    widest = max((flow.count for flow in picture.flows), default=1)
    for flow in sorted(picture.flows, key=lambda flow: flow.kind == "FAILED_TO_SHARE"):  # drawn last, on top of the others
        _add_flow(net, flow, angles, widest)
    for tie in picture.ties:
        net.add_edge(
            tie.person,
            tie.child,
            id=f"tie:{tie.person}",
            kind="tie",
            arrows="",
            width=1,
            color="#9aa3ad",
            label=tie.role if tie.role != net.node_map[tie.person]["label"] else "",
            font={"size": 12, "color": "#55606c", "strokeWidth": 4},
            smooth=False,
            selectable=False,
        )
    net.options = OPTIONS
    net.templateEnv = _environment(picture)
    net.path = "page.html"
    return str(net.generate_html())


OPTIONS: Mapping[str, Any] = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "selectConnectedEdges": False, "tooltipDelay": 150, "multiselect": False},
    "nodes": {
        "shape": "box",
        "margin": 8,
        "font": {"size": 16, "color": INK},
        "widthConstraint": {"maximum": 130},
        "borderWidth": 1,
    },
    "edges": {"selectionWidth": 0, "hoverWidth": 1},
}


def _place_agencies(net: Any, picture: Picture, angles: Mapping[str, float]) -> None:
    """Agencies stand on an ellipse, sector beside sector, so that an edge is a chord that can be followed."""
    across, down = _radii(len(picture.agencies), bool(picture.people))
    for spot in picture.agencies:
        colour = STYLE["sectors"][spot.group]
        chosen = {"background": colour, "border": INK}
        net.add_node(
            spot.id,
            label=spot.name,
            shape="box",
            note=spot.note,
            statements=spot.statements,
            color={"background": colour, "border": "#5c6673", "highlight": chosen, "hover": chosen},
            x=round(across * math.cos(angles[spot.id])),
            y=round(down * math.sin(angles[spot.id])),
        )


def _radii(agencies: int, people: bool) -> tuple[float, float]:
    down = max(200.0, agencies * 16.0, 330.0 if people else 0.0)
    return down * 1.45, down


def _place_people(net: Any, picture: Picture) -> None:
    """The subject child in the middle, the family around it, inside the ellipse of agencies."""
    if not picture.people:
        return
    across, down = (radius * 0.45 for radius in _radii(len(picture.agencies), True))
    child, family = picture.people[0], picture.people[1:]
    for spot, x, y in [(child, 0.0, 0.0), *((spot, across * math.cos(a), down * math.sin(a)) for spot, a in _around(family))]:
        subject = spot.group == "subject-child"
        net.add_node(
            spot.id,
            label=spot.name,
            shape="ellipse",
            note=spot.note,
            statements=spot.statements,
            color={"background": "#ffffff", "border": INK if subject else "#8a94a0"},
            borderWidth=3 if subject else 1,
            font={"size": 18 if subject else 14, "color": INK},
            x=round(x),
            y=round(y),
        )


def _around(family: Sequence[Spot]) -> list[tuple[Spot, float]]:
    return [(spot, 2 * math.pi * index / len(family) - math.pi / 3) for index, spot in enumerate(family)]


def _add_flow(net: Any, flow: Flow, angles: Mapping[str, float], widest: int) -> None:
    drawn = STYLE["kinds"][flow.kind]
    width = 1.2 + min(1.6, 6 / math.log2(max(widest, 2))) * math.log2(flow.count)
    opacity = drawn["opacity"] * (0.7 if flow.count == 1 else 1)
    clockwise = (angles[flow.target] - angles[flow.source]) % (2 * math.pi) < math.pi
    within = -angles[flow.source] + drawn["turn"]  # an exchange within one service is a loop on the outer side
    net.add_edge(
        flow.source,
        flow.target,
        id=f"{flow.kind}|{flow.source}|{flow.target}",
        kind=flow.kind,
        count=flow.count,
        statements=flow.statements,
        width=round(width, 2),
        dashes=[round(6 + 2 * width), round(3 + 1.5 * width)] if drawn["dashed"] else False,
        color={"color": drawn["colour"], "highlight": drawn["colour"], "hover": drawn["colour"], "opacity": opacity},
        arrows={"to": {"enabled": True, "type": drawn["head"], "scaleFactor": drawn["scale"]}},
        arrowStrikethrough=drawn["head"] == "bar",
        # Lines bend to the inside, clear of the agencies between; there and back differ in how far.
        smooth={"enabled": True, "type": "curvedCCW" if clockwise else "curvedCW", "roundness": drawn["bend"] + 0.04 * clockwise},
        selfReference={"size": 22, "angle": within, "renderBehindTheNode": True},
    )


def _least(flows: Sequence[Flow]) -> int:
    """From how many statements on a line is drawn at first: all lines, or about as many of the widest as an eye can follow."""
    counts = sorted((flow.count for flow in flows), reverse=True)
    return 1 if len(counts) <= CROWDED else counts[FOLLOWED]


def _environment(picture: Picture) -> Any:
    """Our page in the place of pyvis's own, which links style sheets and scripts from a server."""
    import pyvis
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    library = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2"

    @cache
    def asset(name: str) -> Markup:
        path = HERE / name if (HERE / name).exists() else library / name
        return Markup(path.read_text(encoding="utf-8"))

    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.policies["json.dumps_kwargs"] = {"sort_keys": False}  # the order of the kinds is the order of the legend
    environment.globals.update(
        asset=asset,
        subtitle=picture.subtitle,
        paragraphs=picture.paragraphs,
        kinds={
            kind: {"name": SCHEMA.edges[kind].name, "meaning": SCHEMA.edges[kind].description, **drawn}
            for kind, drawn in STYLE["kinds"].items()
        },
        modes={mode: term.name for mode, term in SCHEMA.modes.items()},
        sectors=[
            {"name": SCHEMA.sectors[sector].name, "colour": STYLE["sectors"][sector]}
            for sector in SCHEMA.sectors
            if any(spot.group == sector for spot in picture.agencies)
        ],
        has_people=bool(picture.people),
        least=_least(picture.flows),
        version=version("casegraph"),
    )
    return environment
