"""From agreement claims to pairs of states: who is spoken of with whom, and in what sense."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Literal

from kg.analysis.actors import ActorIndex, state_code
from kg.analysis.facts import Facts, Statement
from kg.analysis.topics import Topics
from kg.claims.instruments import is_multilateral

Pair = tuple[str, str]
"""Codes of two states, in alphabetical order."""

Stance = Literal[
    "in-force", "in-progress", "unratified", "absent", "not-absent", "not-in-progress", "recommended", "open"
]
"""What a claim says of the agreement of a pair; `open` for a mention that settles nothing."""

Via = Literal["pair", "group", "exclusion"]
"""How a claim reaches a pair: it names both states, or a group, or its "only" leaves the pair out."""

_STATUSES: Mapping[str, Stance] = {
    "in-force": "in-force",
    "in-progress": "in-progress",
    "unratified": "unratified",
    "absent": "absent",
    "recommended": "recommended",
}
_DENIALS: Mapping[str, Stance] = {
    "in-force": "absent",
    "": "absent",
    "absent": "not-absent",
    "in-progress": "not-in-progress",
}
# What is only expected: an agreement that will be concluded is on its way.
_EXPECTED: Mapping[str, Stance] = {"in-force": "in-progress", "in-progress": "in-progress"}
# Parties of these kinds are or speak for states, even where nobody knows for which.
_OF_STATES = frozenset(("Region", "GovernmentBody", "UnresolvedActor", "Actor", ""))


@dataclass(frozen=True, slots=True)
class Mention:
    """One claim as far as it concerns one pair."""

    claim: Statement
    stance: Stance
    via: Via


@dataclass(frozen=True, slots=True)
class Mentions:
    """What agreement claims say, by pair; `others` are agreements on other matters than labor migration.

    `alone` holds, by state, claims with one state among their parties that concern no pair.
    """

    by_pair: Mapping[Pair, tuple[Mention, ...]]
    others: Mapping[Pair, tuple[Mention, ...]]
    alone: Mapping[str, tuple[Statement, ...]]

    @property
    def pairs(self) -> frozenset[Pair]:
        return frozenset(self.by_pair) | frozenset(self.others)

    @property
    def named(self) -> frozenset[Pair]:
        """Pairs of which a claim names both states; group and "only" statements name no pair."""
        return frozenset(pair for pair, found in self.by_pair.items() if any(m.via == "pair" for m in found))


@dataclass(frozen=True, slots=True)
class Sides:
    """Parties of one claim: states by code, members of each group with any, and labels of all else.

    `are_known` says that no state hides in what is left: no group without members ("sending countries"), no name
    that nothing resolved.
    """

    states: tuple[str, ...]
    groups: tuple[frozenset[str], ...]
    others: tuple[str, ...]
    are_known: bool


def pair_of(one: str, other: str) -> Pair:
    """The two codes in alphabetical order."""
    return (one, other) if one < other else (other, one)


def names_of(pair: tuple[str, str], names: Mapping[str, str]) -> tuple[str, str]:
    """Names of two states, or their codes where they have none."""
    one, other = pair
    return names.get(one, one), names.get(other, other)


def stance(claim: Statement) -> Stance:
    """What an agreement claim says, from status, polarity and modality.

    A hypothetical claim settles nothing, a forecast one at most announces, a negated "in force" (or one
    without a status) says that there is none.
    """
    status = claim.concept("agreementStatus")
    if claim.modality == "recommended":
        return "recommended" if claim.polarity == "affirmed" else "open"
    if claim.modality == "hypothetical":
        return "open"
    if claim.modality == "forecast":
        return _EXPECTED.get(status, "open") if claim.polarity == "affirmed" else "open"
    return (_STATUSES if claim.polarity == "affirmed" else _DENIALS).get(status, "open")


def sides(claim: Statement, actors: ActorIndex) -> Sides:
    """The parties of a claim; groups have the members of the years that it is about."""
    states: set[str] = set()
    groups: list[frozenset[str]] = []
    others: list[str] = []
    for party in claim.nodes.get("party", ()):
        if code := actors.government(party):
            states.add(code)
        elif members := actors.members(party, claim.when):
            groups.append(members)
        else:
            others.append(party)
    known = not any(actors.is_group(o) or actors.kind(o) in _OF_STATES for o in others)
    return Sides(tuple(sorted(states)), tuple(groups), tuple(map(actors.label, others)), known)


def is_instrument_to_join(claim: Statement, parties: Sides) -> bool:
    """Whether states join it one by one, as they do a convention: it then binds no two of them alone."""
    return is_multilateral(
        " ".join((*claim.words.get("agreementSubject", ()), *parties.others, claim.evidence.quote))
    )


def direct_pairs(claim: Statement, parties: Sides) -> frozenset[Pair]:
    """Pairs whose two states the claim names.

    Where the claim says that some states have agreements only with others, each pair has one of both; neither those
    states nor the others are pairs among themselves.
    """
    hubs = _hubs(claim)
    if hubs.isdisjoint(parties.states) or _is_mutual(hubs, parties):
        return frozenset(combinations(parties.states, 2))
    ones, others = (sorted(c for c in parties.states if (c in hubs) is side) for side in (True, False))
    return frozenset(pair_of(h, s) for h, s in product(ones, others))


def _hubs(claim: Statement) -> frozenset[str]:
    """States of which a claim says that they have agreements only with the other parties."""
    return frozenset(filter(None, map(state_code, claim.nodes.get("exclusiveFor", ()))))


def _is_mutual(hubs: frozenset[str], parties: Sides) -> bool:
    """Whether states have agreements only with each other: the claim then names nobody else."""
    return hubs.issuperset(parties.states) and not parties.groups and not parties.others


def _partners(claim: Statement, parties: Sides) -> Mapping[str, frozenset[str]]:
    """By state, with which states an "only" statement lets it have agreements; nothing where that is not known."""
    hubs = _hubs(claim) if parties.are_known else frozenset[str]()
    found = {hub: _allowed(hub, hubs, parties) for hub in hubs}
    return {hub: allowed for hub, allowed in found.items() if allowed}


def _allowed(hub: str, hubs: frozenset[str], parties: Sides) -> frozenset[str]:
    """States with which an "only" statement lets one of its hubs have agreements."""
    named = frozenset(parties.states)
    if not _is_mutual(hubs, parties):
        named -= hubs
    return named.union(*parties.groups) - {hub}


def group_pairs(parties: Sides) -> frozenset[Pair]:
    """Pairs that a claim reaches through groups: state and member, member and member of another group,
    and within a group that is the only party; an instrument that it joined is none."""
    found = {pair_of(s, m) for s in parties.states for g in parties.groups for m in g if m != s}
    for one, other in combinations(parties.groups, 2):
        found |= {pair_of(a, b) for a, b in product(one, other) if a != b}
    if not parties.states and len(parties.groups) == 1 and all(map(is_multilateral, parties.others)):
        found |= set(combinations(sorted(parties.groups[0]), 2))
    return frozenset(found)


def read_mentions(facts: Facts, labor: Topics, exposed: Iterable[Pair]) -> Mentions:
    """Sort all agreement claims by the pairs that they concern.

    Args:
        facts: the claims.
        labor: tells agreements on labor migration from others.
        exposed: pairs between which migrants, money or victims move, or that are asked for; an "only"
            statement reaches these, pairs that agreement claims on any matter concern, and pairs of states
            that they name, and no others, so that it does not fill the list with every state of the world.
    """
    by_pair: dict[Pair, list[Mention]] = defaultdict(list)
    others: dict[Pair, list[Mention]] = defaultdict(list)
    alone: dict[str, list[Statement]] = defaultdict(list)
    partners: dict[str, list[tuple[Statement, frozenset[str]]]] = defaultdict(list)
    for claim in facts.of_type("Agreement"):
        if claim.concept("provision"):  # what a text provides for says nothing of whether there is an agreement
            continue
        parties = sides(claim, facts.actors)
        counts = labor.is_labor_migration(claim.words.get("agreementSubject", ()))
        found = list(_mentions(claim, parties))
        for pair, mention in found:
            (by_pair if counts else others)[pair].append(mention)
        if len(parties.states) == 1 and not found:
            alone[parties.states[0]].append(claim)
        if counts and stance(claim) == "in-force":
            for hub, allowed in _partners(claim, parties).items():
                partners[hub].append((claim, allowed))
    reached = frozenset(exposed) | by_pair.keys() | others.keys()
    for pair, mention in list(_exclusions(partners, reached, by_pair)):
        by_pair[pair].append(mention)
    return Mentions(
        by_pair={p: tuple(m) for p, m in by_pair.items()},
        others={p: tuple(m) for p, m in others.items()},
        alone={s: tuple(c) for s, c in alone.items()},
    )


def _mentions(claim: Statement, parties: Sides) -> Iterator[tuple[Pair, Mention]]:
    said = stance(claim)
    direct = direct_pairs(claim, parties)
    joined = is_instrument_to_join(claim, parties)
    for pair in sorted(direct):
        yield pair, Mention(claim, said, "group" if joined and said != "recommended" else "pair")
    for pair in sorted(group_pairs(parties) - direct):
        yield pair, Mention(claim, said, "group")


def _exclusions(
    partners: Mapping[str, list[tuple[Statement, frozenset[str]]]],
    reached: frozenset[Pair],
    by_pair: Mapping[Pair, list[Mention]],
) -> Iterator[tuple[Pair, Mention]]:
    """Pairs that "only" statements leave out; several on one state allow each its partners."""
    named = {s for pair, found in by_pair.items() if any(m.via == "pair" for m in found) for s in pair}
    for hub, claims in sorted(partners.items()):
        allowed = frozenset[str]().union(*(found for _, found in claims)) | {hub}
        others = named | {s for pair in reached if hub in pair for s in pair}
        for other in sorted(others - allowed):
            for claim, _ in claims:
                yield pair_of(hub, other), Mention(claim, "absent", "exclusion")
