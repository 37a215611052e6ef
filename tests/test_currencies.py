"""Names of money: which words are money, and whose."""

from __future__ import annotations

import csv
import re

import pytest

from kg.currencies import currency_after, currency_before, currency_in
from kg.lexicon import lexicon
from kg.resources import ontology_dir

ROWS = list(csv.DictReader((ontology_dir() / "reference" / "currencies.csv").open(encoding="utf-8", newline="")))


@pytest.mark.parametrize(
    ("after", "code"),
    [
        (" rand", "ZAR"), (" złoty", "PLN"), (" Belize dollars", "BZD"), (" kwacha", None), (" dinars", None),
        (" Kuwaiti dinars", "KWD"), (" euro fee", "EUR"), (" soles", "PEN"), (" CFA francs", "XOF"),
    ],
)  # fmt: skip
def test_a_word_after_a_number_is_money(after: str, code: str | None) -> None:
    found = currency_after("300" + after, 3)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["3 real reforms", "5 won seats", "4 sum totals", "6 randomly chosen"])
def test_words_that_are_seldom_money_need_a_large_number(text: str) -> None:
    assert currency_after(text, 1) is None


def test_cents_of_a_money_are_not_that_money() -> None:
    assert currency_after("50 euro cents", 2) is None


def test_a_large_number_makes_a_doubtful_word_money() -> None:
    found = currency_after("1,200,000 won", 9)
    assert found is not None
    assert found.code == "KRW"


@pytest.mark.parametrize(("text", "code"), [("BD 40", "BHD"), ("NT$ 40", "TWD"), ("RM 40", "MYR"), ("Rs 40", None)])
def test_short_names_stand_before_a_number(text: str, code: str | None) -> None:
    found = currency_before(text, text.index("40"))
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "states", "code"),
    [
        ("about 80 rials", ["NP", "OM"], "OMR"), ("200 dinars", ["JO", "KW"], "JOD"), ("200 dinars", ["NP"], None),
        ("20 workers", ["JO"], None),
    ],
)  # fmt: skip
def test_a_state_tells_whose_money_a_word_means(text: str, states: list[str], code: str | None) -> None:
    assert currency_in(text, states) == code


def test_codes_and_states_of_the_table_are_known() -> None:
    assert all(re.fullmatch("[A-Z]{3}", row["code"]) for row in ROWS)
    assert len({row["code"] for row in ROWS}) == len(ROWS)
    known = {entry.code for entry in lexicon().entries.values() if entry.kind == "State"}
    assert {state for row in ROWS for state in row["states"].split("|")} - known == set()


def test_a_bare_word_stands_for_one_currency_only() -> None:
    bare = [word for row in ROWS if row["bare"] for word in row["words"].split("|")]
    assert len(bare) == len(set(bare))
