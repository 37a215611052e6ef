"""What a document speaks of at all, for proposers that could bring in what no text says.

A language model knows the world; a claim may not. An actor, a place or a year of its claims must stand
somewhere in the document: where, the claim's sentence or the sentences before it decide.
"""

from __future__ import annotations

import re
from functools import cached_property

from kg.claims.model import Claim
from kg.claims.schema import Schema
from kg.document import Document, Sentence
from kg.lexicon import Lexicon
from kg.mentions import find_mentions
from kg.periods import find_periods

_WORD = re.compile(r"[^\W\d_]+|\d+")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_LEAST = 4  # letters; shorter words ("of", "the", "and") prove nothing


class Said:
    """Actors, places, words and years of one document; found when first asked for."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self._document = document
        self._lexicon = lexicon

    @cached_property
    def _text(self) -> str:
        """Clean text of body, headings and notes."""
        notes = (n.text for n in self._document.notes.values() if n.text)
        return "\n".join([*(p.text for p in self._document.paragraphs), *notes])

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_stem(w) for w in _WORD.findall(self._text))

    @cached_property
    def _entries(self) -> frozenset[str]:
        mentions = find_mentions(self._text, self._lexicon)
        return frozenset(r.entry.iri for m in mentions for r in m.readings)

    @cached_property
    def _years(self) -> frozenset[int]:
        bare = {int(y) for y in _YEAR.findall(self._text)}
        return frozenset(bare | {y for p in find_periods(self._text) for y in (p.first, p.last) if y})

    def actor(self, value: str) -> bool:
        """Whether the document mentions an actor or place, under any of its names or in these words."""
        entry = self._lexicon.resolve(value)
        if entry is not None and entry.iri in self._entries:
            return True
        if entry is not None and re.fullmatch(r"[A-Z]{2}", value):  # a code stands for its state alone
            return False
        return self._worded(value)

    def _worded(self, value: str) -> bool:
        left = value
        for mention in reversed(find_mentions(value, self._lexicon)):  # "Kenyan" where the text says "Kenya"
            if any(r.entry.iri in self._entries for r in mention.readings):
                left = left[: mention.start] + left[mention.end :]
        words = [w for w in _WORD.findall(left) if len(w) >= _LEAST or w.isupper()]
        return all(_stem(w) in self._words for w in words) and (bool(words) or left != value or value in self._text)

    def year(self, value: float) -> bool:
        """Whether a year stands in the document, in full or as the end of a period."""
        return value in self._years


def _stem(word: str) -> str:
    """A word without the ending of its plural or genitive, in lower case.

    >>> _stem("Agencies"), _stem("workers"), _stem("police")
    ('agency', 'worker', 'police')
    """
    low = word.casefold()
    if low.endswith("ies") and len(low) > _LEAST:
        return low[:-3] + "y"
    return low[:-1] if low.endswith("s") and not low.endswith("ss") and len(low) > _LEAST else low


def unsaid(claim: Claim, sentence: Sentence, schema: Schema, said: Said) -> tuple[str, str] | None:
    """The first note, speaker, actor, place or year of a claim that is not said: reason and detail.

    A note must be marked in the claim's sentence, everything else stand in the document.
    """
    for note in claim.notes:
        if note not in {m.number for m in sentence.marks}:
            return "note-not-in-sentence", f"the sentence has no mark of note {note}"
    for voice in claim.attribution:
        if not said.actor(voice):
            return "speaker-not-in-text", f"{voice} is nowhere in the document"
    for name, found in claim.slots.items():
        slot = schema.slot(claim.type, name)
        assert slot is not None
        for value in found:
            if slot.kind in ("actor", "place") and not said.actor(str(value.value)):
                return "actor-not-in-text", f"{claim.type}.{name}: {value.value} is nowhere in the document"
            if slot.kind in ("period", "year") and not said.year(float(value.value)):
                return "year-not-in-text", f"{claim.type}.{name}: {value.value} is nowhere in the document"
    return None
