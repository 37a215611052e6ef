"""The coverage curve: which share of the world's migrants lives in corridors with an agreement, year by year."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg import iri
from kg.analysis.aggregates import ask
from kg.analysis.standings import Agreements
from kg.analysis.stocks import Counted
from kg.analysis.world_model import CoveragePoint
from kg.graph import rdf
from kg.graph.source import Source


def coverage(graph: Source, source: str, count: Counted, agreements: Agreements) -> tuple[CoveragePoint, ...]:
    """One point for each year of the stocks: agreements up to that year, against the migrants of that year.

    Args:
        graph: the graph.
        source: IRI of the data set of stocks.
        count: migrants by data set and year.
        agreements: agreements of all pairs.
    """
    rows = ask(
        graph,
        "stocks-covered",
        source=[(ox.NamedNode(source),)],
        origin_destination_since=list(_both_ways(agreements)),
    )
    covered = {int((row["year"] or "0")[:4]): float(row["migrants"] or 0) for row in rows}
    years = sorted(year for name, year in count if name == source)
    return tuple(
        CoveragePoint(y, count[source, y], covered.get(y, 0.0), len(agreements.pairs(y))) for y in years
    )


def _both_ways(agreements: Agreements) -> Iterator[tuple[rdf.Term, ...]]:
    """Each pair with an agreement in both directions, with the year of its first."""
    for pair in agreements.pairs(9999):
        since = agreements.since(pair)
        if since is not None:
            one, other = (rdf.node(iri.state(code)) for code in pair)
            yield one, other, rdf.year(since)
            yield other, one, rdf.year(since)
