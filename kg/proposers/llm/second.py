"""What a first answer seems to have missed: figures that nothing accounts for, and what the reader finds."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.audit import audit
from kg.claims.model import Claim, Span, plain_slots
from kg.document import Document
from kg.proposers.llm.parts import Part

Asked = Mapping[int, Sequence[str]]


def missing(document: Document, part: Part, claims: Sequence[Claim], read: Iterable[Claim]) -> Asked:
    """Sentence → what it seems to say besides `claims`; `read` are the reader's claims of the document.

    A sentence is asked about when a figure of it is unread, or when the reader finds a claim in it and the
    model found none.
    """
    asked: dict[int, list[str]] = defaultdict(list)
    numbers = {s.span: n for n, s in part.numbered()}
    for figure in audit(document, claims).figures:
        sentence = document.sentence_of(figure.span)
        if figure.state == "unread" and sentence is not None and sentence.span in numbers:
            asked[numbers[sentence.span]].append(f"the figure “{figure.text}” is in no claim")
    filed = {number for claim in claims if (number := _number(document, claim, numbers))}
    for claim in read:
        number = _number(document, claim, numbers)
        if number is not None and number not in filed:
            asked[number].append(f"there may be a claim of type {claim.type}")
    return {number: tuple(dict.fromkeys(reasons)) for number, reasons in sorted(asked.items())}


def told(document: Document, part: Part, claims: Iterable[Claim], asked: Asked) -> list[str]:
    """The claims that the sentences asked about have already, one a line."""
    numbers = {s.span: n for n, s in part.numbered()}
    lines = []
    for claim in claims:
        number = _number(document, claim, numbers)
        sentence = document.sentence_of(claim.span)
        if number in asked and sentence is not None:
            slots = json.dumps(plain_slots(claim.slots), ensure_ascii=False)
            lines.append(f"[{number}] {claim.type} {slots}")
    return lines


def _number(document: Document, claim: Claim, numbers: Mapping[Span, int]) -> int | None:
    sentence = document.sentence_of(claim.span)
    return numbers.get(sentence.span) if sentence is not None else None
