"""The words that a claim may rest on: a sentence of the body, or the text of a note."""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.claims.model import Span
from kg.document import Document, Note, Offsets, Sentence

_WORD = re.compile(r"\S+")


class Evidence:
    """Finds, for a range of a document, the one sentence or note that holds it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._notes = sorted((n.span, n) for n in document.notes.values() if n.span is not None)
        self._starts = [span.start for span, _ in self._notes]

    def at(self, span: Span) -> Sentence | None:
        """The sentence, or a note's text as one sentence; None where the range crosses a border.

        Notes come first: on the page a note may stand between the halves of a sentence.
        """
        at = bisect_right(self._starts, span.start) - 1
        if at >= 0 and self._notes[at][0].contains(span):
            return _as_sentence(self._document, self._notes[at][1])
        found = self._document.sentence_of(span)
        return found if found is not None and found.clean_span(span) is not None else None


def _as_sentence(document: Document, note: Note) -> Sentence:
    """A note's source text, white space folded, with its map back to the source."""
    assert note.span is not None
    words: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    length = 0
    for match in _WORD.finditer(document.text, note.span.start, note.span.end):
        if words:  # the space before a word belongs to the white space in the source
            starts.append(length)
            sources.append(match.start() - 1)
            length += 1
        starts.append(length)
        sources.append(match.start())
        length += len(match.group())
        words.append(match.group())
    return Sentence(note.span, " ".join(words), Offsets(length, tuple(starts), tuple(sources)))
