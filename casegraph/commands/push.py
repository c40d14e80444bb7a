"""``casegraph push``: the graph onto a server."""

from __future__ import annotations

import click

from casegraph.options import Settings, common_options


@click.command
@click.option("--replace", is_flag=True, help="Take away every review that this workspace does not hold.")
@click.option("--alongside", is_flag=True, help="Write into a database that holds nodes of others; these are not touched.")
@common_options
@click.pass_obj
def push(settings: Settings, replace: bool, alongside: bool) -> None:
    """Fill a Neo4j server from the workspace.

    The reviews of the workspace take the place of what the server holds of them; its other reviews stay, so that several people
    can fill one server. What has not changed is not sent again. `casegraph remove REVIEW --store ADDRESS` takes one away.

    User and password are taken from CASEGRAPH_NEO4J_USER and CASEGRAPH_NEO4J_PASSWORD, or asked for. Every command that asks the
    graph takes the same --store and --database.

    \b
    casegraph push --store neo4j://localhost
    casegraph push --store neo4j://localhost --database reviews --replace
    casegraph query failed-pairs --store neo4j://localhost
    """
    from casegraph.pushing import push_to

    if not settings.server:
        raise click.UsageError("no server named: give --store neo4j://HOST or set CASEGRAPH_STORE", click.get_current_context())
    with settings.open_server(alongside=alongside) as store:
        push_to(store, settings.workspace, replace=replace)
