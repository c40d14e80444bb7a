"""``casegraph reviews`` and ``casegraph remove``: what the workspace holds."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

from casegraph.options import Settings, common_options, complete_reviews, output_options
from casegraph.output import note, show


@click.command
@output_options
@common_options
@click.pass_obj
def reviews(settings: Settings, format: str | None, out: Path | None) -> None:
    """List the reviews and what was found in each.

    \b
    casegraph reviews
    casegraph reviews --format csv > reviews.csv
    """
    from queries.tables import from_result

    cypher = Path(__file__).with_suffix(".cypher").read_text(encoding="utf-8")
    with settings.store() as store:
        show(from_result(store.query(cypher)), format, out)


@click.command
@click.argument("review_ids", metavar="REVIEW...", nargs=-1, required=True, shell_complete=complete_reviews)
@common_options
@click.pass_obj
def remove(settings: Settings, review_ids: tuple[str, ...]) -> None:
    """Take reviews out of the workspace.

    Corrections of them are kept, the source files are not touched. With --store they are taken out of that server instead, and
    the workspace is not touched.

    \b
    casegraph remove leicester-child-r
    casegraph remove leicester-child-r --store neo4j://localhost
    """
    with settings.open_server() if settings.server else nullcontext(settings.workspace) as place:
        for review_id in review_ids:
            place.remove(review_id)
            note(f"{review_id} removed from {settings.server or settings.workspace.path}")
