"""From blocks (what the readers of the formats find) to a Document: sentences, sections, names."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import NamedTuple

from kg import iri
from kg.claims.model import Span
from kg.document.chapters import nested
from kg.document.clean import Cut, Folded, Piece, fold
from kg.document.model import Document, Kind, Note, NoteMark, Paragraph, Section, Sentence
from kg.document.segment import sentence_ranges


class Block(NamedTuple):
    """A paragraph before it is cleaned: its lines in reading order. `level` counts for headings only."""

    kind: Kind
    pieces: list[Piece]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a format's reader found in a text. `cuts` are sorted; `title` is empty when there is none.

    `labels` name the pages, one each, where the format knows them; empty where pages are only guessed.
    """

    blocks: Sequence[Block]
    cuts: Sequence[Cut] = ()
    notes: Mapping[int, Note] = field(default_factory=dict)
    pages: tuple[int, ...] = (0,)
    title: str = ""
    labels: tuple[str, ...] = ()


class Found(NamedTuple):
    """What the reader of a file that is no text made of it: a text, the reading of that text, and warnings."""

    text: str
    reading: Reading
    warnings: tuple[str, ...] = ()


def assemble(text: str, name: str, sha256: str, reading: Reading, warnings: tuple[str, ...]) -> Document:
    """The document that a reading of `text` amounts to. Marks of lost notes get a note without text."""
    paragraphs, sections = _paragraphs(text, reading)
    levels = nested([(section.title, section.level) for section in sections])
    sections = [replace(section, level=level) for section, level in zip(sections, levels, strict=True)]
    marked = {mark.number for p in paragraphs for s in p.sentences for mark in s.marks}
    lost = {number: Note(number, None, None) for number in marked}
    notes = {**lost, **reading.notes}
    stem = PurePath(name).stem or name
    return Document(
        id=f"{iri.readable(stem)}-{sha256[:8]}",
        title=reading.title or stem.replace("_", " ").strip(),
        name=name,
        sha256=sha256,
        text=text,
        sections=tuple(sections),
        paragraphs=tuple(paragraphs),
        notes={number: notes[number] for number in sorted(notes)},
        pages=reading.pages,
        labels=reading.labels,
        warnings=warnings,
    )


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _paragraphs(text: str, reading: Reading) -> tuple[list[Paragraph], list[Section]]:
    starts = [cut.start for cut in reading.cuts]
    paragraphs: list[Paragraph] = []
    sections: list[Section] = []
    names: dict[str, int] = {}
    for block in reading.blocks:
        first, last = block.pieces[0].start, block.pieces[-1].end
        cuts = reading.cuts[bisect_left(starts, first) : bisect_left(starts, last)]
        folded = fold(text, block.pieces, cuts)
        if not folded.text:
            continue
        if block.kind == "heading" or not sections:
            _open_section(sections, names, block, folded.text, Span(first, len(text)))
        ranges = [(0, len(folded.text))] if block.kind in ("heading", "table") else _ranges(folded)
        found = _sentences(folded, ranges)
        span = Span(found[0].span.start, found[-1].span.end)
        paragraphs.append(Paragraph(span, len(sections) - 1, block.kind, found))
    return paragraphs, sections or [Section("start", "", 0, Span(0, len(text)))]


def _open_section(sections: list[Section], names: dict[str, int], block: Block, title: str, span: Span) -> None:
    """Close the section before, and begin the next one; equal titles get a number that is free."""
    if sections:
        before = sections[-1]
        sections[-1] = Section(before.id, before.title, before.level, Span(before.span.start, span.start))
    heading = block.kind == "heading"
    name = iri.readable(title) if heading else "start"
    number = names.get(name, 0) + 1
    while (unique := name if number == 1 else f"{name}-{number}") in names:  # "Annex 2" may be a title of its own
        number += 1
    names[name] = number
    names.setdefault(unique, 1)
    sections.append(Section(unique, title if heading else "", block.level if heading else 0, span))


def _ranges(folded: Folded) -> list[tuple[int, int]]:
    return sentence_ranges(folded.text, {position for position, _ in folded.marks})


def _sentences(folded: Folded, ranges: Sequence[tuple[int, int]]) -> tuple[Sentence, ...]:
    """Sentences of one block; a mark belongs to the sentence that it stands in or ends."""
    found: list[Sentence] = []
    at = 0
    for k, (start, end) in enumerate(ranges):
        limit = ranges[k + 1][0] if k + 1 < len(ranges) else len(folded.text) + 1
        marks: list[NoteMark] = []
        while at < len(folded.marks) and folded.marks[at][0] <= limit:
            position, cut = folded.marks[at]
            place = max(min(position, end) - start, 0)
            marks.append(NoteMark(cut.number or 0, Span(cut.start, cut.end), place))
            at += 1
        offsets = folded.offsets(start, end)
        last = max(offsets[-1] + 1, marks[-1].span.end if marks else 0)
        first = min(offsets[0], marks[0].span.start if marks else offsets[0])
        found.append(Sentence(Span(first, last), folded.text[start:end], offsets, tuple(marks)))
    return tuple(found)
