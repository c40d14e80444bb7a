"""``casegraph mcp``: the graph for an assistant."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from casegraph.options import Settings, common_options, packs_option
from casegraph.output import note


@click.command
@packs_option
@common_options
@click.pass_obj
def mcp(settings: Settings, packs: Path | None) -> int:
    """Let an assistant ask the graph, read-only.

    Serves the workspace's graph by the Model Context Protocol (MCP) over the standard input and output, until the assistant
    hangs up: its schema, the ready-made questions and Cypher. An assistant starts this itself; tell it the command:

    \b
    casegraph mcp --workspace /home/me/casegraph-data

    casegraph sends nothing anywhere, but the assistant reads what it asks for: where it is a service on the internet, the
    words of the reviews go there. Use one that runs on your own machine for what is not published.
    """
    import yaml
    from kglite.mcp_server import main as serve

    from casegraph.assistant import manifest
    from queries.packs import load_packs

    if settings.server:
        raise click.UsageError("mcp serves the graph of a workspace, not a server's", click.get_current_context())
    workspace = settings.workspace
    workspace.store(report=note).close()  # up to date now; the server reads it again when `load` has made it anew
    os.environ.setdefault("RUST_LOG", "warn")
    os.chdir(workspace.path)  # answers name the graph's file; where it lies is nobody's business
    with TemporaryDirectory(prefix="casegraph-") as folder:
        told = Path(folder) / "casegraph.yaml"
        told.write_text(yaml.safe_dump(manifest(load_packs(packs).values()), allow_unicode=True), encoding="utf-8")
        return serve(["--graph", workspace.graph_file.name, "--mcp-config", str(told)])
