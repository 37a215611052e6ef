"""Protocol cases on the project's own HTTP service, without a network: requests are handed to the application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.conformance.manifest import Case
from kg.conformance.requests import Exchange
from kg.conformance.results import parsed
from kg.conformance.verdict import Verdict, failed, not_applicable, passed, refused

if TYPE_CHECKING:
    from starlette.types import ASGIApp

_READABLE = {"application/sparql-results+json": "json", "application/sparql-results+xml": "xml"}


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    media_type: str
    body: bytes


class Service:
    """`mkg serve` over an empty graph. Whatever address a manifest calls the service by, `/sparql` is asked."""

    name = "service"

    def prepare(self) -> None:
        """Import the application, if it is installed."""
        with suppress(ImportError):
            import kg.web.app  # noqa: F401

    def unfit(self, case: Case) -> str | None:
        """Why a case is not for the service, or None."""
        if case.kind != "protocol":
            return f"{case.type} sends no request"
        if not case.exchanges or not all(one.statuses for one in case.exchanges):
            return "its manifest does not tell what is sent and what must come back"
        return None

    def judge(self, case: Case) -> Verdict:
        """The verdict on a protocol case."""
        try:
            from kg.web.app import make_app
        except ImportError:
            return not_applicable("needs the extra serve: pip install 'migration-kg[serve]'")
        from kg.graph.store import Graph

        return asyncio.run(_judge(make_app(Graph()), case))


async def _judge(app: ASGIApp, case: Case) -> Verdict:
    async with _running(app):
        for exchange in case.exchanges:
            verdict = _verdict(exchange, await _reply(app, exchange))
            if verdict != passed():
                return verdict
    return passed()


def _verdict(exchange: Exchange, reply: _Reply) -> Verdict:
    if str(reply.status)[0] not in exchange.statuses:
        if 400 <= reply.status < 500 and exchange.updates:
            return refused("is an update; the service only reads")
        if 400 <= reply.status < 500 and exchange.names_dataset:
            return refused("names a data set; the service has one graph")
        return failed(f"status {'XX or '.join(sorted(exchange.statuses))}XX expected, {reply.status} found")
    if exchange.media_types and reply.status < 300 and reply.media_type not in exchange.media_types:
        return failed(f"one of {', '.join(sorted(exchange.media_types))} expected, {reply.media_type} found")
    if exchange.truth is not None and _truth(reply) is not exchange.truth:
        return failed(f"{str(exchange.truth).lower()} expected, and not found")
    return passed()


def _truth(reply: _Reply) -> object:
    form = _READABLE.get(reply.media_type)
    return parsed(reply.body, "json" if form == "json" else "xml") if form else None


async def _reply(app: ASGIApp, exchange: Exchange) -> _Reply:
    """What the application answers to a request."""
    headers = [(b"host", b"localhost"), *((n.encode("latin-1"), v.encode("latin-1")) for n, v in exchange.headers)]
    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": exchange.method,
        "scheme": "http", "root_path": "", "path": "/sparql", "raw_path": b"/sparql", "headers": headers,
        "query_string": urlsplit(exchange.target).query.encode(), "client": None, "server": ("localhost", 80),
    }  # fmt: skip
    sent: list[Any] = []
    coming = iter([{"type": "http.request", "body": exchange.body, "more_body": False}])

    async def receive() -> dict[str, Any]:
        return next(coming, {"type": "http.disconnect"})

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    found = {name.lower(): value for name, value in sent[0].get("headers", [])}
    media_type = found.get(b"content-type", b"").decode("latin-1").partition(";")[0].strip()
    return _Reply(sent[0]["status"], media_type, b"".join(message.get("body", b"") for message in sent[1:]))


@asynccontextmanager
async def _running(app: ASGIApp) -> AsyncIterator[None]:
    """Tell the application that it starts and, at the end, that it stops, so that it clears up after itself."""
    started, stopping = asyncio.Event(), asyncio.Event()
    messages = iter(["lifespan.startup", "lifespan.shutdown"])

    async def receive() -> dict[str, Any]:
        kind = next(messages)
        if kind == "lifespan.shutdown":
            await stopping.wait()
        return {"type": kind}

    async def send(_: Any) -> None:
        started.set()

    life = asyncio.ensure_future(app({"type": "lifespan", "asgi": {"version": "3.0"}}, receive, send))
    await started.wait()
    try:
        yield
    finally:
        stopping.set()
        await life
