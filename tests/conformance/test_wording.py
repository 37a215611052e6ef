"""What is read from the text of a query alone."""

from __future__ import annotations

import pytest

from kg.conformance.wording import wording


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("SELECT * { ?s ?p ?o } ORDER BY ?s DESC(?p) (?o)", ("s", "p", "o")),
        ("SELECT * { ?s ?p ?o } order by ?s LIMIT 3 OFFSET 2", ("s",)),
        ("SELECT * { ?s ?p ?o } ORDER BY STR(?s)", ()),
        ("SELECT * { ?s ?p ?o } ORDER BY <http://e.example/f>(?s)", ()),
        ("SELECT * { ?s ?p ?o } ORDER BY ?s VALUES ?s { 1 }", ("s",)),
    ],
)
def test_the_variables_of_order_by_are_known(query: str, keys: tuple[str, ...]) -> None:
    found = wording(query)
    assert found.ordered
    assert found.keys == keys


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { { SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 1 } }",
        "SELECT * { ?s ?p 'ORDER BY ?s' } # ORDER BY ?s",
        'SELECT * { ?s ?p """\n} ORDER BY ?s""" }',
        "SELECT * { ?s order:by ?o }",
    ],
)
def test_order_by_inside_something_else_does_not_order_the_answer(query: str) -> None:
    assert not wording(query).ordered


def test_the_graphs_of_from_are_known() -> None:
    query = "SELECT * FROM <a.ttl> FROM NAMED <b.ttl> { ?s ?p 'FROM <c.ttl>' } # FROM <d.ttl>"
    assert wording(query).sources == ("a.ttl", "b.ttl")


def test_words_in_texts_names_and_comments_are_no_keywords() -> None:
    query = "ASK { <http://e.example/SERVICE> service:SERVICE ?SERVICE , 'SERVICE'@service # SERVICE\n }"
    assert wording(query).keywords == {"ASK"}
