"""Values of single nodes of a store, by the name of the property."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg import iri

RDF_TYPE = ox.NamedNode(iri.PREFIXES["rdf"] + "type")


def mkg(name: str) -> ox.NamedNode:
    """A term of the ontology."""
    return ox.NamedNode(iri.term(name))


def dcterms(name: str) -> ox.NamedNode:
    return ox.NamedNode(iri.PREFIXES["dcterms"] + name)


def values(store: ox.Store, node: str, predicate: ox.NamedNode) -> tuple[str, ...]:
    """IRIs and texts that a node has under a property, sorted."""
    found = store.quads_for_pattern(ox.NamedNode(node), predicate, None)
    return tuple(sorted(q.object.value for q in found if isinstance(q.object, ox.NamedNode | ox.Literal)))


def one(store: ox.Store, node: str, predicate: ox.NamedNode) -> str:
    """The first of them, or an empty string."""
    return next(iter(values(store, node, predicate)), "") if node else ""


def number(store: ox.Store, node: str, predicate: ox.NamedNode) -> int | None:
    """A whole number, or None."""
    text = one(store, node, predicate)
    return int(text) if text.lstrip("-").isdigit() else None


def subjects(store: ox.Store, predicate: ox.NamedNode, obj: str) -> Iterator[str]:
    """Nodes that have a node under a property."""
    for quad in store.quads_for_pattern(None, predicate, ox.NamedNode(obj)):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject.value


def of_class(store: ox.Store, name: str) -> Iterator[str]:
    """Nodes of a class of the ontology."""
    return subjects(store, RDF_TYPE, iri.term(name))


def is_a(store: ox.Store, node: str, name: str) -> bool:
    return bool(node) and ox.Quad(ox.NamedNode(node), RDF_TYPE, mkg(name)) in store
