"""The reference graph with labels that try to break out of pictures and pages."""

from __future__ import annotations

import pyoxigraph as ox

from kg import iri
from kg.graph import rdf
from kg.graph.store import Graph
from kg.reference_graph import reference_graph

MARKUP = "<script>document.title='broken'</script><img src='http://example.org/x' onerror='broken()'> & $x^2$ \x0b"
TURNED = "\u202eروسيا\u202c المتحدة"
LONG = "An endless name of a state " * 370  # 10,000 characters
UNBROKEN = "W" * 10_000
LABELS = {"KZ": MARKUP, "RU": TURNED, "UZ": LONG, "TJ": UNBROKEN}


def graph() -> Graph:
    """Reference graph whose states of `LABELS` are called so, and whose claims tell it in their own labels too."""
    found = Graph(reference_graph().triples())
    for code, label in LABELS.items():
        _rename(found, ox.NamedNode(iri.state(code)), rdf.PREF_LABEL, label)
    for quad in list(found.store.quads_for_pattern(None, rdf.LABEL, None)):
        if "id/claim/" in str(quad.subject) and "Kazakhstan" in str(quad.object):
            _rename(found, quad.subject, rdf.LABEL, MARKUP)
    return found


def _rename(found: Graph, node: ox.NamedNode, prop: ox.NamedNode, label: str) -> None:
    for quad in list(found.store.quads_for_pattern(node, prop, None)):
        found.store.remove(quad)
    found.store.add(ox.Quad(node, prop, ox.Literal(label, language="en")))
