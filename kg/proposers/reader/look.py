"""The second look of the reader: what it sees of a window around each anchor when it fills the roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    """Anchors of one window, padded to the longest view.

    `view` [A, V]: indexes of units of the window; `seen` [A, V]: 1 where an index is real; `at`, `types` [A]:
    the anchor's place in its view and its type; `distance`, `kinds`, `same` [A, V]: bucket of the distance to the
    anchor, kind of unit, whether it stands in the anchor's sentence.
    """

    view: Array
    seen: Array
    at: Array
    types: Array
    distance: Array
    kinds: Array
    same: Array

    def each(self) -> Iterator[Look]:
        """The look of each anchor alone, without padding."""
        for row, count in enumerate(self.seen.sum(axis=1).astype(int).tolist()):
            one = slice(row, row + 1)
            yield Look(
                view=self.view[one, :count], seen=self.seen[one, :count], at=self.at[one], types=self.types[one],
                distance=self.distance[one, :count], kinds=self.kinds[one, :count], same=self.same[one, :count],
            )  # fmt: skip

    def spread(self, odds: Array, size: int) -> Array:
        """Odds of the views [A, V, R] as odds of all units of the window [A, `size`, R]; what is unseen gets 0."""
        out = np.zeros((len(self.view), size, odds.shape[2]), dtype=odds.dtype)
        for row, (view, seen) in enumerate(zip(self.view, self.seen, strict=True)):
            real = seen > 0
            out[row, view[real]] = odds[row, real]
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


def look(placed: Sequence[Placed], anchors: Sequence[tuple[int, int]]) -> Look:
    """The look of anchors, given as units and indexes of types."""
    views = [view_of(placed, at) for at, _ in anchors]
    longest = max(map(len, views))
    kinds = np.array([KIND_INDEX[p.unit.kind] for p in placed])
    lines = np.array([p.line for p in placed])
    view = np.zeros((len(views), longest), dtype=np.int64)
    seen = np.zeros((len(views), longest), dtype=np.float32)
    distance = np.zeros((len(views), longest), dtype=np.int64)
    for row, (found, (at, _)) in enumerate(zip(views, anchors, strict=True)):
        view[row, : len(found)] = found
        seen[row, : len(found)] = 1
        distance[row, : len(found)] = [distance_bucket(i - at) for i in found]
    ats = np.array([at for at, _ in anchors])
    return Look(
        view=view,
        seen=seen,
        at=np.array([found.index(at) for found, (at, _) in zip(views, anchors, strict=True)]),
        types=np.array([t for _, t in anchors]),
        distance=distance,
        kinds=kinds[view],
        same=((lines[view] == lines[ats][:, None]) & (seen > 0)).astype(np.int64),
    )


def together(answers: Sequence[Sequence[Array]]) -> tuple[Array, Array, Array, Array]:
    """What a network says of anchors that were read alone as one: roles [A, V, R] padded to the longest view."""
    roles = [own for own, *_ in answers]
    out = np.zeros((len(roles), max(own.shape[1] for own in roles), roles[0].shape[2]), dtype=roles[0].dtype)
    for row, own in enumerate(roles):
        out[row, : own.shape[1]] = own[0]
    listed, modality, negated = (np.concatenate([answer[part] for answer in answers]) for part in (1, 2, 3))
    return out, listed, modality, negated
