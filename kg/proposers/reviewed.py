"""Claims that people read and judged, shipped with the corpora.

A corpus is a folder with `source.toml` (what the report is, the hash of the known text), `digest.md` (our
restatement) and `annotations.jsonl`: one reviewed claim a line, anchored to the digest and to the
original. Of the original only offsets and hashes are kept, so that a user who has the text sees its
sentences and everyone else sees ours.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.claims.jsonl import slots_of
from kg.claims.model import Claim, How, Span, claim_id, freeze
from kg.document import Document, Note, read
from kg.errors import UserError
from kg.graph.documents_rdf import Bibliography
from kg.resources import corpus_dir

# How a digest says that a note did not survive the conversion of the original.
_LOST, _CUT = "(no text in the known copy)", "(cut in the known copy)"

DIGEST, ORIGINAL = "digest", "original"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A reviewed claim with both its anchors; `original_sha256` is the hash of the original's slice."""

    record: Mapping[str, Any]
    digest: Span
    original: Span
    original_sha256: str

    def claim(self, corpus: str, anchor: str) -> Claim:
        """The claim with its span in the digest or in the original; its id is the same in both."""
        record = self.record
        slots = freeze(slots_of(record["slots"], How.INFERRED, "reviewer"))
        kind, polarity = str(record["type"]), str(record["polarity"])
        return Claim(
            id=claim_id(corpus, self.original, kind, slots, polarity, str(record["modality"]), record["attribution"]),
            type=kind,
            document=corpus,
            span=self.digest if anchor == DIGEST else self.original,
            slots=slots,
            modality=str(record["modality"]),
            polarity=polarity,
            attribution=tuple(record["attribution"]),
            notes=tuple(record["notes"]),
            proposer="reviewed",
            basis="annotation",
            exclusive=tuple(record.get("exclusive", ())),
        )


@dataclass(frozen=True, slots=True)
class Corpus:
    """A shipped report."""

    id: str
    folder: Path
    bibliography: Bibliography
    original_sha256: str
    sections: tuple[tuple[str, int], ...]
    annotations: tuple[Annotation, ...]

    def digest(self) -> Document:
        """Our restatement of the report; notes that the known copy lost come without text."""
        document = read(self.folder / "digest.md")
        return replace(document, notes={n: _note(note) for n, note in document.notes.items()})

    def claims(self, anchor: str = DIGEST) -> tuple[Claim, ...]:
        return tuple(a.claim(self.id, anchor) for a in self.annotations)


def names() -> tuple[str, ...]:
    """Names of the shipped corpora."""
    return tuple(sorted(p.parent.name for p in corpus_dir().glob("*/source.toml")))


def load(name: str) -> Corpus:
    """A shipped corpus.

    Raises:
        UserError: no corpus has that name.
    """
    folder = corpus_dir() / name
    if name not in names():
        raise UserError(f"{name}: neither a file nor a shipped corpus; shipped are: {', '.join(names())}")
    with (folder / "source.toml").open("rb") as stream:
        source = tomllib.load(stream)
    return Corpus(
        id=source["id"],
        folder=folder,
        bibliography=Bibliography(
            title=source["title"],
            authors=tuple(source["authors"]),
            publisher=source["publisher"],
            year=source["year"],
        ),
        original_sha256=source["original"]["sha256"],
        sections=tuple((s["title"], s["start"]) for s in source["section"]),
        annotations=_annotations(folder / source["annotations"]),
    )


def recognise(sha256: str) -> Corpus | None:
    """The shipped corpus whose original has this hash, if any."""
    return next((c for c in map(load, names()) if c.original_sha256 == sha256), None)


def at_original(corpus: Corpus, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims of the digest with their spans in the original, in its order; the original need not be there."""
    spans = {a.claim(corpus.id, ORIGINAL).id: a.original for a in corpus.annotations}
    moved = [replace(c, span=spans[c.id]) for c in claims]
    return tuple(sorted(moved, key=lambda c: (c.span, c.type, c.id)))


def slice_hash(text: str, span: Span) -> str:
    """SHA-256 of a slice of a text, as hexadecimal digits."""
    return hashlib.sha256(text[span.start : span.end].encode()).hexdigest()


def _note(note: Note) -> Note:
    if note.text == _LOST:
        return replace(note, text=None, span=None)
    if note.text is not None and note.text.endswith(_CUT):
        return replace(note, text=note.text.removesuffix(_CUT).rstrip(), truncated=True)
    return note


def _annotations(path: Path) -> tuple[Annotation, ...]:
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        digest, original = record.pop("digest"), record.pop("original")
        found.append(Annotation(record, Span(*digest), Span(*original), record.pop("original_sha256")))
    return tuple(found)
