"""A gap as plain JSON values."""

from __future__ import annotations

from typing import Any

from kg.analysis.bonds import Intermediary, Route, Tie
from kg.analysis.facts import Evidence
from kg.analysis.gap_model import Citation, PairGap
from kg.analysis.quantities import Corridor, Estimate

Json = dict[str, Any]


def as_json(gap: PairGap) -> Json:
    """A gap as values that `json.dumps` takes; None where a bound or a rank is open or unknown.

    `migrants` and `remittances` have a key a direction, such as "KG->RU".
    """
    return {
        "pair": list(gap.pair),
        "names": list(gap.names),
        "status": gap.status,
        "is_gap": gap.is_gap,
        "basis": gap.basis,
        "note": gap.note,
        "rank": gap.rank,
        "rank_range": list(gap.rank_range) if gap.rank_range else None,
        "claims": list(gap.claims),
        "evidence": [citation_json(c) for c in gap.evidence],
        "recommendations": [citation_json(c) for c in gap.recommendations],
        "mentioned": [citation_json(c) for c in gap.mentioned],
        "group_claims": [citation_json(c) for c in gap.group_claims],
        "excluded_by": [citation_json(c) for c in gap.excluded_by],
        "other_agreements": [citation_json(c) for c in gap.other_agreements],
        "migrants": {_direction(c): corridor_json(c) for c in gap.migrants},
        "remittances": {_direction(c): corridor_json(c) for c in gap.remittances},
        "irregular": [estimate_json(e) for c in gap.migrants for e in c.irregular],
        "trafficking": [_route(r) for r in gap.trafficking],
        "relations": [_tie(t) for t in gap.relations],
        "cooperation": [_tie(t) for t in gap.cooperation],
        "intermediaries": [_intermediary(i) for i in gap.intermediaries],
    }


def citation_json(citation: Citation) -> Json:
    return {
        "claim": citation.claim,
        "role": citation.role,
        "label": citation.label,
        "status": citation.status or None,
        "polarity": citation.polarity,
        "modality": citation.modality,
        "speakers": list(citation.speakers),
        "period": list(citation.period) if citation.period else None,
        "sentence": citation.sentence,
        "section": citation.section,
        "notes": list(citation.notes),
    }


def corridor_json(corridor: Corridor) -> Json:
    return {
        "from": corridor.origin,
        "to": corridor.destination,
        "low": _number(corridor.low),
        "high": _number(corridor.high),
        "unit": corridor.unit or None,
        "scope": corridor.scope,
        "estimates": [estimate_json(e) for e in corridor.estimates],
        "shares": [estimate_json(e) for e in corridor.shares],
        "shared": [estimate_json(e) for e in corridor.shared],
    }


def estimate_json(estimate: Estimate) -> Json:
    return {
        "claim": estimate.claim,
        "low": _number(estimate.low),
        "high": _number(estimate.high),
        "unit": estimate.unit or None,
        "period": list(estimate.period) if estimate.period else None,
        "speakers": list(estimate.speakers),
        "modality": estimate.modality,
        "root_sources": list(estimate.sources),
        "status": estimate.status or None,
        "sector": estimate.sector or None,
        "scope": estimate.scope,
        "corridors": estimate.corridors,
        "left_out": estimate.left_out or None,
        **_place(estimate.evidence),
    }


def _place(evidence: Evidence) -> Json:
    return {"sentence": evidence.sentence, "section": evidence.section, "notes": list(evidence.notes)}


def _direction(corridor: Corridor) -> str:
    return f"{corridor.origin}->{corridor.destination}"


def _number(value: float | None) -> int | float | None:
    """Whole numbers without a decimal point."""
    return int(value) if value is not None and value.is_integer() else value


def _route(route: Route) -> Json:
    return {
        "claim": route.claim,
        "from": route.origin,
        "to": route.destination,
        "leg": route.leg,
        "via": list(route.via),
        "victims": route.victims or None,
        "purpose": route.purpose or None,
        "low": _number(route.low),
        "high": _number(route.high),
        "period": list(route.period) if route.period else None,
        "speakers": list(route.speakers),
        "modality": route.modality,
        **_place(route.evidence),
    }


def _tie(tie: Tie) -> Json:
    return {
        "claim": tie.claim,
        "agent": tie.agent,
        "relation": tie.relation,
        "patient": tie.patient,
        "polarity": tie.polarity,
        "topic": tie.topic or None,
        "speakers": list(tie.speakers),
        **_place(tie.evidence),
    }


def _intermediary(found: Intermediary) -> Json:
    return {
        "iri": found.iri,
        "label": found.label,
        "kind": found.kind,
        "claims": {code: list(ids) for code, ids in found.claims.items()},
    }
