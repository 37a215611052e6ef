"""What things are called, asked of a graph or of a server: for binding what users write, and for labelling rows.

All of it is SPARQL, so that every source answers alike. The forms of the queries matter: joined as they stand, an
engine looks up a few nodes or reads one index, and never the whole graph.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice

import pyoxigraph as ox

from kg import iri
from kg.graph.source import Source
from kg.lexicon import fold

Classes = frozenset[str]

_CLAIM = iri.THINGS + "claim/"
_BATCH = 1000  # nodes that are labelled by one query
_CALLED = """
SELECT ?node ?name WHERE {
  %s
  ?node skos:prefLabel|skos:altLabel|skos:notation|dcterms:title ?name
  FILTER (isIRI(?node) && isLITERAL(?name))
}
"""
_LABELS = """
SELECT ?node ?rank ?name WHERE {
  VALUES ?node { %s }
  { ?node skos:prefLabel ?name BIND (1 AS ?rank) }
  UNION { ?node rdfs:label ?name BIND (2 AS ?rank) }
  UNION { ?node dcterms:title ?name BIND (3 AS ?rank) }
  FILTER (isLITERAL(?name))
}
"""
_CLAIMS = """
SELECT ?node WHERE { ?node a mkg:Claim FILTER (STRSTARTS(STR(?node), "%s")) } LIMIT 2
"""


class Names:
    """The things of a source by class and by name; what was asked once is kept."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._known: dict[Classes, Mapping[str, Sequence[ox.NamedNode]]] = {}

    def is_one(self, node: ox.NamedNode, classes: Collection[str]) -> bool:
        """Whether a node is of one of some classes of the ontology."""
        wanted = {iri.term(name) for name in classes}
        return any(row["class"] in wanted for row in self._rows(f"SELECT ?class WHERE {{ {node} a ?class }}"))

    def called(self, name: str, classes: Classes) -> Sequence[ox.NamedNode]:
        """Nodes of some classes that a name belongs to, in any case, in the order of their IRIs."""
        return self._by_name(classes).get(fold(name), ())

    def all(self, classes: Classes) -> Collection[str]:
        """The names of all nodes of some classes, folded."""
        return self._by_name(classes).keys()

    def claims_beginning(self, digits: str) -> Sequence[ox.NamedNode]:
        """Claims whose id begins with some hexadecimal digits: the only one, or two of several."""
        assert digits.isalnum()
        return [ox.NamedNode(row["node"]) for row in self._rows(_CLAIMS % (_CLAIM + digits))]

    def _by_name(self, classes: Classes) -> Mapping[str, Sequence[ox.NamedNode]]:
        if classes not in self._known:
            alternatives = " UNION ".join(f"{{ ?node a <{iri.term(name)}> }}" for name in sorted(classes))
            found: dict[str, set[str]] = {}
            for row in self._rows(_CALLED % alternatives):
                found.setdefault(fold(row["name"]), set()).add(row["node"])
            self._known[classes] = {
                name: [ox.NamedNode(node) for node in sorted(nodes)] for name, nodes in found.items()
            }
        return self._known[classes]

    def _rows(self, query: str) -> Iterator[Mapping[str, str]]:
        """Rows of a lookup as plain strings; all of its variables are bound."""
        for row in self._source.select(query):
            yield {name: term.value for name, term in row.items() if term is not None}


def labels(source: Source, nodes: Iterable[str]) -> Mapping[str, str]:
    """Name of each node that has one: preferred label, else label or title, in English if it can be."""
    best: dict[str, tuple[int, bool, str]] = {}
    left = map(str, _well_formed(dict.fromkeys(nodes)))
    while batch := list(islice(left, _BATCH)):
        for row in source.select(_LABELS % " ".join(batch)):
            node, rank, name = row["node"], row["rank"], row["name"]
            assert isinstance(node, ox.NamedNode)
            assert isinstance(rank, ox.Literal)
            assert isinstance(name, ox.Literal)
            key = (int(rank.value), name.language != "en", name.value)
            best[node.value] = min(best.get(node.value, key), key)
    return {node: name for node, (_, _, name) in best.items()}


def _well_formed(nodes: Iterable[str]) -> Iterator[ox.NamedNode]:
    """Those texts that are IRIs: a graph of other makers may have anything in the place of one."""
    for node in nodes:
        with suppress(ValueError):
            yield ox.NamedNode(node)
