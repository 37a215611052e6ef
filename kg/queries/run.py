"""Answers of templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.graph.source import Source
from kg.queries.binding import Given, bind
from kg.queries.catalogue import Template, template
from kg.queries.names import labels
from kg.queries.rows import Cell, Rows

if TYPE_CHECKING:
    import rdflib

Row = tuple[Cell, ...]


def run_template(source: Source, name: str, parameters: Given | None = None) -> Rows:
    """Rows of a shipped template; of a CONSTRUCT its triples, sorted.

    >>> from kg.graph.store import Graph
    >>> run_template(Graph(), "agreements-of-state", {"state": "KZ"})
    <Rows: 0 of state, through, other, about, standing, polarity, modality, speakers, claim>

    Raises:
        UserError: no such template, or a value that cannot be bound.
    """
    chosen = template(name)
    return run_bound(source, chosen, bind(chosen, parameters or {}, source))


def run_bound(source: Source, chosen: Template, query: str) -> Rows:
    """Rows of a bound query by the engine of the graph or the server."""
    found = source.solve(query)
    rows = sorted(set(found.rows), key=str) if found.variables is None else found.rows
    return finish(source, chosen, rows, found.truncated)


def run_bound_on_rdflib(source: Source, data: rdflib.Graph, chosen: Template, query: str) -> Rows:
    """Rows of a bound query on rdflib's own engine over `data`; labels come from `source`.

    Slower by orders of magnitude: it serves to check that a template means the same to another engine.
    """
    answer = data.query(query)
    found: Iterable[Any] = answer.graph if answer.graph is not None else answer
    rows = [tuple(_from_rdflib(cell) for cell in row) for row in found]
    return finish(source, chosen, sorted(rows, key=str) if answer.graph is not None else rows)


def finish(source: Source, chosen: Template, rows: Sequence[Row], truncated: bool = False) -> Rows:
    """Rows with headings and labels; in list columns each IRI once and in order, nothing as unbound."""
    variables = tuple(chosen.columns)
    listed = [name in chosen.lists for name in variables]
    tidy = tuple(tuple(_tidy(cell) if many else cell for cell, many in zip(row, listed, strict=True)) for row in rows)
    named = labels(source, (node for row in tidy for node in _nodes(row, listed)))
    return Rows(variables, tidy, chosen.columns, chosen.lists, named, truncated)


def _tidy(cell: Cell) -> Cell:
    if not isinstance(cell, ox.Literal) or not cell.value:
        return None
    return ox.Literal(" ".join(sorted(set(cell.value.split()))))


def _nodes(row: Row, listed: Sequence[bool]) -> Iterator[str]:
    for cell, many in zip(row, listed, strict=True):
        if many and isinstance(cell, ox.Literal):
            yield from cell.value.split()
        elif isinstance(cell, ox.NamedNode):
            yield cell.value


def _from_rdflib(term: Any) -> Cell:
    import rdflib

    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        datatype = ox.NamedNode(str(term.datatype)) if term.datatype else None
        return ox.Literal(str(term), datatype=datatype)
    return None if term is None else ox.BlankNode(str(term))
