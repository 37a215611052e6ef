"""Claims of one sentence that say the same twice: two anchors of one fact ("usually travel ... and spend")."""

from __future__ import annotations

from collections.abc import Sequence

from kg.claims.model import FIGURE_SLOTS, Claim


def unrepeated(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one sentence without those that say nothing which another of their type does not say too.

    A claim with a figure always says something of its own. Of two that say the same, the likelier stays.
    """
    values = [_values(claim) for claim in claims]

    def repeats(one: int, other: int) -> bool:
        a, b = claims[one], claims[other]
        if one == other or a.type != b.type or a.polarity != b.polarity or not values[one] <= values[other]:
            return False
        return values[one] != values[other] or (b.score or 0.0, -other) > (a.score or 0.0, -one)

    return [
        claim
        for index, claim in enumerate(claims)
        if claim.slots.keys() & FIGURE_SLOTS or not any(repeats(index, other) for other in range(len(claims)))
    ]


def _values(claim: Claim) -> frozenset[tuple[str, str]]:
    return frozenset((name, str(value.value)) for name, found in claim.slots.items() for value in found)
