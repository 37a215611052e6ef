"""What a user gets who gives the wrong file, and in which encodings the right one may be."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from kg.document import read, read_text
from kg.errors import UserError

BAD_FILES = {
    "empty": (b"", "is empty"),
    "white space": (b" \n\t\r\n \xc2\xa0", "only white space"),
    "byte order mark only": (b"\xef\xbb\xbf", "only white space"),
    "NUL bytes": (b"some text\0\0\1more", "no text file"),
    "control characters": (bytes(range(1, 32)) * 20, "no text file"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "damaged"),
    "ZIP": (b"PK\x03\x04\x14\0\6\0", "save it as Word"),
    "RTF": (b"{\\rtf1\\ansi Hello}", "save it as Word"),
    "broken UTF-16": (b"\xff\xfe\x00", "UTF-16"),
}


@pytest.mark.parametrize(("data", "message"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_file_gives_one_clear_line(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    with pytest.raises(UserError, match=message) as caught:
        read(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"nowhere\.txt: no such file"):
        read(tmp_path / "nowhere.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder"):
        read(tmp_path)


def test_a_path_that_no_system_takes_is_refused() -> None:
    with pytest.raises(UserError, match="cannot be read"):
        read("a\0b")


def test_a_path_through_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text.")
    with pytest.raises(UserError, match="cannot be read"):
        read(tmp_path / "a.txt" / "b.txt")


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "secret.txt"
    path.write_text("Text.")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UserError, match="no permission"):
        read(path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("Text.")
    path.chmod(0)
    with pytest.raises(UserError, match="no permission"):
        read(path)


@pytest.mark.parametrize("text", ["", "  \n"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        read_text(text)


@pytest.mark.parametrize("suffix", [".text", ".dat", "", ".report"])
def test_any_suffix_counts_as_plain_text(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"fiji{suffix}"
    path.write_text("Wages rose. Rents fell.")
    assert [s.text for s in read(path).sentences()] == ["Wages rose.", "Rents fell."]


def test_markdown_without_its_suffix_is_known_by_its_signs() -> None:
    assert read_text("# Fiji\n\nText.\n", "fiji.txt").sections[0].title == "Fiji"


def test_a_byte_order_mark_stays_in_the_text_and_out_of_the_sentences(tmp_path: Path) -> None:
    path = tmp_path / "bom.txt"
    path.write_bytes("\ufeffWages rose in Accra.\r\n".encode())
    document = read(path)
    with path.open(encoding="utf-8", newline="") as stream:
        assert document.text == stream.read()
    sentence = next(document.sentences())
    assert sentence.text == "Wages rose in Accra."
    assert sentence.span.start == 1


def test_utf_16_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "wide.txt"
    path.write_bytes("Côte d’Ivoire sends workers.".encode("utf-16"))
    document = read(path)
    assert document.text == "Côte d’Ivoire sends workers."
    assert document.warnings == ()


@pytest.mark.parametrize(
    ("data", "text", "label"),
    [
        ("Perú – “alto”.".encode("cp1252"), "Perú – “alto”.", "Windows-1252"),
        (b"Per\xfa \x81.", "Perú \x81.", "Latin-1"),
    ],
)
def test_other_encodings_are_read_with_a_warning(tmp_path: Path, data: bytes, text: str, label: str) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(data)
    document = read(path)
    assert document.text == text
    assert label in document.warnings[0]


def test_the_hash_is_that_of_the_bytes_as_they_are(tmp_path: Path) -> None:
    data = "Wages rose.\r\n".encode("utf-16")
    path = tmp_path / "wide.txt"
    path.write_bytes(data)
    document = read(path)
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.id.endswith(document.sha256[:8])


def test_reading_a_file_and_its_text_give_one_id(tmp_path: Path) -> None:
    path = tmp_path / "fiji.txt"
    path.write_bytes(b"Wages rose.\n")
    assert read(path) == read_text("Wages rose.\n", "fiji.txt")
