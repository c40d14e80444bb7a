"""The packs on reviews that people coded by hand: every count equals what is counted here from the coded files themselves.

Nothing of how the packs, the fold or the store work is used for the expected numbers. Differences are told by their number
only: some of the development reviews are kept unread.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from gold import EXAMPLES, addressees, record

from graph.fold import fold
from graph.schema import SCHEMA
from graph.stores import open_store
from graph.stores.base import Store
from loaders.reading.themes import themes_of
from queries.packs import load_packs
from queries.runner import run

PACKS = load_packs()
FAILED = "FAILED_TO_SHARE"
MEN = {"father", "step-father", "mothers-partner", "maternal-grandfather", "paternal-grandfather", "uncle"}
CSC, GP, HV = "childrens-social-care", "general-practice", "health-visiting"


@dataclass
class Coded:
    """What one gold file says, and the words of the lines that it points at."""

    id: str
    gold: dict[str, Any]
    lines: list[str]
    cases: list[str] = field(init=False)
    exchanges: list[dict[str, Any]] = field(init=False)

    def __post_init__(self) -> None:
        self.cases = [case["id"] for case in self.gold["cases"]]
        self.exchanges = [self._exchange(exchange) for exchange in self.gold["exchanges"]]

    def words(self, line: int) -> str:
        return " ".join(self.lines[line - 1].split())

    def case(self, statement: dict[str, Any]) -> str | None:
        """Full id of the case of a statement; where a review has one case only, it is that one."""
        named = statement.get("case")
        if named not in self.cases:
            named = self.cases[0] if len(self.cases) == 1 else None
        return f"{self.id}/{named}" if named else None

    def episode(self, line: int) -> dict[str, Any] | None:
        return next((e for e in self.gold["episodes"] if e["first_line"] <= line <= e["last_line"]), None)

    def _exchange(self, coded: dict[str, Any]) -> dict[str, Any]:
        return {
            **coded,
            "review": self.id,
            "board": self.gold["review"]["board"],
            "case": self.case(coded),
            "named": coded.get("case"),
        }

    def agencies(self) -> dict[str, set[str]]:
        """Types with a part in the review, each with the full ids of its cases."""
        types = {agency["type"] for agency in self.gold["agencies"]}
        types |= {end for exchange in self.exchanges for end in (exchange["from"], exchange["to"])}
        found = {}
        for kind in types:
            named = {e["named"] for e in self.exchanges if kind in (e["from"], e["to"])} & set(self.cases)
            found[kind] = {f"{self.id}/{case}" for case in named or self.cases}
        return found

    def people(self) -> list[tuple[str, str, str]]:
        """Full case id, label, role."""
        return [
            (f"{self.id}/{case}", person["label"], person["role"])
            for person in self.gold["people"]
            for case in ([person["case"]] if person["case"] in self.cases else self.cases)
        ]

    def findings(self) -> list[dict[str, Any]]:
        return [{**f, "themes": set(themes_of(self.words(f["line"]))), "case": self.case(f)} for f in self.gold["findings"]]

    def recommendations(self) -> list[dict[str, Any]]:
        return [
            {
                **r,
                "to": set(addressees(self.gold["agencies"], r.get("addressed_to"))),
                "themes": set(themes_of(self.words(r["line"]))),
            }
            for r in self.gold["recommendations"]
        ]


class Coding:
    """All the coded reviews of one set."""

    def __init__(self, reviews: list[Coded]) -> None:
        self.reviews = reviews
        self.exchanges = [exchange for review in reviews for exchange in review.exchanges]
        self.failed = [exchange for exchange in self.exchanges if exchange["kind"] == FAILED]
        self.passed = [exchange for exchange in self.exchanges if exchange["kind"] != FAILED]
        self.cases = [f"{review.id}/{case}" for review in reviews for case in review.cases]
        self.by_id = {review.id: review for review in reviews}


def sector(kind: str) -> str:
    return SCHEMA.agency_types[kind].sector


def some(exchanges: list[dict[str, Any]], *keys: str) -> tuple[int, ...]:
    """How many exchanges, and how many different values of each key, without null."""
    return (len(exchanges), *(len({e[key] for e in exchanges} - {None}) for key in keys))


def grouped(exchanges: list[dict[str, Any]], key: Callable[[dict[str, Any]], Any]) -> dict[Any, list[dict[str, Any]]]:
    found = defaultdict(list)
    for exchange in exchanges:
        found[key(exchange)].append(exchange)
    return found


def moment(words: str, coded: bool) -> str:
    said = f" {words.lower()}"
    closing = any(word in said for word in (" closed", " closure", " closing"))
    if "discharg" in said:
        return "discharge"
    if closing:
        return "closure"
    if coded:  # at a decision
        return "meeting" if "meeting" in said or "conference" in said else "assessment" if "assess" in said else "other"
    if any(word in said for word in ("handover", "handed over", "transfer")):
        return "handover"
    if any(word in said for word in ("arrest", "assault", "injur", " incident")):
        return "after an incident"
    return "before birth" if any(word in said for word in ("pregnan", "unborn", "antenatal", "birth")) else "other"


Expected = dict[str, Callable[[Coding], tuple[str, dict[str, Any], list[tuple[Any, ...]]]]]
EXPECTED: Expected = {}


def counts(name: str, columns: str, **params: Any) -> Callable[[Callable[[Coding], Any]], Callable[[Coding], Any]]:
    """What a pack should answer in these columns, in any order; ``params`` may be functions of the coding."""

    def register(expect: Callable[[Coding], Any]) -> Callable[[Coding], Any]:
        def told(coding: Coding) -> tuple[str, dict[str, Any], list[tuple[Any, ...]]]:
            given = {key: value(coding) if callable(value) else value for key, value in params.items()}
            return columns, given, [tuple(row) for row in expect(coding)]

        EXPECTED[name] = told
        return expect

    return register


def first_case(coding: Coding) -> str:
    return coding.cases[0]


def first_review(coding: Coding) -> str:
    return coding.reviews[-1].id


@counts("failed-pairs", "from_type to_type exchanges cases reviews boards")
def _(c: Coding) -> Any:
    return [
        (*pair, *some(es, "case", "review", "board")) for pair, es in grouped(c.failed, lambda e: (e["from"], e["to"])).items()
    ]


@counts("failed-sectors", "from_sector to_sector exchanges cases reviews boards")
def _(c: Coding) -> Any:
    groups = grouped(c.failed, lambda e: (sector(e["from"]), sector(e["to"])))
    return [(*pair, *some(es, "case", "review", "board")) for pair, es in groups.items()]


@counts("left-out", "to_type exchanges cases reviews left_out_by")
def _(c: Coding) -> Any:
    untold = [
        e for e in c.failed if e.get("mode") in ("not-shared", "not-referred", "no-feedback", "unaware") and e["from"] != e["to"]
    ]
    return [(kind, *some(es, "case", "review", "from")) for kind, es in grouped(untold, lambda e: e["to"]).items()]


@counts("failure-modes", "mode exchanges cases reviews")
def _(c: Coding) -> Any:
    return [(mode, *some(es, "case", "review")) for mode, es in grouped(c.failed, lambda e: e.get("mode")).items()]


@counts("failure-moments", "moment exchanges cases reviews")
def _(c: Coding) -> Any:
    def at(e: dict[str, Any]) -> str:
        review = c.by_id[e["review"]]
        episode = review.episode(e["line"])
        return moment(episode["label"] if episode else review.words(e["line"]), coded=False)

    def case_told(e: dict[str, Any]) -> str | None:
        review = c.by_id[e["review"]]
        episode = review.episode(e["line"])
        return review.case(episode) if episode else e["case"]

    return [
        (name, len(es), len({case_told(e) for e in es} - {None}), len({e["review"] for e in es}))
        for name, es in grouped(c.failed, at).items()
    ]


@counts("held-not-passed", "case_id holder_type to_type times_told line")
def _(c: Coding) -> Any:
    for gap in c.failed:
        if gap.get("mode") in ("not-shared", "not-referred") and gap["from"] != gap["to"] and gap["case"]:
            told = [
                e
                for e in c.passed
                if e["to"] == gap["from"]
                and e["case"] == gap["case"]
                and e["line"] <= gap["line"]
                and e["from"] not in (gap["from"], gap["to"])
            ]
            if told:
                yield gap["case"], gap["from"], gap["to"], len(told), gap["line"]


@counts("no-feedback", "case_id silent_type referrer_type line referral_line")
def _(c: Coding) -> Any:
    for gap in c.failed:
        if gap.get("mode") == "no-feedback":
            referrals = [
                e["line"]
                for e in c.exchanges
                if e["kind"] == "REFERRED_TO"
                and (e["from"], e["to"]) == (gap["to"], gap["from"])
                and e["case"] == gap["case"] is not None
                and e["review"] == gap["review"]
                and e["line"] <= gap["line"]
            ]
            yield gap["case"], gap["from"], gap["to"], gap["line"], max(referrals, default=None)


@counts("not-followed-up", "case_id from_type to_type line")
def _(c: Coding) -> Any:
    return [(e["case"], e["from"], e["to"], e["line"]) for e in c.failed if e.get("mode") == "not-followed-up"]


@counts("not-consulted", "case_id moment from_type to_type line")
def _(c: Coding) -> Any:
    return [
        (e["case"], moment(c.by_id[e["review"]].words(e["line"]), coded=True), e["from"], e["to"], e["line"])
        for e in c.failed
        if e.get("mode") == "not-consulted"
    ]


@counts("mixed-channels", "case_id from_type to_type passed failed passed_line failed_line")
def _(c: Coding) -> Any:
    for (case, source, target), es in grouped(c.exchanges, lambda e: (e["case"], e["from"], e["to"])).items():
        failed = [e["line"] for e in es if e["kind"] == FAILED]
        passed = [e["line"] for e in es if e["kind"] != FAILED]
        if case and source != target and failed and passed:
            yield case, source, target, len(passed), len(failed), min(passed), min(failed)


@counts("one-way-channels", "one_type other_type cases one_way_cases forth back")
def _(c: Coding) -> Any:
    between = [e for e in c.passed if e["case"] and e["from"] != e["to"]]
    for (one, other), es in grouped(between, lambda e: tuple(sorted((e["from"], e["to"])))).items():
        ways = grouped(es, lambda e: e["case"])
        one_way = sum(len({e["from"] for e in told}) == 1 for told in ways.values())
        forth = sum(e["from"] == one for e in es)
        yield one, other, len(ways), one_way, forth, len(es) - forth


@counts("triangle", "from_type to_type passed failed cases_passed cases_failed")
def _(c: Coding) -> Any:
    for source, target in permutations((HV, GP, CSC), 2):
        passed = [e for e in c.passed if (e["from"], e["to"]) == (source, target)]
        failed = [e for e in c.failed if (e["from"], e["to"]) == (source, target)]
        yield source, target, len(passed), len(failed), some(passed, "case")[1], some(failed, "case")[1]


@counts("known-to-one", "case_id to_type mode told_otherwise line")
def _(c: Coding) -> Any:
    for e in c.failed:
        held = e["from"] == "police" != e["to"] and e.get("mode") in ("not-shared", "not-referred", "unaware")
        by_police = [p for p in c.passed if p["from"] == "police" and p["review"] == e["review"]]
        if held and not any(p["line"] == e["line"] for p in by_police):
            otherwise = sum(p["to"] == e["to"] and p["case"] == e["case"] is not None for p in by_police)
            yield e["case"], e["to"], e["mode"], otherwise, e["line"]


@counts("health-and-others", "channel passed failed")
def _(c: Coding) -> Any:
    def channel(e: dict[str, Any]) -> str:
        source, target = sector(e["from"]) == "health", sector(e["to"]) == "health"
        if e["from"] == e["to"]:
            return "within one service"
        if source:
            return "within health" if target else "health to others"
        return "others to health" if target else "between others"

    return [
        (name, sum(e["kind"] != FAILED for e in es), sum(e["kind"] == FAILED for e in es))
        for name, es in grouped(c.exchanges, channel).items()
    ]


@counts("pair-evidence", "case_id kind mode line", from_type=HV, to_type=CSC)
def _(c: Coding) -> Any:
    return [(e["case"], e["kind"], e.get("mode"), e["line"]) for e in c.exchanges if (e["from"], e["to"]) == (HV, CSC)]


@counts("case-timeline", "what line", case_id=first_review)
def _(c: Coding) -> Any:
    review = c.reviews[-1]
    told = [(e["kind"], e["line"]) for e in review.exchanges] + [(f["kind"], f["line"]) for f in review.gold["findings"]]
    for episode in review.gold["episodes"]:
        cases = 1 if episode.get("case") in review.cases else len(review.cases)
        told += [("EPISODE", episode["first_line"])] * cases
    return told


@counts("case-agencies", "case_id agency_type told was_told did_not_tell was_not_told", case_id=first_review)
def _(c: Coding) -> Any:
    review = c.reviews[-1]
    for kind, cases in review.agencies().items():
        for case in cases:
            here = [e for e in review.exchanges if e["case"] == case]
            told = Counter((end, e["kind"] == FAILED) for e in here for end in ("from", "to") if e[end] == kind)
            yield case, kind, told["from", False], told["to", False], told["from", True], told["to", True]


@counts("case-family", "case_id person role man", case_id=first_review)
def _(c: Coding) -> Any:
    return [(case, label, role, role in MEN) for case, label, role in c.reviews[-1].people()]


@counts(
    "case-summary", "case_id agencies people episodes passed failed missed_opportunities recommendations", case_id=first_review
)
def _(c: Coding) -> Any:
    review = c.reviews[-1]
    for name in review.cases:
        case = f"{review.id}/{name}"
        here = [e["kind"] == FAILED for e in review.exchanges if e["case"] == case]
        yield (
            case,
            sum(case in cases for cases in review.agencies().values()),
            sum(person[0] == case for person in review.people()) - 1,
            sum(review.case(episode) in (case, None) for episode in review.gold["episodes"]),
            here.count(False),
            here.count(True),
            sum(f["kind"] == "missed-opportunity" and f["case"] in (case, None) for f in review.findings()),
            len(review.gold["recommendations"]),
        )


@counts("who-knew", "agency_type knowledge other_type line", case_id=first_review)
def _(c: Coding) -> Any:
    for e in c.reviews[-1].exchanges:
        gap = e["kind"] == FAILED
        yield e["from"], "did not tell" if gap else "told", e["to"], e["line"]
        yield e["to"], "was not told" if gap else "was told", e["from"], e["line"]


@counts("siblings-known", "case_id sibling relation passed failed")
def _(c: Coding) -> Any:
    people = [person for review in c.reviews for person in review.people()]
    return [(case, label, role, 0, 0) for case, label, role in people if role.endswith("sibling")]


@counts("similar-cases", "other_case shared_pairs shared_themes shared_family", case_id=first_case)
def _(c: Coding) -> Any:
    def features(case: str) -> tuple[set[Any], set[str], set[str]]:
        review = c.by_id[case.partition("/")[0]]
        pairs = {(e["from"], e["to"]) for e in review.exchanges if e["kind"] == FAILED and e["case"] == case}
        themes = {theme for f in review.findings() if f["case"] in (case, None) for theme in f["themes"]}
        family = [role for its, _, role in review.people() if its == case]
        family.remove("subject-child")
        return pairs, themes, set(family)

    own = features(c.cases[0])
    for other in c.cases[1:]:
        shared = [len(mine & theirs) for mine, theirs in zip(own, features(other), strict=True)]
        if shared[0]:
            yield other, *shared


@counts("missed-opportunities", "case_id episode line")
def _(c: Coding) -> Any:
    for review in c.reviews:
        for finding in review.findings():
            if finding["kind"] == "missed-opportunity":
                episode = review.episode(finding["line"])
                yield finding["case"], episode["label"] if episode else None, finding["line"]


@counts("good-practice", "case_id line")
def _(c: Coding) -> Any:
    return [(f["case"], f["line"]) for review in c.reviews for f in review.findings() if f["kind"] == "good-practice"]


@counts("recommendations", "addressee_type number review line")
def _(c: Coding) -> Any:
    for review in c.reviews:
        for r in review.recommendations():
            for addressee in r["to"] or {None}:
                yield addressee, str(r["number"]), review.id, r["line"]


@counts("themes", "theme missed_opportunities shortcomings lessons good_practice recommendations reviews")
def _(c: Coding) -> Any:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    reviews: dict[str, set[str]] = defaultdict(set)
    for review in c.reviews:
        told = [(f["kind"], f["themes"]) for f in review.findings()]
        told += [("recommendation", r["themes"]) for r in review.recommendations()]
        for kind, themes in told:
            for theme in themes:
                found[theme][kind] += 1
                reviews[theme].add(review.id)
    kinds = ("missed-opportunity", "shortcoming", "lesson", "good-practice", "recommendation")
    return [(theme, *(seen[kind] for kind in kinds), len(reviews[theme])) for theme, seen in found.items()]


@counts("on-theme", "what review line", theme="information-sharing")
def _(c: Coding) -> Any:
    for review in c.reviews:
        for f in review.findings():
            if "information-sharing" in f["themes"]:
                yield f["kind"], review.id, f["line"]
        for r in review.recommendations():
            if "information-sharing" in r["themes"]:
                yield "recommendation", review.id, r["line"]


def faults(review: Coded) -> Counter[str]:
    return Counter(theme for f in review.findings() if f["kind"] != "good-practice" for theme in f["themes"])


@counts("repeated-lessons", "board theme reviews findings")
def _(c: Coding) -> Any:
    boards = defaultdict(list)
    for review in c.reviews:
        boards[review.gold["review"]["board"]].append(faults(review))
    for board, found in boards.items():
        for theme in set().union(*found):
            times = [seen[theme] for seen in found if seen[theme]]
            if board and len(times) > 1:
                yield board, theme, len(times), sum(times)


@counts("same-lesson-again", "kind what earlier_review times_before", review=first_review)
def _(c: Coding) -> Any:
    review = c.reviews[-1]
    about = review.gold["review"]
    cited = set()
    for citation in review.gold["cites"]:
        same = [
            other.id
            for other in c.reviews
            if other is not review
            and citation["board"]
            and citation["label"]
            and _plain(other.gold["review"]["board"]) == _plain(citation["board"])
            and _plain(citation["label"])
            in {_plain(x) for x in (other.gold["review"]["title"], *(k["subject"]["label"] for k in other.gold["cases"]))}
            and citation["year"] in (None, *_years(other))
        ]
        cited |= set(same) if len(same) == 1 else set()
    for other in c.reviews:
        its = other.gold["review"]
        earlier = its["board"] == about["board"] and (its["published"] or "9") < (about["published"] or "0")
        if other is review or not (earlier or other.id in cited):
            continue
        for theme, times in faults(other).items():
            if theme in faults(review):
                yield "theme", theme, other.id, times
        own = {(e["from"], e["to"]) for e in review.exchanges if e["kind"] == FAILED}
        for pair, times in Counter((e["from"], e["to"]) for e in other.exchanges if e["kind"] == FAILED).items():
            if pair in own:
                yield "pair", f"{pair[0]} to {pair[1]}", other.id, times


def _plain(words: str | None) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in (words or "").casefold()).split())


def _years(review: Coded) -> set[int]:
    years = {case["subject"]["incident_year"] for case in review.gold["cases"]} - {None}
    return years | ({int(review.gold["review"]["published"][:4])} if review.gold["review"]["published"] else set())


def unanswered(review: Coded) -> Counter[tuple[str, str]]:
    to = set().union(*(r["to"] for r in review.recommendations()))
    return Counter(
        (e["from"], e["to"])
        for e in review.exchanges
        if e["kind"] == FAILED and e["from"] != e["to"] and not {e["from"], e["to"]} & to
    )


@counts("unanswered-pairs", "from_type to_type exchanges reviews")
def _(c: Coding) -> Any:
    found = [unanswered(review) for review in c.reviews]
    return [(*pair, sum(seen[pair] for seen in found), sum(pair in seen for seen in found)) for pair in set().union(*found)]


@counts("unanswered-breakdowns", "from_type to_type exchanges recommendations addressed", review=first_review)
def _(c: Coding) -> Any:
    recommendations = c.reviews[-1].recommendations()
    addressed = sum(bool(r["to"]) for r in recommendations)
    return [(*pair, times, len(recommendations), addressed) for pair, times in unanswered(c.reviews[-1]).items()]


@counts("unfounded-recommendations", "number review line")
def _(c: Coding) -> Any:
    for review in c.reviews:
        gaps = {e["from"] for e in review.exchanges if e["kind"] == FAILED}
        found_fault = {
            e["from"]
            for f in review.findings()
            if f["kind"] != "good-practice"
            for e in review.exchanges
            if e["line"] == f["line"]
        }
        for r in review.recommendations():
            if not r["themes"] & set(faults(review)) and not r["to"] & (gaps | found_fault):
                yield str(r["number"]), review.id, r["line"]


@counts("agency-centrality", "agency_type told was_told did_not_tell was_not_told partners")
def _(c: Coding) -> Any:
    for kind in {end for e in c.exchanges for end in (e["from"], e["to"])}:
        partners = {e["from"] for e in c.passed if e["to"] == kind} | {e["to"] for e in c.passed if e["from"] == kind}
        told = [sum(e[end] == kind for e in es) for es in (c.passed, c.failed) for end in ("from", "to")]
        yield kind, *told, len(partners - {kind})


@counts("sector-brokers", "agency_type sectors crossing")
def _(c: Coding) -> Any:
    crossing = [e for e in c.passed if sector(e["from"]) != sector(e["to"])]
    for kind in {end for e in c.exchanges for end in (e["from"], e["to"])}:
        own = [e for e in crossing if kind in (e["from"], e["to"])]
        others = {sector(end) for e in own for end in (e["from"], e["to"])} - {sector(kind)}
        yield kind, len(others), len(own)


@counts("without-agency", "measure with_it without_it", agency_type=CSC)
def _(c: Coding) -> Any:
    between = [e for e in c.passed if e["from"] != e["to"]]
    rest = [e for e in between if CSC not in (e["from"], e["to"])]
    others = {end for e in c.exchanges for end in (e["from"], e["to"])} - {CSC}

    def ways(es: list[dict[str, Any]]) -> dict[str, set[str]]:
        return {kind: {e["to"] for e in es if e["from"] == kind} for kind in {*others, CSC}}

    def steps(es: list[dict[str, Any]]) -> list[int]:
        """Length of the shortest way between each two others that has one."""
        found = []
        after = ways(es)
        for start in others:
            seen, edge, length = {start}, {start}, 0
            while edge := set().union(*(after[kind] for kind in edge)) - seen:
                length += 1
                seen |= edge
                found += [length] * len(edge - {CSC})
        return found

    def lonely(es: list[dict[str, Any]]) -> int:
        return sum(not any(kind in (e["from"], e["to"]) for e in es) for kind in others)

    def parts(es: list[dict[str, Any]]) -> int:
        left, count = set(others), 0
        while left:
            count += 1
            part = {left.pop()}
            while True:
                grown = part | {end for e in es for end in (e["from"], e["to"]) if part & {e["from"], e["to"]}}
                if grown == part:
                    break
                part = grown
            left -= part
        return count

    yield "exchanges that pass", len(between), len(rest)
    yield "ways from one type to another that are used", *(len({(e["from"], e["to"]) for e in es}) for es in (between, rest))
    yield "other types that can reach each other, ordered pairs", len(steps(between)), len(steps(rest))
    yield "mean number of steps between those", *(round(sum(steps(es)) / len(steps(es)), 9) for es in (between, rest))
    yield "separate parts of the network", parts(between), parts(rest)
    yield "other types that exchange nothing", lonely(between), lonely(rest)


@counts("sector-matrix", "from_sector to_sector passed failed")
def _(c: Coding) -> Any:
    groups = grouped(c.exchanges, lambda e: (sector(e["from"]), sector(e["to"])))
    return [(*pair, sum(e["kind"] != FAILED for e in es), sum(e["kind"] == FAILED for e in es)) for pair, es in groups.items()]


@counts("case-density", "case_id agencies channels_used channels_failed")
def _(c: Coding) -> Any:
    for review in c.reviews:
        for name in review.cases:
            case = f"{review.id}/{name}"
            ways = {
                (e["kind"] == FAILED, e["from"], e["to"]) for e in review.exchanges if e["case"] == case and e["from"] != e["to"]
            }
            agencies = sum(case in cases for cases in review.agencies().values())
            yield case, agencies, sum(not failed for failed, _, _ in ways), sum(failed for failed, _, _ in ways)


@counts("low-confidence", "line")
def _(c: Coding) -> Any:
    return []  # a person is sure of what she codes


@counts("rare-pairs", "from_type to_type line")
def _(c: Coding) -> Any:
    pairs = grouped(c.failed, lambda e: (e["from"], e["to"]))
    return [(*pair, es[0]["line"]) for pair, es in pairs.items() if len(es) == 1]


@counts("lone-rules", "rule line")
def _(c: Coding) -> Any:
    return []  # the rule of what is coded by hand is its kind, which is never one exchange only


@counts("rule-yield", "rule exchanges reviews confirmed")
def _(c: Coding) -> Any:
    return [(kind.lower(), len(es), some(es, "review")[1], 0) for kind, es in grouped(c.exchanges, lambda e: e["kind"]).items()]


@counts("review-coverage", "review paragraphs words exchanges")
def _(c: Coding) -> Any:
    for review in c.reviews:
        told = [line for line in review.lines if line.strip()]
        yield review.id, len(told), sum(len(line.split()) for line in told), len(review.exchanges)


@counts("corrections", "statement found")
def _(c: Coding) -> Any:
    people = [role for review in c.reviews for _, _, role in review.people()]
    children = sum(SCHEMA.roles[role].is_ == "Child" for role in people)
    yield "Agency", sum(len(review.agencies()) for review in c.reviews)
    yield "Child", children
    yield "FamilyMember", len(people) - children
    yield "Episode", sum(len(review.gold["episodes"]) for review in c.reviews)
    yield "Finding", sum(len(review.gold["findings"]) for review in c.reviews)
    yield "Recommendation", sum(len(review.gold["recommendations"]) for review in c.reviews)
    yield from Counter(e["kind"] for e in c.exchanges).items()


def coding_of(files: list[tuple[Path, Path]]) -> Coding:
    return Coding([Coded(text.stem, json.loads(gold.read_text()), text.read_text().splitlines()) for gold, text in files])


@dataclass
class Asked:
    """A set of coded reviews, in a store, and what every pack should answer on it."""

    coding: Coding
    store: Store
    expected: dict[str, tuple[str, dict[str, Any], list[tuple[Any, ...]]]]


@pytest.fixture(scope="module", params=["examples", "shared"])
def asked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """The bundled examples; and the shared development reviews, where they are."""
    if request.param == "examples":
        files = [(gold, EXAMPLES / f"{gold.stem}.txt") for gold in sorted((EXAMPLES / "gold").glob("*.json"))]
    else:
        folder: Path = request.getfixturevalue("shared")
        golds = [*(folder / "fictional" / "gold").glob("*.json"), *(folder / "gold").glob("*.json")]
        files = [(gold, gold.parents[1] / "reviews" / f"{gold.stem}.txt") for gold in sorted(golds, key=lambda gold: gold.stem)]
    with open_store(tmp_path_factory.mktemp("gold") / "graph.kgl") as store:
        store.write(fold([record(gold, text) for gold, text in files]))
        coding = coding_of(files)
        yield Asked(coding, store, {name: expect(coding) for name, expect in EXPECTED.items()})


@pytest.mark.parametrize("name", EXPECTED)
def test_counts_are_those_of_the_coding(asked: Asked, name: str) -> None:
    columns, params, expected = asked.expected[name]
    table = run(asked.store, PACKS[name], params, limit=None)
    kept = [table.columns.index(column) for column in columns.split()]
    found = Counter(tuple(round(row[i], 9) if isinstance(row[i], float) else row[i] for i in kept) for row in table.rows)
    missing, surplus = Counter(expected) - found, found - Counter(expected)
    assert (missing.total(), surplus.total()) == (0, 0)


def test_communities_are_counted_right(asked: Asked) -> None:
    rows = run(asked.store, PACKS["communities"], limit=None).records()
    between = [e for e in asked.coding.passed if e["from"] != e["to"]]
    assert sorted(kind for row in rows for kind in row["agency_types"]) == sorted(
        {end for e in between for end in (e["from"], e["to"])}
    )
    for row in rows:
        members = set(row["agency_types"])
        shared = [len({e["from"], e["to"]} & members) for e in between]
        assert (row["inside"], row["outside"], row["sectors"]) == (
            shared.count(2),
            shared.count(1),
            len({sector(kind) for kind in members}),
        )


def test_no_pack_is_left_uncounted() -> None:
    assert set(PACKS) == {*EXPECTED, "communities"}


def test_the_coding_is_not_trivial(asked: Asked) -> None:
    empty = {name for name, (_, _, expected) in asked.expected.items() if not expected}
    assert empty <= {"low-confidence", "lone-rules", "same-lesson-again", "repeated-lessons", "no-feedback"}
