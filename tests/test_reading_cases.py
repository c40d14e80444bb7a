"""The subject children of a review and what happened to each."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_texts import OVERVIEW, document

from graph.records import Subject
from loaders.reading.cases import cases_of
from loaders.reading.facts import review_of
from loaders.reading.labels import labels_in


def subjects(folder: Path, text: str) -> list[Subject]:
    read = document(folder, text)
    return [case.subject for case in cases_of(read, review_of(read, "x"))]


def facts(subject: Subject) -> tuple[str, str | None, int | None, str | None, int | None]:
    return subject.label, subject.sex, subject.age_months, subject.outcome, subject.incident_year


def test_the_child_of_the_title_page(tmp_path: Path) -> None:
    (subject,) = subjects(tmp_path, OVERVIEW)
    assert facts(subject) == ("Child K", "female", 25, "died", 2012)
    assert subject.cause and "head injury" in subject.cause


def test_two_siblings_are_two_cases(tmp_path: Path) -> None:
    found = subjects(
        tmp_path,
        """
        SERIOUS CASE REVIEW – SIBLINGS C & D

        Authors: Kate Roe and Tony Ley

        Contents

        1. This review was commissioned after two siblings, a girl aged 12 (Sibling C) and a boy aged 10 (Sibling D), were
        found to have been
        sexually abused by their stepfather. The abuse came to light in September 2015 when Sibling C told a teacher.

        2. Sibling D lived with his grandparents. Sibling C was often absent from school.
        """,
    )
    assert [facts(subject) for subject in found] == [
        ("Sibling C", "female", 144, "seriously-harmed", 2015),
        ("Sibling D", "male", 120, "seriously-harmed", 2015),
    ]


def test_one_twin_may_die_and_the_other_live(tmp_path: Path) -> None:
    found = subjects(
        tmp_path,
        """
        Serious Case Review: Child F and Child G

        Contents

        1.1 The review is about a sister and brother, Child F and Child G. Child F died in February 2008 aged nine years
        and four months. Child G, then
        aged six years and seven months, was found on the same day to be malnourished; he has recovered.

        1.2 Child F had been a pupil of the school. Child G went to the nursery.
        """,
    )
    assert [facts(subject) for subject in found] == [
        ("Child F", "female", 112, "died", 2008),
        ("Child G", "male", 79, "seriously-harmed", 2008),
    ]


def test_an_invented_name_on_the_title_page_is_the_label(tmp_path: Path) -> None:
    (subject,) = subjects(
        tmp_path,
        """
        Local Child Safeguarding Practice Review

        ‘Amy’

        Lead Reviewer: Nicola Penhaligon

        Contents

        1.1 Amy was 15 years and 2 months old when she took her own life in June 2020. She was funny and fierce.

        1.2 Amy had been known to CAMHS. Amy's school referred her twice, and Amy was told of neither.
        """,
    )
    assert facts(subject) == ("Amy", "female", 182, "died", 2020)


def test_the_name_is_the_label_where_the_text_drops_the_word_before_it(tmp_path: Path) -> None:
    text = "Serious Case Review\n\nBaby Noah\n\nContents\n\n1.1 Noah died in April 2021. Noah was loved. Noah's father wept.\n"
    (subject,) = subjects(tmp_path, text)
    assert subject.label == "Noah"


def test_without_a_label_in_the_title_the_text_tells_who_was_harmed(tmp_path: Path) -> None:
    found = subjects(
        tmp_path,
        """
        SERIOUS CASE REVIEW

        FAMILY W

        Contents

        1.1 When the children were removed in May 2014, Child W1 was aged 9 and Child W2 was 18 months
        old. Child W1 and Child W2 suffered
        significant harm through neglect.

        1.2 Child W1 was seen by the school nurse, and Child W2 by the health visitor. The Board's review in respect
        of Child T (2011)
        found the same.
        """,
    )
    assert [facts(subject)[:4] for subject in found] == [
        ("Child W1", None, 108, "seriously-harmed"),
        ("Child W2", None, 18, "seriously-harmed"),
    ]


def test_a_child_that_gets_no_label_is_still_a_case(tmp_path: Path) -> None:
    (subject,) = subjects(
        tmp_path,
        """
        Child Practice Review

        Re: NMRSB 2/2019

        Contents

        The child was four months old at the time of the incident. On 14 February 2018 the child was brought to
        the Emergency Department with a
        fractured skull. The child is now safe.
        """,
    )
    assert facts(subject) == ("Child", None, 4, "seriously-harmed", 2018)


def test_a_review_that_hides_the_sex_of_the_child_has_none(tmp_path: Path) -> None:
    text = """
        Serious Case Review: Child R

        Contents

        1.1 Child R died in July 2011 aged 10 months. Sibling, who is two, was at home. He was unhurt. The caller was a
        male, who said that he was
        the step father of Child R.

        1.2 Mother said that she had fed Child R. The worker saw Child R twice, and she told her manager.
        """
    (subject,) = subjects(tmp_path, text)
    assert facts(subject) == ("Child R", None, 10, "died", 2011)


def test_the_age_is_that_of_the_child_and_at_the_incident(tmp_path: Path) -> None:
    text = """
        Serious Case Review: Child L

        Contents

        1.1 Child L was found unresponsive on 14 November 2010 and was pronounced dead. Child L was 2 years and 3 months old.

        1.2 Half Sibling was seven at the time of Child L's death. At a check at 12 months Child L was walking. Mother was
        aged 24.
        """
    (subject,) = subjects(tmp_path, text)
    assert (subject.age_months, subject.incident_year) == (27, 2010)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Children A and B were seen with Child AB12.", ["Child A", "Child B", "Child AB12"]),
        ("Siblings C, D and E", ["Sibling C", "Sibling D", "Sibling E"]),
        ("BABY ROWAN and Young Person N", ["Baby Rowan", "Young Person N"]),
        ("The Child Protection Conference and the Child Death Overview Panel met.", []),
        ("Child in Need", []),
    ],
)
def test_labels_are_told_from_services_and_meetings(text: str, labels: list[str]) -> None:
    assert [label.text for label in labels_in(text)] == labels


def test_a_child_whom_the_review_gives_a_name_of_its_own_though_it_cites_another(tmp_path: Path) -> None:
    (subject,) = subjects(
        tmp_path,
        """
        # Learning Review

        ## The P family

        # 1. Why this review

        In March 2018 a six-year-old girl was admitted to hospital, seriously ill. We are calling her Poppy. She got better.
        Poppy had not been at school since the autumn. Poppy liked to sing. Nobody had asked Poppy, or seen Poppy, for a year.

        The review of Child Otter (Seaford Safeguarding Partnership, 2015) told of a child who died unseen.
        """,
    )
    assert facts(subject) == ("Poppy", "female", 72, "seriously-harmed", 2018)


def test_ages_under_the_labels_of_the_title_page_and_a_year_told_of_both(tmp_path: Path) -> None:
    first, second = subjects(
        tmp_path,
        """
        # Serious Case Review

        Child V

        (age at death 3 years 2 months)

        and

        Child T

        (age at death 5 months)

        # 1. Introduction

        In autumn 2011, two young children died at home. They were unrelated.

        Child V was two years old when the health visitor first called. Child T slept in a basket. The partner of the mother of
        Child V had been known to the police from 1999 onwards. Child V died at home and so did Child T.
        """,
    )
    assert (first.label, first.age_months, first.incident_year) == ("Child V", 38, 2011)
    assert (second.label, second.age_months, second.incident_year) == ("Child T", 5, 2011)


def test_a_child_hurt_when_a_parent_was_killed_has_not_died(tmp_path: Path) -> None:
    (subject,) = subjects(
        tmp_path,
        """
        # Joint Review: Adult B and Child L

        # 1. Introduction

        1.1 B was thirty when she was killed by Adult G. Her daughter, Child L, is 11. On the night of 2 May 2013, when Child L
        was eight years and one month old, Child L was badly hurt while she tried to help her mother. Adult G was convicted of the
        murder of B and of the wounding of Child L.
        """,
    )
    assert facts(subject) == ("Child L", "female", 97, "seriously-harmed", 2013)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Child P was found hanged on 21 June 2013. He was seventeen.", ("Child P", "male", 204, "died", 2013)),
        ("Child P died in 2012. The cause of his death is unknown.", ("Child P", "male", None, "died", 2012)),
        ("Child P was found in May 2012 and died. She was thought to be 36 hours old.", ("Child P", "female", 0, "died", 2012)),
        (
            "Child P (a 5 year old boy) was badly hurt in May 2012 by a 17 year old male (J).",
            ("Child P", "male", 60, "seriously-harmed", 2012),
        ),
        (
            "Child P, aged 8, came to hospital in May 2012 with an infection that nearly killed her.",
            ("Child P", "female", 96, "seriously-harmed", 2012),
        ),
        ("The mother said that Child P was found in his cot in May 2012.", ("Child P", "male", None, "seriously-harmed", 2012)),
    ],
)
def test_further_ways_to_tell_of_the_incident(tmp_path: Path, told: str, expected: tuple[object, ...]) -> None:
    (subject,) = subjects(tmp_path, f"Serious Case Review\n\nChild P\n\nContents\n\n1.1 {told}\n\n1.2 Child P lived in a town.\n")
    assert facts(subject) == expected


@pytest.mark.parametrize(
    "title", ["SERIOUS CASE REVIEW LAURA MARCH 2020", "LAURA\n\nA SERIOUS CASE REVIEW", "Serious Case Review"]
)
def test_a_child_may_be_called_by_a_first_name_alone(tmp_path: Path, title: str) -> None:
    text = f"""
        {title}

        Contents

        1.1 This review concerns Laura, a girl of 14. Laura was found dead in May 2019. Laura had told a teacher. The school rang
        Laura's father.
        """
    assert [subject.label for subject in subjects(tmp_path, text)] == ["Laura"]
