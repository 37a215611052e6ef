"""A square matrix of money sent home in one year, million US dollars, and the list of countries that it stands for.

A row is the state where the money is earned, a column the state that gets it, unless the user says otherwise. A few
great flows whose direction nobody doubts are looked at, so that a matrix that stands the other way round is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from kg.datasets.cells import cell, decimal_commas, header_and_rows, positions, rows
from kg.datasets.figures import figure
from kg.datasets.model import Cell, DataSet, Listed, Source, Tally, sha256
from kg.datasets.names import Names
from kg.errors import UserError
from kg.graph import rdf
from kg.graph.actors import Node

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NAME_COLUMNS = ("countryname", "country_name", "name", "country")
_MILLION = Decimal(1_000_000)
_USD = rdf.plain("USD")
# Sender and receiver of flows that go one way by far.
_KNOWN_FLOWS = (("US", "MX"), ("US", "PH"), ("AE", "IN"), ("RU", "TJ"), ("SA", "PK"))

COVERAGE = (
    "Modelled estimates: what each state received in all, shared out over the states where its emigrants live. A cell "
    "of zero says that the model sends nothing that way, not that no money flows; informal channels are not counted."
)


def remittances(matrix: Path, countries: Path, year: int | None = None, rows_are_senders: bool = True) -> Source:
    """The flows of a matrix. `year` is the year of the money, else read from the name of the file.

    Raises:
        UserError: a file cannot be read, or the year is not known.
    """
    about = year or _year(matrix)
    dataset = DataSet(
        id=f"remittances-{about}",
        title=f"Bilateral remittances {about}",
        publisher="World Bank (estimates)",
        issued=about,
        licence="not stated in the files",
        version=str(about),
        coverage=COVERAGE,
        hashes=(sha256(matrix), sha256(countries)),
    )
    return Source(dataset, lambda names, tally: _flows(matrix, countries, about, rows_are_senders, names, tally))


def _year(path: Path) -> int:
    found = _YEAR.findall(path.name)
    if not found:
        raise UserError(f"{path}: its name tells no year; give it with --year, such as --year 2010")
    return int(found[-1])


def _flows(
    matrix: Path, countries: Path, year: int, rows_are_senders: bool, names: Names, tally: Tally
) -> Iterator[Listed]:
    listed = _countries(countries)
    found = [row for row in rows(matrix) if any(row)]
    _check_shape(matrix, countries, found, len(listed))
    nodes = [names.state(name, year) for name in listed]
    commas = decimal_commas(matrix)
    amounts = [[_amount(matrix, number, text, commas) for text in row] for number, row in enumerate(found, 1)]
    _check_direction(matrix, nodes, amounts, rows_are_senders)
    for i, row in enumerate(amounts):
        for j, amount in enumerate(row):
            if not amount:
                tally.passed_over["cells of zero"] += 1
                continue
            at = Cell(f"{i + 1} ({listed[i]})", f"{j + 1} ({listed[j]})", found[i][j].strip())
            sender, receiver = (i, j) if rows_are_senders else (j, i)
            yield _flow(nodes[sender], nodes[receiver], amount, year, at)


def _flow(sender: Node, receiver: Node, millions: Decimal, year: int, found: Cell) -> Listed:
    dollars = millions * _MILLION
    figure = rdf.decimal(dollars)
    return Listed(
        type="Remittance",
        label=f"{sender.label} → {receiver.label} {dollars:,.0f} USD ({year})",
        slots=(
            ("sender", ox.NamedNode(sender.iri)),
            ("receiver", ox.NamedNode(receiver.iri)),
            ("low", figure),
            ("high", figure),
            ("currency", _USD),
        ),
        cell=found,
        year=year,
        modality="estimated",
    )


def _countries(path: Path) -> list[str]:
    header, found = header_and_rows(path)
    name = next((c for c in _NAME_COLUMNS if c in header), None)
    if name is None:
        raise UserError(f"{path}: has no column of names; it needs one called {', '.join(_NAME_COLUMNS)}")
    at = positions(path, header, (name,))[name]
    return [cell(row, at) for _, row in found if any(row)]


def _check_shape(matrix: Path, countries: Path, found: Sequence[Sequence[str]], size: int) -> None:
    wrong = next((number for number, row in enumerate(found, 1) if len(row) != size), None)
    if len(found) != size:
        raise UserError(f"{matrix}: has {len(found)} rows, and {countries} lists {size} countries; they must agree")
    if wrong is not None:
        raise UserError(f"{matrix}: row {wrong} has {len(found[wrong - 1])} cells, not {size}; a square is needed")


def _amount(path: Path, row: int, text: str, decimal_comma: bool) -> Decimal:
    plain = text.strip()
    if plain in ("", "NA", ".."):
        return Decimal(0)
    try:
        value = figure(plain, decimal_comma)
        why = "less than nothing" if value < 0 else ""
    except ValueError as error:
        value, why = Decimal(0), str(error)
    if why:
        raise UserError(f"{path}: row {row} has “{plain}”, which is no sum of money ({why}); correct the cell")
    return value


def _check_direction(
    path: Path, nodes: Sequence[Node], amounts: Sequence[Sequence[Decimal]], rows_are_senders: bool
) -> None:
    """See that the known flows go the known way, where the matrix has any of them.

    Raises:
        UserError: more of them go the other way.
    """
    at = {node.iri.rsplit("/", 1)[-1]: i for i, node in enumerate(nodes)}
    pairs = [(at[s], at[r]) for s, r in _KNOWN_FLOWS if s in at and r in at]
    as_rows = sum(amounts[s][r] > amounts[r][s] for s, r in pairs)
    as_columns = sum(amounts[s][r] < amounts[r][s] for s, r in pairs)
    if (as_rows < as_columns) if rows_are_senders else (as_columns < as_rows):
        given, other = ("senders", "receivers") if rows_are_senders else ("receivers", "senders")
        raise UserError(
            f"{path}: with rows as {given}, Mexico would send money to the United States rather than get it; "
            f"use --rows {other}"
        )
