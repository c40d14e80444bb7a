"""Jinja2 templates of pages; what a review says is escaped wherever a page shows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from queries.formats import cell


def render(name: str, **values: Any) -> str:
    """The template ``name`` of this folder filled in. Raises jinja2.TemplateError."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=lambda template: bool(template and ".html" in template),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["cell"] = cell
    return environment.get_template(name).render(**values)
