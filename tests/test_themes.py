"""Themes: every concept can be recognised, several at once, and plain sentences on none."""

from __future__ import annotations

import pytest

from graph.schema import SCHEMA
from loaders.reading.themes import themes_of, vocabulary

EXAMPLES = {
    "information-sharing": "The clinic did not share this information with the nursery.",
    "transfer-and-handover": "The records were not transferred when the family moved to another county.",
    "record-keeping": "No chronology was kept.",
    "multi-agency-working": "A strategy meeting should have been held.",
    "professional-challenge": "Nobody escalated the matter.",
    "thresholds": "The referral was held not to meet the threshold.",
    "assessment": "A core assessment was never completed.",
    "family-history": "Each event was seen in isolation.",
    "professional-curiosity": "His account was taken at face value.",
    "parental-engagement": "Mother's disguised compliance was not recognised.",
    "missed-appointments": "The baby was not brought to six clinics.",
    "voice-of-the-child": "Nobody spoke with the child alone.",
    "invisible-men": "The mother's new partner was never assessed.",
    "wider-family": "The maternal grandmother was worried.",
    "domestic-abuse": "The MARAC heard of three assaults.",
    "parental-mental-health": "Her depression went unnoticed.",
    "substance-misuse": "He was known to drink and to use cannabis.",
    "vulnerable-parents": "She was a teenage mother who had been in care.",
    "pre-birth": "The pregnancy was booked late.",
    "injuries": "The bruise on a non-mobile infant was not examined.",
    "neglect": "Home conditions were poor.",
    "sexual-abuse": "There were signs of sexual exploitation.",
    "culture-and-identity": "No interpreter was used.",
    "housing": "The family was homeless that winter.",
    "supervision": "Managers had no oversight of the file.",
    "training-and-procedures": "Staff had not been trained.",
    "capacity": "Caseloads were too high.",
}


@pytest.mark.parametrize(("theme", "text"), EXAMPLES.items())
def test_each_theme_is_recognised(theme: str, text: str) -> None:
    assert theme in themes_of(text)


def test_every_theme_of_the_scheme_has_words_and_an_example() -> None:
    assert list(vocabulary()) == list(SCHEMA.themes) == list(EXAMPLES)


def test_broader_themes_exist_and_never_circle() -> None:
    for name in SCHEMA.themes:
        above, theme = [name], SCHEMA.themes[name]
        while theme.broader:
            assert theme.broader in SCHEMA.themes
            assert theme.broader not in above
            above.append(theme.broader)
            theme = SCHEMA.themes[theme.broader]


def test_several_themes_in_the_order_of_the_scheme() -> None:
    text = "Domestic abuse was recorded, but the midwife was not told of it."
    found = themes_of(text)
    assert {"information-sharing", "domestic-abuse", "pre-birth"} <= set(found)
    assert found == [theme for theme in SCHEMA.themes if theme in found]


@pytest.mark.parametrize("text", ["", "The report has nine chapters.", "It was a cold day."])
def test_plain_sentences_are_on_no_theme(text: str) -> None:
    assert themes_of(text) == []


def test_typographic_quotes_and_broken_lines_do_not_matter() -> None:
    assert themes_of("Mother’s\n  partner was never\nassessed.") == themes_of("Mother's partner was never assessed.") != []


def test_whole_words_only() -> None:
    assert "housing" not in themes_of("The current torrent of parents.")
