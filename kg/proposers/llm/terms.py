"""What the ontology says of types, slots and closed values, in the words that a model reads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pyoxigraph as ox

from kg import iri
from kg.claims.schema import SlotType, schema
from kg.resources import ontology_files

_SKOS = iri.PREFIXES["skos"]


@cache
def described() -> str:
    """All types with their slots, then all closed lists with the meaning of each value."""
    store = ox.Store()
    for path in ontology_files("schemes"):
        store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    return "\n".join([*_types(store), "", *_schemes(store)])


def _types(store: ox.Store) -> Iterator[str]:
    known = schema()
    yield "# Types of claims and their slots"
    for name, kind in known.types.items():
        yield f"\n## {name}\n{_meaning(store, iri.term(name))}"
        for slot in kind.slots.values():
            yield f"- {slot.name}: {_meaning(store, slot.property)}{_values(slot)}"


def _values(slot: SlotType) -> str:
    if slot.scheme:
        return f" Closed list: {slot.scheme}."
    return {"number": " A figure.", "period": " A year.", "year": " A year."}.get(slot.kind, "")


def _schemes(store: ox.Store) -> Iterator[str]:
    used = {s.scheme for t in schema().types.values() for s in t.slots.values() if s.scheme}
    yield "# Closed lists"
    for scheme in sorted(used):
        yield f"\n## {scheme}"
        inside = store.quads_for_pattern(None, ox.NamedNode(_SKOS + "inScheme"), ox.NamedNode(iri.scheme(scheme)))
        lines = {f"- {_first(store, str(q.subject.value), 'notation')}: {_meaning(store, str(q.subject.value))}"
                 for q in inside if isinstance(q.subject, ox.NamedNode)}  # fmt: skip
        yield from sorted(lines)


def _meaning(store: ox.Store, node: str) -> str:
    """Definition and scope note of a term as one text."""
    told = (_first(store, node, "definition"), _first(store, node, "scopeNote"))
    return " ".join(t for t in told if t)


def _first(store: ox.Store, node: str, name: str) -> str:
    found = store.quads_for_pattern(ox.NamedNode(node), ox.NamedNode(_SKOS + name), None)
    return min((str(getattr(q.object, "value", "")) for q in found), default="")
