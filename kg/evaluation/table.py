"""What was measured, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from kg.evaluation.measure import Judged, Measured, Tally

BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def rows(found: Measured) -> list[dict[str, Any]]:
    """One row a claim type, then claims with figures, those without, and all."""
    types = sorted(set(found.slots) - {"all", "with figures", "without figures"})
    return [_row(found, name) for name in (*types, "with figures", "without figures", "all") if name in found.slots]


def _row(found: Measured, name: str) -> dict[str, Any]:
    slots, claims = found.slots[name], found.claims[name]
    low, high = found.interval(lambda m: m.slots.get(name, Tally()).f1) if found.parts else (None, None)
    return {
        "claims": name,
        "gold": claims.right + claims.missed,
        "found": claims.right + claims.wrong,
        "slot precision": round(slots.precision, 3),
        "slot recall": round(slots.recall, 3),
        "slot F1": round(slots.f1, 3),
        "95 %": f"{low:.2f}–{high:.2f}" if low is not None and high is not None else "",
        "claim precision": round(claims.precision, 3),
        "claim recall": round(claims.recall, 3),
        "claim F1": round(claims.f1, 3),
    }


def summary(found: Measured) -> dict[str, float | None]:
    """Attribution and notes F1, modality accuracy, and polarity on negated claims; None where there was nothing."""
    return {
        "attribution F1": _if_any(found.attribution, found.attribution.f1),
        "notes F1": _if_any(found.notes, found.notes.f1),
        "modality accuracy": round(found.modality / found.pairs, 3) if found.pairs else None,
        "negated and found as such": _if_any(found.negated, found.negated.recall),
    }


def _if_any(tally: Tally, share: float) -> float | None:
    return round(share, 3) if tally != Tally() else None


def reliability(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    """Of the claims in each band of scores, how many slot values and whole claims were right."""
    found = []
    for low, high in pairwise(BANDS):
        here = [j for j in judged if j.score is not None and low <= j.score < high]
        if here:
            slots = sum((j.slots for j in here), Tally())
            found.append(
                {
                    "score": f"{low:.1f}–{min(high, 1.0):.1f}",
                    "claims": len(here),
                    "mean score": round(sum(j.score or 0 for j in here) / len(here), 3),
                    "slots right": round(slots.precision, 3),
                    "answering a gold claim": round(sum(j.slots.right > 0 for j in here) / len(here), 3),
                    "claims right": round(sum(j.right for j in here) / len(here), 3),
                }
            )
    return found
