"""What passes between two states: intervals, shared figures, routes, ties, intermediaries, ranks."""

from __future__ import annotations

import json

import pytest
from analysis_graphs import Said, agreement, borne_by, claim_id, make, say, stock, the_gap

from kg.analysis.agreements import as_json, gap_of, gaps, select
from kg.analysis.content import find_content_gaps
from kg.analysis.facts import read_facts
from kg.analysis.quantities import Corridor
from kg.analysis.story import estimate_text
from kg.errors import UserError

OPEN = float("inf")
INTERVALS: list[tuple[str, list[Said], tuple[float | None, float | None, str | None]]] = [
    ("one figure", [stock("UA", "PL", 100)], (100, 100, "whole")),
    ("rival figures span", [stock("UA", "PL", 100, 200), stock("UA", "PL", 150, 400)], (100, 400, "whole")),
    ("over N stays open", [stock("UA", "PL", 100, OPEN), stock("UA", "PL", 300)], (100, None, "whole")),
    ("up to N stays open", [stock("UA", "PL", high=500), stock("UA", "PL", 300)], (None, 500, "whole")),
    ("no figure", [stock("UA", "PL")], (None, None, None)),
    ("percent is apart", [stock("UA", "PL", 60, unit="percent")], (None, None, None)),
    ("shared bounds from above", [stock("UA", "PL QA", 900)], (None, 900, "shared")),
    ("shared and open bounds nothing", [stock("UA", "PL QA", 900, OPEN)], (None, None, "shared")),
    (
        "an own figure beats shared ones",
        [stock("UA", "PL QA", 900), stock("UA", "PL", 100)],
        (100, 100, "whole"),
    ),
    ("some of those of several bound none", [stock("UA", "PL QA", 900, legal="irregular")], (None, None, "shared")),
    ("nor do those of one trade", [stock("UA", "PL QA", 900, sector="building")], (None, None, "shared")),
    ("nor those who move in a year", [stock("UA", "PL QA", 900, quote="900 a year")], (None, None, "shared")),
    (
        "nor some of those counted before",
        [stock("UA", "PL QA", 5, quote="5 work", sentence="There are 9, of whom 5 work.")],
        (None, None, "shared"),
    ),
    (
        "all of several bound beside some of them",
        [stock("UA", "PL QA", 900, legal="irregular"), stock("UA", "PL QA", 1500)],
        (None, 1500, "shared"),
    ),
    ("a region shares too", [stock("UA", "PL region/baltic", 900)], (None, 900, "shared")),
    ("a part where nothing else is known", [stock("UA", "PL", 50, legal="irregular")], (50, 50, "part")),
    (
        "a part does not lower the whole",
        [stock("UA", "PL", 50, legal="irregular"), stock("UA", "PL", 100, 200)],
        (100, 200, "whole"),
    ),
    (
        "a part larger than the whole raises it",
        [stock("UA", "PL", 300, sector="building"), stock("UA", "PL", 100, 200)],
        (100, 300, "whole"),
    ),
    ("a yearly flow is no stock", [stock("UA", "PL", 9), stock("UA", "PL", 5, quote="5 a year")], (9, 9, "whole")),
    (
        "some of those counted before are a part",
        [stock("UA", "PL", 9), stock("UA", "PL", 5, quote="5 work", sentence="There are 9, of whom 5 work.")],
        (9, 9, "whole"),
    ),
    ("a yearly flow where nothing else is known", [stock("UA", "PL", 5, quote="5 a year")], (5, 5, "flow")),
    (
        "a yearly average is a yearly flow",
        [stock("UA", "PL", 5, quote="an average of 5 leave each year")],
        (5, 5, "flow"),
    ),
    ("a yearly average is no stock", [stock("UA", "PL", 9), stock("UA", "PL", 5, quote="5 a year on average")],
     (9, 9, "whole")),
    ("an average bounds nothing", [stock("UA", "PL", 5, quote="an average of 5")], (None, None, None)),
    (
        "denied figures do not count",
        [stock("UA", "PL", 5, polarity="negated"), stock("UA", "PL", 9)],
        (9, 9, "whole"),
    ),
    (
        "forecasts do not count",
        [stock("UA", "PL", 5, modality="forecast"), stock("UA", "PL", 9)],
        (9, 9, "whole"),
    ),
]


@pytest.mark.parametrize(("name", "claims", "expected"), INTERVALS, ids=[c[0] for c in INTERVALS])
def test_interval_over_all_estimates(
    name: str, claims: list[Said], expected: tuple[float | None, float | None, str | None]
) -> None:
    found = the_gap(claims, "PL", "UA").migrants[1]
    assert (found.origin, found.destination) == ("UA", "PL")
    assert (found.low, found.high, found.scope) == expected


def _figures(corridor: Corridor) -> tuple[int, int, int]:
    return len(corridor.estimates), len(corridor.shares), len(corridor.shared)


def test_every_estimate_is_listed_where_it_belongs() -> None:
    claims = [stock("UA", "PL", 9), stock("UA", "PL", 60, unit="percent"), stock("UA", "PL QA", 900)]
    assert _figures(the_gap(claims, "PL", "UA").migrants[1]) == (1, 1, 1)


def test_migrants_in_a_town_are_part_of_those_in_the_state() -> None:
    assert the_gap([stock("NP", "place/doha", 70)], "NP", "QA").migrants[0].scope == "part"


def test_estimate_names_speakers_and_sources() -> None:
    voiced = stock("UA", "PL", 9, by="organisation/iom", roots="organisation/iom")
    (estimate,) = the_gap([voiced], "PL", "UA").migrants[1].estimates
    assert (estimate.speakers, estimate.sources) == ((_IOM,), (_IOM,))


def test_author_speaks_where_the_text_names_nobody() -> None:
    (estimate,) = the_gap([stock("UA", "PL", 9)], "PL", "UA").migrants[1].estimates
    assert estimate.speakers == ("Ada Writer",)


# Whose words a claim is that two reports bear, the second one without an author.
BORNE_BY_TWO = [
    ("the reports'", stock("UA", "PL", 9), ("A census of harbours", "Ada Writer")),
    ("a voice's", stock("UA", "PL", 9, by="organisation/iom"), ("International Organization for Migration",)),
]


@pytest.mark.parametrize(("claim", "speakers"), [c[1:] for c in BORNE_BY_TWO], ids=[c[0] for c in BORNE_BY_TWO])
def test_all_reports_speak_that_bear_a_claim(claim: Said, speakers: tuple[str, ...]) -> None:
    graph = make([claim])
    graph.add(borne_by(claim, "document/census", "A census of harbours"))
    gap = gap_of(gaps(graph), "PL", "UA")
    assert gap is not None
    (estimate,) = gap.migrants[1].estimates
    assert estimate.speakers == speakers


_IOM = "International Organization for Migration"


def test_money_counts_in_the_usual_currency() -> None:
    sent = [
        say("Remittance", sender="PL", receiver="UA", low=5.0, high=5.0, currency=c, unit=u, year=year)
        for c, u, year in (("EUR", "money", 2001), ("USD", "USD", 2002), ("USD", "USD", 2003))
    ]
    money = the_gap(sent, "PL", "UA").remittances[0]
    assert (money.unit, len(money.estimates), len(money.shares)) == ("USD", 2, 1)


def test_what_one_migrant_sends_is_no_bound_of_all_money() -> None:
    sent = [
        say("Remittance", sender="PL", receiver="UA", low=n, high=n, currency=c, unit=c, quote=q)
        for n, c, q in (
            (300e6, "USD", "$300 million"),
            (420.0, "USD", "the average Ukrainian sends $420"),
            (400.0, "EUR", "€400 for each household"),
            (350.0, "EUR", "an average of €350"),
        )
    ]
    money = the_gap(sent, "PL", "UA").remittances[0]
    assert (money.low, money.high, money.unit, money.scope) == (300e6, 300e6, "USD", "whole")
    assert sorted(estimate_text(e) for e in money.estimates) == ["300,000,000 USD", "420 USD on average"]
    (alone,) = the_gap(sent[3:], "PL", "UA").remittances[0].estimates
    assert alone.scope == "average"


def test_a_yearly_figure_on_several_corridors_is_marked() -> None:
    (estimate,) = the_gap([stock("UA", "PL QA", 900, quote="900 a year")], "PL", "UA").migrants[1].shared
    assert estimate_text(estimate) == "900 persons a year, among 2 corridors"


# What is said of Ukrainians in Poland, and best and worst rank beside 1,000 elsewhere and 10 in a third place.
RANGES: list[tuple[str, list[Said], tuple[int, int]]] = [
    ("the whole", [stock("UA", "PL", 800)], (2, 2)),
    ("a part leaves open how many there are", [stock("UA", "PL", 800, legal="irregular")], (1, 2)),
    ("so does a yearly flow, downwards too", [stock("UA", "PL", 800, quote="800 a year")], (1, 3)),
    (
        "a shared figure bounds a part",
        [stock("UA", "PL", 50, legal="irregular"), stock("UA", "PL QA", 900)],
        (2, 3),  # Qatar may have the 900
    ),
    (
        "a part may exceed a shared figure",
        [stock("UA", "PL", 1200, legal="irregular"), stock("UA", "PL QA", 900)],
        (1, 1),
    ),
]


@pytest.mark.parametrize(("name", "claims", "expected"), RANGES, ids=[r[0] for r in RANGES])
def test_range_of_ranks_rests_on_what_figures_bound(name: str, claims: list[Said], expected: tuple[int, int]) -> None:
    others = [stock("NP", "JO", 1000), stock("PH", "JO", 10)]
    assert the_gap([*claims, *others], "PL", "UA").rank_range == expected


def test_some_of_the_people_of_several_corridors_leave_the_rank_open() -> None:
    claims = [stock("UA", "PL QA", 800, legal="irregular"), stock("NP", "JO", 1000)]
    found = {g.pair: g.rank_range for g in gaps(make(claims))}
    assert found == {("JO", "NP"): (1, 3), ("PL", "UA"): (1, 3), ("QA", "UA"): (1, 3)}


def test_trafficking_legs_through_transit() -> None:
    claims = [say("TraffickingRoute", origin="UA", transit="PL", destination="QA", purpose="begging")]
    found = {g.pair: [r.leg for r in g.trafficking] for g in gaps(make(claims))}
    assert found == {
        ("PL", "UA"): ["origin to transit"],
        ("PL", "QA"): ["transit to destination"],
        ("QA", "UA"): ["origin to destination"],
    }


TIES = [
    ("states", say("Relation", agent="PL", patient="UA", relation="refuses"), True),
    (
        "a body of a state",
        say("Relation", agent="organisation/border-guard", patient="UA", relation="pressures"),
        True,
    ),
    (
        "an organisation at home there",
        say("Relation", agent="PL", patient="organisation/harbour", relation="denies"),
        True,
    ),
    (
        "cooperation that is denied",
        say("Relation", agent="PL", patient="UA", relation="cooperates", polarity="negated"),
        True,
    ),
    (
        "an office of an outside body",
        say("Relation", agent="PL", patient="organisation/iom-kyiv", relation="refuses"),
        False,
    ),
    (
        "hindrance that is denied",
        say("Relation", agent="PL", patient="UA", relation="refuses", polarity="negated"),
        False,
    ),
]


@pytest.mark.parametrize(("name", "claim", "hinders"), TIES, ids=[t[0] for t in TIES])
def test_hindrance_between_actors_of_two_states(name: str, claim: Said, hinders: bool) -> None:
    gap = gap_of(gaps(make([claim])), "PL", "UA")
    assert (gap is not None and len(gap.relations) == 1) == hinders


def test_cooperation_alone_is_no_reason_to_look() -> None:
    assert gaps(make([say("Relation", agent="PL", patient="UA", relation="cooperates")])) == ()


def test_intermediaries_are_tied_to_both_states() -> None:
    trains = say(
        "Relation", agent="organisation/iom-kyiv", patient="organisation/border-guard", relation="trains"
    )
    present = say("Presence", organisation="organisation/iom", place="QA")
    gap = the_gap([stock("UA", "PL", 9), trains, present], "PL", "UA")
    assert [(i.label, i.claims) for i in gap.intermediaries] == [
        ("IOM Kyiv", {"PL": (claim_id(trains),), "UA": ()}),
    ]
    far = the_gap([stock("QA", "PL", 9), trains, present], "PL", "QA")
    assert [i.label for i in far.intermediaries] == [_IOM]


def test_embassy_and_body_of_one_of_the_two_are_no_intermediaries() -> None:
    ties = [
        say("Relation", agent=f"organisation/{who}", patient=state, relation="cooperates")
        for who in ("embassy", "border-guard")
        for state in ("PL", "UA")
    ]
    assert the_gap([stock("UA", "PL", 9), *ties], "PL", "UA").intermediaries == ()


def test_organisation_of_one_state_without_ties_to_the_other_is_none() -> None:
    at_home = say("Relation", agent="organisation/harbour", patient="UA", relation="cooperates")
    assert the_gap([stock("UA", "PL", 9), at_home], "PL", "UA").intermediaries == ()


def test_larger_corridors_rank_first_and_ranges_show_what_is_sure() -> None:
    claims = [stock("UA", "PL", 100, 300), stock("NP", "QA", 200, 250), stock("PH", "QA", 10, 20)]
    found = {g.pair: (g.rank, g.rank_range) for g in gaps(make(claims))}
    assert found == {("NP", "QA"): (1, (1, 2)), ("PL", "UA"): (2, (1, 2)), ("PH", "QA"): (3, (3, 3))}


def test_status_ranks_before_numbers() -> None:
    claims = [agreement("PL UA", "absent"), stock("NP", "QA", 1000)]
    assert [(g.pair, g.rank) for g in gaps(make(claims))] == [(("PL", "UA"), 1), (("NP", "QA"), 2)]


def test_shared_figures_rank_behind_own_ones_but_widen_the_range() -> None:
    claims = [stock("UA", "PL", 10), stock("NP", "QA JO", 1000)]
    found = {g.pair: (g.rank, g.rank_range) for g in gaps(make(claims))}
    assert found[("PL", "UA")] == (1, (1, 3))
    assert found[("JO", "NP")] == (2, (1, 3))


def test_json_holds_what_the_command_promises() -> None:
    gap = as_json(the_gap([stock("UA", "PL", 100, OPEN), agreement("PL UA", "absent")], "PL", "UA"))
    assert json.loads(json.dumps(gap)) == gap
    assert (gap["pair"], gap["status"], gap["is_gap"], gap["rank"]) == (
        ["PL", "UA"],
        "stated-absent",
        True,
        1,
    )
    assert (gap["migrants"]["UA->PL"]["low"], gap["migrants"]["UA->PL"]["high"]) == (100, None)
    assert [e["claim"] for e in gap["evidence"]] == gap["claims"]


def test_selection_keeps_the_ranks() -> None:
    found = gaps(make([agreement("PL UA", "absent"), stock("NP", "QA", 1000)]))
    assert [g.rank for g in select(found, state="qa")] == [2]


def test_unknown_status_is_explained() -> None:
    with pytest.raises(UserError, match="choose one of stated-absent"):
        select((), status="missing")


def _on_treaties(relation: str, **marks: str) -> Said:
    return say("Relation", agent="PL", patient="UA", relation=relation, topic="treaties on pensions", **marks)


CONTENT = [
    ("denied", say("Measure", target="agreements on seasonal work", polarity="negated"), "denied"),
    ("hindered", _on_treaties("obstructs"), "hindered"),
    ("hindrance that is denied", _on_treaties("obstructs", polarity="negated"), None),
    ("help that is denied", _on_treaties("supports", polarity="negated"), "denied"),
    ("estimated hindrance", _on_treaties("obstructs", modality="estimated"), "hindered"),
    ("forecast hindrance", _on_treaties("obstructs", modality="forecast"), None),
    ("imagined hindrance", _on_treaties("obstructs", modality="hypothetical"), None),
    ("forecast denial",
     say("Measure", target="agreements on seasonal work", polarity="negated", modality="forecast"), None),
    ("imagined shortfall",
     say("Indicator", measure="agreements without rules for crises", modality="hypothetical"), None),
    ("worded", say("Indicator", measure="agreements without rules for crises"), "worded"),
    (
        "urged",
        say("Recommendation", action="add crises to agreements", modality="recommended"),
        "recommended",
    ),
    ("to conclude one", say("Recommendation", action="conclude a labour agreement", modality="recommended"), None),
    ("to negotiate, in the quote",
     say("Recommendation", topic="labour agreement", quote="negotiate a labour agreement", modality="recommended"),
     None),
    ("to ratify a convention", say("Recommendation", action="ratify the convention", modality="recommended"), None),
    ("to sign what was agreed",
     say("Recommendation", action="sign the agreement that was drafted", modality="recommended"), None),
    ("to conclude one with a clause",
     say("Recommendation", action="conclude agreements with clauses on wages", modality="recommended"), "recommended"),
    ("to conclude one that does something",
     say("Recommendation", action="reach agreements that shorten the wait for papers", modality="recommended"),
     "recommended"),
    ("no shortfall", say("Indicator", measure="number of agreements"), None),
    ("contracts of workers", say("Indicator", measure="no written agreement"), None),
    ("nothing on agreements", say("Measure", target="quotas", polarity="negated"), None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "claim", "kind"), CONTENT, ids=[c[0] for c in CONTENT])
def test_what_agreements_lack(name: str, claim: Said, kind: str | None) -> None:
    found = find_content_gaps(read_facts(make([claim])))
    assert [g.kind for g in found] == ([kind] if kind else [])


def test_topics_of_a_content_gap_come_from_the_scheme() -> None:
    (gap,) = find_content_gaps(
        read_facts(make([say("Indicator", measure="agreements without rules for crises")]))
    )
    assert gap.topics == ("emergencies",)
