"""Imports of the samples into graphs."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from kg.datasets import Source, Tally, triples
from kg.datasets.names import Names
from kg.graph.store import Graph
from kg.lexicon import lexicon

pytest.importorskip("openpyxl", reason="the extra datasets is not installed")
pytest.importorskip("pandas", reason="the extra datasets is not installed")


@dataclass(frozen=True)
class Imported:
    graph: Graph
    names: Names
    tally: Tally


def take(source: Source) -> Imported:
    """A data set in a graph of its own."""
    names, tally = Names(lexicon()), Tally()
    graph = Graph(triples(source, names, tally, lambda _: None))
    return Imported(graph, names, tally)
