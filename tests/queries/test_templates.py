"""Templates: each is sound as a file, and answers alike on two engines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
from few_claims import made
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.errors import UserError
from kg.graph.store import Graph
from kg.queries import bind, run_template, template, templates
from kg.queries.catalogue import GRAPH_COLUMNS, Template, load, parse
from kg.queries.run import run_bound, run_bound_on_rdflib

EXPECTED = Path(__file__).with_name("expected")
NAMES = [t.name for t in templates()]
CASES = [
    pytest.param(path.stem, case["parameters"], case["rows"], id=f"{path.stem}-{number}")
    for path in sorted(EXPECTED.glob("*.json"))
    for number, case in enumerate(json.loads(path.read_text(encoding="utf-8")))
]
# Templates whose rows rest on several claims at once, or on none.
WITHOUT_CLAIM = {"agreement-network", "data-sets", "disagreements", "sources-cited", "states-without-law"}

HEAD = """#+ summary: What is there?
#+ description: Everything.
#+ topic: test
#+ parameters:
#+   about: {kind: text, label: Words}
#+ columns:
#+   about: About
#+ view: table
"""
QUERY = "SELECT ?about WHERE { VALUES ?about { UNDEF } }\n"


def parts(tree: Any) -> Iterator[CompValue]:
    """All parts of an rdflib parse tree."""
    if isinstance(tree, CompValue):
        yield tree
        for value in dict.values(tree):
            yield from parts(value)
    elif not isinstance(tree, str) and hasattr(tree, "__iter__"):
        for value in tree:
            yield from parts(value)


def named(tree: Any, name: str) -> list[CompValue]:
    return [part for part in parts(tree) if part.name == name]


def triple_count(part: CompValue) -> int:
    """Number of triple patterns in a part; rdflib keeps a block as flat runs of three."""
    return sum(len(run) // 3 for block in named(part, "TriplesBlock") for run in block.triples)


def examples(chosen: Template) -> dict[str, str]:
    return {p.name: p.example for p in chosen.parameters.values() if p.example is not None}


@pytest.mark.parametrize(("name", "parameters", "rows"), CASES)
def test_rows_are_the_expected_ones(
    name: str, parameters: dict[str, str], rows: list[dict[str, Any]], graph: Graph
) -> None:
    assert run_template(graph, name, parameters).as_dicts() == rows


@pytest.mark.parametrize(("name", "parameters", "rows"), CASES)
def test_rows_on_rdflib_are_the_expected_ones(
    name: str, parameters: dict[str, str], rows: list[dict[str, Any]], graph: Graph, memory: rdflib.Graph
) -> None:
    chosen = template(name)
    found = run_bound_on_rdflib(graph, memory, chosen, bind(chosen, parameters, graph))
    assert found.as_dicts() == rows


@pytest.mark.parametrize("name", NAMES)
def test_each_template_has_expected_rows_and_one_case_that_is_not_empty(name: str) -> None:
    cases = json.loads((EXPECTED / f"{name}.json").read_text(encoding="utf-8"))
    assert any(case["rows"] for case in cases)


def test_each_expectation_has_its_template() -> None:
    assert {path.stem for path in EXPECTED.glob("*.json")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_unbound_and_with_examples_both_engines_agree(name: str, graph: Graph, memory: rdflib.Graph) -> None:
    chosen = template(name)
    for given in ({}, examples(chosen)):
        query = bind(chosen, given, graph)
        ours, theirs = run_bound(graph, chosen, query), run_bound_on_rdflib(graph, memory, chosen, query)
        assert ours.as_dicts() == theirs.as_dicts()


@pytest.mark.parametrize("name", NAMES)
def test_without_values_a_template_is_valid_sparql_and_not_empty(name: str, graph: Graph) -> None:
    chosen = template(name)
    assert len(run_bound(graph, chosen, chosen.text)) > 0


@pytest.mark.parametrize("name", NAMES)
def test_no_parameter_stands_in_a_subselect(name: str) -> None:
    for inner in named(parseQuery(template(name).text), "SubSelect"):
        assert "UNDEF" not in str(named(inner, "InlineData"))


@pytest.mark.parametrize("name", NAMES)
def test_absence_is_not_written_as_not_exists_of_several_triples(name: str) -> None:
    for part in named(parseQuery(template(name).text), "Builtin_NOTEXISTS"):
        assert triple_count(part) <= 1


@pytest.mark.parametrize("name", NAMES)
def test_rows_of_a_select_are_ordered(name: str) -> None:
    chosen = template(name)
    assert "ORDER BY" in chosen.text or tuple(chosen.columns) == GRAPH_COLUMNS


@pytest.mark.parametrize("name", sorted(set(NAMES) - WITHOUT_CLAIM))
def test_each_row_leads_to_a_claim(name: str) -> None:
    assert "claim" in template(name).columns


@pytest.mark.parametrize("name", NAMES)
def test_the_summary_is_a_question(name: str) -> None:
    assert template(name).summary.endswith("?")


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"evidence-of-claim"}))
def test_each_parameter_has_an_example(name: str) -> None:
    chosen = template(name)
    assert set(examples(chosen)) == set(chosen.parameters)


def test_an_unknown_name_gets_the_nearest_ones() -> None:
    with pytest.raises(UserError, match="did you mean migrant-estimates"):
        template("migrant-estimate")


def test_a_graph_without_claims_gives_no_rows() -> None:
    assert len(run_template(Graph(), "payments")) == 0


FAULTS = [
    ("no head", QUERY, "has no head"),
    ("head no YAML", "#+ summary: [\n" + QUERY, "is no YAML"),
    ("no summary", HEAD.replace("#+ summary: What is there?\n", "") + QUERY, "lacks summary"),
    ("unknown key", HEAD + "#+ colour: red\n" + QUERY, "unknown key 'colour'"),
    ("unknown view", HEAD.replace("view: table", "view: map") + QUERY, "unknown view 'map'"),
    ("unknown kind", HEAD.replace("kind: text", "kind: river") + QUERY, "unknown kind 'river'"),
    ("unknown scheme", HEAD.replace("kind: text", 'kind: "concept:river"') + QUERY, "unknown kind 'concept:river'"),
    ("parameter without block", HEAD + "SELECT ?about WHERE { ?about a ?b }\n", "differ from the VALUES lines"),
    ("block without parameter", HEAD + QUERY.replace("} }", "} VALUES ?x { UNDEF } }"), "differ from the VALUES"),
    ("block twice", HEAD + QUERY.replace("} }", "} VALUES ?about { UNDEF } }"), "differ from the VALUES"),
    ("other columns", HEAD + QUERY.replace("SELECT ?about", "SELECT ?other"), "differ from the projected"),
    ("list that is no column", HEAD + "#+ lists: [sources]\n" + QUERY, "'sources', which is no column"),
    ("not SPARQL", HEAD + "SELECT WHERE\n", "not valid SPARQL"),
    ("an ASK", HEAD + "ASK { VALUES ?about { UNDEF } }\n", "ASK query has no rows"),
]


@pytest.mark.parametrize(("content", "message"), [pytest.param(c, m, id=i) for i, c, m in FAULTS])
def test_a_faulty_file_is_told_in_one_line(content: str, message: str) -> None:
    with pytest.raises(UserError, match=message) as caught:
        parse("faulty", content)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("faulty: ")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        load(tmp_path / "none.rq")


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("Wages rose in 2003", "up"),
        ("more and more nurses leave", "up"),
        ("Wages fell in the fall of 2003", "down"),
        ("Wages stayed the same", "level"),
        ("Wages stayed stable", "level"),
        ("The quota is the same", "level"),
        ("Wages remained steady while prices rose", "level"),
        ("The number remained about the same as it fell elsewhere", "level"),
        ("Growth has levelled off", "level"),
        ("a steady decline of foreign cases", "down"),
        ("a steady increase", "up"),
        ("a constant rise and fall", "both"),
        ("Wages remained in steady decline", "down"),
        ("Wages rose at the same pace", "up"),
        ("The two ports are at the same time the largest ones", None),
        ("In the same year the quota rose", "up"),
        ("Since fall 2003 the ferry carries mail", None),
        ("Nurses leave rather more slowly", None),
        ("Less so in the south", None),
        ("The camp is more or less full", None),
    ],
)
def test_only_words_of_change_make_a_trend(words: str, direction: str | None) -> None:
    graph = made(
        "<urn:c> a mkg:Claim, mkg:Indicator ; mkg:indicatorSubject <urn:s> ; mkg:polarity <urn:p> ;"
        f' mkg:modality <urn:m> ; mkg:evidence <urn:e> . <urn:e> mkg:quote "{words}" ; mkg:sentence "{words}." .'
    )
    assert [row["direction"] for row in run_template(graph, "trends")] == ([direction] if direction else [])


def test_a_state_beside_its_own_group_is_no_member_of_it() -> None:
    graph = made(
        "<urn:a> a mkg:State . <urn:b> a mkg:State . <urn:g> mkg:hasMember <urn:a>, <urn:b> . <urn:c> a mkg:Agreement ;"
        " mkg:party <urn:a>, <urn:g> ; mkg:polarity <urn:p> ; mkg:modality <urn:m> ."
    )
    rows = [(row["state"], row["through"], row["other"]) for row in run_template(graph, "agreements-of-state")]
    assert rows == [("urn:a", None, "urn:g"), ("urn:b", "urn:g", "urn:a")]
