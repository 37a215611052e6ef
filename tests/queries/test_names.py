"""Names: what labelling and binding look up, by SPARQL alone."""

from __future__ import annotations

import pyoxigraph as ox

from kg import iri
from kg.graph.store import Graph
from kg.queries.names import Names, labels

SKOS, RDFS = iri.PREFIXES["skos"], iri.PREFIXES["rdfs"]
NODE = "http://example.org/a"


def graph(*named: tuple[str, ox.Literal]) -> Graph:
    return Graph(ox.Triple(ox.NamedNode(NODE), ox.NamedNode(p), name) for p, name in named)


def test_a_preferred_label_goes_before_another_and_english_before_the_rest() -> None:
    found = graph(
        (RDFS + "label", ox.Literal("Aaa")),
        (SKOS + "prefLabel", ox.Literal("Bbb", language="fr")),
        (SKOS + "prefLabel", ox.Literal("Ccc", language="en")),
    )
    assert labels(found, [NODE]) == {NODE: "Ccc"}


def test_what_is_no_iri_has_no_label() -> None:
    assert labels(graph((RDFS + "label", ox.Literal("Aaa"))), ["no IRI", "a> ?b ?c", NODE]) == {NODE: "Aaa"}


def test_many_nodes_are_labelled_in_parts() -> None:
    nodes = [f"http://example.org/{i}" for i in range(2500)]
    found = Graph(ox.Triple(ox.NamedNode(n), ox.NamedNode(RDFS + "label"), ox.Literal(n[-4:])) for n in nodes)
    assert labels(found, nodes) == {n: n[-4:] for n in nodes}


def test_a_class_tells_whom_a_name_means() -> None:
    found = graph((SKOS + "prefLabel", ox.Literal("Harbour  House")))
    found.add([ox.Triple(ox.NamedNode(NODE), ox.NamedNode(iri.PREFIXES["rdf"] + "type"),
                         ox.NamedNode(iri.term("Actor")))])  # fmt: skip
    names = Names(found)
    assert [n.value for n in names.called("HARBOUR house", frozenset({"Actor"}))] == [NODE]
    assert not names.called("HARBOUR house", frozenset({"State"}))
    assert names.is_one(ox.NamedNode(NODE), {"State", "Actor"})
    assert list(names.all(frozenset({"Actor"}))) == ["harbour house"]
