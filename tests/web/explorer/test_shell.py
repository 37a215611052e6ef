"""The frame around the views."""

from __future__ import annotations

from tests.web.explorer.conftest import Open


def test_the_first_view_tells_the_number_of_claims(open_view: Open) -> None:
    page = open_view("#/overview")
    assert "889 claims" in page.inner_text("h1")


def test_an_unknown_view_is_told(open_view: Open) -> None:
    page = open_view("#/nowhere")
    assert "no such page" in page.inner_text("h1")
