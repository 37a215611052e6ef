"""From the parts of a structured file (a web page, a Word document) to a text with its reading.

Such a file has no text of its own that offsets could count in, so one is written: a paragraph a line, cells of a table
parted by " | ", note marks as "[3]", the notes at the end.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.claims.model import Span
from kg.document.assemble import Block, Found, Reading
from kg.document.clean import Cut, Piece, fold
from kg.document.marks import RESTART
from kg.document.model import Kind, Note
from kg.document.zones import truncated

_SPACES = re.compile(r"\s+")
_BETWEEN = re.compile(r"\s*[,;–-]\s*$")
_PRINTED = re.compile(r"\D*(\d{1,3})\D*$")


class Ref(NamedTuple):
    """A note mark in a run of text: the key of its note, and how it is printed."""

    key: Hashable
    shown: str


Run = str | Ref


@dataclass(slots=True)
class Item:
    """A paragraph of a structured file: text and note marks, in order. `level` counts for headings."""

    kind: Kind
    runs: list[Run]
    level: int = 0

    @property
    def words(self) -> str:
        """Its text without marks."""
        return _SPACES.sub(" ", "".join(run for run in self.runs if isinstance(run, str))).strip()


def compose(
    items: Sequence[Item], notes: Mapping[Hashable, Sequence[Run]], title: str, warnings: tuple[str, ...] = ()
) -> Found:
    """The text of the items and notes, and its reading. A mark whose note is not there is a lost note."""
    writer = _Writer(_numbers(items, notes))
    for item in items:
        writer.item(item)
    for key, number in sorted(writer.numbers.items(), key=lambda pair: pair[1]):
        if key in notes:
            writer.note(number, notes[key])
    text = "".join(writer.parts)
    found = Reading(writer.blocks, writer.cuts, writer.notes(text), (0,), title)
    return Found(text, found, warnings)


def _numbers(items: Sequence[Item], notes: Mapping[Hashable, Sequence[Run]]) -> dict[Hashable, int]:
    """A number for each note: as printed where that is free, with `RESTART` added where counting begins anew."""
    numbers: dict[Hashable, int] = {}
    taken: set[int] = set()
    base = 0
    refs = [run for item in items for run in item.runs if isinstance(run, Ref)]
    printed = [_PRINTED.match(ref.shown) for ref in refs]
    free = max((int(match[1]) for match in printed if match), default=0)
    for ref, match in zip(refs, printed, strict=True):
        if ref.key in numbers:
            continue
        if match and int(match[1]):
            number = int(match[1])
            while base + number in taken:
                base += RESTART
            numbers[ref.key] = base + number
        else:
            free += 1
            numbers[ref.key] = free
        taken.add(numbers[ref.key])
    top = max(taken, default=0)
    for key in notes:  # notes that nothing refers to
        if key not in numbers:
            top += 1
            numbers[key] = top
    return numbers


class _Writer:
    def __init__(self, numbers: dict[Hashable, int]) -> None:
        self.numbers = numbers
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.cuts: list[Cut] = []
        self._length = 0
        self._notes: dict[int, Span] = {}

    def item(self, item: Item) -> None:
        start = self._length
        self._runs(item.runs)
        if self._length > start:
            self.blocks.append(Block(item.kind, [Piece(start, self._length)], item.level))
            self._put("\n")

    def note(self, number: int, runs: Sequence[Run]) -> None:
        self._put(f"[{number % RESTART or number}] ")
        start = self._length
        self._runs([run for run in runs if isinstance(run, str)])
        if self._length > start:
            self._notes[number] = Span(start, self._length)
        self._put("\n")

    def notes(self, text: str) -> dict[int, Note]:
        found: dict[int, Note] = {}
        for number, span in self._notes.items():
            words = fold(text, [Piece(span.start, span.end)]).text
            found[number] = Note(number, words, span, truncated(words))
        return found

    def _runs(self, runs: Sequence[Run]) -> None:
        """Write runs, white space folded, without space at the ends or before a mark that a stop follows, and without
        the commas between marks."""
        waiting, begun = False, False
        for at, run in enumerate(runs):
            if isinstance(run, Ref):
                after = runs[at + 1] if at + 1 < len(runs) else ""
                if waiting and begun and not (isinstance(after, str) and after[:1] in ".,;:"):
                    self._put(" ")
                waiting = False
                self._mark(run)
                begun = True
                continue
            between = 0 < at < len(runs) - 1 and isinstance(runs[at - 1], Ref) and isinstance(runs[at + 1], Ref)
            if between and _BETWEEN.match(run):
                continue
            words = _SPACES.sub(" ", run)
            if words and (waiting or words[0] == " ") and begun and words.strip():
                self._put(" ")
            waiting = words.endswith(" ") or (waiting and not words.strip())
            if words.strip():
                self._put(words.strip())
                begun = True

    def _mark(self, ref: Ref) -> None:
        number = self.numbers[ref.key]
        shown = f"[{number % RESTART or number}]"
        self.cuts.append(Cut(self._length, self._length + len(shown), number))
        self._put(shown)

    def _put(self, words: str) -> None:
        self.parts.append(words)
        self._length += len(words)
