"""Claims of one sentence that repeat each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from kg.claims.model import Claim, SlotValue, Span
from kg.lexicon import lexicon
from kg.proposers.reader.repeats import told_by_words, unrepeated


def claim(
    name: str, score: float, kind: str = "MigrantStock", polarity: str = "affirmed", modality: str = "asserted",
    attribution: tuple[str, ...] = (), **slots: object,
) -> Claim:  # fmt: skip
    values = {slot: (SlotValue(value),) for slot, value in slots.items()}  # type: ignore[arg-type]
    return Claim(
        id=name, type=kind, document="d", span=Span(0, 9), slots=values, polarity=polarity, modality=modality,
        attribution=attribution, proposer="reader", basis="encoder", score=score,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        ({"score": 0.6, "origin": "NP", "destination": "QA", "sector": "mining"}, ["b"]),
        ({"score": 0.6, "origin": "NP", "destination": "QA"}, ["a"]),
        ({"score": 0.9, "origin": "NP", "destination": "QA"}, ["b"]),
        ({"score": 0.9, "origin": "NP", "destination": "OM"}, ["a", "b"]),
        ({"score": 0.9, "origin": "NP", "destination": "QA", "polarity": "negated"}, ["a", "b"]),
        ({"score": 0.9, "origin": "NP", "destination": "QA", "kind": "TraffickingRoute"}, ["a", "b"]),
        ({"score": 0.9, "origin": "NP", "destination": "QA", "modality": "forecast"}, ["a", "b"]),
        ({"score": 0.9, "origin": "NP", "destination": "QA", "low": 300}, ["a", "b"]),
    ],
)
def test_what_says_nothing_of_its_own_is_left_out(other: Mapping[str, object], kept: list[str]) -> None:
    first = claim("a", 0.8, origin="NP", destination="QA")
    second = claim("b", **other)  # type: ignore[arg-type]
    assert [c.id for c in unrepeated([first, second])] == kept


def test_speakers_of_their_own_keep_both() -> None:
    first = claim("a", 0.8, origin="NP", destination="QA", attribution=("ILO",))
    second = claim("b", 0.9, origin="NP", destination="QA", attribution=("IOM",))
    assert [c.id for c in unrepeated([first, second])] == ["a", "b"]


def test_claims_with_figures_are_left_alone() -> None:
    first = claim("a", 0.7, origin="NP", low=300)
    second = claim("b", 0.9, origin="NP", destination="QA", low=300)
    assert [c.id for c in unrepeated([first, second])] == ["a", "b"]


@pytest.mark.parametrize(
    ("worded", "kept"),
    [
        ({}, ["b"]),
        ({"subject": "labor migration"}, ["b"]),
        ({"subject": "social security"}, ["a", "b"]),
        ({"year": 2014}, ["a", "b"]),
        ({"parties": ("JO", "NP")}, ["a", "b"]),
        ({"status": "in-force"}, ["a", "b"]),
    ],
)
def test_a_word_tells_the_status_of_the_same_agreement_alone(worded: Mapping[str, object], kept: list[str]) -> None:
    named = agreement("a", "Sri Lanka", subject="labor migration", year=2007, status="in-force")
    told = agreement("b", "negotiated", **{"year": 2007, "status": "in-progress", **worded})
    assert [c.id for c in told_by_words([named, told], lexicon())] == kept


def agreement(name: str, anchor: str, parties: tuple[str, ...] = ("JO", "LK"), **slots: object) -> Claim:
    made = claim(name, 0.8, "Agreement", **slots)  # type: ignore[arg-type]
    return replace(made, anchor=anchor, slots={**made.slots, "parties": tuple(SlotValue(p) for p in parties)})
