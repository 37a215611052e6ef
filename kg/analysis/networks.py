"""Networks of actors and places, as networkx graphs made from the derived edges.

Nodes are IRIs with `label`, `kind` and `iri`; edges have the key of their property with `predicate`,
`claims` (ids) and `weight` (number of claims). All results are in a fixed order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, TypeAlias

import networkx as nx

from kg import iri
from kg.analysis.actors import ActorIndex, read_actors
from kg.analysis.bonds import Intermediary, intermediaries, links
from kg.analysis.decades import pairs_by
from kg.analysis.facts import read_facts
from kg.analysis.pairs import Pair, pair_of
from kg.analysis.scan import Values, objects
from kg.analysis.standings import UNKNOWN, read_agreements
from kg.graph.store import Graph
from kg.lexicon import lexicon

if TYPE_CHECKING:
    Network: TypeAlias = nx.MultiDiGraph[str]
else:  # directed, with one edge for each property between two nodes
    Network = nx.MultiDiGraph


_SEED = 1
_DIGITS = 6

KINDS: Mapping[str, frozenset[str]] = {
    "cooperation": frozenset({"cooperatesWith", "supports", "funds", "trains", "supervises"}),
    "obstruction": frozenset(
        {"obstructs", "deniesIssue", "refuses", "pressures", "abuses", "deports", "controls", "coversUp"}
    ),
    "agreements": frozenset({"hasAgreementWith"}),
    "corridors": frozenset({"sendsMigrantsTo", "sendsRemittancesTo", "trafficsTo"}),
    "presence": frozenset({"presentIn", "notPresentIn"}),
}
"""Name of a network → the properties whose edges it has."""


@dataclass(frozen=True, slots=True)
class Centrality:
    """How central a node is. `degree` counts neighbours, `claims` the claims behind its edges, each once.

    `betweenness` is the share of shortest paths between others that pass through it (0 to 1, directions
    ignored); `constraint` how far its neighbours know each other (Burt; low for a broker, None where it
    has no neighbour).
    """

    node: str
    label: str
    kind: str
    degree: int
    claims: int
    betweenness: float
    constraint: float | None


def cooperation(graph: Graph) -> Network:
    """Who works with, supports, pays, trains or supervises whom."""
    return _network(graph, KINDS["cooperation"])


def obstruction(graph: Graph) -> Network:
    """Who hinders, denies, refuses, presses, abuses, deports, controls or covers up whom or what."""
    return _network(graph, KINDS["obstruction"])


def agreements(graph: Graph) -> Network:
    """Which states have an agreement in force; each agreement is an edge in both directions."""
    return _network(graph, KINDS["agreements"])


def corridors(graph: Graph) -> Network:
    """Where migrants, money and victims of trafficking go."""
    return _network(graph, KINDS["corridors"])


def everything(graph: Graph) -> Network:
    """All derived edges."""
    return _network(graph, None)


def listed(graph: Graph, year: int | None = None) -> Network:
    """Pairs of states with an agreement that a data set lists, signed up to a year: one edge a pair.

    `claims` are those that list the agreements. Without a year all with a year count. States that are no more by the
    year are left out.
    """
    agreements = read_agreements(graph)
    year = year if year is not None else max((e.year for e in agreements.instruments.values()), default=UNKNOWN)
    claims: dict[Pair, list[str]] = defaultdict(list)
    kept = set(pairs_by(agreements, year))
    for each in agreements.instruments.values():
        for pair in kept.intersection(each.pairs) if UNKNOWN < each.year <= year else ():
            claims[pair].append(each.claim)
    network: Network = nx.MultiDiGraph()
    names = {e.iri: e.label for e in lexicon().entries.values() if e.kind == "State"}
    for state in sorted({iri.state(code) for pair in kept for code in pair}):
        network.add_node(state, label=names.get(state, state.rsplit("/", 1)[-1]), kind="State", iri=state)
    for one, other in sorted(kept):
        found = tuple(sorted(claims[one, other]))
        ends = iri.state(one), iri.state(other)
        network.add_edge(*ends, key="listed", predicate="listed", claims=found, weight=len(found))
    return network


def _network(graph: Graph, predicates: frozenset[str] | None) -> Network:
    actors = read_actors(graph)
    edges = sorted(_edges(graph, predicates))
    network: Network = nx.MultiDiGraph()
    for node in sorted({end for subject, _, target, _ in edges for end in (subject, target)}):
        network.add_node(node, **_attributes(node, actors))
    for subject, predicate, target, claims in edges:
        network.add_edge(
            subject, target, key=predicate, predicate=predicate, claims=claims, weight=len(claims)
        )
    return network


def _attributes(node: str, actors: ActorIndex) -> dict[str, str]:
    return {"label": actors.label(node), "kind": actors.kind(node), "iri": node}


def _edges(graph: Graph, predicates: frozenset[str] | None) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Subject, property (local name), object and claims of each derived edge."""
    store = graph.store
    subjects, targets = objects(store, iri.term("edgeSubject")), objects(store, iri.term("edgeObject"))
    rests_on: Values = objects(store, iri.term("restsOn"))
    found = []
    for edge, (predicate, *_) in objects(store, iri.term("edgePredicate")).items():
        name = predicate.removeprefix(iri.TERMS)
        if (predicates is None or name in predicates) and edge in subjects and edge in targets:
            claims = tuple(c.rsplit("/", 1)[-1] for c in rests_on.get(edge, ()))
            found.append((subjects[edge][0], name, targets[edge][0], claims))
    return found


def _claims(network: Network, node: str) -> set[str]:
    """Claims behind the edges of a node."""
    edges = (*network.in_edges(node, data=True), *network.out_edges(node, data=True))
    return {claim for _, _, data in edges for claim in data["claims"]}


def centrality(network: Network) -> tuple[Centrality, ...]:
    """Centrality of each node, the most between first."""
    plain, names = _numbered(network)
    between = nx.betweenness_centrality(plain)
    limits = nx.constraint(plain, nodes=list(plain), weight="weight")
    found = [
        Centrality(
            node=name,
            label=network.nodes[name]["label"],
            kind=network.nodes[name]["kind"],
            degree=plain.degree(number),
            claims=len(_claims(network, name)),
            betweenness=round(between[number], _DIGITS),
            constraint=None if isnan(limits[number]) else round(limits[number], _DIGITS),
        )
        for number, name in enumerate(names)
    ]
    return tuple(sorted(found, key=lambda c: (-c.betweenness, -c.degree, -c.claims, c.label, c.node)))


def brokerage(network: Network) -> tuple[Centrality, ...]:
    """Nodes with two neighbours or more, the least constrained first: those through whom others are tied."""
    found = [c for c in centrality(network) if c.degree > 1 and c.constraint is not None]
    return tuple(sorted(found, key=lambda c: (c.constraint or 0.0, -c.betweenness, c.label, c.node)))


def communities(network: Network) -> tuple[tuple[str, ...], ...]:
    """Groups of nodes with more ties inside than outside (Louvain, fixed seed), largest first."""
    plain, names = _numbered(network)
    if plain.number_of_edges() == 0:
        return tuple((name,) for name in names)
    groups = nx.community.louvain_communities(plain, weight="weight", seed=_SEED)
    named = [tuple(sorted(names[n] for n in group)) for group in groups]
    return tuple(sorted(named, key=lambda g: (-len(g), g)))


def bridges_for_gap(graph: Graph, one: str, other: str) -> tuple[Intermediary, ...]:
    """Organisations that already work with both states, given by code, IRI or name.

    Raises:
        UserError: the graph has no such state.
    """
    facts = read_facts(graph)
    pair = pair_of(facts.actors.code(one), facts.actors.code(other))
    return intermediaries(pair, links(facts), facts.actors)


def _numbered(network: Network) -> tuple[nx.Graph[int], tuple[str, ...]]:
    """The network without directions and loops, weights added up; nodes numbered in the order of names.

    Numbers instead of names keep the order of sets, and with it the last digit of sums, the same in every
    process.
    """
    names = tuple(sorted(network))
    number_of = {name: number for number, name in enumerate(names)}
    weights: dict[tuple[int, int], int] = defaultdict(int)
    for subject, target, data in network.edges(data=True):
        if subject != target:
            weights[_ends(number_of, subject, target)] += data["weight"]
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(names)))
    plain.add_weighted_edges_from((a, b, w) for (a, b), w in sorted(weights.items()))
    return plain, names


def _ends(number_of: Mapping[str, int], subject: Hashable, target: Hashable) -> tuple[int, int]:
    a, b = number_of[str(subject)], number_of[str(target)]
    return (a, b) if a < b else (b, a)
