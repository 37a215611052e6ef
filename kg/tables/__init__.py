"""The graph as tables, for what no one store holds: Parquet files, one a claim type, and templates as SQL over them.

`write(graph, folder)` makes the files; `run(folder, name, parameters)` answers a template on DuckDB with the rows that
SPARQL gives, or on Spark when it is handed a session. See docs/many-reports.md for the tables and their columns.
"""

from kg.tables.answer import run, sql_names
from kg.tables.write import write

__all__ = ["run", "sql_names", "write"]
