"""Reading Markdown: headings, paragraphs, quotes, lists, tables, and notes written `[^12]`.

Signs of formatting stay in the source and are left out of the clean text. It is the part of Markdown that
reports are written in; what is not known is read as text, and nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kg.document.assemble import Block, Reading
from kg.document.clean import Cut, Piece, fold
from kg.document.hyphens import Hyphens, join_rows
from kg.document.lines import UNWRAPPED, Line, split_lines, stopped
from kg.document.marks import BRACKETED, bracket_cuts, numbers_of, with_signs_between
from kg.document.model import Kind, Note
from kg.document.zones import make_note

_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<title>\S.*)$")
_SETEXT = re.compile(r"(?:=+|-+)\s*$")
_NOTE = re.compile(r"\[\^(?P<label>[^\]\s]{1,40})\]:\s*(?P<text>.*)$")
_BRACKETED_NOTE = re.compile(r"\[(?P<label>\d{1,3})\]\s+(?P<text>\S.*)$")
_ITEM = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(?=\S)")
_QUOTE = re.compile(r"(?:>\s?)+")
_FENCE = re.compile(r"(?:```|~~~)")
_TABLE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_BREAK_RULE = re.compile(r"(?:\*\s*){3,}$|(?:-\s*){3,}$|(?:_\s*){3,}$")
_COMMENT = re.compile(r"<!--")
_MARK = re.compile(r"\[\^([^\]\s]{1,40})\]")
_TARGET = r"(?:[^()\s]|\([^()\s]{0,200}\)){1,500}"  # of a link; brackets in it come in pairs
_CUTS = re.compile(
    r"(?P<escape>\\)(?=[\\`*_{}\[\]()#+.!$|<>~-])"
    r"|(?P<comment><!--[\s\S]{0,2000}?-->)"
    rf"|(?P<image>!\[[^\]\n]{{0,300}}\]\({_TARGET}?\))"
    rf"|(?P<open>\[)(?=[^\[\]]{{1,300}}\]\({_TARGET}\))"
    rf"|(?P<target>(?<=[^\[])\]\({_TARGET}\))"
    r"|(?P<entity>(?<=&)amp;)"
    r"|(?P<tag></?(?:b|i|em|strong|u|sup|sub|br|span|p|small)\b[^<>]{0,200}>)"
)
_EMPHASIS = (
    re.compile(r"(?<![\\*])(?P<open>\*{1,3})(?=[^\s*])[^*]{0,600}?(?<=[^\s*\\])(?P<close>(?P=open))(?!\*)"),
    re.compile(r"(?<![\\\w])(?P<open>_{1,3})(?=[^\s_])[^_]{0,600}?(?<=[^\s_\\])(?P<close>(?P=open))(?!\w)"),
    re.compile(r"(?<![\\`])(?P<open>`{1,2})(?=[^`])[^`]{0,600}?(?P<close>(?P=open))(?!`)"),
    re.compile(r"(?P<open>~~)(?=\S)[^~]{0,600}?(?P<close>~~)"),
)


def looks_like_markdown(text: str) -> bool:
    """Does a text file of unknown kind use Markdown's headings or notes?

    >>> looks_like_markdown("# Nepal\\n\\nText.\\n"), looks_like_markdown("Item #5 costs $3.\\n")
    (True, False)
    """
    headings = re.search(r"^#{1,6} \S", text, re.MULTILINE) is not None
    return headings or re.search(r"^\[\^\w{1,20}\]: ", text, re.MULTILINE) is not None


def read_markdown(text: str) -> Reading:
    """Blocks, cuts and notes of a Markdown text."""
    reader = _Reader(text, split_lines(text))
    reader.run()
    labels = _number_labels(reader.labels, text)
    cuts = _cuts(text, reader.blocks, labels)
    notes = {labels[label]: note for label, note in _notes(text, reader.note_rows, labels, reader.hyphens).items()}
    title = _title(text, reader)
    return Reading(_without_empty_sections(reader), cuts, notes, (0,), title)


@dataclass
class _Reader:
    """One pass over the lines. `zone_headings` are headings of notes zones ("## Notes")."""

    text: str
    lines: Sequence[Line]
    blocks: list[Block] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    note_rows: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    notes_under: dict[int, int] = field(default_factory=dict)  # index of a heading → notes under it
    front_title: str = ""
    rows: list[tuple[int, int]] = field(default_factory=list)
    kind: Kind = "prose"
    note: str = ""
    table_until: int = -1  # the line after the last row of a table without outer bars
    unclosed: bool = False  # no comment ends after this place

    def __post_init__(self) -> None:
        self.hyphens = Hyphens(line.body for line in self.lines)
        self.marked: dict[int, int] = {}  # number → where it first stands in brackets
        for match in BRACKETED.finditer(self.text):
            for number in numbers_of(match["numbers"]):
                self.marked.setdefault(number, match.start("mark"))

    def run(self) -> None:
        at = self._front_matter()
        while at < len(self.lines):
            at = self._step(at)
        self._close()

    def _step(self, at: int) -> int:
        """Read the line at `at`; return the index of the next line to read."""
        line = self.lines[at]
        body = line.body
        if not body or self._is_rule(at):
            self._close(keep_note=not body and self._indented(at + 1))
            return at + 1
        if _FENCE.match(body):
            return self._fenced(at)
        if _COMMENT.match(body):
            return self._comment(at)
        note = _NOTE.match(body) or self._bracketed(line)
        if note:
            self._open_note(note["label"], line, note.start("text"))
            return at + 1
        heading = _HEADING.match(body)
        if heading and heading["title"].strip("# ") and line.indent < 4:
            title = heading["title"].rstrip("#").rstrip() if " #" in heading["title"] else heading["title"]
            self._heading(len(heading["marks"]), line.start + heading.start("title"), title)
            return at + 1
        if self._setext(at):
            return at + 2
        return self._text_line(at)

    def _text_line(self, at: int) -> int:
        line = self.lines[at]
        body = line.body
        if self.note:
            self.note_rows[self.note].append((line.start, line.end))
            return at + 1
        if self._in_bare_table(at) or body.startswith("|"):
            self._close()
            if not _TABLE_RULE.match(body):
                self._add("table", (line.start, line.end))
                self._close()
            return at + 1
        quote, item = _QUOTE.match(body), _ITEM.match(body)
        if quote and body.startswith(">"):
            self._add("quote", (line.start + quote.end(), line.end))
            if quote.end() >= len(body):
                self._close()
        elif item and (not self.rows or self.kind == "list-item" or not body[0].isdigit()):
            self._close()
            self._add("list-item", (line.start + item.end(), line.end))
        else:
            self._add(self.kind if self.rows and self.kind != "table" else "prose", (line.start, line.end))
        if len(body) > UNWRAPPED and stopped(body):
            self._close()
        return at + 1

    def _add(self, kind: Kind, row: tuple[int, int]) -> None:
        if self.rows and kind != self.kind:
            self._close()
        self.kind = kind
        if row[0] < row[1]:
            self.rows.append(row)

    def _close(self, keep_note: bool = False) -> None:
        if self.rows:
            self.blocks.append(Block(self.kind, join_rows(self.text, self.rows, self.hyphens)))
            self.rows = []
        if not keep_note:
            self.note = ""

    def _heading(self, level: int, start: int, title: str) -> None:
        self._close()
        self.blocks.append(Block("heading", [Piece(start, start + len(title))], level))

    def _setext(self, at: int) -> bool:
        """A heading underlined with = or -."""
        if self.rows or at + 1 >= len(self.lines) or self.note or self.lines[at].body[0] in ">|":
            return False
        below = self.lines[at + 1].body
        if not _SETEXT.match(below) or (below[0] == "-" and len(below) < 3):
            return False
        line = self.lines[at]
        self._heading(1 if below[0] == "=" else 2, line.start, line.body)
        return True

    def _bracketed(self, line: Line) -> re.Match[str] | None:
        """A line "[12] …" where the text before bears the mark "[12]", or one such as "[11-13]"."""
        note = _BRACKETED_NOTE.match(line.body)
        return note if note and self.marked.get(int(note["label"]), line.start) < line.start else None

    def _open_note(self, label: str, line: Line, offset: int) -> None:
        self._close()
        self.labels.append(label)
        if label not in self.note_rows:
            self.note_rows[label] = []
        self.note = label
        if not self.note_rows[label] and line.start + offset < line.end:
            self.note_rows[label].append((line.start + offset, line.end))
        last = len(self.blocks) - 1
        if last >= 0 and self.blocks[last].kind == "heading":
            self.notes_under[last] = self.notes_under.get(last, 0) + 1

    def _is_rule(self, at: int) -> bool:
        return _BREAK_RULE.match(self.lines[at].body) is not None

    def _in_bare_table(self, at: int) -> bool:
        """Is it a row of a table without outer bars: one with a rule below, or one that follows such a row?"""
        is_row = "|" in self.lines[at].body
        rule = self.lines[at + 1].body if at + 1 < len(self.lines) else ""
        is_head = is_row and "|" in rule and _TABLE_RULE.match(rule) is not None
        if is_head or (is_row and at == self.table_until):
            self.table_until = at + 1
            return True
        return False

    def _indented(self, at: int) -> bool:
        return at < len(self.lines) and bool(self.lines[at].body) and self.lines[at].indent >= 2

    def _fenced(self, at: int) -> int:
        """A code block: each line a row of a table, so that nothing in it is read as prose."""
        self._close()
        fence = self.lines[at].body[:3]
        end = next((k for k in range(at + 1, len(self.lines)) if self.lines[k].body.startswith(fence)), None)
        if end is None:  # never closed: a stray sign, read on as text
            return at + 1
        for line in self.lines[at + 1 : end]:
            if line.body:
                self.blocks.append(Block("table", [Piece(line.start, line.end)]))
        return end + 1

    def _comment(self, at: int) -> int:
        """A comment that opens a line hides all lines up to the one that closes it."""
        close = -1 if self.unclosed else self.text.find("-->", self.lines[at].start)
        if close < 0:
            self.unclosed = True
            return self._text_line(at)
        end = at
        while self.lines[end].stop < close + 3:
            end += 1
        return end + 1 if not self.text[close + 3 : self.lines[end].stop].strip() else self._text_line(at)

    def _front_matter(self) -> int:
        """Skip YAML between two `---` lines at the very start; its `title:` is the title."""
        if not self.lines or self.lines[0].body != "---":
            return 0
        for at, line in enumerate(self.lines[1:40], start=1):
            if line.body in ("---", "..."):
                return at + 1
            key, colon, value = line.body.partition(":")
            if key == "title" and colon:
                self.front_title = value.strip().strip("\"'")
            if line.body and not colon and line.body[0] not in "-# ":
                break
        self.front_title = ""
        return 0


def _without_empty_sections(reader: _Reader) -> list[Block]:
    """The blocks without headings that hold notes and nothing else."""
    blocks = reader.blocks
    return [
        block
        for at, block in enumerate(blocks)
        if not (at in reader.notes_under and (at + 1 == len(blocks) or blocks[at + 1].kind == "heading"))
    ]


def _number_labels(defined: Sequence[str], text: str) -> dict[str, int]:
    """A number for each note label: its own, or for labels in words the next free ones."""
    labels = dict.fromkeys([*(match[1] for match in _MARK.finditer(text)), *defined])
    numbers = {label: int(label) for label in labels if label.isdecimal() and label.isascii()}
    free = max(numbers.values(), default=0)
    for label in labels:
        if label not in numbers:
            free += 1
            numbers[label] = free
    return numbers


def _notes(
    text: str, rows: dict[str, list[tuple[int, int]]], labels: dict[str, int], hyphens: Hyphens
) -> dict[str, Note]:
    """Notes with their text, signs of formatting left out. An empty definition is a lost note."""
    found: dict[str, Note] = {}
    for label, lines in rows.items():
        if not lines:
            found[label] = Note(labels[label], None, None)
            continue
        note = make_note(text, labels[label], lines, hyphens)
        pieces = join_rows(text, lines, hyphens)
        clean = fold(text, pieces, _inline(text, pieces, labels)).text
        found[label] = Note(note.number, clean, note.span, note.truncated)
    return found


def _cuts(text: str, blocks: Sequence[Block], labels: dict[str, int]) -> list[Cut]:
    cuts: list[Cut] = []
    for block in blocks:
        cuts.extend(_inline(text, block.pieces, labels))
    return cuts


def _inline(text: str, pieces: Sequence[Piece], labels: dict[str, int]) -> list[Cut]:
    """Note marks and signs of formatting in one block, sorted, without overlaps, each within one piece."""
    start, end = pieces[0].start, pieces[-1].end
    found = [Cut(*match.span(), labels[match[1]]) for match in _MARK.finditer(text, start, end)]
    for match in BRACKETED.finditer(text, start, end):
        numbers = numbers_of(match["numbers"])
        known = bool(numbers) and all(str(number) in labels for number in numbers)
        if known and match["stop"] != ":":  # "[1]: …" says where a link leads
            found += bracket_cuts(match)
    found += [Cut(*match.span()) for match in _CUTS.finditer(text, start, end)]
    for pattern in _EMPHASIS:
        for match in pattern.finditer(text, start, end):
            found += [Cut(*match.span("open")), Cut(*match.span("close"))]
    cuts: list[Cut] = []
    within = _within(pieces)
    for cut in sorted(found, key=lambda cut: (cut.start, -cut.end)):
        if within(cut) and (not cuts or cut.start >= cuts[-1].end):
            cuts.append(cut)
    return with_signs_between(text, cuts)


def _within(pieces: Sequence[Piece]) -> Callable[[Cut], bool]:
    """A test whether a cut lies within one piece, for cuts in order of place."""
    at = 0

    def test(cut: Cut) -> bool:
        nonlocal at
        while at + 1 < len(pieces) and pieces[at].end <= cut.start:
            at += 1
        return pieces[at].start <= cut.start and cut.end <= pieces[at].end

    return test


def _title(text: str, reader: _Reader) -> str:
    """The front matter's title, or the first heading of the highest level."""
    if reader.front_title:
        return reader.front_title
    headings = [block for block in reader.blocks if block.kind == "heading"]
    if not headings or headings[0].level != min(block.level for block in headings):
        return ""
    pieces = headings[0].pieces
    return fold(text, pieces, _inline(text, pieces, _number_labels((), text))).text
