"""Marks on agreement claims that speak of an instrument which states join one by one, for rules and templates."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg import iri
from kg.analysis.facts import read_facts
from kg.analysis.pairs import is_instrument_to_join, sides
from kg.graph import rdf
from kg.graph.store import Graph


def joined_triples(graph: Graph) -> Iterator[ox.Triple]:
    """One triple a claim of a report on such an instrument: the words decide, as they do for the gaps."""
    facts = read_facts(graph, ("Agreement",))
    for claim in facts.of_type("Agreement"):
        if is_instrument_to_join(claim, sides(claim, facts.actors)):
            yield ox.Triple(rdf.node(iri.thing("claim", claim.id)), rdf.mkg("joinedOneByOne"), ox.Literal(True))
