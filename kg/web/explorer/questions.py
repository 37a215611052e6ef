"""The templates as questions: what they ask, with which values, and their rows where no value is given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pyoxigraph as ox

from kg import iri
from kg.errors import UserError
from kg.queries import run_template, templates
from kg.queries.binding import bind
from kg.queries.catalogue import GRAPH_COLUMNS, Parameter, Template
from kg.queries.rows import Rows
from kg.web.explorer.library import Library, Unknown
from kg.web.explorer.names import Ref, vocabulary
from kg.web.explorer.nodes import one, subjects
from kg.web.explorer.written import question_of, written

MOST_ROWS = 1000  # of an answer that is written as a file
_IN_SCHEME, _NOTATION = (ox.NamedNode(iri.PREFIXES["skos"] + name) for name in ("inScheme", "notation"))
_ROWS = "rows"


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question in a list; `parameters` are the labels of what can be given."""

    name: str
    topic: str
    summary: str
    view: str
    parameters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """All questions by name."""

    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a closed list: `value` is what to write."""

    value: str
    label: str
    ru: str | None


@dataclass(frozen=True, slots=True)
class ParameterLine:
    """A value that a question takes; `choices` where a closed list holds all that there are."""

    name: str
    kind: str
    label: str
    optional: bool
    example: str
    default: tuple[str, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """`is_list`: its cells hold several IRIs, parted by spaces."""

    name: str
    heading: str
    is_list: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `query` is its SPARQL without values, `makes_graph` tells that it gives triples."""

    name: str
    topic: str
    summary: str
    description: str
    view: str
    makes_graph: bool
    columns: tuple[Column, ...]
    parameters: tuple[ParameterLine, ...]
    query: str


@dataclass(frozen=True, slots=True)
class QuestionRows:
    """The first rows of a question without values or with one, as SPARQL results in JSON, and names of nodes by IRI.

    `total` is how many there are, `query` what was asked.
    """

    query: str
    results: dict[str, Any]
    names: dict[str, Ref]
    total: int


@dataclass(frozen=True, slots=True)
class Example:
    """A question with a value put in, to begin with; `given` says which, in words, or nothing."""

    summary: str
    given: str
    query: str


def answer(library: Library, rest: str) -> Questions | Question | QuestionRows:
    """All questions, the one called NAME, or its rows: `NAME/rows` without values, `NAME/rows/state/KZ` with one."""
    if not rest:
        return Questions(tuple(map(_line, templates())))
    name, _, part = rest.partition("/")
    kind, _, given = part.partition("/")
    asked = question_of(name, f"questions/{rest}")
    if kind not in ("", _ROWS):
        raise Unknown(f"questions/{rest[:80]}: a question has {_ROWS} and nothing else")
    return _rows(library, asked, given) if kind else _question(library, asked)


def every(library: Library) -> Iterator[str]:
    """What a static export writes."""
    yield ""
    for found in templates():
        yield found.name
        if all(p.optional or p.default for p in found.parameters.values()):
            yield f"{found.name}/{_ROWS}"
        for value in written(library, found.name).values:
            yield f"{found.name}/{_ROWS}/{value.parameter}/{value.value}"


def example(library: Library, rest: str) -> Example:
    """The question of a name with the first of its examples that has rows, without a value where none has."""
    chosen = question_of(rest, f"examples/{rest}")
    for parameter in chosen.parameters.values():
        if parameter.example and (text := _bound(library, chosen, parameter.name, parameter.example)):
            return Example(chosen.summary, f"{parameter.label}: {parameter.example}", text)
    return Example(chosen.summary, "", chosen.text)


def every_example(_: Library) -> Iterator[str]:
    return (found.name for found in templates())


def _bound(library: Library, chosen: Template, parameter: str, value: str) -> str:
    """The SPARQL with one value, or nothing where that has no rows."""
    try:
        text = bind(chosen, {parameter: value}, library.graph)
    except UserError:  # the graph has no such thing
        return ""
    return text if library.graph.solve(text).rows else ""


def _line(of: Template) -> QuestionLine:
    return QuestionLine(of.name, of.topic, of.summary, of.view, tuple(p.label for p in of.parameters.values()))


def _question(library: Library, of: Template) -> Question:
    return Question(
        name=of.name,
        topic=of.topic,
        summary=of.summary,
        description=of.description,
        view=of.view,
        makes_graph=tuple(of.columns) == GRAPH_COLUMNS,
        columns=tuple(Column(name, heading, name in of.lists) for name, heading in of.columns.items()),
        parameters=tuple(_parameter(library, p) for p in of.parameters.values()),
        query=of.text,
    )


def _parameter(library: Library, of: Parameter) -> ParameterLine:
    choices = _choices(library, of.scheme) if of.scheme else ()
    return ParameterLine(of.name, of.kind, of.label, of.optional, of.example or "", of.default, choices)


def _choices(library: Library, scheme: str) -> tuple[Choice, ...]:
    found = []
    for node in sorted(subjects(vocabulary(), _IN_SCHEME, iri.scheme(scheme))):
        ref = library.names.ref(node)
        found.append(Choice(one(vocabulary(), node, _NOTATION) or ref.label, ref.label, ref.ru))
    return tuple(sorted(found, key=lambda c: c.label.casefold()))


def _rows(library: Library, of: Template, rest: str) -> QuestionRows:
    parameter, _, value = rest.partition("/")
    given = {parameter: value} if parameter else {}
    try:
        query = bind(of, given, library.graph)
    except UserError as error:
        raise Unknown(f"questions/{of.name}/{_ROWS}/{rest[:80]}: {error}") from None
    found = run_template(library.graph, of.name, given)
    shown = replace(found, rows=found.rows[:MOST_ROWS], labels={})  # labels stand beside, each once
    names = {node: library.names.ref(node) for node in _nodes(shown) if library.names.knows(node)}
    return QuestionRows(query, json.loads(shown.to_json()), names, len(found))


def _nodes(rows: Rows) -> Iterator[str]:
    for row in rows.rows:
        for variable, cell in zip(rows.variables, row, strict=True):
            if isinstance(cell, ox.NamedNode):
                yield cell.value
            elif isinstance(cell, ox.Literal) and variable in rows.lists:
                yield from cell.value.split()
