"""What a worker does: read one report, check what it says, and hand back its part."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.audit import audit
from kg.batch.parts import Head, Part, pack, program
from kg.build import Reading, read_source, reading_triples
from kg.errors import UserError
from kg.graph.turtle import sorted_triples
from kg.validation import validate


@dataclass(frozen=True, slots=True)
class Task:
    """A report as it goes to a worker, which need not see the sender's disk: `data` are the bytes of the file.

    Without data `where` names a shipped corpus. `part` is the name of the part, `program` the sender's.
    """

    where: str
    name: str
    data: bytes | None
    proposer: str | None
    part: str
    program: str


def read_part(task: Task) -> bytes:
    """The part of a report, packed.

    Raises:
        UserError: the report cannot be read, or the worker runs another version of the program.
    """
    if program() != task.program:
        raise UserError(f"{task.where}: the worker runs another version of the program; install the same one there")
    reading = _read(task)
    triples = reading_triples(reading)
    faults = 0 if not reading.passage.claims else validate(triples).count("Violation")
    body = ox.serialize(sorted_triples(triples), format=ox.RdfFormat.N_TRIPLES)
    assert body is not None
    return pack(Part(_head(reading, faults), body))


def _read(task: Task) -> Reading:
    if task.data is None:
        return read_source(task.where, task.proposer)
    with tempfile.TemporaryDirectory(prefix="mkg-") as folder:
        path = Path(folder, task.name)
        path.write_bytes(task.data)
        try:
            return read_source(str(path), task.proposer)
        except UserError as error:
            raise UserError(str(error).replace(str(path), task.where)) from None


def _head(reading: Reading, faults: int) -> Head:
    document, passage = reading.document, reading.passage
    return Head(
        document=document.id,
        sha256=document.sha256,
        program=program(),
        characters=len(document.text),
        sections=len(document.sections),
        notes=len(document.notes),
        claims=dict(sorted(Counter(c.type for c in passage.claims).items())),
        rejected=passage.reasons(),
        figures=audit(document, passage.claims).counts(),
        faults=faults,
        warnings=document.warnings,
    )
