"""Reading and writing graphs so that equal graphs give equal bytes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg import iri
from kg.errors import UserError

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}


def sorted_triples(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Each triple once, types first within a subject, in an order that depends on the content alone."""
    rdf_type = iri.PREFIXES["rdf"] + "type"
    return sorted(
        set(triples),
        key=lambda t: (str(t.subject), "" if t.predicate.value == rdf_type else t.predicate.value, str(t.object)),
    )


def to_turtle(triples: Iterable[ox.Triple]) -> bytes:
    """Turtle with the project's prefixes; the same set of triples gives the same bytes."""
    data = ox.serialize(sorted_triples(triples), format=ox.RdfFormat.TURTLE, prefixes=iri.all_prefixes())
    assert data is not None
    return data


def sorted_store(store: ox.Store) -> Iterator[ox.Triple]:
    """The triples of a store in the order of `sorted_triples`, a subject at a time, so that memory stays small."""
    for subject in sorted({q.subject for q in store}, key=str):
        yield from sorted_triples(q.triple for q in store.quads_for_pattern(subject, None, None))


def write_turtle(path: Path, store: ox.Store) -> None:
    """Write a store as `to_turtle` would, without holding the text in memory. Raises as `write_atomically`."""

    def write(stream: IO[bytes]) -> None:
        ox.serialize(sorted_store(store), stream, format=ox.RdfFormat.TURTLE, prefixes=iri.all_prefixes())

    write_through(path, write)


def parse_file(path: Path) -> list[ox.Triple]:
    """Triples of an RDF file by its suffix; quads lose their graph name.

    Raises:
        UserError: no such file, unknown suffix, or not RDF (with line and column).
    """
    return list(stream_file(path))


def stream_file(path: Path, own_blank_nodes: bool = False) -> Iterator[ox.Triple]:
    """Triples of `parse_file` one by one, so that memory stays small; raises as it does, when it comes to the fault.

    `own_blank_nodes` tells blank nodes of this file from those of others that have the same labels.
    """
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        known = " ".join(FORMATS)
        raise UserError(f"{path}: unknown kind of RDF file; use a name that ends in one of {known}")
    try:
        with path.open("rb") as stream:
            for q in ox.parse(stream, format=form, rename_blank_nodes=own_blank_nodes):
                yield ox.Triple(q.subject, q.predicate, q.object)
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except SyntaxError as error:
        where = f"line {error.lineno}, column {error.offset}" if error.lineno else "unknown position"
        raise UserError(f"{path}: not valid {form.name} at {where}: {error.msg}") from error
    except ValueError as error:
        raise UserError(f"{path}: not valid {form.name}: {error}") from error


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; an existing file is replaced only by a complete one.

    A link is followed, so that what it points to is replaced and the link stays.

    Raises:
        UserError: the folder does not exist or cannot be written, or the path is no regular file.
    """
    write_through(path, lambda stream: stream.write(data))


def write_through(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Write a file through its open stream, whole or not at all. Raises as `write_atomically`."""
    path = path.resolve()
    _refuse_what_is_no_file(path)
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise UserError(f"{path}: cannot be written ({error.strerror}); choose another output path") from error
    try:
        with os.fdopen(handle, "wb") as stream:
            write(stream)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)
        os.replace(temporary, path)
    except BaseException as error:
        Path(temporary).unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        raise UserError(f"{path}: cannot be written ({error.strerror}); choose another output path") from error


def _refuse_what_is_no_file(path: Path) -> None:
    if path.is_dir():
        raise UserError(f"{path}: is a folder; name a file to write")
    if path.exists() and not path.is_file():
        raise UserError(f"{path}: is no regular file; name a file to write")


def check_writable(path: Path) -> None:
    """Find out before long work whether its result can be written.

    Raises:
        UserError: the path is a folder, or its folder is missing or closed.
    """
    path = path.resolve()
    _refuse_what_is_no_file(path)
    if not path.parent.is_dir():
        raise UserError(f"{path}: its folder does not exist; make it, or choose another output path")
    if not os.access(path.parent, os.W_OK):
        raise UserError(f"{path}: its folder cannot be written; choose another output path")
