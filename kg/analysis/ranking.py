"""Order of the gaps, and how far it depends on figures that are only known as intervals."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from kg.analysis.quantities import Corridor
from kg.analysis.status import STATUSES


@dataclass(frozen=True, slots=True)
class Weight:
    """What a pair is ranked by: its status, and its migrants of both directions together.

    `value` is the sum of the midpoints of the known bounds; it orders pairs of one status. Figures that are
    shared with other corridors add nothing to it: they only widen the range. `shared` (even shares of such
    figures) and `claims` (how many claims speak of exposure) order pairs of one value. `low` and `high`
    are the least and greatest sum that the claims allow (`high` infinite where they leave it open).
    """

    status: str
    value: float
    low: float
    high: float
    name: tuple[str, str]
    shared: float = 0.0
    claims: int = 0

    @property
    def group(self) -> int:
        return STATUSES.index(self.status)

    @property
    def order(self) -> tuple[int, float, float, int, tuple[str, str]]:
        return self.group, -self.value, -self.shared, -self.claims, self.name


@dataclass(frozen=True, slots=True)
class Place:
    """Rank by `Weight.value`, and best and worst rank over the intervals; from 1."""

    rank: int
    best: int
    worst: int


def weigh(status: str, pair: tuple[str, str], migrants: Sequence[Corridor], claims: int) -> Weight:
    """Weight of a pair from its two directions and the number of claims on what passes between the states."""
    return Weight(
        status,
        value=sum(c.midpoint for c in migrants),
        low=sum(c.floor for c in migrants),
        high=sum(c.ceiling for c in migrants),
        name=pair,
        shared=sum(c.even_share for c in migrants),
        claims=claims,
    )


def places(weights: Sequence[Weight]) -> dict[tuple[str, str], Place]:
    """Place of each gap among all gaps; pairs with an agreement in force have none.

    Another gap of the same status is surely ahead if its least number exceeds this one's greatest, and
    surely behind if its greatest is less than this one's least; every gap of a status that ranks higher
    is ahead.
    """
    gaps = sorted((w for w in weights if w.status != "in-force"), key=lambda w: w.order)
    found: dict[tuple[str, str], Place] = {}
    for _, same_status in groupby(gaps, key=lambda w: w.group):
        group = list(same_status)
        ahead = len(found)
        lows, highs = sorted(w.low for w in group), sorted(w.high for w in group)
        for position, mine in enumerate(group, ahead + 1):
            surely_ahead = len(group) - bisect_right(lows, mine.high)
            surely_behind = bisect_left(highs, mine.low)
            found[mine.name] = Place(position, ahead + 1 + surely_ahead, ahead + len(group) - surely_behind)
    return found
