"""How one claim of a report on a pair stands to what data sets list for it.

A report cannot know what was signed after it, and a list is never complete; both are kept apart from
contradiction. The kinds and the reading that each belongs to are the scheme `joint-reading`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg import iri
from kg.analysis.facts import Period
from kg.analysis.listings import Listing
from kg.analysis.pairs import Stance, Via
from kg.analysis.scan import scan
from kg.resources import ontology_dir

READINGS = ("contradict", "undecided", "data-set-only", "report-only", "agree", "neither")
"""Readings in the order in which pairs are listed; of several claims the first of these decides."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a claim says of a pair: `written` is the year of its report, `period` the years it is about."""

    stance: Stance
    via: Via
    written: int | None
    period: Period | None = None

    @property
    def as_of(self) -> int | None:
        """Last year that the claim can speak of."""
        return self.period[1] if self.period else self.written


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of the scheme, by name, and the listed agreements that it rests on."""

    name: str
    rests_on: tuple[Listing, ...] = ()


@dataclass(frozen=True, slots=True)
class _Timed:
    """Listed agreements by year of signature against a year; all that have one lie before an unknown year."""

    before: tuple[Listing, ...]
    same: tuple[Listing, ...]
    after: tuple[Listing, ...]
    undated: tuple[Listing, ...]

    @property
    def by_then(self) -> tuple[Listing, ...]:
        return (*self.before, *self.same)


def kind_of(said: Said, listed: Sequence[Listing]) -> Kind:
    """The kind of reading for one claim and all listed agreements of its pair."""
    if not listed:
        return Kind("absence-not-listed" if said.stance in _DENYING else "stated-not-listed")
    return _READERS[said.stance](said, listed)


def kind_of_silence(listed: Sequence[Listing], latest: int | None) -> Kind | None:
    """The kind for a pair of which no report speaks; `latest` is the year of the latest report."""
    if not listed:
        return None
    timed = _timed(listed, latest)
    if latest is not None and timed.by_then:
        return Kind("listed-report-silent", timed.by_then)
    if timed.after:
        return Kind("listed-after-report", timed.after)
    dated = timed.by_then
    return Kind("listed-report-silent", dated) if dated else Kind("listed-undated", timed.undated)


def reading_of(kind: str) -> str:
    """The reading that a kind belongs to.

    >>> reading_of("signed-since")
    'agree'
    """
    return _scheme()[0][kind]


def label_of(name: str) -> str:
    """Label of a kind or reading."""
    return _scheme()[1][name]


def _absent(said: Said, listed: Sequence[Listing]) -> Kind:
    timed = _timed(listed, said.as_of)
    if said.as_of is None:
        return Kind("order-unknown", tuple(listed))
    if timed.before:
        return Kind("excluded-but-listed" if said.via == "exclusion" else "absent-but-listed", timed.before)
    return _order_unknown(timed) or Kind("signed-since", timed.after)


def _in_progress(said: Said, listed: Sequence[Listing]) -> Kind:
    timed = _timed(listed, said.as_of)
    if timed.after:
        return Kind("signed-since", timed.after)
    return _order_unknown(timed) or Kind("prepared-but-listed", timed.before)


def _in_force(said: Said, listed: Sequence[Listing]) -> Kind:
    timed = _timed(listed, said.written)
    if not timed.by_then:
        if timed.undated:
            return Kind("order-unknown", timed.undated)
        return Kind("group-listed-later" if said.via == "group" else "listed-only-later", timed.after)
    if said.period and said.via != "group":
        dated = [each for each in timed.by_then if _has_year_in(each, said.period)]
        return Kind("same-year", tuple(dated)) if dated else Kind("different-year", timed.by_then)
    return _ratification(timed.by_then, said.written)


def _ratification(listed: tuple[Listing, ...], written: int | None) -> Kind:
    ratified = tuple(each for each in listed if _is_by(each.ratified_year, written))
    if ratified:
        return Kind("listed-by-then", ratified)
    unknown = tuple(each for each in listed if each.ratified_year is None and each.status != "unratified")
    if unknown:
        return Kind("no-ratification-given", unknown)
    later = tuple(each for each in listed if each.ratified_year is not None)
    return Kind("ratified-only-later", later) if later else Kind("listed-as-unratified", listed)


def _unratified(said: Said, listed: Sequence[Listing]) -> Kind:
    timed = _timed(listed, said.written)
    if not timed.by_then:
        return Kind("order-unknown", timed.undated) if timed.undated else Kind("listed-only-later", timed.after)
    limit = None if said.as_of is None else said.as_of - 1
    open_ones = tuple(e for e in timed.by_then if e.ratified_year is None or not _is_by(e.ratified_year, limit))
    return Kind("signed-not-ratified", open_ones) if open_ones else Kind("ratified-by-then", timed.by_then)


_Reader = Callable[[Said, Sequence[Listing]], Kind]
_READERS: Mapping[Stance, _Reader] = {
    "in-force": _in_force,
    "not-absent": _in_force,
    "absent": _absent,
    "not-in-progress": _absent,
    "in-progress": _in_progress,
    "unratified": _unratified,
}
DECIDING: frozenset[Stance] = frozenset(_READERS)
"""What claims must say to be read together with lists; recommendations and bare mentions settle nothing."""
_DENYING: frozenset[Stance] = frozenset({"absent", "not-in-progress"})


def _order_unknown(timed: _Timed) -> Kind | None:
    if timed.same:
        return Kind("order-unknown", timed.same)
    return Kind("order-unknown", timed.undated) if timed.undated and not timed.before else None


def _timed(listed: Iterable[Listing], year: int | None) -> _Timed:
    parts: dict[str, list[Listing]] = {"before": [], "same": [], "after": [], "undated": []}
    for each in listed:
        parts[_side(each.year, year)].append(each)
    return _Timed(**{name: tuple(found) for name, found in parts.items()})


def _side(signed: int | None, year: int | None) -> str:
    if signed is None:
        return "undated"
    if year is None or signed < year:
        return "before"
    return "same" if signed == year else "after"


def _is_by(year: int | None, limit: int | None) -> bool:
    return year is not None and (limit is None or year <= limit)


def _has_year_in(listing: Listing, period: Period) -> bool:
    years = (listing.year, listing.ratified_year)
    return any(year is not None and period[0] <= year <= period[1] for year in years)


@cache
def _scheme() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Kind → reading, and label of each of both, from the scheme."""
    store = ox.Store()
    store.bulk_load(path=str(ontology_dir() / "schemes" / "joint-reading.ttl"), format=ox.RdfFormat.TURTLE)
    skos = iri.PREFIXES["skos"]
    names = dict(scan(store, skos + "notation"))
    readings = {names[kind]: names[reading] for kind, reading in scan(store, skos + "broader")}
    return readings, {names[c]: label for c, label in scan(store, skos + "prefLabel") if c in names}
