"""Routes beside the endpoint: questions, nodes, the ontology, and what every answer carries."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from kg.graph.store import Graph
from kg.queries import run_template, templates, values_of


def test_questions_are_listed_with_their_addresses(client: TestClient) -> None:
    found = client.get("/queries").json()
    assert [t["name"] for t in found] == [t.name for t in templates()]
    assert all(client.get(t["href"]).status_code in (200, 400) for t in found)


def test_a_question_is_answered_as_in_python(client: TestClient, graph: Graph) -> None:
    found = client.get("/queries/agreements-of-state", params={"state": "NP"})
    assert found.text == run_template(graph, "agreements-of-state", {"state": "NP"}).to_json()


def test_several_values_of_a_parameter_are_several_fields(client: TestClient, graph: Graph) -> None:
    found = client.get("/queries/agreements-of-state?state=NP&state=QA&format=csv")
    assert found.text == run_template(graph, "agreements-of-state", {"state": ["NP", "QA"]}).to_csv()


def test_values_of_a_parameter_have_an_address(client: TestClient, graph: Graph) -> None:
    found = client.get("/queries/agreements-of-state/values/state?limit=1")
    assert found.json() == values_of(graph, "agreements-of-state", "state", limit=1).as_dict()
    every = client.get("/queries/agreements-of-state/values/state").json()
    assert every == values_of(graph, "agreements-of-state", "state").as_dict()
    for value in every["values"]:
        answer = client.get("/queries/agreements-of-state", params={"state": value["value"]}).json()
        assert len(answer["results"]["bindings"]) == value["rows"]


def test_evidence_stands_beside_the_rows_that_ask_for_it(client: TestClient) -> None:
    found = client.get("/queries/agreements-of-state?state=NP&evidence=true").json()
    assert {"sentence", "section", "notes"} <= set(found["head"]["vars"])
    assert all(row["sentence"]["value"] for row in found["results"]["bindings"])


def test_a_question_that_makes_a_graph_is_rdf_for_those_who_ask(client: TestClient) -> None:
    found = client.get("/queries/agreement-network?format=turtle")
    assert found.headers["content-type"].startswith("text/turtle")
    assert list(ox.parse(found.content, format=ox.RdfFormat.TURTLE))


@pytest.mark.parametrize(
    ("address", "status", "detail"),
    [
        ("/queries/agreements-of-stat", 404, "no such template"),
        ("/queries/agreements-of-state?state=Atlantis", 400, "no state is called"),
        ("/queries/agreements-of-state?stat=NP", 400, "did you mean state"),
        ("/queries/agreements-of-state?format=png", 400, "is none of"),
        ("/queries/agreements-of-state/values/stat", 404, "it takes state, status"),
        ("/queries/agreements-of-stat/values/state", 404, "no such template"),
        ("/queries/agreements-of-state/values/state?limit=0", 400, "from 1 to"),
        ("/queries/agreements-of-state/values/state?limit=%C2%B2", 400, "from 1 to"),
        ("/queries/agreements-of-state/values/state?status=absent", 400, "limit alone"),
        ("/queries/../etc/passwd", 404, ""),
        ("/id/state/XX", 404, "is not in this graph"),
        ("/id/%00", 404, ""),
        ("/nowhere", 404, "nothing has this address"),
    ],
)
def test_a_wrong_address_is_told(address: str, status: int, detail: str, client: TestClient) -> None:
    found = client.get(address)
    assert found.status_code == status
    assert detail in found.json()["detail"]


def test_a_node_is_a_page_or_rdf(client: TestClient) -> None:
    browser = client.get("/id/state/NP", headers={"Accept": "text/html,*/*;q=0.8"})
    assert browser.headers["content-type"].startswith("text/html")
    assert "<h1>Nepal</h1>" in browser.text
    rdf = client.get("/id/state/NP", headers={"Accept": "text/turtle"})
    subjects = {str(q.subject) for q in ox.parse(rdf.content, format=ox.RdfFormat.TURTLE)}
    assert subjects == {"<https://w3id.org/migration-kg/id/state/NP>"}


def test_labels_are_text_on_a_page() -> None:
    from kg.web.app import make_app

    state, label = "https://w3id.org/migration-kg/id/state/NP", "http://www.w3.org/2004/02/skos/core#prefLabel"
    evil = ox.Triple(ox.NamedNode(state), ox.NamedNode(label), ox.Literal("<script>alert(1)</script>", language="en"))
    with TestClient(make_app(Graph([evil])), base_url="http://localhost") as client:
        found = client.get("/id/state/NP", headers={"Accept": "text/html"})
    assert "<script>" not in found.text
    assert "&lt;script&gt;" in found.text


def test_the_ontology_has_its_address(client: TestClient) -> None:
    found = client.get("/ontology", headers={"Accept": "application/n-triples"})
    assert b"<https://w3id.org/migration-kg/ontology#Claim>" in found.content


def test_the_openapi_document_has_a_path_for_each_question(client: TestClient) -> None:
    found = client.get("/openapi.json").json()
    assert {f"/queries/{t.name}" for t in templates()} <= found["paths"].keys()
    for chosen in templates():
        named = {p["name"] for p in found["paths"][f"/queries/{chosen.name}"]["get"]["parameters"]}
        assert named == {*chosen.parameters, "format", "evidence"}
        assert all(f"/queries/{chosen.name}/values/{p}" in found["paths"] for p in chosen.parameters)


def test_health_and_version_are_told(client: TestClient, graph: Graph) -> None:
    assert client.get("/health").json() == {"status": "ok", "claims": graph.claim_count()}
    assert client.get("/version").json()["name"] == "migration-kg"


@pytest.mark.parametrize(
    "address", ["/", "/style.css", "/sparql", "/queries", "/id/state/NP", "/nowhere", "/sparql?query=x"]
)
def test_every_answer_has_strict_headers(address: str, client: TestClient) -> None:
    found = client.get(address)
    assert "default-src 'none'" in found.headers["content-security-policy"]
    assert found.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in found.headers
    assert "access-control-allow-origin" not in found.headers


def test_another_name_of_the_host_is_refused(client: TestClient) -> None:
    """A page of another site could otherwise read the graph through a name of its own for this machine."""
    assert client.get("/health", headers={"Host": "evil.example"}).status_code == 400


def test_the_first_page_links_to_each_question(client: TestClient) -> None:
    text = client.get("/").text
    for chosen in templates():
        assert f"/queries/{chosen.name}" in text
