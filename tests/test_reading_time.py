"""Reading takes time in proportion to the text, whatever the text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from reading_texts import document

from loaders.reading.cases import cases_of
from loaders.reading.cited import cited_reviews_of
from loaders.reading.episodes import episodes_of
from loaders.reading.facts import review_of
from loaders.reading.findings import findings_of
from loaders.reading.people import people_of
from loaders.reading.recommendations import recommendations_of

FRONT = "Serious Case Review: Child A\n\nContents\n\n# 1. Lessons\n\n1.1 Child A died in 2012. Child A was one.\n\n"
HOSTILE = {
    "one word": "A",
    "words of kin": "Mother's partner's mother's sister and ",
    "dates without end": "early to mid January to late to the end of ",
    "numbers": "1.2.3.4.5 12 2012 ",
    "labels": "Child A, Child B and Child C, ",
    "brackets": "((((“‘[",
    "letters": "a-b'c’",
    "missed": "missed opportunity opportunities that were ",
    "boards": "the Vale of North and South Safeguarding Children Board ",
    "ages": "aged two and a half years and three months ",
}


def seconds(folder: Path, text: str) -> float:
    """The processor time that everything but the document reader takes."""
    read = document(folder, FRONT + text + "\n")
    begun = time.process_time()
    review = review_of(read, "x")
    cases = cases_of(read, review)
    cited = cited_reviews_of(read, review, cases)
    people_of(read, cases, [each.label for each in cited if each.label])
    findings_of(read, cases, episodes_of(read, cases), lambda words: [])
    recommendations_of(read, lambda words: [])
    return time.process_time() - begun


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_four_times_the_text_takes_about_four_times_the_time(tmp_path: Path, unit: str) -> None:
    seconds(tmp_path, "")  # so that no vocabulary is read in the time measured
    short = min(seconds(tmp_path, unit * (8_000 // len(unit))) for _ in range(3))  # the best of three: a busy machine slows some
    long = min(seconds(tmp_path, unit * (32_000 // len(unit))) for _ in range(3))
    assert long < 8 * short + 0.1, f"four times the text took {long / short:.1f} times as long"
