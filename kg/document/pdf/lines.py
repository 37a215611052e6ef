"""The text of a PDF file, line by line, with the place of each line on its page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.document.pdf.layout import Row, read_rows
from kg.document.pdf.words import Page, Word

_NUMBERS = re.compile(r"\d{1,3}(?:[,;–-]\d{1,3})*[,;]?$")
_NUMBER = re.compile(r"\d{1,3}")
_CELL_BORDER = " | "


class Raised(NamedTuple):
    """A small raised number: its place in the text."""

    start: int
    end: int
    number: int


class Line(NamedTuple):
    """A line of the text, `start:end`, and where it stands: see `Row`. `page` counts from 0."""

    start: int
    end: int
    body: str
    raised: tuple[Raised, ...]
    cells: int
    page: int
    column: int
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    left: float
    right: float
    first_width: float  # of its first word

    @property
    def is_table(self) -> bool:
        return self.cells > 1


class Text:
    """The text as it grows: all lines of all pages, a form feed between pages."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.lines: list[Line] = []
        self.starts: list[int] = []
        self.heights: list[float] = []

    def add(self, page: Page) -> None:
        if self.starts:
            self._put("\f")
        self.starts.append(self._length)
        self.heights.append(page.height)
        for row in read_rows(page.words):
            self._line(row, len(self.starts) - 1)

    def text(self) -> str:
        return "".join(self._parts)

    def _put(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)

    def _line(self, row: Row, page: int) -> None:
        body, raised = _written(row, self._length)
        first = row.cells[0][0]
        self.lines.append(
            Line(
                self._length, self._length + len(body), body, raised, len(row.cells), page, row.column,
                row.x0, row.x1, row.y, row.size, row.bold, row.left, row.right, first.x1 - first.x0,
            )
        )  # fmt: skip
        self._put(body + "\n")


def _written(row: Row, start: int) -> tuple[str, tuple[Raised, ...]]:
    """The text of a row that begins at `start`, and the raised numbers in it."""
    out: list[str] = []
    raised: list[Raised] = []
    length = start
    for k, cell in enumerate(row.cells):
        before: Word | None = None
        for word in cell:
            gap = _CELL_BORDER if before is None and k else " " if before and _spaced(before, word) else ""
            length += len(gap)
            if word.size <= 0.85 * row.size and row.y - word.y >= 0.1 * row.size and _NUMBERS.match(word.text):
                raised.extend(_raised(word.text, length))
            out.append(gap + word.text)
            length += len(word.text)
            before = word
    return "".join(out), tuple(raised)


def _spaced(before: Word, word: Word) -> bool:
    gap = (word.x0 - before.x1) / max(before.size, word.size)
    return gap > 0.16 or (word.spaced and gap > 0.06)  # a new line of the file is no space by itself


def _raised(text: str, start: int) -> Iterable[Raised]:
    for match in _NUMBER.finditer(text):
        yield Raised(start + match.start(), start + match.end(), int(match.group()))


def usual_size(lines: Sequence[Line]) -> float:
    """The size of most characters, in points, to half a point."""
    counts: dict[float, int] = {}
    for line in lines:
        size = round(2 * line.size) / 2
        counts[size] = counts.get(size, 0) + len(line.body)
    return max(counts, key=lambda size: (counts[size], size), default=10.0)
