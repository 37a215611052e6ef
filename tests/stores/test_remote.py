"""Asking a server: what is sent, what is refused before, and that each failure is one clear line."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.errors import UserError
from kg.graph.store import Graph
from kg.queries import Rows, Triples, run_sparql, run_template
from kg.queries.problem import QueryError
from kg.stores import is_remote
from kg.stores.endpoint import endpoint
from kg.stores.remote import Remote
from kg.stores.upload import upload

ROW = b'{"head":{"vars":["claim"]},"results":{"bindings":[{"claim":{"type":"uri","value":"http://a/b"}}'
JSON, N_TRIPLES = "application/sparql-results+json", "application/n-triples"


@pytest.fixture(autouse=True)
def _garbage() -> Iterator[None]:
    """The engine wants its answers dropped by the thread that made them, and servers of these tests have threads."""
    yield
    gc.collect()


@pytest.fixture(scope="module")
def remote(graph: Graph, oxigraph: str) -> Remote:
    place = f"{oxigraph}?default-graph-uri=urn:remote"
    upload(place, graph)
    return Remote(endpoint(place))


@contextmanager
def answering(answer: Callable[[BaseHTTPRequestHandler, str], None]) -> Iterator[str]:
    """Address of a server that answers each request, given its body, in a way of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer(self, self.rfile.read(int(self.headers["Content-Length"])).decode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/query"
        finally:
            server.shutdown()


def reply(
    status: int, kind: str, body: bytes, missing: int = 0, **headers: str
) -> Callable[[BaseHTTPRequestHandler, str], None]:
    def answer(handler: BaseHTTPRequestHandler, _: str) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body) + missing))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def test_a_name_that_only_the_graph_knows_is_found_on_the_server(remote: Remote, graph: Graph) -> None:
    for name in ("Harbour House", "BORDER guards"):
        found = run_template(remote, "obstruction", {"agent": name})
        assert found == run_template(graph, "obstruction", {"agent": name})


def test_the_beginning_of_an_id_is_found_on_the_server(remote: Remote) -> None:
    assert len(run_template(remote, "evidence-of-claim", {"claim": "d000000000000004"})) == 1
    with pytest.raises(UserError, match="is the id of no claim, or begins several"):
        run_template(remote, "evidence-of-claim", {"claim": "a0"})


def test_a_misspelt_name_gets_the_nearest_of_the_server(remote: Remote) -> None:
    with pytest.raises(UserError, match="did you mean harbour house"):
        run_template(remote, "obstruction", {"agent": "Harbor Hause"})


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?name ?state WHERE { ?state a mkg:State ; skos:prefLabel ?name } ORDER BY ?name LIMIT 2",
        "ASK { ?s a mkg:Claim }",
        "ASK { ?s a mkg:Nothing }",
        "PREFIX mkg: <http://example.org/> ASK { ?s a mkg:Claim }",
    ],
)
def test_free_queries_answer_as_in_memory(query: str, remote: Remote, graph: Graph) -> None:
    assert run_sparql(remote, query) == run_sparql(graph, query)


def test_a_construct_gives_triples(remote: Remote, graph: Graph) -> None:
    query = "CONSTRUCT { ?a mkg:hasAgreementWith ?b } WHERE { ?a mkg:hasAgreementWith ?b }"
    found, known = run_sparql(remote, query), run_sparql(graph, query)
    assert isinstance(found, Triples)
    assert isinstance(known, Triples)
    assert set(found) == set(known)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE asks another server"),
        ("SELECT * FROM <http://127.0.0.1:1/> WHERE { ?s ?p ?o }", "FROM reads another graph"),
        ("SELECT * WHERE { # note \r SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }\n }", "SERVICE asks another server"),
        ("CLEAR ALL", "is an update"),
        ("SELECT * WHERE { ?a ?b }", "syntax error at line 1, column 25"),
        ("#" * 100_001, "100000 are allowed"),
    ],
)
def test_what_is_refused_is_not_sent(query: str, message: str) -> None:
    sent: list[str] = []
    with answering(lambda _, body: sent.append(body)) as address, pytest.raises(QueryError, match=message):
        run_sparql(Remote(endpoint(address)), query)
    assert not sent


@pytest.mark.parametrize("query", ["SELECT ?s WHERE { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_limits_cut_and_tell(query: str, remote: Remote) -> None:
    found = run_sparql(remote, query, row_limit=7)
    assert isinstance(found, Rows | Triples)
    assert (len(found), found.truncated) == (7, True)
    small = run_sparql(remote, query, byte_limit=1000)
    assert isinstance(small, Rows | Triples)
    assert 0 < len(small) < 100
    assert small.truncated


def test_rows_of_a_template_are_cut_and_tell(remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.stores.remote.ROWS", 2)
    found = run_template(remote, "claims-of-source")
    assert (len(found), found.truncated) == (2, True)


def test_a_slow_server_is_left(remote: Remote) -> None:
    def drip(handler: BaseHTTPRequestHandler, _: str) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", JSON)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.1)

    run_sparql(remote, "ASK {}")  # what the parsers need is there from now on
    with answering(drip) as address, pytest.raises(QueryError, match="stopped after 5 seconds"):
        run_sparql(Remote(endpoint(address)), "ASK {}", timeout=5)


ANSWERS = [
    ("page", reply(200, "text/html", b"<html>"), "answered with text/html, not with results of SPARQL; give the"),
    ("fault", reply(500, "text/plain", b"out of\nmemory"), "answered 500 Internal Server Error: out of memory"),
    ("markup", reply(400, "text/html", b"<h1>bad</h1> query"), "answered 400 Bad Request: bad query"),
    ("no such", reply(404, "text/html", b""), "answered 404 Not Found; give the address of its queries"),
    ("closed", reply(403, "text/html", b""), "refuses .403 Forbidden.; log in with"),
    ("moved", reply(302, "text/html", b"", Location="http://other/"), "has moved to http://other/; use that"),
    ("noise", reply(200, JSON, b"hello"), "its answer cannot be read"),
    ("part", reply(200, JSON, ROW), "its answer cannot be read"),
    ("early end", reply(200, JSON, ROW, missing=50), "the answer broke off"),
    ("cut", reply(200, JSON, ROW + b"]}}", X_SPARQL_MaxRows="1"), "gave only a part of what was asked for"),
    ("boolean", reply(200, JSON, b'{"head":{},"boolean":true}'), "answered another query than it was asked"),
    ("other columns", reply(200, JSON, b'{"head":{"vars":["x"]},"results":{"bindings":[]}}'), "answered another query"),
]


@pytest.mark.parametrize(("answer", "message"), [pytest.param(a, m, id=i) for i, a, m in ANSWERS])
def test_a_strange_answer_is_told_in_one_line(
    answer: Callable[[BaseHTTPRequestHandler, str], None], message: str
) -> None:
    with answering(answer) as address, pytest.raises(UserError, match=message) as caught:
        Remote(endpoint(address)).require_claims()
    assert str(caught.value).startswith(f"{address}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["speakers", "agreement-network", "obstruction"])
@pytest.mark.parametrize("answer", [b'{"head":{},"boolean":true}', ROW + b"]}}"], ids=["boolean", "other columns"])
def test_an_answer_to_another_query_is_no_row_of_a_template(name: str, answer: bytes) -> None:
    given = {"agent": "Harbour House"} if name == "obstruction" else {}
    with answering(reply(200, JSON, answer)) as address, pytest.raises(UserError, match="answered ") as caught:
        run_template(Remote(endpoint(address)), name, given)
    assert "\n" not in str(caught.value)


def test_a_server_that_gives_a_part_of_its_graph_is_told() -> None:
    def answer(handler: BaseHTTPRequestHandler, body: str) -> None:
        count = b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"2000"}}]}}'
        part = b"<http://a> <http://b> <http://c> .\n"
        reply(200, JSON, count)(handler, body) if "COUNT" in body else reply(200, N_TRIPLES, part)(handler, body)

    with answering(answer) as address, pytest.raises(UserError, match="gave 1 of its 2,000 triples; raise the limits"):
        Remote(endpoint(address)).fetch()


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    with pytest.raises(UserError, match="cannot be reached") as caught:
        Remote(endpoint("http://me:secret@127.0.0.1:1/sparql")).require_claims()
    assert "secret" not in str(caught.value)


def test_a_password_answers_the_question_for_it() -> None:
    seen = []

    def answer(handler: BaseHTTPRequestHandler, body: str) -> None:
        seen.append(handler.headers.get("Authorization"))
        known = seen[-1] is not None
        more = {} if known else {"WWW_Authenticate": 'Basic realm="a"'}
        reply(200 if known else 401, JSON, ROW + b"]}}", **more)(handler, body)

    with answering(answer) as address:
        Remote(endpoint(address.replace("//", "//me:a%40b@"))).require_claims()
    assert seen == [None, "Basic bWU6YUBi"]


@pytest.mark.parametrize(
    ("address", "query", "update"),
    [
        ("http://h:7878", "http://h:7878/query", "http://h:7878/update"),
        ("http://h:7878/", "http://h:7878/query", "http://h:7878/update"),
        ("https://h/ds/query", "https://h/ds/query", "https://h/ds/update"),
        ("http://me:pw@h/sparql", "http://h/sparql", "http://h/sparql"),
        ("http://[::1]:80/sparql", "http://[::1]:80/sparql", "http://[::1]:80/sparql"),
    ],
)
def test_addresses_of_queries_and_updates(address: str, query: str, update: str) -> None:
    found = endpoint(address)
    assert (found.query, found.update) == (query, update)


@pytest.mark.parametrize("address", ["http://", "http://h:port/", "http://me:secret@h:port/", "http://h/a b"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(UserError, match="is no address of a server") as caught:
        endpoint(address)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("update", ["nonsense", "http://", "http://me:secret@h/update"])
def test_an_address_of_updates_is_checked(update: str) -> None:
    with pytest.raises(UserError, match=r"is no address of a server|leave out the login") as caught:
        endpoint("http://h/query", update)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("more", ["default-graph-uri=nope", "default-graph-uri=urn:a&default-graph-uri=urn:b"])
def test_one_named_graph_can_be_chosen(more: str) -> None:
    with pytest.raises(UserError, match="must be one IRI"):
        endpoint(f"http://h/query?{more}")


def test_folders_and_servers_are_told_apart() -> None:
    assert is_remote("http://localhost:7878")
    assert not is_remote("./store")
    with pytest.raises(UserError, match="begins with http"):
        is_remote("ftp://h/store")
    with pytest.raises(UserError, match="is empty"):
        is_remote(" ")
