"""Short names and labels of nodes, read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

import pyoxigraph as ox

from kg import iri
from kg.graph.store import Graph
from kg.resources import ontology_files

_LABELS = tuple(
    ox.NamedNode(iri.PREFIXES[prefix] + name)
    for prefix, name in (("skos", "prefLabel"), ("rdfs", "label"), ("dcterms", "title"))
)


@dataclass(frozen=True, slots=True)
class Ref:
    """A node to name and to link to: `id` is its name under `id/` ("state/KZ") or a prefixed name; `ru` its Russian
    label where it has one."""

    id: str
    label: str
    ru: str | None = None


def short(node: str) -> str:
    """Name of a node in addresses of the explorer.

    >>> short("https://w3id.org/migration-kg/id/state/KZ"), short("https://w3id.org/migration-kg/ontology#Law")
    ('state/KZ', 'mkg:Law')
    """
    return node.removeprefix(iri.THINGS) if node.startswith(iri.THINGS) else iri.compact(node)


@cache
def vocabulary() -> ox.Store:
    """The ontology with its closed lists, for labels that a graph does not carry along."""
    store = ox.Store()
    for path in ontology_files("schemes"):
        store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    return store


class Names:
    """Labels of the nodes of one graph; each is looked up once."""

    def __init__(self, graph: Graph) -> None:
        self._store = graph.store
        self._found: dict[str, Ref] = {}

    def ref(self, node: str) -> Ref:
        """A node by its IRI, with its labels, else with the end of its IRI in words."""
        found = self._found.get(node)
        if found is None:
            found = self._found[node] = self._read(node)
        return found

    def refs(self, nodes: Iterable[str]) -> tuple[Ref, ...]:
        """Nodes in the order of their labels."""
        return tuple(sorted(map(self.ref, nodes), key=lambda r: (r.label.casefold(), r.id)))

    def knows(self, node: str) -> bool:
        """Whether anything is said of a node in the graph or the vocabulary."""
        try:
            subject = ox.NamedNode(node)
        except ValueError:
            return False
        return any(next(iter(s.quads_for_pattern(subject, None, None)), None) for s in (self._store, vocabulary()))

    def label(self, node: str) -> str:
        return self.ref(node).label

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Languages that labels can be shown in."""
        pref = ox.NamedNode(iri.PREFIXES["skos"] + "prefLabel")
        found = {
            q.object.language for q in self._store.quads_for_pattern(None, pref, None)
            if isinstance(q.object, ox.Literal) and q.object.language in ("en", "ru")
        }  # fmt: skip
        return tuple(sorted({"en", *filter(None, found)}))

    def _read(self, node: str) -> Ref:
        labels = self._labels(self._store, node) or self._labels(vocabulary(), node)
        fallback = node.rsplit("#", 1)[-1].rsplit("/", 1)[-1].replace("-", " ")
        english = labels.get("en") or next((labels[k] for k in sorted(labels) if k != "ru"), "")
        return Ref(short(node), english or labels.get("ru") or fallback or node, labels.get("ru"))

    def _labels(self, store: ox.Store, node: str) -> dict[str, str]:
        try:
            subject = ox.NamedNode(node)
        except ValueError:
            return {}
        for predicate in _LABELS:
            found = {
                q.object.language or "": q.object.value for q in store.quads_for_pattern(subject, predicate, None)
                if isinstance(q.object, ox.Literal)
            }  # fmt: skip
            if found:
                return found
        return {}
