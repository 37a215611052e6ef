"""Servers that a benchmark starts on a free port of this machine, asks, and ends."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

HOST = "127.0.0.1"
_PATIENCE = 120.0  # seconds until a server must answer


def free_port() -> int:
    with closing(socket.create_server((HOST, 0))) as found:
        return int(found.getsockname()[1])


def mkg_serve(port: int, *options: str) -> list[str]:
    """The command that serves at a port."""
    return [sys.executable, "-m", "kg", "serve", "--port", str(port), *options]


@contextmanager
def running(
    command: Sequence[str], port: int, path: str = "/health", log: IO[bytes] | None = None, folder: Path | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A server, from when it answers at a path until the block is left."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log or subprocess.DEVNULL, cwd=folder)
    try:
        _wait(server, port, path)
        yield server
    finally:
        server.terminate()
        server.wait()


def _wait(server: subprocess.Popen[bytes], port: int, path: str) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if server.poll() is not None:
            raise SystemExit(f"the server ended with status {server.returncode} before it answered")
        try:
            with closing(http.client.HTTPConnection(HOST, port, timeout=5)) as client:
                client.request("GET", path)
                client.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"the server did not answer within {_PATIENCE:g} seconds")
