"""Work in a process of its own, so that what hangs or dies costs itself alone."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Generic, TypeVar

A = TypeVar("A")
T = TypeVar("T")


class EndedError(Exception):
    """The work gave nothing; the message says in one line whether its time was up or its process ended."""


class Apart(Generic[A, T]):
    """Does one piece of work after another in one process, and begins another process when that one is lost.

    The work, what it takes and what it gives must be such as can be sent to a process. Leave it through `with`.
    """

    def __init__(self, work: Callable[[A], T]) -> None:
        self._work = work
        self._running: tuple[Any, Connection] | None = None

    def do(self, argument: A, seconds: float) -> T:
        """What the work gives for the argument.

        Raises:
            EndedError: it took more than `seconds`, or its process ended before it was done.
        """
        _, connection = self._running = self._running or self._begun()
        try:
            connection.send(argument)
            if not connection.poll(seconds):
                self._end()
                raise EndedError(f"stopped after {seconds:g} seconds")
            found: T = connection.recv()
            return found
        except (EOFError, ConnectionError):
            self._end()
            raise EndedError("its process ended without a word") from None

    def _begun(self) -> tuple[Any, Connection]:
        context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        ours, theirs = context.Pipe(duplex=True)
        process = context.Process(target=_serve, args=(ours, theirs, self._work))
        process.start()
        theirs.close()
        return process, ours

    def _end(self) -> None:
        if self._running is not None:
            process, connection = self._running
            self._running = None
            process.kill()
            process.join()
            connection.close()

    def __enter__(self) -> Apart[A, T]:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()


def _serve(theirs: Connection, mine: Connection, work: Callable[[Any], object]) -> None:
    """What the process does until the one that began it is gone."""
    theirs.close()  # a copy, which would keep the connection open when the other side is gone
    while True:
        try:
            argument = mine.recv()
        except EOFError:
            return
        mine.send(work(argument))
