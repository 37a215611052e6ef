"""A judgement: what somebody said of a proposed claim, and the words by which its place is found again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kg import iri
from kg.claims.jsonl import slots_of
from kg.claims.model import ELSEWHERE, Claim, How, Span, Value, claim_id, freeze, plain_slots
from kg.errors import UserError


class Verdict(StrEnum):
    """What was said: of a proposed claim, or of one that nobody had proposed (`add`)."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Statement:
    """What a claim says, apart from where it stands and who proposed it; `slots` as the guide writes them.

    `notes` is None where a reviewer named none: then those of the proposal, else that of the sentence count.
    """

    type: str
    slots: Mapping[str, Value | list[Value]]
    modality: str = "asserted"
    polarity: str = "affirmed"
    attribution: tuple[str, ...] = ()
    exclusive: tuple[str, ...] = ()
    notes: tuple[int, ...] | None = None

    @property
    def said(self) -> str:
        """The same words for the same statement; the order of values and the numbers of notes are left out."""
        return json.dumps(
            [self.type, self.values(), self.modality, self.polarity, sorted(self.attribution), sorted(self.exclusive)],
            ensure_ascii=False,
        )

    def values(self) -> dict[str, list[str]]:
        """Values of each slot as text, in an order that does not depend on that in which they were found."""
        return {name: sorted(map(_plain, _list(value))) for name, value in sorted(self.slots.items())}

    def claim(self, document: str, span: Span, notes: tuple[int, ...], basis: str, anchor: str) -> Claim:
        """The statement as a reviewed claim of a document."""
        slots = freeze(slots_of(self.slots, How.INFERRED, "reviewer"))
        return Claim(
            id=claim_id(document, span, self.type, slots, self.polarity, self.modality, self.attribution),
            type=self.type, document=document, span=span, slots=slots, modality=self.modality, polarity=self.polarity,
            attribution=self.attribution, notes=notes if self.notes is None else self.notes, proposer="reviewed",
            basis=basis, anchor=anchor, exclusive=self.exclusive,
        )  # fmt: skip

    def plain(self) -> dict[str, Any]:
        """As JSON; what says nothing is left out."""
        record: dict[str, Any] = {"type": self.type, "slots": dict(self.slots)}
        record |= {"modality": self.modality, "polarity": self.polarity, "attribution": list(self.attribution)}
        if self.exclusive:
            record["exclusive"] = list(self.exclusive)
        if self.notes is not None:
            record["notes"] = list(self.notes)
        return record


def statement_of(claim: Claim) -> Statement:
    """What a claim says; its notes belong to its place."""
    return Statement(
        claim.type, plain_slots(claim.slots), claim.modality, claim.polarity, claim.attribution, claim.exclusive
    )


def not_stated(claim: Claim) -> tuple[str, ...]:
    """Slots with a value that the claim's own sentence does not carry."""
    return tuple(sorted(n for n, found in claim.slots.items() if any(v.how in ELSEWHERE for v in found)))


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a text by which a place is found again: the quote, its sentence, and what stands around it.

    `nth`: which of the equal quotes in the sentence, from 1. `before`, `after`: words of the same paragraph.
    `copy` of `copies`: which of the equal sentences of the text.
    """

    quote: str
    sentence: str
    nth: int = 1
    before: str = ""
    after: str = ""
    copy: int = 1
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line of a review file.

    `claim` is what had been proposed (None where nothing had), `becomes` what the reviewer says instead.
    `anchor` are the words that carry the claim, `anchor_nth` which of the equal ones in the quote.
    `not_stated` names the slots of the proposal whose values came from elsewhere than its sentence.
    `proposer`, `version` and `score` tell whose proposal was judged. `replaces` names judgements on other
    states of the text or of the proposal that this one takes the place of.
    """

    verdict: Verdict
    place: Quoted
    claim: Statement | None = None
    becomes: Statement | None = None
    anchor: str = ""
    anchor_nth: int = 1
    not_stated: tuple[str, ...] = ()
    proposer: str = ""
    version: str = ""
    score: float | None = None
    reviewer: str = ""
    remark: str = ""
    replaces: tuple[str, ...] = ()

    @property
    def subject(self) -> Statement:
        """The claim that was judged."""
        found = self.claim or self.becomes
        assert found is not None
        return found

    @property
    def holds(self) -> Statement | None:
        """What is claimed after the judgement; None after a rejection."""
        return None if self.verdict is Verdict.REJECT else self.becomes or self.claim

    @property
    def key(self) -> str:
        """Names what was judged, by quote with context and by what the claim says: equal in every run."""
        place = self.place
        return iri.digest(
            self.subject.said, place.quote, place.sentence, place.before, place.after, f"{place.nth}.{place.copy}"
        )


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Takes the last judgement on a key back; what stood before it stands again."""

    key: str
    reviewer: str = ""


Entry = Judgement | Withdrawal


def to_json(entry: Entry) -> dict[str, Any]:
    """One entry as the review file writes it."""
    if isinstance(entry, Withdrawal):
        return _filled({"verdict": "withdraw", "key": entry.key, "reviewer": entry.reviewer})
    place = entry.place
    return _filled(
        {
            "verdict": entry.verdict.value,
            "key": entry.key,
            "quote": place.quote,
            "nth": place.nth,
            "sentence": place.sentence,
            "before": place.before,
            "after": place.after,
            "copy": place.copy,
            "copies": place.copies,
            "claim": entry.claim.plain() if entry.claim else None,
            "becomes": entry.becomes.plain() if entry.becomes else None,
            "anchor": entry.anchor,
            "anchor_nth": entry.anchor_nth,
            "not_stated": list(entry.not_stated),
            "proposer": entry.proposer,
            "version": entry.version,
            "score": entry.score,
            "reviewer": entry.reviewer,
            "remark": entry.remark,
            "replaces": list(entry.replaces),
        }
    )


def from_json(record: Mapping[str, Any], where: str) -> Entry:
    """An entry from its JSON form.

    Raises:
        UserError: a key is missing or holds the wrong kind of value.
    """
    try:
        if record["verdict"] == "withdraw":
            return Withdrawal(str(record["key"]), str(record.get("reviewer", "")))
        entry = _judgement(record)
        if entry.claim is None and entry.becomes is None:
            raise ValueError("neither claim nor becomes")
        to_json(entry)  # values of a wrong kind show here
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(f"{where}: not a judgement ({type(error).__name__}: {error}); see docs/review.md") from error
    return entry


def _judgement(record: Mapping[str, Any]) -> Judgement:
    place = Quoted(
        str(record["quote"]), str(record["sentence"]), int(record.get("nth", 1)), str(record.get("before", "")),
        str(record.get("after", "")), int(record.get("copy", 1)), int(record.get("copies", 1)),
    )  # fmt: skip
    score = record.get("score")
    return Judgement(
        verdict=Verdict(record["verdict"]),
        place=place,
        claim=_statement(record.get("claim")),
        becomes=_statement(record.get("becomes")),
        anchor=str(record.get("anchor", "")),
        anchor_nth=int(record.get("anchor_nth", 1)),
        not_stated=tuple(map(str, record.get("not_stated", ()))),
        proposer=str(record.get("proposer", "")),
        version=str(record.get("version", "")),
        score=None if score is None else float(score),
        reviewer=str(record.get("reviewer", "")),
        remark=str(record.get("remark", "")),
        replaces=tuple(map(str, record.get("replaces", ()))),
    )


def _statement(record: Mapping[str, Any] | None) -> Statement | None:
    if record is None:
        return None
    notes = record.get("notes")
    return Statement(
        str(record["type"]),
        dict(record["slots"]),
        str(record.get("modality", "asserted")),
        str(record.get("polarity", "affirmed")),
        tuple(map(str, record.get("attribution", ()))),
        tuple(map(str, record.get("exclusive", ()))),
        None if notes is None else tuple(map(int, notes)),
    )


def _filled(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value not in (None, "", [])}


def _list(value: Value | list[Value]) -> list[Value]:
    return value if isinstance(value, list) else [value]


def _plain(value: Value) -> str:
    """A value as text, 400000 like 400000.0."""
    return f"{value:.10g}" if isinstance(value, int | float) else value
