"""What `world_gaps` and the agreement network find as JSON: plain values, with figures that follow from others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any

# Properties that stand beside the fields, by class.
_DERIVED: Mapping[str, tuple[str, ...]] = {
    "Totals": ("share",),
    "GroupShare": ("share",),
    "CoveragePoint": ("share",),
    "StateExposure": ("share",),
    "PairChange": ("kind",),
    "BackTest": ("precision", "baseline"),
}


def as_json(value: Any) -> Any:
    """A dataclass as a dictionary, tuples as lists, whole numbers without a fraction.

    >>> from kg.analysis.world_model import CoveragePoint
    >>> as_json(CoveragePoint(2019, 4000.0, 1000.0, 3))
    {'year': 2019, 'migrants': 4000, 'covered': 1000, 'pairs': 3, 'share': 0.25}
    """
    if is_dataclass(value) and not isinstance(value, type):
        names = [f.name for f in fields(value)] + list(_DERIVED.get(type(value).__name__, ()))
        return {name: as_json(getattr(value, name)) for name in names}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple | list):
        return [as_json(v) for v in value]
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 6)
    return value
