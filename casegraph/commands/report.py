"""``casegraph report``: what a board would circulate."""

from __future__ import annotations

from pathlib import Path

import click

from casegraph.commands.view import open_option, tell_written
from casegraph.options import Settings, common_options, complete_boards


@click.command
@click.option(
    "--out",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("casegraph-report.html"),
    show_default=True,
    help="The file to write; its ending, .html or .md, says how.",
)
@click.option("--board", shell_complete=complete_boards, help="The reviews of this board only.")
@open_option
@common_options
@click.pass_obj
def report(settings: Settings, out: Path, board: str | None, open_page: bool) -> None:
    """Write the cross-case report.

    It says what was read, where information stopped between services, with the quotes, what each case and board tells, and
    what to check before relying on it. It is one file, prints well and needs no network.

    \b
    casegraph report -o report.html
    casegraph report -o report.md --board "Leicester Safeguarding Children Board"
    """
    from queries.report import write

    with settings.store() as store:
        write(store, out, board=board)
    tell_written(out, open_page)
