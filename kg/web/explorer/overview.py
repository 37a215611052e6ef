"""What a graph holds at a glance: claims by type, who is spoken of, sources, who proposed, what pairs lack."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pyoxigraph as ox

from kg import iri
from kg.claims.schema import schema
from kg.queries import templates
from kg.web.explorer.claims import CLAIM
from kg.web.explorer.library import Library
from kg.web.explorer.names import Ref
from kg.web.explorer.nodes import mkg, of_class, one
from kg.web.explorer.search import Thing
from kg.web.explorer.site import DocumentLine, documents

_GENERATED = ox.NamedNode(iri.PREFIXES["prov"] + "wasGeneratedBy")
_VERSION = ox.NamedNode(iri.PREFIXES["owl"] + "versionInfo")
_SOURCE = ox.NamedNode(iri.PREFIXES["oa"] + "hasSource")
_MOST_SPOKEN_OF = 12


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of something."""

    ref: Ref
    number: int


@dataclass(frozen=True, slots=True)
class Maker:
    """Who or what proposed claims, of which version, and how many."""

    name: str
    label: str
    version: str
    claims: int


@dataclass(frozen=True, slots=True)
class Source:
    """A document with the number of claims that have evidence in it, or, of a data set, that rest on it."""

    line: DocumentLine
    claims: int


@dataclass(frozen=True, slots=True)
class Overview:
    """`spoken_of` are the actors with the most claims, `actors` how many of each kind any claim speaks of.

    `gaps` are pairs of states by the status of their labor-migration agreements, `questions` the number of templates.
    """

    claims: int
    types: tuple[Count, ...]
    actors: tuple[Count, ...]
    spoken_of: tuple[Thing, ...]
    sources: tuple[Source, ...]
    makers: tuple[Maker, ...]
    gaps: tuple[Count, ...]
    questions: int
    edges: int


def overview(library: Library, _: str = "") -> Overview:
    """The answer."""
    actors = [t for t in library.index.things if t.kind in ("actor", "place") and t.claims]
    kinds = Counter(t.what for t in actors)
    return Overview(
        claims=library.graph.claim_count(),
        types=tuple(_types(library)),
        actors=tuple(Count(Ref("", name), n) for name, n in kinds.most_common()),
        spoken_of=tuple(sorted((t for t in actors if t.kind == "actor"), key=lambda t: -t.claims)[:_MOST_SPOKEN_OF]),
        sources=tuple(_sources(library)),
        makers=tuple(_makers(library)),
        gaps=tuple(_gaps(library)),
        questions=len(templates()),
        edges=sum(1 for _ in of_class(library.store, "DerivedEdge")),
    )


def _types(library: Library) -> list[Count]:
    found = []
    for name in schema().types:
        number = sum(1 for node in of_class(library.store, name) if node.startswith(CLAIM))
        if number:
            found.append(Count(library.names.ref(iri.term(name)), number))
    return sorted(found, key=lambda c: (-c.number, c.ref.label))


def _makers(library: Library) -> list[Maker]:
    store = library.store
    found = Counter(
        q.object.value for q in store.quads_for_pattern(None, _GENERATED, None) if isinstance(q.object, ox.NamedNode)
    )
    return [
        Maker(node.rsplit("/", 1)[-1], library.names.label(node), one(store, node, _VERSION), n)
        for node, n in found.most_common()
    ]


def _sources(library: Library) -> list[Source]:
    return [Source(line, _claims_of(library, iri.THINGS + line.ref.id)) for line in documents(library)]


def _claims_of(library: Library, document: str) -> int:
    node, store = ox.NamedNode(document), library.store
    resting = sum(1 for _ in store.quads_for_pattern(None, mkg("rootSource"), node))
    places = {q.subject for q in store.quads_for_pattern(None, _SOURCE, node)}
    told = {q.subject for q in store.quads_for_pattern(None, mkg("evidence"), None) if q.object in places}
    return len(told) or resting


def _gaps(library: Library) -> list[Count]:
    kinds = Counter(
        q.object.value for q in library.store.quads_for_pattern(None, mkg("gapKind"), None)
        if isinstance(q.object, ox.NamedNode)
    )  # fmt: skip
    return [Count(library.names.ref(node), n) for node, n in kinds.most_common()]
