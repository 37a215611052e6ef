"""Answers: what is read of them, and what is counted as malformed instead of mended."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.proposers.llm.answer import answer_schema, parse

CLAIM: dict[str, Any] = {
    "type": "Payment", "sentence": 2, "quote": "Skippers take $90 a head", "modality": "asserted",
    "polarity": "affirmed", "slots": [{"slot": "kind", "values": ["fare"]}, {"slot": "low", "values": ["90"]}],
    "attribution": [], "notes": [], "exclusive": [],
}  # fmt: skip


def text(*claims: object) -> str:
    return json.dumps({"claims": list(claims)})


WHOLE = [
    ("malformed-answer", "Sorry, I cannot do that."),
    ("malformed-answer", ""),
    ("malformed-answer", "null"),
    ("malformed-answer", "[]"),
    ("malformed-answer", '{"claims": {}}'),
    ("malformed-answer", '{"status": "obeyed"}'),
    ("malformed-answer", '{"claims": [NaN]}'),
    ("malformed-answer", '{"claims": []} and one word more }'),
    ("truncated-answer", text(CLAIM)[:-20]),
    ("truncated-answer", "```json\n" + text(CLAIM)[:-9]),
    ("malformed-answer", "[" * 100_000),
]

ONE = [
    {**CLAIM, "type": 7},
    {**CLAIM, "quote": None},
    {**CLAIM, "quote": " "},
    {**CLAIM, "sentence": "two"},
    {**CLAIM, "sentence": True},
    {**CLAIM, "notes": ["3"]},
    {**CLAIM, "attribution": "ILO"},
    {**CLAIM, "modality": 1},
    {**CLAIM, "slots": "none"},
    {**CLAIM, "slots": [{"values": ["90"]}]},
    {**CLAIM, "slots": [{"slot": "low", "values": "90"}]},
    {**CLAIM, "slots": [{"slot": "low", "values": ["1,200"]}]},
    {**CLAIM, "slots": [{"slot": "low", "values": ["many"]}]},
    {**CLAIM, "slots": [{"slot": "low", "values": [True]}]},
    {**CLAIM, "slots": {"low": 10**20}},
    {**CLAIM, "slots": [{"slot": "kind", "values": [3]}]},
    {**CLAIM, "slots": [{"slot": "kind", "values": [""]}]},
    {**CLAIM, "slots": [CLAIM["slots"][0], CLAIM["slots"][0]]},
    "a claim",
    None,
]


@pytest.mark.parametrize(("reason", "given_text"), WHOLE)
def test_answer_that_is_none_is_counted_whole(reason: str, given_text: str) -> None:
    proposed, faulty = parse(given_text)
    assert proposed == []
    assert [f.reason for f in faulty] == [reason]


@pytest.mark.parametrize("claim", ONE)
def test_claim_of_the_wrong_kind_is_counted_and_the_others_stay(claim: object) -> None:
    proposed, faulty = parse(text(CLAIM, claim, CLAIM))
    assert len(proposed) == 2
    assert [f.reason for f in faulty] == ["malformed-claim"]
    assert faulty[0].detail.startswith("claim 2: ")


def test_infinite_figure_is_malformed() -> None:
    faulty = parse(text(CLAIM).replace('["90"]', "[1e999]"))[1]
    assert [f.reason for f in faulty] == ["malformed-claim"]


@pytest.mark.parametrize("wrapped", ["{}", "```json\n{}\n```", "```\n{}\n```\n", "\n {} \n"])
def test_fence_around_an_answer_is_taken_off(wrapped: str) -> None:
    proposed, faulty = parse(wrapped.replace("{}", text(CLAIM)))
    assert (len(proposed), faulty) == (1, [])


def test_both_forms_of_slots_say_the_same() -> None:
    bare = {**CLAIM, "slots": {"kind": ["fare"], "low": 90}}
    assert parse(text(bare)) == parse(text(CLAIM))


def test_values_of_an_unknown_slot_are_left_to_the_gate() -> None:
    ((claim,), _) = parse(text({**CLAIM, "slots": {"mood": [3, "low"]}}))
    assert dict(claim.slots) == {"mood": ("3", "low")}


def test_figures_become_numbers_and_words_stay_words() -> None:
    ((claim,), _) = parse(text(CLAIM))
    assert dict(claim.slots) == {"kind": ("fare",), "low": (90,)}


def test_endless_answer_is_cut_off() -> None:
    proposed, faulty = parse(text(*[CLAIM] * 700))
    assert (len(proposed), [f.reason for f in faulty]) == (500, ["malformed-answer"])


def test_schema_keeps_to_what_every_endpoint_enforces() -> None:
    """Strict schemas need every property required, nothing besides, and neither unions nor references."""
    waiting: list[Any] = [answer_schema()]
    while waiting:
        node = waiting.pop()
        assert isinstance(node["type"], str)
        assert set(node) <= {"type", "properties", "required", "additionalProperties", "items", "enum"}
        if node["type"] == "object":
            assert (node["required"], node["additionalProperties"]) == (list(node["properties"]), False)
            waiting += node["properties"].values()
        if node["type"] == "array":
            waiting.append(node["items"])


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
NAMES = st.sampled_from([*CLAIM, "claims", "slot", "values"])
VALUES = st.recursive(SCALARS, lambda v: st.lists(v, max_size=3) | st.dictionaries(NAMES, v, max_size=6), max_leaves=12)


@settings(deadline=None)
@given(VALUES)
def test_no_answer_of_any_kind_stops_the_reading(value: Any) -> None:
    for shape in (value, {"claims": value}, {"claims": [value]}, {"claims": [{**CLAIM, "slots": value}]}):
        proposed, faulty = parse(json.dumps(shape))
        assert all(f.reason in ("malformed-answer", "malformed-claim", "truncated-answer") for f in faulty)
        assert proposed or faulty or shape["claims"] == []
