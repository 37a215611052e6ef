"""The graph of the default corpus: built once, then read from the user's cache."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import platformdirs
import pyoxigraph as ox

from kg.build import build, fingerprint
from kg.errors import UserError
from kg.graph.store import Graph
from kg.graph.turtle import sorted_triples, write_atomically


def cache_path() -> Path:
    """File that holds the reference graph of this very program and data."""
    folder = os.environ.get("MKG_CACHE") or platformdirs.user_cache_dir("migration-kg")
    return Path(folder) / f"reference-{fingerprint()}.nt"


def reference_graph() -> Graph:
    """The reference graph; a cache that is missing, damaged or closed only costs time."""
    path = cache_path()
    cached = _read(path)
    if cached is not None:
        return cached
    graph = build().graph
    data = ox.serialize(sorted_triples(graph.triples()), format=ox.RdfFormat.N_TRIPLES)
    assert data is not None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob("reference-*.nt"):
            old.unlink(missing_ok=True)
        write_atomically(path, _seal(data) + data)
    except (OSError, UserError):
        pass  # next time it is built again
    return graph


def _seal(data: bytes) -> bytes:
    """First line of the file, a comment: a hash that tells a whole cache from a damaged one."""
    return b"# sha256 " + hashlib.sha256(data).hexdigest().encode() + b"\n"


def _read(path: Path) -> Graph | None:
    """Graph of a cache file, or None where it is missing or not what was written."""
    try:
        seal, _, data = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if seal + b"\n" != _seal(data):
        return None
    graph = Graph()
    graph.store.bulk_load(data, format=ox.RdfFormat.N_TRIPLES)
    return graph
