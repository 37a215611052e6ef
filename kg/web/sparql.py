"""The SPARQL endpoint: one route, the query operation of the protocol, and a description of the service."""

from __future__ import annotations

from typing import Protocol

import pyoxigraph as ox
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from kg import iri
from kg.queries.free import Triples
from kg.queries.result_forms import BOOLEAN, ROWS, TRIPLES, triples_rdf
from kg.queries.rows import Rows
from kg.web.limits import Limits, Places, body_of
from kg.web.negotiation import chosen
from kg.web.protocol import query_of

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle",
          "N-Triples", "JSON-LD", "RDF_XML")  # fmt: skip
TRUNCATED = "MKG-Truncated"  # header of an answer that a limit cut

Answer = Rows | Triples | bool


class Runner(Protocol):
    """Answers a query within limits; `Keeper.run` is one."""

    def __call__(self, query: str, timeout: float, row_limit: int, byte_limit: int) -> Answer: ...


class Endpoint:
    """Answers of one graph to the queries of users."""

    def __init__(self, run: Runner, limits: Limits, places: Places) -> None:
        self._run, self._limits, self._places = run, limits, places

    async def answered(self, request: Request) -> Response:
        """The answer to the query of a request, or the description of the service."""
        limits = self._limits
        body = await body_of(request, limits)
        query = query_of(request.method, request.headers.get("content-type", ""), request.url.query, body)
        accept = request.headers.get("accept")
        if query is None:
            media_type = chosen(accept, list(TRIPLES))
            return Response(triples_rdf(description(str(request.url)), media_type), media_type=media_type)
        async with self._places.one() as limiter:
            found = await to_thread.run_sync(
                self._run, query, limits.seconds, limits.rows, limits.bytes, limiter=limiter
            )
        return answer(found, accept)


def answer(found: Answer, accept: str | None) -> Response:
    """An answer in the form that a client likes best.

    Raises:
        RefusedError: it takes none of the forms that this kind of answer has.
    """
    if isinstance(found, bool):
        media_type = chosen(accept, list(BOOLEAN))
        return _response(BOOLEAN[media_type](found), media_type)
    if isinstance(found, Rows):
        media_type = chosen(accept, list(ROWS))
        return _response(ROWS[media_type](found), media_type, found.truncated)
    media_type = chosen(accept, list(TRIPLES))
    return _response(triples_rdf(found, media_type), media_type, found.truncated)


def _response(data: bytes, media_type: str, truncated: bool = False) -> Response:
    headers = {"Vary": "Accept"} | ({TRUNCATED: "true"} if truncated else {})
    if media_type.startswith("text/"):
        media_type += "; charset=utf-8"
    return Response(data, media_type=media_type, headers=headers)


def description(address: str) -> list[ox.Triple]:
    """What the service can do, in the vocabulary of SPARQL 1.1 Service Description."""
    service = ox.NamedNode(address)

    def sd(name: str) -> ox.NamedNode:
        return ox.NamedNode(_SD + name)

    kind = ox.NamedNode(iri.PREFIXES["rdf"] + "type")
    found = [
        ox.Triple(service, kind, sd("Service")),
        ox.Triple(service, sd("endpoint"), service),
        ox.Triple(service, sd("supportedLanguage"), sd("SPARQL11Query")),
    ]
    return found + [ox.Triple(service, sd("resultFormat"), ox.NamedNode(_FORMATS + name)) for name in _NAMES]


