"""Figures in brackets with years of their own."""

from __future__ import annotations

import pytest

from kg.document import read_text
from kg.lexicon import lexicon
from kg.proposers.reader.brackets import dated_asides
from kg.proposers.reader.windows import lines_of, windows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police opened 92 cases (111 in 2020).", ["111 in 2020"]),
        ("Police opened 92 cases (111 in 2020) and closed nine (14 in 2019).", ["111 in 2020", "14 in 2019"]),
        ("Police opened 92 cases (in 2020).", []),
        ("Police opened 92 cases (of 111).", []),
        ("Police opened 92 cases in 2020.", []),
    ],
)
def test_asides_with_a_figure_and_a_year(text: str, expected: list[str]) -> None:
    (window,) = windows(lines_of(read_text(text, "x.txt"), lexicon()))
    found = [" ".join(window.placed[i].unit.text for i in inside) for inside in dated_asides(window.placed)]
    assert [" ".join(words.split()) for words in found] == expected
