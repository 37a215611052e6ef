"""The functions of the Python interface, which `kg` gives under the nouns of the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UserError

if TYPE_CHECKING:
    from kg.analysis.agreements import PairGap
    from kg.analysis.world_model import WorldGaps
    from kg.claims.model import Claim
    from kg.document import Document
    from kg.graph.source import Source
    from kg.graph.store import Graph


def read(path: str | Path) -> Document:
    """Read a report: sections, paragraphs, sentences and notes, with offsets into its text.

    Raises:
        UserError: the file is missing, unreadable, empty or of no format that can be read.
    """
    from kg.document import read as read_document

    return read_document(path)


def claims(source: str | Path, proposer: str | None = None) -> tuple[Claim, ...]:
    """Claims of a file or of a shipped corpus, past the gate."""
    from kg.build import read_source

    return read_source(str(source), proposer).passage.claims


def build(*sources: str | Path, proposer: str | None = None, issued: int | None = None) -> Graph:
    """Graph of reports, or of the default corpus; `issued` is the year in which one report was published.

    Raises:
        UserError: a source cannot be read, or the year is none, or given for other than one report.
    """
    from kg.build import build as make

    return make([str(s) for s in sources], proposer, issued=issued).graph


def open_graph(path: str | Path | None = None, store: str | None = None) -> Graph:
    """Graph of an RDF file, of a store (a folder, or the address of a SPARQL server), or the reference graph.

    Raises:
        UserError: both are given, or what is named cannot be read.
    """
    if store is not None:
        from kg.stores import open_store

        if path is not None:
            raise UserError(f"{path}: is given beside a store; open the one or the other")
        return open_store(store)
    if path is None:
        from kg.reference_graph import reference_graph

        return reference_graph()
    from kg.graph.store import Graph

    return Graph.read(path)


def gaps(graph: Graph | None = None) -> tuple[PairGap, ...]:
    """Status of every pair of states with regard to labor-migration agreements."""
    from kg.analysis.agreements import gaps as find

    return find(graph if graph is not None else open_graph())


def world_gaps(
    graph: Source,
    year: int = 2019,
    threshold: float = 100_000,
    compare: int | None = None,
    region: str | None = None,
    income: str | Path | None = None,
) -> WorldGaps:
    """Agreement gaps of the whole world, from the data sets of a graph and the reports in it.

    Args:
        graph: a graph with stocks of migrants and listed agreements, or what answers for a server that holds one.
        year: year of the stocks; agreements signed up to it count.
        threshold: a corridor with more migrants than this is large.
        compare: another year to set beside it.
        region: only corridors that begin or end in this region or group of states.
        income: CSV file with the columns `state` and `group`.

    Raises:
        UserError: the graph has no stocks of that year, no region has that name, or the table cannot be used.
    """
    from kg.analysis.groups import read_incomes
    from kg.analysis.world import world_gaps as find

    groups = read_incomes(Path(income)) if income is not None else None
    return find(graph, year, threshold, compare, region, groups)
