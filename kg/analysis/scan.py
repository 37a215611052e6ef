"""Scans of a store by property, as plain strings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

Values = Mapping[str, list[str]]
"""Subject → its values of one property, or property → its values of one subject; sorted."""


def scan(store: ox.Store, predicate: str) -> Iterator[tuple[str, str]]:
    """Subject and object of each triple with the property, in no fixed order."""
    for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None):
        subject, found = quad.subject, quad.object
        if isinstance(subject, ox.NamedNode) and isinstance(found, ox.NamedNode | ox.Literal):
            yield subject.value, found.value


def objects(store: ox.Store, predicate: str) -> Values:
    """Values of the property by subject; sorted, so that nothing depends on the order of the store."""
    found: dict[str, list[str]] = defaultdict(list)
    for subject, value in scan(store, predicate):
        found[subject].append(value)
    for values in found.values():
        if len(values) > 1:
            values.sort()
    return dict(found)


def properties(store: ox.Store, nodes: Iterable[str]) -> dict[str, Values]:
    """Property → its values, sorted, for each of some nodes; the cost is that of these nodes, not of the store."""
    found: dict[str, Values] = {}
    for node in nodes:
        own: dict[str, list[str]] = defaultdict(list)
        for quad in store.quads_for_pattern(ox.NamedNode(node), None, None):
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                own[quad.predicate.value].append(quad.object.value)
        for values in own.values():
            if len(values) > 1:
                values.sort()
        found[node] = dict(own)
    return found


def subjects(store: ox.Store, predicate: str, value: str) -> Iterator[str]:
    """Subjects that have a node as value of the property, in no fixed order."""
    for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), ox.NamedNode(value)):
        if isinstance(quad.subject, ox.NamedNode):
            yield quad.subject.value


def concept_name(concept: str) -> str:
    """Last part of the IRI of a concept.

    >>> concept_name("https://w3id.org/migration-kg/scheme/unit/persons")
    'persons'
    """
    return concept.rsplit("/", 1)[-1]
