"""Dates as data sets of the United States write them: month, day, year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kg.graph import rdf

FIRST_YEAR, LAST_YEAR = 1800, 2100  # what lies outside is a slip of the pen
_DAY = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\s*")
_YEAR = re.compile(r"\s*(\d{4})(?:\.0)?\s*")
_DATE = ox.NamedNode(rdf.XSD + "date")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or a year where the day is not known."""

    year: int
    day: date | None = None

    def literal(self) -> ox.Literal:
        return ox.Literal(self.day.isoformat(), datatype=_DATE) if self.day else rdf.year(self.year)


def us_date(text: str) -> Moment | None:
    """The moment that a cell names; None for an empty cell.

    >>> us_date(" 3/29/2006").literal().value, us_date("2006").literal().value, us_date("")
    ('2006-03-29', '2006', None)

    Raises:
        ValueError: the cell names no day or year, or an impossible one.
    """
    if not text.strip():
        return None
    if found := _YEAR.fullmatch(text):
        return Moment(_checked(int(found[1])))
    found = _DAY.fullmatch(text)
    if not found:
        raise ValueError(text)
    month, day, year = (int(part) for part in found.groups())
    return Moment(_checked(year), date(year, month, day))


def plausible_year(text: str) -> int | None:
    """A year within reason, or None: some data sets write 9999 for unknown.

    >>> plausible_year("1947"), plausible_year("1947.0"), plausible_year("9999"), plausible_year("")
    (1947, 1947, None, None)
    """
    found = _YEAR.fullmatch(text)
    year = int(found[1]) if found else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def _checked(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(str(year))
    return year
