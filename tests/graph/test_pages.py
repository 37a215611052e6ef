"""The page of the evidence: from the document into the graph, the story of a claim and the table of claims."""

from __future__ import annotations

from dataclasses import replace

from rich.console import Console

from kg.build import assemble
from kg.export import claims_table
from kg.graph.store import Graph
from kg.graph.views import ClaimIndex
from kg.stories_view import render_claim
from tests import made


def paged() -> Graph:
    """The small report, as if its second section began on page 5 and all before it stood on page iv."""
    document = made.document()
    start = document.text.index("Nepal signed")
    return assemble([made.reading(replace(document, pages=(0, start), labels=("iv", "5")))])


def test_evidence_names_the_page_on_which_its_words_begin() -> None:
    pages = {claim.type: claim.page for claim in ClaimIndex(paged()).claims}
    assert pages["MigrantStock"] == "iv"
    assert pages["Payment"] == "5"


def test_a_claim_told_says_its_page() -> None:
    claim = next(c for c in ClaimIndex(paged()).claims if c.type == "Payment")
    console = Console(width=200, no_color=True)
    with console.capture() as told:
        console.print(*render_claim(claim))
    assert "Leaving the hills, Workers, page 5, characters" in told.get()


def test_the_table_of_claims_has_the_page() -> None:
    assert {row["page"] for row in claims_table(paged())} == {"iv", "5"}


def test_evidence_of_a_text_without_pages_names_none() -> None:
    assert {claim.page for claim in ClaimIndex(made.graph()).claims} == {""}
    assert b"mkg:page" not in made.graph().turtle()
