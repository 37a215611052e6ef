"""A small RDF document as it is walked through: values of properties, and lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg import iri

Node = ox.NamedNode | ox.BlankNode | ox.Literal

_RDF = iri.PREFIXES["rdf"]
_NIL = ox.NamedNode(_RDF + "nil")


@dataclass(frozen=True, slots=True)
class Reader:
    """The triples of a document; `base` is its IRI."""

    store: ox.Store
    base: str

    @classmethod
    def of(cls, data: bytes, form: ox.RdfFormat, base: str) -> Reader:
        """A reader of a document. Raises SyntaxError or ValueError where it is none."""
        store = ox.Store()
        store.extend(ox.parse(data, format=form, base_iri=base))
        return cls(store, base)

    def triples(self) -> frozenset[ox.Triple]:
        return frozenset(q.triple for q in self.store)

    def values(self, subject: Node, prop: str) -> list[Node]:
        """Objects of a property, in an order that depends on them alone but for blank nodes."""
        if isinstance(subject, ox.Literal):
            return []
        quads = self.store.quads_for_pattern(subject, ox.NamedNode(prop), None)
        return sorted((q.object for q in quads if isinstance(q.object, Node)), key=str)

    def value(self, subject: Node, prop: str) -> Node | None:
        """One object of a property, or None."""
        return next(iter(self.values(subject, prop)), None)

    def objects(self, prop: str) -> list[Node]:
        """Objects of a property of anything."""
        quads = self.store.quads_for_pattern(None, ox.NamedNode(prop), None)
        return sorted((q.object for q in quads if isinstance(q.object, Node)), key=str)

    def subjects(self, prop: str, value: Node) -> list[Node]:
        """What has this value of a property."""
        quads = self.store.quads_for_pattern(None, ox.NamedNode(prop), value)
        return sorted((q.subject for q in quads if isinstance(q.subject, Node)), key=str)

    def items(self, head: Node) -> Iterator[Node]:
        """Members of an RDF list; a list that runs back into itself ends there."""
        seen: set[Node] = set()
        while head != _NIL and head not in seen:
            seen.add(head)
            item, rest = self.value(head, _RDF + "first"), self.value(head, _RDF + "rest")
            if item is not None:
                yield item
            if rest is None:
                return
            head = rest
