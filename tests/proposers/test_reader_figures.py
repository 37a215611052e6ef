"""Bounds, units and currencies that a figure gives to a claim."""

from __future__ import annotations

import pytest

from kg.claims.model import SlotValue, Span
from kg.proposers.reader.figures import falls, figure_slots
from kg.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "kind", "chosen", "slots"),
    [
        ("over 30% of them", "MigrantStock", "", {"low": 30, "unit": "percent"}),
        ("$1.2 billion", "Remittance", "", {"low": 1.2e9, "high": 1.2e9, "currency": "USD", "unit": "USD"}),
        ("up to 900 euros", "Payment", "", {"high": 900, "currency": "EUR"}),
        ("a change of 12 percent", "Remittance", "percent-change", {"low": 12, "high": 12, "unit": "percent-change"}),
        ("1.6 trillion pesos", "Remittance", "", {"low": 1.6e12, "high": 1.6e12}),
        ("three billion euros", "Remittance", "USD", {"low": 3e9, "high": 3e9, "currency": "EUR"}),
        ("900 letters", "Remittance", "", {}),
        ("a fivefold rise", "MigrantStock", "", {"low": 5, "high": 5, "unit": "times"}),
        ("three times as many", "MigrantStock", "percent-change", {"low": 3, "high": 3, "unit": "times"}),
        ("40 women", "TraffickingRoute", "", {"low": 40, "high": 40}),
        ("three quarters of the women", "TraffickingRoute", "", {}),
        ("2 degrees", "Indicator", "", {"low": 2, "high": 2, "unit": "degrees Celsius"}),
        ("38 cases", "Indicator", "cases", {"low": 38, "high": 38, "unit": "cases"}),
        ("three months", "Measure", "persons", {"low": 3, "high": 3, "unit": "months"}),
        ("five offices", "Presence", "", {"count": 5}),
        ("five of them", "Law", "", {}),
        ("the largest group", "MigrantStock", "", {}),
    ],
)
def test_a_figure_fills_bounds_unit_and_currency(text: str, kind: str, chosen: str, slots: dict[str, object]) -> None:
    (quantity,) = find_quantities(text)
    given = {"unit": (SlotValue(chosen),)} if chosen else {}
    found = figure_slots(quantity, kind, given, Span(0, 1), text)
    assert {name: values[0].value for name, values in found.items()} == slots


@pytest.mark.parametrize(
    ("text", "subjects", "last"),
    [
        ("They are the largest exporters", 1, 1),
        ("They are the largest exporters", 3, 3),
        ("They lead the list", 2, 2),
        ("They have the highest unemployment", 3, 1),
        ("They are the largest and second-largest exporters respectively", 2, 1),
    ],
)
def test_several_that_lead_share_the_first_ranks(text: str, subjects: int, last: int) -> None:
    quantity = find_quantities(text)[0]
    given = {"subject": tuple(SlotValue(name) for name in ("KE", "UG", "TZ")[:subjects])}
    found = figure_slots(quantity, "Indicator", given, Span(0, 1), text)
    assert (found["low"][0].value, found["high"][0].value) == (1, last)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Transfers fell by 12 percent.", -12, -12),
        ("Transfers rose by 12 percent.", 12, 12),
        ("A 12 percent drop followed.", -12, -12),
        ("Transfers shrank by more than 12 percent.", None, -12),
        ("Wages fell, and transfers rose by 12 percent.", 12, 12),
        ("Transfers recovered from the decline and grew by 12 percent.", 12, 12),
        ("In spite of lower fees transfers jumped by 12 percent.", 12, 12),
        ("The drop in fees led to a 12 percent increase.", 12, 12),
        ("A cut in fees brought 12 percent higher transfers.", 12, 12),
        ("Departures fell by 2,100, or 12 percent.", 12, 12),
        ("Departures fell by 2,100 or 12 percent.", -12, -12),
    ],
)
def test_a_fall_is_a_change_below_nothing(text: str, low: int | None, high: int | None) -> None:
    quantity = next(q for q in find_quantities(text) if q.unit == "percent")
    chosen = {"unit": (SlotValue("percent-change"),)}
    found = figure_slots(quantity, "Indicator", chosen, Span(0, 1), text)
    assert found["unit"][0].value == "percent-change"
    assert [found[n][0].value if n in found else None for n in ("low", "high")] == [low, high]


@pytest.mark.parametrize("text", ["Departures nearly halved.", "Renewals have more than halved."])
def test_what_halves_falls(text: str) -> None:
    (quantity,) = find_quantities(text)
    assert falls(text, quantity)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("They sent home 8 percent of all that was sent.", "percent"),
        ("They sent home 8 percent of national income.", "percent-of-gdp"),
        ("The share then rose to 8 percent.", "percent-of-gdp"),
    ],
)
def test_a_share_of_the_product_is_one_where_the_sentence_may_mean_it(text: str, unit: str) -> None:
    (quantity,) = find_quantities(text)
    where = Span(quantity.start, quantity.end)
    chosen = {"unit": (SlotValue("percent-of-gdp", span=where),)}
    found = figure_slots(quantity, "Remittance", chosen, where, text)
    assert [v.value for v in found["unit"]] == [unit]
