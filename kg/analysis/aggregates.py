"""Aggregate queries of the analyses: SPARQL files of `queries/aggregates/`, answered by the store.

Where a graph holds data sets with tens of thousands of claims, the sums are made where the claims are. A file
is valid SPARQL with the project's prefixes; each `VALUES` block with `UNDEF` takes terms, never text.

>>> fill("VALUES ?year { UNDEF } ?claim mkg:periodEnd ?year", {"year": [(rdf.year(2019),)]})
'VALUES (?year) { ("2019"^^<http://www.w3.org/2001/XMLSchema#gYear>) } ?claim mkg:periodEnd ?year'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from kg.graph import rdf
from kg.graph.source import Source
from kg.resources import queries_dir

Row = Mapping[str, str | None]
Block = Iterable[tuple[rdf.Term, ...]]
"""Rows of terms for one `VALUES` block."""

_BLOCK = re.compile(r"VALUES\s+\(?((?:\?\w+\s*)+)\)?\s*\{[\sUNDEF()]*\}")


def ask(graph: Source, name: str, /, **blocks: Block) -> list[Row]:
    """Rows of `queries/aggregates/NAME.rq`, values as text (a gYear as its four digits).

    Args:
        graph: the graph, or a server that holds one.
        name: the file, without its ending.
        blocks: terms of each `VALUES` block by its variables, joined by an underscore (`origin_destination`).
    """
    found = graph.select(fill(_text(name), blocks))
    return [{key: None if cell is None else cell.value for key, cell in row.items()} for row in found]


def fill(query: str, blocks: Mapping[str, Block]) -> str:
    """The query with terms in its `VALUES` blocks; a block that gets none stays as it is."""

    def put(match: re.Match[str]) -> str:
        names = [v.removeprefix("?") for v in match[1].split()]
        rows = blocks.get("_".join(names))
        if rows is None:
            return match[0]
        variables = " ".join(f"?{v}" for v in names)
        data = " ".join(f"({' '.join(str(term) for term in row)})" for row in rows)
        return f"VALUES ({variables}) {{ {data} }}"

    return _BLOCK.sub(put, query)


@cache
def _text(name: str) -> str:
    return (queries_dir() / "aggregates" / f"{name}.rq").read_text(encoding="utf-8")
