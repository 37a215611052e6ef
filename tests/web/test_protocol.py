"""The query operation of the SPARQL 1.1 Protocol: forms of requests, and what is refused with which status."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from kg.web.protocol import FORM, QUERY, UPDATE, query_of
from kg.web.refusal import RefusedError

ASK = "ASK { ?s ?p 'é' }"
ENCODED = urlencode({"query": ASK})


@pytest.mark.parametrize(
    ("method", "content_type", "query_string", "body"),
    [
        ("GET", "", ENCODED, b""),
        ("HEAD", "", ENCODED, b""),
        ("POST", FORM, "", ENCODED.encode()),
        ("POST", f"{FORM}; charset=UTF-8", "", ENCODED.encode()),
        ("POST", QUERY, "", ASK.encode()),
        ("POST", f"{QUERY}; charset=utf-8", "", ASK.encode()),
    ],
)
def test_each_form_of_request_carries_its_query(
    method: str, content_type: str, query_string: str, body: bytes
) -> None:
    assert query_of(method, content_type, query_string, body) == ASK


def test_a_get_without_fields_asks_for_the_description() -> None:
    assert query_of("GET", "", "", b"") is None


REFUSED = {
    "no query": (400, "GET", "", "limit=3", b""),
    "two queries": (400, "GET", "", f"{ENCODED}&{ENCODED}", b""),
    "two queries in a form": (400, "POST", FORM, "", f"{ENCODED}&{ENCODED}".encode()),
    "an empty form": (400, "POST", FORM, "", b""),
    "a default graph": (400, "GET", "", f"{ENCODED}&default-graph-uri=http%3A%2F%2Fa%2F", b""),
    "a named graph in a form": (400, "POST", FORM, "", f"{ENCODED}&named-graph-uri=http%3A%2F%2Fa%2F".encode()),
    "a named graph beside a query": (400, "POST", QUERY, "named-graph-uri=http%3A%2F%2Fa%2F", ASK.encode()),
    "a named graph beside a form": (400, "POST", FORM, "named-graph-uri=http%3A%2F%2Fa%2F", ENCODED.encode()),
    "a query beside a form": (400, "POST", FORM, ENCODED, ENCODED.encode()),
    "an update beside a form": (403, "POST", FORM, "update=CLEAR+ALL", ENCODED.encode()),
    "a query beside a query": (400, "POST", QUERY, ENCODED, ASK.encode()),
    "an update in the address": (403, "GET", "", "update=CLEAR+ALL", b""),
    "an update in a form": (403, "POST", FORM, "", b"update=CLEAR+ALL"),
    "an update": (403, "POST", UPDATE, "", b"CLEAR ALL"),
    "another kind of body": (415, "POST", "text/plain", "", ASK.encode()),
    "no kind of body": (415, "POST", "", "", ASK.encode()),
    "another character set": (415, "POST", f"{QUERY}; charset=utf-16", "", ASK.encode("utf-16")),
    "no UTF-8": (400, "POST", QUERY, "", ASK.encode("latin-1")),
    "no UTF-8 in the address": (400, "GET", "", "query=%ff", b""),
    "too many fields": (400, "GET", "", "&".join(["a=b"] * 100), b""),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_answered_has_its_status(case: tuple[int, str, str, str, bytes]) -> None:
    status, method, content_type, query_string, body = case
    with pytest.raises(RefusedError) as caught:
        query_of(method, content_type, query_string, body)
    assert caught.value.status == status
    assert str(caught.value).startswith("request: ")
