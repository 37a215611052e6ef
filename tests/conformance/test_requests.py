"""Requests as manifests describe them."""

from __future__ import annotations

import pytest

from kg.conformance.manifest import Case
from kg.conformance.requests import Exchange, exchanges_of_comment


def test_both_forms_of_description_are_read(suite: dict[str, Case]) -> None:
    (words,) = suite["protocol/told-in-words"].exchanges
    (rdf,) = suite["protocol/told-in-rdf"].exchanges
    assert words == Exchange(
        "POST", "/ask/", (("content-type", "application/x-www-form-urlencoded"),), b"query=ASK%20%7B%7D",
        frozenset("23"), frozenset({"application/sparql-results+xml", "application/sparql-results+json"}), True,
    )  # fmt: skip
    assert rdf == Exchange(
        "POST", "/ask", (("content-type", "application/sparql-query"),), b"CONSTRUCT { <a:a> <a:b> 1 } {}",
        frozenset("23"), frozenset({"text/turtle", "application/rdf+xml"}),
    )  # fmt: skip


def test_a_body_is_sent_in_the_character_set_that_its_header_names(suite: dict[str, Case]) -> None:
    (exchange,) = suite["protocol/in-utf-16"].exchanges
    assert exchange.body == "ASK {}".encode("utf-16")


def test_requests_that_follow_each_other_are_all_read() -> None:
    one = "#### Request\n\n    GET /ask?query=ASK%20%7B%7D\n\n#### Response\n\n    200\n\n"
    assert [e.method for e in exchanges_of_comment(f"{one}followed by\n\n{one}")] == ["GET", "GET"]


@pytest.mark.parametrize("comment", ["", "Ask something.", "#### Request\n\n    GET /\n", "#### Response\n\n    200"])
def test_a_comment_that_tells_no_exchange_gives_none(comment: str) -> None:
    assert exchanges_of_comment(comment) == ()


@pytest.mark.parametrize(
    ("target", "body", "dataset", "update"),
    [
        ("/ask?query=ASK%20%7B%7D", b"", False, False),
        ("/ask?query=ASK%20%7B%7D&named-graph-uri=a:a", b"", True, False),
        ("/ask", b"query=ASK%20%7B%7D&default-graph-uri=a:a", True, False),
        ("/ask", b"update=CLEAR%20ALL", False, True),
        ("/ask", b"ASK { ?update ?p 'default-graph-uri=1' }", False, False),
    ],
)
def test_a_request_tells_whether_it_names_graphs_or_updates(
    target: str, body: bytes, dataset: bool, update: bool
) -> None:
    exchange = Exchange("POST", target, (), body, frozenset("2"))
    assert (exchange.names_dataset, exchange.updates) == (dataset, update)
