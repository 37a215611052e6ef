"""What the page tells of itself: the graph at hand, the program, the documents."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kg import iri
from kg.version import VERSION
from kg.web.explorer.library import Library
from kg.web.explorer.names import Ref
from kg.web.explorer.nodes import dcterms, is_a, of_class, one, values


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A source in a list: a report, or a data set (`is_data_set`)."""

    ref: Ref
    authors: tuple[Ref, ...]
    publisher: str
    year: str
    is_data_set: bool


@dataclass(frozen=True, slots=True)
class Site:
    """`digest` is the hash of the graph, `languages` those that labels can be shown in."""

    version: str
    digest: str
    triples: int
    claims: int
    documents: tuple[DocumentLine, ...]
    languages: tuple[str, ...]
    prefixes: dict[str, str]


def documents(library: Library) -> tuple[DocumentLine, ...]:
    """Reports, then data sets, each by title."""
    found = (_line(library, d) for d in of_class(library.store, "Document"))
    return tuple(sorted(found, key=lambda d: (d.is_data_set, d.ref.label.casefold())))


def _line(library: Library, document: str) -> DocumentLine:
    store = library.store
    return DocumentLine(
        ref=library.names.ref(document),
        authors=library.names.refs(values(store, document, dcterms("creator"))),
        publisher=one(store, document, dcterms("publisher")),
        year=one(store, document, dcterms("issued"))[:4],
        is_data_set=is_a(store, document, "DataSet"),
    )


def site(library: Library, _: str = "") -> Site:
    """The answer."""
    return Site(
        version=VERSION,
        digest=library.digest,
        triples=len(library.graph),
        claims=library.graph.claim_count(),
        documents=documents(library),
        languages=library.names.languages,
        prefixes=iri.all_prefixes(),
    )


def has_class(library: Library, name: str) -> bool:
    """Whether any node is of a class of the ontology."""
    pattern = (None, ox.NamedNode(iri.PREFIXES["rdf"] + "type"), ox.NamedNode(iri.term(name)))
    return next(iter(library.store.quads_for_pattern(*pattern)), None) is not None
