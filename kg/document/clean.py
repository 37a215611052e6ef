"""From pieces of the source to clean text whose every character knows where it came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from kg.document.model import Offsets

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
SPACE = " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_RUN = re.compile(rf"[^\s{INVISIBLE}]+(?: [^\s{INVISIBLE}]+)*")
_HYPHENS = "-‐‑–—/"
_SUSPENDED = re.compile(r"(?:and|or|to|nor|but|versus|vs)\b")


class Piece(NamedTuple):
    """A stretch of the source, mostly one line without its margins. `glued`: no space before it."""

    start: int
    end: int
    glued: bool = False


class Cut(NamedTuple):
    """A stretch to leave out: a note mark (`number` is its note) or a sign of formatting (None)."""

    start: int
    end: int
    number: int | None = None


class Folded(NamedTuple):
    """Clean text, its runs (see `Offsets`), and for each note mark the clean position where it stood."""

    text: str
    starts: list[int]
    sources: list[int]
    marks: list[tuple[int, Cut]]

    def offsets(self, start: int, end: int) -> Offsets:
        """Offsets of the clean range `start:end`, counted from `start`."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1)
        sources = self.sources[first:last]
        sources[0] += start - self.starts[first]
        starts = (0, *(at - start for at in self.starts[first + 1 : last]))
        return Offsets(end - start, starts, tuple(sources))

    def source(self, at: int) -> int:
        """Source index of one clean character."""
        run = bisect_right(self.starts, at) - 1
        return self.sources[run] + at - self.starts[run]


def glued(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Does a line that ends in a hyphen or a dash go on in the next one without a space?

    The hyphen stays: whether "law-" + "enforcement" is one word or two is not the reader's to say.
    """
    start, end = before
    last = text[end - 1]
    if last == "\u00ad":
        return True
    if last not in _HYPHENS or end - start < 2 or text[end - 2] in SPACE or not text[after[0]].isalnum():
        return False
    return last in "–—/" or _SUSPENDED.match(text, after[0], after[1]) is None


def fold(text: str, pieces: Sequence[Piece], cuts: Sequence[Cut] = ()) -> Folded:
    """Clean text of the pieces, in order, without the cuts (sorted, each within one piece).

    White space is folded to one space, which keeps the index of its first character. Invisible
    characters (soft hyphen, zero-width space, byte order mark) are left out.
    """
    folder = _Folder(text)
    upcoming = 0
    for piece in pieces:
        if not piece.glued:
            folder.space(folder.last)
        at = piece.start
        while upcoming < len(cuts) and cuts[upcoming].start < piece.end:
            cut = cuts[upcoming]
            upcoming += 1
            if cut.start < at:
                continue
            folder.add(at, cut.start)
            following = cuts[upcoming].start if upcoming < len(cuts) else piece.end
            folder.cut(cut, min(following, piece.end))
            at = cut.end
        folder.add(at, piece.end)
        folder.last = piece.end
    return Folded("".join(folder.out), folder.starts, folder.sources, folder.marks)


class _Folder:
    """State of `fold`: output so far, and the source index of a space that waits for its next word."""

    def __init__(self, text: str) -> None:
        self.source = text
        self.out: list[str] = []
        self.starts: list[int] = []
        self.sources: list[int] = []
        self.marks: list[tuple[int, Cut]] = []
        self.length = 0
        self.last = 0
        self.waiting = -1

    def space(self, at: int) -> None:
        if self.length and self.waiting < 0:
            self.waiting = at

    def add(self, start: int, end: int) -> None:
        at = start
        for match in _RUN.finditer(self.source, start, end):
            self._margin(at, match.start())
            if self.waiting >= 0:
                self._emit(" ", self.waiting)
                self.waiting = -1
            self._emit(match.group(), match.start())
            at = match.end()
        self._margin(at, end)

    def cut(self, cut: Cut, end: int) -> None:
        if cut.number is None:
            return
        self.marks.append((self.length, cut))
        follows = self.source[cut.end : min(cut.end + 1, end)]
        if follows and (follows.isalnum() or follows in '“‘"('):
            self.space(cut.start)  # "Lima.12Although": the space takes the place of the mark

    def _margin(self, start: int, end: int) -> None:
        for at in range(start, end):
            if self.source[at] not in INVISIBLE:
                self.space(at)
                return

    def _emit(self, words: str, source: int) -> None:
        if not self.starts or source != self.sources[-1] + self.length - self.starts[-1]:
            self.starts.append(self.length)
            self.sources.append(source)
        self.out.append(words)
        self.length += len(words)
