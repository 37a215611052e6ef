"""The network of the explorer against the derived edges of the graph."""

from __future__ import annotations

import pytest

from kg.analysis import networks
from kg.api import open_graph
from kg.web.explorer import network as pages
from kg.web.explorer.library import Library, Unknown
from kg.web.explorer.network import Network, network


@pytest.fixture(scope="module")
def reference() -> Library:
    return Library(open_graph())


def _edges(found: Network) -> set[tuple[str, str, str, tuple[str, ...]]]:
    return {
        (found.nodes[e.source].id, found.predicates[e.predicate].name, found.nodes[e.target].id, e.claims)
        for e in found.edges
    }


def test_all_edges_are_there_with_their_claims(reference: Library) -> None:
    found = network(reference, "")
    known = networks.everything(reference.graph)
    prefix = "https://w3id.org/migration-kg/id/"
    assert _edges(found) == {
        (s.removeprefix(prefix), d["predicate"], t.removeprefix(prefix), d["claims"])
        for s, t, d in known.edges(data=True)
    }
    assert found.whole
    assert found.total == len(found.edges)


def test_a_node_has_its_edges_and_those_among_its_neighbours(reference: Library) -> None:
    around, everything = network(reference, "state/KG"), network(reference, "")
    mine = {e for e in _edges(everything) if "state/KG" in (e[0], e[2])}
    near = {end for e in mine for end in (e[0], e[2])}
    assert _edges(around) == {e for e in _edges(everything) if {e[0], e[2]} <= near}


def test_of_too_many_edges_those_with_most_claims_are_given(
    reference: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = network(reference, "")
    monkeypatch.setattr(pages, "MOST_EDGES", 10)
    found = network(reference, "")
    assert not found.whole
    assert found.total == everything.total
    most = sorted((len(e.claims) for e in everything.edges), reverse=True)[:10]
    assert [len(e.claims) for e in found.edges] == most


def test_every_predicate_has_a_family_and_a_sign(reference: Library) -> None:
    by_name = {p.name: p for p in network(reference, "").predicates}
    assert (by_name["cooperatesWith"].family, by_name["cooperatesWith"].sign) == ("cooperation", 1)
    assert (by_name["obstructs"].family, by_name["obstructs"].sign) == ("obstruction", -1)
    assert (by_name["notPresentIn"].family, by_name["notPresentIn"].sign) == ("absence", -1)


def test_what_has_no_edge_is_unknown(reference: Library) -> None:
    with pytest.raises(Unknown):
        network(reference, "state/ZZ")
