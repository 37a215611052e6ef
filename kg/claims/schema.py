"""What a claim of each type may say, read from the ontology: types, slots, closed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg import iri
from kg.resources import ontology_files

_SKOS = iri.PREFIXES["skos"]
_SUBCLASS = ox.NamedNode(iri.PREFIXES["rdfs"] + "subClassOf")


@dataclass(frozen=True, slots=True)
class SlotType:
    """A slot: its property, the kind of its values and, when closed, the values allowed.

    `holds` is "people" where a state means its nationals, "subject" where words may mean an issue.
    """

    name: str
    property: str
    kind: str
    scheme: str | None = None
    allowed: frozenset[str] = frozenset()
    holds: str = ""


@dataclass(frozen=True, slots=True)
class ClaimType:
    name: str
    slots: Mapping[str, SlotType]


@dataclass(frozen=True, slots=True)
class Schema:
    """All claim types and all schemes of closed values."""

    types: Mapping[str, ClaimType]
    schemes: Mapping[str, frozenset[str]]

    def slot(self, claim_type: str, name: str) -> SlotType | None:
        found = self.types.get(claim_type)
        return found.slots.get(name) if found else None


def _values(store: ox.Store, subject: ox.NamedNode, name: str) -> list[str]:
    found = store.quads_for_pattern(subject, ox.NamedNode(iri.term(name)), None)
    return sorted(str(getattr(q.object, "value", q.object)) for q in found)


def _schemes(store: ox.Store) -> dict[str, frozenset[str]]:
    values: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(None, ox.NamedNode(_SKOS + "inScheme"), None):
        name = str(getattr(quad.object, "value", "")).removeprefix(iri.SCHEMES)
        notation = next(iter(store.quads_for_pattern(quad.subject, ox.NamedNode(_SKOS + "notation"), None)))
        values.setdefault(name, set()).add(str(getattr(notation.object, "value", "")))
    return {name: frozenset(found) for name, found in values.items()}


def _slot_type(store: ox.Store, prop: str, schemes: Mapping[str, frozenset[str]]) -> SlotType:
    node = ox.NamedNode(prop)
    (name,) = _values(store, node, "slotName")
    (kind,) = _values(store, node, "slotValue")
    scheme = next((s.removeprefix(iri.SCHEMES) for s in _values(store, node, "slotScheme")), None)
    allowed = schemes[scheme] if scheme else frozenset()
    holds = next(iter(_values(store, node, "slotHolds")), "")
    return SlotType(name, prop, kind.removeprefix(iri.TERMS).removesuffix("Value").lower(), scheme, allowed, holds)


@cache
def schema() -> Schema:
    """The claim types of the shipped ontology."""
    store = ox.Store()
    for path in ontology_files("schemes"):
        store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    schemes = _schemes(store)
    types = {}
    for quad in store.quads_for_pattern(None, _SUBCLASS, ox.NamedNode(iri.term("Claim"))):
        assert isinstance(quad.subject, ox.NamedNode)
        slots = [_slot_type(store, prop, schemes) for prop in _values(store, quad.subject, "slot")]
        name = quad.subject.value.removeprefix(iri.TERMS)
        types[name] = ClaimType(name, {s.name: s for s in sorted(slots, key=lambda s: s.name)})
    return Schema(dict(sorted(types.items())), dict(sorted(schemes.items())))
