"""Slots that the figure of an anchor fills: bounds, unit, currency."""

from __future__ import annotations

from collections.abc import Mapping

from kg.claims.model import SlotValue, Span
from kg.quantities import Quantity, whole

_BOUNDED = frozenset(("MigrantStock", "Remittance", "Payment", "Indicator", "Measure", "Service", "TraffickingRoute"))
_TIMES = ("years", "months", "days", "hours")
_SHARES = frozenset(("percent", "percent-change", "percent-of-gdp", "percent-per-year"))
_MONEY = frozenset(("USD", "money"))


def figure_slots(
    quantity: Quantity, kind: str, slots: Mapping[str, tuple[SlotValue, ...]], where: Span
) -> dict[str, tuple[SlotValue, ...]]:
    """Bounds of the figure with a unit that fits it: the one that was chosen, where it can be."""
    if kind == "Presence":
        bound = quantity.low if quantity.low is not None else quantity.high
        return {"count": (SlotValue(whole(bound), span=where),)} if bound is not None and quantity.unit is None else {}
    if kind not in _BOUNDED:
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
        found["unit"] = (SlotValue(_unit(quantity, kind, chosen), span=where),)
    return found


def _unit(quantity: Quantity, kind: str, chosen: str) -> str:
    """The unit of a figure; what was chosen counts among those that the figure can have."""
    if quantity.unit == "percent":
        return chosen if chosen in _SHARES else "percent"
    if quantity.unit == "money":
        return "USD" if quantity.currency in (None, "USD") or kind == "Remittance" else "money"
    if quantity.unit == "rank":
        return "rank"
    if quantity.unit == "times":
        return "times" if kind != "MigrantStock" else "percent-change"
    if quantity.unit in _TIMES:
        return quantity.unit
    if kind == "MigrantStock":
        return "persons"
    return chosen if chosen and chosen not in _SHARES | _MONEY | {"rank"} else "persons"
