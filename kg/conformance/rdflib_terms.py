"""Terms of pyoxigraph as terms of rdflib, and back."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import rdflib

from kg import iri

_STRING = iri.PREFIXES["xsd"] + "string"
_Triple = tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]


def to_rdflib(triple: ox.Triple) -> _Triple:
    """A triple for rdflib; texts get no datatype there, because rdflib takes one with a datatype for another term."""
    return _to(triple.subject), _to(triple.predicate), _to(triple.object)


def _to(term: Any) -> rdflib.term.Node:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    kind = term.datatype.value
    return rdflib.Literal(term.value, datatype=None if kind == _STRING else rdflib.URIRef(kind))


def from_rdflib(term: Any) -> ox.NamedNode | ox.BlankNode | ox.Literal | None:
    """A term for pyoxigraph, None for nothing. Raises ValueError for an IRI that is none."""
    if term is None:
        return None
    if isinstance(term, rdflib.Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None)
    return ox.NamedNode(str(term)) if isinstance(term, rdflib.URIRef) else ox.BlankNode(str(term))
