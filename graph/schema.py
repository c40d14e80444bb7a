"""What the graph holds: labels, edge types, properties and vocabularies, as ``schema.yaml`` and ``themes.yaml`` declare them.

The vocabularies follow the project's coding manual; themes are SKOS concepts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
import yaml

from graph.records import Evidence, Exchange, Finding, ReviewRecord

PropertyType = Literal["string", "strings", "integer", "float", "boolean", "edtf"]
PYTHON_TYPES: Mapping[PropertyType, type] = {
    "string": str,
    "strings": list,
    "integer": int,
    "float": float,
    "boolean": bool,
    "edtf": str,
}


class Property(NamedTuple):
    type: PropertyType
    description: str


class NodeType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A node label. Every node has ``id`` and ``name`` beside ``properties``; ``indexed`` names those to look nodes up by."""

    description: str
    properties: dict[str, Property] = {}
    indexed: tuple[str, ...] = ()


class EdgeType(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """An edge type between any label of ``from_`` and any of ``to``; ``name`` is given to the kinds of exchange."""

    description: str
    from_: tuple[str, ...]
    to: tuple[str, ...]
    properties: dict[str, Property] = {}
    name: str = ""
    exchange: bool = False


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    definition: str = ""


class Theme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A SKOS concept; ``broader`` is the id of the wider theme that it belongs to."""

    name: str
    definition: str
    broader: str | None = None


class AgencyType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    sector: str
    definition: str


class Role(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"is_": "is"}):
    """A family role; ``is_`` is the label of the node that a person of the role becomes."""

    name: str
    definition: str
    is_: Literal["Child", "FamilyMember"]


class Schema(msgspec.Struct, frozen=True, dict=True):
    """The whole declaration. Vocabularies map an id to its term."""

    nodes: dict[str, NodeType]
    edges: dict[str, EdgeType]
    modes: dict[str, Term]
    finding_kinds: dict[str, Term]
    statuses: dict[str, Term]
    roles: dict[str, Role]
    sectors: dict[str, Term]
    agency_types: dict[str, AgencyType]
    themes: dict[str, Theme] = {}

    @cached_property
    def exchange_kinds(self) -> dict[str, EdgeType]:
        """The edge types by which information passes, or fails to pass, between agencies."""
        return {kind: edge for kind, edge in self.edges.items() if edge.exchange}

    @cached_property
    def names(self) -> frozenset[str]:
        """Every label, edge type and property name."""
        of_nodes = (name for node in self.nodes.values() for name in node.properties)
        of_edges = (name for edge in self.edges.values() for name in edge.properties)
        return frozenset(("id", "name", *self.nodes, *self.edges, *of_nodes, *of_edges))

    @cached_property
    def digest(self) -> str:
        """Changes whenever a declaration does."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()[:16]

    def problems(self, record: ReviewRecord) -> list[str]:
        """What in the record the schema does not know or its own paragraphs do not bear out, one line each; [] when sound."""
        return [*self._unknown_words(record), *_broken_references(record), *_unfounded_quotes(record)]

    def _unknown_words(self, record: ReviewRecord) -> list[str]:
        used: list[tuple[str, str, Mapping[str, object], str | None]] = []
        used += [(person.id, "role", self.roles, person.role) for person in record.people]
        used += [(agency.id, "agency type", self.agency_types, agency.type) for agency in record.agencies]
        for exchange in record.exchanges:
            used += [(exchange.id, "agency type", self.agency_types, kind) for kind in (exchange.from_, exchange.to)]
            used.append((exchange.id, "mode", self.modes, exchange.mode))
        for finding in record.findings:
            used += [(finding.id, "agency type", self.agency_types, kind) for kind in finding.agencies]
            used += [(finding.id, "theme", self.themes, theme) for theme in finding.themes]
        for recommendation in record.recommendations:
            used += [(recommendation.id, "agency type", self.agency_types, kind) for kind in recommendation.addressed_to]
            used += [(recommendation.id, "theme", self.themes, theme) for theme in recommendation.themes]
        return [
            f"{owner}: unknown {what} {word!r}" for owner, what, known, word in used if word is not None and word not in known
        ]


def _broken_references(record: ReviewRecord) -> list[str]:
    cases = {case.id for case in record.cases}
    episodes = {episode.id for episode in record.episodes}
    used: list[tuple[str, str, set[str], str | None]] = []
    used += [(person.id, "case", cases, person.case) for person in record.people]
    used += [(agency.id, "case", cases, case) for agency in record.agencies for case in agency.cases]
    used += [(episode.id, "case", cases, episode.case) for episode in record.episodes]
    placed: list[Exchange | Finding] = [*record.exchanges, *record.findings]
    for statement in placed:
        used += [(statement.id, "case", cases, statement.case), (statement.id, "episode", episodes, statement.episode)]
    return [
        f"{owner}: no {what} {word!r} in the record"
        for owner, what, known, word in used
        if word is not None and word not in known
    ]


def _unfounded_quotes(record: ReviewRecord) -> list[str]:
    texts = {paragraph.id: paragraph.text for paragraph in record.paragraphs}

    def unfounded(evidence: Evidence) -> str | None:
        if not evidence.paragraph_id:
            return None
        if evidence.paragraph_id not in texts:
            return f"no paragraph {evidence.paragraph_id!r} in the record"
        if texts[evidence.paragraph_id][evidence.start : evidence.end] != evidence.quote:
            return f"its quote is not what stands at {evidence.start}:{evidence.end} of paragraph {evidence.paragraph_id!r}"
        return None

    return [f"{statement.id}: {problem}" for statement in record.statements() if (problem := unfounded(statement.evidence))]


def _read() -> Schema:
    folder = Path(__file__).parent
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    declared = yaml.load((folder / "schema.yaml").read_text(encoding="utf-8"), Loader=loader)
    themes = yaml.load((folder / "themes.yaml").read_text(encoding="utf-8"), Loader=loader)
    return msgspec.convert({**declared, **themes}, Schema)


SCHEMA: Schema = _read()
