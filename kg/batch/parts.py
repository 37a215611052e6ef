"""Parts: what one report gave, as a file of its own, so that no report is read twice.

A part is a gzip file of N-Triples whose first line, a comment, holds the head as JSON. Its name says which program
read what: whatever could change the content changes the name, so that a part that is there may be used.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg.errors import UserError
from kg.graph.turtle import write_atomically

_SUFFIX = ".nt.gz"
_PACKAGES = ("onnxruntime", "tokenizers", "numpy")  # what computes the reader's probabilities


@dataclass(frozen=True, slots=True)
class Head:
    """What is told of a report without looking at its triples.

    `program` is that of the worker, `faults` the number of violations of shapes, `figures` the states of the
    audit, all others counts.
    """

    document: str
    sha256: str
    program: str
    characters: int
    sections: int
    notes: int
    claims: Mapping[str, int]
    rejected: Mapping[str, int]
    figures: Mapping[str, int]
    faults: int = 0
    warnings: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Part:
    """A report as read: its head and its triples as N-Triples, one a line, sorted."""

    head: Head
    triples: bytes


def pack(part: Part) -> bytes:
    """A part as the bytes of its file; equal parts give equal bytes."""
    head = json.dumps(asdict(part.head), sort_keys=True, ensure_ascii=False)
    return gzip.compress(b"# " + head.encode() + b"\n" + part.triples, compresslevel=3, mtime=0)


def unpack(data: bytes) -> Part:
    """A part from the bytes of its file.

    Raises:
        ValueError: the bytes are damaged, or no part.
    """
    try:
        first, _, triples = gzip.decompress(data).partition(b"\n")
        held = json.loads(first.removeprefix(b"# "))
        return Part(Head(**{**held, "warnings": tuple(held["warnings"])}), triples)
    except (OSError, EOFError, zlib.error, TypeError, KeyError) as error:
        raise ValueError(f"no part of a graph: {error}") from error


class Parts:
    """The parts of a build, in a folder beside its output."""

    def __init__(self, folder: Path) -> None:
        """The folder is made with the first part.

        Raises:
            UserError: there is a file in its place.
        """
        self.folder = folder
        if folder.exists() and not folder.is_dir():
            raise UserError(f"{folder}: is a file where the parts of the graph would go; choose another output")

    def name(self, sha256: str, name: str, proposer: str | None) -> str:
        """Name of the part of a report (hash and name of its file) under this program."""
        key = hashlib.sha256("\x1f".join((sha256, name, proposer or "")).encode()).hexdigest()[:32]
        return f"{program()}-{key}{_SUFFIX}"

    def head(self, part: str) -> Head | None:
        """Head of a part that is there and whole, else None."""
        try:
            return unpack((self.folder / part).read_bytes()).head
        except (OSError, ValueError):
            return None

    def triples(self, part: str) -> bytes:
        """Triples of a part.

        Raises:
            UserError: the part is missing or damaged.
        """
        path = self.folder / part
        try:
            return unpack(path.read_bytes()).triples
        except (OSError, ValueError) as error:
            raise UserError(f"{path}: cannot be read ({error}); delete it and run again") from error

    def write(self, part: str, data: bytes) -> None:
        """Write a part whole or not at all.

        Raises:
            UserError: the folder cannot be made or written.
        """
        try:
            self.folder.mkdir(exist_ok=True)
        except OSError as error:
            raise UserError(f"{self.folder}: cannot be made ({error.strerror}); choose another output") from error
        write_atomically(self.folder / part, data)

    def drop_outdated(self) -> None:
        """Remove what other versions of the program read, and what killed runs left half written."""
        for path in self.folder.glob(f"*{_SUFFIX}*"):  # `*` also finds names that begin with a point
            if not path.name.startswith(f"{program()}-"):
                path.unlink(missing_ok=True)


@cache
def program() -> str:
    """Name of everything but the report that a part depends on: program, data, weights and what runs them."""
    from kg.build import fingerprint
    from kg.proposers.reader.ledger import PATH

    digest = hashlib.sha256(fingerprint().encode())
    for path in (PATH, *sorted((PATH.parent / "weights").iterdir())):
        digest.update(path.read_bytes())
    for package in _PACKAGES:
        digest.update(f"{package} {_version(package)}\n".encode())
    return digest.hexdigest()[:16]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # built from source without its metadata
        return "unknown"
