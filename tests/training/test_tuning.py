"""Cut-offs of anchors: speaking must be worth it, and few cases lean on those of all types."""

from __future__ import annotations

from itertools import product

import pytest

from kg.evaluation.measure import Tally
from kg.proposers.reader.labels import TYPES

tuning = pytest.importorskip("training.tuning", reason="the training is not in this distribution")
COMMON, RARE = TYPES[0], TYPES[1]


def tallies(**from_one_on: dict[float, tuple[int, int]]) -> dict[tuple[str, bool, float], Tally]:
    """Right and wrong values of the types named, from each probability on: those of the nearest one at or above it."""
    found = {key: Tally() for key in product(TYPES, (False, True), tuning.GRID)}
    for kind, steps in from_one_on.items():
        for least in tuning.GRID:
            nearest = min((s for s in steps if s >= least), default=None)
            found[kind, False, least] = Tally(*steps[nearest]) if nearest else Tally()
    return found


def test_a_type_speaks_from_where_most_of_what_it_adds_is_right() -> None:
    others, figures = tuning.anchor_cutoffs(tallies(**{COMMON: {0.3: (60_000, 40_000), 0.6: (50_000, 5_000)}}), 0.5)
    assert others[COMMON] == 0.6
    assert set(figures.values()) == {tuning.SILENT}


@pytest.mark.parametrize(("right", "least"), [(3, 0.6), (30_000, 0.3)], ids=["few cases", "many cases"])
def test_few_cases_lean_on_those_of_all_types(right: int, least: float) -> None:
    found = tallies(**{COMMON: {0.3: (60_000, 40_000), 0.6: (50_000, 5_000)}, RARE: {0.3: (right, 0), 0.6: (1, 0)}})
    assert tuning.anchor_cutoffs(found, 0.5)[0][RARE] == least
