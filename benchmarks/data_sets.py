"""Each import of the published data sets beside a plain bulk load of the same triples, in one run.

    MKG_EVALUATION_DATA=… python benchmarks/data_sets.py [RUNS]

An import is a whole process (`mkg import … -o FILE.nt`); the bulk load is a process that has pyoxigraph load that very
file into a store in memory and do nothing else. Seconds are the best of the runs (three by default), memory is the
most of any. Prints a table, and whether the sums of the imported stocks by year and destination are those of the
file; asserts nothing.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

BULK_LOAD = "import sys, pyoxigraph as ox; ox.Store().bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_TRIPLES)"


def process(command: Sequence[str]) -> tuple[float, float]:
    """Wall seconds and peak resident megabytes of one process.

    Raises:
        SystemExit: it failed.
    """
    start = time.perf_counter()
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(running.pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def best(command: Sequence[str], runs: int) -> tuple[float, float]:
    """Least seconds and most megabytes of some runs."""
    found = [process(command) for _ in range(runs)]
    return min(s for s, _ in found), max(m for _, m in found)


def imports(data: Path) -> dict[str, list[str]]:
    bla, remittances = data / "bla", data / "remittances"
    return {
        "bla": [str(bla / "BLAs_Formation_Data.dta"), str(bla / "BLAs_Coding_Data.dta")],
        "undesa": [str(data / "undesa" / "UN_MigrantStockByOriginAndDestination_2019_clean.csv")],
        "remittances": [str(remittances / "remit_mat_2010.csv"), str(remittances / "country_attributes.csv")],
    }


def sums_of_file(path: Path) -> dict[tuple[int, str], int]:
    """Year and destination → sum of the cells of the row, as the file has them."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        found = {(int(r.pop("Year")), r.pop("Dest")): sum(int(v) for v in r.values() if v.isdigit()) for r in rows}
    return {key: number for key, number in found.items() if number}


def sums_of_claims(path: Path) -> dict[tuple[int, str], int]:
    """The same from the claims of an import, by the row that each names as its evidence."""
    import pyoxigraph as ox

    from kg import iri

    store = ox.Store()
    store.bulk_load(path=str(path), format=ox.RdfFormat.N_TRIPLES)
    solutions: Any = store.query(
        "SELECT ?row (SUM(?number) AS ?sum) WHERE { ?claim a mkg:MigrantStock ; mkg:low ?number ; "
        "mkg:evidence ?where . ?where mkg:row ?row } GROUP BY ?row",
        prefixes=iri.all_prefixes(),
    )
    found = {}
    for solution in solutions:
        year, _, destination = solution["row"].value.partition(" (")[2].removesuffix(")").partition(", ")
        found[int(year), destination] = int(solution["sum"].value)
    return found


def main() -> None:
    """Print one row a data set."""
    folder = os.environ.get("MKG_EVALUATION_DATA")
    if not folder:
        raise SystemExit("the data sets are found through MKG_EVALUATION_DATA")
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    heads = ("triples", "s", "MB", "triples/s", "load s", "load MB", "s / load s")
    print(f"{'import':14}" + "".join(f"{h:>12}" for h in heads))
    with tempfile.TemporaryDirectory() as made:
        for name, files in imports(Path(folder, "data")).items():
            out = str(Path(made, f"{name}.nt"))
            seconds, megabytes = best([sys.executable, "-m", "kg", "import", name, *files, "-o", out], runs)
            with open(out, "rb") as stream:
                triples = sum(1 for _ in stream)
            loading, held = best([sys.executable, "-c", BULK_LOAD, out], runs)
            print(
                f"{name:14}{triples:>12,}{seconds:>12.2f}{megabytes:>12.0f}{triples / seconds:>12,.0f}"
                f"{loading:>12.2f}{held:>12.0f}{seconds / loading:>12.1f}",
                flush=True,
            )
            if name == "undesa":
                expected, said = sums_of_file(Path(files[0])), sums_of_claims(Path(out))
                differ = sum(expected.get(key) != said.get(key) for key in expected.keys() | said.keys())
                checked = f"{len(expected):,} sums by year and destination, {differ} of them not those of the file"
        print(f"undesa: {checked}")


if __name__ == "__main__":
    main()
