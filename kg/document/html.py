"""Reading web pages: headings, paragraphs, lists, quotes, tables and notes of a page, without its navigation."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

from kg.document import html_tree
from kg.document.assemble import Found
from kg.document.compose import Item, Ref, Run, compose
from kg.document.html_notes import Notes, unlinked
from kg.document.marks import numbers_of
from kg.document.model import Kind
from kg.errors import UserError

if TYPE_CHECKING:
    Element = Any

_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby s samp small span strike
    strong sub sup time tt u var wbr img br""".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SUPERSCRIPT = re.compile(r"\s*[\[(]?(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)[\])]?\s*$")
_BORDER = " | "


def read_html(data: bytes, where: str) -> Found:
    """Text, blocks and notes of a web page. Raises `UserError` where there is nothing to read in it."""
    root, warnings = html_tree.parse(data, where)
    page = _Page(root)
    page.run()
    items, notes = unlinked(page.items, page.notes.texts)
    if not any(item.words for item in items):
        raise UserError(
            f"{where}: this web page shows no text (a program may fill it); open it, save it whole, and read that"
        )
    return compose(items, notes, _title(root, items), warnings)


def _title(root: Element, items: list[Item]) -> str:
    """The only heading of the first level, else the title of the page, else its first heading."""
    headings = [item for item in items if item.kind == "heading"]
    first = [item.words for item in headings if item.level == 1]
    if len(first) == 1:
        return first[0]
    named = " ".join("".join(root.findtext(".//title") or "").split())
    return named or next((item.words for item in headings), "")


class _Page:
    """One pass over a page. Text gathers in `runs` until a border of a paragraph, then becomes an item."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.notes = Notes(root)
        self.layout = html_tree.layout_tables(root)
        self.items: list[Item] = []
        self.runs: list[Run] = []
        self.kinds: list[tuple[Kind, int]] = []
        self.tables: list[bool] = []  # for each open table: does it hold data?
        self.cells: list[list[Run]] | None = None  # of the open row
        self.note: tuple[Element, Hashable] | None = None
        self.skipped: Element | None = None

    def run(self) -> None:
        for event, element in html_tree.walk(self.root):
            if self.skipped is not None:
                if event == "tail" and element is self.skipped:
                    self.skipped = None
                    self._text(element.tail)
                continue
            if event == "start":
                self._start(element)
            elif event == "end":
                self._end(element)
            else:
                self._text(element.tail)
        self._flush()

    def _text(self, words: str | None) -> None:
        if words:
            self.runs.append(words)

    def _start(self, element: Element) -> None:
        tag = element.tag
        if self.note is None and element in self.notes.places:
            self._flush()
            self.note = (element, self.notes.places[element])
        elif self.note is not None and self.notes.is_way_back(element):
            self.skipped = element
            return
        if tag in _INLINE:
            self._inline(element)
            return
        self._border(element)
        self._text(element.text)

    def _inline(self, element: Element) -> None:
        if element.tag == "br":
            self._text("\n")
        elif element.tag == "img":
            return
        elif element in self.notes.refs:
            key, shown = self.notes.refs[element]
            self.runs.append(Ref(key, shown))
            self.skipped = element
        elif element.tag == "sup" and (raised := _raised(element)):
            self.runs.append(raised)
            self.skipped = element
        else:
            self._text(element.text)

    def _border(self, element: Element) -> None:
        """The start of an element that stands by itself."""
        tag = element.tag
        if tag == "table":
            self._flush()
            self.tables.append(element not in self.layout)
        if self._in_data():
            if tag == "tr":
                self.cells = []
            if tag in ("td", "th") and self.cells is not None:
                self._cell()
            if tag != "caption":
                self.runs.append(" ")
                return
        self._flush()
        if tag in _HEADINGS:
            self.kinds.append(("heading", _HEADINGS[tag]))
        elif tag in ("li", "dt", "dd"):
            self.kinds.append(("list-item", 0))
        elif tag in ("blockquote", "pre"):
            self.kinds.append(("quote" if tag == "blockquote" else "table", 0))

    def _end(self, element: Element) -> None:
        tag = element.tag
        if self.note is not None and element is self.note[0]:
            self.notes.texts[self.note[1]] = self.runs
            self.runs = []
            self.note = None
        if tag in _INLINE:
            return
        if self._in_data() and tag != "caption":
            if tag == "tr" and self.cells is not None:
                self._cell()
                self._row()
            self.runs.append(" ")
        else:
            self._flush()
        if tag in _HEADINGS or tag in ("li", "dt", "dd", "blockquote", "pre"):
            self.kinds = self.kinds[:-1] if not self._in_data() else self.kinds
        if tag == "table" and self.tables:
            self.runs = [] if self.tables.pop() and not _words(self.runs) else self.runs
            self._flush()

    def _in_data(self) -> bool:
        return bool(self.tables) and self.tables[-1]

    def _cell(self) -> None:
        """Close the cell before; what stands before the first one is no cell."""
        assert self.cells is not None
        if self.cells or _words(self.runs):
            self.cells.append(self.runs)
        elif not self.cells:
            self.cells.append([])
        self.runs = []

    def _row(self) -> None:
        assert self.cells is not None
        joined: list[Run] = []
        for cell in self.cells[1:] if not _words(self.cells[0]) else self.cells:
            joined.extend([_BORDER, *cell] if joined else cell or [" "])
        if _words(joined):
            self._add(Item("table", joined))
        self.cells = None

    def _flush(self) -> None:
        """End the paragraph."""
        if self.note is not None:
            self.runs.append(" ")
            return
        if _words(self.runs):
            kind, level = self.kinds[-1] if self.kinds else ("prose", 0)
            self._add(Item(kind, self.runs, level))
        self.runs = []

    def _add(self, item: Item) -> None:
        self.items.append(item)


def _raised(element: Element) -> Ref | None:
    """The number that is all of an element, or the numbers: the key is then a tuple."""
    match = _SUPERSCRIPT.match(element.text or "") if len(element) == 0 else None
    shown = "".join(match[1].split()) if match else ""
    numbers = numbers_of(shown)
    return Ref(numbers[0] if len(numbers) == 1 else tuple(numbers), shown) if numbers else None


def _words(runs: list[Run]) -> bool:
    return any(isinstance(run, Ref) or run.strip() for run in runs)
