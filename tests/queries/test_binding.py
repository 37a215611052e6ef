"""Binding: what users may write, what they are told, and that nothing of it becomes SPARQL."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg import iri
from kg.errors import UserError
from kg.graph.store import Graph
from kg.queries import bind, run_template, template
from kg.queries.binding import CONTROL, terms
from kg.queries.catalogue import parse
from kg.queries.run import run_bound

NEPAL = iri.state("NP")
LABELLED = """#+ summary: What is there?
#+ description: One value back.
#+ topic: test
#+ parameters:
#+   about: {kind: %s, label: Value, optional: %s, default: %s}
#+ columns:
#+   about: About
#+ view: table
SELECT ?about WHERE { VALUES ?about { UNDEF } }
"""
ECHO = parse("echo", LABELLED % ("text", "true", "null"))

ACCEPTED = [
    ("no-agreement", "state", "Nepal", [NEPAL]),
    ("no-agreement", "state", "nepal", [NEPAL]),
    ("no-agreement", "state", "NP", [NEPAL]),
    ("no-agreement", "state", "NPL", [NEPAL]),
    ("no-agreement", "state", "id:state/NP", [NEPAL]),
    ("no-agreement", "state", NEPAL, [NEPAL]),
    ("no-agreement", "state", f"<{NEPAL}>", [NEPAL]),
    ("no-agreement", "state", "Nepal, QA", [NEPAL, iri.state("QA")]),
    ("no-agreement", "state", ["Nepal", "QA", "NP"], [NEPAL, iri.state("QA")]),
    ("no-agreement", "state", "Korea, Republic of", [iri.state("KR")]),
    ("no-agreement", "state", "", []),
    ("no-agreement", "state", "*", []),
    ("payments", "place", "Doha", [iri.thing("place", "doha")]),
    ("payments", "place", "Central Asia", [iri.thing("region", "central-asia")]),
    ("payments", "kind", "bribe", [iri.concept("payment-kind", "bribe")]),
    ("payments", "kind", "price of victim", [iri.concept("payment-kind", "price-of-victim")]),
    ("payments", "kind", "mkg-payment-kind:fee", [iri.concept("payment-kind", "fee")]),
    ("payments", "kind", "fee,FINE", [iri.concept("payment-kind", "fee"), iri.concept("payment-kind", "fine")]),
    ("listed-provisions", "provision", "wage-prot", [iri.concept("agreement-provision", "wage-prot")]),
    ("listed-provisions", "provision", "wage_prot", [iri.concept("agreement-provision", "wage-prot")]),
    ("obstruction", "agent", "Harbour House", [iri.thing("unknown", "harbour-house")]),
    ("obstruction", "agent", "BORDER guards", [iri.thing("group", "border-guards")]),
    ("obstruction", "agent", "id:group/border-guards", [iri.thing("group", "border-guards")]),
    ("evidence-of-claim", "claim", "a000000000000001", [iri.thing("claim", "a000000000000001")]),
    ("evidence-of-claim", "claim", "id:claim/A000000000000001", [iri.thing("claim", "a000000000000001")]),
    ("evidence-of-claim", "claim", "f000000000000002", [iri.thing("claim", "f000000000000002")]),
    ("evidence-of-claim", "claim", "d000000000000004", [iri.thing("claim", "d000000000000004")]),
    ("claims-of-source", "source", "Handbook of recruitment", [iri.thing("source", "handbook")]),
    ("claims-of-source", "source", "survey of Corridors", [iri.thing("document", "survey")]),
    ("claims-of-source", "source", "id:document/survey", [iri.thing("document", "survey")]),
    ("sources-cited", "minimum", "3", ["3"]),
    ("sources-cited", "minimum", 3, ["3"]),
    ("sources-cited", "minimum", "1,000,000", ["1000000"]),
    ("sources-cited", "minimum", "-12,500", ["-12500"]),
    ("gaps-with-exposure", "year", ["2007", "2008"], ["2007", "2008"]),
    ("sources-cited", "about", "women, men", ["women, men"]),
    ("shelters-and-hotlines", "place", "QA", [iri.state("QA")]),
]


@pytest.mark.parametrize(("name", "parameter", "value", "expected"), ACCEPTED)
def test_values_become_terms(name: str, parameter: str, value: Any, expected: list[str], graph: Graph) -> None:
    found = terms(template(name), {parameter: value}, graph)
    assert [term.value for term in found.get(parameter, ())] == expected


REFUSED = [
    ("no-agreement", {"state": "Nepall"}, "no state is called 'Nepall'; did you mean Nepal"),
    ("no-agreement", {"state": "Nepal, Qatarr"}, "no state is called 'Qatarr'; did you mean Qatar"),
    ("no-agreement", {"state": "Doha"}, "no state is called 'Doha'"),
    ("no-agreement", {"state": "id:state/XX"}, "no state is called 'id:state/XX'"),
    ("no-agreement", {"state": "http://example.org/NP"}, "no state is called"),
    ("no-agreement", {"state": "<http://a> } #"}, "no state is called"),
    ("no-agreement", {"sate": "NP"}, "no parameter 'sate'; did you mean state"),
    ("payments", {"river": "NP"}, "no parameter 'river'; it takes kind, place"),
    ("payments", {"kind": "bribes"}, "'bribes' is no payment kind; did you mean bribe"),
    ("payments", {"kind": "xyz"}, "it is one of bribe, debt"),
    ("payments", {"kind": "mkg-unit:persons"}, "is no payment kind"),
    ("obstruction", {"agent": "Harbor Hause"}, "did you mean harbour house"),
    ("obstruction", {"agent": "Doha"}, "no actor is called 'Doha'"),
    ("evidence-of-claim", {"claim": "a0"}, "is the id of no claim, or begins several"),
    ("evidence-of-claim", {"claim": "xyz"}, "is the id of no claim"),
    ("sources-cited", {"minimum": "three"}, "'three' is no whole number"),
    ("sources-cited", {"minimum": "3.5"}, "'3.5' is no whole number"),
    ("sources-cited", {"minimum": "1,5"}, "'1,5' is no whole number"),
    ("sources-cited", {"minimum": "1,000,00"}, "'1,000,00' is no whole number"),
    ("sources-cited", {"minimum": "1000,000"}, "'1000,000' is no whole number"),
    ("gaps-with-exposure", {"year": "2007, 2008"}, "'2007, 2008' is no whole number"),
    ("sources-cited", {"minimum": "٣"}, "is no whole number"),
    ("sources-cited", {"about": "a\0b"}, "holds control characters"),
    ("sources-cited", {"about": "a\ud800b"}, "holds control characters"),
    ("sources-cited", {"about": "x" * 2001}, "has 2001 characters; 2000 are allowed"),
    ("no-agreement", {"state": "\0"}, "holds control characters"),
]


@pytest.mark.parametrize(("name", "given", "message"), REFUSED)
def test_what_cannot_be_used_is_told_with_a_way_out(
    name: str, given: dict[str, str], message: str, graph: Graph
) -> None:
    with pytest.raises(UserError, match=message.replace("(", r"\(")) as caught:
        bind(template(name), given, graph)
    assert "\n" not in str(caught.value)


PAYLOADS = [
    'quote " inside',
    "two 'single' and ''' three",
    'three """ quotes',
    "new\nline",
    "carriage\rreturn",
    r"escaped \u0022 quote",
    r"long \U00000022 escape",
    "back\\slash at the end\\",
    '" } DELETE { ?s ?p ?o } WHERE { ?s ?p ?o } #',
    '"@en } UNION { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }',
    "> . } #",
    "VALUES ?about { UNDEF }",
    "\\1 \\g<0>",
    "x" * 2000,
    "Кыргызстан 吉尔吉斯 🧭 \u202e",
    "\u2028 line separator \u0085",
    "?about",
    "{}",
    "%s %(a)s {0}",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_text_comes_back_as_it_was(payload: str, graph: Graph) -> None:
    found = run_bound(graph, ECHO, bind(ECHO, {"about": payload}, graph))
    assert [row["about"] for row in found] == [payload.strip()]


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    ("name", "parameter"),
    [("no-agreement", "state"), ("payments", "kind"), ("sources-cited", "minimum"), ("obstruction", "agent")],
)
def test_a_text_that_names_nothing_is_refused_elsewhere(name: str, parameter: str, payload: str, graph: Graph) -> None:
    with pytest.raises(UserError):
        bind(template(name), {parameter: payload}, graph)


def shape(tree: Any) -> Any:
    """An rdflib parse tree with every literal made equal."""
    if isinstance(tree, CompValue):
        if tree.name == "literal":
            return "literal"
        return tree.name, [(key, shape(value)) for key, value in dict.items(tree)]
    if isinstance(tree, rdflib.Literal):
        return "literal"
    if isinstance(tree, str) or not hasattr(tree, "__iter__"):
        return str(tree)
    return [shape(value) for value in tree]


@settings(max_examples=150, deadline=None)
@given(payload=st.text(max_size=200) | st.text(alphabet="\"'\\{}<>#.u0022 \n\r?", max_size=60))
def test_no_text_changes_the_shape_of_the_query(payload: str) -> None:
    assume(payload.strip() not in ("", "*"))
    assume(not CONTROL.search(payload))
    empty = Graph()
    query = bind(ECHO, {"about": payload}, empty)
    assert shape(parseQuery(query)) == shape(parseQuery(bind(ECHO, {"about": "plain"}, empty)))
    assert [row["about"] for row in run_bound(empty, ECHO, query)] == [payload.strip()]


@pytest.mark.parametrize("code", [*range(9), 11, 12, *range(14, 32), 127, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_characters_that_no_text_holds_are_refused(code: int) -> None:
    with pytest.raises(UserError, match="control characters"):
        bind(ECHO, {"about": f"a{chr(code)}b"}, Graph())


@settings(max_examples=100, deadline=None)
@given(payload=st.text(max_size=100))
def test_no_text_becomes_a_state_unless_it_names_one(payload: str) -> None:
    assume(payload.strip() not in ("", "*"))
    try:
        found = terms(template("no-agreement"), {"state": payload}, Graph())
    except UserError:
        return
    assert all(isinstance(t, ox.NamedNode) and t.value.startswith(iri.THINGS + "state/") for t in found["state"])


def test_several_texts_are_alternatives(graph: Graph) -> None:
    found = run_template(graph, "laws-by-state", {"about": ["sponsorship", "persons"]})
    assert [row["claim"] for row in found] == ["d000000000000001", "d000000000000004"]


def test_a_default_holds_until_everything_is_asked_for(graph: Graph) -> None:
    chosen = template("shelters-and-hotlines")
    assert len(terms(chosen, {}, graph)["kind"]) == 2
    assert "kind" not in terms(chosen, {"kind": "*"}, graph)


def test_a_parameter_that_is_needed_is_asked_for(graph: Graph) -> None:
    needed = parse("needed", LABELLED % ("text", "false", "null"))
    with pytest.raises(UserError, match="parameter about is missing"):
        bind(needed, {}, graph)


def test_several_nodes_of_one_name_are_all_meant(graph: Graph) -> None:
    twins = Graph(graph.triples())
    again = ox.NamedNode(iri.thing("unknown", "harbour-house-2"))
    for predicate, value in (
        (iri.PREFIXES["rdf"] + "type", ox.NamedNode(iri.term("Actor"))),
        (iri.PREFIXES["skos"] + "prefLabel", ox.Literal("Harbour House", language="en")),
    ):
        twins.store.add(ox.Quad(again, ox.NamedNode(predicate), value))
    found = terms(template("obstruction"), {"agent": "Harbour House"}, twins)
    assert len(found["agent"]) == 2
