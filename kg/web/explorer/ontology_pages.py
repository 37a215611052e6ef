"""The ontology for readers: classes, properties, closed lists, and the rules that graphs are checked against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import pyoxigraph as ox

from kg import iri
from kg.claims.schema import schema
from kg.validation_rules import Check, Shape, rules
from kg.web.explorer.library import Library
from kg.web.explorer.names import Ref, short, vocabulary
from kg.web.explorer.nodes import RDF_TYPE, one, subjects, values

_SKOS, _RDFS, _OWL = iri.PREFIXES["skos"], iri.PREFIXES["rdfs"], iri.PREFIXES["owl"]
_DEFINITION, _SCOPE = ox.NamedNode(_SKOS + "definition"), ox.NamedNode(_SKOS + "scopeNote")
_IN_SCHEME, _NOTATION = ox.NamedNode(_SKOS + "inScheme"), ox.NamedNode(_SKOS + "notation")
_BROADER = ox.NamedNode(_SKOS + "broader")
_SUBCLASS, _DOMAIN, _RANGE = (ox.NamedNode(_RDFS + n) for n in ("subClassOf", "domain", "range"))


@dataclass(frozen=True, slots=True)
class ClassTerm:
    """`slots` are what a claim of this type says; `number` how many nodes of the graph are of the class."""

    ref: Ref
    definition: str
    scope: str
    parents: tuple[Ref, ...]
    slots: tuple[Ref, ...]
    number: int


@dataclass(frozen=True, slots=True)
class PropertyTerm:
    """`number` is how many statements of the graph use the property."""

    ref: Ref
    definition: str
    scope: str
    domain: tuple[Ref, ...]
    range: tuple[Ref, ...]
    scheme: Ref | None
    number: int


@dataclass(frozen=True, slots=True)
class ConceptTerm:
    """`number` is how many claims have the value."""

    ref: Ref
    notation: str
    definition: str
    scope: str
    broader: tuple[Ref, ...]
    number: int


@dataclass(frozen=True, slots=True)
class SchemeTerm:
    """A closed list."""

    ref: Ref
    definition: str
    concepts: tuple[ConceptTerm, ...]


@dataclass(frozen=True, slots=True)
class RuleTerm:
    """A rule of validation: a SHACL `shape`, or a `check` that looks at several nodes."""

    id: str
    kind: str
    name: str
    description: str
    severity: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """Everything, each list by label."""

    classes: tuple[ClassTerm, ...]
    properties: tuple[PropertyTerm, ...]
    schemes: tuple[SchemeTerm, ...]
    rules: tuple[RuleTerm, ...]


def ontology(library: Library, _: str = "") -> Ontology:
    """The answer."""
    return Ontology(
        classes=_sorted(_class(library, node) for node in _of("Class")),
        properties=_sorted(_properties(library)),
        schemes=_sorted(
            _scheme(library, node) for node in sorted(subjects(vocabulary(), RDF_TYPE, _SKOS + "ConceptScheme"))
        ),
        rules=tuple(sorted(map(_rule, rules()), key=lambda r: (r.kind != "shape", r.id))),
    )


_Term = TypeVar("_Term", ClassTerm, PropertyTerm, SchemeTerm)


def _sorted(terms: Iterable[_Term]) -> tuple[_Term, ...]:
    return tuple(sorted(terms, key=lambda t: (t.ref.label.casefold(), t.ref.id)))


def _of(kind: str) -> list[str]:
    found = subjects(vocabulary(), RDF_TYPE, _OWL + kind)
    return sorted(n for n in found if n.startswith(iri.TERMS))


def _class(library: Library, node: str) -> ClassTerm:
    known = schema().types.get(node.removeprefix(iri.TERMS))
    slots = known.slots.values() if known else ()
    return ClassTerm(
        ref=library.names.ref(node),
        definition=one(vocabulary(), node, _DEFINITION),
        scope=" ".join(values(vocabulary(), node, _SCOPE)),
        parents=library.names.refs(values(vocabulary(), node, _SUBCLASS)),
        slots=tuple(library.names.ref(s.property) for s in slots),
        number=_count(library, RDF_TYPE, node),
    )


def _properties(library: Library) -> list[PropertyTerm]:
    schemes = {s.property: s.scheme for t in schema().types.values() for s in t.slots.values() if s.scheme}
    found = []
    for node in sorted({*_of("ObjectProperty"), *_of("DatatypeProperty")}):
        scheme = schemes.get(node)
        found.append(
            PropertyTerm(
                ref=library.names.ref(node),
                definition=one(vocabulary(), node, _DEFINITION),
                scope=" ".join(values(vocabulary(), node, _SCOPE)),
                domain=library.names.refs(values(vocabulary(), node, _DOMAIN)),
                range=library.names.refs(values(vocabulary(), node, _RANGE)),
                scheme=library.names.ref(iri.scheme(scheme)) if scheme else None,
                number=_count(library, ox.NamedNode(node), None),
            )
        )
    return found


def _scheme(library: Library, node: str) -> SchemeTerm:
    concepts = sorted(subjects(vocabulary(), _IN_SCHEME, node))
    used = _uses(library, concepts)
    return SchemeTerm(
        ref=Ref(short(node), library.names.label(node), library.names.ref(node).ru),
        definition=one(vocabulary(), node, _DEFINITION),
        concepts=tuple(_concept(library, c, used[c]) for c in concepts),
    )


def _concept(library: Library, node: str, used: int) -> ConceptTerm:
    return ConceptTerm(
        ref=library.names.ref(node),
        notation=one(vocabulary(), node, _NOTATION),
        definition=one(vocabulary(), node, _DEFINITION),
        scope=" ".join(values(vocabulary(), node, _SCOPE)),
        broader=library.names.refs(values(vocabulary(), node, _BROADER)),
        number=used,
    )


def _uses(library: Library, concepts: list[str]) -> Mapping[str, int]:
    claims = iri.thing("claim", "")
    return Counter({
        c: sum(1 for q in library.store.quads_for_pattern(None, None, ox.NamedNode(c))
               if isinstance(q.subject, ox.NamedNode) and q.subject.value.startswith(claims))
        for c in concepts
    })  # fmt: skip


def _count(library: Library, predicate: ox.NamedNode, obj: str | None) -> int:
    node = ox.NamedNode(obj) if obj else None
    return sum(1 for _ in library.store.quads_for_pattern(None, predicate, node))


def _rule(rule: Shape | Check) -> RuleTerm:
    kind = "shape" if isinstance(rule, Shape) else "check"
    return RuleTerm(rule.id, kind, rule.name, rule.description, rule.severity, rule.message, rule.hint)
