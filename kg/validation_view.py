"""A validation report for people (rich) and for programs (JSON), grouped by rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg import iri
from kg.validation import Report, Result
from kg.validation_rules import SEVERITIES, Check, Shape, rules

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
    return tuple(Finding(r, report.looked_at[r.id], tuple(by_rule[r.id])) for r in rules() if r.id in by_rule)


def summary(report: Report) -> str:
    """The report in one line."""
    if report.empty:
        return "No claim found, so nothing was checked: build a graph with `mkg build REPORT -o graph.ttl`."
    verdict = "conforms" if report.conforms else "does not conform"
    idle = sum(not n for n in report.looked_at.values())
    unused = f", of which {idle} had nothing to look at" if idle else ""
    words = {"Violation": "violation", "Warning": "warning", "Info": "notice"}
    counts = ", ".join(_counted(report.count(severity), word) for severity, word in words.items())
    seen = f"{_counted(report.claims, 'claim')}, {len(report.looked_at)} rules{unused}"
    return f"The graph {verdict}: {seen}; {counts}."


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
    yield Text(f"  What to do: {rule.hint}")
    suggestions = [r.hint.removesuffix(rule.hint).strip() for r in finding.results[:rows]]
    table = Table(box=None, padding=(0, 2, 0, 2), show_edge=False, header_style="dim")
    for heading in ("node", "path", "value", "nearest name") if any(suggestions) else ("node", "path", "value"):
        table.add_column(heading, overflow="fold")
    for result, suggestion in zip(finding.results[:rows], suggestions, strict=True):
        cells = [_short(result.focus), _short(result.path), _short(result.value), suggestion]
        table.add_row(*(Text(cell) for cell in cells[: len(table.columns)]))
    yield table
    if len(finding.results) > rows:
        yield Text(f"    … and {len(finding.results) - rows:,} more", style="dim")
    yield Text("")


def to_json(report: Report) -> dict[str, Any]:
    """The report as plain data: verdict, counts, and every rule with its results, if any."""
    found = {f.rule.id: f.results for f in findings(report)}
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
                    {"focus": r.focus, "path": r.path, "value": r.value, "hint": r.hint} for r in found.get(rule.id, ())
                ],
            }
            for rule in rules()
        ],
    }


def _short(value: str | None) -> str:
    text = iri.compact(value) if value else ""
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
