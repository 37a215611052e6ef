"""The rules of validation as data: shapes and checks with their names, targets and hints."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import yaml

from kg import iri
from kg.resources import ontology_dir

SEVERITIES = ("Violation", "Warning", "Info")
SHAPES = iri.BASE + "shape/"
SHACL = iri.PREFIXES["sh"]
_FIX_HINT = iri.term("fixHint")
_RDF = iri.PREFIXES["rdf"]
_SUBCLASS = ox.NamedNode(iri.PREFIXES["rdfs"] + "subClassOf")


@dataclass(frozen=True, slots=True)
class Shape:
    """A SHACL shape that has targets. `path` is readable text: an IRI, or several joined by words."""

    id: str
    name: str
    description: str
    severity: str
    message: str
    hint: str
    classes: tuple[str, ...]
    subjects_of: tuple[str, ...]
    objects_of: tuple[str, ...]
    path: str | None

    @property
    def iri(self) -> str:
        return SHAPES + self.id


@dataclass(frozen=True, slots=True)
class Check:
    """A SELECT query that finds faults: `?focus`, `?path` and `?value`, the last two maybe unbound.

    `looks_at` is the pattern of the nodes (`?focus`) that it examines; `suggest` asks for the nearest
    declared name in the hint.
    """

    id: str
    name: str
    description: str
    severity: str
    message: str
    hint: str
    looks_at: str
    query: str
    suggest: bool = False

    @property
    def count_query(self) -> str:
        prefixes = " ".join(f"PREFIX {p}: <{iri.PREFIXES[p]}>" for p in ("mkg", "rdfs", "xsd"))
        return f"{prefixes} SELECT (COUNT(DISTINCT ?focus) AS ?n) WHERE {{ {self.looks_at} }}"


@cache
def shape_store() -> ox.Store:
    """All triples of `ontology/shapes`."""
    store = ox.Store()
    for path in sorted((ontology_dir() / "shapes").glob("*.ttl")):
        store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    return store


def _objects(subject: Any, predicate: str) -> list[Any]:
    found = [q.object for q in shape_store().quads_for_pattern(subject, ox.NamedNode(predicate), None)]
    return sorted(found, key=str)


def _values(subject: Any, predicate: str) -> tuple[str, ...]:
    return tuple(o.value for o in _objects(subject, predicate))


def _text(term: Any) -> str:
    return str(term.value)


def _one(subject: Any, predicate: str) -> str:
    (value,) = _values(subject, predicate)
    return value


@cache
def shapes() -> tuple[Shape, ...]:
    """The shapes with targets, by name; parts that only other shapes use are left out."""
    targets = [SHACL + "targetClass", SHACL + "targetSubjectsOf", SHACL + "targetObjectsOf"]
    nodes = {q.subject for t in targets for q in shape_store().quads_for_pattern(None, ox.NamedNode(t), None)}
    return tuple(sorted((_shape(n, targets) for n in nodes), key=lambda s: s.id))


def _shape(node: Any, targets: list[str]) -> Shape:
    paths = _objects(node, SHACL + "path")
    return Shape(
        id=node.value.removeprefix(SHAPES),
        name=_one(node, SHACL + "name"),
        description=_one(node, SHACL + "description"),
        severity=_one(node, SHACL + "severity").removeprefix(SHACL),
        message=_one(node, SHACL + "message"),
        hint=_one(node, _FIX_HINT),
        classes=_values(node, targets[0]),
        subjects_of=_values(node, targets[1]),
        objects_of=_values(node, targets[2]),
        path=_path(paths[0]) if paths else None,
    )


def _path(node: Any) -> str:
    if isinstance(node, ox.NamedNode):
        return node.value
    inverse = _objects(node, SHACL + "inversePath")
    if inverse:
        return f"inverse of {iri.compact(_path(inverse[0]))}"
    (alternatives,) = _objects(node, SHACL + "alternativePath")
    return " or ".join(iri.compact(_path(n)) for n in _list(alternatives))


def _list(node: Any) -> list[Any]:
    items = []
    while node.value != _RDF + "nil":
        items.append(_objects(node, _RDF + "first")[0])
        node = _objects(node, _RDF + "rest")[0]
    return items


@cache
def compared_pairs() -> tuple[tuple[str, str], ...]:
    """Pairs of properties of which a shape says that the first stays below the second."""
    pairs = []
    for name in ("lessThan", "lessThanOrEquals"):
        for quad in shape_store().quads_for_pattern(None, ox.NamedNode(SHACL + name), None):
            pairs.append((_one(quad.subject, SHACL + "path"), _text(quad.object)))
    return tuple(sorted(pairs))


@cache
def ordered_shapes() -> tuple[ox.Triple, ...]:
    """Triples of the shapes that compare two properties."""
    names = (SHACL + "lessThan", SHACL + "lessThanOrEquals")
    nodes = {q.subject for n in names for q in shape_store().quads_for_pattern(None, ox.NamedNode(n), None)}
    return tuple(q.triple for q in shape_store() if q.subject in nodes)


@cache
def unordered_shapes() -> tuple[ox.Triple, ...]:
    """Triples of all other shapes."""
    apart = set(ordered_shapes())
    return tuple(q.triple for q in shape_store() if q.triple not in apart)


@cache
def checks() -> tuple[Check, ...]:
    """The queries of `ontology/checks`, by name."""
    return tuple(_check(path) for path in sorted((ontology_dir() / "checks").glob("*.rq")))


def rules() -> tuple[Shape | Check, ...]:
    """All shapes and checks, the gravest first, then by name."""
    found: list[Shape | Check] = [*shapes(), *checks()]
    return tuple(sorted(found, key=lambda r: (SEVERITIES.index(r.severity), r.id)))


def _check(path: Path) -> Check:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    head = yaml.safe_load("\n".join(line[2:] for line in lines if line.startswith("#+")))
    return Check(id=path.stem, query=text, **head)


@cache
def superclasses() -> Mapping[str, tuple[str, ...]]:
    """Each class of the ontology with itself and all classes above it."""
    core = ox.Store()
    core.bulk_load(path=str(ontology_dir() / "core.ttl"), format=ox.RdfFormat.TURTLE)
    parents: dict[str, set[str]] = {}
    for quad in core.quads_for_pattern(None, _SUBCLASS, None):
        parents.setdefault(quad.subject.value, set()).add(quad.object.value)  # type: ignore[union-attr]

    def above(name: str) -> set[str]:
        return {name}.union(*(above(p) for p in parents.get(name, ())))

    return {name: tuple(sorted(above(name))) for name in parents}


@cache
def _declared() -> tuple[str, ...]:
    """IRIs of all terms and concepts."""
    found = set()
    for path in [ontology_dir() / "core.ttl", *sorted((ontology_dir() / "schemes").glob("*.ttl"))]:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and quad.predicate.value == _RDF + "type":
                found.add(quad.subject.value)
    return tuple(sorted(found))


def closest(name: str) -> str | None:
    """The declared term or concept whose IRI is most like this one, if any is like it at all.

    >>> closest("https://w3id.org/migration-kg/scheme/unit/perons")
    'https://w3id.org/migration-kg/scheme/unit/persons'
    """
    namespace = iri.TERMS if name.startswith(iri.TERMS) else iri.SCHEMES
    names = [d.removeprefix(namespace) for d in _declared() if d.startswith(namespace)]
    found = difflib.get_close_matches(name.removeprefix(namespace), names, n=1, cutoff=0.6)
    return namespace + found[0] if found else None
