"""The endpoint: forms of answers, problems, and limits."""

from __future__ import annotations

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from xml.etree import ElementTree

import anyio
import pyoxigraph as ox
import pytest
from anyio.from_thread import start_blocking_portal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.testclient import TestClient
from starlette.types import Message

from kg.web.limits import Limits, body_of
from kg.web.refusal import RefusedError

SELECT = "SELECT ?s ?name WHERE { ?s a mkg:State ; skos:prefLabel ?name } ORDER BY ?name LIMIT 2"
CROSS_JOIN = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ANY = "(!<a:b>|^!<a:b>)*"
DEEP_PATH = f"SELECT (COUNT(*) AS ?n) WHERE {{ ?a {ANY} ?c . ?c {ANY} ?d . ?d {ANY} ?e }}"
JSON, XML, CSV, TSV = (
    "application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values",
)  # fmt: skip
NAMES = ["India", "Indonesia"]


def names(media_type: str, content: bytes) -> list[str]:
    """The names of the answer to SELECT in any form."""
    text = content.decode()
    if media_type == JSON:
        return [b["name"]["value"] for b in json.loads(text)["results"]["bindings"]]
    if media_type == XML:
        inside = "{http://www.w3.org/2005/sparql-results#}"
        bindings = ElementTree.fromstring(text).iter(f"{inside}binding")
        return [b[0].text or "" for b in bindings if b.get("name") == "name"]
    if media_type == CSV:
        return [row["name"] for row in csv.DictReader(io.StringIO(text))]
    return [line.split("\t")[1].split('"')[1] for line in text.splitlines()[1:]]


@pytest.mark.parametrize("media_type", [JSON, XML, CSV, TSV])
def test_a_select_comes_in_each_form(media_type: str, client: TestClient) -> None:
    found = client.get("/sparql", params={"query": SELECT}, headers={"Accept": media_type})
    assert found.status_code == 200
    assert found.headers["content-type"].split(";")[0] == media_type
    assert names(media_type, found.content) == NAMES


def test_the_forms_of_the_recommendation_read_back_alike(client: TestClient) -> None:
    query = (
        'SELECT * WHERE { VALUES (?a ?b) { ("x\\ty\\n\\"z\\"" 1.5) (<http://e/> UNDEF) ("née"@fr true) '
        '("2007"^^xsd:gYear "<&>") } }'
    )
    found = {}
    for media_type, form in ((JSON, ox.QueryResultsFormat.JSON), (XML, ox.QueryResultsFormat.XML),
                             (TSV, ox.QueryResultsFormat.TSV)):  # fmt: skip
        content = client.get("/sparql", params={"query": query}, headers={"Accept": media_type}).content
        rows: Any = ox.parse_query_results(content, format=form)
        found[media_type] = [tuple(row) for row in rows]
    assert found[JSON] == found[XML] == found[TSV]
    assert len(found[JSON]) == 4


@pytest.mark.parametrize(("media_type", "form"), [("text/turtle", ox.RdfFormat.TURTLE),
                                                  ("application/n-triples", ox.RdfFormat.N_TRIPLES),
                                                  ("application/ld+json", ox.RdfFormat.JSON_LD),
                                                  ("application/rdf+xml", ox.RdfFormat.RDF_XML)])  # fmt: skip
def test_a_construct_comes_in_each_form(media_type: str, form: ox.RdfFormat, client: TestClient) -> None:
    query = "CONSTRUCT WHERE { ?s a mkg:State }"
    found = client.get("/sparql", params={"query": query}, headers={"Accept": media_type})
    assert found.headers["content-type"].split(";")[0] == media_type
    plain = client.get("/sparql", params={"query": query}, headers={"Accept": "application/n-triples"})
    triples = {q.triple for q in ox.parse(found.content, format=form)}
    assert triples == {q.triple for q in ox.parse(plain.content, format=ox.RdfFormat.N_TRIPLES)}
    assert triples


@pytest.mark.parametrize("media_type", [JSON, XML])
def test_an_ask_comes_in_each_form(media_type: str, client: TestClient) -> None:
    found = client.get("/sparql", params={"query": "ASK { ?s a mkg:Claim }"}, headers={"Accept": media_type})
    form = ox.QueryResultsFormat.JSON if media_type == JSON else ox.QueryResultsFormat.XML
    assert bool(ox.parse_query_results(found.content, format=form)) is True


def test_posted_queries_are_answered(client: TestClient) -> None:
    form = client.post("/sparql", data={"query": SELECT})
    direct = client.post("/sparql", content=SELECT, headers={"Content-Type": "application/sparql-query"})
    assert names(JSON, form.content) == names(JSON, direct.content) == NAMES


def test_the_service_describes_itself(client: TestClient) -> None:
    found = client.get("/sparql")
    assert found.headers["content-type"].startswith("text/turtle")
    assert {str(q.predicate) for q in ox.parse(found.content, format=ox.RdfFormat.TURTLE)} >= {
        "<http://www.w3.org/ns/sparql-service-description#endpoint>"
    }


PROBLEMS = {
    "a syntax error": (400, {"query": "SELECT * WHERE {\n ?a ?b }"}, {}),
    "an update as a query": (403, {"query": "DELETE WHERE { ?s ?p ?o }"}, {}),
    "another server": (403, {"query": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}, {}),
    "another graph": (403, {"query": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"}, {}),
    "a form that rows do not have": (406, {"query": SELECT}, {"Accept": "image/png"}),
    "no query": (400, {"limit": "1"}, {}),
}


@pytest.mark.parametrize("case", PROBLEMS.values(), ids=PROBLEMS.keys())
def test_a_problem_is_told_as_json(case: tuple[int, dict[str, str], dict[str, str]], client: TestClient) -> None:
    status, params, headers = case
    found = client.get("/sparql", params=params, headers=headers)
    assert found.status_code == status
    assert found.headers["content-type"] == "application/problem+json"
    assert found.json()["status"] == status
    assert found.json()["detail"]


def test_a_syntax_error_has_its_place(client: TestClient) -> None:
    found = client.get("/sparql", params={"query": "SELECT * WHERE {\n ?a ?b }"}).json()
    assert (found["line"], found["column"]) == (2, 9)  # as the engine counts


def test_markup_in_a_query_is_no_markup_in_the_answer(client: TestClient) -> None:
    found = client.get("/sparql", params={"query": "<script>alert(1)</script>"})
    assert found.headers["content-type"] == "application/problem+json"
    assert found.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("query", [CROSS_JOIN, DEEP_PATH], ids=["cross join", "deep path"])
def test_a_query_without_end_stops_while_others_are_answered(query: str, client: TestClient) -> None:
    with ThreadPoolExecutor(2) as pool:
        endless = pool.submit(client.get, "/sparql", params={"query": query})
        quick = client.get("/sparql", params={"query": "ASK {}"})
        assert quick.status_code == 200
        assert not endless.done()
        stopped = endless.result()
    assert stopped.status_code == 503
    assert "stopped after 3 seconds" in stopped.json()["detail"]


def test_a_cut_answer_says_so(client: TestClient) -> None:
    found = client.get("/sparql", params={"query": "SELECT * WHERE { ?s ?p ?o }"}, headers={"Accept": "text/csv"})
    assert found.headers["mkg-truncated"] == "true"
    assert len(found.text.splitlines()) == 501


def test_a_request_may_not_be_endless(client: TestClient) -> None:
    found = client.post("/sparql", content=b"#" * 60_000, headers={"Content-Type": "application/sparql-query"})
    assert found.status_code == 413


def request_of(*parts: bytes | None) -> Request:
    """A request whose body comes in parts; None is a client that goes, and after the last part nothing comes."""
    left = list(parts)

    async def receive() -> Message:
        if not left:
            await anyio.sleep_forever()
        part = left.pop(0)
        if part is None:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": part, "more_body": True}

    return Request({"type": "http", "method": "POST", "headers": []}, receive)


@pytest.mark.parametrize(("parts", "status"), [((b"ASK",), 408), ((b"ASK", None), 400), ((b"#" * 20, b"#" * 20), 413)])
def test_a_body_that_is_not_whole_ends_the_connection(parts: tuple[bytes | None, ...], status: int) -> None:
    limits = Limits(request=30, reading=0.05)
    # Not by anyio.run: the browser of other tests may use the loop of this thread.
    with start_blocking_portal() as portal, pytest.raises(RefusedError) as caught:
        portal.call(body_of, request_of(*parts), limits)
    assert caught.value.status == status
    assert caught.value.headers == {"Connection": "close"}


def test_who_comes_when_all_places_wait_is_sent_away(client: TestClient) -> None:
    with ThreadPoolExecutor(16) as pool:
        waiting = [pool.submit(client.get, "/sparql", params={"query": CROSS_JOIN}) for _ in range(16)]
        answers = [w.result() for w in waiting]
    sent_away = [a for a in answers if "too many queries" in a.json()["detail"]]
    assert {a.status_code for a in answers} == {503}
    assert sent_away
    assert all(a.headers["retry-after"] == "1" for a in sent_away)
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


METHOD = st.sampled_from(["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"])
HEADERS = st.dictionaries(
    st.sampled_from(["Accept", "Content-Type"]), st.text(st.characters(codec="latin-1", categories=("L", "N", "P"))),
    max_size=2,
)  # fmt: skip


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(METHOD, HEADERS, st.binary(max_size=300), st.text(max_size=60))
def test_no_request_makes_the_server_fail(
    client: TestClient, method: str, headers: dict[str, str], body: bytes, field: str
) -> None:
    encoded = {name.encode(): value.encode("latin-1") for name, value in headers.items()}
    found = client.request(method, "/sparql", params={"query": field}, headers=encoded, content=body)
    assert found.status_code != 500
