"""Precision, recall and F1 over slots and claims, and over voices, notes, modality and negation."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.claims.model import FIGURE_SLOTS
from kg.evaluation.pairing import Pairing, Record, pair, units_of
from kg.evaluation.units import agreeing, same

_ONE_MISSING = 1  # units that a claim may miss and still be right


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of what is right, wrong (given only) and missed (gold only)."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A proposed claim with what became of it: right as a whole or not, and its slots."""

    type: str
    basis: str
    score: float | None
    right: bool
    slots: Tally


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured on some passages; `parts` holds the same for each passage, for intervals."""

    slots: Mapping[str, Tally] = field(default_factory=dict)
    claims: Mapping[str, Tally] = field(default_factory=dict)
    attribution: Tally = Tally()
    notes: Tally = Tally()
    pairs: int = 0
    modality: int = 0
    negated: Tally = Tally()  # gold-negated claims that were found: right where they are given as negated
    judged: tuple[Judged, ...] = ()
    parts: tuple[Measured, ...] = ()

    def interval(self, figure: Callable[[Measured], float], rounds: int = 1000, seed: int = 1) -> tuple[float, float]:
        """Bounds between which 95 of 100 resamples of the passages lie (percentile bootstrap, Efron 1979)."""
        if len(self.parts) < 2:
            return figure(self), figure(self)
        choose = random.Random(seed)
        drawn = sorted(
            figure(join(choose.choices(self.parts, k=len(self.parts)))) for _ in range(rounds)
        )
        return drawn[int(0.025 * rounds)], drawn[int(0.975 * rounds) - 1]


def has_figure(record: Record) -> bool:
    """Does a claim state a number?"""
    return bool(FIGURE_SLOTS & (record.get("slots") or {}).keys())


def measure(gold: Sequence[Record], given: Sequence[Record]) -> Measured:
    """One passage: every row is named "all", "with figures", "without figures" or after a type."""
    pairing = pair(gold, given)
    slots: dict[str, Tally] = {}
    claims: dict[str, Tally] = {}
    judged: list[Judged] = []
    for names, tally, whole in _rows(gold, given, pairing, judged):
        for name in names:
            slots[name] = slots.get(name, Tally()) + tally
            claims[name] = claims.get(name, Tally()) + whole
    voices, notes, modality, negated = _besides(gold, given, pairing)
    return Measured(slots, claims, voices, notes, len(pairing.pairs), modality, negated, tuple(judged))


def _rows(
    gold: Sequence[Record], given: Sequence[Record], pairing: Pairing, judged: list[Judged]
) -> Iterable[tuple[tuple[str, ...], Tally, Tally]]:
    for i, j in pairing.pairs:
        wanted, found = units_of(gold[i]), units_of(given[j])
        right = agreeing(wanted, found)
        good = right == len(found) and len(wanted) - right <= _ONE_MISSING
        tally = Tally(right, len(found) - right, len(wanted) - right)
        judged.append(_judged(given[j], good, tally))
        yield _names(gold[i]), tally, Tally(int(good), int(not good), int(not good))
    for i in pairing.missed:
        yield _names(gold[i]), Tally(missed=len(units_of(gold[i]))), Tally(missed=1)
    for j in pairing.spurious:
        tally = Tally(wrong=len(units_of(given[j])))
        judged.append(_judged(given[j], False, tally))
        yield _names(given[j]), tally, Tally(wrong=1)


def _names(record: Record) -> tuple[str, ...]:
    return "all", "with figures" if has_figure(record) else "without figures", str(record["type"])


def _judged(record: Record, right: bool, slots: Tally) -> Judged:
    return Judged(str(record["type"]), str(record.get("basis") or ""), record.get("score"), right, slots)


def _besides(
    gold: Sequence[Record], given: Sequence[Record], pairing: Pairing
) -> tuple[Tally, Tally, int, Tally]:
    voices = notes = negated = Tally()
    modality = 0
    for i, j in pairing.pairs:
        wanted, found = gold[i], given[j]
        modality += (wanted.get("modality") or "asserted") == (found.get("modality") or "asserted")
        named, given_names = wanted.get("attribution") or [], found.get("attribution") or []
        hits = sum(any(same("agent", n, g) for g in given_names) for n in named)
        voices += Tally(hits, max(0, len(given_names) - hits), len(named) - hits)
        a, b = set(wanted.get("notes") or ()), set(found.get("notes") or ())
        notes += Tally(len(a & b), len(b - a), len(a - b))
        if wanted.get("polarity") == "negated":
            negated += Tally(right=1) if found.get("polarity") == "negated" else Tally(missed=1)
        elif found.get("polarity") == "negated":
            negated += Tally(wrong=1)
    return voices, notes, modality, negated


def join(parts: Sequence[Measured]) -> Measured:
    """The sum over passages."""
    return Measured(
        _added(p.slots for p in parts),
        _added(p.claims for p in parts),
        sum((p.attribution for p in parts), Tally()),
        sum((p.notes for p in parts), Tally()),
        sum(p.pairs for p in parts),
        sum(p.modality for p in parts),
        sum((p.negated for p in parts), Tally()),
        tuple(j for p in parts for j in p.judged),
        tuple(parts),
    )


def _added(tables: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    total: dict[str, Tally] = {}
    for table in tables:
        for name, tally in table.items():
            total[name] = total.get(name, Tally()) + tally
    return total
