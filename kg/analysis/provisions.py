"""Which provisions the coded agreements of a pair lack beside the best of their region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.analysis.aggregates import ask
from kg.analysis.pairs import Pair, names_of
from kg.analysis.regions import region_of
from kg.analysis.scan import concept_name
from kg.analysis.standings import UNKNOWN, Agreements
from kg.analysis.stocks import Stocks
from kg.analysis.world_model import Corridor, ProvisionLack
from kg.graph.source import Source


def lacks(
    graph: Source, stocks: Stocks, agreements: Agreements, names: Mapping[str, str]
) -> tuple[ProvisionLack, ...]:
    """Pairs with migrants and coded agreements up to the year of the stocks, most migrants first.

    A provision counts as there when one agreement of the pair has it. Pairs whose agreements were not coded are left
    out: nothing is known of them.
    """
    has = provisions_by_pair(graph, agreements, stocks.year)
    by_region: dict[str, list[Pair]] = defaultdict(list)
    where = {}
    for pair in has:
        there, back = stocks.both(pair)
        if there or back:
            main = Corridor(*pair) if there >= back else Corridor(pair[1], pair[0])
            where[pair] = region_of(main.destination).subregion
            by_region[where[pair]].append(pair)
    best = {region: min(pairs, key=lambda p: (-len(has[p]), p)) for region, pairs in by_region.items()}
    found = [
        ProvisionLack(
            pair=pair,
            names=names_of(pair, names),
            region=region,
            migrants=sum(stocks.both(pair)),
            has=tuple(sorted(has[pair])),
            best=best[region],
            lacks=tuple(sorted(has[best[region]] - has[pair])),
        )
        for pair, region in where.items()
    ]
    return tuple(sorted(found, key=lambda f: (-f.migrants, f.pair)))


def provisions_by_pair(graph: Source, agreements: Agreements, year: int) -> dict[Pair, frozenset[str]]:
    """Provisions that an agreement of the pair has, of agreements up to a year; empty where all are coded as absent."""
    found: dict[Pair, set[str]] = {}
    affirmed = provisions_by_instrument(graph)
    for row in ask(graph, "agreements-coded"):
        instrument = row["instrument"] or ""
        signed = agreements.instruments.get(instrument)
        if signed is not None and UNKNOWN < signed.year <= year:
            for pair in signed.pairs:
                found.setdefault(pair, set()).update(affirmed.get(instrument, ()))
    return {pair: frozenset(provisions) for pair, provisions in found.items()}


def provisions_by_instrument(graph: Source) -> dict[str, set[str]]:
    """Names of the provisions that are coded as there, by the IRI of the agreement; none for one without any."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in ask(graph, "provisions"):
        found[row["instrument"] or ""].add(concept_name(row["provision"] or ""))
    return dict(found)
