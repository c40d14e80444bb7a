"""``casegraph score``: how far what was read agrees with what people coded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casegraph.options import Settings, common_options, output_options
from casegraph.output import note, show

if TYPE_CHECKING:
    from loaders.scoring import CodedExchange, Score, Tally
    from queries.tables import Table

Row = tuple[object, ...]
AGREEMENT = ("precision", "recall", "f1", "right", "found", "gold")
SHARE = ("precision", "right", "found")
COLUMNS = {
    "measure": ("measure", *AGREEMENT),
    "review": ("review", *AGREEMENT, "network_f1", "agencies_f1", "people_f1"),
    "kind": ("kind", *AGREEMENT),
    "rule": ("rule", *SHARE),
    "parties": ("parties", *AGREEMENT),
    "confidence": ("confidence", "mean", *SHARE),
}


@click.command
@click.argument("gold", nargs=-1, required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--records",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder of record files, or of another coder's gold files.  [default: what the workspace's reviews were read as]",
)
@click.option("--by", type=click.Choice(list(COLUMNS)), default="measure", show_default=True, help="What to tell apart.")
@click.option("--misses", type=click.IntRange(min=1), help="List instead, for each review, so many exchanges missed and added.")
@output_options
@common_options
@click.pass_obj
def score(
    settings: Settings,
    gold: tuple[Path, ...],
    records: Path | None,
    by: str,
    misses: int | None,
    format: str | None,
    out: Path | None,
) -> None:
    """Measure agreement with reviews coded by hand.

    GOLD is a folder of gold files, coded by the coding manual, one for each review and named in it after its source file; of
    several folders each is measured apart too. An exchange is right when one of the same kind, from and to is coded at most two
    lines away. Corrections do not count: it is the reader that is measured.

    \b
    casegraph score gold                           every measure of the coding manual
    casegraph score gold/real gold/invented        the two apart, and together
    casegraph score gold --by rule -f csv          how often each rule is right
    casegraph score gold --by confidence           what a confidence is worth
    casegraph score gold --misses 20               where to look
    casegraph score coder-a --records coder-b      how far two people agree
    """
    from loaders.scoring import compare, read_codings

    found = read_codings(records or settings.workspace.reviews_folder)
    groups: dict[str, list[Score]] = {}
    for folder in gold:
        coded = read_codings(folder)
        for stem in sorted(coded.keys() - found.keys()):
            note(f"{folder}: no record of {stem}; all that is coded in it counts as missed")
        groups[str(folder)] = compare(found, coded)
    show(_disagreements(groups, misses) if misses else _agreement(groups, by), format, out)


def _agreement(groups: Mapping[str, list[Score]], by: str) -> Table:
    """One block of rows for each folder of gold; where there are several, one for all together first."""
    from queries.tables import Table

    if len(groups) == 1:
        return Table(columns=COLUMNS[by], rows=tuple(_rows(by, *groups.values())))
    together = {"all": [score for scores in groups.values() for score in scores]}
    blocks = groups if by == "review" else {**together, **groups}
    rows = ((group, *row) for group, scores in blocks.items() for row in _rows(by, scores))
    return Table(columns=("group", *COLUMNS[by]), rows=tuple(rows))


def _rows(by: str, scores: list[Score]) -> Iterator[Row]:
    from graph.records import EXCHANGE_KINDS
    from loaders import reliability
    from loaders.scoring import total

    match by:
        case "measure":
            yield from ((measure, *_numbers(tally)) for measure, tally in total(scores).items())
        case "review":
            for score in scores:
                others = (round(score.tallies[measure].f1, 4) for measure in ("exchange_network", "agencies", "people"))
                yield (score.review, *_numbers(score.tallies["exchange_line"]), *others)
        case "kind":
            tallies = total(scores)
            yield from ((kind, *_numbers(tallies[f"exchange_line:{kind}"])) for kind in EXCHANGE_KINDS)
        case "rule":
            for rule, tally in reliability.by_rule(scores).items():
                yield rule, round(tally.precision, 4), tally.hit, tally.found
        case "parties":
            yield from ((standing, *_numbers(tally)) for standing, tally in reliability.by_parties(scores).items())
        case "confidence":
            for one in reliability.by_confidence(scores):
                yield f"{one.least:g} to {one.most:g}", round(one.mean, 4), round(one.share, 4), one.right, one.found


def _numbers(tally: Tally) -> Row:
    return round(tally.precision, 4), round(tally.recall, 4), round(tally.f1, 4), tally.hit, tally.found, tally.gold


def _disagreements(groups: Mapping[str, list[Score]], most: int) -> Table:
    from queries.tables import Table

    def listed(review: str, what: str, exchanges: Iterable[CodedExchange]) -> Iterator[Row]:
        for e in sorted(exchanges, key=lambda exchange: exchange.at)[:most]:
            yield review, what, e.at, e.kind, e.from_, e.to, e.mode, e.confidence, e.note or e.rule or None

    rows = (
        row
        for scores in groups.values()
        for score in scores
        for what, exchanges in (("missed", score.missed), ("added", score.added))
        for row in listed(score.review, what, exchanges)
    )
    return Table(columns=("review", "what", "line", "kind", "from", "to", "mode", "confidence", "remark"), rows=tuple(rows))
