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
"""Stands for the year of an agreement that has none, before all others."""

Years = Mapping[Pair, Mapping[int, int]]
"""Pair → year → number of agreements, or of claims that state one."""


class Signed(NamedTuple):
    """A listed agreement: the pairs of its parties, the year, and the id of the claim that lists it."""

    pairs: tuple[Pair, ...]
    year: int
    claim: str


@dataclass(frozen=True, slots=True)
class Agreements:
    """Agreements of all pairs.

    `listed` and `inherited` hold those of data sets: of the two states themselves, and of a former state that one
    of the two succeeded. `reported` has the years from which reports state one in force, `contested` those of pairs
    of which another claim denies it; where neither a claim nor its report has a year, that is `UNKNOWN`, and it counts
    in every year. `instruments` has each listed agreement by its IRI, `ended` the last year of former states,
    `sources` the IRIs of the data sets that list any.
    """

    listed: Years
    reported: Years
    contested: Years
    inherited: Years
    instruments: Mapping[str, Signed]
    ended: Mapping[str, int]
    sources: frozenset[str]

    def standing(self, pair: Pair, year: int) -> Standing:
        """Agreements of a pair up to a year, that year included."""
        own = _dated(self.listed, pair, year)
        known = own.keys() | _dated(self.reported, pair, year).keys()
        return Standing(
            ground=self._ground(pair, year),
            listed=sum(own.values()),
            undated=sum(each.get(pair, {}).get(UNKNOWN, 0) for each in (self.listed, self.reported)),
            first=min(known, default=None),
            last=max(known, default=None),
        )

    def pairs(self, year: int) -> tuple[Pair, ...]:
        """Pairs with an agreement by a year."""
        return tuple(p for p in sorted(self.listed.keys() | self.reported.keys()) if self._ground(p, year).counts)

    def undated(self, year: int) -> tuple[Pair, ...]:
        """Pairs that have an agreement by a year, and only by reports of which no year is known."""
        return tuple(p for p in self.pairs(year) if self.standing(p, year).first is None)

    def _ground(self, pair: Pair, year: int) -> Ground:
        is_reported = _is_stated(self.reported, pair, year)
        if _dated(self.listed, pair, year):
            return Ground.BOTH if is_reported else Ground.DATA_SET
        if is_reported:
            return Ground.REPORT
        if _is_stated(self.contested, pair, year):
            return Ground.CONTESTED
        return Ground.PREDECESSOR if _dated(self.inherited, pair, year) else Ground.NONE


def _dated(found: Years, pair: Pair, year: int) -> dict[int, int]:
    """What a pair has up to a year, by years that are known."""
    return {y: n for y, n in found.get(pair, {}).items() if UNKNOWN < y <= year}


def _is_stated(found: Years, pair: Pair, year: int) -> bool:
    """Whether a report states an agreement by a year; one of which no year is known does."""
    return any(y <= year for y in found.get(pair, {}))


def read_agreements(graph: Source) -> Agreements:
    """Agreements of data sets and of reports, by a few aggregate queries."""
    rows = _on_labor(ask(graph, "agreements-listed"))
    instruments = dict(_signed(rows))
    listed: dict[Pair, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for each in instruments.values():
        for pair in each.pairs:
            listed[pair][each.year] += 1
    successors: dict[str, set[str]] = defaultdict(set)
    ended: dict[str, int] = {}
    for row in ask(graph, "successors"):
        former, heir, until = _code(row, "former"), _code(row, "successor"), year_of(row["until"] or "")
        if former and heir:
            successors[former].add(heir)
        if former and until is not None:
            ended[former] = until
    bodies = _bodies(graph)
    reported, denied = _reported(graph, bodies), _denied(graph, bodies)
    return Agreements(
        listed=_plain(listed),
        reported={pair: years for pair, years in reported.items() if pair not in denied},
        contested={pair: years for pair, years in reported.items() if pair in denied},
        inherited=_inherited(listed, successors),
        instruments=instruments,
        ended=ended,
        sources=frozenset(row["source"] or "" for row in rows),
    )


def _signed(rows: Iterable[Row]) -> Iterator[tuple[str, Signed]]:
    """Agreements between states, by their IRIs; one of three states is one of each pair of them."""
    for instrument, found in _grouped(rows, "instrument"):
        ends = ((_code(row, "first"), _code(row, "second")) for row in found)
        pairs = sorted({pair_of(one, other) for one, other in ends if one and other})
        if pairs:
            claim = (found[0]["claim"] or "").rsplit("/", 1)[-1]
            yield instrument, Signed(tuple(pairs), min(_years(found, "year"), default=UNKNOWN), claim)


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


def _bodies(graph: Source) -> dict[str, str]:
    """Codes of the states that bodies act for, by the IRI of the body."""
    found: dict[str, str] = {}
    for row in ask(graph, "bodies-of-states"):  # the nearest tie comes first
        if code := _code(row, "state"):
            found.setdefault(row["body"] or "", code)
    return found


def _reported(graph: Source, bodies: Mapping[str, str]) -> dict[Pair, dict[int, int]]:
    """Claims of reports that state an agreement on labor migration of two states, by year.

    The year is that of the claim, else of the report.
    """
    found: dict[Pair, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for _, rows in _grouped(_on_labor(ask(graph, "agreements-reported")), "claim"):
        pair = _two_states(rows, bodies)
        if pair and not _is_to_join(rows, bodies):
            year = min(_years(rows, "year"), default=UNKNOWN) or min(_years(rows, "issued"), default=UNKNOWN)
            found[pair][year] += 1
    return _plain(found)


def _denied(graph: Source, bodies: Mapping[str, str]) -> frozenset[Pair]:
    """Pairs whose two states a report names in saying that they have no agreement on labor migration in force."""
    found: set[Pair] = set()
    for _, rows in _grouped(_on_labor(ask(graph, "agreements-denied")), "claim"):
        if not _is_to_join(rows, bodies):
            found |= set(combinations(sorted(filter(None, _parties(rows, bodies).values())), 2))
    return frozenset(found)


def _is_to_join(rows: Iterable[Row], bodies: Mapping[str, str]) -> bool:
    """Whether a claim is on an instrument that states join one by one: it says nothing of an agreement of two.

    As for `gaps`, its subjects, its parties that are no states, and the first words that bear it tell.
    """
    rows = list(rows)
    states = _parties(rows, bodies)
    subjects = {row["subject"] or "" for row in rows}
    others = {row["label"] or "" for row in rows if not states[row["party"] or ""]}
    places = [(row["document"] or "", int(row["start"] or 0), row["quote"] or "") for row in rows]
    return is_multilateral(" ".join((*sorted(subjects), *sorted(others), min(places)[-1])))


def _grouped(rows: Iterable[Row], name: str) -> Iterable[tuple[str, list[Row]]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[name] or ""].append(row)
    return found.items()


def _on_labor(rows: Iterable[Row]) -> list[Row]:
    """Rows of the claims on labor migration; one whose subject is left open counts."""
    kept = (
        claim
        for _, claim in _grouped(rows, "claim")
        if topics().is_labor_migration({subject for row in claim if (subject := row["subject"])})
    )
    return [row for claim in kept for row in claim]


def _parties(rows: Iterable[Row], bodies: Mapping[str, str]) -> dict[str, str | None]:
    """Parties of a claim by IRI, with the code of the state that each is or acts for."""
    found = {row["party"] or "" for row in rows}
    return {party: state_code(party) or bodies.get(party) for party in found}


def _two_states(rows: Iterable[Row], bodies: Mapping[str, str]) -> Pair | None:
    """The parties of a claim if they are two states; with three or more it says nothing of each pair."""
    codes = set(_parties(rows, bodies).values())
    states = [code for code in codes if code]
    return pair_of(*states) if len(codes) == len(states) == 2 else None


def _years(rows: Iterable[Row], name: str) -> Iterator[int]:
    yield from (year for row in rows if (year := year_of(row[name] or "")) is not None)


def _code(row: Row, name: str) -> str | None:
    return state_code(row[name] or "")
