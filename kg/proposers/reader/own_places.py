"""Lists in which each figure has a place of its own: "5 percent in Chad, 8 in Niger", "Chad (5 percent) and Niger (8)".

The network knows which slot the places fill and may give one figure the place of another; the words tell whose it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kg.claims.model import Span
from kg.proposers.reader.units import FIGURE_KINDS, NAMED_PLACE_KINDS
from kg.proposers.reader.windows import Placed

_SLOTS = ("origin", "destination", "sender", "receiver", "place", "subject")
_INTO = frozenset(("in", "from", "to", "for"))
_BETWEEN = frozenset(", ; and or but while the another some about only nearly almost around".split())
_REACH = 5  # units behind a figure within which its place stands


def lists_of(placed: Sequence[Placed], figures: Sequence[int]) -> Iterator[list[tuple[int, int]]]:
    """Lists of two and more of some figures, each with the place that is its own: (figure, place), indexes of units."""
    found: list[tuple[int, int]] = []
    for at in figures:
        place = _behind(placed, at)
        if place is None:
            place = _before_bracket(placed, at)
        told_alike = bool(found) and place is not None and _into(placed, found[0]) == _into(placed, (at, place))
        if place is not None and found and not (told_alike and _goes_on(placed, found[-1], (at, place))):
            if len(found) > 1:
                yield found
            found = []
        if place is not None:
            found = [*found, (at, place)]
    if len(found) > 1:
        yield found


def slot_of(told: Sequence[Mapping[str, frozenset[Span]]], places: Sequence[frozenset[Span]]) -> str | None:
    """The slot that the places of a list fill, if one does: that in which most figures have their own.

    `told`: for each figure, by slot, the words that hold its values; `places`: for each the words of its place.
    """
    pairs = list(zip(told, places, strict=True))
    votes = Counter(slot for own, place in pairs for slot in _SLOTS if place & own.get(slot, frozenset()))
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _behind(placed: Sequence[Placed], at: int) -> int | None:
    """The place of "8 percent in Niger", "40,000 Malians in Gabon"."""
    seen_into = False
    for i in range(at + 1, min(len(placed), at + 1 + _REACH)):
        unit = placed[i].unit
        word = unit.text.lower()
        if placed[i].line != placed[at].line or unit.kind in FIGURE_KINDS or not unit.text[0].isalnum():
            return None
        if seen_into and word != "the":
            return i if unit.kind in NAMED_PLACE_KINDS else None
        seen_into = seen_into or word in _INTO
    return None


def _into(placed: Sequence[Placed], one: tuple[int, int]) -> str:
    """The word that leads from a figure to its place; "" where a bracket does."""
    between = (p.unit.text.lower() for p in placed[one[0] + 1 : one[1]])
    return next((word for word in between if word in _INTO), "")


def _before_bracket(placed: Sequence[Placed], at: int) -> int | None:
    """The place of "Niger (8 percent)"."""
    if at < 2 or placed[at - 2].line != placed[at].line or placed[at - 1].unit.text != "(":
        return None
    return at - 2 if placed[at - 2].unit.kind in NAMED_PLACE_KINDS else None


def _goes_on(placed: Sequence[Placed], last: tuple[int, int], following: tuple[int, int]) -> bool:
    """Is nothing told between one figure with its place and the next one?"""
    end, begin = max(last), min(following)
    if placed[end].line != placed[begin].line or (last[0] < last[1]) != (following[0] < following[1]):
        return False
    return all(p.unit.text.lower() in _BETWEEN | {")"} for p in placed[end + 1 : begin])
