"""Answers on pairs of states against the analysis that `mkg gaps` prints."""

from __future__ import annotations

import pytest

from kg.analysis.agreements import gaps
from kg.analysis.status import STATUSES
from kg.api import open_graph
from kg.web.explorer.agreements import Matrix, Story, agreements, every
from kg.web.explorer.library import Library, Unknown
from tests.web.explorer.data_set_graph import data_set_graph


@pytest.fixture(scope="module")
def reference() -> Library:
    return Library(open_graph())


def _matrix(library: Library) -> Matrix:
    found = agreements(library, "")
    assert isinstance(found, Matrix)
    return found


def _story(library: Library, rest: str) -> Story:
    found = agreements(library, rest)
    assert isinstance(found, Story)
    return found


def test_the_table_has_the_pairs_of_the_analysis_in_its_order(reference: Library) -> None:
    found = _matrix(reference)
    known = gaps(reference.graph)
    assert [(p.pair, p.status, p.rank, p.claims) for p in found.pairs] == [
        (g.pair, g.status, g.rank, len(g.evidence)) for g in known
    ]
    assert [s.name for s in found.statuses] == list(STATUSES)
    assert all(s.label and s.definition for s in found.statuses)
    assert {s.code for s in found.states} == {code for g in known for code in g.pair}


def test_states_stand_by_region_and_have_a_place_by_exposure(reference: Library) -> None:
    states = _matrix(reference).states
    regions = [s.region for s in states]
    assert len(list(dict.fromkeys(regions))) == len({*regions})
    assert sorted(s.place for s in states) == list(range(1, len(states) + 1))
    by_place = sorted(states, key=lambda s: s.place)
    assert [s.exposure for s in by_place] == sorted((s.exposure for s in states), reverse=True)


def test_reports_alone_have_no_reading_together_with_data_sets(reference: Library) -> None:
    found = _matrix(reference)
    assert found.readings == ()
    assert {p.reading for p in found.pairs} == {""}


def test_the_story_of_the_first_gap_leads_to_its_sentences(reference: Library) -> None:
    first = _matrix(reference).pairs[0]
    story = _story(reference, "-".join(first.pair))
    assert (story.status, story.rank, story.best, story.worst) == (first.status, first.rank, first.best, first.worst)
    assert story.deciding
    assert all(story.cards[claim].evidence[0].sentence for claim in story.deciding)
    named = {line.claim for chapter in story.chapters for line in chapter.lines if line.claim}
    assert named <= story.cards.keys()


def test_codes_stand_in_either_order(reference: Library) -> None:
    assert _story(reference, "UZ-KZ") == _story(reference, "kz-uz")


@pytest.mark.parametrize("rest", ["KZ", "KZ-KZ", "KZ-QQ", "KZ-UZ-RU", "-", "κζ-UZ"])
def test_what_names_no_pair_is_unknown(reference: Library, rest: str) -> None:
    with pytest.raises(Unknown):
        agreements(reference, rest)


def test_a_static_export_has_the_table_and_every_two_of_its_states(reference: Library) -> None:
    states = len(_matrix(reference).states)
    found = list(every(reference))
    assert found[0] == ""
    assert len(found) == len({*found}) == 1 + states * (states - 1) // 2


def test_what_data_sets_list_stands_beside_what_reports_say() -> None:
    library = Library(data_set_graph())
    found = {p.pair: p for p in _matrix(library).pairs}
    assert (found["KE", "PE"].status, found["KE", "PE"].listed) == ("stated-absent", ("2001",))
    assert found["KE", "PE"].reading == "contradict"
    assert (found["KE", "QA"].reading, found["KE", "QA"].rank) == ("data-set-only", None)
    story = _story(library, "KE-QA")
    assert story.reading == "data-set-only"
    assert any(line.claim for c in story.chapters if c.title == "Agreements that data sets list" for line in c.lines)
