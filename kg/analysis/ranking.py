"""Order of the gaps, and how far it depends on figures that are only known as intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.analysis.quantities import Corridor
from kg.analysis.status import STATUSES


@dataclass(frozen=True, slots=True)
class Weight:
    """What a pair is ranked by: its status, and its migrants of both directions together.

    `value` is the sum of the midpoints of the known bounds, which orders pairs of one status; `low` and
    `high` are the least and greatest sum that the claims allow (`high` infinite where they leave it open).
    """

    status: str
    value: float
    low: float
    high: float
    name: tuple[str, str]

    @property
    def group(self) -> int:
        return STATUSES.index(self.status)

    @property
    def order(self) -> tuple[int, float, tuple[str, str]]:
        return self.group, -self.value, self.name


@dataclass(frozen=True, slots=True)
class Place:
    """Rank by `Weight.value`, and best and worst rank over the intervals; from 1."""

    rank: int
    best: int
    worst: int


def weigh(status: str, pair: tuple[str, str], migrants: Sequence[Corridor]) -> Weight:
    return Weight(
        status,
        value=sum(c.midpoint for c in migrants),
        low=sum(c.floor for c in migrants),
        high=sum(c.ceiling for c in migrants),
        name=pair,
    )


def places(weights: Sequence[Weight]) -> dict[tuple[str, str], Place]:
    """Place of each gap among all gaps; pairs with an agreement in force have none.

    Another gap of the same status is surely ahead if its least number exceeds this one's greatest, and
    surely behind if its greatest is less than this one's least; every gap of a status that ranks higher
    is ahead.
    """
    gaps = sorted((w for w in weights if w.status != "in-force"), key=lambda w: w.order)
    found = {}
    for rank, mine in enumerate(gaps, 1):
        ahead = sum(w.group < mine.group for w in gaps)
        rivals = [w for w in gaps if w.group == mine.group and w is not mine]
        best = ahead + 1 + sum(w.low > mine.high for w in rivals)
        worst = ahead + 1 + len(rivals) - sum(w.high < mine.low for w in rivals)
        found[mine.name] = Place(rank, best, worst)
    return found
