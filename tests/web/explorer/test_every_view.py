"""Every view on a server, from a disk and in a sub-path: it shows, asks no other host, and axe finds no fault.

`open_view` fails a test on errors in the page or its console and on requests that leave the page's own place.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.web.explorer.conftest import SCHEMES, Open, no_overflow
from tests.web.explorer.every_view import addresses, complete, show, views

_AXE = Path(__file__).parents[3] / "web" / "node_modules" / "axe-core" / "axe.min.js"
# In the dark only colours differ.
_RULES = {"light": {}, "dark": {"runOnly": ["color-contrast"]}}


@pytest.mark.parametrize("view", views())
def test_a_view_shows_wherever_the_page_lies(view: str, home: str, open_view: Open) -> None:
    first, *others = addresses(view)
    page = open_view(first, width=360, height=740, base=home)
    complete(page)
    no_overflow(page)
    for address in others:
        show(page, home, address)
        no_overflow(page)
    assert page.inner_text("h1").strip()
    assert page.locator("main .trouble").count() == 0


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("view", views())
def test_axe_finds_no_fault_in_a_view(
    view: str, scheme: str, address: str, open_view: Open
) -> None:
    if not _AXE.is_file():
        pytest.skip("NO AXE: its package is missing, so accessibility was not tested (npm ci --prefix web)")
    page = open_view(addresses(view)[0], width=1280, scheme=scheme)
    for route in addresses(view):
        show(page, address, route)
        page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
        page.evaluate(_AXE.read_text(encoding="utf-8"))
        found = page.evaluate("rules => axe.run(document, {resultTypes: ['violations'], ...rules})", _RULES[scheme])
        assert found["passes"], "axe looked at nothing"
        faults = [(v["impact"], v["id"], [n["html"][:200] + " " + n["failureSummary"][:300] for n in v["nodes"][:3]])
                  for v in found["violations"]]  # fmt: skip
        assert not faults, f"{route}: {json.dumps(faults, indent=1, ensure_ascii=False)}"
