"""The frame around the views."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from kg.api import open_graph
from kg.web.explorer.library import Library
from tests.web.explorer.conftest import PATIENCE, Open, shown

_LEAST_CONTRAST = 4.5  # of text to its ground, WCAG 2 AA


def test_the_first_view_tells_the_number_of_claims(open_view: Open) -> None:
    page = open_view("#/overview")
    assert page.inner_text("h1") == "889 claims on labor migration and trafficking"


def test_an_unknown_view_is_told(open_view: Open) -> None:
    page = open_view("#/nowhere")
    assert "no such page" in page.inner_text("h1")


def test_the_foot_names_graph_version_and_corpus(open_view: Open) -> None:
    page = open_view("#/overview")
    page.wait_for_selector("footer code")
    told = page.inner_text("footer")
    assert Library(open_graph()).digest[:12] in told
    assert "Labor Migration in Central Asia" in told


def test_the_keyboard_reaches_navigation_and_content(open_view: Open) -> None:
    page = open_view("#/overview")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.get_by_role("link", name="Documents", exact=True).focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_selector("main[data-view=documents]")
    assert page.evaluate("document.activeElement.id") == "main"


def test_colours_can_be_changed_and_are_kept(open_view: Open) -> None:
    page = open_view("#/overview")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Use dark colours").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert light != dark
    page.reload()
    shown(page)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(scheme: str, open_view: Open) -> None:
    page = open_view("#/overview", scheme=scheme)
    names = ("--ink", "--faint", "--accent", "--warn", "--good", "--paper", "--raised", "--mark", "--accent-soft",
             "--warn-soft")  # fmt: skip
    read = """names => Object.fromEntries(names.map(name => {
        const probe = document.createElement('i');
        document.body.append(probe);
        probe.style.setProperty('color', `var(${name})`);
        const colour = getComputedStyle(probe).color;
        probe.remove();
        return [name, colour]; }))"""
    colours = {n: _luminance(c) for n, c in page.evaluate(read, list(names)).items()}
    pairs = [(t, g) for t in names[:5] for g in ("--paper", "--raised")]
    pairs += [("--ink", "--mark"), ("--accent", "--accent-soft"), ("--ink", "--warn-soft")]
    low = {p: round(c, 2) for p in pairs if (c := _contrast(colours[p[0]], colours[p[1]])) < _LEAST_CONTRAST}
    assert not low


def _luminance(colour: str) -> float:
    parts = [int(v) / 255 for v in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def test_a_table_is_kept_as_it_is_shown(open_view: Open) -> None:
    page = open_view("#/validation")
    page.wait_for_selector("main table", timeout=5 * PATIENCE)
    page.get_by_role("button", name="Nodes", exact=True).click()
    assert page.locator("th[aria-sort=descending]").count() == 1
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("as CSV")).click()
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8"))))
    shown_rows = page.locator("main tbody tr").count()
    assert len(rows) == shown_rows + 1
    numbers = [int(r[2]) for r in rows[1:]]
    assert numbers == sorted(numbers, reverse=True)


def test_no_field_of_a_csv_is_a_formula(open_view: Open) -> None:
    page = open_view("#/overview")
    script = "mkg.csv(['a', 'b'], [['=1+1', 'x\"y,z'], ['-5', null], ['@x', -5]])"
    assert page.evaluate(script) == 'a,b\r\n\'=1+1,"x""y,z"\r\n-5,\r\n\'@x,-5\r\n'


def test_a_picture_is_kept_with_its_colours(open_view: Open) -> None:
    page = open_view("#/overview")
    script = """() => { const svg = mkg.s('svg', {viewBox: '0 0 10 10', width: 10, height: 10, id: 'pic'},
        mkg.s('rect', {width: 5, height: 5, class: 'probe'})); document.querySelector('main').append(svg);
        svg.querySelector('rect').style.setProperty('fill', 'rgb(1, 2, 3)'); return mkg.standaloneSvg(svg); }"""
    found = page.evaluate(script)
    assert 'fill="rgb(1, 2, 3)"' in found
    assert " class=" not in found
    assert " style=" not in found
    with page.expect_download() as download:
        page.evaluate("mkg.savePng(document.getElementById('pic'), 'probe', 1)")
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


def test_without_scripts_the_plain_page_leads_on(open_view: Open, browser: object, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(address)
    assert "needs JavaScript" in page.inner_text("main")
    assert page.locator("main a[href^='/queries/']").count() > 40
    context.close()


def test_search_in_a_folder_finds_what_is_written(open_view: Open, site_folder: Path) -> None:
    base = (site_folder / "index.html").as_uri()
    page = open_view("#/search?q=kyrgyz%20republic", base=base)
    page.wait_for_selector(".hit")
    page.locator(".hit a").first.click()
    page.wait_for_selector(".actor h1")
    assert page.inner_text("h1") == "Kyrgyzstan"


def test_what_a_folder_does_not_hold_is_told(open_view: Open, site_folder: Path) -> None:
    page = open_view("#/actor/state/XX", base=(site_folder / "index.html").as_uri(), told=("ERR_FILE_NOT_FOUND",))
    assert page.inner_text("h1") == "Not in this graph"
