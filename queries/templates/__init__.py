"""Jinja2 templates of pages. Whatever they show is text: what looks like HTML or Markdown in a review stays as it is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from queries.formats import cell, markdown


def render(name: str, **values: Any) -> str:
    """The template ``name`` of this folder (``*.html.j2`` or ``*.md.j2``) filled in. Raises jinja2.TemplateError."""
    html = name.endswith(".html.j2")
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=html,
        finalize=_shown if html else lambda value: markdown(cell(value)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["counted"] = _counted
    return environment.get_template(name).render(**values)


def _shown(value: Any) -> Any:
    """A value as a person reads it; what a macro of the template made is no value."""
    return value if isinstance(value, Markup) else cell(value)


def _counted(count: int, one: str, many: str | None = None) -> str:
    """``1 case``, ``2 cases``."""
    return f"{count} {one if count == 1 else many or one + 's'}"
