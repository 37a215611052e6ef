"""Free SPARQL: what is answered, what is refused, and that limits hold."""

from __future__ import annotations

import multiprocessing
import socket
import sys
from collections.abc import Generator

import pytest

from kg.errors import UserError
from kg.graph.store import Graph
from kg.queries import Rows, Triples, run_sparql, worker
from kg.queries.free import collect
from kg.queries.problem import QueryError

FORKS = sys.platform == "linux"
CROSS_JOIN = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_a_select_gives_rows_in_the_order_of_its_variables(graph: Graph) -> None:
    query = "SELECT ?name ?state WHERE { ?state a mkg:State ; skos:prefLabel ?name } ORDER BY ?name LIMIT 2"
    found = run_sparql(graph, query)
    assert isinstance(found, Rows)
    assert found.as_dicts() == [
        {"name": "India", "state": "id:state/IN"},
        {"name": "Indonesia", "state": "id:state/ID"},
    ]


@pytest.mark.parametrize(("query", "truth"), [("ASK { ?s a mkg:Claim }", True), ("ASK { ?s a mkg:Nothing }", False)])
def test_an_ask_gives_a_truth(query: str, truth: bool, graph: Graph) -> None:
    assert run_sparql(graph, query) is truth


@pytest.mark.parametrize(
    "query",
    [
        "CONSTRUCT { ?a mkg:hasAgreementWith ?b } WHERE { ?a mkg:hasAgreementWith ?b }",
        r"DESCRIBE id:state\/NP",
        "DESCRIBE <https://w3id.org/migration-kg/id/state/NP>",
    ],
)
def test_construct_and_describe_give_triples(query: str, graph: Graph) -> None:
    found = run_sparql(graph, query)
    assert isinstance(found, Triples)
    assert len(found) > 0
    assert not found.truncated


def test_a_prefix_of_the_query_goes_before_the_known_one(graph: Graph) -> None:
    assert run_sparql(graph, "PREFIX mkg: <http://example.org/> ASK { ?s a mkg:Claim }") is False


REFUSED = {
    "service": "SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "service silent": "SELECT * WHERE { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "service of a variable": "SELECT * WHERE { ?x ?y ?z . SERVICE ?z { ?s ?p ?o } }",
    "service in groups": "SELECT * WHERE { { { OPTIONAL { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } } } }",
    "service in a subselect": "SELECT * WHERE { { SELECT ?s WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } } }",
    "service in minus": "SELECT * WHERE { ?s ?p ?o MINUS { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } }",
    "service in exists": "SELECT * WHERE { ?s ?p ?o FILTER EXISTS { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } }",
    "service in an expression": "SELECT (EXISTS { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } AS ?x) WHERE {}",
    "service in a construct": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "service after a numeric escape": (
        'SELECT * WHERE { FILTER ("a" IN ("a\\u0022, ")) SERVICE <http://127.0.0.1:1/> {} FILTER ("" IN ("")) }'
    ),
    "service after a carriage return": "SELECT * WHERE { # note \r SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }\n }",
    "service spelt with escapes": r"SELECT * WHERE { \u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "from": "SELECT * FROM <http://127.0.0.1:1/> WHERE { ?s ?p ?o }",
    "from named": "SELECT * FROM NAMED <http://127.0.0.1:1/> WHERE { GRAPH ?g { ?s ?p ?o } }",
    "from in an ask": "ASK FROM <http://127.0.0.1:1/> { ?s ?p ?o }",
    "from in a describe": "DESCRIBE ?s FROM <http://127.0.0.1:1/> WHERE { ?s ?p ?o }",
    "insert": "INSERT DATA { <a:a> <a:b> <a:c> }",
    "delete": "DELETE WHERE { ?s ?p ?o }",
    "modify": "DELETE { ?s ?p ?o } INSERT { ?o ?p ?s } WHERE { ?s ?p ?o }",
    "load": "LOAD <http://127.0.0.1:1/>",
    "clear": "PREFIX a: <http://a/> CLEAR ALL",
    "two updates": "DROP ALL ; INSERT DATA { <a:a> <a:b> <a:c> }",
}


@pytest.mark.parametrize("query", REFUSED.values(), ids=REFUSED.keys())
def test_what_reaches_outside_or_changes_is_refused(query: str, graph: Graph) -> None:
    before = len(graph)
    with pytest.raises(UserError, match=r"SERVICE asks|FROM reads|is an update|syntax error"):
        run_sparql(graph, query)
    assert len(graph) == before


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ?x WHERE { BIND ("SERVICE <http://127.0.0.1:1/> { }" AS ?x) }',
        "SELECT ?service ?from WHERE { VALUES (?service ?from) { (1 2) } } # FROM here SERVICE",
        r'SELECT ?x WHERE { BIND ("say \"FROM\"" AS ?x) }',
    ],
)
def test_words_in_texts_names_and_comments_are_no_reason(query: str, graph: Graph) -> None:
    found = run_sparql(graph, query)
    assert isinstance(found, Rows)
    assert len(found) == 1


@pytest.mark.skipif(not FORKS, reason="rights are given up where processes fork")
def test_a_service_that_slips_through_reaches_nothing(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "complaint", lambda text: None)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        port = server.getsockname()[1]
        with pytest.raises(UserError, match="cannot be answered"):
            run_sparql(graph, f"SELECT * WHERE {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}", timeout=10)
        with pytest.raises(TimeoutError):
            server.accept()


SYNTAX = [
    ("SELECT * WHERE {\n  ?a ?b }", "line 2, column 10"),
    ("SELECT ?x\nWHERE { ?x mkg:slot ( }\n", 'line 2, column 23, at "}"'),
    ("SELECT * WHERE { ?a foo:bar ?c }", "line 1, column 28.*; the prefix of foo:bar is not declared"),
    ("DESCRIBE id:state/KZ", r"line 1, column 21.*in a short IRI write \\/ for /"),
    ("DESCRIBE id:state/KZ\n", r"line 2, column 1.*in a short IRI write \\/ for /"),
    ("", "line 1, column 1, at the end"),
    ("hello", "line 1, column [1-6]"),
    ("# only a comment", "line 1, column 17"),
    ("SELECT * WHERE { ?a ?b ?c } LIMIT ten", 'at "ten"'),
]


@pytest.mark.parametrize(("query", "message"), SYNTAX)
def test_a_syntax_error_has_its_line_and_column(query: str, message: str, graph: Graph) -> None:
    with pytest.raises(UserError, match=message) as caught:
        run_sparql(graph, query)
    assert str(caught.value).startswith("query: syntax error at line ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("query", "kind"), [("SELECT ?s WHERE { ?s ?p ?o }", Rows), ("CONSTRUCT WHERE { ?s ?p ?o }", Triples)]
)
def test_the_row_limit_cuts_and_tells(query: str, kind: type, graph: Graph) -> None:
    found = run_sparql(graph, query, row_limit=700)
    assert isinstance(found, Rows | Triples)
    assert isinstance(found, kind)
    assert (len(found), found.truncated) == (700, True)


def test_the_byte_limit_cuts_and_tells(graph: Graph) -> None:
    found = run_sparql(graph, "SELECT ?s ?p ?o WHERE { ?s ?p ?o }", byte_limit=1000)
    assert isinstance(found, Rows)
    assert 0 < len(found) < 1000
    assert found.truncated


def test_each_kind_of_problem_is_told_apart(graph: Graph) -> None:
    cases = {"hello": "syntax", "CLEAR ALL": "refused", "#" * 100_001: "too-long", CROSS_JOIN: "too-slow"}
    for query, kind in cases.items():
        with pytest.raises(QueryError) as caught:
            run_sparql(graph, query, timeout=1.0 if kind == "too-slow" else 30)
        assert caught.value.kind == kind


def test_exactly_as_many_rows_as_allowed_are_no_cut(graph: Graph) -> None:
    found = run_sparql(graph, "SELECT ?x WHERE { VALUES ?x { 1 2 3 } }", row_limit=3)
    assert isinstance(found, Rows)
    assert (len(found), found.truncated) == (3, False)


def test_the_time_limit_stops_a_cross_join(graph: Graph) -> None:
    # The join itself would take days.
    with pytest.raises(UserError, match=r"stopped after 0\.5 seconds"):
        run_sparql(graph, CROSS_JOIN, timeout=0.5)
    assert not multiprocessing.active_children()


def test_what_answers_is_ended_while_its_error_is_still_kept() -> None:
    ended = []

    def messages() -> Generator[worker.Message, None, None]:
        try:
            yield "error", QueryError("syntax", "query: no SPARQL")
            yield "end", False
        finally:
            ended.append(True)

    with pytest.raises(QueryError, match="no SPARQL"):
        collect(messages())
    assert ended


def test_the_time_limit_covers_parsing(graph: Graph) -> None:
    nested = "SELECT * WHERE { FILTER (" + "(" * 200 + "1" + ")" * 200 + ") }"
    with pytest.raises(UserError, match=r"stopped after 2 seconds|nested too deeply"):
        run_sparql(graph, nested, timeout=2)


def test_no_time_limit_is_possible(graph: Graph) -> None:
    assert run_sparql(graph, "ASK {}", timeout=0) is True


@pytest.mark.skipif(not FORKS, reason="memory is limited where processes fork")
def test_a_query_for_too_much_memory_ends_alone(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_MEMORY", 200 * 1024**2)
    with pytest.raises(UserError, match=r"want of memory|too much memory|cannot be answered"):
        run_sparql(graph, "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?h", timeout=60)


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        ({"row_limit": 0}, "row limit 0: must be 1 or more"),
        ({"byte_limit": 0}, "byte limit 0: must be 1 or more"),
        ({"timeout": -1}, "time limit -1"),
        ({"timeout": float("nan")}, "time limit nan"),
        ({"timeout": float("inf")}, r"time limit inf: must be 0 .none. to 1,000,000 seconds"),
        ({"timeout": 1e300}, "time limit 1e"),
    ],
)
def test_limits_are_checked(limits: dict[str, float], message: str, graph: Graph) -> None:
    with pytest.raises(UserError, match=message):
        run_sparql(graph, "ASK {}", **limits)


def test_a_query_may_not_be_endless(graph: Graph) -> None:
    with pytest.raises(UserError, match="characters; 100000 are allowed"):
        run_sparql(graph, "#" * 100_001)


def test_a_copy_of_the_graph_gives_the_same_answer(graph: Graph) -> None:
    """Where processes do not fork, the graph travels as N-Triples."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    dump = "\n".join(f"{triple} ." for triple in graph.triples()).encode()
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?c a mkg:Claim }"
    process = multiprocessing.get_context("spawn").Process(
        target=worker.answer_from_dump, args=(sender, dump, query, worker.Size(10, 10_000))
    )
    process.start()
    sender.close()
    messages = [receiver.recv() for _ in range(3)]
    process.join()
    assert [kind for kind, _ in messages] == ["variables", "batch", "end"]
    assert messages[1][1][0][0].value == str(graph.claim_count())
