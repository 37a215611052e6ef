"""Years in brackets: "92 cases (111 in 2020)" dates the second figure alone, "Chad (2011)" what is told of Chad."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.proposers.reader.encoding import Array
from kg.proposers.reader.units import ACTOR_KINDS, FIGURE_KINDS
from kg.proposers.reader.windows import Placed

_YEAR = "Y"


def asides(placed: Sequence[Placed]) -> Iterator[range]:
    """Units that stand in brackets which close within their sentence, from left to right."""
    begin: int | None = None
    for at, one in enumerate(placed):
        if begin is not None and placed[begin].line != one.line:
            begin = None
        if one.unit.text == "(":
            begin = at
        elif one.unit.text == ")" and begin is not None:
            yield range(begin + 1, at)
            begin = None


def dated_asides(placed: Sequence[Placed]) -> Iterator[range]:
    """Units in brackets that hold a figure and a year."""
    for inside in asides(placed):
        kinds = {placed[i].unit.kind for i in inside}
        if _YEAR in kinds and kinds & FIGURE_KINDS:
            yield inside


def own_year(placed: Sequence[Placed], at: int) -> int | None:
    """Index of the year that stands alone in brackets right after a unit."""
    after = [p.unit for p in placed[at + 1 : at + 4]]
    alone = len(after) == 3 and (after[0].text, after[1].kind, after[2].text) == ("(", _YEAR, ")")
    return at + 2 if alone and placed[at].line == placed[at + 3].line else None


def dating(placed: Sequence[Placed], at: int) -> tuple[int | None, frozenset[int]]:
    """The year that surely dates the claim at an anchor, if any, and units that do not date it.

    A figure has not the year of another one of its kind, but may have that of "(12 percent of GDP in 2020)"; an actor
    beside others that have years of their own has none of these.
    """
    own = own_year(placed, at)
    kind = placed[at].unit.kind
    apart = (inside for inside in dated_asides(placed) if at not in inside)
    others = {i for inside in apart if kind in (placed[j].unit.kind for j in inside) for i in inside}
    if kind in ACTOR_KINDS:
        actors = (i for i, p in enumerate(placed) if p.unit.kind in ACTOR_KINDS and i != at)
        others |= {year for i in actors if (year := own_year(placed, i)) is not None}
    return own, frozenset(others - {own})


def dated(placed: Sequence[Placed], at: int, odds: Array) -> Array:
    """Odds [U] of dating the claim at an anchor, after what brackets say."""
    own, others = dating(placed, at)
    out = odds.copy()
    out[list(others)] = 0.0
    if own is not None:
        out[own] = 1.0
    return out
