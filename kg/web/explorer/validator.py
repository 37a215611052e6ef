"""Validates one graph once, beside whatever else is asked."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

from kg.graph.store import Graph
from kg.validation import Report, validate


class Validator:
    """The report of a graph, which begins to be made when it is first asked for."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._lock = Lock()
        self._report: Future[Report] | None = None

    def report(self) -> Future[Report]:
        """The report to come."""
        with self._lock:
            if self._report is None:
                pool = ThreadPoolExecutor(1, thread_name_prefix="validation")
                self._report = pool.submit(validate, self._graph)
                pool.shutdown(wait=False)
            return self._report
