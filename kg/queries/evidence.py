"""Beside each row of an answer: who says so, in which sentence, where, with which note."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

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
  OPTIONAL { ?evidence mkg:row ?row }
  OPTIONAL { ?evidence mkg:column ?column }
  ?evidence oa:hasSource ?document .
  OPTIONAL { ?document dcterms:title ?title }
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


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence that bears a claim, or a cell of a table: what stands beside it, by column."""

    sentence: str | None
    told: Mapping[str, set[str]] = field(default_factory=lambda: {name: set() for name in _HEADINGS})


def with_evidence(source: Source, rows: Rows) -> Rows:
    """The same rows with a column each for speakers, sentence, section and notes, where they lack it.

    What several claims of a row say of themselves stands in one cell. A row with a sentence of its own has what
    stands beside that one.

    Raises:
        UserError: the rows name no claims.
    """
    claims = [_claims(row) for row in rows.rows]
    named = sorted({claim for found in claims for claim in found})
    if rows.rows and not named:
        raise UserError("evidence: these rows name no claims; ask a template with a column of claims")
    places = _places(source, named)
    added = [name for name in _HEADINGS if name not in rows.variables]
    at = rows.variables.index("sentence") if "sentence" in rows.variables else None
    more = []
    for row, found in zip(rows.rows, claims, strict=True):
        own = None if at is None else row[at]
        beside = [_beside(places.get(claim, ()), own) for claim in found]
        more.append((*row, *(_cell(name, [_ordered(name, some) for some in beside]) for name in added)))
    columns = {**rows.columns, **{name: _HEADINGS[name] for name in added}} if rows.columns else rows.columns
    return replace(rows, variables=(*rows.variables, *added), rows=tuple(more), columns=columns)


def _claims(row: Iterable[Cell]) -> list[str]:
    """IRIs of the claims that a row names, in cells of one or of several."""
    found: list[str] = []
    for cell in row:
        if isinstance(cell, ox.NamedNode) and cell.value.startswith(_CLAIM):
            found.append(cell.value)
        elif isinstance(cell, ox.Literal) and cell.value.startswith(_CLAIM):
            found += (part for part in cell.value.split() if part.startswith(_CLAIM))
    return list(dict.fromkeys(found))


def _places(source: Source, claims: Iterable[str]) -> Mapping[str, Sequence[_Place]]:
    """The sentences that bear each claim, each with what stands beside it."""
    found: dict[str, dict[str | None, _Place]] = defaultdict(dict)
    for row in source.select(_QUERY % " ".join(f"<{claim}>" for claim in claims)):
        claim, sentence = row["claim"], row["sentence"]
        assert isinstance(claim, ox.NamedNode)
        words = None if sentence is None else sentence.value
        place = found[claim.value].setdefault(words, _Place(words))
        for name in _HEADINGS:
            if (value := row[name]) is not None:
                place.told[name].add(value.value)
    return {claim: tuple(places.values()) for claim, places in found.items()}


def _beside(places: Sequence[_Place], own: Cell) -> Sequence[_Place]:
    """The places of a claim that a row is about: those of its sentence, or all where it has none of them."""
    words = own.value if isinstance(own, ox.Literal) else None
    return [place for place in places if place.sentence == words] or places


def _ordered(name: str, places: Iterable[_Place]) -> list[str]:
    values = {value for place in places for value in place.told[name]}
    return sorted(values, key=lambda v: (int(v) if v.isdigit() else 0, v))


def _cell(name: str, told: Iterable[list[str]]) -> Cell:
    values = list(dict.fromkeys(value for found in told for value in found))
    return ox.Literal(_BETWEEN[name].join(values)) if values else None
