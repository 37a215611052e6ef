"""The explorer over HTTP: its page, the files of the page, and the answers under `/api/`."""

from __future__ import annotations

import logging
from dataclasses import asdict
from functools import lru_cache, partial
from itertools import chain
from threading import Event
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from kg.graph.store import Graph
from kg.web.explorer.answers import Unknown, answer, of_name, to_json
from kg.web.explorer.library import Library
from kg.web.explorer.page import STATIC, is_built, page
from kg.web.explorer.search import Found
from kg.web.limits import Limits, Places, body_of
from kg.web.protocol import ids_of
from kg.web.refusal import RefusedError

_POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob: data:; "
           "font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")  # fmt: skip
_KEPT = 2000  # answers that a server keeps, as bytes
_MOST_HITS = 200
_FIRST = ("site", "overview", "network")
_LOG = logging.getLogger("uvicorn.error")


class Explorer:
    """The page on one graph."""

    def __init__(self, graph: Graph, places: Places, limits: Limits, plain: str) -> None:
        self._library, self._places, self._limits = Library(graph), places, limits
        self._page = page(_main_of(plain)) if is_built() else plain
        self._stopped = Event()
        self._kept = lru_cache(maxsize=_KEPT)(self._make)

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/", self.page), Route("/explorer/{name}", self.file),
            Route("/api/search", self.found), Route("/api/limits", self.limits),
            Route("/api/names", self.names, methods=["POST"]), Route("/api/{name}", self.answered),
            Route("/api/{name}/{rest:path}", self.answered), Route("/graph.ttl", self.turtle),
        ]  # fmt: skip

    def prepare(self) -> None:
        """Make what is asked for first, and read what other answers are made from, until all is there or `stop`."""
        steps = chain((self._kept(name, "") for name in _FIRST), self._library.prepared())
        try:
            for _ in steps:
                if self._stopped.is_set():
                    break
        except Exception:  # whoever asks for what cannot be made is told why; the service goes on
            _LOG.exception("the explorer could not make ahead what its pages need; they make it when they are opened")

    def stop(self) -> None:
        """End the preparation after its present step."""
        self._stopped.set()

    async def page(self, _: Request) -> Response:
        """The page; what it shows without scripts is the plain front page."""
        return HTMLResponse(self._page, headers={"Content-Security-Policy": _POLICY} if is_built() else None)

    async def file(self, request: Request) -> Response:
        """A script, style sheet or picture of the page."""
        path = STATIC / "explorer" / request.path_params["name"]
        if path.parent != STATIC / "explorer" or not path.is_file():
            raise RefusedError(404, "nothing has this address")
        stamped = bool(request.url.query)
        kept = "public, max-age=31536000, immutable" if stamped else "no-cache"
        return FileResponse(path, headers={"Cache-Control": kept})

    async def answered(self, request: Request) -> Response:
        """One answer."""
        name, rest = request.path_params["name"], request.path_params.get("rest", "")
        async with self._places.one() as limiter:
            try:
                soon = await to_thread.run_sync(partial(self._meanwhile, name, rest), limiter=limiter)
                data = soon or await to_thread.run_sync(partial(self._kept, name, rest), limiter=limiter)
            except Unknown as error:
                raise RefusedError(404, str(error)) from None
        status = 202 if soon else 200  # 202: ask again, it is being made
        return Response(data, status, media_type="application/json", headers={"Cache-Control": "no-cache"})

    def _meanwhile(self, name: str, rest: str) -> bytes:
        meanwhile = of_name(name).meanwhile
        told = meanwhile(self._library, rest) if meanwhile else None
        return to_json(told) if told else b""

    def _make(self, name: str, rest: str) -> bytes:
        return to_json(answer(self._library, name, rest))

    async def found(self, request: Request) -> Response:
        """Things that words name."""
        fields = request.query_params
        most = fields.get("limit", "50")
        limit = min(int(most), _MOST_HITS) if most.isdigit() else 50
        words, kind = fields.get("q", "")[:200], fields.get("kind", "")
        async with self._places.one() as limiter:
            hits = await to_thread.run_sync(partial(self._find, words, kind, limit), limiter=limiter)
        return Response(to_json(hits), media_type="application/json")

    def _find(self, words: str, kind: str, limit: int) -> Found:
        return self._library.finder.find(words, kind, limit)

    async def limits(self, _: Request) -> Response:
        """What a free query may take."""
        limits = self._limits
        return JSONResponse({"seconds": limits.seconds, "rows": limits.rows, "bytes": limits.bytes})

    async def names(self, request: Request) -> Response:
        """Names of the nodes that a form lists as `id`: those of the graph and of the vocabulary, by IRI."""
        asked = ids_of(await body_of(request, self._limits))
        async with self._places.one() as limiter:
            found = await to_thread.run_sync(partial(self._named, asked), limiter=limiter)
        return Response(to_json(found), media_type="application/json")

    def _named(self, asked: list[str]) -> dict[str, dict[str, Any]]:
        names = self._library.names
        return {node: asdict(names.ref(node)) for node in dict.fromkeys(asked) if names.knows(node)}

    async def turtle(self, _: Request) -> Response:
        """The whole graph as canonical Turtle, to keep."""
        async with self._places.one() as limiter:
            data = await to_thread.run_sync(self._library.graph.turtle, limiter=limiter)
        headers = {"Content-Disposition": 'attachment; filename="migration-kg.ttl"'}
        return Response(data, media_type="text/turtle; charset=utf-8", headers=headers)


def _main_of(plain: str) -> str:
    return plain[plain.index("<main>") : plain.index("</main>") + len("</main>")]
