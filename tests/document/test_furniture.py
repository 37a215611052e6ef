"""Heads and page numbers of extracts so short that nothing repeats."""

from __future__ import annotations

import pytest

from kg.document import read_text

ABOVE = (
    "Growers in the two northern provinces have hired pickers from across the border since\n"
    "the early nineties, and most of the crews come back each autumn to the same farm. An\n"
    "inspector told us that he had never seen a written contract in the orchards that\n"
)
BELOW = "belong to the cooperative, and that nobody at the ministry had ever asked for one. The\n" + (
    "crews are paid by the crate at the end of the week, less what they owe to the foreman\n"
)
JOINED = "in the orchards that belong to the cooperative"
FURNITURE = {
    "number and form feed": "\n                         41\n\f",
    "form feed and number": "\f41\n\n",
    "number amid a sentence": "\n41\n\n",
    "number with dashes": "\n- 41 -\n\n",
    "number, form feed, head": "\n41\n\fSeasonal Work in the Orchards\n\n",
    "number and head": "\n41\n\nSeasonal Work in the Orchards\n\n",
    "head and number": "\nSeasonal Work in the Orchards\n\n41\n\n",
    "form feed and head": "\n\fSEASONAL WORK\n\n",
}


@pytest.mark.parametrize("between", FURNITURE.values(), ids=FURNITURE)
def test_what_stands_once_between_two_pages_is_not_of_the_text(between: str) -> None:
    """An extract of two pages repeats no head, and its numbers do not make a row."""
    sentences = [s.text for s in read_text(ABOVE + between + BELOW, "own.txt").sentences()]
    assert any(JOINED in s for s in sentences)
    assert not any("41" in s or "easonal" in s or "SEASONAL" in s for s in sentences)


def test_a_number_at_the_end_of_the_text_is_a_page_number() -> None:
    sentences = [s.text for s in read_text(ABOVE + BELOW + "who hired them.\n\n   42\n\f", "own.txt").sentences()]
    assert sentences[-1].endswith("who hired them.")


@pytest.mark.parametrize(
    "heading",
    ["\n\fHousing\n\nThe huts stand behind the sheds. Nobody inspects them, and in winter they are\n",
     "\nHousing\n\nThe huts stand behind the sheds. Nobody inspects them, and in winter they are\n"],
    ids=["below a form feed", "amid a page"],
)  # fmt: skip
def test_a_heading_above_a_new_sentence_stays(heading: str) -> None:
    whole = ABOVE + "belong to them.\n" + heading + "used by others.\n"
    assert [s.title for s in read_text(whole, "own.txt").sections] == ["", "Housing"]


def test_a_line_of_the_text_that_stands_alone_stays() -> None:
    """Some converters leave blank lines inside paragraphs, also next to the end of a page."""
    whole = ABOVE + "\nbelong to the cooperative, and Kenyan\n\n\fworkers never see one.\n"
    (*_, last) = [s.text for s in read_text(whole, "own.txt").sentences()]
    assert last.endswith("and Kenyan workers never see one.")
