"""The part of the reference data that a graph carries along: enough to be read on its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import pyoxigraph as ox

from kg import iri
from kg.graph import rdf
from kg.graph.claims_rdf import SUPERCLASSES
from kg.resources import ontology_dir

# Surface forms serve the reading of texts; in a graph for people they are noise.
_LEFT_OUT = {rdf.vocabulary("skos", "hiddenLabel")}
_ALWAYS = ("state/", "region/", "membership/")


@cache
def _store() -> ox.Store:
    store = ox.Store()
    for folder in ("reference", "schemes"):
        for path in sorted((ontology_dir() / folder).glob("*.ttl")):
            store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    return store


@cache
def reference_names() -> tuple[str, ...]:
    """IRIs of the things that the reference data describe."""
    subjects = {q.subject.value for q in _store() if isinstance(q.subject, ox.NamedNode)}
    return tuple(sorted(i for i in subjects if i.startswith(iri.THINGS)))


def reference_triples(used: Iterable[str]) -> Iterator[ox.Triple]:
    """All states, regions and schemes, and of the rest what `used` (IRIs) needs, transitively."""
    store = _store()
    wanted = [q.subject for q in store if isinstance(q.subject, ox.NamedNode) and _always(q.subject.value)]
    todo = [*wanted, *(ox.NamedNode(i) for i in used)]
    seen: set[ox.NamedNode] = set()
    while todo:
        subject = todo.pop()
        if subject in seen:
            continue
        seen.add(subject)
        for quad in store.quads_for_pattern(subject, None, None):
            if quad.predicate in _LEFT_OUT:
                continue
            yield ox.Triple(quad.subject, quad.predicate, quad.object)
            if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(iri.THINGS):
                todo.append(quad.object)
            if quad.predicate == rdf.RDF_TYPE and isinstance(quad.object, ox.NamedNode):
                name = quad.object.value.removeprefix(iri.TERMS)
                for parent in SUPERCLASSES.get(name, ()):
                    yield ox.Triple(quad.subject, rdf.RDF_TYPE, rdf.mkg(parent))


def _always(subject: str) -> bool:
    return subject.startswith(iri.SCHEMES) or subject.removeprefix(iri.THINGS).startswith(_ALWAYS)


@cache
def years_of_states() -> Mapping[str, tuple[int | None, int | None]]:
    """First and last year of each former state, by IRI; None where a side is not known."""
    first, last = (
        {
            q.subject.value: int(q.object.value)
            for q in _store().quads_for_pattern(None, rdf.mkg(name), None)
            if isinstance(q.subject, ox.NamedNode) and isinstance(q.object, ox.Literal)
        }
        for name in ("validFrom", "validUntil")
    )
    return {state: (first.get(state), last.get(state)) for state in first.keys() | last.keys()}
