"""Reading plain text, also raw text from a PDF: hard-wrapped lines, page heads, footnotes amid sentences.

Nothing here knows any one report. Each step decides by evidence in the text: how long full lines are,
whether blank lines stand inside paragraphs, which short lines repeat with rising numbers, where note
numbers are due.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.document.assemble import Reading
from kg.document.blocks import Row, find_blocks
from kg.document.furniture import Furniture, find_furniture
from kg.document.hyphens import Hyphens
from kg.document.lines import Line, Profile, is_rule, profile, split_lines
from kg.document.marks import find_marks
from kg.document.words import GENERIC_TITLES
from kg.document.zones import Zones, find_zones


def read_plain(text: str) -> Reading:
    """Blocks, note marks, notes and pages of a plain text."""
    lines = split_lines(text)
    shape = profile(lines)
    furniture = find_furniture(text, lines, shape)
    hyphens = Hyphens(line.body for line in lines)
    zones = find_zones(text, lines, furniture, hyphens)
    rows = _body(lines, furniture, zones)
    blocks = find_blocks(text, rows, shape, hyphens)
    cuts = find_marks(text, [piece for block in blocks for piece in block.pieces], zones.notes)
    headings = [block for block in blocks[:1] if block.kind == "heading"]
    first = " ".join(text[p.start : p.end] for b in headings for p in b.pieces)
    pages = _pages(lines, furniture, zones, shape)
    return Reading(blocks, cuts, zones.notes, pages, _title(first, furniture.titles))


def _body(lines: Sequence[Line], furniture: Furniture, zones: Zones) -> list[Row]:
    """The lines that are neither blank nor page head nor note, each with what stands before it."""
    rows: list[Row] = []
    blanks, broken, opens = 0, False, False
    for at, line in enumerate(lines):
        opens = opens or at in furniture.breaks
        if line.blank or is_rule(line.body):
            blanks += 1
        elif at in furniture.heads or at in zones.lines:
            broken = True
            opens = opens or at in furniture.heads
        else:
            rows.append(Row(line, blanks, broken or opens, opens))
            blanks, broken, opens = 0, False, False
    return rows


def _pages(lines: Sequence[Line], furniture: Furniture, zones: Zones, shape: Profile) -> tuple[int, ...]:
    """Where pages begin: at form feeds and lone leading spaces, else at page heads."""
    starts = {lines[at].begin for at in furniture.breaks - zones.lines}
    if not starts or shape.page_space:
        starts |= {lines[at].begin for at in furniture.heads}
    return tuple(sorted(starts | {0}))


def _title(first: str, heads: Sequence[str]) -> str:
    """The heading that opens the text, unless it could open any; else the longest running title."""
    words = " ".join(first.split())
    if words and words.lower().strip(":. ") not in GENERIC_TITLES:
        return words
    running = [head for head in heads if len(head.split()) >= 3]
    return max(running, key=len, default="")
