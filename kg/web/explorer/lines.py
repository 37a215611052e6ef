"""Claims in short, for pictures and tables that hold many of them; the whole claim is its card."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kg import iri
from kg.analysis.facts import year_of
from kg.analysis.scan import concept_name
from kg.claims.schema import schema
from kg.web.explorer.claims import CLAIM
from kg.web.explorer.library import Library
from kg.web.explorer.names import Ref
from kg.web.explorer.nodes import dcterms, mkg, of_class, one, values

_SOURCE = ox.NamedNode(iri.PREFIXES["oa"] + "hasSource")
_LABEL = ox.NamedNode(iri.PREFIXES["rdfs"] + "label")
_NODES = frozenset({"actor", "place", "concept"})


@dataclass(frozen=True, slots=True)
class Line:
    """One claim: `refs` and `words` hold the values of its slots by name, bounds are None where open.

    `first` and `last` are the years that it is about, None where it names none; `last` alone is None for a period that
    is open ("since 2004"). `states` are codes of the states that its slots are or lie in, `members` of those that are
    meant with a group alone. Where the text names no voice the authors of the document are `speakers`.
    """

    claim: str
    type: str
    label: str
    polarity: str
    modality: str
    speakers: tuple[Ref, ...]
    refs: dict[str, tuple[Ref, ...]]
    words: dict[str, tuple[str, ...]]
    low: float | None
    high: float | None
    first: int | None
    last: int | None
    states: tuple[str, ...]
    members: tuple[str, ...]


def lines_of(library: Library, *types: str) -> tuple[Line, ...]:
    """All claims of some types, those of reports before those of data sets, in the order of their documents."""
    found = ((name, node) for name in types for node in of_class(library.store, name) if node.startswith(CLAIM))
    ordered = sorted(found, key=lambda c: (*library.claims.place(c[1]), c[1]))
    return tuple(line(library, name, node) for name, node in ordered)


def line(library: Library, name: str, node: str) -> Line:
    """The claim of an IRI, whose type is known."""
    nodes: dict[str, tuple[str, ...]] = {}
    words: dict[str, tuple[str, ...]] = {}
    for slot in schema().types[name].slots.values():
        found = values(library.store, node, ox.NamedNode(slot.property))
        if found and slot.kind in (*_NODES, "text", "code"):
            (nodes if slot.kind in _NODES else words)[slot.name] = found
    named = {n for found in nodes.values() for n in found}
    states = {code for n in named if (code := library.facts.actors.state(n))}
    return Line(
        claim=node.removeprefix(CLAIM),
        type=name,
        label=one(library.store, node, _LABEL),
        polarity=_concept(library, node, "polarity"),
        modality=_concept(library, node, "modality"),
        speakers=_speakers(library, node),
        refs={slot: library.names.refs(found) for slot, found in nodes.items()},
        words=words,
        low=_number(library, node, "low"),
        high=_number(library, node, "high"),
        first=_year(library, node, "periodStart", "since"),
        last=_year(library, node, "periodEnd"),
        states=tuple(sorted(states)),
        members=tuple(sorted({code for n in named for code in library.facts.actors.members(n)} - states)),
    )


def _speakers(library: Library, node: str) -> tuple[Ref, ...]:
    store = library.store
    said = values(store, node, mkg("attributedTo"))
    documents = (one(store, e, _SOURCE) for e in values(store, node, mkg("evidence")))
    written = (author for d in documents if d for author in values(store, d, dcterms("creator")))
    return library.names.refs(said or sorted({*written}))


def _concept(library: Library, node: str, name: str) -> str:
    return concept_name(one(library.store, node, mkg(name)))


def _number(library: Library, node: str, name: str) -> float | None:
    text = one(library.store, node, mkg(name))
    return float(text) if text else None


def _year(library: Library, node: str, *names: str) -> int | None:
    return next((year for name in names if (year := year_of(one(library.store, node, mkg(name))))), None)
