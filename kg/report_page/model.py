"""What stands on a page, as plain values: sections of blocks, each a list of what is said, a table or a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Note:
    """A note of a report: its number and its words, which are empty where the known copy lacks them."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing said: in short, in whose voice, and where.

    `tags` say what it is not to be mistaken for (denied, estimated, forecast, …). `sentence` holds the words of a
    report; for a data set it holds the cells as published, and `place` the row and column. `above` marks what the page
    has told in full before.
    """

    text: str
    tags: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    sentence: str = ""
    place: str = ""
    document: str = ""
    notes: tuple[Note, ...] = ()
    claim: str = ""
    above: bool = False


@dataclass(frozen=True, slots=True)
class Entries:
    """A list of things said; `status` (of a pair) stands beside the heading."""

    kind: ClassVar[str] = "entries"
    heading: str
    entries: tuple[Entry, ...]
    status: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; `numbers` are the columns that hold numbers, by place."""

    kind: ClassVar[str] = "table"
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as SVG without a head, fit to stand in a page."""

    kind: ClassVar[str] = "drawing"
    svg: str
    caption: str = ""


Block = Entries | Table | Drawing


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of the page; `count` is the number of claims that it tells, 0 where that says nothing."""

    id: str
    title: str
    lead: str
    blocks: tuple[Block, ...]
    count: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """A document that the graph rests on."""

    title: str
    creators: tuple[str, ...]
    year: str
    publisher: str
    sha256: tuple[str, ...]
    note: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page, and where it comes from."""

    title: str
    lead: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    graph_version: str
    triples: int
    program: str
    command: str
