"""Figures in brackets with years of their own."""

from __future__ import annotations

import pytest

from kg.document import read_text
from kg.lexicon import lexicon
from kg.proposers.reader.brackets import dated_asides, dating
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


@pytest.mark.parametrize(
    ("text", "anchor", "own", "others"),
    [
        ("Chad signed with Mali (2011), Niger (2012) and Togo.", "Niger", "2012", ["2011"]),
        ("Chad signed with Mali (2011), Niger (2012) and Togo.", "Togo", None, ["2011", "2012"]),
        ("Chad signed with Mali (2011), Niger (2012) and Togo.", "signed", None, []),
        ("Police opened 92 cases (111 in 2020).", "92", None, ["111", "in", "2020"]),
        ("Police opened 92 cases (111 in 2020).", "111", None, []),
        ("They sent 300 (29 percent of GDP in 2015).", "300", None, []),
    ],
)
def test_which_years_date_a_claim(text: str, anchor: str, own: str | None, others: list[str]) -> None:
    (window,) = windows(lines_of(read_text(text, "x.txt"), lexicon()))
    words = [p.unit.text for p in window.placed]
    year, rest = dating(window.placed, words.index(anchor))
    assert (year if year is None else words[year]) == own
    assert [words[i] for i in sorted(rest)] == others
