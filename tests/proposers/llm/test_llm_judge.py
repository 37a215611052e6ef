"""What of a model's answer reaches the graph, and what is counted instead."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kg.claims.model import How
from kg.document import Document
from kg.proposers.llm.parts import part, parts
from kg.proposers.llm.propose import Conversation
from tests.proposers.llm.conftest import answer

STOCK = {"origin": ["NP"], "destination": ["IN"], "low": 60000, "high": 60000, "unit": ["persons"], "year": [2017]}
QUOTE = "some 60,000 Nepali brick workers crossed into India for the season"
AGREEMENT = {"parties": ["NP", "IN"], "status": ["absent"]}
TWICE = "Nepal has no agreement on labor migration with India"

# Reason, section, and what an answer says.
FAULTS: list[tuple[str, int, dict[str, Any]]] = [
    ("quote-not-found", 1, {"quote": "some 90,000 Nepali brick workers crossed into India"}),
    ("quote-not-found", 1, {"quote": "for the season. Contractors pay each family"}),
    ("ambiguous-quote", 2, {"type": "Agreement", "slots": AGREEMENT, "quote": TWICE, "sentence": None}),
    ("outside-section", 2, {"quote": QUOTE}),
    ("figure-not-read", 1, {"slots": {**STOCK, "high": 61000}}),
    ("low-above-high", 1, {"slots": {**STOCK, "low": 60000, "high": 2017}}),
    ("actor-not-in-text", 1, {"slots": {**STOCK, "destination": ["QA"]}}),
    ("actor-not-in-text", 1, {"slots": {**STOCK, "destination": ["ZZ"]}}),
    ("actor-not-in-text", 1, {"slots": {**STOCK, "origin": ["Harbour Watch"]}}),
    ("year-not-in-text", 1, {"slots": {**STOCK, "year": [2016]}}),
    ("speaker-not-in-text", 1, {"attribution": ["World Bank"]}),
    ("note-not-in-sentence", 1, {"notes": [2]}),
    ("unknown-note", 1, {"notes": [9]}),
    ("unknown-type", 1, {"type": "Rumour"}),
    ("unknown-slot", 1, {"slots": {**STOCK, "mood": ["low"]}}),
    ("unknown-value", 1, {"slots": {**STOCK, "unit": ["souls"]}}),
    ("unknown-value", 1, {"modality": "certain"}),
    ("unknown-value", 2, {"type": "Agreement", "slots": AGREEMENT, "quote": TWICE, "sentence": 4, "exclusive": ["PK"]}),
    ("empty", 1, {"slots": {}}),
    ("malformed-claim", 1, {"slots": {**STOCK, "low": "sixty thousand"}}),
]  # fmt: skip


def given(**changed: Any) -> str:
    return json.dumps({"claims": [{"type": "MigrantStock", "sentence": 1, "quote": QUOTE, "slots": STOCK, **changed}]})


@pytest.mark.parametrize(("reason", "section", "changed"), FAULTS)
def test_fault_is_rejected_and_counted(kilns: Document, reason: str, section: int, changed: dict[str, Any]) -> None:
    passage = Conversation(kilns, "m").judged(part(kilns, section), given(**changed))
    assert passage.claims == ()
    assert passage.reasons() == {reason: 1}
    assert passage.rejected[0].detail


def test_sound_claim_passes_with_its_values_tied_to_their_words(kilns: Document) -> None:
    (claim,) = Conversation(kilns, "bricks").judged(part(kilns, 1), given(notes=[1])).claims
    assert (claim.proposer, claim.basis, claim.notes) == ("llm", "bricks", (1,))
    assert kilns.text[claim.span.start : claim.span.end] == QUOTE
    words = {n: kilns.text[v.span.start : v.span.end] for n, (v,) in claim.slots.items() if v.span}
    assert (words["low"], words["year"], words["origin"]) == ("some 60,000", "2017", "Nepali")
    assert all(v.how is How.STATED for n in ("low", "year", "origin") for v in claim.slots[n])


@pytest.mark.parametrize("sentence", [4, 6])
def test_quote_that_stands_twice_is_placed_by_its_sentence(kilns: Document, sentence: int) -> None:
    text = given(type="Agreement", slots=AGREEMENT, quote=TWICE, sentence=sentence)
    (claim,) = Conversation(kilns, "m").judged(part(kilns, 2), text).claims
    assert claim.span.start == (kilns.text.index(TWICE) if sentence == 4 else kilns.text.rindex("Nepal has"))


def test_same_claim_twice_is_a_duplicate(kilns: Document) -> None:
    one = json.loads(given())["claims"][0]
    passage = Conversation(kilns, "m").judged(part(kilns, 1), json.dumps({"claims": [one, one]}))
    assert (len(passage.claims), passage.reasons()) == (1, {"duplicate": 1})


def test_answer_that_obeyed_the_report_leaves_only_what_the_report_says(ferries: Document) -> None:
    (whole,) = parts(ferries)
    passage = Conversation(ferries, "m").judged(whole, answer("ferries-obeyed"))
    assert [c.values("destination") for c in passage.claims] == [("DJ",)]
    assert passage.reasons() == {"malformed-claim": 1, "quote-not-found": 1, "unknown-type": 1}


@pytest.mark.parametrize("obeyed", ["My instructions: You read a passage", '{"done": true}', '{"claims": "none"}'])
def test_answer_in_another_form_gives_nothing(ferries: Document, obeyed: str) -> None:
    (whole,) = parts(ferries)
    passage = Conversation(ferries, "m").judged(whole, obeyed)
    assert (passage.claims, passage.reasons()) == ((), {"malformed-answer": 1})


def test_second_request_asks_about_what_nothing_accounts_for(kilns: Document) -> None:
    talk = Conversation(kilns, "m")
    first = part(kilns, 1)
    asked = talk.second(first, talk.judged(first, answer("kilns-1")))
    assert asked is not None
    lines = asked.user.splitlines()
    assert any(x.startswith("[2] the figure “5,000 to 8,000 rupees” is in no claim") for x in lines)
    assert not any(x.startswith(("[1] the figure", "[3] the figure")) for x in lines)
    assert asked.turn == 2


def test_second_request_names_what_is_filed_in_the_same_sentence(kilns: Document) -> None:
    talk = Conversation(kilns, "m")
    first = part(kilns, 1)
    without_year = given(slots={n: v for n, v in STOCK.items() if n != "year"})
    asked = talk.second(first, talk.judged(first, without_year))
    assert asked is not None
    assert "[1] the figure “2017” is in no claim" in asked.user
    assert '[1] MigrantStock {"destination": ["IN"]' in asked.user


def test_second_answer_adds_and_repeats_nothing(kilns: Document) -> None:
    talk = Conversation(kilns, "m")
    first = part(kilns, 1)
    so_far = talk.judged(first, answer("kilns-1"))
    both = talk.judged_again(first, so_far, answer("kilns-1-second"))
    assert [c.type for c in both.claims] == ["MigrantStock", "Payment", "Indicator"]
    assert both.reasons() == {"figure-not-read": 1, "not-asked": 1, "quote-not-found": 1}


def test_fact_that_the_second_answer_tells_again_is_repeated(kilns: Document) -> None:
    talk = Conversation(kilns, "m")
    first = part(kilns, 1)
    so_far = talk.judged(first, given(slots={n: v for n, v in STOCK.items() if n != "year"}))
    again = talk.judged_again(first, so_far, given(quote="some 60,000 Nepali brick workers"))
    assert (len(again.claims), again.reasons()) == (1, {"repeated": 1})
