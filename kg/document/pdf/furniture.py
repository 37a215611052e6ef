"""Running heads, running feet and page numbers: lines that stand at one place of several pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from kg.document.pdf.lines import Line

_MARGIN = 0.15  # share of the page, above and below, in which they stand
_DEEPEST = 4  # lines from the edge
_TOLERANCE = 4.0  # points
_LARGEST = 1.15  # against the usual size; larger lines are headings, unless most pages have them
_LONGEST = 160
_PAGE = re.compile(
    r"(?:[-–—|•·]\s*|(?:page|p\.)\s+)?(\d{1,4}|[ivxl]{1,7})(?:\s*[-–—|•·]|\s+(?:of|/)\s+\d{1,4})?$", re.I
)
_EDGE_NUMBER = re.compile(r"^\d{1,4}(?=\s)|(?<=\s)\d{1,4}$")
_LETTERS = re.compile(r"[^\W\d_]{2}")


class _Candidate(NamedTuple):
    line: int
    page: int
    y: float
    top: bool
    number: int | None
    large: bool


def find_furniture(
    lines: Sequence[Line], heights: Sequence[float], labels: Sequence[str], usual: float
) -> frozenset[int]:
    """Indices of the lines that belong to the page and not to the text.

    A line counts when the same words, page numbers aside, stand at the same height of another page, and no line of the
    text stands between it and the edge. A lone number counts when it rises with the pages. A number counts
    too that is the label of its page and stands apart.
    """
    groups: dict[tuple[bool, str], list[_Candidate]] = defaultdict(list)
    edges: list[list[int]] = []
    for found in _edges(lines, heights):
        edges.append([at for at, _ in found])
        for at, top in found:
            line = lines[at]
            words, number = _masked(line.body)
            if len(line.body) <= _LONGEST:
                large = line.size > _LARGEST * usual and words != "#"
                groups[top, words].append(_Candidate(at, line.page, line.y, top, number, large))
    repeated: set[int] = set()
    for (_, words), group in groups.items():
        for cluster in _level(group):
            if _repeats(words, cluster):
                repeated.update(candidate.line for candidate in cluster)
            elif len(cluster) == 1 and words == "#" and _is_apart(cluster[0], lines, labels):
                repeated.add(cluster[0].line)
    return frozenset(at for edge in edges for at in _outermost(edge, repeated))


def _edges(lines: Sequence[Line], heights: Sequence[float]) -> Iterator[list[tuple[int, bool]]]:
    """For the head and the foot of each page: lines from the edge inwards, and whether it is the head."""
    for page, found in groupby(range(len(lines)), key=lambda at: lines[at].page):
        order = sorted(found, key=lambda at: (lines[at].y, lines[at].x0))
        limit = _MARGIN * heights[page]
        yield [(at, True) for at in order[:_DEEPEST] if lines[at].y <= limit]
        yield [(at, False) for at in order[: -_DEEPEST - 1 : -1] if lines[at].y >= heights[page] - limit]


def _masked(body: str) -> tuple[str, int | None]:
    """The words of a line without its page number, and the number."""
    match = _PAGE.match(body)
    if match:
        return "#", int(match[1]) if match[1].isdigit() else _roman(match[1].lower())
    number = _EDGE_NUMBER.search(body)
    return _EDGE_NUMBER.sub("#", body).lower(), int(number.group()) if number else None


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[c] for c in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _level(group: Sequence[_Candidate]) -> Iterator[list[_Candidate]]:
    """Candidates of one height."""
    cluster: list[_Candidate] = []
    for candidate in sorted(group, key=lambda c: (c.y, c.line)):
        if cluster and candidate.y - cluster[-1].y > _TOLERANCE:
            yield cluster
            cluster = []
        cluster.append(candidate)
    if cluster:
        yield cluster


def _repeats(words: str, cluster: Sequence[_Candidate]) -> bool:
    pages = {candidate.page for candidate in cluster}
    if len(pages) < 2:
        return False
    if any(candidate.large for candidate in cluster) and (len(pages) < 3 or 2 * len(pages) <= max(pages) - min(pages)):
        return False
    shifts = Counter(c.number - c.page for c in cluster if c.number is not None)
    if shifts:  # numbers of pages, which rise with them; at the foot also notes begin with numbers
        rising = max(shifts.values())
        chapter = cluster[0].top and words != "#" and len({c.number for c in cluster}) == 1
        return chapter or (rising >= 2 and 2 * rising >= len(cluster))
    return _LETTERS.search(words) is not None


def _is_apart(found: _Candidate, lines: Sequence[Line], labels: Sequence[str]) -> bool:
    """Does a number name its page and stand well apart from the text?"""
    line = lines[found.line]
    if found.number is None or str(found.number) != labels[found.page]:
        return False
    beside = (lines[at] for at in (found.line - 1, found.line + 1) if 0 <= at < len(lines))
    return all(abs(other.y - line.y) > 2 * other.size for other in beside if other.page == line.page)


def _outermost(edge: Sequence[int], repeated: set[int]) -> Iterator[int]:
    for at in edge:
        if at not in repeated:
            return
        yield at
