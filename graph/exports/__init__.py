"""The graph in the formats that other tools read: a format in each module, behind ``export``.

RDF starts from records rather than from the graph, and has its own door: ``graph.exports.rdf``.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from graph.stores.base import Graph


class ExportError(ValueError):
    """An export that cannot be made; the message names the file and what to do."""


class Format(NamedTuple):
    """``module`` of this package writes it, to a folder or a single file; ``needs`` is the extra that it takes."""

    module: str
    description: str
    folder: bool = False
    needs: str | None = None


class Exporter(Protocol):
    def write(self, graph: Graph, out: Path) -> None:
        """Write the graph to ``out``, a file or a folder that exists."""


FORMATS: Mapping[str, Format] = {
    "graphml": Format("graphml", "GraphML: one file, for Gephi, yEd, Cytoscape and networkx"),
    "gexf": Format("gexf", "GEXF: one file, for Gephi"),
    "csv": Format("tables", "CSV: a folder with nodes.csv and edges.csv", folder=True),
    "neo4j-admin": Format("neo4j_admin", "CSV for `neo4j-admin database import`: a folder", folder=True),
    "parquet": Format("parquet", "Parquet: a folder with a table per node label and edge type", folder=True, needs="parquet"),
}


def export(graph: Graph, form: str, out: Path) -> None:
    """Write the graph to ``out`` in one of FORMATS. Raises ExportError naming ``out`` or what is missing."""
    if form not in FORMATS:
        raise ExportError(f"unknown format {form!r}; known are {', '.join(FORMATS)}")
    described = FORMATS[form]
    try:
        exporter = cast(Exporter, import_module(f"{__name__}.{described.module}"))
        (out if described.folder else out.parent).mkdir(parents=True, exist_ok=True)
        exporter.write(graph, out)
    except ModuleNotFoundError as error:
        raise ExportError(f"{form} needs {error.name}; install it with `pip install 'casegraph[{described.needs}]'`") from error
    except OSError as error:
        raise ExportError(f"{out}: cannot be written ({error.strerror}); give another place") from error
