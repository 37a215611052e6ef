"""Connectors for structured data sets: lists of agreements, tables of migrants and of money sent.

Each row becomes claims of the same types as those of reports, with evidence that names row and column. A connector
is a function from files to a `Source`; `triples` makes RDF of it, one claim after the other, so that a data set
larger than memory can be read.
"""

from __future__ import annotations

from kg.datasets.model import Cell, DataSet, Listed, Source, Tally
from kg.datasets.rdf import triples

__all__ = ["Cell", "DataSet", "Listed", "Source", "Tally", "triples"]
