"""Reading: from a file to a `Document` whose every clean character knows its place in the source.

>>> report = read_text("Nepal\\n\\nWages rose.1 Fees fell.\\n\\n1 Ministry of Labour.\\n", "nepal.txt")
>>> [sentence.text for sentence in report.sentences()]
['Wages rose.', 'Fees fell.']
>>> report.notes[1].text
'Ministry of Labour.'
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Literal

from kg.document.assemble import assemble, digest
from kg.document.formats import read_file
from kg.document.markdown import looks_like_markdown, read_markdown
from kg.document.model import (
    Document,
    Kind,
    Note,
    NoteMark,
    Offsets,
    Paragraph,
    Section,
    Sentence,
)
from kg.document.plain import read_plain
from kg.document.source import decoded, load_bytes, require_words

Format = Literal["auto", "plain", "markdown"]

__all__ = [
    "Document",
    "Format",
    "Kind",
    "Note",
    "NoteMark",
    "Offsets",
    "Paragraph",
    "Section",
    "Sentence",
    "read",
    "read_text",
]

_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})


def read(path: str | os.PathLike[str], step: Callable[[str], None] | None = None) -> Document:
    """Read a file: text, Markdown, PDF, a web page or a Word document; the first bytes decide, then the suffix.

    Offsets into a text count its characters as `open(path, encoding="utf-8", newline="")` gives them; those into any
    other format count in `Document.text`, which its reader makes. Raises `kg.errors.UserError` for what is missing,
    unreadable or empty, and where a format needs the extra `documents`. A text that is not UTF-8 is read as
    Windows-1252, and `Document.warnings` says so. `step` is told how far a long file is.
    """
    where = Path(path)
    data = load_bytes(where)
    found = read_file(data, where, step)
    if found is not None:
        return assemble(found.text, where.name, digest(data), found.reading, found.warnings)
    source = decoded(data, where)
    return _document(source.text, where.name, "auto", digest(data), source.warnings)


def read_text(text: str, name: str = "text", format: Format = "auto") -> Document:
    """Read a text that is already in memory; `name` takes the place of the file's name.

    "auto" decides by the suffix of the name and, where it says nothing, by the text.
    """
    require_words(text, name)
    sha256 = digest(text.encode("utf-8", errors="surrogatepass"))
    return _document(text, name, format, sha256, ())


def _document(text: str, name: str, format: Format, sha256: str, warnings: tuple[str, ...]) -> Document:
    chosen = _format(text, name) if format == "auto" else format
    reading = read_markdown(text) if chosen == "markdown" else read_plain(text)
    return assemble(text, name, sha256, reading, warnings)


def _format(text: str, name: str) -> Format:
    if PurePath(name).suffix.lower() in _MARKDOWN_SUFFIXES:
        return "markdown"
    return "markdown" if looks_like_markdown(text) else "plain"
