"""The graph at hand: an embedded Oxigraph store, in memory or on disk, also behind rdflib's API."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import iri
from kg.graph.source import Solutions
from kg.graph.turtle import stream_file, to_turtle

if TYPE_CHECKING:
    import rdflib

    from kg.queries import Rows, Values


class Graph:
    """A knowledge graph, in memory unless it is made with `over`.

    `store` is the Oxigraph store itself, `rdflib` the same data through rdflib's API.
    """

    def __init__(self, triples: Iterable[ox.Triple] = ()) -> None:
        self.store = ox.Store()
        self._held: object = None
        self.add(triples)

    @classmethod
    def over(cls, store: ox.Store, held: object = None) -> Graph:
        """Graph over a store that is there already, such as one on disk; `held` is kept as long as the graph."""
        graph = cls()
        graph.store, graph._held = store, held
        return graph

    def add(self, triples: Iterable[ox.Triple]) -> None:
        """Add triples; they may be read from this very graph, and are read whole before any is added."""
        self.store.bulk_extend([ox.Quad(t.subject, t.predicate, t.object) for t in triples])

    @classmethod
    def read(cls, path: str | Path) -> Graph:
        """Graph of an RDF file.

        Raises:
            UserError: the file is missing, of an unknown kind, or not RDF.
        """
        graph = cls()
        graph.store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in stream_file(Path(path)))
        return graph

    def __len__(self) -> int:
        return len(self.store)

    def triples(self) -> Iterator[ox.Triple]:
        return (q.triple for q in self.store)

    def turtle(self) -> bytes:
        """Canonical Turtle: equal graphs give equal bytes."""
        return to_turtle(self.triples())

    @property
    def rdflib(self) -> rdflib.Graph:
        """The same data as an rdflib graph; changes through it change the store."""
        import rdflib
        from oxrdflib import OxigraphStore
        from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

        graph = rdflib.Graph(store=OxigraphStore(store=self.store), identifier=DATASET_DEFAULT_GRAPH_ID)
        for prefix, namespace in iri.all_prefixes().items():
            graph.bind(prefix, namespace)
        return graph

    def solve(self, query: str) -> Solutions:
        """Rows of a SELECT or triples of a CONSTRUCT of our own (no user text), whose prefixes are declared."""
        found: Any = self.store.query(query)
        if isinstance(found, ox.QueryTriples):
            return Solutions(None, tuple((t.subject, t.predicate, t.object) for t in found))
        return Solutions(tuple(v.value for v in found.variables), tuple(tuple(row) for row in found))

    def select(self, query: str) -> list[Mapping[str, ox.NamedNode | ox.Literal | None]]:
        """Rows of a SELECT of our own (no user text): variable name → term or None."""
        found: Any = self.store.query(query, prefixes=iri.all_prefixes())
        names = [v.value for v in found.variables]
        return [{name: row[name] for name in names} for row in found]

    def query(self, name: str, **parameters: str) -> Rows:
        """Rows of a template: `graph.query("agreements-of-state", state="KZ")`."""
        from kg.queries import run_template

        return run_template(self, name, parameters)

    def values(self, name: str, parameter: str, **others: str) -> Values:
        """Values of a parameter that give rows: `graph.values("migrant-estimates", "origin", destination="KZ")`.

        `kg.queries.values_of` takes a limit as well.
        """
        from kg.queries import values_of

        return values_of(self, name, parameter, others)

    def claim_count(self) -> int:
        claim = ox.NamedNode(iri.term("Claim"))
        rdf_type = ox.NamedNode(iri.PREFIXES["rdf"] + "type")
        return sum(1 for _ in self.store.quads_for_pattern(None, rdf_type, claim))

    def labels(self) -> Mapping[str, str]:
        """English label of each labelled node; skos:prefLabel before rdfs:label before a title."""
        labels: dict[str, str] = {}
        for predicate in (
            iri.PREFIXES["dcterms"] + "title",
            iri.PREFIXES["rdfs"] + "label",
            iri.PREFIXES["skos"] + "prefLabel",
        ):
            for quad in self.store.quads_for_pattern(None, ox.NamedNode(predicate), None):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                    labels[quad.subject.value] = quad.object.value
        return labels
