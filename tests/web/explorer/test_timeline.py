"""The timeline of the explorer against the claims of the graph."""

from __future__ import annotations

import pytest

from kg.api import open_graph
from kg.graph.store import Graph
from kg.web.explorer.library import Library, Unknown
from kg.web.explorer.timeline import LANES, every, timeline
from tests.web.explorer.data_set_graph import data_set_graph


@pytest.fixture(scope="module")
def reference() -> Library:
    return Library(open_graph())


def test_no_claim_is_dropped_for_want_of_a_year(reference: Library) -> None:
    events = timeline(reference, "").events
    assert {e.claim for e in events} == {s.id for s in reference.facts.of_type(*LANES)}
    assert any(e.first is None for e in events)


def test_the_years_are_those_of_the_claims(reference: Library) -> None:
    said = {s.id: s.period for s in reference.facts.of_type(*LANES)}
    dated = [e for e in timeline(reference, "").events if e.first is not None]
    assert len(dated) == sum(period is not None for period in said.values())
    assert all((e.first, e.last) == said[e.claim] for e in dated)


def test_the_earliest_come_first_and_the_undated_last(reference: Library) -> None:
    years = [e.first for e in timeline(reference, "").events]
    dated = [y for y in years if y is not None]
    assert dated == sorted(dated)
    assert years[: len(dated)] == dated


def test_a_period_without_an_end_stays_open(graph: Graph) -> None:
    (sent,) = [e for e in timeline(Library(graph), "").events if e.first == 2010 and e.last is None]
    assert (sent.type, sent.states) == ("Remittance", ("NP", "QA"))


def test_without_data_sets_only_reports_are_listed(reference: Library) -> None:
    assert list(every(reference)) == [""]
    for rest in ("KZ", "../x", "KZ> . } #"):
        with pytest.raises(Unknown):
            timeline(reference, rest)


def test_what_data_sets_list_is_asked_for_by_the_state() -> None:
    library = Library(data_set_graph())
    assert list(every(library)) == ["", "KE", "PE", "QA"]
    assert timeline(library, "").states["QA"].label == "Qatar"
    assert [e.label for e in timeline(library, "").events if e.type == "Agreement"] == ["said-absent"]
    assert {e.label for e in timeline(library, "KE").events} == {"listed-before", "listed-alone"}
    assert {e.label for e in timeline(library, "PE").events} == {"listed-before"}
