"""The same graph and queries on `mkg serve` and on other servers, in one run."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from json import loads
from pathlib import Path
from urllib.parse import quote, urlencode

from load import Load, get, load
from servers import HOST, free_port, mkg_serve, running

import kg
from kg.graph.store import Graph
from kg.queries import bind, template

ASKED = (
    ("agreements-of-state", {"state": "KZ"}),
    ("remittances", {"receiver": "TJ"}),
    ("trafficking-routes", {"origin": "UZ"}),
    ("relations", {"relation": "cooperates"}),
    ("migrants-in-place", {"place": "RU"}),
)


@dataclass(frozen=True, slots=True)
class Contender:
    """A server: how it is begun, and the addresses of the questions, in order."""

    name: str
    command: Sequence[str]
    port: int
    paths: Sequence[str]


def beside_others(workers: int, clients: int, seconds: float) -> None:
    """Print answers a second and times of each server, and their ratios to those of the first."""
    graph = kg.open_graph()
    print(f"{len(graph):,} triples, {len(ASKED)} questions in turn, {clients} clients, {seconds:g} s each")
    print(f"{'server':38}{'a second':>10}{'p50 ms':>9}{'p99 ms':>9}   as many times: answers, p50, p99")
    first: Load | None = None
    with tempfile.TemporaryDirectory() as folder:
        for contender in _contenders(graph, Path(folder), workers):
            with running(contender.command, contender.port, contender.paths[0], folder=Path(folder)):
                _same_rows(contender, graph)
                load(contender.port, contender.paths, clients, seconds / 5)
                found = load(contender.port, contender.paths, clients, seconds)
            first = first or found
            print(_line(contender.name, found, first), flush=True)


def _line(name: str, found: Load, first: Load) -> str:
    p50, p99 = found.within(0.5), found.within(0.99)
    ratios = f"{found.a_second / first.a_second:6.2f} {p50 / first.within(0.5):6.2f} {p99 / first.within(0.99):6.2f}"
    return f"{name:38}{found.a_second:>10,.1f}{p50:>9,.1f}{p99:>9,.1f}   {ratios}"


def _same_rows(contender: Contender, graph: Graph) -> None:
    """See that a server gives as many rows as Python does."""
    with closing(HTTPConnection(HOST, contender.port)) as client:
        for path, (name, given) in zip(contender.paths, ASKED, strict=True):
            rows = len(loads(get(client, path))["results"]["bindings"])
            if rows != len(graph.query(name, **given)):
                raise SystemExit(f"{contender.name}: {name} has {rows} rows, not {len(graph.query(name, **given))}")


def _contenders(graph: Graph, folder: Path, workers: int) -> Iterator[Contender]:
    """`mkg serve` through the addresses of its templates and through SPARQL, then the others, all ready to begin."""
    turtle = folder / "graph.ttl"
    turtle.write_bytes(graph.turtle())
    questions = [f"/queries/{name}?{urlencode(given)}" for name, given in ASKED]
    texts = [quote(bind(template(name), given, graph)) for name, given in ASKED]
    for name, paths in (("templates", questions), ("free SPARQL", [f"/sparql?query={t}" for t in texts])):
        port = free_port()
        command = mkg_serve(port, "--graph", str(turtle), "--workers", str(workers))
        yield Contender(f"mkg serve, {name}", command, port, paths)
    program = str(Path(sys.executable).with_name("oxigraph"))
    subprocess.run([program, "load", "-l", "store", "-f", turtle], cwd=folder, check=True, capture_output=True)
    port = free_port()
    command = [program, "serve-read-only", "-l", "store", "-b", f"{HOST}:{port}"]
    yield Contender("oxigraph serve", command, port, [f"/query?query={t}" for t in texts])
    endpoint = str(Path(sys.executable).with_name("rdflib-endpoint"))
    for store in ("Oxigraph", "default"):
        port = free_port()
        command = [endpoint, "serve", "--host", HOST, "--port", str(port), "--store", store, turtle.name]
        yield Contender(f"rdflib-endpoint, store {store}", command, port, [f"/?query={t}" for t in texts])
