"""Checks a pack as strictly as those that ship: structure, evidence, Cypher that both engines take and read alike.

The Cypher is parsed and planned by the real embedded engine, on a graph that holds everything the schema declares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from graph.schema import SCHEMA, Property
from graph.stores import open_store, portability
from graph.stores.base import Edge, Graph, Node, Store, StoreError
from graph.stores.cypher import bare
from queries.packs import Pack, PackError, pack_files, read_pack
from queries.runner import LIMIT_PARAMETER

_RESERVED = re.compile(r"\$(case|end)\b|\bAS\s+(case|end)\b", re.IGNORECASE)
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_RELATIONSHIP = re.compile(r"\[(\w+):")
_NODE = re.compile(r"\((\w+):")
_SAMPLES: dict[str, object] = {"string": "x", "integer": 1, "number": 0.5, "boolean": True}
_EVIDENCE = ("paragraph", "line", "quote")


def lint(pack: Pack) -> list[str]:
    """What is wrong with the pack, one line each, naming its file; [] when nothing is."""
    problems = [*_structure(pack), *_evidence(pack), *_portability(pack), *_parse(pack)]
    return [f"{pack.file or pack.id}: {problem}" for problem in problems]


def lint_files(extra_dir: Path | None = None) -> list[str]:
    """The problems of every pack file, those that ship and those of the folder; a file that is no pack is a problem too.

    Raises PackError where there is no such folder.
    """
    problems: list[str] = []
    owners: dict[str, str] = {}
    for path, group in pack_files(extra_dir):
        try:
            pack = read_pack(path, group)
        except PackError as error:
            problems.append(str(error))
            continue
        problems += lint(pack)
        if pack.id in owners:
            problems.append(f"{path}: the id {pack.id!r} is already used by {owners[pack.id]}; give it another")
        owners.setdefault(pack.id, str(path))
    return problems


def _structure(pack: Pack) -> Iterator[str]:
    if not _ID.fullmatch(pack.id):
        yield f"the id {pack.id!r} should be lower-case words joined by hyphens"
    if pack.file and Path(pack.file).stem != pack.id:
        yield f"the id {pack.id!r} should be the name of the file"
    if pack.revision < 1:
        yield "revision counts from 1"
    for what, text in (("title", pack.title), ("question", pack.question), ("caution", pack.caution), ("cypher", pack.cypher)):
        if not text.strip():
            yield f"{what} is empty"
    if not pack.question.strip().endswith("?"):
        yield "the question should end with a question mark"
    if not pack.columns:
        yield "there are no columns"
    for kind, names in (
        ("column", [column.name for column in pack.columns]),
        ("parameter", [parameter.name for parameter in pack.parameters]),
    ):
        yield from (f"{kind} {name!r} should be lower-case letters, digits and _" for name in names if not _NAME.fullmatch(name))
        yield from (f"{kind} {name!r} stands twice" for name in sorted({name for name in names if names.count(name) > 1}))
    yield from (f"column {column.name!r} has no meaning" for column in pack.columns if not column.meaning.strip())
    yield from (f"parameter {parameter.name!r} has no meaning" for parameter in pack.parameters if not parameter.meaning.strip())
    for parameter in pack.parameters:
        given = parameter.default
        if parameter.choices and given is not msgspec.UNSET and given is not None and given not in parameter.choices:
            yield f"the default of {parameter.name!r} is not one of its choices"
    yield from _parameters_used(pack)
    if pack.post is not None:
        from queries.networks import STEPS

        if pack.post not in STEPS:
            yield f"there is no step {pack.post!r}; there are {', '.join(STEPS)}"


def _parameters_used(pack: Pack) -> Iterator[str]:
    used = set(re.findall(r"\$(\w+)", bare(pack.cypher))) - {"limit"}
    declared = {parameter.name for parameter in pack.parameters}
    yield from (f"the Cypher uses ${name}, which is no parameter" for name in sorted(used - declared))
    if pack.post is None:
        yield from (f"the parameter {name!r} is not used" for name in sorted(declared - used))


def _evidence(pack: Pack) -> Iterator[str]:
    """A row that states something says where: the review, and for every quote its paragraph and line."""
    kinds = {column.name: column.kind for column in pack.columns}
    quotes = [name for name, kind in kinds.items() if kind == "evidence" and name.endswith("quote")]
    if pack.states and "quote" not in quotes and len(quotes) < 2:
        yield "it states something (a column of the kind fact) and has no evidence column 'quote'"
    if quotes and kinds.get("review") != "evidence":
        yield "it has a quote and no evidence column 'review'"
    for quote in quotes:
        prefix = quote.removesuffix("quote")
        yield from (
            f"{quote!r} has no evidence column {prefix + part!r} beside it"
            for part in _EVIDENCE
            if kinds.get(prefix + part) != "evidence"
        )
    if not pack.states and not any(kind in ("count", "measure") for kind in kinds.values()):
        yield "it neither states nor counts anything: one column should be of the kind fact, count or measure"


def _portability(pack: Pack) -> Iterator[str]:
    """Where engines part, and an order that none of them promises."""
    code = bare(pack.cypher)
    yield from (divergence.says for divergence in portability.find(pack.cypher))
    if _RESERVED.search(code):
        yield "CASE and END are reserved on KGLite; use case_id, end_date"
    yield from _rebound(code)
    if re.search(r"\bUNION\b", _outside_braces(code)):
        yield "a UNION at the top cannot be ordered as a whole; put it in CALL () { … } and order what that returns"
    if LIMIT_PARAMETER.search(code) is None and re.search(r"\bLIMIT\b", _outside_braces(code).rpartition("RETURN")[2]):
        yield "the last LIMIT is the runner's; leave it out, or cut before with LIMIT $limit"
    if not re.search(r"\bORDER\s+BY\b", code.rpartition("RETURN")[2]):
        yield "it ends without ORDER BY, so engines may give its rows in any order"
    yield from _collected(pack, code)


def _collected(pack: Pack, code: str) -> Iterator[str]:
    """A list that is shown, or whose first is taken, is in an order only where one was made before."""
    shown = {column.name for column in pack.columns}
    for found in re.finditer(r"(head\s*\(\s*)?\bcollect\s*\([^()]*\)\s*\)?\s*AS\s+(\w+)", code):
        if (found[1] or found[2] in shown) and "ORDER BY" not in code[: found.start()]:
            yield f"{found[2]!r} is collected without an ORDER BY before, so its order is nobody's promise"


def _rebound(code: str) -> Iterator[str]:
    """A variable whose scope has ended and that is bound again keeps its old value on KGLite."""
    for what, names in (("edge", _RELATIONSHIP.findall(code)), ("node", _NODE.findall(code))):
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield f"the {what} variable {name!r} is bound twice; KGLite may keep the first binding, so use another name"


def _parse(pack: Pack) -> Iterator[str]:
    _, example = _example()
    values = {parameter.name: _SAMPLES[parameter.type] for parameter in pack.parameters} | {"limit": 1}
    queries = [("", pack.cypher)]
    queries += [(f"suggest of {p.name!r}: ", p.suggest) for p in pack.parameters if p.suggest is not None]
    for where, cypher in queries:
        try:
            found = example.query(cypher, values, timeout=10)
        except StoreError as error:
            yield f"{where}{error}"
            continue
        yield from (f"{where}{warning}" for warning in found.warnings)
        declared = tuple(column.name for column in pack.columns)
        if not where and pack.post is None and found.columns != declared:
            yield f"its Cypher returns the columns {', '.join(found.columns)}; it declares {', '.join(declared)}"
        if where and len(found.columns) != 1:
            yield f"{where}should return one column, the values"


@cache
def _example() -> tuple[TemporaryDirectory[str], Store]:
    """A graph with one node of every label and one edge of every type, with every property that they may have.

    The folder that it lies in goes when the program ends.
    """
    values = {"string": "x", "strings": ["x"], "integer": 1, "float": 0.5, "boolean": True, "edtf": "2012"}

    def every(declared: Mapping[str, Property]) -> dict[str, Any]:
        return {name: values[known.type] for name, known in declared.items()}

    nodes = [Node(label, label, label, every(declared.properties)) for label, declared in SCHEMA.nodes.items()]
    edges = [
        Edge(kind, (source, source), (target, target), every(declared.properties))
        for kind, declared in SCHEMA.edges.items()
        for source, target in product(declared.from_, declared.to)
    ]
    folder = TemporaryDirectory(prefix="casegraph-lint-")
    store = open_store(Path(folder.name) / "graph.kgl")
    store.write(Graph(nodes, edges))
    return folder, store


def _outside_braces(code: str) -> str:
    kept, depth = [], 0
    for character in code:
        depth += character == "{"
        if not depth:
            kept.append(character)
        depth -= character == "}"
    return "".join(kept)
