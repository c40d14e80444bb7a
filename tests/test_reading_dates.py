"""Dates and periods in running text, as EDTF."""

from __future__ import annotations

import pytest
from edtf import parse_edtf

from loaders.reading.dates import dates_in, span

WRITTEN = {
    "October 2008 to early July 2009": "2008-10/2009-07",
    "from May 2011 to the end of June 2011": "2011-05/2011-06",
    "in the spring of 2011": "2011-21",
    "winter 2014 to spring 2015": "2014-24/2015-21",
    "2 September 2013 to 9 March 2014": "2013-09-02/2014-03-09",
    "14 to 22 January 2021": "2021-01-14/2021-01-22",
    "21-23 March 2011": "2011-03-21/2011-03-23",
    "1 January to 14 March 2015": "2015-01-01/2015-03-14",
    "July and August 2010": "2010-07/2010-08",
    "October to March 2013": "2012-10/2013-03",
    "between January 2006 and November 2008": "2006-01/2008-11",
    "1st January 2010 until 5th July 2012": "2010-01-01/2012-07-05",
    "on the 14th of February, 2012": "2012-02-14",
    "2008 to 2010": "2008/2010",
    "in 2009/10": "2009/2010",
    "Sept 2009": "2009-09",
    "on 12/03/2014": "2014-03-12",
    "from 1.4.11 to 5.6.13": "2011-04-01/2013-06-05",
    "by mid-December 2020": "2020-12",
    "at Christmas 2009": "2009-12",
}

NO_DATES = [
    "The Children Act 1989 and Working Together (2010) apply.",
    "He may march on.",
    "See paragraph 3.2.15 and section 4.1.",
    "She was seen on 31 February 2012.",
    "Brandon et al (2009) found the same.",
]


@pytest.mark.parametrize(("text", "edtf"), WRITTEN.items())
def test_a_date_or_period_is_read_as_written(text: str, edtf: str) -> None:
    (date,) = dates_in(text)
    assert date.edtf == edtf
    assert text[date.start : date.end] == date.text
    assert date.first <= date.last
    parse_edtf(date.edtf)


@pytest.mark.parametrize("text", NO_DATES)
def test_laws_studies_numbers_and_verbs_are_no_dates(text: str) -> None:
    assert dates_in(text) == []


def test_a_date_may_lean_on_the_one_before_it() -> None:
    text = "On 17 December 2020 she rang. The following day he called; two weeks later it was closed. On 4 January it came back."
    assert [date.edtf for date in dates_in(text)] == ["2020-12-17", "2020-12-18", "2021-01-01~", "2021-01-04"]


def test_nothing_is_counted_from_a_date_that_is_not_exact_enough() -> None:
    text = "In May 2011 he came. The next day he left. The following month he died."
    assert [date.edtf for date in dates_in(text)] == ["2011-05", "2011-06"]
    assert dates_in("Two weeks later she rang.") == []


def test_a_date_without_a_year_takes_that_of_the_period_around_it() -> None:
    (around,) = dates_in("September 2011 to March 2012")
    assert [date.edtf for date in dates_in("On 4 October and again on 9 February", around)] == ["2011-10-04", "2012-02-09"]


def test_a_span_runs_from_the_earliest_to_the_latest() -> None:
    assert span(dates_in("in June 2012, and before that from 3 May 2009 to July 2010")) == "2009-05-03/2012-06"
    assert span([]) is None
