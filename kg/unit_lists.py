"""Figures told in one breath share the unit that the last of them names: "48, 31 and 25 percent"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.quantities import Quantity

_SCALED = re.compile(r"\b(?:hundred|thousand|million|billion|trillion|mln|bln|bn|mn|tn|m|k)\b", re.IGNORECASE)
# Units that a list shares, with the greatest figure that has them.
_MOST = {"percent": 100.0, "years": 99.0, "months": 99.0, "days": 999.0, "hours": 99.0, "money": float("inf")}
_COMMA = re.compile(r",\s+$")
_LAST = re.compile(r"(?P<comma>,)?\s+and\s+$")


def with_shared_units(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The figures, those without a unit in a list of three and more with that of the list's end.

    Two alone may be two statements ("arrested 45 and 20 percent were convicted"), unless told "respectively". A figure
    that no share, term or price of such a size is, as "300,000 or 12 percent" has, shares nothing.
    """
    out = list(found)
    for last in range(len(out) - 1, 0, -1):
        unit = out[last].unit
        joint = _LAST.match(text[out[last - 1].end : out[last].start])
        if unit not in _MOST or not out[last].text[:1].isalnum() or joint is None:
            continue
        first = last - 1
        while first > 0 and _is_bare(out[first - 1]) and _COMMA.match(text[out[first - 1].end : out[first].start]):
            first -= 1
        members = range(first, last)
        listed = len(members) > 1 or ("respectively" in text and not joint["comma"])
        if listed and all(_is_bare(out[i]) and _fits(out[i], out[last]) for i in members):
            for i in members:
                out[i] = replace(out[i], unit=unit, currency=out[last].currency)
    return out


def _fits(one: Quantity, other: Quantity) -> bool:
    """Are two figures of one size, and neither written with a scale that the other would share, too?"""
    if one.low is None or other.low is None or (not other.text[-1:].isalpha() and other.text[-1:] != "%"):
        return False
    plain = not any(_SCALED.search(q.text) for q in (one, other))
    return plain and one.low <= _MOST[other.unit or ""] and one.low <= 20 * max(other.low, 1)


def _is_bare(quantity: Quantity) -> bool:
    return quantity.unit is None and quantity.currency is None and quantity.low == quantity.high
