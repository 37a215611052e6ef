"""Sentence borders, as data: each case is the list of sentences that the joined text must fall into."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document.segment import sentence_ranges, sentences

CASES = {
    "plain": ["Wages rose.", "Rents fell.", "Why?", "Nobody knows!"],
    "title before a name": ["Dr. Mensah met Mrs. Osei.", "They talked."],
    "titles of office": ["The Rt. Hon. Obi met Atty. Cruz and Sec. Gen. Larsen.", "Supt. Mbeki stayed."],
    "acronym before a subject": ["He left for the U.S.", "Remittances rose."],
    "acronym in a name": ["A shelter run by U.N. Women closed."],
    "short words that titles share": ["It took 30 sec.", "Nobody told the SEC.", "Few saw it on RT.", "All left."],
    "question mark at the front": ["They asked in Spanish.", "¿Quién paga?", "¡Nadie!", "¿Sr. Gil?"],
    "initials": ["J. K. Banda wrote it.", "A. Phiri did not."],
    "saint": ["Ships leave St. John's for St. Lucia.", "Few return."],
    "acronym inside": ["The U.S. Embassy in Accra paid.", "It stopped in 2011."],
    "acronym at the end": ["He moved to the U.S.", "The move was costly."],
    "number abbreviations": ["See Law No. 12, art. 3 and pp. 4-5.", "It covers vol. 2."],
    "no as an answer": ["Was it paid?", "No.", "They fled."],
    "latin": ["Some sectors, e.g. Fisheries, i.e. Trawling, grew.", "Others did not."],
    "etc at the end": ["They sell nuts, dates, etc.", "Buyers come from Oman."],
    "company": ["Gulf Hands Inc. Oman hired ten.", "It closed."],
    "rupees and taka": ["They pay Rs. 5,000 and Tk. 300 for it.", "Sh. 200 is the fare."],
    "decimals": ["It grew by 3.7 percent and 12.5 percent.", "Then 0.5 percent."],
    "money next": ["It failed.", "$5 was lost.", "5 of 7 left."],
    "stop and closing quote": ["She said “the road is closed.”", "He left."],
    "question in quotes": ["“Where is my passport?” she asked.", "No answer came."],
    "quoted sentence after": ["He left.", "“Never again,” he said."],
    "brackets": ["Many (approx. 40. Or more) left.", "(Others stayed.)", "All worked."],
    "ellipsis": ["They waited…", "Then they went.", "Some paused... and went on."],
    "colon list": ["Needed are: (a) a visa; (b) a ticket; and (c) money.", "All cost."],
    "list label": ["1. Register at the port.", "Pay later."],
    "caption": ["Table 3. Workers by sector"],
    "month": ["It began on Sept. 4 and ended on Oct. 9.", "Rain fell."],
    "no stop at the end": ["It ended.", "The list follows"],
    "lower case goes on": ["The site jobs.example. com is a fraud."],
    "arabic letters": ["وصل العمال.", "غادر الآخرون."],
}


@pytest.mark.parametrize("expected", CASES.values(), ids=CASES.keys())
def test_sentences(expected: list[str]) -> None:
    assert list(sentences(" ".join(expected))) == expected


def test_a_note_mark_after_an_abbreviation_ends_the_sentence() -> None:
    text = "They flew to the U.S. Ghana paid."
    assert len(sentence_ranges(text)) == 1
    assert len(sentence_ranges(text, {text.index(" Ghana")})) == 2


def test_a_missing_space_after_a_stop_is_seen_before_a_common_first_word() -> None:
    assert list(sentences("The ministry refused.However, it paid.")) == [
        "The ministry refused.",
        "However, it paid.",
    ]
    assert len(list(sentences("See the site Gazeta.Ru for more."))) == 1


def test_chinese_stops_need_no_space() -> None:
    assert list(sentences("工人回国了。工资下降。")) == ["工人回国了。", "工资下降。"]


@given(st.text(alphabet="aB .!?…()[]“”\"'1é。", max_size=80))
def test_ranges_are_in_order_and_hold_every_word(text: str) -> None:
    ranges = sentence_ranges(text)
    assert all(a < b for a, b in ranges)
    assert all(before[1] <= after[0] for before, after in pairwise(ranges))
    kept = "".join(text[a:b] for a, b in ranges)
    assert kept.replace(" ", "") == text.replace(" ", "")
