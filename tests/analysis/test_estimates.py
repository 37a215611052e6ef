"""Rival figures side by side."""

from __future__ import annotations

import pytest
from analysis_graphs import Said, make, say, stock
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
    st.tuples(bound, bound)
    .filter(lambda b: b[0] is None or b[1] is None or b[0] <= b[1])
    .map(lambda b: _figure(*b))
)


@given(figures, figures)
def test_verdict_does_not_depend_on_the_order(one: Figure, other: Figure) -> None:
    assert compare(one, other).kind == compare(other, one).kind


@given(figures, figures)
def test_conflict_means_no_common_value(one: Figure, other: Figure) -> None:
    (a, b), (c, d) = one.interval, other.interval
    assert (compare(one, other).kind == "conflicts") == (max(a, c) > min(b, d))
