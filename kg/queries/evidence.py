"""Beside each row of an answer: who says so, in which sentence, where, with which note."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pyoxigraph as ox

from kg import iri
from kg.errors import UserError
from kg.graph.source import Source
from kg.queries.rows import Cell, Rows

_CLAIM = iri.THINGS + "claim/"
_HEADINGS = {"speakers": "Speakers", "sentence": "Sentence", "section": "Section", "notes": "Notes"}
_QUERY = """
SELECT ?claim ?sentence ?section ?notes ?speakers WHERE {
  VALUES ?claim { %s }
  ?claim mkg:evidence ?evidence .
  OPTIONAL { ?evidence mkg:sentence ?words }
  OPTIONAL { ?evidence mkg:quote ?cell }
  BIND (COALESCE(?words, ?cell) AS ?sentence)
  OPTIONAL { ?evidence mkg:row ?row ; mkg:column ?column ; oa:hasSource ?list . ?list dcterms:title ?title }
  OPTIONAL { ?evidence mkg:inSection ?part . ?part dcterms:title ?heading }
  BIND (COALESCE(?heading, CONCAT(?title, ", row ", ?row, ", column ", ?column)) AS ?section)
  OPTIONAL { ?evidence mkg:citesNote ?cited . ?cited mkg:noteNumber ?notes }
  OPTIONAL {
    ?claim mkg:attributedTo ?voice .
    OPTIONAL { ?voice skos:prefLabel ?preferred }
    OPTIONAL { ?voice rdfs:label ?label }
    BIND (COALESCE(?preferred, ?label, ?voice) AS ?speakers)
  }
}
"""
_BETWEEN = {"speakers": ", ", "sentence": " | ", "section": " | ", "notes": ", "}


def with_evidence(source: Source, rows: Rows) -> Rows:
    """The same rows with a column each for speakers, sentence, section and notes, where they lack it.

    What several claims of a row say of themselves stands in one cell.

    Raises:
        UserError: the rows name no claims.
    """
    claims = [_claims(row) for row in rows.rows]
    named = sorted({claim for found in claims for claim in found})
    if rows.rows and not named:
        raise UserError("evidence: these rows name no claims; ask a template with a column of claims")
    told = _told(source, named)
    added = [name for name in _HEADINGS if name not in rows.variables]
    more = tuple(
        (*row, *(_cell(name, [told[c][name] for c in found if c in told]) for name in added))
        for row, found in zip(rows.rows, claims, strict=True)
    )
    columns = {**rows.columns, **{name: _HEADINGS[name] for name in added}} if rows.columns else rows.columns
    return replace(rows, variables=(*rows.variables, *added), rows=more, columns=columns)


def _claims(row: Iterable[Cell]) -> list[str]:
    """IRIs of the claims that a row names, in cells of one or of several."""
    found: list[str] = []
    for cell in row:
        if isinstance(cell, ox.NamedNode) and cell.value.startswith(_CLAIM):
            found.append(cell.value)
        elif isinstance(cell, ox.Literal) and cell.value.startswith(_CLAIM):
            found += (part for part in cell.value.split() if part.startswith(_CLAIM))
    return list(dict.fromkeys(found))


def _told(source: Source, claims: Iterable[str]) -> Mapping[str, Mapping[str, list[str]]]:
    """What each claim says of itself, by column, each thing once and in order."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: {name: set() for name in _HEADINGS})
    for row in source.select(_QUERY % " ".join(f"<{claim}>" for claim in claims)):
        claim = row["claim"]
        assert isinstance(claim, ox.NamedNode)
        for name in _HEADINGS:
            if (value := row[name]) is not None:
                found[claim.value][name].add(value.value)
    return {claim: {name: _ordered(values) for name, values in told.items()} for claim, told in found.items()}


def _ordered(values: Iterable[str]) -> list[str]:
    return sorted(values, key=lambda v: (int(v) if v.isdigit() else 0, v))


def _cell(name: str, told: Iterable[list[str]]) -> Cell:
    values = list(dict.fromkeys(value for found in told for value in found))
    return ox.Literal(_BETWEEN[name].join(values)) if values else None
