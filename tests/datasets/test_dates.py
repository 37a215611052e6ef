"""Days and years in the order of the United States."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.datasets.dates import FIRST_YEAR, LAST_YEAR, Moment, plausible_year, us_date

days = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


@given(days, st.sampled_from(("{m}/{d}/{y}", " {m:02}/{d:02}/{y}", "{m}/{d:02}/{y} ")))
def test_every_day_is_read_back(day: date, form: str) -> None:
    text = form.format(m=day.month, d=day.day, y=day.year)
    assert us_date(text) == Moment(day.year, day)


@given(st.integers(FIRST_YEAR, LAST_YEAR))
def test_a_year_alone_stays_a_year(year: int) -> None:
    found = us_date(str(year))
    assert found == Moment(year)
    assert found is not None
    assert found.literal().value == f"{year}"
    assert plausible_year(f"{year}.0") == year


@given(days)
def test_the_month_comes_first(day: date) -> None:
    swapped = f"{day.day}/{day.month}/{day.year}"
    if day.day > 12:
        with pytest.raises(ValueError, match=r".*"):
            us_date(swapped)
    else:
        found = us_date(swapped)
        assert found is not None
        assert found.day == date(day.year, day.day, day.month)


@pytest.mark.parametrize("text", ["2/30/2009", "13/1/2001", "5/2/2997", "1/26/1951, 4/24/1951", "5/29/2007 or so", "x"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        us_date(text)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = us_date(text)
    except ValueError:
        return
    assert found is None or FIRST_YEAR <= found.year <= LAST_YEAR
