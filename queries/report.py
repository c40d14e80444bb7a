"""The cross-case report that a board would circulate: what broke down between services, where it is stated, what to check.

It is made of the answers of the query packs, and goes into one file that loads nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from graph.schema import SCHEMA
from graph.stores.base import Store
from queries.packs import load_packs, nearest
from queries.runner import run
from queries.templates import render

FORMATS = (".html", ".md")
MATRIX_TYPES, PAIRS, QUOTES, CASES, THEMES, DOUBTS = 14, 8, 3, 12, 12, 20

Record = dict[str, Any]

_SOURCES = """
MATCH (r:Review) WHERE NOT r.stub AND ($board IS NULL OR r.board = $board)
RETURN r.id AS id, r.name AS title, r.board AS board, r.review_type AS review_type, r.published AS published, r.source AS source,
       r.sha256 AS sha256, r.extractor AS extractor, COUNT { MATCH (r)-[:EXAMINES]->(:SafeguardingCase) } AS cases
ORDER BY r.published, id
"""
_BOARDS = "MATCH (r:Review) WHERE r.board IS NOT NULL RETURN DISTINCT r.board AS board ORDER BY board"
_CASES = """
MATCH (r:Review)-[:EXAMINES]->(c:SafeguardingCase)
WHERE $board IS NULL OR r.board = $board
WITH c, COUNT {
       MATCH (:Agency {review_id: c.review_id})-[e:FAILED_TO_SHARE]->(:Agency) WHERE e.case_id = c.id OR e.case_id IS NULL
     } AS failed
WHERE failed > 0
RETURN c.id AS case_id
ORDER BY failed DESC, case_id
"""


class ReportError(ValueError):
    """A report that cannot be made; the message says what would do."""


@dataclass(frozen=True)
class Cell:
    """One square of the matrix: how often ``row`` failed to share with ``column``; ``shade`` is 1 where that is most often."""

    row: int
    column: int
    from_name: str
    to_name: str
    failed: int
    shade: float


@dataclass(frozen=True)
class Mark:
    """Something at a place of a case's strip: ``at`` runs from 0 (first line told) to 1 (last)."""

    at: float
    kind: str
    label: str


def write(store: Store, out: Path, *, board: str | None = None, made: dt.date | None = None) -> None:
    """Write the report of every review of the store, or of those of one board, to ``out`` (``.html`` or ``.md``).

    ``made`` is the date it bears (default: today). Raises ReportError, ``graph.stores.base.StoreError``, OSError.
    """
    if out.suffix.lower() not in FORMATS:
        raise ReportError(f"{out}: a report is written as {' or '.join(FORMATS)}; give the file one of these endings")
    text = render(f"report{out.suffix.lower()}.j2", **contents(store, board), board=board, made=made or dt.date.today())
    out.write_text(text, encoding="utf-8")


def contents(store: Store, board: str | None = None) -> Record:
    """What the templates show. Raises ReportError where there is no review."""
    packs = load_packs()

    def ask(name: str, limit: int | None = None, **params: Any) -> list[Record]:
        given = {key: value for key, value in params.items() if value is not None}
        return run(store, packs[name], given, limit).records()

    sources = list(store.query(_SOURCES, {"board": board}).records())
    if not sources and board:
        boards = [row[0] for row in store.query(_BOARDS).rows]
        raise ReportError(f"the graph holds no review of the board {board!r}{nearest(board, boards)}")
    if not sources:
        raise ReportError("there is no review to report on; run `casegraph load` first")
    reviews = {source["id"]: source for source in sources}
    pairs = ask("failed-pairs", board=board)
    between = [pair for pair in pairs if pair["from_type"] != pair["to_type"]]
    cases = [row[0] for row in store.query(_CASES, {"board": board}).rows]
    coverage = ask("review-coverage", board=board)
    return {
        "names": {kind: declared.name for kind, declared in SCHEMA.agency_types.items()},
        "kinds": {kind: declared.name for kind, declared in SCHEMA.exchange_kinds.items()},
        "modes": {mode: term.name for mode, term in SCHEMA.modes.items()},
        "themes_named": {theme: term.name for theme, term in SCHEMA.themes.items()},
        "reviews": reviews,
        "sources": sources,
        "coverage": {row["review"]: row for row in coverage},
        "outliers": [row for row in coverage if row["outlier"]],
        "by_mode": ask("failure-modes", board=board),
        "by_moment": ask("failure-moments", board=board),
        "channels": ask("health-and-others", board=board),
        "passed": sum(row["passed"] for row in ask("sector-matrix", board=board)),
        "failed": sum(pair["exchanges"] for pair in pairs),
        "matrix": _matrix(between),
        "cautions": {name: " ".join(pack.caution.split()) for name, pack in packs.items()},
        "top_pairs": [
            (
                pair,
                _quotes(
                    ask("pair-evidence", from_type=pair["from_type"], to_type=pair["to_type"], kind="FAILED_TO_SHARE"), reviews
                ),
            )
            for pair in between[:PAIRS]
        ],
        "left_out": ask("left-out", PAIRS, board=board),
        "cases": [_case(ask, case) for case in cases[:CASES]],
        "cases_in_all": sum(source["cases"] for source in sources),
        "themes": ask("themes", THEMES, board=board),
        "repeated": [
            (lesson, _said(ask("on-theme", theme=lesson["theme"], board=lesson["board"])))
            for lesson in ask("repeated-lessons", PAIRS, board=board)
        ],
        "unanswered": ask("unanswered-pairs", PAIRS, board=board),
        "good_practice": ask("good-practice", PAIRS, board=board),
        "doubts": ask("low-confidence", DOUBTS, board=board),
        "rare": [row for row in ask("rare-pairs") if row["review"] in reviews][:PAIRS],
        "looked_at": ask("corrections"),
    }


def _matrix(pairs: list[Record]) -> Record:
    """The types with most failures, on both sides, and the failures between them."""
    weight: dict[str, int] = defaultdict(int)
    for pair in pairs:
        weight[pair["from_type"]] += pair["exchanges"]
        weight[pair["to_type"]] += pair["exchanges"]
    kinds = sorted(weight, key=lambda kind: (-weight[kind], kind))[:MATRIX_TYPES]
    failed = {(pair["from_type"], pair["to_type"]): pair["exchanges"] for pair in pairs}
    most = max((failed.get(way, 0) for way in product(kinds, kinds)), default=0)
    names = [SCHEMA.agency_types[kind].name for kind in kinds]
    cells = [
        Cell(row, column, names[row], names[column], failed[way], failed[way] / most)
        for (row, source), (column, target) in product(enumerate(kinds), enumerate(kinds))
        if (way := (source, target)) in failed
    ]
    return {"names": names, "cells": cells, "most": most, "left_out": len(weight) - len(kinds)}


def _quotes(rows: list[Record], reviews: Record) -> list[Record]:
    """A few rows that show best what was said: the surest first, and no second one of a review before each had its turn."""
    turns: dict[str, int] = defaultdict(int)
    ranked: list[tuple[int, int, Record]] = []
    for row in sorted((row for row in rows if row["review"] in reviews), key=lambda row: -row["confidence"]):
        ranked.append((turns[row["review"]], len(ranked), row))
        turns[row["review"]] += 1
    return [row for _, _, row in sorted(ranked, key=lambda item: item[:2])[:QUOTES]]


def _said(rows: list[Record]) -> list[Record]:
    """The first finding of each review that is a lesson or a fault."""
    first: dict[str, Record] = {}
    for row in rows:
        if row["what"] not in ("recommendation", "good-practice"):
            first.setdefault(row["review"], row)
    return list(first.values())


def _case(ask: Any, case_id: str) -> Record:
    (summary,) = ask("case-summary", case_id=case_id)
    told = ask("case-timeline", case_id=case_id)
    first, last = told[0]["line"], told[-1]["line"]
    return {
        "summary": summary,
        "marks": [Mark((row["line"] - first) / max(1, last - first), row["what"], row["detail"] or row["what"]) for row in told],
        "told": [row for row in told if row["what"] in ("EPISODE", "FAILED_TO_SHARE", "missed-opportunity")],
    }
