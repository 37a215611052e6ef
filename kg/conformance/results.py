"""Answers as the comparison sees them, and how they are read from the files of a suite."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

import pyoxigraph as ox

from kg import iri
from kg.conformance.rdf import Node, Reader
from kg.errors import UserError
from kg.graph.turtle import FORMATS
from kg.queries.rows import Cell

_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_TYPE = iri.PREFIXES["rdf"] + "type"

Form = Literal["xml", "json", "csv", "tsv", "rdf"]
_FORMS: dict[str, Form] = {".srx": "xml", ".srj": "json", ".csv": "csv", ".tsv": "tsv"}
_PARSED = {
    "xml": ox.QueryResultsFormat.XML,
    "json": ox.QueryResultsFormat.JSON,
    "tsv": ox.QueryResultsFormat.TSV,
}


@dataclass(frozen=True, slots=True)
class Solutions:
    """Rows of a SELECT. `ordered`: their order was written down with them."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    ordered: bool = False


Answer = bool | Solutions | frozenset[ox.Triple]


def form_of(file: str) -> Form:
    """The form of a file of results, by its suffix.

    Raises:
        UserError: no suffix of such a file.
    """
    suffix = PurePosixPath(file).suffix.lower()
    if suffix in _FORMS:
        return _FORMS[suffix]
    if suffix in FORMATS:
        return "rdf"
    raise UserError(f"{file}: is no known form of results; known are {' '.join([*_FORMS, *FORMATS])}")


def read_results(data: bytes, file: str) -> Answer:
    """The answer that a file of a suite holds: rows, a truth, or a graph.

    Raises:
        UserError: it cannot be read.
    """
    form = form_of(file)
    try:
        if form == "rdf":
            return _from_graph(Reader.of(data, FORMATS[PurePosixPath(file).suffix.lower()], file))
        return parsed(data, form)
    except (SyntaxError, ValueError) as error:
        raise UserError(f"{file}: cannot be read ({error}); is the suite whole?") from error


def read_triples(data: bytes, file: str) -> tuple[ox.Triple, ...]:
    """The triples of a file of data; its blank nodes are its own.

    Raises:
        UserError: it cannot be read.
    """
    form = FORMATS.get(PurePosixPath(file).suffix.lower())
    if form is None:
        raise UserError(f"{file}: is no known form of RDF; known are {' '.join(FORMATS)}")
    try:
        return tuple(q.triple for q in ox.parse(data, format=form, base_iri=file, rename_blank_nodes=True))
    except (SyntaxError, ValueError) as error:
        raise UserError(f"{file}: cannot be read ({error}); is the suite whole?") from error


def parsed(data: bytes, form: Form) -> bool | Solutions:
    """An answer in one of the forms of the recommendations. Raises SyntaxError or ValueError where it is none.

    CSV tells no kinds of terms: its cells are all text, and what is empty counts as not bound.
    """
    if form == "csv":
        first, *rest = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        return Solutions(tuple(first), tuple(tuple(map(_csv_cell, row)) for row in rest))
    found = ox.parse_query_results(data, format=_PARSED[form])
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    return Solutions(tuple(v.value for v in found.variables), tuple(tuple(row) for row in found))


def _csv_cell(text: str) -> Cell:
    if text.startswith("_:"):
        return ox.BlankNode(text[2:])
    return ox.Literal(text) if text else None


def _from_graph(reader: Reader) -> Answer:
    """The graph itself, or the answer that it describes in the vocabulary of result sets."""
    sets = reader.subjects(_TYPE, ox.NamedNode(_RS + "ResultSet"))
    if not sets:
        return reader.triples()
    (about,) = sets
    truth = reader.value(about, _RS + "boolean")
    if truth is not None:
        return truth.value in ("true", "1")
    variables = tuple(n.value for n in reader.values(about, _RS + "resultVariable"))
    solutions = reader.values(about, _RS + "solution")
    places = {node: _place(reader.value(node, _RS + "index")) for node in solutions}
    ordered = bool(solutions) and None not in places.values()
    if ordered:
        solutions.sort(key=lambda node: places[node] or 0)
    return Solutions(variables, tuple(_row(reader, node, variables) for node in solutions), ordered)


def _place(index: Node | None) -> int | None:
    return int(index.value) if index is not None else None


def _row(reader: Reader, solution: Node, variables: Iterable[str]) -> tuple[Cell, ...]:
    bound: dict[str, Cell] = {}
    for binding in reader.values(solution, _RS + "binding"):
        name = reader.value(binding, _RS + "variable")
        if name is not None:
            bound[name.value] = reader.value(binding, _RS + "value")
    return tuple(bound.get(name) for name in variables)
