"""The shorthand of the vocabulary files."""

from __future__ import annotations

import re

import pytest

from loaders.reading.lexicon import Lexicon
from loaders.reading.text import tokens_of
from loaders.reading.vocabulary import pattern


@pytest.mark.parametrize(
    ("phrases", "text", "found"),
    [
        (["brother"], "A BROTHER and brothers-in-law.", ["BROTHER"]),
        (["(older |)brother", "older cousin"], "An older brother, a brother.", ["older brother", "brother"]),
        (["aunt", "aunt and uncle"], "The aunt and uncle came.", ["aunt and uncle"]),
        (["notif*"], "They notified it by notification.", ["notified", "notification"]),
        ([r"\d+ visits", "visit"], "After 12 visits a visit.", ["12 visits", "visit"]),
        (["(great |)aunt", "great uncle"], "A great-aunt and a great uncle.", ["great-aunt", "great uncle"]),
        ([], "Nothing.", []),
    ],
)
def test_a_pattern_finds_its_phrases_as_whole_words_the_longest_first(phrases: list[str], text: str, found: list[str]) -> None:
    assert [match[0] for match in pattern(phrases).finditer(text)] == found


def test_a_pattern_that_minds_case_finds_what_is_written_so() -> None:
    assert [match[0] for match in pattern(["Home", "(The |)Grove"], re.NOFLAG).finditer("home Home The Grove grove")] == [
        "Home",
        "The Grove",
    ]


@pytest.mark.parametrize("written", ["e-mail", "email", "E-mail"])
def test_a_phrase_is_found_however_email_is_written(written: str) -> None:
    lexicon: Lexicon[str] = Lexicon()
    lexicon.add("by e-mail", "channel")
    assert lexicon.match(tokens_of(f"by {written} today"), 0) == (2, "channel")


def test_all_places_where_phrases_start_are_found() -> None:
    lexicon: Lexicon[str] = Lexicon()
    lexicon.add_all(["(social|duty) worker", "GP"], "agency")
    assert [i for i, _ in lexicon.matches(tokens_of("The duty worker rang a GP and the gp of the social worker."))] == [1, 5, 11]
