"""What the encoder can say: claim types, the roles that units play in a claim, and slots with listed values.

The order of the lists is part of the trained weights: `TYPES` and `ROLES` are fixed here, the values are
written beside the weights when they are trained.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TYPES = (
    "MigrantStock", "Remittance", "Agreement", "Law", "Presence", "Relation", "TraffickingRole",
    "TraffickingRoute", "Payment", "Service", "Measure", "Indicator", "Recommendation",
)  # fmt: skip
TYPE_INDEX = {name: index for index, name in enumerate(TYPES)}

# Slots whose values are words or names of the text. Attribution is a role too.
ROLES = (
    "origin", "destination", "transit", "sender", "receiver", "parties", "jurisdiction", "organisation", "place",
    "agent", "patient", "holder", "payer", "payee", "operator", "beneficiaries", "actor", "target", "subject",
    "measure", "topic", "function", "sector", "addressee", "action", "year", "attribution", "count", "since", "per",
)  # fmt: skip
ROLE_INDEX = {name: index for index, name in enumerate(ROLES)}

# Roles of each type, besides `attribution`, which all have.
ROLES_OF: Mapping[str, tuple[str, ...]] = {
    "MigrantStock": ("origin", "destination", "year", "sector"),
    "Remittance": ("sender", "receiver", "year"),
    "Agreement": ("parties", "subject", "year"),
    "Law": ("jurisdiction", "subject", "year"),
    "Presence": ("organisation", "place", "since", "count"),
    "Relation": ("agent", "patient", "topic"),
    "TraffickingRole": ("holder", "place", "function"),
    "TraffickingRoute": ("origin", "transit", "destination", "year"),
    "Payment": ("payer", "payee", "place", "per"),
    "Service": ("operator", "place", "beneficiaries", "per"),
    "Measure": ("actor", "target", "year"),
    "Indicator": ("subject", "measure", "year"),
    "Recommendation": ("addressee", "action", "topic"),
}
# Slots with listed values: those of closed lists, and open ones whose frequent values stand for unsaid words.
LISTED: Mapping[str, tuple[str, ...]] = {
    "MigrantStock": ("status", "unit", "destination", "sector"),
    "Remittance": ("unit",),
    "Agreement": ("status", "subject"),
    "Law": ("status", "subject"),
    "Presence": ("kind",),
    "Relation": ("relation", "topic"),
    "TraffickingRole": ("role",),
    "TraffickingRoute": ("victims", "purpose"),
    "Payment": ("kind", "currency"),
    "Service": ("kind",),
    "Measure": ("kind", "unit", "target"),
    "Indicator": ("unit",),
    "Recommendation": ("topic",),
}
# Of a slot that holds places, only this may be said without words for it: no state is guessed.
UNSPOKEN: Mapping[str, frozenset[str]] = {"MigrantStock.destination": frozenset(("abroad",))}
# What a claim must say to be one: of each set of roles at least one. The shapes of the ontology ask the same.
ESSENTIAL: Mapping[str, tuple[frozenset[str], ...]] = {
    "Agreement": (frozenset(("parties",)),),
    "Law": (frozenset(("jurisdiction",)),),
    "Presence": (frozenset(("organisation",)),),
    "Relation": (frozenset(("agent", "patient")),),
    "TraffickingRoute": (frozenset(("origin", "transit", "destination")),),
    "Indicator": (frozenset(("measure",)), frozenset(("subject", "year"))),
    "Recommendation": (frozenset(("action",)),),
}
MODALITIES = ("asserted", "estimated", "forecast", "recommended", "hypothetical")
DISTANCES = (-60, -30, -18, -12, -8, -5, -3, -2, -1, 0, 1, 2, 3, 5, 8, 12, 18, 30, 60)


@dataclass(frozen=True, slots=True)
class ValueGroups:
    """Names of the listed values: one group a `Type.slot`, each group's first entry being none ("")."""

    groups: Mapping[str, tuple[str, ...]]

    def offsets(self) -> dict[str, int]:
        """Index of each group's first entry among all entries in a row."""
        found, at = {}, 0
        for name, values in self.groups.items():
            found[name] = at
            at += len(values)
        return found

    def size(self) -> int:
        return sum(map(len, self.groups.values()))


def distance_bucket(distance: int) -> int:
    """Index of the bucket of a signed distance in units."""
    for index, limit in enumerate(DISTANCES):
        if distance <= limit:
            return index
    return len(DISTANCES)


def value_groups(counts: Mapping[str, Mapping[str, int]], closed: Sequence[str], least: int) -> ValueGroups:
    """The values worth listing: all that occur of closed slots, those that occur often of open ones."""
    groups = {}
    for name in sorted(counts):
        needed = 1 if name in closed else least
        allowed = UNSPOKEN.get(name)
        kept = sorted(v for v, n in counts[name].items() if n >= needed and (allowed is None or v in allowed))
        if kept:
            groups[name] = ("", *kept)
    return ValueGroups(groups)
