"""Rival figures: every number that claims give for one quantity, and how each two of them stand to each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg import iri
from kg.analysis.estimates import Comparison, Figure, Verdict
from kg.analysis.facts import Period
from kg.quantities import find_quantities
from kg.web.explorer.claims import CLAIM
from kg.web.explorer.library import Library, Unknown
from kg.web.explorer.names import Ref


@dataclass(frozen=True, slots=True)
class Quantity:
    """A type of claims with figures. `groups` counts the things that figures are about, `figures` the claims."""

    type: str
    ref: Ref
    groups: int
    figures: int


@dataclass(frozen=True, slots=True)
class Quantities:
    """Types of claims that have figures in this graph."""

    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One claim with a number; bounds None where open. `wording` is the figure as the text has it ("nearly 12%"), empty
    where it cannot be found again in the quote. `population` and `basis` tell who or what is counted, `source` is
    "report" or "data set", `written` the year of the report."""

    claim: str
    label: str
    low: float | None
    high: float | None
    unit: str
    wording: str
    population: str
    basis: str
    period: Period | None
    written: int | None
    speakers: tuple[Ref, ...]
    modality: str
    ends: str
    source: str


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """How the figures of two claims stand to each other, with the arithmetic in words."""

    kind: str
    first: str
    second: str
    reason: str
    independent: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why figures cannot be held against each other, and for how many pairs of them."""

    reason: str
    pairs: int


@dataclass(frozen=True, slots=True)
class Group:
    """All figures between two sides. `origin_states` and `destination_states` are codes of the states that the sides
    are or lie in; `figures` of reports come before those of data sets, `wholes` are figures on wider sides that a
    figure here exceeds, `notes` what the data sets leave out."""

    key: str
    title: str
    origin: tuple[Ref, ...]
    destination: tuple[Ref, ...]
    origin_states: tuple[str, ...]
    destination_states: tuple[str, ...]
    figures: tuple[FigureLine, ...]
    wholes: tuple[FigureLine, ...]
    verdicts: tuple[VerdictLine, ...]
    incomparable: tuple[Reason, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Estimates:
    """All groups of one type: those with conflicts first, single figures last; `states` names codes in use."""

    type: str
    groups: tuple[Group, ...]
    states: dict[str, Ref]


def estimates(library: Library, rest: str) -> Quantities | Estimates:
    """The types for an empty rest, else all figures of a type such as "MigrantStock".

    Raises:
        Unknown: no type of claims with figures.
    """
    if not rest:
        return Quantities(tuple(_quantities(library)))
    if rest not in library.quantities:
        raise Unknown(f"estimates/{rest[:80]}: no type of claims with figures")
    groups = tuple(_group(library, found) for found in library.quantities[rest])
    codes = sorted({code for g in groups for code in (*g.origin_states, *g.destination_states)})
    return Estimates(rest, groups, {code: library.names.ref(iri.state(code)) for code in codes})


def every(library: Library) -> Iterator[str]:
    """The list of types, and each of them."""
    yield ""
    yield from (quantity.type for quantity in _quantities(library))


def _quantities(library: Library) -> Iterator[Quantity]:
    for name, found in library.quantities.items():
        if found:
            yield Quantity(name, library.names.ref(iri.term(name)), len(found), sum(len(c.figures) for c in found))


def _group(library: Library, found: Comparison) -> Group:
    exceeded = {v.second for v in found.verdicts if v.kind == "conflicts"}
    sides = [_refs(library, nodes) for nodes in (found.origin, found.destination)]
    return Group(
        key="~".join("+".join(ref.id for ref in side) for side in sides),
        title=found.title.split(": ", 1)[-1],
        origin=sides[0],
        destination=sides[1],
        origin_states=_codes(library, found.origin),
        destination_states=_codes(library, found.destination),
        figures=tuple(_figure(library, f) for f in (*found.figures, *found.recorded)),
        wholes=tuple(_figure(library, f) for f in found.wholes if f.claim in exceeded),
        verdicts=tuple(_verdict(v) for v in found.verdicts if v.kind != "incomparable"),
        incomparable=_reasons(found.verdicts),
        notes=found.notes,
    )


def _refs(library: Library, nodes: Sequence[str]) -> tuple[Ref, ...]:
    return library.names.refs(nodes)


def _codes(library: Library, nodes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({code for node in nodes if (code := library.facts.actors.state(node))}))


def _figure(library: Library, figure: Figure) -> FigureLine:
    card = library.claims.card(CLAIM + figure.claim)
    said = card.speakers or tuple(a for e in card.evidence[:1] for a in e.authors) if card else ()
    return FigureLine(
        claim=figure.claim,
        label=figure.label,
        low=figure.low,
        high=figure.high,
        unit=figure.unit,
        wording=wording(figure.evidence.quote, figure.low, figure.high),
        population=figure.population,
        basis=figure.basis,
        period=figure.period,
        written=figure.written,
        speakers=said or tuple(Ref("", name) for name in figure.speakers),
        modality=figure.modality,
        ends=figure.ends,
        source="data set" if figure.cells else "report",
    )


def wording(quote: str, low: float | None, high: float | None) -> str:
    """The words by which a quote gives a figure, hedges included; empty where no figure of the quote has these bounds.

    >>> wording("nearly 40,000 people left", 40000, 40000), wording("about 7%", 9, 9)
    ('nearly 40,000', '')
    """
    return next((q.text for q in find_quantities(quote) if (q.low, q.high) == (low, high)), "")


def _verdict(verdict: Verdict) -> VerdictLine:
    return VerdictLine(verdict.kind, verdict.first, verdict.second, verdict.reason, verdict.independent)


def _reasons(verdicts: Iterable[Verdict]) -> tuple[Reason, ...]:
    counted = Counter(v.reason for v in verdicts if v.kind == "incomparable")
    return tuple(Reason(reason, pairs) for reason, pairs in sorted(counted.items(), key=lambda e: (-e[1], e[0])))
