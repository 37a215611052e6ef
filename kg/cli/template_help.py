"""`mkg query NAME --help`: what a template asks, takes and gives, with values that give rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from shlex import quote
from textwrap import wrap
from typing import TYPE_CHECKING

from kg.errors import UserError

if TYPE_CHECKING:
    from kg.graph.source import Source
    from kg.queries import Parameter, Template

_SHOWN = 5  # values of a parameter
_WIDTH = 100


def explanation(chosen: Template, opened: Callable[[], Source]) -> str:
    """What a template asks, takes and gives, for the terminal; `opened` gives the graph that has the values."""
    lines = [chosen.summary, "", *wrap(chosen.description, _WIDTH), "", "Parameters", *_parameters(chosen, opened)]
    lines += ["", "Columns", *(f"  {name:<14}{heading}" for name, heading in chosen.columns.items())]
    examples = [f"--param {p.name}={quote(p.example)}" for p in chosen.parameters.values() if p.example]
    lines += ["", f"Example: mkg query {chosen.name} {' '.join(examples[:1])}".rstrip()]
    if chosen.parameters:
        lines.append(f"Values:  mkg query {chosen.name} --values {next(iter(chosen.parameters))}")
    return "\n".join(lines)


def _parameters(chosen: Template, opened: Callable[[], Source]) -> Iterator[str]:
    if not chosen.parameters:
        yield "  none"
        return
    try:
        source, problem = opened(), None
    except UserError as error:  # the help itself needs no graph
        source, problem = None, str(error)
    for p in chosen.parameters.values():
        kind = p.kind.replace("concept:", "one of the scheme ")
        needed = "" if p.optional else "; must be given"
        preset = f"; without it {', '.join(p.default)}, * for all" if p.default else ""
        yield f"  {p.name:<14}{p.label} ({kind}{needed}{preset})"
        if source is not None:
            yield from _values(source, chosen, p)
    if problem:
        yield f"  (no values, for want of a graph: {problem})"


def _values(source: Source, chosen: Template, parameter: Parameter) -> Iterator[str]:
    """A line of values with their rows, most first."""
    from kg.queries import values_of

    found = values_of(source, chosen.name, parameter.name, limit=_SHOWN)
    shown = ", ".join(f"{v.value} ({v.rows})" for v in found) + (", …" if found.truncated else "")
    if shown:
        yield from wrap(shown, _WIDTH, initial_indent=" " * 16, subsequent_indent=" " * 16)
