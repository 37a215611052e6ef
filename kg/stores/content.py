"""What a store is filled with: files of RDF, or the reference graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg import iri
from kg.errors import UserError
from kg.graph.turtle import stream_file

_RDF_TYPE = ox.NamedNode(iri.PREFIXES["rdf"] + "type")
_CLAIM = ox.NamedNode(iri.term("Claim"))


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a store holds after a load."""

    triples: int
    claims: int


def contents(files: Sequence[Path]) -> Iterator[ox.Triple]:
    """Triples of some files, one by one; without a file those of the reference graph.

    Raises:
        UserError: a file cannot be read, or is at its end without a claim.
    """
    if not files:
        from kg.reference_graph import reference_graph

        yield from reference_graph().triples()
    for path in files:
        claims = 0
        for triple in stream_file(path, own_blank_nodes=True):
            claims += triple.object == _CLAIM and triple.predicate == _RDF_TYPE
            yield triple
        if not claims:
            hint = f"make a graph with `mkg build REPORT -o {path.name}`"
            raise UserError(f"{path}: holds no claim of the ontology, so nothing was loaded; {hint}")
