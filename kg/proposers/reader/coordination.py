"""Members of a coordination share their role: what is said of A in "from A, B and C" is said of B and C."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kg.proposers.reader.brackets import asides
from kg.proposers.reader.encoding import Array
from kg.proposers.reader.units import ACTOR_KINDS
from kg.proposers.reader.windows import Placed

LIKELY = 0.5  # odds from which a member of a group has the role that another has
_JOINING = frozenset(("and", "or", "&", "nor"))
_BETWEEN = frozenset((",", "the", "both", "also"))  # may stand between members as well
_SEPARATING = _JOINING | {","}  # one of these must


def coordinations(placed: Sequence[Placed]) -> list[list[int]]:
    """Indexes of the actors that are told in one breath, in groups of two and more; commas alone join none.

    What stands in brackets between them ("Chad (2011) and Mali") parts them as little.
    """
    numbers = _numbers_of_asides(placed)
    groups: list[list[int]] = []
    open_group: dict[int, list[int]] = {}  # the last group outside of brackets (0), and in each of them
    for index, p in enumerate(placed):
        if p.segment and p.unit.kind in ACTOR_KINDS:
            last = open_group.get(numbers[index])
            if last and _follows(placed, numbers, last[-1], index):
                last.append(index)
            else:
                open_group[numbers[index]] = [index]
                groups.append(open_group[numbers[index]])
    return [group for group in groups if words_of(placed[group[0] : group[-1]]) & _JOINING]


def _numbers_of_asides(placed: Sequence[Placed]) -> list[int]:
    """For each unit the number of the brackets that it stands in, with them; 0 outside."""
    found = [0] * len(placed)
    for number, inside in enumerate(asides(placed), start=1):
        found[inside.start - 1 : inside.stop + 1] = [number] * (len(inside) + 2)
    return found


def _follows(placed: Sequence[Placed], numbers: Sequence[int], left: int, right: int) -> bool:
    """Is an actor the next member after another: of the same sentence, with nothing but what joins between them?"""
    between = words_of([placed[i] for i in range(left + 1, right) if numbers[i] == numbers[left]])
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
