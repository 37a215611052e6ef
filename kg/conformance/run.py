"""Cases judged on engines, in processes of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol
from urllib.parse import urljoin

import pyoxigraph as ox

from kg.conformance.apart import Apart, EndedError
from kg.conformance.comparison import Terms, difference, is_number
from kg.conformance.engines import Engine, FreeQueries, Given, Oxigraph, Question, Rdflib
from kg.conformance.manifest import Case, path_of
from kg.conformance.results import Answer, Form, form_of, parsed, read_results, read_triples
from kg.conformance.service import Service
from kg.conformance.verdict import Outcome, Verdict, failed, not_applicable, passed, refused
from kg.conformance.wording import wording
from kg.errors import UserError
from kg.queries.problem import QueryError
from kg.queries.worker import one_line

SECONDS = 10.0
_GRACE = 5.0  # beyond the time of a query, for what is read before it and compared after it


class Judge(Protocol):
    """Something that cases are run on; `name` heads its column."""

    name: str

    def prepare(self) -> None:
        """Import what is needed, before the first process."""

    def unfit(self, case: Case) -> str | None:
        """Why the case is not for this one, or None."""

    def judge(self, case: Case) -> Verdict:
        """The verdict on a case that is."""


class OnEngine:
    """Cases of queries on an engine. `as_written`: numbers of the data must come back as they stand there."""

    def __init__(self, engine: Engine, as_written: bool = False) -> None:
        self._engine, self._as_written, self.name = engine, as_written, engine.name

    def prepare(self) -> None:
        """Import what the engine needs."""
        self._engine.prepare()

    def unfit(self, case: Case) -> str | None:
        """Why the case is not for this engine, or None."""
        try:
            return self._engine.unfit(case, wording(_query(case)))
        except UserError as error:
            return str(error)

    def judge(self, case: Case) -> Verdict:
        """The verdict on a case; whatever the engine raises is a failure of the engine."""
        try:
            if case.kind == "evaluation":
                return self._evaluated(case, _query(case))
            return self._read(case, _query(case))
        except QueryError as error:
            return refused(str(error)) if error.kind == "refused" else failed(str(error))
        except UserError as error:
            return not_applicable(str(error))
        except Exception as error:  # of an engine anything may come, and the next case must still be run
            return failed(f"{type(error).__name__}: {one_line(str(error))}")

    def _evaluated(self, case: Case, query: str) -> Verdict:
        assert case.query is not None  # `Case.unfit` told otherwise
        assert case.result is not None
        expected = read_results(_bytes(case.result), case.result)
        data = {file: read_triples(_bytes(file), file) for file in case.data}
        named = {file: read_triples(_bytes(file), file) for file in case.named}
        said, form = wording(query), form_of(case.result)
        kept = _numbers([*data.values(), *named.values()]) if self._as_written else frozenset()
        terms = Terms(said.ordered, said.keys, case.lax, kept, text=form == "csv")
        files = (urljoin(case.query, source) for source in said.sources)
        named |= {file: read_triples(_bytes(file), file) for file in files if _is_file(file)}
        default = [triple for triples in data.values() for triple in triples]
        return _compared(expected, self._engine.answer(Question(query, case.query, form, default, named)), form, terms)

    def _read(self, case: Case, query: str) -> Verdict:
        """The verdict on a case about syntax. An update is no query, so that a complaint about it is a refusal."""
        problem = self._engine.complaint(query, case.query or "")
        if case.kind == "update":
            return failed("an update was answered") if problem is None else refused(problem)
        if case.kind == "negative syntax":
            return passed() if problem is not None else failed("is no SPARQL, and was taken")
        return passed() if problem is None else failed(f"was not taken: {one_line(problem)}")


def _compared(expected: Answer, given: Given, form: Form, terms: Terms) -> Verdict:
    """The verdict on an answer: on its terms, and on what is read back from the form that the engine wrote it in.

    CSV tells no kinds of terms, so that there the written form alone can be compared.
    """
    problem = difference(expected, given.answer, terms) if form != "csv" else None
    if problem is not None:
        return failed(problem)
    if given.unwritable is not None:
        return failed(f"cannot be written as {form.upper()}: {one_line(given.unwritable)}")
    if given.written is None:
        return passed() if form != "csv" else not_applicable("the engine writes no CSV")
    assert form != "rdf"
    try:
        problem = difference(expected, parsed(given.written, form), terms)
    except (SyntaxError, ValueError) as error:
        return failed(f"its {form.upper()} cannot be read back: {one_line(str(error))}")
    return passed() if problem is None else failed(f"read back from its {form.upper()}: {problem}")


def _numbers(data: Iterable[Iterable[ox.Triple]]) -> frozenset[ox.Literal]:
    found = (triple.object for triples in data for triple in triples)
    return frozenset(term for term in found if isinstance(term, ox.Literal) and is_number(term))


def judges(seconds: float = SECONDS, as_written: bool = False) -> tuple[Judge, ...]:
    """All that cases can be run on; a query may take so many seconds."""
    engines: tuple[Engine, ...] = (Oxigraph(), Rdflib(), FreeQueries(seconds))
    return (*(OnEngine(engine, as_written) for engine in engines), Service())


def run(cases: Sequence[Case], chosen: Iterable[Judge], seconds: float = SECONDS) -> Iterator[Outcome]:
    """The outcome of each case on one judge after the other, as soon as it is known."""
    for judge in chosen:
        judge.prepare()
        with Apart(judge.judge) as process:
            for case in cases:
                yield Outcome(case, judge.name, _verdict(case, judge, process, seconds))


def _verdict(case: Case, judge: Judge, process: Apart[Case, Verdict], seconds: float) -> Verdict:
    unfit = case.unfit or judge.unfit(case)
    if unfit is not None:
        return not_applicable(unfit)
    try:
        return process.do(case, seconds + _GRACE)
    except EndedError as error:
        return failed(str(error))


def _is_file(file: str) -> bool:
    path = path_of(file)
    return path is not None and path.is_file()


def _query(case: Case) -> str:
    """The text of a case's query, nothing where it has none. Raises UserError."""
    try:
        return _bytes(case.query).decode("utf-8-sig") if case.query else ""
    except UnicodeDecodeError as error:
        raise UserError(f"{case.query}: is no UTF-8 (byte {error.start}); is the suite whole?") from error


def _bytes(file: str) -> bytes:
    """The content of a file of the suite.

    Raises:
        UserError: it cannot be read.
    """
    path = path_of(file) or Path(file)
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}); is the suite whole?") from error
