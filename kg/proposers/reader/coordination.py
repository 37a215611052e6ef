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


def coordinations(placed: Sequence[Placed]) -> list[list[int]]:
    """Indexes of the actors that are told in one breath, in groups of two and more; commas alone join none."""
    groups: list[list[int]] = []
    group: list[int] = []
    between: list[str] = []
    joined = False

    def close() -> None:
        nonlocal group, joined
        if joined and len(group) > 1:
            groups.append(group)
        group, joined = [], False

    for index, p in enumerate(placed):
        word = p.unit.text.lower()
        if p.segment and p.unit.kind in ACTOR_KINDS:
            if not between or not (_JOINING | {","}) & set(between) or placed[group[-1]].line != p.line:
                close()
            joined = joined or bool(group and _JOINING & set(between))
            group.append(index)
            between = []
        elif group and word in _JOINING | _BETWEEN:
            between.append(word)
        else:
            close()
            between = []
    close()
    return groups


def levelled(odds: Array, groups: Sequence[Sequence[int]]) -> Array:
    """Odds [U, R] in which the members of a group that are likely at all are as likely as its likeliest."""
    out = odds.copy()
    for group in groups:
        own = odds[list(group)]
        out[list(group)] = np.where(own >= LIKELY, own.max(axis=0), own)
    return out
