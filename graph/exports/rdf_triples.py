"""The records of one review as triples, and back, by the mapping; and the vocabularies as SKOS concept schemes.

A statement is ``urn:casegraph:review:<review>/<kind>/<id>``; its evidence and other parts stand below it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec
from rdflib import Graph
from rdflib.namespace import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD
from rdflib.term import Literal, Node, URIRef

from graph.exports.rdf_mapping import BASE, CG, EDTF, Field, Kind, RdfError, escape, rdf_mapping, unescape
from graph.records import FORMAT, ReviewRecord
from graph.schema import SCHEMA


def empty_graph() -> Graph:
    """A graph that knows the prefixes of the mapping and no others."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in rdf_mapping().prefixes.items():
        graph.bind(prefix, namespace)
    return graph


def concepts() -> Graph:
    """The vocabularies of the schema: a SKOS concept scheme each, agency types narrower than their sectors."""
    mapping, graph = rdf_mapping(), empty_graph()
    for vocabulary in mapping.vocabularies:
        scheme = mapping.scheme(vocabulary)
        graph.add((scheme, RDF.type, SKOS.ConceptScheme))
        graph.add((scheme, SKOS.prefLabel, Literal(vocabulary.replace("_", " ").capitalize(), lang="en")))
        for identifier, term in getattr(SCHEMA, vocabulary).items():
            concept = mapping.concept(vocabulary, identifier)
            graph.add((concept, RDF.type, SKOS.Concept))
            graph.add((concept, SKOS.inScheme, scheme))
            graph.add((concept, SKOS.notation, Literal(identifier)))
            graph.add((concept, SKOS.prefLabel, Literal(term.name, lang="en")))
            if definition := getattr(term, "definition", None) or getattr(term, "description", None):
                graph.add((concept, SKOS.definition, Literal(definition, lang="en")))
            if sector := getattr(term, "sector", None):
                graph.add((concept, SKOS.broader, mapping.concept("sectors", sector)))
            if broader := getattr(term, "broader", None):
                graph.add((concept, SKOS.broader, mapping.concept(vocabulary, broader)))
    return graph


def review_iri(identifier: str) -> URIRef:
    return URIRef(f"{BASE}review:{escape(identifier)}")


def record_iri(identifier: str) -> URIRef:
    """The name of the graph that holds what one review's record says."""
    return URIRef(f"{review_iri(identifier)}/record")


def review_graph(record: ReviewRecord) -> Graph:
    """All triples of one review, vocabularies apart. Without blank nodes, so that equal records make equal triples."""
    mapping, graph = rdf_mapping(), empty_graph()
    told: dict[str, Any] = msgspec.to_builtins(record)
    review = review_iri(record.review.id)
    _write(graph, review, review, mapping.kinds["review"], told["review"])
    for key, kind in mapping.statements():
        used: Counter[str] = Counter()
        for position, statement in enumerate(told[key], start=1):
            identifier = statement["id"]
            used[identifier] += 1
            again = f";{used[identifier]}" if used[identifier] > 1 else ""
            node = URIRef(f"{review}/{kind.name}/{escape(identifier)}{again}")
            graph.add((node, DCTERMS.isPartOf, review))
            graph.add((node, CG.position, Literal(position)))
            _write(graph, review, node, kind, statement)
    _write_cases(graph)
    _write_provenance(graph, review, record)
    return graph


def _write(graph: Graph, review: URIRef, node: URIRef, kind: Kind, told: dict[str, Any]) -> None:
    for each in kind.classes:
        graph.add((node, RDF.type, each))
    ordered: list[Node] = []
    for field in kind.fields:
        value = told[field.key]
        if value is None or (value == "" and field.blank):
            continue
        if field.part:
            part = URIRef(f"{node}/{field.part}")
            graph.add((node, field.predicate, part))
            _write(graph, review, part, rdf_mapping().kinds[field.part], value)
            continue
        terms = [_term(review, field, each) for each in value] if field.many else [_term(review, field, value)]
        for term in terms:
            graph.add((node, field.predicate, term))
        if len(terms) > 1:
            ordered += terms
    if ordered:
        _write_order(graph, node, ordered)


def _term(review: URIRef, field: Field, value: Any) -> Node:
    if field.concept:
        return rdf_mapping().concept(field.concept, value)
    if field.link:
        return URIRef(f"{review}/{field.link}/{escape(value)}")
    if field.edtf:
        return Literal(value, datatype=EDTF)
    if isinstance(value, float):  # as a decimal: Turtle writers round a double
        return Literal(format(Decimal(repr(value)), "f"), datatype=XSD.decimal)
    return Literal(value)


def _write_order(graph: Graph, node: URIRef, terms: list[Node]) -> None:
    """An rdf:Seq under cg:order. Not an RDF list: its blank nodes would double when an export is imported a second time."""
    sequence = URIRef(f"{node}/order")
    graph.add((node, CG.order, sequence))
    graph.add((sequence, RDF.type, RDF.Seq))
    for place, term in enumerate(terms, start=1):
        graph.add((sequence, URIRef(f"{RDF}_{place}"), term))


def _read_order(graph: Graph, sequence: Node) -> list[Node]:
    start = f"{RDF}_"
    placed = {
        int(place): term
        for each, term in graph.predicate_objects(sequence)
        if (place := str(each).removeprefix(start)).isdecimal()
    }
    return [placed[place] for place in sorted(placed)]


def _write_cases(graph: Graph) -> None:
    """The case that each statement belongs to: the one it names, or the only one there is."""
    cases = list(graph.subjects(RDF.type, CG.SafeguardingCase))
    for each in (CG.Exchange, CG.Episode, CG.Finding):
        for statement in list(graph.subjects(RDF.type, each)):
            if case := graph.value(statement, CG.case) or (cases[0] if len(cases) == 1 else None):
                graph.add((statement, CG.inCase, case))


def _write_provenance(graph: Graph, review: URIRef, record: ReviewRecord) -> None:
    """What follows from the fields: the record and the activities that made it, and what each statement came from."""
    source, extraction, correction = (URIRef(f"{review}/{name}") for name in ("source", "extraction", "correction"))
    made = record_iri(record.review.id)
    graph.add((made, RDF.type, PROV.Bundle))
    graph.add((made, DCTERMS.references, review))
    graph.add((made, CG.recordFormat, Literal(record.format)))
    graph.add((made, PROV.wasGeneratedBy, extraction))
    graph.add((extraction, RDF.type, PROV.Activity))
    graph.add((extraction, PROV.used, source))
    if record.review.extractor:
        software = URIRef(f"{BASE}software:{escape(record.review.extractor)}")
        graph.add((extraction, PROV.wasAssociatedWith, software))
        graph.add((software, RDF.type, PROV.SoftwareAgent))
        graph.add((software, OWL.versionInfo, Literal(record.review.extractor)))
    for paragraph in list(graph.subjects(RDF.type, CG.Paragraph)):
        graph.add((paragraph, PROV.wasDerivedFrom, source))
    for statement, derivation in list(graph.subject_objects(PROV.qualifiedDerivation)):
        for paragraph in graph.objects(derivation, PROV.entity):
            graph.add((statement, PROV.wasDerivedFrom, paragraph))
    for statement, status in list(graph.subject_objects(CG.status)):
        by_hand = status == rdf_mapping().concept("statuses", "added")
        graph.add((statement, PROV.wasGeneratedBy, correction if by_hand else extraction))
        if by_hand:
            graph.add((correction, RDF.type, PROV.Activity))
            graph.add((correction, PROV.wasInformedBy, extraction))


def read_records(graph: Graph) -> Iterator[ReviewRecord]:
    """The records of every review of a graph, by review id. Raises RdfError naming the statement that cannot be read."""
    mapping = rdf_mapping()
    reviews = set(graph.subjects(RDF.type, CG.Review))
    members: dict[Node, dict[str, list[Node]]] = {review: defaultdict(list) for review in reviews}
    for key, kind in mapping.statements():
        for node in graph.subjects(RDF.type, kind.classes[0]):
            review = graph.value(node, DCTERMS.isPartOf)
            if review not in members:
                raise RdfError(f"{describe(graph, node)} belongs to no review of this graph; give it dcterms:isPartOf")
            members[review][key].append(node)
    for review in sorted(reviews, key=str):
        form = graph.value(URIRef(f"{review}/record"), CG.recordFormat)
        if form is not None and str(form) != FORMAT:
            raise RdfError(f"{describe(graph, review)}: format {str(form)!r}, expected {FORMAT!r}; export it again")
        lists: dict[str, Any] = {}
        for key, kind in mapping.statements():
            placed = sorted(members[review][key], key=lambda node: (_number(graph.value(node, CG.position)), str(node)))
            lists[key] = [_record(graph, review, node, kind) for node in placed]
        yield ReviewRecord(review=_record(graph, review, review, mapping.kinds["review"]), **lists)


def _number(term: Node | None) -> float:
    """Where a statement without a position belongs: last."""
    value = term.toPython() if isinstance(term, Literal) else None
    return value if isinstance(value, int) else float("inf")


def _record(graph: Graph, review: Node, node: Node, kind: Kind) -> Any:
    try:
        return msgspec.convert(_read(graph, review, node, kind), kind.record)
    except msgspec.ValidationError as error:
        raise RdfError(f"{describe(graph, node)}: {error}") from error


def _read(graph: Graph, review: Node, node: Node, kind: Kind) -> dict[str, Any]:
    objects: dict[Node, list[Node]] = defaultdict(list)
    for predicate, term in graph.predicate_objects(node):
        objects[predicate].append(term)
    order = [term for sequence in objects[CG.order] for term in _read_order(graph, sequence)]
    told: dict[str, Any] = {}
    for field in kind.fields:
        terms = objects.get(field.predicate, [])
        if field.many:
            placed = [term for term in order if term in terms]
            placed += sorted(set(terms) - set(placed), key=str)
            told[field.key] = [_value(graph, review, node, field, term) for term in placed]
        elif len(terms) > 1:
            raise RdfError(f"{describe(graph, node)} has {len(terms)} values of {field.predicate}; keep one")
        elif terms and field.part:
            told[field.key] = _read(graph, review, terms[0], rdf_mapping().kinds[field.part])
        elif terms:
            told[field.key] = _value(graph, review, node, field, terms[0])
    return told


def _value(graph: Graph, review: Node, node: Node, field: Field, term: Node) -> Any:
    if field.concept or field.link:
        start = f"{rdf_mapping().scheme(field.concept)}:" if field.concept else f"{review}/{field.link}/"
        if not isinstance(term, URIRef) or not term.startswith(start):
            raise RdfError(f"{describe(graph, node)}: {field.predicate} is {term.n3()}, which does not begin with {start}")
        return unescape(term[len(start) :])
    if not isinstance(term, Literal):
        raise RdfError(f"{describe(graph, node)}: {field.predicate} is {term.n3()}, which is no literal")
    value = term.toPython()
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, (bool, int, float)) else str(value)


def describe(graph: Graph, node: Node) -> str:
    """A node in words: its review, its kind and id, what it says and where; for a part of a statement, the statement."""
    kinds: dict[Node, str] = {kind.classes[0]: kind.name.replace("-", " ") for _, kind in rdf_mapping().statements()}
    while not (known := [kinds[each] for each in graph.objects(node, RDF.type) if each in kinds]) and "/" in str(node):
        node = URIRef(str(node).rpartition("/")[0])
    review = graph.value(node, DCTERMS.isPartOf) if known else node
    words = [f"review {str(graph.value(review, DCTERMS.identifier) or review)!r}"] if review else []
    if known:
        said = [local_name(term) for each in (RDFS.label, CG.number, ORG.classification) if (term := graph.value(node, each))]
        if source := graph.value(node, CG["from"]):
            said.append(f"{local_name(source)} to {local_name(graph.value(node, CG.to))}")
        place = graph.value(node, PROV.qualifiedDerivation) or node
        said += [
            f"{name} {term}" for name, each in (("paragraph", CG.ref), ("line", CG.line)) if (term := graph.value(place, each))
        ]
        identifier = str(graph.value(node, DCTERMS.identifier) or "")
        words.append(f"{known[0]} {identifier!r}" + (f" ({', '.join(said)})" if said else ""))
    return ", ".join(words)


def local_name(term: Node | None) -> str:
    """What a term is called without its namespace: a literal's text, an id; "?" for none."""
    if isinstance(term, URIRef):
        return unescape(re.split("[:/]", term)[-1])
    return "?" if term is None else str(term)
