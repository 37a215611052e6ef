"""Note marks and notes told apart from numbers of the text, in lines as a converter leaves them."""

from __future__ import annotations

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
