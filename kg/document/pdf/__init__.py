"""Reading PDF: pages to lines in reading order, running heads and notes aside, lines to paragraphs.

The text of a PDF file is what this module makes of it: one line a line of the page, columns one after the other, cells
of tables parted by " | ", a form feed between pages. Offsets count in that text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kg.document import marks
from kg.document.assemble import Block, Found, Reading
from kg.document.clean import fold
from kg.document.hyphens import Hyphens
from kg.document.pdf.furniture import find_furniture
from kg.document.pdf.lines import Text, usual_size
from kg.document.pdf.notes import find_marks, find_notes
from kg.document.pdf.paragraphs import find_blocks
from kg.document.pdf.words import Page, open_pages
from kg.document.words import GENERIC_TITLES
from kg.errors import UserError

_EVERY = 25  # pages between two steps that are told
_MOST_RUNS = 10
_NO_TITLE = re.compile(r"^(?:untitled|microsoft word|document\d*)|\.(?:docx?|pdf|indd|qxd|tex|rtf)$", re.IGNORECASE)
_OCR = "run text recognition first, e.g. `ocrmypdf in.pdf out.pdf`"
_FORCE = "run text recognition over it, e.g. `ocrmypdf --force-ocr in.pdf out.pdf`"


def read_pdf(data: bytes, where: str, step: Callable[[str], None] | None = None) -> Found:
    """Text, blocks, notes and pages of a PDF file. `step` is told how far it is.

    Raises:
        UserError: the file is damaged, encrypted, or holds no text that can be read.
    """
    pages = open_pages(data, where)
    text = Text()
    seen = _Seen()
    for number, page in enumerate(pages.read(), start=1):
        text.add(page)
        seen.add(page)
        if step and number % _EVERY == 0:
            step(f"reading {where}: page {number:,} of {pages.count:,}")
    seen.refuse(where)
    return Found(text.text(), _reading(text, tuple(seen.labels), pages.title), seen.warnings())


def _reading(found: Text, labels: tuple[str, ...], named: str) -> Reading:
    text, lines = found.text(), found.lines
    usual = usual_size(lines)
    furniture = find_furniture(lines, found.heights, labels, usual)
    hyphens = Hyphens(line.body for line in lines)
    zones = find_notes(text, lines, furniture, usual, hyphens)
    body = [line for at, line in enumerate(lines) if at not in furniture and at not in zones.lines]
    blocks = find_blocks(text, body, usual, hyphens)
    pieces = [piece for block in blocks for piece in block.pieces]
    cuts = find_marks(text, body, pieces, zones)
    if zones.notes and not cuts:  # marks that are not raised
        cuts = marks.find_marks(text, pieces, zones.notes)
    title = _title(text, blocks, found.starts[2] if len(found.starts) > 2 else len(text), named)
    return Reading(blocks, sorted(cuts), zones.notes, tuple(found.starts), title, labels)


def _title(text: str, blocks: Sequence[Block], before: int, named: str) -> str:
    """The largest heading of the first two pages, else the title that the file gives itself."""
    headings = [b for b in blocks if b.kind == "heading" and b.level == 1 and b.pieces[0].start < before]
    words = fold(text, headings[0].pieces).text if headings else ""
    if words and words.lower().strip(":. ") not in GENERIC_TITLES:
        return words
    return "" if _NO_TITLE.search(named) else named


class _Seen:
    """What the pages hold, counted while they are read."""

    def __init__(self) -> None:
        self.labels: list[str] = []
        self.pictures: list[int] = []
        self.letters = self.unreadable = self.aside = 0

    def add(self, page: Page) -> None:
        self.labels.append(page.label)
        if page.pictures and not page.words:
            self.pictures.append(len(self.labels))
        self.letters += sum(len(word.text) for word in page.words)
        self.unreadable += page.unreadable
        self.aside += page.aside

    def refuse(self, where: str) -> None:
        """Raise `UserError` where there is no text to read."""
        if not self.letters:
            what = "only pictures of its pages" if self.pictures else "no text"
            raise UserError(f"{where}: this PDF file holds {what}; {_OCR}")
        if 2 * self.unreadable > self.letters:
            raise UserError(f"{where}: the fonts of this PDF file do not say which letters they show; {_FORCE}")

    def warnings(self) -> tuple[str, ...]:
        found: list[str] = []
        if self.pictures:
            found.append(
                f"{_listed(self.pictures)} of the file: only pictures, what they show was not read; {_OCR}"
            )
        if self.unreadable:
            found.append(
                f"{self.unreadable:,} characters could not be read (fonts without their letters); {_FORCE}"
            )
        if self.aside:
            found.append(f"{self.aside:,} words that run across the page, such as watermarks, were left out")
        return tuple(found)


def _listed(numbers: Sequence[int]) -> str:
    """Numbers of pages, runs as ranges, at most ten of them.

    >>> _listed([3, 5, 6, 7])
    'pages 3, 5–7'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs[:_MOST_RUNS])
    more = " and others" if len(runs) > _MOST_RUNS else ""
    return f"page{'s' if len(numbers) > 1 else ''} {shown}{more}"
