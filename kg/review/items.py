"""What there is to judge in a report: each proposed claim with its sentence and what was said of it before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kg.build import Reading
from kg.claims.model import Claim, Span
from kg.document import Document
from kg.review.log import Log
from kg.review.match import Match, Standing, match
from kg.review.model import Statement, Verdict, statement_of
from kg.review.places import Place, Places


class State(StrEnum):
    """Where a claim stands in the review."""

    OPEN = "open"
    STALE = "stale"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"
    ADDED = "added"


UNREAD = frozenset({State.OPEN, State.STALE})
_STATES = {
    Verdict.ACCEPT: State.ACCEPTED,
    Verdict.REJECT: State.REJECTED,
    Verdict.CORRECT: State.CORRECTED,
    Verdict.ADD: State.ADDED,
}


@dataclass(frozen=True, slots=True)
class Item:
    """A claim to judge, or one that was judged. `claim` is None where nothing is proposed (any more)."""

    place: Place
    span: Span
    claim: Claim | None = None
    match: Match | None = None

    @property
    def said(self) -> Statement:
        """What is proposed, or was when it was judged."""
        if self.claim is not None:
            return statement_of(self.claim)
        assert self.match is not None
        return self.match.judgement.subject

    @property
    def stands(self) -> Statement:
        """What is claimed by the judgement that counts; what is proposed where none counts, or it rejects."""
        if self.match is None or self.match.standing is not Standing.KEPT:
            return self.said
        return self.match.judgement.holds or self.said

    @property
    def sayings(self) -> frozenset[str]:
        """What is proposed, and what a reviewer says instead."""
        holds = self.match.judgement.holds if self.match else None
        return frozenset((self.said.said, *([holds.said] if holds else [])))

    @property
    def state(self) -> State:
        if self.match is None:
            return State.OPEN
        return _STATES[self.match.judgement.verdict] if self.match.standing is Standing.KEPT else State.STALE

    @property
    def score(self) -> float | None:
        return self.claim.score if self.claim else None


@dataclass(frozen=True, slots=True)
class Review:
    """A report under review: items in the order of the text, every judgement, and the report's words."""

    document: Document
    places: Places
    items: tuple[Item, ...]
    matches: tuple[Match, ...]
    warnings: tuple[str, ...] = ()

    @property
    def orphans(self) -> tuple[Match, ...]:
        return tuple(m for m in self.matches if m.standing is Standing.ORPHANED)

    def states(self) -> dict[str, int]:
        """How many items are in which state; every state is named."""
        number = Counter(item.state.value for item in self.items)
        return {state.value: number[state.value] for state in State}


def review(reading: Reading, log: Log) -> Review:
    """A reading with its review."""
    places = Places(reading.document)
    claims = reading.passage.claims
    matches = match(log.judgements, claims, places)
    of_claim = {m.claim.id: m for m in matches if m.claim is not None}
    items = [Item(place, c.span, c, of_claim.get(c.id)) for c in claims if (place := places.at(c.span)) is not None]
    items += [Item(m.place, m.span, None, m) for m in matches if m.claim is None and m.place and m.span]
    items.sort(key=lambda i: (i.span, i.said.said))
    return Review(reading.document, places, tuple(items), matches, log.warnings)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which items to show: of these types and states (all when empty), with a score between two bounds."""

    types: frozenset[str] = frozenset()
    states: frozenset[State] = frozenset()
    least: float | None = None
    most: float | None = None
    low_first: bool = False

    def of(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """The items chosen, in the order of the text, or those of which the proposer is least sure first."""
        found = [i for i in items if self._takes(i)]
        if self.low_first:
            found.sort(key=lambda i: (i.score is None, i.score or 0.0))
        return tuple(found)

    def _takes(self, item: Item) -> bool:
        if (self.types and item.said.type not in self.types) or (self.states and item.state not in self.states):
            return False
        if self.least is None and self.most is None:
            return True
        score = item.score
        return score is not None and (self.least or 0.0) <= score and (self.most is None or score <= self.most)


def quote_of(item: Item) -> Span:
    """The quote as a range of the item's clean sentence."""
    return item.place.sentence.clean_span(item.span) or Span(0, len(item.place.sentence.text))


def plain(item: Item, document: Document) -> dict[str, Any]:
    """An item as JSON: all that a page needs in order to show it and to judge it."""
    quote = quote_of(item)
    record: dict[str, Any] = {
        "id": item.claim.id if item.claim else None,
        "state": item.state.value,
        "why": item.match.why if item.match else "",
        "claim": item.said.plain(),
        "notes": list(item.claim.notes) if item.claim else [],
        "sentence": item.place.sentence.text,
        "quote": item.place.sentence.text[quote.start : quote.end],
        "quote_start": quote.start,
        "quote_end": quote.end,
        "before": item.place.before,
        "after": item.place.after,
        "start": item.span.start,
        "end": item.span.end,
        "section": document.section_of(item.span.start).title,
        "page": document.page_of(item.span.start) + 1,
        "score": item.score,
        "proposer": item.claim.proposer if item.claim else None,
        "basis": item.claim.basis if item.claim else "",
    }
    return {**record, "judgement": judgement(item.match) if item.match else None}


def judgement(found: Match) -> dict[str, Any]:
    """A judgement as JSON, with where it stands in this run."""
    from kg.review.model import to_json

    return {**to_json(found.judgement), "standing": found.standing.value, "why": found.why}


def as_json(found: Review, chosen: Iterable[Item]) -> dict[str, Any]:
    """A review as JSON: counts, the items chosen, and the judgements that lost their words."""
    from kg.review.match import counts

    standings: Mapping[str, int] = counts(found.matches)
    return {
        "document": found.document.id,
        "items": [plain(i, found.document) for i in chosen],
        "orphaned": [judgement(m) for m in found.orphans],
        "states": found.states(),
        "judgements": dict(standings),
        "warnings": list(found.warnings),
    }
