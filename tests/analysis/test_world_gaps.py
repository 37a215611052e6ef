"""Agreement gaps of the whole world, on small graphs whose answers can be counted by hand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.analysis.groups import NO_GROUP
from kg.analysis.standings import read_agreements
from kg.analysis.world import NO_PROOF, world_gaps
from kg.analysis.world_json import as_json
from kg.analysis.world_model import Ground
from kg.errors import UserError
from kg.graph.store import Graph
from tests.analysis.world_graphs import NOTE, body, label, listed, make, provision, reported, stock

Claim = Iterable[ox.Triple]


def small() -> Graph:
    """Five corridors in 2019, three large; Mexico and the United States have an agreement of 1990 and one of 2005."""
    return make(
        stock("MX", "US", 2019, 1_000_000), stock("US", "MX", 2019, 50_000), stock("UA", "RU", 2019, 400_000),
        stock("RU", "UA", 2019, 300_000), stock("KZ", "DE", 2019, 90_000),
        stock("MX", "US", 2000, 500_000), stock("KZ", "DE", 2000, 150_000), stock("UA", "RU", 2000, 10_000),
        stock("MX", "US", 1985, 100_000),
        listed("MX", "US", 1990), listed("MX", "US", 2005), listed("KZ", "FR", 1999),
    )  # fmt: skip


def test_large_corridors_without_agreement_are_ranked_by_migrants() -> None:
    found = world_gaps(small()).gaps
    assert [(g.rank, *g.corridor, g.migrants, g.back) for g in found] == [
        (1, "UA", "RU", 400_000, 300_000),
        (2, "RU", "UA", 300_000, 400_000),
    ]
    assert found[0].names == ("Ukraine", "Russia")


def test_totals_count_corridors_pairs_and_migrants() -> None:
    t = world_gaps(small()).totals
    assert (t.corridors, t.large, t.large_with_agreement) == (5, 3, 1)
    assert (t.large_pairs, t.large_pairs_with_agreement) == (2, 1)
    assert (t.migrants, t.covered) == (1_840_000, 1_050_000)
    assert t.share == pytest.approx(1_050_000 / 1_840_000)


@pytest.mark.parametrize(("threshold", "gaps"), [(0, 3), (89_999, 3), (90_000, 2), (300_000, 1), (1e9, 0)])
def test_a_corridor_is_large_above_the_threshold(threshold: float, gaps: int) -> None:
    assert len(world_gaps(small(), threshold=threshold).gaps) == gaps


def test_coverage_holds_agreements_of_each_year_against_its_migrants() -> None:
    points = world_gaps(small()).coverage
    assert [(p.year, p.migrants, p.covered, p.pairs) for p in points] == [
        (1985, 100_000, 0, 0),
        (2000, 660_000, 500_000, 2),
        (2019, 1_840_000, 1_050_000, 2),
    ]


GUARD: list[Claim] = [[*body("organisation/guard", "GovernmentBody", serves="UA", inState="PL")]]

# What else the graph says of Ukraine and Russia, and on what an agreement of theirs in 2019 then rests.
GROUNDS: list[tuple[str, list[Claim], Ground]] = [
    ("signed in the year", [listed("UA", "RU", 2019)], Ground.DATA_SET),
    ("signed later", [listed("UA", "RU", 2020)], Ground.NONE),
    ("without a year", [listed("UA", "RU", None)], Ground.NONE),
    ("parties the other way round", [listed("RU", "UA", 1993)], Ground.DATA_SET),
    ("by a report", [reported("RU UA", 2005)], Ground.REPORT),
    ("by a report, in the report's year", [reported("RU UA")], Ground.REPORT),
    ("by both", [reported("RU UA", 2005), listed("RU", "UA", 1993)], Ground.BOTH),
    ("by a report, in talks", [reported("RU UA", 2005, "in-progress")], Ground.NONE),
    ("by a report, denied", [reported("RU UA", 2005, polarity="negated")], Ground.NONE),
    ("by a report, only expected", [reported("RU UA", 2005, modality="forecast")], Ground.NONE),
    ("by a report, of trade", [reported("RU UA", 2005, subject="trade in grain")], Ground.NONE),
    ("by a report, of three", [reported("RU UA KZ", 2005)], Ground.NONE),
    ("by a report, denied by another", [reported("RU UA", 2005), reported("RU UA", 2008, polarity="negated")],
     Ground.CONTESTED),
    ("by a report, absent in another", [reported("RU UA", 2005), reported("UA RU", None, "absent")], Ground.CONTESTED),
    ("by a report, unratified in another", [reported("RU UA", 2005), reported("UA RU", 2006, "unratified")],
     Ground.CONTESTED),
    ("by a report, absent in a claim on three", [reported("RU UA", 2005), reported("UA RU KZ", None, "absent")],
     Ground.CONTESTED),
    ("by a report later, denied by another", [reported("RU UA", 2020), reported("UA RU", None, "absent")], Ground.NONE),
    ("denied by a report, listed", [listed("UA", "RU", 1993), reported("UA RU", None, "absent")], Ground.DATA_SET),
    ("contested, and listed",
     [listed("UA", "RU", 1993), reported("RU UA", 2005), reported("UA RU", None, "absent")], Ground.DATA_SET),
    ("by a report, absence of one on trade",
     [reported("RU UA", 2005), reported("UA RU", None, "absent", "trade in grain")], Ground.REPORT),
    ("by a report, a convention not ratified",
     [reported("RU UA", 2005), reported("UA RU", None, "unratified", "convention on migrant workers")], Ground.REPORT),
    ("by a report, talks denied",
     [reported("RU UA", 2005), reported("UA RU", None, "in-progress", polarity="negated")], Ground.REPORT),
    ("by a report, absence only forecast",
     [reported("RU UA", 2005), reported("UA RU", None, "absent", modality="forecast")], Ground.REPORT),
    ("by a report, a coded provision absent",
     [reported("RU UA", 2005), provision("UA", "RU", 1993, "wage-prot", "negated")], Ground.REPORT),
    ("by a report, neither with a year", [reported("RU UA", issued="")], Ground.REPORT),
    ("by a report, neither with a year, denied by another",
     [reported("RU UA", issued=""), reported("UA RU", None, "absent")], Ground.CONTESTED),
    ("by a report, a protocol to join", [reported("RU UA", 2005, quote="The Common Market Protocol of the Union")],
     Ground.NONE),
    ("by a report, a protocol between two", [reported("RU UA", 2005, quote="a protocol between the two")],
     Ground.REPORT),
    ("by a report, an absence in the name of a convention",
     [reported("RU UA", 2005), reported("UA RU", None, "absent", quote="neither joined the convention")],
     Ground.REPORT),
    ("by a report, absent in a claim on three with a convention",
     [reported("RU UA", 2005), reported("UA RU unknown/ilo", None, "absent"), label("unknown/ilo", "Convention 97")],
     Ground.REPORT),
    ("by a report, with a body of a state", [reported("RU organisation/guard", 2005), *GUARD], Ground.REPORT),
    ("by a report, with a body in a place of a state",
     [reported("RU organisation/port", 2005), body("organisation/port", "GovernmentBody", locatedIn="place/odesa"),
      body("place/odesa", "Place", inState="UA")], Ground.REPORT),
    ("by a report, a state and its body", [reported("RU UA organisation/guard", 2005), *GUARD], Ground.REPORT),
    ("by a report, with an embassy",
     [reported("RU organisation/embassy", 2005), body("organisation/embassy", "Office", officeOf="UA", serves="RU")],
     Ground.REPORT),
    ("by a report, with a private body in a state",
     [reported("RU organisation/aid", 2005), body("organisation/aid", "NonGovernmentalOrganisation", inState="UA")],
     Ground.NONE),
    ("by a report, denied for a body of a state",
     [reported("RU UA", 2005), reported("RU organisation/guard", None, "absent"), *GUARD], Ground.CONTESTED),
    ("a list, not ratified", [listed("UA", "RU", 1993, status="unratified")], Ground.DATA_SET),
    ("a list, of no status", [listed("UA", "RU", 1993, status="")], Ground.DATA_SET),
    ("a list, in talks", [listed("UA", "RU", 1993, status="in-progress")], Ground.NONE),
    ("a list, of three", [listed("KZ", "UA", 1993, more="RU")], Ground.DATA_SET),
    ("a list, of trade", [listed("UA", "RU", 1993, subject="trade in grain")], Ground.NONE),
    ("a list, of no subject", [listed("UA", "RU", 1993, subject="")], Ground.DATA_SET),
    ("a coded provision alone", [provision("UA", "RU", 1993, "wage-prot")], Ground.NONE),
    ("a provision coded as absent", [provision("UA", "RU", 1993, "wage-prot", "negated")], Ground.NONE),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "ground"), [c[1:] for c in GROUNDS], ids=[c[0] for c in GROUNDS])
def test_on_what_an_agreement_rests(claims: list[Claim], ground: Ground) -> None:
    graph = make(stock("UA", "RU", 2019, 400_000), *claims)
    found = world_gaps(graph)
    assert [g.standing.ground for g in found.gaps] == ([] if ground.counts else [ground])
    assert found.totals.large_with_agreement == ground.counts


def test_a_contested_pair_is_covered_in_no_part_of_the_answer() -> None:
    graph = make(stock("UA", "RU", 2019, 400_000), reported("RU UA", 2005), reported("UA RU", None, "absent"))
    found = world_gaps(graph)
    assert (found.totals.covered, found.coverage[-1].pairs, found.states[0].agreements_with) == (0, 0, 0)
    assert as_json(found)["gaps"][0]["standing"]["ground"] == "contested"


def test_a_data_set_that_lists_none_on_labor_migration_is_not_named() -> None:
    graph = make(stock("UA", "RU", 2019, 400_000), listed("UA", "RU", 1993, subject="trade in grain"))
    assert world_gaps(graph).agreements == ()


def test_an_agreement_without_a_year_is_told_beside_the_gap() -> None:
    (gap,) = world_gaps(make(stock("UA", "RU", 2019, 400_000), listed("UA", "RU", None))).gaps
    assert gap.standing.undated == 1


def test_a_report_without_a_year_counts_in_every_year_and_is_told() -> None:
    found = world_gaps(make(stock("UA", "RU", 2019, 400_000), stock("UA", "RU", 1990, 5), reported("RU UA", issued="")))
    assert [(p.covered, p.pairs) for p in found.coverage] == [(5, 1), (400_000, 1)]
    assert found.totals.covered == 400_000
    assert found.notes[1].startswith("Undated: 1 pair with an agreement")
    assert "(Russia – Ukraine)" in found.notes[1]


@pytest.mark.parametrize("other", [reported("RU UA", 2005), listed("RU", "UA", 1993)], ids=["report", "list"])
def test_a_year_beside_none_decides(other: Claim) -> None:
    found = world_gaps(make(stock("UA", "RU", 2019, 400_000), reported("RU UA", issued=""), other))
    assert found.totals.large_with_agreement == 1
    assert not [note for note in found.notes if note.startswith("Undated")]


def test_an_agreement_of_three_is_one_with_three_pairs() -> None:
    agreements = read_agreements(make(listed("KZ", "UA", 1993, more="RU", name="three")))
    (signed,) = agreements.instruments.values()
    assert (signed.pairs, signed.year) == ((("KZ", "RU"), ("KZ", "UA"), ("RU", "UA")), 1993)
    assert agreements.pairs(2019) == signed.pairs


def test_an_agreement_of_a_former_state_counts_as_none_and_is_told() -> None:
    graph = make(
        stock("CZ", "DE", 2019, 200_000), listed("CSHH", "DE", 1928),
        former={"CSHH": ("CZ", "SK")}, ended={"CSHH": 1992},
    )  # fmt: skip
    (gap,) = world_gaps(graph).gaps
    assert gap.standing.ground is Ground.PREDECESSOR


# What is no stock of migrants between two states.
LEFT_OUT: list[tuple[str, Claim]] = [
    ("another year", stock("TR", "DE", 2010, 900_000)),
    ("within a state", stock("DE", "DE", 2019, 900_000)),
]


@pytest.mark.parametrize("claim", [c for _, c in LEFT_OUT], ids=[name for name, _ in LEFT_OUT])
def test_what_is_no_corridor_of_the_year(claim: Claim) -> None:
    assert world_gaps(make(stock("UA", "RU", 2019, 400_000), claim)).totals.migrants == 400_000


def test_rows_of_regions_are_not_added_to_those_of_states() -> None:
    graph = make(stock("UA", "RU", 2019, 400_000), stock("UA", "region/europe", 2019, 900_000))
    assert world_gaps(graph).totals.migrants == 400_000


def test_shares_by_region_of_destination_and_origin() -> None:
    shares = {(s.side, s.group): s for s in world_gaps(small()).regions}
    europe = shares["destination", "Eastern Europe"]
    assert (europe.migrants, europe.uncovered, europe.large, europe.large_without_agreement) == (700_000, 700_000, 2, 2)
    assert shares["destination", "North America"].share == 0
    assert shares["origin", "Central Asia"].migrants == 90_000
    assert sum(s.migrants for (side, _), s in shares.items() if side == "origin") == 1_840_000


def test_shares_by_income_group(tmp_path: Path) -> None:
    table = tmp_path / "income.csv"
    table.write_text("state,group\nMexico,middle\nUS,high\nUA,low\nDE,high\n")
    found = kg.world_gaps(small(), income=table)
    shares = {(s.side, s.group): s.migrants for s in found.incomes}
    assert shares["destination", "high"] == 1_090_000
    assert shares["origin", "low"] == 400_000
    assert shares["origin", NO_GROUP] == 390_000
    assert found.unplaced == ("KZ", "RU")


@pytest.mark.parametrize(
    ("text", "word"),
    [("", "columns state and group"), ("code,group\nMX,a\n", "columns state and group"),
     ("state,group\nAtlantis,a\n", "line 2: Atlantis"), (b"\xff\xfe\x00", "cannot be read")],
)  # fmt: skip
def test_a_table_of_incomes_that_cannot_be_used(tmp_path: Path, text: str | bytes, word: str) -> None:
    table = tmp_path / "income.csv"
    table.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(UserError, match=word):
        kg.world_gaps(small(), income=table)


def test_states_by_emigrants_without_agreement() -> None:
    states = world_gaps(small()).states
    assert [(s.state, s.emigrants, s.uncovered, s.largest) for s in states[:3]] == [
        ("UA", 400_000, 400_000, "RU"), ("RU", 300_000, 300_000, "UA"), ("KZ", 90_000, 90_000, "DE"),
    ]  # fmt: skip
    assert {s.state: s.agreements_with for s in states} == {"UA": 0, "RU": 0, "KZ": 1, "MX": 1, "US": 1}


def test_a_region_keeps_corridors_that_begin_or_end_in_it() -> None:
    found = world_gaps(small(), threshold=80_000, region="Central Asia")
    assert [tuple(g.corridor) for g in found.gaps] == [("KZ", "DE")]
    assert (found.totals.migrants, found.totals.corridors) == (90_000, 1)
    assert [s.state for s in found.states] == ["KZ"]
    points = [(p.year, p.migrants, p.pairs) for p in found.coverage]
    assert points == [(1985, 0, 0), (2000, 150_000, 1), (2019, 90_000, 1)]


@pytest.mark.parametrize("years", [(2019, 2000), (2000, 2019)])
def test_two_years_stand_earlier_first(years: tuple[int, int]) -> None:
    change = world_gaps(small(), year=years[0], compare=years[1]).change
    assert change is not None
    assert (change.before.year, change.after.year) == (2000, 2019)
    assert [(c.pair, c.before, c.after, c.kind) for c in change.pairs] == [
        (("RU", "UA"), 10_000, 700_000, "still without"),
        (("MX", "US"), 500_000, 1_050_000, "had one before"),
        (("DE", "KZ"), 150_000, 90_000, "still without"),
    ]


def test_provisions_lacking_beside_the_best_of_the_region() -> None:
    graph = make(
        stock("PH", "JO", 2019, 200_000), stock("IN", "AE", 2019, 900_000), stock("IN", "SA", 2019, 1_000),
        listed("PH", "JO", 2012), listed("IN", "AE", 2006), listed("IN", "SA", 2025),
        provision("PH", "JO", 2012, "wage-prot"), provision("PH", "JO", 2012, "passport"),
        provision("IN", "AE", 2006, "wage-prot"), provision("IN", "AE", 2006, "passport", "negated"),
        provision("IN", "SA", 2025, "quota"),
    )  # fmt: skip
    first, second = world_gaps(graph).provisions
    assert (first.pair, first.region, first.best) == (("AE", "IN"), "Western Asia", ("JO", "PH"))
    assert (first.has, first.lacks) == (("wage-prot",), ("passport",))
    assert (second.pair, second.lacks) == (("JO", "PH"), ())


def test_the_answer_says_that_absence_is_no_proof() -> None:
    assert world_gaps(small()).notes == (NO_PROOF, f"List: {NOTE}")


@pytest.mark.parametrize(
    ("asked", "word"),
    [({"year": 2018}, "1985, 2000, 2019"), ({"compare": 1970}, "1970: no stocks"),
     ({"region": "Atlantis"}, "no region"), ({"stocks": "others"}, "stocks-2019")],
)  # fmt: skip
def test_what_the_graph_does_not_hold(asked: dict[str, object], word: str) -> None:
    with pytest.raises(UserError, match=word):
        world_gaps(small(), **asked)  # type: ignore[arg-type]


def test_a_graph_without_stocks_tells_how_to_add_them() -> None:
    with pytest.raises(UserError, match="mkg import undesa"):
        world_gaps(make(listed("MX", "US", 1990)))


def test_as_json_holds_derived_figures_and_whole_numbers() -> None:
    found = as_json(world_gaps(small(), compare=2000))
    assert found["totals"]["covered"] == 1_050_000
    assert found["coverage"][0]["share"] == 0
    assert found["gaps"][0] == {
        "rank": 1, "corridor": ["UA", "RU"], "names": ["Ukraine", "Russia"], "migrants": 400_000, "back": 300_000,
        "standing": {"ground": "none", "listed": 0, "undated": 0, "first": None, "last": None},
    }  # fmt: skip
    assert {"had one before", "still without"} == {c["kind"] for c in found["change"]["pairs"]}
