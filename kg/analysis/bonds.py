"""What binds or parts two states besides migrants, money and agreements: trafficking routes, hindrance,
cooperation, and organisations that work with both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from kg.analysis.actors import ORGANISATIONS, ActorIndex, state_code
from kg.analysis.facts import Evidence, Facts, Period, Statement
from kg.analysis.pairs import Pair, pair_of

# Relations by which one side hinders the other, and those whose denial says as much.
HINDERING = frozenset(
    {"obstructs", "denies", "refuses", "pressures", "deports", "abuses", "controls", "covers-up"}
)
COOPERATING = frozenset({"cooperates", "supports", "assists", "funds", "trains"})
_LINKING = COOPERATING | {"supervises"}


@dataclass(frozen=True, slots=True)
class Route:
    """A claimed leg of a trafficking route between two states; `leg` names its ends ("origin to transit")."""

    claim: str
    origin: str
    destination: str
    leg: str
    via: tuple[str, ...]
    victims: str
    purpose: str
    low: float | None
    high: float | None
    period: Period | None
    speakers: tuple[str, ...]
    modality: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Tie:
    """A claimed relation between an actor of one state and an actor of another."""

    claim: str
    agent: str
    relation: str
    patient: str
    polarity: str
    topic: str
    speakers: tuple[str, ...]
    evidence: Evidence

    @property
    def hinders(self) -> bool:
        """Whether it keeps the two apart: hindrance that is affirmed, or cooperation that is denied."""
        return self.relation in (HINDERING if self.polarity == "affirmed" else COOPERATING)


@dataclass(frozen=True, slots=True)
class Intermediary:
    """An organisation with ties to actors of both states; `claims` by state are what the ties rest on.

    A state without claims is the organisation's own by the reference data.
    """

    iri: str
    label: str
    kind: str
    claims: Mapping[str, tuple[str, ...]]


_LEGS = (("origin", "destination"), ("origin", "transit"), ("transit", "destination"))


def routes(facts: Facts) -> dict[Pair, tuple[Route, ...]]:
    """Legs of affirmed trafficking routes whose ends lie in different states."""
    found: dict[Pair, list[Route]] = defaultdict(list)
    for claim in facts.of_type("TraffickingRoute"):
        if claim.is_said:
            for route in _legs(claim, facts.actors):
                found[pair_of(route.origin, route.destination)].append(route)
    return {pair: tuple(each) for pair, each in found.items()}


def _legs(claim: Statement, actors: ActorIndex) -> Iterator[Route]:
    ends = {name: _states(claim.nodes.get(name, ()), actors) for name in ("origin", "transit", "destination")}
    via = tuple(actors.label(n) for n in claim.nodes.get("transit", ()))
    for first, last in _LEGS:
        for start, end in product(ends[first], ends[last]):
            if not (end in ends[first] and start in ends[last]):  # else within each, not between them
                yield Route(
                    claim=claim.id,
                    origin=start,
                    destination=end,
                    leg=f"{first} to {last}",
                    via=via,
                    victims=", ".join(claim.concepts.get("victims", ())),
                    purpose=", ".join(claim.concepts.get("purpose", ())),
                    low=claim.low,
                    high=claim.high,
                    period=claim.period,
                    speakers=claim.speakers,
                    modality=claim.modality,
                    evidence=claim.evidence,
                )


def _states(nodes: tuple[str, ...], actors: ActorIndex) -> list[str]:
    return sorted({code for node in nodes if (code := actors.state(node))})


def ties(facts: Facts) -> dict[Pair, tuple[Tie, ...]]:
    """Relations that hinder or help between actors of different states, by pair.

    Offices of international bodies act for no state.
    """
    found: dict[Pair, list[Tie]] = defaultdict(list)
    for claim in facts.of_type("Relation"):
        relation = claim.concept("relation")
        if claim.modality not in ("asserted", "estimated") or relation not in HINDERING | COOPERATING:
            continue
        for agent, patient in product(claim.nodes.get("agent", ()), claim.nodes.get("patient", ())):
            sides = facts.actors.acting_for(agent), facts.actors.acting_for(patient)
            if sides[0] and sides[1] and sides[0] != sides[1]:
                found[pair_of(sides[0], sides[1])].append(_tie(claim, relation, agent, patient, facts.actors))
    return {pair: tuple(each) for pair, each in found.items()}


def _tie(claim: Statement, relation: str, agent: str, patient: str, actors: ActorIndex) -> Tie:
    return Tie(
        claim=claim.id,
        agent=actors.label(agent),
        relation=relation,
        patient=actors.label(patient),
        polarity=claim.polarity,
        topic=", ".join(claim.words.get("topic", ())),
        speakers=claim.speakers,
        evidence=claim.evidence,
    )


Links = Mapping[str, Mapping[str, frozenset[str]]]
"""Organisation (IRI) → state (code) → ids of the claims that tie the two."""


def links(facts: Facts) -> Links:
    """Ties of organisations to states, by relation and presence claims; a body has those of its offices."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    actors = facts.actors
    for claim in facts.of_type("Relation", "Presence"):
        if claim.is_said:
            for organisation, node in _ends(claim):
                code = actors.state(node)
                if code and actors.kind(organisation) in ORGANISATIONS:
                    found[organisation][code].add(claim.id)
                    parent = actors.parents.get(organisation, "")
                    if actors.kind(parent) in ORGANISATIONS:
                        found[parent][code].add(claim.id)
    return {o: {c: frozenset(ids) for c, ids in by_state.items()} for o, by_state in found.items()}


def _ends(claim: Statement) -> Iterator[tuple[str, str]]:
    """Organisation and the actor or place that it has to do with, both ways round for relations."""
    if claim.type == "Presence":
        yield from product(claim.nodes.get("presentOrganisation", ()), claim.nodes.get("place", ()))
    elif claim.concept("relation") in _LINKING:
        for agent, patient in product(claim.nodes.get("agent", ()), claim.nodes.get("patient", ())):
            yield agent, patient
            yield patient, agent


def intermediaries(pair: Pair, found: Links, actors: ActorIndex) -> tuple[Intermediary, ...]:
    """Organisations tied to both states of a pair.

    A body that acts for one of the two is a party, not an intermediary, except a non-governmental one; at
    least one tie rests on a claim, the other may be that the organisation is at home there.
    """
    result = []
    for organisation, by_state in found.items():
        home = actors.state(organisation)
        reached = by_state.keys() | ({home} if home else set())
        if not set(pair) <= reached or _is_party(organisation, pair, actors):
            continue
        claims = {code: tuple(sorted(by_state.get(code, ()))) for code in pair}
        result.append(
            Intermediary(organisation, actors.label(organisation), actors.kind(organisation), claims)
        )
    return tuple(sorted(result, key=lambda i: (i.label, i.iri)))


def _is_party(organisation: str, pair: Pair, actors: ActorIndex) -> bool:
    if actors.kind(organisation) == "Office":
        return state_code(actors.parents.get(organisation, "")) in pair
    return actors.kind(organisation) == "GovernmentBody" and actors.state(organisation) in pair
