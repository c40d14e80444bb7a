"""``casegraph export``: the graph for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from casegraph.options import Settings, common_options, needs
from casegraph.output import note
from graph.exports import FORMATS

RDF = "RDF of the workspace's records: one file; its ending says how it is written (.ttl, .nt, .trig, .jsonld)"
KNOWN = {**{name: form.description for name, form in FORMATS.items()}, "rdf": RDF}
HELP = "\n    ".join(f"{name:<12} {description}" for name, description in KNOWN.items())


@click.command(
    help=f"""Write the whole graph for another tool.

    \b
    {HELP}

    \b
    casegraph export graphml reviews.graphml
    casegraph export csv tables/
    casegraph export rdf reviews.ttl
    """
)
@click.argument("form", metavar="FORMAT", type=click.Choice(list(KNOWN)))
@click.argument("out", type=click.Path(path_type=Path))
@common_options
@click.pass_obj
def export(settings: Settings, form: str, out: Path) -> None:
    if form == "rdf":
        _export_rdf(settings, out)
        return
    from graph import exports
    from graph.stores.snapshot import snapshot

    with settings.store() as store:
        graph = snapshot(store)
    exports.export(graph, form, out)
    note(f"{out} written: {len(graph.nodes):,} nodes, {len(graph.edges):,} edges")


def _export_rdf(settings: Settings, out: Path) -> None:
    """RDF is made of the records, which say more than the graph does."""
    with needs("rdf"):
        from graph.exports.rdf import write_rdf
    contents = settings.workspace.contents()
    for problem in contents.problems:
        note(f"casegraph: {problem}")
    write_rdf(contents.records, out)
    note(f"{out} written: {len(contents.records)} reviews")
