"""Rival figures of the explorer against `mkg estimates`."""

from __future__ import annotations

import pytest

from kg.analysis.estimates import FIGURE_TYPES
from kg.analysis.estimates import estimates as compare
from kg.api import open_graph
from kg.web.explorer.estimates import Estimates, Quantities, estimates, every, wording
from kg.web.explorer.library import Library, Unknown
from tests.web.explorer.data_set_graph import data_set_graph


@pytest.fixture(scope="module")
def reference() -> Library:
    return Library(open_graph())


def _estimates(library: Library, kind: str) -> Estimates:
    found = estimates(library, kind)
    assert isinstance(found, Estimates)
    return found


@pytest.mark.parametrize("kind", FIGURE_TYPES)
def test_every_figure_and_every_verdict_of_the_analysis_is_there(reference: Library, kind: str) -> None:
    found, known = _estimates(reference, kind), compare(reference.graph, type=kind)
    assert [[(f.claim, f.low, f.high) for f in g.figures] for g in found.groups] == [
        [(f.claim, f.low, f.high) for f in c.figures] for c in known
    ]
    told = [len(g.verdicts) + sum(r.pairs for r in g.incomparable) for g in found.groups]
    assert told == [len(c.verdicts) for c in known]
    assert len({g.key for g in found.groups}) == len(found.groups)


def test_the_list_counts_the_figures_of_each_type(reference: Library) -> None:
    found = estimates(reference, "")
    assert isinstance(found, Quantities)
    assert list(every(reference)) == ["", *(q.type for q in found.quantities)]
    for quantity in found.quantities:
        groups = _estimates(reference, quantity.type).groups
        assert (quantity.groups, quantity.figures) == (len(groups), sum(len(g.figures) for g in groups))


def test_figures_have_a_speaker_and_mostly_the_words_of_the_text(reference: Library) -> None:
    figures = [f for g in _estimates(reference, "MigrantStock").groups for f in g.figures]
    assert all(f.speakers for f in figures)
    assert sum(bool(f.wording) for f in figures) > 0.9 * len(figures)


def test_a_conflict_with_a_whole_shows_the_whole(reference: Library) -> None:
    groups = _estimates(reference, "MigrantStock").groups
    clashing = [g for g in groups if any(v.kind == "conflicts" for v in g.verdicts)]
    assert clashing
    for group in clashing:
        known = {f.claim for f in (*group.figures, *group.wholes)}
        assert all({v.first, v.second} <= known for v in group.verdicts if v.kind == "conflicts")


@pytest.mark.parametrize(
    ("quote", "low", "high", "expected"),
    [
        ("Some say that over 3,000 people left.", 3000, None, "over 3,000"),
        ("between 5% and 7% of them", 5, 7, "between 5% and 7%"),
        ("nobody counted them", 5, 5, ""),
    ],
)
def test_wording_is_the_figure_as_the_text_has_it(
    quote: str, low: float | None, high: float | None, expected: str
) -> None:
    assert wording(quote, low, high) == expected


def test_figures_of_data_sets_are_told_apart() -> None:
    (group,) = _estimates(Library(data_set_graph()), "MigrantStock").groups
    assert [(f.source, f.low) for f in group.figures] == [("report", 900), ("data set", 700)]


def test_a_type_without_figures_is_unknown(reference: Library) -> None:
    with pytest.raises(Unknown):
        estimates(reference, "Law")
