"""Figures of data sets beside those of reports."""

from __future__ import annotations

import pytest
from analysis_graphs import Said, say, stock
from data_set_graphs import NOTE, Recorded, joint

from kg.analysis.estimates import Comparison, estimates
from kg.analysis.facts import read_facts
from kg.analysis.recorded import recorded

SERIES = [Recorded("UA", "PL", figure, year) for figure, year in ((100, 1990), (200, 2000), (300, 2010), (400, 2019))]

# Name, the report's figure of 2010, kind of the one verdict, words of its reason, year that it is held against.
CASES: list[tuple[str, Said, str, str, int]] = [
    ("equal", stock("UA", "PL", 300, year=2010), "equal", "both 300", 2010),
    ("refining", stock("UA", "PL", 250, 350, year=2010), "refines", "300 lies within 250 to 350", 2010),
    ("conflicting", stock("UA", "PL", 500, year=2010), "conflicts", "200 lie between them", 2010),
    ("open", stock("UA", "PL", 500, float("inf"), year=2010), "conflicts", "200 lie between", 2010),
    ("no year", stock("UA", "PL", 500), "conflicts", "the claim gives no year (published 2010)", 2010),
    ("a span of years", stock("UA", "PL", 500, year=2000), "conflicts", "300 lie between them", 2000),
    ("between two years", stock("UA", "PL", 250, year=2007), "incomparable",
     "other period: (2007) and (2010); the data set has 200 in 2000 and 300 in 2010", 2010),
    ("before the first year", stock("UA", "PL", 250, year=1985), "incomparable", "other period: (1985) and (1990)",
     1990),
    ("population", stock("UA", "PL", 250, sector="farming", year=2010), "incomparable", "other population", 2010),
    ("part and whole", stock("UA", "PL", 500, legal="irregular", year=2010), "conflicts", "irregular alone", 2010),
    ("flow", stock("UA", "PL", 9, quote="9 come every year", year=2010), "incomparable", "other basis", 2010),
    ("unit", stock("UA", "PL", 9, unit="percent", year=2010), "incomparable", "other unit", 2010),
]  # fmt: skip


def _one(claims: list[Said], entries: list[Recorded], **wanted: str) -> Comparison:
    (found,) = estimates(joint(claims, entries), **wanted)
    return found


@pytest.mark.parametrize(("name", "claim", "kind", "words", "year"), CASES, ids=[c[0] for c in CASES])
def test_verdict_on_the_nearest_year(name: str, claim: Said, kind: str, words: str, year: int) -> None:
    found = _one([claim], SERIES)
    (verdict,) = found.verdicts
    beside = {f.claim: f for f in found.recorded}
    (held,) = [beside[c] for c in (verdict.first, verdict.second) if c in beside]
    assert (verdict.kind, held.period) == (kind, (year, year))
    assert words in verdict.reason
    assert verdict.independent


def test_intervals_overlap() -> None:
    entries = [Recorded("UA", "PL", 300, 2010), Recorded("UA", "PL", 320, 2010, data_set="census")]
    found = _one([stock("UA", "PL", 300, 310, year=2010)], entries)
    assert sorted(v.kind for v in found.verdicts) == ["conflicts", "conflicts", "refines"]


def test_other_years_are_listed_nearest_first_and_not_compared() -> None:
    found = _one([stock("UA", "PL", 250, year=2008), stock("UA", "PL", 260, year=2008)], SERIES)
    assert [f.period for f in found.recorded] == [(2010, 2010), (2000, 2000), (2019, 2019), (1990, 1990)]
    assert len(found.verdicts) == 1 + 2


def test_two_data_sets_are_held_against_each_other_once() -> None:
    entries = [*SERIES, *(Recorded("UA", "PL", f.figure + 1, f.year, data_set="census") for f in SERIES)]
    found = _one([], entries, origin="UA", destination="PL")
    assert [(v.kind, v.reason) for v in found.verdicts] == [
        ("conflicts", "401 and 400 have no value in common; 1 lie between them")
    ]


def test_the_data_set_speaks_and_its_cell_is_the_place() -> None:
    found = _one([stock("UA", "PL", 5)], [Recorded("UA", "PL", 300, 2010)])
    (figure,) = found.recorded
    assert figure.speakers == figure.sources == ("Stocks counted",)
    (cell,) = figure.cells
    assert (cell.row, cell.column, cell.text) == ("1", "UA", "300")
    assert found.notes == (NOTE,)


def test_a_corridor_without_a_report_is_shown_when_asked_for() -> None:
    graph = joint([stock("NP", "QA", 5)], SERIES)
    assert [c.title for c in estimates(graph)] == ["MigrantStock: Nepal → Qatar"]
    (asked,) = estimates(graph, "UA", "PL")
    assert (len(asked.figures), len(asked.recorded)) == (0, 4)
    assert estimates(graph, "PL", "UA") == ()


def test_money_by_currency() -> None:
    sent = say("Remittance", sender="PL", receiver="UA", low=5, high=9, currency="USD", unit="money", year=2010)
    found = _one([sent], [Recorded("PL", "UA", 7, 2010, "Remittance")], type="Remittance")
    assert [v.kind for v in found.verdicts] == ["refines"]


def test_only_the_corridor_is_read() -> None:
    graph = joint([], [*SERIES, Recorded("QA", "PL", 1, 2010), Recorded("UA", "QA", 1, 2010)])
    assert len(recorded(graph, "MigrantStock", "UA", "PL")) == 4
    assert recorded(graph, "Payment", "UA", "PL") == ()


def test_claims_of_data_sets_are_no_claims_of_reports() -> None:
    facts = read_facts(joint([stock("UA", "PL", 5)], SERIES))
    assert len(list(facts.everything())) == 1
