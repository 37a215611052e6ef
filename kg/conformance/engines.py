"""The engines that cases are run on, behind one face."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

import pyoxigraph as ox

from kg.conformance.manifest import Case
from kg.conformance.results import Answer, Form, Solutions
from kg.conformance.wording import Wording
from kg.queries.problem import QueryError

_OXIGRAPH_FORMS = {
    "xml": ox.QueryResultsFormat.XML,
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_FORMS_OF_TRUTH = ("xml", "json")
_RDFLIB_FORMS = {"xml": "xml", "json": "json", "csv": "csv"}
_MEDIA_TYPES = {
    "xml": "application/sparql-results+xml",
    "json": "application/sparql-results+json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its data; `form` is the one that its answer is to be written in."""

    query: str
    base: str
    form: Form
    default: Sequence[ox.Triple] = ()
    named: Mapping[str, Sequence[ox.Triple]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, and the same as the engine writes it in the wanted form; None where it does not write that.

    `unwritable` says why the engine failed to write it, though it has that form.
    """

    answer: Answer
    written: bytes | None = None
    unwritable: str | None = None


class Engine(Protocol):
    """Answers questions, and says what it has against the syntax of a query."""

    name: str

    def prepare(self) -> None:
        """Import what the engine needs, so that the processes of the cases need not."""

    def unfit(self, case: Case, wording: Wording) -> str | None:
        """Why a case is not for this engine, or None."""

    def answer(self, question: Question) -> Given:
        """The answer; whatever is raised is a failure, but for a QueryError that refuses."""

    def complaint(self, query: str, base: str) -> str | None:
        """The syntax error of a query, or None. Raises QueryError where the engine refuses to look at it."""


class Oxigraph:
    """The engine behind the project's graphs."""

    name = "Oxigraph"

    def prepare(self) -> None:
        """Nothing is left to be imported."""

    def unfit(self, case: Case, wording: Wording) -> str | None:
        return _unfit_for_bare_engine(case, wording)

    def answer(self, question: Question) -> Given:
        store = ox.Store()
        store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in question.default)
        for name, triples in question.named.items():
            graph = ox.NamedNode(name)
            store.add_graph(graph)
            store.extend(ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
        found: Any = store.query(question.query, base_iri=question.base)
        if isinstance(found, ox.QueryTriples):
            return Given(frozenset(found))
        form = _OXIGRAPH_FORMS.get(question.form)
        if isinstance(found, ox.QueryBoolean):
            return Given(bool(found), found.serialize(format=form) if question.form in _FORMS_OF_TRUTH else None)
        rows = Solutions(tuple(v.value for v in found.variables), tuple(map(tuple, found)))
        again: Any = store.query(question.query, base_iri=question.base)  # an answer can be gone through only once
        return Given(rows, again.serialize(format=form) if form else None)

    def complaint(self, query: str, base: str) -> str | None:
        try:
            with _no_connections():
                ox.Store().query(query, base_iri=base)
        except SyntaxError as error:
            return str(error)
        except (OSError, RuntimeError):
            return None  # it was taken, and only its evaluation failed, as where an ASK has SERVICE
        return None


class Rdflib:
    """The engine of rdflib itself, over its own store."""

    name = "rdflib"

    def prepare(self) -> None:
        """Import rdflib's parser, its engine and its writers."""
        import rdflib.plugins.sparql.processor
        import rdflib.plugins.sparql.results.csvresults
        import rdflib.plugins.sparql.results.jsonresults
        import rdflib.plugins.sparql.results.xmlresults  # noqa: F401

        import kg.conformance.rdflib_terms  # noqa: F401

    def unfit(self, case: Case, wording: Wording) -> str | None:
        return _unfit_for_bare_engine(case, wording)

    def answer(self, question: Question) -> Given:
        import rdflib
        import rdflib.plugins.sparql as engine

        from kg.conformance.rdflib_terms import from_rdflib, to_rdflib

        dataset = rdflib.Dataset()
        for triple in question.default:
            dataset.default_graph.add(to_rdflib(triple))
        for name, triples in question.named.items():
            graph = dataset.graph(rdflib.URIRef(name))
            for triple in triples:
                graph.add(to_rdflib(triple))
        loads, engine.SPARQL_LOAD_GRAPHS = engine.SPARQL_LOAD_GRAPHS, False  # FROM must not fetch anything
        try:
            found = dataset.query(question.query, base=question.base, initNs={})
            if found.graph is not None:
                return Given(frozenset(ox.Triple(*map(from_rdflib, t)) for t in found.graph))  # type: ignore[arg-type]
            if found.type == "ASK":
                written = found.serialize(format=question.form) if question.form in _FORMS_OF_TRUTH else None
                return Given(bool(found.askAnswer), written)
            names = [str(name) for name in found.vars or ()]
            bindings: Any = found.bindings
            rows = (tuple(from_rdflib(row.get(rdflib.Variable(name))) for name in names) for row in bindings)
            solutions, form = Solutions(tuple(names), tuple(rows)), _RDFLIB_FORMS.get(question.form)
            try:
                return Given(solutions, found.serialize(format=form) if form else None)
            except Exception as error:  # whatever a writer raises, the answer itself may be right
                return Given(solutions, unwritable=f"{type(error).__name__}: {error}")
        finally:
            engine.SPARQL_LOAD_GRAPHS = loads

    def complaint(self, query: str, base: str) -> str | None:
        from rdflib.plugins.sparql.algebra import translateQuery
        from rdflib.plugins.sparql.parser import parseQuery

        try:
            translateQuery(parseQuery(query), base, {})
        except Exception as error:  # rdflib has no class of its own for what it finds only when it translates
            return str(error) or type(error).__name__
        return None


class FreeQueries:
    """The path that queries of users take through the project: `kg.queries.run_sparql`."""

    name = "free queries"

    def __init__(self, seconds: float = 10.0) -> None:
        self._seconds = seconds

    def prepare(self) -> None:
        """Import the path, with the parser that each of its processes wants."""
        import kg.queries.result_forms  # noqa: F401
        from kg.queries.worker import preload

        preload()

    def unfit(self, case: Case, wording: Wording) -> str | None:
        if case.kind in ("protocol", "other"):
            return f"{case.type} is no query"
        if case.entailment:
            return "needs an entailment regime"
        if case.kind == "evaluation" and case.named and not wording.keywords & {"FROM", "SERVICE"}:
            return "needs named graphs; free queries have one graph"
        return None

    def answer(self, question: Question) -> Given:
        from kg.graph.store import Graph
        from kg.queries import Rows, Triples, run_sparql
        from kg.queries.result_forms import BOOLEAN, ROWS

        # There is no other way to give a base, and a query may have two: the second is resolved against the first.
        text = f"BASE <{question.base}>\n{question.query}"
        found = run_sparql(Graph(question.default), text, self._seconds)
        if isinstance(found, Triples):
            return Given(frozenset(found))
        media_type = _MEDIA_TYPES.get(question.form, "")
        if isinstance(found, Rows):
            write = ROWS.get(media_type)
            return Given(Solutions(found.variables, found.rows), write(found) if write else None)
        tell = BOOLEAN.get(media_type)
        return Given(found, tell(found) if tell else None)

    def complaint(self, query: str, base: str) -> str | None:
        try:
            self.answer(Question(query, base, "json"))
        except QueryError as error:
            if error.kind != "syntax":
                raise
            return str(error)
        return None


def _unfit_for_bare_engine(case: Case, wording: Wording) -> str | None:
    if case.kind == "update":
        return "is an update; the project only reads"
    if case.kind in ("protocol", "other"):
        return f"{case.type} is no query"
    if case.entailment:
        return "needs an entailment regime"
    if case.kind == "evaluation" and (case.services or "SERVICE" in wording.keywords):
        return "asks another server"
    return None


@contextmanager
def _no_connections() -> Iterator[None]:
    """No new connections meanwhile, where the system can do that: an ASK with SERVICE would make one at once."""
    if sys.platform == "win32":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
