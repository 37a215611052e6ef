"""Word documents: headings, lists, tables, notes, what is deleted or hidden, and files that mean harm."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import docx
import pytest

from kg.document import Document, read
from kg.errors import UserError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTES = f"""<?xml version="1.0"?><w:footnotes xmlns:w="{W}">
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="4"><w:p><w:r><w:footnoteRef/></w:r>
<w:r><w:t xml:space="preserve"> Statistics Office, 2013.</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t>Ministry, Permits, 2013.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def saved(document: object, path: Path, parts: Mapping[str, str] | None = None) -> Path:
    """Write a document, with parts put in the place of its own: name in the archive → text."""
    stream = BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, (parts or {}).get(name) or old.read(name))
        for name in set(parts or {}) - set(old.namelist()):
            new.writestr(name, (parts or {})[name])
    return path


def report() -> docx.document.Document:
    document = docx.Document()
    document.add_heading("Tea pickers", 0)
    document.add_heading("Wages", 2)
    document.add_paragraph("About 64,000 Georgians worked in Turkey in 2012.")
    document.add_paragraph("A first item", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("Year", "Permits", "2010", "7,200"), strict=True):
        cell.text = words
    document.add_paragraph("“Nobody paid us.”", style="Intense Quote")
    return document


def parts(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, p.text) for p in document.paragraphs]


def with_body(path: Path, inside: str, more: Mapping[str, str] | None = None) -> Path:
    xml = f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>'
    return saved(docx.Document(), path, {"word/document.xml": xml, **(more or {})})


def test_a_document_becomes_paragraphs(tmp_path: Path) -> None:
    found = read(saved(report(), tmp_path / "tea.docx"))
    assert parts(found) == [
        ("heading", "Tea pickers"),
        ("heading", "Wages"),
        ("prose", "About 64,000 Georgians worked in Turkey in 2012."),
        ("list-item", "A first item"),
        ("table", "Year | Permits"),
        ("table", "2010 | 7,200"),
        ("quote", "“Nobody paid us.”"),
    ]
    assert found.title == "Tea pickers"
    assert found.labels == ()


def test_footnotes_are_numbered_by_their_marks(tmp_path: Path) -> None:
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    inside = (
        '<w:p><w:r><w:t>Wages rose.</w:t></w:r><w:r><w:footnoteReference w:id="4"/></w:r>'
        '<w:r><w:t xml:space="preserve"> Rents fell</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        "<w:r><w:t>.</w:t></w:r></w:p>"
    )
    more = {
        "word/footnotes.xml": NOTES,
        "word/_rels/document.xml.rels": f'<?xml version="1.0"?><Relationships xmlns="{package}">'
        f'<Relationship Id="rId1" Type="{rels}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId90" Type="{rels}/footnotes" Target="footnotes.xml"/></Relationships>',
    }
    found = read(with_body(tmp_path / "notes.docx", inside, more))
    assert [(s.text, [m.number for m in s.marks]) for s in found.sentences()] == [
        ("Wages rose.", [1]),
        ("Rents fell.", [2]),
    ]
    assert {n: note.text for n, note in found.notes.items()} == {
        1: "Statistics Office, 2013.",
        2: "Ministry, Permits, 2013.",
    }


INSIDE = {
    "deleted": (
        "<w:p><w:r><w:t>Wages rose.</w:t></w:r><w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>",
        "Wages rose.",
    ),
    "inserted": ("<w:p><w:ins><w:r><w:t>Wages rose.</w:t></w:r></w:ins></w:p>", "Wages rose."),
    "hidden": (
        "<w:p><w:r><w:t>Wages rose.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>No.</w:t></w:r></w:p>",
        "Wages rose.",
    ),
    "a field": (
        "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>Wages rose.</w:t></w:r></w:p>",
        "Wages rose.",
    ),
    "words in several runs": (
        "<w:p><w:r><w:t>Wa</w:t></w:r><w:r><w:t>ges</w:t><w:tab/><w:t>rose.</w:t></w:r></w:p>",
        "Wages rose.",
    ),
    "a control for content": (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Wages rose.</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "Wages rose.",
    ),
}


@pytest.mark.parametrize(("inside", "words"), INSIDE.values(), ids=INSIDE.keys())
def test_only_what_stands_on_paper_is_read(tmp_path: Path, inside: str, words: str) -> None:
    assert [p.text for p in read(with_body(tmp_path / "a.docx", inside)).paragraphs] == [words]


def test_an_entity_of_a_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret words")
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
        f'<w:document xmlns:w="{W}">'
        "<w:body><w:p><w:r><w:t>Wages &x; rose.</w:t></w:r></w:p></w:body></w:document>"
    )
    path = saved(docx.Document(), tmp_path / "a.docx", {"word/document.xml": xml})
    assert "secret words" not in read(path).text


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:p/>" * 20)
        with archive.open("word/media/a.xml", "w", force_zip64=True) as stream:
            for _ in range(120):
                stream.write(b"\0" * 1_000_000)


def half(path: Path) -> None:
    saved(report(), path)
    path.write_bytes(path.read_bytes()[:3000] + b"word/document.xml")


HOSTILE = {
    "a bomb": (bomb, "unpacks to more than"),
    "half a file": (half, "is damaged"),
    "broken XML": (lambda path: saved(report(), path, {"word/document.xml": "<w:document"}), "is damaged"),
    "no words": (lambda path: saved(docx.Document(), path), "holds no text"),
    "a sheet": (lambda path: zipfile.ZipFile(path, "w").writestr("xl/workbook.xml", "<x/>"), "Excel file"),
    "encrypted or old": (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600)), "password"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_cannot_be_read_gives_one_clear_line(tmp_path: Path, name: str) -> None:
    make, message = HOSTILE[name]
    path = tmp_path / "bad.docx"
    make(path)  # type: ignore[no-untyped-call]
    with pytest.raises(UserError, match=message) as caught:
        read(path)
    assert "\n" not in str(caught.value)
