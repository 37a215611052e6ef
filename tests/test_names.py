"""Proper names that no list holds."""

from __future__ import annotations

import time

import pytest

from kg.names import abbreviations, find_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The Ministry of Labour asked Rita Moyo.",
            [("Ministry of Labour", "organisation"), ("Rita Moyo", "name")],
        ),
        (
            "In Lagos, NAPTIP and the Ministry of Foreign Affairs and Labour signed.",
            [
                ("Lagos", "name"),
                ("NAPTIP", "organisation"),
                ("Ministry of Foreign Affairs and Labour", "organisation"),
            ],
        ),
        ("Governor Aminu Sani’s office denied it on Fridays.", [("Governor Aminu Sani", "name")]),
        ("Recruiters lie. Wages fell in May.", []),
        ("Officials of the Blue Lamp Foundation wept.", [("Blue Lamp Foundation", "organisation")]),
    ],
)
def test_names_with_their_kind(text: str, names: list[tuple[str, str]]) -> None:
    assert [(n.text, n.kind) for n in find_names(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They saw John A. Smith.", ["John A. Smith"]),
        ("They saw Tessa B. K. Okafor.", ["Tessa B. K. Okafor"]),
        ("They chose Plan B. Rita left.", ["Plan B"]),
        ("Mr. Moyo left.", ["Moyo"]),
        ("They asked Dr. Rita Moyo.", ["Rita Moyo"]),
        ("Ms. Banda met Prof. Banda.", ["Banda", "Banda"]),
        ("It ended. Wages fell.", []),
    ],
)
def test_stops_within_personal_names(text: str, names: list[str]) -> None:
    assert [n.text for n in find_names(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Office of the Prime Minister", ["Office of the Prime Minister"]),
        ("Rita Moyo of the Asia Foundation", ["Rita Moyo", "Asia Foundation"]),
        ("the Embassy of the Republic", ["Embassy", "Republic"]),
        (
            "the Department for Work and Pensions and the Ministry of Labour",
            ["Department for Work and Pensions", "Ministry of Labour"],
        ),
        (
            "the Ministry of Labour and Employment and the Ministry of Health",
            ["Ministry of Labour and Employment", "Ministry of Health"],
        ),
        ("the Ministry of Labour and NAPTIP", ["Ministry of Labour", "NAPTIP"]),
        ("the Bank of Fuvala and Rita Moyo", ["Bank of Fuvala", "Rita Moyo"]),
        ("the Fuvala Union and Pensions and the Harbour Board", ["Fuvala Union", "Pensions", "Harbour Board"]),
        ("the Harbour Board in Fuvala and Lagos", ["Harbour Board", "Fuvala", "Lagos"]),
    ],
)
def test_where_a_chain_of_capitals_is_cut(text: str, names: list[str]) -> None:
    assert [n.text for n in find_names(f"They asked {text}.")] == names


def test_work_grows_no_faster_than_a_chain() -> None:
    started = time.process_time()
    find_names("Nepal and India and " * 4000)
    assert time.process_time() - started < 5  # measured 0.05 s; where each cut looks at the whole chain 31 s


def test_a_name_lies_where_it_says() -> None:
    text = "They wrote to the Anti-Slavery League in Fuvala’s harbour."
    assert all(text[n.start : n.end] == n.text for n in find_names(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Overseas Workers Administration (OWA) pays", {"OWA": "Overseas Workers Administration"}),
        ("the agency (BMET) pays", {}),
        ("the Bureau of Manpower and Training (the BMT)", {"BMT": "Bureau of Manpower and Training"}),
    ],
)
def test_abbreviations_that_a_text_introduces(text: str, found: dict[str, str]) -> None:
    assert abbreviations(text) == found
