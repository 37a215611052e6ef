"""Headings of one rank that stand in others: the parts that every chapter of a report has again.

Reports on many countries have "Prosecution" and "Protection" under each of them, often set like the country's own name.
What is told there belongs to the country.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kg.document.words import PARTS, REPEATED_TITLES

_NUMBERING = re.compile(r"^[\divxIVX]+[.)]?(?:\d+\.?)*\s+|[^\w\s]+")


def nested(headings: Sequence[tuple[str, int]]) -> list[int]:
    """Levels of headings, given as titles with the levels that they seem to have.

    A heading is a part of the chapter before if its title comes again in most chapters, or is one of those that
    chapters on countries have. Its level is then one deeper, as are those of all headings under it. Summaries,
    conclusions and the like are chapters, however often they come.

    >>> nested([("Chad", 1), ("Prosecution", 1), ("Protection", 1), ("Courts", 2), ("Mali", 1)])
    [1, 2, 2, 3, 1]
    """
    keys = [" ".join(_NUMBERING.sub("", title).lower().split()) for title, _ in headings]
    levels = [level for _, level in headings]
    parts = _parts(keys, levels)
    found: list[int] = []
    under: list[int] = []  # levels of the parts that are open, one in the other
    chapters: dict[int, str] = {}  # the last heading of each level that is no part
    for at, (key, level) in enumerate(zip(keys, levels, strict=True)):
        under = [other for other in under if other < level]
        chapters = {other: name for other, name in chapters.items() if other <= level}
        if at in parts and chapters.get(level, "") not in ("", *REPEATED_TITLES):
            under.append(level)
        elif at not in parts:
            chapters[level] = key
        found.append(level + len(under))
    return found


def _parts(keys: Sequence[str], levels: Sequence[int]) -> set[int]:
    """Indexes of headings whose title comes again in most chapters, or stands in a row of those of countries."""
    counts = Counter(zip(keys, levels, strict=True))
    single: dict[int, int] = defaultdict(int)  # how many headings so far come but once, by level
    before: dict[tuple[str, int], list[int]] = defaultdict(list)  # what that was at each heading of a title
    for one in zip(keys, levels, strict=True):
        single[one[1]] += counts[one] == 1 and one[0] not in REPEATED_TITLES
        before[one].append(single[one[1]])
    again = {
        one
        for one, chapters in before.items()
        if len(chapters) > 1 and 0 not in chapters and len(set(chapters)) == len(chapters)
        and 2 * len(chapters) > single[one[1]] and one[0] and one[0] not in REPEATED_TITLES
    }  # fmt: skip
    known = [key in PARTS for key in keys]
    row = {at for at in range(len(keys)) if known[at] and any(_beside(known, levels, at))}
    return row | {at for at, one in enumerate(zip(keys, levels, strict=True)) if one in again}


def _beside(known: Sequence[bool], levels: Sequence[int], at: int) -> Iterator[bool]:
    """Are the next headings of its level, before and behind, known parts of chapters on countries, too?"""
    for others in (range(at - 1, -1, -1), range(at + 1, len(known))):
        yield next((known[i] for i in others if levels[i] <= levels[at]), False)
