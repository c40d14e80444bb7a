"""``casegraph push``: the graph onto a server."""

from __future__ import annotations

import click

from casegraph.options import Settings, common_options


@click.command
@click.option("--alongside", is_flag=True, help="Write into a database that holds nodes of others; these are not touched.")
@common_options
@click.pass_obj
def push(settings: Settings, alongside: bool) -> None:
    """Fill a Neo4j server from the workspace.

    The server then holds the reviews of the workspace and no others; what has not changed is not sent again. User and
    password are taken from CASEGRAPH_NEO4J_USER and CASEGRAPH_NEO4J_PASSWORD, or asked for; a database other than the server's
    default is named by CASEGRAPH_NEO4J_DATABASE. Every command that asks the graph takes the same --store.

    \b
    casegraph push --store neo4j://localhost
    casegraph query failed-pairs --store neo4j://localhost
    """
    from casegraph.pushing import push_to

    if not settings.server:
        raise click.UsageError("no server named: give --store neo4j://HOST or set CASEGRAPH_STORE", click.get_current_context())
    push_to(settings.server, settings.workspace, alongside=alongside)
