"""The one gate: whoever proposes a claim, it enters the graph only with evidence that can be checked.

A claim passes when its span lies in one sentence of the document, its type, slots and closed values are
those of the ontology, and every figure can be read again from the sentence. Of a language model's claims
actors, places and years must stand in the document too. What fails is rejected with a reason that can be
counted. On the way each slot value is tied to words: those that state it, those
elsewhere that it is inherited from, or the claim's quote where it words the quote differently.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.claims.evidence import Evidence
from kg.claims.model import Claim, How, SlotValue, Span, freeze
from kg.claims.said import Said, unsaid
from kg.claims.schema import Schema, SlotType
from kg.document import Document, Sentence
from kg.lexicon import Lexicon
from kg.mentions import find_mentions
from kg.periods import find_periods, is_year
from kg.quantities import find_quantities, values

# Figures that must stand in the sentence itself; a year may come from the context.
_FIGURES = ("low", "high", "count", "since")
_TOLERANCE = 0.005
_LOOK_BACK = 6  # sentences of the section, up to the claim's own, in which a mention is sought


@dataclass(frozen=True, slots=True)
class Rejection:
    """A claim that did not pass, and why: `reason` to count by, `detail` to read.

    `claim` is None where a proposal could not even be tied to words of the document.
    """

    claim: Claim | None
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Passage:
    """What came through the gate, and what did not."""

    claims: tuple[Claim, ...]
    rejected: tuple[Rejection, ...]

    def reasons(self) -> dict[str, int]:
        return dict(sorted(Counter(r.reason for r in self.rejected).items()))


class Gate:
    """Checks claims against one document."""

    def __init__(self, document: Document, schema: Schema, lexicon: Lexicon) -> None:
        self._schema = schema
        self._lexicon = lexicon
        self._document = document
        self._evidence = Evidence(document)
        self._said = Said(document, lexicon)
        self._sentences = list(document.sentences())
        self._index = {s.span: i for i, s in enumerate(self._sentences)}
        self._actors = lru_cache(maxsize=4096)(self._actors_of)

    def admit(self, claims: Iterable[Claim], refused: Iterable[Rejection] = ()) -> Passage:
        """Pass each claim or reject it; the same claim a second time is counted as a duplicate.

        `refused` are proposals that fell before they came here; they are counted with the rest.
        """
        passed: dict[str, Claim] = {}
        rejected = list(refused)
        for claim in sorted(claims, key=_order):
            problem = self._problem(claim)
            if problem is not None:
                rejected.append(Rejection(claim, *problem))
            elif claim.id in passed:
                rejected.append(Rejection(claim, "duplicate", f"{claim.type} with id {claim.id} came before"))
            else:
                passed[claim.id] = self._grounded(claim)
        return Passage(tuple(passed.values()), tuple(rejected))

    def _problem(self, claim: Claim) -> tuple[str, str] | None:
        sentence = self._evidence.at(claim.span) if claim.span.start < claim.span.end else None
        if sentence is None:
            return "no-evidence", f"{claim.span.start}-{claim.span.end} lies in no sentence or note of the document"
        if claim.type not in self._schema.types:
            return "unknown-type", claim.type
        for name, scheme in (("modality", claim.modality), ("polarity", claim.polarity)):
            if scheme not in self._schema.schemes[name]:
                return "unknown-value", f"{name}: {scheme}"
        missing = [n for n in claim.notes if n not in self._document.notes]
        if missing:
            return "unknown-note", f"the document has no note {missing[0]}"
        if not set(claim.exclusive) <= set(claim.values("parties")):
            return "unknown-value", f"exclusive: {', '.join(claim.exclusive)} is no party of the agreement"
        problem = self._slot_problem(claim) or self._figure_problem(claim, sentence)
        if problem is None and claim.proposer == "llm":  # people and the reader take values from the text alone
            return unsaid(claim, sentence, self._schema, self._said)
        return problem

    def _slot_problem(self, claim: Claim) -> tuple[str, str] | None:
        if not any(claim.slots.values()):
            return "empty", f"{claim.type} without any slot"
        for name, found in claim.slots.items():
            slot = self._schema.slot(claim.type, name)
            if slot is None:
                return "unknown-slot", f"{claim.type}.{name}"
            for value in found:
                if not _fits(slot, value):
                    return "unknown-value", f"{claim.type}.{name}: {value.value!r}"
        for name in _FIGURES:  # a second one would enter the graph unread
            if len(set(claim.values(name))) > 1:
                return "several-figures", f"{claim.type}.{name}: {', '.join(map(str, claim.values(name)))}"
        low, high = claim.number("low"), claim.number("high")
        if low is not None and high is not None and low > high:
            return "low-above-high", f"{low:g} > {high:g}"
        return None

    @staticmethod
    def _figure_problem(claim: Claim, sentence: Sentence) -> tuple[str, str] | None:
        figures = [(n, claim.number(n)) for n in _FIGURES if claim.slots.get(n)]
        if not figures:
            return None
        readable = values(sentence.text)
        if "percent-change" in claim.values("unit"):  # a fall is written without a sign
            readable |= {-v for v in readable}
        if claim.values("unit") == ("rank",):  # "A, B and C lead" gives the ranks 1 to 3 without a figure
            readable |= {float(len(claim.values("subject")))}
            readable |= {q.low for q in find_quantities(sentence.text) if q.unit == "rank" and q.low is not None}
        for name, wanted in figures:
            assert wanted is not None
            off = 0.0 if name == "since" else _TOLERANCE * abs(wanted)  # 2001 is not 2009
            if not any(abs(v - wanted) <= off for v in readable):
                return "figure-not-read", f"{claim.type}.{name} {wanted:g} is not in the sentence"
        return None

    def _actors_of(self, number: int) -> dict[str, Span]:
        """Node → words, for the actors and places that a sentence mentions."""
        sentence = self._sentences[number]
        found: dict[str, Span] = {}
        for mention in find_mentions(sentence.text, self._lexicon):
            found.setdefault(mention.entry.iri, sentence.source_span(mention.start, mention.end))
        return found

    def _grounded(self, claim: Claim) -> Claim:
        """The claim with each value tied to its words: in the sentence, before it, or inferred."""
        if claim.proposer == "reader":  # the reader records where it found each value
            return claim
        sentence = self._evidence.at(claim.span)
        assert sentence is not None
        slots = {}
        for name, found in claim.slots.items():
            slot = self._schema.slot(claim.type, name)
            assert slot is not None
            slots[name] = tuple(self._ground(v, slot, sentence, claim) for v in found)
        return replace(claim, slots=freeze(slots))

    def _ground(self, value: SlotValue, slot: SlotType, sentence: Sentence, claim: Claim) -> SlotValue:
        if slot.kind == "number":
            return SlotValue(value.value, How.STATED, _figure_span(float(value.value), sentence) or claim.span)
        if slot.kind in ("concept", "code"):
            return SlotValue(value.value, How.PARAPHRASED, claim.span)
        if slot.kind in ("period", "year"):
            if float(value.value) not in values(sentence.text):
                return self._inferred(value, claim)
            # What people judged rests on the quote that they judged, a model's year on the words of the year.
            words = _year_span(float(value.value), sentence) if claim.proposer == "llm" else None
            return SlotValue(value.value, How.STATED, words or claim.span)
        words = _position(str(value.value), sentence)
        if words is not None:
            return SlotValue(value.value, How.STATED, words)
        entry = self._lexicon.resolve(str(value.value)) if slot.kind in ("actor", "place") else None
        if entry is None:  # a paraphrase in the reviewer's words stands for words of the quote
            return SlotValue(value.value, How.PARAPHRASED, claim.span)
        here = self._index.get(sentence.span)
        if here is None:  # a note: nothing stands before it
            return self._inferred(value, claim)
        section = self._document.section_of(sentence.span.start)
        for number in range(here, max(-1, here - _LOOK_BACK), -1):
            if self._document.section_of(self._sentences[number].span.start) is not section:
                break
            span = self._actors(number).get(entry.iri)
            if span is not None:
                how = How.STATED if number == here else How.INHERITED
                return SlotValue(value.value, how, span)
        return self._inferred(value, claim)

    @staticmethod
    def _inferred(value: SlotValue, claim: Claim) -> SlotValue:
        return SlotValue(value.value, How.INFERRED, rule=value.rule or claim.proposer)


def _order(claim: Claim) -> tuple[Span, str, str, tuple[int, ...]]:
    """An order that depends on the claims alone, so that of two with one id always the same passes."""
    return claim.span, claim.type, claim.id, claim.notes


def _fits(slot: SlotType, value: SlotValue) -> bool:
    if slot.kind in ("number", "period", "year"):
        figure = isinstance(value.value, int | float) and not isinstance(value.value, bool)
        return figure and (slot.kind == "number" or is_year(float(value.value)))
    if not isinstance(value.value, str) or not value.value.strip():
        return False
    if slot.kind == "concept":
        return value.value in slot.allowed
    if slot.kind == "code":
        return len(value.value) == 3 and value.value.isalpha() and value.value.isupper()
    return True


def _figure_span(wanted: float, sentence: Sentence) -> Span | None:
    """Where a bound stands, when the grammar reads it as one."""
    for found in find_quantities(sentence.text):
        if wanted in (found.low, found.high):
            return sentence.source_span(found.start, found.end)
    return None


def _year_span(wanted: float, sentence: Sentence) -> Span | None:
    """Where a year stands, alone or as the end of a period."""
    for found in find_periods(sentence.text):
        if wanted in (found.first, found.last):
            return sentence.source_span(found.start, found.end)
    return None


def _position(words: str, sentence: Sentence) -> Span | None:
    """Where words stand as whole words, in whatever letters."""
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", sentence.text, re.I) if len(words) > 2 else None
    return sentence.source_span(*found.span()) if found else None
