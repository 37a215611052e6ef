"""Notes in less usual forms: raised figures in plain text, numbers in brackets in Markdown."""

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


def test_numbers_in_brackets_are_notes_of_markdown_too() -> None:
    text = (
        "# Kenya\n\nSome 41,500 Kenyans worked in Oman [1]. Fees rose.[2] See [it](https://example.org), [7].\n\n"
        "## Notes\n\n[1] Ministry of Labor of Kenya, 2016.\n[2] Ibid.\n"
    )
    document = read_text(text, "report.md")
    first, *_ = [s for s in document.sentences() if s.marks]
    assert first.text == "Some 41,500 Kenyans worked in Oman."
    assert [mark.number for sentence in document.sentences() for mark in sentence.marks] == [1, 2]
    assert {number: note.text for number, note in document.notes.items()} == {
        1: "Ministry of Labor of Kenya, 2016.",
        2: "Ibid.",
    }
