"""The seam: outcomes of every item, whoever dies on the way."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from kg.batch.executor import RUNS, Cluster, Executor, Processes, executor
from kg.errors import UserError


def double(number: int) -> int:
    if number < 0:
        raise UserError(f"{number} is too small")
    if number == 13:
        raise ZeroDivisionError("thirteen")
    return 2 * number


def die_at_first(item: tuple[Path, int]) -> int:
    """Kills its own process the first time that it sees 3."""
    mark, number = item
    if number == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_always(item: tuple[Path, int]) -> int:
    """Kills its own process whenever it sees 3; every run of 3 leaves a mark."""
    folder, number = item
    if number == 3:
        (folder / str(time.time_ns())).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def surroundings(_: int) -> str | None:
    return os.environ.get("MKG_THREADS")


def results(found: Executor, numbers: list[int]) -> dict[int, tuple[int | None, str]]:
    return {o.item: (o.result, o.error) for o in found.run(double, numbers)}


def test_every_item_has_one_outcome() -> None:
    assert results(Processes(2), [1, 2, 3]) == {1: (2, ""), 2: (4, ""), 3: (6, "")}


def test_errors_cost_their_item_alone() -> None:
    found = results(Processes(1), [1, -5, 13, 2])
    assert (found[1][0], found[2][0]) == (2, 4)
    assert found[-5] == (None, "-5 is too small")
    assert found[13][0] is None
    assert "ZeroDivisionError: thirteen" in found[13][1]


def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    items = [(tmp_path / "mark", n) for n in range(5)]
    assert sorted(o.result for o in Processes(2).run(die_at_first, items) if o.result is not None) == list(range(5))


def test_an_item_that_kills_every_worker_is_given_up_alone(tmp_path: Path) -> None:
    found = {o.item[1]: o for o in Processes(2).run(die_always, [(tmp_path, n) for n in range(5)])}
    assert {n for n, o in found.items() if o.result is None} == {3}
    assert "died" in found[3].error
    assert len(list(tmp_path.iterdir())) == RUNS


def test_a_worker_knows_that_one_core_is_its_own() -> None:
    assert [o.result for o in Processes(1).run(surroundings, [1])] == ["1"]


def test_items_are_taken_when_a_worker_is_free_for_them() -> None:
    taken: list[int] = []

    def items() -> list[int]:
        for n in range(6):
            taken.append(n)
            yield n  # type: ignore[misc]

    outcomes = Processes(1).run(double, items())
    next(outcomes)
    assert len(taken) <= 3
    assert len(list(outcomes)) == 5


def test_a_cluster_gives_the_same_outcomes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MKG_THREADS", "1")  # the worker of this cluster is this very process, and sets it
    distributed = pytest.importorskip("distributed", reason="needs the extra `cluster`")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address=None, processes=False, protocol="tcp", host="127.0.0.1"
    ) as local:
        found = results(Cluster(local.scheduler_address), [1, -5, 13, 2])
    assert (found[1], found[2]) == ((2, ""), (4, ""))
    assert found[-5] == (None, "-5 is too small")
    assert "ZeroDivisionError" in found[13][1]


@pytest.mark.parametrize(("workers", "cluster"), [(0, None), (2, "tcp://127.0.0.1:1")])
def test_what_cannot_run_ends_in_one_line(workers: int, cluster: str | None) -> None:
    with pytest.raises(UserError, match="--workers"):
        executor(workers, cluster)


def test_a_cluster_without_workers_ends_in_one_line() -> None:
    distributed = pytest.importorskip("distributed", reason="needs the extra `cluster`")
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=None) as local,
        pytest.raises(UserError, match="no worker has joined this scheduler within"),
    ):
        results(Cluster(local.scheduler_address, patience=0.2), [1])
