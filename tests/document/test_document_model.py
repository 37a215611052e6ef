"""The document model: offsets, spans, look-up by place."""

from __future__ import annotations

import pickle

import pytest

from kg.claims.model import Span
from kg.document import Document, Offsets, read_text

TEXT = """# Work in Peru

Before all.

## Wages

Wages in Lima  rose
by 4%.[^1] Rents fell.

### Costa

Fish is cheap.

## Jobs

None.

[^1]: Bank of Peru.
"""


@pytest.fixture
def document() -> Document:
    return read_text(TEXT, "peru.md")


def test_offsets_act_like_a_tuple_of_indices() -> None:
    offsets = Offsets(6, (0, 2, 5), (10, 14, 30))
    assert list(offsets) == [10, 11, 14, 15, 16, 30]
    assert [offsets[i] for i in range(6)] == list(offsets)
    assert offsets[-1] == 30
    assert offsets[1:3] == (11, 14)
    with pytest.raises(IndexError):
        offsets[6]


@pytest.mark.parametrize(("source", "clean"), [(0, 0), (11, 1), (12, 2), (14, 2), (16, 4), (17, 5), (31, 6)])
def test_offsets_find_the_first_character_from_a_source_index(source: int, clean: int) -> None:
    assert Offsets(6, (0, 2, 5), (10, 14, 30)).first_from(source) == clean


def test_source_span_of_clean_words_holds_those_words(document: Document) -> None:
    sentence = next(s for s in document.sentences() if "Wages" in s.text)
    at = sentence.text.index("rose by 4%")
    span = sentence.source_span(at, at + len("rose by 4%"))
    assert TEXT[span.start : span.end] == "rose\nby 4%"
    assert sentence.clean_span(span) == Span(at, at + len("rose by 4%"))


def test_source_span_of_nothing_is_empty_and_outside_is_refused(document: Document) -> None:
    sentence = next(document.sentences())
    end = len(sentence.text)
    assert sentence.source_span(end, end) == Span(sentence.span.end, sentence.span.end)
    with pytest.raises(ValueError, match="no range"):
        sentence.source_span(0, end + 1)


def test_clean_span_of_a_mark_is_none(document: Document) -> None:
    sentence = next(s for s in document.sentences() if s.marks)
    mark = sentence.marks[0]
    assert TEXT[mark.span.start : mark.span.end] == "[^1]"
    assert sentence.clean_span(mark.span) is None
    assert sentence.text[: mark.position].endswith("4%.")


def test_sentence_at_finds_sentences_and_headings_by_place(document: Document) -> None:
    found = document.sentence_at(TEXT.index("Rents") + 2)
    heading = document.sentence_at(TEXT.index("Costa"))
    assert found is not None
    assert found.text == "Rents fell."
    assert heading is not None
    assert heading.text == "Costa"
    assert document.sentence_at(len(TEXT) + 5) is None


def test_sentence_of_refuses_a_span_over_two_sentences(document: Document) -> None:
    start = TEXT.index("by 4%")
    assert document.sentence_of(Span(start, start + 4)) is not None
    assert document.sentence_of(Span(start, TEXT.index("Rents") + 5)) is None


def test_sentences_leave_headings_out(document: Document) -> None:
    texts = [s.text for s in document.sentences()]
    assert texts == ["Before all.", "Wages in Lima rose by 4%.", "Rents fell.", "Fish is cheap.", "None."]


def test_section_of_a_paragraph_and_of_a_place_agree(document: Document) -> None:
    for paragraph in document.paragraphs:
        assert document.section_of(paragraph) == document.section_of(paragraph.span.start)
    assert document.section_of(TEXT.index("Fish")).title == "Costa"


def test_section_path_leads_from_the_chapter_down(document: Document) -> None:
    fish = document.section_of(TEXT.index("Fish"))
    assert [s.title for s in document.section_path(fish)] == ["Work in Peru", "Wages", "Costa"]
    jobs = document.section_of(TEXT.index("None."))
    assert [s.title for s in document.section_path(jobs)] == ["Work in Peru", "Jobs"]


@pytest.mark.parametrize(
    ("titles", "ids"),
    [
        (["Data", "Data"], ["data", "data-2"]),
        (["Annex", "Annex 2", "Annex"], ["annex", "annex-2", "annex-3"]),
        (["Annex", "Annex", "Annex 2", "Annex"], ["annex", "annex-2", "annex-2-2", "annex-3"]),
        (["Annex 2", "Annex", "Annex", "Annex"], ["annex-2", "annex", "annex-3", "annex-4"]),
        (["Глава 2", "Часть 2"], ["2", "2-2"]),
    ],
)
def test_headings_get_ids_of_their_own(titles: list[str], ids: list[str]) -> None:
    document = read_text("\n\n".join(f"## {t}\n\nOne." for t in titles) + "\n", "x.md")
    assert [s.id for s in document.sections] == ids


def test_text_before_the_first_heading_is_a_section_without_title() -> None:
    first = read_text("One.\n\n## Data\n\nTwo.\n", "x.md").sections[0]
    assert (first.title, first.level) == ("", 0)


def test_the_id_is_readable_and_depends_on_the_text() -> None:
    one, two = read_text("One.", "My Report.txt"), read_text("Two.", "My Report.txt")
    assert one.id.startswith("my-report-")
    assert one.id != two.id
    assert one.id == f"my-report-{one.sha256[:8]}"


def test_a_document_survives_pickling_and_can_be_a_key(document: Document) -> None:
    copy = pickle.loads(pickle.dumps(document))
    assert copy == document
    assert {document: 1}[copy] == 1


def test_page_of_counts_from_zero() -> None:
    text = "First page here.\n\fSecond page here.\n"
    document = read_text(text, "x.txt")
    assert [document.page_of(text.index(w)) for w in ("First", "Second")] == [0, 1]
