"""The network of listed agreements over the decades: who joins, who bridges, and which pairs may come next.

The network of a year has an edge for each pair with an agreement in a data set signed up to it. States that are no
more by that year are left out, with their agreements. A list is not the world: what is not listed is not absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from math import log

import networkx as nx

from kg.analysis.pairs import Pair, names_of, pair_of
from kg.analysis.standings import UNKNOWN, Agreements

_SEED = 1
_SHOWN = 5
_DIGITS = 6
HINTS = 50
"""How many pairs the test on the past takes as hints."""
HINT_NOTE = (
    "Hints, not forecasts: pairs without a listed agreement whose states have most partners in common. They may have "
    "one that is not listed, or have no migrants."
)


@dataclass(frozen=True, slots=True)
class Place:
    """A state in a network: the number of its partners, or its betweenness (0 to 1)."""

    state: str
    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Decade:
    """The network at the end of a decade, or in the last year with an agreement.

    `signed` are agreements of the decade, `new_pairs` pairs whose first agreement was in it. `communities` are groups
    of two states or more (Louvain, fixed seed), `modularity` how far they part the network (0: not at all). `partners`
    and `bridges` are the states with most partners, and those on most shortest paths between others.
    """

    year: int
    signed: int
    states: int
    pairs: int
    new_pairs: int
    communities: int
    modularity: float
    partners: tuple[Place, ...]
    bridges: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """A pair without a listed agreement and the partners that its states have in common.

    `score` weighs each common partner the less, the more partners it has itself (Adamic and Adar).
    """

    rank: int
    pair: Pair
    names: tuple[str, str]
    common: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class BackTest:
    """How hints of a past year turned out: of `hinted` pairs, `signed` had a listed agreement ten years later.

    `open_pairs` are all pairs of the network without an agreement then, `open_signed` those of them with one later.
    """

    year: int
    hinted: int
    signed: int
    open_pairs: int
    open_signed: int

    @property
    def precision(self) -> float:
        """Share of hinted pairs that signed."""
        return self.signed / self.hinted if self.hinted else 0.0

    @property
    def baseline(self) -> float:
        """Share of all pairs without an agreement that signed."""
        return self.open_signed / self.open_pairs if self.open_pairs else 0.0


@dataclass(frozen=True, slots=True)
class Growth:
    """The network by decade, hints for after the last year, and how such hints turned out before."""

    decades: tuple[Decade, ...]
    hints: tuple[Hint, ...]
    tests: tuple[BackTest, ...]


def growth(agreements: Agreements, names: Mapping[str, str]) -> Growth:
    """Everything on the network over time; nothing where no agreement with a year is listed."""
    years = decade_ends(agreements)
    return Growth(
        decades=tuple(_decade(agreements, year, names) for year in years),
        hints=hints(agreements, years[-1], names) if years else (),
        tests=tuple(_test(agreements, year) for year in years if year + 10 <= years[-1]),
    )


def decade_ends(agreements: Agreements) -> tuple[int, ...]:
    """Last year of each decade from the first agreement on; of the last decade the last year with an agreement."""
    signed = [each.year for each in agreements.instruments.values() if each.year > UNKNOWN]
    if not signed:
        return ()
    first, last = min(signed), max(signed)
    return (*range(first // 10 * 10 + 9, last, 10), last)


def pairs_by(agreements: Agreements, year: int) -> tuple[Pair, ...]:
    """Pairs with a listed agreement up to a year, of states that are there in that year."""
    found = {
        pair
        for each in agreements.instruments.values()
        for pair in each.pairs
        if UNKNOWN < each.year <= year and _last(agreements, pair, year)
    }
    return tuple(sorted(found))


def _last(agreements: Agreements, pair: Pair, year: int) -> bool:
    """Whether both states are there in a year."""
    return all(agreements.ended.get(code, year) >= year for code in pair)


def hints(agreements: Agreements, year: int, names: Mapping[str, str], most: int = HINTS) -> tuple[Hint, ...]:
    """Pairs without a listed agreement by a year, those with most partners in common first."""
    return tuple(_ranked(_network(pairs_by(agreements, year)), names)[:most])


def _ranked(network: nx.Graph[str], names: Mapping[str, str]) -> list[Hint]:
    found = [
        Hint(0, pair, names_of(pair, names), common, _score(network, common))
        for pair in _open(network)
        if (common := tuple(sorted(set(network[pair[0]]) & set(network[pair[1]]))))
    ]
    found.sort(key=lambda h: (-len(h.common), -h.score, h.pair))
    return [replace(hint, rank=rank) for rank, hint in enumerate(found, 1)]


def _decade(agreements: Agreements, year: int, names: Mapping[str, str]) -> Decade:
    start = year // 10 * 10
    now = _network(pairs_by(agreements, year))
    before = {p for e in agreements.instruments.values() if UNKNOWN < e.year < start for p in e.pairs}
    groups = _communities(now)
    between = nx.betweenness_centrality(now)
    return Decade(
        year=year,
        signed=sum(start <= e.year <= year for e in agreements.instruments.values()),
        states=now.number_of_nodes(),
        pairs=now.number_of_edges(),
        new_pairs=sum(pair_of(*edge) not in before for edge in now.edges),
        communities=len(groups),
        modularity=round(nx.community.modularity(now, groups), _DIGITS) if groups else 0.0,
        partners=_most({code: float(now.degree(code)) for code in now}, names),
        bridges=_most(between, names),
    )


def _network(pairs: Iterable[Pair]) -> nx.Graph[str]:
    network: nx.Graph[str] = nx.Graph()
    network.add_edges_from(pairs)
    return network


def _communities(network: nx.Graph[str]) -> list[set[str]]:
    """Groups of states; numbers in the place of codes keep the outcome the same in every process."""
    codes = sorted(network)
    number_of = {code: number for number, code in enumerate(codes)}
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(codes)))
    edges = (sorted((number_of[a], number_of[b])) for a, b in network.edges)
    plain.add_edges_from((a, b) for a, b in sorted(edges))
    found = nx.community.louvain_communities(plain, seed=_SEED) if codes else []
    return [{codes[n] for n in group} for group in found]


def _most(values: Mapping[str, float], names: Mapping[str, str]) -> tuple[Place, ...]:
    first = sorted((-round(value, _DIGITS), code) for code, value in values.items() if value > 0)[:_SHOWN]
    return tuple(Place(code, names.get(code, code), -value) for value, code in first)


def _test(agreements: Agreements, year: int) -> BackTest:
    later = set(pairs_by(agreements, year + 10))
    network = _network(pairs_by(agreements, year))
    still_open = [p for p in _open(network) if _last(agreements, p, year + 10)]
    hinted = [h.pair for h in _ranked(network, {}) if _last(agreements, h.pair, year + 10)][:HINTS]
    return BackTest(
        year=year,
        hinted=len(hinted),
        signed=len(later.intersection(hinted)),
        open_pairs=len(still_open),
        open_signed=len(later.intersection(still_open)),
    )


def _open(network: nx.Graph[str]) -> Iterator[Pair]:
    yield from (pair for pair in combinations(sorted(network), 2) if not network.has_edge(*pair))


def _score(network: nx.Graph[str], common: Iterable[str]) -> float:
    return round(sum(1 / log(network.degree(code)) for code in common), _DIGITS)
