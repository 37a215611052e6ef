"""Validation of graphs: what comes in, what is counted, what comes out."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from subprocess import run

import pyoxigraph as ox
import pytest
import rdflib

from kg import iri
from kg.errors import UserError
from kg.graph.store import Graph
from kg.resources import ontology_files
from kg.validation import Report, read_graph, validate
from kg.validation_rules import closest, compared_pairs, rules
from tests.ontology.synthetic import claims, reference

CLAIM = ox.NamedNode(iri.thing("claim", "0"))


def mkg(name: str) -> ox.NamedNode:
    return ox.NamedNode(iri.term(name))


def literal(value: str, kind: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(iri.PREFIXES["xsd"] + kind))


def violations(report: Report) -> set[str]:
    return {r.shape for r in report.results if r.severity == "Violation"}


def with_values(**values: ox.Literal | ox.NamedNode) -> Graph:
    """Claim 0 of a small graph with other values for some properties."""
    graph = claims(1)
    for name, value in values.items():
        for quad in list(graph.store.quads_for_pattern(CLAIM, mkg(name), None)):
            graph.store.remove(quad)
        graph.store.add(ox.Quad(CLAIM, mkg(name), value))
    return graph


@pytest.fixture(scope="module")
def small() -> Graph:
    return claims(12)


def test_a_good_graph_conforms(small: Graph) -> None:
    report = validate(small)
    assert violations(report) == set()
    assert report.conforms
    assert report.claims == 12


def test_validation_leaves_the_graph_as_it_is(small: Graph) -> None:
    before = small.turtle()
    validate(small)
    assert small.turtle() == before


def test_every_rule_is_counted(small: Graph) -> None:
    assert set(validate(small).looked_at) == {rule.id for rule in rules()}


@pytest.mark.parametrize(
    ("rule", "count"),
    [("claim-evidence", 12), ("evidence-quote", 12), ("slot-low", 8), ("bound-unit", 8), ("note-number", 1)],
)
def test_the_nodes_that_a_rule_looked_at_are_counted(small: Graph, rule: str, count: int) -> None:
    assert validate(small).looked_at[rule] == count


def test_a_graph_without_claims_is_empty_and_does_not_conform() -> None:
    report = validate(Graph())
    assert report.empty
    assert not report.conforms
    assert report.results == ()


@pytest.mark.parametrize(
    "form",
    [
        lambda g: g,
        lambda g: g.store,
        lambda g: list(g.triples()),
        lambda g: g.rdflib,
        lambda g: rdflib.Graph().parse(data=g.turtle(), format="turtle"),
    ],
    ids=["graph", "store", "triples", "ours as rdflib", "rdflib"],
)
def test_all_forms_of_a_graph_give_one_report(small: Graph, form: object) -> None:
    expected = validate(small)
    assert validate(form(small)) == expected  # type: ignore[operator]


@pytest.mark.parametrize(
    ("suffix", "form"), [(".ttl", "turtle"), (".nt", "nt"), (".rdf", "xml"), (".jsonld", "json-ld")]
)
def test_files_are_read_by_suffix(tmp_path: Path, small: Graph, suffix: str, form: str) -> None:
    path = tmp_path / f"graph{suffix}"
    small.rdflib.serialize(path, format=form, encoding="utf-8")
    assert len(read_graph(path)) == len(small)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("broken.ttl", b"<http://a> <http://b>\n  <http://c ;\n", "line 2, column"),
        ("broken.nt", b"no triples", "line 1, column"),
        ("broken.jsonld", b"{", "broken.jsonld"),
        ("broken.rdf", b"<rdf", "broken.rdf"),
        ("latin.ttl", '<http://a> <http://b> "é" .'.encode("latin-1"), "latin.ttl"),
        ("table.csv", b"a,b\n", "use a name that ends in"),
    ],
)
def test_a_file_that_is_no_rdf_gives_one_clear_line(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        validate(path)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_gives_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        read_graph(tmp_path / "none.ttl")


def test_a_faulty_value_is_reported_at_the_claim_that_uses_it() -> None:
    wage = ox.NamedNode(iri.concept("payment-kind", "wage"))
    (result,) = [r for r in validate(with_values(unit=wage)).results if r.severity == "Violation"]
    assert (result.shape, result.focus) == ("value-unit", CLAIM.value)
    assert (result.path, result.value) == (iri.term("unit"), wage.value)


def test_a_value_that_does_not_exist_is_reported_once_with_the_nearest_name() -> None:
    misspelt = ox.NamedNode(iri.concept("unit", "perons"))
    (result,) = [r for r in validate(with_values(unit=misspelt)).results if r.severity == "Violation"]
    assert result.shape == "unknown-concept"
    assert result.hint.startswith("Did you mean mkg-unit:persons?")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"low": ("5", "integer")}, {"slot-low"}),
        ({"low": ("some", "decimal")}, {"slot-low"}),
        ({"low": ("2007", "gYear")}, {"slot-low"}),
        ({"low": ("900", "decimal")}, {"bounds-order"}),
        ({"periodStart": ("2020", "gYear")}, {"period-order"}),
        ({"periodStart": ("2020", "integer")}, {"period-start"}),
        ({"periodStart": ("around 2007", "gYear")}, {"year-form"}),
        ({"periodStart": ("-0500", "gYear")}, set()),
    ],
)
def test_values_of_mixed_or_broken_types_are_reported_and_stop_nothing(
    values: dict[str, tuple[str, str]], expected: set[str]
) -> None:
    graph = with_values(**{name: literal(*value) for name, value in values.items()})
    assert violations(validate(graph)) == expected


def test_nodes_that_are_only_mentioned_are_looked_up_and_not_counted() -> None:
    triples = [t for t in claims(6).triples() if not str(t.subject.value).startswith(iri.thing("state", ""))]
    report = validate(triples)
    assert violations(report) == set()
    assert report.looked_at["state-code"] == 0


def test_blank_nodes_are_validated_too() -> None:
    data = f"@prefix mkg: <{iri.TERMS}> . [] a mkg:Claim, mkg:Remittance ."
    report = validate(q.triple for q in ox.parse(data.encode(), format=ox.RdfFormat.TURTLE))
    assert {"claim-evidence", "claim-without-slot"} <= violations(report)


def test_results_come_gravest_first_and_in_one_order() -> None:
    graph = with_values(low=literal("5", "integer"))
    results = validate(graph).results
    order = ["Violation", "Warning", "Info"]
    assert [order.index(r.severity) for r in results] == sorted(order.index(r.severity) for r in results)
    assert results == validate(sorted(graph.triples(), key=str)).results


def test_the_reference_data_and_schemes_break_no_rule() -> None:
    report = validate(reference())
    assert violations(report) == set()
    assert report.looked_at["state-code"] > 200


def test_the_ontology_itself_breaks_no_rule() -> None:
    triples = {q.triple for p in ontology_files("schemes") for q in ox.parse(path=str(p))}
    assert validate(triples).results == ()


def test_years_numbers_and_offsets_are_compared() -> None:
    assert {(a.removeprefix(iri.TERMS), b.removeprefix(iri.TERMS)) for a, b in compared_pairs()} == {
        ("low", "high"),
        ("start", "end"),
        ("periodStart", "periodEnd"),
        ("memberFrom", "memberUntil"),
    }


def test_nothing_is_near_a_name_like_no_other() -> None:
    assert closest(iri.term("zzzzzzzzzzzz")) is None


def test_heavy_packages_are_imported_only_when_a_graph_is_validated() -> None:
    heavy = {"pyshacl", "rdflib", "rich"}
    code = f"import sys, kg.validation, kg.validation_view; print({heavy} & set(sys.modules))"
    assert run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


def test_a_thousand_claims_take_seconds_not_minutes() -> None:
    graph = claims(1000)
    validate(claims(1))
    started = time.process_time()
    assert validate(graph).claims == 1000
    assert time.process_time() - started < 6  # measured 1.8 s; twice three for slow machines
