"""Answers in a browser as matrix, network and map: each shows what the rows say, and leads to them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from kg import iri
from kg.api import open_graph
from kg.queries import run_template, templates
from kg.web.explorer.numbers import numbers_of
from tests.web.explorer.conftest import AtEverySize, Open

if TYPE_CHECKING:
    from playwright.sync_api import Page

STOCKS = """SELECT ?claim ?origin ?destination ?low WHERE {
  ?claim a mkg:MigrantStock ; mkg:origin ?origin ; mkg:destination ?destination OPTIONAL { ?claim mkg:low ?low } }"""
GRAPH = "CONSTRUCT { ?claim mkg:party ?party } WHERE { ?claim mkg:party ?party }"
FORMS = ("matrix", "network", "map")


def of(query: str, form: str, **more: str) -> str:
    return "&".join((f"#/sparql?query={quote(query)}", f"as={form}", *(f"{k}={v}" for k, v in more.items())))


def _value(term: ox.NamedNode | ox.Literal | None) -> str:
    assert term is not None
    return term.value


def pairs() -> Counter[tuple[str, str]]:
    """Origin and destination of each row of the query on stocks."""
    return Counter((_value(row["origin"]), _value(row["destination"])) for row in open_graph().select(STOCKS))


@pytest.mark.parametrize("form", FORMS)
def test_forms_open_at_every_size(form: str, at_every_size: AtEverySize) -> None:
    for page in at_every_size(f"sparql-{form}", of(STOCKS, form)):
        page.wait_for_selector(".formed .hint")


def chosen_rows(page: Page) -> int:
    page.wait_for_selector(".chosen-rows tbody tr")
    return page.locator(".chosen-rows tbody tr").count()


def test_a_matrix_counts_each_row_once_and_leads_to_its_rows(open_view: Open) -> None:
    page = open_view(of(STOCKS, "matrix"))
    page.wait_for_selector(".formed .linkish")
    cells = page.locator(".formed .linkish")
    assert sum(map(int, cells.all_inner_texts())) == pairs().total()
    assert cells.count() == len(pairs())
    most = str(max(pairs().values()))
    cells.get_by_text(most, exact=True).first.click()
    assert chosen_rows(page) == int(most)


def test_the_cells_of_a_matrix_can_show_another_column(open_view: Open) -> None:
    page = open_view(of(STOCKS, "matrix"))
    page.locator("#cell-column").select_option("low")
    assert "cell-column=low" in page.url
    lows = {_value(row["low"]) for row in open_graph().select(STOCKS) if row["low"] is not None}
    texts = {part for text in page.locator(".formed .linkish").all_inner_texts() for part in text.split("; ")} - {"–"}
    assert {text.replace(",", "") for text in texts} == lows


def test_a_network_has_every_node_and_a_line_leads_to_its_rows(open_view: Open) -> None:
    page = open_view(of(STOCKS, "network"))
    page.wait_for_selector(".node[data-node]")
    found = {p for p in pairs() if p[0] != p[1]}
    assert page.locator(".node[data-node]").count() == len({node for pair in found for node in pair})
    lines = len({frozenset(p) for p in found})
    page.wait_for_function("n => document.querySelectorAll('.bond').length === n", arg=lines)
    page.locator(".bond").first.dispatch_event("click")
    there_and_back = Counter(frozenset(p) for p in pairs().elements())
    assert chosen_rows(page) in there_and_back.values()


def test_triples_are_lines_of_a_network_with_their_property(open_view: Open) -> None:
    page = open_view(of(GRAPH, "network"))
    page.wait_for_selector(".bond")
    assert "party" in (page.locator(".bond").first.get_attribute("aria-label") or "")


def test_a_map_has_the_states_and_says_what_has_no_place(open_view: Open) -> None:
    page = open_view(of(STOCKS, "map"))
    page.wait_for_selector(".spot")
    states = {node.removeprefix(iri.state("")) for pair in pairs() for node in pair if node.startswith(iri.state(""))}
    assert set(page.locator(".spot").evaluate_all("all => all.map(e => e.dataset.id)")) == set(numbers_of(states))
    off = sum(n for p, n in pairs().items() if not all(node.startswith(iri.state("")) for node in p))
    assert page.inner_text(".formed .faint.small").startswith(f"{off} rows are no line on the map")
    page.locator(".land path").first.wait_for(state="attached")
    page.locator(".arc").first.dispatch_event("click")
    assert chosen_rows(page) > 0


def test_the_form_stays_in_the_address_and_the_table_comes_back(open_view: Open) -> None:
    page = open_view("#/questions/agreement-pairs")
    page.locator("#as-matrix").click()
    page.wait_for_selector(".formed .hint")
    assert "as=matrix" in page.url
    page.locator("#as-table").click()
    page.wait_for_selector(".formed tbody tr")
    assert "as=" not in page.url


def test_the_form_stays_when_other_values_are_asked_for(open_view: Open) -> None:
    page = open_view("#/questions/agreements-of-state?state=Kyrgyzstan")
    page.locator("#as-matrix").click()
    page.wait_for_selector(".formed .hint")
    page.locator("form input[name=state]").fill("Tajikistan")
    page.keyboard.press("Enter")
    page.wait_for_url("**state=Tajikistan**")
    page.wait_for_selector("#as-matrix[aria-pressed=true]")


def test_points_without_lines_stay_in_the_address(open_view: Open) -> None:
    page = open_view(of(STOCKS, "map"))
    page.wait_for_selector(".arc")
    page.locator("#to-column").select_option("none")
    page.wait_for_function("() => !document.querySelector('.arc')")
    again = open_view("#/" + page.url.split("#/")[1])
    again.wait_for_selector(".spot")
    assert again.locator(".arc").count() == 0


def test_what_is_denied_is_told(open_view: Open) -> None:
    page = open_view("#/questions/acts-of-states?as=network")
    page.wait_for_selector(".bond")
    rows = run_template(open_graph(), "acts-of-states", {}).as_dicts()
    denied = [r for r in rows if str(r["polarity"]).endswith("negated")]
    page.wait_for_selector(".bond.family-absence[aria-label*='(denied)']")
    assert denied
    assert not page.locator(".bond:not(.family-absence)[aria-label*='(denied)']").count()


def test_terms_of_lists_are_no_ends_of_lines(open_view: Open) -> None:
    page = open_view("#/questions/relations?as=network")
    page.wait_for_selector(".bond")
    assert page.locator("#from-column option").all_inner_texts() == ["Who", "Towards"]


def test_no_parameter_of_a_question_is_called_as_those_of_forms() -> None:
    taken = {"as", "from-column", "to-column", "cell-column"}
    assert not [(t.name, p) for t in templates() for p in t.parameters if p in taken]
