"""The pages: agency types across all reviews, and one case with its family."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from graph.schema import SCHEMA
from graph.stores.base import Store
from graph.views.picture import Flow, Picture, Spot, Tie, to_html

HERE = Path(__file__).parent
# The page of two thousand reviews must still open, so it carries about SHOWN statements, FEWEST to MOST for each line drawn.
SHOWN, FEWEST, MOST = 6000, 3, 60
NAMED = 6  # cases that an error message names
AGENCY_ORDER, ROLE_ORDER = list(SCHEMA.agency_types), list(SCHEMA.roles)  # sector by sector; the subject child first
Row = dict[str, Any]


class ViewError(ValueError):
    """A view that cannot be drawn; one line saying why and what to ask for instead."""


def agencies_page(store: Store) -> str:
    """Agency types of all reviews and what passed, or failed to pass, between them, as HTML. Raises ViewError, StoreError."""
    flows = _flows(store, case_id=None)
    if not flows:
        raise ViewError("no review in the graph tells of an exchange between agencies, so there is nothing to draw")
    touched = {kind for flow in flows for kind in (flow.source, flow.target)}
    agencies = [
        Spot(row["id"], row["name"], row["sector"], note=f"In {_count(row['reviews'], 'review')}")
        for row in _rows(store, "agencies")
        if row["id"] in touched
    ]
    exchanges = sum(flow.count for flow in flows)
    reviews = sum(row["of"] == "review" for row in _rows(store, "names"))
    picture = Picture(
        title="Who told whom, and where it failed",
        subtitle=f"{_count(exchanges, 'exchange')} between {_count(len(agencies), 'agency type')} in {_count(reviews, 'review')}",
        agencies=sorted(agencies, key=lambda spot: AGENCY_ORDER.index(spot.id)),
        flows=flows,
    )
    return _finished(store, picture)


def case_page(store: Store, name: str) -> str:
    """One case, asked for by its id or the name of its child, as HTML. Raises ViewError where none or several fit, StoreError."""
    case = _find_case(store, name)
    flows = _flows(store, case_id=case["id"])
    agencies = [_spot(rows, group=rows[0]["sector"], note=_names(rows[0])) for rows in _nodes(store, "case_agencies", case["id"])]
    people = [_spot(rows, group=rows[0]["role"], note=_facts(rows[0])) for rows in _nodes(store, "case_people", case["id"])]
    people.sort(key=lambda spot: ROLE_ORDER.index(spot.group))
    exchanges = sum(flow.count for flow in flows)
    picture = Picture(
        title=case["name"],
        subtitle=f"{case['review']}: {_count(exchanges, 'exchange')} between {_count(len(agencies), 'agency', 'agencies')}",
        agencies=sorted(agencies, key=lambda spot: AGENCY_ORDER.index(spot.id)),
        flows=flows,
        people=people,
        ties=[Tie(spot.id, people[0].id, SCHEMA.roles[spot.group].name) for spot in people[1:]],
    )
    return _finished(store, picture)


def _finished(store: Store, picture: Picture) -> str:
    """The page, with the names and the full text behind every statement that it shows."""
    names = {row["id"]: row["name"] for row in _rows(store, "names")}
    holders: list[Spot | Flow] = [*picture.agencies, *picture.people, *picture.flows]
    statements = [said for holder in holders for said in holder.statements]
    for said in statements:
        said["review"], said["subject"] = names[said["review_id"]], names.get(said.get("case_id") or "")
    cited = {said["paragraph_id"] for said in statements if said["paragraph_id"]}
    picture.paragraphs = {row["id"]: row for row in _rows(store, "paragraphs", ids=sorted(cited))}
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


def _flows(store: Store, case_id: str | None) -> list[Flow]:
    flows = [Flow(**row) for row in _rows(store, "flows", case_id=case_id, shown=MOST)]
    each = max(FEWEST, SHOWN // max(len(flows), 1))
    for flow in flows:
        flow.statements = [dict(sorted(said.items())) for said in flow.statements[:each]]  # engines differ in the order of keys
    return flows


def _nodes(store: Store, query: str, case_id: str) -> Iterable[list[Row]]:
    """The rows of each node of a case together."""
    groups: dict[str, list[Row]] = {}
    for row in _rows(store, query, case_id=case_id):
        groups.setdefault(row["id"], []).append(row)
    return groups.values()


def _spot(rows: Sequence[Row], group: str, note: str) -> Spot:
    said = ("quote", "line", "ref", "page", "paragraph_id", "review_id")
    return Spot(rows[0]["id"], rows[0]["name"], group, note, [{key: row[key] for key in said} for row in rows if row["quote"]])


def _names(row: Row) -> str:
    return f"Called {', '.join(row['names'])}" if row["names"] else ""


def _facts(row: Row) -> str:
    age = None if row["age_months"] is None else _age(row["age_months"])
    facts = [SCHEMA.roles[row["role"]].name, row["sex"], age, row["outcome"], row["incident_year"], row["cause"]]
    return " · ".join(str(fact) for fact in facts if fact is not None)


def _age(months: int) -> str:
    return _count(months, "month") if months < 24 else f"{months // 12} years"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
