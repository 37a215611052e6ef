"""migration-kg: claims on labor migration and trafficking, each with its evidence.

The API has the nouns of the command line:

    import kg

    graph = kg.build("report.txt")                     # a Graph; without arguments the first report's
    graph.query("migrant-estimates", destination="KZ")  # rows of a template
    graph.rdflib                                        # the same data as an rdflib graph
    kg.gaps(graph)                                      # pairs of states without an agreement
    kg.world_gaps(graph)                                # the same for the whole world, from data sets
    kg.claims("report.txt")                             # the claims past the gate
    kg.read("report.txt")                               # the document: sections, sentences, notes

Heavy modules are imported when a function needs them.
"""

from __future__ import annotations

from kg import version as _version
from kg.api import build, claims, gaps, open_graph, read, world_gaps
from kg.errors import UserError

__version__ = _version.VERSION

__all__ = ["UserError", "__version__", "build", "claims", "gaps", "open_graph", "read", "world_gaps"]
