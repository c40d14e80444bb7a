"""Ages in running text, in months."""

from __future__ import annotations

import pytest

from loaders.reading.ages import ages_in

WRITTEN = {
    "aged 5 months": 5,
    "a three-week-old baby": 0,
    "eight weeks old": 2,
    "aged just over nine weeks": 2,
    "a boy of nineteen weeks": 4,
    "just under two years old": 23,
    "a boy aged almost three": 35,
    "a 14-year-old": 168,
    "6 years and 4 months old": 76,
    "a girl of fifteen years and seven months": 187,
    "two and a half years old": 30,
    "at 8 months of age": 8,
    "at the age of four": 48,
    "a 17-month-old toddler": 17,
    "a year old": 12,
    "aged 3 days": 0,
}


@pytest.mark.parametrize(("text", "months"), WRITTEN.items())
def test_an_age_is_read_in_whole_months(text: str, months: int) -> None:
    (age,) = ages_in(text)
    assert (age.months, age.plain) == (months, True)


def test_a_stretch_of_time_is_told_from_an_age() -> None:
    assert [age.plain for age in ages_in("Six weeks later she was seen.")] == [False]


@pytest.mark.parametrize("text", ["children aged 5-11", "aged 16-17", "aged 60 per cent", "a group of 12"])
def test_ranges_and_counts_are_no_ages(text: str) -> None:
    assert ages_in(text) == []
