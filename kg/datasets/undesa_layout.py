"""Where years, destinations, origins and figures stand in a table of migrants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_WORDS = ("year", "time", "period")
_DESTINATION_WORDS = ("destination", "dest", "country of destination", "country or area of destination", "host")
_ORIGIN_WORDS = ("origin", "orig", "country of origin", "country or area of origin", "source")
_VALUE_WORDS = ("stock", "migrants", "migrant stock", "value", "persons", "number", "total")
_OF_DESTINATION, _OF_ORIGIN = "area of destination", "area of origin"
_CODES = ("code", "location code of destination")
_NO_ORIGINS = frozenset(
    {"sort order", "notes", "code", "type of data (a)", "type of data", "index", "notes of destination", ""}
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Positions of columns, from 0. `header_row` counts from 1; what stands after it are rows.

    `values` are the columns of figures with their headings: origins where `origin` is None, years where `year` is.
    """

    header_row: int
    destination: int
    values: tuple[tuple[int, str], ...]
    year: int | None = None
    origin: int | None = None
    destination_code: int | None = None
    origin_code: int | None = None


def find_layout(first: Sequence[Sequence[str]]) -> Layout | None:
    """The layout of a table by its first rows; None if they show none that is known."""
    for at, row in enumerate(first):
        below = first[at + 1] if at + 1 < len(first) else ()
        found = _layout(at + 1, [squeezed(c) for c in row], row, below)
        if found is not None:
            return found
    return None


def squeezed(text: str) -> str:
    """A heading for comparison: one space between words, small letters."""
    return " ".join(text.replace("\ufeff", "").split()).casefold()


def _layout(number: int, heads: list[str], row: Sequence[str], below: Sequence[str]) -> Layout | None:
    destination = _first(heads, _DESTINATION_WORDS, _OF_DESTINATION)
    if destination is None:
        return None
    year = _first(heads, _YEAR_WORDS)
    origin = _first(heads, _ORIGIN_WORDS, _OF_ORIGIN)
    dest_code = next((i for i, h in enumerate(heads) if h in _CODES), None)
    value = next((i for i, h in enumerate(heads) if h in _VALUE_WORDS), None)
    if origin is not None and year is not None and value is not None and value > 0 and not _is_banner(heads, origin):
        return Layout(number, destination, ((value, row[value].strip()),), year, origin, dest_code)
    if origin is not None and year is None:
        years = _first_run_of_years(row)
        code = next((i for i, h in enumerate(heads) if h == "location code of origin"), None)
        return Layout(number, destination, years, None, origin, dest_code, code) if years else None
    if year is None:
        return None
    if origin is not None:  # a banner over the origins, whose names stand one row below
        names = [(i, below[i].strip()) for i in range(origin, len(below)) if below[i].strip()]
        return Layout(number + 1, destination, tuple(names), year, None, dest_code) if names else None
    taken = {destination, year, dest_code}
    names = [(i, c.strip()) for i, c in enumerate(row) if i not in taken and squeezed(c) not in _NO_ORIGINS]
    return Layout(number, destination, tuple(names), year, None, dest_code) if names else None


def _is_banner(heads: list[str], origin: int) -> bool:
    """Whether a heading spans the columns after it, which have none of their own."""
    after = heads[origin + 1 : origin + 6]
    return len(after) == 5 and not any(after)


def _first(heads: list[str], words: Sequence[str], ending: str = "\0") -> int | None:
    return next((i for i, h in enumerate(heads) if h in words or (ending in h and "code" not in h)), None)


def _first_run_of_years(row: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """The first columns that are years, up to the first that is not later: after both sexes come men and women."""
    found: list[tuple[int, str]] = []
    for at, text in enumerate(row):
        if _YEAR.fullmatch(text.strip()):
            if found and int(text) <= int(found[-1][1]):
                break
            found.append((at, text.strip()))
        elif found:
            break
    return tuple(found)
