"""Answers as bytes in the forms of the SPARQL 1.1 recommendations: JSON, XML, CSV, TSV, and RDF for triples."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from xml.sax.saxutils import XMLGenerator

import pyoxigraph as ox

from kg import iri
from kg.errors import UserError
from kg.graph.turtle import sorted_triples
from kg.queries.catalogue import GRAPH_COLUMNS
from kg.queries.rows import Cell, Rows

_RESULTS = "http://www.w3.org/2005/sparql-results#"
_STRING = iri.PREFIXES["xsd"] + "string"
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WITH_PREFIXES = (ox.RdfFormat.TURTLE, ox.RdfFormat.JSON_LD, ox.RdfFormat.RDF_XML)

# By media type; the first is what is sent to those who take anything.
ROWS: Mapping[str, Callable[[Rows], bytes]] = {
    "application/sparql-results+json": lambda rows: rows.to_json().encode(),
    "application/json": lambda rows: rows.to_json().encode(),
    "application/sparql-results+xml": lambda rows: rows_xml(rows),
    "text/csv": lambda rows: rows.to_csv().encode(),
    "text/tab-separated-values": lambda rows: rows_tsv(rows),
}
BOOLEAN: Mapping[str, Callable[[bool], bytes]] = {
    "application/sparql-results+json": lambda truth: json.dumps({"head": {}, "boolean": truth}).encode(),
    "application/json": lambda truth: json.dumps({"head": {}, "boolean": truth}).encode(),
    "application/sparql-results+xml": lambda truth: boolean_xml(truth),
}
TRIPLES: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


def as_triples(rows: Rows) -> Iterable[ox.Triple]:
    """The triples of rows that a CONSTRUCT gave.

    Raises:
        UserError: they are rows of something else.
    """
    if rows.variables != GRAPH_COLUMNS:
        raise UserError("turtle: is for templates and queries that make a graph; these rows have other columns")
    return (ox.Triple(*row) for row in rows.rows)  # type: ignore[arg-type]


def triples_rdf(triples: Iterable[ox.Triple], media_type: str) -> bytes:
    """Triples, sorted, in the format of a media type of `TRIPLES`."""
    form = TRIPLES[media_type]
    prefixes = iri.all_prefixes() if form in _WITH_PREFIXES else None
    data = ox.serialize(sorted_triples(triples), format=form, prefixes=prefixes)
    assert data is not None
    return data


def rows_tsv(rows: Rows) -> bytes:
    """SPARQL 1.1 Query Results TSV: terms as in N-Triples, nothing where nothing is bound."""
    lines = ["\t".join(f"?{name}" for name in rows.variables)]
    lines += ["\t".join("" if cell is None else str(cell) for cell in row) for row in rows.rows]
    return ("\n".join(lines) + "\n").encode()


def rows_xml(rows: Rows) -> bytes:
    """SPARQL Query Results XML Format (second edition)."""
    with _Document() as out:
        with out.inside("head"):
            for name in rows.variables:
                out.empty("variable", {"name": name})
        with out.inside("results"):
            for row in rows.rows:
                with out.inside("result"):
                    for name, cell in zip(rows.variables, row, strict=True):
                        if cell is not None:
                            with out.inside("binding", {"name": name}):
                                _term(out, cell)
    return out.data()


def boolean_xml(truth: bool) -> bytes:
    """The answer of an ASK in the same format."""
    with _Document() as out:
        out.empty("head")
        out.text("boolean", "true" if truth else "false")
    return out.data()


def _term(out: _Document, cell: Cell) -> None:
    if isinstance(cell, ox.NamedNode):
        out.text("uri", cell.value)
    elif isinstance(cell, ox.BlankNode):
        out.text("bnode", cell.value)
    elif isinstance(cell, ox.Triple):
        with out.inside("triple"):
            for name, part in (("subject", cell.subject), ("predicate", cell.predicate), ("object", cell.object)):
                with out.inside(name):
                    _term(out, part)
    elif isinstance(cell, ox.Literal):
        kind = cell.datatype.value
        given = {"xml:lang": cell.language} if cell.language else {} if kind == _STRING else {"datatype": kind}
        out.text("literal", cell.value, given)


class _Inside:
    def __init__(self, out: XMLGenerator, name: str, given: Mapping[str, str]) -> None:
        self._out, self._name, self._given = out, name, given

    def __enter__(self) -> None:
        self._out.startElement(self._name, dict(self._given))  # type: ignore[arg-type]

    def __exit__(self, *_: object) -> None:
        self._out.endElement(self._name)


class _Document:
    """An XML document of results, element by element."""

    def __init__(self) -> None:
        self._stream = io.BytesIO()
        self._out = XMLGenerator(self._stream, encoding="utf-8", short_empty_elements=True)

    def __enter__(self) -> _Document:
        self._out.startDocument()
        self._out.startElement("sparql", {"xmlns": _RESULTS})  # type: ignore[arg-type]
        return self

    def __exit__(self, *_: object) -> None:
        self._out.endElement("sparql")
        self._out.endDocument()

    def inside(self, name: str, given: Mapping[str, str] | None = None) -> _Inside:
        return _Inside(self._out, name, given or {})

    def empty(self, name: str, given: Mapping[str, str] | None = None) -> None:
        with self.inside(name, given):
            pass

    def text(self, name: str, content: str, given: Mapping[str, str] | None = None) -> None:
        with self.inside(name, given):
            self._out.characters(_allowed(content))

    def data(self) -> bytes:
        return self._stream.getvalue() + b"\n"


def _allowed(text: str) -> str:
    """Characters that XML 1.0 cannot hold, which literals may have, as U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", text)
