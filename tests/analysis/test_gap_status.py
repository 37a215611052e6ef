"""How claims about agreements become the status of a pair."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from analysis_graphs import Said, agreement, claim_id, make, say, status_of, stock, the_gap
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.agreements import as_json, gap_of, gaps, instruments_of
from kg.analysis.status import STATUSES

MOVES = stock("UA", "PL", 1000)
FACTS = {"subject": "labor migration"}

CASES: list[tuple[str, list[Said], str]] = [
    ("nothing but migrants", [MOVES], "silent"),
    ("an agreement is affirmed", [agreement("PL UA")], "in-force"),
    ("an estimate affirms too", [agreement("PL UA", modality="estimated")], "in-force"),
    ("a government body is a party", [agreement("UA organisation/border-guard")], "in-force"),
    ("an embassy signs for its state", [agreement("UA organisation/embassy")], "in-force"),
    ("an agreement is being prepared", [agreement("PL UA", "in-progress")], "in-progress"),
    ("an agreement is expected", [agreement("PL UA", "in-force", modality="forecast")], "in-progress"),
    ("an agreement is not ratified", [agreement("PL UA", "unratified")], "unratified"),
    ("none exists", [agreement("PL UA", "absent")], "stated-absent"),
    ("one in force is denied", [agreement("PL UA", polarity="negated")], "stated-absent"),
    (
        "one without a status is denied",
        [say("Agreement", parties="PL UA", polarity="negated")],
        "stated-absent",
    ),
    ("not even in preparation", [agreement("PL UA", "in-progress", polarity="negated")], "stated-absent"),
    ("one is urged", [agreement("PL UA", "recommended", modality="recommended")], "silent"),
    ("one is imagined", [agreement("PL UA", modality="hypothetical")], "silent"),
    ("an absence is denied", [agreement("PL UA", "absent", polarity="negated")], "silent"),
    ("affirmed and denied", [agreement("PL UA"), agreement("PL UA", "absent")], "contested"),
    ("in force and not ratified", [agreement("PL UA"), agreement("PL UA", "unratified")], "contested"),
    ("in force and being prepared", [agreement("PL UA"), agreement("PL UA", "in-progress")], "in-force"),
    (
        "none yet, but in preparation",
        [agreement("PL UA", "in-progress"), agreement("PL UA", "absent")],
        "in-progress",
    ),
    (
        "signed, not yet ratified, hence none",
        [agreement("PL UA", "unratified"), agreement("PL UA", "absent")],
        "unratified",
    ),
    (
        "urged where there is none",
        [agreement("PL UA", "absent"), agreement("PL UA", "recommended")],
        "stated-absent",
    ),
    ("three named parties", [agreement("PL UA GE")], "in-force"),
    (
        "a convention of two states",
        [agreement("PL UA", quote="both joined the ILO convention")],
        "group-only",
    ),
    ("a named convention as party", [agreement("PL UA unknown/labour-convention")], "group-only"),
    ("a convention between two", [agreement("PL UA", quote="a convention between the two")], "in-force"),
    ("a protocol with the other", [agreement("PL UA", quote="renewed the labor protocol with Poland")], "in-force"),
    ("a convention that both concluded", [agreement("PL UA", quote="concluded a convention on labour")], "in-force"),
    ("a convention that both ratified", [agreement("PL UA", quote="both ratified the convention")], "group-only"),
]


@pytest.mark.parametrize(("name", "claims", "status"), CASES, ids=[c[0] for c in CASES])
def test_status_of_named_pair(name: str, claims: list[Said], status: str) -> None:
    assert status_of(claims, "UA", "PL") == status


ONLY = agreement("PL UA", only="UA")
EXCLUSION_CASES: list[tuple[str, list[Said], tuple[str, str], str | None]] = [
    ("the partner has one", [ONLY], ("PL", "UA"), "in-force"),
    ("others with migrants have none", [ONLY, stock("UA", "QA", 5)], ("QA", "UA"), "stated-absent"),
    ("others that only others move to are not listed", [ONLY, stock("NP", "QA", 5)], ("QA", "UA"), None),
    ("states without any exposure are not listed", [ONLY, MOVES], ("MX", "UA"), None),
    ("the partner is not excluded from others", [ONLY, stock("PL", "QA", 5)], ("PL", "QA"), "silent"),
    ("an affirmed agreement contests", [ONLY, agreement("UA QA")], ("QA", "UA"), "contested"),
    ("one in preparation does not", [ONLY, agreement("UA QA", "in-progress")], ("QA", "UA"), "in-progress"),
    ("several partners are allowed", [ONLY, agreement("GE UA", only="UA")], ("GE", "UA"), "in-force"),
    ("each of the several", [ONLY, agreement("GE UA", only="UA")], ("PL", "UA"), "in-force"),
    ("a list of partners is a list of pairs", [agreement("GE PL UA", only="UA")], ("GE", "UA"), "in-force"),
    (
        "and no pair among the partners",
        [agreement("GE PL UA", only="UA"), stock("GE", "PL", 5)],
        ("GE", "PL"),
        "silent",
    ),
    (
        "a group of partners is allowed",
        [agreement("UA region/baltic", only="UA"), stock("UA", "EE", 5)],
        ("EE", "UA"),
        "group-only",
    ),
    ("two with agreements only with a third, one of them", [agreement("GE PL UA", only="GE UA")], ("GE", "PL"),
     "in-force"),
    ("two with agreements only with a third, the other", [agreement("GE PL UA", only="GE UA")], ("PL", "UA"),
     "in-force"),
    ("two with agreements only with a third, between them", [agreement("GE PL UA", only="GE UA")], ("GE", "UA"),
     "stated-absent"),
    ("two with agreements only with a third, one of them with a fourth",
     [agreement("GE PL UA", only="GE UA"), stock("GE", "QA", 5)], ("GE", "QA"), "stated-absent"),
    ("another only allows the two", [agreement("GE PL UA", only="GE UA"), agreement("GE UA", only="GE UA")],
     ("GE", "UA"), "in-force"),
    ("two with agreements only with each other", [agreement("GE UA", only="GE UA")], ("GE", "UA"), "in-force"),
    ("two with agreements only with a group, between them",
     [agreement("GE UA region/baltic", only="GE UA"), stock("GE", "UA", 5)], ("GE", "UA"), "stated-absent"),
    ("two of a group with agreements only in it",
     [agreement("LV LT region/baltic", only="LV LT"), stock("LV", "LT", 5)], ("LT", "LV"), "group-only"),
    ("an only with a group without members excludes nobody",
     [agreement("UA region/sending-countries", only="UA"), stock("UA", "QA", 5)], ("QA", "UA"), "silent"),
    ("nor one with a state and such a group",
     [agreement("PL UA region/sending-countries", only="UA"), stock("UA", "QA", 5)], ("QA", "UA"), "silent"),
    ("the state beside such a group has one",
     [agreement("PL UA region/sending-countries", only="UA")], ("PL", "UA"), "in-force"),
    ("nor one with a party that nobody knows",
     [agreement("UA unknown/ruritania", only="UA"), stock("UA", "QA", 5)], ("QA", "UA"), "silent"),
    ("nor one without partners", [agreement("UA", only="UA"), stock("UA", "QA", 5)], ("QA", "UA"), "silent"),
    ("two with agreements only with a group without members, between them",
     [agreement("GE UA region/sending-countries", only="GE UA"), stock("GE", "UA", 5)], ("GE", "UA"), "silent"),
    ("a body among the partners hides no state",
     [agreement("PL UA organisation/iom", only="UA"), stock("UA", "QA", 5)], ("QA", "UA"), "stated-absent"),
    ("an only whose partners are not known leaves another as it is",
     [agreement("UA region/sending-countries", only="UA"), ONLY, stock("UA", "QA", 5)], ("QA", "UA"),
     "stated-absent"),
    (
        "a hypothetical only excludes nobody",
        [agreement("PL UA", only="UA", modality="hypothetical"), stock("UA", "QA", 5)],
        ("QA", "UA"),
        "silent",
    ),
    (
        "an agreement on trade lists the pair that an only excludes",
        [ONLY, agreement("QA UA", subject="trade")],
        ("QA", "UA"),
        "stated-absent",
    ),
    (
        "an only about trade excludes nobody",
        [agreement("PL UA", only="UA", subject="trade"), stock("UA", "QA", 5)],
        ("QA", "UA"),
        "silent",
    ),
]


@pytest.mark.parametrize(
    ("name", "claims", "pair", "status"), EXCLUSION_CASES, ids=[c[0] for c in EXCLUSION_CASES]
)
def test_only_statements(name: str, claims: list[Said], pair: tuple[str, str], status: str | None) -> None:
    assert status_of(claims, *pair) == status


GROUP_CASES: list[tuple[str, list[Said], tuple[str, str], str | None]] = [
    ("state and group", [agreement("UA region/baltic")], ("LV", "UA"), "group-only"),
    ("members among themselves are not meant", [agreement("UA region/baltic")], ("EE", "LV"), None),
    ("a group alone means all in it", [agreement("region/baltic")], ("EE", "LV"), "group-only"),
    ("a group beside one without members", [agreement("region/baltic region/sending-countries")], ("EE", "LV"), None),
    ("a group beside a body", [agreement("region/baltic organisation/iom")], ("EE", "LV"), None),
    ("a group beside a party that nobody knows", [agreement("region/baltic unknown/ruritania")], ("EE", "LV"), None),
    ("a group beside a named convention", [agreement("region/baltic unknown/labour-convention")], ("EE", "LV"),
     "group-only"),
    (
        "a named pair decides",
        [agreement("UA region/baltic"), agreement("LV UA", "in-progress")],
        ("LV", "UA"),
        "in-progress",
    ),
    (
        "a stated absence wins",
        [agreement("UA region/baltic"), agreement("LV UA", "absent")],
        ("LV", "UA"),
        "stated-absent",
    ),
    (
        "an only against a group",
        [agreement("UA region/baltic"), agreement("PL UA", only="UA")],
        ("LV", "UA"),
        "contested",
    ),
    (
        "an only against a group, and one is urged",
        [agreement("UA region/baltic"), agreement("PL UA", only="UA"),
         agreement("LV UA", "recommended", modality="recommended")],
        ("LV", "UA"),
        "contested",
    ),
    (
        "an only against a group, and one is imagined",
        [agreement("UA region/baltic"), agreement("PL UA", only="UA"), agreement("LV UA", modality="hypothetical")],
        ("LV", "UA"),
        "contested",
    ),
    ("a denial on a group", [agreement("UA region/baltic", "absent")], ("LV", "UA"), "group-only"),
    ("a group without members", [agreement("UA region/sending-countries")], ("LV", "UA"), None),
    ("urging a group is no status", [agreement("UA region/baltic", "recommended")], ("LV", "UA"), "silent"),
    ("member in the year", [agreement("UA region/union", year=2005)], ("GE", "UA"), "group-only"),
    ("no member any more", [agreement("UA region/union", year=2012)], ("GE", "UA"), None),
    ("not yet a member", [agreement("UA region/union", year=2001)], ("EE", "UA"), None),
    ("always a member", [agreement("UA region/union", year=2001)], ("LT", "UA"), "group-only"),
    ("a member of today without a year", [agreement("UA region/union")], ("LT", "UA"), "group-only"),
    ("no former member without a year", [agreement("UA region/union")], ("GE", "UA"), None),
]


@pytest.mark.parametrize(("name", "claims", "pair", "status"), GROUP_CASES, ids=[c[0] for c in GROUP_CASES])
def test_statements_about_groups(
    name: str, claims: list[Said], pair: tuple[str, str], status: str | None
) -> None:
    assert status_of(claims, *pair) == status


@pytest.mark.parametrize(
    ("subject", "counts"),
    [
        ("labor migration", True),
        ("labour migration", True),
        ("rights of migrant workers", True),
        ("recruitment of nurses", True),
        ("social security", True),
        ("bilateral cooperation", True),
        ("military cooperation", False),
        ("trade", False),
        ("forced labor", False),
        ("human trafficking", False),
        ("visa-free travel", False),
    ],
)
def test_subject_tells_labor_agreements_from_others(subject: str, counts: bool) -> None:
    gap = the_gap([agreement("PL UA", subject=subject)], "PL", "UA")
    assert (gap.status == "in-force", len(gap.other_agreements)) == (counts, 0 if counts else 1)


def test_group_statement_beside_stated_absence_is_listed_and_noted() -> None:
    group, absent = agreement("UA region/baltic"), agreement("LV UA", "absent")
    gap = the_gap([group, absent], "LV", "UA")
    assert [c.claim for c in gap.group_claims] == [claim_id(group)]
    assert gap.claims == (claim_id(absent),)
    assert "statement about a group would cover the pair" in gap.note


def test_contested_pair_shows_both_sides() -> None:
    only, rival = agreement("PL UA", only="UA"), agreement("UA QA")
    gap = the_gap([only, rival], "QA", "UA")
    assert set(gap.claims) == {claim_id(only), claim_id(rival)}
    assert [c.claim for c in gap.excluded_by] == [claim_id(only)]


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (agreement("UA region/baltic"), "in force: 1 claim"),
        (agreement("UA region/baltic", "absent"), "there is none: 1 claim"),
        (agreement("LV UA", "unratified", quote="neither ratified the ILO convention"), "not ratified: 1 claim"),
    ],
)
def test_basis_of_group_only_says_what_is_said_and_not_that_it_covers(claim: Said, said: str) -> None:
    wanted = f"On Latvia and Ukraine there is only what is said of a group or an open instrument ({said})."
    assert the_gap([claim], "LV", "UA").basis == wanted


def test_claims_on_different_years_may_both_hold() -> None:
    gap = the_gap([agreement("PL UA", year=2008), agreement("PL UA", "absent", year=2001)], "PL", "UA")
    assert gap.status == "contested"
    assert "different years" in gap.note


def test_recommendations_stand_beside_the_status() -> None:
    urged = agreement("PL UA", "recommended", modality="recommended")
    wanted, other = advice("PL UA", "conclude an agreement"), advice("PL UA", "train judges")
    gap = the_gap([urged, wanted, other, agreement("PL UA", "absent")], "PL", "UA")
    assert {c.claim for c in gap.recommendations} == {claim_id(urged), claim_id(wanted)}


def advice(addressee: str, action: str) -> Said:
    return say("Recommendation", addressee=addressee, action=action, modality="recommended")


URGED: list[tuple[str, Said, str]] = [
    ("one addressed, two named", advice("NP", "negotiate labour agreements with Jordan and Qatar"), "JO-NP NP-QA"),
    ("one addressed, one named", advice("NP", "a treaty with Qatar"), "NP-QA"),
    ("one addressed, who is named too", advice("NP", "a treaty of Nepal with Qatar"), "NP-QA"),
    ("a group addressed, one named", advice("region/baltic", "conclude agreements with Nepal"), "EE-NP LT-NP LV-NP"),
    ("one of a group named", advice("region/baltic", "a treaty of Latvia with Nepal"), "LV-NP"),
    ("two addressed, one named", advice("NP PH", "conclude agreements with Qatar"), "NP-QA PH-QA"),
    ("two addressed, one of them named", advice("NP QA", "a treaty on workers from Nepal"), "NP-QA"),
    ("two addressed, nobody named", advice("NP QA", "open talks"), "NP-QA"),
    ("three addressed, two of them named", advice("JO NP QA", "a treaty of Nepal and Qatar"), "NP-QA"),
    ("a body addressed, two named", advice("organisation/iom", "a treaty of Nepal with Qatar"), "NP-QA"),
    ("one addressed, to mediate", advice("PH", "host talks between Nepal and Qatar"), "NP-QA"),
    ("one addressed, nobody named", advice("NP", "conclude agreements"), ""),
    ("a contract of workers", advice("NP QA", "give workers an employment agreement"), ""),
]


@pytest.mark.parametrize(("name", "claim", "pairs"), URGED, ids=[c[0] for c in URGED])
def test_pairs_for_which_an_agreement_is_urged(name: str, claim: Said, pairs: str) -> None:
    states = ("EE", "JO", "LT", "LV", "NP", "PH", "QA")
    listed = [stock(one, other, 5) for one, other in combinations(states, 2)]
    urged = ("-".join(g.pair) for g in gaps(make([claim, *listed])) if g.recommendations)
    assert sorted(urged) == pairs.split()


def test_convention_of_one_state_concerns_no_pair() -> None:
    joined = agreement("UA", "unratified", subject="migrants' rights")
    graph = make([joined])
    assert gaps(graph) == ()
    assert [c.claim for c in instruments_of(graph, "Ukraine")] == [claim_id(joined)]


claims = st.sampled_from(
    [
        *(agreement("PL UA", s) for s in ("in-force", "in-progress", "unratified", "absent", "recommended")),
        agreement("PL UA", polarity="negated"),
        agreement("PL UA", modality="hypothetical"),
        agreement("PL UA", only="UA"),
        agreement("GE UA", only="GE"),
        agreement("QA UA"),
        agreement("UA region/baltic"),
        agreement("PL region/baltic", "absent"),
        agreement("region/baltic"),
        agreement("LV UA", "absent"),
        stock("UA", "PL", 100, 400),
        stock("UA", "PL", 200),
        stock("UA", "PL QA", 900),
        stock("LV", "UA", high=50),
        stock("NP", "QA", 300, float("inf")),
        stock("PH", "QA"),
    ]
)


@given(st.lists(claims, min_size=1, max_size=9, unique=True), st.randoms(use_true_random=False))
def test_order_of_claims_changes_nothing(found: list[Said], shuffle: random.Random) -> None:
    mixed = list(found)
    shuffle.shuffle(mixed)
    assert [as_json(g) for g in gaps(make(found))] == [as_json(g) for g in gaps(make(mixed))]


@given(st.lists(claims, min_size=1, max_size=9, unique=True))
def test_what_decides_nothing_changes_no_status_of_its_pair(found: list[Said]) -> None:
    plain = status_of([*found, stock("LV", "UA", 7)], "LV", "UA")
    for more in ({"status": "recommended", "modality": "recommended"}, {"modality": "hypothetical"}):
        assert status_of([*found, stock("LV", "UA", 7), agreement("LV UA", **more)], "LV", "UA") == plain


@given(st.lists(claims, min_size=1, max_size=9, unique=True))
def test_rank_lies_in_its_range(found: list[Said]) -> None:
    all_gaps = gaps(make(found))
    ranked = [g for g in all_gaps if g.is_gap]
    assert [g.rank for g in ranked] == list(range(1, len(ranked) + 1))
    for gap in ranked:
        assert gap.rank is not None
        assert gap.rank_range is not None
        assert 1 <= gap.rank_range[0] <= gap.rank <= gap.rank_range[1] <= len(ranked)
    assert all(g.rank is None and g.rank_range is None for g in all_gaps[len(ranked) :])


@given(st.lists(claims, max_size=9, unique=True))
def test_claim_of_an_agreement_in_force_never_leaves_a_pair_stated_absent(found: list[Said]) -> None:
    gap = gap_of(gaps(make([*found, agreement("PL UA", **FACTS)])), "PL", "UA")
    assert gap is not None
    assert gap.status in ("in-force", "contested")


@given(st.lists(claims, min_size=1, max_size=9, unique=True))
def test_gaps_stand_in_the_order_of_their_status(found: list[Said]) -> None:
    order = [STATUSES.index(g.status) for g in gaps(make(found))]
    assert order == sorted(order)
