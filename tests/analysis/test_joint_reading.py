"""What reports and data sets say together of a pair, case by case."""

from __future__ import annotations

import random

import pytest
from analysis_graphs import Said, agreement, claim_id, stock
from data_set_graphs import NOTE, Listed, joint, listed
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.joint_kind import READINGS, label_of, reading_of
from kg.analysis.joint_kind import Said as SaidOfPair
from kg.analysis.joint_kind import kind_of as decide_kind
from kg.analysis.joint_reading import JointPair, joint_status, read_together, select
from kg.analysis.listings import Cell, DataSet, Listing, listings, listings_of
from kg.errors import UserError

ELSEWHERE = listed("MX", "JO", "1999")
ONLY = agreement("UA QA", only="UA")
MOVES = stock("UA", "PL", 5)
ABSENT, PREPARED, UNRATIFIED = (agreement("PL UA", s) for s in ("absent", "in-progress", "unratified"))
IN_FORCE = agreement("PL UA")

# Name, what the report of 2010 says, what is listed for Poland and Ukraine, reading, kinds.
CASES: list[tuple[str, list[Said], list[Listed], str, list[str]]] = [
    ("ratified by then", [IN_FORCE], [listed("PL", "UA", "2005-02-01", "2006-03-04")], "agree", ["listed-by-then"]),
    ("ratified that year", [IN_FORCE], [listed("PL", "UA", "2005", "2010-12-30")], "agree", ["listed-by-then"]),
    ("no date of ratification", [IN_FORCE], [listed("PL", "UA", "2005")], "agree", ["no-ratification-given"]),
    ("signed that year", [IN_FORCE], [listed("PL", "UA", "2010")], "agree", ["no-ratification-given"]),
    ("year fits", [agreement("PL UA", year=2005)], [listed("PL", "UA", "2005")], "agree", ["same-year"]),
    ("ratified in the year", [agreement("PL UA", year=2006)], [listed("PL", "UA", "2005", "2006")], "agree",
     ["same-year"]),
    ("other year", [agreement("PL UA", year=2004)], [listed("PL", "UA", "2005")], "contradict", ["different-year"]),
    ("one of two fits", [agreement("PL UA", year=2004)], [listed("PL", "UA", "2001"), listed("PL", "UA", "2004")],
     "agree", ["same-year"]),
    ("in force, listed later", [IN_FORCE], [listed("PL", "UA", "2012")], "contradict", ["listed-only-later"]),
    ("in force, ratified later", [IN_FORCE], [listed("PL", "UA", "2008", "2011")], "contradict",
     ["ratified-only-later"]),
    ("in force, listed as not ratified", [IN_FORCE], [listed("PL", "UA", "2008", status="unratified")], "contradict",
     ["listed-as-unratified"]),
    ("in force, listed without year", [IN_FORCE], [listed("PL", "UA")], "undecided", ["order-unknown"]),
    ("in force, not listed", [IN_FORCE], [], "report-only", ["stated-not-listed"]),
    ("absent, listed before", [ABSENT], [listed("PL", "UA", "2005")], "contradict", ["absent-but-listed"]),
    ("absent, before and after", [ABSENT], [listed("PL", "UA", "2005"), listed("PL", "UA", "2015")], "contradict",
     ["absent-but-listed"]),
    ("absent, listed after", [ABSENT], [listed("PL", "UA", "2012")], "agree", ["signed-since"]),
    ("absent, listed that year", [ABSENT], [listed("PL", "UA", "2010-05-05")], "undecided", ["order-unknown"]),
    ("absent, listed without year", [ABSENT], [listed("PL", "UA")], "undecided", ["order-unknown"]),
    ("absent in an earlier year", [agreement("PL UA", "absent", year=2003)], [listed("PL", "UA", "2005")], "agree",
     ["signed-since"]),
    ("absent, not listed", [ABSENT], [], "report-only", ["absence-not-listed"]),
    ("left out, listed before", [ONLY, MOVES], [listed("PL", "UA", "2005")], "contradict", ["excluded-but-listed"]),
    ("left out, nothing moves", [ONLY], [listed("PL", "UA", "2005")], "contradict", ["excluded-but-listed"]),
    ("left out, listed after", [ONLY, MOVES], [listed("PL", "UA", "2015")], "agree", ["signed-since"]),
    ("not ratified, signed", [UNRATIFIED], [listed("PL", "UA", "2005")], "agree", ["signed-not-ratified"]),
    ("not ratified then", [UNRATIFIED], [listed("PL", "UA", "2005", "2011")], "agree", ["signed-not-ratified"]),
    ("not ratified, ratified by then", [UNRATIFIED], [listed("PL", "UA", "2005", "2007")], "contradict",
     ["ratified-by-then"]),
    ("not ratified, listed later", [UNRATIFIED], [listed("PL", "UA", "2013")], "contradict", ["listed-only-later"]),
    ("prepared, signed since", [PREPARED], [listed("PL", "UA", "2011")], "agree", ["signed-since"]),
    ("prepared, listed before", [PREPARED], [listed("PL", "UA", "2005")], "undecided", ["prepared-but-listed"]),
    ("prepared, signed that year", [PREPARED], [listed("PL", "UA", "2010")], "undecided", ["order-unknown"]),
    ("prepared, not listed", [PREPARED], [], "report-only", ["stated-not-listed"]),
    ("group, listed by then", [agreement("UA region/union", year=2005)], [listed("PL", "UA", "2007", "2008")], "agree",
     ["listed-by-then"]),
    ("group, listed later", [agreement("UA region/union")], [listed("PL", "UA", "2013")], "undecided",
     ["group-listed-later"]),
    ("both sides of a contested pair", [IN_FORCE, ABSENT], [listed("PL", "UA", "2005", "2006")], "contradict",
     ["absent-but-listed"]),
    ("silent, listed by then", [MOVES], [listed("PL", "UA", "2005")], "data-set-only", ["listed-report-silent"]),
    ("silent, listed after", [MOVES], [listed("PL", "UA", "2015")], "data-set-only", ["listed-after-report"]),
    ("silent, no year", [MOVES], [listed("PL", "UA")], "data-set-only", ["listed-undated"]),
    ("not mentioned at all", [stock("NP", "QA", 5)], [listed("PL", "UA", "2005")], "data-set-only",
     ["listed-report-silent"]),
    ("only urged", [agreement("PL UA", "recommended", modality="recommended")], [listed("PL", "UA", "2005")],
     "data-set-only", ["listed-report-silent"]),
    ("neither", [MOVES], [], "neither", []),
    ("another matter is no listing", [MOVES], [listed("PL", "UA", "2005", subject="fishing")], "neither", []),
    ("a denied listing is none", [MOVES], [listed("PL", "UA", "2005", polarity="negated")], "neither", []),
]  # fmt: skip


def _pair(claims: list[Said], entries: list[Listed], written: int | None = 2010) -> JointPair:
    found = joint_status(joint(claims, [ELSEWHERE, *entries], written))
    return next(each for each in found.pairs if each.pair == ("PL", "UA"))


@pytest.mark.parametrize(("name", "claims", "entries", "reading", "kinds"), CASES, ids=[c[0] for c in CASES])
def test_reading_of_a_pair(
    name: str, claims: list[Said], entries: list[Listed], reading: str, kinds: list[str]
) -> None:
    found = _pair(claims, entries)
    assert (found.reading, list(found.kinds)) == (reading, kinds)


def test_each_kind_of_the_scheme_has_a_case() -> None:
    from kg.analysis.joint_kind import _scheme

    assert {kind for *_, kinds in CASES for kind in kinds} == set(_scheme()[0])
    assert {reading for *_, reading, _ in CASES} == set(READINGS) == set(_scheme()[0].values()) | {"neither"}
    assert label_of("report-only") == "report only"


def test_a_finding_shows_both_kinds_of_evidence() -> None:
    found = _pair([ABSENT], [listed("PL", "UA", "2005-02-03"), listed("PL", "UA", "2015")])
    (finding,) = found.findings
    assert finding.citation is not None
    assert finding.citation.claim == claim_id(ABSENT)
    assert [each.signed for each in finding.listed] == ["2005-02-03"]
    assert [each.signed for each in found.listed] == ["2005-02-03", "2015"]
    (cell,) = finding.listed[0].cells
    assert (cell.data_set, cell.row, cell.column) == ("Treaties listed", "2", "countryA, countryB, year")


def test_a_report_without_year_cannot_be_placed_before_or_after() -> None:
    assert _pair([ABSENT], [listed("PL", "UA", "2005")], written=None).kinds == ("order-unknown",)
    assert _pair([IN_FORCE], [listed("PL", "UA", "2005", "2006")], written=None).kinds == ("listed-by-then",)


def test_pairs_of_data_sets_have_no_rank_and_change_none() -> None:
    graph = joint([ABSENT, MOVES, stock("NP", "QA", 5)], [ELSEWHERE, listed("EE", "GE", "2000")])
    ranks = {each.pair: each.gap.rank for each in joint_status(graph).pairs}
    assert ranks == {("PL", "UA"): 1, ("NP", "QA"): 2, ("EE", "GE"): None, ("JO", "MX"): None}


def test_provisions_are_no_agreements() -> None:
    graph = joint([MOVES], [listed("PL", "UA", "2005", provisions=("wage protection", "not housing"))])
    (found,) = listings_of(graph, ("PL", "UA"))
    assert [(p.name, p.is_given) for p in found.provisions] == [("housing", False), ("wage-protection", True)]
    assert found.provisions[0].cells[0].column == "not housing"
    assert len(listings(graph)["PL", "UA"]) == 1


def test_impossible_years_are_unknown() -> None:
    assert listings_of(joint([], [listed("PL", "UA", "9999")]), ("PL", "UA"))[0].year is None


def test_coverage_notes_come_along() -> None:
    assert {d.coverage for d in joint_status(joint([], [ELSEWHERE])).data_sets} == {NOTE}


def test_without_a_list_it_says_what_to_do() -> None:
    with pytest.raises(UserError, match="mkg import"):
        joint_status(joint([MOVES]))


def test_selection() -> None:
    graph = joint([ABSENT, stock("UA", "QA", 5)], [ELSEWHERE, listed("PL", "UA", "2005")])
    pairs = joint_status(graph).pairs
    assert [p.pair for p in select(pairs, state="pl")] == [("PL", "UA")]
    assert [p.pair for p in select(pairs, status="stated-absent")] == [("PL", "UA")]
    assert [p.pair for p in select(pairs, reading="data-set-only")] == [("JO", "MX")]
    with pytest.raises(UserError, match="no reading of a pair"):
        select(pairs, reading="maybe")


def test_gravest_first() -> None:
    entries = [ELSEWHERE, listed("PL", "UA", "2005"), listed("QA", "UA", "2007")]
    graph = joint([ABSENT, agreement("UA QA"), stock("NP", "QA", 5)], entries)
    readings = [READINGS.index(each.reading) for each in joint_status(graph).pairs]
    assert readings == sorted(readings)


_DATA_SET = DataSet("d", "D", "", "")
years = st.none() | st.integers(2000, 2020)
entries = st.lists(
    st.builds(
        lambda signed, ratified: Listing(
            f"{signed}-{ratified}", ("PL", "UA"), "", str(signed or ""), str(ratified or ""), "in-force", _DATA_SET,
            (Cell("D", "1", "year", ""),),
        ),
        years, years,
    ),
    max_size=4,
)  # fmt: skip
stances = st.sampled_from(["in-force", "absent", "unratified", "in-progress", "not-absent", "not-in-progress"])
said = st.builds(SaidOfPair, stances, st.sampled_from(["pair", "group", "exclusion"]), years)


@given(said, entries, st.randoms())
def test_reading_does_not_depend_on_the_order_of_the_list(
    claim: SaidOfPair, listed: list[Listing], chance: random.Random
) -> None:
    kind = decide_kind(claim, listed)
    shuffled = list(listed)
    chance.shuffle(shuffled)
    assert decide_kind(claim, shuffled).name == kind.name
    assert set(kind.rests_on) <= set(listed)
    assert bool(kind.rests_on) == bool(listed)


@given(said, entries)
def test_what_was_signed_after_a_report_never_contradicts_its_absence(claim: SaidOfPair, listed: list[Listing]) -> None:
    if claim.stance in ("absent", "not-in-progress", "in-progress"):
        later = [each for each in listed if claim.written and each.year and each.year > claim.written]
        assert reading_of(decide_kind(claim, later).name) in ("agree", "report-only")


@given(entries, years)
def test_silence_is_read_from_the_list_alone(listed: list[Listing], latest: int | None) -> None:
    reading, findings = read_together((), listed, latest)
    assert (reading == "neither") == (not listed)
    assert all(f.citation is None for f in findings)
