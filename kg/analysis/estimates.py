"""Rival figures for one quantity: which agree, which refine each other, which contradict, and who says so.

Figures are never averaged or merged: each comparison shows the claims side by side and says in words
what the arithmetic of their intervals gives. Figures on a part of a corridor, such as one destination
among all, also stand against those on the whole, which they cannot exceed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from kg import iri
from kg.analysis.actors import ActorIndex, state_code
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
# Types whose figures add up over states, so that a part cannot exceed its whole.
_ADDITIVE = frozenset({"MigrantStock", "Remittance"})
_ABROAD, _WORLD = iri.thing("region", "abroad"), iri.thing("region", "world")
# Words that tell what a figure counts, the strongest first; without any it is a stock or a total.
_BASES = (
    ("average", re.compile(r"\baverag\w*|\b(?:per|each|every) (?:household|capita|head)\b", re.IGNORECASE)),
    ("net flow", re.compile(r"\bnet\b", re.IGNORECASE)),
    (
        "annual flow",
        re.compile(
            r"\b(?:every|each|per) year\b|\bannual(?:ly)?\b|\byearly\b"
            r"|(?<!over )(?<!than )(?<!within )(?<!half )\ba year\b(?! (?:ago|later|earlier|before|after|or)\b)",
            re.IGNORECASE,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim with a number; bounds in `unit`, None where open.

    `basis` tells what is counted: a stock or total, an annual flow, a net flow or an average. `ends` are
    the two sides in words. `is_loose` marks a share of a whole that the claim does not fix.
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
    """All figures on one quantity between the same two sides, and a verdict on each two of them.

    `wholes` are figures on wider sides that hold these, such as all destinations instead of one; the last
    verdicts are on each figure and its wholes.
    """

    type: str
    origin: tuple[str, ...]
    destination: tuple[str, ...]
    title: str
    figures: tuple[Figure, ...]
    verdicts: tuple[Verdict, ...]
    wholes: tuple[Figure, ...] = ()

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
    known = [claim for claim in facts.of_type(type) if _has_figure(claim)]
    for claim in known:
        first, second = _sides(claim)
        if _concerns(first, wanted[0], facts) and _concerns(second, wanted[1], facts):
            groups[type, first, second].append(claim)
    others = [(claim, _figure(claim, facts.actors)) for claim in known if type in _ADDITIVE]
    found = [_comparison(key, claims, others, facts.actors) for key, claims in sorted(groups.items())]
    return tuple(sorted(found, key=lambda c: (not c.has_conflict, not c.is_comparable, not c.verdicts, c.title)))


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
    if _apart(one.period, other.period):
        return f"other period: {one.when} and {other.when}"
    return ""


def _part_exceeds_whole(whole: Figure, part: Figure) -> str:
    """The contradiction of a part of the people that is larger than all of them; empty if there is none."""
    same = whole.unit == part.unit == "persons" and whole.basis == part.basis
    same = same and not whole.population and bool(part.population)
    if not same or _apart(whole.period, part.period) or whole.high is None or part.low is None:
        return ""
    if part.low <= whole.high:
        return ""
    mine, theirs = bounds(part.low, part.high), bounds(whole.low, whole.high)
    return f"{part.population} alone ({mine}) are more than all together ({theirs})"


def _against_whole(part: Figure, whole: Figure) -> Verdict:
    """How a figure stands to one on wider sides: it contradicts what it exceeds; nothing else is said."""
    independent = set(part.roots).isdisjoint(whole.roots)
    kind: Kind = "incomparable"
    if part.basis != whole.basis:
        reason = f"part and whole, other basis: {' and '.join(sorted((part.basis, whole.basis)))}"
    elif whole.population not in ("", part.population):
        reason = f"part and whole, other population: {part.population or 'all'} and {whole.population}"
    elif _apart(part.period, whole.period):
        reason = f"part and whole, other period: {part.when} and {whole.when}"
    elif part.low is not None and whole.high is not None and part.low > whole.high:
        kind = "conflicts"
        mine, theirs = bounds(part.low, part.high), bounds(whole.low, whole.high)
        reason = f"part exceeds whole: {part.ends} {mine}, but {whole.ends} {theirs}"
    else:
        reason = f"part and whole: {part.ends} lies within {whole.ends}"
    return Verdict(kind, part.claim, whole.claim, reason, independent)


def _holds(whole: Statement, part: Statement, actors: ActorIndex) -> bool:
    """Whether each side of one claim holds that of the other, and they are not the same."""
    mine, theirs = _sides(part), _sides(whole)
    if mine == theirs:
        return False
    period = part.period or whole.period
    return all(
        inner == outer or _within(inner, outer, across, part.type, period, actors)
        for inner, outer, across in zip(mine, theirs, reversed(mine), strict=True)
    )


def _within(
    inner: Sequence[str],
    outer: Sequence[str],
    across: Sequence[str],
    claim_type: str,
    period: Period | None,
    actors: ActorIndex,
) -> bool:
    """Whether the places of one side are among those of a wider one; `across` is the other side."""
    if not inner or _ABROAD in inner or _WORLD in inner:
        return False
    if not outer:
        # Money received or sent in all names no other side; people without one may be anybody.
        return claim_type == "Remittance"
    if _WORLD in outer:
        return True
    inside = [_codes(node, period, actors) for node in inner]
    if _ABROAD in outer:
        home = frozenset[str]().union(*(_codes(node, period, actors) for node in across))
        return bool(home) and all(codes and codes.isdisjoint(home) for codes in inside)
    # A town is not its state: only states and groups of them hold others.
    wide = (node for node in outer if state_code(node) or actors.is_group(node))
    around = frozenset[str]().union(*(_codes(node, period, actors) for node in wide))
    return all(node in outer or (codes and codes <= around) for node, codes in zip(inner, inside, strict=True))


def _codes(node: str, period: Period | None, actors: ActorIndex) -> frozenset[str]:
    if actors.is_group(node):
        return actors.members(node, period)
    code = actors.state(node)
    return frozenset({code} if code else ())


def _apart(one: Period | None, other: Period | None) -> bool:
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])


def _finite(value: float) -> float | None:
    return None if value in _EVERYWHERE else value


def _has_figure(claim: Statement) -> bool:
    return claim.polarity == "affirmed" and (claim.low is not None or claim.high is not None)


def _nodes(claim: Statement, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(node for name in names for node in claim.nodes.get(name, ())))


def _sides(claim: Statement) -> tuple[tuple[str, ...], tuple[str, ...]]:
    first, second = _ENDS[claim.type]
    return _nodes(claim, first), _nodes(claim, second)


def _concerns(nodes: Iterable[str], code: str | None, facts: Facts) -> bool:
    return code is None or any(facts.actors.state(node) == code for node in nodes)


def _comparison(
    key: _Key, claims: Sequence[Statement], others: Iterable[tuple[Statement, Figure]], actors: ActorIndex
) -> Comparison:
    claim_type, first, second = key
    figures = {c.id: _figure(c, actors) for c in claims}
    ordered = sorted(figures.values(), key=lambda f: (f.unit, f.population, f.period or (0, 0), f.interval, f.claim))
    wholes: dict[str, Figure] = {}
    against: list[Verdict] = []
    for whole, figure in others:
        for claim in claims:
            part = figures[claim.id]
            if part.unit == figure.unit and not _is_relative(part) and _holds(whole, claim, actors):
                wholes[whole.id] = figure
                against.append(_against_whole(part, figure))
    return Comparison(
        type=claim_type,
        origin=first,
        destination=second,
        title=f"{claim_type}: {_ends(claim_type, first, second, actors)}",
        figures=tuple(ordered),
        verdicts=(*(compare(one, other) for one, other in combinations(ordered, 2)), *against),
        wholes=tuple(wholes.values()),
    )


def _is_relative(figure: Figure) -> bool:
    return figure.unit.startswith("percent")


def _ends(claim_type: str, first: Sequence[str], second: Sequence[str], actors: ActorIndex) -> str:
    sides = [", ".join(sorted(map(actors.label, nodes))) or "unnamed" for nodes in (first, second)]
    return " → ".join(sides) if _ENDS[claim_type][1] else sides[0]


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
        basis=_basis(claim),
        ends=_ends(claim.type, *_sides(claim), actors),
        is_loose=unit == "percent" and claim.type != "Indicator",
    )


def _basis(claim: Statement) -> str:
    """What the words of a claim count; an indicator says it in its measure, and money is sent by the year."""
    plain = "stock" if claim.type == "MigrantStock" else "total"
    words = claim.evidence.quote or claim.evidence.sentence
    found = next((name for name, cue in _BASES if cue.search(words)), plain)
    if claim.type == "Indicator" or (claim.type == "Remittance" and found == "annual flow"):
        return plain
    return found


def _population(claim: Statement) -> Iterator[str]:
    for name in _POPULATION:
        found = claim.concepts.get(name) or claim.words.get(name)
        if found:
            yield ", ".join(found)
