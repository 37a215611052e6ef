"""The words that queries are written with: prefixes, and the terms that the graph uses, with what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg import iri
from kg.web.explorer.library import Library
from kg.web.explorer.names import short
from kg.web.explorer.ontology_pages import ontology

# Terms of other vocabularies: used in the graph, defined elsewhere.
_OTHERS = """
SELECT ?term ?kind (COUNT(*) AS ?number) WHERE {
  { ?s ?term ?o BIND ("property" AS ?kind) } UNION { ?s a ?term BIND ("class" AS ?kind) }
} GROUP BY ?term ?kind
"""


@dataclass(frozen=True, slots=True)
class TermLine:
    """A class, property or concept by its short name; `number` is how often the graph uses it."""

    name: str
    kind: str
    label: str
    ru: str | None
    definition: str
    number: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Prefixes that need not be declared, and terms, those used most first."""

    prefixes: dict[str, str]
    terms: tuple[TermLine, ...]


def vocabulary(library: Library, _: str = "") -> Vocabulary:
    """The answer."""
    own = list(_own(library))
    known = {t.name for t in own}
    others = (t for t in _others(library) if t.name not in known)
    terms = sorted([*own, *others], key=lambda t: (-t.number, t.name))
    return Vocabulary(iri.all_prefixes(), tuple(terms))


def _own(library: Library) -> Iterator[TermLine]:
    found = ontology(library)
    for kind, terms in (("class", found.classes), ("property", found.properties)):
        for t in terms:
            yield TermLine(t.ref.id, kind, t.ref.label, t.ref.ru, t.definition, t.number)
    for scheme in found.schemes:
        for c in scheme.concepts:
            yield TermLine(c.ref.id, "concept", c.ref.label, c.ref.ru, c.definition, c.number)


def _others(library: Library) -> Iterator[TermLine]:
    for row in library.graph.select(_OTHERS):
        term, kind, number = row["term"], row["kind"], row["number"]
        assert isinstance(term, ox.NamedNode)
        assert kind is not None
        assert number is not None
        name = short(term.value)
        if ":" in name and not name.startswith(("http:", "https:")):
            ref = library.names.ref(term.value)
            yield TermLine(name, kind.value, ref.label, ref.ru, "", int(number.value))
