"""Quotes: found as they stand, but for white space and typography, and never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.document import read_text
from kg.proposers.llm.quotes import Missing, found, locate

TEXT = "Fees rose. Agents in Doha’s port — and in Jubail — take “1,500” riyals, says Bo. Fees rose. Wages fell to 500."
SENTENCES = tuple(enumerate(read_text(TEXT, "t", "plain").sentences(), 1))

FOUND = [
    ("Agents in Doha's port - and in Jubail", 2, "Agents in Doha’s port — and in Jubail"),
    ('take "1,500" riyals', 2, "take “1,500” riyals"),
    ("take   “1,500”\n riyals[^3]", 2, "take “1,500” riyals"),
    ("Fees rose", 3, "Fees rose"),
    ("Wages fell", None, "Wages fell"),
    ("Wages fell", 2, "Wages fell"),  # a wrong number does no harm where the words stand once
]

MISSING = [
    ("Fees doubled", 1, "quote-not-found"),
    ("fees rose", 1, "quote-not-found"),
    ("Fees rose. Agents", 1, "quote-not-found"),
    ("   ", 1, "quote-not-found"),
    ("Fees rose", None, "ambiguous-quote"),
    ("Fees rose", 2, "ambiguous-quote"),
    ("in", 2, "ambiguous-quote"),
]


@pytest.mark.parametrize(("quote", "number", "words"), FOUND)
def test_quote_gives_its_words_in_the_source(quote: str, number: int | None, words: str) -> None:
    place = locate(quote, number, SENTENCES)
    assert not isinstance(place, Missing)
    assert TEXT[place[1].start : place[1].end] == words


@pytest.mark.parametrize(("quote", "number", "reason"), MISSING)
def test_quote_without_a_single_place_is_missing(quote: str, number: int | None, reason: str) -> None:
    place = locate(quote, number, SENTENCES)
    assert isinstance(place, Missing)
    assert place.reason == reason


def test_sentence_number_tells_which_of_two_is_meant() -> None:
    places = [locate("Fees rose", n, SENTENCES) for n in (1, 3)]
    assert [p[1].start for p in places if not isinstance(p, Missing)] == [0, TEXT.rindex("Fees")]


def test_figure_is_not_found_inside_a_larger_one() -> None:
    assert found("500", "1,500 and 500,000 or 2.500") == []
    assert found("500", "He paid 500, then 500.") == [(8, 11), (18, 21)]


@settings(deadline=None)
@given(st.text(alphabet="ab “”'’—-\t\n\u200b1,.", max_size=40), st.text(alphabet="ab “”'’—-\t1,.", max_size=8))
def test_found_ranges_lie_in_the_text_and_hold_the_letters_of_the_quote(text: str, quote: str) -> None:
    for start, end in found(quote, text):
        assert 0 <= start < end <= len(text)
        assert [c for c in text[start:end] if c.isalnum()] == [c for c in quote if c.isalnum()]


@settings(deadline=None)
@given(st.text(alphabet="abc de", min_size=1, max_size=30))
def test_a_whole_text_is_found_in_itself(text: str) -> None:
    assert bool(found(text, text)) == bool(text.strip())
