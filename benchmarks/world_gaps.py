"""Agreement gaps of the whole world: seconds on the published data sets, and on twice the corridors.

    MKG_EVALUATION_DATA=… python benchmarks/world_gaps.py [RUNS]

The stocks and the agreements are imported into a store on disk. For the second row the stocks are there twice: the
copy stands under another data set, and each year is 1,000 years later, so that every sum is made for twice as many
corridors. "open" is `kg.world_gaps` on a store that is open and has been asked before (best of the runs), in seconds
of the clock and of the processor; "command" a whole process `mkg --store … gaps --world`. Asserts nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

import kg
from kg import iri
from kg.graph import rdf
from kg.graph.store import Graph
from kg.stores import open_store

_CLAIM = iri.thing("claim", "")
_YEARS = frozenset({iri.term("periodStart"), iri.term("periodEnd")})


def mkg(store: Path, *arguments: str) -> float:
    """Seconds of a command on a store.

    Raises:
        SystemExit: it failed.
    """
    start = time.perf_counter()
    command = [sys.executable, "-m", "kg", "--store", str(store), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"failed: {' '.join(arguments)}: {done.stderr}")
    return time.perf_counter() - start


def copies(graph: Graph) -> Iterator[ox.Triple]:
    """Every claim on stocks once more, 1,000 years later and of another data set."""
    stock, source = rdf.mkg("MigrantStock"), rdf.mkg("rootSource")
    for found in graph.store.quads_for_pattern(None, rdf.RDF_TYPE, stock):
        claim: Any = found.subject
        me = rdf.node(claim.value.replace(_CLAIM, f"{_CLAIM}copy-"))
        for quad in graph.store.quads_for_pattern(found.subject, None, None):
            value: Any = quad.object
            if quad.predicate == source:
                value = rdf.node(f"{value.value}-copy")
                yield ox.Triple(value, rdf.RDF_TYPE, rdf.mkg("DataSet"))
            elif quad.predicate.value in _YEARS:
                value = rdf.year(int(value.value) + 1_000)
            yield ox.Triple(me, quad.predicate, value)


def row(name: str, store: Path, runs: int) -> None:
    """Measure one store and print its row."""
    command = min(mkg(store, "gaps", "--world", "--format", "json") for _ in range(runs))
    graph = open_store(str(store))
    kg.world_gaps(graph)
    seconds, busy = [], []
    for _ in range(runs):
        start, used = time.perf_counter(), time.process_time()
        kg.world_gaps(graph)
        seconds.append(time.perf_counter() - start)
        busy.append(time.process_time() - used)
    stocks = sum(1 for _ in graph.store.quads_for_pattern(None, rdf.RDF_TYPE, rdf.mkg("MigrantStock")))
    print(f"{name:10}{len(graph):>12,}{stocks:>12,}{min(seconds):>10.2f}{min(busy):>10.2f}{command:>10.2f}", flush=True)


def main() -> None:
    """Print two rows."""
    folder = os.environ.get("MKG_EVALUATION_DATA")
    if not folder:
        raise SystemExit("the data sets are found through MKG_EVALUATION_DATA")
    data, runs = Path(folder, "data"), int(sys.argv[1]) if len(sys.argv) > 1 else 3
    bla = data / "bla"
    with tempfile.TemporaryDirectory() as made:
        store, twice = Path(made, "store"), Path(made, "twice")
        mkg(store, "import", "bla", str(bla / "BLAs_Formation_Data.dta"), str(bla / "BLAs_Coding_Data.dta"))
        stocks = data / "undesa" / "UN_MigrantStockByOriginAndDestination_2019_clean.csv"
        mkg(store, "import", "undesa", str(stocks))
        print(f"{'store':10}{'triples':>12}{'stocks':>12}{'open, s':>10}{'CPU, s':>10}{'command':>10}")
        row("published", store, runs)
        whole = Path(made, "twice.nt")
        with whole.open("wb") as out:
            graph = open_store(str(store))
            ox.serialize(graph.triples(), out, format=ox.RdfFormat.N_TRIPLES)
            ox.serialize(copies(graph), out, format=ox.RdfFormat.N_TRIPLES)
        del graph
        mkg(twice, "load", str(whole))
        row("doubled", twice, runs)


if __name__ == "__main__":
    main()
