"""A web page as a tree: its encoding, what of it is hidden, which tables only lay out the page."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.document.extra import needs
from kg.errors import UserError

if TYPE_CHECKING:
    Element = Any

_DECLARED = re.compile(
    rb"<(?:meta\s[^>]{0,300}?charset|\?xml\s[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w:-]{2,40})", re.I
)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SKIPPED = frozenset(
    """script style noscript template head nav form button select option textarea input svg math iframe object video
    audio canvas map dialog menu""".split()
)
_CHROME = frozenset({"navigation", "banner", "search", "contentinfo", "menu", "menubar", "toolbar", "dialog"})
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_UNSEEN_CLASSES = frozenset({"sr-only", "visually-hidden", "screen-reader-text", "hidden"})
_LONGEST_CELL = 400  # characters; a longer cell holds prose


def parse(data: bytes, where: str) -> tuple[Element, tuple[str, ...]]:
    """The root of a page, and warnings about its encoding.

    Raises:
        UserError: there is no page in the file, or the extra is not installed.
    """
    with needs("web pages", "lxml"):
        from lxml import etree
    text, warnings = _decoded(data, where)
    text = _CONTROL.sub(" ", _XML_HEAD.sub("", text, count=1))
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_pis=True, remove_comments=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if any("depth" in entry.message for entry in parser.error_log):
        raise UserError(
            f"{where}: the tags of this web page nest deeper than can be read; clean it, e.g. with `tidy`"
        )
    if root is None:
        raise UserError(f"{where}: this web page is empty; give a page with text in it")
    return root, warnings


def _decoded(data: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    """The text of a page. A byte order mark decides, then whether it is UTF-8, then what the page declares."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace").lstrip("\ufeff"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    match = _DECLARED.search(data[:4096])
    declared = match[1].decode("ascii", "ignore") if match else ""
    for encoding in (_known(declared), "cp1252"):
        try:
            if encoding:
                return data.decode(encoding), ()
        except UnicodeDecodeError:
            continue
    note = f"{where}: not in the encoding that it declares ({declared or 'none'}); read as Windows-1252"
    return data.decode("cp1252", "replace"), (note,)


def _known(declared: str) -> str:
    """A declared encoding that exists, is one of text, and may be true of a page that is not UTF-8."""
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return ""
    if name in ("utf-8", "ascii", "iso8859-1") or name.startswith(("utf-16", "utf-32", "utf-7")):
        return "cp1252" if name in ("ascii", "iso8859-1") else ""
    return name if codecs.lookup(declared)._is_text_encoding else ""


def is_hidden(element: Element) -> bool:
    """Is it no part of what people read: program, navigation, or not shown?"""
    tag = element.tag
    if tag in _SKIPPED or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if (element.get("role") or "") in _CHROME or _UNSEEN.search(element.get("style") or ""):
        return True
    if tag == "footer" and not _holds_notes(element):
        return True
    return not _UNSEEN_CLASSES.isdisjoint((element.get("class") or "").lower().split())


def _holds_notes(element: Element) -> bool:
    signs = f"{element.get('class')} {element.get('id')} {element.get('role')} {_type(element)}".lower()
    if "note" in signs:
        return True
    return any("note" in f"{child.get('class')} {child.get('id')}".lower() for child in element[:20])


def _type(element: Element) -> str:
    """What an EPUB page says an element is."""
    return element.get("{http://www.idpf.org/2007/ops}type") or element.get("epub:type") or ""


def kind_of_note(element: Element) -> str:
    """`ref` for a note mark, `note` for a note, where the page says so; else empty."""
    said = f"{element.get('role') or ''} {_type(element)} {element.get('class') or ''}".lower().replace("_", "-")
    if re.search(r"noteref|note-ref|footnote-anchor|footnote-link|reference\b", said):
        return "ref"
    return "note" if re.search(r"\b(?:doc-)?(?:foot|end|rear)notes?\b", said) else ""


def walk(root: Element) -> Iterator[tuple[str, Element]]:
    """Start and end of each element that is shown, in order, without recursion."""
    from lxml import etree

    walker = etree.iterwalk(root, events=("start", "end"))
    hidden: Element | None = None
    for event, element in walker:
        if hidden is not None:
            if event == "end" and element is hidden:
                hidden = None
                yield "tail", element
            continue
        if not isinstance(element.tag, str):
            if event == "end":
                yield "tail", element
            continue
        if event == "start" and is_hidden(element):
            hidden = element
            walker.skip_subtree()
            continue
        yield event, element
        if event == "end":
            yield "tail", element


def layout_tables(root: Element) -> set[Element]:
    """Tables that only lay out the page: with tables in them, with prose in their cells, or with one column."""
    scan = _Tables()
    for event, element in walk(root):
        if event == "start":
            scan.start(element)
        elif event == "end":
            scan.end(element)
    return scan.layout


class _Tables:
    """What the tables of a page hold, in one pass. `tables`: open ones with the cells of each row."""

    def __init__(self) -> None:
        self.layout: set[Element] = set()
        self.tables: list[tuple[Element, list[int]]] = []
        self.cells: list[int] = []  # characters of each open cell

    def start(self, element: Element) -> None:
        if element.tag == "table":
            self.layout.update(table for table, _ in self.tables[-1:])
            self.tables.append((element, [0]))
            if element.get("role") in ("presentation", "none"):
                self.layout.add(element)
        elif element.tag == "tr" and self.tables:
            self.tables[-1][1].append(0)
        elif element.tag in ("td", "th") and self.tables:
            self.tables[-1][1][-1] += 1
            self.cells.append(0)
        if self.cells:
            self.cells[-1] += len(element.text or "")

    def end(self, element: Element) -> None:
        if element.tag == "table" and self.tables:
            table, rows = self.tables.pop()
            if max(rows) < 2:
                self.layout.add(table)
        elif element.tag in ("td", "th") and self.tables:
            if self.cells and self.cells.pop() > _LONGEST_CELL:
                self.layout.add(self.tables[-1][0])
        elif self.cells:
            self.cells[-1] += len(element.tail or "")
