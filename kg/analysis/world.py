"""Agreement gaps of the whole world: which large corridors of migrants have no agreement, and who lives in them.

Stocks come from a data set of the graph, agreements from data sets and from reports. The store answers
aggregate queries (`queries/aggregates/`): one row a corridor and year, and one a listed agreement, reach Python.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.analysis.coverage import coverage, covered
from kg.analysis.groups import income_shares, region_shares
from kg.analysis.pairs import names_of
from kg.analysis.provisions import lacks
from kg.analysis.regions import members_of
from kg.analysis.standings import Agreements, read_agreements
from kg.analysis.stocks import ByYear, Stocks, choose, data_sets, read_stocks, stocks_of
from kg.analysis.world_model import (
    Change,
    Corridor,
    CorridorGap,
    DataSet,
    PairChange,
    StateExposure,
    Totals,
    WorldGaps,
)
from kg.claims.wording import counted
from kg.graph.source import Source
from kg.lexicon import lexicon

YEAR = 2019
THRESHOLD = 100_000
NO_PROOF = "That no agreement is listed or reported is no proof that there is none."
_NAMED = 3  # pairs that a note names


def world_gaps(
    graph: Source,
    year: int = YEAR,
    threshold: float = THRESHOLD,
    compare: int | None = None,
    region: str | None = None,
    income: Mapping[str, str] | None = None,
    stocks: str | None = None,
) -> WorldGaps:
    """Agreement gaps of all pairs of states with migrants.

    Args:
        graph: a graph with a data set of stocks and, to be of use, one of agreements; reports may be in it too.
        year: year of the stocks; agreements signed up to it count.
        threshold: a corridor with more migrants than this is large; gaps are large corridors.
        compare: an earlier or later year to set beside it.
        region: name of a region or group of states; only corridors that begin or end in it are looked at.
        income: group by code of the state, as `kg.analysis.groups.read_incomes` reads it.
        stocks: name of the data set of stocks, where the graph has several; without it the newest.

    Raises:
        UserError: the graph has no stocks of that year (the years that it has are named), or no region has that name.
    """
    within = members_of(region) if region is not None else None
    known = data_sets(graph)
    counted = read_stocks(graph)
    source = choose(known, counted, stocks, year)
    whole = stocks_of(counted[source.id], year)
    by_year = {y: each.touching(within) for y, each in counted[source.id].items()}
    now = by_year[year]
    agreements = read_agreements(graph)
    names = lexicon_names()
    provisions = lacks(graph, whole, agreements, names)
    undated = [names_of(p, names) for p in agreements.undated(year) if within is None or not within.isdisjoint(p)]
    return WorldGaps(
        totals=totals(now, agreements, threshold),
        region=region,
        stocks=source,
        agreements=tuple(d for d in known if d.id in agreements.sources),
        notes=_notes([d for d in known if d.id == source.id or d.id in agreements.sources], undated),
        gaps=gaps(now, agreements, threshold, names),
        regions=region_shares(now, agreements, threshold),
        incomes=income_shares(now, agreements, threshold, income) if income else (),
        unplaced=tuple(sorted({c for corridor in now.migrants for c in corridor} - income.keys())) if income else (),
        coverage=coverage(by_year, agreements, within),
        states=exposures(now, agreements, names, within),
        provisions=tuple(p for p in provisions if within is None or not within.isdisjoint(p.pair)),
        change=_change(by_year, (year, compare), agreements, threshold, names) if compare is not None else None,
    )


def totals(stocks: Stocks, agreements: Agreements, threshold: float) -> Totals:
    """How many migrants and large corridors there are, and how many with an agreement."""
    large = [c for c, number in stocks.migrants.items() if number > threshold]
    has = {c: agreements.standing(c.pair, stocks.year).ground.counts for c in large}
    pairs = {c.pair for c in large}
    return Totals(
        year=stocks.year,
        threshold=threshold,
        migrants=stocks.total,
        covered=covered(stocks, agreements),
        corridors=len(stocks.migrants),
        large=len(large),
        large_with_agreement=sum(has[c] for c in large),
        large_pairs=len(pairs),
        large_pairs_with_agreement=len({c.pair for c in large if has[c]}),
    )


def gaps(
    stocks: Stocks, agreements: Agreements, threshold: float, names: Mapping[str, str]
) -> tuple[CorridorGap, ...]:
    """Large corridors whose pair has no agreement, most migrants first."""
    found = []
    for corridor, number in stocks.migrants.items():
        if number > threshold:
            standing = agreements.standing(corridor.pair, stocks.year)
            if not standing.ground.counts:
                back = stocks.migrants.get(corridor.back, 0.0)
                found.append(CorridorGap(0, corridor, names_of(corridor, names), number, back, standing))
    found.sort(key=lambda g: (-g.migrants, g.corridor))
    return tuple(replace(gap, rank=rank) for rank, gap in enumerate(found, 1))


def exposures(
    stocks: Stocks, agreements: Agreements, names: Mapping[str, str], within: frozenset[str] | None = None
) -> tuple[StateExposure, ...]:
    """States by emigrants in corridors without an agreement; only those of a region, where one is given."""
    abroad: dict[str, dict[Corridor, float]] = defaultdict(dict)
    for corridor, number in stocks.migrants.items():
        if within is None or corridor.origin in within:
            abroad[corridor.origin][corridor] = number
    partners: dict[str, int] = defaultdict(int)
    for pair in agreements.pairs(stocks.year):
        for code in pair:
            partners[code] += 1
    found = []
    for code, corridors in abroad.items():
        bare = {c: n for c, n in corridors.items() if not agreements.standing(c.pair, stocks.year).ground.counts}
        largest = min(bare, key=lambda c: (-bare[c], c), default=None)
        found.append(
            StateExposure(
                state=code,
                name=names.get(code, code),
                emigrants=sum(corridors.values()),
                uncovered=sum(bare.values()),
                agreements_with=partners[code],
                largest=largest.destination if largest else None,
            )
        )
    return tuple(sorted(found, key=lambda e: (-e.uncovered, e.state)))


def _change(
    stocks: ByYear, years: tuple[int, int], agreements: Agreements, threshold: float, names: Mapping[str, str]
) -> Change:
    """The earlier year beside the later one, whichever of the two was asked for first."""
    earlier, later = (stocks_of(stocks, y) for y in sorted(years))
    pairs = sorted({*earlier.large_pairs(threshold), *later.large_pairs(threshold)})
    found = [
        PairChange(
            pair=pair,
            names=names_of(pair, names),
            before=sum(earlier.both(pair)),
            after=sum(later.both(pair)),
            had=agreements.standing(pair, earlier.year).ground.counts,
            has=agreements.standing(pair, later.year).ground.counts,
        )
        for pair in pairs
    ]
    found.sort(key=lambda c: (-abs(c.after - c.before), c.pair))
    return Change(
        before=totals(earlier, agreements, threshold), after=totals(later, agreements, threshold), pairs=tuple(found)
    )


def lexicon_names() -> dict[str, str]:
    """English name of each state of the reference data by its code."""
    return {e.code: e.label for e in lexicon().entries.values() if e.kind == "State" and e.code}


def _notes(used: Iterable[DataSet], undated: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    told: Sequence[str] = [f"{d.title}: {d.note}" for d in used if d.note]
    return (NO_PROOF, *_undated_note(undated), *told)


def _undated_note(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What counts whatever year is asked for, since nobody said when the report was published."""
    if pairs:
        some = "; ".join((*(" – ".join(pair) for pair in pairs[:_NAMED]), *("…" for _ in pairs[_NAMED:][:1])))
        yield (
            f"Undated: {counted(len(pairs), 'pair')} with an agreement only by reports of which no year is known, "
            f"which counts in every year ({some}); see `mkg build --issued`."
        )
