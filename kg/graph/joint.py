"""Which claims are one: the same thing, said in several reports or read by several proposers.

Claims are one only when type, slots, period, polarity, modality and voices agree; what differs in any of these stays a
claim of its own, so that disagreement is seen. What one report says twice stays two claims: of two reports the first
time is matched with the first time, the second with the second.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kg.claims.model import ELSEWHERE, Claim, SlotValue
from kg.claims.schema import Schema, SlotType
from kg.graph.actors import ActorResolver, Node

# Relations that are done to people: a state as their patient means its nationals.
DONE_TO_PEOPLE = frozenset({"abuses", "deports"})


@dataclass(frozen=True, slots=True)
class Joint:
    """A claim with several origins: its name (the least of their ids), best score, and slots that none states."""

    name: str
    score: float | None
    not_stated: frozenset[str]


def joined(claims: Iterable[Claim], resolver: ActorResolver, schema: Schema) -> Mapping[str, Joint]:
    """Joint claims by the id of each claim that is part of one; the order of the claims changes nothing.

    What is added to the claims leaves unchanged which of those before are one.
    """
    said: dict[Hashable, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        said[what_is_said(claim, resolver, schema)][claim.document].append(claim)
    found: dict[str, Joint] = {}
    for documents in said.values():
        for times in zip_longest(*(list(_utterances(own)) for own in documents.values()), fillvalue=()):
            members = [claim for utterance in times for claim in utterance]
            if len({c.id for c in members}) > 1:
                joint = _joint(members)
                found |= {c.id: joint for c in members}
    return found


def what_is_said(claim: Claim, resolver: ActorResolver, schema: Schema) -> Hashable:
    """Equal for claims that say the same, in whatever words they name an actor."""
    slots = []
    for name, values in claim.slots.items():
        slot = schema.slot(claim.type, name)
        assert slot is not None, f"{claim.type}.{name} passed the gate"
        slots.append((name, tuple(sorted(_value(claim, slot, v, resolver) for v in values))))
    voices = tuple(sorted(resolver.resolve(v).iri for v in claim.attribution))
    exclusive = tuple(sorted(claim.exclusive))
    return claim.type, claim.polarity, claim.modality, voices, exclusive, tuple(sorted(slots))


def node_of(claim: Claim, slot: SlotType, value: str, resolver: ActorResolver) -> Node:
    """The words of a slot as a node: as people, as a subject or as an actor."""
    if slot.holds == "people" or (slot.name == "patient" and DONE_TO_PEOPLE & set(claim.values("relation"))):
        return resolver.resolve_people(value)
    return resolver.resolve_subject(value) if slot.holds == "subject" else resolver.resolve(value)


def _value(claim: Claim, slot: SlotType, found: SlotValue, resolver: ActorResolver) -> str:
    if slot.kind in ("actor", "place"):
        return node_of(claim, slot, str(found.value), resolver).iri
    if isinstance(found.value, str):
        return " ".join(found.value.casefold().split())
    return repr(float(found.value))


def _utterances(claims: Sequence[Claim]) -> Iterator[tuple[Claim, ...]]:
    """Claims of one document that say one thing, in the order of the text: those at one place are one utterance."""
    group: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (c.span, c.id, c.proposer)):
        others = {c.proposer for c in group}
        if group and (claim.proposer in others or not any(claim.span.overlaps(c.span) for c in group)):
            yield tuple(group)
            group = []
        group.append(claim)
    if group:
        yield tuple(group)


def _joint(members: Sequence[Claim]) -> Joint:
    scores = [c.score for c in members if c.score is not None]
    elsewhere = ({n for n, v in c.slots.items() if any(x.how in ELSEWHERE for x in v)} for c in members)
    return Joint(
        name=min(c.id for c in members),
        score=max(scores, default=None),
        not_stated=frozenset.intersection(*map(frozenset, elsewhere)),
    )
