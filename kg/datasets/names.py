"""Names and codes of states in data sets, to the nodes of the reference data."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from functools import cache

import pyoxigraph as ox

from kg import iri, resources
from kg.graph.actors import ActorResolver, Node, nationals
from kg.graph.reference_rdf import years_of_states
from kg.lexicon import Entry, Lexicon

LISTS = ("m49", "cow")
"""Lists of numbers for states: UN M49, and the Correlates of War project's."""


@cache
def state_numbers() -> Mapping[tuple[str, str], str]:
    """List and number → code of the state."""
    path = resources.ontology_dir() / "reference" / "state-numbers.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return {(name, row[name]): row["code"] for row in csv.DictReader(stream) for name in LISTS if row[name]}


@cache
def _short_names() -> Mapping[str, str]:
    """Short name of ISO 3166 → code of the state."""
    import pycountry

    return {country.name: country.alpha_2 for country in pycountry.countries}


class Names:
    """Resolves what a data set calls states and regions, and remembers what did not resolve.

    None of the methods fails: a name that nothing has becomes an unresolved actor of that label.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._resolver = ActorResolver(lexicon)
        self._known: dict[tuple[str, int | None, str, str], Node] = {}
        self.unresolved: set[str] = set()
        self.new: dict[str, Node] = {}

    def state(self, name: str, year: int | None = None, number: str = "", numbers: str = "") -> Node:
        """Node of a state by name or ISO code, else by its number in one of `LISTS`.

        Where several states go by the name the number decides, and without one the short names of ISO 3166.
        A former state is meant only up to its last year: later the name resolves to nothing.
        """
        key = (name, year, number, numbers)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._state(" ".join(name.split()), year, number, numbers)
        return found

    def region(self, name: str) -> Node:
        """Node of a region: never of a state, even where one has the same name."""
        key = (name, None, "", "region")
        found = self._known.get(key)
        if found is None:
            label = " ".join(name.split())
            readings = self._lexicon.forms.get(label, ())
            entry = next((r.entry for r in readings if r.entry.kind == "Region"), None)
            found = self._known[key] = _node(entry) if entry else self._unknown(label)
        return found

    def actor(self, name: str, year: int | None = None) -> Node:
        """Node of a state, region, organisation, group or place by name or code."""
        return self._named(name, year, "actor", _node, self._resolver.resolve)

    def subject(self, name: str, year: int | None = None) -> Node:
        """Node as of `actor`, or of an issue in common words."""
        return self._named(name, year, "subject", _node, self._resolver.resolve_subject)

    def people(self, name: str, year: int | None = None) -> Node:
        """Node as of `actor`, but the name of a state means its nationals."""
        return self._named(name, year, "people", nationals, self._resolver.resolve_people)

    def _named(
        self,
        name: str,
        year: int | None,
        meant: str,
        of_state: Callable[[Entry], Node],
        of_others: Callable[[str], Node],
    ) -> Node:
        key = (name, year, "", meant)
        found = self._known.get(key)
        if found is None:
            label = " ".join(name.split())
            entry = self._lexicon.resolve(label)
            if entry is not None and entry.kind == "State":
                state = self._entry(label, year, "", "")
                found = of_state(state) if state else self._unknown(label)
            else:
                found = of_others(label)
            self._known[key] = found
            if not found.known:
                self._noted(found)
        return found

    def _state(self, name: str, year: int | None, number: str, numbers: str) -> Node:
        entry = self._entry(name, year, number, numbers)
        return _node(entry) if entry else self._unknown(name or f"{numbers} {number}")

    def _entry(self, name: str, year: int | None, number: str, numbers: str) -> Entry | None:
        """The state that goes by a name or number in a year."""
        entry = self._lexicon.resolve(name) if name else None
        code = state_numbers().get((numbers, number.lstrip("0")))
        if self._is_shared(name):
            code = code or _short_names().get(name)
        if code and (entry is None or entry.kind != "State" or self._is_shared(name)):
            entry = self._lexicon.resolve(code)
        return entry if entry is not None and entry.kind == "State" and _existed(entry, year) else None

    def _is_shared(self, name: str) -> bool:
        """Whether several states go by a name: in prose "Congo" is mostly the larger one, in tables never."""
        readings = self._lexicon.forms.get(name, ())
        return len({r.entry.iri for r in readings if r.entry.kind == "State" and r.role == "name"}) > 1

    def _unknown(self, label: str) -> Node:
        found = Node(iri.thing("unknown", iri.slug(label)), label, "UnresolvedActor", known=False)
        return self._noted(found)

    def _noted(self, found: Node) -> Node:
        self.new.setdefault(found.iri, found)
        if not found.nationals_of and found.kind != "Issue":  # which are no names that the reference data lack
            self.unresolved.add(found.label)
        return found


def _node(entry: Entry) -> Node:
    return Node(entry.iri, entry.label, entry.kind, known=True)


def _existed(entry: Entry, year: int | None) -> bool:
    """Whether a state was there in a year; of states that still exist nothing is asked."""
    first, last = years_of_states().get(entry.iri, (None, None))
    return year is None or last is None or ((first is None or first <= year) and year <= last)


def named(found: Node) -> ox.NamedNode:
    return ox.NamedNode(found.iri)
