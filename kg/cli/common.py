"""What several commands share: options, the graph at hand, tables in four formats."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.errors import UserError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from kg.graph.store import Graph
    from kg.stores.remote import Remote


_PIPE_WIDTH = 160  # without COLUMNS, wide enough for most rows


class Format(StrEnum):
    """Forms in which rows come out."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


GraphOption = Annotated[
    Path | None,
    typer.Option("--graph", "-g", help="RDF file to read; without it that of --store, or the first report's."),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How rows come out.")]

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ChosenStore:
    """The store that commands read; `asked` tells that the command line names it, not the environment."""

    place: str
    asked: bool


_chosen: ContextVar[ChosenStore | None] = ContextVar("store", default=None)


def choose_store(store: ChosenStore | None) -> None:
    """Let the commands of this process read a store in the place of the reference graph."""
    _chosen.set(store)


def chosen_store(path: Path | None = None) -> str | None:
    """The store to read, if there is one; a file goes before a store that only the environment names.

    Raises:
        UserError: the command line names both a file and a store.
    """
    chosen = _chosen.get()
    if chosen is None or (path is not None and not chosen.asked):
        return None
    if path is not None:
        raise UserError(f"{path}: is given beside --store; read the one or the other")
    return chosen.place


def open_source(path: Path | None) -> Graph | Remote:
    """As `open_graph`, but a server is asked where it is."""
    store = chosen_store(path)
    if store is None:
        return open_graph(path)
    from kg.stores import open_source as open_it

    return open_it(store)


def open_graph(path: Path | None) -> Graph:
    """The graph of a file, of the chosen store, or the reference graph.

    Raises:
        UserError: the file or store cannot be read, or holds no claim; or both are named.
    """
    store = chosen_store(path)
    if store is not None:
        from kg.stores import open_store

        return open_store(store)
    if path is None:
        from kg.reference_graph import reference_graph

        return reference_graph()
    from kg.graph.store import Graph

    graph = Graph.read(path)
    if graph.claim_count() == 0:
        raise UserError(f"{path}: holds no claim of the ontology; make a graph with `mkg build REPORT -o {path.name}`")
    return graph


def console() -> Console:
    """Console for tables and stories; in a pipe plain text, wide enough to keep rows on one line."""
    from rich.console import Console

    class _Console(Console):
        def on_broken_pipe(self) -> None:  # the reader of a pipe, such as `head`, has had enough
            raise BrokenPipeError

    if sys.stdout.isatty():
        return _Console(highlight=False)
    width = int(os.environ["COLUMNS"]) if os.environ.get("COLUMNS", "").isdigit() else _PIPE_WIDTH
    return _Console(highlight=False, width=max(width, 40), no_color=True, color_system=None)


def show(*renderables: RenderableType) -> None:
    out = console()
    for renderable in renderables:
        out.print(renderable)


def emit(rows: Sequence[Row], columns: Mapping[str, str], form: Format, empty: str = "No rows.") -> None:
    """Print rows; `columns` maps keys to headings, in order."""
    if form is Format.JSON:
        typer.echo(json.dumps([dict(r) for r in rows], ensure_ascii=False, indent=2))
    elif form is Format.CSV:
        typer.echo(_csv(rows, columns), nl=False)
    elif form is Format.MARKDOWN:
        typer.echo(_markdown(rows, columns))
    elif not rows:
        typer.echo(empty)
    else:
        show(_table(rows, columns))


def cell(value: object) -> str:
    """A value as people read it.

    >>> cell(None), cell(["a", "b"]), cell(2500000.0), cell(True)
    ('', 'a, b', '2,500,000', 'yes')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(cell(v) for v in value)
    if isinstance(value, float):
        from kg.claims.wording import number

        return number(value)
    return str(value)


def _table(rows: Sequence[Row], columns: Mapping[str, str]) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in columns.values():
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell(row.get(key))) for key in columns))
    return table


def _csv(rows: Sequence[Row], columns: Mapping[str, str]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(columns)
    writer.writerows([[_flat(row.get(key)) for key in columns] for row in rows])
    return stream.getvalue()


def _flat(value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(_flat(v) for v in value)
    if isinstance(value, float):
        return f"{value:.10g}" if value != int(value) else str(int(value))
    return "" if value is None else str(value)


def _markdown(rows: Sequence[Row], columns: Mapping[str, str]) -> str:
    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in cells) + " |"

    head = [line(list(columns.values())), line(["---"] * len(columns))]
    return "\n".join(head + [line([cell(row.get(key)) for key in columns]) for row in rows])
