"""``casegraph query`` and ``casegraph cypher``: ask the graph."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from casegraph.options import (
    Settings,
    common_options,
    complete_packs,
    complete_parameters,
    output_options,
    packs_option,
    values,
)
from casegraph.output import show
from queries.runner import DEFAULT_LIMIT

parameters = click.option(
    "--param",
    "-p",
    "params",
    metavar="KEY=VALUE",
    multiple=True,
    callback=values,
    shell_complete=complete_parameters,
    help="A parameter; may be repeated.",
)
timeout = click.option("--timeout", type=click.FloatRange(min=0, min_open=True), help="Stop after so many seconds.")


@click.command
@click.argument("name", required=False, shell_complete=complete_packs)
@parameters
@click.option("--limit", type=click.IntRange(min=0), default=DEFAULT_LIMIT, show_default=True, help="Rows at most; 0 for all.")
@click.option("--evidence/--no-evidence", default=True, help="With or without paragraph and quote.")
@click.option("--describe", is_flag=True, help="Tell what the query asks, takes and means, and its Cypher.")
@packs_option
@timeout
@output_options
@common_options
@click.pass_obj
def query(
    settings: Settings,
    name: str | None,
    params: dict[str, str],
    limit: int,
    evidence: bool,
    describe: bool,
    packs: Path | None,
    timeout: float | None,
    format: str | None,
    out: Path | None,
) -> None:
    """Ask a ready-made question; without NAME, list them.

    \b
    casegraph query                                       what can be asked
    casegraph query failed-pairs --describe               what an answer means, and does not mean
    casegraph query failed-pairs                          ask it
    casegraph query failed-pairs --format csv > pairs.csv
    casegraph query pair-evidence -p from_type=police -p to_type=education
    """
    from queries import packs as pack_files
    from queries.runner import run
    from queries.tables import Table

    known = pack_files.load_packs(packs)
    if name is None:
        rows = tuple((pack.group, pack.id, " ".join(pack.question.split())) for pack in known.values())
        show(Table(columns=("group", "name", "question"), rows=rows), format, out)
        return
    pack = pack_files.find_pack(known, name)
    if describe:
        click.echo(pack_files.describe(pack), nl=False)
        return
    with settings.store() as store:
        show(run(store, pack, params, limit or None, evidence=evidence, timeout=timeout), format, out)


@click.command
@click.argument("cypher")
@parameters
@timeout
@output_options
@common_options
@click.pass_obj
def cypher(
    settings: Settings, cypher: str, params: dict[str, str], timeout: float | None, format: str | None, out: Path | None
) -> None:
    """Run Cypher of your own. The graph is read-only; CYPHER may be - to read it from the standard input.

    \b
    casegraph cypher 'MATCH (a:Agency) RETURN a.agency_type AS type, count(*) AS reviews ORDER BY reviews DESC, type'
    casegraph cypher 'MATCH (p:Paragraph) WHERE p.text CONTAINS $words RETURN p.review_id, p.ref' -p words=handover
    casegraph cypher - --format json < question.cypher
    """
    from queries.tables import from_result

    text = sys.stdin.read() if cypher == "-" else cypher
    with settings.store() as store:
        show(from_result(store.query(text, {key: _typed(value) for key, value in params.items()}, timeout)), format, out)


def _typed(value: str) -> Any:
    """A parameter as JSON (a number, true, a list) where it is JSON, else as text."""
    try:
        return json.loads(value)
    except ValueError:
        return value
