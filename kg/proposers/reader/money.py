"""Which country's money a figure means, where the text says only "dinars"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.claims.model import SlotValue
from kg.currencies import currency_in
from kg.proposers.reader.view import Actor
from kg.proposers.reader.windows import Window
from kg.quantities import Quantity

_SAID = ("place", "payee", "payer", "destination", "sender", "actor", "subject")


def with_currency(
    quantity: Quantity, window: Window, at: int, slots: Mapping[str, tuple[SlotValue, ...]]
) -> Quantity:
    """The figure of the unit at an index, with the currency of the nearest state that has money of that name."""
    if quantity.unit != "money" or quantity.currency:
        return quantity
    return replace(quantity, currency=currency_in(quantity.text, _states(window, at, slots)))


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
