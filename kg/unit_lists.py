"""Figures told in one breath share the unit that the last of them names: "48, 31 and 25 percent"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.quantities import Quantity

_SHARED = frozenset(("percent", "years", "months", "days", "hours", "money"))
_COMMA = re.compile(r",\s+$")
_LAST = re.compile(r"(?P<comma>,)?\s+(?:and|or)\s+$")


def with_shared_units(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The figures, those without a unit in a list with that of the list's end.

    "12, and 30 percent" may be two statements, so that two figures with a comma between share nothing.
    """
    out = list(found)
    for last in range(len(out) - 1, 0, -1):
        unit = out[last].unit
        joint = _LAST.match(text[out[last - 1].end : out[last].start])
        if unit not in _SHARED or not out[last].text[:1].isalnum() or joint is None:
            continue
        first = last - 1
        while first > 0 and _is_bare(out[first - 1]) and _COMMA.match(text[out[first - 1].end : out[first].start]):
            first -= 1
        members = range(first, last)
        if all(_is_bare(out[i]) for i in members) and (len(members) > 1 or not joint["comma"]):
            for i in members:
                out[i] = replace(out[i], unit=unit, currency=out[last].currency)
    return out


def _is_bare(quantity: Quantity) -> bool:
    return quantity.unit is None and quantity.currency is None and quantity.low == quantity.high
