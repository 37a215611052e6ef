"""The table of states in a browser: the keyboard walks it, a pair leads to its sentences, the address holds all."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.analysis.agreements import gaps
from kg.api import open_graph
from kg.graph.store import Graph
from tests.web.explorer.conftest import AtEverySize, Open, serving_graph, shown
from tests.web.explorer.data_set_graph import data_set_graph

STATES = {
    "agreements": "#/agreements",
    "agreements-figures": "#/agreements?by=cluster&figures=1&pair=KG-RU",
    "agreements-status": "#/agreements?by=exposure&status=contested",
}


@pytest.fixture(scope="module")
def reference() -> Graph:
    return open_graph()


@pytest.mark.parametrize("name", STATES)
def test_the_table_opens_at_every_size(name: str, at_every_size: AtEverySize) -> None:
    for page in at_every_size(name, STATES[name]):
        assert page.title()


def test_the_largest_gap_is_two_clicks_from_the_start(open_view: Open, reference: Graph) -> None:
    first = gaps(reference)[0]
    page = open_view("")
    page.get_by_role("navigation", name="Views").get_by_role("link", name="Agreements").click()
    shown(page)
    words = page.locator(".story blockquote").first
    words.wait_for()
    assert page.inner_text("#story") == " – ".join(first.names)
    assert words.inner_text() == next(c.sentence for c in first.evidence if c.claim in first.claims)


def test_arrow_keys_move_and_enter_opens(open_view: Open) -> None:
    page = open_view("#/agreements")
    page.locator('[id="cell-KZ-UZ"]').focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.id") == "cell-KZ-TM"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "cell-KG-TM"
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'story'")
    assert "pair=KZ-TJ" in page.url
    assert page.inner_text("#story") == "Kazakhstan – Tajikistan"
    assert page.locator(".matrix a[tabindex='0']").count() == 1


def test_back_leads_to_the_pair_before(open_view: Open) -> None:
    page = open_view("#/agreements?pair=KG-RU")
    page.locator('[id="cell-KZ-TJ"]').click()
    page.wait_for_function("() => document.getElementById('story')?.textContent === 'Kazakhstan – Tajikistan'")
    page.go_back()
    page.wait_for_function("() => document.getElementById('story')?.textContent === 'Kyrgyzstan – Russia'")


def test_a_permalink_restores_the_state(open_view: Open) -> None:
    page = open_view("#/agreements?pair=RU-UZ&by=exposure&figures=1&status=contested")
    assert page.inner_text("#story") == "Russia – Uzbekistan"
    assert page.is_checked("#figures")
    assert page.input_value("#order") == "exposure"
    assert page.locator("thead abbr").first.inner_text() == "RU"
    assert page.locator(".matrix .cell-link:not(.faded)").count() == 4
    assert page.locator('[id="cell-RU-UZ"]').get_attribute("aria-current") == "true"


def test_each_cell_has_the_status_of_the_analysis(open_view: Open, reference: Graph) -> None:
    page = open_view("#/agreements")
    read = "cells => cells.map(c => [c.dataset.pair, c.getAttribute('aria-label')])"
    names = page.eval_on_selector_all(".matrix a", read)
    told: dict[str, str] = dict(names)
    for gap in gaps(reference):
        assert gap.status.replace("-", " ") in told["-".join(gap.pair)]
    assert sum("nothing said" not in label for _, label in names) == 2 * len(gaps(reference))


def test_the_ranked_list_is_the_table_twin(open_view: Open, reference: Graph) -> None:
    page = open_view("#/agreements")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save Pairs of states").click()
    rows = list(csv.DictReader(Path(download.value.path()).read_text(encoding="utf-8").splitlines()))
    assert [tuple(r[head] for head in ("Pair", "Status", "Rank", "Best", "Worst")) for r in rows] == [
        (" – ".join(g.names), g.status, *(str(n) for n in (g.rank or "", *(g.rank_range or ("", "")))))
        for g in gaps(reference)
    ]


@pytest.mark.parametrize(("button", "start"), [("SVG", b"<svg"), ("PNG", b"\x89PNG")])
def test_the_table_is_kept_as_a_picture(open_view: Open, button: str, start: bytes) -> None:
    page = open_view("#/agreements")
    with page.expect_download() as download:
        page.locator(".beside .picture-tools").get_by_role("button", name=button).click()
    assert Path(download.value.path()).read_bytes().startswith(start)


def test_reports_and_data_sets_are_seen_apart_and_together(open_view: Open, tmp_path: Path) -> None:
    with serving_graph(data_set_graph(), tmp_path) as address:
        page = open_view("#/agreements", base=address)
        seen = {}
        for lens in ("both", "reports", "data-sets"):
            page.select_option("#sources", lens)
            page.wait_for_function(f"() => location.hash.includes('sources={lens}') || '{lens}' === 'both'")
            shown(page)
            page.wait_for_function(f"() => document.getElementById('sources').value === '{lens}'")
            seen[lens] = [page.inner_text(f'[id="cell-KE-{other}"]') for other in ("PE", "QA")]
    assert seen == {"both": ["≠", "D"], "reports": ["A", "·"], "data-sets": ["L", "L"]}
