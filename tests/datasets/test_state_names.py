"""What tables call states, where a name or a number alone would mislead."""

from __future__ import annotations

import pytest

from kg import iri
from kg.datasets.names import Names
from kg.lexicon import lexicon


@pytest.mark.parametrize(
    ("name", "number", "numbers", "code"),
    [
        ("Congo", "", "", "CG"),  # the short name of ISO and of the United Nations; in prose it is the other one
        ("Congo", "484", "cow", "CG"),
        ("Congo", "490", "cow", "CD"),
        ("Congo", "180", "m49", "CD"),
        ("D.R. of the Congo", "", "", "CD"),
        ("Kazakhstan", "704", "cow", "KZ"),  # a name that one state has goes before its number
        ("no such name", "710", "cow", "CN"),
    ],
)
def test_a_state_by_name_and_number(name: str, number: str, numbers: str, code: str) -> None:
    assert Names(lexicon()).state(name, 1990, number, numbers).iri == iri.state(code)
