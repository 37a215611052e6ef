"""Headings of one rank that stand in others."""

from __future__ import annotations

import pytest

from kg.document.chapters import nested

CASES = {
    "parts that chapters have again": (
        [("Chad", 1), ("Law", 1), ("Police", 1), ("Mali", 1), ("Law", 1), ("Police", 1)],
        [1, 2, 2, 1, 2, 2],
    ),
    "what is deeper goes with them": (
        [("Chad", 1), ("Law", 1), ("Courts", 2), ("Mali", 1), ("Law", 1), ("End", 2)],
        [1, 2, 3, 1, 2, 3],
    ),
    "known parts of one chapter": ([("CHAD (Tier 2)", 1), ("PROSECUTION", 1), ("PREVENTION", 1)], [1, 2, 2]),
    "one known part alone": ([("Chad", 1), ("Protection", 1), ("Mali", 1)], [1, 1, 1]),
    "known parts of a summary": ([("Summary", 1), ("Prevention", 1), ("Protection", 1)], [1, 1, 1]),
    "numbered parts": ([("Chad", 1), ("1. Law", 1), ("Mali", 1), ("2. Law", 1)], [1, 2, 1, 2]),
    "twice among many": ([("A", 1), ("Law", 1), ("B", 1), ("Law", 1), ("C", 1), ("D", 1), ("E", 1)], [1] * 7),
    "recommendations twice": (
        [("Summary", 1), ("Recommendations", 1), ("Chad", 1), ("Recommendations", 1)],
        [1, 1, 1, 1],
    ),
    "conclusions of chapters": (
        [("North", 1), ("Chad", 2), ("Conclusion", 2), ("South", 1), ("Mali", 2), ("Conclusion", 2)],
        [1, 2, 2, 1, 2, 2],
    ),
    "parts in parts": (
        [("Chad", 1), ("Law", 1), ("Reform", 2), ("Courts", 2), ("Tests", 2),
         ("Mali", 1), ("Law", 1), ("Change", 2), ("Courts", 2), ("Costs", 2)],
        [1, 2, 3, 3, 3, 1, 2, 3, 3, 3],
    ),
    "nothing before": ([("Law", 1), ("Chad", 1), ("Law", 1), ("Mali", 1)], [1, 1, 1, 1]),
    "a title twice in a row": ([("Chad", 1), ("Law", 1), ("Law", 1), ("Mali", 1)], [1, 1, 1, 1]),
    "deeper ones have their chapter": ([("Chad", 1), ("Law", 2), ("Mali", 1), ("Law", 2)], [1, 2, 1, 2]),
    "titles that come once": ([("Chad", 1), ("Mali", 1), ("Law", 2)], [1, 1, 2]),
    "no title": ([("", 0), ("Chad", 1)], [0, 1]),
    "nothing": ([], []),
}  # fmt: skip


@pytest.mark.parametrize(("headings", "levels"), CASES.values(), ids=CASES.keys())
def test_levels(headings: list[tuple[str, int]], levels: list[int]) -> None:
    assert nested(headings) == levels
