"""Which proposed claim stands for which gold claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.evaluation.units import agreeing, units

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Indices: `pairs` of (gold, given), gold claims that were missed, given claims that answer none."""

    pairs: tuple[tuple[int, int], ...]
    missed: tuple[int, ...]
    spurious: tuple[int, ...]


def units_of(record: Record) -> list[tuple[str, Any]]:
    """Units of a claim in the guide's JSON form."""
    return units(record["type"], record.get("slots") or {}, record.get("polarity") or "affirmed")


def pair(gold: Sequence[Record], given: Sequence[Record]) -> Pairing:
    """Pairs claims of one type whose spans overlap, one to one, those first that agree the most."""
    by_type: dict[str, list[int]] = defaultdict(list)
    for index, record in enumerate(given):
        by_type[record["type"]].append(index)
    own = [units_of(g) for g in gold]
    other = [units_of(p) for p in given]
    candidates = []
    for i, wanted in enumerate(gold):
        for j in by_type[wanted["type"]]:
            overlap = min(wanted["end"], given[j]["end"]) - max(wanted["start"], given[j]["start"])
            if overlap > 0:
                worth = agreeing(own[i], other[j]) - 0.01 * abs(len(own[i]) - len(other[j]))
                candidates.append((-worth, -overlap, i, j))
    chosen: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, j in sorted(candidates):
        if i not in chosen and j not in used:
            chosen[i] = j
            used.add(j)
    return Pairing(
        tuple(sorted(chosen.items())),
        tuple(i for i in range(len(gold)) if i not in chosen),
        tuple(j for j in range(len(given)) if j not in used),
    )
