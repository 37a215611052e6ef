"""From which probabilities the reader says something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """Probabilities from which the reader says something."""

    anchor: Mapping[str, float] = field(default_factory=dict)
    figure: Mapping[str, float] = field(default_factory=dict)
    default: float = 0.5
    role: float = 0.5
    joint: float = 0.0  # of the product of an anchor's probability and a role's
    roles: Mapping[str, float] = field(default_factory=dict)
    listed: float = 0.5
    speaker: float = 0.5  # of a voice
    voice: float = 0.5  # of a voice that the words as well name as one
    negated: float = 0.5
    denied: float = 0.5  # of negation, where the words as well deny
    rival: float = 0.0  # share of the best value's probability that a further value of a slot must reach

    def of_claim(self, kind: str, figure: bool) -> float:
        """Of a claim of a type, with a figure or without: what `Filled.score` must reach."""
        return (self.figure if figure else self.anchor).get(kind, self.default)

    def of_anchor(self, kind: str) -> float:
        """Of an anchor: no claim can score higher than its anchor is likely."""
        return min(self.of_claim(kind, figure=True), self.of_claim(kind, figure=False))

    def of_role(self, kind: str, anchor: float, role: str) -> float:
        """Of a role in claims of a type, for an anchor of a probability; `roles` names "Type.role"."""
        return max(self.roles.get(f"{kind}.{role}", self.role), self.joint / anchor)
