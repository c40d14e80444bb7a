"""``casegraph demo``: the whole way on the reviews that come with casegraph."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from casegraph.options import Settings, common_options
from casegraph.output import note

FOLDER = Path("casegraph-demo")


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
    from casegraph.output import show
    from graph.views import pages
    from graph.workspace import Workspace
    from queries import packs
    from queries.runner import run

    folder = settings.chosen or FOLDER
    workspace = Workspace(folder)
    reviews = example_reviews()
    click.echo(f"Reading {len(reviews)} fictional reviews into {folder} …\n")
    status = load_into(workspace, reviews, debug=settings.debug)
    page = folder / "agencies.html"
    with workspace.store(report=note) as store:
        pack = packs.find_pack(packs.load_packs(), "failed-pairs")
        click.echo("")
        show(run(store, pack, limit=10))
        page.write_text(pages.agencies_page(store), encoding="utf-8")
    command = "casegraph" if shutil.which("casegraph") else sys.argv[0]
    click.echo(
        f"\nOpen {page} in a browser to see who told whom; click a line for the quotes behind it.\n\n"
        "Then try:\n"
        f"  {command} query -w {folder}                              every question that can be asked\n"
        f"  {command} view case ... -w {folder}\n"
        f"  {command} load YOUR-REVIEWS                              your own, in ./casegraph-data\n"
    )
    return status
