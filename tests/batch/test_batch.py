"""Many reports: one graph, whatever the order, the workers, and who is killed on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kg.batch.build import Batch, build_batch
from kg.batch.executor import Outcome, Processes
from kg.batch.parts import Parts
from kg.batch.reading import Task, read_part
from kg.build import build
from kg.errors import UserError
from kg.graph.turtle import write_turtle
from tests import made

ROOT = Path(__file__).resolve().parents[2]
REPORTS = {
    "hills.md": made.REPORT,
    "coast.txt": "About 52,000 workers from Ghana lived in Italy in 2011. Ghana has no agreement with Italy.\n",
    "river.txt": "Ghana signed an agreement on labor migration with Qatar in 2014. Agents take a fee of $300.\n",
}


class Here:
    """Reads in this process, the last report first."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def run(self, function, items: Iterable[Task]) -> Iterator[Outcome[Task, bytes]]:  # type: ignore[no-untyped-def]
        for task in reversed(list(items)):
            self.read.append(task.name)
            try:
                yield Outcome(task, function(task))
            except UserError as error:
                yield Outcome(task, None, str(error))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "reports"
    found.mkdir()
    for name, text in REPORTS.items():
        (found / name).write_text(text, encoding="utf-8")
    return found


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Turtle of the three reports, built one after the other without parts."""
    found = tmp_path_factory.mktemp("whole")
    for name, text in REPORTS.items():
        (found / name).write_text(text, encoding="utf-8")
    return build([str(p) for p in found.iterdir()]).graph.turtle()


def batch(folder: Path, here: Here | None = None) -> Batch:
    return build_batch([str(folder)], Parts(folder.with_name("parts")), here or Here())


def test_the_graph_is_that_of_reading_one_after_the_other(folder: Path, whole: bytes) -> None:
    assert batch(folder).graph.turtle() == whole


def test_adding_a_report_equals_building_all_at_once_and_reads_it_alone(folder: Path, whole: bytes) -> None:
    (folder / "hills.md").rename(folder.with_name("later.md"))
    batch(folder)
    folder.with_name("later.md").rename(folder / "hills.md")
    here = Here()
    assert batch(folder, here).graph.turtle() == whole
    assert here.read == ["hills.md"]


def test_a_damaged_part_is_read_again(folder: Path, whole: bytes) -> None:
    batch(folder)
    part = min(folder.with_name("parts").iterdir())
    part.write_bytes(part.read_bytes()[:-20])
    here = Here()
    assert batch(folder, here).graph.turtle() == whole
    assert len(here.read) == 1


def test_a_bad_report_is_skipped_with_its_reason(folder: Path, whole: bytes) -> None:
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "empty.md").write_text("")
    found = batch(folder)
    assert found.graph.turtle() == whole
    assert [(Path(s.where).name, "binary" in s.reason or "empty" in s.reason) for s in found.skipped] == [
        ("empty.md", True),
        ("noise.txt", True),
    ]
    assert all(s.where in s.reason for s in found.skipped)


def test_when_no_report_can_be_read_that_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "empty.md").write_text("")
    with pytest.raises(UserError, match="none of 1 reports could be read"):
        batch(tmp_path / "r")


def test_a_worker_with_another_program_is_refused(folder: Path) -> None:
    task = Task("x.txt", "x.txt", b"text", None, "x.nt.gz", "another")
    with pytest.raises(UserError, match="another version"):
        read_part(task)


def test_turtle_that_is_written_piece_by_piece_is_the_same(folder: Path, whole: bytes, tmp_path: Path) -> None:
    write_turtle(tmp_path / "g.ttl", batch(folder).graph.store)
    assert (tmp_path / "g.ttl").read_bytes() == whole


# Whole processes


def start(folder: Path, output: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "kg", "build", str(folder), "-o", str(output), "--workers", "1"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def parts_of(output: Path) -> dict[str, int]:
    folder = output.with_name(f"{output.name}.parts")
    return {p.name: p.stat().st_mtime_ns for p in folder.glob("[!.]*.nt.gz")}


def wait_for_a_part(run: subprocess.Popen[str], output: Path) -> None:
    while run.poll() is None and not parts_of(output):
        time.sleep(0.02)


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(p) for p in listed if b"spawn_main" in Path(f"/proc/{p}/cmdline").read_bytes()]


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="finds processes in /proc")


@needs_proc
def test_a_run_that_was_killed_goes_on_without_loss_or_repetition(folder: Path, whole: bytes, tmp_path: Path) -> None:
    output = tmp_path / "graph.ttl"
    run = start(folder, output)
    wait_for_a_part(run, output)
    workers = children(run.pid)
    run.kill()
    run.wait()
    kept = parts_of(output)
    assert kept
    assert not output.exists()
    again = start(folder, output)
    assert again.wait() == 0
    assert output.read_bytes() == whole
    assert kept.items() <= parts_of(output).items()
    assert all(_ends(pid) for pid in workers)


@needs_proc
def test_a_worker_that_was_killed_changes_nothing(folder: Path, whole: bytes, tmp_path: Path) -> None:
    output = tmp_path / "graph.ttl"
    run = start(folder, output)
    wait_for_a_part(run, output)
    for pid in children(run.pid):
        os.kill(pid, signal.SIGKILL)
    assert run.wait() == 0
    assert output.read_bytes() == whole


def _ends(pid: int) -> bool:
    """Waits until a process is gone; one that never ends shows as a test that never does."""
    while Path(f"/proc/{pid}").exists() and b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes():
        time.sleep(0.05)
    return True


def test_processes_give_the_same_graph(folder: Path, whole: bytes) -> None:
    found = build_batch([str(folder)], Parts(folder.with_name("parts")), Processes(2))
    assert found.graph.turtle() == whole
    assert found.conforms
