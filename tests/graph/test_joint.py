"""Claims of several reports or proposers that say one thing, and those that do not."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from kg.analysis.estimates import estimates
from kg.build import Reading, assemble
from kg.claims.model import Claim
from kg.document import Document
from kg.graph.views import ClaimIndex, ClaimView
from tests import made

FIRST = """About 90,000 Kenyans work in Oman.[^1] Wages are low.

[^1]: Ann Odera, “Kenyans Away”, Nairobi Review, 2014.
"""
SECOND = """Nobody counts the cooks. Today about 90,000 workers from Kenya live in Oman.[^4]

[^4]: Odera, “Kenyans Away”, 2014.
"""
OTHER = "The embassy speaks of about 90,000 Kenyans in Oman, of whom few are cooks.\n"
STOCK = {"origin": ["KE"], "destination": ["OM"], "low": 90000, "high": 90000, "unit": ["persons"]}


def stock(doc: Document, quote: str, more: dict[str, Any] | None = None, **rest: Any) -> Claim:
    return made.claim(doc, "MigrantStock", quote, {**STOCK, **(more or {})}, modality="estimated", **rest)


def first(**rest: Any) -> Reading:
    doc = made.document(FIRST, "first.md")
    return made.reading(doc, [stock(doc, "About 90,000 Kenyans work in Oman", notes=[1], **rest)])


def second(more: dict[str, Any] | None = None, **rest: Any) -> Reading:
    doc = made.document(SECOND, "second.md")
    return made.reading(doc, [stock(doc, "about 90,000 workers from Kenya live in Oman", more, notes=[4], **rest)])


def third() -> Reading:
    doc = made.document(OTHER, "third.md")
    return made.reading(doc, [stock(doc, "about 90,000 Kenyans in Oman", attribution=["Kenyan embassy in Oman"])])


def views(*readings: Reading) -> tuple[ClaimView, ...]:
    return ClaimIndex(assemble(readings)).claims


def test_two_reports_that_say_one_thing_make_one_claim_with_two_places() -> None:
    (claim,) = views(first(), second())
    assert [p.quote for p in claim.places] == [
        "About 90,000 Kenyans work in Oman", "about 90,000 workers from Kenya live in Oman",
    ]  # fmt: skip
    assert [[n.number for n in p.notes] for p in claim.places] == [[1], [4]]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(lambda: second({"high": None}), id="other bounds"),
        pytest.param(lambda: second({"year": [2014]}), id="other period"),
        pytest.param(lambda: second({"status": ["irregular"]}), id="other population"),
        pytest.param(lambda: second(polarity="negated"), id="denied"),
        pytest.param(third, id="other speaker"),
    ],
)
def test_what_differs_in_anything_stays_a_claim_of_its_own(other: Any) -> None:
    assert [len(c.places) for c in views(first(), other())] == [1, 1]


def test_one_thing_said_twice_in_a_report_stays_two_claims() -> None:
    text = FIRST.split("[^1]:")[0].replace("[^1]", "") + "Still, about 90,000 Kenyans work in Oman.\n"
    doc = made.document(text, "twice.md")
    quotes = ("About 90,000 Kenyans work in Oman", "about 90,000 Kenyans work in Oman")
    twice = made.reading(doc, [stock(doc, q) for q in quotes])
    assert [len(c.places) for c in views(twice)] == [1, 1]
    assert sorted(len(c.places) for c in views(twice, second())) == [1, 2]


def test_two_proposers_of_one_place_make_one_claim_with_the_better_score() -> None:
    doc = made.document(FIRST, "first.md")
    long = replace(stock(doc, "About 90,000 Kenyans work in Oman"), proposer="reader", score=0.7)
    short = replace(stock(doc, "90,000 Kenyans work in Oman"), proposer="llm")
    (claim,) = views(made.reading(doc, [long, short]))
    assert claim.proposer == "llm, reader"
    assert claim.score == "0.7"


def test_a_slot_that_one_place_states_is_stated() -> None:
    doc = made.document("Oman is near. About 90,000 Kenyans work there.\n", "near.md")
    near = made.reading(doc, [stock(doc, "About 90,000 Kenyans work there")])
    assert [c.not_stated for c in views(near)] == [("destination",)]
    assert [c.not_stated for c in views(near, second())] == [()]


def test_reports_that_cite_one_work_are_not_independent() -> None:
    rival = second({"low": 40000, "high": 40000})
    doc = rival.document
    text = doc.text.replace("90,000", "40,000")
    doc = made.document(text, "rival.md")
    slots = {**STOCK, "low": 40000, "high": 40000}
    claim = made.claim(doc, "MigrantStock", "about 40,000 workers from Kenya live in Oman", slots, notes=[4])
    (comparison,) = estimates(assemble([first(), made.reading(doc, [claim])]), "KE", "OM")
    (verdict,) = comparison.verdicts
    assert verdict.kind == "conflicts"
    assert not verdict.independent


def test_order_of_reports_changes_no_byte() -> None:
    graphs = {assemble(order).turtle() for order in permutations([first(), second(), third()])}
    assert len(graphs) == 1


def test_a_further_report_leaves_those_before_joined_as_they_were() -> None:
    before, after = views(first(), second()), views(first(), second(), third())
    assert {c.id for c in before} < {c.id for c in after}
    assert [len(c.places) for c in after] == [2, 1]
