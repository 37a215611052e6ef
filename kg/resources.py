"""Where the project's own data lie, in a checkout and in an installed wheel alike."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _data_root() -> Path:
    packaged = _PACKAGE / "_data"
    return packaged if packaged.is_dir() else _PACKAGE.parent


def ontology_dir() -> Path:
    """Folder of `core.ttl`, `schemes/`, `reference/`, `shapes/`, `rules/` and `alignments/`."""
    return _data_root() / "ontology"


def queries_dir() -> Path:
    """Folder of the SPARQL templates."""
    return _data_root() / "queries"


def corpus_dir() -> Path:
    """Folder of the shipped corpora, one folder a corpus."""
    return _PACKAGE / "corpus"


def ontology_files(*folders: str) -> tuple[Path, ...]:
    """Turtle files of the ontology in a fixed order: `core.ttl`, then those of each folder named."""
    root = ontology_dir()
    found = [root / "core.ttl"]
    for folder in folders:
        found += sorted((root / folder).glob("*.ttl"))
    return tuple(found)
