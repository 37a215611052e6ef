"""Every view in a browser: it opens at each size, its content is that of the graph, the keyboard reaches it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.api import open_graph
from kg.web.explorer.library import Library
from tests.web.explorer.conftest import PATIENCE, AtEverySize, Open, shown

VIEWS = {
    "overview": "#/overview",
    "search": "#/search?q=remittances",
    "actor": "#/actor/state/KG",
    "organisation": "#/actor/organisation/iom",
    "claims": "#/claims/Agreement",
    "documents": "#/documents",
    "document": "#/document/marat-2009-digest?figures=1",
    "ontology": "#/ontology/classes",
    "lists": "#/ontology/lists",
    "rules": "#/ontology/rules",
    "validation": "#/validation",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(open_graph())


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_opens_at_every_size(name: str, at_every_size: AtEverySize) -> None:
    for page in at_every_size(name, VIEWS[name]):
        if name == "validation":
            page.wait_for_selector("main table", timeout=5 * PATIENCE)
        if name == "search":
            page.wait_for_selector(".hit")
        assert page.title()


def test_the_overview_leads_to_the_graph_as_a_file(open_view: Open, library: Library) -> None:
    page = open_view("#/overview")
    with page.expect_download() as download:
        page.get_by_role("link", name="Take the graph along").click()
    assert Path(download.value.path()).read_bytes() == library.graph.turtle()


def test_the_overview_tells_whether_the_graph_conforms(open_view: Open) -> None:
    page = open_view("#/overview")
    page.wait_for_selector(".validation-line .good", timeout=5 * PATIENCE)
    assert "Conforms" in page.inner_text(".validation-line")


def test_search_answers_while_one_types_and_keeps_its_address(open_view: Open, library: Library) -> None:
    page = open_view("#/search")
    page.get_by_label("Words").fill("tajik")
    page.wait_for_selector(".hit")
    page.wait_for_function("() => location.hash === '#/search?q=tajik'")
    assert page.inner_text("main [role=status]") == f"{library.finder.find('tajik').total} hits"
    page.get_by_role("button", name="Actors").click()
    page.wait_for_function("() => location.hash === '#/search?q=tajik&kind=actor'")
    page.locator(".hit a").first.click()
    page.wait_for_selector(".actor h1")
    assert page.inner_text("h1") == "Tajikistan"


def test_every_claim_on_an_actor_has_its_words(open_view: Open, library: Library) -> None:
    page = open_view("#/actor/state/TM?type=MigrantStock")
    cards = page.locator(".claim")
    total = sum(1 for g in library.index.things if g.id == "state/TM")
    assert total == 1
    assert cards.count() > 0
    for i in range(cards.count()):
        assert cards.nth(i).locator("blockquote").inner_text().strip()
        assert "Labor Migration in Central Asia" in cards.nth(i).locator(".where").inner_text()


def test_more_claims_are_shown_when_asked_for(open_view: Open) -> None:
    page = open_view("#/actor/state/RU?type=MigrantStock")
    before = page.locator(".claim").count()
    page.get_by_role("button", name="Show more").click()
    page.wait_for_function(f"() => document.querySelectorAll('.claim').length > {before}")


def test_rival_figures_stand_side_by_side(open_view: Open) -> None:
    page = open_view("#/actor/state/KG")
    rival = page.locator(".rival").first
    assert rival.locator(".rival-number").count() >= 2
    rival.locator(".rival-number a").first.click()
    page.wait_for_selector(".claim-page h1")
    assert page.locator(".claim-page blockquote mark").count() or page.locator(".claim-page blockquote").count()


def test_marked_words_show_their_claims_by_keyboard(open_view: Open) -> None:
    page = open_view("#/document/marat-2009-digest")
    mark = page.locator(".said").first
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".said-here .claim")
    quote = mark.evaluate("e => e.firstChild.textContent")
    assert quote in page.inner_text(".said-here")
    page.locator(".said-here .close").click()
    assert mark.evaluate("e => e === document.activeElement")


def test_a_filter_of_a_document_leaves_the_claims_of_a_type(open_view: Open) -> None:
    page = open_view("#/document/marat-2009-digest")
    every = page.locator(".said").count()
    page.get_by_role("button", name="Law 14").click()
    page.wait_for_function("() => location.hash.includes('type=Law')")
    some = page.locator(".said").count()
    assert 0 < some < every
    again = open_view("#/document/marat-2009-digest?type=Law")
    assert again.locator(".said").count() == some


def test_unread_figures_are_marked(open_view: Open) -> None:
    page = open_view("#/document/marat-2009-digest?figures=1")
    assert page.locator(".unread").count() >= 55


def test_a_term_of_the_ontology_has_an_address(open_view: Open) -> None:
    page = open_view("#/ontology/classes/MigrantStock")
    page.wait_for_function("() => document.activeElement?.id === 'term-MigrantStock'")


def test_a_wrong_address_is_told(open_view: Open) -> None:
    page = open_view("#/actor/state/XX", told=("404",))
    assert page.inner_text("h1") == "Not in this graph"
    page.goto(page.url.split("#")[0] + "#/claim/0000")
    shown(page)


def test_hostile_names_are_text(open_view: Open) -> None:
    page = open_view("#/search?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    assert page.locator("main img").count() == 0
    assert "<img" in page.input_value("#search-words")
