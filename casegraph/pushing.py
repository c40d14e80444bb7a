"""Filling a server as a person sees it: a progress bar, and what went there."""

from __future__ import annotations

from rich.console import Console
from rich.progress import Progress

from casegraph.output import note
from graph.fold import fold
from graph.stores import open_store
from graph.workspace import Workspace


def push_to(server: str, workspace: Workspace, *, alongside: bool = False) -> None:
    """Make the server hold the reviews of the workspace. Raises StoreError, WorkspaceError."""
    contents = workspace.contents()
    for problem in contents.problems:
        note(f"casegraph: {problem}")
    graph = fold(contents.records)
    console = Console(stderr=True)
    with (
        open_store(server, alongside=alongside) as store,
        Progress(console=console, transient=True, disable=not console.is_terminal) as progress,
    ):
        task = progress.add_task("Writing", total=None)
        store.write(graph, lambda done, total: progress.update(task, completed=done, total=total))
    note(f"{server} holds {len(contents.records)} reviews: {len(graph.nodes):,} nodes, {len(graph.edges):,} edges")
