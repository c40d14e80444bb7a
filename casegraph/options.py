"""Options that several commands share, and what they set."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from queries.formats import FORMATS

if TYPE_CHECKING:
    from graph.stores.base import Store
    from graph.stores.neo4j import Neo4jStore
    from graph.workspace import Workspace

WORKSPACE_ENV = "CASEGRAPH_WORKSPACE"
STORE_ENV = "CASEGRAPH_STORE"
DEFAULT_WORKSPACE = Path("casegraph-data")
Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass
class Settings:
    """What the common options say: the workspace and the server asked for, by option or variable."""

    chosen: Path | None = None
    server: str | None = None
    database: str | None = None
    debug: bool = False

    @property
    def workspace(self) -> Workspace:
        from graph.workspace import Workspace  # brings the graph engine; --help must not wait for it

        return Workspace(self.chosen or DEFAULT_WORKSPACE)

    def store(self) -> Store:
        """The server's graph where one was asked for, else the workspace's, up to date. Raises WorkspaceError, StoreError."""
        if self.server:
            return self.open_server()
        return self.workspace.store(report=lambda problem: click.echo(f"casegraph: {problem}", err=True))

    def open_server(self, *, alongside: bool = False) -> Neo4jStore:
        """The server asked for. Raises StoreError, also where a file is named in its place."""
        from graph.stores import open_server

        return open_server(self.server or "", database=self.database, alongside=alongside)


def common_options(command: Function) -> Function:
    """``--workspace``, ``--store``, ``--database`` and ``--debug``, which may stand before or after the name of a command."""
    command = click.option(
        "--debug", is_flag=True, expose_value=False, callback=_set_debug, help="Show where an error came from."
    )(command)
    command = click.option(
        "--database",
        metavar="NAME",
        expose_value=False,
        callback=_set_database,
        help="A database of that server.  [default: $CASEGRAPH_NEO4J_DATABASE, else the server's own]",
    )(command)
    command = click.option(
        "--store",
        metavar="ADDRESS",
        expose_value=False,
        callback=_set_server,
        help=f"A Neo4j server, neo4j://HOST or bolt://HOST, in place of the workspace's own graph.  [default: ${STORE_ENV}]",
    )(command)
    return click.option(
        "--workspace",
        "-w",
        type=click.Path(file_okay=False, path_type=Path),
        expose_value=False,
        is_eager=True,
        callback=_set_workspace,
        help=f"The folder that holds the records and the graph.  [default: ${WORKSPACE_ENV}, else ./{DEFAULT_WORKSPACE}]",
    )(command)


def _set_workspace(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    settings = context.ensure_object(Settings)
    from_variable = os.environ.get(WORKSPACE_ENV)
    settings.chosen = value or settings.chosen or (Path(from_variable) if from_variable else None)


def _set_server(context: click.Context, _: click.Parameter, value: str | None) -> None:
    settings = context.ensure_object(Settings)
    settings.server = value or settings.server or os.environ.get(STORE_ENV)


def _set_database(context: click.Context, _: click.Parameter, value: str | None) -> None:
    settings = context.ensure_object(Settings)
    settings.database = value or settings.database


def _set_debug(context: click.Context, _: click.Parameter, value: bool) -> None:
    settings = context.ensure_object(Settings)
    settings.debug = settings.debug or value


def output_options(command: Function) -> Function:
    """``--format`` and ``--out``, the same for every command that answers with rows."""
    command = click.option(
        "--out", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead of the screen."
    )(command)
    return click.option(
        "--format", "-f", type=click.Choice(FORMATS), help="Form of the answer.  [default: as the file ends, else table]"
    )(command)


packs_option = click.option(
    "--packs",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder of your own questions.  [default: $CASEGRAPH_PACKS]",
)


@contextmanager
def needs(extra: str) -> Iterator[None]:
    """Say what to install where a package of an extra is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise click.ClickException(f"this needs {error.name}: install it with `pip install 'casegraph[{extra}]'`") from error


def values(context: click.Context, _: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """``key=value`` arguments as a mapping."""
    pairs = {}
    for text in given:
        key, found, value = text.partition("=")
        if not found or not key:
            raise click.BadParameter(f"{text!r} is not of the form key=value", context)
        pairs[key] = value
    return pairs


def complete_reviews(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [
        CompletionItem(name) for name in context.ensure_object(Settings).workspace.review_ids() if name.startswith(incomplete)
    ]


def complete_packs(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from queries.packs import load_packs

    return [CompletionItem(name, help=pack.title) for name, pack in load_packs().items() if name.startswith(incomplete)]


def complete_boards(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(board) for board in _values_of(context, "failed-pairs", "board") if board.startswith(incomplete)]


def complete_parameters(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """``name=value`` for every value that the graph holds. One with a blank in it is left to the typist: bash would cut it."""
    from queries.packs import load_packs

    query = context.params.get("name") or next(iter(context.args), "")  # not yet bound where -p awaits its value
    pack = load_packs().get(query)
    offered = []
    for parameter in pack.parameters if pack else ():
        name = f"{parameter.name}="
        if name.startswith(incomplete) or incomplete.startswith(name):
            values = [value for value in _values_of(context, query, parameter.name) if " " not in value]
            offered += [CompletionItem(name + value, help=parameter.meaning.strip()) for value in values or [""]]
    return [item for item in offered if item.value.startswith(incomplete)]


def _values_of(context: click.Context, query: str, parameter: str) -> list[str]:
    from queries.packs import load_packs
    from queries.runner import suggestions

    with context.ensure_object(Settings).workspace.store() as store:
        return suggestions(store, load_packs()[query], parameter)
