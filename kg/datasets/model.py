"""What a data set is, and what one of its cells says."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.datasets.names import Names
from kg.errors import UserError


@dataclass(frozen=True, slots=True)
class DataSet:
    """A structured source. `id` names the edition too; `coverage` says what absence from it means."""

    id: str
    title: str
    publisher: str
    issued: int | None
    licence: str
    version: str
    coverage: str
    hashes: tuple[str, ...]  # SHA-256 of each file


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a claim stands: row and column as people find them again, and what is written there."""

    row: str
    column: str
    quote: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One claim of a data set.

    `slots` are properties of the claim by local name with their terms; `year` is the period of the claim or None;
    `instrument` holds what the row says of the agreement itself. `place` tells apart claims of one type and cell; it
    is 0 for the first.
    """

    type: str
    label: str
    slots: tuple[tuple[str, ox.NamedNode | ox.Literal], ...]
    cell: Cell
    year: int | None = None
    polarity: str = "affirmed"
    modality: str = "asserted"
    instrument: Instrument | None = None
    place: int = 0


@dataclass(frozen=True, slots=True)
class Instrument:
    """The agreement that a row lists: its node, its title, its parties and its subject."""

    iri: str
    title: str
    parties: tuple[ox.NamedNode, ...]
    subject: str


@dataclass(slots=True)
class Tally:
    """What an import did, for its user: claims by type, cells that made none by reason, and remarks."""

    claims: Counter[str] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)


Step = Callable[[str], None]

Reader = Callable[[Names, Tally], Iterator[Listed]]


@dataclass(frozen=True, slots=True)
class Source:
    """A data set and the way to its claims; `read` looks up names in the one argument and counts in the other."""

    dataset: DataSet
    read: Reader


def sha256(path: Path) -> str:
    """Hash of a file.

    Raises:
        UserError: it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}); check the path") from error
