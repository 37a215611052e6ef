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


TURNS = (
    "belong to the cooperative, and that nobody at the ministry had ever asked for one. The\n",
    "foreman keeps the passports in a tin box under the seat of his truck, and he says that\n",
    "owners of the largest farms prefer crews from abroad, as these seldom leave before the\n",
)
HEADS = {
    "a wide gap": "Brief on Orchards                                            Agreements with neighbours",
    "as long as a line": "Seasonal Work in the Orchards of the North and the Crews That Return Each",
}
PAGE_BORDERS = {"a form feed": "\n\f{}\n\n", "blank lines": "\n\n{}\n\n"}


@pytest.mark.parametrize("border", PAGE_BORDERS.values(), ids=PAGE_BORDERS)
@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_long_head_that_repeats_amid_sentences_is_not_of_the_text(head: str, border: str) -> None:
    whole = ABOVE + "".join(border.format(head) + turn + ABOVE for turn in TURNS) + "were for show.\n"
    sentences = [s.text for s in read_text(whole, "own.txt").sentences()]
    assert any(JOINED in s for s in sentences)
    assert not any("Brief on" in s or "Seasonal" in s for s in sentences)


def test_a_row_of_form_feeds_does_not_make_headings_of_complete_sections_heads() -> None:
    """What stands first on a page above a new sentence each time is a heading, however often it repeats."""
    ended = ABOVE + "belong to them.\n"
    whole = ended + ("\n\fHousing and Board\n\n" + ended) * 3
    assert [s.title for s in read_text(whole, "own.txt").sections] == ["", *["Housing and Board"] * 3]


NOTED = (
    "Growers in the two northern provinces have hired pickers from across the border since\n"
    "the early nineties, and most of them come back each autumn.1 An inspector told us that\n"
    "he had never seen a written contract in the orchards.\n"
    "\n"
    "1 Interview with an inspector of labour in the northern province, held in the town on\n"
    "3 May 2009.\n"
)
NUMBERS_BELOW = {"a form feed": "12\n\f", "a form feed after blank lines": "12\n\n\f", "the end": "12\n"}


@pytest.mark.parametrize("below", NUMBERS_BELOW.values(), ids=NUMBERS_BELOW)
def test_a_number_straight_below_a_note_is_a_page_number(below: str) -> None:
    after = "" if below == "12\n" else BELOW
    document = read_text(NOTED + below + after, "own.txt")
    assert (document.notes[1].text or "").endswith("on 3 May 2009.")
    assert not any(s.text.startswith("12") for s in document.sentences())


def test_numbers_straight_below_notes_that_count_on_by_one_are_page_numbers() -> None:
    pages = [
        NOTED.replace("come back each autumn.1", f"come back each autumn.{k}").replace("\n1 Int", f"\n{k} Int")
        for k in (1, 2, 3)
    ]
    document = read_text("".join(f"{page}{12 + k}\n\n" for k, page in enumerate(pages)) + BELOW, "own.txt")
    assert [(note.text or "")[-12:] for note in document.notes.values()] == [" 3 May 2009."] * 3
    assert not any(s.text[:2] in ("12", "13", "14") for s in document.sentences())


def test_a_number_that_a_note_ends_with_stays() -> None:
    document = read_text(NOTED.replace("3 May 2009.", "the farm, page\n12") + "\n" + BELOW, "own.txt")
    assert (document.notes[1].text or "").endswith("page 12")
