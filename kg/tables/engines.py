"""What runs the SQL: DuckDB in this process, or Spark over the same files.

The SQL of the templates keeps to what both read. Spark's names for functions on lists are used; DuckDB learns them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kg.tables.columns import require_tables, tables

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Given = Mapping[str, Sequence[str] | None]

_MACROS = (
    "CREATE MACRO explode_outer(l) AS unnest(CASE WHEN coalesce(len(l), 0) = 0 THEN [NULL] ELSE l END)",
    "CREATE MACRO array_contains(l, x) AS list_contains(l, x)",
    "CREATE MACRO arrays_overlap(l, m) AS list_has_any(l, m)",
    "CREATE MACRO collect_set(x) AS list(DISTINCT x) FILTER (x IS NOT NULL)",
)


class Engine(Protocol):
    """Runs a query over the tables of a folder.

    `given` becomes a table of one row: for each parameter a list of texts, or nothing.
    """

    def rows(self, folder: Path, sql: str, given: Given) -> list[tuple[Any, ...]]: ...


class DuckDb:
    """DuckDB in memory; the Parquet files are read as far as a query needs them."""

    def rows(self, folder: Path, sql: str, given: Given) -> list[tuple[Any, ...]]:
        """Rows in the order of the query.

        Raises:
            UserError: a library is not installed.
        """
        require_tables()
        import duckdb
        import pyarrow as pa

        lists = pa.list_(pa.string())
        asked = pa.table({name: pa.array([values], lists) for name, values in {**given, "_": None}.items()})
        with duckdb.connect() as connection:
            for macro in _MACROS:
                connection.execute(macro)
            for name in _named(sql):
                connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({_quoted(folder, name)})")
            connection.register("given", asked)
            return connection.execute(sql).fetchall()


class Spark:
    """A Spark session that sees the folder."""

    def __init__(self, session: SparkSession) -> None:
        self._session = session

    def rows(self, folder: Path, sql: str, given: Given) -> list[tuple[Any, ...]]:
        """Rows in the order of the query."""
        from pyspark.sql.types import ArrayType, StringType, StructField, StructType

        for name in _named(sql):
            self._session.read.parquet(str(folder / f"{name}.parquet")).createOrReplaceTempView(name)
        columns = {**given, "_": None}
        kind = StructType([StructField(name, ArrayType(StringType())) for name in columns])
        self._session.createDataFrame([tuple(columns.values())], kind).createOrReplaceTempView("given")
        return [tuple(row) for row in self._session.sql(sql).collect()]


def _named(sql: str) -> list[str]:
    """The tables that a query names."""
    words = set(re.findall(r"\w+", sql))
    return [name for name in tables() if name in words]


def _quoted(folder: Path, table: str) -> str:
    return "'" + str(folder / f"{table}.parquet").replace("'", "''") + "'"
