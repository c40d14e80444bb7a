"""Learning who is meant where nobody is named: what is learned, from what, and what is written."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from reading_texts import narrative

from loaders.reading.exchanges import candidates_of
from loaders.reading.mentions import Namer
from loaders.reading.salience import Choice
from loaders.scoring import CodedExchange, Coding
from loaders.training import FOLDS, Coded
from loaders.training_salience import Answered, answered, cross_validated, learn, train, write

SERVICES = ("police", "hospital", "education", "housing")


def _answered(review: int, meant: str, role: str = "gap-giver") -> list[Answered]:
    """Choices in which the one that was meant acted last, and the one after it was mentioned last."""
    found = []
    for n in range(len(SERVICES)):
        standings = {who: {"here"} for who in SERVICES}
        standings[meant].add("subject")
        standings[SERVICES[(SERVICES.index(meant) + n) % len(SERVICES)]].add("newest")
        found.append(Answered(review, Choice(role, "tell", frozenset({"probation"}), standings), meant))
    return found


@pytest.fixture
def rows() -> list[Answered]:
    return [one for review in range(2 * FOLDS) for one in _answered(review, SERVICES[review % len(SERVICES)])]


def test_what_always_speaks_for_a_service_weighs_most(rows: list[Answered]) -> None:
    learned = learn(rows)
    assert set(learned) <= {"gap-giver", "gap-giver tell"}
    assert learned["gap-giver"]["subject"] > 1
    assert "here" not in learned["gap-giver"]  # holds of all
    assert all(one.rank(learned) == 0 for one in rows)


def test_who_is_not_thought_of_is_never_first(rows: list[Answered]) -> None:
    unknown = Answered(0, rows[0].choice, "midwifery")
    assert unknown.rank(learn(rows)) == 3


def test_no_review_is_measured_by_what_was_learned_from_it() -> None:
    """In every review but one the one that acted last is meant; there it never is."""
    usual = [one for review in range(1, FOLDS) for n in range(3) for one in _answered(review, SERVICES[n])]
    odd = [Answered(0, one.choice, next(w for w in SERVICES if w != one.meant)) for one in _answered(0, "police") * 40]
    ranks = [rank for one, rank in cross_validated([*usual, *odd]) if one.review == 0]
    assert len(ranks) == len(odd)
    assert 0 not in ranks


def test_the_gold_answers_a_choice_whose_other_party_is_named(tmp_path: Path) -> None:
    document = narrative(tmp_path, "The midwife saw the bruise and wrote it down.\n\nThe school was not informed.")
    line = document.paragraphs[-1].line
    exchange = CodedExchange(kind="FAILED_TO_SHARE", from_="midwifery", to="education", line=line)
    read = candidates_of(document, Namer.for_document(document))
    found = answered([Coded("", Coding(exchanges=[exchange]), read)])
    assert {(one.choice.role, one.meant, *one.choice.others) for one in found} == {("gap-giver", "midwifery", "education")}
    assert "midwifery" in found[0].choice.standings
    elsewhere = CodedExchange(kind="INFORMED", from_="midwifery", to="education", line=line)
    assert not answered([Coded("", Coding(exchanges=[elsewhere]), read)])


def test_weights_are_written_under_the_comments_of_the_file(tmp_path: Path, rows: list[Answered]) -> None:
    file = tmp_path / "salience.yaml"
    file.write_text("# What speaks for a service.\n# Two lines.\n\ngiver:\n  {old: 1}\n")
    learned = learn(rows)
    write(file, learned)
    assert file.read_text().startswith("# What speaks for a service.\n# Two lines.\n\ngap-giver:\n")
    assert msgspec.yaml.decode(file.read_bytes()) == learned


def test_too_few_reviews_are_refused(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.json").write_text('{"source": "a.txt", "exchanges": []}')
    (tmp_path / "a.txt").write_text("1. Introduction\n\nA review.\n")
    result = CliRunner().invoke(train, [str(tmp_path / "gold"), "--out", str(tmp_path / "salience.yaml")])
    assert result.exit_code == 1
    assert "1 reviews are too few" in result.output
    assert not (tmp_path / "salience.yaml").exists()
