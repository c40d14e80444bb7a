"""``casegraph load``: reviews in."""

from __future__ import annotations

import click

from casegraph.options import Settings, common_options


@click.command
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@common_options
@click.pass_obj
def load(settings: Settings, paths: tuple[str, ...]) -> int:
    """Read reviews into the workspace.

    PATH is a file, a folder with all that is in it, or a pattern. Text, Markdown, PDF, DOCX and HTML are read. A file that
    has not changed since is passed over; one that has replaces what was read from it before. A file that cannot be read
    is named with the reason, the others are loaded, and the exit status is 1. With --store, the reviews of the workspace go
    to that server too, as by `casegraph push`.

    \b
    casegraph load review.pdf
    casegraph load ~/reviews
    casegraph load 'reviews/2019*.docx' --workspace ~/safeguarding
    casegraph load ~/reviews --store neo4j://localhost
    """
    from casegraph.loading import load_into

    status = load_into(settings.workspace, paths, debug=settings.debug)
    if settings.server and settings.workspace.review_ids():
        from casegraph.pushing import push_to

        with settings.open_server() as store:
            push_to(store, settings.workspace)
    return status
