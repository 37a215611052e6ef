"""Every view that the build holds, with addresses that show it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.api import open_graph
from kg.web.explorer import claim_page
from kg.web.explorer.library import Library
from kg.web.explorer.page import STATIC
from tests.web.explorer.conftest import PATIENCE, shown

if TYPE_CHECKING:
    from playwright.sync_api import Page

_QUERY = quote("SELECT ?c WHERE { ?c a mkg:Law } LIMIT 5")
# Where `#/NAME` alone shows little or nothing. A view that is not named here is shown by its name.
_ADDRESSES = {
    "search": ("search?q=remittances",),
    "actor": ("actor/state/KG", "actor/organisation/iom"),
    "claims": ("claims/Agreement",),
    "document": ("document/marat-2009-digest?figures=1",),
    "ontology": ("ontology/classes", "ontology/properties", "ontology/lists", "ontology/rules"),
    "agreements": ("agreements", "agreements?by=cluster&figures=1&pair=KG-RU"),
    "estimates": ("estimates", "estimates?from=TJ&to=RU"),
    "network": ("network?centre=state/KZ", "network?gap=KZ-UZ", "network?centre=organisation/undp&to=state/UZ"),
    "questions": ("questions", "questions/agreements-of-state?state=KZ", "questions/migrant-estimates?as=ranges"),
    "sparql": ("sparql", f"sparql?query={_QUERY}"),
}  # fmt: skip


def views() -> list[str]:
    """Names of the views."""
    return sorted(p.stem.removeprefix("view-") for p in (STATIC / "explorer").glob("view-*.js"))


@cache
def _a_claim() -> str:
    return min(claim_page.every(Library(open_graph())))


def addresses(view: str) -> tuple[str, ...]:
    """Addresses of a view on the reference graph."""
    given = (f"claim/{_a_claim()}",) if view == "claim" else _ADDRESSES.get(view, (view,))
    return tuple(f"#/{a}" for a in given)


def complete(page: Page) -> None:
    """Wait until nothing of a view is still being made."""
    shown(page)
    busy = "[aria-busy=true]"
    page.wait_for_function(f"() => !document.querySelector('main {busy}, main{busy}')", timeout=5 * PATIENCE)
    if page.locator("main").get_attribute("data-view") == "validation":
        page.locator("main table").first.wait_for(timeout=5 * PATIENCE)


def show(page: Page, home: str, address: str) -> None:
    """Go to a view of the page at `home`, by a fresh load."""
    page.goto("about:blank")
    page.goto(home + address)
    complete(page)
