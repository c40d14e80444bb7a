"""``casegraph export``: the graph for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from casegraph.options import Settings, common_options
from casegraph.output import note
from graph.exports import FORMATS

HELP = "\n    ".join(f"{name:<12} {form.description}" for name, form in FORMATS.items())


@click.command(
    help=f"""Write the whole graph for another tool.

    \b
    {HELP}

    \b
    casegraph export graphml reviews.graphml
    casegraph export csv tables/
    """
)
@click.argument("form", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.argument("out", type=click.Path(path_type=Path))
@common_options
@click.pass_obj
def export(settings: Settings, form: str, out: Path) -> None:
    from graph import exports
    from graph.stores.snapshot import snapshot

    with settings.store() as store:
        graph = snapshot(store)
    exports.export(graph, form, out)
    note(f"{out} written: {len(graph.nodes):,} nodes, {len(graph.edges):,} edges")
