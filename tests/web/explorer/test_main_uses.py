"""The three main uses with the keyboard alone, from the first page, wherever the page lies; choices are counted."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from kg.analysis.agreements import gaps
from kg.api import open_graph
from kg.graph.store import Graph
from kg.queries import run_template
from tests.web.explorer.conftest import Open
from tests.web.explorer.every_view import complete

if TYPE_CHECKING:
    from playwright.sync_api import Download, Page

_MOST = 4  # choices that a main use may take
_STEPS = 400  # presses of Tab until something is given up
_QUESTION = "no-agreement"
_FOCUS = """() => { const e = document.activeElement, s = getComputedStyle(e);
  return {text: (e.getAttribute('aria-label') || e.innerText || '').trim(), href: e.getAttribute('href') || '',
          seen: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0}; }"""


@pytest.fixture(scope="module")
def reference() -> Graph:
    return open_graph()


class Walker:
    """Somebody without a mouse."""

    def __init__(self, page: Page) -> None:
        self.page, self.choices = page, 0

    def reach(self, text: str = "", href: str = "") -> None:
        """Press Tab until what has the focus begins with a text or leads to an address; it must be seen to have it."""
        for _ in range(_STEPS):
            self.page.keyboard.press("Tab")
            at = self.page.evaluate(_FOCUS)
            if at["text"].startswith(text) if text else at["href"] == href:
                assert at["seen"], f"{text or href}: has the focus, but nobody sees it"
                return
        pytest.fail(f"{text or href}: Tab does not reach it on {self.page.url}")

    def choose(self, text: str = "", href: str = "") -> None:
        self.reach(text, href)
        self.choices += 1
        self.page.keyboard.press("Enter")

    def keep(self, text: str = "", href: str = "") -> Download:
        with self.page.expect_download() as download:
            self.choose(text, href)
        return download.value

    def done(self, use: str, record: pytest.FixtureRequest) -> None:
        assert self.choices <= _MOST
        print(f"{use}: {self.choices} choices")
        record.node.user_properties.append((use, self.choices))


def test_the_answer_of_a_question_as_csv(
    home: str, open_view: Open, reference: Graph, request: pytest.FixtureRequest
) -> None:
    walker = Walker(open_view("", base=home))
    walker.choose("Questions and SPARQL")
    complete(walker.page)
    walker.choose(href=f"#/questions/{_QUESTION}")
    walker.page.wait_for_selector("main table")
    complete(walker.page)
    kept = walker.keep("CSV" if walker.page.locator("html[data-source=live]").count() else "Save ")
    rows = list(csv.reader(Path(kept.path()).read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 1 + len(run_template(reference, _QUESTION))
    walker.done("answer of a question as CSV", request)


def test_the_whole_graph_as_turtle(
    home: str, open_view: Open, reference: Graph, request: pytest.FixtureRequest
) -> None:
    walker = Walker(open_view("", base=home))
    if home.startswith("file:"):  # it lies on the disk already; a browser opens it
        walker.choose("Take the graph along")
        walker.page.wait_for_url("**/graph.ttl")
        path = unquote(urlsplit(walker.page.url).path)
    else:
        path = str(walker.keep("Take the graph along").path())
    assert Path(path).read_bytes() == reference.turtle()
    walker.done("the graph as Turtle", request)


def test_the_sentence_behind_the_largest_gap(
    home: str, open_view: Open, reference: Graph, request: pytest.FixtureRequest
) -> None:
    first = gaps(reference)[0]
    walker = Walker(open_view("", base=home))
    walker.choose("Agreement gaps")
    complete(walker.page)
    assert walker.page.inner_text("#story") == " – ".join(first.names)
    behind = next(c for c in first.evidence if c.claim in first.claims)
    assert walker.page.locator(".story blockquote").first.inner_text() == behind.sentence
    walker.choose(href=f"#/claim/{behind.claim.rsplit('/', 1)[-1]}")
    walker.page.wait_for_selector(".claim-page blockquote")
    assert walker.page.locator(".claim-page blockquote").first.inner_text() == behind.sentence
    walker.done("the sentence behind the largest gap, on its own page", request)
