"""Members of a coordination share their role: what is said of A in "from A, B and C" is said of B and C."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kg.proposers.reader.encoding import Array
from kg.proposers.reader.units import ACTOR_KINDS
from kg.proposers.reader.windows import Placed

LIKELY = 0.5  # odds from which a member of a group has the role that another has
_JOINING = frozenset(("and", "or", "&", "nor"))
_BETWEEN = frozenset((",", "the", "both", "also"))  # may stand between members as well
_SEPARATING = _JOINING | {","}  # one of these must


def coordinations(placed: Sequence[Placed]) -> list[list[int]]:
    """Indexes of the actors that are told in one breath, in groups of two and more; commas alone join none."""
    groups: list[list[int]] = []
    for index, p in enumerate(placed):
        if p.segment and p.unit.kind in ACTOR_KINDS:
            if groups and _follows(placed, groups[-1][-1], index):
                groups[-1].append(index)
            else:
                groups.append([index])
    return [group for group in groups if words_of(placed[group[0] : group[-1]]) & _JOINING]


def _follows(placed: Sequence[Placed], left: int, right: int) -> bool:
    """Is an actor the next member after another: of the same sentence, with nothing but what joins between them?"""
    between = words_of(placed[left + 1 : right])
    return placed[left].line == placed[right].line and between <= _JOINING | _BETWEEN and bool(between & _SEPARATING)


def words_of(placed: Sequence[Placed]) -> set[str]:
    """Words of units, in small letters."""
    return {p.unit.text.lower() for p in placed}


def levelled(odds: Array, groups: Sequence[Sequence[int]]) -> Array:
    """Odds [..., U, R] in which the members of a group that are likely at all are as likely as its likeliest."""
    out = odds.copy()
    for group in groups:
        own = odds[..., group, :]
        out[..., group, :] = np.where(own >= LIKELY, own.max(axis=-2, keepdims=True), own)
    return out
