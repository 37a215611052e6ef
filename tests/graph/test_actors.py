"""From words to nodes."""

from __future__ import annotations

import pytest

from kg.graph.actors import ActorResolver
from kg.lexicon import lexicon

CASES = [
    ("NP", "state/NP", True),
    ("Nepal", "state/NP", True),
    ("the Nepali government", "state/NP", True),
    ("Nepal's government", "state/NP", True),
    ("ILO", None, True),
    ("stranded cooks", "group/stranded-cooks", False),
    ("Nepali workers", "group/nepali-workers", False),
    ("Nepali Border Guards", "unknown/nepali-border-guards", False),
    ("Women in Need", "unknown/women-in-need", False),
    ("Border Guards Union", "unknown/border-guards-union", False),
    ("farm sector", "group/farm-sector", False),
    ("Kathmandu Harbour Watch", "unknown/kathmandu-harbour-watch", False),
]


@pytest.mark.parametrize(("words", "expected", "known"), CASES)
def test_words_become_a_node(words: str, expected: str | None, known: bool) -> None:
    found = ActorResolver(lexicon()).resolve(words)
    assert found.known is known
    if expected:
        assert found.iri.endswith("/id/" + expected)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("labor migration", "issue/labor-migration"),
        ("fishing sector", "issue/fishing-sector"),
        ("victims of trafficking", "group/victims-of-trafficking"),
        ("returning migrants", "group/returning-migrants"),
        ("Nepali migrants", "group/nepali-migrants"),
        ("Women in Need", "unknown/women-in-need"),
        ("Nepal", "state/NP"),
    ],
)
def test_a_subject_may_be_an_issue(words: str, expected: str) -> None:
    assert ActorResolver(lexicon()).resolve_subject(words).iri.endswith("/id/" + expected)


def test_a_state_among_people_means_its_nationals() -> None:
    found = ActorResolver(lexicon()).resolve_people("Nepal")
    assert (found.label, found.kind) == ("nationals of Nepal", "PopulationGroup")
    assert found.nationals_of == lexicon().resolve("NP").iri  # type: ignore[union-attr]


def test_a_government_among_people_stays_the_state() -> None:
    assert ActorResolver(lexicon()).resolve_people("the Nepali government").kind == "State"
