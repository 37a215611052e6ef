"""Claims of one sentence that say the same twice: two anchors of one fact ("usually travel ... and spend")."""

from __future__ import annotations

from collections.abc import Sequence

from kg.claims.model import FIGURE_SLOTS, Claim


def unrepeated(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one sentence without those that say nothing which another of their type does not say too.

    Claims with figures are left alone. Of two that say the same, the likelier stays.
    """
    values = [_values(claim) for claim in claims]
    plain = [i for i, claim in enumerate(claims) if not claim.slots.keys() & FIGURE_SLOTS]

    def repeats(one: int, other: int) -> bool:
        a, b = claims[one], claims[other]
        if (a.type, a.polarity, a.modality) != (b.type, b.polarity, b.modality):
            return False
        if one == other or not values[one] <= values[other] or not set(a.attribution) <= set(b.attribution):
            return False
        return values[one] != values[other] or (b.score or 0.0, -other) > (a.score or 0.0, -one)

    left_out = {one for one in plain if any(repeats(one, other) for other in plain)}
    return [claim for index, claim in enumerate(claims) if index not in left_out]


def _values(claim: Claim) -> frozenset[tuple[str, str]]:
    return frozenset((name, str(value.value)) for name, found in claim.slots.items() for value in found)
