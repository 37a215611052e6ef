"""The values of questions whose rows a folder of files holds, since nothing there can put other values in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import UserError
from kg.queries import template, templates
from kg.queries.catalogue import Parameter, Template
from kg.queries.values import values_of
from kg.web.explorer.library import Library, Unknown

MOST_VALUES = 12  # of a parameter, those with most rows
_LONGEST = 60  # characters of a value, which names a file


@dataclass(frozen=True, slots=True)
class WrittenValue:
    """A value whose rows are written under `questions/NAME/rows/PARAMETER/VALUE`; `rows` is their number."""

    parameter: str
    value: str
    label: str
    rows: int


@dataclass(frozen=True, slots=True)
class Written:
    """All of one question; `more` tells that the graph has rows for other values too."""

    values: tuple[WrittenValue, ...]
    more: bool


def question_of(name: str, address: str) -> Template:
    """The template of a name; `address` is what was asked for.

    Raises:
        Unknown: there is none.
    """
    try:
        return template(name)
    except UserError:
        raise Unknown(f"{address[:90]}: no question is called so") from None


def written(library: Library, rest: str) -> Written:
    """The values of a question by its name; they are worked out once."""
    if rest not in library.written:
        library.written[rest] = _written(library, question_of(rest, f"written/{rest}"))
    return library.written[rest]


def _written(library: Library, chosen: Template) -> Written:
    found: list[WrittenValue] = []
    more = False
    for parameter in filter(lambda p: _alone(chosen, p), chosen.parameters.values()):
        listed = values_of(library.graph, chosen.name, parameter.name, limit=MOST_VALUES)
        if listed.how != "exactly":
            more = True
            continue
        more = more or listed.truncated
        short = (v for v in listed if len(v.value) <= _LONGEST)
        found += [WrittenValue(parameter.name, v.value, v.label, v.rows) for v in short]
    return Written(tuple(found), more)


def every(_: Library) -> Iterator[str]:
    """All questions that take a value."""
    return (found.name for found in templates() if found.parameters)


def _alone(of: Template, parameter: Parameter) -> bool:
    """Whether a question can be asked with a value of one parameter and of no other."""
    return all(p is parameter or p.optional or p.default for p in of.parameters.values())
