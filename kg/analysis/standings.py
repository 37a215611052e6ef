"""Which pairs of states have agreements, by year: those that data sets list, and those that reports state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from kg.analysis.actors import state_code
from kg.analysis.aggregates import Row, ask
from kg.analysis.facts import year_of
from kg.analysis.pairs import Pair, pair_of
from kg.analysis.topics import topics
from kg.analysis.world_model import Ground, Standing
from kg.claims.instruments import is_multilateral
from kg.graph.source import Source

UNKNOWN = 0
"""Stands for the year of an agreement that has none."""

Years = Mapping[Pair, Mapping[int, int]]
"""Pair → year signed → number of agreements."""


class Signed(NamedTuple):
    """A listed agreement: its parties, the year, and the id of the claim that lists it."""

    pair: Pair
    year: int
    claim: str


@dataclass(frozen=True, slots=True)
class Agreements:
    """Agreements of all pairs.

    `listed` and `inherited` hold those of data sets: of the two states themselves, and of a former state that one
    of the two succeeded. `reported` has the year from which a report states one in force, `contested` that of pairs
    of which another claim denies it. `instruments` has each listed agreement by its IRI, `ended` the last year of
    former states, `sources` the IRIs of the data sets that list any.
    """

    listed: Years
    reported: Mapping[Pair, int]
    contested: Mapping[Pair, int]
    inherited: Years
    instruments: Mapping[str, Signed]
    ended: Mapping[str, int]
    sources: frozenset[str]

    def standing(self, pair: Pair, year: int) -> Standing:
        """Agreements of a pair up to a year, that year included."""
        own = {y: n for y, n in self.listed.get(pair, {}).items() if UNKNOWN < y <= year}
        known = [*own, *(y for y in (self.reported.get(pair),) if y is not None and y <= year)]
        return Standing(
            ground=self._ground(pair, year, bool(own)),
            listed=sum(own.values()),
            undated=self.listed.get(pair, {}).get(UNKNOWN, 0),
            first=min(known, default=None),
            last=max(known, default=None),
        )

    def since(self, pair: Pair) -> int | None:
        """Year of the first agreement of a pair that counts, None where it has none."""
        years = [y for y in self.listed.get(pair, {}) if y > UNKNOWN]
        return min((*years, *(y for y in (self.reported.get(pair),) if y is not None)), default=None)

    def pairs(self, year: int) -> tuple[Pair, ...]:
        """Pairs with an agreement by a year."""
        every = sorted(self.listed.keys() | self.reported.keys())
        return tuple(p for p in every if (first := self.since(p)) is not None and first <= year)

    def _ground(self, pair: Pair, year: int, is_listed: bool) -> Ground:
        is_reported = self.reported.get(pair, year + 1) <= year
        if is_listed:
            return Ground.BOTH if is_reported else Ground.DATA_SET
        if is_reported:
            return Ground.REPORT
        if self.contested.get(pair, year + 1) <= year:
            return Ground.CONTESTED
        of_others = (UNKNOWN < y <= year for y in self.inherited.get(pair, {}))
        return Ground.PREDECESSOR if any(of_others) else Ground.NONE


def read_agreements(graph: Source) -> Agreements:
    """Agreements of data sets and of reports, by a few aggregate queries."""
    rows = _on_labor(ask(graph, "agreements-listed"))
    instruments = dict(_signed(rows))
    listed: dict[Pair, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for each in instruments.values():
        listed[each.pair][each.year] += 1
    successors: dict[str, set[str]] = defaultdict(set)
    ended: dict[str, int] = {}
    for row in ask(graph, "successors"):
        former, heir, until = _code(row, "former"), _code(row, "successor"), year_of(row["until"] or "")
        if former and heir:
            successors[former].add(heir)
        if former and until is not None:
            ended[former] = until
    reported, denied = _reported(graph), _denied(graph)
    return Agreements(
        listed=_plain(listed),
        reported={pair: year for pair, year in reported.items() if pair not in denied},
        contested={pair: year for pair, year in reported.items() if pair in denied},
        inherited=_inherited(listed, successors),
        instruments=instruments,
        ended=ended,
        sources=frozenset(row["source"] or "" for row in rows),
    )


def _signed(rows: Iterable[Row]) -> Iterator[tuple[str, Signed]]:
    """Agreements whose parties are two states, by their IRIs."""
    for row in rows:
        one, other = _code(row, "first"), _code(row, "second")
        if one and other:
            claim = (row["claim"] or "").rsplit("/", 1)[-1]
            yield row["instrument"] or "", Signed(pair_of(one, other), year_of(row["year"] or "") or UNKNOWN, claim)


def _inherited(listed: Years, successors: Mapping[str, set[str]]) -> dict[Pair, dict[int, int]]:
    """Agreements of former states, at each pair of those that came after them."""
    found: dict[Pair, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for pair, years in listed.items():
        if successors.keys().isdisjoint(pair):
            continue
        for heir in _heirs(pair, successors):
            for year, count in years.items():
                found[heir][year] += count
    return _plain(found)


def _plain(found: Years) -> dict[Pair, dict[int, int]]:
    return {pair: dict(years) for pair, years in found.items()}


def _heirs(pair: Pair, successors: Mapping[str, set[str]]) -> Iterator[Pair]:
    ones, others = (sorted(successors.get(code, {code})) for code in pair)
    yield from (pair_of(a, b) for a in ones for b in others if a != b)


def _reported(graph: Source) -> dict[Pair, int]:
    """First year for which a report states an agreement on labor migration: that of the claim, else of the report."""
    found: dict[Pair, int] = {}
    for rows in _by_claim(_on_labor(ask(graph, "agreements-reported"))):
        pair = _two_states(rows)
        year = min(_years(rows, "year"), default=None) or min(_years(rows, "issued"), default=None)
        if pair and year is not None:
            found[pair] = min(year, found.get(pair, year))
    return found


def _denied(graph: Source) -> frozenset[Pair]:
    """Pairs whose two states a report names in saying that they have no agreement on labor migration in force.

    What is said of an instrument that states join one by one says nothing of an agreement of the two.
    """
    found: set[Pair] = set()
    for rows in _by_claim(_on_labor(ask(graph, "agreements-denied"))):
        if not is_multilateral(" ".join({row[name] or "" for row in rows for name in ("subject", "quote")})):
            states = {code for row in rows if (code := _code(row, "party"))}
            found |= set(combinations(sorted(states), 2))
    return frozenset(found)


def _by_claim(rows: Iterable[Row]) -> Iterable[list[Row]]:
    claims: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        claims[row["claim"] or ""].append(row)
    return claims.values()


def _on_labor(rows: Iterable[Row]) -> list[Row]:
    """Rows of the claims on labor migration; one whose subject is left open counts."""
    kept = (
        claim
        for claim in _by_claim(rows)
        if topics().is_labor_migration({subject for row in claim if (subject := row["subject"])})
    )
    return [row for claim in kept for row in claim]


def _two_states(rows: Iterable[Row]) -> Pair | None:
    """The parties of a claim if they are two states; with three or more it says nothing of each pair."""
    codes = [state_code(party) for party in {row["party"] or "" for row in rows}]
    states = [code for code in codes if code]
    return pair_of(*states) if len(codes) == len(states) == 2 else None


def _years(rows: Iterable[Row], name: str) -> Iterator[int]:
    yield from (year for row in rows if (year := year_of(row[name] or "")) is not None)


def _code(row: Row, name: str) -> str | None:
    return state_code(row[name] or "")
