"""A validation report for people (rich) and for programs (JSON), grouped by rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg import iri
from kg.validation import SEVERITIES, Report, Result
from kg.validation_rules import Check, Shape, checks, shapes

if TYPE_CHECKING:
    from rich.console import Group, RenderableType

_STYLES = {"Violation": "bold red", "Warning": "yellow", "Info": "cyan"}
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """All results of one rule."""

    rule: Shape | Check
    looked_at: int
    results: tuple[Result, ...]


def findings(report: Report) -> tuple[Finding, ...]:
    """The rules that found something, the gravest first, then by name."""
    by_rule: dict[str, list[Result]] = {}
    for result in report.results:
        by_rule.setdefault(result.shape, []).append(result)
    rules = (r for r in (*shapes(), *checks()) if r.id in by_rule)
    ordered = sorted(rules, key=lambda r: (SEVERITIES.index(r.severity), r.id))
    return tuple(Finding(r, report.looked_at[r.id], tuple(by_rule[r.id])) for r in ordered)


def summary(report: Report) -> str:
    """The report in one line."""
    if report.empty:
        return "No claim found, so nothing was checked: build a graph with `mkg build REPORT -o graph.ttl`."
    verdict = "conforms" if report.conforms else "does not conform"
    idle = sum(not n for n in report.looked_at.values())
    unused = f", of which {idle} had nothing to look at" if idle else ""
    return (
        f"The graph {verdict}: {report.claims:,} claims, {len(report.looked_at)} rules{unused}; "
        f"{_counted(report.count('Violation'), 'violation')}, {_counted(report.count('Warning'), 'warning')}, "
        f"{_counted(report.count('Info'), 'notice')}."
    )


def render(report: Report, rows: int = 5) -> Group:
    """Rich renderables: one table a rule that found something, with up to `rows` rows, then the summary."""
    from rich.console import Group
    from rich.text import Text

    parts: list[RenderableType] = []
    for finding in findings(report):
        parts += _finding(finding, rows)
    return Group(*parts, Text(summary(report)))


def _finding(finding: Finding, rows: int) -> Iterator[RenderableType]:
    from rich.table import Table
    from rich.text import Text

    rule = finding.rule
    yield Text.assemble(
        (rule.severity, _STYLES[rule.severity]),
        f"  {rule.name} ({rule.id}): {len(finding.results):,} found, {finding.looked_at:,} looked at",
    )
    yield Text(f"  {rule.message}")
    for hint in sorted({r.hint for r in finding.results})[:rows]:
        yield Text(f"  What to do: {hint}")
    table = Table(box=None, padding=(0, 2, 0, 2), show_edge=False, header_style="dim")
    for heading in ("node", "path", "value"):
        table.add_column(heading, overflow="fold")
    for result in finding.results[:rows]:
        table.add_row(*(Text(_short(x)) for x in (result.focus, result.path, result.value)))
    yield table
    if len(finding.results) > rows:
        yield Text(f"    … and {len(finding.results) - rows:,} more", style="dim")
    yield Text("")


def to_json(report: Report) -> dict[str, Any]:
    """The report as plain data: verdict, counts, and every rule with its results, those that found nothing too."""
    found = {f.rule.id: f.results for f in findings(report)}
    rules = sorted((*shapes(), *checks()), key=lambda r: (SEVERITIES.index(r.severity), r.id))
    return {
        "conforms": report.conforms,
        "empty": report.empty,
        "claims": report.claims,
        "counts": {severity: report.count(severity) for severity in SEVERITIES},
        "shapes": [
            {
                "shape": rule.id,
                "name": rule.name,
                "severity": rule.severity,
                "looked_at": report.looked_at[rule.id],
                "message": rule.message,
                "hint": rule.hint,
                "results": [
                    {"focus": r.focus, "path": r.path, "value": r.value, "hint": r.hint}
                    for r in found.get(rule.id, ())
                ],
            }
            for rule in rules
        ],
    }


def _short(value: str | None) -> str:
    text = iri.compact(value) if value else ""
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
