"""The network of listed agreements by decade, and hints of next pairs."""

from __future__ import annotations

import pytest

from kg import iri
from kg.analysis.decades import decade_ends, growth, hints, pairs_by
from kg.analysis.networks import centrality
from kg.analysis.networks import listed as listed_network
from kg.analysis.standings import read_agreements
from kg.graph.store import Graph
from tests.analysis.world_graphs import listed, make, reported, stock


def star() -> Graph:
    """Germany with four partners from the sixties, France with two; Turkey and Spain sign in 1972."""
    return make(
        listed("DE", "TR", 1961), listed("DE", "ES", 1960), listed("DE", "IT", 1965), listed("DE", "PT", 1964),
        listed("FR", "ES", 1961), listed("FR", "PT", 1963), listed("TR", "ES", 1972), listed("DE", "TR", 1973),
        listed("CSHH", "DE", 1967), listed("KZ", "RU", None), reported("KZ RU", 2006), stock("KZ", "RU", 2019, 5),
        former={"CSHH": ("CZ", "SK")}, ended={"CSHH": 1970},
    )  # fmt: skip


def test_decades_end_in_nines_and_in_the_last_year_signed() -> None:
    assert decade_ends(read_agreements(star())) == (1969, 1973)
    assert decade_ends(read_agreements(make(reported("KZ RU", 2006)))) == ()


@pytest.mark.parametrize(("year", "pairs"), [(1959, 0), (1961, 3), (1969, 7), (1971, 6), (1973, 7)])
def test_pairs_are_those_signed_by_the_year_of_states_still_there(year: int, pairs: int) -> None:
    assert len(pairs_by(read_agreements(star()), year)) == pairs


def test_a_decade_counts_agreements_pairs_partners_and_bridges() -> None:
    sixties, seventies = growth(read_agreements(star()), {"DE": "Germany"}).decades
    assert (sixties.signed, sixties.pairs, sixties.new_pairs, sixties.states) == (7, 7, 7, 7)
    assert (seventies.signed, seventies.pairs, seventies.new_pairs, seventies.states) == (2, 7, 1, 6)
    assert (sixties.partners[0].name, sixties.partners[0].value) == ("Germany", 5)
    assert sixties.bridges[0].state == "DE"


def test_hints_are_open_pairs_with_most_partners_in_common() -> None:
    first, second, *_ = hints(read_agreements(star()), 1969, {"DE": "Germany", "FR": "France"})
    assert (first.rank, first.names, first.common) == (1, ("Germany", "France"), ("ES", "PT"))
    assert (second.pair, second.common) == (("ES", "PT"), ("DE", "FR"))
    assert first.score > second.score


def test_hints_leave_out_pairs_that_are_listed_or_have_no_partner_in_common() -> None:
    found = {h.pair for h in hints(read_agreements(star()), 1973, {})}
    assert ("ES", "TR") not in found
    assert ("FR", "IT") not in found
    assert ("KZ", "RU") not in found


def test_hints_of_the_past_are_held_against_what_was_signed_later() -> None:
    graph = make(
        listed("AT", "BE", 1955), listed("BE", "CH", 1955), listed("CH", "DE", 1955), listed("AT", "CH", 1962),
        listed("AT", "IT", 1969),
    )  # fmt: skip
    (test,) = growth(read_agreements(graph), {}).tests
    # Open in 1959 are AT–CH, BE–DE (a partner in common each) and AT–DE (none); of the first two one signs.
    assert (test.year, test.hinted, test.signed, test.open_pairs, test.open_signed) == (1959, 2, 1, 3, 1)
    assert (test.precision, test.baseline) == (0.5, pytest.approx(1 / 3))


def test_the_network_of_a_year_has_the_claims_that_list_its_agreements() -> None:
    network = listed_network(star(), 1973)
    edge = network.edges[iri.state("DE"), iri.state("TR"), "listed"]
    assert (edge["weight"], len(edge["claims"])) == (2, 2)
    first = centrality(network)[0]
    assert (first.label, first.degree, first.claims) == ("Germany", 4, 5)


def test_without_a_year_the_network_is_that_of_the_last_agreement() -> None:
    assert len(listed_network(star())) == 6
    assert len(listed_network(make())) == 0
