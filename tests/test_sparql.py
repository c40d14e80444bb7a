"""SPARQL twins: asked of an RDF export, they answer what their packs answer on the graph of the same records."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
import small_graph
from rdflib import Graph
from rdflib.query import ResultRow
from rdflib.term import Literal

import queries
from graph.exports.rdf import to_rdf
from graph.fold import fold
from graph.records import Evidence, Exchange, ExchangeKind, ParagraphRecord, ReviewRecord
from graph.schema import SCHEMA
from graph.stores import open_store
from graph.stores.base import Store
from queries.packs import load_packs
from queries.runner import run

TWINS = {path.stem: path for path in (Path(queries.__path__[0]) / "sparql").glob("*.rq")}


SAID = {"q1": "The case was CLOSED.", "q2": "At the meeting, nobody was asked; assessed.", "q3": "Nobody disclosed it."}


def reviews() -> list[ReviewRecord]:
    """The hand-made reviews, and made-up ones in which what may be missing often is."""
    chance = random.Random(5)
    made = [small_graph.north_1(), small_graph.north_2(), small_graph.south_1()]
    for number in range(4):
        record = chance.choice([small_graph.north_1, small_graph.north_2])()
        record.review.id, record.review.board = f"made-{number}", chance.choice([None, "North", 'West, "Wales"'])
        record.paragraphs += [ParagraphRecord(id=key, ref="9.9", line=90, text=text) for key, text in SAID.items()]
        record.exchanges = [exchange(chance, record, f"x{each}") for each in range(40)]
        record.recommendations[0].addressed_to = chance.choice([[], ["police", "mash"], ["housing"]])
        made.append(record)
    return made


def exchange(chance: random.Random, record: ReviewRecord, identifier: str) -> Exchange:
    kind: ExchangeKind = chance.choice(["FAILED_TO_SHARE", "FAILED_TO_SHARE", "INFORMED", "REFERRED_TO"])
    paragraph = chance.choice([each for each in record.paragraphs if each.id in SAID])
    return Exchange(
        id=identifier,
        kind=kind,
        from_=chance.choice(["police", "mash", "health-visiting"]),
        to=chance.choice(["police", "mash", "camhs"]),
        mode=chance.choice(list(SCHEMA.modes)) if kind == "FAILED_TO_SHARE" else None,
        case=chance.choice([None, record.cases[0].id]),
        date_text=chance.choice([None, "that day"]),
        confidence=chance.choice([0.3, 0.85, 1.0]),
        status=chance.choice(["found", "confirmed"]),
        evidence=Evidence(
            paragraph_id=paragraph.id,
            paragraph=chance.choice(["", paragraph.ref]),
            line=paragraph.line,
            page=chance.choice([None, 3]),
            end=len(paragraph.text),
            quote=paragraph.text,
        ),
    )


@pytest.fixture(scope="module")
def rdf() -> Graph:
    return to_rdf(reviews())


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("twins") / "graph.kgl") as store:
        store.write(fold(reviews()))
        yield store


def plain(term: Any) -> object:
    """A term as the value that Cypher gives."""
    value = None if term is None else term.toPython()
    return float(value) if isinstance(value, Decimal) else value


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("failed-pairs", {}),
        ("failed-pairs", {"board": "North"}),
        ("failed-pairs", {"mode": "not-shared", "within": False}),
        ("left-out", {}),
        ("left-out", {"board": 'West, "Wales"'}),
        ("not-consulted", {}),
        ("not-consulted", {"moment": "closure"}),
        ("not-consulted", {"moment": "closure", "board": 'West, "Wales"'}),
        ("pair-evidence", {"from_type": "police", "to_type": "mash"}),
        ("pair-evidence", {"from_type": "police", "to_type": "camhs", "kind": "INFORMED"}),
        ("recommendations", {}),
        ("recommendations", {"addressee_type": "police"}),
        ("recommendations", {"board": "North"}),
    ],
)
def test_a_twin_answers_as_its_pack_does(store: Store, rdf: Graph, name: str, params: dict[str, Any]) -> None:
    table = run(store, load_packs()[name], params, limit=None)
    bindings = {f"only_{key}": Literal(value) for key, value in params.items()}
    found = rdf.query(TWINS[name].read_text("utf-8"), initBindings=bindings)
    assert tuple(map(str, found.vars or ())) == table.columns
    assert [tuple(map(plain, row)) for row in cast(Iterable[ResultRow], found)] == [tuple(row) for row in table.rows]
    assert table.rows


def test_every_twin_has_a_pack_with_its_parameters_and_question() -> None:
    packs = load_packs()
    assert len(TWINS) >= 5
    for name, path in TWINS.items():
        text, pack = path.read_text("utf-8"), packs[name]
        assert text.startswith(f"# {pack.question.strip()}\n")
        assert all(f"VALUES ?only_{parameter.name} {{ UNDEF }}" in text for parameter in pack.parameters)
