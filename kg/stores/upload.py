"""Filling a server: the graph goes up in parts to a graph of its own, which then takes the place of the old one.

The last request alone changes what readers see. Servers that run one request as one transaction, such as Oxigraph,
show either the old graph or the whole new one; a load that ends early, even by kill -9, leaves its own graph behind,
which a later load clears.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice

import pyoxigraph as ox

from kg import iri
from kg.errors import UserError
from kg.graph.store import Graph
from kg.stores.content import Loaded
from kg.stores.endpoint import Requests, endpoint
from kg.stores.remote import Remote

_LOADS = "urn:migration-kg:load:"
_BEGUN = _LOADS + "begun"  # marks the graph of a load that is under way, with the time
_DATE_TIME = iri.PREFIXES["xsd"] + "dateTime"
_BATCH = 1000  # triples of a request; Virtuoso takes few more
_SECONDS = 1800.0
_OLD = timedelta(days=1)  # a load that is under way for so long is given up


def upload(address: str, graph: Graph, add: bool = False, update: str | None = None) -> Loaded:
    """Put a graph in the place of the default graph of a server; `add` keeps what is there.

    Args:
        address: of the server, as for `--store`.
        graph: what is loaded.
        add: whether to add to what is there.
        update: where the server takes updates, if that cannot be told from the address.

    Raises:
        UserError: the server cannot be reached or refuses, or the graph has blank nodes.
    """
    _require_names(graph)
    to = endpoint(address, update)
    requests, remote = Requests(to), Remote(replace(to, graph=None))  # of a server with all its graphs
    _clear(requests, remote)
    fresh = f"{_LOADS}{uuid.uuid4()}"
    mark = f'<{fresh}> <{_BEGUN}> "{datetime.now(UTC).isoformat()}"^^<{_DATE_TIME}>'
    try:
        requests.update(f"INSERT DATA {{ GRAPH <{fresh}> {{ {mark} }} }}", _SECONDS)
        for part in _parts(graph):
            requests.update(f"INSERT DATA {{ GRAPH <{fresh}> {{\n{part}}} }}", _SECONDS)
        _require_whole(remote, fresh, len(graph) + 1)
        target = f"GRAPH <{to.graph}>" if to.graph else "DEFAULT"
        step = f"ADD GRAPH <{fresh}> TO {target} ; DROP GRAPH <{fresh}>" if add else f"MOVE GRAPH <{fresh}> TO {target}"
        requests.update(f"DELETE DATA {{ GRAPH <{fresh}> {{ {mark} }} }} ; {step}", _SECONDS)
    except BaseException:
        with suppress(UserError):
            requests.update(f"DROP SILENT GRAPH <{fresh}>", _SECONDS)
        raise
    filled = Remote(to)
    return Loaded(filled.count("?s ?p ?o"), filled.count("?claim a mkg:Claim"))


def _parts(graph: Graph) -> Iterator[str]:
    """The triples as the text of some INSERT DATA."""
    left = graph.triples()
    while part := "".join(f"{triple} .\n" for triple in islice(left, _BATCH)):
        yield part


def _require_names(graph: Graph) -> None:
    if any(isinstance(node, ox.BlankNode) for t in graph.triples() for node in (t.subject, t.object)):
        raise UserError("load: the graph has blank nodes, which a server would not know again; give them IRIs")


def _require_whole(remote: Remote, fresh: str, expected: int) -> None:
    """See that everything arrived, and that nobody cleared any of it."""
    if remote.count(f"GRAPH <{fresh}> {{ ?s ?p ?o }}") != expected:
        raise UserError(f"{remote.name}: kept only a part of the graph; its old one stays. Run the load again")


def _clear(requests: Requests, remote: Remote) -> None:
    """Drop the graphs of loads that never came to their end."""
    for row in remote.select(f"SELECT ?g ?begun WHERE {{ GRAPH ?g {{ ?g <{_BEGUN}> ?begun }} }}"):
        graph, begun = row["g"], row["begun"]
        ours = isinstance(graph, ox.NamedNode) and graph.value.startswith(_LOADS)
        if ours and begun is not None and _is_old(begun.value):
            requests.update(f"DROP SILENT GRAPH {graph}", _SECONDS)


def _is_old(begun: str) -> bool:
    try:
        return datetime.fromisoformat(begun) < datetime.now(UTC) - _OLD
    except (ValueError, TypeError):
        return True
