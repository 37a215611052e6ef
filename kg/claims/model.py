"""A claim: one thing that a source says, with the words that say it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from kg import iri

Value = str | int | float

FIGURE_SLOTS = frozenset(("low", "high", "count"))  # those that make a claim one with a figure


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of character offsets into a source text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start}..{self.end}")

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class How(StrEnum):
    """How a slot value came to be known."""

    STATED = "stated"  # its own words stand in the claim's sentence
    INHERITED = "inherited"  # its words stand elsewhere, and are named
    PARAPHRASED = "paraphrased"  # the reviewer's or the ontology's words for words of the claim's quote
    INFERRED = "inferred"  # a named rule, or a reviewer's judgement


# Values that the claim's own sentence does not carry; a careful user may leave such claims out.
ELSEWHERE = frozenset({How.INHERITED, How.INFERRED})


@dataclass(frozen=True, slots=True)
class SlotValue:
    """One value of a slot, with the words or the rule that it rests on."""

    value: Value
    how: How = How.STATED
    span: Span | None = None
    rule: str | None = None


Slots = Mapping[str, tuple[SlotValue, ...]]


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said (type, slots, polarity, modality), by whom, where, and who read it so.

    `attribution` holds the voices that the text itself names; `notes` the footnote numbers that support
    the claim; `exclusive` the states of which an "only" statement says that there is no other such
    agreement. `basis` names the frame or rule of the proposer, `anchor` the words that made it see a claim,
    `cues` those by which it took the claim to be denied, hedged, planned or wished.
    """

    id: str
    type: str
    document: str
    span: Span
    slots: Slots
    modality: str = "asserted"
    polarity: str = "affirmed"
    attribution: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    proposer: str = "reviewed"
    basis: str = ""
    anchor: str = ""
    cues: tuple[str, ...] = ()
    score: float | None = None
    exclusive: tuple[str, ...] = ()
    digest_span: Span | None = field(default=None, compare=False)

    def values(self, slot: str) -> tuple[Value, ...]:
        return tuple(v.value for v in self.slots.get(slot, ()))

    def number(self, slot: str) -> float | None:
        found = self.values(slot)
        return float(found[0]) if found else None


def freeze(slots: Mapping[str, tuple[SlotValue, ...]]) -> Slots:
    """Read-only slots in the order of their names."""
    return MappingProxyType({name: slots[name] for name in sorted(slots)})


def plain_slots(slots: Slots) -> dict[str, Value | list[Value]]:
    """Slots as the annotation guide writes them: numbers bare, everything else a list."""
    bare = {"low", "high", "count", "since"}
    return {n: v[0].value if n in bare else [x.value for x in v] for n, v in slots.items() if v}


def claim_id(
    document: str,
    span: Span,
    kind: str,
    slots: Slots,
    polarity: str = "affirmed",
    modality: str = "asserted",
    attribution: Iterable[str] = (),
) -> str:
    """Name of a claim: a hash of what it says, in whose voice, and where; equal in every run."""
    said = json.dumps(plain_slots(slots), sort_keys=True, ensure_ascii=False)
    voices = json.dumps(sorted(attribution), ensure_ascii=False)
    return iri.digest(document, f"{span.start}-{span.end}", kind, polarity, modality, voices, said)
