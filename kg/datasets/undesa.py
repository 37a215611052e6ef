"""UN DESA's International Migrant Stock: persons who live in a destination, by origin and year.

Read are the workbooks as published (sheet "Table 1": destinations as rows and origins as columns up to 2019, one row a
destination and origin with years as columns from 2020 on), and tidy CSV: a row a year and destination with a column an
origin, or a row a year, destination and origin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from kg import iri
from kg.datasets.cells import cell, peek, rows, sheets
from kg.datasets.figures import figure
from kg.datasets.model import Cell, DataSet, Listed, Source, Tally, sha256
from kg.datasets.names import Names
from kg.datasets.undesa_layout import Layout, find_layout, squeezed
from kg.errors import UserError
from kg.graph import rdf
from kg.graph.actors import Node

_EDITION = re.compile(r"(?<!\d)(20[0-4]\d|199\d)(?!\d)")
_HEAD = 40  # rows within which the header of a workbook stands
_PERSONS = rdf.node(iri.concept("unit", "persons"))
_DECIMAL = ox.NamedNode(rdf.XSD + "decimal")
_TOTALS = frozenset({"total", "world"})
_FIRST_AGGREGATE = 900  # location codes from here on are of groups of states
# Names that stand for groups of states where a table has no codes: "Micronesia" is the region, the state has another.
_AGGREGATES = frozenset(
    """africa|eastern africa|middle africa|northern africa|southern africa|western africa|sub-saharan africa|asia|
    central asia|eastern asia|south-eastern asia|southern asia|western asia|central and southern asia|
    eastern and south-eastern asia|northern africa and western asia|europe|eastern europe|northern europe|
    southern europe|western europe|europe and northern america|latin america and the caribbean|caribbean|
    central america|south america|northern america|oceania|australia and new zealand|
    oceania (excluding australia and new zealand)|melanesia|micronesia|polynesia|more developed regions|
    less developed regions|less developed regions, excluding least developed countries|least developed countries|
    land-locked developing countries (lldc)|small island developing states (sids)|high-income countries|
    middle-income countries|upper-middle-income countries|lower-middle-income countries|low-income countries|
    no income group available|other|others|other north|other south|unknown""".replace("\n    ", "").split("|")
)

COVERAGE = (
    "Estimates from censuses, registers and surveys for the middle of the year, by country of birth or citizenship; "
    "an empty or zero cell says that no migrants of the origin were counted or that the origin was not asked, not "
    "that there are none. Irregular and seasonal migrants are often missing."
)


def undesa(path: Path, edition: int | None = None) -> Source:
    """The stocks of one file. `edition` is the year of the revision, else read from the name of the file.

    Raises:
        UserError: the file cannot be read, or its edition is not known.
    """
    revision = edition or _edition(path)
    dataset = DataSet(
        id=f"undesa-{revision}",
        title=f"International Migrant Stock {revision}",
        publisher="United Nations, Department of Economic and Social Affairs, Population Division",
        issued=revision,
        licence="CC BY 3.0 IGO",
        version=str(revision),
        coverage=COVERAGE,
        hashes=(sha256(path),),
    )
    return Source(dataset, lambda names, tally: _stocks(path, names, tally))


def _edition(path: Path) -> int:
    found = _EDITION.findall(path.name)
    if not found:
        raise UserError(f"{path}: its name tells no year of revision; give it with --edition, such as --edition 2019")
    return int(found[-1])


def _stocks(path: Path, names: Names, tally: Tally) -> Iterator[Listed]:
    sheet = next((s for s in sheets(path) if squeezed(s) == "table 1"), "")
    first, found = peek(rows(path, sheet), _HEAD)
    layout = find_layout(first)
    if layout is None:
        raise UserError(
            f"{path}: no table of migrants is seen in it; it needs a header with year, destination and origins, or "
            "year, origin, destination and stock"
        )
    for number, row in enumerate(found, 1):
        if number > layout.header_row:
            yield from _row(layout, number, row, names, tally)


def _row(layout: Layout, number: int, row: list[str], names: Names, tally: Tally) -> Iterator[Listed]:
    destination = cell(row, layout.destination).strip()
    if not destination:
        return
    to = _place(destination, _code(row, layout.destination_code), names)
    for at, heading in layout.values:
        quote = cell(row, at).strip()
        amount = _amount(quote, tally)
        if not amount:
            continue
        origin = heading if layout.origin is None else cell(row, layout.origin).strip()
        year = _int(heading) if layout.year is None else _int(cell(row, layout.year))
        if year is None:
            tally.passed_over["figures without a year"] += 1
        elif squeezed(origin) in _TOTALS or squeezed(destination) in _TOTALS:
            tally.passed_over["totals over all origins or destinations"] += 1
        else:
            code = _code(row, layout.origin_code) if layout.origin is not None else ""
            where = f"{number} ({year}, {destination})" if layout.origin is None else (
                f"{number} ({year}, {origin} to {destination})"
            )  # fmt: skip
            yield _stock(_place(origin, code, names), to, amount, year, Cell(where, heading, quote))


def _stock(origin: Node, destination: Node, amount: str, year: int, found: Cell) -> Listed:
    figure = ox.Literal(amount, datatype=_DECIMAL)
    return Listed(
        type="MigrantStock",
        label=f"{origin.label} → {destination.label} {int(amount):,} persons ({year})",
        slots=(
            ("origin", ox.NamedNode(origin.iri)),
            ("destination", ox.NamedNode(destination.iri)),
            ("low", figure),
            ("high", figure),
            ("unit", _PERSONS),
        ),
        cell=found,
        year=year,
        modality="estimated",
    )


def _place(name: str, code: str, names: Names) -> Node:
    """Node of a state, or of a group of states. The figures are for the states of today, whatever the year."""
    number = _int(code)
    group = number >= _FIRST_AGGREGATE if number is not None else squeezed(name) in _AGGREGATES
    label = _NOTE_MARK.sub("", name)
    return names.region(label) if group else names.state(label, None, code, "m49")


_NOTE_MARK = re.compile(r"\s*\*+$|\s*\(\d+\)$")


def _amount(text: str, tally: Tally) -> str:
    """Persons as digits; empty for a cell that counts nobody, which is tallied by what it says."""
    if text in ("", "..", "…"):
        tally.passed_over["cells that give no figure (empty or ..)"] += 1
        return ""
    if text in ("0", "-", "–"):
        tally.passed_over["cells of zero"] += 1
        return ""
    if text.isascii() and text.isdigit():
        return text.lstrip("0")
    return _odd_amount(text, tally)


def _odd_amount(text: str, tally: Tally) -> str:
    try:
        value = figure(text, decimal_comma=False)
    except ValueError:
        value = Decimal(-1)
    if value < 0 or value != value.to_integral_value():
        tally.remarks.append(f"“{text}” is no number of persons; left out")
        return ""
    if not value:
        tally.passed_over["cells of zero"] += 1
        return ""
    return str(int(value))


def _code(row: list[str], at: int | None) -> str:
    return "" if at is None else cell(row, at).strip()


def _int(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() else None
