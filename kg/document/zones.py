"""Note zones of a plain text: footnotes at the foot of pages, endnotes under a heading."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from kg import months
from kg.claims.model import Span
from kg.document.clean import fold
from kg.document.furniture import Furniture
from kg.document.hyphens import Hyphens, join_rows
from kg.document.lines import Line, stopped
from kg.document.marks import RAISED, RESTART, glued_numbers, number_of
from kg.document.model import Note

_START = re.compile(r"\[?(?P<number>\d{1,3})(?:[.)\]]\s+|\s+(?=[^\d\s])|(?=[A-Z“\"‘<(«]))(?P<first>\S)")
_RAISED_START = re.compile(rf"(?P<number>[{RAISED}]{{1,3}})\s*(?P<first>\S)")
_MONTH = re.compile(rf"\d{{1,2}} (?:{months.ANY})\b")
ENDNOTES = re.compile(r"(?:\d+\.?\s+)?(?:end\s?|foot\s?)?notes:?$", re.IGNORECASE)
_RULE = re.compile(r"[_\-=*]{8,}$")
_RULE_WIDTH = 20  # blanks that stand for the printed rule above footnotes
_NEAR = 150  # lines between a mark and its footnote
_GAP = 12  # notes in a row that may have been lost


class Zones(NamedTuple):
    """Line indices that belong to notes (with their rules and headings), and the notes."""

    lines: frozenset[int]
    notes: dict[int, Note]


class _Open(NamedTuple):
    number: int
    rows: list[tuple[int, int]]


def find_zones(text: str, lines: Sequence[Line], furniture: Furniture, hyphens: Hyphens) -> Zones:
    """One pass over the lines: a rule or an expected note number opens a zone.

    Foot zones end at a blank line or a new page, endnotes at the next line that is neither a note nor
    goes on with one.
    """
    scan = _Scan(text, lines, furniture, hyphens)
    for at in range(len(lines)):
        scan.step(at)
    scan.close()
    return Zones(frozenset(scan.taken), scan.notes)


class _Scan:
    def __init__(self, text: str, lines: Sequence[Line], furniture: Furniture, hyphens: Hyphens) -> None:
        self.text, self.lines, self.furniture, self.hyphens = text, lines, furniture, hyphens
        self.taken: set[int] = set()
        self.notes: dict[int, Note] = {}
        self.seen: dict[int, int] = {}  # note number → last body line with such a number glued to a word
        self.last = 0
        self.base = 0
        self.open: _Open | None = None
        self.endnotes = False
        self.blanks = 0
        self.ruled = self._under_rules()

    def step(self, at: int) -> None:
        line = self.lines[at]
        if line.blank:
            self.blanks += 1
            if at in self.furniture.breaks and not self.endnotes:
                self.close()
            return
        if at in self.furniture.heads:
            if not self.endnotes:
                self.close()
            return
        if not self._take(at, line):
            self.close()
            for number in glued_numbers(line.body):
                self.seen[number] = at
        self.blanks = 0

    def _take(self, at: int, line: Line) -> bool:
        """Is this line part of a note zone? Record it if so."""
        number = self._number(at, line)
        if number is not None:
            self.close_note()
            if number <= self.last:
                self.base += RESTART
            self.last = number
            match = _opening(line.body)
            start = line.start + (match.start("first") if match else 0)
            self.open = _Open(self.base + number, [(start, line.end)])
            self.taken.add(at)
            return True
        if self._rules(at, line) or self._opens_endnotes(at, line):
            self.taken.add(at)
            return True
        if self.open and self._continues(at, line):
            self.open.rows.append((line.start, line.end))
            self.taken.add(at)
            return True
        return False

    def _number(self, at: int, line: Line) -> int | None:
        """The number of the note that starts on this line."""
        match = _opening(line.body)
        if not match:
            return None
        number = number_of(match["number"])
        if not self._expected(number):
            return None
        if match.re is _RAISED_START:  # no line of a body begins so
            return number if number in self.seen or number == self.last + 1 else None
        if self._is_date(line):
            return None
        marked = at - self.seen.get(number, -_NEAR - 1) <= _NEAR
        if self.endnotes:
            return number
        if self._after_rule(at):
            return number if marked or number == self.last + 1 or not match["first"].islower() else None
        if match["first"].islower():
            return None
        if self.open and self.blanks == 0:
            return number if marked or number == self.last + 1 else None
        alone = self.blanks > 0 or at in self.furniture.breaks or at == 0
        if not alone or any(at < row <= at + _NEAR for row in self.ruled.get(number, ())):
            return None
        return number if marked or (line.body[0] == "[" and number == self.last + 1) else None

    def _under_rules(self) -> dict[int, list[int]]:
        """Note numbers → lines that begin with them under a printed rule. Where one is still to come, a line of
        the body that begins with the same number is no note."""
        found: dict[int, list[int]] = defaultdict(list)
        ruled = False
        for at, line in enumerate(self.lines):
            match = _START.match(line.body)
            ruled = bool(line.body) and (ruled or (match is not None and self._after_rule(at)))
            if ruled and match:
                found[int(match["number"])].append(at)
        return found

    def _expected(self, number: int) -> bool:
        if number > self.last:
            return number - self.last <= _GAP or self.last == 0
        return number == 1 and self.last > 1

    def _is_date(self, line: Line) -> bool:
        """A note that goes on with "30 May 2010"."""
        if not self.open or not _MONTH.match(line.body):
            return False
        start, end = self.open.rows[-1]
        return not stopped(self.text[start:end])

    def _after_rule(self, at: int) -> bool:
        """Does a rule stand right above: a long line of blanks, underscores or dashes?"""
        for k in range(at - 1, max(at - 4, -1), -1):
            line = self.lines[k]
            if line.body:
                return _RULE.match(line.body) is not None
            if line.stop - line.begin >= _RULE_WIDTH:
                return True
        return False

    def _rules(self, at: int, line: Line) -> bool:
        if not _RULE.match(line.body):
            return False
        follow = next((k for k in range(at + 1, min(at + 4, len(self.lines))) if self.lines[k].body), None)
        return follow is not None and self._number(follow, self.lines[follow]) is not None

    def _opens_endnotes(self, at: int, line: Line) -> bool:
        if not ENDNOTES.match(line.body):
            return False
        following = next((row for row in self.lines[at + 1 : at + 8] if row.body), None)
        match = _opening(following.body) if following else None
        first = number_of(match["number"]) if match else 0
        if first == 0 or (first != 1 and first not in self.seen):
            return False
        self.close()
        self.endnotes = True
        self.base = RESTART * (max(self.notes, default=0) // RESTART + 1) if self.notes else 0
        self.last = first - 1
        return True

    def _continues(self, at: int, line: Line) -> bool:
        if not self.open:
            return False
        if self.endnotes:
            start, end = self.open.rows[-1]
            return self.blanks == 0 or (not stopped(self.text[start:end]) and not line.body.isupper())
        return self.blanks == 0 and at not in self.furniture.breaks

    def close(self) -> None:
        self.close_note()
        self.endnotes = False

    def close_note(self) -> None:
        if self.open is None:
            return
        number, rows = self.open
        self.open = None
        if number not in self.notes:
            self.notes[number] = make_note(self.text, number, rows, self.hyphens)


def _opening(body: str) -> re.Match[str] | None:
    """How a line begins that may be the first of a note: with its number."""
    return _START.match(body) or _RAISED_START.match(body)


def make_note(text: str, number: int, rows: Sequence[tuple[int, int]], hyphens: Hyphens) -> Note:
    """A note of the given lines, its text cleaned like a sentence."""
    clean = fold(text, join_rows(text, rows, hyphens)).text
    return Note(number, clean, Span(rows[0][0], rows[-1][1]), truncated(clean))


def truncated(note: str) -> bool:
    """Does a note break off: at a comma, inside a bracket, or without a stop?

    >>> truncated("Interview with a shop owner, Cusco, May 2011."), truncated("Ministry of Labour, Report,")
    (False, True)
    """
    unclosed = any(note.count(a) > note.count(b) for a, b in ("()", "[]", "“”", "«»"))
    return unclosed or not note or note[-1] in ",;:-–—(" or (not stopped(note) and note[-1].islower())
