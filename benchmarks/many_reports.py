"""A corpus at scale: throughput of `mkg build FOLDER`, and whether a killed run ends in the same graph.

    python benchmarks/many_reports.py [--reports 1000] [--pages 10]

Writes generated reports (a page is 500 words) and builds their graph with two workers. Then what half of the reports
gave is taken away, and a local Dask cluster of two processes reads that half again; likewise the other half, in a run
that loses a worker to kill -9 at a third, is killed as a whole at two thirds, and is started again. A tenth of the
reports tells the throughput of one worker and of two. Each line says seconds, pages and words a second of what was
read, the peak memory of the largest process (on the cluster: of the merging one), and whether the Turtle of all
reports is byte for byte that of the first line.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from generated_reports import PAGE, write

SCHEDULER = "from distributed.cli.dask_scheduler import main; main()"
WORKER = "from distributed.cli.dask_worker import main; main()"


class Build:
    """A run of `mkg build` as a process of its own."""

    def __init__(self, folder: Path, output: Path, *options: str) -> None:
        self.output = output
        self.parts = output.with_name(f"{output.name}.parts")
        self._began = time.perf_counter()
        command = [sys.executable, "-m", "kg", "build", str(folder), "-o", str(output), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def finish(self) -> tuple[float, float, str]:
        """Seconds, peak megabytes of its largest process, and hash of the Turtle."""
        _, status, usage = os.wait4(self.process.pid, 0)
        seconds = time.perf_counter() - self._began
        if status:
            raise SystemExit(f"mkg build ended with status {os.waitstatus_to_exitcode(status)}")
        return seconds, _megabytes(usage), hashlib.sha256(self.output.read_bytes()).hexdigest()

    def wait_for_parts(self, number: int) -> None:
        while self.process.poll() is None and len(self.done()) < number:
            time.sleep(0.05)

    def done(self) -> list[Path]:
        return sorted(self.parts.glob("*.nt.gz"))

    def workers(self) -> list[int]:
        """Ids of the processes that read: children by multiprocessing's spawn."""
        command = ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)]
        listed = subprocess.run(command, capture_output=True, text=True, check=True)
        return [int(line.split()[0]) for line in listed.stdout.splitlines() if "spawn_main" in line]


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / 1024


@contextlib.contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Address of a Dask scheduler with two worker processes of one thread each."""
    about = folder / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    scheduler = [sys.executable, "-c", SCHEDULER, "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
                 "--scheduler-file", str(about)]  # fmt: skip
    worker = [sys.executable, "-c", WORKER, "--scheduler-file", str(about), "--nthreads", "1", "--nworkers", "2",
              "--no-dashboard", "--local-directory", str(folder)]  # fmt: skip
    started = [subprocess.Popen(scheduler, **quiet), subprocess.Popen(worker, **quiet)]  # type: ignore[call-overload]
    try:
        while not about.exists() or not about.read_text():
            time.sleep(0.1)
        address = re.search(r"tcp://[\d.:]+", about.read_text())
        assert address
        yield address[0]
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def measure(home: Path, reports: int, pages: int) -> None:
    """Print one line a run."""
    folder, output = home / "reports", home / "graph.ttl"
    write(folder, reports, pages)
    words = _words(folder)
    print(f"{reports:,} reports, {words:,} words, {words / PAGE:,.0f} pages of {PAGE} words")
    print(f"{'run':44}{'seconds':>9}{'pages/s':>9}{'words/s':>9}{'peak MB':>9}  graph")
    first = line("two workers", Build(folder, output, "--workers", "2"), words)
    after_losses(home, words, reports, first)
    small_runs(home, max(1, reports // 10))


def after_losses(home: Path, words: int, reports: int, first: str) -> None:
    """Print the runs on a graph of which half of the parts are gone."""
    folder, output = home / "reports", home / "graph.ttl"
    half = words // 2
    with cluster(home) as address:
        lose(output, 0)
        line(f"Dask, two processes, {reports // 2:,} reports", Build(folder, output, "--cluster", address), half, first)
    kept = lose(output, 1)
    build = Build(folder, output, "--workers", "2")
    build.wait_for_parts(kept + (reports - kept) // 3)
    os.kill(build.workers()[0], signal.SIGKILL)
    build.wait_for_parts(kept + 2 * (reports - kept) // 3)
    os.kill(build.process.pid, signal.SIGKILL)
    build.process.wait()
    done = {p.name: p.stat().st_mtime_ns for p in build.done()}
    again = Build(folder, output, "--workers", "2")
    left = reports - len(done)
    line(f"after both kills, {left:,} reports left", again, words * left // reports, first)
    read_again = sum(done.get(p.name, p.stat().st_mtime_ns) != p.stat().st_mtime_ns for p in again.done())
    print(f"of {len(done):,} reports that were read when the run was killed, {read_again:,} were read again")


def lose(output: Path, which: int) -> int:
    """Take the graph and every second part away, those of even or odd places; says how many parts are left."""
    output.unlink()
    parts = sorted(output.with_name(f"{output.name}.parts").glob("*.nt.gz"))
    for part in parts[which::2]:
        part.unlink()
    return len(parts) - len(parts[which::2])


def small_runs(home: Path, reports: int) -> None:
    """Print the throughput of one worker and of two on the first reports."""
    part = home / "part"
    part.mkdir()
    for path in sorted((home / "reports").iterdir())[:reports]:
        shutil.copy(path, part)
    words, first = _words(part), ""
    for workers, name in ((1, "one worker"), (2, "two workers")):
        build = Build(part, home / f"part{workers}.ttl", "--workers", str(workers))
        first = line(f"{name}, {reports:,} reports", build, words, first)


def line(name: str, build: Build, words: int, first: str = "") -> str:
    """Print the line of a run, when it has ended; gives the hash of its Turtle."""
    seconds, peak, found = build.finish()
    rates = f"{words / PAGE / seconds:9.1f}{words / seconds:9,.0f}"
    same = "the same" if found == (first or found) else "DIFFERENT"
    print(f"{name:44}{seconds:9.1f}{rates}{peak:9,.0f}  {same}", flush=True)
    return found


def _words(folder: Path) -> int:
    return sum(len(path.read_text(encoding="utf-8").split()) for path in folder.iterdir())


def main() -> None:
    parser = argparse.ArgumentParser(description="Throughput and resumption of building a graph of many reports.")
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--pages", type=int, default=10)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        measure(Path(home), given.reports, given.pages)


if __name__ == "__main__":
    main()
