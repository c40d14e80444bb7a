"""``casegraph validate``: are the records sound?"""

from __future__ import annotations

import click

from casegraph.options import Settings, common_options, needs


@click.command
@common_options
@click.pass_obj
def validate(settings: Settings) -> int:
    """Check that the records are sound.

    They are checked as corrected, against the SHACL shapes of graph/ontology/shapes.ttl. Prints one line for each
    violation; the exit status is 1 where there is one.

    \b
    casegraph validate
    """
    with needs("rdf"):
        from graph.exports.rdf_validation import validate as check
    contents = settings.workspace.contents()
    for problem in contents.problems:
        click.echo(problem)
    report = check(contents.records)
    click.echo(str(report))
    return 0 if report.conforms and not contents.problems else 1
