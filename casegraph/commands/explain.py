"""``casegraph explain``: why a paragraph was read as it was."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from casegraph.options import common_options

if TYPE_CHECKING:
    from rich.console import Console

    from loaders.reading.explain import Explanation, RuleSeen

SHOWN = 3  # readings of a rule


@click.command
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--line", type=click.IntRange(min=1), help="A line of the source text.")
@click.option("--paragraph", metavar="REF", help="A paragraph by its number as printed, or by its id.")
@click.option("--format", "-f", type=click.Choice(["text", "json"]), default="text", help="JSON holds every reading.")
@common_options
def explain(file: Path, line: int | None, paragraph: str | None, format: str) -> None:
    """Show how the reader read a paragraph.

    Tells whether the paragraph is coded and why, whom each mention stands for, which rules found something and between whom, the
    readings that were considered with their scores, and what became of each.

    \b
    casegraph explain review.txt --line 79
    casegraph explain review.pdf --paragraph 2.4.10
    casegraph explain review.txt --line 79 --format json
    """
    import msgspec

    from loaders.documents import read_document
    from loaders.reading.explain import explain as explained

    if (line is None) == (paragraph is None):
        raise click.UsageError("give either --line or --paragraph", click.get_current_context())
    found = explained(read_document(file), line=line, paragraph=paragraph)
    if format == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=1))
        return
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    for one in found:
        _print(one, console)


def _print(one: Explanation, console: Console) -> None:
    from rich.markup import escape

    place = f"{one.kind} {one.ref}".strip() + f", line {one.line}" + (f", page {one.page}" if one.page else "")
    console.print(f"[bold]{escape(one.file)}[/]: {escape(place)}")
    console.print(escape(f"  in {' > '.join(one.section) or 'no section'}"))
    console.print(f"  [bold]{'coded' if one.coded else 'not coded'}[/]: {escape(one.why)}")
    for sentence in one.sentences:
        console.print(f"\n[bold]{escape(sentence.text)}[/]")
        mentions = (f"{m.text} = {m.stands_for or 'nobody'}" for m in sentence.mentions)
        console.print(escape(f"  mentions: {'; '.join(mentions) or 'none'}"))
        for rule in sentence.rules:
            _print_rule(rule, console)
    console.print(f"\n[bold]exchanges: {len(one.exchanges)}[/]")
    for e in one.exchanges:
        console.print(escape(f"  {e.kind} {e.mode or ''} {e.from_} -> {e.to}  confidence {e.confidence:g}  {e.rule}"))


def _print_rule(rule: RuleSeen, console: Console) -> None:
    from rich.markup import escape

    captures = "; ".join(f"{place} {', '.join(texts)}" for place, texts in rule.captures.items())
    modality = f", {rule.modality}" if rule.modality else ""
    console.print(f"  [cyan]{escape(rule.rule)}[/] {escape(f'“{rule.words}” ({rule.form}{modality})  {captures}')}")
    for r in rule.readings[:SHOWN]:
        parties = f"{r.from_} ({r.from_source}) -> {r.to} ({r.to_source})"
        console.print(escape(f"    {r.score:.2f}  {r.kind} {r.mode or ''} {parties}: {r.outcome}"))
    if not rule.readings:
        console.print("    no reading: no two agencies for its parties, or it says what should or might be")
    elif len(rule.readings) > SHOWN:
        console.print(f"    and {len(rule.readings) - SHOWN} more")
