"""Labels of a window: what the network should answer for each of its units and each claim that they bear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from kg.proposers.reader.encoding import Encoded, encode
from kg.proposers.reader.labels import MODALITIES, ROLE_INDEX, ROLES, ROLES_OF, TYPE_INDEX, TYPES, ValueGroups
from kg.proposers.reader.windows import Placed, Window
from training.align import Anchor, names


@dataclass(slots=True)
class Sample:
    """A window with its labels; arrays are over units."""

    window: Window
    encoded: Encoded
    anchor: np.ndarray  # [U, types] 1 positive, 0 negative, -1 ignored
    sentences: list[tuple[int, int, np.ndarray]]  # unit range, types in it
    anchors: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the lines of a window begin among its units, and how many units they have there."""

    first: Mapping[int, int]
    count: Mapping[int, int]

    @classmethod
    def of(cls, placed: Sequence[Placed]) -> Place:
        first: dict[int, int] = {}
        count: dict[int, int] = defaultdict(int)
        for index, p in enumerate(placed):
            if p.line >= 0:
                first.setdefault(p.line, index)
                count[p.line] += 1
        return cls(first, count)

    def among(self, places: Iterable[tuple[int, int]]) -> list[int]:
        """Units of the window at some places (line, unit of the line); those outside are left out."""
        return [self.first[x] + y for x, y in places if x in self.first and y < self.count[x]]


def sample_of(
    window: Window, by_line: Mapping[int, Sequence[Anchor]], tokenizer: Tokenizer, values: ValueGroups,
    dropped: Callable[[], bool] | None = None,
) -> Sample:  # fmt: skip
    """A window with the labels of the gold anchors of its target lines; `dropped`: which words are hidden."""
    placed, place = window.placed, Place.of(window.placed)
    anchor = np.full((len(placed), len(TYPES)), -1, dtype=np.int8)
    sentences, anchors = [], []
    for line in sorted({p.line for p in placed if p.segment == 2}):
        start, end = place.first[line], place.first[line] + place.count[line]
        inside = [gold for gold in by_line.get(line, ()) if gold.unit < place.count[line]]
        anchor[start:end] = 0
        present = np.zeros(len(TYPES), dtype=np.float32)
        merged: dict[tuple[int, str], list[Anchor]] = defaultdict(list)
        for gold in by_line.get(line, ()):
            covered = anchor[start + gold.span[0] : start + gold.span[1] + 1, TYPE_INDEX[gold.type]]
            covered[covered == 0] = -1
        for gold in inside:
            anchor[start + gold.unit, TYPE_INDEX[gold.type]] = 1
            present[TYPE_INDEX[gold.type]] = 1
            merged[gold.unit, gold.type].append(gold)
        sentences.append((start, end, present))
        anchors += [_anchor(placed, place, golds, values) for golds in merged.values()]
    return Sample(window, encode(window, tokenizer, dropped), anchor, sentences, anchors)


def _anchor(placed: Sequence[Placed], place: Place, golds: Sequence[Anchor], values: ValueGroups) -> dict[str, Any]:
    """What is asked of an anchor that one or several gold claims of a type share."""
    line, unit, kind = golds[0].line, golds[0].unit, golds[0].type
    targets = {}
    for group, listed in values.groups.items():
        type_name, _, slot = group.partition(".")
        if type_name == kind:
            found = [v for g in golds for v in g.values.get(slot, ()) if v in listed]
            unlisted = any(slot in g.values for g in golds) and not found
            targets[group] = (
                [] if unlisted and slot in ("kind", "relation") else [listed.index(v) for v in found] or [0]
            )
    return {
        "at": place.first[line] + unit, "type": TYPE_INDEX[kind], "role": roles_of(placed, place, golds),
        "values": targets, "modality": MODALITIES.index(golds[0].modality),
        "polarity": float(golds[0].polarity == "negated"),
    }  # fmt: skip


def roles_of(placed: Sequence[Placed], place: Place, golds: Sequence[Anchor]) -> np.ndarray:
    """Labels [U, roles] of an anchor: 1 where a unit fills a role, 0 where it does not, -1 where nobody knows.

    Words of other sentences count as well: who sees them only where they are right learns to take them all.
    """
    line = golds[0].line
    role = np.full((len(placed), len(ROLES)), -1, dtype=np.int8)
    for name in (*ROLES_OF[golds[0].type], "attribution"):
        column = role[:, ROLE_INDEX[name]]
        places = {at for g in golds for at in g.roles.get(name, ())}
        known = {v for g in golds for v in g.topics.get(name, ())}
        if places or not any(name in g.masked for g in golds):
            column[:] = 0
        doubtful = {at for g in golds for at in g.ignored.get(name, ())}
        column[place.among(doubtful - places)] = -1
        inherited = not any(x == line for x, _ in places)
        for index, p in enumerate(placed):
            if p.segment == 0 and any(names(p.unit, v) for v in known):
                column[index] = 1 if inherited else -1
        column[place.among(places)] = 1
    return role
