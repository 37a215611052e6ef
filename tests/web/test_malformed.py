"""Malformed requests to a real server: none makes it fail, and none leaves a connection open."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import pytest

from kg.queries.keeper import SUPPORTED

ROOT = Path(__file__).parents[2]
GRAPH = ROOT / "tests" / "queries" / "graph.ttl"


@pytest.mark.skipif(not SUPPORTED, reason="each query has a copy of the graph there, which is slow")
def test_no_malformed_request_makes_the_server_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT / "benchmarks"), *sys.path])
    from malformed_requests import FAILURES, HANGING, Maker, status  # type: ignore[import-not-found]
    from servers import free_port, mkg_serve, running  # type: ignore[import-not-found]

    port = free_port()
    told = tmp_path / "log"
    command = mkg_serve(port, "--graph", str(GRAPH), "--timeout", "5")
    with told.open("wb") as log, running(command, port, log=log), ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda request: status(port, request), islice(Maker(3).requests(), 200)))
    assert not FAILURES & set(found)
    assert HANGING not in found
    assert {"200", "400", "404"} <= set(found)
    assert b"Traceback" not in told.read_bytes()
