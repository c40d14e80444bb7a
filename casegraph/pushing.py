"""Filling a server as a person sees it: a progress bar, and what is there now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import Progress

from casegraph.output import note
from graph.fold import fold
from graph.workspace import Workspace

if TYPE_CHECKING:  # the driver is an extra, and open_server says so
    from graph.stores.neo4j import Neo4jStore


def push_to(store: Neo4jStore, workspace: Workspace, *, replace: bool = False) -> None:
    """Write the reviews of the workspace in place of what the server holds of them; with ``replace``, take all others away.

    Raises StoreError, WorkspaceError.
    """
    contents = workspace.contents()
    for problem in contents.problems:
        note(f"casegraph: {problem}")
    graph = fold(contents.records)
    console = Console(stderr=True)
    write = store.write if replace else store.update
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Writing", total=None)
        write(graph, lambda done, total: progress.update(task, completed=done, total=total))
    [[held]] = store.query("MATCH (r:Review) WHERE NOT r.stub RETURN count(*) AS n").rows
    others = held - len(contents.records)
    note(f"{store.uri} holds the {len(contents.records)} reviews of this workspace" + (f" and {others} others" if others else ""))
