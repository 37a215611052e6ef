"""Words that the end of a line parts, in plain text and in Markdown."""

from __future__ import annotations

import pytest

from kg.document import read_text

PARTED = "Some 700 Ukrain-\nian maids worked in Cy-\nprus, where long-\nstanding permits are rare.\n"
JOINED = "Some 700 Ukrainian maids worked in Cyprus, where long-standing permits are rare."


@pytest.mark.parametrize("name", ["report.txt", "report.md"])
def test_a_word_that_a_line_parts_is_one_word_again(name: str) -> None:
    (sentence,) = read_text(PARTED, name).sentences()
    assert sentence.text == JOINED
    assert PARTED[sentence.span.start : sentence.span.end] == PARTED.strip()


def test_an_address_keeps_its_hyphen() -> None:
    text = "The agency lists all fees (www.example.org/agencies-\nbook.html) and names those who broke the rules.\n"
    (sentence,) = read_text(text, "report.txt").sentences()
    assert "agencies-book.html" in sentence.text
