"""The process in which one query of a user is checked and answered."""

from __future__ import annotations

import faulthandler
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection
from typing import Any

import pyoxigraph as ox

from kg import iri
from kg.queries.problem import QueryError

Message = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Size:
    """How much of an answer is given: rows or triples, and about how many bytes of terms."""

    rows: int
    bytes: int

_BATCH = 500
_MEMORY = 2 * 1024**3  # bytes that a query may take beyond what the graph takes
_REFUSED = {
    "ServiceGraphPattern": "SERVICE asks another server",
    "DatasetClause": "FROM reads another graph",
    "datasetClause": "FROM reads another graph",
}
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATES = frozenset(
    ("Load", "Clear", "Drop", "Create", "Add", "Move", "Copy", "InsertData", "DeleteData", "DeleteWhere", "Modify")
)
_SHORT_IRI_WITH_SLASH = re.compile(r"(?<![<\w])[A-Za-z][\w-]*:\w[\w-]*/\w")
_POSITION = re.compile(r"error at (\d+):(\d+): ?(.*)", re.DOTALL)


def preload() -> None:
    """Import the parser, so that the process of a query need not."""
    import rdflib.plugins.sparql.parser  # noqa: F401


def answer_from_dump(sender: Connection, dump: bytes, query: str, size: Size) -> None:
    """`answer` over a graph that comes as N-Triples."""
    store = ox.Store()
    store.bulk_load(dump, format=ox.RdfFormat.N_TRIPLES)
    preload()
    answer(sender, store, query, size)


def answer(sender: Connection, store: ox.Store, query: str, size: Size) -> None:
    """Send the answer as messages: variables, batches and an end; or a boolean; or an error."""
    _send(sender, _messages(query, lambda text: _evaluate(store, text, size)))


def check(sender: Connection, query: str) -> None:
    """Send `checked`: the query as it may be sent to another engine, and whether it makes a graph; or an error."""
    _send(sender, _messages(query, _as_it_is))


def _as_it_is(text: str) -> Iterator[Message]:
    """The query itself, once Oxigraph takes it too over a graph that is empty."""
    yield "checked", (text, isinstance(ox.Store().query(text, prefixes=iri.all_prefixes()), ox.QueryTriples))


def _send(sender: Connection, messages: Iterable[Message]) -> None:
    try:
        for message in messages:
            sender.send(message)
    except QueryError as error:
        sender.send(("error", error))
    except Exception as error:  # whatever it is, the one who asked must hear of it
        why = one_line(str(error)) or type(error).__name__
        sender.send(("error", QueryError("failed", f"query: cannot be answered: {why}")))
    finally:
        sender.close()


def _messages(query: str, evaluate: Callable[[str], Iterator[Message]]) -> Iterator[Message]:
    try:
        text = normal(query)
        problem = complaint(text)
        _give_up_rights()
        if problem is not None:
            raise QueryError("syntax", _syntax_error(text) or problem)
        yield from evaluate(text)
    except (RecursionError, MemoryError):
        why = "query: is nested too deeply or needs too much memory; make it simpler"
        raise QueryError("failed", why) from None
    except SyntaxError as error:
        raise QueryError("syntax", describe_syntax_error(text, str(error))) from None


def _evaluate(store: ox.Store, text: str, size: Size) -> Iterator[Message]:
    found: Any = store.query(text, prefixes=iri.all_prefixes())
    if isinstance(found, ox.QueryBoolean):
        yield "boolean", bool(found)
        return
    if isinstance(found, ox.QuerySolutions):
        yield "variables", tuple(v.value for v in found.variables)
        rows: Iterable[Any] = (tuple(row) for row in found)
    else:
        rows = found
    left = iter(rows)
    wanted, room = size.rows, size.bytes
    while wanted and room > 0 and (batch := list(islice(left, min(_BATCH, wanted)))):
        yield "batch", batch
        wanted -= len(batch)
        room -= sum(len(str(term)) for row in batch for term in row)
    yield "end", (not wanted or room <= 0) and next(left, None) is not None


def normal(query: str) -> str:
    """The query as every parser reads it alike: one kind of line end, no numeric escapes of characters.

    rdflib resolves `\\u0022` before it parses and Oxigraph after; and rdflib ends a comment at a line feed
    only, Oxigraph at a carriage return too. What one reads as text could be a command to the other.
    """
    text = re.sub(r"\r\n?", "\n", query.removeprefix("\ufeff"))
    while found := _ESCAPE.search(text):
        try:
            text = _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)), text)
        except (ValueError, OverflowError) as error:
            raise QueryError("syntax", f"query: {found[0]} is no character; remove it") from error
        text = re.sub(r"\r\n?", "\n", text)
    return text


def complaint(text: str) -> str | None:
    """Why a query is not to be run, or None.

    Raises:
        QueryError: the query is well-formed and refused.
    """
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parsed = parseQuery(text)
    except ParseBaseException as error:
        if _is_update(text):
            raise QueryError("refused", "query: is an update; write a SELECT, ASK, CONSTRUCT or DESCRIBE") from error
        return f"query: syntax error at line {error.lineno}, column {error.column}"
    for name in _names(parsed):
        if name in _REFUSED:
            why = f"{_REFUSED[name]}, which is not allowed here; ask only the graph at hand"
            raise QueryError("refused", f"query: {why}")
    return None


def _is_update(text: str) -> bool:
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        parsed = parseUpdate(text)
    except ParseBaseException:
        return False
    return not _UPDATES.isdisjoint(_names(parsed))


def _names(parsed: Any) -> Iterator[str]:
    """Names of all parts of rdflib's parse tree."""
    from pyparsing import ParseResults
    from rdflib.plugins.sparql.parserutils import CompValue

    todo = [parsed]
    while todo:
        part = todo.pop()
        if isinstance(part, CompValue):
            yield part.name
            yield from (str(key) for key in part)
            todo += dict.values(part)
        elif isinstance(part, list | tuple | set | ParseResults):
            todo += list(part)


def _syntax_error(text: str) -> str | None:
    """What Oxigraph says against a query that rdflib cannot parse; None if it would take it.

    The store is empty and the process has no rights left, so that nothing happens if it does.
    """
    try:
        ox.Store().query(text, prefixes=iri.all_prefixes())
    except SyntaxError as error:
        return describe_syntax_error(text, str(error))
    except (ValueError, RuntimeError, OSError):
        return None
    return None


def describe_syntax_error(text: str, message: str) -> str:
    """One line with the position of an error and what stands there.

    >>> describe_syntax_error("SELECT * WHERE { ?a ?b }", "error at 1:24: expected one of …")
    'query: syntax error at line 1, column 24, at "}"'
    """
    found = _POSITION.match(message)
    if found is None:
        return f"query: syntax error: {one_line(message)}"
    number, column = int(found[1]), int(found[2])
    lines = text.split("\n")
    line = lines[number - 1] if number <= len(lines) else ""
    rest = line[column - 1 :].strip()
    near = f'at "{rest[:30]}"' if rest else "at the end of the line" if number < len(lines) else "at the end"
    hint = ""
    if "Prefix not found" in found[3]:
        hint = f"; the prefix of {(line[: column - 1].split() or [''])[-1]} is not declared"
    elif any(map(_SHORT_IRI_WITH_SLASH.search, lines[max(0, number - 2) : number])):
        hint = r"; in a short IRI write \/ for /, such as id:state\/KZ, or the whole IRI in <>"
    return f"query: syntax error at line {number}, column {column}, {near}{hint}"


def one_line(text: str) -> str:
    return " ".join(text.split())[:300]


def _give_up_rights() -> None:
    """No new files or connections, an end to memory, and no noise when that end is reached.

    Only systems of the Unix family can do this.
    """
    if sys.platform == "win32":
        return
    import resource

    faulthandler.disable()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    used = _address_space()
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    if used is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = used + _MEMORY
        limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _address_space() -> int | None:
    """Bytes of address space in use, where the system tells."""
    import resource

    try:
        with open("/proc/self/statm", encoding="ascii") as stream:
            return int(stream.read().split()[0]) * resource.getpagesize()
    except OSError:
        return None
