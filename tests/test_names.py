"""Proper names that no list holds."""

from __future__ import annotations

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
