"""Members of a coordination share their role: whoever reads "from A, B and C" takes all three or none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kg.proposers.reader.encoding import Array
from kg.proposers.reader.units import ACTOR_KINDS
from kg.proposers.reader.windows import Placed

LIKELY = 0.3  # odds from which a member of a group has the role that another has
_JOINING = frozenset((",", "and", "or", "&", "nor"))
_BETWEEN = frozenset(("the", "both", "also"))  # may stand beside what joins


def coordinations(placed: Sequence[Placed]) -> list[list[int]]:
    """Indexes of the actors that are told in one breath, in groups of two and more."""
    groups: list[list[int]] = []
    joined = False
    for index, p in enumerate(placed):
        if p.segment and p.unit.kind in ACTOR_KINDS:
            if joined and groups[-1] and placed[groups[-1][-1]].line == p.line:
                groups[-1].append(index)
            else:
                groups.append([index])
            joined = False
        elif p.unit.text.lower() in _JOINING:
            joined = bool(groups)
        elif p.unit.text.lower() not in _BETWEEN:
            groups.append([])
            joined = False
    return [group for group in groups if len(group) > 1]


def levelled(odds: Array, groups: Sequence[Sequence[int]]) -> Array:
    """Odds [U, R] in which the members of a group that are likely at all are as likely as its likeliest."""
    out = odds.copy()
    for group in groups:
        own = odds[list(group)]
        out[list(group)] = np.where(own >= LIKELY, own.max(axis=0), own)
    return out
