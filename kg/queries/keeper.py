"""A process that holds a graph and begins, for each query of a user, a process that answers it.

A server has threads, and a process that forks while another thread holds a lock of the engine may wait for that lock
for ever. The keeper is begun before the threads and has none, so that it can fork at any time. The process of a query
is ended by the system's own timer, whatever the engine does.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import closing, suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection
from pathlib import Path

import pyoxigraph as ox

from kg.errors import UserError
from kg.graph.store import Graph
from kg.queries.free import Triples, collect, require_short, too_slow
from kg.queries.rows import Rows
from kg.queries.worker import Message, Size, answer, preload

SUPPORTED = sys.platform == "linux"
_GRACE = 1.0  # seconds that a process may live beyond the time of its query, if nobody listens any more
_WAITING = 64  # connections that may wait for the keeper


class Keeper:
    """Answers queries over one graph; make it before the first thread of the program."""

    def __init__(self, graph: Graph) -> None:
        """Raises UserError where the system cannot fork processes safely."""
        if not SUPPORTED:
            raise UserError("queries of users are kept apart by forking, which only Linux does safely")
        preload()
        self._folder = Path(tempfile.mkdtemp(prefix="mkg-"))  # only this user may enter it
        self._address = str(self._folder / "keeper")
        door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        door.bind(self._address)
        door.listen(_WAITING)
        watched, alive = os.pipe()
        self._process = os.fork()
        if not self._process:
            os.close(alive)
            _keep(door, watched, graph.store, self._folder)
        self._alive: int | None = alive  # the keeper ends when nobody holds it any more
        os.close(watched)
        door.close()

    def run(self, query: str, timeout: float, row_limit: int, byte_limit: int) -> Rows | Triples | bool:
        """As `kg.queries.run_sparql`, over the keeper's graph; `timeout` must be more than 0.

        Raises:
            QueryError: no SPARQL, not allowed, too slow, too big.
        """
        require_short(query)
        return collect(self._messages(query, timeout, Size(row_limit, byte_limit)))

    def _messages(self, query: str, timeout: float, size: Size) -> Generator[Message, None, None]:
        end = time.monotonic() + timeout
        try:
            with closing(Client(self._address, family="AF_UNIX")) as connection:
                connection.send((query, timeout, size))
                while True:
                    if not connection.poll(max(0.0, end - time.monotonic())):
                        raise too_slow(timeout)
                    yield connection.recv()
        except (EOFError, ConnectionError, FileNotFoundError, AuthenticationError):
            return  # its process is gone: what came so far tells whether the answer was whole

    def close(self) -> None:
        """End the keeper; queries that run are ended by their own time. Closing it again does nothing."""
        if self._alive is None:
            return
        os.close(self._alive)
        self._alive = None
        # Processes that were forked meanwhile, such as a second keeper, may hold a copy of what it watches.
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._process, 0)
        shutil.rmtree(self._folder, ignore_errors=True)


def _keep(door: socket.socket, watched: int, store: ox.Store, folder: Path) -> None:
    """What the keeper does until the one that made it is gone; never returns."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system clears away the processes of queries
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        while True:
            ready, _, _ = select.select([door.fileno(), watched], [], [])
            if watched in ready:  # also after kill -9, when nobody else can clear the folder away
                shutil.rmtree(folder, ignore_errors=True)
                break
            with suppress(OSError):  # no room for one more process costs that query alone
                _admit(door, store)
    finally:
        os._exit(0)


def _admit(door: socket.socket, store: ox.Store) -> None:
    """Begin a process for the next query; in that process it never returns. Raises OSError if there is no room."""
    caller, _ = door.accept()
    with caller:
        if not os.fork():
            door.close()
            _serve(caller, store)


def _serve(caller: socket.socket, store: ox.Store) -> None:
    """Answer one query and end; never returns."""
    try:
        with Connection(caller.detach()) as connection:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, 10.0)  # for a caller that says nothing
            query, timeout, size = connection.recv()
            signal.setitimer(signal.ITIMER_REAL, timeout + _GRACE)
            answer(connection, store, query, size)
    finally:
        os._exit(0)
