"""Slots that the figure of an anchor fills: bounds, unit, currency."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from kg.claims.model import SlotValue, Span
from kg.quantities import Quantity, whole

_PATH = Path(__file__).parent / "falls.yaml"
_BOUNDED = frozenset(("MigrantStock", "Remittance", "Payment", "Indicator", "Measure", "Service", "TraffickingRoute"))
_HEADS = re.compile(r"(?:lead|led|top|head)", re.I)
_PRODUCT = re.compile(r"\b(?:GDP|GNP|GNI|products?|income|output|econom\w+)\b", re.I)
_HALVED = re.compile(r"\bhalv", re.I)
_OF = re.compile(r"\s+of\b", re.I)
_TIMES = ("years", "months", "days", "hours")
_SHARES = frozenset(("percent", "percent-change", "percent-of-gdp", "percent-per-year"))
_MONEY = frozenset(("USD", "money"))


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What ends before a figure that is one of a fall, what follows such a figure, and what follows one of a rise."""
    held = yaml.safe_load(_PATH.read_text(encoding="utf-8"))
    fall, behind, rise = ("|".join(held[name].split()) for name in ("falls", "falls behind", "rises"))
    before = rf"\b(?:{fall})\b(?:(?!\b(?:{rise})\b)(?:,(?=\d)|[^,;])){{0,60}}$"
    own = rf"\s+(?:\w+\s+)?(?:{rise})\b"
    return re.compile(before, re.I), re.compile(rf"\s+(?:{fall}|{behind})\b", re.I), re.compile(own, re.I)


def falls(sentence: str, quantity: Quantity) -> bool:
    """Is the figure that of a fall ("fell by 12 percent", "a 12 percent drop")? Words are in `falls.yaml`."""
    before, behind, rises = _words()
    if _HALVED.search(quantity.text) or behind.match(sentence, quantity.end):
        return True
    return not rises.match(sentence, quantity.end) and before.search(sentence[: quantity.start]) is not None


def figure_slots(
    quantity: Quantity, kind: str, slots: Mapping[str, tuple[SlotValue, ...]], where: Span, sentence: str
) -> dict[str, tuple[SlotValue, ...]]:
    """Bounds of the figure with a unit that fits it: the one that was chosen, where it can be.

    A change in percent for the less gets negative bounds, turned round: "fell by over 5 percent" is at most -5.
    `where`: of the figure in the source; `sentence`: the one that `quantity` was read from.
    """
    if kind == "Presence":
        bound = quantity.low if quantity.low is not None else quantity.high
        return {"count": (SlotValue(whole(bound), span=where),)} if bound is not None and quantity.unit is None else {}
    if not _measures(quantity, kind):
        return {}
    found: dict[str, tuple[SlotValue, ...]] = {}
    if quantity.low is not None:
        found["low"] = (SlotValue(whole(quantity.low), span=where),)
    if quantity.high is not None:
        found["high"] = (SlotValue(whole(quantity.high), span=where),)
    if kind in ("Payment", "Remittance") and quantity.currency:
        found["currency"] = (SlotValue(quantity.currency, span=where),)
    elif kind == "Payment" and not slots.get("currency"):
        return {}
    if kind in ("MigrantStock", "Remittance", "Indicator", "Measure"):
        chosen = next((str(v.value) for v in slots.get("unit", ())), "")
        unit = _unit(quantity, kind, chosen, sentence)
        if unit:
            found["unit"] = (SlotValue(unit, span=where),)
        if unit == "percent-change" and falls(sentence, quantity):
            found |= _negative(found)
        if unit == "rank" and quantity.low == 1 and _shared(quantity, sentence):
            found["high"] = (SlotValue(max(1, len(slots.get("subject", ()))), span=where),)
    return found


def _measures(quantity: Quantity, kind: str) -> bool:
    """Can a figure be what a claim of a type counts? A ranking is an indicator, money sent home is no bare count, and
    a route counts victims: no share of them, no money, no days."""
    if kind == "Remittance":
        return quantity.unit not in (None, "rank")
    if kind == "TraffickingRoute":
        return quantity.unit is None
    return kind in _BOUNDED and (quantity.unit != "rank" or kind == "Indicator")


def _of_else(quantity: Quantity, sentence: str) -> bool:
    """Is the figure said to be a share "of" something in a sentence that speaks of no state's product or income?"""
    return bool(_OF.match(sentence, quantity.end)) and not _PRODUCT.search(sentence)


def _shared(quantity: Quantity, sentence: str) -> bool:
    """Do several share the first ranks ("the largest buyers", "lead the list"), or is it one ("the highest price")?"""
    several = _HEADS.match(quantity.text) or (quantity.noun or "").endswith("s")
    return bool(several) and "respectively" not in sentence


def _negative(found: dict[str, tuple[SlotValue, ...]]) -> dict[str, tuple[SlotValue, ...]]:
    bounds = [(name, found[name]) for name in ("low", "high") if name in found]
    for name, _ in bounds:
        del found[name]
    turned = {"low": "high", "high": "low"}
    return {turned[n]: (replace(v, value=whole(-abs(float(v.value)))),) for n, (v,) in bounds}


def _unit(quantity: Quantity, kind: str, chosen: str, sentence: str) -> str:
    """The unit of a figure; what was chosen counts among those that the figure can have. None ("") of money sent home
    in another currency than dollars: its currency tells it."""
    if quantity.unit == "percent":
        elsewhere = chosen == "percent-of-gdp" and _of_else(quantity, sentence)
        return chosen if chosen in _SHARES and not elsewhere else "percent"
    if quantity.unit == "money":
        if kind == "Remittance":
            return "USD" if quantity.currency == "USD" else ""
        return "USD" if quantity.currency == "USD" and chosen != "money" else "money"
    if quantity.unit == "rank":
        return "rank"
    if quantity.unit in ("times", *_TIMES):
        return quantity.unit
    if quantity.unit == "degrees":
        return "degrees Celsius"
    if kind == "MigrantStock":
        return "persons"
    return chosen if chosen and chosen not in _SHARES | _MONEY | {"rank"} else "persons"
