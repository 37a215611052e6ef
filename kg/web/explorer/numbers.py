"""ISO 3166 numbers of states, by which maps know countries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.web.explorer.library import Library


@dataclass(frozen=True, slots=True)
class Numbers:
    """Three digits by the two letters of each state."""

    numbers: dict[str, str]


def numbers(_: Library, __: str = "") -> Numbers:
    """The answer."""
    return Numbers(_known())


def numbers_of(codes: Iterable[str]) -> dict[str, str]:
    """Numbers of some states, as far as they have one."""
    known = _known()
    return {code: known[code] for code in sorted(codes) if code in known}


def _known() -> dict[str, str]:
    from kg.datasets.names import state_numbers

    return {code: number.zfill(3) for (scheme, number), code in state_numbers().items() if scheme == "m49"}
