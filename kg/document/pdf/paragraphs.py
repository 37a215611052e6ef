"""Paragraphs, headings, lists and tables of a PDF file, from its body lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from kg.document.assemble import Block
from kg.document.blocks import BULLET, DEPTH, is_caps, is_title, line_kind
from kg.document.clean import Piece
from kg.document.hyphens import Hyphens, join_rows
from kg.document.lines import starts_lower, stopped
from kg.document.model import Kind
from kg.document.pdf.lines import Line

_CAPTION = re.compile(r"(?:table|figure|fig\.?|box|map|chart|graph|source|sources|note|notes)(?:\s+\d|\s*:)", re.I)
_LARGE = 1.12  # against the usual size: headings
_LONGEST_HEADING = 200
_WIDE = 1.25  # a gap against the usual distance of lines


@dataclass
class _Part:
    """A paragraph as it grows. `aside`: it may stand between the halves of a sentence, as tables do."""

    kind: Kind
    lines: list[Line] = field(default_factory=list)
    aside: bool = False
    style: tuple[float, bool, bool] = (0.0, False, False)

    @property
    def last(self) -> Line:
        return self.lines[-1]


def find_blocks(text: str, lines: Sequence[Line], usual: float, hyphens: Hyphens) -> list[Block]:
    """Blocks of the body, whose `lines` are in reading order; `usual` is the size of its type."""
    builder = _Builder(usual, lines)
    for at, line in enumerate(lines):
        builder.add(line, lines[at + 1] if at + 1 < len(lines) else None)
    parts = builder.parts
    styles = sorted({part.style for part in parts if part.kind == "heading"}, reverse=True)
    blocks: list[Block] = []
    for part in parts:
        pieces = _pieces(text, part, hyphens)
        if pieces:
            level = styles.index(part.style) + 1 if part.kind == "heading" else 0
            blocks.append(Block(part.kind, pieces, level))
    return sorted(blocks, key=lambda block: block.pieces[0].start)


class _Builder:
    def __init__(self, usual: float, lines: Sequence[Line]) -> None:
        self.usual = usual
        self.parts: list[_Part] = []
        self.prose: _Part | None = None  # the last paragraph of the running text
        self.before: Line | None = None
        self.lead = _usual_lead(lines)
        self.margins = _margins(lines)

    def add(self, line: Line, after: Line | None) -> None:
        if line.is_table:
            self._begin("table", line, aside=True)
        elif self._is_heading(line, after):
            self._heading(line)
        elif self._continues(line):
            self.parts[-1].lines.append(line)
        elif self._resumes(line):
            assert self.prose is not None
            self.prose.lines.append(line)
        else:
            small = line.size < self.usual - 0.6
            caption = _CAPTION.match(line.body) is not None
            self._begin(self._kind(line), line, aside=small or caption)
        self.before = line

    def _kind(self, line: Line) -> Kind:
        return "list-item" if line_kind(line.body) == "list-item" else "prose"

    def _begin(self, kind: Kind, line: Line, aside: bool = False) -> None:
        part = _Part(kind, [line], aside)
        self.parts.append(part)
        if not aside:
            self.prose = part

    def _heading(self, line: Line) -> None:
        style = (round(2 * line.size) / 2, line.bold, is_caps(line.body))
        last = self.parts[-1] if self.parts else None
        if (
            last
            and last.kind == "heading"
            and last.style[:2] == style[:2]
            and self._close(line)
            and self._together(line)
        ):
            last.lines.append(line)
            return
        self.parts.append(_Part("heading", [line], style=style))
        self.prose = None

    def _together(self, line: Line) -> bool:
        """Is it the next line of the heading above, and no heading of its own?"""
        return DEPTH.match(line.body) is None

    def _close(self, line: Line) -> bool:
        """Does it stand right under the line before, at the usual distance?"""
        before = self.before
        if before is None or (before.page, before.column) != (line.page, line.column):
            return False
        size = max(before.size, line.size)
        return 0 < line.y - before.y <= _WIDE * self.lead * size

    def _is_heading(self, line: Line, after: Line | None) -> bool:
        body = line.body
        if len(body) > _LONGEST_HEADING or not any(map(str.isalpha, body)) or body[-1] in ",;":
            return False
        if _CAPTION.match(body) and line.size <= _LARGE * self.usual:
            return False
        if line.size > _LARGE * self.usual:
            return not (self._close(line) and self.parts and self.parts[-1].kind == "prose" and not line.bold)
        if line.size < 0.94 * self.usual or (body[-1] == "." and DEPTH.match(body) is None):
            return False
        goes_on = self._close(line) and self.parts and self.parts[-1].kind not in ("heading", "table")
        if goes_on and not (self.before and stopped(self.before.body)):
            return False
        if line.bold or (is_caps(body) and len(body) > 5):
            return line_kind(body) != "list-item" or line.bold or DEPTH.match(body) is not None
        numbered = DEPTH.match(body) is not None and is_title(body)
        spaced = not self._close(line) and after is not None and not self._near(line, after)
        return numbered and spaced and body[-1] not in ".:"

    def _near(self, line: Line, after: Line) -> bool:
        same = (line.page, line.column) == (after.page, after.column)
        return same and after.y - line.y <= _WIDE * self.lead * max(line.size, after.size)

    def _continues(self, line: Line) -> bool:
        """Does a line go on with the paragraph of the line before it?"""
        part = self.parts[-1] if self.parts else None
        before = self.before
        if part is None or before is None or part.last is not before or part.kind in ("heading", "table"):
            return False
        if abs(line.size - before.size) > 0.6 or (line.bold != before.bold and not self._close(line)):
            return False
        ended = stopped(before.body)
        if self._lists(part, line, ended):
            return False
        if (before.page, before.column) != (line.page, line.column):
            return starts_lower(line.body) or not (
                ended or self._had_room(before, line, 0.2 * (line.right - line.left))
            )
        if not self._close(line):
            return False
        if starts_lower(line.body):
            return True
        if not ended:
            return not self._had_room(before, line, 0.3 * (line.right - line.left))
        return not (self._indented(before, line) or self._had_room(before, line, line.size))

    def _resumes(self, line: Line) -> bool:
        """Does a line go on with the running text that tables, captions or small print interrupted?"""
        part = self.prose
        if part is None or part is self.parts[-1] or abs(line.size - part.last.size) > 0.6:
            return False
        if self._lists(part, line, stopped(part.last.body)) or stopped(part.last.body):
            return False
        return starts_lower(line.body) and all(other.aside for other in self.parts[self.parts.index(part) + 1 :])

    def _lists(self, part: _Part, line: Line, ended: bool) -> bool:
        """Does a line begin an item of a list?"""
        if line_kind(line.body) != "list-item":
            return False
        bullet = BULLET.match(line.body) is not None
        return ended or part.kind == "list-item" or (bullet and line.body[0] not in "-–—*·")

    def _indented(self, before: Line, line: Line) -> bool:
        margin = self.margins.get((line.page, line.column), line.left)
        return line.x0 - max(before.x0, margin) > 0.8 * line.size or (
            line.x0 - before.x0 > 0.8 * line.size and before.x0 <= margin + 1
        )

    def _had_room(self, before: Line, line: Line, more: float) -> bool:
        """Was there room on the line before for the first word of this one, and some more?"""
        return before.right - before.x1 > line.first_width + more


def _usual_lead(lines: Sequence[Line]) -> float:
    """Distance of the baselines within paragraphs, in sizes."""
    steps: Counter[float] = Counter()
    for above, below in pairwise(lines):
        if (above.page, above.column) == (below.page, below.column) and abs(above.size - below.size) < 0.3:
            step = (below.y - above.y) / below.size
            if 0.8 <= step <= 3.5:
                steps[round(step, 1)] += 1
    return max(steps, key=lambda step: (steps[step], -step), default=1.2) + 0.05


def _margins(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    """Where most lines of each column begin."""
    places: dict[tuple[int, int], list[float]] = {}
    for line in lines:
        places.setdefault((line.page, line.column), []).append(line.x0)
    return {key: median(found) for key, found in places.items()}


def _pieces(text: str, part: _Part, hyphens: Hyphens) -> list[Piece]:
    """The lines of a paragraph as pieces, without the bullet of a list item and the hyphens of broken words."""
    first = part.lines[0]
    bullet = BULLET.match(first.body) if part.kind == "list-item" else None
    start = first.start + (bullet.end() if bullet else 0)
    rows = [(start, first.end), *((line.start, line.end) for line in part.lines[1:])]
    return join_rows(text, rows, hyphens)
