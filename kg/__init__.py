"""migration-kg: claims on labor migration and trafficking, each with its evidence.

The API has the nouns of the command line:

    import kg

    graph = kg.build("report.txt")                     # a Graph; without arguments the first report's
    graph.query("migrant-estimates", destination="KZ")  # rows of a template
    graph.rdflib                                        # the same data as an rdflib graph
    kg.gaps(graph)                                      # pairs of states without an agreement
    kg.claims("report.txt")                             # the claims past the gate
    kg.read("report.txt")                               # the document: sections, sentences, notes

Heavy modules are imported when a function needs them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg import version as _version
from kg.errors import UserError

if TYPE_CHECKING:
    from kg.analysis.agreements import PairGap
    from kg.claims.model import Claim
    from kg.document import Document
    from kg.graph.store import Graph

__version__ = _version.VERSION

__all__ = ["UserError", "__version__", "build", "claims", "gaps", "open_graph", "read"]


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


def build(*sources: str | Path, proposer: str | None = None) -> Graph:
    """Graph of reports, or of the default corpus."""
    from kg.build import build as make

    return make([str(s) for s in sources], proposer).graph


def open_graph(path: str | Path | None = None, store: str | None = None) -> Graph:
    """Graph of an RDF file, of a store (a folder, or the address of a SPARQL server), or the reference graph."""
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
