"""Agreement of two codings: the definitions of the coding manual, and the command that measures by them."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casegraph import cli
from casegraph.examples import example_reviews
from graph.workspace import Workspace
from loaders.load import load
from loaders.reliability import by_confidence, by_parties, by_rule
from loaders.scoring import Coding, Score, ScoringError, Tally, compare, read_codings, score

GOLD = example_reviews()[0].parent / "gold"
HV, GP, CSC, POLICE = "health-visiting", "general-practice", "childrens-social-care", "police"
Run = Callable[..., tuple[int, str, str]]


def told(line: int, source: str = HV, to: str = GP, kind: str = "INFORMED", **more: Any) -> dict[str, Any]:
    return {"line": line, "kind": kind, "from": source, "to": to, **more}


def coded(exchanges: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"source": "a.txt", "exchanges": exchanges, **more}


def read(tmp_path: Path, content: dict[str, Any]) -> Coding:
    folder = tmp_path / f"coding-{len(list(tmp_path.iterdir()))}"
    folder.mkdir()
    (folder / "any-name.json").write_text(json.dumps(content), encoding="utf-8")
    [coding] = read_codings(folder).values()
    return coding


@pytest.fixture
def agreement(tmp_path: Path) -> Callable[[dict[str, Any], dict[str, Any]], Score]:
    return lambda found, gold: score(read(tmp_path, found), read(tmp_path, gold))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)

    def answer(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as exited:
            cli.main([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        return int(exited.value.code or 0), shown.out, shown.err

    return answer


def test_an_exchange_is_right_up_to_two_lines_away_and_matched_once(agreement: Any) -> None:
    near = agreement(coded([told(12), told(13)]), coded([told(10)]))
    assert near.tallies["exchange_line"] == Tally(1, 2, 1)
    assert [exchange.at for exchange in near.added] == [13]
    assert agreement(coded([told(13)]), coded([told(10)])).tallies["exchange_line"] == Tally(0, 1, 1)
    two = agreement(coded([told(11), told(10)]), coded([told(10), told(12)]))
    assert sorted((found.at, gold.at) for found, gold in two.matched) == [(10, 10), (11, 12)]


@pytest.mark.parametrize("other", [{"source": CSC}, {"to": CSC}, {"kind": "REFERRED_TO"}, {"source": GP, "to": HV}])
def test_kind_and_both_parties_must_agree(agreement: Any, other: dict[str, str]) -> None:
    tallies = agreement(coded([told(10, **other)]), coded([told(10)])).tallies
    assert tallies["exchange_line"] == tallies["exchange_network"] == Tally(0, 1, 1)


def test_relaxed_accepts_services_of_one_parent_and_the_other_direction(agreement: Any) -> None:
    for found in (told(10, "hospital"), told(10, "health"), told(10, GP, HV)):
        assert agreement(coded([found]), coded([told(10)])).tallies["exchange_relaxed"] == Tally(1, 1, 1)
    assert agreement(coded([told(10, POLICE)]), coded([told(10)])).tallies["exchange_relaxed"] == Tally(0, 1, 1)
    assert agreement(coded([told(10, kind="REFERRED_TO")]), coded([told(10)])).tallies["exchange_relaxed"] == Tally(0, 1, 1)


def test_the_network_counts_a_link_once_wherever_it_stands(agreement: Any) -> None:
    found, gold = [told(10), told(90), told(91, POLICE)], [told(50), told(60)]
    assert agreement(coded(found), coded(gold)).tallies["exchange_network"] == Tally(1, 2, 1)


def test_other_statements_are_compared_as_the_manual_says(agreement: Any) -> None:
    subject = {"label": "Child A", "sex": "female", "age_months": 10, "outcome": "died"}
    gold = coded(
        [],
        review={"board": "Upton Safeguarding Children Board", "published": "2015", "period": None, "authors": ["Jo Reed"]},
        cases=[{"subject": subject}],
        people=[{"role": "sibling"}, {"role": "sibling"}, {"role": "mother"}],
        agencies=[{"type": HV}, {"type": GP}],
        findings=[{"kind": "lesson", "line": 4}, {"kind": "good-practice", "line": 8}],
        recommendations=[{"line": 20}, {"line": 21}],
        episodes=[{"first_line": 3}],
        cites=[{"label": "Child B"}],
    )
    found = coded(
        [],
        review={"board": "Upton", "published": "2016", "authors": ["J Reed"]},
        cases=[{"subject": {**subject, "age_months": 11, "label": "child a"}}],
        people=[{"role": "sibling"}, {"role": "father"}],
        agencies=[{"type": HV}, {"type": POLICE}, {"type": CSC}],
        findings=[{"kind": "lesson", "evidence": {"line": 6}}, {"kind": "shortcoming", "evidence": {"line": 8}}],
        recommendations=[{"evidence": {"line": 22}}],
        episodes=[{"first_line": 6}],
        cited_reviews=[{"label": "CHILD B"}],
    )
    tallies = agreement(found, gold).tallies
    assert {measure: tally for measure, tally in tallies.items() if not measure.startswith("exchange")} == {
        "agencies": Tally(1, 3, 2),
        "people": Tally(1, 2, 3),
        "cases": Tally(1, 1, 1),
        "subject_facts": Tally(2, 3, 3),
        "review_facts": Tally(1, 2, 2),
        "authors": Tally(0, 1, 1),
        "findings:missed-opportunity": Tally(0, 0, 0),
        "findings:good-practice": Tally(0, 0, 1),
        "findings:lesson": Tally(1, 1, 1),
        "recommendations": Tally(1, 1, 2),
        "episodes": Tally(0, 1, 1),
        "cited_reviews": Tally(1, 1, 1),
    }


def test_precision_recall_and_f1() -> None:
    assert (Tally(3, 4, 6).precision, Tally(3, 4, 6).recall, Tally(3, 4, 6).f1) == (0.75, 0.5, pytest.approx(0.6))
    assert Tally(0, 0, 0).f1 == 1.0
    assert Tally(0, 0, 5).f1 == Tally(0, 5, 0).f1 == 0.0


def test_rules_and_confidences_are_told_apart(agreement: Any) -> None:
    found = [
        told(10, rule="verb.tell:subject>object", confidence=0.9),
        told(30, rule="verb.tell:section>object", confidence=0.85),
        told(50, kind="FAILED_TO_SHARE", rule="verb.tell!not:subject>object", confidence=0.35),
    ]
    one = agreement(coded(found), coded([told(10), told(50, kind="FAILED_TO_SHARE")]))
    assert {rule: (tally.hit, tally.found) for rule, tally in by_rule([one]).items()} == {
        "verb.tell": (1, 2),
        "verb.tell!not": (1, 1),
    }
    assert [(b.least, b.most, b.right, b.found, round(b.mean, 3)) for b in by_confidence([one])] == [
        (0.3, 0.4, 1, 1, 0.35),
        (0.8, 0.9, 0, 1, 0.85),
        (0.9, 1.0, 1, 1, 0.9),
        (0.8, 1.0, 1, 2, 0.875),
    ]


def test_where_the_parties_stand_is_read_off_the_text(agreement: Any) -> None:
    texts = [
        (10, "The health visitor told the GP of the bruise."),
        (20, "The health visitor met Mother. She told the GP of the bruise."),
        (40, "The ward was busy. There were 20 beds."),
        (50, "It was raining."),
        (60, "No referral was made by the GP."),
    ]
    found = coded([], paragraphs=[{"id": f"p{line}", "line": line, "text": text} for line, text in texts])
    gold = coded([told(10), told(20), told(60, GP, CSC, "FAILED_TO_SHARE")])
    assert by_parties([agreement(found, gold)]) == {
        "both in one sentence": Tally(0, 0, 1),
        "one carried over": Tally(0, 0, 1),
        "one implied": Tally(0, 0, 1),
    }
    assert by_parties([agreement(coded([told(10)]), gold)])["text not at hand"] == Tally(1, 1, 3)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "neither a gold file nor a record"),
        (json.dumps(coded([told(3, kind="TOLD")])), "Invalid enum value 'TOLD'"),
        (
            json.dumps(coded([told(3, "heath-visiting")])),
            "the exchange of line 3 names 'heath-visiting', which is no agency type",
        ),
    ],
)
def test_a_gold_file_with_a_slip_is_named(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "slip.json").write_text(content, encoding="utf-8")
    with pytest.raises(ScoringError) as raised:
        read_codings(tmp_path)
    assert str(raised.value).startswith(f"{tmp_path / 'slip.json'}: ") and says in str(raised.value)


def test_the_command_measures_folders_apart_and_together(run: Run, tmp_path: Path) -> None:
    for folder, exchanges in (("one", [told(10)]), ("two", [told(10), told(20)])):
        (tmp_path / folder).mkdir()
        for name in ("a", "b") if folder == "two" else ("a",):
            content = {**coded(exchanges), "source": f"{folder}-{name}.txt"}
            (tmp_path / folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    (tmp_path / "found").mkdir()
    for stem in ("one-a", "two-a"):
        record = {"review": {"source": {"file": f"{stem}.pdf"}}, "exchanges": [{**told(0), "evidence": {"line": 11}}]}
        (tmp_path / "found" / f"{stem}.json").write_text(json.dumps(record), encoding="utf-8")
    status, out, err = run("score", "one", "two", "--records", "found", "--by", "kind", "-f", "json")
    rows = {(row["group"], row["kind"]): row for row in json.loads(out)}
    assert status == 0 and [group for group, kind in rows if kind == "INFORMED"] == ["all", "one", "two"]
    assert {group: (row["right"], row["found"], row["gold"]) for (group, kind), row in rows.items() if kind == "INFORMED"} == {
        "all": (2, 2, 5),
        "one": (1, 1, 1),
        "two": (1, 1, 4),
    }
    assert err == "two: no record of two-b; all that is coded in it counts as missed\n"
    missed = json.loads(run("score", "two", "--records", "found", "--misses", "1", "-f", "json")[1])
    assert [(row["review"], row["what"], row["line"]) for row in missed] == [("two-a", "missed", 20), ("two-b", "missed", 10)]


def test_the_command_measures_the_workspace(run: Run, tmp_path: Path) -> None:
    load(example_reviews()[:1], Workspace("casegraph-data"))
    for by in ("review", "rule", "parties", "confidence"):
        status, out, _ = run("score", GOLD, "--by", by, "-f", "csv")
        assert status == 0 and len(out.splitlines()) > 2, by
    agreed = json.loads(run("score", GOLD, "--records", GOLD, "-f", "json")[1])
    assert {row["f1"] for row in agreed} == {1.0}
    status, _, err = run("score", "no-such-folder")
    assert status == 1 and err.startswith("casegraph: no-such-folder: no such folder")


def test_it_measures_as_the_development_reviews_are_measured(shared: Path, tmp_path: Path) -> None:
    """The same tallies as the script beside the development reviews gives, to the last count. Differences are told by their
    number only: some of these reviews are kept unread."""
    specification = importlib.util.spec_from_file_location("shared_score", shared / "score.py")
    assert specification and specification.loader
    script = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(script)
    load([shared / "reviews", shared / "fictional" / "reviews", *example_reviews()], Workspace(tmp_path))
    found = read_codings(tmp_path / "reviews")
    compared = differences = 0
    for folder in (shared / "gold", shared / "fictional" / "gold", GOLD):
        for one, path in zip(compare(found, read_codings(folder)), sorted(folder.glob("*.json")), strict=True):
            record = json.loads((tmp_path / "reviews" / f"{one.review}.json").read_text(encoding="utf-8"))
            theirs = script.score_review(record, json.loads(path.read_text(encoding="utf-8")))
            differences += theirs.keys() != {*one.tallies, "_missed", "_added"}
            differences += (len(theirs["_missed"]), len(theirs["_added"])) != (len(one.missed), len(one.added))
            for measure, tally in one.tallies.items():
                differences += theirs[measure] != {"hit": tally.hit, "found": tally.found, "gold": tally.gold}
                compared += tally.hit
    assert compared > 1000
    assert differences == 0
