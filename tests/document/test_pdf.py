"""PDF: a text of ours, set in several ways, reads as the text itself does; hostile files end in one clear line."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from kg.document import Document, read, read_text
from kg.errors import UserError
from tests.document.papers import Paper, Style
from tests.made import calls

SOURCE = (Path(__file__).parent / "harbour.md").read_text(encoding="utf-8")
STYLES = {
    "one column": Style(size=12, margin=100, head="Work beyond the harbour", foot="{page}"),
    "two columns": Style(columns=2, size=12, head="{page} | Papers of the harbour school", foot=""),
    "two columns, written row by row": Style(columns=2, size=12, by_rows=True, gutter=16),
    "indented paragraphs": Style(size=12, indent=14, gap=0, margin=110),
    "ragged lines": Style(columns=2, size=12, justified=False, hyphens=False),
    "a large running head": Style(size=12, margin=150, head="Papers of the harbour school", head_size=13),
    "three columns": Style(columns=3, size=11, note_size=8, margin=60, foot="page {page}"),
}


@pytest.fixture(scope="module")
def as_text() -> Document:
    return read_text(SOURCE, "harbour.md")


def written(folder: Path, data: bytes, name: str = "harbour.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def parts(document: Document) -> list[tuple[str, str, tuple[int, ...]]]:
    return [
        (p.kind, s.text.strip("| "), tuple(mark.number for mark in s.marks))
        for p in document.paragraphs
        for s in p.sentences
    ]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
def test_a_text_set_as_pdf_reads_as_the_text_itself(tmp_path: Path, as_text: Document, style: Style) -> None:
    found = read(written(tmp_path, Paper(style, SOURCE).pdf()))
    assert len(found.pages) > 1
    assert parts(found) == parts(as_text)
    assert {n: note.text for n, note in found.notes.items()} == {n: note.text for n, note in as_text.notes.items()}
    assert [s.title for s in found.sections] == [s.title for s in as_text.sections]
    assert found.title == as_text.title
    assert found.warnings == ()


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
def test_each_line_knows_its_page(tmp_path: Path, style: Style) -> None:
    paper = Paper(style, SOURCE)
    found = read(written(tmp_path, paper.pdf()))
    at = 0
    for page, line in paper.placed:
        at = found.text.index(line, at)
        assert found.page_label(at) == str(page)
    assert found.labels == tuple(str(k + 1) for k in range(len(found.pages)))


def test_offsets_lead_to_the_words(tmp_path: Path) -> None:
    found = read(written(tmp_path, Paper(STYLES["two columns"], SOURCE).pdf()))
    for sentence in found.sentences():
        assert "".join(found.text[at] for at in sentence.offsets).split() == sentence.text.split()


@pytest.fixture(scope="module")
def claims() -> Callable[[Document], list[tuple[object, ...]]]:
    from kg.lexicon import lexicon
    from kg.proposers.reader import propose

    def found(document: Document) -> list[tuple[object, ...]]:
        said = []
        for claim in propose(document, lexicon()):
            slots = {name: tuple(str(v.value) for v in values) for name, values in claim.slots.items()}
            told = (
                claim.type,
                sorted(slots.items()),
                claim.polarity,
                claim.modality,
                claim.attribution,
                claim.notes,
            )
            sentence = document.sentence_of(claim.span)
            assert sentence is not None
            said.append((*told, sentence.text.strip("| "), document.page_label(claim.span.start)))
        return said

    return found


@pytest.mark.parametrize("name", ["one column", "two columns"])
def test_claims_of_a_pdf_are_those_of_the_text_with_their_pages(
    tmp_path: Path, as_text: Document, claims: Callable[[Document], list[tuple[object, ...]]], name: str
) -> None:
    paper = Paper(STYLES[name], SOURCE)
    # Rows of a table are written otherwise in Markdown (with bars around), and the reader may take them otherwise,
    # and with them the sentences that it reads beside them.
    tabled = {p.section for p in as_text.paragraphs if any("|" in s.text for s in p.sentences)}
    beside = {s.text for p in as_text.paragraphs if p.section in tabled for s in p.sentences}
    found, expected = (
        [claim for claim in claims(document) if "|" not in str(claim) and claim[-2] not in beside]
        for document in (read(written(tmp_path, paper.pdf())), as_text)
    )
    assert len(expected) > 20
    assert [claim[:-1] for claim in found] == [claim[:-1] for claim in expected]
    assert len({claim[-1] for claim in found}) > 1
    assert {claim[-1] for claim in expected} == {""}


def test_the_same_file_gives_the_same_document(tmp_path: Path) -> None:
    path = written(tmp_path, Paper(STYLES["two columns"], SOURCE).pdf())
    assert read(path) == read(path)


def drawn(draw: Callable[[Canvas], object], **options: object) -> bytes:
    """A file whose pages the function draws."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(400, 500), invariant=1, **options)  # type: ignore[arg-type]
    canvas.setFont("Times-Roman", 11)
    draw(canvas)
    canvas.save()
    return stream.getvalue()


def lines(canvas: Canvas, *rows: str, x: float = 50, y: float = 430, size: float = 11) -> None:
    canvas.setFont("Times-Roman", size)
    for k, row in enumerate(rows):
        canvas.drawString(x, y - k * 1.2 * size, row)


def marked(canvas: Canvas, words: str, mark: str, y: float) -> None:
    """A line that ends in a raised mark."""
    text = canvas.beginText(50, y)
    text.setFont("Times-Roman", 11)
    text.textOut(words)
    text.setFont("Times-Roman", 7)
    text.setRise(4)
    text.textOut(mark)
    text.setRise(0)
    canvas.drawText(text)


def test_a_table_amid_a_sentence_does_not_cut_it(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines(
            canvas, "Wages in the tea gardens of Rize rose in every year since the", "border opened, and those of"
        )
        for k, row in enumerate((("Year", "Lira", "Days"), ("2010", "35", "80"), ("2012", "50", "75"))):
            for x, cell in zip((50, 150, 250), row, strict=True):
                canvas.drawString(x, 380 - 14 * k, cell)
        lines(canvas, "women rose most, the union says. Rents fell.", y=320)

    found = read(written(tmp_path, drawn(draw)))
    whole = (
        "Wages in the tea gardens of Rize rose in every year since the border opened, and those of women rose most, "
        "the union says."
    )
    assert [(k, t) for k, t, _ in parts(found)] == [
        ("prose", whole),
        ("prose", "Rents fell."),
        ("table", "Year | Lira | Days"),
        ("table", "2010 | 35 | 80"),
        ("table", "2012 | 50 | 75"),
    ]
    after = found.sentence_at(found.text.index("women rose"))
    inside = found.sentence_at(found.text.index("2010"))
    assert after is not None
    assert after.text == whole
    assert inside is not None
    assert inside.text == "2010 | 35 | 80"


def test_pages_bear_the_labels_of_the_file(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.addPageLabel(0, "ROMAN_LOWER", 4)
        canvas.addPageLabel(1, "ARABIC", 1)
        for words in ("Foreword of the union.", "Wages rose in Rize.", "Rents fell in Hopa."):
            lines(canvas, words)
            canvas.showPage()

    found = read(written(tmp_path, drawn(draw)))
    assert found.labels == ("iv", "1", "2")
    assert found.page_label(found.text.index("Rents")) == "2"


COAST = "Wages rose in every garden of the coast, and rents fell in the towns."
ROTATIONS = (0, 90, 180, 270)


@pytest.mark.parametrize("angle", ROTATIONS)
def test_a_page_that_lies_on_its_side_is_read_upright(tmp_path: Path, angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(200, 250)
        canvas.rotate(angle)
        lines(canvas, "Wages rose in every garden of the", "coast, and rents fell in the towns.", x=-120, y=60)

    found = read(written(tmp_path, drawn(draw)))
    assert [s.text for s in found.sentences()] == [COAST]


def test_words_across_the_page_are_left_out_with_a_warning(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, "Wages rose in every garden of the", "coast, and rents fell in the towns.")
        canvas.translate(200, 200)
        canvas.rotate(45)
        canvas.drawString(0, 0, "DRAFT")

    found = read(written(tmp_path, drawn(draw)))
    assert [s.text for s in found.sentences()] == [COAST]
    assert "watermarks" in found.warnings[0]


def test_small_print_of_one_page_goes_on_on_the_next(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        body = ["Wages rose in every garden of the coast and of the hills above."] * 12
        lines(canvas, *body)
        marked(canvas, "Rents fell in Hopa.", "1", 260)
        lines(canvas, "1 Bank of Rize, Yearbook of rents and wages on the coast, quoted in", y=60, size=8)
        canvas.showPage()
        lines(canvas, *body)
        lines(canvas, "the press of Trabzon, 4 May 2014.", y=60, size=8)

    found = read(written(tmp_path, drawn(draw)))
    assert found.notes[1].text == (
        "Bank of Rize, Yearbook of rents and wages on the coast, quoted in the press of Trabzon, 4 May 2014."
    )


def test_endnotes_under_a_heading_are_notes(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for k, words in enumerate(("Wages rose in Rize.", "Rents fell in Hopa.")):
            marked(canvas, words, str(k + 1), 430 - 14 * k)
        canvas.setFont("Times-Bold", 14)
        canvas.drawString(50, 340, "Notes")
        lines(canvas, "1. Bank of Rize, 2013.", "2. Interview with a clerk, Hopa,", "May 2014.", y=320)

    found = read(written(tmp_path, drawn(draw)))
    assert {n: note.text for n, note in found.notes.items()} == {
        1: "Bank of Rize, 2013.",
        2: "Interview with a clerk, Hopa, May 2014.",
    }
    assert [(s.text, [m.number for m in s.marks]) for s in found.sentences()] == [
        ("Wages rose in Rize.", [1]),
        ("Rents fell in Hopa.", [2]),
    ]


def test_notes_that_begin_anew_on_each_page_stay_apart(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for town in ("Rize", "Hopa"):
            lines(canvas, *["Wages rose in every garden of the coast and of the hills above."] * 8)
            marked(canvas, f"Rents fell in {town}.", "1", 300)
            lines(canvas, f"1 Mayor of {town}, 2014.", y=60, size=8)
            canvas.showPage()

    found = read(written(tmp_path, drawn(draw)))
    assert {n: note.text for n, note in found.notes.items()} == {
        1: "Mayor of Rize, 2014.",
        1001: "Mayor of Hopa, 2014.",
    }
    assert [m.number for s in found.sentences() for m in s.marks] == [1, 1001]


def image_page(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("RGB", (20, 20), "grey")), 50, 100, 300, 300)
    canvas.showPage()


def test_pages_that_are_pictures_are_named(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        lines(canvas, "Wages rose in Rize, and rents fell in Hopa.")
        canvas.showPage()
        image_page(canvas)
        image_page(canvas)

    found = read(written(tmp_path, drawn(draw)))
    assert found.warnings[0].startswith("pages 2–3 of the file: only pictures")
    assert "ocrmypdf" in found.warnings[0]


def encrypted() -> bytes:
    return Paper(Style(), SOURCE).pdf(encrypt=StandardEncryption("secret", ownerPassword="owner", strength=128))


HOSTILE = {
    "encrypted": (encrypted, "is encrypted; remove the password"),
    "only pictures": (lambda: drawn(image_page), "only pictures of its pages; run text recognition first"),
    "no words": (lambda: drawn(lambda canvas: canvas.showPage()), "holds no text"),
    "only a head": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is damaged"),
    "first half of a file": (lambda: Paper(Style(), SOURCE).pdf()[:600], "is damaged"),
}


@pytest.mark.parametrize(("make", "message"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_file_that_cannot_be_read_gives_one_clear_line(
    tmp_path: Path, make: Callable[[], bytes], message: str
) -> None:
    path = written(tmp_path, make())
    with pytest.raises(UserError, match=message) as caught:
        read(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_only_its_owner_may_change_is_read(tmp_path: Path, as_text: Document) -> None:
    data = Paper(STYLES["one column"], SOURCE).pdf(
        encrypt=StandardEncryption("", ownerPassword="owner", strength=128)
    )
    assert parts(read(written(tmp_path, data))) == parts(as_text)


def test_a_file_without_its_suffix_or_with_a_foreign_one_is_known(tmp_path: Path, as_text: Document) -> None:
    data = Paper(STYLES["one column"], SOURCE).pdf()
    assert parts(read(written(tmp_path, data, "harbour.txt"))) == parts(as_text)


def test_without_the_extra_the_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(UserError, match=r"needs the extra `documents`.*pip install 'migration-kg\[documents\]'"):
        read(written(tmp_path, Paper(Style(), SOURCE).pdf()))


def many(pages: int) -> bytes:
    def draw(canvas: Canvas) -> None:
        for page in range(pages):
            lines(canvas, f"{page + 1} Papers of the harbour school", y=475, size=9)
            lines(canvas, *[f"Line {k} of page {page + 1} tells of wages in the gardens." for k in range(5)])
            canvas.showPage()

    return drawn(draw, pageCompression=1)


def test_steps_are_told_while_a_long_file_is_read(tmp_path: Path) -> None:
    told: list[str] = []
    read(written(tmp_path, many(60)), told.append)
    assert [line.rsplit(": ", 1)[1] for line in told] == ["page 25 of 60", "page 50 of 60"]


def test_work_grows_with_the_pages_and_no_faster(tmp_path: Path) -> None:
    short, long = (written(tmp_path, many(pages), f"{pages}.pdf") for pages in (40, 160))
    read(short)
    assert calls(lambda: read(long)) < 4.6 * calls(lambda: read(short))


def test_five_thousand_pages_are_read(tmp_path: Path) -> None:
    found = read(written(tmp_path, many(5000)))
    assert len(found.pages) == 5000
    assert found.page_label(found.text.index("of page 4999 tells")) == "4999"
    assert sum("Papers of the harbour school" in s.text for s in found.sentences()) == 0
