"""Records checked against ``graph/ontology/shapes.ttl`` (SHACL), with a report in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pyshacl
from rdflib import Graph
from rdflib.namespace import RDF, SH
from rdflib.term import Node, URIRef

from graph.exports.rdf_mapping import CG, ONTOLOGY
from graph.exports.rdf_triples import concepts, describe, local_name, review_graph
from graph.records import ReviewRecord


@dataclass(frozen=True, order=True)
class Violation:
    """What is wrong: ``where`` names review and statement in words, ``value`` is what was found there, "" where nothing was."""

    where: str
    message: str
    value: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" + (f" ({self.value!r})" if self.value else "")


@dataclass(frozen=True)
class Report:
    """``reviews`` counts what was checked; printed, the violations one a line and the counts last."""

    reviews: int
    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        return not self.violations

    def __str__(self) -> str:
        return "\n".join([*map(str, self.violations), f"reviews checked: {self.reviews}; violations: {len(self.violations)}"])


def validate(records: Iterable[ReviewRecord] | Graph) -> Report:
    """Check records, one review at a time, or an RDF graph as a whole."""
    graphs = [records] if isinstance(records, Graph) else map(review_graph, records)
    reviews, violations = 0, list[Violation]()
    for graph in graphs:
        reviews += len(set(graph.subjects(RDF.type, CG.Review)))
        violations += _violations(graph + concepts())
    return Report(reviews, tuple(sorted(violations)))


@cache
def _shapes() -> Graph:
    return Graph().parse(ONTOLOGY / "shapes.ttl")


def _violations(graph: Graph) -> Iterator[Violation]:
    _, report, text = pyshacl.validate(graph, shacl_graph=_shapes(), inplace=True)
    if not isinstance(report, Graph):
        raise RuntimeError(f"the shapes could not be checked: {text}")
    for result in report.objects(None, SH.result):
        focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
        message = str(report.value(result, SH.resultMessage))
        if focus is None:
            continue
        if isinstance(value, URIRef) and value.startswith(f"{focus}/"):  # a part of it, more telling than the whole
            focus, value = value, None
        yield Violation(describe(graph, focus), message, "" if value in (None, focus) else _shown(value))


def _shown(value: Node | None) -> str:
    words = local_name(value)
    return words if len(words) <= 80 else f"{words[:79]}…"
