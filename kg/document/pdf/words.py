"""Words of PDF pages with their places: what PDFium finds on a page, turned upright."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.document.extra import needs
from kg.errors import UserError

if TYPE_CHECKING:
    import pypdfium2

_HYPHEN = 2  # PDFium's sign for a hyphen at the end of a line
_SPACES = frozenset((0, 9, 10, 13, 32, 0xA0, 0x202F, 0x3000, *range(0x2000, 0x200B)))
_UNREADABLE = frozenset((0xFFFD, 0xFFFE, 0xFFFF))
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_SAMPLES = 40  # characters of a page that are asked for their direction
_SLANT = math.radians(3)
_MOST_CHARACTERS = 200_000  # on one page; more is no page of a report


class Word(NamedTuple):
    """Characters in a row without space between them, in one size. Points; `y` is the baseline, counted downwards."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    spaced: bool  # a space stands before it in the file


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its words in the order of the file, its height in points, and what could not be read on it."""

    words: list[Word]
    height: float
    label: str
    pictures: bool  # it shows at least one picture
    unreadable: int  # characters whose font does not say what they are
    aside: int  # words that run in another direction than the page, left out


@dataclass(frozen=True, slots=True)
class Pages:
    """An open PDF file: how many pages, its title as the file names it, and the pages one by one."""

    count: int
    title: str
    read: Callable[[], Iterator[Page]]


def open_pages(data: bytes, where: str) -> Pages:
    """Open a PDF file.

    Raises:
        UserError: it is damaged, asks for a password, or the extra is not installed.
    """
    with needs("PDF", "pypdfium2"):
        import pypdfium2
    try:
        file = pypdfium2.PdfDocument(data)
        count = len(file)
    except pypdfium2.PdfiumError as error:
        raise UserError(f"{where}: {_reason(str(error))}") from None
    if not count:
        raise UserError(f"{where}: this PDF file has no pages; get a whole copy of it")
    return Pages(count, file.get_metadata_value("Title").strip(), lambda: _pages(file, count, where))


def _reason(error: str) -> str:
    if "password" in error.lower():
        return "this PDF file is encrypted; remove the password, e.g. `qpdf --decrypt --password=… in.pdf out.pdf`"
    if "security" in error.lower():
        return "this PDF file is encrypted in a way that cannot be read; save it without encryption"
    return "this PDF file is damaged; get a whole copy, or repair it, e.g. `qpdf in.pdf out.pdf`"


def _pages(file: pypdfium2.PdfDocument, count: int, where: str) -> Iterator[Page]:
    import pypdfium2

    try:
        for number in range(count):
            try:
                page = file[number]
            except pypdfium2.PdfiumError:
                raise UserError(
                    f"{where}: page {number + 1} is damaged; repair the file, e.g. `qpdf in.pdf out.pdf`"
                ) from None
            try:
                yield _page(page, file.get_page_label(number) or str(number + 1))
            finally:
                page.close()
    finally:
        file.close()


def _page(page: pypdfium2.PdfPage, label: str) -> Page:
    import pypdfium2.raw as c

    textpage = page.get_textpage()
    try:
        found = _Scan(c, textpage.raw, page)
        found.run()
    finally:
        textpage.close()
    pictures = any(True for _ in page.get_objects(filter=[c.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    return Page(found.words, found.height, label, pictures, found.unreadable, found.aside)


class _Scan:
    """One pass over the characters of a page."""

    def __init__(self, c: Any, raw: Any, page: pypdfium2.PdfPage) -> None:
        self.c, self.raw = c, raw
        self.count = min(max(c.FPDFText_CountChars(raw), 0), _MOST_CHARACTERS)
        self.words: list[Word] = []
        self.unreadable = self.aside = 0
        self._box = c.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._matrix = c.FS_MATRIX()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._turn = self._direction()
        upright = self._turn % 2 == 0
        self.height = (self._top - self._bottom) if upright else (self._right - self._left)
        self._open: list[str] = []
        self._start = self._end = self._base = self._tall = 0.0
        self._size, self._bold, self._spaced = 0.0, False, False

    def run(self) -> None:
        spaced = False
        for at in range(self.count):
            code = self.c.FPDFText_GetUnicode(self.raw, at)
            if code in _SPACES:
                spaced = True
                self._close()
            elif self._add(at, code, spaced):
                spaced = False
        self._close()

    def _add(self, at: int, code: int, spaced: bool) -> bool:
        """Put one character to the open word, or begin the next one with it. Was it put anywhere?"""
        letter = _letter(code)
        if not letter:
            self.unreadable += 1
            letter = "\ufffd"
        c = self.c
        if not c.FPDFText_GetLooseCharBox(self.raw, at, self._box):
            return False
        if not c.FPDFText_GetCharOrigin(self.raw, at, self._x, self._y):
            return False
        x0, x1, tall = self._turned_box()
        y = self._turned(self._x.value, self._y.value)[1]
        if self._open:
            near = -0.5 * self._size <= x0 - self._end <= 0.16 * self._size
            if (
                spaced
                or not near
                or abs(y - self._base) > 0.02 * self._size
                or abs(tall - self._tall) > 0.03 * tall
            ):
                self._close()
        if not self._open:
            if self._quarter(at) != self._turn:
                self.aside += 1
                return False
            self._size, self._bold = self._font(at, tall)
            self._start, self._base, self._tall, self._spaced = x0, y, tall, spaced
        self._open.append(letter)
        self._end = x1
        return True

    def _close(self) -> None:
        if self._open:
            text = "".join(self._open)
            self.words.append(Word(text, self._start, self._end, self._base, self._size, self._bold, self._spaced))
            self._open = []

    def _font(self, at: int, tall: float) -> tuple[float, bool]:
        """Size in points as it appears, and whether the font is a bold one."""
        c = self.c
        size = c.FPDFText_GetFontSize(self.raw, at)
        if c.FPDFText_GetMatrix(self.raw, at, self._matrix):
            size *= math.hypot(self._matrix.c, self._matrix.d)
        if not 0.5 <= size <= 500:
            size = min(max(tall, 0.5), 500.0)
        self._name.value = b""
        c.FPDFText_GetFontInfo(self.raw, at, self._name, len(self._name), self._flags)
        name = self._name.value.lower()
        heavy = c.FPDFText_GetFontWeight(self.raw, at) >= 600
        return size, heavy or any(sign in name for sign in (b"bold", b"black", b"heavy", b"semibold"))

    def _direction(self) -> int:
        """The quarter turn of most characters: 0 upright, 1 read from below to above, …"""
        step = max(self.count // _SAMPLES, 1)
        turns = Counter(self._quarter(at) for at in range(0, self.count, step))
        turns.pop(-1, None)
        return min(turns, key=lambda turn: (-turns[turn], turn)) if turns else 0

    def _quarter(self, at: int) -> int:
        """Direction of a character in quarter turns, counted against the clock; -1 where it is slanted."""
        angle = -self.c.FPDFText_GetCharAngle(self.raw, at) % math.tau
        turn = round(angle / (math.pi / 2))
        return turn % 4 if abs(angle - turn * math.pi / 2) <= _SLANT else -1

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        """A place on the page once it is turned upright: from the left, and down from the top."""
        if self._turn == 1:
            return y - self._bottom, x - self._left
        if self._turn == 2:
            return self._right - x, y - self._bottom
        if self._turn == 3:
            return self._top - y, self._right - x
        return x - self._left, self._top - y

    def _turned_box(self) -> tuple[float, float, float]:
        """Left and right edge of the character's box, and its height."""
        ax, ay = self._turned(self._box.left, self._box.top)
        bx, by = self._turned(self._box.right, self._box.bottom)
        return min(ax, bx), max(ax, bx), abs(ay - by)


def _letter(code: int) -> str:
    """What a character code stands for; empty where the font does not tell."""
    if code == _HYPHEN:
        return "-"
    if code in _LIGATURES:
        return _LIGATURES[code]
    if code < 32 or code in _UNREADABLE or 0xD800 <= code <= 0xDFFF or 0xE000 <= code <= 0xF8FF or code > 0x10FFFF:
        return ""
    return chr(code)
