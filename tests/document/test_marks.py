"""Note marks and notes told apart from numbers of the text, in lines as a converter leaves them."""

from __future__ import annotations

import pytest

from kg.document import read_text

RULE = " " * 40


def wrapped(*lines: str) -> str:
    """Lines as a converter leaves them, with a space at the end of each."""
    return "\n".join(f"{line} " for line in lines)


def test_a_number_after_an_abbreviation_at_the_end_of_a_line_is_no_mark() -> None:
    document = read_text(
        wrapped(
            "Crews were hired in Suva.1 Their papers were checked under Order No. 2",
            "by the port police of Lautoka, and then again.2",
            "", RULE, "1 Port of Suva, Book 1.", "2 Port of Suva, Book 2.",
        )
    )  # fmt: skip
    found = [s for p in document.paragraphs for s in p.sentences]
    assert [mark.number for s in found for mark in s.marks] == [1, 2]
    assert "under Order No. 2 by the port police" in found[1].text


def test_a_line_that_begins_with_the_number_of_a_note_to_come_is_no_note() -> None:
    document = read_text(
        wrapped(
            "Crews were hired in Suva.1 Others came later.2 The count of the year was",
            "", RULE, "1 Port of Suva, Book 1.", "",
            "2 Fijians and four Tongans.", "", RULE, "2 Port of Suva, Book 2.",
        )
    )  # fmt: skip
    assert [note.text for note in document.notes.values()] == ["Port of Suva, Book 1.", "Port of Suva, Book 2."]
    assert document.paragraphs[0].text.endswith("The count of the year was 2 Fijians and four Tongans.")


PLACES = {
    "glued numbers": "Crews came.1,2 Papers followed.3-5 Fees rose to 1,200 in 3-5 years.6 It rained,7,8 too.",
    "raised numbers": "Crews came.¹,² Papers followed.³⁻⁵ Fees rose to 1,200 in 3-5 years.⁶ It rained,⁷, ⁸ too.",
    "brackets": "Crews came.[1,2] Papers followed [3-5]. Fees rose to 1,200 in 3-5 years.[6] It rained [7], [8] too.",
}


@pytest.mark.parametrize("text", PLACES.values(), ids=PLACES)
def test_several_marks_at_one_place_are_all_marks(text: str) -> None:
    sentences = list(read_text(text, "own.txt").sentences())
    assert [s.text for s in sentences] == [
        "Crews came.",
        "Papers followed.",
        "Fees rose to 1,200 in 3-5 years.",
        sentences[-1].text,
    ]
    assert sentences[-1].text in ("It rained, too.", "It rained too.")
    assert [[mark.number for mark in s.marks] for s in sentences] == [[1, 2], [3, 4, 5], [6], [7, 8]]


UNLISTED = {
    "a grouped number": "Rents fell in Suva.1 Then again.2 At last fees rose.1,200 hands left.",
    "an age behind a letter": "Rents fell in Suva.1 Then again.2 Hands aged15-24 left.3",
    "numbers that fall": "Rents fell in Suva.1 Then again.2 They won by a score of.9-5 at home.3",
    "numbers that are not due": "Rents fell in Suva.1 Then again.2 They left.71,72 Hands came.3",
}


@pytest.mark.parametrize("text", UNLISTED.values(), ids=UNLISTED)
def test_numbers_that_are_no_list_of_marks_stay(text: str) -> None:
    document = read_text(text, "own.txt")
    numbers = [mark.number for s in document.sentences() for mark in s.marks]
    assert numbers[:2] == [1, 2]
    assert not set(numbers[2:]) - {3}


def test_a_line_that_ends_with_several_marks_ends_a_sentence() -> None:
    document = read_text("Rents fell in Suva.1 Then again.2,3\n\nhands came late, it was said.4\n", "own.txt")
    assert next(p.text for p in document.paragraphs) == "Rents fell in Suva. Then again."


def test_brackets_with_several_numbers_are_marks_in_markdown() -> None:
    notes = "".join(f"[{k}] Port of Suva, Book {k}.\n" for k in range(1, 6))
    document = read_text(f"# Suva\n\nRents fell.[1-3] Fees rose [4, 5]. See [7, 9].\n\n## Notes\n\n{notes}", "own.md")
    sentences = [(s.text, [mark.number for mark in s.marks]) for s in document.sentences()]
    assert sentences == [("Rents fell.", [1, 2, 3]), ("Fees rose.", [4, 5]), ("See [7, 9].", [])]
    assert document.notes[2].text == "Port of Suva, Book 2."


def test_commas_between_marks_of_markdown_are_no_text() -> None:
    document = read_text("Rents fell.[^1],[^2] Fees rose.\n\n[^1]: Bank.\n[^2]: Port.\n", "own.md")
    assert [s.text for s in document.sentences()] == ["Rents fell.", "Fees rose."]
