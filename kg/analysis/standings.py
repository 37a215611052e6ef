"""Which pairs of states have agreements, by year: those that data sets list, and those that reports state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg import iri
from kg.analysis.aggregates import Row, ask
from kg.analysis.topics import topics
from kg.analysis.world_model import Ground, Pair, Standing
from kg.graph.source import Source

_STATE = iri.thing("state", "")

UNKNOWN = 0
"""Stands for the year of an agreement that has none."""

Years = Mapping[Pair, Mapping[int, int]]
"""Pair → year signed → number of agreements."""


def code_of(node: str) -> str:
    """Code of a state, also of a former one, by its IRI.

    >>> code_of("https://w3id.org/migration-kg/id/state/UA")
    'UA'
    """
    return node.rsplit("/", 1)[-1]


def pair_of(one: str, other: str) -> Pair:
    a, b = sorted((one, other))
    return a, b


@dataclass(frozen=True, slots=True)
class Agreements:
    """Agreements of all pairs.

    `listed` and `inherited` hold those of data sets: of the two states themselves, and of a former state that one
    of the two succeeded. `reported` has the year from which a report states one in force. `instruments` has each
    listed agreement by its IRI, with pair and year.
    """

    listed: Years
    reported: Mapping[Pair, int]
    inherited: Years
    instruments: Mapping[str, tuple[Pair, int]]

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
        of_others = (y for y in self.inherited.get(pair, {}) if y <= year)
        return Ground.PREDECESSOR if any(of_others) else Ground.NONE


def read_agreements(graph: Source) -> Agreements:
    """Agreements of data sets and of reports, by a few aggregate queries."""
    instruments = {
        row["instrument"] or "": (
            pair_of(code_of(row["first"] or ""), code_of(row["second"] or "")),
            _year(row["year"]),
        )
        for row in ask(graph, "agreements-listed")
    }
    listed: dict[Pair, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for pair, year in instruments.values():
        listed[pair][year or UNKNOWN] += 1
    successors: dict[str, set[str]] = defaultdict(set)
    for row in ask(graph, "successors"):
        successors[code_of(row["former"] or "")].add(code_of(row["successor"] or ""))
    return Agreements(
        listed=_plain(listed),
        reported=_reported(graph),
        inherited=_inherited(listed, successors),
        instruments={name: (pair, year or UNKNOWN) for name, (pair, year) in instruments.items()},
    )


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
    claims: dict[str, list[Row]] = defaultdict(list)
    for row in ask(graph, "agreements-reported"):
        claims[row["claim"] or ""].append(row)
    found: dict[Pair, int] = {}
    for rows in claims.values():
        pair = _two_states(rows)
        year = min(_years(rows, "year"), default=None) or min(_years(rows, "issued"), default=None)
        subjects = [r["subject"] for r in rows if r["subject"]]
        if pair and year is not None and topics().is_labor_migration(s for s in subjects if s):
            found[pair] = min(year, found.get(pair, year))
    return found


def _two_states(rows: Iterable[Row]) -> Pair | None:
    """The parties of a claim if they are two states; with three or more it says nothing of each pair."""
    parties = {row["party"] or "" for row in rows}
    if len(parties) != 2 or not all(p.startswith(_STATE) for p in parties):
        return None
    one, other = (code_of(p) for p in parties)
    return pair_of(one, other)


def _years(rows: Iterable[Row], name: str) -> Iterator[int]:
    yield from (year for row in rows if (year := _year(row[name])) is not None)


def _year(text: str | None) -> int | None:
    """Year of a gYear or of a date.

    >>> _year("2019"), _year("2009-08-01"), _year(None)
    (2019, 2009, None)
    """
    digits = (text or "")[:4]
    return int(digits) if digits.isdigit() else None
