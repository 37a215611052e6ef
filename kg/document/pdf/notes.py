"""Notes of a PDF file: small print at the foot of columns, and endnotes under a heading."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from kg.claims.model import Span
from kg.document.clean import Cut, Piece, fold
from kg.document.hyphens import Hyphens, join_rows
from kg.document.lines import stopped
from kg.document.marks import RESTART
from kg.document.model import Note
from kg.document.numbering import Numbering
from kg.document.pdf.lines import Line, Raised
from kg.document.zones import ENDNOTES, truncated

_SMALL = 0.6  # points that small print is smaller than the usual size, at least
_LARGE = 1.1  # against the usual size: headings, which end endnotes
_START = re.compile(r"[\[(]?(?P<number>\d{1,3})[.)\]]*\s*(?P<first>[^\W\d_]|[“\"‘'«<(\[])")
_NEAR = 1  # pages between a mark and its footnote
_LETTERS = re.compile(r"[^\W\d_]{3}$|[.,;:!?”’\"')\]%]$")
_UNITS = re.compile(r"\b(?:sq\.? )?[kcm]?m$", re.I)


class Zones(NamedTuple):
    """Indices of the lines that belong to notes, and the notes."""

    lines: frozenset[int]
    notes: dict[int, Note]
    places: dict[int, list[_Place]]  # printed number → notes that bear it, in order


class _Place(NamedTuple):
    number: int  # unique
    page: int
    start: int
    endnote: bool


@dataclass
class _Open:
    number: int
    lines: list[int] = field(default_factory=list)


def find_notes(
    text: str, lines: Sequence[Line], furniture: frozenset[int], usual: float, hyphens: Hyphens
) -> Zones:
    """The notes; lines of `furniture` are no part of them. `usual` is the size of the running text."""
    scan = _Scan(text, lines, usual, hyphens)
    body = [at for at in range(len(lines)) if at not in furniture]
    marked = {(line.page, r.number) for line in lines for r in line.raised if r.start > line.start}
    for _, column in groupby(body, key=lambda at: (lines[at].page, lines[at].column)):
        scan.column(list(column), marked)
    scan.close()
    return Zones(frozenset(scan.taken), scan.notes, scan.places)


class _Scan:
    def __init__(self, text: str, lines: Sequence[Line], usual: float, hyphens: Hyphens) -> None:
        self.text, self.lines, self.usual, self.hyphens = text, lines, usual, hyphens
        self.numbering = Numbering()
        self.taken: set[int] = set()
        self.notes: dict[int, Note] = {}
        self.places: dict[int, list[_Place]] = {}
        self.open: _Open | None = None
        self.endnotes = False

    def column(self, column: list[int], marked: set[tuple[int, int]]) -> None:
        """Read one column of one page, from above."""
        foot = self._foot(column)
        within = False
        for at in column:
            if self.endnotes or self._opens_endnotes(at):
                self._endnote(at, marked)
            elif at in foot:
                within = self._footnote(at, marked, within)

    def _foot(self, column: Sequence[int]) -> frozenset[int]:
        """The small print that ends a column."""
        found: list[int] = []
        for at in reversed(column):
            if self.lines[at].size > self.usual - _SMALL:
                break
            found.append(at)
        return frozenset(found)

    def _footnote(self, at: int, marked: set[tuple[int, int]], within: bool) -> bool:
        """Take a line of small print, if it is of a note; is it?"""
        line = self.lines[at]
        number = self._number(line, marked)
        if number is not None:
            self._begin(at, number)
            return True
        if within or self._goes_on(line):
            assert self.open is not None
            self.open.lines.append(at)
            self.taken.add(at)
            return True
        return False

    def _goes_on(self, line: Line) -> bool:
        """Is it the rest of a note of the page before?"""
        if self.open is None or self.endnotes:
            return False
        last = self.lines[self.open.lines[-1]]
        return line.page <= last.page + 1 and not stopped(last.body) and not line.is_table

    def _number(self, line: Line, marked: set[tuple[int, int]]) -> int | None:
        """The number of the note that starts on a line."""
        if line.raised and line.raised[0].start == line.start:
            return line.raised[0].number
        match = _START.match(line.body)
        if not match:
            return None
        number = int(match["number"])
        known = (line.page, number) in marked or (line.page - 1, number) in marked
        due = number == self.numbering.last + 1 and not match["first"].islower()
        return number if number and (known or (due and (self.open is not None or number == 1))) else None

    def _begin(self, at: int, number: int) -> None:
        self.close()
        line = self.lines[at]
        unique = self.numbering.next(number)
        self.open = _Open(unique, [at])
        self.taken.add(at)
        self.places.setdefault(number, []).append(_Place(unique, line.page, line.start, self.endnotes))

    def _opens_endnotes(self, at: int) -> bool:
        """Is it the heading of a list of notes, which begins with the number 1?"""
        if not ENDNOTES.match(self.lines[at].body) or at + 1 >= len(self.lines):
            return False
        following = self.lines[at + 1]
        match = _START.match(following.body)
        first = following.raised[0].number if following.raised else int(match["number"]) if match else 0
        if first != 1:
            return False
        self.close()
        self.endnotes = True
        self.taken.add(at)
        return True

    def _endnote(self, at: int, marked: set[tuple[int, int]]) -> None:
        line = self.lines[at]
        if at in self.taken:
            return
        match = _START.match(line.body)
        number = line.raised[0].number if line.raised and line.raised[0].start == line.start else 0
        if not number and match:
            number = int(match["number"])
        first = self.open is None
        due = number == (1 if first else self.numbering.last % RESTART + 1)
        if due:
            self._begin(at, number)
        elif line.size > _LARGE * self.usual or (line.bold and not line.raised) or first:
            self.close()
            self.endnotes = False
        elif self.open:
            self.open.lines.append(at)
            self.taken.add(at)

    def close(self) -> None:
        if self.open is None:
            return
        found = [self.lines[at] for at in self.open.lines]
        number = self.open.number
        self.open = None
        rows = [(_words_start(found[0]), found[0].end), *((line.start, line.end) for line in found[1:])]
        pieces = join_rows(self.text, rows, self.hyphens)
        if not pieces:
            self.notes[number] = Note(number, None, None)
            return
        words = fold(self.text, pieces).text
        self.notes[number] = Note(number, words, Span(pieces[0].start, pieces[-1].end), truncated(words))


def _words_start(line: Line) -> int:
    """Where the words of a note begin, after its number."""
    if line.raised and line.raised[0].start == line.start:
        rest = line.body[line.raised[0].end - line.start :]
        return line.end - len(rest.lstrip(" .)]"))
    match = _START.match(line.body)
    return line.start + (match.start("first") if match else 0)


def find_marks(text: str, lines: Sequence[Line], pieces: Sequence[Piece], zones: Zones) -> list[Cut]:
    """Note marks: raised numbers of the body that name a note, or that count on where the note was lost."""
    return _Marks(text, zones).find(lines, pieces)


class _Marks:
    def __init__(self, text: str, zones: Zones) -> None:
        self.text, self.zones = text, zones
        self.last = 0

    def find(self, lines: Sequence[Line], pieces: Sequence[Piece]) -> list[Cut]:
        cuts: list[Cut] = []
        starts = {line.start: line for line in lines if line.raised}
        by_piece = sorted(pieces)
        for line in starts.values():
            for raised in line.raised:
                number = self._named(raised, line.page)
                if number is not None and _held(by_piece, raised):
                    self.last = number
                    cuts.extend(self._cut(raised, number, line))
        return cuts

    def _named(self, raised: Raised, page: int) -> int | None:
        """The note that a mark names: of its page, else of the next one, else of the next list of endnotes."""
        found = self.zones.places.get(raised.number, ())
        near = [p for p in found if not p.endnote and abs(p.page - page) <= _NEAR]
        if near:
            return min(near, key=lambda p: (abs(p.page - page), p.number)).number
        later = [p for p in found if p.endnote and p.start > raised.start]
        if later:
            return later[0].number
        before = self.text[max(0, raised.start - 6) : raised.start].rstrip(" ,")
        due = raised.number == self.last % RESTART + 1
        if due and _LETTERS.search(before) and not _UNITS.search(before):
            return self.last + 1
        return None

    def _cut(self, raised: Raised, number: int, line: Line) -> Iterator[Cut]:
        """The mark, with the comma and space that parts it from the next mark."""
        yield Cut(raised.start, raised.end, number)
        after = next((r for r in line.raised if r.start >= raised.end), None)
        if after and self.text[raised.end : after.start].strip(" ") in (",", ";"):
            yield Cut(raised.end, after.start)


def _held(pieces: Sequence[Piece], raised: Raised) -> bool:
    """Does a mark stand in the body?"""
    at = bisect_right(pieces, Piece(raised.start, 1 << 62)) - 1
    return at >= 0 and raised.end <= pieces[at].end
