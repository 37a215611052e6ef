"""Stocks of migrants by corridor and year, from a data set of the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.analysis.actors import state_code
from kg.analysis.aggregates import ask
from kg.analysis.facts import year_of
from kg.analysis.pairs import Pair
from kg.analysis.world_model import Corridor, DataSet
from kg.errors import UserError
from kg.graph.source import Source


@dataclass(frozen=True, slots=True)
class Stocks:
    """Migrants by corridor in one year, in persons; corridors without migrants are left out."""

    year: int
    migrants: Mapping[Corridor, float]

    @property
    def total(self) -> float:
        return sum(self.migrants.values())

    def both(self, pair: Pair) -> tuple[float, float]:
        """Migrants of the first state in the second, and of the second in the first."""
        one, other = pair
        return self.migrants.get(Corridor(one, other), 0.0), self.migrants.get(Corridor(other, one), 0.0)

    def large_pairs(self, threshold: float) -> tuple[Pair, ...]:
        """Pairs with more migrants than the threshold in one direction at least, by code."""
        return tuple(sorted({c.pair for c, number in self.migrants.items() if number > threshold}))

    def touching(self, states: frozenset[str] | None) -> Stocks:
        """Only corridors that begin or end in one of the states; all where none are given."""
        if states is None:
            return self
        return Stocks(self.year, {c: n for c, n in self.migrants.items() if not states.isdisjoint(c)})


ByYear = Mapping[int, Stocks]
"""Year → stocks of one data set."""


def data_sets(graph: Source) -> tuple[DataSet, ...]:
    """Data sets of a graph, by their IRIs."""
    found: dict[str, DataSet] = {}
    for row in ask(graph, "data-sets"):
        node = row["source"] or ""
        each = DataSet(node, row["title"] or _name(node), row["note"] or "", year_of(row["issued"] or ""))
        found.setdefault(node, each)
    return tuple(found.values())


def read_stocks(graph: Source) -> dict[str, ByYear]:
    """Stocks between states by data set and year, in one query: every sum of the analysis is one of these rows.

    Claims that count a part of a stock (a legal status, a sector), or another unit than persons, are left out.
    """
    found: dict[str, dict[int, dict[Corridor, float]]] = defaultdict(lambda: defaultdict(dict))
    for row in ask(graph, "stocks"):
        origin, destination = (state_code(row[end] or "") for end in ("origin", "destination"))
        year = year_of(row["year"] or "")
        if origin and destination and year is not None:
            found[row["source"] or ""][year][Corridor(origin, destination)] = float(row["migrants"] or 0)
    return {
        source: {y: Stocks(y, dict(sorted(each.items()))) for y, each in sorted(years.items())}
        for source, years in sorted(found.items())
    }


def choose(
    known: Sequence[DataSet], stocks: Mapping[str, ByYear], name: str | None, year: int | None = None
) -> DataSet:
    """The data set of stocks that is named, else the newest that has the year, if one is given.

    Raises:
        UserError: there is none.
    """
    if not stocks:
        raise UserError(
            "the graph has no data set of migrant stocks; add one with `mkg import undesa FILE -o stocks.ttl`, "
            "and name it with --graph or --store"
        )
    candidates = [d for d in known if d.id in stocks and name in (None, d.id, _name(d.id))]
    if not candidates:
        raise UserError(f"{name}: no data set of migrant stocks; choose one of {', '.join(map(_name, sorted(stocks)))}")
    fitting = [d for d in candidates if year is None or year in stocks[d.id]]
    if not fitting:
        years = sorted({y for d in candidates for y in stocks[d.id]})
        raise UserError(f"{year}: no stocks of that year; there are those of {', '.join(map(str, years))}")
    return max(fitting, key=lambda d: (d.year or 0, d.id))


def stocks_of(stocks: ByYear, year: int) -> Stocks:
    """Stocks of a year.

    Raises:
        UserError: there are none; the years that there are are named.
    """
    if year not in stocks:
        raise UserError(f"{year}: no stocks of that year; there are those of {', '.join(map(str, stocks))}")
    return stocks[year]


def _name(node: str) -> str:
    return node.rsplit("/", 1)[-1]
