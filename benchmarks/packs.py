"""Times every query pack on a generated graph: ``python -m benchmarks.packs [--reviews 2000] [--graph FILE] [PACK ...]``.

The graph is made once and kept (``--graph``, default in the temporary folder). Each pack runs as a user would run it, with
its defaults and the runner's limit; what must be given is taken from the middle of what the graph holds. The time is the
median of ``--repeat`` runs after a first one, on the wall clock; beside it stand the shortest and the longest, and the least
processor time, which is what to read where the machine has other work. Exits 1 where a pack misses its budget.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks import synthetic
from graph.stores import open_store
from graph.stores.base import Store
from queries.packs import Pack, find_pack, load_packs
from queries.runner import run, suggestions

BUDGET_MS = 250
CHAIN_BUDGET_MS = 1000
# Packs that follow two exchanges at once: what was told before what was not, there and back, worked and failed.
CHAINS = {"held-not-passed", "known-to-one", "mixed-channels", "no-feedback", "one-way-channels"}


class Times(NamedTuple):
    """How many rows a pack gave, the least processor time in ms that it took, and times on the wall clock in ms."""

    rows: int
    processor: float
    shortest: float
    median: float
    longest: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("packs", nargs="*", help="packs to time (default: all)")
    parser.add_argument("--reviews", type=int, default=2000)
    parser.add_argument("--graph", type=Path, help="where the graph is kept")
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    path = options.graph or Path(tempfile.gettempdir()) / f"casegraph-benchmark-{options.reviews}.kgl"
    console = Console()
    if not path.is_file():
        make(path, options.reviews, console)
    known = load_packs()
    packs = [find_pack(known, name) for name in options.packs] or list(known.values())
    first = opening(path)
    console.print(f"opened in {first:.1f} s, and again, the file now in the system's memory, in {opening(path):.1f} s")
    with open_store(path) as store:
        times = {pack.id: measure(store, pack, options.repeat) for pack in track(packs, "packs", console=console, transient=True)}
    return report(times, console)


def make(path: Path, reviews: int, console: Console) -> None:
    console.print(f"making {path} …")
    made = synthetic.graph(reviews)
    console.print(", ".join(f"{count:,} {what}" for what, count in synthetic.counts(made)))
    with open_store(path) as store:
        store.write(made)


def opening(path: Path) -> float:
    """Seconds until a graph that was not open has answered."""
    began = time.perf_counter()
    with open_store(path) as store:
        store.query("MATCH (r:Review) RETURN count(r) AS reviews")
        return time.perf_counter() - began


def measure(store: Store, pack: Pack, repeat: int) -> Times:
    """The times of ``repeat`` runs after a first one."""
    params = {}
    for parameter in pack.parameters:
        if parameter.required:
            held = suggestions(store, pack, parameter.name)
            params[parameter.name] = held[len(held) // 2]
    rows = len(run(store, pack, params).rows)
    took, worked = [], []
    for _ in range(repeat):
        began, worked_before = time.perf_counter(), time.process_time()
        run(store, pack, params)
        took.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - worked_before) * 1000)
    return Times(rows, min(worked), min(took), statistics.median(took), max(took))


def report(times: dict[str, Times], console: Console) -> int:
    table = Table("pack", "rows", "processor", "shortest", "median", "longest", "budget", "", caption="times in ms")
    missed = 0
    for name, took in sorted(times.items(), key=lambda item: -item[1].median):
        budget = CHAIN_BUDGET_MS if name in CHAINS else BUDGET_MS
        late = took.median > budget
        missed += late
        figures = (f"{ms:.0f}" for ms in (took.processor, took.shortest, took.median, took.longest, budget))
        table.add_row(name, str(took.rows), *figures, "over" if late else "")
    console.print(table)
    console.print(f"{len(times)} packs, {missed} over budget")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
