"""The report as people and programs see it."""

from __future__ import annotations

import io
import json

import pyoxigraph as ox
import pytest
from rich.console import Console

from kg import iri
from kg.graph.store import Graph
from kg.validation import Report, validate
from kg.validation_rules import rules
from kg.validation_view import findings, render, summary, to_json
from tests.ontology.synthetic import claims


@pytest.fixture(scope="module")
def faulty() -> Report:
    """Seven claims without polarity, one misspelt property."""
    graph = claims(7)
    for quad in list(graph.store.quads_for_pattern(None, ox.NamedNode(iri.term("polarity")), None)):
        graph.store.remove(quad)
    claim = ox.NamedNode(iri.thing("claim", "0"))
    graph.store.add(ox.Quad(claim, ox.NamedNode(iri.TERMS + "destinaton"), ox.Literal("[red]Spain[/red]")))
    return validate(graph)


def printed(report: Report, rows: int = 5) -> str:
    stream = io.StringIO()
    Console(file=stream, width=160).print(render(report, rows))
    return stream.getvalue()


def test_results_are_grouped_by_rule(faulty: Report) -> None:
    groups = findings(faulty)
    assert [g.rule.id for g in groups][:2] == ["claim-polarity", "undeclared-term"]
    assert len(groups[0].results) == groups[0].looked_at == 7


def test_a_group_shows_severity_counts_message_and_what_to_do(faulty: Report) -> None:
    text = printed(faulty)
    assert "Violation  claim has one polarity (claim-polarity): 7 found, 7 looked at" in text
    assert "What to do: Give exactly one mkg:polarity" in text
    assert "id:claim/0" in text


def test_rows_are_cut_and_the_rest_counted(faulty: Report) -> None:
    assert "… and 5 more" in printed(faulty, rows=2)
    assert "… and" not in printed(faulty, rows=100)


def test_suggestions_stand_beside_their_value(faulty: Report) -> None:
    assert "Did you mean mkg:destination?" in printed(faulty)


def test_the_last_line_sums_up(faulty: Report) -> None:
    line = printed(faulty).strip().splitlines()[-1]
    assert line == summary(faulty)
    assert "does not conform: 7 claims" in line
    assert "8 violations" in line


def test_an_empty_graph_is_said_to_be_empty() -> None:
    assert printed(validate(Graph())).strip().startswith("No claim found")


def test_a_good_graph_is_said_to_conform() -> None:
    assert "The graph conforms: 1 claims" not in summary(validate(claims(1)))
    assert "The graph conforms: 1 claim," in summary(validate(claims(1)))


def test_the_json_form_lists_every_rule(faulty: Report) -> None:
    data = json.loads(json.dumps(to_json(faulty)))
    assert data["conforms"] is False
    assert data["counts"]["Violation"] == 8
    assert [s["shape"] for s in data["shapes"]] == [r.id for r in rules()]
    (polarity,) = [s for s in data["shapes"] if s["shape"] == "claim-polarity"]
    assert polarity["looked_at"] == 7
    assert polarity["results"][0]["focus"] == iri.thing("claim", "0")
