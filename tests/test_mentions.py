"""Which words of a text name an actor or place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import lexicon
from kg.mentions import NOT_ACTORS, find_mentions
from tests.made import calls

LEXICON = lexicon()


def seen(text: str) -> list[tuple[str, str, str]]:
    return [(m.text, m.role, m.entry.label) for m in find_mentions(text, LEXICON)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nepal signed.", [("Nepal", "name", "Nepal")]),
        ("Nepali maids", [("Nepali", "adjective", "Nepal")]),
        ("Filipinas", [("Filipinas", "people", "Philippines")]),
        ("old Burma", [("Burma", "former", "Myanmar")]),
        ("the Kremlin agreed", [("Kremlin", "capital", "Russia")]),
        ("shelters in Dubai", [("Dubai", "name", "Dubai")]),
        ("IOM Dhaka says", [("IOM Dhaka", "name", "IOM Dhaka")]),
        ("the Bangladeshi IOM office", [("Bangladeshi IOM office", "name", "IOM Dhaka")]),
        ("South Asian workers", [("South Asian", "adjective", "South Asia")]),
    ],
)
def test_each_role(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Guinea, Equatorial Guinea and Papua New Guinea",
            ["Guinea", "Equatorial Guinea", "Papua New Guinea"],
        ),
        ("Guinea-Bissau and Niger, not Nigeria", ["Guinea-Bissau", "Niger", "Nigeria"]),
        ("South Sudanese in Sudan", ["South Sudanese", "Sudan"]),
        ("former Soviet states", ["former Soviet states"]),
        ("the former Soviet Union", ["former Soviet Union"]),
        ("the Soviet Union", ["Soviet Union"]),
        ("North Korea, not South Korea", ["North Korea", "South Korea"]),
        ("American Samoa", ["American Samoa"]),
        ("New Mexico and Mexico City", ["New Mexico", "Mexico City"]),
    ],
)
def test_the_longest_name_counts(text: str, words: list[str]) -> None:
    assert [w for w, _, _ in seen(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        "a woman who eats turkey told us",
        "Male workers rest",
        "it can and may",
        "Jordanianized",
        "sea freight of US$ 40",
        "non-Qataris only",
        "paid in U.S. dollars",
        "the Gulf of Guinea",
        "African Americans",
    ],
)
def test_no_mention(text: str) -> None:
    assert seen(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan paid",
        "Mr. Jordan paid",
        "Mr Jordan paid",
        "Jordan Smith paid",
        "Chad B. Okafor paid",
        "John A. Jordan paid",
        "Ms. India Jones paid",
        "Senator Ireland paid",
        "Senator Tessa Ireland paid",
        "Minister Jordan said so",
        "George Washington wrote",
    ],
)
def test_a_person_is_no_place(text: str) -> None:
    assert seen(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("President Obama told Jordan", ["Jordan"]),
        ("the Prime Minister of Jordan", ["Jordan"]),
        ("Jordan said", ["Jordan"]),
        ("Annex A. Jordan", ["Jordan"]),
        ("in San Pedro, Jordan and Chad", ["Jordan", "Chad"]),
        ("St. Michael Jordan", ["Jordan"]),
        ("Michael left Jordan", ["Jordan"]),
        ("Minister Rao, India", ["India"]),
        ("Jordan Labour Watch", ["Jordan"]),
    ],
)
def test_a_place_beside_a_person_stays(text: str, words: list[str]) -> None:
    assert [w for w, _, _ in seen(text)] == words


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("N. Korea", "North Korea"),
        ("S. Korea", "South Korea"),
        ("S. Koreans", "South Korea"),
        ("N. Korean", "North Korea"),
        ("S. Sudan", "South Sudan"),
        ("S. Sudanese", "South Sudan"),
        ("N. Macedonia", "North Macedonia"),
        ("S. Africa", "South Africa"),
    ],
)
def test_a_shortened_point_of_the_compass_belongs_to_the_name(text: str, label: str) -> None:
    assert [(w, name) for w, _, name in seen(f"in {text} too")] == [(text, label)]


@pytest.mark.parametrize("phrase", NOT_ACTORS)
def test_a_blocked_phrase_hides_the_name_in_it(phrase: str) -> None:
    assert seen(f"on the {phrase} again") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ghana’s and Ghana's", ["Ghana", "Ghana"]),
        ("Filipinos’ wages", ["Filipinos"]),
        ("N’Djamena and N'Djamena", ["N’Djamena", "N'Djamena"]),
        ("Mexico–U.S. route", ["Mexico", "U.S."]),
        ("Thai-Lao-Burmese talks", ["Thai", "Lao", "Burmese"]),
        ("Saudi‑based", ["Saudi"]),
        ("a Dubai-based firm", ["Dubai"]),
        ("South\n  Africa", ["South\n  Africa"]),
        ("Co\u0302te d’Ivoire", ["Co\u0302te d’Ivoire"]),
        ('(Kenya), "Uganda".', ["Kenya", "Uganda"]),
        ("in the U.S. Kenya too", ["U.S.", "Kenya"]),
    ],
)
def test_punctuation_around_and_inside(text: str, words: list[str]) -> None:
    assert [w for w, _, _ in seen(text)] == words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Former Soviet states met.", 1),
        ("They met. Former Soviet states agreed.", 1),
        ("Some Former Soviet states", 0),
    ],
)
def test_a_small_form_may_open_a_sentence_with_a_capital(text: str, count: int) -> None:
    groups = [label for _, _, label in seen(text) if label == "former Soviet Union"]
    assert len(groups) == count


def test_a_mention_keeps_all_readings() -> None:
    (mention,) = find_mentions("Hanoi refused", LEXICON)
    government = mention.reading("capital")
    assert mention.role == "name"
    assert government is not None
    assert government.code == "VN"
    assert mention.reading("people") is None


def test_no_text_no_mentions() -> None:
    assert find_mentions("", LEXICON) == ()


@given(st.text(max_size=200) | st.lists(st.sampled_from([*LEXICON.forms])).map(" ".join))
def test_mentions_are_slices_in_order_without_overlap(text: str) -> None:
    end = 0
    for mention in find_mentions(text, LEXICON):
        assert mention.start >= end
        assert text[mention.start : mention.end] == mention.text
        assert mention.readings[0].entry == mention.entry
        end = mention.end


def test_work_grows_no_faster_than_the_text() -> None:
    text = "Nepali and Bangladeshi workers left Dhaka for the Gulf states and Malaysia’s Johor in 2015. "
    find_mentions("warm", LEXICON)
    assert calls(lambda: find_mentions(text * 1000, LEXICON)) < 11 * calls(lambda: find_mentions(text * 100, LEXICON))
