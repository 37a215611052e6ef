"""Trafficking in a browser: what is drawn and counted is what the templates give, and each leads to its sentences."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.api import open_graph
from kg.queries import run_template
from kg.web.explorer.answers import answer, to_json
from kg.web.explorer.library import Library
from kg.web.explorer_routes import STATIC
from tests.web.explorer.conftest import AtEverySize, Open, serving_graph, shown
from tests.web.explorer.routes_graph import routes_graph

if TYPE_CHECKING:
    from playwright.sync_api import Page

PARTS = {
    "trafficking-routes": "#/trafficking?chosen=state/TJ~state/RU",
    "trafficking-roles": "#/trafficking/roles",
    "trafficking-money": "#/trafficking/money",
    "trafficking-help": "#/trafficking/help",
}


@pytest.fixture(scope="module")
def reference() -> Library:
    return Library(open_graph())


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server with routes over the whole world."""
    with serving_graph(routes_graph(), tmp_path_factory.mktemp("graph")) as address:
        yield address


def _saved(page: Page, caption: str) -> list[dict[str, str]]:
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Save {caption} as CSV").first.click()
    return list(csv.DictReader(Path(download.value.path()).read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("name", PARTS)
def test_a_part_opens_at_every_size(name: str, at_every_size: AtEverySize) -> None:
    for page in at_every_size(name, PARTS[name]):
        assert page.title()


def test_the_map_names_the_states_that_routes_name(open_view: Open) -> None:
    page = open_view("#/trafficking")
    points = page.locator(".spot").evaluate_all("all => all.map(e => e.dataset.id)")
    assert {"state/TJ", "state/RU", "state/KG", "region/gulf-states"} <= {*points}
    page.locator(".land path").first.wait_for(state="attached")  # comes after the routes
    assert page.locator(".land path").count() > 30
    assert page.locator(".land .concerned").count() >= 9
    assert "no view on the status of any territory" in page.inner_text("figure")


def test_no_route_is_dropped(open_view: Open, reference: Library) -> None:
    page = open_view("#/trafficking")
    known = {str(row["claim"]) for row in run_template(reference.graph, "trafficking-routes", {})}
    page.locator(".picture .twin summary").click()
    assert {row["Claim"] for row in _saved(page, "Trafficking routes")} == known
    page.locator(".arc").first.wait_for()
    unplaced = page.locator(".unplaced li").all_inner_texts()
    assert any("no destination is named" in text for text in unplaced)
    assert any("is no place on a map" in text for text in unplaced)


def test_a_line_shows_its_sentences_and_the_address_keeps_it(open_view: Open) -> None:
    page = open_view("#/trafficking")
    page.locator(".arc[aria-label^='Tajikistan → Russia']").focus()
    page.keyboard.press("Enter")
    page.locator(".chosen blockquote").first.wait_for()
    assert page.inner_text("#chosen") == "Tajikistan → Russia"
    assert "chosen=state%2FTJ%7Estate%2FRU" in page.url
    again = open_view("#/" + page.url.split("#/")[1])
    again.locator(".chosen blockquote").first.wait_for()
    assert again.locator(".chosen .claim").count() == page.locator(".chosen .claim").count()
    assert again.locator(".arc[aria-current]").count() == 1


def test_arrow_keys_walk_over_the_map_and_keys_zoom_it(open_view: Open) -> None:
    page = open_view("#/trafficking")
    stop = page.locator("svg.route-map .choice[tabindex='0']")
    assert stop.count() == 1
    stop.focus()
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.id")
    assert second.startswith("on-map-")
    assert second != first
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.classList.contains('spot')")
    page.keyboard.press("+")
    assert "scale(1.4)" in (page.locator("svg.route-map > g").get_attribute("transform") or "")
    page.keyboard.press("0")
    assert "scale(1)" in (page.locator("svg.route-map > g").get_attribute("transform") or "")


def test_a_purpose_narrows_the_routes(open_view: Open) -> None:
    page = open_view("#/trafficking")
    every = page.locator(".arc").count()
    page.select_option("#purpose", label="marriage")
    page.wait_for_function(f"() => document.querySelectorAll('.arc').length < {every}")
    assert "purpose=" in page.url
    names = page.locator(".arc").evaluate_all("all => all.map(e => e.getAttribute('aria-label'))")
    assert sorted(n.split(",")[0] for n in names) == ["Tajikistan → Afghanistan", "Tajikistan → Uzbekistan"]


def test_a_state_binds_the_query(open_view: Open, reference: Library) -> None:
    page = open_view("#/trafficking/roles?at=KG")
    page.locator(".made summary").click()
    asked = reference.graph.select(page.inner_text(".made pre"))
    known = run_template(reference.graph, "trafficking-roles", {"place": "KG"})
    assert len(asked) == len(known) > 0
    assert "mkg query trafficking-roles --param place=KG" in page.inner_text(".made")


def test_the_matrix_counts_the_claims_of_the_template(open_view: Open, reference: Library) -> None:
    page = open_view("#/trafficking/roles")
    known: dict[str, set[str]] = {}
    for row in run_template(reference.graph, "trafficking-roles", {}):
        known.setdefault(f"{row['holder'] or 'nobody named'} as {row['part']}", set()).add(str(row["claim"]))
    cells = page.locator(".roles button").evaluate_all("all => all.map(e => e.getAttribute('aria-label'))")
    told = {cell.rsplit(": ", 1)[0]: int(cell.rsplit(": ", 1)[1].split()[0]) for cell in cells}
    assert told == {name: len(claims) for name, claims in known.items()}
    page.get_by_role("button", name="women as victim: 7 claims").click()
    page.locator(".chosen .claim").nth(5).wait_for()
    assert page.inner_text("#chosen") == "Victim: women"
    page.get_by_role("button", name="Show 1 more of 1").click()
    page.locator(".chosen .claim").nth(6).wait_for()


def test_amounts_are_drawn_as_they_are_said(open_view: Open, reference: Library) -> None:
    page = open_view("#/trafficking/money")
    rows = list(run_template(reference.graph, "payments", {}))
    known = {str(row["claim"]) for row in rows}
    amounts = {str(row["claim"]) for row in rows if row["low"] is not None or row["high"] is not None}
    ids = page.locator("[id^='paid-']").evaluate_all("all => all.map(e => e.id.slice(5))")
    assert {*ids} == known
    drawn = page.locator("svg [id^='paid-']").evaluate_all("all => all.map(e => e.id.slice(5))")
    assert {*drawn} == amounts
    price = page.locator(
        "svg [aria-label='price of victim: 2,000 to 3,000 USD per person · to families · in Tajikistan']"
    )
    price.click()
    page.locator(".chosen blockquote").first.wait_for()
    assert page.inner_text("#chosen") == "Price of victim: 2,000 to 3,000 USD"
    with page.expect_download() as picture:
        page.get_by_role("button", name="SVG").first.click()
    assert "2,000 to 3,000 USD" in Path(picture.value.path()).read_text(encoding="utf-8")


def test_help_tells_absence_from_silence(open_view: Open, reference: Library) -> None:
    page = open_view("#/trafficking/help")
    known = {str(row["claim"]) for row in run_template(reference.graph, "shelters-and-hotlines", {})}
    assert {row["Claim"] for row in _saved(page, "Help that claims tell of")} == known
    text = page.inner_text("main")
    assert "No claim says that a state has none." in text
    assert "That is silence, not absence: Afghanistan, Russia, Turkey, United Arab Emirates." in text
    page.select_option("#kinds", "all")
    page.wait_for_function(f"() => document.querySelectorAll('tbody tr').length > {len(known)}")


def test_routes_around_the_world(open_view: Open, world: str, pictures: Path) -> None:
    page = open_view("#/trafficking", base=world)
    names = set(page.locator(".arc").evaluate_all("all => all.map(e => e.getAttribute('aria-label'))"))
    leg = "1 claim, leg of a route through another place"
    assert {f"Nigeria → Libya, {leg}", f"Libya → Italy, {leg}", "Peru → Japan, 1 claim"} <= names
    assert "Japan → Peru, 1 claim, denied" in names
    assert any(name.startswith("within France") for name in names)
    assert page.locator(".arc.unsure .line").evaluate("e => getComputedStyle(e).strokeDasharray") != "none"
    box = page.locator("svg.route-map").bounding_box()
    assert box is not None
    for mark in page.locator(".spot .mark").all():
        at = mark.bounding_box()
        assert at is not None
        assert box["x"] < at["x"] < box["x"] + box["width"]
        assert box["y"] < at["y"] < box["y"] + box["height"]
    page.screenshot(path=pictures / "trafficking-world.png")


def test_what_has_no_number_is_not_on_the_map_but_on_the_page(open_view: Open, world: str) -> None:
    page = open_view("#/trafficking", base=world)
    assert "Kosovo → Italy" in page.inner_text(".unplaced")


def test_a_state_that_is_said_to_have_no_shelter_is_told(open_view: Open, world: str) -> None:
    page = open_view("#/trafficking/help", base=world)
    page.get_by_role("button", name="Shelter: Peru").click()
    page.locator(".chosen .tag-negated").wait_for()
    silent = page.inner_text("main").split("That is silence, not absence: ")[1].split(".")[0]
    assert silent == "France, Italy, Japan, Kosovo, Libya, Nigeria"


def test_an_unknown_part_is_told(open_view: Open) -> None:
    page = open_view("#/trafficking/nothing")
    assert page.inner_text("h1") == "Not in this graph"


def test_the_map_works_from_a_folder(open_view: Open, tmp_path: Path, reference: Library) -> None:
    folder = tmp_path / "site"
    shutil.copytree(STATIC, folder)
    page_file = folder / "index.html"
    page_file.write_text(page_file.read_text(encoding="utf-8").replace('data-source="live"', 'data-source="static"'))
    (folder / "data").mkdir()
    for name in ("site", "trafficking", "timeline"):
        found = to_json(answer(reference, name, "")).decode()
        (folder / "data" / f"{name}.js").write_text(f'mkg.answer("{name}",{found});\n', encoding="utf-8")
    page = open_view("#/trafficking", base=page_file.as_uri())
    assert page.locator(".arc").count() > 10
    page.goto(page_file.as_uri() + "#/timeline")
    shown(page)
    page.locator(".event").first.wait_for()
