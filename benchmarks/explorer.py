"""How fast the explorer is in a browser, and how large.

    python benchmarks/explorer.py [--triples 1000000] [--runs 5]

Prints the sizes of its scripts and of the reference graph as a folder; in Chromium, on the reference graph, the time
until the first view is there (from the first byte of the page) and until each view is there after a click, each on a
fresh page; then, on a graph of about so many triples (see `templates_at_scale.py`), a search, the pages of actors, and
the longest frame while a network of up to 300 nodes is laid out and while one of them is dragged. Medians of some runs;
the first run is listed beside them, since an answer that no page has asked for is made then. Asserts nothing. Needs the
extra `serve`, Playwright and Chromium (on the PATH).
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from servers import HOST, free_port, mkg_serve, running
from templates_at_scale import Copies

import kg
from kg.graph.store import Graph
from kg.graph.turtle import write_turtle
from kg.web.explorer.folder import write_site
from kg.web.explorer.page import STATIC

ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
MAP = "data-countries.js"
VIEWS = (
    "search?q=remittances", "agreements", "estimates", "network?centre=state/KZ", "trafficking", "timeline",
    "questions", "questions/agreements-of-state?state=KZ", "sparql", "documents", "document/marat-2009-digest",
    "actor/state/KZ", "claims/Agreement", "ontology",
)  # fmt: skip
# A network of as many nodes as a picture holds: around the nodes that most lines end at.
LARGE = """async () => { const all = await (await fetch('api/network')).json();
  const first = all.nodes.sort((a, b) => b.degree - a.degree).slice(0, 40).map(n => n.id);
  window.seen = 0; window.longest = 0;
  location.hash = `#/network?centre=${first[0]}&most=300${first.slice(1).map(id => '&expand=' + id).join('')}`; }"""
PATIENCE = 300_000  # milliseconds
# Notes when a view is there: the frame after its content was put into the page.
WATCH = """() => { window.seen = 0; const note = () => requestAnimationFrame(() => requestAnimationFrame(() => {
    window.seen = performance.now(); }));
  new MutationObserver(found => { if (found.some(f => f.target === document.body && f.target.dataset.shown)) note(); })
    .observe(document, {attributes: true, attributeFilter: ['data-shown'], subtree: true}); }"""
FRAMES = """() => { window.longest = 0; let before = performance.now();
  const frame = now => { window.longest = Math.max(window.longest, now - before); before = now;
    requestAnimationFrame(frame); };
  requestAnimationFrame(frame); }"""


def sizes(home: Path) -> None:
    """Print what a browser loads, gzipped, and the size of a folder."""
    packed = {p.name: len(gzip.compress(p.read_bytes(), 9)) for p in (STATIC / "explorer").glob("*.*s")}
    first = sum(packed[n] for n in ("app.js", "app.css", "view-overview.js"))
    code = sum(n for name, n in packed.items() if name.endswith(".js") and name != MAP)
    loaded = {"first view": first, "all scripts": code, "the map": packed[MAP]}
    print("gzipped: " + ", ".join(f"{name} {size / 1e3:.1f} KB" for name, size in loaded.items()))
    for name, size in sorted(packed.items(), key=lambda p: -p[1])[:6]:
        print(f"  {size / 1e3:7.1f} KB  {name}")
    written = write_site(kg.open_graph(), home / "site")
    print(f"reference graph as a folder: {written.files:,} files, {written.bytes / 1e6:.1f} MB")


class Reader:
    """A browser on one server."""

    def __init__(self, browser: Browser, home: str) -> None:
        self._browser, self._home = browser, home

    @contextmanager
    def page(self, address: str = "") -> Iterator[Page]:
        """A fresh page that shows a view."""
        context = self._browser.new_context(viewport={"width": 1440, "height": 900})
        context.set_default_timeout(PATIENCE)
        context.add_init_script(f"({WATCH})()")
        page = context.new_page()
        page.goto(self._home + address)
        page.wait_for_function("() => window.seen > 0")
        yield page
        context.close()

    def first_view(self) -> float:
        """Milliseconds from the first byte of the page until its first view is there."""
        with self.page() as page:
            began = "performance.getEntriesByType('navigation')[0].responseStart"
            return float(page.evaluate(f"() => window.seen - {began}"))

    def after_click(self, address: str, wait: str = "") -> float:
        """Milliseconds from a click on the first page until a view, or what `wait` selects in it, is there."""
        with self.page() as page:
            page.evaluate(
                """address => { const link = document.createElement('a'); link.href = '#/' + address;
                document.body.append(link); window.seen = 0; window.began = performance.now(); link.click(); }""",
                address,
            )
            page.wait_for_function("() => window.seen > 0")
            if wait:
                page.wait_for_selector(wait)
                return float(page.evaluate("() => performance.now() - window.began"))
            return float(page.evaluate("() => window.seen - window.began"))


def told(name: str, found: list[float]) -> None:
    print(f"  {median(found):7.0f} ms, first {found[0]:6.0f}  {name}", flush=True)


def on_reference(browser: Browser, runs: int) -> None:
    port = free_port()
    with running(mkg_serve(port), port):
        reader = Reader(browser, f"http://{HOST}:{port}/")
        print("reference graph")
        told("first view", [reader.first_view() for _ in range(runs)])
        for address in VIEWS:
            told(f"#/{address}", [reader.after_click(address) for _ in range(runs)])
        frames(reader)


def at_scale(browser: Browser, file: Path, runs: int) -> None:
    port = free_port()
    with running(mkg_serve(port, "--graph", str(file)), port):
        reader = Reader(browser, f"http://{HOST}:{port}/")
        told("first view", [reader.first_view() for _ in range(runs)])
        told("search, until its hits are there", [reader.after_click("search?q=tajik", ".hit") for _ in range(runs)])
        for code in ("RU", "KZ", "NP"):
            told(f"page of {code}", [reader.after_click(f"actor/state/{code}") for _ in range(runs)])
        frames(reader)


def frames(reader: Reader) -> None:
    """Print the longest frames of a large network."""
    with reader.page() as page:
        page.evaluate(FRAMES)
        page.evaluate(LARGE)
        page.wait_for_function("() => window.seen > 0")
        nodes = page.locator(".node[data-node]").count()
        laid = page.evaluate("() => { const found = window.longest; window.longest = 0; return found; }")
        drag(page)
        print(f"  network of {nodes} nodes: longest frame {laid:.0f} ms laid out, "
              f"{page.evaluate('() => window.longest'):.0f} ms dragged")  # fmt: skip


def drag(page: Page) -> None:
    """Drag the node with most lines, in a hundred steps."""
    box: Any = page.locator(".node.centre .mark").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.evaluate("() => new Promise(done => setTimeout(() => { window.longest = 0; done(); }, 500))")
    page.mouse.down()
    for step in range(100):
        page.mouse.move(x + step, y + step / 2)
    page.mouse.up()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        sizes(home)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        on_reference(browser, given.runs)
        graph = Graph(Copies(kg.open_graph(), 7).triples(given.triples))
        print(f"graph of {len(graph):,} triples")
        write_turtle(home / "large.ttl", graph.store)
        del graph
        at_scale(browser, home / "large.ttl", given.runs)
        browser.close()


if __name__ == "__main__":
    main()
