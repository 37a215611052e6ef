"""A text that has been read: sections, paragraphs, sentences and notes, tied to the source by offsets.

All `Span`s are half-open ranges of indices into `Document.text`, the decoded source, untouched. Each
sentence also has a clean text, and every character of it knows the index it came from.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal, overload

from kg.claims.model import Span

Kind = Literal["prose", "heading", "quote", "list-item", "table"]


@dataclass(frozen=True, slots=True)
class Offsets(Sequence[int]):
    """Source index of each clean character, strictly increasing, kept as runs of consecutive indices.

    `starts[k]` is the clean index at which run k begins, `sources[k]` the source index there. A sentence
    has about one run a source line, so this takes a tenth of the memory of one integer a character.
    """

    length: int
    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def __len__(self) -> int:
        return self.length

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[int, ...]: ...
    def __getitem__(self, index: int | slice) -> int | tuple[int, ...]:
        if isinstance(index, slice):
            return tuple(self)[index]
        at = index + self.length if index < 0 else index
        if not 0 <= at < self.length:
            raise IndexError(index)
        run = bisect_right(self.starts, at) - 1
        return self.sources[run] + at - self.starts[run]

    def __iter__(self) -> Iterator[int]:
        ends = (*self.starts[1:], self.length)
        for start, end, source in zip(self.starts, ends, self.sources, strict=True):
            yield from range(source, source + end - start)

    def first_from(self, source: int) -> int:
        """Least clean index whose source index is `source` or more; the length when there is none."""
        run = bisect_right(self.sources, source) - 1
        if run < 0:
            return 0
        end = self.starts[run + 1] if run + 1 < len(self.starts) else self.length
        return min(self.starts[run] + source - self.sources[run], end)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote. `text` and `span` are None when the source has the mark but lost the note.

    `truncated` says that the text breaks off. Where numbering starts again (a set of notes a chapter),
    1000 is added for each new start, so that numbers stay unique: printed number = `number % 1000`.
    """

    number: int
    text: str | None
    span: Span | None
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A note number in running text. It stands between `text[position - 1]` and `text[position]`."""

    number: int
    span: Span
    position: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its place in the source, and its clean text.

    Clean: white space folded to single spaces, note marks and whatever interrupts the sentence on the
    page (page heads, footnotes, emphasis marks) left out. Quotes and dashes stay as they are.
    """

    span: Span
    text: str
    offsets: Offsets
    marks: tuple[NoteMark, ...] = ()

    def source_span(self, start: int, end: int) -> Span:
        """Source range of the clean range `start:end`. An empty range gives an empty span."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"no range of a sentence of {len(self.text)} characters: {start}..{end}")
        if start == end:
            at = self.offsets[start] if start < len(self.text) else self.span.end
            return Span(at, at)
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def clean_span(self, span: Span) -> Span | None:
        """Range of the clean characters that lie in a source range; None when there are none."""
        start, end = self.offsets.first_from(span.start), self.offsets.first_from(span.end)
        return Span(start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading, epigraph, list item or table row. `section` indexes `Document.sections`."""

    span: Span
    section: int
    kind: Kind
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """Clean text, sentences joined by a space."""
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading, up to the next heading of any level. Level 1 is a chapter.

    Text before the first heading is a section of level 0 with an empty title.
    """

    id: str
    title: str
    level: int
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A source text and what was read in it. `pages` holds the offsets at which pages begin.

    `labels` are the names of the pages ("iv", "12") where the file has pages of its own, one each; a text whose
    page breaks are only guessed has none.
    """

    id: str
    title: str
    name: str
    sha256: str
    text: str = field(repr=False)
    sections: tuple[Section, ...] = field(repr=False)
    paragraphs: tuple[Paragraph, ...] = field(repr=False)
    notes: Mapping[int, Note] = field(repr=False)
    pages: tuple[int, ...] = field(default=(0,), repr=False)
    warnings: tuple[str, ...] = ()
    labels: tuple[str, ...] = field(default=(), repr=False)
    _sentences: tuple[Sentence, ...] = field(init=False, repr=False, compare=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _reach: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found = tuple(sorted((s for p in self.paragraphs for s in p.sentences), key=lambda s: s.span.start))
        object.__setattr__(self, "_sentences", found)
        object.__setattr__(self, "_starts", tuple(s.span.start for s in found))
        object.__setattr__(self, "_reach", tuple(accumulate((s.span.end for s in found), max)))

    def __hash__(self) -> int:
        return hash((self.id, self.sha256))

    def sentences(self) -> Iterator[Sentence]:
        """The sentences of the body, in order; headings are no sentences of the body."""
        for paragraph in self.paragraphs:
            if paragraph.kind != "heading":
                yield from paragraph.sentences

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence (or heading) whose span holds the source index.

        A note that interrupts a sentence on the page lies within that sentence's span; so does a table, whose rows
        are sentences of their own.
        """
        at = bisect_right(self._starts, offset) - 1
        while at >= 0 and offset < self._reach[at]:
            if offset < self._sentences[at].span.end:
                return self._sentences[at]
            at -= 1
        return None

    def sentence_of(self, span: Span) -> Sentence | None:
        """The one sentence whose span holds the whole source range; None when it crosses a border."""
        found = self.sentence_at(span.start)
        return found if found and found.span.contains(span) else None

    def section_of(self, place: Paragraph | int) -> Section:
        """The section of a paragraph, or of a source index."""
        if isinstance(place, Paragraph):
            return self.sections[place.section]
        at = bisect_right(self.sections, place, key=lambda section: section.span.start) - 1
        return self.sections[max(at, 0)]

    def section_path(self, section: Section) -> tuple[Section, ...]:
        """The section and the headings above it, outermost first: chapter, section, …"""
        path = [section]
        for other in reversed(self.sections[: self.sections.index(section)]):
            if 0 < other.level < path[0].level:
                path.insert(0, other)
        return tuple(path)

    def page_of(self, offset: int) -> int:
        """Index of the page (from 0) on which the source index lies."""
        return max(bisect_right(self.pages, offset) - 1, 0)

    def page_label(self, offset: int) -> str:
        """What the page is called on which the source index lies; empty where the file has no pages of its own."""
        return self.labels[self.page_of(offset)] if self.labels else ""
