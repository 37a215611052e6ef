"""The rows of an answer, and the forms in which they leave the program."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import pyoxigraph as ox

from kg import iri
from kg.errors import UserError
from kg.graph.source import Cell as Cell

Value = str | int | float | bool | list[str] | None

_CLAIM = iri.THINGS + "claim/"
_XSD = iri.PREFIXES["xsd"]
_WHOLE = {_XSD + name for name in ("integer", "gYear", "int", "long", "nonNegativeInteger")}
_REAL = {_XSD + name for name in ("decimal", "double", "float")}
_SHOWN_IN_NOTEBOOK = 200


@dataclass(frozen=True, slots=True, repr=False)
class Rows:
    """Rows of RDF terms with what is needed to show them to people.

    `columns` maps variables to headings; `lists` names the variables whose cells hold several IRIs, parted
    by spaces; `labels` maps IRIs to names. `truncated` tells that there were more rows than the limit.
    Iterating gives what `as_dicts` gives, `rows` the terms themselves.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    columns: Mapping[str, str] = field(default_factory=dict)
    lists: frozenset[str] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)
    truncated: bool = False

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return iter(self.as_dicts())

    def __repr__(self) -> str:
        more = ", truncated" if self.truncated else ""
        return f"<Rows: {len(self.rows)} of {', '.join(self.variables)}{more}>"

    def as_dicts(self) -> list[dict[str, Value]]:
        """One dictionary a row, for people and Python.

        Things come as their labels, claims as their ids, years and counts as int, decimal numbers as float,
        list columns as sorted lists of labels, and what is not bound as None.
        """
        return [
            {name: self._value(name, cell) for name, cell in zip(self.variables, row, strict=True)} for row in self.rows
        ]

    def name(self, node: str) -> str:
        """What an IRI is called: a claim by its id, else its label, else the last part or short form."""
        if node.startswith(_CLAIM):
            return node[len(_CLAIM) :]
        if node in self.labels:
            return self.labels[node]
        if node.startswith((iri.TERMS, iri.SCHEMES)):
            return re.split("[#/]", node)[-1]
        return iri.compact(node)

    def _value(self, variable: str, cell: Cell) -> Value:
        if variable in self.lists:
            return sorted(self.name(node) for node in _text(cell).split())
        if isinstance(cell, ox.NamedNode):
            return self.name(cell.value)
        if isinstance(cell, ox.Literal):
            return python_value(cell)
        return None if cell is None else str(cell)

    def to_json(self) -> str:
        """SPARQL 1.1 Query Results JSON; `fromLabel` beside `from` holds the label of an IRI."""
        shown = self._with_labels()
        named = [zip(shown.variables, row, strict=True) for row in shown.rows]
        bindings = [{name: _json_term(cell) for name, cell in row if cell is not None} for row in named]
        document: dict[str, Any] = {"head": {"vars": list(shown.variables)}}
        document["results"] = {"bindings": bindings}
        if self.truncated:
            document["truncated"] = True
        return json.dumps(document, ensure_ascii=False, indent=2)

    def to_csv(self) -> str:
        """SPARQL 1.1 Query Results CSV, RFC 4180; labels of IRIs in columns of their own, as in `to_json`."""
        shown = self._with_labels()
        stream = io.StringIO(newline="")
        writer = csv.writer(stream)
        writer.writerow(shown.variables)
        writer.writerows([_text(cell) for cell in row] for row in shown.rows)
        return stream.getvalue()

    def to_markdown(self) -> str:
        """A Markdown table with headings and labels."""
        lines = [self._headings(), ["---"] * len(self.variables)]
        lines += [[_markdown(_shown(v)) for v in row.values()] for row in self.as_dicts()]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)

    def to_pandas(self) -> Any:
        """A pandas data frame with the values of `as_dicts`.

        Raises:
            UserError: pandas is not installed.
        """
        return _module("pandas").DataFrame(self.as_dicts(), columns=list(self.variables))

    def to_polars(self) -> Any:
        """A polars data frame with the values of `as_dicts`; lists stay lists. Raises as `to_pandas`."""
        dicts = self.as_dicts()
        columns = {name: [row[name] for row in dicts] for name in self.variables}
        return _module("polars").DataFrame(columns, strict=False)

    def _headings(self) -> list[str]:
        return [self.columns.get(name, name) for name in self.variables]

    def _repr_html_(self) -> str:
        """The table in a notebook."""
        head = "".join(f"<th>{html.escape(h)}</th>" for h in self._headings())
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(_shown(v))}</td>" for v in row.values()) + "</tr>"
            for row in self.as_dicts()[:_SHOWN_IN_NOTEBOOK]
        )
        more = len(self.rows) - _SHOWN_IN_NOTEBOOK
        note = f"<p>… and {more} more rows</p>" if more > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"

    def _with_labels(self) -> Rows:
        """The same rows with a label column after each column that holds labelled IRIs."""
        names = list(enumerate(self.variables))
        labelled = {i for i, name in names if any(self._has_label(name, row[i]) for row in self.rows)}
        variables: list[str] = []
        for i, name in names:
            variables += [name, f"{name}Label"] if i in labelled else [name]
        rows = []
        for row in self.rows:
            cells: list[Cell] = []
            for i, name in names:
                cells.append(row[i])
                if i in labelled:
                    cells.append(self._label(name, row[i]))
            rows.append(tuple(cells))
        return Rows(tuple(variables), tuple(rows))

    def _has_label(self, variable: str, cell: Cell) -> bool:
        nodes = _text(cell).split() if variable in self.lists else [_text(cell)] if _is_iri(cell) else []
        return any(node in self.labels and not node.startswith(_CLAIM) for node in nodes)

    def _label(self, variable: str, cell: Cell) -> Cell:
        if cell is None or not (variable in self.lists or _is_iri(cell)):
            return None
        value = self._value(variable, cell)
        return ox.Literal("; ".join(value) if isinstance(value, list) else str(value))


def _module(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise UserError(f"{name} is not installed: pip install {name}") from None


def python_value(literal: ox.Literal) -> str | int | float | bool:
    """A literal as int, float, bool or str; what its datatype does not allow stays text.

    >>> python_value(ox.Literal("2007", datatype=ox.NamedNode(_XSD + "gYear")))
    2007
    """
    kind = literal.datatype.value
    try:
        if kind in _WHOLE:
            return int(literal.value)
        if kind in _REAL:
            return float(literal.value)
    except ValueError:
        return literal.value
    if kind == _XSD + "boolean":
        return literal.value in ("true", "1")
    return literal.value


def _is_iri(cell: Cell) -> bool:
    return isinstance(cell, ox.NamedNode)


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.value if isinstance(cell, ox.NamedNode | ox.Literal) else str(cell)


def _shown(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,.10g}"
    return str(value)


def _markdown(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return " ".join(escaped.split())


def _json_term(cell: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> dict[str, Any]:
    if isinstance(cell, ox.NamedNode):
        return {"type": "uri", "value": cell.value}
    if isinstance(cell, ox.BlankNode):
        return {"type": "bnode", "value": cell.value}
    if isinstance(cell, ox.Triple):
        parts = {"subject": cell.subject, "predicate": cell.predicate, "object": cell.object}
        return {"type": "triple", "value": {key: _json_term(part) for key, part in parts.items()}}
    found: dict[str, Any] = {"type": "literal", "value": cell.value}
    if cell.language:
        return found | {"xml:lang": cell.language}
    return found if cell.datatype.value == _XSD + "string" else found | {"datatype": cell.datatype.value}
