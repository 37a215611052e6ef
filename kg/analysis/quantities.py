"""Estimates of migrants and money between two states, and the interval that they span together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from kg.analysis.actors import ActorIndex
from kg.analysis.bases import basis, is_flow, is_of_others
from kg.analysis.facts import Evidence, Facts, Period, Statement

Scope = Literal["whole", "part", "flow", "shared", "average"]
"""`whole`: the figure is about this corridor; `part`: about some of its people (irregular, in one town, in
one trade); `flow`: about those who move in a year; `shared`: about all the people of several corridors
together; `average`: about a mean, such as the money that one migrant sends."""

# Scopes by which a corridor's own figures make an interval, the best first.
_OWN: tuple[Scope, ...] = ("whole", "part", "flow")

Direction = tuple[str, str]
"""Codes of the state that people or money leave and of the state that they reach."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """One claim about a corridor.

    `low` and `high` are bounds in `unit` (`persons`, `percent`, a currency code, …), None where the words
    leave a side open. `corridors` is the number of corridors that the figure is about; one on several has the
    scope `shared` only if it bounds each of them. `left_out` says why the figure is not counted, and is empty
    for one that is.
    """

    claim: str
    low: float | None
    high: float | None
    unit: str
    period: Period | None
    speakers: tuple[str, ...]
    modality: str
    roots: tuple[str, ...]
    sources: tuple[str, ...]
    status: str
    sector: str
    scope: Scope
    corridors: int
    left_out: str
    evidence: Evidence

    @property
    def has_figure(self) -> bool:
        return self.low is not None or self.high is not None


@dataclass(frozen=True, slots=True)
class Corridor:
    """What is claimed of one direction.

    `low` and `high` span all estimates that count (least lower bound to greatest upper bound; None is
    open or unknown), by the best `scope` at hand: figures for the whole; else for parts; else for a year's flow; else
    the upper bound that shared figures set; averages never count. `most` is the upper bound of all the people or
    money, which parts and a year's flow do not give: None where it is open or unknown. `midpoint` (of all known
    bounds of the corridor's own figures) and `even_share` (the largest even share of figures on several corridors)
    order corridors and are no estimates. `unit` is that of the bounds.
    """

    origin: str
    destination: str
    low: float | None
    high: float | None
    unit: str
    scope: Scope | None
    most: float | None
    midpoint: float
    even_share: float
    estimates: tuple[Estimate, ...]
    shares: tuple[Estimate, ...]
    shared: tuple[Estimate, ...]

    @property
    def is_claimed(self) -> bool:
        """Whether any claim affirms the corridor, with a figure or without."""
        return any(not e.left_out for e in (*self.estimates, *self.shares, *self.shared))

    @property
    def floor(self) -> float:
        """Least number that the claims allow: those who move in a year need not be there at one time."""
        return 0.0 if self.scope == "flow" else self.low or 0.0

    @property
    def ceiling(self) -> float:
        """Greatest number that the claims allow: infinite where it is open, 0 where nothing is claimed."""
        if self.most is not None:
            return self.most
        return float("inf") if self.is_claimed else 0.0

    @property
    def irregular(self) -> tuple[Estimate, ...]:
        """Claims on how many of the people, or what share of them, are irregular."""
        return tuple(e for e in (*self.estimates, *self.shares, *self.shared) if e.status == "irregular")


def corridors(
    facts: Facts, claim_type: str, ends: tuple[str, str], counted: frozenset[str] | None
) -> dict[Direction, Corridor]:
    """Corridors between states from claims of one type.

    Args:
        facts: the claims.
        claim_type: `MigrantStock` or `Remittance`.
        ends: the properties of the two ends, such as origin and destination.
        counted: units that make up the interval; None takes the unit that most figures have.
    """
    found: dict[Direction, list[Estimate]] = defaultdict(list)
    for claim in facts.of_type(claim_type):
        for direction, estimate in _estimates(claim, ends, facts.actors):
            found[direction].append(estimate)
    return {d: _corridor(d, each, counted) for d, each in found.items()}


def no_corridor(direction: Direction) -> Corridor:
    """A direction of which nothing is claimed."""
    return Corridor(*direction, None, None, "", None, None, 0.0, 0.0, (), (), ())


def _estimates(
    claim: Statement, ends: tuple[str, str], actors: ActorIndex
) -> Iterator[tuple[Direction, Estimate]]:
    sides = [_side(claim.nodes.get(end, ()), actors) for end in ends]
    total = len(sides[0]) * len(sides[1])
    for (start, start_whole), (end, end_whole) in product(sides[0].items(), sides[1].items()):
        both_ways = end in sides[0] and start in sides[1]  # movement within each, not between them
        if _is_state(start) and _is_state(end) and not both_ways:
            yield (start, end), _estimate(claim, actors, total, whole=start_whole and end_whole)


def _side(nodes: Iterable[str], actors: ActorIndex) -> dict[str, bool]:
    """Ends of one side: code of each state (others by IRI) → whether the state itself is named."""
    found: dict[str, bool] = {}
    for node in nodes:
        end = actors.state(node) or node
        found[end] = found.get(end, False) or actors.kind(node) in ("State", "")
    return found


def _is_state(end: str) -> bool:
    return "/" not in end


def _estimate(claim: Statement, actors: ActorIndex, total: int, whole: bool) -> Estimate:
    status, sector = claim.concept("legalStatus"), ", ".join(claim.words.get("sector", ()))
    return Estimate(
        claim=claim.id,
        low=claim.low,
        high=claim.high,
        unit=_unit(claim),
        period=claim.period,
        speakers=claim.speakers,
        modality=claim.modality,
        roots=claim.roots,
        sources=tuple(actors.label(r) for r in claim.roots),
        status=status,
        sector=sector,
        scope=_scope(claim, total, whole and not status and not sector),
        corridors=total,
        left_out=_left_out(claim),
        evidence=claim.evidence,
    )


def _scope(claim: Statement, total: int, whole: bool) -> Scope:
    """What a figure covers; only one on all the people of several corridors bounds each of these."""
    if is_flow(claim):
        return "flow"
    if basis(claim) == "average":
        return "average"
    if not whole or is_of_others(claim):
        return "part"
    return "shared" if total > 1 else "whole"


def _unit(claim: Statement) -> str:
    """Unit of the bounds; money goes by its currency."""
    unit = claim.concept("unit")
    currency = next(iter(claim.words.get("currency", ())), "")
    return currency if currency and unit in ("", "money", currency) else unit


def _left_out(claim: Statement) -> str:
    if claim.polarity == "negated":
        return "denied"
    return "" if claim.is_said else claim.modality


def _corridor(direction: Direction, found: Sequence[Estimate], counted: frozenset[str] | None) -> Corridor:
    ordered = sorted(found, key=lambda e: (e.period or (0, 0), e.claim))
    units = counted if counted is not None else _usual_unit(ordered)
    shared = tuple(e for e in ordered if e.corridors > 1)
    single = [e for e in ordered if e.corridors == 1]
    estimates = tuple(e for e in single if e.unit in units or not e.has_figure)
    own, together = _usable(single, units), _usable(shared, units)
    best, used = _best_scope(own, together)
    low, high = _span(best, used)
    return Corridor(
        *direction,
        low=low,
        high=high,
        unit=next(iter(sorted(units)), "") if best else "",
        scope=best,
        most=_most(own, together),
        midpoint=_midpoint(best, used) if best != "shared" else 0.0,
        even_share=max((_middle(e) / e.corridors for e in together), default=0.0) if best == "shared" else 0.0,
        estimates=estimates,
        shares=tuple(e for e in single if e not in estimates),
        shared=shared,
    )


def _usual_unit(found: Iterable[Estimate]) -> frozenset[str]:
    """The currency of most figures that are no averages; US dollars, then the alphabet, where several tie."""
    counts: Counter[str] = Counter()
    for e in found:
        if e.has_figure and len(e.unit) == 3 and e.unit.isupper():
            counts[e.unit] += e.scope != "average"
    ranked = sorted(counts, key=lambda u: (-counts[u], u != "USD", u))
    return frozenset(ranked[:1])


def _usable(found: Iterable[Estimate], units: frozenset[str]) -> tuple[Estimate, ...]:
    """Figures that count; a mean says nothing of how many or how much there is."""
    return tuple(e for e in found if e.has_figure and not e.left_out and e.unit in units and e.scope != "average")


def _of(scope: Scope, found: Iterable[Estimate]) -> tuple[Estimate, ...]:
    return tuple(e for e in found if e.scope == scope)


def _best_scope(own: Sequence[Estimate], together: Sequence[Estimate]) -> tuple[Scope | None, tuple[Estimate, ...]]:
    """The widest scope for which there are figures, and the estimates that its interval rests on."""
    best = next((scope for scope in _OWN if _of(scope, own)), None)
    if best is None:
        return ("shared", _of("shared", together)) if together else (None, ())
    return best, _of(best, own) + (_of("part", own) if best == "whole" else ())


def _span(scope: Scope | None, used: Sequence[Estimate]) -> tuple[float | None, float | None]:
    """Least lower and greatest upper bound; a side that any estimate leaves open is open.

    Parts of a known whole never lower the bounds, but one that is larger than every figure for the whole
    raises the upper bound: who claims the part claims at least as many in all. Shared figures bound from
    above only.
    """
    spanning = [e for e in used if e.scope == scope]
    lows = [e.low for e in spanning]
    low = None if scope == "shared" or not lows or None in lows else min(_known(lows))
    return low, _upper(spanning, used)


def _upper(spanning: Sequence[Estimate], raising: Iterable[Estimate]) -> float | None:
    """Greatest upper bound of some figures, and of what may raise it; None where one of the former is open."""
    highs = [e.high for e in spanning]
    return max(_known(highs) + _bounds(raising)) if highs and None not in highs else None


def _most(own: Sequence[Estimate], together: Sequence[Estimate]) -> float | None:
    """Upper bound of a corridor in all, by figures on the whole, else on several corridors together."""
    return _upper(_of("whole", own) or _of("shared", together), _of("part", own))


def _midpoint(scope: Scope | None, used: Sequence[Estimate]) -> float:
    """Midpoint of the known bounds; parts of a known whole count only where they raise the upper one."""
    if scope is None:
        return 0.0
    return (min(_bounds(e for e in used if e.scope == scope)) + max(_bounds(used))) / 2


def _middle(estimate: Estimate) -> float:
    bounds = _bounds([estimate])
    return (min(bounds) + max(bounds)) / 2


def _bounds(found: Iterable[Estimate]) -> list[float]:
    return [b for e in found for b in (e.low, e.high) if b is not None]


def _known(bounds: Iterable[float | None]) -> list[float]:
    return [b for b in bounds if b is not None]
