"""Training of the scorer: what it calls right, that no review is measured by what was learned from it, what it writes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from casegraph.examples import example_reviews
from loaders.documents import read_document
from loaders.reading.exchanges import exchanges_of
from loaders.reading.mentions import Namer
from loaders.reading.scorer import Weights, weights
from loaders.reading.scorer import score as score_candidates
from loaders.training import FOLDS, THRESHOLDS, Coded, Model, read_coded, train

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of gold with its texts in ``reviews`` beside it: the examples and as many training reviews as it takes."""
    made = tmp_path_factory.mktemp("coded")
    (made / "gold").mkdir()
    (made / "reviews").mkdir()
    texts = [*example_reviews(), *sorted((ROOT / "training").glob("*.txt"), key=lambda path: path.stat().st_size)]
    for text in texts[:FOLDS]:
        shutil.copy(text, made / "reviews")
        shutil.copy(text.parent / "gold" / f"{text.stem}.json", made / "gold")
    return made / "gold"


@pytest.fixture(scope="module")
def reviews(folder: Path) -> list[Coded]:
    return read_coded(folder)


def test_a_candidate_is_right_where_gold_has_its_like_a_line_away_at_most(reviews: list[Coded]) -> None:
    for review in reviews:
        coded = {(exchange.at + n, *exchange.link) for exchange in review.gold.exchanges for n in (-1, 0, 1)}
        placed = [(paragraph.place(c.at).line, c) for paragraph, found in review.candidates for c in found]
        right = [(line, c.kind, c.sender.type, c.receiver.type) in coded for line, c in placed]
        assert review.labels() == right
        assert 20 < sum(right) < len(right) / 2
        assert len(review.gold.exchanges) / 2 < review.reached() <= len(review.gold.exchanges)


def test_it_chooses_as_the_reader_does(reviews: list[Coded]) -> None:
    text = example_reviews()[0]
    review = next(review for review in reviews if review.gold.source == text.name)
    score_candidates(review.candidates)
    document = read_document(text)
    read = {(e.evidence.line, e.kind, e.from_, e.to) for e in exchanges_of(document, Namer.for_document(document))}
    kept = [e for e in review.exchanges() if (e.confidence or 0) >= weights().threshold]
    assert {(e.at, *e.link) for e in kept} == read


def test_a_review_is_scored_by_a_model_that_has_not_seen_it(reviews: list[Coded]) -> None:
    Model(reviews).cross_validate()
    first, second = ([c.score for c in review.every()] for review in reviews[:2])
    assert len(set(first)) > 20
    emptied = Coded("", msgspec.structs.replace(reviews[0].gold, exchanges=[]), reviews[0].candidates)
    Model([emptied, *reviews[1:]]).cross_validate()
    assert [c.score for c in reviews[0].every()] == first, "its own gold tells on a review's scores"
    assert [c.score for c in reviews[1].every()] != second, "another review's gold is not learned from"


def test_the_command_measures_and_writes_the_same_weights_every_time(
    folder: Path, reviews: list[Coded], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loaders.training.read_coded", lambda _: reviews)  # reading them anew takes longer than all the rest
    written = []
    for name in ("first.json", "second.json"):
        answer = CliRunner().invoke(train, [str(folder), "--out", str(tmp_path / name)])
        assert answer.exit_code == 0, answer.output
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]
    made = msgspec.json.decode(written[0], type=Weights)
    assert made.threshold in THRESHOLDS
    assert made.calibration == sorted(made.calibration) and [share for _, share in made.calibration] == sorted(
        share for _, share in made.calibration
    )
    assert list(made.weights) == sorted(made.weights) and "bias" in made.weights
    assert all(abs(weight) >= 0.02 and round(weight, 3) == weight for weight in made.weights.values())
    told = {line[:20].strip(): line.split() for line in answer.output.splitlines() if " F1 " in line}
    scorer = next(words for name, words in told.items() if name.startswith("scorer"))
    f1 = [float(words[words.index("F1") + 1]) for words in (scorer, told["rules alone"])]
    assert f1[0] > f1[1] > 0.1, "the scorer earns its place"


def test_single_statements_are_learned_from_but_not_measured(
    folder: Path, reviews: list[Coded], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "statements.yaml"
    said = {"text": "The school did not make a referral.", "exchanges": ["FAILED_TO_SHARE education childrens-social-care"]}
    file.write_bytes(msgspec.yaml.encode([said, {"text": "The parents were not told."}]))
    coded, uncoded = read_coded(tmp_path)
    assert coded.reached() == 1 and any(coded.labels()) and not any(uncoded.labels())

    model = Model([*reviews, coded])
    before = Model(reviews).weights()
    assert model.weights() != before, "nothing is learned from it"
    monkeypatch.setattr("loaders.training.read_coded", lambda where: [coded] if where == tmp_path else reviews)
    answer = CliRunner().invoke(train, [str(folder), str(tmp_path), "--measure-only"])
    exchanges = sum(len(review.gold.exchanges) for review in reviews)
    assert f"{len(reviews)} reviews with {exchanges} exchanges" in answer.output and "1 single statements" in answer.output


@pytest.mark.parametrize("exchange", ["FAILED_TO_SHARE school police", "TOLD education police", "INFORMED police"])
def test_a_statement_that_is_coded_wrongly_is_named(tmp_path: Path, exchange: str) -> None:
    (tmp_path / "statements.yaml").write_bytes(
        msgspec.yaml.encode([{"text": "The school told the police.", "exchanges": [exchange]}])
    )
    answer = CliRunner().invoke(train, [str(tmp_path)])
    assert answer.exit_code == 1 and "statements.yaml: statement 1" in answer.output and exchange in answer.output


def test_what_cannot_be_trained_from_is_named(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    gold = sorted(folder.glob("*.json"))[0]
    shutil.copy(gold, tmp_path / "gold")
    source = json.loads(gold.read_text(encoding="utf-8"))["source"]
    answer = CliRunner().invoke(train, [str(tmp_path / "gold")])
    assert answer.exit_code == 1 and f"no text {source!r} for its gold" in answer.output
    shutil.copy(folder.parent / "reviews" / source, tmp_path)
    answer = CliRunner().invoke(train, [str(tmp_path / "gold")])
    assert answer.exit_code == 1 and "1 reviews are too few" in answer.output
