"""Graphs of a few claims, written in Turtle."""

from __future__ import annotations

import pyoxigraph as ox

from kg import iri
from kg.graph.store import Graph

_PREFIXES = "".join(f"@prefix {name}: <{value}> .\n" for name, value in iri.all_prefixes().items())


def made(claims: str) -> Graph:
    """A graph of a few claims in Turtle."""
    parsed = ox.parse(f"{_PREFIXES}\n{claims}", format=ox.RdfFormat.TURTLE)
    return Graph(ox.Triple(q.subject, q.predicate, q.object) for q in parsed)


def claim(name: str, kind: str, slots: str, modality: str = "asserted", polarity: str = "affirmed") -> str:
    """A claim in Turtle; `slots` are predicates and objects."""
    marks = f"mkg:modality mkg-modality:{modality} ; mkg:polarity mkg-polarity:{polarity}"
    return f"id:claim\\/{name} a mkg:Claim, mkg:{kind} ; {marks} ; {slots} .\n"
