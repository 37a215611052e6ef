"""From the text of an answer to claims past the gate, and every fault of it by reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kg.claims.gate import Gate, Passage, Rejection
from kg.claims.model import Claim, How, SlotValue, claim_id, freeze
from kg.document import Document
from kg.proposers.llm.answer import Proposed, parse
from kg.proposers.llm.parts import Part
from kg.proposers.llm.quotes import Missing, locate


def judge(
    gate: Gate, document: Document, part: Part, model: str, text: str, asked: Collection[int] | None = None
) -> Passage:
    """The claims of one answer that pass, and what does not. `asked` are the sentences that were asked about."""
    proposed, faulty = parse(text)
    refused = [Rejection(None, f.reason, f.detail) for f in faulty]
    claims = []
    for one in proposed:
        made = _claim(document, part, model, one, asked)
        if isinstance(made, Missing):
            refused.append(Rejection(None, made.reason, f"{one.type}: {made.detail}"))
        else:
            claims.append(made)
    return gate.admit(claims, refused)


def together(first: Passage, second: Passage) -> Passage:
    """Two answers to one part; what the second says again is counted as repeated."""
    from kg.proposers.reader.propose import merged

    claims = merged(first.claims, second.claims)
    kept = {c.id for c in claims}
    again = [Rejection(c, "repeated", f"{c.type} was filed before") for c in second.claims if c.id not in kept]
    return Passage(claims, (*first.rejected, *second.rejected, *again))


def joined(passages: Iterable[Passage]) -> Passage:
    """The passages of all parts as one, in their order."""
    found = tuple(passages)
    return Passage(tuple(c for p in found for c in p.claims), tuple(r for p in found for r in p.rejected))


def _claim(
    document: Document, part: Part, model: str, one: Proposed, asked: Collection[int] | None
) -> Claim | Missing:
    sentences = part.numbered()
    place = locate(one.quote, one.sentence, sentences)
    if isinstance(place, Missing):
        shown = locate(one.quote, one.sentence, part.shown())
        if place.reason == "quote-not-found" and not (isinstance(shown, Missing) and shown.reason == place.reason):
            return Missing("outside-section", "the quote stands in a sentence that was shown for understanding only")
        return place
    number, span = place
    if asked is not None and number not in asked:
        return Missing("not-asked", f"sentence {number} was not asked about")
    slots = freeze({n: tuple(SlotValue(v, How.INFERRED, rule="llm") for v in vs) for n, vs in one.slots.items()})
    return Claim(
        id=claim_id(document.id, span, one.type, slots, one.polarity, one.modality, one.attribution),
        type=one.type,
        document=document.id,
        span=span,
        slots=slots,
        modality=one.modality,
        polarity=one.polarity,
        attribution=one.attribution,
        notes=one.notes,
        proposer="llm",
        basis=model,
        exclusive=one.exclusive,
    )
