"""The gate: what passes, what is rejected and why, and what each value rests on."""

from __future__ import annotations

from typing import Any

import pytest

from kg.claims.gate import Gate
from kg.claims.model import How, Span
from kg.claims.schema import schema
from kg.lexicon import lexicon
from tests import made

STOCK = {"origin": ["NP"], "destination": ["QA"], "unit": ["persons"]}
QUOTE = "About 400,000 Nepali workers lived in Qatar in 2015"

REJECTED: list[tuple[str, str, str, dict[str, Any]]] = [
    ("figure-not-read", "MigrantStock", QUOTE, {**STOCK, "low": 500000}),
    ("figure-not-read", "MigrantStock", "between 350,000 and 380,000 did", {**STOCK, "low": 400000}),
    ("low-above-high", "MigrantStock", "between 350,000 and 380,000 did", {**STOCK, "low": 380000, "high": 350000}),
    ("unknown-value", "MigrantStock", QUOTE, {**STOCK, "unit": ["souls"]}),
    ("unknown-value", "MigrantStock", QUOTE, {**STOCK, "low": "many"}),
    ("unknown-value", "MigrantStock", QUOTE, {**STOCK, "year": [2015, 18]}),
    ("unknown-value", "MigrantStock", QUOTE, {**STOCK, "year": [20155]}),
    ("unknown-value", "MigrantStock", QUOTE, {**STOCK, "year": [2015.5]}),
    ("several-figures", "MigrantStock", "between 350,000 and 380,000 did", {**STOCK, "low": [350000, 999999]}),
    ("several-figures", "MigrantStock", "between 350,000 and 380,000 did", {**STOCK, "high": [380000, 350000]}),
    ("unknown-value", "Payment", "Agents take a fee of $1,200", {"kind": ["fee"], "currency": ["dollars"]}),
    ("unknown-slot", "MigrantStock", QUOTE, {**STOCK, "mood": ["low"]}),
    ("unknown-type", "Rumour", QUOTE, STOCK),
    ("empty", "MigrantStock", QUOTE, {}),
]  # fmt: skip


def gate(doc: made.Document) -> Gate:
    return Gate(doc, schema(), lexicon())


@pytest.mark.parametrize(("reason", "kind", "quote", "slots"), REJECTED)
def test_faulty_claim_is_rejected_with_its_reason(reason: str, kind: str, quote: str, slots: dict[str, Any]) -> None:
    doc = made.document()
    passage = gate(doc).admit([made.claim(doc, kind, quote, slots)])
    assert passage.reasons() == {reason: 1}
    assert passage.claims == ()


def test_own_claims_all_pass() -> None:
    doc = made.document()
    passage = gate(doc).admit(made.claims(doc))
    assert len(passage.claims) == 6
    assert passage.rejected == ()


def test_span_over_two_sentences_is_no_evidence() -> None:
    doc = made.document()
    whole = made.claim(doc, "MigrantStock", "lived in Qatar in 2015.[^1] According to the ILO", STOCK)
    assert gate(doc).admit([whole]).reasons() == {"no-evidence": 1}


def test_span_outside_the_text_is_no_evidence() -> None:
    doc = made.document()
    from dataclasses import replace

    far = replace(made.claim(doc, "MigrantStock", QUOTE, STOCK), span=Span(10**6, 10**6 + 5))
    assert gate(doc).admit([far]).reasons() == {"no-evidence": 1}


def test_claim_may_rest_on_a_note() -> None:
    doc = made.document()
    spoken = made.claim(
        doc, "Relation", "Interview with Bishnu Rai", {"agent": ["Bishnu Rai"], "relation": ["assists"]}
    )
    assert len(gate(doc).admit([spoken]).claims) == 1


def test_same_claim_twice_passes_once_and_is_counted() -> None:
    doc = made.document()
    passage = gate(doc).admit(made.claims(doc) * 2)
    assert len(passage.claims) == 6
    assert passage.reasons() == {"duplicate": 6}


def test_two_speakers_of_one_figure_are_two_claims_in_any_order() -> None:
    doc = made.document()
    both = [made.claim(doc, "MigrantStock", QUOTE, STOCK, attribution=[voice]) for voice in ("ILO", "IOM")]
    passed = gate(doc).admit(both).claims
    assert {c.attribution for c in passed} == {("ILO",), ("IOM",)}
    assert gate(doc).admit(reversed(both)).claims == passed


def test_note_that_the_document_lacks_is_rejected() -> None:
    doc = made.document()
    claim = made.claim(doc, "MigrantStock", QUOTE, STOCK, notes=[99])
    assert gate(doc).admit([claim]).reasons() == {"unknown-note": 1}


def test_only_statement_about_no_party_is_rejected() -> None:
    doc = made.document()
    slots = {"parties": ["NP", "LB"], "status": ["in-force"]}
    claim = made.claim(doc, "Agreement", "Nepal has no agreement with Lebanon", slots, exclusive=["QA"])
    assert gate(doc).admit([claim]).reasons() == {"unknown-value": 1}


def test_value_in_the_sentence_is_stated_with_its_words() -> None:
    doc = made.document()
    (first, *_) = gate(doc).admit(made.claims(doc)).claims
    (origin,) = first.slots["origin"]
    assert origin.how is How.STATED
    assert origin.span is not None
    assert doc.text[origin.span.start : origin.span.end] == "Nepali"


def test_value_from_the_sentence_before_is_inherited_with_its_words() -> None:
    doc = made.document()
    second = next(c for c in gate(doc).admit(made.claims(doc)).claims if c.number("low") == 350000)
    (destination,) = second.slots["destination"]
    assert destination.how is How.INHERITED
    assert destination.span is not None
    assert doc.text[destination.span.start : destination.span.end] == "Qatar"


def test_value_that_stands_nowhere_is_inferred() -> None:
    doc = made.document()
    odd = made.claim(doc, "MigrantStock", QUOTE, {**STOCK, "destination": ["BR"]})
    (passed,) = gate(doc).admit([odd]).claims
    assert passed.slots["destination"][0].how is How.INFERRED


def test_a_rank_told_without_a_figure_is_read_from_its_words() -> None:
    doc = made.document("Kenya and Togo deport more nurses than any other state.\n")
    quote = "Kenya and Togo deport more nurses than any other state"
    slots = {"subject": ["KE", "TG"], "measure": ["deport nurses"], "low": 1, "high": 1, "unit": ["rank"]}
    assert len(gate(doc).admit([made.claim(doc, "Indicator", quote, slots)]).claims) == 1


def test_a_value_is_stated_by_whole_words_alone() -> None:
    doc = made.document("# Works\n\nThe ILO works in Kyrgyzstan. It runs a pilot project for women who left.\n")
    slots = {"agent": ["ILO"], "relation": ["assists"], "patient": ["men"]}
    (passed,) = gate(doc).admit([made.claim(doc, "Relation", "It runs a pilot project for women", slots)]).claims
    (agent,), (patient,) = passed.slots["agent"], passed.slots["patient"]
    assert agent.how is How.INHERITED
    assert patient.how is How.PARAPHRASED


def test_letters_that_grow_when_made_small_move_no_words() -> None:
    doc = made.document("# Arrests\n\nPolice in İzmir and İstanbul arrested local smugglers.\n")
    slots = {"agent": ["police"], "relation": ["controls"], "patient": ["local smugglers"]}
    (passed,) = gate(doc).admit([made.claim(doc, "Relation", "arrested local smugglers", slots)]).claims
    span = passed.slots["patient"][0].span
    assert span is not None
    assert doc.text[span.start : span.end] == "local smugglers"


def test_nothing_is_inherited_over_the_border_of_a_section() -> None:
    doc = made.document("# Gulf\n\n## Deals\n\nNepal signed with Qatar.\n\n## Money\n\nTransfers rose to $5 billion.\n")
    slots = {"receiver": ["QA"], "low": 5000000000, "high": 5000000000, "currency": ["USD"]}
    (passed,) = gate(doc).admit([made.claim(doc, "Remittance", "Transfers rose to $5 billion", slots)]).claims
    assert passed.slots["receiver"][0].how is How.INFERRED


def test_a_year_close_to_the_written_one_is_not_read() -> None:
    doc = made.document("# Offices\n\nIOM opened its office in Almaty in 2009.\n")
    slots = {"organisation": ["IOM"], "kind": ["iom-office"], "place": ["Almaty"], "since": 2001}
    passage = gate(doc).admit([made.claim(doc, "Presence", "IOM opened its office in Almaty", slots)])
    assert passage.reasons() == {"figure-not-read": 1}
