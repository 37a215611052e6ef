"""What the words of a claim count."""

from __future__ import annotations

import pytest
from analysis_graphs import make, say, stock

from kg.analysis.bases import basis, is_flow, is_of_others
from kg.analysis.facts import read_facts
from kg.queries import run_template

CASES = [
    ("5 left", "5 left.", "stock"),
    ("5 left", "Every year 5 left.", "annual flow"),
    ("5 left", "Each year, the ministry says, 5 left.", "annual flow"),
    ("5 left for Poland", "5 left for Poland every year.", "annual flow"),
    ("5 left", "A yearly fee is due, and 5 left.", "stock"),
    ("5 left", "According to the annual report of the ministry, 5 left.", "stock"),
    ("5 left", "5 left on contracts renewed every year.", "stock"),
    ("5 left", "Wages rose; each year, 5 left.", "annual flow"),
    ("5 left", "9 come every year; 5 left.", "stock"),
    ("5 left", "5 left, who send money every year.", "stock"),
    ("5 left", "5 left a year later.", "stock"),
    ("a net 5", "In all a net 5 came.", "net flow"),
]


@pytest.mark.parametrize(("quote", "sentence", "expected"), CASES)
def test_basis_of_migrants(quote: str, sentence: str, expected: str) -> None:
    graph = make([stock("UA", "PL", 5, quote=quote, sentence=sentence)])
    (claim,) = read_facts(graph).of_type("MigrantStock")
    assert basis(claim) == expected


@pytest.mark.parametrize(
    ("quote", "sentence", "expected"),
    [
        ("5 left every year", "5 left every year.", True),
        ("an average of 5 leave each year", "An average of 5 leave each year.", True),
        ("an average of 5 left", "Every year, an average of 5 left.", True),
        ("an average of 5", "An average of 5 lived there.", False),
        ("5 of every household leave each year", "5 of every household leave each year.", False),
        ("5 live there", "5 live there.", False),
    ],
)
def test_averages_by_the_year_are_flows(quote: str, sentence: str, expected: bool) -> None:
    graph = make([stock("UA", "PL", 5, quote=quote, sentence=sentence)])
    (claim,) = read_facts(graph).of_type("MigrantStock")
    assert is_flow(claim) is expected


# What words of money count; the template disagreements tells the same apart.
MONEY = [
    ("5 a year", "total"),
    ("5 million were sent", "total"),
    ("each migrant sends 5 a month", "average"),
    ("5 per migrant worker", "average"),
    ("every family gets 5", "average"),
    ("migrants send 5 a month", "monthly flow"),
    ("5 monthly", "monthly flow"),
    ("5 more than a month ago", "total"),
    ("5 monthly wages", "total"),
    ("a net 5 a month", "net flow"),
]


@pytest.mark.parametrize(("quote", "expected"), MONEY)
def test_money_is_sent_by_the_year_if_not_by_the_month(quote: str, expected: str) -> None:
    graph = make([say("Remittance", receiver="UA", low=5, high=5, unit="USD", quote=quote)])
    (claim,) = read_facts(graph).of_type("Remittance")
    assert basis(claim) == expected


@pytest.mark.parametrize(("one", "of_one"), MONEY)
@pytest.mark.parametrize(("other", "of_other"), [("9 in all", "total"), ("9 on average", "average")])
def test_only_money_of_one_kind_disagrees(one: str, of_one: str, other: str, of_other: str) -> None:
    told = ((5, one, "organisation/iom"), (9, other, "group/farmers"))
    graph = make(
        [say("Remittance", receiver="UA", low=sum_, high=sum_, quote=quote, roots=root) for sum_, quote, root in told]
    )
    assert len(run_template(graph, "disagreements")) == (of_one == of_other)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In all 90 left, of whom 5 were minors.", True),
        ("In all 90 left, including some 5 were minors.", False),
        ("Of the 90 in Italy, 5 were minors.", True),
        ("Of the Ghanaians in Italy, 5 were minors.", False),
        ("In all 90 left. Of these, the police say, 5 were minors.", True),
        ("5 were minors.", False),
        ("Of those who left 90 came back; 5 were minors.", False),
    ],
)
def test_figures_on_some_of_others(sentence: str, expected: bool) -> None:
    graph = make([stock("UA", "PL", 5, quote="5 were minors", sentence=sentence)])
    (claim,) = read_facts(graph).of_type("MigrantStock")
    assert is_of_others(claim) is expected
