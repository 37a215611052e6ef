"""Questions, their words and their examples as answers of the explorer."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from kg import iri
from kg.api import open_graph
from kg.graph.store import Graph
from kg.queries import run_template, template, templates
from kg.queries.binding import bind
from kg.queries.catalogue import Template
from kg.queries.free import run_sparql
from kg.queries.rows import Rows
from kg.web.explorer.answers import ANSWERS, Unknown, answer, to_json
from kg.web.explorer.library import Library
from kg.web.explorer.questions import Example, Question, QuestionRows, Questions
from kg.web.explorer.vocabulary import Vocabulary
from kg.web.explorer.written import MOST_VALUES, written


@pytest.fixture(scope="module")
def reference() -> Library:
    return Library(open_graph())


def test_all_templates_are_questions(reference: Library) -> None:
    found = answer(reference, "questions", "")
    assert isinstance(found, Questions)
    assert [q.name for q in found.questions] == [t.name for t in templates()]
    assert all(q.summary and q.topic for q in found.questions)


def test_a_question_tells_its_parameters_with_the_values_of_closed_lists(reference: Library) -> None:
    found = answer(reference, "questions", "agreements-of-state")
    assert isinstance(found, Question)
    state, status = found.parameters
    assert (state.kind, state.example, state.choices) == ("state", "Kyrgyzstan", ())
    assert {c.value for c in status.choices} == {"in-force", "absent", "in-progress", "recommended", "unratified"}
    assert found.query == template("agreements-of-state").text
    assert [c.name for c in found.columns if c.is_list] == ["speakers"]


def test_every_choice_can_be_given(reference: Library) -> None:
    for chosen in templates():
        found = answer(reference, "questions", chosen.name)
        assert isinstance(found, Question)
        for parameter in found.parameters:
            for choice in parameter.choices:
                assert bind(chosen, {parameter.name: choice.value}, reference.graph)


def test_rows_without_values_are_those_of_the_template(reference: Library) -> None:
    found = answer(reference, "questions", "payments/rows")
    assert isinstance(found, QuestionRows)
    rows = run_template(reference.graph, "payments")
    assert found.total == len(rows) == len(found.results["results"]["bindings"])
    assert found.results["head"]["vars"] == list(rows.variables)
    assert found.names[iri.scheme("payment-kind") + "/bribe"].label == "bribe"


@pytest.mark.parametrize("rest", ["nothing", "payments/x", "../x", "payments/rows/1"])
def test_no_question_is_called_so(rest: str, reference: Library) -> None:
    with pytest.raises(Unknown):
        answer(reference, "questions", rest)


def test_no_example_is_called_so(reference: Library) -> None:
    with pytest.raises(Unknown):
        answer(reference, "examples", "nothing")


def test_every_question_is_written_as_a_file(reference: Library) -> None:
    rests = set(ANSWERS["questions"].every(reference))
    assert {"", *(t.name for t in templates())} <= rests
    assert "find-claims/rows" in rests


@pytest.mark.parametrize("chosen", [t for t in templates() if t.topic != "data sets"], ids=lambda t: t.name)
def test_an_example_has_rows(chosen: Template, reference: Library) -> None:
    found = answer(reference, "examples", chosen.name)
    assert isinstance(found, Example)
    if chosen.name != "data-sets":  # of which the graph has none
        assert reference.graph.solve(found.query).rows


def test_an_example_on_a_graph_without_rows_asks_for_everything() -> None:
    found = answer(Library(Graph()), "examples", "listed-provisions")
    assert isinstance(found, Example)
    assert (found.given, found.query) == ("", template("listed-provisions").text)


def test_the_vocabulary_counts_what_the_graph_uses(reference: Library) -> None:
    found = answer(reference, "vocabulary", "")
    assert isinstance(found, Vocabulary)
    terms = {(t.kind, t.name): t for t in found.terms}
    assert len(terms) == len(found.terms)
    assert terms["class", "mkg:Claim"].number == reference.graph.claim_count()
    assert terms["property", "oa:hasSource"].number > 0
    assert terms["concept", "mkg-unit:persons"].definition
    assert found.prefixes["id"] == iri.THINGS


def test_every_term_can_be_written_in_a_query(reference: Library) -> None:
    found = answer(reference, "vocabulary", "")
    assert isinstance(found, Vocabulary)
    names = " ".join(t.name for t in found.terms)
    rows = run_sparql(reference.graph, f"SELECT ?t WHERE {{ VALUES ?t {{ {names} }} }}")
    assert isinstance(rows, Rows)
    assert len(rows) == len(found.terms)


def test_names_of_many_nodes_are_told_at_once(client: TestClient) -> None:
    nodes = [iri.state("NP"), iri.term("Claim"), iri.state("XX"), "no iri", "http://example.org/x"]
    found = client.post("/api/names", data={"id": nodes})
    assert found.json().keys() == {iri.state("NP"), iri.term("Claim")}
    assert found.json()[iri.state("NP")]["label"] == "Nepal"


@pytest.mark.parametrize(
    ("body", "status"), [("x=1", 400), ("&".join(["id=a"] * 5001), 400), ("id=" + "a" * 60_000, 413)]
)
def test_names_are_asked_for_within_bounds(body: str, status: int, client: TestClient) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/api/names", content=body, headers=headers).status_code == status


def test_the_limits_of_the_server_are_told(client: TestClient) -> None:
    assert client.get("/api/limits").json() == {"seconds": 3.0, "rows": 500, "bytes": 2_000_000}


def test_a_question_gives_its_sparql_with_the_values_put_in(client: TestClient) -> None:
    by_format = client.get("/queries/agreements-of-state?state=NP&format=sparql")
    by_header = client.get("/queries/agreements-of-state?state=NP", headers={"Accept": "application/sparql-query"})
    assert by_format.text == by_header.text
    assert by_format.headers["content-type"] == "application/sparql-query; charset=utf-8"
    assert f"VALUES ?state {{ <{iri.state('NP')}> }}" in by_format.text
    assert "VALUES ?status { UNDEF }" in by_format.text
    asked = client.post("/sparql", data={"query": by_format.text})
    rows = client.get("/queries/agreements-of-state?state=NP")
    assert len(asked.json()["results"]["bindings"]) == len(rows.json()["results"]["bindings"]) > 0


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("/queries/agreements-of-state?state=Atlantis", "state"),
        ("/queries/agreements-of-state?state=NP&status=signed", "status"),
        ("/queries/gaps-with-exposure?minimum=many", "minimum"),
        ("/queries/agreements-of-state?state=Atlantis&format=sparql", "state"),
    ],
)
def test_a_problem_names_its_parameter(address: str, parameter: str, client: TestClient) -> None:
    found = client.get(address)
    assert found.status_code == 400
    assert found.json()["parameter"] == parameter
    assert found.json()["detail"].startswith(f"{parameter}: ")


def test_answers_are_json(reference: Library) -> None:
    for name in ("questions", "vocabulary"):
        assert json.loads(to_json(answer(reference, name, "")))


def test_rows_are_written_for_values_that_have_them(reference: Library) -> None:
    found = written(reference, "agreements-of-state").values
    assert found
    for parameter in {v.parameter for v in found}:
        numbers = [v.rows for v in found if v.parameter == parameter]
        assert numbers == sorted(numbers, reverse=True)
        assert len(numbers) <= MOST_VALUES
    for value in found:
        rows = answer(reference, "questions", f"agreements-of-state/rows/{value.parameter}/{value.value}")
        assert isinstance(rows, QuestionRows)
        assert rows.total == value.rows


def test_what_must_be_given_together_is_not_written(reference: Library) -> None:
    for found in templates():
        needed = {p.name for p in found.parameters.values() if not p.optional and not p.default}
        for value in written(reference, found.name).values:
            assert needed <= {value.parameter}
