"""Markdown: headings, notes, quotes, lists, tables, and signs that stay out of the clean text."""

from __future__ import annotations

import pytest

from kg.document import Document, read_text

DIGEST = """# Work in Nepal (2014): digest

This restates the report.

## Costs

Workers paid up to $1,200 each.[^1] About 5.6% of *all* workers were **women**.[^2]

### Loans

Most borrowed.[^3] Rates were high[^4], said the bank.

## Notes

[^1]: Ministry of Labour, *Migration for Employment*, 2014.
[^2]: Census.
[^4]: Interview,
    Kathmandu.
"""


@pytest.fixture(scope="module")
def digest() -> Document:
    return read_text(DIGEST, "nepal.md")


def parts(text: str) -> list[tuple[str, str]]:
    return [(p.kind, p.text) for p in read_text(text, "x.md").paragraphs]


def test_headings_make_sections_and_the_notes_heading_makes_none(digest: Document) -> None:
    assert [(s.title, s.level) for s in digest.sections] == [
        ("Work in Nepal (2014): digest", 1),
        ("Costs", 2),
        ("Loans", 3),
    ]


def test_the_first_heading_of_the_highest_level_is_the_title(digest: Document) -> None:
    assert digest.title == "Work in Nepal (2014): digest"
    assert read_text("### Part\n\nText.\n\n## Whole\n\nMore.\n", "no_title.md").title == "no title"


def test_marks_hang_on_their_sentences_and_leave_the_text(digest: Document) -> None:
    found = {s.text: [m.number for m in s.marks] for s in digest.sentences()}
    assert found["Workers paid up to $1,200 each."] == [1]
    assert found["About 5.6% of all workers were women."] == [2]
    assert found["Rates were high, said the bank."] == [4]


def test_notes_lose_their_signs_and_join_their_lines(digest: Document) -> None:
    assert digest.notes[1].text == "Ministry of Labour, Migration for Employment, 2014."
    assert digest.notes[4].text == "Interview, Kathmandu."


def test_a_mark_without_a_note_is_a_lost_note(digest: Document) -> None:
    assert digest.notes[3].text is None


def test_a_notes_heading_with_text_stays_a_section() -> None:
    document = read_text("# A\n\nText.[^1]\n\n## Notes\n\nSee below.\n\n[^1]: Bank.\n", "x.md")
    assert [s.title for s in document.sections] == ["A", "Notes"]


def test_labels_in_words_get_free_numbers() -> None:
    document = read_text("One.[^2] Two.[^bank] Three.[^x]\n\n[^bank]: Bank of Nepal.\n\n[^2]: Port.\n", "x.md")
    assert [m.number for s in document.sentences() for m in s.marks] == [2, 3, 4]
    assert document.notes[3].text == "Bank of Nepal."


INLINE = {
    "emphasis": (
        "A *b* and **c d** and ***e*** and _f_ and `g` and ~~h~~.",
        "A b and c d and e and f and g and h.",
    ),
    "over a line": ("A **bold\nline** ends.", "A bold line ends."),
    "no emphasis": ("5 * 3 and snake_case_name and 2 ** 4.", "5 * 3 and snake_case_name and 2 ** 4."),
    "escapes": (r"It cost \$5 and \*more\*.", "It cost $5 and *more*."),
    "links": ("See [the law](https://example.org/a) of 2010.", "See the law of 2010."),
    "brackets in a target": ("See [the law](https://example.org/a_(b)) of 2010.", "See the law of 2010."),
    "images": ("Before ![a map](map.png) after.", "Before after."),
    "tags": ("H<sub>2</sub>O and<br>more.", "H2O andmore."),
    "entities": ("Smith &amp; Sons sent 3 &amp; 4; AT&T did not.", "Smith & Sons sent 3 & 4; AT&T did not."),
    "comments": ("Seen <!-- hidden --> again.", "Seen again."),
    "hyphen at the end of a line": ("law-\nenforcement and short-\nand long-term.", None),
}


@pytest.mark.parametrize(("source", "clean"), INLINE.values(), ids=INLINE.keys())
def test_signs_of_formatting_are_skipped(source: str, clean: str | None) -> None:
    expected = clean if clean is not None else "law-enforcement and short- and long-term."
    assert [p[1] for p in parts(source)] == [expected]


BLOCKS = {
    "wrapped paragraph": (
        "One line\nand more.\n\nTwo.",
        [("prose", "One line and more."), ("prose", "Two.")],
    ),
    "quote": ("> First line\n> goes on.\n\nText.", [("quote", "First line goes on."), ("prose", "Text.")]),
    "list": ("- one\n- two\n  more\n* three", [("list-item", t) for t in ("one", "two more", "three")]),
    "numbers": ("1. one\n2. two", [("list-item", "one"), ("list-item", "two")]),
    "a year that wraps": ("It was in\n2008. Then it ended.", [("prose", "It was in 2008. Then it ended.")]),
    "table": ("| a | b |\n|---|---|\n| 1 | 2 |", [("table", "| a | b |"), ("table", "| 1 | 2 |")]),
    "rule": ("One.\n\n---\n\nTwo.", [("prose", "One."), ("prose", "Two.")]),
    "underlined headings": (
        "Whole\n=====\n\nPart\n----\n\nText.",
        [("heading", "Whole"), ("heading", "Part"), ("prose", "Text.")],
    ),
    "closed heading": ("## Costs ##\n\nText.", [("heading", "Costs"), ("prose", "Text.")]),
    "bare table": (
        "Text.\n\na | b\n--- | ---\n1 | 2\n\nText.",
        [("prose", "Text."), ("table", "a | b"), ("table", "1 | 2"), ("prose", "Text.")],
    ),
    "a bar in prose": ("Either | or.\n\nText.", [("prose", "Either | or."), ("prose", "Text.")]),
    "code": ("```\nx = 1\n```\nText.", [("table", "x = 1"), ("prose", "Text.")]),
    "code never closed": ("```\nText.", [("prose", "Text.")]),
    "comment block": ("<!-- a\nb -->\nText.", [("prose", "Text.")]),
    "comment never closed": ("<!-- a\n\nText.", [("prose", "<!-- a"), ("prose", "Text.")]),
    "hash without space": ("#5 is a number.", [("prose", "#5 is a number.")]),
}


@pytest.mark.parametrize(("source", "expected"), BLOCKS.values(), ids=BLOCKS.keys())
def test_blocks(source: str, expected: list[tuple[str, str]]) -> None:
    assert parts(source) == expected


def test_front_matter_gives_the_title_and_no_text() -> None:
    document = read_text("---\ntitle: Work in Peru\nyear: 2011\n---\n\nWages rose.\n", "x.md")
    assert document.title == "Work in Peru"
    assert [s.text for s in document.sentences()] == ["Wages rose."]


def test_a_rule_at_the_start_is_no_front_matter() -> None:
    assert parts("---\n\nWages rose.\n") == [("prose", "Wages rose.")]


def test_one_long_paragraph_a_line_without_blank_lines() -> None:
    line = "A long line about workers who leave Moldova for Portugal in spring. " * 4
    assert len(read_text(f"{line}\n{line}\n", "x.md").paragraphs) == 2


def test_line_breaks_of_any_kind_give_the_same_clean_text(digest: Document) -> None:
    other = read_text(DIGEST.replace("\n", "\r\n"), "nepal.md")
    assert [s.text for s in other.sentences()] == [s.text for s in digest.sentences()]
    assert {n: note.text for n, note in other.notes.items()} == {n: note.text for n, note in digest.notes.items()}
