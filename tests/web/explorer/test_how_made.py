"""The queries that views show of themselves: each can be run on the graph, and gives rows."""

from __future__ import annotations

import pytest

from kg.api import open_graph
from kg.graph.store import Graph
from kg.queries.free import run_sparql
from tests.web.explorer.conftest import Open
from tests.web.explorer.every_view import addresses, complete, show, views

_WITHOUT = {"documents", "search", "validation", "ontology", "sparql"}  # what no query gives, or one of the reader


@pytest.fixture(scope="module")
def reference() -> Graph:
    return open_graph()


@pytest.mark.parametrize("view", views())
def test_the_query_behind_a_view_gives_rows(view: str, address: str, open_view: Open, reference: Graph) -> None:
    page = open_view(addresses(view)[0])
    complete(page)
    queries: set[str] = set()
    for route in addresses(view):
        show(page, address, route)
        queries.update(page.eval_on_selector_all(".made pre code", "all => all.map(one => one.textContent)"))
    assert queries or view in _WITHOUT
    for query in queries:
        assert len(run_sparql(reference, query)), query
