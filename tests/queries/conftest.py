"""The small graph of these tests, behind both engines."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.graph.rules import derive
from kg.graph.store import Graph


@pytest.fixture(scope="session")
def graph() -> Graph:
    """The statements of `graph.ttl` with what the rules derive from them."""
    found = Graph.read(Path(__file__).with_name("graph.ttl"))
    found.store.extend([ox.Quad(t.subject, t.predicate, t.object) for t in derive(found.store)])
    return found


@pytest.fixture(scope="session")
def memory(graph: Graph) -> rdflib.Graph:
    """The same triples in rdflib's own store."""
    found = rdflib.Graph()
    found.parse(data=graph.turtle(), format="turtle")
    return found
