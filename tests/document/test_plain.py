"""Plain text and raw text from PDFs: wraps, page heads, footnotes amid sentences, note marks, headings."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from kg.claims.model import Span
from kg.document import Document, read, read_text

RULE = " " * 44

# A page of the kind that PDF converters give: blank lines anywhere, page heads and notes amid sentences.
RAW = f"""Seasonal Work in the Gulf of Guinea \n \n\n \n\n \n
Each year thousands of fishermen from Ghana work on boats off Gabon and  \n
$
the islands of the gulf. In 2007 they were said to make up 36% of all hands,$
and their pay rose by 3.7% to 12,500 francs a week.1 The port office in Tema$

counts fewer boats than the union does, and the two have never compared law-$
enforcement lists or crew rolls with each other in the years since then. Both$

sides agree that deaths at sea are seldom told to the families of those who$
work under a foreign flag.2 In the harbour of Tema a fund was set up in 2006 $
$
{RULE}
1 Port of Tema, Yearbook of Fisheries, <http://www.example.org/books/year-$
book.pdf>, accessed May 3, 2008.$
2 Interview with a net maker, Tema,$
 with the help of the union and of two banks.3 It pays for the way home of those$
who fall ill.$
$
$
$
Kofi  Adu 14 $
$
Women run the market side of the trade in most harbours, and they lend money to$
crews before each season starts. “They are our bank,” one skipper said.”4 Loans$

are paid back in fish, and the price is set before the boats leave, which the$
unions have called unfair ever since the ministry first looked into the matter$
$
{RULE}
4 Interview, Sekondi, June 2007.$
$
$
$
Work at Sea and on Land 15$
$
in 2008.5 Since then little has changed on the coast.$
$
$
$
Smoking and Selling  $
$
Most smokehouses stand close to the beach and are owned by families who came$
from Togo in the 1970s and 1980s, according to a survey of the university.6The$

survey counted 140 houses. It also says that “half of all fish goes inland”7 and$
that prices there are twice as high.$
 5 Gazette of Ghana, no. 12, 2008.$
$
$
$
Kofi  Adu 16 $
$
A short conclusion closes the report, because little is known about the owners. 8  $
$
Nothing more can be said before the new register of boats is opened to readers.$
""".replace("$\n", "\n")


@pytest.fixture(scope="module")
def raw() -> Document:
    return read_text(RAW, "raw.txt")


def texts(document: Document) -> list[str]:
    return [sentence.text for sentence in document.sentences()]


def find(document: Document, words: str) -> str:
    return next(text for text in texts(document) if words in text)


def marks(document: Document) -> list[int]:
    return [mark.number for sentence in document.sentences() for mark in sentence.marks]


def test_blank_lines_inside_a_paragraph_do_not_break_sentences(raw: Document) -> None:
    first = find(raw, "thousands of fishermen")
    assert first.endswith("off Gabon and the islands of the gulf.")


def test_page_heads_are_left_out_wherever_they_stand(raw: Document) -> None:
    body = " ".join(texts(raw))
    assert "Kofi" not in body
    assert "Work at Sea" not in body


def test_a_sentence_is_joined_over_the_notes_that_interrupt_it(raw: Document) -> None:
    assert find(raw, "In the harbour") == (
        "In the harbour of Tema a fund was set up in 2006 with the help of the union and of two banks."
    )
    assert find(raw, "called unfair").endswith("looked into the matter in 2008.")


def test_a_hyphen_at_the_end_of_a_line_stays_without_a_space(raw: Document) -> None:
    assert "law-enforcement lists" in find(raw, "law-")


def test_note_marks_make_one_rising_sequence_and_decimals_are_none(raw: Document) -> None:
    assert marks(raw) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert "rose by 3.7% to 12,500 francs a week." in find(raw, "3.7%")


def test_each_mark_hangs_on_its_sentence(raw: Document) -> None:
    by_mark = {m.number: s.text for s in raw.sentences() for m in s.marks}
    assert by_mark[5].endswith("in 2008.")
    assert by_mark[6].endswith("of the university.")
    assert by_mark[7].startswith("It also says that “half of all fish goes inland” and that")
    assert by_mark[8].endswith("about the owners.")


def test_notes_are_read_and_their_broken_addresses_kept(raw: Document) -> None:
    text = raw.notes[1].text
    assert text is not None
    assert text.startswith("Port of Tema, Yearbook of Fisheries, <http://www.example.org/books/year-book.pdf>")
    assert raw.notes[4].text == "Interview, Sekondi, June 2007."
    assert raw.notes[5].text == "Gazette of Ghana, no. 12, 2008."


def test_notes_know_their_place_in_the_source(raw: Document) -> None:
    span = raw.notes[4].span
    assert span is not None
    assert RAW[span.start : span.end] == "Interview, Sekondi, June 2007."


def test_lost_notes_stay_as_numbers_and_cut_ones_are_flagged(raw: Document) -> None:
    assert [n for n, note in raw.notes.items() if note.text is None] == [3, 6, 7, 8]
    assert [n for n, note in raw.notes.items() if note.truncated] == [2]


def test_headings_and_levels_come_from_the_space_around_them(raw: Document) -> None:
    assert [(s.title, s.level) for s in raw.sections] == [
        ("Seasonal Work in the Gulf of Guinea", 1),
        ("Smoking and Selling", 2),
    ]


def test_the_first_heading_is_the_title(raw: Document) -> None:
    assert raw.title == "Seasonal Work in the Gulf of Guinea"


def test_page_starts_are_found(raw: Document) -> None:
    assert [RAW[at:].split("\n")[0].strip()[:12] for at in raw.pages[1:]] == [
        "with the hel",
        "Kofi  Adu 14",
        "Work at Sea ",
        "Kofi  Adu 16",
    ]


def test_line_breaks_of_any_kind_give_the_same_clean_text(raw: Document) -> None:
    other = read_text(RAW.replace("\n", "\r\n"), "raw.txt")
    assert texts(other) == texts(raw)
    assert [n.text for n in other.notes.values()] == [n.text for n in raw.notes.values()]
    for sentence in other.sentences():
        assert [other.text[i] for i in sentence.offsets if not other.text[i].isspace()] == [
            c for c in sentence.text if c != " "
        ]


BODY = "The strait is crossed by many workers every year, most of them in summer"
MARKED = {
    "after a decimal": (
        f"{BODY}. It rose to 13.6%.1 Then it fell to 2.5.2 The rest is not known at all.3",
        3,
    ),
    "after a quote": (f"{BODY}. They said “never again”1 and “not now.”2 Others say “maybe”.3", 3),
    "after a comma": (f"{BODY}. Of those,1 some stay,2 and some go.3", 3),
    "after a year": (f"{BODY} in 2008.1 It was so in 2009,2 and in 2010.3", 3),
    "superscripts": (f"{BODY}.¹ It is so.² The plain has 40 km² of rice.³", 3),
    "brackets": (f"{BODY} [1]. It is so [2], too [3].", 3),
    "glued on both sides": (f"{BODY}.1The same holds here.2Yet some differ.3", 3),
    "decimals only": (f"{BODY}. It grew 1.1 percent, then 2.2 percent, then 3.3 percent.", 0),
    "one number is chance": (f"{BODY} from COVID.1 Others stay.", 0),
    "codes": (f"{BODY} by the A1, B2 and C3 roads, in groups G7 and G8.", 0),
    "sums": (f"{BODY}: 1,200 and 2,300 and 3,400 of them.", 0),
    "addresses": (f"{BODY}, see www.example.org/a.1 or /b.2 or /c.3 there.", 0),
}


@pytest.mark.parametrize(("text", "count"), MARKED.values(), ids=MARKED.keys())
def test_marks_without_any_note(text: str, count: int) -> None:
    document = read_text(text, "x.txt", "plain")
    assert marks(document) == list(range(1, count + 1))
    assert all(note.text is None for note in document.notes.values())


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Most of them went to Lima.41 Others stayed at home,42 and few returned.", [41, 42]),
        ("He called it “a trade in people.”17 The ministry was silent.", [17]),
        ("The road is 12.5 km long and was built in 1999. It cost 3.7 million.", []),
        ("Article no.14 Section 3 of the act was never applied.", []),
        ("Most of them went to Lima.41 They came back in 2019.42 Others stayed.", [41, 42]),
        ("They came back in 2019.42 Others went to Lima.43 Agents ask 3,000.44 Few pay.", [42, 43, 44]),
        ("Most of them went to Lima.41 They came back in 2019.45 Others stayed.", [41]),
        ("The agency is called Appoġġ.47 It is small.", [47]),
    ],
)
def test_marks_of_an_excerpt_may_begin_anywhere(text: str, numbers: list[int]) -> None:
    assert marks(read_text(text, "x.txt")) == numbers


def test_a_number_that_fits_worse_loses_against_the_true_mark() -> None:
    text = "Wages rose.1 Rents rose by 2.2 The rest fell.2 It was so for all.3\n\n"
    notes = "1 Bank of Fiji.\n\n2 Port of Suva.\n\n3 Union of Fiji.\n"
    document = read_text(text + notes, "x.txt")
    assert [n.text for n in document.notes.values()] == ["Bank of Fiji.", "Port of Suva.", "Union of Fiji."]
    assert [s.text for s in document.sentences() if s.marks][1].endswith("The rest fell.")


def test_brackets_before_a_stop_leave_no_space_behind() -> None:
    document = read_text("Pay rose [1]. It fell [2] in May.\n\nNotes\n\n[1] Bank.\n[2] Port.\n", "x.txt")
    assert texts(document) == ["Pay rose.", "It fell in May."]
    assert [s.title for s in document.sections] == [""]


def test_a_source_cited_twice_is_marked_twice() -> None:
    text = "Pay rose [1]. Rents rose [2]. Pay fell again [1].\n\n[1] Bank of Fiji.\n[2] Port of Suva.\n"
    assert marks(read_text(text, "x.txt")) == [1, 2, 1]


def test_endnotes_under_a_heading_run_over_lines_and_blanks() -> None:
    text = (
        "Pay rose in Suva.1 Rents rose.2\n\nEndnotes\n\n"
        "1. Bank of Fiji, Yearly Report,\n   Suva 2011.\n\n2. Interview, Lautoka.\n"
    )
    document = read_text(text, "x.txt")
    assert document.notes[1].text == "Bank of Fiji, Yearly Report, Suva 2011."
    assert document.notes[2].text == "Interview, Lautoka."
    assert texts(document) == ["Pay rose in Suva.", "Rents rose."]


def test_numbering_that_starts_again_keeps_its_notes_apart() -> None:
    chapter = "Pay rose.1 Rents rose.2 Fish fell.3 Rice fell.4\n\n____________\n"
    one = "1 Bank A.\n2 Bank B.\n3 Bank C.\n4 Bank D.\n\n"
    two = one.replace("Bank", "Port")
    document = read_text(chapter + one + chapter + two, "x.txt")
    assert marks(document) == [1, 2, 3, 4, 1001, 1002, 1003, 1004]
    assert document.notes[2].text == "Bank B."
    assert document.notes[1002].text == "Port B."


def test_form_feeds_page_numbers_and_heads_without_blank_lines() -> None:
    pages = [f"Report on Togo {n}\n\nworkers of the port {n} wrote to the\n\n" for n in (3, 4, 5)]
    document = read_text("\f".join(pages) + "\n\fministry in May.\n", "x.txt")
    assert len(document.pages) == 4
    assert texts(document) == [
        "workers of the port 3 wrote to the workers of the port 4 wrote to the "
        "workers of the port 5 wrote to the ministry in May."
    ]


def test_repeated_headings_are_no_page_heads() -> None:
    country = "\n\nPROSECUTION\n\nThe court heard ten cases.\n\nPROTECTION\n\nThe state runs two shelters.\n"
    document = read_text("BENIN" + country + "\nTOGO" + country, "x.txt")
    counted = Counter(s.title for s in document.sections)
    assert counted == {"BENIN": 1, "TOGO": 1, "PROSECUTION": 2, "PROTECTION": 2}


def test_capital_headings_right_above_their_text() -> None:
    text = (
        "PROTECTION\nThe state of Benin runs two shelters for women and girls in the capital, and pays\n"
        "for their way home when they want it.\n\nPREVENTION EFFORTS:\nPosters hang in all ports of the "
        "land and in many schools.\n"
    )
    document = read_text(text, "x.txt")
    assert [s.title for s in document.sections] == ["PROTECTION", "PREVENTION EFFORTS:"]
    assert len(texts(document)) == 2


def test_numbered_headings_give_their_depth() -> None:
    text = (
        "1 Introduction\n\nMany leave.\n\n1.1 Costs of the way\n\nThe way is dear, and few can pay.\n\n"
        "2 Results\n\nMost come back.\n"
    )
    document = read_text(text, "x.txt")
    assert [(s.title, s.level) for s in document.sections] == [
        ("1 Introduction", 1),
        ("1.1 Costs of the way", 2),
        ("2 Results", 1),
    ]


def test_ordinary_text_breaks_paragraphs_at_blank_lines_only() -> None:
    text = "Many people leave Fiji\nfor the islands nearby. Some stay.\n\nOthers return in\nwinter.\n"
    document = read_text(text, "x.txt")
    assert [p.text for p in document.paragraphs] == [
        "Many people leave Fiji for the islands nearby. Some stay.",
        "Others return in winter.",
    ]


def test_one_paragraph_a_line_without_blank_lines() -> None:
    line = "A long line about workers who leave Moldova for Portugal in spring. " * 4
    document = read_text(f"{line}\n{line}\n{line}\n", "x.txt")
    assert [len(p.sentences) for p in document.paragraphs] == [4, 4, 4]


def test_list_items_are_kept_apart_and_lose_their_bullets() -> None:
    text = "The state should:\n\n• train the police of all\n  ports;\n• open a shelter.\n\nAll of this costs.\n"
    document = read_text(text, "x.txt")
    assert [(p.kind, p.text) for p in document.paragraphs] == [
        ("prose", "The state should:"),
        ("list-item", "train the police of all ports;"),
        ("list-item", "open a shelter."),
        ("prose", "All of this costs."),
    ]


def test_a_dash_or_number_that_wraps_to_the_start_of_a_line_is_no_list() -> None:
    text = (
        "The largest ports of the coast – Tema, Lome, Cotonou – take in workers of many lands\n"
        "– from Niger, Mali and Chad – and the number of those who came by land in the year\n"
        "2008. Many stayed.\n"
    )
    assert [p.kind for p in read_text(text, "x.txt").paragraphs] == ["prose"]


def test_epigraphs_are_quotes() -> None:
    text = (
        "Life in Port\n\n“The sea gives and the sea takes away from all of us in this town.”\n\n"
        "The town lies on the coast of Benin. It is old.\n"
    )
    assert [p.kind for p in read_text(text, "x.txt").paragraphs] == ["heading", "quote", "prose"]


def test_rows_of_a_table_are_kept_apart() -> None:
    text = "Workers by land are shown here.\n\nQatar      128,550    124,050\nKuwait      10,009     16,497\n"
    document = read_text(text, "x.txt")
    assert [(p.kind, p.text) for p in document.paragraphs][1:] == [
        ("table", "Qatar 128,550 124,050"),
        ("table", "Kuwait 10,009 16,497"),
    ]


def test_quotes_and_dashes_stay_as_they_are() -> None:
    text = "Workers’ “pay” – in soum — is 5–10% 'low'."
    assert texts(read_text(text, "x.txt")) == [text]


def test_invisible_characters_are_skipped() -> None:
    assert texts(read_text("Mi\u00adgra\u200btion rose.", "x.txt")) == ["Migration rose."]


def test_reading_takes_linear_time_on_hostile_text() -> None:
    for text in ("." * 200_000, "(" * 200_000, "a.1b,2;" * 30_000, "“a\n\n" * 10_000, "\t" * 200_000 + "x"):
        for kind in ("plain", "markdown"):
            read_text(text, "x", kind)


@pytest.fixture(scope="module")
def report(evaluation_data: Path) -> Document:
    return read(evaluation_data / "seeds" / "marat-2009.txt")


class TestFirstReport:
    """The report that the project grew from, where it is present."""

    def test_all_note_marks_are_found_in_order(self, report: Document) -> None:
        assert marks(report) == list(range(1, 94))

    def test_the_lost_and_the_cut_notes_are_known(self, report: Document) -> None:
        lost = [n for n, note in report.notes.items() if note.text is None]
        assert lost == [33, 34, 35, *range(37, 42), 47, 48, 49, 53, 54, 55, 61, 62, 63]
        assert [n for n, note in report.notes.items() if note.truncated] == [32, 43]

    def test_the_number_of_sentences_and_sections(self, report: Document) -> None:
        assert abs(len(texts(report)) - 654) <= 6
        assert Counter(s.level for s in report.sections) == {1: 8, 2: 8}

    def test_every_gold_quote_lies_within_one_sentence(self, report: Document, evaluation_data: Path) -> None:
        lines = (evaluation_data / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
        spans = [Span(claim["start"], claim["end"]) for claim in map(json.loads, lines)]
        assert len(spans) > 300
        assert [span for span in spans if report.sentence_of(span) is None] == []

    def test_nothing_of_the_page_is_left_in_the_sentences(self, report: Document) -> None:
        for sentence in report.sentences():
            assert "  " not in sentence.text
            assert sentence.text[0].isupper() or sentence.text[0] in "“("
