"""One graph as the explorer reads it; what is dear to read is read once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph.store import Graph
from kg.web.explorer.claims import Claims
from kg.web.explorer.names import Names
from kg.web.explorer.search import Finder, Index, make_index
from kg.web.explorer.validator import Validator

if TYPE_CHECKING:
    from kg.analysis.estimates import Comparison
    from kg.analysis.facts import Facts
    from kg.analysis.gap_model import PairGap
    from kg.analysis.networks import Network
    from kg.web.explorer.written import Written


class Unknown(LookupError):  # noqa: N818  (reads as what it says: the thing is unknown)
    """There is no such thing in the graph."""


class Library:
    """What the answers are made from: the graph, its labels and claims, and the facts of the analyses."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.store = graph.store
        self.names = Names(graph)
        self.claims = Claims(graph, self.names)
        self.validator = Validator(graph)
        self.written: dict[str, Written] = {}

    @cached_property
    def facts(self) -> Facts:
        """The claims as the analyses of `kg.analysis` read them."""
        from kg.analysis.facts import read_facts

        return read_facts(self.graph)

    @cached_property
    def quantities(self) -> dict[str, tuple[Comparison, ...]]:
        """Quantities with figures, by type of claims."""
        from kg.analysis.estimates import FIGURE_TYPES, estimates_from

        return {kind: estimates_from(self.facts, self.graph, type=kind) for kind in FIGURE_TYPES}

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Quantities with two or more figures, of every type that has figures."""
        found = (c for each in self.quantities.values() for c in each)
        return tuple(c for c in found if len(c.figures) + len(c.recorded) > 1)

    @cached_property
    def gaps(self) -> tuple[PairGap, ...]:
        """The status of each pair of states, most pressing gap first."""
        from kg.analysis.agreements import gaps_from

        return gaps_from(self.facts)

    @cached_property
    def network(self) -> Network:
        """All derived edges."""
        from kg.analysis.networks import everything

        return everything(self.graph)

    @cached_property
    def index(self) -> Index:
        """All things that can be found by words."""
        return make_index(self.graph, self.names)

    @cached_property
    def finder(self) -> Finder:
        return Finder(self.index)

    def prepared(self) -> Iterator[object]:
        """Read what most pages need, one thing after the other, so that who opens them first need not wait for it."""
        yield self.finder
        yield self.comparisons
        yield self.gaps
        yield self.network

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the graph's N-Triples in the order of their lines: equal graphs have equal ones."""
        data = ox.serialize(self.graph.triples(), format=ox.RdfFormat.N_TRIPLES)
        assert data is not None
        return hashlib.sha256(b"\n".join(sorted(data.split(b"\n")))).hexdigest()
