"""A service over the small graph of the query tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.graph.rules import derive
from kg.graph.store import Graph

GRAPH = Path(__file__).parents[1] / "queries" / "graph.ttl"


@pytest.fixture(scope="session")
def graph() -> Graph:
    found = Graph.read(GRAPH)
    found.add(derive(found.store))
    return found


@pytest.fixture(scope="session")
def client(graph: Graph) -> Iterator[TestClient]:
    from kg.web.app import make_app
    from kg.web.limits import Limits

    app = make_app(graph, Limits(seconds=3.0, rows=500, bytes=2_000_000, request=50_000, running=4, waiting=8))
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as found:
        yield found
