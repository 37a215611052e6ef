"""What must hold for any text: exact offsets, ordered sentences, no word lost."""

from __future__ import annotations

import textwrap
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.document import Document, read_text
from kg.document.clean import INVISIBLE
from kg.errors import UserError

TEXT = (
    "wages workers ports boats of the in for and to from Suva Lome Tonga rose fell paid 3.7% 12,500 $40 in "
    "2008 half-open “sea” Mr. Osei (few) U.S. No. 5 migrants’ – low ships"
)
WORDS = TEXT.split()
RULE = " " * 40

sentence = st.lists(st.sampled_from(WORDS), min_size=4, max_size=25).map(
    lambda words: "The " + " ".join(words) + " ended."
)
paragraph = st.lists(sentence, min_size=1, max_size=5)


def check_invariants(document: Document) -> None:
    """Clean characters are those of the source; sentences stand in order and do not overlap."""
    text = document.text
    found = [s for p in document.paragraphs for s in p.sentences]
    for s in found:
        offsets = list(s.offsets)
        assert len(offsets) == len(s.text) > 0
        assert all(a < b for a, b in pairwise(offsets))
        marks = {i for mark in s.marks for i in range(mark.span.start, mark.span.end)}
        for c, at in zip(s.text, offsets, strict=True):
            replaced = text[at].isspace() or text[at] in INVISIBLE or at in marks
            assert c == text[at] or (c == " " and replaced)
        assert s.span.start <= offsets[0]
        assert offsets[-1] < s.span.end
        assert s.text == " ".join(s.text.split())
        assert all(s.span.contains(mark.span) and 0 <= mark.position <= len(s.text) for mark in s.marks)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for p in document.paragraphs:
        assert document.section_of(p) in document.sections
    assert all(a.span.end == b.span.start for a, b in pairwise(document.sections))


def words(text: str) -> list[str]:
    """Words of a text; a lone dash is none, at the start of a line it may be read as a bullet."""
    return [word for word in text.split() if any(c.isalnum() for c in word)]


@st.composite
def reports(draw: st.DrawFn) -> tuple[str, list[str], int]:
    """A raw text with wraps, note marks and note zones; its body words; the number of marks."""
    paragraphs = draw(st.lists(paragraph, min_size=1, max_size=5))
    width = draw(st.integers(50, 90))
    lines: list[str] = []
    waiting: list[int] = []
    count = 0
    for sentences in paragraphs:
        marked: list[str] = []
        for s in sentences:
            if draw(st.booleans()):
                count += 1
                s += str(count)
            marked.append(s)
        first = count
        for line in textwrap.wrap(" ".join(marked), width, break_long_words=False, break_on_hyphens=False):
            lines.append(line + " ")
            if waiting and draw(st.integers(0, 3)) == 0:
                lines += ["", RULE, *(f"{n} Port of Lome, Book {n}." for n in waiting), ""]
                waiting = []
        waiting = list(range(max([0, *waiting, *_noted(lines)]) + 1, first + 1))
        lines.append("")
    if waiting:
        lines += [RULE, *(f"{n} Port of Lome, Book {n}." for n in waiting)]
    return "\n".join(lines), [w for s in paragraphs for w in words(" ".join(s))], count


def _noted(lines: list[str]) -> list[int]:
    return [int(line.split()[0]) for line in lines if line.endswith(".") and "Port of Lome, Book" in line]


@settings(max_examples=100, deadline=None)
@given(reports())
def test_raw_text_with_wraps_and_notes(report: tuple[str, list[str], int]) -> None:
    text, expected, count = report
    document = read_text(text, "x.txt", "plain")
    check_invariants(document)
    numbers = [mark.number for p in document.paragraphs for s in p.sentences for mark in s.marks]
    if any(note.text for note in document.notes.values()):
        assert numbers == list(range(1, count + 1))
        assert words(" ".join(p.text for p in document.paragraphs)) == expected


@settings(max_examples=60, deadline=None)
@given(reports())
def test_line_breaks_do_not_matter(report: tuple[str, list[str], int]) -> None:
    one = read_text(report[0], "x.txt", "plain")
    two = read_text(report[0].replace("\n", "\r\n"), "x.txt", "plain")
    assert [(p.kind, [s.text for s in p.sentences]) for p in one.paragraphs] == [
        (p.kind, [s.text for s in p.sentences]) for p in two.paragraphs
    ]
    assert [n.text for n in one.notes.values()] == [n.text for n in two.notes.values()]
    check_invariants(two)


@settings(max_examples=60, deadline=None)
@given(st.lists(paragraph, min_size=1, max_size=5), st.integers(30, 100))
def test_ordinary_text_keeps_its_paragraphs(paragraphs: list[list[str]], width: int) -> None:
    joined = [" ".join(sentences) for sentences in paragraphs]
    wrapped = [textwrap.fill(p, width, break_long_words=False, break_on_hyphens=False) for p in joined]
    for kind in ("plain", "markdown"):
        document = read_text("\n\n".join(wrapped), "x", kind)
        check_invariants(document)
        assert [p.text for p in document.paragraphs] == joined


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("aA 1.9\n\t\r\f“”\"'()[]^:#>*_`-–—|<!\\é\u00ad\ufeff\u200b\u3000。٣²"),
        max_size=120,
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    for kind in ("plain", "markdown"):
        try:
            document = read_text(text, "x", kind)
        except UserError:
            assert not text.strip(" \t\r\n\f\u00ad\ufeff\u200b\u3000")
            continue
        check_invariants(document)
