"""Notes whose numbers are raised figures, in plain text."""

from __future__ import annotations

import pytest

from kg.document import read_text

BODY = "Some 41,500 Kenyans worked in Oman in 2015.¹ Fees rose in 2016.² Then they fell.³\n"
LIST = (
    "¹ Ministry of Labor of Kenya, Yearbook, 2016, p. 12.\n"
    "² Interview with an agent, Mombasa.\n"
    "³ Ibid.\n"
)
FORMS = {
    "a list behind the text": BODY + "\n" + LIST,
    "a list under a heading": BODY + "\nNotes\n\n" + LIST,
    "notes apart from each other": BODY + "\n" + LIST.replace("\n", "\n\n"),
}


@pytest.mark.parametrize("form", FORMS)
def test_notes_with_raised_numbers_are_read(form: str) -> None:
    document = read_text(FORMS[form], "report.txt")
    assert {number: note.text for number, note in document.notes.items()} == {
        1: "Ministry of Labor of Kenya, Yearbook, 2016, p. 12.",
        2: "Interview with an agent, Mombasa.",
        3: "Ibid.",
    }
    assert [mark.number for sentence in document.sentences() for mark in sentence.marks] == [1, 2, 3]
