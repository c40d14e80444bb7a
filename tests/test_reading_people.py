"""The people of a case by family role: one record for a person, however they are mentioned."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_texts import OVERVIEW, document

from loaders.reading.cases import cases_of
from loaders.reading.facts import review_of
from loaders.reading.people import people_of


def people(folder: Path, text: str, others: tuple[str, ...] = ()) -> dict[str, set[tuple[str, str]]]:
    """Label of the subject child -> (role, label) of the people of its case; one record each, or the test fails."""
    read = document(folder, text)
    cases = cases_of(read, review_of(read, "x"))
    found = people_of(read, cases, others)
    assert len({person.id for person in found}) == len(found)
    texts = {paragraph.id: paragraph.text for paragraph in read.paragraphs}
    for person in found:
        evidence = person.evidence
        assert evidence.quote and texts[evidence.paragraph_id][evidence.start : evidence.end] == evidence.quote
    return {case.subject.label: {(p.role, p.label) for p in found if p.case == case.id} for case in cases}


def told(folder: Path, *sentences: str, title: str = "Child A") -> set[tuple[str, str]]:
    """The people of a review of one child, that child apart, whose text is the sentences."""
    text = f"Serious Case Review\n\n{title}\n\nContents\n\n1.1 {title} died in May 2012. {title} was one.\n\n"
    (found,) = people(folder, text + "".join(f"2.{n} {sentence}\n\n" for n, sentence in enumerate(sentences, 1))).values()
    return {(role, label) for role, label in found if role != "subject-child"}


def roles(found: set[tuple[str, str]]) -> list[str]:
    return sorted(role for role, _ in found)


def test_a_table_of_the_family_says_who_is_who(tmp_path: Path) -> None:
    assert people(tmp_path, OVERVIEW, ("Child F",)) == {
        "Child K": {
            ("subject-child", "Child K"),
            ("mother", "Ms A"),
            ("mothers-partner", "Mr B"),
            ("father", "Mr C"),
            ("half-sibling", "Sibling 1"),
            ("maternal-grandmother", "MGM"),
            ("aunt", "Ms A's sister"),
        }
    }


def test_lines_of_a_list_say_it_too(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        "The family members were:\n\nMother of Child A (MA) – aged 19\n\nFA – father of Child A\n\nMGF: Maternal "
        "Grandfather\n\nSiblings 1 and 2 - half siblings",
    )
    assert roles(found) == ["father", "half-sibling", "half-sibling", "maternal-grandfather", "mother"]


def test_sentences_say_it_too(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        "Ms V is the mother of Child A; Mr L is Child A's step-father; Ms T is a maternal aunt. Child A's father, Mr "
        "P, lives abroad. Mr and Mrs C were "
        "Child A's foster carers.",
    )
    assert found == {
        ("mother", "Ms V"),
        ("step-father", "Mr L"),
        ("aunt", "Ms T"),
        ("father", "Mr P"),
        ("foster-carer", "Mr C"),
        ("foster-carer", "Mrs C"),
    }


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Mother's mother visited.", "maternal-grandmother"),
        ("The maternal grandmother (MGM) visited, and MGM stayed.", "maternal-grandmother"),
        ("SMGM collected the children.", "step-grandparent"),
        ("Father's brother moved in.", "uncle"),
        ("Mother went to stay with her sister.", "aunt"),
        ("Father was living with his mother.", "paternal-grandmother"),
        ("A paternal uncle drove them.", "uncle"),
        ("Mother's new partner was at home.", "mothers-partner"),
        ("Father's partner rang.", "fathers-partner"),
        ("The step-father was at work.", "step-father"),
        ("The children were placed with foster carers.", "foster-carer"),
        ("She was pulled by a cousin.", "cousin"),
        ("Father had been convicted of an assault on a former partner.", "other-adult"),
        ("An older sibling was placed elsewhere.", "sibling"),
        ("Her half-brother is seven.", "half-sibling"),
        ("Child A's best friend told the school.", "other-child"),
        ("Adult 1 was seen in the car.", "other-adult"),
    ],
)
def test_kin_words_make_roles(tmp_path: Path, sentence: str, role: str) -> None:
    found = told(tmp_path, "Mother was 20. Father was 22.", sentence)
    assert roles(found) == sorted(["mother", "father", role])


@pytest.mark.parametrize(
    "sentence",
    [
        "Research says that many fathers and grandmothers are overlooked.",
        "A mother with low mood should be seen alone.",
        "No aunt or uncle was known.",
        "She had met a man called 'Uncle'.",
        "The Family Nurse and the Mother and Baby Unit were consulted.",
        "There is no record of any grandparent.",
    ],
)
def test_people_in_general_are_nobody(tmp_path: Path, sentence: str) -> None:
    assert [role for role in roles(told(tmp_path, sentence)) if role != "mother"] == []


def test_a_person_under_several_names_is_one(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        "Birth Father was 21. The father was seen once. Child A's dad was at work.",
        "Maternal Grandmother (MGM) was ill. The grandmother rang. MGM was not told.",
        "Mother's partner hid. The partner of Mother was seen. Mother's boyfriend left.",
    )
    assert roles(found) == ["father", "maternal-grandmother", "mother", "mothers-partner"]


def test_first_names_carry_on_the_kinship(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        "Noah lived with his mother Chloe, father Jake and his two siblings, Ella (aged 4) and Max (aged 2).",
        "Chloe's mother lived nearby. Jake's brother stayed. Chloe was tired. Noah was weighed.",
        title="Noah",
    )
    assert found == {
        ("mother", "Chloe"),
        ("father", "Jake"),
        ("sibling", "Ella"),
        ("sibling", "Max"),
        ("maternal-grandmother", "Chloe's mother"),
        ("uncle", "Jake's brother"),
    }


def test_a_sibling_with_another_father_is_a_half_sibling(tmp_path: Path) -> None:
    found = told(tmp_path, "Mother had an older child, Sibling, who had a different father. Sibling was at school.")
    assert roles(found) == ["half-sibling", "mother", "other-adult"]


def test_each_sibling_is_the_others_sibling(tmp_path: Path) -> None:
    found = people(
        tmp_path,
        """
        Serious Case Review: Child D and Child E

        Contents

        1.1 Child D and Child E were killed by their father in July 2013. Mother had left. Child D was seven, Child E five.
        """,
    )
    assert roles(found["Child D"]) == roles(found["Child E"]) == ["father", "mother", "sibling", "subject-child"]
    assert ("sibling", "Child E") in found["Child D"]


def test_families_told_apart_by_letters_stay_apart(tmp_path: Path) -> None:
    found = people(
        tmp_path,
        """
        Thematic Review: Child A and Child D

        Contents

        1.1 Child A died in May 2017. Mother A was nineteen. Father A was at work.

        1.2 Child D died in June 2017. Mother D had Sibling D1 at school. Maternal Grandmother D was at home. Mother D had
        lent the bed to a sister.
        """,
    )
    assert roles(found["Child A"]) == ["father", "mother", "subject-child"]
    assert roles(found["Child D"]) == ["aunt", "maternal-grandmother", "mother", "sibling", "subject-child"]


def test_the_family_of_a_cited_review_is_not_of_this_case(tmp_path: Path) -> None:
    text = """
        Serious Case Review: Child A

        Contents

        1.1 Child A died in 2012. Mother was 20.

        1.2 In the review of Child F the step-father and a maternal aunt had not been seen.
        """
    assert people(tmp_path, text, ("Child F",)) == {"Child A": {("subject-child", "Child A"), ("mother", "Mother")}}


def test_a_table_that_says_who_before_what_they_are_called(tmp_path: Path) -> None:
    (found,) = people(
        tmp_path,
        """
        Serious Case Review

        Child A

        # 1. The family

        | Who they are | What we call them |
        | --- | --- |
        | The subject of this review | Child A |
        | Her brother, 9 | Finn |
        | Dad's sister | Auntie Jo |
        | Auntie Jo's daughter, 7 | Tess |

        Child A died in May 2012. Child A stayed with Auntie Jo at weekends.
        """,
    ).values()
    assert found == {("subject-child", "Child A"), ("sibling", "Finn"), ("aunt", "Auntie Jo"), ("cousin", "Tess")}


def test_children_of_two_families_each_have_their_own_people(tmp_path: Path) -> None:
    found = people(
        tmp_path,
        """
        Serious Case Review

        Child A and Child B

        # 1. Introduction

        1.1 Child A and Child B died in May 2012. The two families were unrelated.

        1.2 Child A was one. Child A's mother was nineteen. The maternal grandmother lived near by.

        1.3 Child B was two. Child B's father worked away. His Sister was seven. Adult One lodged with them.
        """,
    )
    assert found["Child A"] == {
        ("subject-child", "Child A"),
        ("mother", "Child A's mother"),
        ("maternal-grandmother", "maternal grandmother"),
    }
    assert found["Child B"] == {
        ("subject-child", "Child B"),
        ("father", "Child B's father"),
        ("sibling", "Sister"),
        ("other-adult", "Adult One"),
    }


def test_a_man_called_uncle_is_no_uncle(tmp_path: Path) -> None:
    found = told(tmp_path, "He was collected by a man whom he called Uncle.", "Uncle was seen at the school twice.")
    assert found == {("other-adult", "Uncle")}


def test_a_little_brother_with_a_letter_is_a_sibling(tmp_path: Path) -> None:
    assert told(tmp_path, "She now lives with her little brother, D, in the country.") == {("sibling", "D")}


def test_the_child_of_its_mother_is_nobody_else(tmp_path: Path) -> None:
    assert roles(told(tmp_path, "Child A was the elder child of Child A's mother.")) == ["mother"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Child A was the eldest. Her sisters, Aoife (12) and Ciara (9), lived at home.",
            {("sibling", "Aoife"), ("sibling", "Ciara")},
        ),
        ("Child A lived with her brother Tom, aged 16.", {("sibling", "Tom")}),
        ("Child A lived with her 2-year old sibling, Olivia.", {("sibling", "Olivia")}),
        ("Child A had a brother, aged 4.", {("sibling", "brother")}),
        ("Child A's twin sister, Child B, survived.", {("sibling", "Child B")}),
        (
            "Father 1 is the father of Sibling 1. Father 2 is the father of Child A.",
            {("other-adult", "Father 1"), ("father", "Father 2")},
        ),
        ("Child A's father is Mr D.", {("father", "Mr D")}),
        ("Mr X, the father of Half Sibling 1, called. Mr X left.", {("other-adult", "Mr X"), ("half-sibling", "Half Sibling 1")}),
        ("Father had two children by an earlier relationship.", {("father", "Father"), ("half-sibling", "two children")}),
        ("Mother had an older child.", {("mother", "Mother"), ("sibling", "an older child")}),
        ("An extended family member was arrested.", {("other-relative", "extended family member")}),
        (
            "Threats were made by Mother's current and former partners.",
            {("mother", "Mother"), ("mothers-partner", "Mother's current and former partners")},
        ),
        ("Child A was found by her parents.", set()),
        (
            "The police knew of Mother's past. She had lived with her mother and stepfather.",
            {("mother", "Mother"), ("maternal-grandmother", "Mother’s mother"), ("step-grandparent", "Mother’s stepfather")},
        ),
    ],
)
def test_further_ways_to_say_who_is_who(tmp_path: Path, sentence: str, expected: set[tuple[str, str]]) -> None:
    assert told(tmp_path, sentence) == expected


def test_a_child_may_go_by_letters_alone(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        "LM lived with her mother. LM's father lived with his wife. LM was afraid of him.",
        "LM's grandmother rang.",
        title="Child LM",
    )
    assert ("father", "LM's father") in found and "mother" in roles(found)
