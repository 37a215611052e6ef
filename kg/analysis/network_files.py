"""Networks as GraphML and GEXF: the same network gives the same bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

import networkx as nx

from kg.analysis.networks import Network

_DATE = re.compile(r' lastmodifieddate="[^"]*"')
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0 cannot hold these
JOIN = "; "
"""What stands between the items of a list in an attribute."""


def to_graphml(network: Network) -> bytes:
    """GraphML, for yEd, Cytoscape and igraph."""
    out = io.BytesIO()
    nx.write_graphml_xml(_plain(network), out)
    return out.getvalue() + b"\n"


def to_gexf(network: Network) -> bytes:
    """GEXF 1.2, for Gephi; without the date that the format's writer adds."""
    out = io.BytesIO()
    nx.write_gexf(_plain(network), out, version="1.2draft")
    return _DATE.sub("", out.getvalue().decode("utf-8"), count=1).encode("utf-8") + b"\n"


def _plain(network: Network) -> Network:
    """A copy in a fixed order, with attributes that both formats can hold: lists joined, an id for
    each edge that no other has."""
    copy: Network = nx.MultiDiGraph()
    for node in sorted(network):
        copy.add_node(node, **_values(network.nodes[node]))
    edges = sorted(network.edges(keys=True, data=True), key=lambda e: (e[0], e[1], str(e[2])))
    for number, (subject, target, _, data) in enumerate(edges):
        copy.add_edge(subject, target, key=f"e{number}", **_values(data))
    return copy


def _values(data: Mapping[Any, Any]) -> dict[str, str | int | float | bool]:
    return {str(name): _value(value) for name, value in sorted(data.items()) if value is not None}


def _value(value: object) -> str | int | float | bool:
    if isinstance(value, bool | int | float):
        return value
    text = JOIN.join(map(str, value)) if isinstance(value, list | tuple | set | frozenset) else str(value)
    return _FORBIDDEN.sub(" ", text)
