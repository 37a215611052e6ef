"""Where claims are told: the anchors that the network believes in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from kg.proposers.reader.coordination import levelled
from kg.proposers.reader.encoding import Array
from kg.proposers.reader.labels import TYPES
from kg.proposers.reader.units import FIGURE_KINDS, PLACE_KINDS
from kg.proposers.reader.windows import Placed, Window

_AGREEMENT = TYPES.index("Agreement")
_SURE = 0.8  # probability from which an anchor is one beside others
_SURE_PARTNER = 0.5  # of a state that is one, since another one beside it is another partner
_APART = 5  # units between two anchors of one type that are not figures
_HARDLY = 0.05  # probability up to which a unit is no anchor


@dataclass(frozen=True, slots=True)
class Anchored:
    """An anchor that the network proposes: a unit of the window, a type, a probability."""

    at: int
    type: str
    probability: float


def anchors_of(window: Window, probabilities: Array, least: Callable[[str], float]) -> list[Anchored]:
    """The anchors above the least probability of their type; of some of one type close together, the likeliest stays.

    Only one of them can be the anchor of the claim that is told there, so that their probabilities add up; but where
    each is sure by itself, each has a claim of its own, as the partners have with whom a state has agreements.
    """
    found: list[Anchored] = []
    for t, kind in enumerate(TYPES):
        likely: dict[int, float] = {}
        for at in _ranked(window, probabilities[:, t]):
            sure = probabilities[at, t] >= _sure(window.placed[at], kind)
            near = at if sure else next((other for other in likely if _one_place(window, other, at)), at)
            likely[near] = min(1.0, likely.get(near, 0.0) + float(probabilities[at, t]))
        found += [Anchored(at, kind, p) for at, p in likely.items() if p >= least(kind)]
    return sorted(found, key=lambda a: (a.at, TYPES.index(a.type)))


def partners_alike(probabilities: Array, groups: Sequence[Sequence[int]]) -> Array:
    """Probabilities of anchors [U, types] in which the partners of a list are as sure as the surest."""
    out = probabilities.copy()
    column = slice(_AGREEMENT, _AGREEMENT + 1)
    out[:, column] = levelled(probabilities[:, column], groups)
    return out


def _sure(placed: Placed, kind: str) -> float:
    return _SURE_PARTNER if kind == "Agreement" and placed.unit.kind in PLACE_KINDS else _SURE


def _ranked(window: Window, column: Array) -> list[int]:
    """Units of the sentences that are asked about that may be anchors of one type, the likeliest first."""
    targets = [i for i in np.flatnonzero(column > _HARDLY).tolist() if window.placed[i].segment == 2]
    return sorted(targets, key=lambda i: (-column[i], i))


def _one_place(window: Window, one: int, other: int) -> bool:
    a, b = window.placed[one], window.placed[other]
    both = a.unit.kind in FIGURE_KINDS and b.unit.kind in FIGURE_KINDS
    return a.line == b.line and abs(one - other) <= _APART and not both
