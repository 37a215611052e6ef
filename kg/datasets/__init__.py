"""Connectors for structured data sets: lists of agreements, tables of migrants and of money sent.

Each row becomes claims of the same types as those of reports, with evidence that names row and column. A connector
is a function from files to a `Source`; `triples` makes RDF of it, one claim after the other, so that a data set
larger than memory can be read.

    from kg.datasets import graph_of
    from kg.datasets.bla import bla
    graph = graph_of(bla(Path("BLAs_Formation_Data.dta")))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.datasets.model import Cell, DataSet, Listed, Source, Tally
from kg.datasets.rdf import triples

if TYPE_CHECKING:
    from kg.graph.store import Graph

__all__ = ["Cell", "DataSet", "Listed", "Source", "Tally", "graph_of", "triples"]


def graph_of(source: Source, tally: Tally | None = None) -> Graph:
    """A data set in a graph of its own, with the reference data it needs; `tally` is told what became of its cells.

    Raises:
        UserError: a file of it cannot be read.
    """
    from kg.datasets.names import Names
    from kg.graph.store import Graph
    from kg.lexicon import lexicon

    return Graph(triples(source, Names(lexicon()), tally or Tally(), lambda _: None))
