"""Variation of training windows: words change, what they name does not."""

from __future__ import annotations

import pytest

from kg.document import read_text
from kg.lexicon import lexicon
from kg.proposers.reader.view import Actor
from kg.proposers.reader.windows import Window, lines_of, windows

batches = pytest.importorskip("training.batches", reason="the training is not in this distribution")

TEXT = (
    "Nepal and Malaysia signed a memorandum in 2018. The Nepalese government sends inspectors to Kuala Lumpur. "
    "Malaysia has 400,000 Nepalese workers, and Malaysian employers pay for their flights. Nepal asks for more."
)


def varied(seed: int) -> list[Window]:
    """Windows of one sentence each, as one passage of training gets them."""
    exchange = batches.Varying(lexicon(), seed).exchange()
    lines = [exchange.line(line) for line in lines_of(read_text(TEXT, "own"), lexicon())]
    return list(windows(lines, budget=1))


def states(window: Window) -> dict[str, set[str]]:
    """State → what the sentences of a window call it."""
    found: dict[str, set[str]] = {}
    for p in window.placed:
        if isinstance(p.unit.value, Actor) and p.unit.kind == "S":
            found.setdefault(p.unit.value.entry.label, set()).add(p.unit.text)
    return found


@pytest.mark.parametrize("seed", range(8))
def test_a_state_has_one_name_in_all_sentences(seed: int) -> None:
    called = [lexicon().resolve(name) for w in varied(seed) for name in states(w).get("Nepal", set())]
    assert len({entry.iri for entry in called if entry}) == 1
    assert None not in called


def test_some_passages_get_other_states_and_some_keep_theirs() -> None:
    first = [states(varied(seed)[0])["Nepal"] for seed in range(12)]
    assert {"Nepal"} in first
    assert any(names != {"Nepal"} for names in first)


def test_figures_change_digits_alone() -> None:
    """Units stay where they are, with their kinds and values, and years stay as they are."""
    plain = lines_of(read_text(TEXT, "own"), lexicon())
    for seed in range(8):
        exchange = batches.Varying(lexicon(), seed).exchange()
        for old, new in zip(plain, map(exchange.line, plain), strict=True):
            for a, b in zip(old.units, new.units, strict=True):
                assert (a.start, a.kind, a.value) == (b.start, b.kind, b.value)
                assert a.text == b.text or a.kind in (*batches.NAMED_AS, "N", "M")
