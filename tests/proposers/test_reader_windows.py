"""Units and windows: what the encoder reads, and that nothing crosses the border of a section."""

from __future__ import annotations

import pytest

from kg.document import read_text
from kg.lexicon import lexicon
from kg.proposers.reader.units import plain_view as view
from kg.proposers.reader.units import units_of
from kg.proposers.reader.view import Actor
from kg.proposers.reader.windows import LONGEST, TOPICS, lines_of, windows


def units(text: str) -> list[tuple[str, str]]:
    (sentence,) = read_text(text, "x.txt").sentences()
    return [(u.text, u.kind) for u in units_of(view(sentence, lexicon()))]


def test_mentions_figures_and_names_are_single_units() -> None:
    assert units("In 2014 about 400,000 Nepalis asked the Labour Court of Doha.")[:8] == [
        ("In", "word"),
        ("2014", "Y"),
        ("about 400,000", "N"),
        ("Nepalis", "P"),
        ("asked", "word"),
        ("the", "word"),
        ("Labour Court of Doha", "organisation"),
        (".", "word"),
    ]


def test_units_cover_the_sentence() -> None:
    text = "Recruiters in Kampala charge up to $900, says the U.S. Embassy."
    (sentence,) = read_text(text, "x.txt").sentences()
    found = units_of(view(sentence, lexicon()))
    assert all(sentence.text[u.start : u.end] == u.text for u in found)
    assert "".join(u.text for u in found).replace(" ", "") == sentence.text.replace(" ", "")


REPORT = """# Nepal

Many leave each year. They go to Qatar. Wages there are low.

# Ghana

Some return early. The state helps few of them.
"""


def test_every_sentence_is_the_target_of_one_window() -> None:
    lines = lines_of(read_text(REPORT, "x.md"), lexicon())
    targets = [p.line for w in windows(lines, 6) for p in w.placed if p.segment == 2]
    assert sorted(set(targets)) == list(range(len(lines)))
    assert targets == sorted(targets)


def test_topics_and_context_stop_at_a_section() -> None:
    lines = lines_of(read_text(REPORT, "x.md"), lexicon())
    for window in windows(lines, 6):
        sections = {lines[p.line].section for p in window.placed if p.line >= 0}
        assert len(sections) == 1
        codes = {p.unit.code for p in window.placed if p.segment == 0}
        assert codes <= ({"NP", "QA"} if "Nepal" in {t.unit.text for t in window.placed} else {"GH"})


def test_the_heading_gives_the_first_topic() -> None:
    lines = lines_of(read_text(REPORT, "x.md"), lexicon())
    first = next(iter(windows(lines))).placed[0]
    assert first.segment == 0
    assert isinstance(first.unit.value, Actor)
    assert first.unit.value.entry.code == "NP"


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("NEPAL", "NP"), ("Nepal", "NP"), ("COSTA RICA: Tier 2", "CR"), ("BOSNIA AND HERZEGOVINA", "BA"),
        ("CÔTE D'IVOIRE (Tier 2 Watch List)", "CI"), ("THE REPUBLIC OF KOREA", "KR"), ("HOUSING", None),
        ("NEPAL AND QATAR", None),
    ],
)  # fmt: skip
def test_a_heading_in_capitals_names_its_state_too(heading: str, code: str | None) -> None:
    text = f"# {heading}\n\nThe country adopted a law in 2008.\n"
    (line,) = lines_of(read_text(text, "x.md"), lexicon())
    assert (line.topic.entry.code if line.topic else None) == code


def test_an_endless_sentence_is_cut() -> None:
    lines = lines_of(read_text("word " * 5000 + ".", "x.txt"), lexicon())
    assert all(len(line.units) <= LONGEST for line in lines)


COSTS = "2. Costs and fees\n\nFees are high, and most men borrow what they pay. Few can pay it back within a year.\n"
WAYS = "1. Ways and means\n\nMany leave by air in spring. Others walk over the hills and take a bus from there.\n"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Labour Migration from Nepal: A Profile", "NP"),
        ("LABOUR MIGRATION FROM NEPAL", "NP"),
        ("Migration from Nepal to Qatar", None),
        ("Labour Migration in South Asia", None),
        ("U.S. Trafficking in Persons Report", None),
        ("Nepali Workers and Their Debts", None),
    ],
)
def test_the_title_tells_what_sections_are_about_whose_headings_name_no_state(title: str, expected: str | None) -> None:
    line = lines_of(read_text(f"{title}\n\n{WAYS}\n{COSTS}", "x.txt"), lexicon())[-1]
    assert line.topic is None
    assert (line.title.entry.code if line.title else None) == expected


def test_a_heading_tells_it_better_than_the_title() -> None:
    text = f"Labour Migration from Nepal: A Profile\n\n{WAYS}\n{COSTS.replace('Costs and fees', 'Fees in Ghana')}"
    line = lines_of(read_text(text, "x.txt"), lexicon())[-1]
    assert line.topic is not None
    assert line.topic.entry.code == "GH"
    assert line.title is None


def test_headings_on_two_other_states_and_a_heading_on_two_leave_no_title() -> None:
    title = "Labour Migration from Nepal: A Profile\n\n"
    ghana, togo = "2. Fees in Ghana\n\nFees are low.\n", "3. Fees in Togo\n\nSo they are here.\n"
    two = f"{title}{WAYS}\n{ghana}\n{togo}\n{COSTS.replace('2.', '4.')}"
    assert lines_of(read_text(two, "x.txt"), lexicon())[-1].title is None
    doubt = f"{title}{WAYS}\n{COSTS.replace('Costs and fees', 'Fees in Qatar and Oman')}"
    line = lines_of(read_text(doubt, "x.txt"), lexicon())[-1]
    assert (line.topic, line.title) == (None, None)


def test_a_first_chapter_on_a_state_is_no_title() -> None:
    text = f"Nepal\n\nMany leave by air in spring.\n\nGhana\n\nFew do, and fewer in winter.\n\n{COSTS}"
    assert lines_of(read_text(text, "x.txt"), lexicon())[-1].title is None


def test_the_state_of_the_title_stands_among_the_topics_whatever_a_section_names_more_often() -> None:
    named = "They go to Qatar. Some go to Oman. Others choose Jordan. Many prefer Kuwait. A few see Malta."
    text = f"Work Abroad from Nepal: A Profile\n\n{WAYS} {named} All of it costs much.\n"
    lines = lines_of(read_text(text, "x.txt"), lexicon())
    topics = [[p.unit.text for p in w.placed if p.segment == 0] for w in windows(lines, 6)]
    assert all("Nepal" in found and len(found) <= TOPICS for found in topics)
    assert topics[-1] == ["Malta", "Kuwait", "Jordan", "Nepal"]
