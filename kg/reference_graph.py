"""The graph of the default corpus: built once, then read from the user's cache."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
import pyoxigraph as ox

from kg.build import build, fingerprint
from kg.graph.store import Graph
from kg.graph.turtle import sorted_triples, write_atomically


def cache_path() -> Path:
    """File that holds the reference graph of this very program and data."""
    folder = os.environ.get("MKG_CACHE") or platformdirs.user_cache_dir("migration-kg")
    return Path(folder) / f"reference-{fingerprint()}.nt"


def reference_graph() -> Graph:
    """The reference graph; a cache that cannot be written only costs time."""
    path = cache_path()
    if path.is_file():
        graph = Graph()
        graph.store.bulk_load(path=str(path), format=ox.RdfFormat.N_TRIPLES)
        return graph
    graph = build().graph
    data = ox.serialize(sorted_triples(graph.triples()), format=ox.RdfFormat.N_TRIPLES)
    assert data is not None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob("reference-*.nt"):
            old.unlink(missing_ok=True)
        write_atomically(path, data)
    except Exception:
        pass
    return graph
