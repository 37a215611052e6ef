"""What reviewers write is read, checked against the ontology, and answered with the nearest right thing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.claims.lines import fields_of, slots_of
from kg.claims.schema import schema
from kg.review.changes import added, corrected, written
from kg.review.model import Statement
from kg.review.places import Places
from tests.review import desk

FEE = Statement("Payment", desk.FEE)
LINE = "Relation || It also trains them || trains || agent=embassy of Nepal; relation=trains; patient=masons"


STOCK = Statement("MigrantStock", desk.STOCK)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2015", [2015]), ("2015-2018", [2015, 2018]), ("2015-18", [2015, 2018]), ("2015 – 18", [2015, 2018]),
        ("1999 & 2001", [1999, 2001]), ("1700-1799", [1700, 1799]), ("1998-02", None), ("20155", None),
        ("18", None), ("2015-2", None), ("2015-118", None), ("2015-18-20", None), ("x", None),
    ],
)  # fmt: skip
def test_years_are_read_in_full_or_refused(text: str, years: list[int] | None) -> None:
    if years is None:
        with pytest.raises(ValueError, match="no year from 1500 to 2100; write 2015 or 2015-2018"):
            corrected(STOCK, f"year={text}", schema())
    else:
        assert corrected(Statement("MigrantStock", {}), f"year={text}", schema()).slots["year"] == years


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("payer=masons", {"payer": ["masons"]}),
        ("payer = masons & tailors", {"payer": ["masons", "tailors"]}),
        ("low=1,200; high=1300.5", {"low": 1200, "high": 1300.5}),
        ("eq=800", {"low": 800, "high": 800}),
    ],
)
def test_a_correction_changes_the_slots_that_it_names(text: str, slots: dict[str, Any]) -> None:
    assert corrected(FEE, text, schema()).slots == {**desk.FEE, **slots}


def test_a_slot_without_a_value_is_taken_away() -> None:
    assert "payer" not in corrected(FEE, "payer=", schema()).slots


def test_what_is_no_slot_can_be_corrected_too() -> None:
    found = corrected(FEE, "modality=estimated; polarity=negated; attribution=ILO & IOM; notes=3 & 4", schema())
    assert (found.modality, found.polarity, found.attribution, found.notes) == (
        "estimated", "negated", ("ILO", "IOM"), (3, 4),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("knd=fee", "Payment has no slot knd; did you mean kind?"),
        ("kind=fea", "kind=fea: allowed are .*; did you mean fee?"),
        ("modalty=estimated", "did you mean modality?"),
        ("modality=estimatd", "did you mean estimated?"),
        ("type=Paiment", "did you mean Payment?"),
        ("type=Indicator", "Indicator has no slot"),
        ("low=many", "many: no figure"),
        ("low=inf", "inf: no figure"),
        ("low=nan", "nan: no figure"),
        ("year=", "the claim has no slot year"),
        ("currency=dollars", "no currency code"),
        ("payer", "write name=value"),
        ("notes=a", "no numbers of notes"),
        ("payer=mason", "says just that already"),
    ],
)
def test_what_is_wrong_with_a_correction_is_said(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault.replace("?", r"\?")):
        corrected(FEE, text, schema())


def test_an_added_claim_is_found_by_its_quote() -> None:
    places = Places(desk.document())
    found = added(LINE + " || e- || ILO || 2", None, places, schema())
    assert found.place.sentence.text == "It also trains them."
    assert (found.anchor, found.nth) == ("trains", 1)
    said = found.said
    assert (said.modality, said.polarity, said.attribution, said.notes) == ("estimated", "negated", ("ILO",), (2,))


def test_the_second_of_equal_anchors_can_be_named() -> None:
    places = Places(desk.document("Masons pay cooks, and cooks pay nobody in Malta.\n"))
    line = "Payment || Masons pay cooks, and cooks pay nobody || pay#2 || kind=fee; payer=cooks"
    assert added(line, None, places, schema()).nth == 2


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Relation || It also trains them", "2 fields; write TYPE"),
        (LINE.replace("Relation", "Relaton"), "did you mean Relation"),
        (LINE.replace("It also", "It never"), "quote in no sentence"),
        (LINE.replace("|| trains ||", "|| feeds ||"), "anchor not in the quote"),
        (LINE.replace("|| trains ||", "|| ||"), "anchor not in the quote: none"),
        ("Relation || masons || masons || relation=trains", "stands in 2 sentences"),
        (LINE + " || x", "no modality x"),
        (LINE.replace("relation=trains", "relation=train"), "did you mean trains"),
        ("|| || ||", "no slots"),
    ],
)
def test_what_is_wrong_with_an_added_claim_is_said(line: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        added(line, None, Places(desk.document()), schema())


def outcome(text: str) -> str:
    """What a correction makes of the claim, or why it is refused."""
    try:
        found = corrected(FEE, text, schema())
    except ValueError as error:
        return f"refused: {error}"
    return f"{found.said} {found.notes}"


_PIECES = st.sampled_from(["payer", "low", "kind", "notes", "year", "=", ";", "&", "-", "3", "fee", "", " ", "\n", "١"])


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=12).map("".join)))
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    assert outcome(text) not in (f"{FEE.said} None", "refused: ")


_PLAIN = st.text(st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=8)
_NAMES = st.sampled_from(["payer", "payee", "place", "kind"])


@settings(deadline=None)
@given(st.dictionaries(_NAMES, st.lists(_PLAIN, min_size=1, max_size=3), min_size=1), st.integers(0, 10**12))
def test_slots_read_back_as_they_are_written(slots: dict[str, list[str]], low: int) -> None:
    assert slots_of(written({**slots, "low": low, "year": [2001, 2004]})) == {**slots, "low": low, "year": [2001, 2004]}


def test_fields_may_end_with_a_semicolon() -> None:
    assert list(fields_of("a=1; b = x y ;")) == [("a", "1"), ("b", "x y")]
