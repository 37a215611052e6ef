"""Where an import goes: whole or not at all, and the graph of a report keeps what it had."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.build import build
from kg.datasets import Tally, triples
from kg.datasets.names import Names
from kg.datasets.output import add_to_store, join_file, write_file
from kg.datasets.undesa import undesa
from kg.errors import UserError
from kg.graph.store import Graph
from kg.graph.turtle import write_turtle
from kg.lexicon import lexicon
from kg.stores import open_store
from tests.datasets import samples


def found(folder: Path) -> Iterator[ox.Triple]:
    return triples(undesa(samples.stocks(folder)), Names(lexicon()), Tally(), lambda _: None)


def broken(folder: Path) -> Iterator[ox.Triple]:
    for number, triple in enumerate(found(folder)):
        if number == 50:
            raise UserError("stopped half way")
        yield triple


def as_set(graph: Graph) -> set[str]:
    return {str(t) for t in graph.triples()}


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf"])
def test_each_form_holds_the_same(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    count = write_file(path, found(tmp_path))
    graph = Graph.read(path)
    assert len(graph) == count
    assert as_set(graph) == {str(t) for t in found(tmp_path)}


def test_two_imports_give_equal_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "one.ttl", tmp_path / "other.ttl"
    write_file(one, found(tmp_path))
    write_file(other, found(tmp_path))
    assert one.read_bytes() == other.read_bytes()


def test_an_import_that_stops_leaves_the_file(tmp_path: Path) -> None:
    path = tmp_path / "out.ttl"
    path.write_text("old")
    with pytest.raises(UserError, match="stopped half way"):
        write_file(path, broken(tmp_path))
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_graph_of_reports_is_joined_and_keeps_what_it_derived(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    before = build().graph
    write_turtle(path, before.store)
    count = join_file(path, found(tmp_path))
    joined = Graph.read(path)
    assert len(joined) == count
    assert as_set(before) <= as_set(joined)
    assert joined.claim_count() == before.claim_count() + 5
    join_file(path, found(tmp_path))
    assert len(Graph.read(path)) == count, "a second import of the same edition adds nothing"


def test_a_join_that_stops_leaves_the_graph(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    write_file(path, found(tmp_path))
    data = path.read_bytes()
    with pytest.raises(UserError, match="stopped half way"):
        join_file(path, broken(tmp_path))
    assert path.read_bytes() == data


def test_a_store_takes_an_import_in_one_step(tmp_path: Path) -> None:
    place = str(tmp_path / "store")
    before = add_to_store(place, build().graph.triples())
    with pytest.raises(UserError, match="stopped half way"):
        add_to_store(place, broken(tmp_path))
    assert len(open_store(place)) == before.triples
    after = add_to_store(place, found(tmp_path))
    assert after.claims == before.claims + 5
    assert open_store(place).claim_count() == after.claims


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a system with kill -9")
def test_a_killed_import_leaves_the_store_and_the_next_one_works(tmp_path: Path) -> None:
    place = tmp_path / "store"
    before = add_to_store(str(place), build().graph.triples())
    rows = [("Year", "Dest", "Nepal"), *((1900 + n % 100, "Qatar", n + 1) for n in range(200_000))]
    table = samples.write_csv(tmp_path / "big_2019.csv", rows)
    command = [sys.executable, "-m", "kg", "--store", str(place), "import", "undesa", str(table)]
    process = subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and len(list(place.glob("graph-*"))) < 2:
        time.sleep(0.01)
    process.kill()
    assert process.wait() == -signal.SIGKILL, "the import ended before it was killed; make the table longer"
    assert len(open_store(str(place))) == before.triples
    assert add_to_store(str(place), found(tmp_path)).claims == before.claims + 5
