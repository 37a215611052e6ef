"""Filling a server: what is loaded takes the place of the old graph whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import iri
from kg.errors import UserError
from kg.graph.store import Graph
from kg.stores import open_source, open_store
from kg.stores import upload as uploading
from kg.stores.endpoint import Requests, endpoint
from kg.stores.remote import Remote
from kg.stores.upload import upload

RDF_TYPE, CLAIM = ox.NamedNode(iri.PREFIXES["rdf"] + "type"), ox.NamedNode(iri.term("Claim"))


def claims(*names: str) -> Graph:
    return Graph(ox.Triple(ox.NamedNode(f"http://example.org/{name}"), RDF_TYPE, CLAIM) for name in names)


def names(place: str) -> set[str]:
    return {t.subject.value.rsplit("/", 1)[-1] for t in open_store(place).triples()}


def graphs(place: str) -> set[str]:
    remote = Remote(replace(endpoint(place), graph=None))
    return {str(row["g"]) for row in remote.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")}


@pytest.fixture
def place(oxigraph: str) -> Iterator[str]:
    """A server with one claim in its default graph."""
    upload(oxigraph, claims("old"))
    yield oxigraph
    Requests(endpoint(oxigraph)).update("CLEAR DEFAULT", 60)


def test_what_was_loaded_is_fetched(graph: Graph, place: str) -> None:
    loaded = upload(place, graph)
    assert (loaded.triples, loaded.claims) == (len(graph), graph.claim_count())
    assert open_store(place).turtle() == graph.turtle()


def test_a_load_takes_the_place_of_what_was_there(place: str) -> None:
    before = graphs(place)
    upload(place, claims("new"))
    assert names(place) == {"new"}
    assert graphs(place) == before


def test_a_load_can_add(place: str) -> None:
    upload(place, claims("new"), add=True)
    assert names(place) == {"old", "new"}


def test_a_named_graph_can_stand_for_the_default_graph(place: str) -> None:
    upload(f"{place}?default-graph-uri=urn:other", claims("new"))
    assert names(f"{place}?default-graph-uri=urn:other") == {"new"}
    assert names(place) == {"old"}


def test_texts_arrive_as_they_are(place: str) -> None:
    found = claims("new")
    odd = ['"', "\\", "a\nb\r\tc", "\\u0041", "} DROP ALL", "é🧭\u2028", "'''", ""]
    found.add(ox.Triple(CLAIM, RDF_TYPE, ox.Literal(text, language="en")) for text in odd)
    upload(place, found)
    assert set(open_store(place).triples()) == set(found.triples())


def test_a_load_that_fails_leaves_the_old_graph_alone(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(graph: Graph) -> Iterator[str]:
        yield "<http://example.org/new> <http://example.org/a> 1 ."
        raise UserError("fault")

    monkeypatch.setattr(uploading, "_parts", broken)
    before = graphs(place)
    with pytest.raises(UserError, match="fault"):
        upload(place, claims("new"))
    assert names(place) == {"old"}
    assert graphs(place) == before


def test_a_graph_that_lost_a_part_on_its_way_is_not_shown(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "_parts", lambda graph: iter(["<http://a/b> <http://a/c> 1 ."]))
    with pytest.raises(UserError, match="kept only a part of the graph; its old one stays"):
        upload(place, claims("new", "newer"))
    assert names(place) == {"old"}


BEGUN = [("2020-01-01T00:00:00+00:00", False), ("2999-01-01T00:00:00+00:00", True)]


@pytest.mark.parametrize(("begun", "stays"), BEGUN)
def test_what_killed_loads_left_is_cleared_after_a_day(place: str, begun: str, stays: bool) -> None:
    left = f"urn:migration-kg:load:{begun[:4]}"
    mark = f'<{left}> <urn:migration-kg:load:begun> "{begun}"'
    Requests(endpoint(place)).update(f"INSERT DATA {{ GRAPH <{left}> {{ {mark} }} }}", 60)
    assert names(place) == {"old"}
    upload(place, claims("new"))
    assert (f"<{left}>" in graphs(place)) is stays


def test_blank_nodes_are_refused(place: str) -> None:
    graph = Graph([ox.Triple(ox.BlankNode("a"), RDF_TYPE, CLAIM)])
    with pytest.raises(UserError, match="has blank nodes"):
        upload(place, graph)


def test_a_server_without_claims_is_told(oxigraph: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="holds no claim of the ontology; fill it with"):
        open_source(f"{oxigraph}?default-graph-uri=urn:nothing")


def test_a_server_that_takes_no_updates_there_is_told(oxigraph: str) -> None:
    with pytest.raises(UserError, match=r"/nowhere: answered 404 .*give the address"):
        upload(oxigraph, claims("new"), update=f"{oxigraph}/nowhere")
