"""Citations by author and year."""

from __future__ import annotations

import pytest

from kg.citations import find_citations
from kg.lexicon import lexicon

CASES = [
    ("Novak and Rahimi (2023) write that fees fell.", [("(2023)", ("Novak and Rahimi",))]),
    ("According to Lindqvist et al. (2019), fees fell.", [("(2019)", ("Lindqvist et al.",))]),
    ("As Okafor (2016, p. 12) shows, fees fell.", [("(2016, p. 12)", ("Okafor",))]),
    ("according to the World Bank (2013)", [("(2013)", ("World Bank",))]),
    ("Fees fell (Njoroge 2021: 14).", [("(Njoroge 2021: 14)", ("Njoroge",))]),
    ("Fees fell (IOM, 2015; ILO 2016a, 2016b; see also Moyo and Banda 2001: 3–4).",
     [("(IOM, 2015; ILO 2016a, 2016b; see also Moyo and Banda 2001: 3–4)", ("IOM", "ILO", "Moyo and Banda"))]),
    ("Fees fell (UNODC, forthcoming).", [("(UNODC, forthcoming)", ("UNODC",))]),
    ("Fees fell [Moyo 2011].", [("[Moyo 2011]", ("Moyo",))]),
    ("Fees fell (ibid.: 23).", [("(ibid.: 23)", ())]),
    ("Fees fell (Abella & Martin 2014).", [("(Abella & Martin 2014)", ("Abella & Martin",))]),
    ("Fees fell (de Haas 2010).", [("(de Haas 2010)", ("de Haas",))]),
    ("Fees fell (as cited in Martin 2017).", [("(as cited in Martin 2017)", ("Martin",))]),
    ("Fees fell (Castles 2004, Massey 2005).", [("(Castles 2004, Massey 2005)", ("Castles", "Massey"))]),
    ("In Sweden (2014) fees fell.", []),
    ("Deaths of Ghanaians (2012: 726) rose.", []),
    ("They pay 200,000 rupees (USD 2000) in fees.", []),
    ("They pay fees (Rs. 2000).", []),
    ("Fees fell (Sept. 2014).", []),
    ("Fees fell (Q3 2014).", []),
    ("They signed (MoU 2005).", []),
    ("Two states signed (Jordan and Israel 2015).", []),
    ("Two states signed (Nepal, India 2014).", []),
    ("Saudi Arabia and Kuwait (2014) reported fewer cases.", []),
    ("Peru (2014) reported no case.", []),
    ("The Fees Protocol (2000) binds.", []),
    ("The Employment Act (2012) states the fees.", []),
    ("The fees (Fees Act 2012) fell.", []),
    ("Fees fell (March 2014).", []),
    ("Fees fell (since 2004).", []),
    ("Fees fell (Peru 2014).", []),
    ("Fees fell (2014).", []),
    ("Fees fell by 2014.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_citations(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    found = find_citations(text, lexicon())
    assert [(c.text, c.authors) for c in found] == expected
    assert all(text[c.start : c.end] == c.text for c in found)


def test_long_lines_of_names_are_read_in_bounded_work() -> None:
    assert find_citations("(" + "Moyo and Banda, " * 3000, lexicon()) == ()
