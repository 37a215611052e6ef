"""Judgements and the claims of a new run: which still stand, which must be looked at again, which lost their words.

A judgement is *kept* when its sentence stands in the text as it was: the proposer says the same again, or nothing
there any more, or words the same fact otherwise, where what the reviewer holds goes before. It is *stale* when its
quote is there but the sentence changed, when what was rejected is now said in another way, or when a value that
comes from elsewhere than the sentence has become another. It is *orphaned* when its quote is gone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.claims.model import Claim, Span
from kg.review.model import Judgement, Verdict, not_stated, statement_of
from kg.review.places import Place, Places, agreement, anchor_of, anchor_span, resemblance

_TELLING = 4  # words of a quote that name a place by themselves
_ALIKE = 0.5  # resemblance of sentences from which a shorter quote is believed to be the same


class Standing(StrEnum):
    KEPT = "kept"
    STALE = "stale"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True)
class Match:
    """A judgement in a new run: where it stands now, and the proposed claim that it speaks of, if any."""

    judgement: Judgement
    standing: Standing
    why: str = ""
    place: Place | None = None
    span: Span | None = None
    claim: Claim | None = None


def match(judgements: Sequence[Judgement], claims: Iterable[Claim], places: Places) -> tuple[Match, ...]:
    """The judgements, in their order, against the claims of a run."""
    seated = _seated(judgements, places)
    found = [seated.get(i) or _moved(j, places) for i, j in enumerate(judgements)]
    here: dict[Span, list[Claim]] = defaultdict(list)
    for claim in claims:
        place = places.at(claim.span)
        if place is not None:
            here[place.sentence.span].append(claim)
    groups: dict[Span, list[int]] = defaultdict(list)
    for index, one in enumerate(found):
        if one.place is not None:
            groups[one.place.sentence.span].append(index)
    for where, indexes in groups.items():
        paired = _paired([found[i] for i in indexes], here[where])
        for index, one in zip(indexes, paired, strict=True):
            found[index] = one
    return tuple(found)


def counts(matches: Iterable[Match]) -> dict[str, int]:
    """How many judgements stand how; every standing is named."""
    number = Counter(m.standing.value for m in matches)
    return {standing.value: number[standing.value] for standing in Standing}


def _seated(judgements: Sequence[Judgement], places: Places) -> dict[int, Match]:
    """Judgements whose sentence is unchanged, each at the copy of it whose surroundings agree the most."""
    wishes = []
    for index, judgement in enumerate(judgements):
        for place in places.alike(judgement.place.sentence):
            near = agreement(judgement.place, place)
            wishes.append((-near, place.copy != judgement.place.copy, -index, place.copy, place))
    found: dict[int, Match] = {}
    taken: set[tuple[Span, str, str, int]] = set()
    for lack, _, minus, _, place in sorted(wishes, key=lambda w: w[:4]):
        judgement = judgements[-minus]
        seat = place.sentence.span, judgement.subject.said, judgement.place.quote, judgement.place.nth
        if -minus in found or seat in taken:
            continue
        taken.add(seat)
        alone = max(judgement.place.copies, place.copies) == 1
        lost = lack == 0 and not alone
        found[-minus] = Match(
            judgement, Standing.STALE if lost else Standing.KEPT,
            "the sentence stands in other surroundings, and more than once" if lost else "",
            place, place.span(judgement.place.quote, judgement.place.nth),
        )  # fmt: skip
    return found


def _moved(judgement: Judgement, places: Places) -> Match:
    """A judgement whose sentence is not there as it was: stale where its quote is, else orphaned."""
    quoted = judgement.place
    if any(places.alike(quoted.sentence)):
        return Match(judgement, Standing.ORPHANED, "another judgement has the place of its sentence")
    found = [p for p in places.holding(quoted.quote) if _believed(judgement, p)]
    if not found:
        return Match(judgement, Standing.ORPHANED, "the quote is no longer in the text")

    def rank(place: Place) -> tuple[int, float, int]:
        return agreement(quoted, place), resemblance(quoted.sentence, place.text), -place.sentence.span.start

    best = max(found, key=rank)
    return Match(judgement, Standing.STALE, "the sentence changed", best, best.span(quoted.quote, quoted.nth))


def _believed(judgement: Judgement, place: Place) -> bool:
    telling = len(judgement.place.quote.split()) >= _TELLING
    return telling or resemblance(judgement.place.sentence, place.text) >= _ALIKE


Test = Callable[[Match, Claim], bool]


def _paired(matches: Sequence[Match], claims: Sequence[Claim]) -> Iterator[Match]:
    """The judgements of one sentence with its claims, one to one: first those that say the same in the same words."""
    chosen: dict[int, int] = {}
    first = sorted(range(len(matches)), key=lambda i: matches[i].standing is not Standing.KEPT)
    for test in (lambda m, c: _says(m, c) and m.span == c.span, _says, _one_fact):
        for i in first:
            free = (k for k, c in enumerate(claims) if k not in chosen.values() and test(matches[i], c))
            if i not in chosen and (k := next(free, None)) is not None:
                chosen[i] = k
    for i, one in enumerate(matches):
        claim = claims[chosen[i]] if i in chosen else None
        yield _told(one, claim)


def _told(one: Match, claim: Claim | None) -> Match:
    """A match with its claim, stale where that says something else."""
    if one.standing is Standing.STALE:
        return replace(one, claim=claim)
    if claim is None:
        missing = one.judgement.verdict is not Verdict.ADD
        return replace(one, why="no longer proposed" if missing else "")
    if _says(one, claim):
        return replace(one, claim=claim)
    if one.judgement.holds is None:
        return replace(one, claim=claim, standing=Standing.STALE, why="the claim now says something else")
    other = _elsewhere(one.judgement, claim)
    if other:
        why = f"what comes from elsewhere in the text is now another: {', '.join(other)}"
        return replace(one, claim=claim, standing=Standing.STALE, why=why)
    return replace(one, claim=claim, why="proposed in another way now; what was judged holds")


def _elsewhere(judgement: Judgement, claim: Claim) -> list[str]:
    """Slots whose values differ and do not come from the sentence: what stands around it may have changed them."""
    old, new = judgement.subject.values(), statement_of(claim).values()
    beyond = {*judgement.not_stated, *not_stated(claim)} & old.keys() & new.keys()
    return sorted(name for name in beyond if old[name] != new[name])


def _says(one: Match, claim: Claim) -> bool:
    """Does a claim say what was judged, or what the reviewer said instead, in overlapping words?"""
    said = statement_of(claim).said
    known = {s.said for s in (one.judgement.claim, one.judgement.becomes) if s}
    return said in known and one.span is not None and claim.span.overlaps(one.span)


def _one_fact(one: Match, claim: Claim) -> bool:
    """Does a claim of the same type rest on the same words, whatever it says of them?"""
    judgement = one.judgement
    if judgement.verdict is Verdict.ADD or judgement.subject.type != claim.type:
        return False
    if one.span is None or one.place is None or not claim.span.overlaps(one.span):
        return False
    own = anchor_span(one.place, one.span, judgement.anchor, judgement.anchor_nth)
    other = anchor_span(one.place, claim.span, *anchor_of(claim, one.place))
    return own is None or other is None or own.overlaps(other)
