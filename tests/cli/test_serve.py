"""`mkg serve`: a real server process that starts, answers and ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.cli.serve import _door, _names
from kg.errors import UserError
from kg.graph.store import Graph
from kg.web.app import make_app

GRAPH = Path(__file__).parents[1] / "queries" / "graph.ttl"
SERVE = [sys.executable, "-m", "kg", "serve", "--graph", str(GRAPH)]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def get(port: int, path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return bytes(answer.read())


def wait_for(port: int, process: subprocess.Popen[str]) -> None:
    for _ in range(600):
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        try:
            get(port, "/health")
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail("the server did not answer")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_server_answers_and_ends_with_a_signal(workers: int) -> None:
    port = free_port()
    command = [*SERVE, "--port", str(port), "--workers", str(workers)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ})
    try:
        wait_for(port, process)
        assert json.loads(get(port, "/sparql?query=ASK%20%7B%7D"))["boolean"] is True
        assert b"agreements-of-state" in get(port, "/queries")
    finally:
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert f"serving at http://127.0.0.1:{port}/" in told
    assert "Traceback" not in told


def test_a_port_that_is_taken_ends_in_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [*SERVE, "--port", str(port)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(f"mkg: port {port}: is taken")
    assert "Traceback" not in done.stderr


def test_a_graph_that_is_none_ends_in_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "serve", "--graph", str(tmp_path / "nothing.ttl")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr.startswith("mkg: ")
    assert len(done.stderr.splitlines()) == 1


def test_a_port_is_taken_before_the_graph_is_read() -> None:
    first = _door("127.0.0.1", free_port())
    with first, pytest.raises(UserError, match="is taken; choose another with --port"):
        _door("127.0.0.1", first.getsockname()[1])


def test_an_address_that_is_none_is_told() -> None:
    with pytest.raises(UserError, match=r"--host no host\.invalid: is no address of this machine"):
        _door("no host.invalid", 8000)


@pytest.mark.parametrize("name", ["kg*", "*.*", "a.*.org", "*org"])
def test_a_name_with_a_star_in_its_middle_is_told(name: str) -> None:
    with pytest.raises(UserError, match="write \\* for any name"):
        _names(["kg.example.org", name], "127.0.0.1")


@pytest.mark.parametrize(
    ("given", "host", "asked", "status"),
    [
        (None, "127.0.0.1", "localhost:8000", 200),
        (None, "::1", "[::1]:8000", 200),
        (None, "::1", "evil.example", 400),
        (["*.example.org"], "0.0.0.0", "kg.example.org", 200),
        (["*.example.org"], "0.0.0.0", "localhost", 400),
        (None, "0.0.0.0", "kg.example.org", 200),
    ],
)
def test_a_server_answers_to_its_names(given: list[str] | None, host: str, asked: str, status: int) -> None:
    with TestClient(make_app(Graph(), hosts=_names(given, host)), base_url="http://localhost") as client:
        assert client.get("/health", headers={"Host": asked}).status_code == status
