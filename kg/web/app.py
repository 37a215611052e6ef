"""The service: a graph, its routes, and the rules that hold for all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from importlib.resources import files
from threading import Thread
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import UserError
from kg.graph.store import Graph
from kg.queries.free import run_sparql
from kg.queries.keeper import SUPPORTED, Keeper
from kg.version import VERSION
from kg.web.explorer.page import is_built
from kg.web.explorer_routes import Explorer
from kg.web.front import front
from kg.web.limits import Limits, Places
from kg.web.protocol import METHODS
from kg.web.refusal import RefusedError, refusal
from kg.web.sparql import Endpoint
from kg.web.templates import Questions, openapi
from kg.web.things import Things, ontology

_LOCAL = ("localhost", "127.0.0.1")
_PATIENCE = 5  # seconds for the preparation of pages to end
_HEADERS = [
    (b"content-security-policy", b"default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; "
                                 b"base-uri 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
]  # fmt: skip


class _Guarded:
    """The headers of every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = message.get("headers", [])
                named = {name for name, _ in own}
                message["headers"] = [*own, *(h for h in _HEADERS if h[0] not in named)]
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


def make_app(graph: Graph, limits: Limits | None = None, hosts: Sequence[str] = _LOCAL) -> ASGIApp:
    """The service over one graph. `hosts`: names that a client may call the server by, `*` for any.

    Make it before the program has threads: a process is begun that will hold the graph for the queries of users.
    """
    limits = limits or Limits()
    keeper = Keeper(graph) if SUPPORTED else None
    places = Places(limits)
    questions, things = Questions(graph, places), Things(graph)
    run: Callable[..., Any] = keeper.run if keeper else partial(run_sparql, graph)
    endpoint = Endpoint(run, limits, places)
    claims = graph.claim_count()
    explorer = Explorer(graph, places, limits, front(graph, claims, explorer=is_built()))

    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ok", "claims": claims})

    async def version(_: Request) -> Response:
        return JSONResponse({"name": "migration-kg", "version": VERSION})

    async def described(_: Request) -> Response:
        return JSONResponse(openapi(VERSION))

    async def style(_: Request) -> Response:
        return Response((files("kg.web") / "style.css").read_bytes(), media_type="text/css")

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        preparing = Thread(target=explorer.prepare, name="explorer", daemon=True)
        preparing.start()
        try:
            yield
        finally:
            explorer.stop()
            preparing.join(timeout=_PATIENCE)
            if keeper:
                keeper.close()

    routes = [
        *explorer.routes(), Route("/style.css", style), Route("/health", health), Route("/version", version),
        Route("/openapi.json", described), Route("/ontology", ontology),
        Route("/queries", questions.listed), Route("/queries/{name}", questions.answered, name="question"),
        Route("/queries/{name}/values/{parameter}", questions.values),
        Route("/id/{path:path}", things.one),
        Route("/sparql", endpoint.answered, methods=list(METHODS)),
    ]  # fmt: skip
    handlers: dict[Any, Any] = {UserError: _told, HTTPException: _told_http, Exception: _failed}
    middleware = [
        Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts)), Middleware(GZipMiddleware, minimum_size=2000),
    ]  # fmt: skip
    return _Guarded(Starlette(routes=routes, exception_handlers=handlers, middleware=middleware, lifespan=lifespan))


async def _told(_: Request, error: UserError) -> Response:
    return refusal(error)


async def _told_http(request: Request, error: HTTPException) -> Response:
    what = {404: "nothing has this address", 405: f"{request.method} is not answered here"}
    return refusal(RefusedError(error.status_code, what.get(error.status_code, error.detail), error.headers))


async def _failed(_: Request, __: Exception) -> Response:
    return refusal(RefusedError(500, "the program failed on this request; it is written in the server's log"))
