"""From a path to text: what can go wrong with a file, and in which encoding it is."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import NamedTuple

from kg.document.clean import INVISIBLE
from kg.errors import UserError

_SAMPLE = 65536
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\v\b\x1b")) + b"\x7f"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Formats that people are likely to try, by their first bytes.
_FORMATS = (
    (b"PK\x03\x04", "this is a ZIP, OpenDocument, EPUB or Excel file; save it as Word (.docx) or PDF"),
    (
        b"\xd0\xcf\x11\xe0",
        "this is an old Word or Excel file, or one that a password protects; save it as .docx without password",
    ),
    (b"{\\rtf", "this is an RTF file; save it as Word (.docx) or plain text and read that"),
)


class Source(NamedTuple):
    """A file's bytes and their text, untouched: line breaks and a byte order mark stay."""

    data: bytes
    text: str
    warnings: tuple[str, ...]


def decoded(data: bytes, path: Path) -> Source:
    """The text that the bytes of a file are. Raises `UserError` for whatever is no readable text."""
    _refuse_binary(data, path)
    text, warnings = _decode(data, path)
    require_words(text, str(path))
    return Source(data, text, warnings)


def require_words(text: str, where: str) -> None:
    """Raise `UserError` when there is nothing but white space to read."""
    if not text.strip().strip(INVISIBLE).strip():
        state = "holds only white space" if text else "is empty"
        raise UserError(f"{where} {state}: give a file with text in it")


def load_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises `UserError` where there is none, or none that may be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UserError(f"{path}: no such file; check the path") from None
    except IsADirectoryError:
        raise UserError(f"{path} is a folder; give a file, for instance one of those in it") from None
    except PermissionError:
        if path.is_dir():  # Windows
            raise UserError(f"{path} is a folder; give a file, for instance one of those in it") from None
        raise UserError(f"{path}: no permission to read this file; change its permissions") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UserError(f"{str(path)!r} cannot be read ({reason}); check the path") from None


def _refuse_binary(data: bytes, path: Path) -> None:
    head = data[:1024].lstrip(codecs.BOM_UTF8).lstrip()
    for magic, advice in _FORMATS:
        if head.startswith(magic):
            raise UserError(f"{path}: {advice}")
    sample = data[:_SAMPLE]
    if sample.startswith(_UTF16):
        return
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    if b"\0" in data or controls > 0.02 * len(sample):
        raise UserError(f"{path} is no text file (it holds binary data); give plain text in UTF-8")


def _decode(data: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    if data.startswith(_UTF16):
        try:
            return data.decode("utf-16"), ()
        except UnicodeDecodeError:
            raise UserError(f"{path} begins like UTF-16 but is not; save it as UTF-8") from None
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        where = f"{path.name}: not valid UTF-8 (byte {error.start})"
    for encoding, label in (("cp1252", "Windows-1252"), ("latin-1", "Latin-1")):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text, (f"{where}, read as {label}; save it as UTF-8 if letters look wrong",)
    raise AssertionError("every byte is a Latin-1 character")
