"""Web pages: what is read of them, what is left out, and pages that mean harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.document import Document, read
from kg.errors import UserError
from tests.made import calls

PAGE = """<!DOCTYPE html>
<html><head><title>Coast Watch | Tea</title>
<script>var said = "5,000 workers";</script><style>p { color: red }</style></head>
<body>
<nav><a href="/">Home</a> <a href="/about">About 300 of us</a></nav>
<h1>Tea pickers</h1>
<p>About 64,000 Georgians worked in Turkey in 2012.<sup><a href="#n1" id="r1">1</a></sup> The ministry of labor
counted 9,500 &amp; no more<a href="#n2" role="doc-noteref">[2]</a>. A garden has 2 km<sup>2</sup>.</p>
<div hidden>Hidden 500 workers.</div><p style="display: none">Unseen 600 workers.</p>
<h2>Wages</h2>
Loose words of the page.<br>They go on.
<ul><li>A <b>first</b> item</li><li><p>A second</p><ul><li>Nested</li></ul></li></ul>
<table><caption>Table 1. Permits</caption>
<tr><th>Year</th><th>Permits</th></tr><tr><td>2010</td><td>7,200</td></tr></table>
<blockquote><p>“Nobody paid us.”</p></blockquote>
<h2>Notes</h2>
<ol><li id="n1">Statistics Office, 2013. <a href="#r1">↩</a></li>
<li id="n2"><p>Ministry, <i>Permits</i>, 2013.</p></li></ol>
<footer>© 2020 Coast Watch</footer>
</body></html>
"""


def page(folder: Path, source: str | bytes, name: str = "page.html") -> Path:
    path = folder / name
    path.write_bytes(source if isinstance(source, bytes) else source.encode())
    return path


def parts(document: Document) -> list[tuple[str, str]]:
    return [(p.kind, p.text) for p in document.paragraphs]


def body(folder: Path, inside: str) -> Document:
    return read(page(folder, f"<html><body>{inside}</body></html>"))


def test_a_page_becomes_paragraphs_without_what_is_not_shown(tmp_path: Path) -> None:
    found = read(page(tmp_path, PAGE))
    assert parts(found) == [
        ("heading", "Tea pickers"),
        (
            "prose",
            "About 64,000 Georgians worked in Turkey in 2012. The ministry of labor counted 9,500 & no more. "
            "A garden has 2 km2.",
        ),
        ("heading", "Wages"),
        ("prose", "Loose words of the page. They go on."),
        ("list-item", "A first item"),
        ("list-item", "A second"),
        ("list-item", "Nested"),
        ("prose", "Table 1. Permits"),
        ("table", "Year | Permits"),
        ("table", "2010 | 7,200"),
        ("quote", "“Nobody paid us.”"),
    ]
    assert found.title == "Tea pickers"
    assert [(s.title, s.level) for s in found.sections] == [("Tea pickers", 1), ("Wages", 2)]


def test_marks_lead_to_their_notes(tmp_path: Path) -> None:
    found = read(page(tmp_path, PAGE))
    assert {n: note.text for n, note in found.notes.items()} == {
        1: "Statistics Office, 2013.",
        2: "Ministry, Permits, 2013.",
    }
    assert [[m.number for m in s.marks] for s in found.sentences()][:3] == [[1], [2], []]
    for note in found.notes.values():
        assert note.span is not None
        assert found.text[note.span.start : note.span.end] == note.text


def test_a_web_page_has_no_pages_of_its_own(tmp_path: Path) -> None:
    found = read(page(tmp_path, PAGE))
    assert found.labels == ()
    assert found.page_label(10) == ""


NOTES = {
    "listed, not linked": (
        "<p>Wages rose.<sup>1</sup></p><h2>Notes</h2><ol><li>Bank, 2013.</li></ol>",
        {1: "Bank, 2013."},
    ),
    "numbered paragraphs": (
        "<p>Wages rose.<sup>1</sup></p><h3>Endnotes</h3><p>1. Bank, 2013.</p>",
        {1: "Bank, 2013."},
    ),
    "anchors by name": (
        '<p>Wages rose.<a href="#a">[1]</a></p><p><a name="a">[1]</a> Bank, 2013.</p>',
        {1: "Bank, 2013."},
    ),
    "a table of notes": (
        '<p>Wages rose.<a href="#a">1</a></p><table><tr><td id="a">1</td><td>Bank, 2013.</td></tr></table>',
        {1: "Bank, 2013."},
    ),
    "definitions": (
        '<p>Wages rose.<a href="#a">1</a></p><dl><dt id="a">1</dt><dd>Bank, 2013.</dd></dl>',
        {1: "Bank, 2013."},
    ),
    "a sign for a number": (
        '<p>Wages rose.<a href="#a">*</a></p><p id="a">* Bank, 2013.</p>',
        {1: "* Bank, 2013."},
    ),
    "a note that begins with a year": (
        '<p>Wages rose.<a href="#a">1</a></p><p id="a">2009 report of the bank.</p>',
        {1: "2009 report of the bank."},
    ),
    "a note that begins with a count": (
        '<p>Wages rose.<a href="#a">1</a></p><p id="a">12 Ports were seen.</p>',
        {1: "12 Ports were seen."},
    ),
    "a note that begins with its number": (
        '<p>Wages rose.<a href="#a">[3]</a></p><p id="a">3 Bank, 2013.</p>',
        {3: "Bank, 2013."},
    ),
    "a lost note": ("<p>Wages rose.<sup>1</sup></p>", {1: None}),
    "several numbers raised together": (
        "<p>Wages rose.<sup>1,2</sup></p><h2>Notes</h2><ol><li>Bank.</li><li>Port.</li></ol>",
        {1: "Bank.", 2: "Port."},
    ),
    "a raised range of lost notes": ("<p>Wages rose.<sup>[1–3]</sup> Rents fell.</p>", dict.fromkeys((1, 2, 3))),
    "marks with a comma between": (
        '<p>Wages rose.<a href="#a">1</a>, <a href="#b">2</a></p><p id="a">1 Bank.</p><p id="b">2 Port.</p>',
        {1: "Bank.", 2: "Port."},
    ),
    "counting anew": (
        '<p>Wages rose.<a href="#a">1</a> Rents fell.<a href="#b">1</a></p><p id="a">1 Bank.</p><p id="b">1 Port.</p>',
        {1: "Bank.", 1001: "Port."},
    ),
    "a chapter that a number links to": (
        '<p><a href="#a">1</a></p><section id="a"><h2>Wages</h2><p>Rose.</p></section>',
        {},
    ),
}


@pytest.mark.parametrize(("inside", "notes"), NOTES.values(), ids=NOTES.keys())
def test_notes_in_the_forms_that_pages_have(tmp_path: Path, inside: str, notes: dict[int, str | None]) -> None:
    found = body(tmp_path, inside)
    assert {n: note.text for n, note in found.notes.items()} == notes
    assert [m.number for s in found.sentences() for m in s.marks] == list(notes)


def test_a_table_that_lays_out_the_page_is_prose(tmp_path: Path) -> None:
    found = body(
        tmp_path, "<table role=presentation><tr><td><p>Wages rose. Rents fell.</p></td><td>Aside.</td></tr></table>"
    )
    assert parts(found) == [("prose", "Wages rose. Rents fell."), ("prose", "Aside.")]


SOURCES = {
    "entities": (
        "<p>Fish &lt;b&gt; &amp;amp; chips&nbsp;cost 5&#8239;000 &euro;.</p>",
        "Fish <b> &amp; chips cost 5 000 €.",
    ),
    "entities that are none": ("<p>Tea &nosuch; &#xD800; rose.</p>", None),
    "tags never closed": ("<p>Wages <b>rose in <i>Rize.", "Wages rose in Rize."),
    "a comment with tags": ("<p>Wages <!-- <p>Hidden.</p> --> rose.</p>", "Wages rose."),
    "control characters": ("<p>Wages\x00 \x01rose.</p>", "Wages rose."),
}


@pytest.mark.parametrize(("inside", "words"), SOURCES.values(), ids=SOURCES.keys())
def test_tricks_of_the_source_do_not_reach_the_text(tmp_path: Path, inside: str, words: str | None) -> None:
    found = body(tmp_path, inside)
    assert len(found.paragraphs) == 1
    assert words is None or found.paragraphs[0].text == words


ENCODINGS = {
    "UTF-8 that declares Latin-1": ('<meta charset="iso-8859-1"><p>Perú – alto.</p>'.encode(), "Perú – alto."),
    "Cyrillic as declared": ('<meta charset="windows-1251"><p>Работа.</p>'.encode("cp1251"), "Работа."),
    "declares UTF-8 and is not": ('<meta charset="utf-8"><p>Perú.</p>'.encode("cp1252"), "Perú."),
    "declares what does not exist": ('<meta charset="klingon"><p>Perú.</p>'.encode("cp1252"), "Perú."),
    "declares no encoding of text": ('<meta charset="base64"><p>Perú.</p>'.encode("cp1252"), "Perú."),
    "UTF-16 with its mark": ("<p>Perú.</p>".encode("utf-16"), "Perú."),
    "XML with a declaration": (
        '<?xml version="1.0" encoding="utf-8"?><html><body><p>Perú.</p></body></html>'.encode(),
        "Perú.",
    ),
}


@pytest.mark.parametrize(("data", "words"), ENCODINGS.values(), ids=ENCODINGS.keys())
def test_encodings(tmp_path: Path, data: bytes, words: str) -> None:
    assert [p.text for p in read(page(tmp_path, data)).paragraphs] == [words]


def test_an_entity_of_a_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret words")
    source = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]><html><p>Wages &x; rose.</p></html>'
    assert "secret words" not in read(page(tmp_path, source)).text


def test_tags_that_nest_without_end_are_read_in_bounded_work(tmp_path: Path) -> None:
    def nested(depth: int) -> Path:
        return page(tmp_path, "<div>" * depth + "<p>Wages rose.</p>" + "</div>" * depth, f"{depth}.html")

    short, long = nested(400), nested(1600)
    assert [p.text for p in read(long).paragraphs] == ["Wages rose."]
    assert calls(lambda: read(long)) < 6 * calls(lambda: read(short))
    with pytest.raises(UserError, match="nest deeper than can be read"):
        read(nested(100_000))


EMPTY = {
    "no text": "<html><body><script>document.write('Wages rose.')</script></body></html>",
    "nothing shown": "<html><body><nav>Home</nav></body></html>",
    "nothing": "",
}


@pytest.mark.parametrize("source", EMPTY.values(), ids=EMPTY.keys())
def test_a_page_without_text_gives_one_clear_line(tmp_path: Path, source: str) -> None:
    with pytest.raises(UserError, match="web page") as caught:
        read(page(tmp_path, source))
    assert "\n" not in str(caught.value)


def test_a_page_is_known_without_its_suffix(tmp_path: Path) -> None:
    assert read(page(tmp_path, PAGE, "page.txt")).title == "Tea pickers"


def test_a_text_that_speaks_of_tags_stays_a_text(tmp_path: Path) -> None:
    found = read(page(tmp_path, "The tag <html> opens a page. Wages rose.", "note.txt"))
    assert found.paragraphs[0].text == "The tag <html> opens a page. Wages rose."


def test_several_marks_together_leave_nothing_in_the_text(tmp_path: Path) -> None:
    found = body(
        tmp_path,
        "<p>Wages rose.<sup>1,2</sup> Rents fell<a href='#a'>3</a>, <a href='#b'>4</a> and rose.</p>"
        "<p id='a'>3 Bank.</p><p id='b'>4 Port.</p>",
    )
    assert [s.text for s in found.sentences()][:2] == ["Wages rose.", "Rents fell and rose."]
