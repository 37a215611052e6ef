"""Rival figures in a browser: a bar for each, verdicts in words, the sentence at a click; how views were made."""

from __future__ import annotations

import csv
import json
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from kg.analysis.estimates import estimates
from kg.api import open_graph
from kg.graph.store import Graph
from tests.web.explorer.conftest import AtEverySize, Open

SCENES = {
    "estimates": "#/estimates",
    "estimates-corridor": "#/estimates?of=MigrantStock&from=TJ&to=RU",
    "estimates-money": "#/estimates?of=Remittance&to=TJ&scale=log",
    "estimates-indicators": "#/estimates?of=Indicator&from=RU&most=30",
}


@pytest.fixture(scope="module")
def reference() -> Graph:
    return open_graph()


@pytest.mark.parametrize("name", SCENES)
def test_figures_open_at_every_size(name: str, at_every_size: AtEverySize) -> None:
    for page in at_every_size(name, SCENES[name]):
        assert page.locator(".figure").count() >= 1


def test_every_figure_of_a_corridor_is_drawn(open_view: Open, reference: Graph) -> None:
    page = open_view("#/estimates?of=MigrantStock&from=TJ&to=RU")
    known = {f.claim for c in estimates(reference, "TJ", "RU") for f in c.figures}
    drawn = page.eval_on_selector_all(".figure", "all => all.map(e => e.id)")
    assert {name.removeprefix("figure-") for name in drawn} == known


def test_verdicts_are_told_in_words_with_their_arithmetic(open_view: Open, reference: Graph) -> None:
    page = open_view("#/estimates?of=Remittance&to=TJ")
    told = page.inner_text("main")
    found = [v for c in estimates(reference, None, "TJ", "Remittance") for v in c.verdicts if v.kind != "incomparable"]
    assert {v.kind for v in found} >= {"conflicts", "equal"}
    for verdict in found:
        assert verdict.reason in told
    assert "contradict each other" in told
    assert "are equal" in told


def test_a_figure_shows_its_sentence_and_stays_in_the_address(open_view: Open) -> None:
    page = open_view("#/estimates?of=MigrantStock&from=UZ&to=KZ")
    figure = page.locator(".figure").first
    figure.focus()
    page.keyboard.press("Enter")
    page.locator(".figure-card blockquote").wait_for()
    words = page.inner_text(".figure-card blockquote")
    again = open_view("#/" + page.url.split("#/")[1])
    again.locator(".figure-card blockquote").wait_for()
    assert again.inner_text(".figure-card blockquote") == words
    assert again.locator(".figure[aria-current]").count() == 1


def test_the_chooser_has_only_values_with_figures(open_view: Open) -> None:
    page = open_view("#/estimates?of=MigrantStock&from=UZ")
    for value in page.eval_on_selector_all("#to option", "all => all.map(o => o.value).filter(Boolean)")[:4]:
        other = open_view(f"#/estimates?of=MigrantStock&from=UZ&to={value}")
        assert other.locator(".figure").count() > 0


def test_open_ends_have_an_arrow_and_single_values_a_diamond(open_view: Open) -> None:
    page = open_view("#/estimates?of=MigrantStock&from=KG&most=50")
    for figure in page.locator(".figure").all():
        name = figure.get_attribute("aria-label") or ""
        assert figure.locator(".value").count() == (0 if " to " in name.rsplit(": ", 1)[-1].replace("up to", "") else 1)


def test_the_table_twin_has_the_figures(open_view: Open, reference: Graph) -> None:
    page = open_view("#/estimates?of=MigrantStock&from=UZ&to=KZ")
    page.locator(".twin summary").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save Uzbekistan → Kazakhstan").click()
    rows = list(csv.DictReader(Path(download.value.path()).read_text(encoding="utf-8").splitlines()))
    known = [f for c in estimates(reference, "UZ", "KZ") if "→ Kazakhstan" in c.title for f in c.figures]
    assert [(r["Claim"], r["Lowest"], r["Highest"]) for r in rows] == [
        (f.claim, f"{f.low:.0f}", f"{f.high:.0f}") for f in known
    ]


@pytest.mark.parametrize(
    "route",
    [
        "#/agreements", "#/network?centre=state/KZ", "#/network?gap=KZ-UZ", "#/estimates?of=MigrantStock&from=UZ&to=KZ",
        "#/estimates?of=Remittance", "#/estimates?of=Indicator&from=RU", "#/estimates?of=Measure",
    ],
)  # fmt: skip
def test_the_query_behind_a_view_has_rows(open_view: Open, address: str, route: str) -> None:
    page = open_view(route)
    query = page.locator(".made pre").last.text_content() or ""
    data = urllib.parse.urlencode({"query": query}).encode()
    request = urllib.request.Request(f"{address}sparql", data, {"Accept": "application/sparql-results+json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert json.load(answer)["results"]["bindings"]
