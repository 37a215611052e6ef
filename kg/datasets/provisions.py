"""The provisions of agreements, read from their scheme."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg import iri
from kg.resources import ontology_dir

_SKOS = iri.PREFIXES["skos"]


@dataclass(frozen=True, slots=True)
class Provision:
    """A concept of the scheme: the column in which it is coded, its label, and the topic that it belongs to."""

    node: ox.NamedNode
    column: str
    label: str
    topic: str


@cache
def provisions() -> tuple[Provision, ...]:
    """All provisions, by column."""
    store = ox.Store()
    for name in ("agreement-provision", "agreement-topic"):
        store.bulk_load(path=str(ontology_dir() / "schemes" / f"{name}.ttl"), format=ox.RdfFormat.TURTLE)
    scheme = ox.NamedNode(iri.scheme("agreement-provision"))
    found = []
    for quad in store.quads_for_pattern(None, ox.NamedNode(_SKOS + "inScheme"), scheme):
        assert isinstance(quad.subject, ox.NamedNode)
        topic = _value(store, ox.NamedNode(_value(store, quad.subject, "broadMatch")), "notation")
        column, label = (_value(store, quad.subject, name) for name in ("notation", "prefLabel"))
        found.append(Provision(quad.subject, column, label, topic))
    return tuple(sorted(found, key=lambda p: p.column))


def _value(store: ox.Store, subject: ox.NamedNode, name: str) -> str:
    (quad,) = store.quads_for_pattern(subject, ox.NamedNode(_SKOS + name), None)
    assert isinstance(quad.object, ox.NamedNode | ox.Literal)
    return quad.object.value
