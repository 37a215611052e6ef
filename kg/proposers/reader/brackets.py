"""Figures that stand in brackets with a year of their own: "92 cases (111 in 2020)" dates the second alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.proposers.reader.units import FIGURE_KINDS
from kg.proposers.reader.windows import Placed

_YEAR = "Y"


def dated_asides(placed: Sequence[Placed]) -> Iterator[range]:
    """Units in brackets, within one sentence, that hold a figure and a year."""
    begin: int | None = None
    for at, one in enumerate(placed):
        if begin is not None and placed[begin].line != one.line:
            begin = None
        if one.unit.text == "(" and one.unit.kind == "word":
            begin = at
        elif one.unit.text == ")" and begin is not None:
            inside = range(begin + 1, at)
            kinds = {placed[i].unit.kind for i in inside}
            if _YEAR in kinds and kinds & FIGURE_KINDS:
                yield inside
            begin = None
