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
    ("Kathmandu Harbour Watch", "unknown/kathmandu-harbour-watch", False),
]


@pytest.mark.parametrize(("words", "expected", "known"), CASES)
def test_words_become_a_node(words: str, expected: str | None, known: bool) -> None:
    found = ActorResolver(lexicon()).resolve(words)
    assert found.known is known
    if expected:
        assert found.iri.endswith("/id/" + expected)
