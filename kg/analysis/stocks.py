"""Stocks of migrants by corridor, from a data set of the graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.analysis.aggregates import ask
from kg.analysis.standings import code_of
from kg.analysis.world_model import Corridor, DataSet, Pair
from kg.errors import UserError
from kg.graph import rdf
from kg.graph.source import Source

Counted = Mapping[tuple[str, int], float]
"""Data set and year → migrants between states."""


@dataclass(frozen=True, slots=True)
class Stocks:
    """Migrants by corridor in one year, in persons; corridors without migrants are left out."""

    year: int
    migrants: Mapping[Corridor, float]

    def both(self, pair: Pair) -> tuple[float, float]:
        """Migrants of the first state in the second, and of the second in the first."""
        one, other = pair
        return self.migrants.get(Corridor(one, other), 0.0), self.migrants.get(Corridor(other, one), 0.0)

    def large_pairs(self, threshold: float) -> tuple[Pair, ...]:
        """Pairs with more migrants than the threshold in one direction at least, by code."""
        return tuple(sorted({c.pair for c, number in self.migrants.items() if number > threshold}))


def data_sets(graph: Source) -> tuple[DataSet, ...]:
    """Data sets of a graph, by their IRIs."""
    found: dict[str, DataSet] = {}
    for row in ask(graph, "data-sets"):
        node = row["source"] or ""
        issued = (row["issued"] or "")[:4]
        name = node.rsplit("/", 1)[-1]
        year = int(issued) if issued.isdigit() else None
        found.setdefault(node, DataSet(node, row["title"] or name, row["note"] or "", year))
    return tuple(found.values())


def counted(graph: Source) -> Counted:
    """Migrants by data set and year."""
    return {
        (row["source"] or "", int((row["year"] or "0")[:4])): float(row["migrants"] or 0)
        for row in ask(graph, "stocks-by-year")
    }


def choose(known: Sequence[DataSet], count: Counted, name: str | None, year: int) -> DataSet:
    """The data set of stocks that is named, else the newest that has the year.

    Raises:
        UserError: there is none.
    """
    with_stocks = [d for d in known if any(s == d.id for s, _ in count)]
    if not with_stocks:
        raise UserError(
            "the graph has no data set of migrant stocks; add one, such as with "
            "`mkg --store STORE import undesa FILE`, and name it with --store or --graph"
        )
    if name is not None:
        with_stocks = [d for d in with_stocks if name in (d.id, d.id.rsplit("/", 1)[-1])]
        if not with_stocks:
            names = sorted({s.rsplit("/", 1)[-1] for s, _ in count})
            raise UserError(f"{name}: no data set of migrant stocks; choose one of {', '.join(names)}")
    fitting = [d for d in with_stocks if (d.id, year) in count]
    if not fitting:
        years = sorted({y for s, y in count if any(s == d.id for d in with_stocks)})
        raise UserError(f"{year}: no stocks of that year; there are those of {', '.join(map(str, years))}")
    return max(fitting, key=lambda d: (d.year or 0, d.id))


def read_stocks(graph: Source, source: str, year: int) -> Stocks:
    """Stocks of one data set and year.

    Raises:
        UserError: there are none.
    """
    rows = ask(graph, "stocks-of-year", source=[(ox.NamedNode(source),)], year=[(rdf.year(year),)])
    migrants = {
        Corridor(code_of(r["origin"] or ""), code_of(r["destination"] or "")): float(r["migrants"] or 0) for r in rows
    }
    if not migrants:
        raise UserError(f"{year}: no stocks of that year in {source.rsplit('/', 1)[-1]}")
    return Stocks(year, migrants)
