"""The small graph of the query tests, and a server of the package `oxigraph` for it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph.rules import derive
from kg.graph.store import Graph

GRAPH = Path(__file__).parents[1] / "queries" / "graph.ttl"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            pytest.fail(f"the server ended with status {process.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not answer")


@pytest.fixture(scope="session")
def graph() -> Graph:
    found = Graph.read(GRAPH)
    found.add(derive(found.store))
    return found


@pytest.fixture(scope="session")
def graph_file(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "graph.ttl"
    path.write_bytes(graph.turtle())
    return path


@pytest.fixture(scope="session")
def oxigraph() -> Iterator[str]:
    """Address of a server; what a test needs there it loads."""
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if program is None:
        pytest.skip("there is no program oxigraph (pip install oxigraph)")
    port = free_port()
    command = [program, "serve", "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()
