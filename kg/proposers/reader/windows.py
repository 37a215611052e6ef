"""What the encoder reads at a time: some sentences of one section, those just before, and what it is about.

A window never crosses the border of a section, so nothing can be inherited across one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.citations import Citation
from kg.claims.model import How
from kg.document import Document, Sentence
from kg.document.cells import is_row_of_figures
from kg.lexicon import Lexicon
from kg.proposers.reader.context import title_topic, topics_of
from kg.proposers.reader.units import Unit, plain_view, units_of
from kg.proposers.reader.view import Actor

TARGET_UNITS = 100
CONTEXT_UNITS = 60
LONGEST = 170  # units of one sentence that are read; what lies beyond is a table or no prose
TOPICS = 4
SEGMENTS = ("topic", "context", "target")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the body with its units. `section` tells where inheritance ends; `topic` is the state of its
    heading, `title` that of the document's title where no heading names one."""

    sentence: Sentence
    units: tuple[Unit, ...]
    section: int
    topic: Actor | None = None
    title: Actor | None = None
    cited: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit in a window; `line` indexes the lines of the document (-1: a topic), `segment` SEGMENTS."""

    unit: Unit
    line: int
    segment: int


@dataclass(frozen=True, slots=True)
class Window:
    """Units in the order topics, context, targets."""

    placed: tuple[Placed, ...]


@dataclass(slots=True)
class Salience:
    """The states and regions that a section has named so far, the most often and the last named first."""

    _counts: dict[str, int] = field(default_factory=dict)
    _last: dict[str, Actor] = field(default_factory=dict)

    def see(self, line: Line) -> None:
        """Take in what a sentence names."""
        for unit in line.units:
            if isinstance(unit.value, Actor) and unit.value.entry.kind in ("State", "Region"):
                name = unit.value.entry.iri
                self._counts[name] = self._counts.get(name, 0) + 1
                span = line.sentence.source_span(unit.start, unit.end)
                self._last.pop(name, None)
                self._last[name] = Actor(unit.value.entry, unit.text, None, How.INHERITED, span)

    def top(self, line: Line) -> tuple[Unit, ...]:
        """Units for what the section is about: its heading's state, then the salient ones; the title's at any rate."""
        recent = {name: at for at, name in enumerate(self._last)}
        ranked = sorted(self._counts, key=lambda name: (-self._counts[name], -recent[name]))
        actors = [self._last[name] for name in ranked]
        if line.topic:
            actors = [line.topic, *(a for a in actors if a.entry.iri != line.topic.entry.iri)]
        actors = actors[:TOPICS]
        if line.title and line.title.entry.iri not in (a.entry.iri for a in actors):
            actors = [*actors[: TOPICS - 1], line.title]
        return tuple(Unit(0, 0, a.entry.label, "topic", a) for a in actors)


def lines_of(document: Document, lexicon: Lexicon) -> list[Line]:
    """The sentences of the body with their units; rows of figures say nothing that can be read without their table."""
    topics: dict[int, tuple[Actor | None, Actor | None]] = {}
    title = title_topic(document, lexicon)
    lines = []
    for paragraph in document.paragraphs:
        if paragraph.kind == "heading":
            continue
        if paragraph.section not in topics:
            topics[paragraph.section] = topics_of(document, paragraph, title, lexicon)
        for sentence in paragraph.sentences:
            if is_row_of_figures(sentence.text):
                continue
            view = plain_view(sentence, lexicon)
            units = units_of(view)[:LONGEST]
            lines.append(Line(sentence, units, paragraph.section, *topics[paragraph.section], tuple(view.cited)))
    return lines


def windows(lines: Sequence[Line], budget: int = TARGET_UNITS) -> Iterator[Window]:
    """Windows over all lines; every line is the target of exactly one."""
    at = 0
    salience, section = Salience(), -1
    while at < len(lines):
        if lines[at].section != section:
            salience, section = Salience(), lines[at].section
        end = _fill(lines, at, budget)
        yield Window(tuple(_placed(lines, at, end, salience)))
        for line in lines[at:end]:
            salience.see(line)
        at = end


def _fill(lines: Sequence[Line], at: int, budget: int) -> int:
    """Where the targets end that begin with a line: within the budget, and in its section."""
    used, end = len(lines[at].units), at + 1
    while end < len(lines) and lines[end].section == lines[at].section and used + len(lines[end].units) <= budget:
        used += len(lines[end].units)
        end += 1
    return end


def _placed(lines: Sequence[Line], start: int, end: int, salience: Salience) -> Iterable[Placed]:
    for unit in salience.top(lines[start]):
        yield Placed(unit, -1, 0)
    first = start
    used = 0
    while first > 0 and lines[first - 1].section == lines[start].section:
        used += len(lines[first - 1].units)
        if used > CONTEXT_UNITS:
            break
        first -= 1
    for index in range(first, end):
        for unit in lines[index].units:
            yield Placed(unit, index, 1 if index < start else 2)
