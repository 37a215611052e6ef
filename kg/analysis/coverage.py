"""The coverage curve: which share of the world's migrants lives in corridors with an agreement, year by year."""

from __future__ import annotations

from kg.analysis.standings import Agreements
from kg.analysis.stocks import ByYear, Stocks
from kg.analysis.world_model import CoveragePoint


def coverage(stocks: ByYear, agreements: Agreements) -> tuple[CoveragePoint, ...]:
    """One point for each year of the stocks: agreements up to that year, against the migrants of that year."""
    return tuple(
        CoveragePoint(year, each.total, covered(each, agreements), len(agreements.pairs(year)))
        for year, each in sorted(stocks.items())
    )


def covered(stocks: Stocks, agreements: Agreements) -> float:
    """Migrants in corridors whose pair has an agreement by the year of the stocks."""
    pairs = set(agreements.pairs(stocks.year))
    return sum(number for corridor, number in stocks.migrants.items() if corridor.pair in pairs)
