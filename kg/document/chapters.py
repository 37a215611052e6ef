"""Headings of one rank that stand in others: the parts that every chapter of a report has again.

Reports on many countries have "Prosecution" and "Protection" under each of them, often set like the country's own name.
What is told there belongs to the country.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.document.words import PARTS

_NUMBERING = re.compile(r"^[\divxIVX]+[.)]?(?:\d+\.?)*\s+|[^\w\s]+")


def nested(headings: Sequence[tuple[str, int]]) -> list[int]:
    """Levels of headings, given as titles with the levels that they seem to have.

    A heading is a part of the one before if its title comes again under another heading of the level, or is one that
    chapters on countries have. Its level is then one deeper, as are those of all headings under it.

    >>> nested([("Chad", 1), ("Prosecution", 1), ("Mali", 1), ("Prosecution", 1), ("Courts", 2)])
    [1, 2, 1, 2, 3]
    """
    keys = [" ".join(_NUMBERING.sub("", title).lower().split()) for title, _ in headings]
    levels = [level for _, level in headings]
    parts = _parts(keys, levels)
    found: list[int] = []
    under: int | None = None  # the level of the part that is open
    for key, level in zip(keys, levels, strict=True):
        if level > 0 and (key, level) in parts and (under is not None or _has_chapter(found, levels, level)):
            under = level
        elif under is not None and level <= under:
            under = None
        found.append(level if under is None else level + 1)
    return found


def _has_chapter(found: Sequence[int], levels: Sequence[int], level: int) -> bool:
    """Does a heading of this level stand before, in the same chapter of the level above?"""
    for at in range(len(found) - 1, -1, -1):
        if levels[at] < level:
            return False
        if found[at] == level:
            return True
    return False


def _parts(keys: Sequence[str], levels: Sequence[int]) -> set[tuple[str, int]]:
    """Titles, with their level, that are parts: each time after another heading of the level that comes but once."""
    counts = Counter(zip(keys, levels, strict=True))
    parts: set[tuple[str, int]] = {(key, level) for key, level in counts if key in PARTS}
    chapters: dict[int, int] = defaultdict(int)  # headings so far that come but once, by level
    last: dict[tuple[str, int], int] = {}
    broken: set[tuple[str, int]] = set()
    for one in zip(keys, levels, strict=True):
        if counts[one] == 1 and one not in parts:
            chapters[one[1]] += 1
        else:
            if chapters[one[1]] == last.get(one, 0):
                broken.add(one)
            last[one] = chapters[one[1]]
    return parts | {one for one, count in counts.items() if count > 1 and one not in broken and one[0]}
