"""What is told of which years: agreements, laws, measures and figures, with those that name no year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg import iri
from kg.analysis.actors import state_code
from kg.analysis.facts import data_sets
from kg.web.explorer.claims import CLAIM
from kg.web.explorer.library import Library, Unknown
from kg.web.explorer.lines import Line, line
from kg.web.explorer.names import Ref

LANES = ("Agreement", "Law", "Measure", "MigrantStock", "Remittance", "Indicator", "TraffickingRoute")
"""Types of claims that are about years, in the order in which they are drawn."""

# Figures of data sets are rows by the year, not events.
_LISTED = """
  VALUES ?type { mkg:Agreement mkg:Law mkg:Measure }
  ?set a mkg:DataSet . ?claim mkg:rootSource ?set ; a ?type ; mkg:party|mkg:jurisdiction|mkg:measureActor ?state .
"""
_NO_PROVISION = "MINUS { ?claim mkg:provision ?provision }"


@dataclass(frozen=True, slots=True)
class Lane:
    """A type of claims with its label."""

    type: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Timeline:
    """Claims, the earliest first and those without a year last. `states` names codes in use; `listed` are codes of the
    states for which data sets have more, which is asked for by the code."""

    lanes: tuple[Lane, ...]
    events: tuple[Line, ...]
    states: dict[str, Ref]
    listed: tuple[str, ...]


def timeline(library: Library, rest: str) -> Timeline:
    """The claims of reports for an empty rest; for the code of a state what data sets list of it besides.

    Raises:
        Unknown: data sets list nothing of such a state.
    """
    found = [*_of_state(library, rest)] if rest else [(s.type, CLAIM + s.id) for s in library.facts.of_type(*LANES)]
    if rest and not found:
        raise Unknown(f"timeline/{rest[:80]}: no data set of this graph lists anything of such a state")
    events = sorted((line(library, name, node) for name, node in found), key=_order)
    listed = () if rest else _listed(library)
    codes = sorted({*listed, *(code for event in events for code in event.states)})
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
    rows = library.graph.select(f"SELECT DISTINCT ?state WHERE {{ {_LISTED} ?state a mkg:State }}")
    codes = (state_code(row["state"].value) for row in rows if row["state"] is not None)
    return tuple(sorted(code for code in codes if code))


def _of_state(library: Library, code: str) -> Iterator[tuple[str, str]]:
    """Types and IRIs of the claims of data sets on a state. What the text of an agreement provides for is left out: it
    has the year of the agreement, which is there itself."""
    if re.fullmatch(r"[A-Z0-9-]+", code) is None:
        return
    state = f"BIND (<{iri.state(code)}> AS ?state)"
    for row in library.graph.select(f"SELECT DISTINCT ?claim ?type WHERE {{ {state} {_LISTED} {_NO_PROVISION} }}"):
        claim, kind = row["claim"], row["type"]
        assert claim is not None
        assert kind is not None
        yield kind.value.removeprefix(iri.TERMS), claim.value


def _order(event: Line) -> tuple[bool, int, int, str, str]:
    first = event.first if event.first is not None else event.last
    return first is None, first or 0, event.last or 9999, event.label, event.claim
