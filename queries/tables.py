"""The answer to a query, as every format and the report take it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from graph.stores.base import Result


@dataclass(frozen=True)
class Table:
    """Rows as long as ``columns``; values are null, bool, int, float, str or lists of these.

    ``evidence`` names the columns that say where a row is stated, ``parameters`` the values used; ``truncated`` says that a
    limit cut the rows.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    title: str = ""
    question: str = ""
    caution: str = ""
    evidence: frozenset[str] = frozenset()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    truncated: bool = False

    def records(self) -> list[dict[str, Any]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def without_evidence(self) -> Table:
        """The same rows without the columns of evidence."""
        kept = [index for index, name in enumerate(self.columns) if name not in self.evidence]
        return replace(
            self,
            columns=tuple(self.columns[index] for index in kept),
            rows=tuple(tuple(row[index] for index in kept) for row in self.rows),
            evidence=frozenset(),
        )


def from_result(result: Result, title: str = "") -> Table:
    """A store's own rows, for Cypher typed by hand."""
    return Table(columns=result.columns, rows=result.rows, title=title)
