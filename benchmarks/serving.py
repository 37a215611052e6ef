"""How fast the templates answer on the reference graph, through Python and over HTTP.

    python benchmarks/serving.py [--workers 2] [--clients 8] [--seconds 10] [--beside-others]

Each template is asked warm, seven times; the clients of the server run on the same machine, which takes from its cores.
With `--beside-others` other servers answer the same queries over the same graph in the same run: `oxigraph serve` and
`rdflib-endpoint` on each of its two stores. They are no dependencies of the project: pip install oxigraph
rdflib-endpoint. Prints; asserts nothing. Needs the extra `serve`.
"""

from __future__ import annotations

import argparse
import http.client
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from statistics import median

from load import get, load
from others import beside_others
from servers import HOST, free_port, mkg_serve, running

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


def over_http(port: int, clients: int, seconds: float) -> None:
    with closing(http.client.HTTPConnection(HOST, port)) as client:
        for path in PATHS:
            times = timed(partial(get, client, path), 50)
            print(f"  {median(times) * 1e3:6.1f} ms, slowest {times[-1] * 1e3:.1f}  {path}")
    found = load(port, PATHS[:1], clients, seconds)
    print(f"{clients} clients: {found.a_second:,.0f} requests a second, {found.told()}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--beside-others", action="store_true")
    given = parser.parse_args()
    if given.beside_others:
        beside_others(given.workers, given.clients, given.seconds)
        return
    through_python()
    port = free_port()
    with running(mkg_serve(port, "--workers", str(given.workers)), port):
        over_http(port, given.clients, given.seconds)


if __name__ == "__main__":
    main()
