"""The part of a page on estimates that disagree, with pictures."""

from __future__ import annotations

from collections.abc import Iterator

from kg.analysis.actors import ActorIndex
from kg.analysis.estimates import Comparison, Figure, estimates_from
from kg.analysis.facts import Facts
from kg.graph.store import Graph
from kg.pictures import estimate_bars
from kg.pictures.style import NARROW
from kg.report_page.evidence import Evidence, when
from kg.report_page.model import Block, Drawing, Entries, Entry, Section
from kg.report_page.scope import Scope

_TYPES = ("MigrantStock", "Remittance", "TraffickingRoute", "Payment", "Indicator")
_DIFFERENT = frozenset({"conflicts", "overlaps"})


def figure_section(graph: Graph, facts: Facts, scope: Scope, evidence: Evidence) -> Section:
    """Quantities on which figures contradict each other, or overlap without being equal."""
    compared = (c for kind in _TYPES for c in estimates_from(facts, graph, type=kind))
    found = [c for c in compared if _disagrees(c) and _belongs(c, scope, facts.actors)]
    blocks: list[Block] = []
    for number, comparison in enumerate(found):
        picture = estimate_bars.draw([comparison], NARROW)
        blocks.append(Drawing(picture.svg(f"est{number}x").decode(), comparison.title.partition(": ")[2]))
        blocks.append(Entries("The figures in their sentences", tuple(_entries(comparison, evidence))))
    lead = "Figures that cannot both be right, or that share only a part of their ranges. None is averaged."
    if not found:
        lead = "No two figures here contradict each other or overlap in part."
    return Section("estimates", "Estimates that disagree", lead, tuple(blocks), sum(len(c.figures) for c in found))


def _disagrees(comparison: Comparison) -> bool:
    return any(v.kind in _DIFFERENT for v in comparison.verdicts)


def _belongs(comparison: Comparison, scope: Scope, actors: ActorIndex) -> bool:
    return scope.has_ends(comparison.origin, comparison.destination, actors)


def _entries(comparison: Comparison, evidence: Evidence) -> Iterator[Entry]:
    wholes = {f.claim for f in comparison.wholes}
    for figure in estimate_bars.figures_of(comparison):
        yield evidence.of_figure(figure, _text(figure, is_whole=figure.claim in wholes))


def _text(figure: Figure, is_whole: bool) -> str:
    among = "; ".join(filter(None, (figure.ends if is_whole else "", figure.population)))
    return f"{estimate_bars.figure_words(figure)}{when(figure.period)}" + (f", {among}" if among else "")
