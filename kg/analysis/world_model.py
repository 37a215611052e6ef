"""What `world_gaps` finds, as plain values: agreement gaps of the whole world from data sets and reports.

Words used throughout: a **pair** is two states, in the order of their codes; a **corridor** is one direction of a
pair, from an origin to a destination. **Migrants** are persons living in the destination by the stocks of one data
set and year. A pair **has an agreement** where a data set lists one signed by that year, or a report states one in
force and none denies it. That a list does not have an agreement is no proof that there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kg.analysis.pairs import Pair, pair_of


class Ground(StrEnum):
    """On what an agreement of a pair rests."""

    DATA_SET = "data set"
    REPORT = "report"
    BOTH = "both"
    CONTESTED = "contested"
    """A report states one, a claim of a report denies it, and no data set lists any; it counts as none."""
    PREDECESSOR = "predecessor"
    """Only agreements of a state that is no more are listed; they count as none, since the list does not say
    whether a successor kept them."""
    NONE = "none"

    @property
    def counts(self) -> bool:
        """Whether the pair has an agreement."""
        return self in (Ground.DATA_SET, Ground.REPORT, Ground.BOTH)


class Corridor(NamedTuple):
    """Codes of origin and destination."""

    origin: str
    destination: str

    @property
    def pair(self) -> Pair:
        return pair_of(*self)

    @property
    def back(self) -> Corridor:
        """The other direction."""
        return Corridor(self.destination, self.origin)


@dataclass(frozen=True, slots=True)
class DataSet:
    """A data set of the graph: `note` says what absence from it means; `year` is that of its edition."""

    id: str
    title: str
    note: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Agreements of a pair up to a year.

    `listed` counts agreements in data sets that have a year; `undated` those without one, which count in no year, and
    claims of reports of which no year is known, which count in every year.
    `first` and `last` are the years of the oldest and newest that count.
    """

    ground: Ground
    listed: int
    undated: int
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class CorridorGap:
    """A corridor without an agreement. `back` are migrants of the other direction; `rank` is that among all shown."""

    rank: int
    corridor: Corridor
    names: tuple[str, str]
    migrants: float
    back: float
    standing: Standing


@dataclass(frozen=True, slots=True)
class Totals:
    """The world in one year. `large` corridors are those with more migrants than the threshold.

    `covered` are migrants in corridors whose pair has an agreement.
    """

    year: int
    threshold: float
    migrants: float
    covered: float
    corridors: int
    large: int
    large_with_agreement: int
    large_pairs: int
    large_pairs_with_agreement: int

    @property
    def share(self) -> float:
        """Share of migrants in corridors with an agreement, 0 to 1."""
        return _share(self.covered, self.migrants)


@dataclass(frozen=True, slots=True)
class GroupShare:
    """Corridors into (`side` "destination") or out of ("origin") a group of states.

    `group` is a M49 subregion, or an income group of the table given; `within` the region of a subregion.
    """

    group: str
    within: str
    side: str
    migrants: float
    uncovered: float
    large: int
    large_without_agreement: int

    @property
    def share(self) -> float:
        """Share of migrants in corridors without an agreement, 0 to 1."""
        return _share(self.uncovered, self.migrants)


@dataclass(frozen=True, slots=True)
class CoveragePoint:
    """One year of the coverage curve: migrants by the stocks of the year, and agreements up to it.

    `pairs` counts pairs of states with an agreement by then, whether or not migrants live between them.
    """

    year: int
    migrants: float
    covered: float
    pairs: int

    @property
    def share(self) -> float:
        """Share of migrants in corridors with an agreement, 0 to 1."""
        return _share(self.covered, self.migrants)


@dataclass(frozen=True, slots=True)
class StateExposure:
    """Emigrants of a state: how many there are, and how many in corridors without an agreement.

    `largest` is the destination with most of the latter, None where there is none.
    """

    state: str
    name: str
    emigrants: float
    uncovered: float
    agreements_with: int
    largest: str | None

    @property
    def share(self) -> float:
        """Share of emigrants in corridors without an agreement, 0 to 1."""
        return _share(self.uncovered, self.emigrants)


@dataclass(frozen=True, slots=True)
class ProvisionLack:
    """A pair whose agreements are coded: which provisions they have, and which of the best pair's they lack.

    `region` is the M49 subregion of the destination of the larger corridor; `best` the pair of that subregion whose
    agreements together have most provisions. Provisions are names of concepts, sorted.
    """

    pair: Pair
    names: tuple[str, str]
    region: str
    migrants: float
    has: tuple[str, ...]
    best: Pair
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairChange:
    """A pair whose corridor was large in one of two years at least: migrants of both directions, and agreements."""

    pair: Pair
    names: tuple[str, str]
    before: float
    after: float
    had: bool
    has: bool

    @property
    def kind(self) -> str:
        """`covered since`, `still without`, or `had one before`."""
        if self.has:
            return "had one before" if self.had else "covered since"
        return "still without"


@dataclass(frozen=True, slots=True)
class Change:
    """Two years beside each other: `pairs` by the change of migrants, the largest first."""

    before: Totals
    after: Totals
    pairs: tuple[PairChange, ...]


@dataclass(frozen=True, slots=True)
class WorldGaps:
    """Agreement gaps of the whole world in one year.

    `notes` must stand with every use: what absence from the lists means. `region` is the one that corridors begin or
    end in, where one was asked for. `unplaced` are codes of states that the income table does not name.
    """

    totals: Totals
    region: str | None
    stocks: DataSet
    agreements: tuple[DataSet, ...]
    notes: tuple[str, ...]
    gaps: tuple[CorridorGap, ...]
    regions: tuple[GroupShare, ...]
    incomes: tuple[GroupShare, ...]
    unplaced: tuple[str, ...]
    coverage: tuple[CoveragePoint, ...]
    states: tuple[StateExposure, ...]
    provisions: tuple[ProvisionLack, ...]
    change: Change | None


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
