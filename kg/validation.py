"""Does a graph keep the rules of the ontology? SHACL shapes, and checks across nodes as SELECT queries.

Shapes (`ontology/shapes`) use SHACL Core only and run in pySHACL on a plain rdflib graph; whatever needs a
look at several nodes at once is a query with MINUS (`ontology/checks`) and runs in Oxigraph. Both kinds
of rule report in one form.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg import iri
from kg.graph.store import Graph
from kg.graph.turtle import parse_file
from kg.resources import ontology_dir
from kg.validation_rules import (
    SEVERITIES,
    Check,
    Shape,
    checks,
    closest,
    compared_pairs,
    ordered_shapes,
    shape_store,
    shapes,
    superclasses,
    unordered_shapes,
)

if TYPE_CHECKING:
    import rdflib

_TYPE = ox.NamedNode(iri.PREFIXES["rdf"] + "type")
_SUBCLASS = ox.NamedNode(iri.PREFIXES["rdfs"] + "subClassOf")
_IN_SCHEME = ox.NamedNode(iri.PREFIXES["skos"] + "inScheme")
_VOCABULARY = ox.NamedNode(iri.BASE + "ontology")
_CLAIM = iri.term("Claim")
# How values that shapes compare may be written.
_LEXICAL = {
    "decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    "integer": re.compile(r"[+-]?\d+"),
    "gYear": re.compile(r"-?\d{4,}"),
}


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that one rule found.

    `focus`, `path` and `value` are IRIs or the text of a literal, `path` and `value` None where the rule is
    about the node as a whole.
    """

    shape: str
    name: str
    severity: str
    focus: str
    path: str | None
    value: str | None
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Report:
    """What all rules found, and how many nodes each of them looked at.

    A rule that looked at nothing says nothing; so a graph without claims is `empty` and does not conform.
    """

    results: tuple[Result, ...]
    looked_at: Mapping[str, int]
    claims: int

    @property
    def empty(self) -> bool:
        return self.claims == 0

    @property
    def conforms(self) -> bool:
        """No violation in a graph that has claims; warnings and notices are allowed."""
        return not self.empty and not self.count("Violation")

    def count(self, severity: str) -> int:
        """Number of results of one severity: Violation, Warning or Info."""
        return sum(r.severity == severity for r in self.results)


Index = dict[str, list[ox.Triple]]  # property → its triples
Data = Graph | ox.Store | Iterable[ox.Triple]


def read_graph(path: str | Path) -> Graph:
    """Graph of an RDF file, by its suffix.

    Raises:
        UserError: no such file, a suffix that stands for no RDF format, or not RDF (with line and column).
    """
    return Graph(parse_file(Path(path)))


def validate(data: Data | rdflib.Graph | str | Path) -> Report:
    """Check a graph, or the RDF file at a path, against all shapes and checks; the data stay as they are.

    Nodes that the data only mention are looked up in the reference data, so a file of claims alone may
    name `id/state/GH` without describing it.

    Raises:
        UserError: the file cannot be read.
    """
    triples = set(_triples(data))
    index = _index(triples)
    instances = _instances(index)
    store = _with_vocabulary(triples)
    by_checks = set(_check_results(store))
    told = {(r.focus, r.path, r.value) for r in by_checks}
    # Where a check names the same value, it says more than the shape does: one fault, one result.
    found = by_checks | {r for r in _shape_results(index) if not r.value or (r.focus, r.path, r.value) not in told}
    order = {severity: place for place, severity in enumerate(SEVERITIES)}
    results = sorted(found, key=lambda r: (order[r.severity], r.shape, r.focus, r.path or "", r.value or "", r.hint))
    looked_at = _shape_counts(index, instances) | {c.id: _number(store, c.count_query) for c in checks()}
    return Report(tuple(results), dict(sorted(looked_at.items())), len(instances[_CLAIM]))


def _triples(data: Data | rdflib.Graph | str | Path) -> Iterable[ox.Triple]:
    if isinstance(data, (str, Path)):
        return parse_file(Path(data))
    if isinstance(data, Graph):
        return data.triples()
    if isinstance(data, ox.Store):
        return (q.triple for q in data)
    if hasattr(data, "serialize"):
        text: Any = data.serialize(format="nt", encoding="utf-8")
        return (q.triple for q in ox.parse(text, format=ox.RdfFormat.N_TRIPLES))
    return data


def _index(triples: Iterable[ox.Triple]) -> Index:
    index: Index = defaultdict(list)
    for triple in triples:
        index[triple.predicate.value].append(triple)
    return index


def _instances(index: Index) -> Mapping[str, set[str]]:
    """Nodes of each class, those of its subclasses among them."""
    above = superclasses()
    found: dict[str, set[str]] = defaultdict(set)
    for triple in index[_TYPE.value]:
        if isinstance(triple.object, ox.NamedNode):
            for name in above.get(triple.object.value, (triple.object.value,)):
                found[name].add(_text(triple.subject))
    return found


def _shape_counts(index: Index, instances: Mapping[str, set[str]]) -> dict[str, int]:
    """Focus nodes of each shape in the data themselves, without what was looked up."""
    counts = {}
    for shape in shapes():
        groups = [instances.get(c, set()) for c in shape.classes]
        groups += [{_text(t.subject) for t in index[p]} for p in shape.subjects_of]
        groups += [{str(t.object) for t in index[p]} for p in shape.objects_of]
        counts[shape.id] = len(set().union(*groups))
    return counts


def _number(store: ox.Store, query: str) -> int:
    rows: Any = store.query(query)
    return int(next(iter(rows))["n"].value)


# Checks in Oxigraph


@cache
def _vocabulary() -> tuple[ox.Quad, ...]:
    """Declarations of terms and concepts, in a graph of their own."""
    files = [ontology_dir() / "core.ttl", *sorted((ontology_dir() / "schemes").glob("*.ttl"))]
    return tuple(
        ox.Quad(q.subject, q.predicate, q.object, _VOCABULARY)
        for path in files
        for q in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    )


def _with_vocabulary(triples: Iterable[ox.Triple]) -> ox.Store:
    store = ox.Store()
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    store.bulk_extend(_vocabulary())
    return store


def _check_results(store: ox.Store) -> Iterator[Result]:
    for check in checks():
        rows: Any = store.query(check.query)
        for row in rows:
            focus, path, value = (_text(row[n]) if row[n] else None for n in ("focus", "path", "value"))
            if focus:  # an aggregate over nothing is one row of nothing
                hint = _hint(check, value)
                yield Result(check.id, check.name, check.severity, focus, path, value, check.message, hint)


def _hint(check: Check, value: str | None) -> str:
    near = closest(value) if check.suggest and value else None
    return f"Did you mean {iri.compact(near)}? {check.hint}" if near else check.hint


# Shapes in pySHACL


def _shape_results(index: Index) -> Iterator[Result]:
    from rdflib.namespace import SH

    convert = _Converter()
    looked_up = _described_elsewhere(index)
    class_only = {_text(t.subject) for t in looked_up}  # too little is known to judge them
    seen = [t for name in _visible() for t in index[name]]
    by_iri = {s.iri: s for s in shapes()}
    raw = []
    for graph, rules in (
        ([*seen, *looked_up, *_class_tree()], unordered_shapes()),
        (_comparable(index), ordered_shapes()),
    ):
        found = _run(convert.graph(graph), convert.graph(rules))
        for result in found.objects(None, SH.result):
            shape = by_iri[str(found.value(result, SH.sourceShape))]
            raw.append((shape, found.value(result, SH.focusNode), found.value(result, SH.value)))
    users = _users(index, convert) if any(shape.objects_of for shape, _, _ in raw) else {}
    for shape, focus, value in raw:
        given = str(value) if value is not None and shape.path else None
        if not shape.objects_of and str(focus) not in class_only:
            yield _result(shape, str(focus), shape.path, given)
        for prop in shape.objects_of:
            for user in users.get((prop, focus), ()):
                yield _result(shape, user, prop, str(focus))


def _run(graph: rdflib.Graph, rules: rdflib.Graph) -> rdflib.Graph:
    from pyshacl import validate as run

    _, found, _ = run(graph, shacl_graph=rules, inplace=True)
    return found  # type: ignore[no-any-return]


def _comparable(index: Index) -> Iterator[ox.Triple]:
    """Triples of the values that shapes compare, years as plain numbers, without pairs of mixed types.

    pySHACL 0.40 on rdflib 7 stops with a TypeError at two different years and at a number beside a year;
    values of the wrong type are reported by the shapes on datatypes.
    """
    compared = {name for pair in compared_pairs() for name in pair}
    values: dict[tuple[str, str], list[ox.Triple]] = defaultdict(list)
    for name in compared:
        for triple in index[name]:
            values[_text(triple.subject), name].append(triple)
    for subject in {s for s, _ in values}:
        for pair in compared_pairs():
            both = [t for name in pair for t in values.get((subject, name), ())]
            kinds = {_kind(t.object) for t in both}
            if len(kinds) == 1 and None not in kinds:
                yield from (ox.Triple(t.subject, t.predicate, _as_number(t.object)) for t in both)


def _kind(value: Any) -> str | None:
    if not isinstance(value, ox.Literal):
        return None
    name = value.datatype.value.removeprefix(iri.PREFIXES["xsd"])
    pattern = _LEXICAL.get(name)
    return ("year" if name == "gYear" else "number") if pattern and pattern.fullmatch(value.value) else None


def _as_number(value: Any) -> ox.Literal:
    if value.datatype.value.endswith("gYear"):
        return ox.Literal(str(int(value.value)), datatype=ox.NamedNode(iri.PREFIXES["xsd"] + "integer"))
    assert isinstance(value, ox.Literal)
    return value


def _result(shape: Shape, focus: str, path: str | None, value: str | None) -> Result:
    return Result(shape.id, shape.name, shape.severity, focus, path, value, shape.message, shape.hint)


def _users(index: Index, convert: _Converter) -> Mapping[tuple[str, Any], list[str]]:
    """Who uses a value (an rdflib term) with a property; a faulty value is reported where it is used."""
    wanted = {p for s in shapes() for p in s.objects_of}
    users: dict[tuple[str, Any], list[str]] = defaultdict(list)
    for name in wanted:
        for triple in index[name]:
            users[name, convert.term(triple.object)].append(_text(triple.subject))
    return users


@cache
def _visible() -> frozenset[str]:
    """Properties that some shape looks at; the rest of the data need not be converted."""
    named = {q.object.value for q in shape_store() if isinstance(q.object, ox.NamedNode)}
    return frozenset(named | {_TYPE.value, _SUBCLASS.value})


@cache
def _class_tree() -> tuple[ox.Triple, ...]:
    return tuple(q.triple for q in _vocabulary() if q.predicate == _SUBCLASS)


@cache
def _reference() -> ox.Store:
    store = ox.Store()
    for folder in ("reference", "schemes"):
        for path in sorted((ontology_dir() / folder).glob("*.ttl")):
            store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    return store


def _described_elsewhere(index: Index) -> set[ox.Triple]:
    """Classes and schemes, by the reference data, of nodes that the data mention and do not describe."""
    described = {t.subject for t in index[_TYPE.value]}
    named = {t.object for found in index.values() for t in found if isinstance(t.object, ox.NamedNode)}
    mentioned = [n for n in named - described if n.value.startswith(iri.BASE)]
    return {
        quad.triple
        for node in mentioned
        for prop in (_TYPE, _IN_SCHEME)
        for quad in _reference().quads_for_pattern(node, prop, None)
    }


class _Converter:
    """Oxigraph terms as rdflib terms, each made once."""

    def __init__(self) -> None:
        self._known: dict[object, Any] = {}

    def graph(self, triples: Iterable[ox.Triple]) -> rdflib.Graph:
        import rdflib

        graph = rdflib.Graph(bind_namespaces="none")
        add, term = graph.store.add, self.term
        for t in triples:
            add((term(t.subject), term(t.predicate), term(t.object)), graph)
        return graph

    def term(self, term: Any) -> Any:
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = _to_rdflib(term)
        return known


def _to_rdflib(term: Any) -> Any:
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))


def _text(term: Any) -> str:
    return str(getattr(term, "value", term))
