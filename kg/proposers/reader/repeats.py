"""Claims of one sentence that say the same twice, or less surely what another says: two anchors of one fact ("usually
travel ... and spend")."""

from __future__ import annotations

from collections.abc import Sequence

from kg.claims.model import FIGURE_SLOTS, Claim
from kg.lexicon import Lexicon


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


def told_by_words(claims: Sequence[Claim], lexicon: Lexicon) -> list[Claim]:
    """The claims of one sentence, without agreements that its partner's name alone carries where a word tells another
    status of the same pair: "with Lebanon" says less than "under discussion"."""
    agreements = [c for c in claims if c.type == "Agreement"]
    named = {c.id for c in agreements if (entry := lexicon.resolve(c.anchor)) and entry.kind == "State"}
    worded = [c for c in agreements if c.id not in named]

    def is_told(claim: Claim) -> bool:
        return claim.id in named and any(_is_status_of(claim, other) for other in worded)

    return [claim for claim in claims if not is_told(claim)]


def _is_status_of(claim: Claim, worded: Claim) -> bool:
    """Does a claim tell another status of one agreement: of the same pair, and of no other subject or year?"""
    if set(claim.values("parties")) != set(worded.values("parties")):
        return False
    if claim.values("status") == worded.values("status"):
        return False
    both = ((claim.values(slot), worded.values(slot)) for slot in ("subject", "year"))
    return all(not own or not told or own == told for own, told in both)


def _values(claim: Claim) -> frozenset[tuple[str, str]]:
    return frozenset((name, str(value.value)) for name, found in claim.slots.items() for value in found)
