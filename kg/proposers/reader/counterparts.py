"""The other side of an agreement that a text tells of one side alone.

"Managua signed one in 2007" names one state; who reads on knows that the section is about Nicaraguans in Costa Rica, or
goes through the agreements of one state. So the other side is that state, or the one that the section's other claims
join with the side that is told. What states join one by one ("acceded to the protocol") has no other side.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.claims.instruments import is_multilateral
from kg.claims.model import Claim, How, SlotValue, claim_id, freeze
from kg.proposers.reader.windows import Line

RULE = "corridor"  # by which a claim has a value from the corridor that its section is about
_SIDES = (("origin", "destination"), ("sender", "receiver"))
_JOINED = re.compile(
    r"\b(?:a party|part(?:y|ies) to|acced\w*|accession|join(?:s|ed|ing)?|members?|membership)\b", re.IGNORECASE
)
_PARTNERS = 3  # states with which one has agreements, from which a section goes through its agreements
_SHARE = 0.6  # least share of a section's agreements of two that it then has


def with_counterparts(claims: Sequence[Claim], lines: Sequence[Line]) -> list[Claim]:
    """The claims, agreements of one state with the other side where their section tells it."""
    starts = [line.sentence.span.start for line in lines]
    by_section: dict[int, list[tuple[Claim, Line]]] = defaultdict(list)
    for claim in claims:
        line = lines[max(0, bisect_right(starts, claim.span.start) - 1)]
        by_section[line.section].append((claim, line))
    completed = {c.id: _completed(c, line, told) for told in by_section.values() for c, line in told}
    return [completed[claim.id] for claim in claims]


def _completed(claim: Claim, line: Line, told: Sequence[tuple[Claim, Line]]) -> Claim:
    side = _one_side(claim)
    if side is None or is_multilateral(line.sentence.text) or _JOINED.search(line.sentence.text):
        return claim
    others = [other for other, _ in told if other.id != claim.id]
    found = _who_has_all(others) or (_joined_with(others, side) if len(claim.slots["parties"]) == 1 else None)
    if found is None or found.value == side.value:
        return claim
    added = SlotValue(found.value, How.INHERITED, found.span, RULE)
    slots = freeze({**claim.slots, "parties": (added, side)})
    said = claim_id(claim.document, claim.span, claim.type, slots, claim.polarity, claim.modality, claim.attribution)
    return replace(claim, id=said, slots=slots)


def _one_side(claim: Claim) -> SlotValue | None:
    """The state that an agreement alone has, or that its own sentence alone names."""
    parties = claim.slots.get("parties", ()) if claim.type == "Agreement" else ()
    sides = parties if len(parties) == 1 else [p for p in parties if p.how is not How.INHERITED]
    return sides[0] if len(parties) <= 2 and len(sides) == 1 and _is_state(sides[0]) else None


def _who_has_all(claims: Sequence[Claim]) -> SlotValue | None:
    """The state whose agreements a section goes through."""
    pairs = [pair for claim in claims if claim.type == "Agreement" for pair in _pairs(claim)]
    partners: dict[object, set[object]] = defaultdict(set)
    for one, other in pairs:
        partners[one.value].add(other.value)
        partners[other.value].add(one.value)
    most = max(partners, key=lambda state: len(partners[state]), default=None)
    own = [pair for pair in pairs if most in (pair[0].value, pair[1].value)]
    if len(partners.get(most, ())) < _PARTNERS or len(own) < _SHARE * len(pairs):
        return None
    return next(value for pair in own for value in pair if value.value == most)


def _joined_with(claims: Sequence[Claim], side: SlotValue) -> SlotValue | None:
    """The state that claims of a section join with a side the most often, if one alone is."""
    pairs = [pair for claim in claims for pair in _pairs(claim) if side.value in (pair[0].value, pair[1].value)]
    found = [other if one.value == side.value else one for one, other in pairs]
    ranked = Counter(value.value for value in found).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return next(value for value in found if value.value == ranked[0][0])


def _pairs(claim: Claim) -> Iterator[tuple[SlotValue, SlotValue]]:
    """The pairs of states that a claim joins: from where to where, or who agrees with whom."""
    slots: Mapping[str, Sequence[SlotValue]] = claim.slots
    parties = [*_states(slots.get("parties", ()))]
    if len(parties) == 2:
        yield parties[0], parties[1]
    for first, second in _SIDES:
        for one in _states(slots.get(first, ())):
            yield from ((one, other) for other in _states(slots.get(second, ())) if other.value != one.value)


def _states(values: Iterable[SlotValue]) -> Iterator[SlotValue]:
    return (value for value in values if _is_state(value))


def _is_state(value: SlotValue) -> bool:
    return isinstance(value.value, str) and len(value.value) == 2 and value.value.isupper()
