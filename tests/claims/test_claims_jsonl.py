"""Claims as JSON Lines."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kg.claims.jsonl import dumps, from_json, to_json
from kg.errors import UserError
from tests import made


def test_what_is_written_reads_back_the_same() -> None:
    doc = made.document()
    for claim in made.claims(doc):
        again = from_json(json.loads(dumps([claim])), doc.id, "line 1")
        assert to_json(again) == to_json(claim)


def test_id_depends_on_place_and_content_alone() -> None:
    doc = made.document()
    assert [c.id for c in made.claims(doc)] == [c.id for c in made.claims(doc)]
    assert len({c.id for c in made.claims(doc)}) == 6


def test_slots_in_other_order_give_the_same_id() -> None:
    doc = made.document()
    slots: dict[str, Any] = {"parties": ["NP", "LB"], "status": ["absent"]}
    turned = dict(reversed(slots.items()))
    quote = "Nepal has no agreement with Lebanon"
    assert made.claim(doc, "Agreement", quote, slots).id == made.claim(doc, "Agreement", quote, turned).id


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"type": "Law"},
        {"type": "Law", "start": 5, "end": 2, "slots": {}},
        {"type": "Law", "start": "x", "end": 2, "slots": {}},
        {"type": "Law", "start": 0, "end": 2, "slots": []},
    ],
)
def test_what_is_no_claim_is_refused_in_one_line(record: dict[str, Any]) -> None:
    with pytest.raises(UserError, match=r"claims\.jsonl:7: not a claim") as raised:
        from_json(record, "doc", "claims.jsonl:7")
    assert "\n" not in str(raised.value)
