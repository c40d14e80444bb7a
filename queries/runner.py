"""Runs a pack on a store: values checked against its parameters, rows checked against its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from graph.stores.base import Result, Store
from queries.packs import Pack, PackError, Parameter, nearest
from queries.tables import Table

DEFAULT_LIMIT = 100
NO_LIMIT = 2**31 - 1
LIMIT_PARAMETER = re.compile(r"\$limit\b")
_TRUE, _FALSE = {"true", "yes", "on", "1"}, {"false", "no", "off", "0"}


class ParameterError(ValueError):
    """A value that a pack cannot take; one line saying which and what would do."""


def run(
    store: Store,
    pack: Pack,
    params: Mapping[str, Any] | None = None,
    limit: int | None = DEFAULT_LIMIT,
    *,
    evidence: bool = True,
    timeout: float | None = None,
) -> Table:
    """The pack's answer, at most ``limit`` rows (None: all).

    ``params`` may hold strings as typed on a command line. Raises ParameterError for a name or value that the pack cannot take,
    PackError where its columns are not those of its Cypher, ``graph.stores.base.StoreError`` when the engine refuses (a pack
    that writes, a time-out).
    """
    values = bind(pack, params or {})
    _check_known(store, pack, values)
    cypher, given = _limited(pack, limit)
    result = store.query(cypher, {**values, **given}, timeout=timeout)
    rows = _post(pack, result, values) if pack.post else result.rows
    names = tuple(column.name for column in pack.columns)
    if not pack.post and rows and result.columns != names:
        raise PackError(f"{pack.file}: its Cypher returns the columns {', '.join(result.columns)}, not those that it declares")
    table = Table(
        columns=names,
        rows=rows if limit is None else rows[:limit],
        title=pack.title,
        question=pack.question.strip(),
        caution=pack.caution.strip(),
        evidence=frozenset(column.name for column in pack.columns if column.kind == "evidence"),
        parameters={name: value for name, value in values.items() if value is not None},
        truncated=limit is not None and len(rows) > limit,
    )
    return table if evidence else table.without_evidence()


def _limited(pack: Pack, limit: int | None) -> tuple[str, dict[str, int]]:
    """The pack's Cypher cut at one row more than ``limit``, which tells whether there are more; and the parameters this takes.

    A pack that says itself where to cut, with ``LIMIT $limit``, is given the number: everything after that runs for the rows
    shown only. A pack with a step after its Cypher needs every row.
    """
    rows = NO_LIMIT if limit is None else limit + 1
    if LIMIT_PARAMETER.search(pack.cypher):
        return pack.cypher, {"limit": rows}
    if pack.post or limit is None:
        return pack.cypher, {}
    return f"{pack.cypher.rstrip()}\nLIMIT {rows}", {}


def bind(pack: Pack, params: Mapping[str, Any]) -> dict[str, Any]:
    """The value of every parameter of the pack: as given, else its default. Raises ParameterError."""
    known = {parameter.name: parameter for parameter in pack.parameters}
    for name in params:
        if name not in known:
            takes = f"it takes {', '.join(known)}" if known else "it takes none"
            raise ParameterError(f"{pack.id}: no parameter {name!r}{nearest(name, known)} ({takes})")
    return {name: _value(pack, parameter, params.get(name)) for name, parameter in known.items()}


def suggestions(store: Store, pack: Pack, name: str) -> list[str]:
    """Values that a parameter may take, from its choices or from the graph; for completion and error messages."""
    parameter = next((parameter for parameter in pack.parameters if parameter.name == name), None)
    if parameter is None:
        return []
    if parameter.choices:
        return [str(choice) for choice in parameter.choices]
    if parameter.suggest is None:
        return []
    return [str(row[0]) for row in store.query(parameter.suggest).rows if row[0] is not None]


def _value(pack: Pack, parameter: Parameter, given: Any) -> Any:
    if given is None:
        if parameter.default is msgspec.UNSET:
            raise ParameterError(f"{pack.id}: {parameter.name} must be given: {parameter.meaning.strip()}")
        return parameter.default
    value = _typed(pack, parameter, given)
    if parameter.choices and value not in parameter.choices:
        choices = [str(choice) for choice in parameter.choices]
        raise ParameterError(
            f"{pack.id}: {parameter.name} cannot be {given!r}{nearest(str(given), choices)} (one of {', '.join(choices)})"
        )
    return value


def _typed(pack: Pack, parameter: Parameter, given: Any) -> Any:
    text = str(given).strip()
    try:
        match parameter.type:
            case "integer":
                return int(text)
            case "number":
                return float(text)
            case "boolean" if text.lower() in _TRUE | _FALSE:
                return text.lower() in _TRUE
            case "string":
                return str(given)
    except ValueError:
        pass
    raise ParameterError(f"{pack.id}: {parameter.name} must be {_A[parameter.type]}, not {given!r}")


_A = {"integer": "a whole number", "number": "a number", "boolean": "true or false", "string": "text"}


def _check_known(store: Store, pack: Pack, values: Mapping[str, Any]) -> None:
    """A board or case that the graph does not hold is an error, not an empty answer."""
    for parameter in pack.parameters:
        value = values[parameter.name]
        if parameter.suggest is None or value is None or value == parameter.default:
            continue
        held = suggestions(store, pack, parameter.name)
        if str(value) not in held:
            raise ParameterError(f"{pack.id}: the graph holds no {parameter.name} {value!r}{nearest(str(value), held)}")


def _post(pack: Pack, result: Result, values: Mapping[str, Any]) -> tuple[tuple[Any, ...], ...]:
    from queries import networks  # networkx is slow to import and few packs need it

    return networks.STEPS[pack.post or ""](list(result.records()), values)
