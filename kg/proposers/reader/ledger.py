"""The ledger: how often the reader was right on development passages, by type, basis and score.

It is written by `training/`, lies beside the weights, sets the default cut-offs and turns the network's
probabilities into scores that mean what they say.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from kg.claims.model import Claim
from kg.proposers.reader.cutoffs import Cutoffs

PATH = Path(__file__).parent / "ledger.json"


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was measured. `curve`: (probability, share of slot values that were right), rising, by basis kind."""

    version: str
    cutoffs: Cutoffs
    curve: Sequence[tuple[float, float]] = ((0.0, 0.0), (1.0, 1.0))
    frames: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    types: Sequence[Mapping[str, Any]] = ()
    bands: Sequence[Mapping[str, Any]] = ()
    comparison: Sequence[Mapping[str, Any]] = ()
    least_frame: float = 0.7

    def keeps(self, frame: str) -> bool:
        """May a frame's claims stand? Not where it was measured to be wrong too often."""
        known = self.frames.get(frame)
        return known is None or known["slots right"] >= self.least_frame

    def score(self, probability: float) -> float:
        """Share of slot values that were right at a probability, read off the curve between its points."""
        points = self.curve
        at = bisect_right([p for p, _ in points], probability)
        if at == 0:
            return points[0][1]
        if at == len(points):
            return points[-1][1]
        (x0, y0), (x1, y1) = points[at - 1], points[at]
        return y0 + (y1 - y0) * (probability - x0) / (x1 - x0)

    def cutoff_rows(self) -> list[dict[str, Any]]:
        """The least probability by type: of anchors that are figures, and of others; "" where it never speaks."""
        return [
            {"type": kind, "with figure": _shown(self.cutoffs.figure.get(kind)), "without": _shown(least)}
            for kind, least in sorted(self.cutoffs.anchor.items())
        ]

    def frame_rows(self) -> list[dict[str, Any]]:
        """What was measured of each frame."""
        return [{"frame": n, **found, "used": self.keeps(n)} for n, found in self.frames.items()]

    def plain(self) -> dict[str, Any]:
        """All of it for JSON."""
        return {
            "version": self.version,
            "cutoffs": self.cutoff_rows(),
            "types": list(self.types),
            "bands": list(self.bands),
            "comparison": list(self.comparison),
            "frames": self.frame_rows(),
            "curve": [list(point) for point in self.curve],
        }

    def scored(self, claim: Claim) -> Claim:
        """The claim with a calibrated score in place of the network's probability, or its frame's record."""
        if claim.basis in self.frames:
            return replace(claim, score=round(self.frames[claim.basis]["slots right"], 2))
        if claim.score is None:
            return claim
        return replace(claim, score=round(self.score(claim.score), 2))


def _shown(least: float | None) -> float | str:
    return "" if least is None or least > 1 else least


def read_ledger(path: Path) -> Ledger:
    """A ledger from its file."""
    held = json.loads(path.read_text(encoding="utf-8"))
    return Ledger(
        version=held["version"],
        cutoffs=Cutoffs(**held["cutoffs"]),
        curve=[(float(x), float(y)) for x, y in held["curve"]],
        frames=held["frames"],
        types=held["types"],
        bands=held["bands"],
        comparison=held.get("comparison", ()),
        least_frame=held["least_frame"],
    )


@cache
def ledger() -> Ledger:
    """The shipped ledger."""
    return read_ledger(PATH)
