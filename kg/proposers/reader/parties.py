"""The two sides of an agreement: who has it, or lacks it, with whom."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kg.claims.model import SlotValue, Span
from kg.proposers.reader.coordination import words_of
from kg.proposers.reader.encoding import Array
from kg.proposers.reader.runs import Run, same_value
from kg.proposers.reader.units import ACTOR_KINDS, Unit, clause
from kg.proposers.reader.view import Actor
from kg.proposers.reader.windows import Placed

PARTNER = 0.3  # probability from which an actor joins one that would have an agreement with nobody
_AFTER_WITH = 3  # units in which an actor follows "with": "with the Qatari government"
Lacking = tuple[Sequence[int], int]  # indexes of actors, and of the one with which they lack what is told


def partners(placed: Sequence[Placed], groups: Sequence[Sequence[int]]) -> list[Lacking]:
    """Groups told as "neither A nor B", each with the actor that stands behind "with" in its sentence: what A and B
    lack, they lack with it and not with each other."""
    found = []
    for group in groups:
        if "neither" not in _before(placed, group):
            continue
        first = group[-1] + 1
        rest = sum(p.line == placed[group[0]].line for p in placed[first:])
        partner = _after_with(placed, range(first, first + rest), rest)
        if partner is not None:
            found.append((group, partner))
    return found


def subjects(placed: Sequence[Placed], groups: Sequence[Sequence[int]]) -> list[Lacking]:
    """Groups told before "with" and one actor, in one clause ("A and B signed agreements with C"), each with it: where
    it is a party, A and B have what is told with it and not with each other."""
    members = {i for group in groups for i in group}
    found = []
    for group in groups:
        partner = _after_with(placed, range(group[-1] + 1, clause_of(placed, group[0]).stop), _AFTER_WITH)
        if partner is not None and partner not in members and "with" not in _before(placed, group):
            found.append((group, partner))
    return found


def _after_with(placed: Sequence[Placed], behind: range, reach: int) -> int | None:
    """The first actor within some units after the first "with" of a stretch."""
    joined = next((i for i in behind if placed[i].unit.text.lower() == "with"), behind.stop)
    near = range(joined + 1, min(joined + 1 + reach, behind.stop))
    return next((i for i in near if placed[i].unit.kind in ACTOR_KINDS), None)


def are_parties(odds: Array, sides: Lacking) -> bool:
    """Are two of a group and their partner likely parties [U]?"""
    group, partner = sides
    return bool(odds[partner] >= PARTNER and np.count_nonzero(odds[list(group)] >= PARTNER) > 1)


def told_after_with(placed: Sequence[Placed], groups: Sequence[Sequence[int]]) -> list[Sequence[int]]:
    """Groups told as "with A and B": each of them has a partner, and it is not one of the others."""
    return [group for group in groups if "with" in _before(placed, group)]


def without_places_of_signing(placed: Sequence[Placed], odds: Array) -> Array:
    """Odds [U] of parties, none for places in which something is done: "signed in Osaka" names no side of it."""
    out = odds.copy()
    for at in np.flatnonzero(odds).tolist():
        before = placed[at - 1] if at and placed[at - 1].line == placed[at].line else None
        if before and before.unit.text.lower() in ("in", "at") and _is_mere_place(placed[at].unit):
            out[at] = 0.0
    return out


def _is_mere_place(unit: Unit) -> bool:
    """Neither a state nor an actor, nor a capital, which may stand for its government."""
    return unit.kind == "name" or (unit.kind == "L" and isinstance(unit.value, Actor) and not unit.value.government)


def _before(placed: Sequence[Placed], group: Sequence[int]) -> set[str]:
    """The two words before a group, of its sentence."""
    before = placed[max(0, group[0] - 2) : group[0]]
    return words_of([p for p in before if p.line == placed[group[0]].line])


def others_of_list(at: int, odds: Array, groups: Sequence[Sequence[int]]) -> list[int]:
    """The other members of the list in which an anchor is a partner: they have agreements of their own.

    Without a likely party [U] outside of the list, its members may be partners of each other.
    """
    group = next((group for group in groups if at in group), ())
    outside = np.delete(odds, list(group))
    return [i for i in group if i != at] if group and outside.size and outside.max() >= PARTNER else []


def needs_partner(parties: Sequence[SlotValue], joined: Sequence[frozenset[Span]]) -> bool:
    """Is a partner missing: is there one party, or do all stand in one of the groups told after "with"?"""
    spans = {p.span for p in parties}
    return len(parties) == 1 or any(spans <= group for group in joined)


def told_beside(partner: Run, runs: Sequence[Run], joined: Sequence[frozenset[Span]]) -> list[Run]:
    """The other actors of a list after "with" of which a partner is one: each is a partner, too."""
    group = next((group for group in joined if partner.value.span in group), frozenset[Span]())
    return [r for r in runs if r.value.span in group and not same_value(r.value, partner.value)]


def partner_of(
    parties: Sequence[SlotValue], runs: Sequence[Run], joined: Sequence[frozenset[Span]], near: Span
) -> Run | None:
    """The likeliest actor of the anchor's clause (`near`), else of all, that is neither one of the parties nor told in
    one breath with them."""
    spans = {p.span for p in parties}
    breath = frozenset[Span]().union(*(group for group in joined if spans & group))
    others = [r for r in runs if r.value.span not in breath and not any(same_value(r.value, p) for p in parties)]
    return max(others, key=lambda r: (_within(r.value.span, near), r.probability), default=None)


def _within(span: Span | None, stretch: Span) -> bool:
    return span is not None and stretch.contains(span)


def clause_of(placed: Sequence[Placed], at: int) -> range:
    """Units of the sentence of an anchor that no semicolon parts from it."""
    first = next(i for i, p in enumerate(placed) if p.line == placed[at].line)
    own = clause([p.unit for p in placed if p.line == placed[at].line], at - first, at - first)
    return range(first + own.start, first + own.stop)
