"""Figures that share the unit of the last one."""

from __future__ import annotations

import pytest

from kg.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("48, 31 and 25 percent", ["percent", "percent", "percent"]),
        ("48, 31, and 25 percent", ["percent", "percent", "percent"]),
        ("12 and 15 percent respectively", ["percent", "percent"]),
        ("12 and 15 percent", [None, "percent"]),
        ("About 300,000 or 12 percent left", [None, "percent"]),
        ("It rose to 45,000 and 20 percent were women", [None, "percent"]),
        ("300, 400 and 12 percent", [None, None, "percent"]),
        ("3, 4 and 5 billion dollars", [None, None, "money"]),
        ("terms of nine, six and two years", ["years", "years", "years"]),
        ("40, 50 and 60 euros", ["money", "money", "money"]),
        ("They freed 12, and 30 percent left", [None, "percent"]),
        ("12 men and 30 percent of women", [None, "percent"]),
        ("300 and $40", [None, "money"]),
        ("12 and 30 men", [None, None]),
    ],
)
def test_units_in_lists(text: str, units: list[str | None]) -> None:
    assert [q.unit for q in find_quantities(text)] == units
