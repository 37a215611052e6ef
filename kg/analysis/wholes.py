"""Which figures are on wider sides that hold those of others, such as all destinations instead of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg import iri
from kg.analysis.actors import ActorIndex, state_code
from kg.analysis.facts import Period

Side = tuple[str, ...]
"""The nodes that a claim names on one side of its figure."""

Sides = tuple[Side, Side]

_ABROAD, _WORLD = iri.thing("region", "abroad"), iri.thing("region", "world")


class Wholes:
    """Figures by their sides and periods, to be asked which of them hold a part; they are numbered as they are given.

    Whether one side lies within another is worked out once for all figures that have the same sides.
    """

    def __init__(self, claim_type: str, figures: Iterable[tuple[Sides, Period | None]], actors: ActorIndex) -> None:
        self._type, self._actors = claim_type, actors
        self._by_first: dict[tuple[Side, Period | None], dict[Side, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number, ((first, second), period) in enumerate(figures):
            self._by_first[first, period][second].append(number)
        self._known: dict[tuple[Side, Side, Side, Period | None], bool] = {}

    def holding(self, part: Sides, period: Period | None) -> Iterator[int]:
        """Numbers of the figures whose sides both hold those of a part, and are not the same."""
        mine, theirs = part
        for (first, said), seconds in self._by_first.items():
            when = period or said
            if not self._holds(first, mine, theirs, when):
                continue
            for second, numbers in seconds.items():
                if (first, second) != part and self._holds(second, theirs, mine, when):
                    yield from numbers

    def _holds(self, outer: Side, inner: Side, across: Side, period: Period | None) -> bool:
        """Whether an inner side is an outer one, or lies within it; `across` is the other side of the inner one."""
        if inner == outer:
            return True
        key = (outer, inner, across if _ABROAD in outer else (), period)
        if key not in self._known:
            self._known[key] = self._within(inner, outer, across, period)
        return self._known[key]

    def _within(self, inner: Side, outer: Side, across: Side, period: Period | None) -> bool:
        if not inner or _ABROAD in inner or _WORLD in inner:
            return False
        if not outer:
            # Money received or sent in all names no other side; people without one may be anybody.
            return self._type == "Remittance"
        if _WORLD in outer:
            return True
        inside = [self._codes(node, period) for node in inner]
        if _ABROAD in outer:
            home = self._union(across, period)
            return bool(home) and all(codes and codes.isdisjoint(home) for codes in inside)
        # A town is not its state: only states and groups of them hold others.
        around = self._union([n for n in outer if state_code(n) or self._actors.is_group(n)], period)
        return all(node in outer or (codes and codes <= around) for node, codes in zip(inner, inside, strict=True))

    def _union(self, nodes: Sequence[str], period: Period | None) -> frozenset[str]:
        return frozenset[str]().union(*(self._codes(node, period) for node in nodes))

    def _codes(self, node: str, period: Period | None) -> frozenset[str]:
        """Codes of the states that a place stands for."""
        if self._actors.is_group(node):
            return self._actors.members(node, period)
        code = self._actors.state(node)
        return frozenset({code} if code else ())
