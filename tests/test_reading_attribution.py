"""The case, episode, date and people that a statement belongs to. The exchanges are given."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from reading_texts import document

from graph.records import Case, Exchange, Finding, Person, Subject
from loaders.documents import Document
from loaders.reading.attribution import Attribution
from loaders.reading.episodes import episodes_of
from loaders.reading.evidence import evidence_of, sentence_around
from loaders.reading.people import people_of

FRONT = """
SERIOUS CASE REVIEW

Child K

CONTENTS

# 1. Introduction

1.1 Child K, a girl of two, died on 2 March 2012. Mother, Father and Sibling 1, a half-brother, lived with her; Mr B was Mother's
partner.

"""


class Read(NamedTuple):
    """A review, and what is found for the sentence that begins with some words."""

    document: Document
    attribution: Attribution
    cases: dict[str, str]
    episodes: dict[str, str]

    def evidence(self, words: str) -> Any:
        paragraph = next(p for p in self.document.paragraphs if words in p.text)
        return evidence_of(paragraph, *sentence_around(paragraph.text, paragraph.text.index(words)))

    def exchange(self, words: str, kind: Any = "INFORMED") -> Exchange:
        given = Exchange(id="x", kind=kind, from_="police", to="education", evidence=self.evidence(words))
        return self.attribution.exchanges([given])[0]

    def when(self, words: str, kind: Any = "INFORMED") -> tuple[str | None, str | None, str | None]:
        found = self.exchange(words, kind)
        return found.date_text, found.start, found.end

    def case(self, words: str) -> str | None:
        found = self.exchange(words).case
        return self.cases[found] if found else None

    def episode(self, words: str) -> str | None:
        found = self.exchange(words).episode
        return self.episodes[found] if found else None


def read(folder: Path, text: str, *children: str) -> Read:
    made = document(folder, text)
    cases = [Case(id=f"case-{label}", subject=Subject(label=label)) for label in children or ("Child K",)]
    episodes = episodes_of(made, cases)
    return Read(
        made,
        Attribution(made, cases, episodes, people_of(made, cases)),
        {case.id: case.subject.label for case in cases},
        {episode.id: episode.label for episode in episodes},
    )


# Dates

NARRATIVE = """
# 2. Narrative

## October 2010 to March 2011

2.1 On 12 December 2010 the nursery rang the duty team. The call was not logged. Eventually the health visitor was told.

2.2 On 4 January the police sent a form. The following day it was copied to the school. Two weeks later the GP had it.

2.3 The midwife had told the GP in writing. At the end of February the ward wrote to the GP, and on 3 March the clinic did.

2.4 It was on 9 February that the school was told of the assault on 2 February. Before 1 March 2011 nobody asked the nursery.

2.5 The May 2009 referral did not reach the team. The letter of 20 January reached the surgery.

2.6 Child K was born on 1 November 2010. The ward told the health visitor.

2.7 The team, which had been asked in January 2011 for a report, told the court nothing. Some weeks later it told the police.

2.8 On 14 February:

- the hostel rang the social worker;
- the social worker rang the school on 16 February.

2.9 On 20 February the team, recalling its letter of January, rang the ward. The worker had qualified seven months earlier.
She asked the court. The group met on 1 March, 8 March and 15 March 2011. The refuge was told.

2.10 On 16 March 2011 the clinic rang the ward. The plan of 2 March did not mention the call. By then the hostel had been told.

# 3. Analysis of practice

3.1 In March the surgery was told. In 2010 the trust was reorganised. The surgery did not tell the school.

3.2 The following day the clinic rang.

## 3 May 2011

3.3 The hospital told the police.
"""

DATED = {
    "On 12 December 2010 the nursery": ("12 December 2010", "2010-12-12", "2010-12-12"),
    "The call was not logged": ("12 December 2010", "2010-12-12", "2010-12-12"),
    "Eventually the health visitor": (None, None, None),  # the story has moved on
    "On 4 January the police": ("4 January", "2011-01-04", "2011-01-04"),  # the year turns
    "The following day it was copied": ("The following day", "2011-01-05", "2011-01-05"),
    "Two weeks later the GP": ("Two weeks later", "2011-01-19~", "2011-01-19~"),
    "The midwife had told": (None, None, None),  # looks back
    "At the end of February": (None, None, None),  # which of two days?
    "It was on 9 February": ("9 February", "2011-02-09", "2011-02-09"),  # not the day of what was told
    "Before 1 March 2011": ("Before 1 March 2011", None, "2011-03-01"),
    "The May 2009 referral": (None, None, None),  # its name
    "The letter of 20 January": ("20 January", "2011-01-20", "2011-01-20"),
    "The ward told the health visitor": (None, None, None),  # no later than the birth is said
    "Some weeks later": ("Some weeks later", None, None),
    "the hostel rang": ("14 February", "2011-02-14", "2011-02-14"),  # from the line before the list
    "the social worker rang": ("16 February", "2011-02-16", "2011-02-16"),
    "On 20 February the team": ("20 February", "2011-02-20", "2011-02-20"),
    "She asked the court": (None, None, None),  # not when the worker qualified
    "The refuge was told": (None, None, None),  # at which of three meetings?
    "The plan of 2 March": (None, None, None),  # its name, and no sign that it was on 16 March
    "In March the surgery": ("March", None, None),  # of which year?
    "The surgery did not tell": (None, None, None),  # a year is not carried
    "The following day the clinic": ("The following day", None, None),  # of which day?
    "The hospital told": ("3 May 2011", "2011-05-03", "2011-05-03"),  # from the heading
}


@pytest.mark.parametrize(("words", "expected"), DATED.items())
def test_an_exchange_is_dated_where_that_is_plain(
    tmp_path: Path, words: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    assert read(tmp_path, FRONT + NARRATIVE).when(words) == expected


def test_the_date_of_a_relative_clause_is_not_that_of_a_gap(tmp_path: Path) -> None:
    review = read(tmp_path, FRONT + "# 2. Narrative\n\n2.1 The file did not go to the school, which asked for it in June 2011.\n")
    assert review.when("The file did not go", "FAILED_TO_SHARE") == (None, None, None)
    assert review.when("The file did not go", "INFORMED") == ("June 2011", "2011-06", "2011-06")


def test_a_row_of_a_chronology_has_the_date_of_its_first_cell(tmp_path: Path) -> None:
    rows = (
        "# 2. Chronology\n\nDate\tEvent\n"
        "12.03.10\tNursery concerned. Health visitor told.\n"
        "14.03.10\tPolice called. School told.\n"
    )
    review = read(tmp_path, FRONT + rows)
    assert review.when("Health visitor told") == ("12.03.10", "2010-03-12", "2010-03-12")
    assert review.when("School told")[1] == "2010-03-14"


# Episodes

EPISODES = """
# 2. Key practice episodes

## Key practice episode 1: The referral (March to May 2011)

2.1 The nursery rang the team.

## Key practice episode 2: The move (June to August 2011)

2.2 The hostel told nobody.

# 3. Analysis

3.1 In KPE 2 the school was not told. The call of April 2011 was lost. In September 2011 the surgery wrote.
"""


def test_an_episode_is_found_by_its_lines_its_number_or_its_dates(tmp_path: Path) -> None:
    review = read(tmp_path, FRONT + EPISODES)
    first, second = review.episodes.values()
    assert [review.episode(words) for words in ("The nursery rang", "The hostel told", "In KPE 2", "The call of April 2011")] == [
        first,
        second,
        second,
        first,
    ]
    assert review.episode("In September 2011") is None


def test_findings_have_case_and_episode_too(tmp_path: Path) -> None:
    review = read(tmp_path, FRONT + EPISODES)
    given = Finding(id="f", kind="missed-opportunity", text="", evidence=review.evidence("In KPE 2"))
    (found,) = review.attribution.findings([given])
    assert review.episodes[found.episode or ""].startswith("Key practice episode 2")
    assert review.cases[found.case or ""] == "Child K"


# Cases

TWO_FAMILIES = """
THEMATIC REVIEW

The learning from Child D and Child E

CONTENTS

# 1. Introduction

1.1 Child D died in May 2015 and Child E was seriously injured in June 2016. They never met.

# 2. The families

Name used	Who they are
Child D	subject of this review; aged 3
Mother D	mother of Child D
Child E	subject of this review; aged 5
Mother E	mother of Child E

# 3. Child D

3.1 The nursery, Larkrise, told the team. Larkrise was not answered.

# 4. Child E

4.1 The school, Wheatfield, told the team. Nobody wrote to Wheatfield.

# 5. Themes

5.1 The health visitor did not ring Mother E. The team was not told either. Larkrise had heard nothing.

5.2 Child D and Child E were known to the police. The team did not ask.

5.3 Nobody rang the surgery.
"""


def test_in_a_review_of_two_families_the_case_is_that_of_the_section_or_of_whoever_is_named(tmp_path: Path) -> None:
    review = read(tmp_path, TWO_FAMILIES, "Child D", "Child E")
    expected = {
        "The nursery, Larkrise": "Child D",
        "Nobody wrote to Wheatfield": "Child E",
        "The health visitor did not ring": "Child E",
        "The team was not told either": "Child E",
        "Larkrise had heard": "Child D",
        "Child D and Child E were known": None,
        "The team did not ask": None,
        "Nobody rang the surgery": None,
    }
    assert {words: review.case(words) for words in expected} == expected


SISTER_AND_BROTHER = """
SERIOUS CASE REVIEW

CHILD F and CHILD G

CONTENTS

# 1. Introduction

1.1 Child F, a girl of nine, died in February 2008. Child G, her brother, was found on the same day and has recovered. Mother and
Father lived with Child F and Child G. The Grandmother lived near.

# 2. Narrative

2.1 The dietitian wrote that Child F had lost weight. No reply was sent.

2.2 The children's ward wrote about Child G. Both children were known to the team. The ward did not ring it.

2.3 The team was not told of Mother's illness.
"""


def test_of_a_sister_and_brother_a_case_is_given_only_where_one_of_them_is_meant(tmp_path: Path) -> None:
    review = read(tmp_path, SISTER_AND_BROTHER, "Child F", "Child G")
    expected = {
        "The dietitian wrote": "Child F",
        "No reply was sent": "Child F",
        "The children's ward": "Child G",
        "The ward did not ring": None,
        "The team was not told": None,
    }
    assert {words: review.case(words) for words in expected} == expected


# People

ABOUT = {
    "The police told the school about Sibling 1.": ["Sibling 1"],
    "The nursery referred Child K to the team.": ["Child K"],
    "The GP did not tell the health visitor of Mother's depression.": ["Mother"],
    "The team was unaware that Mr B was living in the home.": ["Mr B"],
    "The ward shared its concerns about the care of Child K and Sibling 1 with the team.": ["Child K", "Sibling 1"],
    "The midwife wrote to the surgery in respect of the mother.": ["Mother"],
    "The surgery was told nothing about the baby.": ["Child K"],
    "The school was told about the father of Sibling 1.": ["father of Sibling 1"],
    "The nurse told Mother that the form was sent to the school.": [],
    "The team did not reply to the school before the birth of Child K.": [],
    "The core group was not told of the Child in Need plan.": [],
}


@pytest.mark.parametrize(("sentence", "people"), ABOUT.items())
def test_whom_information_concerns_is_given_where_it_is_said(tmp_path: Path, sentence: str, people: list[str]) -> None:
    assert read(tmp_path, f"{FRONT}# 2. Narrative\n\n2.1 {sentence}\n").exchange(sentence).about == people


def test_nothing_is_needed(tmp_path: Path) -> None:
    made = document(tmp_path, "The police told the school.")
    evidence = evidence_of(made.paragraphs[0])
    given = Exchange(id="x", kind="INFORMED", from_="police", to="education", evidence=evidence)
    people = [Person(id="p", case="c", label="Mother", role="mother", evidence=evidence)]
    assert Attribution(made, [], [], people).exchanges([given]) == [given]
