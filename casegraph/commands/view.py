"""``casegraph view``: pages to look at in a browser."""

from __future__ import annotations

import re
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from casegraph.options import Settings, common_options
from casegraph.output import note

Function = TypeVar("Function", bound=Callable[..., Any])


open_option = click.option("--open", "open_page", is_flag=True, help="Open it in the browser.")


def page_options(command: Function) -> Function:
    """``--out`` and ``--open``."""
    return click.option(
        "--out", "-o", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.html", help="The file to write."
    )(open_option(command))


@click.group
def view() -> None:
    """Draw who told whom as a page for the browser.

    The page is one file, needs no network and may be passed on as it is.

    \b
    casegraph view agencies -o agencies.html          all reviews, by type of agency
    casegraph view case "Child R" -o child-r.html     one case with its family
    """


@view.command
@page_options
@common_options
@click.pass_obj
def agencies(settings: Settings, out: Path | None, open_page: bool) -> None:
    """Draw types of agency across all reviews.

    A line is what passed, or failed to pass, from one to another; a click on it shows the quotes.

    \b
    casegraph view agencies -o agencies.html
    casegraph view agencies --open
    """
    from graph.views import pages

    with settings.store() as store:
        write_page(out or Path("agencies.html"), pages.agencies_page(store), open_page)


def _complete_cases(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    cypher = "MATCH (c:SafeguardingCase) RETURN c.id, c.name ORDER BY c.id"
    with context.ensure_object(Settings).workspace.store() as store:
        return [
            CompletionItem(case_id, help=name) for case_id, name in store.query(cypher).rows if case_id.startswith(incomplete)
        ]


@view.command
@click.argument("name", shell_complete=_complete_cases)
@page_options
@common_options
@click.pass_obj
def case(settings: Settings, name: str, out: Path | None, open_page: bool) -> None:
    """Draw one case with its child, family and agencies.

    NAME is the child's name in the review, or the id of the case or of a review with one case.

    \b
    casegraph view case "Child R"
    casegraph view case leicester-child-r -o child-r.html --open
    """
    from graph.views import pages

    with settings.store() as store:
        page = pages.case_page(store, name)
    slug = re.sub(r"[^\w-]+", "-", name.casefold()).strip("-")
    write_page(out or Path(f"case-{slug}.html"), page, open_page)


def write_page(path: Path, page: str, open_page: bool) -> None:
    path.write_text(page, encoding="utf-8")
    tell_written(path, open_page)


def tell_written(path: Path, open_page: bool) -> None:
    note(f"{path} written; open it in a browser")
    if open_page:
        webbrowser.open(path.resolve().as_uri())
