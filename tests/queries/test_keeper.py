"""The keeper: queries of many threads, each in a process of its own that ends in time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.graph.store import Graph
from kg.queries import Rows, Triples, keeper
from kg.queries.keeper import Keeper
from kg.queries.problem import QueryError

pytestmark = pytest.mark.skipif(not keeper.SUPPORTED, reason="queries are kept apart by forking, on Linux")
CROSS_JOIN = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LIMITS = {"timeout": 30.0, "row_limit": 1000, "byte_limit": 1_000_000}


@pytest.fixture(scope="module")
def kept(graph: Graph) -> Iterator[Keeper]:
    found = Keeper(graph)
    yield found
    found.close()


def children(process: int) -> list[int]:
    """Processes that a process has begun and that live."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == process and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found


def test_each_form_of_query_is_answered(kept: Keeper) -> None:
    assert kept.run("ASK { ?s a mkg:Claim }", **LIMITS) is True
    rows = kept.run("SELECT ?s WHERE { ?s a mkg:State } LIMIT 3", **LIMITS)
    assert isinstance(rows, Rows)
    assert len(rows) == 3
    triples = kept.run("CONSTRUCT WHERE { ?s a mkg:State }", **LIMITS)
    assert isinstance(triples, Triples)
    assert len(triples) > 3


@pytest.mark.parametrize(
    ("query", "kind"),
    [("hello", "syntax"), ("CLEAR ALL", "refused"), ("ASK FROM <a:b> {}", "refused"), ("#" * 100_001, "too-long")],
)
def test_a_problem_has_its_kind(query: str, kind: str, kept: Keeper) -> None:
    with pytest.raises(QueryError) as caught:
        kept.run(query, **LIMITS)
    assert caught.value.kind == kind


def test_threads_are_answered_beside_each_other(kept: Keeper) -> None:
    queries = [f"SELECT ?s WHERE {{ ?s a mkg:State }} LIMIT {n}" for n in (1, 2, 3, 4)] * 4
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda query: kept.run(query, **LIMITS), queries))
    assert [len(rows) for rows in found if isinstance(rows, Rows)] == [1, 2, 3, 4] * 4


def test_a_query_without_end_is_stopped_and_others_go_on(kept: Keeper) -> None:
    stopped = []

    def endless() -> None:
        with pytest.raises(QueryError) as caught:
            kept.run(CROSS_JOIN, timeout=2.0, row_limit=10, byte_limit=1000)
        stopped.append(caught.value.kind)

    thread = threading.Thread(target=endless)
    thread.start()
    assert kept.run("ASK {}", **LIMITS) is True
    thread.join()
    assert stopped == ["too-slow"]
    for _ in range(100):  # the process itself ends a moment later
        if not children(kept._process):
            break
        time.sleep(0.1)
    assert not children(kept._process)


def test_a_killed_process_of_a_query_costs_that_query_alone(kept: Keeper) -> None:
    caught: list[str] = []

    def endless() -> None:
        try:
            kept.run(CROSS_JOIN, timeout=60.0, row_limit=10, byte_limit=1000)
        except QueryError as error:
            caught.append(error.kind)

    thread = threading.Thread(target=endless)
    thread.start()
    while not (found := children(kept._process)):
        time.sleep(0.05)
    os.kill(found[0], 9)
    thread.join(timeout=30)
    assert caught == ["failed"]
    assert kept.run("ASK {}", **LIMITS) is True


def test_a_closed_keeper_leaves_nothing(graph: Graph) -> None:
    own = Keeper(graph)
    process, folder = own._process, own._folder
    assert own.run("ASK {}", **LIMITS) is True
    own.close()
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    with pytest.raises(QueryError, match="ended without an answer"):
        own.run("ASK {}", **LIMITS)


def test_a_keeper_is_closed_beside_another(graph: Graph) -> None:
    first, second = Keeper(graph), Keeper(graph)
    closing = threading.Thread(target=first.close, daemon=True)
    closing.start()
    closing.join(timeout=20)
    ended = not closing.is_alive()
    second.close()
    assert ended


def test_a_keeper_is_closed_once(graph: Graph) -> None:
    own = Keeper(graph)
    own.close()
    handles = [os.open(os.devnull, os.O_RDONLY) for _ in range(8)]  # what it held may be another's by now
    own.close()
    for handle in handles:
        os.close(handle)


def test_no_room_for_a_process_costs_that_query_alone(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    real, fails = os.fork, iter((False, True))  # the keeper itself is begun, the first query is not

    def fork() -> int:
        if next(fails, False):
            raise BlockingIOError("no more processes")
        return real()

    monkeypatch.setattr(os, "fork", fork)
    own = Keeper(graph)
    try:
        with pytest.raises(QueryError, match="ended without an answer"):
            own.run("ASK {}", **LIMITS)
        assert own.run("ASK {}", **LIMITS) is True
    finally:
        own.close()


def test_a_killed_program_leaves_no_folder() -> None:
    program = (
        "import time; from kg.graph.store import Graph; from kg.queries.keeper import Keeper\n"
        "print(Keeper(Graph())._folder, flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        folder = Path(process.stdout.readline().strip())
        assert folder.is_dir()
        process.send_signal(signal.SIGKILL)
    for _ in range(200):
        if not folder.exists():
            break
        time.sleep(0.05)
    assert not folder.exists()
