"""Short ways to write terms: the RDF vocabulary of the graph builders."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox

from kg import iri

Term = ox.NamedNode | ox.Literal

XSD = iri.PREFIXES["xsd"]
RDF_TYPE = ox.NamedNode(iri.PREFIXES["rdf"] + "type")
LABEL = ox.NamedNode(iri.PREFIXES["rdfs"] + "label")
PREF_LABEL = ox.NamedNode(iri.PREFIXES["skos"] + "prefLabel")
GENERATED_BY = ox.NamedNode(iri.PREFIXES["prov"] + "wasGeneratedBy")


def node(value: str) -> ox.NamedNode:
    return ox.NamedNode(value)


def mkg(name: str) -> ox.NamedNode:
    """A term of the ontology."""
    return ox.NamedNode(iri.term(name))


def vocabulary(prefix: str, name: str) -> ox.NamedNode:
    """A term of a published vocabulary by its usual prefix."""
    return ox.NamedNode(iri.PREFIXES[prefix] + name)


def text(value: str) -> ox.Literal:
    return ox.Literal(value, language="en")


def plain(value: str) -> ox.Literal:
    return ox.Literal(value)


def integer(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(XSD + "integer"))


def decimal(value: float | Decimal) -> ox.Literal:
    """Canonical decimal: no exponent, no trailing zeros.

    >>> decimal(2.5e6).value, decimal(33.30).value, decimal(Decimal("1e3")).value
    ('2500000', '33.3', '1000')
    """
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return ox.Literal(f"{number.normalize():f}", datatype=ox.NamedNode(XSD + "decimal"))


def year(value: int) -> ox.Literal:
    return ox.Literal(f"{value:04d}", datatype=ox.NamedNode(XSD + "gYear"))
