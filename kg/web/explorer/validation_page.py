"""The report of validation, made beside the answers, because it may take long."""

from __future__ import annotations

from dataclasses import dataclass

from kg import iri
from kg.validation import Report, Result
from kg.validation_rules import rules
from kg.web.explorer.library import Library
from kg.web.explorer.names import Names, Ref

_SHOWN = 200  # results that the page lists


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One thing that one rule found; `focus` is the node, `value` what is wrong with it."""

    rule: str
    name: str
    severity: str
    focus: Ref
    path: str
    value: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule with the number of nodes that it looked at and of results that it gave."""

    id: str
    name: str
    description: str
    severity: str
    looked_at: int
    results: int


@dataclass(frozen=True, slots=True)
class Validation:
    """`state` is "running" or "done"; the rest is empty while it runs. `results` are the first of `total`."""

    state: str
    conforms: bool = False
    violations: int = 0
    warnings: int = 0
    notices: int = 0
    total: int = 0
    results: tuple[ResultLine, ...] = ()
    rules: tuple[RuleLine, ...] = ()


def validation(library: Library, _: str = "") -> Validation:
    """The answer; waits for the report."""
    return _told(library.validator.report().result(), library.names)


def meanwhile(library: Library, _: str = "") -> Validation | None:
    """What is told while the report is made; None when it is there."""
    return None if library.validator.report().done() else Validation("running")


def _told(report: Report, names: Names) -> Validation:
    found = {r.id: 0 for r in rules()}
    for result in report.results:
        found[result.shape] = found.get(result.shape, 0) + 1
    lines = [
        RuleLine(r.id, r.name, r.description, r.severity, report.looked_at.get(r.id, 0), found[r.id]) for r in rules()
    ]
    return Validation(
        state="done",
        conforms=report.conforms,
        violations=report.count("Violation"),
        warnings=report.count("Warning"),
        notices=report.count("Info"),
        total=len(report.results),
        results=tuple(_line(r, names) for r in report.results[:_SHOWN]),
        rules=tuple(lines),
    )


def _line(result: Result, names: Names) -> ResultLine:
    return ResultLine(
        rule=result.shape,
        name=result.name,
        severity=result.severity,
        focus=_ref(names, result.focus),
        path=iri.compact(result.path or ""),
        value=_ref(names, result.value or "").label,
        message=result.message,
        hint=result.hint,
    )


def _ref(names: Names, node: str) -> Ref:
    return names.ref(node) if node.startswith(("http://", "https://")) else Ref("", node)
