"""``graph/ontology/mapping.yaml`` made ready for use: which predicate, classes and name each part of a record has in RDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_origin
from urllib.parse import quote, unquote

import msgspec
import yaml
from rdflib.namespace import Namespace
from rdflib.term import URIRef

from graph import records
from graph.exports import ExportError

ONTOLOGY = Path(__file__).parents[1] / "ontology"
BASE = "urn:casegraph:"
CG = Namespace(f"{BASE}ontology:")
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")


class RdfError(ExportError):
    """RDF that cannot be written, or read as records; the message names the file or statement and what is wrong with it."""


@dataclass(frozen=True)
class Field:
    """One field of a record, by its key in the JSON form.

    ``concept`` is the vocabulary that its values are from, ``link`` the kind of statement whose ids they are, ``part`` the
    kind of node they become; ``many`` marks a list; ``blank`` a field that is "" where nothing is said.
    """

    key: str
    predicate: URIRef
    edtf: bool
    concept: str | None
    link: str | None
    part: str | None
    many: bool
    blank: bool


@dataclass(frozen=True)
class Kind:
    """One kind of node. ``list`` is the key of a review's record under which statements of this kind stand."""

    name: str
    record: type[msgspec.Struct]
    classes: tuple[URIRef, ...]
    fields: tuple[Field, ...]
    list: str | None


@dataclass(frozen=True)
class RdfMapping:
    """``prefixes`` name every namespace of an export, those of the vocabularies included; ``kinds`` go by their name."""

    prefixes: Mapping[str, str]
    vocabularies: Mapping[str, str]
    kinds: Mapping[str, Kind]

    def scheme(self, vocabulary: str) -> URIRef:
        return URIRef(BASE + self.vocabularies[vocabulary])

    def concept(self, vocabulary: str, identifier: str) -> URIRef:
        return URIRef(f"{self.scheme(vocabulary)}:{escape(identifier)}")

    def statements(self) -> list[tuple[str, Kind]]:
        """The kinds that stand in a list of a review's record, each with the key of that list."""
        return [(kind.list, kind) for kind in self.kinds.values() if kind.list]


def escape(identifier: str) -> str:
    """An id as part of an IRI; ``unescape`` undoes it."""
    return quote(identifier, safe="")


unescape = unquote


@cache
def rdf_mapping() -> RdfMapping:
    told: dict[str, Any] = yaml.safe_load((ONTOLOGY / "mapping.yaml").read_text("utf-8"))
    prefixes = {**told["prefixes"], **{prefix: f"{BASE}{prefix}:" for prefix in told["vocabularies"].values()}}

    def iri(name: str) -> URIRef:
        prefix, _, local = name.partition(":")
        return URIRef(prefixes[prefix] + local)

    def fields(record: type[msgspec.Struct], told: dict[str, str | dict[str, Any] | None]) -> tuple[Field, ...]:
        declared = {field.encode_name: field for field in msgspec.structs.fields(record)}
        if differing := declared.keys() ^ told.keys():
            raise RdfError(f"{ONTOLOGY / 'mapping.yaml'}: {record.__name__} differs from its record in {sorted(differing)}")
        made = []
        for key, value in told.items():
            if value is None:  # a field that does not leave the record
                continue
            given: dict[str, Any] = {"predicate": value} if isinstance(value, str) else value
            made.append(
                Field(
                    key=key,
                    predicate=iri(given["predicate"]),
                    edtf=given.get("edtf", False),
                    concept=given.get("concept"),
                    link=given.get("link"),
                    part=given.get("part"),
                    many=get_origin(declared[key].type) is list,
                    blank=declared[key].default == "",
                )
            )
        return tuple(made)

    kinds = {}
    for name, node in told["nodes"].items():
        record = getattr(records, node["record"])
        classes = tuple(iri(each) for each in node["classes"])
        kinds[name] = Kind(name, record, classes, fields(record, node["fields"]), node.get("list"))
    return RdfMapping(prefixes, told["vocabularies"], kinds)
