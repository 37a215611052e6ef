"""A small report with proposed claims, and hands that judge them, for the tests of the review."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.build import Reading
from kg.claims.gate import Gate
from kg.claims.jsonl import from_json
from kg.claims.model import Claim, How
from kg.claims.schema import schema
from kg.document import Document, read_text
from kg.graph.documents_rdf import Bibliography
from kg.graph.sources import note_sources
from kg.lexicon import lexicon
from kg.review.apply import notes_of
from kg.review.items import Review, review
from kg.review.log import Log, standing
from kg.review.model import Entry, Judgement
from kg.review.session import Bench, Session, step

PARAGRAPHS = (
    "The harbour town has grown fast. Some 7,000 Nepali masons worked in Malta in 2016. Their letters tell of rain.",
    "Nepal has signed no agreement with Malta. Recruiters take a fee of $900 from each mason before he leaves.",
    "The embassy of Nepal supports stranded masons. It also trains them.",
    "Nothing else was built that winter, and the cranes stood still over the quarry.",
)  # fmt: skip
STOCK = {"origin": ["NP"], "destination": ["MT"], "low": 7000, "high": 7000, "unit": ["persons"], "year": [2016]}
FEE = {"kind": ["fee"], "payer": ["mason"], "payee": ["recruiters"], "low": 900, "high": 900, "currency": ["USD"]}
ABSENT = {"parties": ["NP", "MT"], "status": ["absent"]}
PROPOSALS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("MigrantStock", "Some 7,000 Nepali masons worked in Malta in 2016", "7,000", STOCK),
    ("Agreement", "Nepal has signed no agreement with Malta", "signed", ABSENT),
    ("Payment", "Recruiters take a fee of $900 from each mason", "$900", FEE),
    ("Relation", "embassy of Nepal supports stranded masons", "supports",
     {"agent": ["embassy of Nepal"], "relation": ["supports"], "patient": ["stranded masons"]}),
)  # fmt: skip


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs or PARAGRAPHS) + "\n"


def document(words: str | None = None) -> Document:
    return read_text(text() if words is None else words, "harbour.txt", "plain")


def proposed(doc: Document, kind: str, quote: str, anchor: str, slots: dict[str, Any], **more: Any) -> Claim | None:
    """A claim of the reader where the quote stands in the document; None where it does not."""
    for sentence in doc.sentences():
        at = sentence.text.find(quote)
        if at >= 0:
            span = sentence.source_span(at, at + len(quote))
            record = {"type": kind, "start": span.start, "end": span.end, "slots": slots, "anchor": anchor}
            record |= {"proposer": "reader", "basis": "encoder", "score": 0.7, "notes": notes_of(sentence, span)}
            return from_json({**record, **more}, doc.id, "desk")
    return None


def reading(doc: Document | None = None, *more: Claim, proposals: Any = PROPOSALS) -> Reading:
    """The report, read, with those of its proposals whose quotes stand in it."""
    doc = doc or document()
    claims = [c for p in proposals if (c := proposed(doc, *p)) is not None]
    passage = Gate(doc, schema(), lexicon()).admit([*claims, *more])
    return Reading(doc, Bibliography(), passage, note_sources(doc.notes))


def bench(found: Review, reviewer: str = "ada") -> Bench:
    gate = Gate(found.document, schema(), lexicon())
    return Bench(found.document.id, found.places, gate, schema(), {"reader": "1"}, reviewer)


def under(given: Reading, *entries: Entry) -> Review:
    """A reading with the judgements that stand of some entries."""
    return review(given, Log(standing(entries)))


def judge(found: Review, *commands: str) -> list[Entry]:
    """What is written when somebody gives these commands; none may be refused."""
    session, hands = Session(found.items), bench(found)
    entries = []
    for line in commands:
        turn = step(session, line, hands)
        assert not turn.refused, turn.told
        session = turn.session
        if turn.entry is not None:
            entries.append(turn.entry)
    return entries


def judgements(*commands: str) -> list[Judgement]:
    """Judgements on the report as it stands."""
    return [e for e in judge(under(reading()), *commands) if isinstance(e, Judgement)]


def other_reader(given: Reading, slots: dict[str, Any] | None = None, kind: str = "Payment") -> Reading:
    """The same reading by another version: other scores and frames and, for one type, other slots."""
    claims = []
    for claim in given.passage.claims:
        new = replace(claim, id="", basis="frame-2", score=0.31)
        record = {"type": claim.type, "start": claim.span.start, "end": claim.span.end, "slots": slots or {}}
        if slots is not None and claim.type == kind:
            more = {"anchor": claim.anchor, "proposer": "reader"}
            new = from_json({**record, **more}, claim.document, "desk")
        claims.append(new)
    named = [replace(c, id=c.id or f"other-{i}") for i, c in enumerate(claims)]
    return replace(given, passage=replace(given.passage, claims=tuple(named)))


def stated(given: Reading) -> Reading:
    """The same reading with values that all stand in the sentences of their claims."""
    claims = tuple(
        replace(c, slots={n: tuple(replace(v, how=How.STATED) for v in found) for n, found in c.slots.items()})
        for c in given.passage.claims
    )
    return replace(given, passage=replace(given.passage, claims=claims))
