"""Whose money "dinars" is, by the states that stand around it."""

from __future__ import annotations

import pytest

from kg.claims.model import SlotValue
from kg.document import read_text
from kg.lexicon import lexicon
from kg.proposers.reader.money import with_currency, with_unit_before
from kg.proposers.reader.windows import lines_of, windows
from kg.quantities import Quantity


def currency(text: str, slots: dict[str, tuple[SlotValue, ...]]) -> str | None:
    (window,) = windows(lines_of(read_text(text, "x.txt"), lexicon()))
    at, quantity = next((i, p.unit.value) for i, p in enumerate(window.placed) if isinstance(p.unit.value, Quantity))
    return with_currency(quantity, window, at, slots).currency


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("In Jordan a cook earns 200 dinars.\n", "JOD"),
        ("Jordan hires cooks. In Kuwait they earn 200 dinars.\n", "KWD"),
        ("Nepal trains cooks who earn 200 dinars.\n", None),
        ("In Jordan a cook earns 200 dollars.\n", "USD"),
        ("Nepal trains cooks who pay Rs. 9,000.\n", "NPR"),
        ("In Dubai a cook from Nepal earns Dhs 900.\n", None),
        ("In Morocco a cook earns Dh 900.\n", "MAD"),
    ],
)
def test_the_nearest_state_with_such_money_gives_it(text: str, code: str | None) -> None:
    assert currency(text, {}) == code


def test_the_states_of_the_claim_come_first() -> None:
    said = {"place": (SlotValue("BH"),)}
    assert currency("Cooks in Kuwait and Bahrain earn 200 dinars.\n", said) == "BHD"


def test_a_state_that_is_named_only_later_gives_nothing() -> None:
    assert currency("Cooks in Nepal earn 200 dinars. Jordan hires them.\n", {}) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Transfers fell from 6.6 billion euros to 3.6 billion.\n", ("money", "EUR")),
        ("They sent home 12 percent of it, men in Oman 30.\n", ("percent", None)),
        ("They sent 6.6 billion euros to 3,600 households.\n", (None, None)),
        ("They sent 6.6 billion euros. Then came 3.6 billion.\n", (None, None)),
        ("Some 3.6 billion came home, 6.6 billion euros in all.\n", (None, None)),
    ],
)
def test_a_bare_figure_has_the_unit_of_the_like_one_before_it(text: str, told: tuple[str | None, str | None]) -> None:
    (window,) = windows(lines_of(read_text(text, "x.txt"), lexicon()))
    figures = [(i, p.unit.value) for i, p in enumerate(window.placed) if isinstance(p.unit.value, Quantity)]
    at, quantity = next((i, q) for i, q in figures if q.unit is None)
    found = with_unit_before(quantity, window, at)
    assert (found.unit, found.currency) == told
