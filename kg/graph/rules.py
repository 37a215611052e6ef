"""Facts derived from claims: CONSTRUCT rules kept as files in the ontology."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import iri
from kg.resources import ontology_dir


def rule_files() -> tuple[Path, ...]:
    """The rules in the order in which they run: by file name."""
    return tuple(sorted((ontology_dir() / "rules").glob("*.rq")))


def derive(store: ox.Store) -> Iterator[ox.Triple]:
    """What each rule constructs from the claims; rules do not build on each other."""
    for path in rule_files():
        constructed: Any = store.query(path.read_text(encoding="utf-8"), prefixes=iri.all_prefixes())
        yield from constructed
