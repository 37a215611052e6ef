"""What a claim says, as units that can be right, wrong or missing; and when two units are the same.

The rules are those of the annotation guide: each slot value is one unit, `polarity` another, a period is
right within a year, numbers within half a percent, free text when half of the shorter wording's words agree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

Unit = tuple[str, Any]

FREE_TEXT = frozenset(
    "holder measure topic action function beneficiaries target sector payer payee subject patient agent "
    "organisation operator addressee place per".split()
)
NOT_SCORED = frozenset((("Recommendation", "action"), ("Payment", "per"), ("Service", "per")))
_SMALL_WORDS = frozenset("a an and at by for from in into of on or s the their to with who which that".split())
_TOLERANCE = 0.005
_YEARS_APART = 1


def words(value: object) -> frozenset[str]:
    """Words of a value in small letters, plurals as singulars, small words left out."""
    found = re.findall(r"[a-z0-9]+", str(value).lower())
    return frozenset(
        w[:-1] if len(w) > 3 and w.endswith("s") else w for w in found if w not in _SMALL_WORDS
    )


def units(kind: str, slots: Mapping[str, Any], polarity: str) -> list[Unit]:
    """The units of a claim in the guide's JSON form."""
    found: list[Unit] = [("polarity", polarity)]
    for slot, value in slots.items():
        values = value if isinstance(value, list) else [value]
        if (kind, slot) in NOT_SCORED:
            continue
        if slot == "year":
            years = [int(str(v)[:4]) for v in values if str(v)[:4].isdigit()]
            found += [(slot, (min(years), max(years)))] if years else []
        else:
            found += [(slot, v) for v in values if v not in (None, "")]
    return found


def same(slot: str, gold: Any, given: Any) -> bool:
    """Does a given value of a slot count as the gold one? Gold may hold alternatives, with "|"."""
    if slot == "year":
        return bool(gold[0] - _YEARS_APART <= given[1] and given[0] <= gold[1] + _YEARS_APART)
    if isinstance(gold, int | float):
        return isinstance(given, int | float) and abs(given - gold) <= _TOLERANCE * abs(gold)
    return any(
        _alike(slot, words(one), words(other)) for one in str(gold).split("|") for other in str(given).split("|")
    )


def _alike(slot: str, gold: frozenset[str], given: frozenset[str]) -> bool:
    if gold == given:
        return True
    shorter = min(len(gold), len(given))
    return slot in FREE_TEXT and shorter > 0 and len(gold & given) / shorter >= 0.5


def agreeing(gold: Sequence[Unit], given: Sequence[Unit]) -> int:
    """How many gold units are among the given ones; each given unit serves once."""
    left = list(given)
    count = 0
    for slot, value in gold:
        for index, (other, candidate) in enumerate(left):
            if other == slot and same(slot, value, candidate):
                del left[index]
                count += 1
                break
    return count
