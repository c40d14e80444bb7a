"""The documentation page of the query packs, written from the pack files and from their answers on some store."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from graph.stores.base import Store
from queries import formats
from queries.packs import GROUPS, Pack, describe
from queries.runner import run
from queries.tables import Table

SAMPLE_ROWS, SAMPLE_LENGTH = 2, 90
INTRODUCTIONS = {
    "breakdowns": "Where information stopped between services.",
    "cases": "One case, or what is like it.",
    "learning": "What reviews found and recommended.",
    "network": "The network of services, over all cases.",
    "quality": "What to check before relying on an answer.",
}


def page(packs: Mapping[str, Pack], store: Store, given: Mapping[str, Any]) -> str:
    """The page as Markdown. ``given`` holds values, by name, for the parameters that must be given."""
    lines = [
        "# Query packs",
        "",
        "Every pack is one file under `queries/`; this page is written from those files by `make docs`. Its samples are answers",
        "on the bundled example reviews as they were coded by hand. `casegraph query NAME` asks, and with `--describe` explains.",
        "A parameter that says *all* may be left out.",
        "",
    ]
    for group in GROUPS:
        lines += [f"**{group}**: {INTRODUCTIONS[group]}", ""]
        lines += [f"- [{pack.title}](#{_anchor(pack.title)}) `{pack.id}`" for pack in packs.values() if pack.group == group]
        lines.append("")
    for pack in packs.values():
        lines += [_section(pack, store, given), ""]
    return "\n".join(lines).rstrip() + "\n"


def _section(pack: Pack, store: Store, given: Mapping[str, Any]) -> str:
    params = {parameter.name: given[parameter.name] for parameter in pack.parameters if parameter.required}
    command = " ".join([f"casegraph query {pack.id}", *(f"-p {name}={value}" for name, value in params.items())])
    sample = formats.text(_sample(run(store, pack, params, SAMPLE_ROWS)), "md")
    told, cypher = describe(pack).split("```cypher", 1)
    return "\n".join(
        [
            re.sub(r"^# ", "## ", told).strip(),
            "",
            f"```console\n$ {command}\n```",
            "",
            sample,
            f"<details><summary>Cypher</summary>\n\n```cypher{cypher.rstrip()}\n\n</details>",
        ]
    )


def _sample(table: Table) -> Table:
    """The table without its heading and caution, long texts cut."""

    def short(value: Any) -> Any:
        return value if not isinstance(value, str) or len(value) <= SAMPLE_LENGTH else value[:SAMPLE_LENGTH].rstrip() + "…"

    return replace(table, rows=tuple(tuple(map(short, row)) for row in table.rows), title="", caution="", truncated=False)


def _anchor(title: str) -> str:
    """The anchor that GitHub and most renderers of Markdown give a heading."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
