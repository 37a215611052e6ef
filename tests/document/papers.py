"""Sets a text of ours, written in Markdown, as a PDF file: columns, running heads, broken words, notes at the foot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

_MARK = re.compile(r"\[\^(\d+)\]")
_NOTE = re.compile(r"\[\^(\d+)\]: (.*)")
_LETTERS = re.compile(r"[a-zé]{9,}[.,;]?$")
_VOWELS = "aeiouy"


@dataclass(frozen=True)
class Style:
    """How a paper looks. Sizes in points; `head` is the running head ("{page}" is the page number)."""

    columns: int = 1
    size: float = 10.5
    note_size: float = 8.0
    font: str = "Times"
    head: str = ""
    head_size: float = 8.5
    foot: str = "{page}"
    hyphens: bool = True
    indent: float = 0.0
    gap: float = 6.0  # between paragraphs
    gutter: float = 20.0
    margin: float = 72.0
    first_page: int = 1
    justified: bool = True
    by_rows: bool = False  # write the columns of a page row by row, as some programs do


class Token(NamedTuple):
    """A word, and the marks that hang on its end."""

    text: str
    marks: str = ""


class SetLine(NamedTuple):
    """A line as it will stand: tokens, indent, width that it is stretched to (0: none), font, size, lead, cells."""

    tokens: list[Token]
    indent: float
    width: float
    font: str
    size: float
    before: float = 0.0
    cells: tuple[tuple[float, str], ...] = ()
    notes: tuple[int, ...] = ()
    keep: bool = False  # with the next line


@dataclass
class Paper:
    """The text, set. `page_of` tells on which page (from 1) each note mark and each first word came to stand."""

    style: Style
    source: str
    notes: dict[int, str] = field(default_factory=dict)
    placed: list[tuple[int, str]] = field(default_factory=list)  # page, words of a line

    def __post_init__(self) -> None:
        for line in self.source.splitlines():
            note = _NOTE.match(line)
            if note:
                self.notes[int(note[1])] = note[2]

    @property
    def width(self) -> float:
        return (A4[0] - 2 * self.style.margin - (self.style.columns - 1) * self.style.gutter) / self.style.columns

    def pdf(self, **options: object) -> bytes:
        """The file's bytes; `options` go to the canvas, such as `encrypt`."""
        stream = BytesIO()
        canvas = Canvas(stream, pagesize=A4, invariant=1, **options)  # type: ignore[arg-type]
        lines = list(self._lines())
        page = 0
        while lines:
            self._page(canvas, lines, page + self.style.first_page)
            canvas.showPage()
            page += 1
        canvas.save()
        return stream.getvalue()

    def _page(self, canvas: Canvas, lines: list[SetLine], number: int) -> None:
        style = self.style
        if style.head:
            canvas.setFont(f"{style.font}-Roman", style.head_size)
            canvas.drawString(style.margin, A4[1] - 40, style.head.format(page=number))
        if style.foot:
            canvas.setFont(f"{style.font}-Roman", 8.5)
            canvas.drawCentredString(A4[0] / 2, 34, style.foot.format(page=number))
        drawn: list[tuple[float, float, SetLine]] = []
        for column in range(style.columns):
            left = style.margin + column * (self.width + style.gutter)
            drawn.extend(self._column(left, lines, number))
        if style.by_rows:
            drawn.sort(key=lambda item: (-item[1], item[0]))
        for x, y, line in drawn:
            self._draw(canvas, x, y, line)

    def _column(self, left: float, lines: list[SetLine], number: int) -> Iterator[tuple[float, float, SetLine]]:
        y, floor = A4[1] - self.style.margin, self.style.margin
        feet: list[SetLine] = []
        while lines:
            line = lines[0]
            more = [foot for note in line.notes for foot in self._note(note)]
            step = line.before + 1.2 * line.size if y < A4[1] - self.style.margin else line.size
            below = sum(1.2 * foot.size + foot.before for foot in feet + more)
            if y - step - (16 if line.keep else 0) < floor + below + (10 if feet or more else 0):
                break
            y -= step
            feet += more
            self.placed.append((number, " ".join(t.text + t.marks for t in line.tokens)))
            yield left, y, lines.pop(0)
        y = floor + sum(1.2 * foot.size + foot.before for foot in feet)
        for foot in feet:
            y -= 1.2 * foot.size + foot.before
            yield left, y, foot

    def _note(self, number: int) -> list[SetLine]:
        tokens = [Token("", str(number)), *(Token(word) for word in self.notes[number].split())]
        font, size = f"{self.style.font}-Roman", self.style.note_size
        return list(self._wrapped(tokens, font, size, 0.0, self.width))

    def _lines(self) -> Iterator[SetLine]:
        """The lines of the body, from the Markdown source."""
        roman, bold, size = f"{self.style.font}-Roman", f"{self.style.font}-Bold", self.style.size
        for block in self.source.split("\n\n"):
            block = block.strip()
            if not block or _NOTE.match(block):
                continue
            if block.startswith("#"):
                level = len(block) - len(block.lstrip("#"))
                big = {1: 1.7, 2: 1.35}.get(level, 1.0) * size
                tokens = _tokens(block.lstrip("# "))
                for k, line in enumerate(self._wrapped(tokens, bold, big, 0.0, self.width)):
                    yield line._replace(width=0.0, before=0.0 if k else 12.0, keep=True)
            elif block.startswith("|"):
                yield from self._table(block)
            elif block.startswith("- "):
                for item in block.splitlines():
                    tokens = [Token("•"), *_tokens(item[2:])]
                    for k, line in enumerate(self._wrapped(tokens, roman, size, 0.0, self.width - 12, hang=12.0)):
                        yield line._replace(before=0.0 if k else 2.0)
            else:
                tokens = _tokens(" ".join(block.split()))
                lines = self._wrapped(tokens, roman, size, self.style.indent, self.width)
                for k, line in enumerate(lines):
                    yield line._replace(before=0.0 if k else self.style.gap)

    def _table(self, block: str) -> Iterator[SetLine]:
        rows = [[c.strip() for c in row.strip("|").split("|")] for row in block.splitlines() if "---" not in row]
        for k, row in enumerate(rows):
            step = self.width / len(row)
            cells = tuple((i * step, cell) for i, cell in enumerate(row))
            tokens = [Token(" | ".join(row))]
            font, size = f"{self.style.font}-Roman", self.style.size - 1
            yield SetLine(tokens, 0.0, 0.0, font, size, 0.0 if k else 8.0, cells)

    def _wrapped(
        self, tokens: list[Token], font: str, size: float, indent: float, width: float, hang: float = 0.0
    ) -> Iterator[SetLine]:
        waiting = list(tokens)
        first = True
        while waiting:
            shift = indent if first else hang
            room = width - shift if first else width
            line: list[Token] = []
            while waiting and self._width([*line, waiting[0]], font, size) <= room:
                line.append(waiting.pop(0))
            if waiting and line and self.style.hyphens:
                parts = _broken(waiting[0], room - self._width([*line, Token("")], font, size), font, size)
                if parts:
                    line.append(parts[0])
                    waiting[0] = parts[1]
            if not line:
                line.append(waiting.pop(0))
            notes = tuple(int(n) for t in line if t.text for n in re.findall(r"\d+", t.marks))
            stretched = room if waiting and self.style.justified else 0.0
            yield SetLine(line, shift, stretched, font, size, notes=notes)
            first = False

    def _width(self, tokens: list[Token], font: str, size: float) -> float:
        words = sum(stringWidth(t.text, font, size) + stringWidth(t.marks, font, 0.65 * size) for t in tokens)
        return float(words + (len(tokens) - 1) * stringWidth(" ", font, size))

    def _draw(self, canvas: Canvas, left: float, y: float, line: SetLine) -> None:
        if line.cells:
            canvas.setFont(line.font, line.size)
            for x, words in line.cells:
                canvas.drawString(left + x, y, words)
            return
        spaces = max(len(line.tokens) - 1, 1)
        more = (line.width - self._width(line.tokens, line.font, line.size)) / spaces if line.width else 0.0
        text = canvas.beginText(left + line.indent, y)
        text.setWordSpace(max(more, 0.0))
        for k, token in enumerate(line.tokens):
            last = k + 1 == len(line.tokens)
            text.setFont(line.font, line.size)
            text.textOut(token.text)
            if token.marks:
                text.setFont(line.font, 0.65 * line.size)
                text.setRise(0.35 * line.size)
                text.textOut(token.marks)
                text.setRise(0)
                text.setFont(line.font, line.size)
            if not last:
                text.textOut(" ")
        canvas.drawText(text)


def _tokens(words: str) -> list[Token]:
    found: list[Token] = []
    for word in words.split():
        marks = ",".join(_MARK.findall(word))
        bare = _MARK.sub("", word)
        found.append(Token(bare, marks))
    return found


def _broken(token: Token, room: float, font: str, size: float) -> tuple[Token, Token] | None:
    """A long word in two parts, the first of which fits; parted between a vowel and a consonant."""
    if not _LETTERS.match(token.text):
        return None
    for at in range(len(token.text) - 4, 2, -1):
        before, after = token.text[at - 1], token.text[at]
        fits = stringWidth(token.text[:at] + "-", font, size) <= room
        if fits and before in _VOWELS and after not in _VOWELS:
            return Token(token.text[:at] + "-"), Token(token.text[at:], token.marks)
    return None
