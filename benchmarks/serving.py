"""How fast the templates answer on the reference graph, through Python and over HTTP.

    python benchmarks/serving.py [--workers 2] [--clients 8] [--seconds 10]

Each template is asked warm, seven times; the clients of the server run on the same machine, which takes from its cores.
Prints; asserts nothing. Needs the extra `serve`.
"""

from __future__ import annotations

import argparse
import http.client
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from statistics import median

import kg
from kg.queries import run_template, templates

PATHS = (
    "/queries/agreements-of-state?state=KZ", "/queries/migrant-estimates?origin=UZ", "/sparql?query=ASK%20%7B%7D",
    "/id/state/KZ",
)  # fmt: skip


def timed(work: Callable[[], object], times: int) -> list[float]:
    """Seconds of each of some runs, after one to warm up."""
    work()
    found = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return sorted(found)


def through_python() -> None:
    graph = kg.open_graph()
    rows = []
    for chosen in templates():
        given = {p.name: p.example for p in chosen.parameters.values() if p.example and not p.optional}
        rows.append((median(timed(partial(run_template, graph, chosen.name, given), 7)) * 1e3, chosen.name))
    rows.sort()
    fast = sum(ms < 5 for ms, _ in rows)
    print(f"{len(rows)} templates: median {median(ms for ms, _ in rows):.1f} ms, {fast} under 5 ms; slowest:")
    for ms, name in rows[-5:]:
        print(f"  {ms:6.1f} ms  {name}")


def get(client: http.client.HTTPConnection, path: str) -> bytes:
    client.request("GET", path)
    answer = client.getresponse()
    data = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path}: status {answer.status}")
    return data


def over_http(port: int, clients: int, seconds: float) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as client:
        for path in PATHS:
            times = timed(partial(get, client, path), 50)
            print(f"  {median(times) * 1e3:6.1f} ms, slowest {times[-1] * 1e3:.1f}  {path}")
    found: list[float] = []
    end = time.monotonic() + seconds

    def ask() -> None:
        with closing(http.client.HTTPConnection("127.0.0.1", port)) as mine:
            while time.monotonic() < end:
                began = time.perf_counter()
                get(mine, PATHS[0])
                found.append(time.perf_counter() - began)

    threads = [threading.Thread(target=ask) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found.sort()
    told = f"median {median(found) * 1e3:.1f} ms, 99 of 100 within {found[int(0.99 * len(found))] * 1e3:.1f} ms"
    print(f"{clients} clients: {len(found) / seconds:,.0f} requests a second, {told}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=10.0)
    given = parser.parse_args()
    through_python()
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "kg", "serve", "--port", str(port), "--workers", str(given.workers)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                with closing(http.client.HTTPConnection("127.0.0.1", port)) as client:
                    get(client, "/health")
                break
            except OSError:
                time.sleep(0.1)
        over_http(port, given.clients, given.seconds)
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
