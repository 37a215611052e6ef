"""The timeline in a browser: nothing is dropped, and each bar leads to its sentence."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from kg.api import open_graph
from kg.web.explorer.library import Library
from kg.web.explorer.timeline import timeline
from tests.web.explorer.conftest import AtEverySize, Open, serving_graph
from tests.web.explorer.data_set_graph import data_set_graph

SCENES = {"timeline": "#/timeline", "timeline-state": "#/timeline?state=KZ"}


@pytest.fixture(scope="module")
def reference() -> Library:
    return Library(open_graph())


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server with a report and a data set."""
    with serving_graph(data_set_graph(), tmp_path_factory.mktemp("graph")) as address:
        yield address


@pytest.mark.parametrize("name", SCENES)
def test_a_picture_opens_at_every_size(name: str, at_every_size: AtEverySize) -> None:
    for page in at_every_size(name, SCENES[name]):
        assert page.locator(".event").count() > 10


def test_every_claim_is_a_bar_or_listed_without_a_year(open_view: Open, reference: Library) -> None:
    page = open_view("#/timeline")
    events = timeline(reference, "").events
    dated, rest = [e for e in events if e.first is not None], [e for e in events if e.first is None]
    bars = page.locator(".event").evaluate_all("all => all.map(e => e.id)")
    assert sorted(bars) == sorted(f"event-{e.claim}" for e in dated)
    assert f"Without a year ({len(rest)})" in page.inner_text("main")
    page.locator(".undated-lane button.quiet").evaluate_all("all => all.forEach(e => e.click())")
    assert page.locator(".undated-lane li").count() == len(rest)


def test_the_bars_of_a_lane_do_not_cover_each_other(open_view: Open) -> None:
    page = open_view("#/timeline")
    for lane in page.locator(".lane").all():
        boxes = [b for e in lane.locator(".bar").all() if (b := e.bounding_box())]
        boxes.sort(key=lambda b: (round(b["y"]), b["x"]))
        pairs = pairwise(boxes)
        assert all(a["x"] + a["width"] <= b["x"] for a, b in pairs if round(a["y"]) == round(b["y"]))


def test_the_keyboard_chooses_a_bar_and_the_address_keeps_it(open_view: Open) -> None:
    page = open_view("#/timeline?without=Agreement")
    stop = page.locator(".timeline-picture .choice[tabindex='0']")
    assert stop.count() == 1
    stop.focus()
    page.keyboard.press("ArrowDown")
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    page.locator(".chosen blockquote").first.wait_for()
    assert page.inner_text("#chosen") in name
    again = open_view("#/" + page.url.split("#/")[1])
    again.locator(".chosen blockquote").first.wait_for()
    assert again.inner_text("#chosen") == page.inner_text("#chosen")
    assert again.locator(".event[aria-current]").count() == 1
    assert again.locator(".lane-Agreement .event").count() == 0


def test_an_undated_claim_is_found_again(open_view: Open) -> None:
    page = open_view("#/timeline")
    page.locator(".undated-lane[data-type='Law'] summary").click()
    page.locator(".undated-lane[data-type='Law'] li button").first.click()
    page.locator(".chosen blockquote").first.wait_for()
    again = open_view("#/" + page.url.split("#/")[1])
    again.locator(".chosen blockquote").first.wait_for()
    assert again.locator(".undated-lane[data-type='Law'][open]").count() == 1


def test_a_state_narrows_it_and_the_query_says_what_is_asked(open_view: Open, reference: Library) -> None:
    page = open_view("#/timeline")
    page.select_option("#state", "UZ")
    page.wait_for_function("() => document.querySelector('h1').textContent === 'Timeline: Uzbekistan'")
    page.locator(".picture .twin summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save Claims by year as CSV").click()
    rows = list(csv.DictReader(Path(download.value.path()).read_text(encoding="utf-8").splitlines()))
    events = [e for e in timeline(reference, "").events if "UZ" in (*e.states, *e.members)]
    assert {r["Claim"] for r in rows} == {e.claim for e in events}
    page.locator(".made summary").click()
    asked = {
        str(r["claim"].value).rsplit("/", 1)[1]
        for r in reference.graph.select(page.inner_text(".made pre"))
        if r["claim"]
    }
    assert asked <= {r["Claim"] for r in rows}
    assert len(asked) > 20


def test_a_kind_is_taken_away_and_stays_in_the_address(open_view: Open) -> None:
    page = open_view("#/timeline")
    page.locator("#lane-Indicator").uncheck()
    page.wait_for_function("() => !document.querySelector('.lane-Indicator .event')")
    assert "without=Indicator" in page.url
    page.locator("#lane-Indicator").check()
    page.wait_for_function("() => document.querySelector('.lane-Indicator .event')")
    assert "without" not in page.url


def test_the_picture_is_kept_as_svg(open_view: Open) -> None:
    page = open_view("#/timeline")
    with page.expect_download() as download:
        page.get_by_role("button", name="SVG").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert "Migrant stock (31)" in text
    assert "class=" not in text


def test_what_data_sets_list_is_added_for_a_state(open_view: Open, listed: str) -> None:
    page = open_view("#/timeline", base=listed)
    assert "data sets" not in page.inner_text(".lead")
    page = open_view("#/timeline?state=KE", base=listed)
    assert "2 of them from data sets" in page.inner_text(".lead")
