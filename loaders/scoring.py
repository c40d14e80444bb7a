"""How far two codings of the same reviews agree: what the reader found, or another coder, against gold files.

Measures and their names are those of the coding manual, section 5. An exchange is right when the other coding has one of the same
kind, ``from`` and ``to`` at most two lines away; each is matched once, the nearest first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from graph.records import EXCHANGE_KINDS, ExchangeKind, FindingKind, ParagraphRecord
from graph.schema import SCHEMA

LINE_TOLERANCE = 2
_FACTS = ("sex", "age_months", "outcome", "incident_year")
_FINDINGS: tuple[FindingKind, ...] = ("missed-opportunity", "good-practice", "lesson")  # those that gold files list
_NOWHERE = -(10**6)
Item = TypeVar("Item")


class ScoringError(ValueError):
    """Files that cannot be compared; the message names the file or folder and what is wrong with it."""


class _Place(msgspec.Struct):
    line: int = 0


class _Located(msgspec.Struct, kw_only=True):
    """A statement of either form of file: gold files give a line, record files evidence with one."""

    line: int = 0
    evidence: _Place = msgspec.field(default_factory=_Place)

    @property
    def at(self) -> int:
        """Its 1-based source line."""
        return self.line or self.evidence.line or _NOWHERE


class CodedExchange(_Located, kw_only=True):
    """An exchange as coded; ``rule`` and ``confidence`` where a reader made it, ``note`` where a person did."""

    kind: ExchangeKind
    from_: str = msgspec.field(name="from")
    to: str
    mode: str | None = None
    rule: str = ""
    confidence: float | None = None
    note: str | None = None

    @property
    def link(self) -> tuple[str, str, str]:
        return self.kind, self.from_, self.to


class _Finding(_Located, kw_only=True):
    kind: FindingKind


class _Episode(msgspec.Struct):
    first_line: int


class _Agency(msgspec.Struct):
    type: str


class _Person(msgspec.Struct):
    role: str


class _Subject(msgspec.Struct):
    label: str
    sex: str | None = None
    age_months: int | None = None
    outcome: str | None = None
    incident_year: int | None = None


class _Case(msgspec.Struct):
    subject: _Subject


class _Cited(msgspec.Struct):
    label: str | None = None


class _Source(msgspec.Struct):
    file: str = ""


class _Review(msgspec.Struct):
    board: str | None = None
    published: str | None = None
    period: str | None = None
    authors: list[str] | None = None
    source: _Source = msgspec.field(default_factory=_Source)


class Coding(msgspec.Struct, kw_only=True):
    """What a coder says of one review, as far as it is compared: a gold file or a record file (``casegraph/review@1``)."""

    source: str = ""
    review: _Review = msgspec.field(default_factory=_Review)
    cases: list[_Case] = []
    people: list[_Person] = []
    agencies: list[_Agency] = []
    exchanges: list[CodedExchange] = []
    episodes: list[_Episode] = []
    findings: list[_Finding] = []
    recommendations: list[_Located] = []
    cites: list[_Cited] = []
    cited_reviews: list[_Cited] = []
    paragraphs: list[ParagraphRecord] = []

    @property
    def stem(self) -> str:
        """The name of the source file without its ending: a PDF made from a text is compared with the text's gold."""
        return Path(self.source or self.review.source.file).stem

    def facts(self) -> set[tuple[str, str, str]]:
        """(child, fact, value) of each subject child."""
        return {
            (_plain(case.subject.label), fact, _plain(value))
            for case in self.cases
            for fact in _FACTS
            if (value := getattr(case.subject, fact)) is not None
        }


@dataclass(frozen=True)
class Tally:
    """``hit`` of ``found`` statements are among the ``gold`` ones. Nothing found where nothing is to be found is perfect."""

    hit: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hit + other.hit, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return self.hit / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Score:
    """The agreement on one review: a tally for each measure; exchanges that match, as (found, gold); gold ones missed; found
    ones wrongly added; and the paragraphs, where one of the codings holds them."""

    review: str
    tallies: Mapping[str, Tally]
    matched: Sequence[tuple[CodedExchange, CodedExchange]]
    missed: Sequence[CodedExchange]
    added: Sequence[CodedExchange]
    paragraphs: Sequence[ParagraphRecord] = ()

    def found(self) -> Iterator[tuple[CodedExchange, bool]]:
        """Each exchange found, with whether it is right."""
        yield from ((exchange, True) for exchange, _ in self.matched)
        yield from ((exchange, False) for exchange in self.added)


def read_codings(folder: Path) -> dict[str, Coding]:
    """The gold or record files of a folder, by the stem of their source file. Raises ScoringError."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise ScoringError(f"{folder}: no such folder, or no .json files in it; name a folder of gold or record files")
    codings = (_read(path) for path in paths)
    return {coding.stem: coding for coding in codings if coding.stem}


def _read(path: Path) -> Coding:
    try:
        coding = msgspec.json.decode(path.read_bytes(), type=Coding)
    except OSError as error:
        raise ScoringError(f"{path}: cannot be read ({error.strerror}); check that you may read it") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ScoringError(f"{path}: neither a gold file nor a record ({error}); the coding manual says what it holds") from error
    for exchange in coding.exchanges:
        if unknown := {exchange.from_, exchange.to} - SCHEMA.agency_types.keys():
            raise ScoringError(f"{path}: the exchange of line {exchange.at} names {unknown.pop()!r}, which is no agency type")
    return coding


def compare(found: Mapping[str, Coding], gold: Mapping[str, Coding]) -> list[Score]:
    """The score of each review of ``gold``; one that ``found`` lacks has everything missed."""
    return [score(found.get(stem, Coding(source=stem)), coding) for stem, coding in gold.items()]


def total(scores: Iterable[Score]) -> dict[str, Tally]:
    """The tallies of several reviews added up."""
    added: dict[str, Tally] = {}
    for one in scores:
        for measure, tally in one.tallies.items():
            added[measure] = added.get(measure, Tally()) + tally
    return added


def score(found: Coding, gold: Coding) -> Score:
    """How far one coding of a review agrees with the gold one."""
    pairs = match(found.exchanges, gold.exchanges, _near_exchange)
    right, met = dict(pairs), {j for _, j in pairs}

    def matched(pick: Callable[[Coding], Sequence[Item]], close: Callable[[Item, Item], int | None]) -> Tally:
        mine, theirs = pick(found), pick(gold)
        return Tally(len(match(mine, theirs, close)), len(mine), len(theirs))

    def shared(pick: Callable[[Coding], set[Item]]) -> Tally:
        mine, theirs = pick(found), pick(gold)
        return Tally(len(mine & theirs), len(mine), len(theirs))

    roles, gold_roles = (Counter(person.role for person in coding.people) for coding in (found, gold))
    tallies = {
        "exchange_line": Tally(len(pairs), len(found.exchanges), len(gold.exchanges)),
        "exchange_relaxed": matched(lambda coding: coding.exchanges, _related_exchange),
        "exchange_network": shared(lambda coding: {exchange.link for exchange in coding.exchanges}),
        **{f"exchange_line:{kind}": matched(partial(_exchanges_of, kind), _near_exchange) for kind in EXCHANGE_KINDS},
        "agencies": shared(lambda coding: {agency.type for agency in coding.agencies}),
        "people": Tally((roles & gold_roles).total(), roles.total(), gold_roles.total()),
        "cases": shared(lambda coding: {_plain(case.subject.label) for case in coding.cases}),
        "subject_facts": shared(Coding.facts),
        "review_facts": _review_facts(found.review, gold.review),
        "authors": shared(lambda coding: {_plain(name) for name in coding.review.authors or ()}),
        **{f"findings:{kind}": matched(partial(_findings_of, kind), _near) for kind in _FINDINGS},
        "recommendations": matched(lambda coding: coding.recommendations, _near),
        "episodes": matched(lambda coding: [_Located(line=episode.first_line) for episode in coding.episodes], _near),
        "cited_reviews": shared(_cited),
    }
    return Score(
        review=gold.stem,
        tallies=tallies,
        matched=[(exchange, gold.exchanges[right[i]]) for i, exchange in enumerate(found.exchanges) if i in right],
        missed=[exchange for j, exchange in enumerate(gold.exchanges) if j not in met],
        added=[exchange for i, exchange in enumerate(found.exchanges) if i not in right],
        paragraphs=found.paragraphs or gold.paragraphs,
    )


def match(found: Sequence[Item], gold: Sequence[Item], close: Callable[[Item, Item], int | None]) -> set[tuple[int, int]]:
    """Pairs of positions, one to one, those of least cost first; ``close`` gives a cost, or None where two do not match."""
    costs = sorted((cost, i, j) for i, f in enumerate(found) for j, g in enumerate(gold) if (cost := close(f, g)) is not None)
    used_found: set[int] = set()
    used_gold: set[int] = set()
    pairs = set()
    for _, i, j in costs:
        if i not in used_found and j not in used_gold:
            used_found.add(i)
            used_gold.add(j)
            pairs.add((i, j))
    return pairs


def _near(found: _Located, gold: _Located) -> int | None:
    gap = abs(found.at - gold.at)
    return gap if gap <= LINE_TOLERANCE else None


def _near_exchange(found: CodedExchange, gold: CodedExchange) -> int | None:
    return _near(found, gold) if found.link == gold.link else None


def _related_exchange(found: CodedExchange, gold: CodedExchange) -> int | None:
    """As by line, but an agency also matches its parent, or another type of the same parent, and either way round."""
    gap = _near(found, gold)
    if gap is None or found.kind != gold.kind:
        return None
    if _parent(found.from_) == _parent(gold.from_) and _parent(found.to) == _parent(gold.to):
        return gap if found.link == gold.link else gap + 10
    if _parent(found.from_) == _parent(gold.to) and _parent(found.to) == _parent(gold.from_):
        return gap + 20
    return None


def _parent(agency_type: str) -> str:
    known = SCHEMA.agency_types.get(agency_type)
    return known.sector if known else agency_type


def _exchanges_of(kind: ExchangeKind, coding: Coding) -> list[CodedExchange]:
    return [exchange for exchange in coding.exchanges if exchange.kind == kind]


def _findings_of(kind: FindingKind, coding: Coding) -> list[_Finding]:
    return [finding for finding in coding.findings if finding.kind == kind]


def _cited(coding: Coding) -> set[str]:
    return {_plain(cited.label) for cited in (*coding.cites, *coding.cited_reviews) if cited.label}


def _review_facts(found: _Review, gold: _Review) -> Tally:
    """Board, date and period, as far as gold gives them; a board's shorter name is the same board."""
    said = [(name, getattr(found, name), getattr(gold, name)) for name in ("board", "published", "period")]
    given = [(name, _plain(mine), _plain(theirs)) for name, mine, theirs in said if theirs]
    hits = sum(
        mine == theirs or (name == "board" and bool(mine) and (mine in theirs or theirs in mine)) for name, mine, theirs in given
    )
    return Tally(hits, sum(bool(mine) for _, mine, _ in given), len(given))


def _plain(value: object) -> str:
    """A value by its letters and digits alone."""
    return re.sub(r"[^a-z0-9]+", " ", re.sub("['’]", "", str(value or "").lower())).strip()
