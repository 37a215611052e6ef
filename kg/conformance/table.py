"""Outcomes as a table of Markdown, and the cases behind its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.conformance.verdict import Outcome, Status

_ORDER = (Status.PASSED, Status.FAILED, Status.REFUSED, Status.NOT_APPLICABLE)


def table(outcomes: Sequence[Outcome]) -> str:
    """A row for each category and one for all: cases, and for each engine how many passed, failed and so on."""
    engines = list(dict.fromkeys(outcome.engine for outcome in outcomes))
    categories = list(dict.fromkeys(outcome.case.category for outcome in outcomes))
    counts = Counter((o.case.category, o.engine, o.verdict.status) for o in outcomes)
    lines = [["category", "cases", *engines]]
    for name in categories:
        cells = [[counts[name, engine, status] for status in _ORDER] for engine in engines]
        lines.append([name, str(sum(cells[0])), *map(_cell, cells)])
    totals = [[sum(counts[name, engine, status] for name in categories) for status in _ORDER] for engine in engines]
    lines.append(["all", str(sum(totals[0])) if totals else "0", *map(_cell, totals)])
    return _aligned(lines) + f"\n\nEach cell: {' / '.join(_ORDER)}."


def reasons(outcomes: Iterable[Outcome], statuses: Iterable[Status]) -> list[str]:
    """A line for each case that went so: category, name, engine and why."""
    wanted = set(statuses)
    return [
        f"{o.case.category}/{o.case.name}  {o.engine}  {o.verdict.status}: {o.verdict.why}"
        for o in outcomes
        if o.verdict.status in wanted
    ]


def _cell(counts: Sequence[int]) -> str:
    return " / ".join(map(str, counts))


def _aligned(lines: Sequence[Sequence[str]]) -> str:
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    head, *rest = [[cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines]
    rows = [head, ["-" * width for width in widths], *rest]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
