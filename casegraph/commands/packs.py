"""``casegraph packs``: questions as files."""

from __future__ import annotations

from pathlib import Path

import click

from casegraph.options import common_options, packs_option


@click.group
def packs() -> None:
    """Look after questions of your own.

    A question is one YAML file; those that ship lie in the folders of queries/ and are examples to start from. Yours go
    into a folder named by --packs or the variable CASEGRAPH_PACKS, and are asked by `casegraph query` like the others.

    \b
    casegraph packs lint --packs my-questions
    """


@packs.command
@packs_option
@common_options
def lint(packs: Path | None) -> int:
    """Check question files as strictly as those that ship.

    Prints one line for each thing that is wrong; the exit status is 1 where there is one.

    \b
    casegraph packs lint --packs my-questions
    """
    from queries.lint import lint_files
    from queries.packs import pack_files

    problems = lint_files(packs)
    for problem in problems:
        click.echo(problem)
    click.echo(f"questions checked: {len(pack_files(packs))}; problems: {len(problems)}")
    return 1 if problems else 0
