"""The coverage curve: which share of the world's migrants lives in corridors with an agreement, year by year."""

from __future__ import annotations

from kg.analysis.pairs import Pair
from kg.analysis.regions import members_of
from kg.analysis.standings import Agreements, read_agreements
from kg.analysis.stocks import ByYear, Stocks, choose, data_sets, read_stocks
from kg.analysis.world_model import CoveragePoint
from kg.graph.source import Source


def coverage(
    stocks: ByYear, agreements: Agreements, within: frozenset[str] | None = None
) -> tuple[CoveragePoint, ...]:
    """One point for each year of the stocks: agreements up to that year, against the migrants of that year.

    `within` leaves only pairs with a state of a region; the stocks are those of its corridors already.
    """
    return tuple(
        CoveragePoint(year, each.total, covered(each, agreements), len(_pairs(agreements, year, within)))
        for year, each in sorted(stocks.items())
    )


def world_coverage(graph: Source, region: str | None = None, stocks: str | None = None) -> tuple[CoveragePoint, ...]:
    """The coverage curve of a graph, or of the corridors of a region, by the newest data set of stocks.

    Raises:
        UserError: the graph has no stocks, or no region has that name.
    """
    within = members_of(region) if region is not None else None
    counted = read_stocks(graph)
    source = choose(data_sets(graph), counted, stocks)
    by_year = {year: each.touching(within) for year, each in counted[source.id].items()}
    return coverage(by_year, read_agreements(graph), within)


def _pairs(agreements: Agreements, year: int, within: frozenset[str] | None) -> list[Pair]:
    return [p for p in agreements.pairs(year) if within is None or not within.isdisjoint(p)]


def covered(stocks: Stocks, agreements: Agreements) -> float:
    """Migrants in corridors whose pair has an agreement by the year of the stocks."""
    pairs = set(agreements.pairs(stocks.year))
    return sum(number for corridor, number in stocks.migrants.items() if corridor.pair in pairs)
