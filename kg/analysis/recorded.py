"""Figures that data sets give for one corridor, beside those of reports.

A data set may give a figure for many years: each figure of a report is held against the nearest year of
each data set, and the other years are only listed. Only the corridor that is asked for is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import pyoxigraph as ox

from kg import iri
from kg.analysis.facts import Evidence
from kg.analysis.figures import Figure, Verdict, apart, compare
from kg.analysis.listings import (
    DataSet,
    cells_of,
    claim_id,
    data_sets,
    first,
    naming,
    own,
    source_of,
    year_of,
)
from kg.analysis.scan import Values, concept_name
from kg.claims.wording import bounds
from kg.graph import rdf
from kg.graph.store import Graph

ENDS: Mapping[str, tuple[str, str]] = {
    "MigrantStock": ("origin", "destination"),
    "Remittance": ("sender", "receiver"),
}
"""Types of claims that data sets give by corridor, and the properties of its two sides."""
_POPULATION = ("legalStatus", "sector")


def recorded(graph: Graph, claim_type: str, origin: str, destination: str) -> tuple[Figure, ...]:
    """Figures of data sets on a corridor between two states, given by code; by data set and year."""
    known = data_sets(graph)
    if not known or claim_type not in ENDS:
        return ()
    found = []
    for claim in _claims(graph, claim_type, iri.state(origin), iri.state(destination)):
        values = own(graph, claim)
        source = source_of(values, known)
        if source is not None and concept_name(first(values, "polarity")) != "negated":
            found.append(_figure(graph, claim, claim_type, values, source, known))
    return tuple(sorted(found, key=lambda f: (f.speakers, f.unit, f.population, f.period or (0, 0), f.claim)))


def nearest_first(found: Iterable[Figure], said: Sequence[Figure]) -> tuple[Figure, ...]:
    """Figures of data sets, nearest to the years of the reports' figures first."""
    if not said:
        return tuple(found)
    return tuple(sorted(found, key=lambda f: (min(_distance(s, f) for s in said), f.speakers, _year(f), f.claim)))


def against_recorded(said: Sequence[Figure], found: Sequence[Figure]) -> Iterator[Verdict]:
    """A verdict on each figure of a report and the nearest year of each data set, then on the data sets."""
    series = _series(found)
    for figure in said:
        for each in series:
            yield _against_nearest(figure, each)
    for one, other in combinations(series, 2):
        if one[0].roots != other[0].roots:
            yield compare(*min(((a, b) for a in one for b in other), key=lambda p: (_distance(*p), -_year(p[0]))))


def _claims(graph: Graph, claim_type: str, origin: str, destination: str) -> Iterator[str]:
    """Claims of a type on a corridor; the side with fewer claims is read, the other is looked up."""
    start, end = ENDS[claim_type]
    store, kind = graph.store, rdf.mkg(claim_type)
    for claim in sorted(naming(graph, end, destination)):
        me = ox.NamedNode(claim)
        if ox.Quad(me, rdf.mkg(start), ox.NamedNode(origin)) in store and ox.Quad(me, rdf.RDF_TYPE, kind) in store:
            yield claim


def _figure(
    graph: Graph,
    claim: str,
    claim_type: str,
    values: Values,
    source: DataSet,
    known: Mapping[str, DataSet],
) -> Figure:
    cells = cells_of(graph, values, known)
    unit, currency = concept_name(first(values, "unit")), first(values, "currency")
    year, last = year_of(first(values, "periodStart")), year_of(first(values, "periodEnd"))
    return Figure(
        claim=claim_id(claim),
        label=next(iter(values.get(iri.PREFIXES["rdfs"] + "label", ())), ""),
        low=_number(first(values, "low")),
        high=_number(first(values, "high")),
        unit=currency if currency and unit in ("", "money", currency) else unit,
        population="; ".join(concept_name(v) for name in _POPULATION if (v := first(values, name))),
        period=None if year is None else (year, year if last is None else last),
        speakers=(source.title,),
        modality=concept_name(first(values, "modality")) or "estimated",
        roots=(source.iri,),
        sources=(source.title,),
        evidence=Evidence(quote=" | ".join(cell.text for cell in cells), document=source.iri),
        basis="stock" if claim_type == "MigrantStock" else "total",
        cells=cells,
    )


def _series(found: Iterable[Figure]) -> list[list[Figure]]:
    """Figures of one data set that differ by year alone."""
    parts: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in found:
        parts[figure.roots, figure.unit, figure.population].append(figure)
    return [sorted(each, key=_year) for _, each in sorted(parts.items(), key=lambda item: str(item[0]))]


def _against_nearest(said: Figure, series: Sequence[Figure]) -> Verdict:
    nearest = min(series, key=lambda f: (_distance(said, f), -_year(f)))
    verdict = compare(said, nearest)
    if verdict.kind == "incomparable" and apart(said.period, nearest.period):
        return replace(verdict, reason=verdict.reason + _around(said, series))
    if verdict.kind != "incomparable" and said.period is None:
        published = f" (published {said.written})" if said.written else ""
        return replace(verdict, reason=f"{verdict.reason}; the claim gives no year{published}")
    return verdict


def _around(said: Figure, series: Sequence[Figure]) -> str:
    """The figures of the years before and after, where the claim lies between two."""
    assert said.period is not None
    before = [f for f in series if f.period and f.period[1] < said.period[0]]
    after = [f for f in series if f.period and f.period[0] > said.period[1]]
    if not before or not after:
        return ""
    one, other = before[-1], after[0]
    there, then = (f"{bounds(f.low, f.high)} in {_year(f)}" for f in (one, other))
    return f"; the data set has {there} and {then}"


def _distance(said: Figure, other: Figure) -> int:
    """Years between two figures; a claim without a year stands in the year of its document."""
    period = said.period or ((said.written, said.written) if said.written else None)
    if period is None or other.period is None:
        return 0
    return max(0, other.period[0] - period[1], period[0] - other.period[1])


def _year(figure: Figure) -> int:
    return figure.period[1] if figure.period else 0


def _number(text: str) -> float | None:
    return float(text) if text else None
