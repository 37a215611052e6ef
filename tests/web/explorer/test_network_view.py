"""The network in a browser: nodes and lines can be chosen, filtered and walked through; what is left out is said."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.analysis.networks import bridges_for_gap
from kg.api import open_graph
from kg.graph.store import Graph
from tests.web.explorer.conftest import AtEverySize, Open, shown

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCENES = {
    "network": "#/network?centre=state/KZ",
    "network-gap": "#/network?gap=KZ-UZ",
    "network-way": "#/network?centre=organisation/undp&to=state/UZ",
    "network-expanded": "#/network?centre=organisation/iom&expand=state/KG",
}


@pytest.fixture(scope="module")
def reference() -> Graph:
    return open_graph()


def _nodes(page: Page) -> set[str]:
    return set(page.eval_on_selector_all(".node[data-node]", "nodes => nodes.map(n => n.dataset.node)"))


@pytest.mark.parametrize("name", SCENES)
def test_a_picture_opens_at_every_size(name: str, at_every_size: AtEverySize) -> None:
    for page in at_every_size(name, SCENES[name]):
        assert page.locator(".node[data-node]").count() >= 2


def test_what_is_left_out_is_said_and_can_be_shown(open_view: Open) -> None:
    page = open_view("#/network?centre=state/KZ&most=10")
    shown_, every = map(int, re.findall(r"\d+", page.inner_text(".picture-note"))[:2])
    assert (shown_, len(_nodes(page))) == (10, 11)
    page.locator("#more").click()
    page.wait_for_function(f"() => document.querySelectorAll('.node[data-node]').length === {every + 1}")


def test_arrow_keys_walk_and_enter_chooses_and_expands(open_view: Open) -> None:
    page = open_view("#/network?centre=organisation/iom")
    before = _nodes(page)
    page.locator(".node[tabindex='0']").focus()
    first = page.evaluate("document.activeElement.dataset.node")
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        if page.evaluate("document.activeElement.dataset.node") != first:
            break
    chosen = page.evaluate("document.activeElement.dataset.node")
    assert chosen != first
    page.keyboard.press("Enter")
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert name.startswith(page.inner_text("#chosen"))
    page.locator("#expand").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.getElementById('expand')?.textContent === 'Collapse'")
    assert before < _nodes(page)
    assert page.locator(f'[id="node-{chosen}"]').get_attribute("class").split().count("centre") == 1


def test_a_line_shows_the_sentences_of_its_claims(open_view: Open) -> None:
    page = open_view("#/network?centre=state/KZ")
    page.locator(".tie").first.click()
    page.locator(".chosen blockquote").first.wait_for()
    assert page.locator(".chosen .claim").count() >= 1
    again = open_view("#/" + page.url.split("#/")[1])
    again.locator(".chosen blockquote").first.wait_for()
    assert again.inner_text("#chosen") == page.inner_text("#chosen")


def test_lines_are_told_apart_by_line_and_end(open_view: Open) -> None:
    page = open_view("#/network?centre=state/KZ&most=60")
    dashed = page.locator(".family-obstruction .line").first.evaluate("e => getComputedStyle(e).strokeDasharray")
    plain = page.locator(".family-corridors .line").first.evaluate("e => getComputedStyle(e).strokeDasharray")
    assert (dashed != "none", plain) == (True, "none")
    listed = page.locator(".legends fieldset").first.locator("li").all_inner_texts()
    assert len(listed) == len({*listed}) >= 3


def test_a_filter_takes_a_family_away_and_stays_in_the_address(open_view: Open) -> None:
    page = open_view("#/network?centre=state/KZ&most=60")
    assert page.locator(".bond.family-corridors[role]").count() > 0
    page.locator("#without-corridors").uncheck()
    page.wait_for_function("() => !document.querySelector('.bond.family-corridors[role]')")
    assert "without=corridors" in page.url
    assert "fall under the filters" in page.inner_text(".picture-note")


def test_a_node_is_dragged_with_its_lines(open_view: Open) -> None:
    page = open_view("#/network?gap=KZ-UZ")
    node = page.locator(".node[data-node]").last
    mark, line = node.locator(".mark"), page.locator(".bond[role] .line")
    before, lines = node.get_attribute("transform"), line.evaluate_all("all => all.map(e => e.getAttribute('d'))")
    box = mark.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 45, steps=4)
    page.mouse.up()
    assert node.get_attribute("transform") != before
    assert line.evaluate_all("all => all.map(e => e.getAttribute('d'))") != lines


def test_zoom_by_button_and_keyboard(open_view: Open) -> None:
    page = open_view("#/network?gap=KZ-UZ")
    view = page.locator("svg.network > g").first
    page.get_by_role("button", name="Larger").click()
    larger = view.get_attribute("transform") or ""
    assert "scale(1.3)" in larger
    page.locator(".node[tabindex='0']").focus()
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert view.get_attribute("transform") != larger
    page.keyboard.press("0")
    assert "scale(1)" in (view.get_attribute("transform") or "")


def test_the_shortest_way_is_told_in_words(open_view: Open) -> None:
    page = open_view("#/network?centre=organisation/undp&to=state/UZ")
    told = page.inner_text(".picture-note")
    assert "directions ignored" in told
    steps = int(re.search(r"(\d+) steps?", told)[1])  # type: ignore[index]
    assert page.locator(".node.on-way").count() == steps + 1


def test_that_somebody_is_absent_is_no_way(open_view: Open) -> None:
    page = open_view("#/network?centre=organisation/iom")
    assert page.locator(".bond.family-absence[role]").count() > 0
    page = open_view("#/network?centre=organisation/iom&to=state/KR")
    assert page.locator(".node.on-way").count() >= 2
    assert page.locator(".bond.family-absence[role]").count() == 0


def test_a_name_chooses_the_centre(open_view: Open) -> None:
    page = open_view("#/network")
    page.fill("#centre", "Tajikistan")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('h1').textContent === 'Around Tajikistan'")
    page.fill("#centre", "Atlantis")
    page.keyboard.press("Enter")
    assert "Atlantis" in page.inner_text("form [role=status]")


def test_the_organisations_across_a_gap_are_those_of_the_analysis(open_view: Open, reference: Graph) -> None:
    page = open_view("#/network?gap=KZ-UZ")
    known = {b.iri.split("/id/")[1] for b in bridges_for_gap(reference, "KZ", "UZ")}
    assert _nodes(page) == known | {"state/KZ", "state/UZ"}


def test_the_table_twin_has_the_edges_of_the_picture(open_view: Open) -> None:
    page = open_view("#/network?centre=organisation/iom")
    page.locator(".twin summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save Edges of the picture").click()
    rows = list(csv.DictReader(Path(download.value.path()).read_text(encoding="utf-8").splitlines()))
    told = page.eval_on_selector_all(".bond[role]", "all => all.map(e => e.getAttribute('aria-label')).join(' ')")
    assert rows
    assert all(f"{r['From']} {r['Does']} {r['To']}" in told for r in rows)
    with page.expect_download() as picture:
        page.get_by_role("button", name="SVG").click()
    assert Path(picture.value.path()).read_text(encoding="utf-8").count("<text") >= len(_nodes(page))


def test_an_unknown_centre_is_told(open_view: Open) -> None:
    page = open_view("#/network?centre=state/ZZ")
    assert page.inner_text("h1") == "Not in this graph"
    page.goto(page.url.split("#")[0] + "#/network")
    shown(page)
