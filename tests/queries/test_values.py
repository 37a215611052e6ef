"""Values of parameters: each that is listed gives the rows that are told, and none that gives rows is left out."""

from __future__ import annotations

import pytest
import rdflib

from kg.errors import UserError
from kg.graph.store import Graph
from kg.queries import Template, bind, run_template, template, templates, values_of
from kg.queries.binding import _concepts
from kg.queries.catalogue import Parameter, parse
from kg.queries.run import run_bound_on_rdflib
from kg.queries.values import MOST, Value

ALL = [(t.name, p) for t in templates() for p in t.parameters.values()]
IDS = [f"{name}-{p.name}" for name, p in ALL]
FREE = {("measures-together", "minimum"), ("states-without-law", "about")}
LACKING = {("gaps-with-exposure", "year"), ("shares-of-migrants", "status")}  # nothing of it is in the small graph
OF_SCHEMES = [(name, p) for name, p in ALL if p.scheme is not None]


def rows(graph: Graph, name: str, parameter: str, value: str) -> int:
    return len(run_template(graph, name, {parameter: value}))


@pytest.mark.parametrize(("name", "parameter"), ALL, ids=IDS)
def test_each_listed_value_gives_the_rows_that_are_told(name: str, parameter: Parameter, graph: Graph) -> None:
    found = values_of(graph, name, parameter.name, limit=MOST)
    assert not found.truncated
    assert [v.rows for v in found] == sorted((v.rows for v in found), reverse=True)
    assert {v.value: v.rows for v in found} == {v.value: rows(graph, name, parameter.name, v.value) for v in found}


@pytest.mark.parametrize(("name", "parameter"), ALL, ids=IDS)
def test_each_parameter_has_values_where_the_graph_can_list_them(
    name: str, parameter: Parameter, graph: Graph
) -> None:
    found = values_of(graph, name, parameter.name)
    assert (found.how == "free") == ((name, parameter.name) in FREE)
    assert bool(found) == ((name, parameter.name) not in FREE | LACKING)
    assert bool(found.note) == (found.how != "exactly")


@pytest.mark.parametrize(("name", "parameter"), OF_SCHEMES, ids=[f"{n}-{p.name}" for n, p in OF_SCHEMES])
def test_no_concept_that_gives_rows_is_left_out(name: str, parameter: Parameter, graph: Graph) -> None:
    assert parameter.scheme is not None
    concepts = {node.value for node in _concepts(parameter.scheme).values()}
    listed = {v.iri for v in values_of(graph, name, parameter.name)}
    assert listed == {c for c in concepts if rows(graph, name, parameter.name, c)}


@pytest.mark.parametrize(
    ("name", "parameter"),
    [
        ("migrant-estimates", "origin"),
        ("agreements-of-state", "state"),
        ("agreement-network", "state"),
        ("trafficking-routes", "destination"),
        ("migrant-totals", "destination"),
        ("relations", "patient"),
    ],
)
def test_no_thing_that_gives_rows_is_left_out(name: str, parameter: str, graph: Graph) -> None:
    named = graph.select("SELECT DISTINCT ?node { ?node skos:prefLabel ?n }")
    things = {row["node"].value for row in named if row["node"]}
    taken = set()
    for thing in things:
        try:
            if rows(graph, name, parameter, thing):
                taken.add(thing)
        except UserError:  # of a kind that the parameter does not take
            continue
    assert {v.iri for v in values_of(graph, name, parameter)} == taken


def test_the_other_parameters_narrow_the_values(graph: Graph) -> None:
    every = {v.value for v in values_of(graph, "migrant-estimates", "destination")}
    narrowed = values_of(graph, "migrant-estimates", "destination", {"origin": "NP"})
    assert {v.value for v in narrowed} < every
    for value in narrowed:
        given = {"origin": "NP", "destination": value.value}
        assert len(run_template(graph, "migrant-estimates", given)) == value.rows


def test_a_preset_of_another_parameter_holds(graph: Graph) -> None:
    for value in values_of(graph, "shelters-and-hotlines", "place"):
        assert rows(graph, "shelters-and-hotlines", "place", value.value) == value.rows


def test_values_are_written_as_people_write_them(graph: Graph) -> None:
    found = {v.iri: v for v in values_of(graph, "agreements-of-state", "state")}
    nepal = found["https://w3id.org/migration-kg/id/state/NP"]
    assert (nepal.value, nepal.label, nepal.code) == ("NP", "Nepal", "NP")
    assert "in-force" in {v.value for v in values_of(graph, "agreements-of-state", "status")}


def test_the_other_engine_counts_the_same(graph: Graph, memory: rdflib.Graph) -> None:
    chosen = template("remittances")
    for value in values_of(graph, "remittances", "receiver"):
        query = bind(chosen, {"receiver": value.value}, graph)
        assert len(run_bound_on_rdflib(graph, memory, chosen, query)) == value.rows


def test_a_list_is_cut_and_says_so(graph: Graph) -> None:
    whole, cut = values_of(graph, "find-claims", "kind"), values_of(graph, "find-claims", "kind", limit=2)
    assert cut.truncated
    assert cut.values == whole.values[:2] == whole.first(2).values
    assert whole.first(2).truncated


@pytest.mark.parametrize(
    ("name", "parameter", "given", "limit", "message"),
    [
        ("remittance", "receiver", {}, 5, "no such query template"),
        ("remittances", "reciever", {}, 5, "did you mean receiver"),
        ("remittances", "receiver", {"sendr": "RU"}, 5, "did you mean sender"),
        ("remittances", "receiver", {"sender": "Atlantis"}, 5, "no place is called"),
        ("remittances", "receiver", {}, 0, "limit 0: must be from 1"),
    ],
)
def test_what_cannot_be_listed_is_told(
    name: str, parameter: str, given: dict[str, str], limit: int, message: str, graph: Graph
) -> None:
    with pytest.raises(UserError, match=message):
        values_of(graph, name, parameter, given, limit)


def test_values_come_from_the_graph_object_too(graph: Graph) -> None:
    found = graph.values("migrant-estimates", "destination", origin="NP")
    assert found.values == values_of(graph, "migrant-estimates", "destination", {"origin": "NP"}).values
    assert all(isinstance(v, Value) for v in found)


def test_a_graph_without_claims_has_no_values() -> None:
    assert len(values_of(Graph(), "remittances", "receiver")) == 0


def conditioned(filter_: str) -> Template:
    """A template with one condition on its parameter."""
    head = "#+ summary: What?\n#+ description: All.\n#+ topic: test\n#+ parameters:\n#+   p: {kind: text, label: P}\n"
    query = f"SELECT ?a WHERE {{ VALUES ?p {{ UNDEF }} ?a ?b ?c . FILTER (!BOUND(?p) || {filter_}) }} ORDER BY ?a\n"
    return parse("made", f"{head}#+ columns:\n#+   a: A\n#+ view: table\n{query}")


@pytest.mark.parametrize(
    ("filter_", "kind", "binding"),
    [
        ("?p = ?a", "equation", " BIND (?a AS ?p)"),
        ("?a = ?p", "equation", " BIND (?a AS ?p)"),
        ("LCASE(STR(?c)) = LCASE(STR(?p))", "equation", " BIND (STR(?c) AS ?p)"),
        ("?p = ?a || ?p = ?c", "equation", " VALUES ?p_way { 0 1 } BIND (IF(?p_way = 0, ?a, ?c) AS ?p)"),
        ("EXISTS { ?a ?b ?p }", "pattern", ""),
        ('CONTAINS(LCASE(COALESCE(STR(?c), ")")), LCASE(STR(?p)))', "words", ' BIND (COALESCE(STR(?c), ")") AS ?p)'),
        ("?c >= ?p", "bound", " BIND (?c AS ?p)"),
        ("(?a = ?b && ?c >= ?p)", "bound", " BIND (?c AS ?p)"),
    ],
)
def test_conditions_are_read(filter_: str, kind: str, binding: str) -> None:
    from kg.queries.conditions import condition

    found = condition(conditioned(filter_).text, "p")
    assert found is not None
    assert (found.kind, found.binding) == (kind, binding)
    assert found.text == f"FILTER (!BOUND(?p) || {filter_})"
