"""Rows of tables that lost their columns."""

from __future__ import annotations

import pytest

from kg.document.cells import is_row_of_figures


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Moldova 1,244 1,450 1,622 1,753", True),
        ("2010 2011 2012", True),
        ("Chad 12.5% (3) n/a – 40", True),
        ("| Chad | 12 | 14 | 16 |", True),
        ("Nepal: 1 200 000 migrants", False),
        ("10 000 – 12 000 a year", False),
        ("Côte d’Ivoire and Mali 3 4", False),
        ("60 men, 40 women, 20 children", False),
        ("In 2010, 2011, 2012", False),
        ("They came in 2010 2011 2012.", False),
        ("", False),
    ],
)
def test_rows_of_figures(line: str, expected: bool) -> None:
    assert is_row_of_figures(line) is expected
