"""How much states depend on money sent home, beside how many of their corridors no agreement covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.analysis.agreements import gaps_from
from kg.analysis.facts import Facts, Statement, read_facts
from kg.analysis.gap_model import PairGap
from kg.graph.store import Graph

UNIT = "percent-of-gdp"


@dataclass(frozen=True, slots=True)
class Dependence:
    """One state: money received as a share of its GDP, in percent, and the corridors of its people.

    `low` and `high` span the figures of the latest year that any gives, and those without a year; None is open.
    `corridors` are the states to which claims say that its people go, `uncovered` those of them with which no
    agreement is in force by the claims.
    """

    state: str
    name: str
    low: float | None
    high: float | None
    year: int | None
    claims: tuple[str, ...]
    speakers: tuple[str, ...]
    corridors: tuple[str, ...]
    uncovered: tuple[str, ...]

    @property
    def uncovered_share(self) -> float:
        """Share of the corridors without an agreement, from 0 to 1."""
        return len(self.uncovered) / len(self.corridors)


def dependence(graph: Graph) -> tuple[Dependence, ...]:
    """States with a figure on money received and at least one corridor, by name.

    A state's figures come from affirmed claims that it receives money worth a share of its GDP; forecasts and what is
    denied do not count.
    """
    facts = read_facts(graph)
    return dependence_from(facts, gaps_from(facts))


def dependence_from(facts: Facts, found: Sequence[PairGap]) -> tuple[Dependence, ...]:
    """`dependence` on claims and pairs that are already read."""
    goes = _destinations(found)
    figures = _figures(facts)
    states = [
        _state(code, facts.actors.state_label(code), claims, goes[code], found)
        for code, claims in figures.items()
        if goes.get(code)
    ]
    return tuple(sorted(states, key=lambda d: (d.name, d.state)))


def _figures(facts: Facts) -> Mapping[str, list[Statement]]:
    figures: dict[str, list[Statement]] = defaultdict(list)
    for claim in facts.of_type("Remittance"):
        receivers = claim.nodes.get("receiver", ())
        code = facts.actors.state(receivers[0]) if len(receivers) == 1 else None
        has_figure = claim.low is not None or claim.high is not None
        if code and has_figure and claim.is_said and claim.concept("unit") == UNIT and not claim.nodes.get("sender"):
            figures[code].append(claim)
    return figures


def _destinations(found: Iterable[PairGap]) -> Mapping[str, list[str]]:
    goes: dict[str, list[str]] = defaultdict(list)
    for gap in found:
        for corridor in gap.migrants:
            if corridor.is_claimed:
                goes[corridor.origin].append(corridor.destination)
    return goes


def _state(
    code: str, name: str, claims: Sequence[Statement], goes: Iterable[str], found: Iterable[PairGap]
) -> Dependence:
    latest = max((c.period[1] for c in claims if c.period), default=None)
    counted = [c for c in claims if c.period is None or c.period[1] == latest]
    covered = {s for g in found if not g.is_gap and code in g.pair for s in g.pair}
    lows, highs = [c.low for c in counted], [c.high for c in counted]
    return Dependence(
        state=code,
        name=name,
        low=None if None in lows else min(x for x in lows if x is not None),
        high=None if None in highs else max(x for x in highs if x is not None),
        year=latest,
        claims=tuple(sorted(c.id for c in counted)),
        speakers=tuple(sorted({s for c in counted for s in c.speakers})),
        corridors=tuple(sorted(goes)),
        uncovered=tuple(sorted(s for s in goes if s not in covered)),
    )
