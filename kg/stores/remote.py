"""A graph that a SPARQL 1.1 server holds: asked where it is, or fetched whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import pyoxigraph as ox

from kg import iri
from kg.errors import UserError
from kg.graph.source import Cell, Solutions
from kg.graph.store import Graph
from kg.stores.endpoint import SOLUTIONS, TRIPLES, Endpoint, Reply, Requests

ROWS = 100_000  # of one answer of a template
SECONDS = 120.0
_LOOKUP_ROWS = 1_000_000  # of what is looked up to bind, to label and to show evidence
_FETCH_SECONDS = 1800.0
_ROOM = 4  # bytes of an answer on its way for each byte of terms that may come out
_PREFIXES = "".join(f"PREFIX {name}: <{value}> " for name, value in iri.all_prefixes().items())


class Remote:
    """A source over a server; nothing is sent until something is asked."""

    def __init__(self, to: Endpoint) -> None:
        self._requests = Requests(to)
        self.name = to.query

    def require_claims(self) -> None:
        """See that the server answers and holds a graph of this ontology.

        Raises:
            UserError: it does not.
        """
        if not self.select("SELECT ?claim WHERE { ?claim a mkg:Claim } LIMIT 1"):
            raise UserError(f"{self.name}: holds no claim of the ontology; fill it with `mkg load FILE --store …`")

    def solve(self, query: str) -> Solutions:
        """Solutions of a SELECT or CONSTRUCT, cut at `ROWS` rows.

        Raises:
            UserError: the server cannot be reached, refuses, is too slow, or answers something else.
        """
        return self._solutions(query, ROWS)

    def select(self, query: str) -> list[Mapping[str, ox.NamedNode | ox.Literal | None]]:
        """All rows of a SELECT with the project's prefixes. Raises as `solve`, and if there are too many."""
        found = self._solutions(f"{_PREFIXES}\n{query}", _LOOKUP_ROWS)
        if found.truncated:
            raise UserError(f"{self.name}: gave only a part of what was asked for; raise the limits of the server")
        names = found.variables or ()
        rows: list[Any] = [dict(zip(names, row, strict=True)) for row in found.rows]
        return rows

    def ask_freely(
        self, query: str, makes_graph: bool, timeout: float | None, row_limit: int, byte_limit: int
    ) -> Solutions | bool:
        """Answer of a query of a user that was checked already, with the project's prefixes.

        Raises:
            TooSlowError: the time is up; without a `timeout` the server has half an hour.
            UserError: as `solve`.
        """
        return self._ask(f"{_PREFIXES}\n{query}", makes_graph, timeout or _FETCH_SECONDS, row_limit, byte_limit)

    def count(self, pattern: str) -> int:
        """Number of solutions of a pattern. Raises as `select`."""
        rows = self.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
        found = rows[0]["n"] if rows else None
        if found is None or not found.value.isdigit():
            raise UserError(f"{self.name}: cannot count; give the address of a SPARQL 1.1 server")
        return int(found.value)

    def fetch(self) -> Graph:
        """The whole graph in memory.

        Raises:
            UserError: as `solve`, or the server gives only a part of it.
        """
        expected = self.count("?s ?p ?o")
        graph = Graph()
        with self._requests.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", TRIPLES, _FETCH_SECONDS) as reply:
            graph.add(ox.Triple(*parts) for parts in self._triples(reply))  # type: ignore[arg-type]
        if len(graph) < expected:
            hint = "raise the limits of the server, or run again"
            raise UserError(f"{self.name}: gave {len(graph):,} of its {expected:,} triples; {hint}")
        return graph

    def _solutions(self, query: str, most: int) -> Solutions:
        """Solutions of a query of our own. Raises as `solve`."""
        wanted: Any = ox.Store().query(query)
        makes_graph = isinstance(wanted, ox.QueryTriples)
        found = self._ask(query, makes_graph, SECONDS, most)
        variables = None if makes_graph else tuple(v.value for v in wanted.variables)
        if isinstance(found, bool) or found.variables != variables:
            raise UserError(f"{self.name}: answered another query than it was asked; give the address of its queries")
        return found

    def _ask(
        self, query: str, makes_graph: bool, seconds: float, rows: int, size: int | None = None
    ) -> Solutions | bool:
        most = None if size is None else size * _ROOM + 2**20
        with self._requests.query(query, TRIPLES if makes_graph else SOLUTIONS, seconds, most) as reply:
            if makes_graph:
                return self._cut(None, self._triples(reply), reply, rows, size)
            form = ox.QueryResultsFormat.from_media_type(reply.media_type)
            if form is None:
                raise self._no_sparql(reply)
            try:
                found: Any = ox.parse_query_results(reply, format=form)  # type: ignore[arg-type]
                if isinstance(found, ox.QueryBoolean):
                    return bool(found)
                variables = tuple(v.value for v in found.variables)
                return self._cut(variables, (tuple(row) for row in found), reply, rows, size)
            except (SyntaxError, ValueError) as error:
                raise self._broken(error) from error

    def _cut(
        self,
        variables: tuple[str, ...] | None,
        rows: Iterator[tuple[Cell, ...]],
        reply: Reply,
        most: int,
        size: int | None,
    ) -> Solutions:
        """As many rows as are wanted, and whether there were more."""
        found = []
        for row in islice(rows, most):
            found.append(row)
            if size is not None:
                size -= sum(len(str(term)) for term in row)
                if size <= 0:
                    break
        return Solutions(variables, tuple(found), next(rows, None) is not None or reply.cut)

    def _triples(self, reply: Reply) -> Iterator[tuple[Cell, ...]]:
        form = ox.RdfFormat.from_media_type(reply.media_type)
        if form is None:
            raise self._no_sparql(reply)
        try:
            for quad in ox.parse(reply, format=form):  # type: ignore[arg-type]
                yield quad.subject, quad.predicate, quad.object
        except (SyntaxError, ValueError) as error:
            raise self._broken(error) from error

    def _no_sparql(self, reply: Reply) -> UserError:
        hint = "give the address of its queries, such as http://localhost:7878/query"
        return UserError(f"{self.name}: answered with {reply.media_type}, not with results of SPARQL; {hint}")

    def _broken(self, error: Exception) -> UserError:
        return UserError(f"{self.name}: its answer cannot be read ({' '.join(str(error).split())[:200]}); run again")
