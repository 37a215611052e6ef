"""Rival figures for one quantity: which agree, which refine each other, which contradict, and who says so.

Figures are never averaged or merged: each comparison shows the claims side by side and says in words
what the arithmetic of their intervals gives. Figures on a part of a corridor, such as one destination
among all, also stand against those on the whole, which they cannot exceed. Where a graph holds data sets,
their figures on the same corridor stand beside (see `kg.analysis.recorded`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from kg import iri
from kg.analysis.actors import ActorIndex, state_code
from kg.analysis.bases import basis, is_of_others
from kg.analysis.facts import Facts, Statement, read_facts
from kg.analysis.figures import Figure, Kind, Verdict, against_whole, compare
from kg.analysis.listings import data_sets
from kg.analysis.recorded import against_recorded, nearest_first, recorded
from kg.analysis.wholes import Sides, Wholes
from kg.errors import UserError
from kg.graph.store import Graph

__all__ = ["Comparison", "Figure", "Kind", "Verdict", "compare", "estimates"]

# Type → the properties that say whose figure it is: one side and the other.
_ENDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "MigrantStock": (("origin",), ("destination",)),
    "Remittance": (("sender",), ("receiver",)),
    "TraffickingRoute": (("origin",), ("destination",)),
    "Payment": (("payer",), ("payee", "place")),
    "Indicator": (("indicatorSubject",), ()),
    "Measure": (("measureActor",), ()),
}
FIGURE_TYPES = tuple(_ENDS)
"""Types of claims whose figures can be compared."""

# What else two figures must share to be about one population, and how a difference is called.
_POPULATION = ("legalStatus", "sector", "victims", "purpose", "measureKind", "target", "measure", "per")
# Types whose figures add up over states, so that a part cannot exceed its whole.
_ADDITIVE = frozenset({"MigrantStock", "Remittance"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """All figures on one quantity between the same two sides, and a verdict on each two of them.

    `wholes` are figures on wider sides that hold these, such as all destinations instead of one. `recorded`
    are figures of data sets, nearest years first, and `notes` what these leave out. Verdicts are on each two
    figures, then on each and its wholes, then on each and the nearest year of each data set.
    """

    type: str
    origin: tuple[str, ...]
    destination: tuple[str, ...]
    title: str
    figures: tuple[Figure, ...]
    verdicts: tuple[Verdict, ...]
    wholes: tuple[Figure, ...] = ()
    recorded: tuple[Figure, ...] = ()
    notes: tuple[str, ...] = ()

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

    Figures of data sets stand beside those of reports; a corridor of which no report speaks is shown only
    when both its states are given.

    Args:
        graph: where to look.
        origin: code, IRI or name of a state on the first side (origin, sender, subject); None for any.
        destination: the same for the second side (destination, receiver).
        type: claim type with figures, such as `MigrantStock` or `Remittance`.

    Raises:
        UserError: an unknown state, or a type without figures.
    """
    return estimates_from(read_facts(graph), graph, origin, destination, type)


def estimates_from(
    facts: Facts, graph: Graph, origin: str | None = None, destination: str | None = None, type: str = "MigrantStock"
) -> tuple[Comparison, ...]:
    """`estimates` on claims of reports that are already read; the graph is asked for figures of data sets alone.

    Raises as `estimates`.
    """
    if type not in _ENDS:
        names = ", ".join(_ENDS)
        raise UserError(f"{type}: no type of claims with figures to compare; choose one of {names}")
    wanted = tuple(facts.actors.code(name) if name else None for name in (origin, destination))
    groups: dict[_Key, list[Statement]] = defaultdict(list)
    known = [claim for claim in facts.of_type(type) if _has_figure(claim)]
    for claim in known:
        first, second = _sides(claim)
        if _concerns(first, wanted[0], facts) and _concerns(second, wanted[1], facts):
            groups[type, first, second].append(claim)
    figures = {claim.id: _figure(claim, facts.actors) for claim in known}
    whole = _Whole(type, known if type in _ADDITIVE else (), figures, facts.actors)
    if type in _ADDITIVE and wanted[0] and wanted[1]:
        groups.setdefault((type, (iri.state(wanted[0]),), (iri.state(wanted[1]),)), [])
    found = [
        _with_recorded(_comparison(key, claims, figures, whole, facts.actors), graph)
        for key, claims in sorted(groups.items())
    ]
    found = [c for c in found if c.figures or c.recorded]
    return tuple(sorted(found, key=lambda c: (not c.has_conflict, not c.is_comparable, not c.verdicts, c.title)))


def _with_recorded(found: Comparison, graph: Graph) -> Comparison:
    """The comparison with what data sets give for the same corridor, if it is one of two states."""
    ends = [state_code(nodes[0]) if len(nodes) == 1 else None for nodes in (found.origin, found.destination)]
    if ends[0] is None or ends[1] is None:
        return found
    beside = recorded(graph, found.type, ends[0], ends[1])
    if not beside:
        return found
    roots = {root for figure in beside for root in figure.roots}
    return replace(
        found,
        recorded=nearest_first(beside, found.figures),
        notes=tuple(d.coverage for name, d in data_sets(graph).items() if name in roots and d.coverage),
        verdicts=(*found.verdicts, *against_recorded(found.figures, beside)),
    )


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
    key: _Key, claims: Sequence[Statement], figures: Mapping[str, Figure], whole: _Whole, actors: ActorIndex
) -> Comparison:
    claim_type, first, second = key
    own = [figures[c.id] for c in claims]
    ordered = sorted(own, key=lambda f: (f.unit, f.population, f.period or (0, 0), f.interval, f.claim))
    held = whole.of(own, (first, second))
    return Comparison(
        type=claim_type,
        origin=first,
        destination=second,
        title=f"{claim_type}: {_ends(claim_type, first, second, actors)}",
        figures=tuple(ordered),
        verdicts=(
            *(compare(one, other) for one, other in combinations(ordered, 2)),
            *(against_whole(part, wider) for part, wider in held),
        ),
        wholes=tuple({wider.claim: wider for _, wider in held}.values()),
    )


class _Whole:
    """Figures that may be on the whole of which others tell a part."""

    def __init__(
        self, claim_type: str, claims: Sequence[Statement], figures: Mapping[str, Figure], actors: ActorIndex
    ) -> None:
        self._figures = [figures[c.id] for c in claims]
        self._sides = Wholes(claim_type, ((_sides(c), c.period) for c in claims), actors)

    def of(self, figures: Sequence[Figure], sides: Sides) -> list[tuple[Figure, Figure]]:
        """Each figure of some on the same sides with each that holds it, in the order of those that hold."""
        parts = [figure for figure in figures if not _is_relative(figure)]
        holding = {period: [*self._sides.holding(sides, period)] for period in {p.period for p in parts}}
        found = sorted((number, i) for i, part in enumerate(parts) for number in holding[part.period]
                       if part.unit == self._figures[number].unit)  # fmt: skip
        return [(parts[i], self._figures[number]) for number, i in found]


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
        basis=basis(claim),
        ends=_ends(claim.type, *_sides(claim), actors),
        is_loose=unit == "percent" and claim.type != "Indicator",
        written=claim.year,
    )


def _population(claim: Statement) -> Iterator[str]:
    for name in _POPULATION:
        found = claim.concepts.get(name) or claim.words.get(name)
        if found:
            yield ", ".join(found)
    if is_of_others(claim):
        yield "some of them"
