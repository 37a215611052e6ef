"""A small report of our own with its claims, for tests of the gate, the graph and the exports."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable, Iterable
from typing import Any

from kg.build import Reading, assemble
from kg.claims.gate import Gate
from kg.claims.jsonl import from_json
from kg.claims.model import Claim
from kg.claims.schema import schema
from kg.document import Document, read_text
from kg.graph.documents_rdf import Bibliography
from kg.graph.sources import note_sources
from kg.graph.store import Graph
from kg.lexicon import lexicon

REPORT = """# Leaving the hills

## Workers

About 400,000 Nepali workers lived in Qatar in 2015.[^1] According to the ILO, between 350,000 and 380,000 did.[^2]

Nepal signed an agreement on labor migration with Qatar. Nepal has no agreement with Lebanon. The embassy of Nepal
refuses to help stranded cooks. Agents take a fee of $1,200 from each worker.[^3]

## Notes

[^1]: Asha Gurung, “Counting the Departed”, Kathmandu Quarterly, 2016, p. 4.
[^2]: Interview with Bishnu Rai, Doha, March 2016.
[^3]: Gurung, 2016.
"""


def document(text: str = REPORT, name: str = "hills.md") -> Document:
    return read_text(text, name, "markdown")


def claim(doc: Document, kind: str, quote: str, slots: dict[str, Any], **more: Any) -> Claim:
    """A claim whose span is where the quote stands in the document."""
    start = doc.text.index(quote)
    record = {"type": kind, "start": start, "end": start + len(quote), "slots": slots, **more}
    return from_json(record, doc.id, "made")


def claims(doc: Document) -> list[Claim]:
    stock = {"origin": ["NP"], "destination": ["QA"], "unit": ["persons"], "year": [2015]}
    return [
        claim(doc, "MigrantStock", "About 400,000 Nepali workers lived in Qatar in 2015",
              {**stock, "low": 400000, "high": 400000}, modality="estimated", notes=[1]),
        claim(doc, "MigrantStock", "between 350,000 and 380,000 did",
              {**stock, "low": 350000, "high": 380000}, attribution=["ILO"], notes=[2]),
        claim(doc, "Agreement", "Nepal signed an agreement on labor migration with Qatar",
              {"parties": ["NP", "QA"], "subject": ["labor migration"], "status": ["in-force"]}),
        claim(doc, "Agreement", "Nepal has no agreement with Lebanon",
              {"parties": ["NP", "LB"], "status": ["absent"]}),
        claim(doc, "Relation", "refuses to help stranded cooks",
              {"agent": ["embassy of Nepal"], "relation": ["refuses"], "patient": ["stranded cooks"]}),
        claim(doc, "Payment", "Agents take a fee of $1,200 from each worker",
              {"kind": ["fee"], "payer": ["workers"], "payee": ["agents"], "low": 1200, "high": 1200,
               "currency": ["USD"], "per": ["worker"]}, notes=[3]),
    ]  # fmt: skip


def reading(doc: Document | None = None, some: Iterable[Claim] | None = None) -> Reading:
    doc = doc or document()
    passage = Gate(doc, schema(), lexicon()).admit(claims(doc) if some is None else some)
    known = Bibliography(title="Leaving the hills", authors=("Asha Gurung",), year=2016)
    return Reading(doc, known, passage, note_sources(doc.notes))


def graph() -> Graph:
    return assemble([reading()])


def calls(function: Callable[[], object]) -> int:
    """How many calls a function makes, its own and all below: work that no other load of the machine changes."""
    profile = cProfile.Profile()
    profile.runcall(function)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]
