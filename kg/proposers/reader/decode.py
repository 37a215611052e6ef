"""From what the encoder says of a window to claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Protocol

import numpy as np
from tokenizers import Tokenizer

from kg.claims.model import FIGURE_SLOTS, Claim, How, SlotValue, Span, claim_id, freeze
from kg.document import Document
from kg.proposers.reader.anchors import Anchored, anchors_of, partners_alike
from kg.proposers.reader.attribution import cited, is_own, undergoing, voices
from kg.proposers.reader.brackets import dated
from kg.proposers.reader.coordination import coordinations, levelled
from kg.proposers.reader.cues import cues_of, denies
from kg.proposers.reader.cutoffs import Cutoffs
from kg.proposers.reader.distribute import distributed, each_alone, respectively
from kg.proposers.reader.encoding import Array, Encoded
from kg.proposers.reader.figures import figure_slots
from kg.proposers.reader.labels import (
    ESSENTIAL,
    LISTED,
    MODALITIES,
    ROLE_INDEX,
    ROLES_OF,
    TYPES,
    UNSPOKEN,
    ValueGroups,
)  # fmt: skip
from kg.proposers.reader.look import Look, look
from kg.proposers.reader.money import with_currency, with_unit_before
from kg.proposers.reader.own_places import lists_of, slot_of
from kg.proposers.reader.parties import (
    PARTNER,
    Lacking,
    are_parties,
    clause_of,
    needs_partner,
    others_of_list,
    partner_of,
    partners,
    subjects,
    told_after_with,
    told_beside,
    without_places_of_signing,
)
from kg.proposers.reader.ratification import STATUS as UNRATIFIED
from kg.proposers.reader.ratification import is_unratified
from kg.proposers.reader.repeats import unrepeated
from kg.proposers.reader.runs import runs_of, under_heading, years_of
from kg.proposers.reader.units import FIGURE_KINDS, PLACE_KINDS
from kg.proposers.reader.windows import Line, Window
from kg.quantities import Quantity

_LEAST = 0.4  # probability of a value that a claim cannot do without
_PARTIES = ROLE_INDEX["parties"]
_DENYING = frozenset(("absent", UNRATIFIED))  # statuses that deny by themselves
_REQUIRED = frozenset(
    ("Agreement.status", "Law.status", "Presence.kind", "Relation.relation", "TraffickingRole.role", "Payment.kind",
     "Service.kind", "Measure.kind", "TraffickingRoute.victims", "TraffickingRoute.purpose")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What the network says of one anchor.

    `roles` [V, R]: probabilities for each unit of its view; logits of `listed` values [N] and of `modality` [5]; the
    probability that the claim is `negated`.
    """

    roles: Array
    listed: Array
    modality: Array
    negated: float


class Network(Protocol):
    """The trained network; see `model.Model`."""

    values: ValueGroups
    tokenizer: Tokenizer

    def encode(self, encoded: Encoded) -> tuple[Array, Array]:
        """Vectors of the units [U, H], and probabilities of anchors [U, types]."""

    def read(self, units: Array, look: Look) -> Answer:
        """What the claim says whose anchor is looked from."""


@dataclass(slots=True)
class Filled:
    """The slots of a claim, and how likely each of their values is."""

    slots: dict[str, tuple[SlotValue, ...]] = field(default_factory=dict)
    odds: dict[str, tuple[float, ...]] = field(default_factory=dict)
    partner: Span | None = None  # words of the party that each other one has
    apart: bool = False  # no party is the partner of another

    def put(self, slot: str, values: Sequence[tuple[SlotValue, float]]) -> None:
        """Values of a slot, in place of those that it had."""
        if values:
            self.slots[slot] = tuple(value for value, _ in values)
            self.odds[slot] = tuple(float(odds) for _, odds in values)

    def drop(self, slot: str) -> None:
        """No value of a slot."""
        self.slots.pop(slot, None)
        self.odds.pop(slot, None)

    def spans(self, slot: str) -> frozenset[Span]:
        """The words that hold the values of a slot."""
        return frozenset(value.span for value in self.slots.get(slot, ()) if value.span)

    def score(self, anchor: float, polarity: float) -> float:
        """Share of the claim's values that are likely right: where there is no claim, none is."""
        each = [polarity, *(odds for found in self.odds.values() for odds in found)]
        return anchor * sum(each) / len(each)


class Decoder:
    """Claims of a document from the network's answers."""

    def __init__(self, document: Document, lines: Sequence[Line], network: Network, cutoffs: Cutoffs) -> None:
        self._document = document
        self._lines = lines
        self._network = network
        self._cutoffs = cutoffs
        self._offsets = network.values.offsets()

    def claims(self, window: Window, encoded: Encoded) -> Iterator[Claim]:
        """Claims of one window."""
        units, probabilities = self._network.encode(encoded)
        groups = coordinations(window.placed)
        anchors = anchors_of(window, partners_alike(probabilities, groups), self._cutoffs.of_anchor)
        if not anchors:
            return
        lacking, joint = partners(window.placed, groups), subjects(window.placed, groups)
        answers = [self._answer(window, units, a, groups, lacking, joint) for a in anchors]
        filled = [self._filled(window, a, answer) for a, answer in zip(anchors, answers, strict=True)]
        for group in self._respective(window, anchors):
            shared = respectively([filled[i].slots for i in group])
            for i, own in zip(group, shared, strict=True):
                filled[i].slots = own
        self._give_own_places(window, anchors, filled)
        joined = [self._spans(window, group) for group in told_after_with(window.placed, groups)]
        for one, anchor, answer in zip(filled, anchors, answers, strict=True):
            one.partner = self._partner(window, anchor, [*lacking, *self._joint(window, anchor, answer.roles, joint)])
            if anchor.type == "Agreement":
                self._join_partner(window, anchor, one, answer, joined)
        by_line: dict[int, list[Claim]] = defaultdict(list)
        for anchor, one, answer in zip(anchors, filled, answers, strict=True):
            by_line[window.placed[anchor.at].line] += self._claims_of(window, anchor, one, answer)
        for claims in by_line.values():
            yield from unrepeated(claims)

    def _respective(self, window: Window, anchors: Sequence[Anchored]) -> Iterator[list[int]]:
        """Indexes of figures of one type in one sentence that says "respectively"."""
        groups: dict[tuple[int, str], list[int]] = defaultdict(list)
        for index, anchor in enumerate(anchors):
            placed = window.placed[anchor.at]
            if placed.unit.kind in FIGURE_KINDS and "respectively" in self._lines[placed.line].sentence.text:
                groups[placed.line, anchor.type].append(index)
        yield from (found for found in groups.values() if len(found) > 1)

    def _give_own_places(self, window: Window, anchors: Sequence[Anchored], filled: Sequence[Filled]) -> None:
        """In lists of figures of one type that each have a place of their own, none keeps the place of another."""
        for kind in dict.fromkeys(a.type for a in anchors):
            figures = {
                a.at: one for a, one in zip(anchors, filled, strict=True)
                if a.type == kind and window.placed[a.at].unit.kind in FIGURE_KINDS
            }  # fmt: skip
            for listed in lists_of(window.placed, sorted(figures)):
                places = [self._spans(window, [place]) for _, place in listed]
                told = [figures[at] for at, _ in listed]
                slot = slot_of([{s: one.spans(s) for s in one.slots} for one in told], places)
                if slot is None:
                    continue
                for (at, place), own, one in zip(listed, places, told, strict=True):
                    is_taken = any(own & one.spans(s) for s in one.slots if s != slot)
                    if not is_taken and one.spans(slot) <= frozenset[Span]().union(*places):
                        alone = np.zeros(len(window.placed))
                        alone[place] = max(one.odds.get(slot, (self._cutoffs.role,)))
                        one.put(slot, self._values(window, at, slot, alone, float(alone[place])))

    def _answer(
        self, window: Window, units: Array, anchor: Anchored, groups: Sequence[Sequence[int]],
        lacking: Sequence[Lacking], joint: Sequence[Lacking],
    ) -> Answer:  # fmt: skip
        """What the network says, with roles [U, R] of all units of the window."""
        seen = look(window.placed, anchor.at, TYPES.index(anchor.type))
        answer = self._network.read(units, seen)
        odds = levelled(seen.spread(answer.roles, len(window.placed)), groups)
        if anchor.type == "Agreement" and window.placed[anchor.at].unit.kind in PLACE_KINDS:
            odds[anchor.at, _PARTIES] = max(odds[anchor.at, _PARTIES], anchor.probability)
            odds[others_of_list(anchor.at, odds[:, _PARTIES], groups), _PARTIES] = 0.0
        for group, partner in self._lacking_here(window, anchor, lacking):
            odds[partner, _PARTIES] = max(odds[partner, _PARTIES], odds[group, _PARTIES].max())
        for group, partner in self._joint(window, anchor, odds, joint):
            sides = [partner, *(i for i in group if odds[i, _PARTIES] >= PARTNER)]
            odds[sides, _PARTIES] = odds[sides, _PARTIES].max()
        odds[:, _PARTIES] = without_places_of_signing(window.placed, odds[:, _PARTIES])
        return replace(answer, roles=odds)

    def _filled(self, window: Window, anchor: Anchored, answer: Answer) -> Filled:
        unit = window.placed[anchor.at].unit
        where = self._where(window, anchor)
        filled = self._roles(window, anchor, answer.roles)
        for slot, value in self._listed(anchor.type, answer.listed, where).items():
            if slot not in filled.slots:
                filled.put(slot, [value])
        if anchor.type == "Agreement" and is_unratified(self._sentence(window, anchor), unit.start, unit.end):
            odds = max(filled.odds.get("status", (0.0,)))
            filled.put("status", [(SlotValue(UNRATIFIED, How.PARAPHRASED, where), odds)])
        if isinstance(unit.value, Quantity):
            figure = unit.value if anchor.type != "Remittance" else with_unit_before(unit.value, window, anchor.at)
            figure = with_currency(figure, window, anchor.at, filled.slots)
            sentence = self._sentence(window, anchor)
            figures = figure_slots(figure, anchor.type, filled.slots, where, sentence)
            if "unit" not in figures:  # what was chosen is none that the figure can have
                filled.drop("unit")
            for slot, read in figures.items():
                filled.put(slot, [(value, 1.0) for value in read])
        return filled

    def _sentence(self, window: Window, anchor: Anchored) -> str:
        return self._lines[window.placed[anchor.at].line].sentence.text

    def _where(self, window: Window, anchor: Anchored) -> Span:
        placed = window.placed[anchor.at]
        return self._lines[placed.line].sentence.source_span(placed.unit.start, placed.unit.end)

    def _claims_of(self, window: Window, anchor: Anchored, filled: Filled, answer: Answer) -> Iterator[Claim]:
        line = self._lines[window.placed[anchor.at].line]
        unit = window.placed[anchor.at].unit
        estimated = isinstance(unit.value, Quantity) and unit.value.estimated
        mode = MODALITIES[int(np.argmax(answer.modality))]
        if mode == "asserted" and estimated:
            mode = "estimated"
        slots = filled.slots
        status = {value.value for value in slots.get("status", ())}
        least = self._cutoffs.denied if denies(line.sentence.text) and not status else self._cutoffs.negated
        polarity = "negated" if answer.negated >= least and not status & _DENYING else "affirmed"
        if not slots or any(not group & slots.keys() for group in ESSENTIAL.get(anchor.type, ())):
            return
        sure = answer.negated if polarity == "negated" else 1 - answer.negated
        score = filled.score(anchor.probability, sure)
        if score < self._cutoffs.of_claim(anchor.type, figure=bool(slots.keys() & FIGURE_SLOTS)):
            return
        attribution = self._attribution(window, anchor, answer.roles[:, ROLE_INDEX["attribution"]])
        where = self._where(window, anchor)
        told = each_alone(slots) if filled.apart else distributed(anchor.type, slots, where, filled.partner)
        yield from (self._claim(window, anchor, line, each, mode, polarity, attribution, score) for each in told)

    def _partner(self, window: Window, anchor: Anchored, lacking: Sequence[Lacking]) -> Span | None:
        """Words of the actor with which others of the anchor's sentence have, or lack, what is told."""
        line = window.placed[anchor.at].line
        units = (window.placed[at].unit for _, at in self._lacking_here(window, anchor, lacking))
        return next((self._lines[line].sentence.source_span(u.start, u.end) for u in units), None)

    def _join_partner(
        self, window: Window, anchor: Anchored, filled: Filled, answer: Answer, joined: Sequence[frozenset[Span]]
    ) -> None:
        """An agreement has two sides: where the likeliest party, or parties told after "with", have no partner, the
        likeliest other actor joins. It makes the claim no less likely, since there is a partner in any case."""
        parties = filled.slots.get("parties", ())
        if not parties or not needs_partner(parties, joined):
            return
        likely = runs_of(window, self._lines, anchor.at, "parties", answer.roles[:, _PARTIES], PARTNER)
        runs = under_heading(likely, "parties", self._lines[window.placed[anchor.at].line].topic)
        clause = self._stretch(window, clause_of(window.placed, anchor.at))
        partner = partner_of(parties, runs, joined, clause)
        odds = filled.odds["parties"]
        if partner:
            is_alone = len(parties) == 1 and self._where(window, anchor) != partner.value.span
            added = [partner, *(told_beside(partner, runs, joined) if is_alone else ())]
            filled.put("parties", [*((r.value, max(odds)) for r in added), *zip(parties, odds, strict=True)])
            filled.partner = partner.value.span if len(added) == 1 else parties[0].span
        else:
            filled.apart = True

    def _spans(self, window: Window, group: Sequence[int]) -> frozenset[Span]:
        """Words of some units of the text."""
        placed = [window.placed[i] for i in group]
        return frozenset(self._lines[p.line].sentence.source_span(p.unit.start, p.unit.end) for p in placed)

    def _stretch(self, window: Window, part: range) -> Span:
        """The words of some units of one sentence."""
        first, last = window.placed[part.start], window.placed[part.stop - 1]
        return self._lines[first.line].sentence.source_span(first.unit.start, last.unit.end)

    def _joint(
        self, window: Window, anchor: Anchored, odds: Array, joint: Sequence[Lacking]
    ) -> list[Lacking]:  # fmt: skip
        """What an agreement tells of several actors, each with one other, all of them likely [U, R] parties."""
        if anchor.type != "Agreement":
            return []
        here = self._lacking_here(window, anchor, joint)
        return [sides for sides in here if are_parties(odds[:, _PARTIES], sides)]

    def _lacking_here(self, window: Window, anchor: Anchored, lacking: Sequence[Lacking]) -> list[Lacking]:
        """Of the anchor's own sentence."""
        return [one for one in lacking if window.placed[one[1]].line == window.placed[anchor.at].line]

    def _roles(self, window: Window, anchor: Anchored, odds: Array) -> Filled:
        """Values of the slots that hold words of the text; of an essential one the likeliest, if none is likely."""
        filled = Filled()
        # A value counts for nothing where there is no claim, so the less sure the anchor, the surer it must be.
        least = partial(self._cutoffs.of_role, anchor.type, anchor.probability)
        for role in ROLES_OF[anchor.type]:
            filled.put(role, self._values(window, anchor.at, role, odds[:, ROLE_INDEX[role]], least(role)))
        for group in ESSENTIAL.get(anchor.type, ()):
            for role in sorted(group, key=ROLES_OF[anchor.type].index) if not group & filled.slots.keys() else ():
                column = odds[:, ROLE_INDEX[role]]
                bar = min(float(column.max()), least(role))
                if bar >= _LEAST:
                    filled.put(role, self._values(window, anchor.at, role, column, bar))
        return filled

    def _values(
        self, window: Window, at: int, role: str, odds: Array, least: float
    ) -> Sequence[tuple[SlotValue, float]]:
        topic = self._lines[window.placed[at].line].topic
        if role == "year":
            odds = dated(window.placed, at, odds)
        runs = under_heading(runs_of(window, self._lines, at, role, odds, least), role, topic)
        if role in ("year", "since"):
            return years_of(runs, role)
        best = max((r.probability for r in runs), default=0.0)
        return [(r.value, r.probability) for r in runs if r.probability >= self._cutoffs.rival * best]

    def _attribution(self, window: Window, anchor: Anchored, odds: Array) -> tuple[str, ...]:
        """Who says so: voices that the words name, and what the network alone believes to be one."""
        number = window.placed[anchor.at].line
        first = next(i for i, p in enumerate(window.placed) if p.line == number)
        rest = odds.copy()
        rest[[first + i for i in undergoing(self._lines[number].units)]] = 0
        names: list[str] = []
        heard = [v for v in voices(self._lines[number].units) if v.reaches(anchor.at - first)]
        if is_own(heard, anchor.at - first):
            return ()
        for voice in heard:
            begin, end = first + voice.first, first + voice.last + 1
            if voice.name and odds[begin:end].max() >= self._cutoffs.voice:
                names.append(voice.name)
                rest[begin:end] = 0
        least = self._cutoffs.speaker
        for run in runs_of(window, self._lines, anchor.at, "attribution", rest, least):
            names.append(str(run.value.value))
        if not names:
            works = cited(self._lines[number].cited, self._lines[number].units)
            names = [voice.name for voice in works if voice.reaches(anchor.at - first)]
        return tuple(dict.fromkeys(names))

    def _claim(
        self, window: Window, anchor: Anchored, line: Line, slots: Mapping[str, tuple[SlotValue, ...]],
        modality: str, polarity: str, attribution: tuple[str, ...], score: float,
    ) -> Claim:  # fmt: skip
        unit = window.placed[anchor.at].unit
        where = self._where(window, anchor)
        spans = [v.span for found in slots.values() for v in found if v.span and v.how is How.STATED] + [where]
        inside = [s for s in spans if line.sentence.span.contains(s)]
        span = Span(min(s.start for s in inside), max(s.end for s in inside))
        clean = line.sentence.clean_span(span)
        end = clean.end if clean else len(line.sentence.text)
        notes = next(((m.number,) for m in line.sentence.marks if m.position >= end), ())
        frozen = freeze(slots)
        identity = claim_id(self._document.id, span, anchor.type, frozen, polarity, modality, attribution)
        return Claim(
            id=identity, type=anchor.type, document=self._document.id, span=span, slots=frozen, modality=modality,
            polarity=polarity, attribution=attribution, notes=notes, proposer="reader",
            basis="encoder", anchor=line.sentence.text[unit.start : unit.end],
            cues=cues_of(line.sentence.text, modality, polarity), score=round(score, 3),
        )  # fmt: skip

    def _listed(self, kind: str, logits: Array, where: Span) -> dict[str, tuple[SlotValue, float]]:
        found = {}
        for slot in LISTED[kind]:
            group = f"{kind}.{slot}"
            names = self._network.values.groups.get(group)
            if not names:
                continue
            begin = self._offsets[group]
            part = logits[begin : begin + len(names)]
            odds = np.exp(part - part.max())
            odds /= odds.sum()
            if group in _REQUIRED:
                best = 1 + int(np.argmax(odds[1:]))
            else:
                best = int(np.argmax(odds))
                if best == 0 or odds[best] < self._cutoffs.listed or names[best] not in UNSPOKEN.get(group, names):
                    continue
            found[slot] = SlotValue(names[best], How.PARAPHRASED, where), float(odds[best])
        return found
