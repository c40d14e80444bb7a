"""RDF of review records: Turtle, N-Triples, TriG and JSON-LD, written review by review, and the way back.

The ontology is ``graph/ontology/casegraph.ttl``; how records map to it, ``graph/ontology/mapping.yaml``.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from rdflib import Dataset, Graph

from graph.exports.rdf_mapping import RdfError, rdf_mapping
from graph.exports.rdf_triples import concepts, empty_graph, read_records, record_iri, review_graph
from graph.records import ReviewRecord

FORMATS = {".ttl": "turtle", ".nt": "nt", ".trig": "trig", ".jsonld": "json-ld"}

__all__ = ["FORMATS", "RdfError", "read_rdf", "records_from_rdf", "to_rdf", "write_rdf"]


def to_rdf(records: Iterable[ReviewRecord]) -> Graph:
    """One graph of all records and the vocabularies they use, for SPARQL and for graphs that fit into memory."""
    graph = empty_graph()
    graph += concepts()
    for record in records:
        graph += review_graph(record)
    return graph


def records_from_rdf(graph: Graph) -> list[ReviewRecord]:
    """The records that a graph (or a Dataset whose default graph is the union) holds, by review id.

    Equal to those exported. Raises RdfError naming the statement that cannot be read.
    """
    return list(read_records(graph))


def write_rdf(records: Iterable[ReviewRecord], path: Path) -> None:
    """Write a file in the format of its suffix: .ttl, .nt, .trig (one named graph per review) or .jsonld.

    One review is in memory at a time; equal records in equal order make equal bytes. The file is written beside and swapped
    in. Raises RdfError for another suffix or where the file cannot be written.
    """
    blocks = _WRITERS[_format(path)](records)
    beside = path.with_name(f".{path.name}-{uuid.uuid4().hex}")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(blocks)
        beside.replace(path)
    except OSError as error:
        raise RdfError(f"{path}: cannot be written ({error.strerror}); name a folder that exists and is writable") from error
    finally:
        beside.unlink(missing_ok=True)


def read_rdf(path: Path) -> list[ReviewRecord]:
    """The records of a file in any of the four formats. Raises RdfError naming the file when it is not one."""
    form = _format(path)
    graph = Dataset(default_union=True) if form == "trig" else Graph()
    try:
        if form == "json-ld" and (elsewhere := _remote_context(json.loads(path.read_bytes()))):
            raise RdfError(f"{path}: its context lies at {elsewhere}, and nothing is fetched; write the context into the file")
        graph.parse(path, format=form)
    except RdfError:
        raise
    except OSError as error:
        raise RdfError(f"{path}: cannot be read ({error.strerror}); check that the file exists and is readable") from error
    except Exception as error:  # the parsers share no class of error
        raise RdfError(f"{path}: not {form} ({' '.join(str(error).split())[:200]}); export it again") from error
    try:
        return records_from_rdf(graph)
    except RdfError as error:
        raise RdfError(f"{path}: {error}") from error


def _remote_context(document: object) -> str | None:
    """The first address in a JSON-LD document from which a reader would fetch a context."""
    if isinstance(document, list):
        return next(filter(None, map(_remote_context, document)), None)
    if not isinstance(document, dict):
        return None
    context = document.get("@context")
    for each in context if isinstance(context, list) else [context]:
        if isinstance(each, str):
            return each
        if isinstance(each, dict) and "@import" in each:
            return str(each["@import"])
    return next(filter(None, map(_remote_context, document.values())), None)


def _format(path: Path) -> str:
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        raise RdfError(f"{path}: unknown kind of RDF file; end its name in {', '.join(FORMATS)}") from None


def _turtle(records: Iterable[ReviewRecord]) -> Iterator[str]:
    yield _prefixes()
    yield _turtle_triples(concepts())
    for record in records:
        yield _turtle_triples(review_graph(record))


def _trig(records: Iterable[ReviewRecord]) -> Iterator[str]:
    yield _prefixes()
    yield _turtle_triples(concepts())
    for record in records:
        yield f"\n{record_iri(record.review.id).n3()} {{\n{_turtle_triples(review_graph(record))}}}\n"


def _prefixes() -> str:
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(rdf_mapping().prefixes.items()))


def _turtle_triples(graph: Graph) -> str:
    """Turtle without its head of prefixes, which the file has already."""
    return re.sub(r"\A(@prefix .*\n)*", "", graph.serialize(format="turtle"))


def _n_triples(records: Iterable[ReviewRecord]) -> Iterator[str]:
    for graph in chain([concepts()], map(review_graph, records)):
        yield "".join(f"{line}\n" for line in sorted(graph.serialize(format="nt").split("\n")) if line)


def _json_ld(records: Iterable[ReviewRecord]) -> Iterator[str]:
    context = dict(rdf_mapping().prefixes)
    yield f'{{"@context": {json.dumps(context, indent=1)},\n"@graph": [\n'
    separator = ""
    for graph in chain([concepts()], map(review_graph, records)):
        nodes: list[dict[str, Any]] = json.loads(graph.serialize(format="json-ld", context=context, indent=None))["@graph"]
        for node in sorted(nodes, key=lambda node: str(node["@id"])):
            yield f"{separator}{json.dumps(_sorted(node), ensure_ascii=False, sort_keys=True)}"
            separator = ",\n"
    yield "\n]}\n"


def _sorted(node: dict[str, Any]) -> dict[str, Any]:
    """The node with the values of every property in a fixed order; lists proper are objects of their own and keep theirs."""
    return {key: sorted(value, key=json.dumps) if isinstance(value, list) else value for key, value in node.items()}


_WRITERS: dict[str, Callable[[Iterable[ReviewRecord]], Iterator[str]]] = {
    "turtle": _turtle,
    "trig": _trig,
    "nt": _n_triples,
    "json-ld": _json_ld,
}
