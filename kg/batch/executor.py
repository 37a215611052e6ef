"""The one seam through which reports are read elsewhere: in processes of this machine, or on a Dask cluster."""

from __future__ import annotations

import os
import re
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar

from kg.batch.memory import keep_freed_memory
from kg.errors import UserError

RUNS = 3  # how often an item is given to a worker, when workers die of it
_AHEAD = 2  # items that are sent to each thread of a cluster, so that none waits for the next

_ADDRESS = re.compile(r"(?:[a-z]+://)?[^/\s]+:\d+")

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Item, Result]):
    """What became of an item: a result, or in words why there is none."""

    item: Item
    result: Result | None
    error: str = ""


class Executor(Protocol):
    """Applies a function to items, elsewhere; outcomes come as they are ready.

    The function and the items must pickle. An error of the function and the death of its worker cost that
    item alone.
    """

    def run(
        self, function: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[Outcome[Item, Result]]: ...


@dataclass(frozen=True, slots=True)
class _Job(Generic[Item]):
    slot: int
    item: Item
    runs: int = 1


class Processes:
    """Processes of this machine: one pool of one process a slot, so that it is known whose item a death costs."""

    def __init__(self, workers: int | None = None) -> None:
        """`workers` is the number of processes; without it, one a core.

        Raises:
            UserError: fewer than one.
        """
        if workers is not None and workers < 1:
            raise UserError(f"--workers {workers}: at least one worker must read")
        self._workers = workers or _cores()

    def run(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Outcome[Item, Result]]:
        """Outcomes as they are ready; no more items are taken than there are processes."""
        waiting = iter(items)
        pools: dict[int, ProcessPoolExecutor] = {}
        running: dict[Future[Result], _Job[Item]] = {}

        def start(job: _Job[Item]) -> None:
            pool = pools.get(job.slot) or pools.setdefault(job.slot, _pool())
            running[pool.submit(function, job.item)] = job

        try:
            for slot, item in enumerate(islice(waiting, self._workers)):
                start(_Job(slot, item))
            while running:
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    job = running.pop(future)
                    error = future.exception()
                    if isinstance(error, BrokenProcessPool):
                        pools.pop(job.slot).shutdown(wait=False)
                        if job.runs < RUNS:
                            start(replace(job, runs=job.runs + 1))
                            continue
                    for item in islice(waiting, 1):
                        start(_Job(job.slot, item))
                    yield _outcome(job.item, future, error)
        finally:
            for pool in pools.values():
                pool.shutdown(wait=False, cancel_futures=True)


class Cluster:
    """A Dask cluster by the address of its scheduler. Its workers must have the same version of the program."""

    def __init__(self, address: str, patience: float = 60.0) -> None:
        """`address` is that of the scheduler, such as `tcp://10.0.0.5:8786`; `patience` in seconds, for a worker.

        Raises:
            UserError: it is no address.
        """
        if not _ADDRESS.fullmatch(address):
            raise UserError(f"--cluster {address}: no address of a scheduler; write tcp://HOST:PORT")
        self._address = address
        self._patience = patience

    def run(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Outcome[Item, Result]]:
        """Outcomes as they are ready; each thread of the cluster has two items at hand.

        Raises:
            UserError: Dask is not installed, nothing answers at the address, no worker comes, or the scheduler is lost.
        """
        with self._client() as client:
            try:
                client.wait_for_workers(1, timeout=self._patience)
            except TimeoutError:
                waited = f"no worker has joined this scheduler within {self._patience:g} s"
                raise UserError(f"{self._address}: {waited}; start one with `dask worker {self._address}`") from None
            yield from self._collect(client, function, iter(items))

    def _collect(
        self, client: Any, function: Callable[[Item], Result], waiting: Iterator[Item]
    ) -> Iterator[Outcome[Item, Result]]:
        import distributed

        dask: Any = distributed
        running: dict[str, tuple[Any, Item]] = {}
        ready = dask.as_completed(loop=client.loop)
        while True:
            for item in islice(waiting, max(0, _AHEAD * max(1, sum(client.nthreads().values())) - len(running))):
                future = client.submit(_on_one_core, function, item, pure=False)
                running[future.key] = future, item
                ready.add(future)
            if not running:
                return
            future = next(ready)
            _, item = running.pop(future.key)
            if future.status in ("cancelled", "lost"):
                raise UserError(f"{self._address}: the scheduler was lost; start it again and run again")
            yield _outcome(item, future, future.exception())

    def _client(self) -> Any:
        try:
            import distributed
        except ImportError:
            raise UserError("--cluster needs the extra `cluster`: pip install 'migration-kg[cluster]'") from None
        dask: Any = distributed
        try:
            return dask.Client(self._address, timeout=10, set_as_default=False)
        except (OSError, ValueError) as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            raise UserError(f"{self._address}: no Dask scheduler answers here ({reason}); check the address") from error


def executor(workers: int | None = None, cluster: str | None = None) -> Executor:
    """The cluster of an address, else processes of this machine.

    Raises:
        UserError: both are given, or fewer than one worker.
    """
    if cluster is None:
        return Processes(workers)
    if workers is not None:
        raise UserError("--workers and --cluster exclude each other: a cluster has the workers that it has")
    return Cluster(cluster)


def _outcome(item: Item, future: Any, error: BaseException | None) -> Outcome[Item, Result]:
    if error is None:
        return Outcome(item, future.result())
    if isinstance(error, BrokenProcessPool):
        return Outcome(item, None, f"its worker died {RUNS} times while it was read")
    if type(error).__name__ == "KilledWorker":
        return Outcome(item, None, "the workers of the cluster died again and again while it was read")
    if isinstance(error, UserError):
        return Outcome(item, None, str(error))
    return Outcome(item, None, f"the program failed on it ({type(error).__name__}: {error})")


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pool() -> ProcessPoolExecutor:
    from multiprocessing import get_context

    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """What a process does before its first item: one core is its own, the terminal and its parent are not."""
    os.environ["MKG_THREADS"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that was killed closes no queue: without this its processes would wait for ever."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def _on_one_core(function: Callable[[Item], Result], item: Item) -> Result:
    os.environ["MKG_THREADS"] = "1"
    keep_freed_memory()
    return function(item)
