"""Which claims of a graph are one: the same thing, said in several reports or read by several proposers.

Claims are one only when type, slots, period, polarity, modality and voices agree; what differs in any of these stays a
claim of its own, so that disagreement is seen. What one report says twice stays two claims: of two reports the first
time is matched with the first time, the second with the second. A work that several reports cite is one source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import pyoxigraph as ox

from kg.graph import rdf
from kg.graph.sources import shared

_CLAIM = rdf.mkg("Claim")
_SOURCE = rdf.mkg("Source")
_EVIDENCE, _SCORE = rdf.mkg("evidence"), rdf.mkg("score")
_INHERITED, _ORIGIN, _OF_SLOT = rdf.mkg("inheritedSlot"), rdf.mkg("slotOrigin"), rdf.mkg("ofSlot")
_DOCUMENT = rdf.vocabulary("oa", "hasSource")
# What tells of a claim's origins rather than of what it says.
_OF_ORIGIN = frozenset((
    _EVIDENCE, _SCORE, _INHERITED, _ORIGIN, rdf.LABEL, rdf.GENERATED_BY,
    *map(rdf.mkg, ("basis", "anchor", "cue", "rootSource")),
))  # fmt: skip

_Said = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Origin:
    """One claim of one reading: its node, where its words stand, and who read it."""

    document: str
    start: int
    end: int
    claim: str
    proposers: frozenset[str]


def join(store: ox.Store) -> None:
    """Make one of the sources and of the claims that are one. What is added later changes nothing of that."""
    _join_sources(store)
    for name, members in sorted(_joint_claims(store)):
        _merge(store, name, members)


def _join_sources(store: ox.Store) -> None:
    """Of the citations of one work, the longest names it; the others become that one."""
    works: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for source in _all(store, _SOURCE):
        label = _first(store, source, rdf.PREF_LABEL)
        if same := shared(label):
            works[same].append((-len(label), source.value))
    for found in works.values():
        best, *others = sorted(found)
        for _, other in others:
            _clear(store, rdf.node(other))
            _point(store, other, best[1])


def _joint_claims(store: ox.Store) -> Iterator[tuple[str, Sequence[str]]]:
    """The least name of the claims that are one, and all of them."""
    said: dict[_Said, dict[str, list[_Origin]]] = defaultdict(lambda: defaultdict(list))
    for claim in _all(store, _CLAIM):
        origin = _origin(store, claim)
        said[_said(store, claim)][origin.document].append(origin)
    for documents in said.values():
        for times in zip_longest(*(list(_utterances(own)) for own in documents.values()), fillvalue=()):
            members = sorted(origin.claim for utterance in times for origin in utterance)
            if len(members) > 1:
                yield members[0], members


def _said(store: ox.Store, claim: ox.NamedNode) -> _Said:
    """Equal for claims that say the same."""
    own = store.quads_for_pattern(claim, None, None)
    return frozenset((q.predicate.value, _plain(q.object)) for q in own if q.predicate not in _OF_ORIGIN)


def _plain(term: object) -> str:
    if isinstance(term, ox.Literal) and term.language:
        return " ".join(term.value.casefold().split())
    return str(term)


def _origin(store: ox.Store, claim: ox.NamedNode) -> _Origin:
    places = [
        (_first(store, e, _DOCUMENT), _number(store, e, "start"), _number(store, e, "end"))
        for e in map(rdf.node, _values(store, claim, _EVIDENCE))
    ]
    document, start, end = min(places, default=("", 0, 0))
    readers = frozenset(_values(store, claim, rdf.GENERATED_BY))
    return _Origin(document, start, end, claim.value, readers)


def _utterances(origins: Iterable[_Origin]) -> Iterator[tuple[_Origin, ...]]:
    """Claims of one document that say one thing, in the order of the text: those at one place are one utterance."""
    group: list[_Origin] = []
    for origin in sorted(origins, key=lambda o: (o.start, o.end, o.claim)):
        apart = any(o.proposers & origin.proposers for o in group) or all(o.end <= origin.start for o in group)
        if group and apart:
            yield tuple(group)
            group = []
        group.append(origin)
    if group:
        yield tuple(group)


def _merge(store: ox.Store, name: str, members: Sequence[str]) -> None:
    """One claim in the place of several: all their origins, the best score, no slot inherited that one states."""
    nodes = [rdf.node(m) for m in members]
    scores = sorted((v for n in nodes for v in _values(store, n, _SCORE)), key=float)
    inherited = [frozenset(_values(store, n, _INHERITED)) for n in nodes]
    stated = frozenset.union(*inherited) - frozenset.intersection(*inherited)
    for node in nodes:
        if node.value != name:
            for quad in list(store.quads_for_pattern(node, None, None)):
                store.remove(quad)
                store.add(ox.Quad(rdf.node(name), quad.predicate, quad.object))
            _point(store, node.value, name)
    me = rdf.node(name)
    kept = {_SCORE: scores[-1:], rdf.LABEL: [_first(store, me, rdf.LABEL)]}
    for quad in list(store.quads_for_pattern(me, None, None)):
        value = _value(quad.object)
        if value not in kept.get(quad.predicate, (value,)) or (quad.predicate == _INHERITED and value in stated):
            store.remove(quad)
    for origin in map(rdf.node, _values(store, me, _ORIGIN)):
        if _first(store, origin, _OF_SLOT) in stated:
            _clear(store, origin)
            store.remove(ox.Quad(me, _ORIGIN, origin))


def _clear(store: ox.Store, node: ox.NamedNode) -> None:
    """Nothing is said of a node any more."""
    for quad in list(store.quads_for_pattern(node, None, None)):
        store.remove(quad)


def _point(store: ox.Store, old: str, new: str) -> None:
    """Whatever points to one node points to another."""
    for quad in list(store.quads_for_pattern(None, None, rdf.node(old))):
        store.remove(quad)
        store.add(ox.Quad(quad.subject, quad.predicate, rdf.node(new)))


def _all(store: ox.Store, kind: ox.NamedNode) -> list[ox.NamedNode]:
    found = (quad.subject for quad in store.quads_for_pattern(None, rdf.RDF_TYPE, kind))
    return [node for node in found if isinstance(node, ox.NamedNode)]


def _values(store: ox.Store, node: ox.NamedNode, prop: ox.NamedNode) -> list[str]:
    return [_value(quad.object) for quad in store.quads_for_pattern(node, prop, None)]


def _value(term: object) -> str:
    return str(term.value) if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _first(store: ox.Store, node: ox.NamedNode, prop: ox.NamedNode) -> str:
    return min(_values(store, node, prop), default="")


def _number(store: ox.Store, node: ox.NamedNode, name: str) -> int:
    return int(_first(store, node, rdf.mkg(name)) or 0)
