"""Years, spans of years, decades and dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.quantities import find_periods

PERIODS = [
    ("in 2011", 2011, 2011),
    ("2006-2007", 2006, 2007),
    ("2006–07", 2006, 2007),
    ("2008/09", 2008, 2009),
    ("between 1992 and 1997", 1992, 1997),
    ("from 2001 to 2004", 2001, 2004),
    ("the 1990s", 1990, 1999),
    ("mid-2000s", 2004, 2006),
    ("the early 2000s", 2000, 2003),
    ("late 1990s", 1997, 1999),
    ("the early to mid-2000s", 2000, 2006),
    ("since 2004", 2004, None),
    ("since early 2004", 2004, None),
    ("from 2004 onwards", 2004, None),
    ("by 2010", 2010, 2010),
    ("in the fourth quarter of 2008", 2008, 2008),
    ("November 2008 through January 2009", 2008, 2009),
    ("on 11 March 2009", 2009, 2009),
    ("by late 2012", 2012, 2012),
]


@pytest.mark.parametrize(("text", "first", "last"), PERIODS)
def test_period(text, first, last) -> None:
    (found,) = find_periods(f"Wages rose {text}.")
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("text", ["$2000", "some 2000 workers", "2,007", "2000%", "1999.5", "A2010"])
def test_four_digits_that_are_no_year(text) -> None:
    assert find_periods(text) == ()


def test_several_periods_stand_apart() -> None:
    assert [p.first for p in find_periods("in 2005, 2006 and 2009")] == [2005, 2006, 2009]


@given(
    st.integers(1900, 2080),
    st.integers(1, 19),
    st.sampled_from(["{}-{}", "from {} to {}", "between {} and {}"]),
)
def test_period_reads_back(year, length, form) -> None:
    (found,) = find_periods("It fell " + form.format(year, year + length) + ".")
    assert (found.first, found.last) == (year, year + length)
