"""Rival figures side by side."""

from __future__ import annotations

import pytest
from analysis_graphs import Said, claim_id, make, say, stock
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.estimates import Figure, compare, estimates
from kg.analysis.facts import Evidence
from kg.errors import UserError

OPEN = float("inf")
CASES: list[tuple[str, Said, Said, str, str]] = [
    ("equal", stock("UA", "PL", 8, year=2001), stock("UA", "PL", 8), "equal", "both 8"),
    ("refines", stock("UA", "PL", 5, 9), stock("UA", "PL", 6, 7), "refines", "6 to 7 lies within 5 to 9"),
    ("refines open", stock("UA", "PL", 5, OPEN), stock("UA", "PL", 6), "refines", "6 lies within at least 5"),
    ("overlaps", stock("UA", "PL", 5, 9), stock("UA", "PL", 7, 12), "overlaps", "share 7 to 9"),
    ("conflicts", stock("UA", "PL", 5), stock("UA", "PL", 12), "conflicts", "7 lie between them"),
    ("open conflict", stock("UA", "PL", 9, OPEN), stock("UA", "PL", high=4), "conflicts", "5 lie between"),
    (
        "period",
        stock("UA", "PL", 5, year=2001),
        stock("UA", "PL", 5, year=2009),
        "incomparable",
        "other period",
    ),
    ("unit", stock("UA", "PL", 5), stock("UA", "PL", 5, unit="percent"), "incomparable", "other unit"),
    (
        "population",
        stock("UA", "PL", 5),
        stock("UA", "PL", 5, sector="fishing"),
        "incomparable",
        "other population",
    ),
    (
        "part and whole",
        stock("UA", "PL", 5),
        stock("UA", "PL", 9, legal="irregular"),
        "conflicts",
        "irregular alone",
    ),
    (
        "part of a stock and a net flow",
        stock("UA", "PL", 5, quote="a yearly net inflow of 5"),
        stock("UA", "PL", 9, legal="irregular"),
        "incomparable",
        "other basis: net flow and stock",
    ),
    (
        "flow and stock",
        stock("UA", "PL", 5, quote="5 come every year"),
        stock("UA", "PL", 12),
        "incomparable",
        "other basis: annual flow and stock",
    ),
    (
        "two flows",
        stock("UA", "PL", 5, quote="5 come every year"),
        stock("UA", "PL", 12, quote="12 go annually"),
        "conflicts",
        "7 lie between them",
    ),
    (
        "time that is no flow",
        stock("UA", "PL", 5, quote="5 stay over a year"),
        stock("UA", "PL", 12, quote="12 were there a year ago"),
        "conflicts",
        "7 lie between them",
    ),
    (
        "average",
        stock("UA", "PL", 5, quote="an average of 5"),
        stock("UA", "PL", 12),
        "incomparable",
        "other basis: average and stock",
    ),
    (
        "shares",
        stock("UA", "PL", 5, unit="percent"),
        stock("UA", "PL", 12, unit="percent"),
        "incomparable",
        "shares whose wholes may differ",
    ),
    (
        "changes",
        stock("UA", "PL", 5, unit="percent-change"),
        stock("UA", "PL", 12, unit="percent-change"),
        "incomparable",
        "starting points may differ",
    ),
    (
        "changes in one year",
        stock("UA", "PL", 5, unit="percent-change", year=2009),
        stock("UA", "PL", 12, unit="percent-change", year=2009),
        "conflicts",
        "7 lie between them",
    ),
]


@pytest.mark.parametrize(("name", "one", "other", "kind", "words"), CASES, ids=[c[0] for c in CASES])
def test_verdict_on_two_figures(name: str, one: Said, other: Said, kind: str, words: str) -> None:
    (group,) = estimates(make([one, other]))
    (verdict,) = group.verdicts
    assert verdict.kind == kind
    assert words in verdict.reason


def test_sources_decide_independence() -> None:
    claims = [stock("UA", "PL", n, roots=f"source/{root}") for n, root in ((5, "a"), (6, "a"), (7, "b"))]
    (group,) = estimates(make(claims))
    assert [v.independent for v in group.verdicts] == [False, True, True]


def test_corridors_and_types_stay_apart() -> None:
    claims = [stock("UA", "PL", 5), stock("UA", "PL", 6), stock("UA", "PL QA", 7), stock("NP", "QA", 8)]
    assert [len(c.figures) for c in estimates(make(claims))] == [2, 1, 1]


def test_filters_by_state() -> None:
    claims = [stock(o, "QA", n) for o in ("NP", "PH") for n in (5, 6)]
    graph = make(claims)
    assert [c.title for c in estimates(graph, origin="Nepal")] == ["MigrantStock: Nepal → Qatar"]
    assert len(estimates(graph, destination="QA")) == 2
    assert estimates(graph, destination="NP") == ()


def test_claims_without_figures_and_denials_are_left_out() -> None:
    claims = [stock("UA", "PL"), stock("UA", "PL", 6, polarity="negated")]
    assert estimates(make(claims)) == ()


# Name, the part, the whole, whether the first exceeds the second; None where one does not hold the other.
WHOLES: list[tuple[str, Said, Said, bool | None]] = [
    ("abroad", stock("UA", "PL", 9), stock("UA", "region/abroad", 4, 5), True),
    ("small enough", stock("UA", "PL", 4), stock("UA", "region/abroad", 4, 5), False),
    ("open above", stock("UA", "PL", 9), stock("UA", "region/abroad", 4, OPEN), False),
    ("world", stock("UA", "PL", 9), stock("region/world", "PL", 5), True),
    ("list", stock("UA", "PL", 9), stock("UA", "PL QA", 5), True),
    ("list abroad", stock("UA", "PL QA", 9), stock("UA", "region/abroad", 5), True),
    ("group of destinations", stock("UA", "LT", 9), stock("UA", "region/baltic", 5), True),
    ("group of origins", stock("LT", "QA", 9), stock("region/baltic", "QA", 5), True),
    ("both sides", stock("LT", "QA", 9), stock("region/baltic", "region/abroad", 5), True),
    ("dated member", stock("UA", "GE", 9, year=2000), stock("UA", "region/union", 5), True),
    ("no longer a member", stock("UA", "GE", 9, year=2012), stock("UA", "region/union", 5), None),
    ("town in a state", stock("UA", "place/doha", 9), stock("UA", "QA", 5), True),
    ("state larger than its town", stock("UA", "place/doha", 5), stock("UA", "QA", 9), False),
    ("at home", stock("UA", "UA", 9), stock("UA", "region/abroad", 5), None),
    ("not in the group", stock("UA", "PL", 9), stock("UA", "region/baltic", 5), None),
    ("unknown group", stock("UA", "region/sending-countries", 9), stock("UA", "region/abroad", 5), None),
    ("other origin", stock("UA", "PL", 9), stock("NP", "region/abroad", 5), None),
    ("other unit", stock("UA", "PL", 9, unit="percent"), stock("UA", "region/abroad", 5), None),
    ("other year", stock("UA", "PL", 9, year=2001), stock("UA", "region/abroad", 5, year=2009), False),
    ("flow", stock("UA", "PL", 9, quote="9 a year"), stock("UA", "region/abroad", 5), False),
    ("part of the whole", stock("UA", "PL", 9), stock("UA", "region/abroad", 5, sector="fishing"), False),
    ("part of the part", stock("UA", "PL", 9, sector="fishing"), stock("UA", "region/abroad", 5), True),
    ("origin unsaid", stock("UA", "PL", 9), say("MigrantStock", destination="PL", high=5, unit="persons"), None),
    (
        "money in all",
        say("Remittance", sender="PL", receiver="UA", low=9, unit="USD"),
        say("Remittance", receiver="UA", high=5, unit="USD"),
        True,
    ),
    (
        "list of senders",
        say("Remittance", sender="PL", receiver="UA", low=9, unit="USD"),
        say("Remittance", sender="PL QA", receiver="UA", high=5, unit="USD"),
        True,
    ),
]


@pytest.mark.parametrize(("name", "part", "whole", "exceeds"), WHOLES, ids=[c[0] for c in WHOLES])
def test_part_and_whole(name: str, part: Said, whole: Said, exceeds: bool | None) -> None:
    found = [v for c in estimates(make([part, whole]), type=part[0]) for v in c.verdicts]
    kinds = {True: ["conflicts"], False: ["incomparable"], None: []}
    assert [v.kind for v in found] == kinds[exceeds]
    for verdict in found:
        assert (verdict.first, verdict.second) == (claim_id(part), claim_id(whole))
        assert verdict.reason.startswith("part exceeds whole: " if exceeds else "part and whole")


def test_the_whole_is_found_from_either_state() -> None:
    graph = make([stock("UA", "PL", 9), stock("UA", "region/abroad", 5)])
    for found in (estimates(graph, origin="UA"), estimates(graph, destination="PL")):
        assert found[0].title == "MigrantStock: Ukraine → Poland"
        assert found[0].has_conflict
        assert [f.ends for f in found[0].wholes] == ["Ukraine → abroad"]


def test_money_by_the_year_is_the_total() -> None:
    sent = [
        say("Remittance", receiver="UA", low=n, high=n, unit="USD", quote=words)
        for n, words in ((5, "5 each year"), (9, "9 in all"))
    ]
    (group,) = estimates(make(sent), type="Remittance")
    assert group.has_conflict


def test_money_is_compared_by_currency() -> None:
    sent = [
        say("Remittance", sender="PL", receiver="UA", low=5.0, high=5.0, currency=c, unit="money")
        for c in ("EUR", "USD")
    ]
    (group,) = estimates(make(sent), type="Remittance")
    assert group.verdicts[0].reason == "other unit: EUR and USD"


def test_type_without_figures_is_explained() -> None:
    with pytest.raises(UserError, match="choose one of MigrantStock"):
        estimates(make([]), type="Presence")


def _figure(low: float | None, high: float | None) -> Figure:
    return Figure(f"{low}-{high}", "", low, high, "persons", "", None, (), "asserted", ("x",), (), Evidence())


bound = st.none() | st.integers(0, 20).map(float)
figures = (
    st.tuples(bound, bound).filter(lambda b: b[0] is None or b[1] is None or b[0] <= b[1]).map(lambda b: _figure(*b))
)


@given(figures, figures)
def test_verdict_does_not_depend_on_the_order(one: Figure, other: Figure) -> None:
    assert compare(one, other).kind == compare(other, one).kind


@given(figures, figures)
def test_conflict_means_no_common_value(one: Figure, other: Figure) -> None:
    (a, b), (c, d) = one.interval, other.interval
    assert (compare(one, other).kind == "conflicts") == (max(a, c) > min(b, d))
