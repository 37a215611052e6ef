"""The reader as a whole, with the shipped weights."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.claims.gate import Gate
from kg.claims.model import Claim, SlotValue, Span
from kg.claims.schema import schema
from kg.document import Document, read_text
from kg.lexicon import lexicon
from kg.proposers.reader import propose
from kg.proposers.reader import propose as reader
from kg.proposers.reader.model import WEIGHTS
from kg.proposers.reader.propose import merged

TEXT = """Nepal

About 400,000 Nepali migrants work in Qatar, according to the World Bank. Recruiters in Kathmandu charge them
up to $1,500. The two governments signed a labor agreement in 2005. In 2016 over 60,000 went to Malaysia, where
police extort them.

Ghana

Remittances reached $2.1 billion in 2013. No law forbids the fees that brokers take from domestic workers.
"""


@pytest.fixture(scope="module")
def document() -> Document:
    return read_text(TEXT, "two.txt")


def test_every_claim_passes_the_gate_with_a_score(document: Document) -> None:
    found = propose(document, lexicon())
    passage = Gate(document, schema(), lexicon()).admit(found)
    assert found
    assert passage.rejected == ()
    assert all(c.score is None or 0 <= c.score <= 1 for c in found)


def test_what_a_state_has_only_with_some_excludes_the_others() -> None:
    """Only frames tell that; what the encoder finds in the same words must not stand in their way."""
    text = "Nepal only has labor agreements with Qatar and Oman."
    found = [c for c in propose(read_text(text, "own.txt"), lexicon()) if c.type == "Agreement"]
    assert [(set(c.values("parties")), c.exclusive) for c in found] == [
        ({"NP", "QA"}, ("NP",)),
        ({"NP", "OM"}, ("NP",)),
    ]


def test_no_nationality_crosses_a_section(document: Document) -> None:
    border = TEXT.index("Ghana")
    for claim in propose(document, lexicon()):
        for found in claim.slots.values():
            for value in found:
                assert value.span is None or (value.span.start < border) == (claim.span.start < border)


def test_the_same_claims_in_every_run_and_for_any_number_of_threads(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = propose(document, lexicon())
    monkeypatch.setattr(sys.modules["kg.proposers.reader.propose"], "THREADS", 1)
    assert propose(document, lexicon()) == first


def test_progress_is_told(document: Document) -> None:
    told: list[tuple[int, int, int]] = []
    reader(document, lexicon(), lambda done, total, claims: told.append((done, total, claims)))
    assert told[-1][0] == told[-1][1] == len(list(document.sentences()))


def test_of_two_claims_on_one_figure_the_first_stands(document: Document) -> None:
    found = propose(document, lexicon())
    assert merged(found, found) == found


@pytest.mark.parametrize(("other", "kept"), [(("NP", "QA"), 1), (("NP",), 1), (("NP", "KW"), 2)])
def test_agreements_of_one_sentence_with_other_parties_are_two(other: tuple[str, ...], kept: int) -> None:
    def agreement(name: str, parties: tuple[str, ...]) -> Claim:
        slots = {"parties": tuple(SlotValue(p) for p in parties)}
        return Claim(id=name, type="Agreement", document="d", span=Span(0, 60), slots=slots)

    assert len(merged([agreement("a", ("NP", "QA"))], [agreement("b", other)])) == kept


def test_the_weights_fit_the_wheel() -> None:
    assert sum(p.stat().st_size for p in Path(WEIGHTS).iterdir()) < 30e6


def test_importing_the_package_loads_no_runtime() -> None:
    code = "import sys, kg; print(sorted({'onnxruntime', 'tokenizers', 'torch', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
