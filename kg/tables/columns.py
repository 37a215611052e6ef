"""Which tables there are and what their columns hold.

Every thing is its IRI, as in the graph: claims, actors, places, concepts, documents and sources. A column holds a
list of texts, one text, a whole number or a decimal number.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING

from kg.claims.schema import ClaimType, SlotType, schema
from kg.errors import UserError

if TYPE_CHECKING:
    import pyarrow


class Kind(Enum):
    """What a cell of a column holds; each may be empty, a list may have no entry."""

    TEXT = "text"
    TEXTS = "texts"
    WHOLE = "whole"
    WHOLES = "wholes"
    DECIMAL = "decimal"


Columns = Mapping[str, Kind]

BEFORE: Columns = {"id": Kind.TEXT, "document": Kind.TEXT}
AFTER: Columns = {
    "modality": Kind.TEXT,
    "polarity": Kind.TEXT,
    "attribution": Kind.TEXTS,
    "exclusive": Kind.TEXTS,
    "notes": Kind.WHOLES,
    "root_sources": Kind.TEXTS,
    "quote": Kind.TEXT,
    "sentence": Kind.TEXT,
    "sentences": Kind.TEXTS,
    "section": Kind.TEXT,
    "char_start": Kind.WHOLE,
    "char_end": Kind.WHOLE,
    "cell_row": Kind.TEXT,
    "cell_column": Kind.TEXT,
    "provision": Kind.TEXT,
    "score": Kind.DECIMAL,
    "proposer": Kind.TEXT,
    "basis": Kind.TEXT,
    "not_stated": Kind.TEXTS,
}
THINGS: Columns = {
    "iri": Kind.TEXT,
    "label": Kind.TEXT,
    "kinds": Kind.TEXTS,
    "code": Kind.TEXT,
    "in_state": Kind.TEXT,
    "members": Kind.TEXTS,
}
MEMBERSHIPS: Columns = {"of_group": Kind.TEXT, "state": Kind.TEXT, "first_year": Kind.WHOLE, "last_year": Kind.WHOLE}
DOCUMENTS: Columns = {
    "iri": Kind.TEXT,
    "title": Kind.TEXT,
    "sha256": Kind.TEXT,
    "authors": Kind.TEXTS,
    "publisher": Kind.TEXT,
    "issued": Kind.WHOLE,
    "restates": Kind.TEXT,
}
NOTES: Columns = {
    "iri": Kind.TEXT,
    "document": Kind.TEXT,
    "number": Kind.WHOLE,
    "text": Kind.TEXT,
    "state": Kind.TEXT,
    "sources": Kind.TEXTS,
}
EDGES: Columns = {"subject": Kind.TEXT, "predicate": Kind.TEXT, "object": Kind.TEXT, "claims": Kind.TEXTS}
GAPS: Columns = {
    "rank": Kind.WHOLE, "best": Kind.WHOLE, "worst": Kind.WHOLE, "first_state": Kind.TEXT, "second_state": Kind.TEXT,
    "kind": Kind.TEXT, "basis": Kind.TEXT, "claims": Kind.TEXTS,
}  # fmt: skip


def slot_columns(kind: ClaimType) -> Columns:
    """Columns of the slots of a claim type: by the slot's name, a period as its first and its last year."""
    found: dict[str, Kind] = {}
    for slot in kind.slots.values():
        found |= _of_slot(slot)
    return found


def _of_slot(slot: SlotType) -> Columns:
    if slot.kind == "period":
        return {"first_year": Kind.WHOLE, "last_year": Kind.WHOLE}
    return {slot.name: {"number": Kind.DECIMAL, "year": Kind.WHOLE}.get(slot.kind, Kind.TEXTS)}


def tables() -> Mapping[str, Columns]:
    """Columns by table: one a claim type, then what the claims point to and what rests on them."""
    claims = {name: {**BEFORE, **slot_columns(kind), **AFTER} for name, kind in schema().types.items()}
    others = {"things": THINGS, "memberships": MEMBERSHIPS, "documents": DOCUMENTS, "notes": NOTES, "edges": EDGES}
    return {**claims, **others, "gaps": GAPS}


def arrow_schema(columns: Columns) -> pyarrow.Schema:
    """The columns as Arrow types."""
    import pyarrow as pa

    types = {
        Kind.TEXT: pa.string(),
        Kind.TEXTS: pa.list_(pa.string()),
        Kind.WHOLE: pa.int64(),
        Kind.WHOLES: pa.list_(pa.int64()),
        Kind.DECIMAL: pa.float64(),
    }
    return pa.schema([(name, types[kind]) for name, kind in columns.items()])


def require_tables() -> None:
    """Find out whether the libraries for tables are installed.

    Raises:
        UserError: one is not.
    """
    try:
        import duckdb  # noqa: F401
        import pyarrow  # noqa: F401
    except ImportError:
        raise UserError("tables in Parquet need the extra `tables`: pip install 'migration-kg[tables]'") from None
