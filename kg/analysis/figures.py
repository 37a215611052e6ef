"""Two figures side by side: the arithmetic of their intervals, and why some cannot be compared at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.analysis.facts import Evidence, Period
from kg.analysis.listings import Cell
from kg.claims.wording import bounds, number

Kind = Literal["equal", "refines", "overlaps", "conflicts", "incomparable"]

_EVERYWHERE = float("-inf"), float("inf")


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim with a number; bounds in `unit`, None where open.

    `basis` tells what is counted: a stock or total, an annual, monthly or net flow, or an average. `ends` are
    the two sides in words. `is_loose` marks a share of a whole that the claim does not fix. `cells` are the
    places of a figure that a data set gives; the speaker is then the data set. `written` is the year of the
    document.
    """

    claim: str
    label: str
    low: float | None
    high: float | None
    unit: str
    population: str
    period: Period | None
    speakers: tuple[str, ...]
    modality: str
    roots: tuple[str, ...]
    sources: tuple[str, ...]
    evidence: Evidence
    basis: str = ""
    ends: str = ""
    is_loose: bool = False
    cells: tuple[Cell, ...] = ()
    written: int | None = None

    @property
    def interval(self) -> tuple[float, float]:
        """Bounds with infinities where they are open."""
        low, high = _EVERYWHERE
        return low if self.low is None else self.low, high if self.high is None else self.high

    @property
    def when(self) -> str:
        """Years in brackets, or nothing."""
        if self.period is None:
            return ""
        first, last = self.period
        return f"({first})" if first == last else f"({first}–{last})"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two figures stand to each other; for `refines` the first lies within the second.

    `independent` tells whether they go back to different sources.
    """

    kind: Kind
    first: str
    second: str
    reason: str
    independent: bool


def compare(one: Figure, other: Figure) -> Verdict:
    """How two figures on one quantity stand to each other."""
    independent = set(one.roots).isdisjoint(other.roots)
    too_large = _part_exceeds_whole(one, other) or _part_exceeds_whole(other, one)
    if too_large:
        return Verdict("conflicts", one.claim, other.claim, too_large, independent)
    why_not = _incomparable(one, other)
    if why_not:
        return Verdict("incomparable", one.claim, other.claim, why_not, independent)
    (a, b), (c, d) = one.interval, other.interval
    mine, theirs = bounds(one.low, one.high), bounds(other.low, other.high)
    if (a, b) == (c, d):
        return Verdict("equal", one.claim, other.claim, f"both {mine}", independent)
    if c <= a and b <= d:
        return Verdict("refines", one.claim, other.claim, f"{mine} lies within {theirs}", independent)
    if a <= c and d <= b:
        return Verdict("refines", other.claim, one.claim, f"{theirs} lies within {mine}", independent)
    if max(a, c) <= min(b, d):
        common = bounds(_finite(max(a, c)), _finite(min(b, d)))
        reason = f"{mine} and {theirs} share {common}"
        return Verdict("overlaps", one.claim, other.claim, reason, independent)
    apart = number(max(a, c) - min(b, d))
    reason = f"{mine} and {theirs} have no value in common; {apart} lie between them"
    return Verdict("conflicts", one.claim, other.claim, reason, independent)


def _incomparable(one: Figure, other: Figure) -> str:
    """Why two figures cannot be held against each other; empty if they can."""
    if one.unit != other.unit:
        return f"other unit: {one.unit or 'none'} and {other.unit or 'none'}"
    if one.is_loose or other.is_loose:
        return "shares whose wholes may differ"
    if one.unit == "percent-change" and (one.period is None or one.period != other.period):
        return "changes whose starting points may differ"
    if one.basis != other.basis:
        return f"other basis: {' and '.join(sorted((one.basis, other.basis)))}"
    if one.population != other.population:
        return f"other population: {one.population or 'all'} and {other.population or 'all'}"
    if apart(one.period, other.period):
        return f"other period: {one.when} and {other.when}"
    return ""


def _part_exceeds_whole(whole: Figure, part: Figure) -> str:
    """The contradiction of a part of the people that is larger than all of them; empty if there is none."""
    same = whole.unit == part.unit == "persons" and whole.basis == part.basis
    same = same and not whole.population and bool(part.population)
    if not same or apart(whole.period, part.period) or whole.high is None or part.low is None:
        return ""
    if part.low <= whole.high:
        return ""
    mine, theirs = bounds(part.low, part.high), bounds(whole.low, whole.high)
    return f"{part.population} alone ({mine}) are more than all together ({theirs})"


def against_whole(part: Figure, whole: Figure) -> Verdict:
    """How a figure stands to one on wider sides: it contradicts what it exceeds; nothing else is said."""
    independent = set(part.roots).isdisjoint(whole.roots)
    kind: Kind = "incomparable"
    if part.basis != whole.basis:
        reason = f"part and whole, other basis: {' and '.join(sorted((part.basis, whole.basis)))}"
    elif whole.population not in ("", part.population):
        reason = f"part and whole, other population: {part.population or 'all'} and {whole.population}"
    elif apart(part.period, whole.period):
        reason = f"part and whole, other period: {part.when} and {whole.when}"
    elif part.low is not None and whole.high is not None and part.low > whole.high:
        kind = "conflicts"
        mine, theirs = bounds(part.low, part.high), bounds(whole.low, whole.high)
        reason = f"part exceeds whole: {part.ends} {mine}, but {whole.ends} {theirs}"
    else:
        reason = f"part and whole: {part.ends} lies within {whole.ends}"
    return Verdict(kind, part.claim, whole.claim, reason, independent)


def apart(one: Period | None, other: Period | None) -> bool:
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])


def _finite(value: float) -> float | None:
    return None if value in _EVERYWHERE else value
