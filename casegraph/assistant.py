"""What an assistant is told of the graph and may ask it: a manifest for the MCP server that KGLite brings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from graph.schema import SCHEMA, Property
from graph.stores.portability import divergences
from queries.packs import Pack, Parameter
from queries.runner import DEFAULT_LIMIT

TOOLS = ("graph_overview", "cypher_query", "list_recipe_queries", "run_recipe_query", "expand_response", "ping")
_TEXT = Path(__file__).with_suffix(".md")


def manifest(packs: Iterable[Pack]) -> dict[str, Any]:
    """The server's name, instructions, tools and stored questions, in the form of KGLite's manifest (YAML). Packs with a step
    after their Cypher are left out: the server runs Cypher only."""
    recipes: dict[str, dict[str, Any]] = {}
    for pack in packs:
        if pack.post is None:
            group = recipes.setdefault(_name(pack.group), {"description": f"Questions of the group {pack.group}.", "queries": {}})
            group["queries"][_name(pack.id)] = _recipe(pack)
    return {
        "name": "casegraph",
        "instructions": instructions(),
        "extensions": {"tools_allow": list(TOOLS), "cypher_recipes": recipes},
    }


def instructions() -> str:
    """How to use the graph, and its schema: labels, edges, properties and the values of vocabularies."""
    nodes = (f"{label}: {node.description}{_properties(node.properties)}" for label, node in SCHEMA.nodes.items())
    edges = (
        f"({'|'.join(edge.from_)})-[:{kind}]->({'|'.join(edge.to)}): {edge.description}{_properties(edge.properties)}"
        for kind, edge in SCHEMA.edges.items()
    )
    vocabularies: Mapping[str, Iterable[str]] = {
        "agency_type": SCHEMA.agency_types,
        "sector": SCHEMA.sectors,
        "mode": SCHEMA.modes,
        "kind of Finding": SCHEMA.finding_kinds,
        "role": SCHEMA.roles,
        "status": SCHEMA.statuses,
        "id of Theme": SCHEMA.themes,
    }
    return _TEXT.read_text(encoding="utf-8").format(
        pitfalls=_listed(divergence.says for divergence in divergences() if divergence.silent),
        nodes=_listed(nodes),
        edges=_listed(edges),
        values=_listed(f"{name}: {', '.join(terms)}" for name, terms in vocabularies.items()),
    )


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _properties(properties: Mapping[str, Property]) -> str:
    told = "; ".join(f"{name} ({declared.type}) {declared.description}" for name, declared in properties.items())
    return f" Properties: {told}." if told else ""


def _recipe(pack: Pack) -> dict[str, Any]:
    """Recipes take every parameter in every call."""
    parameters = {parameter.name: _schema(parameter) for parameter in pack.parameters}
    if "$limit" in pack.cypher:
        parameters["limit"] = {"type": "integer", "description": f"Rows at most. Usual: {DEFAULT_LIMIT}."}
    return {
        "description": f"{pack.question.strip()} Caution: {pack.caution.strip()}",
        "parameters": {
            "type": "object",
            "properties": parameters,
            "required": list(parameters),
            "additionalProperties": False,
        },
        "cypher": pack.cypher,
    }


def _schema(parameter: Parameter) -> dict[str, Any]:
    """As JSON Schema, with the default told in words."""
    nullable = not parameter.required and parameter.default is None
    usual = "" if parameter.required else f" Usual: {'null, for all' if nullable else parameter.default}."
    schema: dict[str, Any] = {
        "type": [parameter.type, "null"] if nullable else parameter.type,
        "description": parameter.meaning.strip() + usual,
    }
    if parameter.choices:
        schema["enum"] = [*parameter.choices, *([None] if nullable else [])]
    return schema


def _name(identifier: str) -> str:
    """An id in the letters that a recipe's name may have."""
    return identifier.replace("-", "_")
