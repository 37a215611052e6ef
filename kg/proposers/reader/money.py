"""Which money a figure means, where the text says only "dinars", or nothing since it told a like figure before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.claims.model import SlotValue
from kg.currencies import currency_in
from kg.proposers.reader.view import Actor
from kg.proposers.reader.windows import Window
from kg.quantities import Quantity

_SAID = ("place", "payee", "payer", "destination", "sender", "actor", "subject")
_LIKE = 50  # times that one of two like figures may be greater


def with_currency(
    quantity: Quantity, window: Window, at: int, slots: Mapping[str, tuple[SlotValue, ...]]
) -> Quantity:
    """The figure of the unit at an index, with the currency of the nearest state that has money of that name."""
    if quantity.unit != "money" or quantity.currency:
        return quantity
    return replace(quantity, currency=currency_in(quantity.text, _states(window, at, slots)))


def with_unit_before(quantity: Quantity, window: Window, at: int) -> Quantity:
    """A bare figure with the unit of the like one before it in its sentence ("from 6 billion euros to 3 billion")."""
    if quantity.unit is not None:
        return quantity
    line = window.placed[at].line
    values = (p.unit.value for p in reversed(window.placed[:at]) if p.line == line)
    before = (v for v in values if isinstance(v, Quantity) and v.unit in ("money", "percent"))
    told = next(before, None)
    if told is None or not 1 / _LIKE <= _size(quantity) / _size(told) <= _LIKE:
        return quantity
    return replace(quantity, unit=told.unit, currency=told.currency)


def _size(quantity: Quantity) -> float:
    return max(1.0, *(abs(b) for b in (quantity.low, quantity.high) if b is not None))


def _states(window: Window, at: int, slots: Mapping[str, tuple[SlotValue, ...]]) -> Iterator[str]:
    """Codes of states: those of the claim, then those named up to its sentence's end, from the nearest on."""
    for slot in _SAID:
        yield from (str(v.value) for v in slots.get(slot, ()))
    line = window.placed[at].line
    before = [i for i, placed in enumerate(window.placed) if placed.line <= line]
    for index in sorted(before, key=lambda i: abs(i - at)):
        actor = window.placed[index].unit.value
        if isinstance(actor, Actor):
            yield from (e.code for e in (actor.entry, actor.government) if e and e.code)
