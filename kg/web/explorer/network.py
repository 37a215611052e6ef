"""Who does what with whom: the derived edges between actors and places, to be drawn around any of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import iri
from kg.web.explorer.library import Library, Unknown
from kg.web.explorer.names import Ref, short

if TYPE_CHECKING:
    from kg.analysis.networks import Network as Edges

MOST_EDGES = 20_000  # about a megabyte of JSON; of more edges those with most claims are given

_ABSENT = frozenset({"notPresentIn"})
_HINDERING = frozenset({"obstruction", "absence"})


@dataclass(frozen=True, slots=True)
class Node:
    """An actor, a place or an issue; `kind` is its class, `degree` the number of its neighbours in the whole graph."""

    id: str
    label: str
    ru: str | None
    kind: str
    degree: int


@dataclass(frozen=True, slots=True)
class Predicate:
    """A property of edges. `family` groups them as `mkg network` does; `sign` is -1 for what hinders or is denied,
    1 for what binds, 0 for what moves between two."""

    name: str
    label: str
    ru: str | None
    family: str
    sign: int


@dataclass(frozen=True, slots=True)
class Edge:
    """From one node to another (their places in `nodes`), with the place of its property and the ids of its claims."""

    source: int
    target: int
    predicate: int
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of nodes with its label."""

    name: str
    label: str
    ru: str | None


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges; `total` counts all edges of the graph, `whole` tells whether all of them are here."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    predicates: tuple[Predicate, ...]
    kinds: tuple[Kind, ...]
    total: int
    whole: bool


def network(library: Library, rest: str) -> Network:
    """All edges, as far as they are not too many; for a node ("state/KZ") its edges and those among its neighbours.

    Raises:
        Unknown: the node has no edge.
    """
    edges = library.network
    if not rest:
        return _answer(library, edges, set(edges))
    node = iri.THINGS + rest
    if node not in edges:
        raise Unknown(f"network/{rest[:80]}: nothing in this graph has an edge with it")
    return _answer(library, edges, {node, *edges.successors(node), *edges.predecessors(node)})


def _answer(library: Library, edges: Edges, wanted: set[str]) -> Network:
    found = sorted(
        ((s, key, t, data["claims"]) for s, t, key, data in edges.edges(keys=True, data=True) if {s, t} <= wanted),
        key=lambda e: (-len(e[3]), e[:3]),
    )[:MOST_EDGES]
    ends = Counter(end for s, _, t, _ in found for end in (s, t))
    names = sorted(ends, key=lambda n: (-_degree(edges, n), library.names.label(n), n))
    place = {name: i for i, name in enumerate(names)}
    predicates = sorted({key for _, key, _, _ in found})
    numbered = {key: i for i, key in enumerate(predicates)}
    return Network(
        nodes=tuple(_node(library, edges, name) for name in names),
        edges=tuple(Edge(place[s], place[t], numbered[key], claims) for s, key, t, claims in found),
        predicates=tuple(_predicate(library, key) for key in predicates),
        kinds=tuple(_kind(library, kind) for kind in sorted({edges.nodes[n]["kind"] for n in names})),
        total=edges.number_of_edges(),
        whole=len(found) == edges.number_of_edges(),
    )


def _degree(edges: Edges, node: str) -> int:
    return len({*edges.successors(node), *edges.predecessors(node)} - {node})


def _node(library: Library, edges: Edges, name: str) -> Node:
    ref = library.names.ref(name)
    return Node(short(name), ref.label, ref.ru, edges.nodes[name]["kind"], _degree(edges, name))


def _predicate(library: Library, name: str) -> Predicate:
    ref, family = library.names.ref(iri.term(name)), family_of(name)
    sign = -1 if family in _HINDERING else 1 if family in ("cooperation", "agreements", "presence") else 0
    return Predicate(name, ref.label, ref.ru, family, sign)


def family_of(name: str) -> str:
    """Family of a property of edges.

    >>> family_of("funds"), family_of("deports"), family_of("notPresentIn"), family_of("combats")
    ('cooperation', 'obstruction', 'absence', 'other')
    """
    from kg.analysis.networks import KINDS

    if name in _ABSENT:
        return "absence"
    return next((family for family, names in KINDS.items() if name in names), "other")


def _kind(library: Library, name: str) -> Kind:
    ref: Ref = library.names.ref(iri.term(name)) if name else Ref("", "unknown kind")
    return Kind(name, ref.label, ref.ru)
