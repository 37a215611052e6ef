"""The other side of an agreement that a text tells of one side alone.

"Managua signed one in 2007" names one state; who reads on knows that the section is about Nicaraguans in Costa Rica, or
goes through the agreements of one state. So the other side is that state, or the one that the claims near it join with
the side that is told. What states join one by one ("acceded to the protocol") has no other side.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.claims.instruments import is_multilateral
from kg.claims.model import Claim, How, SlotValue, claim_id, freeze
from kg.lexicon import Lexicon
from kg.proposers.reader.repeats import told_by_words, unrepeated
from kg.proposers.reader.windows import Line

RULE = "corridor"  # by which a claim has a value from what is told near it
_SIDES = (("origin", "destination"), ("sender", "receiver"))
_REACH = 60  # sentences of the section, before and behind, whose claims tell what it is about
_BEFORE = 2  # sentences before in which "it" may have its meaning
_PARTNERS = 3  # states with which one has agreements, from which a section goes through its agreements
_SHARE = 0.6  # least share of the agreements of two near it that it then has
_NAMED = re.compile(
    r"\b(?:agreements?|accords?|treat(?:y|ies)|memorand(?:um|a)|mous?|pacts?|deals?|drafts?|talks)\b", re.I
)
_JOINED = re.compile(
    r"\b(?:a party|part(?:y|ies) to|acced\w*|accession|join(?:s|ed|ing)?|membership|members? of|member states?"
    r"|endors\w+|declarations?|compact|statute|C\d{2,3})\b",
    re.I,
)
_Pair = tuple[SlotValue, SlotValue]


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim, the number of the line that tells it, and the pairs of states that it joins."""

    claim: Claim
    line: int
    pairs: tuple[_Pair, ...]


def with_counterparts(claims: Sequence[Claim], lines: Sequence[Line], lexicon: Lexicon) -> list[Claim]:
    """The claims, agreements of one state with the other side where claims near them tell it."""
    starts = [line.sentence.span.start for line in lines]
    states = frozenset(e.code for e in lexicon.entries.values() if e.kind == "State" and e.code)
    told = [
        _Told(claim, max(0, bisect_right(starts, claim.span.start) - 1), tuple(_pairs(claim, states)))
        for claim in claims
    ]
    told.sort(key=lambda one: (one.line, one.claim.span, one.claim.id))
    numbers = [one.line for one in told]
    by_line: dict[int, dict[str, Claim]] = defaultdict(dict)
    changed = set()
    for one in told:
        side = _one_side(one.claim, states)
        completed = one.claim
        if side and not _is_joined_one_by_one(lines, one.line):
            near = told[bisect_left(numbers, one.line - _REACH) : bisect_right(numbers, one.line + _REACH)]
            same = [o for o in near if o is not one and lines[o.line].section == lines[one.line].section]
            completed = _completed(one.claim, side, same)
        if completed is not one.claim:
            changed.add(one.line)
        by_line[one.line][completed.id] = completed
    kept = {number: told_by_words([*found.values()], lexicon) for number, found in by_line.items()}
    return [c for number, found in kept.items() for c in (unrepeated(found) if number in changed else found)]


def _completed(claim: Claim, side: SlotValue, near: Sequence[_Told]) -> Claim:
    has_all, partners = _who_has_all(near)
    others = [p for p in claim.slots["parties"] if p is not side]
    if others:  # which is right unless it is one more partner of the state whose agreements are told
        is_sibling = has_all is not None and others[0].value in partners and others[0].rule == "sentence-before"
        found = has_all if is_sibling else None
    else:
        found = has_all or _joined_with(near, side)
    if found is None or found.value in {p.value for p in claim.slots["parties"]}:
        return claim
    added = SlotValue(found.value, How.INHERITED, found.span, RULE)
    slots = freeze({**claim.slots, "parties": (added, side)})
    said = claim_id(claim.document, claim.span, claim.type, slots, claim.polarity, claim.modality, claim.attribution)
    return replace(claim, id=said, slots=slots)


def _one_side(claim: Claim, states: frozenset[str]) -> SlotValue | None:
    """The state that an agreement alone has, or that its own sentence alone names."""
    parties = claim.slots.get("parties", ()) if claim.type == "Agreement" else ()
    sides = parties if len(parties) == 1 else [p for p in parties if p.how is not How.INHERITED]
    return sides[0] if len(parties) <= 2 and len(sides) == 1 and sides[0].value in states else None


def _is_joined_one_by_one(lines: Sequence[Line], number: int) -> bool:
    """Do the words speak of what states join one by one; those of sentences before where they say "it"?"""
    text = lines[number].sentence.text
    if _tells_of_many(text):
        return True
    before = [line for line in lines[max(0, number - _BEFORE) : number] if line.section == lines[number].section]
    return not _NAMED.search(text) and any(_tells_of_many(line.sentence.text) for line in before)


def _tells_of_many(text: str) -> bool:
    return is_multilateral(text) or _JOINED.search(text) is not None


def _who_has_all(told: Sequence[_Told]) -> tuple[SlotValue | None, frozenset[object]]:
    """The state whose agreements are gone through, and its partners; of two with as many, none."""
    pairs = [pair for one in told if one.claim.type == "Agreement" for pair in one.pairs]
    partners: dict[object, set[object]] = defaultdict(set)
    for one, other in pairs:
        partners[one.value].add(other.value)
        partners[other.value].add(one.value)
    ranked = sorted((len(found) for found in partners.values()), reverse=True)
    if not ranked or ranked[0] < _PARTNERS or (len(ranked) > 1 and ranked[0] == ranked[1]):
        return None, frozenset()
    most = next(state for state, found in partners.items() if len(found) == ranked[0])
    own = [pair for pair in pairs if most in (pair[0].value, pair[1].value)]
    if len(own) < _SHARE * len(pairs):
        return None, frozenset()
    return next(value for pair in own for value in pair if value.value == most), frozenset(partners[most])


def _joined_with(told: Sequence[_Told], side: SlotValue) -> SlotValue | None:
    """The state that claims join with a side the most often, if one alone is."""
    pairs = [pair for one in told for pair in one.pairs if side.value in (pair[0].value, pair[1].value)]
    found = [other if one.value == side.value else one for one, other in pairs]
    ranked = Counter(value.value for value in found).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return next(value for value in found if value.value == ranked[0][0])


def _pairs(claim: Claim, states: frozenset[str]) -> Iterator[_Pair]:
    """The pairs of states that a claim joins: from where to where, or who agrees with whom."""
    slots: Mapping[str, Sequence[SlotValue]] = claim.slots
    parties = [*_among(slots.get("parties", ()), states)]
    if len(parties) == 2:
        yield parties[0], parties[1]
    for first, second in _SIDES:
        for one in _among(slots.get(first, ()), states):
            yield from ((one, other) for other in _among(slots.get(second, ()), states) if other.value != one.value)


def _among(values: Iterable[SlotValue], states: frozenset[str]) -> Iterator[SlotValue]:
    return (value for value in values if value.value in states)
