"""Items: what there is to judge, chosen by type, state and score, and as JSON for a page."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kg.build import Reading
from kg.review.items import UNREAD, Choice, State, as_json, review
from kg.review.log import Log
from tests.review import desk

SCORES = (0.7, 0.9, None, 0.6)


def scored() -> Reading:
    reading = desk.reading()
    claims = tuple(replace(c, score=s) for c, s in zip(reading.passage.claims, SCORES, strict=True))
    return replace(reading, passage=replace(reading.passage, claims=claims))


@pytest.mark.parametrize(
    ("choice", "types"),
    [
        (Choice(), ["MigrantStock", "Agreement", "Payment", "Relation"]),
        (Choice(types=frozenset({"Payment"})), ["Payment"]),
        (Choice(states=UNREAD), ["Agreement", "Payment", "Relation"]),
        (Choice(states=frozenset({State.ACCEPTED})), ["MigrantStock"]),
        (Choice(least=0.65), ["MigrantStock", "Agreement"]),
        (Choice(most=0.65), ["Relation"]),
        (Choice(low_first=True), ["Relation", "MigrantStock", "Agreement", "Payment"]),
    ],
)
def test_what_a_choice_takes(choice: Choice, types: list[str]) -> None:
    found = review(scored(), Log(tuple(desk.judgements("a"))))
    assert [i.said.type for i in choice.of(found.items)] == types


def test_the_json_of_a_review_holds_what_a_page_needs() -> None:
    reading = desk.reading(desk.document(desk.text(*desk.PARAGRAPHS[:2])))
    found = desk.under(reading, *desk.judgements("a", "n", "n", "r"))
    record = json.loads(json.dumps(as_json(found, found.items)))
    assert record["states"] == {"open": 2, "stale": 0, "accepted": 1, "rejected": 0, "corrected": 0, "added": 0}
    assert record["judgements"] == {"kept": 1, "stale": 0, "orphaned": 1}
    assert [o["standing"] for o in record["orphaned"]] == ["orphaned"]
    first = record["items"][0]
    assert first["sentence"][first["quote_start"] : first["quote_end"]] == first["quote"]
    assert reading.document.text[first["start"] : first["end"]] == first["quote"]
    assert first["judgement"]["verdict"] == "accept"
    assert record["items"][1]["judgement"] is None


def test_every_claim_is_an_item() -> None:
    reading = desk.reading()
    assert {i.claim.id for i in desk.under(reading).items if i.claim} == {c.id for c in reading.passage.claims}
