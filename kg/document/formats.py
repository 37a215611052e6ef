"""Formats that are no plain text: which one a file is, and its reader."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from kg.document.assemble import Found

Step = Callable[[str], None]

_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_WEB_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_HEAD = 4096
_PDF_HEAD = 1024  # bytes that may stand before a PDF file's own first line


def read_file(data: bytes, path: Path, step: Step | None) -> Found | None:
    """What the reader of its format makes of a file; None where it is to be read as text.

    The first bytes decide, then the suffix. Raises `UserError` where the file cannot be read as what it is.
    """
    suffix = path.suffix.lower()
    if data.lstrip()[:5] == b"%PDF-" or (suffix == ".pdf" and b"%PDF-" in data[:_PDF_HEAD]):
        from kg.document.pdf import read_pdf

        return read_pdf(data, str(path), step)
    if data.startswith(b"PK\x03\x04") and _is_word(data):
        from kg.document.docx import read_docx

        return read_docx(data, str(path))
    if suffix in _WEB_SUFFIXES or _HTML.match(data[:_HEAD].removeprefix(b"\xef\xbb\xbf")):
        from kg.document.html import read_html

        return read_html(data, str(path))
    return None


def _is_word(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return b"word/document.xml" in data  # damaged: its reader says so
