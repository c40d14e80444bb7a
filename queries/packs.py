"""Query packs: a question, its parameters, what a row means and does not mean, and the Cypher that answers it.

A pack is one YAML file, complete on its own. The packs that ship lie in the folders beside this module (the folder is the
pack's group); an analyst's own lie in a folder given by ``--packs`` or ``CASEGRAPH_PACKS``.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

import msgspec

GROUPS = ("breakdowns", "cases", "learning", "network", "quality")
EXTRA_ENV = "CASEGRAPH_PACKS"
HOME = Path(__file__).parent

ParameterType = Literal["string", "integer", "number", "boolean"]
ColumnKind = Literal["group", "count", "measure", "fact", "evidence"]


class PackError(ValueError):
    """A pack file that cannot be used, or a pack that does not exist; one line, naming the file or the nearest name."""


class Parameter(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """What a user may fill in. Without ``default`` the value must be given; a null default means "all".

    ``choices`` are the only values allowed; ``suggest`` is Cypher with one column, the values the graph holds.
    """

    name: str
    type: ParameterType = "string"
    meaning: str
    default: str | int | float | bool | msgspec.UnsetType | None = msgspec.UNSET
    choices: tuple[str | int | float, ...] = ()
    suggest: str | None = None

    @property
    def required(self) -> bool:
        return self.default is msgspec.UNSET


class Column(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """One column of the answer.

    ``group`` names what a row is about, ``count`` counts, ``measure`` is computed from counts, ``fact`` is something that a
    review states (the row then carries its evidence), ``evidence`` is where it is stated.
    """

    name: str
    kind: ColumnKind
    meaning: str


class Pack(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """One question. ``post`` names a step of ``queries.networks`` that turns the rows of the Cypher into the columns."""

    id: str
    revision: int
    title: str
    question: str
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[Column, ...]
    caution: str
    cypher: str
    post: str | None = None
    group: str = ""
    file: str = ""

    @property
    def states(self) -> bool:
        """Whether its rows state something about a case, rather than count."""
        return any(column.kind == "fact" for column in self.columns)


def read_pack(path: Path, group: str) -> Pack:
    """One pack file. Raises PackError naming the file and what is wrong with it."""
    try:
        pack = msgspec.yaml.decode(path.read_bytes(), type=Pack)
    except OSError as error:
        raise PackError(f"{path}: cannot be read ({error.strerror})") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{path}: not a query pack: {' '.join(str(error).split())}") from error
    return msgspec.structs.replace(pack, group=group, file=str(path))


def load_packs(extra_dir: Path | None = None) -> dict[str, Pack]:
    """Every pack by id, in the order of the groups, then of the user's own folder.

    ``extra_dir`` (default: the folder named by ``CASEGRAPH_PACKS``, if set) is read with its subfolders; a pack there belongs
    to the group of its subfolder, or to ``own``. Raises PackError for a file that is no pack, an id used twice, no such folder.
    """
    packs: dict[str, Pack] = {}
    for path, group in pack_files(extra_dir):
        pack = read_pack(path, group)
        if pack.id in packs:
            raise PackError(f"{path}: the id {pack.id!r} is already used by {packs[pack.id].file}; give it another")
        packs[pack.id] = pack
    return packs


def find_pack(packs: dict[str, Pack], name: str) -> Pack:
    """The pack of that id. Raises PackError suggesting the nearest."""
    try:
        return packs[name]
    except KeyError:
        raise PackError(f"no query called {name!r}{nearest(name, packs)}; `casegraph query` lists them") from None


def nearest(name: str, known: Iterable[str]) -> str:
    """``", did you mean 'x'?"`` or nothing, for error messages."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f", did you mean {close[0]!r}?" if close else ""


def describe(pack: Pack) -> str:
    """The pack as Markdown: question, parameters, columns, caution and Cypher."""
    lines = [f"# {pack.title}", "", pack.question.strip(), ""]
    if pack.parameters:
        lines += ["| parameter | type | default | meaning |", "| --- | --- | --- | --- |"]
        lines += [f"| `{p.name}` | {p.type} | {_default(p)} | {p.meaning.strip()}{_choices(p)} |" for p in pack.parameters]
        lines.append("")
    lines += ["| column | kind | meaning |", "| --- | --- | --- |"]
    lines += [f"| `{column.name}` | {column.kind} | {column.meaning.strip()} |" for column in pack.columns]
    lines += ["", f"**Caution.** {pack.caution.strip()}", "", "```cypher", pack.cypher.strip(), "```", ""]
    if "$limit" in pack.cypher:
        lines += ["`$limit` is the number of rows wanted.", ""]
    return "\n".join(lines)


def _default(parameter: Parameter) -> str:
    if parameter.required:
        return "must be given"
    return "all" if parameter.default is None else f"`{_text(parameter.default)}`"


def _choices(parameter: Parameter) -> str:
    return f" One of {', '.join(f'`{_text(choice)}`' for choice in parameter.choices)}." if parameter.choices else ""


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def pack_files(extra_dir: Path | None) -> list[tuple[Path, str]]:
    files = [(path, group) for group in GROUPS for path in sorted((HOME / group).glob("*.yaml"))]
    if extra_dir is None and os.environ.get(EXTRA_ENV):
        extra_dir = Path(os.environ[EXTRA_ENV])
    if extra_dir is not None:
        if not extra_dir.is_dir():
            raise PackError(f"{extra_dir}: no such folder of query packs; check --packs or {EXTRA_ENV}")
        own = sorted(path for path in extra_dir.rglob("*") if path.suffix in {".yaml", ".yml"})
        files += [(path, path.parent.name if path.parent != extra_dir else "own") for path in own]
    return files
