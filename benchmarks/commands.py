"""Times of the commands that users wait for: median of five runs each, as whole processes.

    python benchmarks/commands.py [REPORT]

With a report (or with the evaluation data named in MKG_EVALUATION_DATA) the automatic reader is timed on
it too, with its peak memory. Prints a table; asserts nothing.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5


def run(arguments: list[str], cache: Path) -> tuple[float, float]:
    """Wall seconds and peak resident megabytes of one process."""
    env = {**os.environ, "MKG_CACHE": str(cache)}
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(Path(sys.executable).with_name("mkg")), *arguments], env=env,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - start, _megabytes(usage)


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / 1024


def reports() -> list[Path]:
    if len(sys.argv) > 1:
        return [Path(sys.argv[1])]
    data = os.environ.get("MKG_EVALUATION_DATA")
    return sorted(Path(data, "seeds").glob("*.txt")) if data else []


def main() -> None:
    """Print one row a command."""
    with tempfile.TemporaryDirectory() as folder:
        cache, out = Path(folder, "cache"), str(Path(folder, "graph.ttl"))
        commands = [
            ["--help"],
            ["gaps"],
            ["query", "agreements-of-state", "-p", "state=KZ"],
            ["validate"],
            ["build", "-o", out],
        ]
        commands += [["claims", str(p), "--proposer", "reader", "--format", "jsonl"] for p in reports()]
        run(["gaps"], cache)  # fills the cache
        print(f"{'command':52}{'median s':>10}{'min s':>8}{'max s':>8}{'peak MB':>9}")
        for command in commands:
            times, peaks = zip(*(run(command, cache) for _ in range(RUNS)), strict=True)
            name = " ".join(["mkg", *(Path(c).name if "/" in c else c for c in command)])
            print(f"{name[:51]:52}{statistics.median(times):10.2f}{min(times):8.2f}{max(times):8.2f}{max(peaks):9.0f}")


if __name__ == "__main__":
    main()
