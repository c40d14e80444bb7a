"""The pages: agency types across all reviews, and one case with its family."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

from graph.schema import SCHEMA
from graph.stores.base import Store
from graph.views.picture import Flow, Picture, Spot, Tie, to_html

HERE = Path(__file__).parent
SHOWN_PER_EDGE = 60  # statements carried by one edge: the page of two thousand reviews must still open
NAMED = 6  # cases that an error message names
STATEMENT = ("quote", "review", "subject", "ref", "page", "line", "mode", "date", "confidence", "status", "rule", "paragraph_id")
AGENCY_ORDER, ROLE_ORDER = list(SCHEMA.agency_types), list(SCHEMA.roles)  # sector by sector; the subject child first
Row = dict[str, Any]


class ViewError(ValueError):
    """A view that cannot be drawn; one line saying why and what to ask for instead."""


def agencies_page(store: Store) -> str:
    """Agency types of all reviews and what passed, or failed to pass, between them, as HTML. Raises ViewError, StoreError."""
    rows = _rows(store, "exchanges", case_id=None)
    if not rows:
        raise ViewError("no review in the graph tells of an exchange between agencies, so there is nothing to draw")
    touched = {kind for row in rows for kind in (row["source"], row["target"])}
    agencies = [
        Spot(row["id"], row["name"], row["sector"], note=f"In {_count(row['reviews'], 'review')}")
        for row in _rows(store, "agencies")
        if row["id"] in touched
    ]
    reviews = len({row["review_id"] for row in rows})
    agencies.sort(key=lambda spot: AGENCY_ORDER.index(spot.id))
    flows = _flows(rows)
    picture = Picture(
        title="Who told whom, and where it failed",
        subtitle=f"{_count(len(rows), 'exchange')} between {_count(len(agencies), 'agency type')} in {_count(reviews, 'review')}",
        agencies=agencies,
        flows=flows,
        paragraphs=_paragraphs(rows, flows),
    )
    return to_html(picture)


def case_page(store: Store, name: str) -> str:
    """One case, asked for by its id or the name of its child, as HTML. Raises ViewError where none or several fit, StoreError."""
    case = _find_case(store, name)
    case_id = case["id"]
    exchanges = _rows(store, "exchanges", case_id=case_id)
    agencies = _grouped(_rows(store, "case_agencies", case_id=case_id))
    people = _grouped(_rows(store, "case_people", case_id=case_id))
    spots = [_spot(rows, group=rows[0]["sector"], note=_names(rows[0])) for rows in agencies]
    spots.sort(key=lambda spot: AGENCY_ORDER.index(spot.id))
    family = [_spot(rows, group=rows[0]["role"], note=_facts(rows[0])) for rows in people]
    family.sort(key=lambda spot: ROLE_ORDER.index(spot.group))
    flows = _flows(exchanges)
    picture = Picture(
        title=str(case["name"]),
        subtitle=f"{case['review']}: {_count(len(exchanges), 'exchange')} between {_count(len(spots), 'agency', 'agencies')}",
        agencies=spots,
        flows=flows,
        people=family,
        ties=[Tie(spot.id, family[0].id, SCHEMA.roles[spot.group].name) for spot in family[1:]],
        paragraphs=_paragraphs([*exchanges, *chain(*agencies, *people)], [*flows, *spots, *family]),
    )
    return to_html(picture)


def _rows(store: Store, query: str, **parameters: Any) -> list[Row]:
    return list(store.query((HERE / f"{query}.cypher").read_text(encoding="utf-8"), parameters).records())


def _find_case(store: Store, name: str) -> Row:
    cases = _rows(store, "cases")
    found = [case for case in cases if case["id"] == name] or [
        case for case in cases if name.casefold() in (case["name"].casefold(), case["review_id"].casefold())
    ]
    if len(found) == 1:
        return found[0]
    named = [f"{case['id']} ({case['name']} in {case['review']})" for case in found or cases]
    listed = ", ".join(named[:NAMED]) + (f" and {len(named) - NAMED} more" if len(named) > NAMED else "")
    if found:
        raise ViewError(f"{len(found)} cases are called {name!r}; ask for one by its id: {listed}")
    raise ViewError(f"no case is called {name!r}; the graph holds {listed or 'none yet: load a review first'}")


def _flows(rows: Iterable[Row]) -> list[Flow]:
    flows: dict[tuple[str, str, str], Flow] = {}
    for row in rows:
        key = (row["kind"], row["source"], row["target"])
        flow = flows.setdefault(key, Flow(*key))
        flow.count += 1
        if flow.count <= SHOWN_PER_EDGE:
            flow.statements.append(_statement(row))
    return list(flows.values())


def _spot(rows: list[Row], group: str, note: str) -> Spot:
    return Spot(rows[0]["id"], rows[0]["name"], group, note, [_statement(row) for row in rows if row["quote"]])


def _statement(row: Row) -> Row:
    return {key: row[key] for key in STATEMENT if row.get(key) is not None}


def _paragraphs(rows: Iterable[Row], holders: Iterable[Flow | Spot]) -> dict[str, Row]:
    """The text of every paragraph behind a statement that the page shows."""
    shown = {said.get("paragraph_id") for holder in holders for said in holder.statements}
    return {row["paragraph_id"]: {"section": row["section"], "text": row["text"]} for row in rows if row["paragraph_id"] in shown}


def _grouped(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows of the same node together, in the order of the first."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["id"], []).append(row)
    return list(groups.values())


def _names(row: Row) -> str:
    return f"Called {', '.join(row['names'])}" if row["names"] else ""


def _facts(row: Row) -> str:
    age = None if row["age_months"] is None else _age(row["age_months"])
    facts = [SCHEMA.roles[row["role"]].name, row["sex"], age, row["outcome"], row["incident_year"], row["cause"]]
    return " · ".join(str(fact) for fact in facts if fact is not None)


def _age(months: int) -> str:
    return _count(months, "month") if months < 24 else f"{months // 12} years"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
