"""One pair of states and everything that the claims say of it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.analysis.bonds import Intermediary, Route, Tie
from kg.analysis.facts import Period, Statement
from kg.analysis.pairs import Pair
from kg.analysis.quantities import Corridor, no_corridor


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim with its words and its place; `role` tells how it concerns what cites it."""

    claim: str
    role: str
    label: str
    status: str
    polarity: str
    modality: str
    speakers: tuple[str, ...]
    period: Period | None
    sentence: str
    section: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PairGap:
    """Status of two states, the claims that it rests on, and what passes between them.

    `claims` are the ids behind the status (none for silence); `evidence` cites them first, then all other
    agreement claims about the pair. `migrants` and `remittances` hold both directions, the alphabetically
    first state as origin first. `rank` is None where an agreement is in force; `rank_range` holds the best
    and the worst rank that the intervals allow.
    """

    pair: Pair
    names: tuple[str, str]
    status: str
    basis: str
    note: str
    claims: tuple[str, ...]
    rank: int | None
    rank_range: tuple[int, int] | None
    evidence: tuple[Citation, ...]
    recommendations: tuple[Citation, ...]
    mentioned: tuple[Citation, ...]
    group_claims: tuple[Citation, ...]
    excluded_by: tuple[Citation, ...]
    other_agreements: tuple[Citation, ...]
    migrants: tuple[Corridor, Corridor]
    remittances: tuple[Corridor, Corridor]
    trafficking: tuple[Route, ...]
    relations: tuple[Tie, ...]
    cooperation: tuple[Tie, ...]
    intermediaries: tuple[Intermediary, ...]

    @property
    def is_gap(self) -> bool:
        return self.status != "in-force"


def cite(claim: Statement, role: str) -> Citation:
    """A claim as a citation."""
    return Citation(
        claim=claim.id,
        role=role,
        label=claim.label,
        status=claim.concept("agreementStatus"),
        polarity=claim.polarity,
        modality=claim.modality,
        speakers=claim.speakers,
        period=claim.period,
        sentence=claim.evidence.sentence,
        section=claim.evidence.section,
        notes=claim.evidence.notes,
    )


def unmentioned(pair: Pair, names: tuple[str, str]) -> PairGap:
    """A pair that the graph gives no reason to look at."""
    one, other = pair
    return PairGap(
        pair=pair,
        names=names,
        status="silent",
        basis=f"Nothing is said of an agreement of {names[0]} and {names[1]}.",
        note="",
        claims=(),
        rank=None,
        rank_range=None,
        evidence=(),
        recommendations=(),
        mentioned=(),
        group_claims=(),
        excluded_by=(),
        other_agreements=(),
        migrants=(no_corridor((one, other)), no_corridor((other, one))),
        remittances=(no_corridor((one, other)), no_corridor((other, one))),
        trafficking=(),
        relations=(),
        cooperation=(),
        intermediaries=(),
    )
