"""From the words of a page to its lines in reading order: columns, rows, and cells of tables.

A page is cut, from above, into bands of rows. In a band that a gutter runs through, with prose on both sides, the left
side is read before the right one; each side is cut again in the same way. What remains are rows: lines of one column.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from kg.document.pdf.words import Word

_JOINED = 0.8  # widest gap within a fragment, in sizes
_CELL = 1.4  # narrowest gap between the cells of a table
_ROW = 0.35  # farthest that two baselines of one row lie apart
_RAISED = 0.7  # highest that a raised number stands over its row
_GUTTER = 0.7  # narrowest gutter
_MOST_DEPTH = 4
_LEAST_ROWS = 3  # on each side of a gutter
_LEAST_WORDS = 3.0  # a row on each side, on average
_LABEL = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]?|\d{1,2}(?:\.\d{1,2})+\.?|[•▪●○◦‣*·–—-]|\[\d{1,3}\])$"
)
_LEADERS = re.compile(r"\.{5,}|(?:\. ){4,}|…{2,}")


class Fragment(NamedTuple):
    """Words of one baseline without a wide gap between them."""

    words: list[Word]
    x0: float
    x1: float
    y: float
    size: float


class Row(NamedTuple):
    """A line of one column, or of a table when it has several cells. Places in points, `y` downwards.

    `left` and `right` bound the column, `column` numbers the columns of the page in reading order.
    """

    cells: list[list[Word]]
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    left: float
    right: float
    column: int


class _Line(NamedTuple):
    fragments: list[Fragment]
    y: float
    size: float

    @property
    def x0(self) -> float:
        return self.fragments[0].x0

    @property
    def x1(self) -> float:
        return max(fragment.x1 for fragment in self.fragments)


def read_rows(words: Sequence[Word]) -> list[Row]:
    """The rows of a page in reading order."""
    rows: list[Row] = []
    for column, lines in enumerate(_columns(_lines(_fragments(words)), 0)):
        left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
        cells = _tables(lines)
        for line, split in zip(lines, cells, strict=True):
            found = [word for cell in split for word in cell]
            bold = sum(len(w.text) for w in found if w.bold) > 0.9 * sum(len(w.text) for w in found)
            rows.append(Row(split, line.x0, line.x1, line.y, line.size, bold, left, right, column))
    return rows


def _fragments(words: Iterable[Word]) -> list[Fragment]:
    """Neighbours in the file that are neighbours on the page."""
    groups: list[list[Word]] = []
    for word in words:
        if groups and _beside(groups[-1], word):
            groups[-1].append(word)
        else:
            groups.append([word])
    return _with_raised([_fragment(group) for group in groups])


def _beside(group: Sequence[Word], word: Word) -> bool:
    before = group[-1]
    size = max(before.size, word.size)
    level = max(group, key=lambda w: w.size)
    shift = level.y - word.y
    if not -0.5 * size <= word.x0 - before.x1 <= _JOINED * size:
        return False
    return abs(shift) <= 0.1 * size or (-_ROW * size <= shift <= _RAISED * size and word.size != level.size)


def _fragment(words: list[Word]) -> Fragment:
    lengths: Counter[tuple[float, float]] = Counter()
    for word in words:
        lengths[word.size, word.y] += len(word.text)
    size, y = max(lengths, key=lambda key: (lengths[key], key))
    return Fragment(words, words[0].x0, max(w.x1 for w in words), y, size)


def _with_raised(fragments: list[Fragment]) -> list[Fragment]:
    """Small numbers that stand raised beside a fragment but elsewhere in the file, put to it."""
    usual = median(f.size for f in fragments) if fragments else 0.0
    loose = [f for f in fragments if _is_small_number(f, usual)]
    if not loose:
        return fragments
    hosts = sorted((f for f in fragments if not _is_small_number(f, usual)), key=lambda f: (f.y, f.x0))
    levels = [f.y for f in hosts]
    merged: dict[int, list[Word]] = {}
    homeless: list[Fragment] = []
    for number in loose:
        near = range(bisect_left(levels, number.y), bisect_right(levels, number.y + usual))
        at = next((k for test in (_ends_in, _opens_with) for k in near if test(hosts[k], number.words[0])), None)
        if at is None:
            homeless.append(number)
        else:
            merged.setdefault(at, []).extend(number.words)
    for at, words in merged.items():
        hosts[at] = _fragment(sorted([*hosts[at].words, *words], key=lambda w: w.x0))
    return hosts + homeless


def _is_small_number(fragment: Fragment, usual: float) -> bool:
    text = fragment.words[0].text
    return len(fragment.words) == 1 and len(text) <= 3 and text.isdigit() and fragment.size <= 0.85 * usual


def _ends_in(host: Fragment, word: Word) -> bool:
    """Does a raised number hang on a word?"""
    return _is_raised(host, word) and any(abs(word.x0 - w.x1) <= 0.25 * host.size for w in host.words)


def _opens_with(host: Fragment, word: Word) -> bool:
    """Does a raised number stand before the first word, as in notes?"""
    return _is_raised(host, word) and 0 <= host.x0 - word.x1 <= 2 * host.size


def _is_raised(host: Fragment, word: Word) -> bool:
    return word.size <= 0.85 * host.size and 0.1 * host.size <= host.y - word.y <= _RAISED * host.size


def _lines(fragments: Iterable[Fragment]) -> list[_Line]:
    """Fragments with one baseline, from above; each line's fragments from the left."""
    lines: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda f: (f.y, f.x0)):
        if lines:
            first = lines[-1][0]
            if fragment.y - first.y <= _ROW * min(first.size, fragment.size):
                lines[-1].append(fragment)
                continue
        lines.append([fragment])
    return [_line(found) for found in lines]


def _line(fragments: list[Fragment]) -> _Line:
    longest = max(fragments, key=lambda f: (sum(len(w.text) for w in f.words), f.size))
    return _Line(sorted(fragments, key=lambda f: (f.x0, f.y)), longest.y, longest.size)


def _columns(lines: list[_Line], depth: int) -> list[list[_Line]]:
    """The lines in reading order, cut wherever another column begins."""
    if not lines:
        return []
    found = _gutter(lines) if depth < _MOST_DEPTH else None
    if found is None:
        return [lines]
    x, first, last = found
    band = lines[first : last + 1]
    left = _side(band, lambda f: f.x1 <= x + 1)
    right = _side(band, lambda f: f.x1 > x + 1)
    before, after = _columns(lines[:first], depth), _columns(lines[last + 1 :], depth)
    return [*before, *_columns(left, depth + 1), *_columns(right, depth + 1), *after]


def _side(band: Sequence[_Line], belongs: Callable[[Fragment], bool]) -> list[_Line]:
    return _lines(f for line in band for f in line.fragments if belongs(f))


def _gutter(lines: Sequence[_Line]) -> tuple[float, int, int] | None:
    """Where a gutter runs, and through which lines; None where the lines are one column."""
    left = min(line.x0 for line in lines)
    right = max(line.x1 for line in lines)
    starts = Counter(round(f.x0) for line in lines for f in line.fragments)
    best: tuple[int, float, int, int] | None = None
    likely = [x for x, n in sorted(starts.items(), key=lambda item: (-item[1], item[0])) if n >= _LEAST_ROWS][:8]
    for start in likely:
        if not left + 0.2 * (right - left) <= start <= right - 0.15 * (right - left):
            continue
        x = start - 2.0
        for first, last in _bands(lines, x):
            both = _prose_on_both_sides(lines[first : last + 1], x)
            if both and (best is None or both > best[0]):
                best = (both, x, first, last)
    return best[1:] if best else None


def _bands(lines: Sequence[_Line], x: float) -> list[tuple[int, int]]:
    """Runs of lines that nothing crosses at `x`."""
    bands: list[tuple[int, int]] = []
    start = 0
    for at in range(len(lines) + 1):
        if at == len(lines) or _crossed(lines[at], x):
            if at - start >= _LEAST_ROWS:
                bands.append((start, at - 1))
            start = at + 1
    return bands


def _crossed(line: _Line, x: float) -> bool:
    before = [f for f in line.fragments if f.x0 < x]
    if any(f.x1 > x + 1 for f in before):
        return True
    after = [f for f in line.fragments if f.x0 >= x]
    return bool(before and after) and after[0].x0 - before[-1].x1 < _GUTTER * line.size


def _prose_on_both_sides(band: Sequence[_Line], x: float) -> int:
    """How many rows the shorter side has; 0 where one side is no prose, or the sides do not stand abreast."""
    counts: list[int] = []
    spans: list[tuple[float, float]] = []
    for side in (_side(band, lambda f: f.x1 <= x + 1), _side(band, lambda f: f.x1 > x + 1)):
        if len(side) < _LEAST_ROWS:
            return 0
        width = max(line.x1 for line in side) - min(line.x0 for line in side)
        words = sum(len(f.words) for line in side for f in line.fragments) / len(side)
        fill = median(sum(f.x1 - f.x0 for f in line.fragments) for line in side) / max(width, 1.0)
        figures = sum(_is_figure(w.text) for line in side for f in line.fragments for w in f.words)
        if words < _LEAST_WORDS or width < 60 or figures > 0.5 * words * len(side):
            return 0
        if fill < 0.55 and (_gutter(side) is None):  # columns of its own fill it in turn
            return 0
        counts.append(len(side))
        spans.append((side[0].y, side[-1].y))
    shared = min(spans[0][1], spans[1][1]) - max(spans[0][0], spans[1][0])
    shorter = min(end - start for start, end in spans)
    return min(counts) if shared >= 0.5 * shorter else 0


def _is_figure(text: str) -> bool:
    return sum(map(str.isdigit, text)) > 0.5 * len(text)


def _tables(lines: Sequence[_Line]) -> list[list[list[Word]]]:
    """The cells of each line; one cell where the line is prose."""
    cells = [_cells(line) for line in lines]
    words = [[word for cell in found for word in cell] for found in cells]
    stretched = [_is_stretched(found) for found in words]
    table = [
        (len(found) > 1
        and (_aligned(k, cells, lines, stretched) or (len(found) > 2 and not stretched[k])))
        or _LEADERS.search(" ".join(word.text for word in words[k])) is not None
        for k, found in enumerate(cells)
    ]
    for k in range(1, len(lines) - 1):
        beside = table[k - 1] and table[k + 1] and len(cells[k]) == 1
        if beside and _within_cell(cells[k][0], cells[k - 1], cells[k + 1]):
            table[k] = True
    return [found if table[k] else [words[k]] for k, found in enumerate(cells)]


def _cells(line: _Line) -> list[list[Word]]:
    cells: list[list[Word]] = []
    for fragment in line.fragments:
        if cells and (fragment.x0 - cells[-1][-1].x1 < _CELL * line.size or _is_label(cells)):
            cells[-1].extend(fragment.words)
        else:
            cells.append(list(fragment.words))
    return cells


def _is_stretched(words: Sequence[Word]) -> bool:
    """Do words stand evenly apart, as on a line of prose that was stretched to the width of a narrow column?"""
    gaps = [b.x0 - a.x1 for a, b in pairwise(words) if b.spaced]
    if len(gaps) < 2 or sum(_is_figure(w.text) for w in words) > 0.4 * len(words):
        return False
    return max(gaps) - min(gaps) <= 0.25 * max(gaps)


def _is_label(cells: Sequence[Sequence[Word]]) -> bool:
    """Is what stands before the gap the number or bullet of a list item or heading?"""
    return len(cells) == 1 and len(cells[0]) == 1 and _LABEL.match(cells[0][0].text) is not None


def _aligned(at: int, cells: Sequence[list[list[Word]]], lines: Sequence[_Line], stretched: Sequence[bool]) -> bool:
    """Does a line nearby, which is no stretched prose, have its gaps where this line has them?"""
    gaps = _gaps(cells[at])
    for other in (at - 2, at - 1, at + 1, at + 2):
        if not 0 <= other < len(cells) or len(cells[other]) < 2 or stretched[other]:
            continue
        if abs(lines[other].y - lines[at].y) > 4 * max(lines[at].size, lines[other].size):
            continue
        theirs = _gaps(cells[other])
        if any(min(b, d) - max(a, c) >= 0.6 * lines[at].size for a, b in gaps for c, d in theirs):
            return True
    return False


def _gaps(cells: Sequence[Sequence[Word]]) -> list[tuple[float, float]]:
    return [(a[-1].x1, b[0].x0) for a, b in pairwise(cells)]


def _within_cell(cell: Sequence[Word], above: Sequence[Sequence[Word]], below: Sequence[Sequence[Word]]) -> bool:
    """Does a line between two table rows stay within one of their columns, as wrapped cells do?"""
    gaps = [*_gaps(above), *_gaps(below)]
    return bool(gaps) and not any(cell[0].x0 < start and cell[-1].x1 > end for start, end in gaps)
