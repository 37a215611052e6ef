"""Answers of templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import iri
from kg.graph.store import Graph
from kg.queries.binding import Given, bind
from kg.queries.catalogue import Template, template
from kg.queries.rows import Cell, Rows

if TYPE_CHECKING:
    import rdflib

_LABELS = [
    ox.NamedNode(iri.PREFIXES["skos"] + "prefLabel"),
    ox.NamedNode(iri.PREFIXES["rdfs"] + "label"),
    ox.NamedNode(iri.PREFIXES["dcterms"] + "title"),
]
Row = tuple[Cell, ...]


def run_template(graph: Graph, name: str, parameters: Given | None = None) -> Rows:
    """Rows of a shipped template; of a CONSTRUCT its triples, sorted.

    >>> run_template(Graph(), "agreements-of-state", {"state": "KZ"})
    <Rows: 0 of state, through, other, about, standing, polarity, modality, speakers, claim>

    Raises:
        UserError: no such template, or a value that cannot be bound.
    """
    chosen = template(name)
    return run_bound(graph, chosen, bind(chosen, parameters or {}, graph))


def run_bound(graph: Graph, chosen: Template, query: str) -> Rows:
    """Rows of a bound query on the graph's own engine."""
    answer: Any = graph.store.query(query)
    if isinstance(answer, ox.QueryTriples):
        rows = sorted(((t.subject, t.predicate, t.object) for t in set(answer)), key=str)
    else:
        rows = [tuple(row) for row in answer]
    return finish(graph, chosen, rows)


def run_bound_on_rdflib(graph: Graph, data: rdflib.Graph, chosen: Template, query: str) -> Rows:
    """Rows of a bound query on rdflib's own engine over `data`; labels come from `graph`.

    Slower by orders of magnitude: it serves to check that a template means the same to another engine.
    """
    answer = data.query(query)
    found: Iterable[Any] = answer.graph if answer.graph is not None else answer
    rows = [tuple(_from_rdflib(cell) for cell in row) for row in found]
    return finish(graph, chosen, sorted(rows, key=str) if answer.graph is not None else rows)


def finish(graph: Graph, chosen: Template, rows: Sequence[Row]) -> Rows:
    """Rows with headings and labels; in list columns each IRI once and in order, nothing as unbound."""
    variables = tuple(chosen.columns)
    listed = [name in chosen.lists for name in variables]
    tidy = tuple(tuple(_tidy(cell) if many else cell for cell, many in zip(row, listed, strict=True)) for row in rows)
    labels = dict(_labels(graph.store, {node for row in tidy for node in _nodes(row, listed)}))
    return Rows(variables, tidy, chosen.columns, chosen.lists, labels)


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


def _labels(store: ox.Store, nodes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Name of each node that has one: preferred label, else label or title, in English if it can be."""
    for node in nodes:
        for predicate in _LABELS:
            quads = store.quads_for_pattern(ox.NamedNode(node), predicate, None)
            found = [q.object for q in quads if isinstance(q.object, ox.Literal)]
            if found:
                yield node, min(found, key=lambda o: (o.language != "en", o.value)).value
                break


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
