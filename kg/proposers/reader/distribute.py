"""One claim for each agent of a relation, one for each pair of parties of an agreement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.claims.model import How, SlotValue, Span

Slots = Mapping[str, tuple[SlotValue, ...]]


def distributed(kind: str, slots: Slots, anchor: Span) -> Iterator[Slots]:
    """The sets of slots that a claim's own slots stand for."""
    if kind == "Relation" and len(slots.get("agent", ())) > 1:
        for agent in slots["agent"]:
            yield {**slots, "agent": (agent,)}
    elif kind == "Agreement" and len(slots.get("parties", ())) > 2:
        yield from _pairs(slots, anchor)
    elif kind == "TraffickingRole" and len(slots.get("role", ())) > 1:
        for role in slots["role"]:
            yield {**slots, "role": (role,)}
    else:
        yield slots


def _pairs(slots: Slots, anchor: Span) -> Iterator[Slots]:
    """The one party that is elsewhere, or before the anchor, or first, with each of the others.

    Where that is none of a pair's sides (a convention of many states), all parties stay together.
    """
    parties = slots["parties"]
    elsewhere = [p for p in parties if p.how is How.INHERITED]
    before = [p for p in parties if p.how is not How.INHERITED and p.span is not None and p.span.end <= anchor.start]
    if len(elsewhere) == 1:
        one = elsewhere[0]
    elif len(before) == 1:
        one = before[0]
    elif not before and not elsewhere:
        one = parties[0]
    else:
        yield slots
        return
    for other in parties:
        if other is not one:
            yield {**slots, "parties": (one, other)}
