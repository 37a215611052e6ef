"""The second look of the reader: what it sees of a window around an anchor when it fills the roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.proposers.reader.encoding import Array
from kg.proposers.reader.labels import distance_bucket
from kg.proposers.reader.units import ACTOR_KINDS, KIND_INDEX
from kg.proposers.reader.windows import Placed

REACH = 40  # units before the anchor's sentence that are seen with their words; of what is farther only mentions
FAR_KINDS = ACTOR_KINDS | {"Y"}


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen from one anchor.

    `view` [V]: indexes of units of the window; `distance`, `kinds`, `same` [V]: bucket of the distance to the anchor,
    kind of unit, whether it stands in the anchor's sentence; `at`, `type`: the anchor's place in the view, its type.
    """

    view: Array
    distance: Array
    kinds: Array
    same: Array
    at: int
    type: int

    def spread(self, odds: Array, size: int) -> Array:
        """Odds of the view [V, R] as odds of all units of the window [`size`, R]; what is unseen gets 0."""
        out = np.zeros((size, odds.shape[1]), dtype=odds.dtype)
        out[self.view] = odds
        return out


def view_of(placed: Sequence[Placed], at: int) -> list[int]:
    """Indexes of the units seen from an anchor: topics, mentions, the words just before its sentence, its sentence."""
    line = placed[at].line
    first = next(i for i, p in enumerate(placed) if p.line == line)
    return [
        i
        for i, p in enumerate(placed)
        if p.segment == 0
        or p.line == line
        or (p.line >= 0 and i < first and (i >= first - REACH or p.unit.kind in FAR_KINDS))
    ]


def look(placed: Sequence[Placed], at: int, kind: int) -> Look:
    """The look of an anchor, given as the index of its unit and of its type."""
    view = view_of(placed, at)
    line = placed[at].line
    return Look(
        view=np.array(view, dtype=np.int64),
        distance=np.array([distance_bucket(i - at) for i in view], dtype=np.int64),
        kinds=np.array([KIND_INDEX[placed[i].unit.kind] for i in view], dtype=np.int64),
        same=np.array([placed[i].line == line for i in view], dtype=np.int64),
        at=view.index(at),
        type=kind,
    )
