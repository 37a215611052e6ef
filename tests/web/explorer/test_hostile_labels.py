"""Labels of markup, right-to-left or 10,000 characters are text in every view, and break no page of 360 pixels."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import hostile
from tests.web.explorer.conftest import WIDTHS, Open, no_overflow, serving_graph
from tests.web.explorer.every_view import addresses, complete, show, views

_OF_HOSTILE_STATES = {
    "actor": tuple(f"#/actor/state/{code}" for code in hostile.LABELS),
    "network": ("#/network?centre=state/TJ", "#/network?gap=KZ-UZ", "#/network?centre=state/KZ&to=state/TJ"),
    "agreements": ("#/agreements?pair=KZ-UZ", "#/agreements?pair=RU-TJ"),
    "estimates": ("#/estimates?from=TJ&to=RU", "#/estimates?from=UZ&to=KZ"),
    "search": ("#/search?q=www", "#/search?q=script", "#/search?q=endless"),
    "questions": ("#/questions/agreements-of-state?state=KZ", "#/questions/migrant-estimates?origin=TJ&as=ranges"),
}


@pytest.fixture(scope="module")
def hostile_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving_graph(hostile.graph(), tmp_path_factory.mktemp("hostile")) as found:
        yield found


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", views())
def test_hostile_labels_are_text_and_fit(view: str, width: int, hostile_home: str, open_view: Open) -> None:
    routes = _OF_HOSTILE_STATES.get(view) or addresses(view)
    page = open_view(routes[0], width=width, height=740, base=hostile_home)
    complete(page)
    for route in routes:
        show(page, hostile_home, route)
        page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
        assert page.title() != "broken"
        assert page.locator("main .trouble, main img, main script, nav img").count() == 0, route
        no_overflow(page)


def test_markup_in_a_label_is_shown_as_it_is_written(hostile_home: str, open_view: Open) -> None:
    page = open_view("#/actor/state/KZ", base=hostile_home)
    assert " ".join(page.inner_text("h1").split()) == " ".join(hostile.MARKUP.split())
