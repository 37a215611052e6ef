"""What one client may ask of a server, as its operator sets it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import anyio
from starlette.requests import ClientDisconnect, Request

from kg.limits import BYTE_LIMIT, ROW_LIMIT, TIMEOUT
from kg.web.refusal import RefusedError

_LAST = {"Connection": "close"}  # since the rest of the body could not be told from another request


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds`, `rows` and `bytes` of an answer to a free query; `request`: bytes of a request's body.

    `reading`: seconds within which that body must have come.

    `running` queries are answered at a time, `waiting` more may wait; who comes then is sent away.
    """

    seconds: float = TIMEOUT
    rows: int = ROW_LIMIT
    bytes: int = BYTE_LIMIT
    request: int = 256 * 1024
    reading: float = 15.0
    running: int = 8
    waiting: int = 64


class Places:
    """The places of a server: so many requests are answered at a time, so many wait."""

    def __init__(self, limits: Limits) -> None:
        self._running = anyio.CapacityLimiter(limits.running)
        self._most = limits.running + limits.waiting
        self._taken = 0

    @asynccontextmanager
    async def one(self) -> AsyncIterator[anyio.CapacityLimiter]:
        """A place, as soon as one is free; its limiter is for the thread that does the work.

        Raises:
            RefusedError: as many as may wait are waiting.
        """
        if self._taken >= self._most:
            raise RefusedError(503, "server: too many queries at a time; try again in a moment", {"Retry-After": "1"})
        self._taken += 1
        try:
            yield self._running
        finally:
            self._taken -= 1


async def body_of(request: Request, limits: Limits) -> bytes:
    """The body of a request.

    Raises:
        RefusedError: it is too large, too slow, or ends before it is whole.
    """
    try:
        with anyio.fail_after(limits.reading):
            return await _read(request, limits.request)
    except TimeoutError:
        why = f"request: its body has not come within {limits.reading:g} seconds"
        raise RefusedError(408, why, _LAST) from None
    except ClientDisconnect:  # nobody may be left to hear of it
        raise RefusedError(400, "request: ends before its body is whole", _LAST) from None


async def _read(request: Request, most: int) -> bytes:
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > most:
            raise RefusedError(413, f"request: has more than {most:,} bytes, which is what this server takes", _LAST)
    return bytes(found)
