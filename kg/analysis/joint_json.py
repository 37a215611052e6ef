"""Joint readings as plain JSON values and as flat rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.analysis.gap_json import Json, citation_json
from kg.analysis.joint_kind import label_of
from kg.analysis.joint_reading import Finding, JointPair
from kg.analysis.listings import Cell, DataSet, Listing, Provision

COLUMNS = (
    "state_a", "state_b", "reading", "kinds", "status", "basis", "claims", "written", "listed", "signed", "ratified",
    "listings", "data_sets", "coverage",
)  # fmt: skip
"""Columns of `joint_row`, in order."""


def joint_json(found: JointPair, known: Iterable[DataSet]) -> Json:
    """A pair as values that `json.dumps` takes; an unknown year or date is None."""
    gap = found.gap
    return {
        "pair": list(gap.pair),
        "names": list(gap.names),
        "reading": found.reading,
        "kinds": list(found.kinds),
        "report": {
            "status": gap.status,
            "basis": gap.basis,
            "note": gap.note,
            "claims": list(gap.claims),
            "evidence": [citation_json(c) for c in gap.evidence],
        },
        "listed": [listing_json(each) for each in found.listed],
        "findings": [_finding(each) for each in found.findings],
        "coverage": [{"data_set": d.iri, "title": d.title, "version": d.version, "note": d.coverage} for d in known],
    }


def listing_json(listing: Listing) -> Json:
    return {
        "claim": listing.claim,
        "title": listing.title,
        "signed": listing.signed or None,
        "ratified": listing.ratified or None,
        "status": listing.status or None,
        "data_set": listing.data_set.iri,
        "cells": [cell_json(c) for c in listing.cells],
        "provisions": [_provision(p) for p in listing.provisions],
    }


def cell_json(cell: Cell) -> Json:
    return {"data_set": cell.data_set, "row": cell.row, "column": cell.column, "text": cell.text}


def joint_row(found: JointPair, known: Iterable[DataSet]) -> dict[str, Any]:
    """A pair as one row."""
    gap = found.gap
    written = sorted({f.written for f in found.findings if f.citation and f.written is not None})
    return {
        "state_a": gap.pair[0],
        "state_b": gap.pair[1],
        "reading": found.reading,
        "kinds": list(found.kinds),
        "status": gap.status,
        "basis": gap.basis,
        "claims": list(gap.claims),
        "written": [str(year) for year in written],
        "listed": len(found.listed),
        "signed": [each.signed or "?" for each in found.listed],
        "ratified": [each.ratified or "?" for each in found.listed],
        "listings": [each.claim for each in found.listed],
        "data_sets": sorted({each.data_set.title for each in found.listed}),
        "coverage": [d.coverage for d in known if d.coverage],
    }


def _finding(found: Finding) -> Json:
    return {
        "reading": found.reading,
        "kind": found.kind,
        "label": label_of(found.kind),
        "claim": found.citation.claim if found.citation else None,
        "role": found.citation.role if found.citation else None,
        "written": found.written,
        "listed": [each.claim for each in found.listed],
    }


def _provision(found: Provision) -> Json:
    return {
        "provision": found.name,
        "label": found.label,
        "given": found.is_given,
        "claim": found.claim,
        "cells": [cell_json(c) for c in found.cells],
    }
