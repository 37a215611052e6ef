"""Reading Word documents (.docx): headings by style, lists, tables, footnotes and endnotes.

Deleted text of tracked changes, hidden text, codes of fields and comments are left out. Word documents have no pages of
their own: where a page ends is for the printer to say.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Hashable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from kg.document.assemble import Found
from kg.document.compose import Item, Ref, Run, compose
from kg.document.extra import needs
from kg.errors import UserError

if TYPE_CHECKING:
    Element = Any

_MOST_BYTES = 300_000_000  # unpacked
_MOST_PART = 100_000_000  # unpacked, of one part of text
_MOST_FILES = 20_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TABLE, _RUN, _TEXT = f"{_W}p", f"{_W}tbl", f"{_W}r", f"{_W}t"
_LEFT_OUT = frozenset(
    {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr", "txbxContent")}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_BREAKS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}sym": " "}
_REFERENCES = {f"{_W}footnoteReference": "footnotes", f"{_W}endnoteReference": "endnotes"}
_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|заголовок)\s*(\d)$", re.IGNORECASE)
_BORDER = " | "


def read_docx(data: bytes, where: str) -> Found:
    """Text, blocks and notes of a Word document.

    Raises:
        UserError: it is damaged, too large once unpacked, holds no text, or the extra is not installed.
    """
    with needs("Word documents", "python-docx"):
        import docx
        from docx.opc.exceptions import OpcError
        from lxml.etree import LxmlError
    _check_size(data, where)
    try:
        document = docx.Document(BytesIO(data))
        items = list(_Body(document).items())
        notes = dict(_notes(document))
    except (KeyError, ValueError, AttributeError, zipfile.BadZipFile, LxmlError, OpcError):
        raise UserError(
            f"{where}: this Word document is damaged; open it in Word or LibreOffice and save it anew"
        ) from None
    if not any(item.words for item in items):
        raise UserError(
            f"{where}: this Word document holds no text (its pages may be pictures); give one with text"
        )
    headings = [item for item in items if item.kind == "heading"]
    title = next((item.words for item in headings if item.level == 1), "") or document.core_properties.title.strip()
    return compose(items, notes, title)


def _check_size(data: bytes, where: str) -> None:
    """Refuse a file that would unpack to more than any report: a ZIP bomb."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            sizes = [(info.filename, info.file_size) for info in archive.infolist()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise UserError(f"{where}: this Word document is damaged; get a whole copy of it") from None
    texts = [size for name, size in sizes if name.endswith((".xml", ".rels"))]
    if (
        len(sizes) > _MOST_FILES
        or sum(size for _, size in sizes) > _MOST_BYTES
        or max(texts, default=0) > _MOST_PART
    ):
        raise UserError(
            f"{where}: this Word document unpacks to more than {_MOST_BYTES // 1_000_000} MB; "
            "delete its pictures or save its text alone"
        )


class _Body:
    """The body of a document, paragraph by paragraph."""

    def __init__(self, document: Any) -> None:
        self.root = document.element.body
        self.levels: dict[str, int] = {}
        self.lists: set[str] = set()
        self.quotes: set[str] = set()
        for style in document.styles.element.iter(f"{_W}style"):
            self._style(style)

    def _style(self, style: Element) -> None:
        name = style.get(f"{_W}styleId") or ""
        shown = (_value(style, f"{_W}name") or "").strip()
        heading = _HEADING.match(shown)
        outline = _value(style, f"{_W}pPr/{_W}outlineLvl") or ""
        if shown.lower() == "title":
            self.levels[name] = 1
        elif heading:
            self.levels[name] = int(heading[1])
        elif outline.isdigit() and int(outline) < 9:
            self.levels[name] = int(outline) + 1
        if shown.lower().startswith("list ") or style.find(f"{_W}pPr/{_W}numPr") is not None:
            self.lists.add(name)
        if "quote" in shown.lower():
            self.quotes.add(name)

    def items(self) -> Iterator[Item]:
        """Paragraphs and rows of tables, in order; text boxes after the paragraph that holds them."""
        waiting = [iter(self.root)]
        while waiting:
            element = next(waiting[-1], None)
            if element is None:
                waiting.pop()
            elif element.tag == _PARAGRAPH:
                yield self._paragraph(element)
                boxes = [box for box in element.iter(f"{_W}txbxContent") if not _is_fallback(box)]
                waiting.extend(iter(box) for box in reversed(boxes))
            elif element.tag == _TABLE:
                yield from _rows(element)
            elif element.tag not in _LEFT_OUT:
                waiting.append(iter(element))

    def _paragraph(self, paragraph: Element) -> Item:
        style = _value(paragraph, f"{_W}pPr/{_W}pStyle") or ""
        runs = list(_runs(paragraph))
        own = _value(paragraph, f"{_W}pPr/{_W}outlineLvl") or ""
        level = int(own) + 1 if own.isdigit() and int(own) < 9 else self.levels.get(style, 0)
        if level:
            return Item("heading", runs, level)
        if style in self.lists or paragraph.find(f"{_W}pPr/{_W}numPr") is not None:
            return Item("list-item", runs)
        return Item("quote" if style in self.quotes else "prose", runs)


def _value(element: Element, path: str) -> str | None:
    found = element.find(path)
    value = found.get(f"{_W}val") if found is not None else None
    return str(value) if value is not None else None


def _is_fallback(element: Element) -> bool:
    return any(parent.tag in _LEFT_OUT and parent.tag.endswith("Fallback") for parent in element.iterancestors())


def _rows(table: Element) -> Iterator[Item]:
    """Rows of a table, a cell's paragraphs joined; tables in cells are read as their text."""
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(_TABLE)) is not table:
            continue
        cells = [list(_runs(cell)) for cell in row.iterchildren(f"{_W}tc")]
        joined: list[Run] = []
        for k, cell in enumerate(cells):
            joined.extend([_BORDER, *cell] if k else cell)
        if any(isinstance(run, Ref) or run.strip(" |") for run in joined):
            yield Item("table", joined)


def _runs(element: Element) -> Iterator[Run]:
    """Text and note marks within an element, without what is deleted, hidden or a code."""
    waiting = [iter(element)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag in _REFERENCES:
            yield Ref((_REFERENCES[child.tag], child.get(f"{_W}id")), "")
        elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT and not _is_unseen(child):
            if child.tag == _PARAGRAPH:
                yield " "
            waiting.append(iter(child))


def _is_unseen(run: Element) -> bool:
    if run.tag != _RUN:
        return False
    sign = run.find(f"{_W}rPr/{_W}vanish")
    return sign is not None and sign.get(f"{_W}val") not in ("0", "false", "off")


def _notes(document: Any) -> Iterator[tuple[Hashable, list[Run]]]:
    """Footnotes and endnotes, by the keys that their marks bear."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if relation.is_external or kind not in ("footnotes", "endnotes"):
            continue
        root = etree.fromstring(relation.target_part.blob, parser)
        for note in root:
            if note.get(f"{_W}type") in (None, "normal"):
                yield (kind, note.get(f"{_W}id")), list(_runs(note))
