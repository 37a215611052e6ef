"""Which of several forms an Accept header chooses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.web.negotiation import choose

OFFERED = ["application/sparql-results+json", "text/csv", "text/turtle"]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, OFFERED[0]),
        ("", OFFERED[0]),
        ("*/*", OFFERED[0]),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/*", "text/csv"),
        ("text/*;q=0.5, text/turtle", "text/turtle"),
        ("text/csv;q=0, */*", OFFERED[0]),
        ("text/csv;q=0.2, text/turtle;q=0.9", "text/turtle"),
        ("text/html, application/xhtml+xml, */*;q=0.8", OFFERED[0]),
        ("text/csv; charset=utf-8; q=0.7, text/turtle;q=0.6", "text/csv"),
        ("image/png", None),
        ("*/*;q=0", None),
        ("text/csv;q=none", OFFERED[0]),
        ("nonsense", OFFERED[0]),
    ],
)
def test_the_best_form_is_chosen(accept: str | None, chosen: str | None) -> None:
    assert choose(accept, OFFERED) == chosen


@given(st.text(max_size=80))
def test_no_header_breaks_it(accept: str) -> None:
    assert choose(accept, OFFERED) in (*OFFERED, None)
