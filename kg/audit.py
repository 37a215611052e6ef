"""Number audit: every figure of a text as claimed, set aside for a named reason, or unread.

It shows what reading leaves out without any gold: a report's figures are all there to be counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg import months
from kg.citations import Citation, find_citations, in_any
from kg.claims.model import Claim, Span
from kg.document import Document, Paragraph, Sentence
from kg.document.cells import is_row_of_figures
from kg.lexicon import lexicon
from kg.quantities import find_periods, find_quantities

State = Literal["claimed", "set-aside", "unread"]
_FIGURES = ("low", "high", "count", "since")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_LABELS = (
    ("page", re.compile(r"\b(?:pp?\.|pages?)\s*(?:\d+\s*[-–]\s*)?$", re.I)),
    ("numbered-part", re.compile(
        r"\b(?:chapter|section|part|table|figure|box|annex|appendix|volume|vol\.|no\.|nos\.|number|issue|phase|tier|step|"
        r"article|art\.|paragraph|para\.|protocol|resolution|convention|directive|regulation|decree|law|act|bill|form|"
        r"group|c)\s*(?:no\.?\s*)?$", re.I)),
    ("address", re.compile(r"(?:https?://|www\.|@)\S*$", re.I)),
)  # fmt: skip
_LIST_NUMBER = re.compile(r"^\W*\(?(?:\d{1,2}|[ivx]+)[.)]\s")
_MONTH = re.compile(rf"\s+(?:{months.ANY})\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the text: `reason` says why it is set aside, `claims` which claims rest on it."""

    text: str
    span: Span
    sentence: str
    state: State
    reason: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """All figures of a text in their order."""

    figures: tuple[Figure, ...]

    def counts(self) -> dict[str, int]:
        """How many figures are claimed, set aside and unread."""
        found = Counter(f.state for f in self.figures)
        return {state: found[state] for state in ("claimed", "set-aside", "unread")}

    def reasons(self) -> dict[str, int]:
        """How many figures are set aside for each reason."""
        return dict(sorted(Counter(f.reason for f in self.figures if f.reason).items()))


def told(found: Audit) -> str:
    """The counts in words: "12 claimed, 3 set aside, 7 unread"."""
    return ", ".join(f"{number} {state.replace('-', ' ')}" for state, number in found.counts().items())


def audit(document: Document, claims: Iterable[Claim]) -> Audit:
    """Which figures of a document its claims use.

    Figures are the quantities and years of each sentence of the body, and every other number in digits.
    A figure is claimed when the value of a slot rests on its words, or when the claim's words hold it and
    one of its bounds is the slot's.
    """
    by_sentence: dict[Span, list[Claim]] = {}
    for claim in claims:
        sentence = document.sentence_of(claim.span)
        if sentence is not None:
            by_sentence.setdefault(sentence.span, []).append(claim)
    found: list[Figure] = []
    for paragraph in document.paragraphs:
        if paragraph.kind == "heading":
            continue
        for sentence in paragraph.sentences:
            found += _figures(paragraph, sentence, by_sentence.get(sentence.span, ()))
    return Audit(tuple(found))


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    end: int
    values: frozenset[float]
    year: bool


def _numbers(text: str) -> list[_Number]:
    """Quantities and periods of a sentence, and what else stands in digits, from left to right."""
    found = [
        _Number(q.start, q.end, frozenset(v for v in (q.low, q.high) if v is not None), False)
        for q in find_quantities(text)
    ]
    found += [
        _Number(p.start, p.end, frozenset(float(y) for y in (p.first, p.last) if y), True)
        for p in find_periods(text)
        if not any(n.start < p.end and p.start < n.end for n in found)
    ]
    for match in _DIGITS.finditer(text):
        if not any(n.start < match.end() and match.start() < n.end for n in found):
            found.append(_Number(match.start(), match.end(), frozenset(), False))
    return sorted(found, key=lambda n: n.start)


def _figures(paragraph: Paragraph, sentence: Sentence, claims: Sequence[Claim]) -> Iterator[Figure]:
    cited = find_citations(sentence.text, lexicon())
    is_table = paragraph.kind == "table" or is_row_of_figures(sentence.text)
    for number in _numbers(sentence.text):
        words = sentence.text[number.start : number.end]
        if not number.year and not any(c.isdigit() for c in words) and number.values.issubset({1.0}):
            continue  # "one", "the largest": words for a rank or a pronoun that claim nothing by themselves
        span = sentence.source_span(number.start, number.end)
        users = tuple(c.id for c in claims if _uses(c, number, span))
        reason = "" if users else _set_aside(sentence.text, number, cited, is_table)
        state: State = "claimed" if users else "set-aside" if reason else "unread"
        yield Figure(words, span, sentence.text, state, reason, users)


def _uses(claim: Claim, number: _Number, span: Span) -> bool:
    slots = ("year", "since") if number.year else _FIGURES
    for slot in slots:
        for value in claim.slots.get(slot, ()):
            near = value.span is not None and value.span.start < span.end and span.start < value.span.end
            if near and (not number.values or abs(float(value.value)) in map(abs, number.values)):
                return True
    return False


def _set_aside(text: str, number: _Number, cited: Sequence[Citation], is_table: bool) -> str:
    """Why a number that no claim uses states no quantity; "" where it may."""
    before, words = text[: number.start], text[number.start : number.end]
    for reason, pattern in _LABELS:
        if pattern.search(before[-40:]):
            return reason
    if is_table:
        return "table"
    if number.start < 4 and _LIST_NUMBER.match(text):
        return "list-number"
    if in_any(cited, number.start):
        return "citation"
    if re.fullmatch(r"\d{1,2}", words) and _MONTH.match(text, number.end):
        return "day-of-a-date"
    if re.search(r"[A-Za-z]-?$", before) or re.match(r"[A-Za-z]", text[number.end :]):
        return "part-of-a-name"
    return ""
