"""From folders of reports to one graph, by way of parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.batch.executor import Executor
from kg.batch.files import Listing, Report, Skipped, find
from kg.batch.parts import Head, Parts, program, unpack
from kg.batch.reading import Task, read_part
from kg.build import Step, complete
from kg.errors import UserError
from kg.graph.store import Graph


@dataclass(frozen=True, slots=True)
class Batch:
    """The graph of many reports, and what is told of them.

    `heads` has one entry a report that was read, in the order of document ids; `kept` is the number of those
    that an earlier run had read.
    """

    graph: Graph
    listing: Listing
    heads: tuple[Head, ...]
    skipped: tuple[Skipped, ...]
    kept: int

    def counts(self) -> dict[str, int]:
        """Claims by type."""
        return _sum(h.claims for h in self.heads)

    def rejected(self) -> dict[str, int]:
        """Proposed claims that did not pass the gate, by reason."""
        return _sum(h.rejected for h in self.heads)

    def figures(self) -> dict[str, int]:
        """Figures of the texts: claimed, set aside, unread."""
        return _sum(h.figures for h in self.heads)

    @property
    def conforms(self) -> bool:
        """There are claims, and none of them breaks a shape."""
        return bool(self.counts()) and not any(h.faults for h in self.heads)


def build_batch(
    sources: Sequence[str], parts: Parts, executor: Executor, proposer: str | None = None, step: Step | None = None
) -> Batch:
    """Graph of all reports of some sources; it depends on their texts and names alone.

    Reports whose part is there are not read again. A report that cannot be read is skipped, with its reason.
    `step` is told how far the reading is.

    Raises:
        UserError: no report is there, or none could be read.
    """
    listing = find(sources)
    reading = _Reading(listing.reports, parts, proposer, step or (lambda _: None))
    reading.run(executor)
    skipped = tuple(sorted((*listing.unreadable, *reading.skipped), key=lambda s: s.where))
    if not reading.found:
        first = f"; the first: {skipped[0].reason}" if skipped else ""
        raise UserError(f"{', '.join(sources)}: none of {len(skipped)} reports could be read{first}")
    heads = tuple(sorted(reading.found.values(), key=lambda h: h.document))
    _require_distinct(heads)
    reading.step(f"merging {len(heads):,} reports")
    graph = merge(parts.triples(name) for name in sorted(reading.found))
    return Batch(graph, listing, heads, skipped, reading.kept)


def merge(parts: Iterable[bytes]) -> Graph:
    """Graph of the triples of parts, completed; one part at a time is in memory beside it."""
    graph = Graph()
    for triples in parts:
        graph.store.bulk_load(triples, format=ox.RdfFormat.N_TRIPLES)
    return complete(graph)


class _Reading:
    """The state of a run: which parts are there, what was skipped, what still has to be read."""

    def __init__(self, reports: Sequence[Report], parts: Parts, proposer: str | None, step: Step) -> None:
        self._parts = parts
        self._proposer = proposer
        self.step = step
        self._total = len(reports)
        self._claims = 0
        self._missing: list[tuple[str, Report]] = []
        self.found: dict[str, Head] = {}
        self.skipped: list[Skipped] = []
        for report in reports:
            name = parts.name(report.sha256, report.name, proposer)
            if head := parts.head(name):
                self._count(name, head)
            else:
                self._missing.append((name, report))
        self.kept = len(self.found)

    def run(self, executor: Executor) -> None:
        """Read what is missing; each part is written as soon as it is there."""
        self._tell()
        for outcome in executor.run(read_part, self._tasks()) if self._missing else ():
            if outcome.result is None:
                self.skipped.append(Skipped(outcome.item.where, outcome.error))
            else:
                self._parts.write(outcome.item.part, outcome.result)
                self._count(outcome.item.part, unpack(outcome.result).head)
            self._tell()

    def _tasks(self) -> Iterator[Task]:
        for name, report in self._missing:
            try:
                yield Task(report.where, report.name, report.data(), self._proposer, name, program())
            except UserError as error:
                self.skipped.append(Skipped(report.where, str(error)))

    def _count(self, name: str, head: Head) -> None:
        self.found[name] = head
        self._claims += sum(head.claims.values())

    def _tell(self) -> None:
        skipped = f", {len(self.skipped):,} skipped" if self.skipped else ""
        self.step(f"reading: {len(self.found):,} of {self._total:,} reports, {self._claims:,} claims so far{skipped}")


def _require_distinct(heads: Sequence[Head]) -> None:
    """Two texts under one document id would flow into each other."""
    number = Counter(h.document for h in heads)
    if twice := [name for name, times in number.items() if times > 1]:
        raise UserError(f"{twice[0]}: two different reports have this id; rename one of their files")


def _sum(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return dict(sorted(total.items()))
