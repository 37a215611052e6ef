"""Rival figures for one quantity: which agree, which refine each other, which contradict, and who says so.

Figures are never averaged or merged: each comparison shows the claims side by side and says in words
what the arithmetic of their intervals gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from kg.analysis.actors import ActorIndex
from kg.analysis.facts import Evidence, Facts, Period, Statement, read_facts
from kg.claims.wording import bounds, number
from kg.errors import UserError
from kg.graph.store import Graph

Kind = Literal["equal", "refines", "overlaps", "conflicts", "incomparable"]

# Type → the properties that say whose figure it is: one side and the other.
_ENDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "MigrantStock": (("origin",), ("destination",)),
    "Remittance": (("sender",), ("receiver",)),
    "TraffickingRoute": (("origin",), ("destination",)),
    "Payment": (("payer",), ("payee", "place")),
    "Indicator": (("indicatorSubject",), ()),
    "Measure": (("measureActor",), ()),
}
# What else two figures must share to be about one population, and how a difference is called.
_POPULATION = ("legalStatus", "sector", "victims", "purpose", "measureKind", "target", "measure", "per")
_EVERYWHERE = float("-inf"), float("inf")


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim with a number; bounds in `unit`, None where open."""

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


@dataclass(frozen=True, slots=True)
class Comparison:
    """All figures on one quantity between the same two sides, and a verdict on each two of them."""

    type: str
    origin: tuple[str, ...]
    destination: tuple[str, ...]
    title: str
    figures: tuple[Figure, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def has_conflict(self) -> bool:
        return any(v.kind == "conflicts" for v in self.verdicts)

    @property
    def is_comparable(self) -> bool:
        """Whether any two of the figures can be held against each other."""
        return any(v.kind != "incomparable" for v in self.verdicts)


_Key = tuple[str, tuple[str, ...], tuple[str, ...]]


def estimates(
    graph: Graph, origin: str | None = None, destination: str | None = None, type: str = "MigrantStock"
) -> tuple[Comparison, ...]:
    """Quantities on which claims give figures: those with conflicts first, single figures last.

    Args:
        graph: where to look.
        origin: code, IRI or name of a state on the first side (origin, sender, subject); None for any.
        destination: the same for the second side (destination, receiver).
        type: claim type with figures, such as `MigrantStock` or `Remittance`.

    Raises:
        UserError: an unknown state, or a type without figures.
    """
    if type not in _ENDS:
        names = ", ".join(_ENDS)
        raise UserError(f"{type}: no type of claims with figures to compare; choose one of {names}")
    facts = read_facts(graph)
    wanted = tuple(facts.actors.code(name) if name else None for name in (origin, destination))
    groups: dict[_Key, list[Statement]] = defaultdict(list)
    for claim in facts.of_type(type):
        first, second = (_nodes(claim, names) for names in _ENDS[type])
        if _has_figure(claim) and _concerns(first, wanted[0], facts) and _concerns(second, wanted[1], facts):
            groups[type, first, second].append(claim)
    found = [_comparison(key, claims, facts.actors) for key, claims in sorted(groups.items())]
    return tuple(
        sorted(found, key=lambda c: (not c.has_conflict, not c.is_comparable, not c.verdicts, c.title))
    )


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
    if one.population != other.population:
        return f"other population: {one.population or 'all'} and {other.population or 'all'}"
    if _apart(one.period, other.period):
        return f"other period: {one.when} and {other.when}"
    return ""


def _part_exceeds_whole(whole: Figure, part: Figure) -> str:
    """The contradiction of a part of the people that is larger than all of them; empty if there is none."""
    same = whole.unit == part.unit == "persons" and not whole.population and part.population
    if not same or _apart(whole.period, part.period) or whole.high is None or part.low is None:
        return ""
    if part.low <= whole.high:
        return ""
    mine, theirs = bounds(part.low, part.high), bounds(whole.low, whole.high)
    return f"{part.population} alone ({mine}) are more than all together ({theirs})"


def _apart(one: Period | None, other: Period | None) -> bool:
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])


def _finite(value: float) -> float | None:
    return None if value in _EVERYWHERE else value


def _has_figure(claim: Statement) -> bool:
    return claim.polarity == "affirmed" and (claim.low is not None or claim.high is not None)


def _nodes(claim: Statement, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(node for name in names for node in claim.nodes.get(name, ())))


def _concerns(nodes: Iterable[str], code: str | None, facts: Facts) -> bool:
    return code is None or any(facts.actors.state(node) == code for node in nodes)


def _comparison(key: _Key, claims: Sequence[Statement], actors: ActorIndex) -> Comparison:
    claim_type, first, second = key
    figures = [_figure(c, actors) for c in claims]
    figures.sort(key=lambda f: (f.unit, f.population, f.period or (0, 0), f.interval, f.claim))
    return Comparison(
        type=claim_type,
        origin=first,
        destination=second,
        title=_title(claim_type, first, second, actors),
        figures=tuple(figures),
        verdicts=tuple(compare(one, other) for one, other in combinations(figures, 2)),
    )


def _title(claim_type: str, first: Sequence[str], second: Sequence[str], actors: ActorIndex) -> str:
    sides = [", ".join(sorted(map(actors.label, nodes))) or "unnamed" for nodes in (first, second)]
    return f"{claim_type}: {' → '.join(sides) if _ENDS[claim_type][1] else sides[0]}"


def _figure(claim: Statement, actors: ActorIndex) -> Figure:
    unit, currency = claim.concept("unit"), ", ".join(claim.words.get("currency", ()))
    return Figure(
        claim=claim.id,
        label=claim.label,
        low=claim.low,
        high=claim.high,
        unit=currency if currency and unit in ("", "money", currency) else unit,
        population="; ".join(_population(claim)),
        period=claim.period,
        speakers=claim.speakers,
        modality=claim.modality,
        roots=claim.roots,
        sources=tuple(actors.label(r) for r in claim.roots),
        evidence=claim.evidence,
    )


def _population(claim: Statement) -> Iterator[str]:
    for name in _POPULATION:
        found = claim.concepts.get(name) or claim.words.get(name)
        if found:
            yield ", ".join(found)
