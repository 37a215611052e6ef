"""Names in IRIs: equal for what differs in case, accents and punctuation alone, else each its own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.iri import readable, slug

LONG = "women who left the hills to pick tea and who were sent back before the harvest was over"


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("Harbour Watch", "HARBOUR  WATCH"), ("Café workers", "cafe-workers"), ("Фонд 2", "ФОНД-2"),
        ("Фонд 2", "фонд «2»"), ("Łódź", "ŁÓDŹ"), (LONG, LONG.upper()), (LONG, LONG.replace(" ", "-")),
        ("Tea pickers’ union", "Tea pickers' union"),
    ],
)  # fmt: skip
def test_one_name_for_one_label(label: str, other: str) -> None:
    assert slug(label) == slug(other)


@pytest.mark.parametrize(
    ("label", "other"),
    [
        ("Фонд 2", "Центр 2"), ("Фонд", "Центр"), ("Фонд 2", "2"), (LONG, f"{LONG} there"), (f"{LONG} 1", f"{LONG} 2"),
        ("NGO कि", "NGO कु"), ("Łódź", "ódź"), ("Tea", "Teas"),
    ],
)  # fmt: skip
def test_names_of_their_own(label: str, other: str) -> None:
    assert slug(label) != slug(other)


@pytest.mark.parametrize("label", ["Former victims", "Côte d’Ivoire", "Oʻzbekiston", "fee – of 2 %", "x" * 80])
def test_what_is_whole_has_no_hash(label: str) -> None:
    assert slug(label) == readable(label)


@given(st.text())
def test_any_label_has_a_name_that_an_iri_can_hold(label: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(label))
