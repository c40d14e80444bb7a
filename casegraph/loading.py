"""Loading as a person sees it: a progress bar while it runs, a summary after, every file that failed by name and reason."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from casegraph.output import note, show
from graph.workspace import Workspace
from loaders.load import Failed, Loaded, Outcome, PassedOver, Unchanged, plan, run
from queries.tables import Table

COLUMNS = ("review", "failed", "referred", "informed", "cases", "people", "agencies", "recommendations", "paragraphs", "seconds")


def load_into(workspace: Workspace, paths: Iterable[str | Path], *, debug: bool = False) -> int:
    """Load, tell what was loaded, and bring the graph up to date; the exit status: 1 where a file could not be loaded."""
    outcomes = _read(workspace, paths)
    loaded = [outcome for outcome in outcomes if isinstance(outcome, Loaded)]
    if loaded:
        show(Table(columns=COLUMNS, rows=tuple(_row(outcome) for outcome in loaded)))
    for outcome in loaded:
        for warning in outcome.warnings:
            note(f"{outcome.path}: {warning}")
        if not outcome.cases and not outcome.exchanges:
            note(
                f"{outcome.path}: no case and no exchange found in it; if it is no review, `casegraph remove {outcome.review_id}`"
            )
    for passed in (outcome for outcome in outcomes if isinstance(outcome, PassedOver)):
        note(f"{passed.path}: passed over, by its name no review; to load it all the same, name the file itself")
    _tell_unchanged([outcome for outcome in outcomes if isinstance(outcome, Unchanged)])
    failed = [outcome for outcome in outcomes if isinstance(outcome, Failed)]
    for failure in failed:
        note(failure.reason + (f"\n{failure.trace}" if debug and failure.trace else ""))
    if failed:
        note(f"{len(failed)} of {len(outcomes)} could not be loaded")
    if workspace.review_ids():
        workspace.store(report=note).close()  # the first question need not wait for the graph
    return 1 if failed else 0


def _read(workspace: Workspace, paths: Iterable[str | Path]) -> list[Outcome]:
    planned = plan(paths, workspace)
    outcomes: list[Outcome] = [*planned.settled]
    console = Console(stderr=True)
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=len(planned.jobs))
        for outcome in run(planned, workspace):
            outcomes.append(outcome)
            progress.update(task, advance=1, description=outcome.path.name)
    return sorted(outcomes, key=lambda outcome: str(outcome.path))


def _row(loaded: Loaded) -> tuple[object, ...]:
    exchanges = (loaded.exchanges.get(kind, 0) for kind in ("FAILED_TO_SHARE", "REFERRED_TO", "INFORMED"))
    return (
        loaded.review_id,
        *exchanges,
        loaded.cases,
        loaded.people,
        loaded.agencies,
        loaded.recommendations,
        loaded.paragraphs,
        round(loaded.seconds, 2),
    )


def _tell_unchanged(unchanged: list[Unchanged]) -> None:
    for outcome in unchanged:
        if outcome.same_as:
            note(f"{outcome.path}: the same content as {outcome.same_as}, loaded once, as {outcome.review_id}")
    if kept := sum(not outcome.same_as for outcome in unchanged):
        note(f"{kept} unchanged since the last load")
