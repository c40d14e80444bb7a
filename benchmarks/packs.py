"""Times every query pack on a generated graph: ``python -m benchmarks.packs [--reviews 2000] [--graph FILE] [PACK ...]``.

The graph is made once and kept (``--graph``, default in the temporary folder). Each pack runs as a user would run it, with
its defaults and the runner's limit; what must be given is taken from the middle of what the graph holds. The time is the
median of ``--repeat`` runs after a first one, on the wall clock. Exits 1 where a pack misses its budget.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

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
    with open_store(path) as store:
        began = time.perf_counter()
        store.query("MATCH (r:Review) RETURN count(r) AS reviews")
        console.print(f"opened in {time.perf_counter() - began:.1f} s")
        times = {pack.id: measure(store, pack, options.repeat) for pack in track(packs, "packs", console=console, transient=True)}
    return report(times, console)


def make(path: Path, reviews: int, console: Console) -> None:
    console.print(f"making {path} …")
    made = synthetic.graph(reviews)
    console.print(", ".join(f"{count:,} {what}" for what, count in synthetic.counts(made)))
    with open_store(path) as store:
        store.write(made)


def measure(store: Store, pack: Pack, repeat: int) -> tuple[float, float, int]:
    """Median and longest time in ms of ``repeat`` runs after a first one, and the number of rows."""
    params = {}
    for parameter in pack.parameters:
        if parameter.required:
            held = suggestions(store, pack, parameter.name)
            params[parameter.name] = held[len(held) // 2]
    rows = len(run(store, pack, params).rows)
    took = []
    for _ in range(repeat):
        began = time.perf_counter()
        run(store, pack, params)
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took), max(took), rows


def report(times: dict[str, tuple[float, float, int]], console: Console) -> int:
    table = Table("pack", "rows", "median ms", "longest ms", "budget ms", "")
    missed = 0
    for name, (median, longest, rows) in sorted(times.items(), key=lambda item: -item[1][0]):
        budget = CHAIN_BUDGET_MS if name in CHAINS else BUDGET_MS
        missed += median > budget
        table.add_row(name, str(rows), f"{median:.0f}", f"{longest:.0f}", str(budget), "MISSED" if median > budget else "")
    console.print(table)
    console.print(f"{len(times)} packs, {missed} over budget")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
