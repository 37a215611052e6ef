"""The editor of queries in a browser: its words, its errors, its answers."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from kg.api import open_graph
from kg.queries import templates
from tests.web.explorer.conftest import AtEverySize, Open

if TYPE_CHECKING:
    from playwright.sync_api import Page

STOCKS = """SELECT ?claim ?origin ?low WHERE { ?claim a mkg:MigrantStock ; mkg:origin ?origin ; mkg:low ?low }
ORDER BY ?low ?origin ?claim"""
GRAPH = "CONSTRUCT { ?claim mkg:party ?party } WHERE { ?claim mkg:party ?party } LIMIT 30"
WRONG = "SELECT ?x WHERE {\n  ?x a mkg:Agreement ;\n  mkg:party }"
SCENES = {
    "sparql": "", "sparql-rows": STOCKS, "sparql-graph": GRAPH, "sparql-error": WRONG,
    "sparql-truth": "ASK { ?s a mkg:Law }",
}  # fmt: skip


def of(query: str) -> str:
    return f"#/sparql?query={quote(query)}" if query else "#/sparql"


def written(page: Page) -> str:
    return "\n".join(page.locator(".cm-line").all_inner_texts())


def answered(page: Page) -> Page:
    page.wait_for_selector(".row-count, .truth, .query-error")
    return page


def type_at_end(page: Page, text: str) -> None:
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def options(page: Page) -> list[str]:
    page.wait_for_selector(".cm-tooltip-autocomplete li")
    return page.locator(".cm-tooltip-autocomplete li").all_inner_texts()


@pytest.mark.parametrize("name", SCENES)
def test_queries_open_at_every_size(name: str, at_every_size: AtEverySize) -> None:
    for page in at_every_size(name, of(SCENES[name]), told=("400",)):
        if SCENES[name]:
            answered(page)


def test_ctrl_enter_runs_and_the_address_keeps_the_query(open_view: Open) -> None:
    page = open_view(of("SELECT ?s WHERE { ?s a mkg:Law }"))
    before = answered(page).inner_text(".row-count")
    type_at_end(page, " LIMIT 2")
    page.keyboard.press("Control+Enter")
    page.wait_for_function("() => document.querySelector('.row-count')?.textContent.startsWith('2 rows')")
    assert not before.startswith("2 rows")
    again = answered(open_view("#/" + page.url.split("#/")[1]))
    assert again.inner_text(".row-count").startswith("2 rows")
    assert written(again).endswith("LIMIT 2")


def test_rows_have_names_links_and_evidence(open_view: Open) -> None:
    page = answered(open_view(of(STOCKS)))
    rows = open_graph().select(STOCKS)
    assert page.inner_text(".row-count").startswith(f"{len(rows)} rows")
    with page.expect_download() as download:
        page.locator("[aria-label$='as CSV']").click()
    lines = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))
    assert [line["low"] for line in lines] == [r["low"].value for r in rows if r["low"]]
    assert "Uzbekistan" in {line["origin"] for line in lines}
    assert page.locator("td a[href='#/actor/state/UZ']").count() > 0
    page.locator("tbody button", has_text="Evidence").first.click()
    page.wait_for_selector(".row-evidence blockquote")


def test_an_error_stands_at_its_line_and_column(open_view: Open) -> None:
    page = answered(open_view(of(WRONG), told=("400",)))
    assert "line 3, column 13" in page.inner_text(".query-error")
    page.wait_for_selector(".cm-lint-marker-error")
    marker, line = page.locator(".cm-lint-marker-error").bounding_box(), page.locator(".cm-line").nth(2).bounding_box()
    assert marker
    assert line
    assert line["y"] <= marker["y"] < line["y"] + line["height"]
    type_at_end(page, "\n")
    page.wait_for_selector(".cm-lint-marker-error", state="detached")


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("SELECT ?s WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }", "403", "SERVICE"),
        ("DELETE WHERE { ?s ?p ?o }", "403", "update"),
    ],
)
def test_what_is_not_allowed_is_told(query: str, status: str, words: str, open_view: Open) -> None:
    page = answered(open_view(of(query), told=(status, "400")))
    assert words in page.inner_text(".query-error")


def test_an_answer_that_was_cut_says_so(open_view: Open) -> None:
    page = answered(open_view(of("SELECT * WHERE { ?s ?p ?o }")))
    assert page.inner_text(".row-count").startswith("10,000 rows")
    assert "Cut at 10,000 rows" in page.inner_text(".rows .notice")
    assert page.locator("thead th").all_inner_texts()[:3] == ["s", "p", "o"]
    assert "30 seconds" in page.inner_text(".sparql-tools.run")


def test_triples_are_rows_and_a_turtle_file(open_view: Open) -> None:
    page = answered(open_view(of(GRAPH)))
    assert page.inner_text(".row-count").startswith("30 triples")
    with page.expect_download() as download:
        page.get_by_role("button", name="Turtle", exact=True).click()
    found = ox.Store()
    found.load(Path(download.value.path()).read_bytes(), format=ox.RdfFormat.TURTLE)
    assert len(found) == 30


def test_texts_with_odd_signs_are_read_from_triples(open_view: Open) -> None:
    text = 'a "b" \\ c\n\tПривет'
    literal = str(ox.Literal(text, language="en"))
    page = answered(open_view(of(f"CONSTRUCT {{ <x:s> <x:p> {literal} , 5 }} WHERE {{}}")))
    with page.expect_download() as download:
        page.locator("[aria-label$='as CSV']").click()
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_bytes().decode(), newline="")))
    assert sorted(row[2] for row in rows[1:]) == ["5", text]


def test_markup_in_an_answer_is_text(open_view: Open) -> None:
    query = 'SELECT ("<img src=x onerror=alert(1)>" AS ?x) (<javascript:alert(1)> AS ?y) WHERE {}'
    page = answered(open_view(of(query)))
    assert page.locator("tbody img").count() == 0
    assert "<img src=x" in page.inner_text("tbody")
    assert page.locator("tbody a").count() == 0


def test_the_answer_to_ask_is_yes_or_no(open_view: Open) -> None:
    assert answered(open_view(of("ASK { ?s a mkg:Law }"))).inner_text(".truth") == "Yes"
    assert answered(open_view(of("ASK { ?s a mkg:Nothing }"))).inner_text(".truth") == "No"


def test_terms_are_completed_with_their_meaning(open_view: Open) -> None:
    page = open_view("#/sparql")
    type_at_end(page, "\nmkg:Migr")
    assert options(page)[0].startswith("mkg:MigrantStock")
    page.wait_for_selector(".cm-completionInfo")
    assert "in this graph" in page.inner_text(".cm-completionInfo")
    page.wait_for_timeout(200)  # the editor takes no choice right after a list opened
    page.keyboard.press("Enter")
    assert written(page).endswith("mkg:MigrantStock")


@pytest.mark.parametrize(
    ("typed", "offered", "taken"),
    [
        ("kyrgyzst", "Kyrgyzstan", "id:state\\/KG"),
        ("OPTI", "OPTIONAL", "OPTIONAL"),
        ("PREFIX sko", "skos:", "skos: <http://www.w3.org/2004/02/skos/core#>"),
        ("?stat", "?statement", "?statement"),
        ("id:Kazakhst", "Kazakhstan", "id:state\\/KZ"),
    ],
)
def test_things_keywords_prefixes_and_variables_are_completed(
    typed: str, offered: str, taken: str, open_view: Open
) -> None:
    page = open_view("#/sparql")
    type_at_end(page, f"\n{typed}")
    page.wait_for_function(
        "text => [...document.querySelector('.editor').shadowRoot.querySelectorAll('.cm-tooltip-autocomplete li')]"
        ".some(e => e.textContent.includes(text))", arg=offered,
    )  # fmt: skip
    shown = options(page)
    for _ in range(next(i for i, text in enumerate(shown) if offered in text)):
        page.keyboard.press("ArrowDown")
    page.wait_for_timeout(200)  # the editor takes no choice right after a list opened
    page.keyboard.press("Enter")
    assert written(page).endswith(taken)


def test_nothing_is_offered_in_strings_and_comments(open_view: Open) -> None:
    page = open_view("#/sparql")
    type_at_end(page, "\n# Kyrgyzst")
    page.keyboard.press("Control+Space")
    page.wait_for_timeout(600)
    assert page.locator(".cm-tooltip-autocomplete").count() == 0


def test_examples_are_bound_templates(open_view: Open) -> None:
    page = open_view("#/sparql")
    assert page.locator("#example option").count() == len(templates()) + 1
    page.select_option("#example", "agreements-of-state")
    answered(page)
    assert "VALUES ?state { <https://w3id.org/migration-kg/id/state/KG> }" in written(page)
    assert page.inner_text(".row-count").startswith("7 rows")


def test_tab_leaves_the_editor(open_view: Open) -> None:
    page = open_view("#/sparql")
    page.locator(".cm-content").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "run"
    page.keyboard.press("Enter")
    assert " rows in " in answered(page).inner_text(".row-count")
