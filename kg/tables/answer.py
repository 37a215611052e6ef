"""Answers of templates by SQL over the tables, as the rows that SPARQL gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import iri
from kg.errors import UserError
from kg.graph import rdf
from kg.graph.store import Graph
from kg.queries.binding import Given, terms
from kg.queries.catalogue import Template, template
from kg.queries.rows import Cell, Rows
from kg.resources import queries_dir
from kg.tables.columns import require_tables, tables
from kg.tables.engines import DuckDb, Engine


def sql_names() -> tuple[str, ...]:
    """Names of the templates that are also there as SQL."""
    return tuple(sorted(p.stem for p in (queries_dir() / "sql").glob("*.sql")))


def run(folder: Path, name: str, parameters: Given | None = None, engine: Engine | None = None) -> Rows:
    """Rows of a template over the tables in a folder, on DuckDB or the engine given.

    The rows are those of `kg.queries.run_template` on the graph that the tables were written from, names included.

    Raises:
        UserError: no such template, none in SQL, no tables in the folder, or a value that cannot be bound.
    """
    require_tables()
    chosen = template(name)
    if name not in sql_names():
        raise UserError(f"{name}: is not there as SQL; these are: {', '.join(sql_names())}")
    for table in tables():
        if not (folder / f"{table}.parquet").is_file():
            hint = f"write the tables with `mkg export --format parquet -o {folder}`"
            raise UserError(f"{folder}: lacks {table}.parquet; {hint}")
    given = _given(folder, chosen, parameters or {})
    sql = (queries_dir() / "sql" / f"{name}.sql").read_text(encoding="utf-8")
    found = (engine or DuckDb()).rows(folder, sql, given)
    rows = tuple(tuple(_term(value) for value in row) for row in found)
    labels = _labels(folder, _nodes(found))
    return Rows(tuple(chosen.columns), rows, chosen.columns, chosen.lists, labels)


def _given(folder: Path, chosen: Template, parameters: Given) -> dict[str, list[str] | None]:
    """Values of every parameter of a template as texts; None where it filters nothing."""
    needed = {p.kind for p in chosen.parameters.values() if p.name in parameters}
    found = terms(chosen, parameters, _names(folder) if needed & {"state", "place", "actor", "source"} else Graph())
    return {name: [t.value for t in found[name]] if name in found else None for name in chosen.parameters}


def _names(folder: Path) -> Graph:
    """A graph of the names and classes of things, for looking up what a user names."""

    def triples() -> Iterator[ox.Triple]:
        for thing in _read(folder, ["iri", "label", "kinds"]):
            me = rdf.node(thing["iri"])
            yield ox.Triple(me, rdf.PREF_LABEL, rdf.text(thing["label"]))
            yield from (ox.Triple(me, rdf.RDF_TYPE, rdf.mkg(kind)) for kind in thing["kinds"])

    return Graph(triples())


def _labels(folder: Path, nodes: Iterable[str]) -> Mapping[str, str]:
    wanted = sorted(set(nodes))
    return {t["iri"]: t["label"] for t in _read(folder, ["iri", "label"], [("iri", "in", wanted)])} if wanted else {}


def _read(folder: Path, columns: list[str], filters: list[tuple[str, str, Any]] | None = None) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    table: Any = pq.read_table(folder / "things.parquet", columns=columns, filters=filters)
    return list(table.to_pylist())


def _nodes(rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    for row in rows:
        for cell in row:
            for value in cell if isinstance(cell, list) else (cell,):
                if isinstance(value, str) and value.startswith(iri.BASE):
                    yield value


def _term(value: Any) -> Cell:
    """A cell as the term that SPARQL gives for it."""
    if isinstance(value, list):
        return ox.Literal(" ".join(sorted(set(value)))) if value else None
    if isinstance(value, float):
        return rdf.decimal(value)
    if isinstance(value, int):
        return rdf.integer(value)
    if isinstance(value, str):
        return rdf.node(value) if value.startswith(iri.BASE) else rdf.text(value)
    return None
