"""Why the reader read a paragraph as it did, as data and as the command shows it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from casegraph import cli
from casegraph.examples import example_reviews
from loaders.documents import Document, read_document
from loaders.reading import read
from loaders.reading.explain import ExplainError, explain

TEXT = """Serious Case Review: Child A

1. Narrative

1.1 The health visitor saw Child A at home in May 2012. She told the GP about the bruise.

1.2 The police did not inform children's social care of the incident.

1.3 It rained.

2. Recommendations

2.1 The police should inform children's social care of every incident.
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def document(tmp_path: Path) -> Document:
    (tmp_path / "child-a.txt").write_text(TEXT, encoding="utf-8")
    return read_document(tmp_path / "child-a.txt")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, document: Document) -> Run:
    monkeypatch.chdir(tmp_path)

    def answer(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as exited:
            cli.main(["explain", *arguments])
        shown = capsys.readouterr()
        return int(exited.value.code or 0), shown.out, shown.err

    return answer


def test_a_pronoun_is_shown_with_the_service_that_it_stands_for(document: Document) -> None:
    [told] = explain(document, paragraph="1.1")
    assert told.coded and told.line == 5 and len(told.sentences) == 2
    assert {m.text: m.stands_for for m in told.sentences[1].mentions} == {"She": "health-visiting", "GP": "general-practice"}
    [rule] = [rule for rule in told.sentences[1].rules if rule.words == "told"]
    assert (rule.rule, rule.captures["subject"], rule.captures["object"]) == ("verb.tell", ["She"], ["GP"])
    best = rule.readings[0]
    assert (best.kind, best.from_, best.to) == ("INFORMED", "health-visiting", "general-practice")
    assert [(e.kind, e.from_, e.to) for e in told.exchanges] == [(best.kind, best.from_, best.to)]
    assert best.outcome == f"an exchange, with confidence {told.exchanges[0].confidence:g}"
    assert [r.score for r in rule.readings] == sorted((r.score for r in rule.readings), reverse=True)


def test_a_gap_is_shown_with_the_cue_that_makes_it_one(document: Document) -> None:
    [gap] = explain(document, line=7)
    [rule] = [rule for rule in gap.sentences[0].rules if "inform" in rule.words]
    assert (rule.words, rule.cue, rule.rule) == ("did not inform", "not", "verb.tell!not")
    assert gap.exchanges[0].rule.startswith("verb.tell!not:")


def test_a_paragraph_that_is_not_coded_says_why_and_what_it_would_have_been(document: Document) -> None:
    [norm] = explain(document, paragraph="2.1")
    assert not norm.coded and norm.exchanges == []
    assert "Recommendations" in norm.why
    assert {reading.outcome for s in norm.sentences for rule in s.rules for reading in rule.readings} <= {
        "its paragraph is not coded"
    }
    [quiet] = explain(document, paragraph="1.3")
    assert quiet.coded and quiet.exchanges == [] and all(not sentence.rules for sentence in quiet.sentences)
    [heading] = explain(document, line=3)
    assert (heading.coded, heading.why) == (False, "it is a heading")


def test_it_explains_what_the_reader_finds_in_a_review() -> None:
    """On the paragraphs of an example that state most: every exchange of the record, from a reading that says so."""
    path = example_reviews()[0]
    document = read_document(path)
    exchanges = read(document, path.stem).exchanges
    lines = sorted({e.evidence.line for e in exchanges}, key=lambda line: -sum(e.evidence.line == line for e in exchanges))[:3]
    outcomes = set()
    for line in lines:
        [found] = explain(document, line=line)
        assert [e.id for e in found.exchanges] == [e.id for e in exchanges if e.evidence.line == line]
        readings = [reading for s in found.sentences for rule in s.rules for reading in rule.readings]
        made = {(r.kind, r.from_, r.to) for r in readings if r.outcome.startswith("an exchange")}
        assert made == {(e.kind, e.from_, e.to) for e in found.exchanges}
        outcomes |= {r.outcome for r in readings if not r.outcome.startswith("an exchange")}
    assert "another reading scores better" in outcomes
    assert any(outcome.startswith("scores below") for outcome in outcomes)


def test_a_place_that_is_not_there_is_said_in_one_line(document: Document) -> None:
    with pytest.raises(ExplainError, match=r"^child-a\.txt: no paragraph on line 6 of its 13; the nearest are on 5 and 7$"):
        explain(document, line=6)
    with pytest.raises(ExplainError, match=r"^child-a\.txt: no paragraph '9\.9'"):
        explain(document, paragraph="9.9")


def test_the_command_shows_it(run: Run) -> None:
    status, out, _ = run("child-a.txt", "--line", "5")
    assert status == 0
    for shown in ("1.1, line 5", "coded: it stands under '1 Narrative'", "She = health-visiting", "“told”", "exchanges: 1"):
        assert shown in out, shown
    told = json.loads(run("child-a.txt", "--paragraph", "1.2", "--format", "json")[1])
    assert told[0]["exchanges"][0]["from"] == "police" and told[0]["sentences"][0]["rules"][0]["readings"][0]["from"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["child-a.txt"], "give either --line or --paragraph"),
        (["child-a.txt", "--line", "5", "--paragraph", "1.1"], "give either --line or --paragraph"),
        (["child-a.txt", "--line", "900"], "child-a.txt: no paragraph on line 900"),
        (["child-b.txt", "--line", "1"], "child-b.txt: cannot be read"),
    ],
)
def test_errors_are_one_line(run: Run, arguments: list[str], says: str) -> None:
    status, out, err = run(*arguments)
    assert status and out == "" and len(err.splitlines()) == 1 and says in err
