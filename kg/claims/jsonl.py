"""Claims as JSON Lines: the form that the annotation guide calls predicted claims."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from kg.claims.model import ELSEWHERE, Claim, How, SlotValue, Span, claim_id, freeze, plain_slots
from kg.errors import UserError


def to_json(claim: Claim) -> dict[str, Any]:
    """One claim as the guide writes it, with what else is known of it after the guide's keys."""
    record: dict[str, Any] = {
        "id": claim.id,
        "type": claim.type,
        "start": claim.span.start,
        "end": claim.span.end,
        "slots": plain_slots(claim.slots),
        "modality": claim.modality,
        "polarity": claim.polarity,
        "attribution": list(claim.attribution),
        "notes": list(claim.notes),
    }
    if claim.exclusive:
        record["exclusive"] = list(claim.exclusive)
    record["proposer"] = claim.proposer
    if claim.basis:
        record["basis"] = claim.basis
    if claim.anchor:
        record["anchor"] = claim.anchor
    if claim.cues:
        record["cues"] = list(claim.cues)
    if claim.score is not None:
        record["score"] = claim.score
    inherited = sorted(n for n, v in claim.slots.items() if any(x.how in ELSEWHERE for x in v))
    if inherited:
        record["not_stated"] = inherited
    return record


def dumps(claims: Iterable[Claim]) -> str:
    return "".join(json.dumps(to_json(c), ensure_ascii=False) + "\n" for c in claims)


def slots_of(record: Mapping[str, Any], how: How, rule: str | None) -> dict[str, tuple[SlotValue, ...]]:
    """Slots of a JSON record, every value marked as known by `how` and `rule`."""
    slots = {}
    for name, given in record.items():
        values = given if isinstance(given, list) else [given]
        slots[name] = tuple(SlotValue(v, how, rule=rule) for v in values if v not in (None, ""))
    return {name: values for name, values in slots.items() if values}


def _texts(given: object) -> tuple[str, ...]:
    """A list of words; one word alone counts as a list of one."""
    if given is None:
        return ()
    return (given,) if isinstance(given, str) else tuple(str(g) for g in given)  # type: ignore[attr-defined]


def from_json(record: Mapping[str, Any], document: str, where: str) -> Claim:
    """A claim from its JSON form.

    Raises:
        UserError: a key is missing or holds the wrong kind of value.
    """
    try:
        span = Span(int(record["start"]), int(record["end"]))
        slots = freeze(slots_of(record["slots"], How.INFERRED, "given"))
        polarity = str(record.get("polarity") or "affirmed")
        kind = str(record["type"])
        modality = str(record.get("modality") or "asserted")
        attribution = _texts(record.get("attribution"))
        return Claim(
            id=str(record.get("id") or claim_id(document, span, kind, slots, polarity, modality, attribution)),
            type=kind,
            document=document,
            span=span,
            slots=slots,
            modality=modality,
            polarity=polarity,
            attribution=attribution,
            notes=tuple(int(n) for n in record.get("notes") or ()),
            proposer=str(record.get("proposer") or "reviewed"),
            basis=str(record.get("basis") or ""),
            anchor=str(record.get("anchor") or ""),
            cues=_texts(record.get("cues")),
            score=record.get("score"),
            exclusive=_texts(record.get("exclusive")),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(f"{where}: not a claim ({type(error).__name__}: {error}); see docs/claims.md") from error
