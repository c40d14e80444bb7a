"""``casegraph demo``: the whole way on the reviews that come with casegraph."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casegraph.options import Settings, common_options

if TYPE_CHECKING:
    from graph.stores.base import Store

FOLDER = Path("casegraph-demo")
NEXT = {
    "query -w {folder}": "what else can be asked",
    'view case "Child M" -w {folder} --open': "one case with its family",
    "load YOUR-REVIEWS": "your own, into ./casegraph-data",
}


@click.command
@common_options
@click.pass_obj
def demo(settings: Settings) -> int:
    """See it work on the bundled example reviews.

    Loads them, shows what broke down in them and draws it. The examples are fiction, written for casegraph; they go to
    ./casegraph-demo unless --workspace says otherwise.

    \b
    casegraph demo
    """
    from casegraph.examples import example_reviews
    from casegraph.loading import load_into
    from graph.views.pages import agencies_page
    from graph.workspace import Workspace

    folder = settings.chosen or FOLDER
    workspace = Workspace(folder)
    reviews = example_reviews()
    click.echo(f"{len(reviews)} fictional reviews go into {folder}.\n")
    status = load_into(workspace, reviews, debug=settings.debug)
    with workspace.store() as store:
        _show_breakdowns(store)
        page = folder / "agencies.html"
        page.write_text(agencies_page(store), encoding="utf-8")
    command = "casegraph" if shutil.which("casegraph") else os.path.relpath(sys.argv[0])
    click.echo(f"\nOpen {page} in a browser to see who told whom; click a line for the quotes behind it. Then try:\n")
    for arguments, meaning in NEXT.items():
        click.echo(f"  {command} {arguments.format(folder=folder):<50} {meaning}")
    return status


def _show_breakdowns(store: Store) -> None:
    """The pairs that failed most often, and the words behind the first."""
    from casegraph.output import show
    from queries.packs import find_pack, load_packs
    from queries.runner import run

    packs = load_packs()
    pairs = run(store, find_pack(packs, "failed-pairs"), limit=8)
    click.echo("")
    show(pairs)
    first = pairs.records()[0]
    pair = {"from_type": first["from_type"], "to_type": first["to_type"], "kind": "FAILED_TO_SHARE"}
    click.echo(f"\nWhat the reviews say of the first pair, {first['from_type']} to {first['to_type']}:\n")
    for said in run(store, find_pack(packs, "pair-evidence"), pair, limit=3).records():
        place = f"{said['review']}, " + (f"paragraph {said['paragraph']}" if said["paragraph"] else f"line {said['line']}")
        click.echo(textwrap.fill(f"“{said['quote']}” ({place})", width=100, initial_indent="  ", subsequent_indent="  ") + "\n")
