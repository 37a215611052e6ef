"""Every frame reads its own examples, exactly, and leaves its counter-examples alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from kg.claims.gate import Gate
from kg.claims.model import Claim, plain_slots
from kg.claims.schema import schema
from kg.document import Document, read_text
from kg.lexicon import lexicon
from kg.proposers.reader.engine import propose
from kg.proposers.reader.frames import Example, Frame, expand, load

FRAMES = load().frames
_BARE = ("low", "high", "count", "since")


def _document(example: Example) -> Document:
    heading = f"# {example.heading}\n\n" if example.heading else ""
    return read_text(heading + example.text, "example.md")


def _read(frame: Frame, example: Example) -> list[Claim]:
    return [c for c in propose(_document(example), lexicon()) if c.basis == frame.name]


def _wanted(claim: Mapping[str, Any]) -> dict[str, Any]:
    slots = {n: v if n in _BARE or isinstance(v, list) else [v] for n, v in claim["slots"].items()}
    return {
        "type": claim["type"],
        "slots": slots,
        "modality": claim.get("modality", "asserted"),
        "polarity": claim.get("polarity", "affirmed"),
        "attribution": claim.get("attribution", []),
        "exclusive": claim.get("exclusive", []),
    }


def _found(claim: Claim) -> dict[str, Any]:
    return {
        "type": claim.type,
        "slots": plain_slots(claim.slots),
        "modality": claim.modality,
        "polarity": claim.polarity,
        "attribution": list(claim.attribution),
        "exclusive": list(claim.exclusive),
    }


def _sorted(claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(claims, key=lambda c: json.dumps(c, sort_keys=True))


@pytest.mark.parametrize(
    ("frame", "example"), [pytest.param(f, e, id=f"{f.name}: {e.text}") for f in FRAMES for e in f.examples]
)
def test_frame_reads_its_example(frame: Frame, example: Example) -> None:
    found = [_found(c) for c in _read(frame, example)]
    assert _sorted(found) == _sorted([_wanted(c) for c in example.claims])


@pytest.mark.parametrize(
    ("frame", "example"),
    [pytest.param(f, e, id=f"{f.name}: {e.text}") for f in FRAMES for e in f.counter_examples],
)
def test_frame_leaves_its_counter_example_alone(frame: Frame, example: Example) -> None:
    assert _read(frame, example) == []


@pytest.mark.parametrize("frame", FRAMES, ids=lambda f: f.name)
def test_frame_has_examples_of_both_kinds(frame: Frame) -> None:
    assert frame.examples
    assert frame.counter_examples
    assert all(example.claims for example in frame.examples)


@pytest.mark.parametrize("frame", FRAMES, ids=lambda f: f.name)
def test_frame_names_a_type_and_slots_of_the_ontology(frame: Frame) -> None:
    helpers = {"figure", "verb", "one", "other", "exclusive"}
    captured = {name.partition("__")[0] for p in frame.patterns for name in p.groupindex}
    slots = (captured | frame.roles.keys() | frame.fixed.keys() | frame.lookup.keys()) - helpers
    assert slots <= schema().types[frame.type].slots.keys()


@pytest.mark.parametrize("frame", FRAMES, ids=lambda f: f.name)
def test_what_a_frame_reads_passes_the_gate(frame: Frame) -> None:
    for example in frame.examples:
        passage = Gate(_document(example), schema(), lexicon()).admit(_read(frame, example))
        assert passage.rejected == ()


def test_names_of_frames_are_unique() -> None:
    assert len({f.name for f in FRAMES}) == len(FRAMES)


def test_macros_that_contain_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="contain each other"):
        expand("{a}", {"a": "{b}", "b": "{a}"})
