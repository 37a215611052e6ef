"""What is told of which years: agreements, laws, measures and figures, with those that name no year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg import iri
from kg.analysis.facts import data_sets, read_data_sets
from kg.web.explorer.claims import CLAIM
from kg.web.explorer.library import Library, Unknown
from kg.web.explorer.lines import Line, line
from kg.web.explorer.names import Ref

LANES = ("Agreement", "Law", "Measure", "MigrantStock", "Remittance", "Indicator", "TraffickingRoute")
"""Types of claims that are about years, in the order in which they are drawn."""

_OF_DATA_SETS = ("Agreement", "Law", "Measure")  # figures of data sets are rows by the year, not events


@dataclass(frozen=True, slots=True)
class Lane:
    """A type of claims with its label."""

    type: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Timeline:
    """Claims, the earliest first and those without a year last. `states` names codes in use; `listed` are codes of the
    states for which data sets have more, which are asked for by the code."""

    lanes: tuple[Lane, ...]
    events: tuple[Line, ...]
    states: dict[str, Ref]
    listed: tuple[str, ...]


def timeline(library: Library, rest: str) -> Timeline:
    """The claims of reports for an empty rest; for the code of a state what data sets list of it besides.

    Raises:
        Unknown: data sets list nothing of such a state.
    """
    listed = _listed(library)
    if rest and rest not in listed:
        raise Unknown(f"timeline/{rest[:80]}: no data set of this graph lists anything of such a state")
    facts = read_data_sets(library.graph, [rest], _OF_DATA_SETS) if rest else library.facts
    events = sorted((line(library, s.type, CLAIM + s.id) for s in facts.of_type(*LANES)), key=_order)
    codes = sorted({code for event in events for code in event.states})
    return Timeline(
        lanes=tuple(Lane(name, library.names.ref(iri.term(name))) for name in LANES),
        events=tuple(events),
        states={code: library.names.ref(iri.state(code)) for code in codes},
        listed=listed,
    )


def every(library: Library) -> Iterator[str]:
    """That of reports, and each state of which data sets list something."""
    yield ""
    yield from _listed(library)


def _listed(library: Library) -> tuple[str, ...]:
    if not data_sets(library.store):
        return ()
    types = " ".join(f"mkg:{name}" for name in _OF_DATA_SETS)
    rows = library.graph.select(
        f"SELECT DISTINCT ?state WHERE {{ VALUES ?type {{ {types} }} ?set a mkg:DataSet . ?claim mkg:rootSource ?set ;"
        " a ?type ; mkg:party|mkg:jurisdiction|mkg:measureActor ?state . ?state a mkg:State }"
    )
    prefix = iri.thing("state", "")
    return tuple(sorted(getattr(row["state"], "value", "").removeprefix(prefix) for row in rows))


def _order(event: Line) -> tuple[bool, int, int, str, str]:
    first = event.first if event.first is not None else event.last
    return first is None, first or 0, event.last or 9999, event.label, event.claim
