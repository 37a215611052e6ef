"""Places of a text by their words: where a quote stood, and where it stands after the text has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.claims.evidence import Evidence
from kg.claims.model import Claim, Span
from kg.document import Document, Sentence
from kg.document.typography import PLAIN
from kg.review.model import Quoted

_CONTEXT = 12  # words kept on each side of a sentence
_ADJACENT = 3  # of them that must agree when the rest has changed
_SAME_CHARACTER = str.maketrans(dict(PLAIN))


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of the body, or the text of a note, with what stands around it in its paragraph."""

    sentence: Sentence
    text: str
    before: str = ""
    after: str = ""
    copy: int = 1
    copies: int = 1

    def span(self, quote: str, nth: int) -> Span | None:
        """Source range of the nth occurrence of a quote, of the last one where there are fewer."""
        starts = list(_starts(fold(quote), self.text))
        if not starts:
            return None
        start = starts[min(nth, len(starts)) - 1]
        return self.sentence.source_span(start, start + len(quote))


class Places:
    """All places of a document."""

    def __init__(self, document: Document) -> None:
        self._evidence = Evidence(document)
        self._places = _counted([*_body(document), *self._notes(document)])
        self._by_text: dict[str, list[Place]] = defaultdict(list)
        for place in self._places:
            self._by_text[place.text].append(place)
        self._by_span = {p.sentence.span: p for p in self._places}

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places)

    def _notes(self, document: Document) -> Iterator[Place]:
        for note in document.notes.values():
            sentence = self._evidence.at(note.span) if note.span is not None and note.text else None
            if sentence is not None:
                yield Place(sentence, fold(sentence.text))

    def at(self, span: Span) -> Place | None:
        """The place that holds a range of the source."""
        sentence = self._evidence.at(span)
        return self._by_span.get(sentence.span) if sentence else None

    def quoted(self, span: Span) -> Quoted | None:
        """A range of the source as words by which it can be found again."""
        place = self.at(span)
        inside = place.sentence.clean_span(span) if place else None
        if place is None or inside is None:
            return None
        text = place.sentence.text
        quote = text[inside.start : inside.end]
        nth = sum(start <= inside.start for start in _starts(fold(quote), place.text))
        return Quoted(quote, text, nth, place.before, place.after, place.copy, place.copies)

    def alike(self, sentence: str) -> Sequence[Place]:
        """Places whose sentence is the same, white space and kinds of quotes and dashes aside."""
        return self._by_text.get(fold(sentence), ())

    def holding(self, quote: str) -> Iterator[Place]:
        """Places in whose sentence a quote stands."""
        words = fold(quote)
        return (place for place in self._places if words in place.text)


def _body(document: Document) -> Iterator[Place]:
    for paragraph in document.paragraphs:
        words = [sentence.text.split() for sentence in paragraph.sentences]
        for number, sentence in enumerate(paragraph.sentences):
            before = [w for some in words[:number] for w in some][-_CONTEXT:]
            after = [w for some in words[number + 1 : number + 1 + _CONTEXT] for w in some][:_CONTEXT]
            yield Place(sentence, fold(sentence.text), " ".join(before), " ".join(after))


def _counted(places: Sequence[Place]) -> list[Place]:
    """The places, those with equal sentences numbered."""
    total: dict[str, int] = defaultdict(int)
    numbers = []
    for place in places:
        total[place.text] += 1
        numbers.append(total[place.text])
    return [replace(p, copy=n, copies=total[p.text]) for p, n in zip(places, numbers, strict=True)]


def fold(text: str) -> str:
    """Form for comparison, as long as the text: one kind of apostrophe, quote and dash."""
    return text.translate(_SAME_CHARACTER)


def _starts(words: str, text: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def agreement(one: Quoted, other: Place) -> int:
    """How far the surroundings agree: for each side 2 when equal, 1 when the nearest words are, else 0."""
    sides = ((one.before.split()[::-1], other.before.split()[::-1]), (one.after.split(), other.after.split()))
    return sum(_side([fold(w) for w in a], [fold(w) for w in b]) for a, b in sides)


def _side(one: Sequence[str], other: Sequence[str]) -> int:
    if one == other:
        return 2
    return int(bool(one) and one[:_ADJACENT] == other[:_ADJACENT])


def resemblance(one: str, other: str) -> float:
    """Share of the shorter sentence's words that the other has too."""
    a, b = set(fold(one).casefold().split()), set(fold(other).casefold().split())
    return len(a & b) / max(1, min(len(a), len(b)))


def anchor_of(claim: Claim, place: Place) -> tuple[str, int]:
    """The words that carry a claim, and which of the equal ones in its quote; ("", 1) where none are known."""
    inside = place.sentence.clean_span(claim.span)
    words = fold(claim.anchor)
    if inside is None or not words:
        return "", 1
    starts = list(_starts(words, place.text[inside.start : inside.end]))
    if not starts:
        return "", 1
    spans = {v.span for found in claim.slots.values() for v in found}
    for nth, start in enumerate(starts, start=1):
        first = inside.start + start
        if place.sentence.source_span(first, first + len(words)) in spans:
            return claim.anchor, nth
    return claim.anchor, 1


def anchor_span(place: Place, quote: Span, anchor: str, nth: int) -> Span | None:
    """Source range of the words that carry a claim, within its quote."""
    inside = place.sentence.clean_span(quote)
    if inside is None or not anchor:
        return None
    starts = list(_starts(fold(anchor), place.text[inside.start : inside.end]))
    if not starts:
        return None
    first = inside.start + starts[min(nth, len(starts)) - 1]
    return place.sentence.source_span(first, first + len(anchor))
