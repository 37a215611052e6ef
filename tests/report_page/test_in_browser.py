"""Pages in a real browser: nothing is fetched, nothing complains, nothing is wider than a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.analysis.actors import read_actors
from kg.analysis.agreements import gaps
from kg.analysis.estimates import estimates
from kg.pictures import estimate_bars, gap_matrix
from kg.pictures.style import NARROW
from kg.reference_graph import reference_graph
from kg.report_page import of_pair, of_region, of_state, page_of, to_html
from tests import hostile

_OUTSIDE = """() => [...document.querySelectorAll('svg')].flatMap(svg => {
  const paper = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].filter(t => {
    const box = t.getBoundingClientRect();
    return box.left < paper.left - 1 || box.right > paper.right + 1 ||
      box.top < paper.top - 1 || box.bottom > paper.bottom + 1;
  }).map(t => t.textContent);
})"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {}
    for name, graph in (("reference", reference_graph()), ("hostile", hostile.graph())):
        actors = read_actors(graph)
        scopes = {
            "state": of_state("TJ", actors), "pair": of_pair("RU", "KZ", actors),
            "region": of_region("Central Asia", actors),
        }  # fmt: skip
        for kind, scope in scopes.items():
            made[f"{name}-{kind}"] = folder / f"{name}-{kind}.html"
            made[f"{name}-{kind}"].write_text(to_html(page_of(graph, scope)), "utf-8")
    return made


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("name", [f"{g}-{k}" for g in ("reference", "hostile") for k in ("state", "pair", "region")])
def test_a_page_is_quiet_and_fits(browser: Any, pages: dict[str, Path], name: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    tab = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    tab.on("request", lambda r: asked.append(r.url))
    tab.on("console", lambda m: complaints.append(m.text))
    tab.on("pageerror", lambda e: complaints.append(str(e)))
    address = pages[name].as_uri()
    tab.goto(address)
    sizes = tab.evaluate("[document.documentElement.scrollWidth, document.body.scrollWidth, innerWidth]")
    outside = tab.evaluate(_OUTSIDE)
    title = tab.title()
    context.close()
    assert asked == [address]
    assert complaints == []
    assert max(sizes[:2]) <= sizes[2] == width
    assert outside == []
    assert title.endswith("– migration-kg")


def test_letters_of_pictures_can_be_read_on_a_phone(browser: Any, pages: dict[str, Path]) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    tab = context.new_page()
    tab.goto(pages["reference-region"].as_uri())
    heights = tab.evaluate(
        "[...document.querySelectorAll('svg')].map(s => 8 * s.getBoundingClientRect().width / s.viewBox.baseVal.width)"
    )
    context.close()
    assert heights
    assert min(heights) > 8


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_the_ground(browser: Any, pages: dict[str, Path], scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)
    tab = context.new_page()
    tab.goto(pages["reference-pair"].as_uri())
    ink, ground = tab.evaluate(
        """() => {
        const canvas = document.createElement('canvas').getContext('2d');
        const system = document.createElement('p');
        system.style.background = 'Canvas';
        document.body.append(system);
        const painted = (...colours) => {
          for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
          return [...canvas.getImageData(0, 0, 1, 1).data];
        };
        const ground = getComputedStyle(system).backgroundColor;
        return [painted(ground, getComputedStyle(document.querySelector('.source')).color), painted(ground)];
        }"""
    )
    context.close()

    def light(colour: list[float]) -> float:
        parts = [v / 255 / 12.92 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in colour[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(ink), light(ground)), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_svg_files_show_all_their_letters(browser: Any, tmp_path: Path) -> None:
    graph = hostile.graph()
    drawn = {"gaps": gap_matrix.draw(gaps(graph)), "estimates": estimate_bars.draw(estimates(graph), NARROW)}
    for name, picture in drawn.items():
        page = tmp_path / f"{name}.html"
        page.write_text(f"<!doctype html><meta charset=utf-8>{picture.svg().decode()}", "utf-8")
        tab = browser.new_page()
        tab.goto(page.as_uri())
        assert tab.evaluate(_OUTSIDE) == []
        tab.close()
