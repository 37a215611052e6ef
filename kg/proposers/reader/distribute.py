"""What a coordination stands for: a claim for each pair of parties, each role, each figure with its own place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.claims.model import How, SlotValue, Span

Slots = Mapping[str, tuple[SlotValue, ...]]


def distributed(kind: str, slots: Slots, anchor: Span, partner: Span | None = None) -> Iterator[Slots]:
    """The sets of slots that a claim's own slots stand for. `partner`: words of the party that each other one has."""
    if kind == "Agreement" and len(slots.get("parties", ())) > 2:
        yield from _pairs(slots, anchor, partner)
    elif kind == "TraffickingRole" and len(slots.get("role", ())) > 1:
        for role in slots["role"]:
            yield {**slots, "role": (role,)}
    else:
        yield slots


def _pairs(slots: Slots, anchor: Span, partner: Span | None) -> Iterator[Slots]:
    """The one party that is elsewhere, or before the anchor, or behind it, or first, with each of the others.

    Where that is none of a pair's sides (a convention of many states), all parties stay together.
    """
    parties = slots["parties"]
    elsewhere = [p for p in parties if p.how is How.INHERITED]
    here = [p for p in parties if p.how is not How.INHERITED and p.span is not None]
    before = [p for p in here if p.span is not None and p.span.end <= anchor.start]
    behind = [p for p in here if p not in before]
    named = [p for p in here if p.span == partner]
    if named:
        one = named[0]
    elif len(elsewhere) == 1:
        one = elsewhere[0]
    elif len(before) == 1:
        one = before[0]
    elif len(behind) == 1 and before:
        one = behind[0]
    elif not before and not elsewhere:
        one = parties[0]
    else:
        yield slots
        return
    for other in parties:
        if other is not one:
            yield {**slots, "parties": (one, other)}


def each_alone(slots: Slots) -> Iterator[Slots]:
    """The slots once for each party, where none is the partner of another."""
    yield from ({**slots, "parties": (party,)} for party in slots["parties"])


_SHARED = ("origin", "destination", "sender", "receiver", "payee", "payer", "place", "subject", "year")


def respectively(rows: Sequence[Slots]) -> list[dict[str, tuple[SlotValue, ...]]]:
    """The slots of figures that one sentence tells "respectively": of as many values as figures, to each its own."""
    out = [dict(row) for row in rows]
    for name in _SHARED:
        stated: dict[Span, dict[SlotValue, None]] = defaultdict(dict)  # a period is two values in one place
        for row in rows:
            for value in row.get(name, ()):
                if value.span and value.how is How.STATED:
                    stated[value.span][value] = None
        if len(stated) == len(rows):
            for own, span in zip(out, sorted(stated), strict=True):
                own[name] = tuple(stated[span])
    return out
