"""SPARQL of a user's own, within limits: read only, nothing fetched, limited time and rows.

A query runs in a process of its own, since the engine cannot be interrupted. There it is first parsed with
rdflib and refused when the parse holds what could reach outside (SERVICE, FROM) or is an update; then it
runs on Oxigraph with no right to open files or connections any more, so that even a query that the two
parsers read differently reaches nothing.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import UserError
from kg.graph.store import Graph
from kg.limits import BYTE_LIMIT, LONGEST, ROW_LIMIT, TIMEOUT
from kg.queries.problem import QueryError
from kg.queries.rows import Rows
from kg.queries.worker import Message, Size, answer, answer_from_dump, check, preload

if TYPE_CHECKING:
    from kg.stores.remote import Remote

_LONGEST = 100_000
_FORKS = sys.platform == "linux"


@dataclass(frozen=True, slots=True)
class Triples:
    """Triples of a CONSTRUCT or DESCRIBE; `truncated` tells that there were more than the limit."""

    triples: tuple[ox.Triple, ...]
    truncated: bool = False

    def __len__(self) -> int:
        return len(self.triples)

    def __iter__(self) -> Iterator[ox.Triple]:
        return iter(self.triples)


def run_sparql(
    source: Graph | Remote,
    query: str,
    timeout: float = TIMEOUT,
    row_limit: int = ROW_LIMIT,
    byte_limit: int = BYTE_LIMIT,
) -> Rows | Triples | bool:
    """Answer of a query: rows of a SELECT, triples of a CONSTRUCT or DESCRIBE, the truth of an ASK.

    The project's prefixes need not be declared. `timeout` is in seconds of wall time, parsing included, 0 for
    none; the answer holds `row_limit` rows or triples and about `byte_limit` bytes at most and says when it was cut.

    Raises:
        QueryError: not SPARQL (with line and column), not allowed, too slow, or too big for the memory.
        UserError: a limit that is none, or a server that gives no answer.
    """
    for name, limit in (("row", row_limit), ("byte", byte_limit)):
        if limit < 1:
            raise UserError(f"{name} limit {limit}: must be 1 or more")
    if not 0 <= timeout <= LONGEST:
        raise UserError(f"time limit {timeout}: must be 0 (none) to {LONGEST:,.0f} seconds")
    require_short(query)
    if isinstance(source, Graph):
        return collect(_messages(_start(source, query, Size(row_limit, byte_limit)), timeout))
    return _run_remotely(source, query, timeout, row_limit, byte_limit)


def _run_remotely(
    source: Remote, query: str, timeout: float, row_limit: int, byte_limit: int
) -> Rows | Triples | bool:
    from kg.stores.endpoint import TooSlowError

    preload()
    end = time.monotonic() + timeout
    text, makes_graph = _checked(query, timeout)
    left = end - time.monotonic() if timeout else None
    if left is not None and left <= 0:
        raise too_slow(timeout)
    try:
        found = source.ask_freely(text, makes_graph, left, row_limit, byte_limit)
    except TooSlowError:
        raise too_slow(timeout) from None
    if isinstance(found, bool):
        return found
    if found.variables is None:
        return Triples(tuple(ox.Triple(*row) for row in found.rows), found.truncated)  # type: ignore[arg-type]
    return Rows(found.variables, found.rows, truncated=found.truncated)


def _checked(query: str, timeout: float) -> tuple[str, bool]:
    """A query as both parsers read it, if it may be asked, and whether it makes a graph."""
    with closing(_messages(_begin(check, query), timeout)) as messages:
        for kind, content in messages:
            if kind == "checked":
                text, makes_graph = content
                return text, makes_graph
            assert isinstance(content, QueryError)
            raise content
    raise QueryError("failed", "query: could not be read, most likely for want of memory; make it simpler")


def require_short(query: str) -> None:
    """Refuse a text that is too long to be parsed at all.

    Raises:
        QueryError: it is.
    """
    if len(query) > _LONGEST:
        raise QueryError("too-long", f"query: has {len(query)} characters; {_LONGEST} are allowed")


def too_slow(timeout: float) -> QueryError:
    """What is said of a query whose time is up."""
    return QueryError("too-slow", f"query: stopped after {timeout:g} seconds; add filters or LIMIT, or allow more")


def collect(messages: Generator[Message, None, None]) -> Rows | Triples | bool:
    """The answer that the messages of a query come to. Their generator is closed, and so whatever answered is ended.

    Raises:
        QueryError: they tell of one, or end before the answer does.
    """
    with closing(messages):
        return _collected(messages)


def _collected(messages: Iterable[Message]) -> Rows | Triples | bool:
    variables: tuple[str, ...] | None = None
    found: list[Any] = []
    for kind, content in messages:
        if kind == "error":
            assert isinstance(content, QueryError)
            raise content
        if kind == "boolean":
            return bool(content)
        if kind == "variables":
            variables = content
        elif kind == "batch":
            found += content
        elif kind == "end":
            if variables is None:
                return Triples(tuple(found), truncated=bool(content))
            return Rows(variables, tuple(found), truncated=bool(content))
    raise QueryError("failed", "query: ended without an answer, most likely for want of memory; add filters or LIMIT")


def _messages(started: tuple[Connection, BaseProcess], timeout: float) -> Generator[Message, None, None]:
    """What the process of the query reports, until it ends or its time is up; it never outlives this call."""
    receiver, process = started
    end = time.monotonic() + timeout if timeout else None
    try:
        while True:
            left = None if end is None else max(0.0, end - time.monotonic())
            ready = wait([receiver, process.sentinel], left)
            if not ready or left == 0.0:
                raise too_slow(timeout)
            if receiver not in ready and not receiver.poll():
                return
            try:
                message: Message = receiver.recv()
            except EOFError:
                return
            yield message
    finally:
        if process.is_alive():
            process.kill()
        process.join()
        process.close()
        receiver.close()


def _start(graph: Graph, query: str, size: Size) -> tuple[Connection, BaseProcess]:
    """A process that answers the query.

    Where the system can fork safely, the process shares the graph's memory as it stands; elsewhere it gets
    a copy, which takes time in proportion to the graph.
    """
    if _FORKS:
        return _begin(answer, graph.store, query, size)
    return _begin(answer_from_dump, ox.serialize(graph.triples(), format=ox.RdfFormat.N_TRIPLES), query, size)


def _begin(target: Callable[..., None], *arguments: object) -> tuple[Connection, BaseProcess]:
    """A process that runs a function of the worker, and the connection at which it reports."""
    if _FORKS:
        preload()
    kind = multiprocessing.get_context("fork").Process if _FORKS else multiprocessing.get_context("spawn").Process
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = kind(target=target, args=(sender, *arguments), daemon=True)
    process.start()
    sender.close()
    return receiver, process
