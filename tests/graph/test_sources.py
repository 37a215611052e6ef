"""Notes that cite one work or one interview, in full and in short forms."""

from __future__ import annotations

import pytest

from kg.claims.model import Span
from kg.document import Note
from kg.graph.sources import note_sources, shared

SAME = [
    ("Asha Gurung, “Counting the Departed”, Kathmandu Quarterly, 2016, p. 4.", "Gurung, 2016."),
    ("Asha Gurung, “Counting the Departed”, Kathmandu Quarterly, 2016.", "Gurung, “Counting the Departed”, p. 9."),
    ("Interview with Bishnu Rai, programme officer, Doha, March 2016.", "Interview, Rai."),
    ("ILO, Fair Recruitment in the Gulf, 2015, p. 3.", "ILO, Fair Recruitment in the Gulf, p. 77."),
    ("Maria Santos, “Remittances and Roofs”, Manila Review, 2011.", "Ibid., p. 4."),
]
OTHER = [
    ("Asha Gurung, “Counting the Departed”, Kathmandu Quarterly, 2016.", "Gurung, 2014."),
    ("Interview with Bishnu Rai, Doha, March 2016.", "Interview with Tomas Lind, Doha, March 2016."),
    ("Interview with Bishnu Rai, Doha, March 2016.", "Rai, “Cooks of Doha”, 2016."),
    ("ILO, “Global Estimates on Migrant Workers”, 2015.", "ILO, “Global Estimates on Migrant Workers”, 2021."),
    ("ILO, Fair Recruitment in the Gulf, 2015.", "ILO, Wage Protection in Jordan, 2015."),
]


def notes(*texts: str | None) -> dict[int, Note]:
    return {i: Note(i, t, Span(0, 1) if t else None, False) for i, t in enumerate(texts, 1)}


@pytest.mark.parametrize(("first", "second"), SAME)
def test_short_form_is_the_same_source(first: str, second: str) -> None:
    found = note_sources(notes(first, second))
    assert found.of(1) == found.of(2) != ()


@pytest.mark.parametrize(("first", "second"), OTHER)
def test_another_work_is_another_source(first: str, second: str) -> None:
    found = note_sources(notes(first, second))
    assert found.of(1)
    assert found.of(2)
    assert set(found.of(1)).isdisjoint(found.of(2))


def test_note_with_two_works_has_two_sources() -> None:
    found = note_sources(notes("Gurung, “Counting”, 2016; Santos, “Remittances and Roofs”, 2011."))
    assert len(found.of(1)) == 2


def test_lost_note_has_no_source() -> None:
    assert note_sources(notes(None)).of(1) == ()


def test_remark_is_no_source() -> None:
    assert note_sources(notes("Most of them went home when the war was over and found work there again.")).of(1) == ()


def test_remark_after_a_citation_is_no_part_of_its_name() -> None:
    found = note_sources(notes("Gurung, “Counting the Departed”, 2016. Official figures tend to be too low."))
    assert found.of(1)[0].label == "Gurung, “Counting the Departed”, 2016"


def test_interviews_of_two_reports_are_two_sources() -> None:
    text = notes("Interview with an expert, January 2009, Oslo.")
    assert note_sources(text, "one").of(1) != note_sources(text, "two").of(1)


LONG = "Asha Gurung, “Counting the Departed”, Kathmandu Quarterly, 2016, p. 4."


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Gurung, Asha: ‘Counting the departed’, 2016.", False),  # marks that tell no title
        ("A. Gurung, “Counting the departed”, 2016.", True),
        ("A. Gurung, “Counting the Departed”, 2019.", False),
        ("B. Rai, “Counting the Departed”, 2016.", False),
    ],
)
def test_reports_that_cite_one_work_share_its_source(text: str, same: bool) -> None:
    assert (shared(LONG[:-7]) == shared(text)) is same


def test_interview_is_told_from_a_work() -> None:
    found = note_sources(notes("Interview with Bishnu Rai, Doha, March 2016.", "Gurung, “Counting”, 2016."))
    assert [s.kind for s in found.all()] == ["interview", "work"]
