"""Paragraphs, headings, quotes and lists of a plain text, from its body lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.document.assemble import Block
from kg.document.clean import Piece
from kg.document.hyphens import Hyphens, join_rows
from kg.document.lines import Line, Profile, starts_lower, stopped
from kg.document.model import Kind
from kg.document.words import SMALL

_BULLETS = "•▪●○◦‣"
BULLET = re.compile(r"(?:[•▪●○◦‣*·]|[-–—](?=\s+\S))\s*(?=\S)")
_ITEM = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S)")
DEPTH = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[^\W\d_])")
_LABELLED = re.compile(r"(?:chapter|part|annex|appendix)\s+(?:\d{1,2}|[IVX]{1,5}|[A-Z])\b", re.IGNORECASE)
_LEADERS = re.compile(r"\.{5,}|(?:\. ){4,}")
_CELLS = re.compile(r"\S(?:\s{3,}|\t)\S")
_QUOTED = re.compile(r"[“\"«„].*[”\"»][.,]?\s?\d{0,3}$", re.DOTALL)
_WORDS = re.compile(r"[^\W\d_][\w’'-]*")
_LONGEST_HEADING = 160


class Row(NamedTuple):
    """A body line. `blanks` before it; `broken`: a page head, page break or note zone stands before it."""

    line: Line
    blanks: int
    broken: bool
    opens_page: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that surely belong together. `blanks` before; `after`: blank lines after, many at the end."""

    rows: tuple[Row, ...]
    kind: Kind = "prose"
    blanks: int = 0
    after: int = 0
    broken: bool = False

    @property
    def opens(self) -> bool:
        """Does it stand below a gap, or at the top of a page?"""
        return self.blanks > 0 or self.rows[0].opens_page

    @property
    def first(self) -> str:
        return self.rows[0].line.body

    @property
    def last(self) -> str:
        return self.rows[-1].line.body


def find_blocks(text: str, rows: Sequence[Row], shape: Profile, hyphens: Hyphens) -> list[Block]:
    """Blocks of the body: split at every possible border, then join over the borders that are none."""
    parts = _headings(_parts(rows, shape), shape)
    wide = _level_rule([part for part in parts if part.kind == "heading"])
    blocks: list[Block] = []
    for group in _joined(parts, shape):
        kind, level = group[0].kind, 0
        if kind == "heading":
            level = wide(group[0])
        elif kind == "prose" and _is_quote(group):
            kind = "quote"
        blocks.append(Block(kind, _pieces(text, group, hyphens), level))
    return blocks


def _parts(rows: Sequence[Row], shape: Profile) -> list[Part]:
    starts: list[int] = []
    for k, row in enumerate(rows):
        if not starts or _borders(rows[k - 1], row, shape, line_kind(rows[starts[-1]].line.body)):
            starts.append(k)
    parts: list[Part] = []
    for k, start in enumerate(starts):
        end = starts[k + 1] if k + 1 < len(starts) else len(rows)
        after = rows[end].blanks + 9 * rows[end].opens_page if end < len(rows) else 9
        kind = line_kind(rows[start].line.body)
        row = rows[start]
        parts.append(Part(tuple(rows[start:end]), kind, row.blanks if start else 9, after, row.broken))
    return parts


def _borders(before: Row, row: Row, shape: Profile, part: Kind) -> bool:
    """Could a paragraph end between these two lines? `part`: what the lines above seem to be."""
    body, previous = row.line.body, before.line.body
    if row.blanks or row.broken or not shape.wrapped:
        return True
    kind = line_kind(body)
    if "table" in (part, kind):
        return True
    if kind == "list-item" and (part == "list-item" or _begins_list(previous, body, shape)):
        return True
    if is_caps(previous) != is_caps(body) and min(len(previous), len(body)) > 3:
        return not shape.full(previous, body)
    if row.line.indent >= before.line.indent + 2 and stopped(previous):
        return True
    if shape.full(previous, body) or starts_lower(body):
        return False
    room = len(previous) + 1 + len(body.split(None, 1)[0]) <= 0.75 * shape.width
    return room and (stopped(previous) or (before.blanks > 0 and is_title(previous)))


def _begins_list(previous: str, body: str, shape: Profile) -> bool:
    """Does this line, which looks like an item, begin a list? A dash or a year may just wrap to its start."""
    sure = body[0] in _BULLETS or previous[-1] in ":;"
    return sure or not shape.full(previous, body)


def line_kind(body: str) -> Kind:
    """What a line by itself looks like: row of a table, list item, or prose."""
    if _LEADERS.search(body) or len(_CELLS.findall(body)) >= 2:
        return "table"
    if (BULLET.match(body) and len(body) > 2) or _ITEM.match(body):
        return "list-item"
    return "prose"


def is_caps(body: str) -> bool:
    """Are most of its letters capitals?"""
    letters = [c for c in body if c.isalpha()]
    return len(letters) > 2 and sum(map(str.isupper, letters)) >= 0.7 * len(letters)


def is_title(body: str) -> bool:
    """Is most of it capitalised, as in titles? Small words do not count."""
    words = _WORDS.findall(body)
    big = [word for word in words if word.lower() not in SMALL]
    if not big or len(words) > 16 or not (words[0][0].isupper() or body[0].isdigit()):
        return False
    capitals = sum(map(str.isupper, (word[0] for word in big)))
    return capitals >= 0.75 * len(big)


def _headings(parts: list[Part], shape: Profile) -> list[Part]:
    """The parts, those that are headings marked so."""
    found: list[Part] = []
    for k, part in enumerate(parts):
        before = found[-1] if found else None
        after = parts[k + 1] if k + 1 < len(parts) else None
        if _is_heading(part, before, after, shape):
            part = replace(part, kind="heading")
        found.append(part)
    return found


def _is_heading(part: Part, before: Part | None, after: Part | None, shape: Profile) -> bool:
    words = " ".join(row.line.body for row in part.rows)
    if after is None or part.kind == "table" or len(part.rows) > 3 or len(words) > _LONGEST_HEADING:
        return False
    if starts_lower(words) or starts_lower(after.first) or not _WORDS.search(words):
        return False
    if words[0] in "“\"«„‘'<[(" or words[-1] in ".;,…”":
        return False
    numbered = DEPTH.match(words) is not None or _LABELLED.match(words) is not None
    if part.kind == "list-item" and not (numbered and not _is_item_of_list(part, before, after)):
        return False
    loose = before is not None and before.kind not in ("heading", "table") and not stopped(before.last)
    if loose and before is not None and part.blanks < 3 and shape.full(before.last, part.first):
        return False
    return _looks_like_heading(words, part, after, shape, numbered)


def _looks_like_heading(words: str, part: Part, after: Part, shape: Profile, numbered: bool) -> bool:
    caps, title = is_caps(words), is_title(words)
    limit = max(40, min(shape.width, 90))
    if words[-1] == ":" and not caps and len(words.split()) > 6:
        return False
    if part.opens and part.after and (caps or title) and after.kind != "table":
        return len(part.rows) > 1 or len(words) <= 0.95 * limit or caps
    if caps or (numbered and title):
        return True
    if title and not part.after:
        return part.opens and len(part.rows) == 1
    short = len(part.rows) == 1 and len(words) <= (0.95 if numbered else 0.6) * limit
    isolated = part.opens and part.after > 0
    prose = after.kind == "prose" and (len(after.rows) > 1 or stopped(after.last))
    return short and isolated and prose and words[-1] not in ":?!" and (numbered or words[0].isupper())


def _is_item_of_list(part: Part, before: Part | None, after: Part) -> bool:
    """Does a numbered line stand among other numbered lines?"""
    beside = after.kind == "list-item" or (before is not None and before.kind == "list-item")
    return beside and _LABELLED.match(part.first) is None


def _level_rule(headings: Sequence[Part]) -> Callable[[Part], int]:
    """How deep headings lie: by their numbers, else by the space after them, else by capitals.

    Space and capitals count only where the text has headings of both kinds.
    """
    roomy = {part.after >= 3 for part in headings}
    caps = {is_caps(part.first) for part in headings}

    def level(part: Part) -> int:
        number = DEPTH.match(part.first)
        if number:
            return number["number"].count(".") + 1
        if len(roomy) == 2 and not (len(caps) == 2 and is_caps(part.first)):
            return 1 if part.after >= 3 else 2
        if len(caps) == 2:
            return 1 if is_caps(part.first) else 2
        return 1

    return level


def _joined(parts: Sequence[Part], shape: Profile) -> list[list[Part]]:
    groups: list[list[Part]] = []
    for part in parts:
        if groups and _goes_on(groups[-1], part, shape):
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _goes_on(group: Sequence[Part], part: Part, shape: Profile) -> bool:
    """Is this part the continuation of the paragraph before it?"""
    before = group[-1]
    if part.kind in ("heading", "table") or group[0].kind in ("heading", "table"):
        return False
    if part.kind == "list-item" and (group[0].kind != "prose" or _begins_list(before.last, part.first, shape)):
        return False
    lower = starts_lower(part.first)
    if _is_quote(group):
        return lower and not stopped(before.last)
    full: bool = shape.full(before.last, part.first)
    if not stopped(before.last):
        if lower:
            return part.blanks < 2 or part.broken or shape.broken
        return shape.wrapped and (shape.broken or part.broken) and full and (part.blanks < 3 or part.broken)
    if not shape.wrapped or before.rows[-1].line.stop - before.rows[-1].line.end >= 2:
        return lower and part.broken
    if shape.broken:
        return shape.packed(before.last, part.first) and part.blanks < 2
    return lower and (part.broken or not part.blanks)


def _is_quote(group: Sequence[Part]) -> bool:
    """Is the whole paragraph one quotation, as epigraphs are?"""
    if (
        len(group) > 12
        or group[0].kind != "prose"
        or group[0].first[0] not in '“"«„'
        or sum(len(p.rows) for p in group) > 12
    ):
        return False
    words = " ".join(row.line.body for part in group for row in part.rows)
    return _QUOTED.match(words) is not None and words.count(words[0]) <= 1 + (words[0] == '"')


def _pieces(text: str, group: Sequence[Part], hyphens: Hyphens) -> list[Piece]:
    """The lines of a paragraph as pieces; the bullet of a list item is left out."""
    first, *others = [(row.line.start, row.line.end) for part in group for row in part.rows]
    bullet = BULLET.match(group[0].first) if group[0].kind == "list-item" else None
    return join_rows(text, [(first[0] + (bullet.end() if bullet else 0), first[1]), *others], hyphens)
