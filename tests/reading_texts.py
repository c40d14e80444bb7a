"""Small reviews for the tests of the reader, written for them."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

from loaders.documents import Document, read_document
from loaders.documents.model import Paragraph
from loaders.reading.candidates import Candidate
from loaders.reading.exchanges import candidates_of
from loaders.reading.mentions import Namer

_WRAPPED = re.compile(r"(?<=[a-z,;–]) *\n(?=\S)(?![-*#\d]|[^\n]*\t)")  # a line that these tests break to keep it short


def document(folder: Path, text: str) -> Document:
    """A text as the reader gets it: written to a file of ``folder``, a paragraph a line, and read back."""
    path = folder / "review.txt"
    path.write_text(_WRAPPED.sub(" ", dedent(text)).strip() + "\n")
    return read_document(path)


def narrative(folder: Path, text: str, section: str = "Narrative") -> Document:
    """Markdown paragraphs as a review tells them under the heading ``section``, read back from a file of ``folder``."""
    path = folder / "review.md"
    path.write_text(f"# Serious Case Review: Child Z\n\n## 2. {section}\n\n{text}\n", encoding="utf-8")
    return read_document(path)


def readings_of(folder: Path, text: str, section: str = "Narrative") -> list[tuple[Paragraph, Candidate]]:
    """All readings of such paragraphs, each with its paragraph."""
    document = narrative(folder, text, section)
    return [(paragraph, c) for paragraph, found in candidates_of(document, Namer.for_document(document)) for c in found]


def candidates(folder: Path, text: str) -> list[Candidate]:
    """All readings of paragraphs of a narrative."""
    return [candidate for _, candidate in readings_of(folder, text)]


OVERVIEW = """
    MERCHESTER SAFEGUARDING CHILDREN BOARD

    SERIOUS CASE REVIEW

    OVERVIEW REPORT

    Child K

    Independent Overview Author: Joan Ellery-Smith MBE, formerly Director of Nursing

    Published 26 July 2013

    CONTENTS

    1 Introduction 3
    2 The facts 5

    1. INTRODUCTION

    1.1 Child K, a girl of two years and one month, died on 2 March 2012 of a head injury. Her mother's partner was convicted of
    her murder in December 2012.

    1.2 The review should consider the period from January 2010, when Mother was first known to be pregnant, until the death of
    Child K.

    2. THE FAMILY

    Name used	Who they are
    Child K	the subject of this review
    Ms A	mother of Child K; aged 24
    Mr B	partner of Ms A from the summer of 2011
    Mr C	father of Child K
    Sibling 1	half-sister of Child K; aged 6
    MGM	maternal grandmother

    3. WHAT HAPPENED

    Pregnancy and birth: January to July 2010

    3.1 Ms A booked late. The midwife did not tell the health visitor. This was a missed opportunity to plan.

    The last winter: October 2011 to March 2012

    3.2 The nursery wrote down what Child K said about Mr B and sent it to the duty team, which was good practice. She was seen
    once. Ms A's sister offered to help.

    3.3 There were three occasions when a meeting should have been called. In the review of Child F, published by the Fenshire
    Safeguarding Children Board in 2009, a nursery had not been answered either.

    4. LESSONS LEARNED

    4.1 A nursery that writes is entitled to an answer.

    4.2 Somebody must ask who has moved in.

    5. RECOMMENDATIONS

    5.1 The following recommendations are made.

    Recommendation 1. The Board should agree a standard for answering referrals.

    Recommendation 2. Merchester Hospitals NHS Trust should audit the handover from midwife to health visitor.
"""
